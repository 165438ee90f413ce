"""Law 9 through the door: whatever is done with an order, its promises stay, in the journal and in their table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from otklik.actions import orders, outcomes
from otklik.domain.errors import DomainError
from otklik.domain.promise_state import Promises
from otklik.store import models, order_rows
from tests.harness import Desk

Act = Callable[[Desk, str, int], object]


def promise(desk: Desk, order: str, n: int) -> None:
    until_at, purpose = desk.now + timedelta(minutes=20 * n + 10), ("call", "goods", "")[n % 3]
    made = {"by": "tverskaya", "actor": "person:anna", "person": "anna" * (n % 2)}
    orders.promise(order, until_at=until_at, purpose=purpose, what="обещали", now=desk.now, **made)


def move(desk: Desk, order: str, n: int) -> None:
    until_at, told = desk.now + timedelta(minutes=30 * n + 15), ("talk", "")[n % 2]
    moved = {"promise": str(n % 2 + 1), "actor": "person:anna", "told": told}
    orders.move_promise(order, until_at=until_at, now=desk.now, **moved)


def wait(desk: Desk, order: str, n: int) -> None:
    """Time passes and no worker runs: what was due is judged by the next act."""
    desk.now += timedelta(minutes=25 * n + 1)


ACTS: dict[str, Act] = {
    "promise": promise,
    "move": move,
    "keep": lambda desk, order, n: orders.keep_promise(
        order, promise=str(n % 3 + 1), actor="person:anna", now=desk.now
    ),
    "talk": lambda desk, order, n: desk.talks("anna", order),
    "thanks": lambda desk, order, n: orders.contact(
        order, actor="buyer", means="reply", grade="recorded", note="ок, спасибо", now=desk.now
    ),
    "outcome": lambda desk, order, n: outcomes.record(
        order, outcome=("call_back", "confirmed", "no_answer")[n % 3], person="anna", now=desk.now
    ),
    "take": lambda desk, order, n: desk.takes("anna", order),
    "assign": lambda desk, order, n: orders.assign(
        order, store=("arbat", "tverskaya")[n % 2], actor="person:anna", now=desk.now
    ),
    "withdraw": lambda desk, order, n: orders.withdraw(order, actor="buyer", said_by="buyer", now=desk.now),
    "complete": lambda desk, order, n: orders.complete(order, actor="person:anna", now=desk.now),
    "pay": lambda desk, order, n: desk.pays(order, payment=f"p-{n}"),
    "wait": wait,
}
LIVES = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 5)), min_size=2, max_size=7)


def check(before: Promises, after: Promises) -> None:
    """Nothing that was there is gone or has become another."""
    for key, old in before.items():
        new = after[key]
        assert (new.first_at, new.made_at, new.by) == (old.first_at, old.made_at, old.by)
        assert new.told[: old.moves] == old.told
        assert old.kept_at is None or new.kept_at == old.kept_at


def live(desk: Desk, moves: list[tuple[str, int]]) -> None:
    desk.now += timedelta(days=1)
    order = desk.order("tverskaya", reserved=False)
    known: Promises = {}
    for name, n in [("promise", 4), *moves]:
        try:
            ACTS[name](desk, order, n)
        except DomainError:
            continue
        after = desk.subject(order).promises
        check(known, after)
        assert name != "thanks" or after == known
        known = after
    rows = models.Promise.objects.filter(stream=order).order_by("key")
    assert [(one.key, one.until_at, one.first_at, one.moves, one.kept_at) for one in rows] == [
        (one.key, one.until_at, one.first_at, one.moves, one.kept_at) for one in known.values()
    ]


@pytest.fixture
def desk() -> Desk:
    made = Desk("2026-03-19 10:30")
    for store in ("tverskaya", "arbat"):
        made.store(store, "24/7")
    made.person("anna", "tverskaya")
    made.joins("anna", "tverskaya")
    made.tick = lambda: None  # type: ignore[method-assign]
    return made


SLOW = {
    "phases": [Phase.generate],
    "deadline": None,
    "database": None,
    "suppress_health_check": list(HealthCheck),
}


@pytest.mark.django_db
@settings(max_examples=25, **SLOW)  # type: ignore[arg-type]
@given(LIVES)
def test_no_promise_is_lost_through_the_door(desk: Desk, moves: list[tuple[str, int]]) -> None:
    live(desk, moves)


@pytest.mark.django_db
def test_a_table_that_forgets_is_found(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: rows of what is kept are dropped, and the same check says so."""
    honest = order_rows._promises
    monkeypatch.setattr(
        order_rows, "_promises", lambda state: (one for one in honest(state) if one[1]["kept_at"] is None)
    )
    with pytest.raises(AssertionError):
        live(desk, [("keep", 0), ("wait", 0)])
