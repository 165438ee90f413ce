"""The demo's past: lived through the same door, repeatable, told to nobody, and worth a report."""

from collections import Counter

import pytest

from otklik.domain.events import Ref
from otklik.simulation import cast, credit_past, life
from otklik.store import journal, letters, outbox, queries, timers, verification
from otklik.worker import composing
from tests.simulation.scene import STARTS, days_before, fingerprint, open_marketplace
from tests.wipe import wipe

DAYS = 5


def live(seed: int = 1, days: int = DAYS) -> life.Rest:
    open_marketplace(days_before(days))
    return life.live(seed=seed, until=STARTS, days=days, tell=lambda line: None)


@pytest.fixture
def standing_life(standing):
    """One life for all who look at it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(composing, "send", lambda *_: pytest.fail("the past is told to nobody"))
        return standing.give(live)


@pytest.fixture
def lived(standing_life, db):
    return standing_life


def test_the_same_seed_lives_the_same_life_and_another_one_another(transactional_db):
    found = []
    for seed in (1, 1, 2):
        live(seed, days=1)
        found.append(fingerprint())
        wipe()
    assert found[0] == found[1]
    assert found[1] != found[2]


def test_the_past_is_whole_and_nothing_of_it_is_left_undone(lived):
    assert verification.verify() == []
    assert timers.list_set_aside() == []
    for due_at in (timers.next_due_at(), outbox.next_due_at()):
        assert due_at is None or due_at > STARTS
    assert all(deed.at > STARTS for deed in lived.deeds)
    counts = queries.count_orders()
    on_credit = [deed for deed in credit_past.plan_past(1, days_before(DAYS), STARTS) if deed.does == "order"]
    assert len(on_credit) >= 1
    assert sum(counts.values()) == lived.number - life.FIRST_NUMBER + len(on_credit)
    assert {phase for phase, number in counts.items() if number} == {
        "open",
        "confirmed",
        "completed",
        "refused",
        "released",
        "withdrawn",
    }


def test_nothing_was_recorded_before_it_happened_and_each_stream_in_order(lived):
    for slug in ("tverskaya", "vokzal"):
        for row in of_store(slug):
            instants = [entry.recorded_at for entry in journal.read_stream(row.stream)]
            assert instants == sorted(instants)
            assert all(days_before(DAYS) <= at <= STARTS for at in instants)


def test_there_is_something_for_every_report(lived):
    kinds = Counter(entry.event.kind for entry in all_entries())
    for kind in (
        "order.refused",
        "goods.released",
        "order.withdrawn",
        "promise.made",
        "promise.kept",
        "contact.attempted",
        "obligation.breached",
        "order.completed",
        "payment.received",
        "ladder.lapsed",
        "refusal.parked",
        "survey.answered",
        "verdict.proposed",
    ):
        assert kinds[kind] >= 3, kind
    premature = [
        entry
        for entry in all_entries()
        if entry.event.kind == "order.refused"
        and Ref("first_answer") in {one.ref for one in entry.consequences}
    ]
    assert premature, "refusals without a word to the buyer"


def of_store(slug):
    return queries.list_orders(queries.Page(limit=200), stores=[slug])


def all_entries():
    for store in cast.SHOPS:
        for row in of_store(store.slug):
            yield from journal.read_stream(row.stream)


def test_only_the_letters_of_the_last_hours_are_kept(lived):
    kept = letters.list_letters(limit=500)
    assert len(kept) > 20
    assert all(STARTS - life.KEPT_FOR <= one.sent_at <= STARTS for one in kept)
    assert {one.receiver for one in kept} >= {"anna", "buyer", "admin"}


def test_the_first_desk_is_worth_seeing(lived):
    """The visitor's store has orders that wait for anybody, and her own; the western store's wait for its morning."""
    mine = [row for row in of_store("tverskaya") if row.phase == "open"]
    assert Counter(row.owner for row in mine)[cast.VISITOR] >= 2
    assert Counter(row.owner for row in mine)[""] >= 4
    western = [row for row in of_store("baltika") if row.phase == "open"]
    waiting = [
        journal.load_states([row.stream])[row.stream].obligations[Ref("first_answer")] for row in western
    ]
    assert sum(one.verdict == "" or one.is_owed for one in waiting) >= 3
