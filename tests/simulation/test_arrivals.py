"""The demo while it is served: people act by themselves, and a jump of the clock is lived step by step."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from otklik.actions.commit import commit
from otklik.simulation import arrivals, cast, deeds, founding, life, shopping
from otklik.store import clock, demo_deeds, heartbeats, journal, letters, next_event, queries
from otklik.worker import loop, mailbox
from tests.simulation.scene import STARTS, days_before, open_marketplace

SEED, NUMBER = 7, 5001


@pytest.fixture
def demo(db, settings) -> Iterator[None]:
    """A demo of this morning without a past, its clock standing at 10:20."""
    settings.OTKLIK_SMTP_URL = ""
    clock._memory = clock._Memory()
    open_marketplace(days_before(1))
    commit([deeds.unit_of(deed) for deed in life.comings(STARTS - timedelta(minutes=1), STARTS)])
    arrivals.begin([], seed=SEED, number=NUMBER, at=STARTS, quiet=False)
    clock.start_demo(STARTS)
    clock.pause_demo()
    yield
    clock._memory = clock._Memory()


def work(most: int = 5000) -> list:
    """The worker's turns until time has arrived; gives the instants at which it stood."""
    stood = []
    for _ in range(most):
        arrivals.go_on()
        now = clock.now()
        if not stood or stood[-1] != now:
            stood.append(now)
        busy = loop.tick(read_now=clock.now, owner="test", carry=mailbox.carry).busy
        coming_at = next_event.next_event_at()
        if not busy and clock.read_demo().ahead_to is None and (coming_at is None or coming_at > now):
            return stood
    raise AssertionError("time does not arrive")


def arrived() -> list:
    return queries.list_orders(queries.Page(limit=200))


def test_a_jump_is_lived_from_one_due_instant_to_the_next(demo):
    ends_at = clock.now() + timedelta(hours=4)
    clock.advance_demo(timedelta(hours=4))
    stood = work()
    assert stood[-1] == ends_at == clock.now()
    assert stood == sorted(stood)
    assert len(stood) > 50
    orders = arrived()
    assert len(orders) > len(arrivals.FIRST_AFTER), "buyers go on ordering"
    assert all(STARTS < row.placed_at < ends_at for row in orders)
    assert {row.phase for row in orders} >= {"confirmed", "open"}
    assert next_event.next_event_at() > ends_at, "nothing of the way is left undone"
    actors = {entry.event.actor for row in orders for entry in journal.read_stream(row.stream)}
    assert f"person:{cast.VISITOR}" not in actors, "nobody acts in the name of the visitor"
    assert len([actor for actor in actors if actor.startswith("person:")]) >= 4


def test_ladders_climb_at_their_own_instants_during_a_jump(demo):
    """An order for the visitor's store: she does nothing, so each step comes at its minute, not at the jump's end."""
    order = deeds.ordering(
        SEED, 9001, at=clock.now().replace(microsecond=0) + timedelta(seconds=1), store="tverskaya"
    )
    demo_deeds.write(deeds.kept([order], story="story"))
    clock.advance_demo(timedelta(hours=2))
    work()
    steps = [
        (entry.event.data["step"], (entry.event.occurred_at - order.at).total_seconds() / 60)
        for entry in journal.read_stream(order.stream)
        if entry.event.kind == "ladder.stepped" and entry.event.data["kind"] == "first_answer"
    ]
    assert steps[0] == (0, 0)
    assert [(step, minutes) for step, minutes in steps if step in (1, 2, 3)] == [(1, 8), (2, 15), (3, 30)]
    assert (4, 60) in steps
    for entry in journal.read_stream(order.stream):
        if entry.event.kind == "message.sent":
            assert entry.recorded_at - entry.event.occurred_at == timedelta(0)


def test_the_next_event_is_the_first_order(demo):
    first_at = STARTS + timedelta(seconds=arrivals.FIRST_AFTER[0])
    assert next_event.next_event_at() == first_at
    clock.advance_demo_to(first_at)
    work()
    (order,) = arrived()
    assert (order.placed_at, order.number) == (first_at, f"D-{NUMBER}")
    assert (
        "buyer" in {one.receiver for one in letters.list_letters()}
        or shopping.arriving(SEED, NUMBER, at=first_at).order.email == ""
    )


def test_a_deed_that_became_impossible_is_left_alone(demo):
    deed = deeds.Deed(clock.now(), "take", "order/00000000-0000-0000-0000-000000000000", "gleb")
    demo_deeds.write(deeds.kept([deed]))
    arrivals.go_on()
    assert demo_deeds.list_due(clock.now(), 10) == []
    assert journal.read_stream(deed.stream) == []


def test_time_goes_on_from_where_it_was_last_seen(demo):
    clock.resume_demo()
    heartbeats.beat("worker", now=STARTS + timedelta(minutes=4))
    arrivals.wake()
    assert timedelta(0) <= clock.now() - (STARTS + timedelta(minutes=4)) < timedelta(seconds=5)


def test_a_quiet_demo_has_no_arrivals_but_people_come_to_work(db):
    open_marketplace(days_before(1))
    arrivals.begin([], seed=SEED, number=NUMBER, at=STARTS, quiet=True)
    kept = [deeds.from_kept(one) for one in demo_deeds.list_due(days_before(-9), 100)]
    assert {deed.does for deed in kept} == {"join"}
    assert {deed.data["store"] for deed in kept} == {
        place.slug for place in cast.PLACES if cast.comers(place.slug)
    }


def test_the_present_is_drawn_from_the_seed():
    one, same, other = (
        [arrivals.next_order_at(seed, number, STARTS) for number in range(30)] for seed in (1, 1, 2)
    )
    assert one == same != other
    assert all(at > STARTS for at in one)


@pytest.mark.parametrize(
    ("day", "starts"),
    [
        ("2026-11-27", "2026-11-24 07:20"),
        ("2026-11-24", "2026-11-24 07:20"),
        ("2026-11-23", "2026-11-17 07:20"),
        ("2026-01-07", "2025-12-30 07:20"),
        ("2027-06-15", "2027-06-15 07:20"),
    ],
)
def test_the_demo_starts_on_a_working_tuesday(day, starts):
    """6 January is a holiday: then it is the week before."""
    assert f"{founding.morning_of(date.fromisoformat(day)):%Y-%m-%d %H:%M}" == starts


def test_people_come_to_work_once_a_day():
    found = [deed for deed in life.comings(days_before(2), STARTS) if deed.data["store"] == "baltika"]
    assert [f"{deed.at:%d %H:%M}" for deed in found] == ["15 09:00", "16 08:00"]
    assert [deed.stream for deed in found] == ["shift/baltika/2026-03-15", "shift/baltika/2026-03-16"]
