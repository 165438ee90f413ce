"""The demo's past: lived through the same actions, repeatable, and told to nobody."""

from datetime import UTC, datetime

from otklik.actions import partners, standards
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.simulation import life, marketplace
from otklik.simulation.cast import PARTNERS
from otklik.store import outbox, queries, verification

UNTIL = datetime(2026, 3, 19, 12, 0, tzinfo=UTC)


def set_up() -> None:
    """The marketplace, as `otklik setup --demo` makes it."""
    since = UNTIL - marketplace.LIVED_FOR
    partners.join("market", actor=marketplace.ACTOR, name=PARTNERS["market"], now=since)
    standards.publish(DEFAULT_TEXT, actor=marketplace.ACTOR, now=since)
    standards.adopt("market", name="default", actor=marketplace.ACTOR, now=since)
    marketplace.build(now=since)


def test_a_life_is_lived_once_and_leaves_a_whole_journal(db: None) -> None:
    set_up()
    life.live(seed=1, until=UNTIL)
    counts = queries.count_orders()
    assert sum(counts.values()) >= 20
    assert {"open", "confirmed"} <= {phase for phase, number in counts.items() if number}
    assert verification.verify() == []
    due_at = outbox.next_due_at()
    assert due_at is None or due_at > UNTIL

    life.live(seed=1, until=UNTIL)
    marketplace.build(now=UNTIL)
    assert queries.count_orders() == counts
