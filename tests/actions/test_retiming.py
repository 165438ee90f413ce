"""Moving what is owed to new hours: only by this act, only what is open, each move a fact of its own."""

import pytest

from otklik.actions import retiming, stores
from otklik.domain.business_time import WorkCalendar
from otklik.domain.errors import DomainError
from otklik.domain.stores import Hours
from otklik.store import journal
from otklik.store.retiming import earlier_calendars, list_retimings
from tests.harness import ACTOR, Desk, local

OLD, NEW = Hours("Mo-Fr 10:00-19:00", "Europe/Moscow"), Hours("Mo-Fr 12:00-19:00", "Europe/Moscow")
OLD_CALENDAR, CALENDAR = (WorkCalendar.parse(one.expression, one.zone) for one in (OLD, NEW))


@pytest.fixture
def desk(db: None) -> Desk:
    """Tuesday 17 March 2026, 11:00, two shops with the same hours; an order that nobody will answer in time."""
    desk = Desk("2026-03-17 10:55")
    desk.store("tverskaya", OLD.expression)
    desk.store("taganka", OLD.expression)
    desk.late = desk.order("tverskaya")
    desk.forward("18:30")
    return desk


def _limit(desk: Desk, order: str) -> str:
    return local(desk.obligation(order, "first_answer").limit_at)[5:16]


def _planned(desk: Desk, calendar: WorkCalendar, slug: str = "tverskaya") -> list[tuple[str, str, str, str]]:
    return [
        (row.stream, row.retiming.ref.kind, local(row.retiming.limit_at)[5:16], local(row.retiming.new_limit_at)[5:16])
        for row in list_retimings(slug, calendar, now=desk.now)
    ]  # fmt: skip


def _change(desk: Desk, hours: Hours) -> None:
    stores.change_hours("tverskaya", actor=ACTOR, hours=hours, now=desk.now)
    desk.tick()


def test_a_plan_reads_and_an_act_moves(desk: Desk) -> None:
    order, other = desk.order("tverskaya"), desk.order("taganka")
    head = journal.last_recorded_at()
    expected = [(order, "first_answer", "03-18 10:30", "03-18 12:30")]
    assert _planned(desk, CALENDAR) == expected
    assert journal.last_recorded_at() == head
    _change(desk, NEW)
    assert (_planned(desk, CALENDAR), _limit(desk, order)) == (expected, "03-18 10:30")
    late = desk.obligation(desk.late, "first_answer")
    assert late.verdict == "breached"

    assert retiming.retime("tverskaya", actor="person:boris", now=desk.now) == 1
    assert _limit(desk, order) == "03-18 12:30"
    fact = [one.event for one in journal.read_stream(order) if one.event.kind == "obligation.retimed"][-1]
    assert (fact.actor, fact.data["why"], fact.data["calendar"]) == (
        "person:boris",
        "new_hours",
        CALENDAR.hash,
    )
    # Law 1: what has its verdict keeps it; another shop's orders keep their hours.
    assert desk.obligation(desk.late, "first_answer") == late
    assert _limit(desk, other) == "03-18 10:30"
    assert (_planned(desk, CALENDAR), retiming.retime("tverskaya", actor=ACTOR, now=desk.now)) == ([], 0)

    desk.forward("2026-03-18 12:29")
    assert desk.obligation(order, "first_answer").state == "open"
    desk.forward("2026-03-18 12:31")
    assert desk.obligation(order, "first_answer").state == "breached"


def test_hours_put_right_can_be_put_back(desk: Desk) -> None:
    order = desk.order("tverskaya")
    for hours, limit in ((NEW, "03-18 12:30"), (OLD, "03-18 10:30")):
        _change(desk, hours)
        assert retiming.retime("tverskaya", actor=ACTOR, now=desk.now) == 1
        assert _limit(desk, order) == limit
    assert earlier_calendars("tverskaya") == {OLD_CALENDAR.hash, CALENDAR.hash}


def test_another_shop_moves_nothing_of_it(desk: Desk) -> None:
    order = desk.order("tverskaya")
    _change(desk, NEW)
    before = journal.read_stream(order)
    assert retiming.retime("taganka", actor=ACTOR, now=desk.now) == 0
    assert journal.read_stream(order) == before


def test_an_unknown_store_is_refused(desk: Desk) -> None:
    with pytest.raises(DomainError) as refused:
        retiming.retime("nowhere", actor=ACTOR, now=desk.now)
    assert refused.value.code == "unknown_store"
