"""A small reference day is sold: what is promised can be driven, better routes make room, counters promise too much."""

from functools import partial

from otklik.planning import route_solvers
from otklik.planning.plan_checks import find_faults
from otklik.simulation import bookings, days

SEARCH = partial(route_solvers.solve, effort=route_solvers.Effort(seeds=(1,), iterations=40))


def test_the_plan_breaks_nothing_and_counters_do() -> None:
    day = days.make_booking_day(1, requests=120, cars=2)
    plain, better = bookings.book_by_plan(day), bookings.book_by_plan(day, solve=SEARCH, every=10)
    stretched = bookings.book_by_plan(day, solve=SEARCH, every=10, buffers=dict.fromkeys(days.TOWN, 1.2))
    assert find_faults(plain.plan) == find_faults(better.plan) == find_faults(stretched.plan) == []
    assert better.accepted > plain.accepted and stretched.accepted < better.accepted
    assert len(better.plan.stops) == better.accepted == 120 - better.refused
    caps = bookings.caps_for(better.accepted, day.requests)
    assert sum(caps) == better.accepted
    asked = days.make_booking_day(1, requests=120, cars=2, outer=days.OUTER_SHARE)
    sold = bookings.book_by_counters(asked, caps)
    assert len(sold) <= better.accepted
    assert bookings.count_servable(asked, sold, SEARCH) < len(sold), "some of these promises can't be kept"
