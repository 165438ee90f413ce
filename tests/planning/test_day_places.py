"""Places of a day: estimated from who drives, never below what was sold, limited by a cap; what a cell says."""

from datetime import UTC, datetime, time

from otklik.domain.fleet_documents import parse_fleet
from otklik.domain.runs import RunState, Visit
from otklik.planning.day_places import ZonePlaces, estimate_places, still_driving
from otklik.simulation.fleets import DOCUMENT

FLEET = parse_fleet(DOCUMENT, "delivery")
AT = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def sold(zone, carrier="own"):
    return Visit("d", "order/1", AT, AT, zone, (55.7, 37.6), 480, 1, carrier)


def day(**changes):
    return RunState("delivery", "2026-11-25", **changes)


def test_places_follow_who_drives_and_how_orders_lie():
    usual = {"centre": 10.0, "north": 5.0}
    all_three = estimate_places(day(), FLEET, FLEET.vehicles, usual)
    one = estimate_places(day(), FLEET, FLEET.vehicles[:1], usual)
    nobody = estimate_places(day(), FLEET, (), usual)
    assert [sum(zone.own for zone in found) for found in (nobody, one, all_three)] == sorted(
        sum(zone.own for zone in found) for found in (nobody, one, all_three)
    )
    assert sum(zone.own for zone in nobody) == 0
    assert {sum(zone.outside for zone in found) for found in (nobody, one, all_three)} == {16}
    assert all_three[0].own >= 2 * all_three[1].own - 1
    bought = estimate_places(day(bought={"quick": 9}), FLEET, FLEET.vehicles, usual)
    assert sum(zone.outside for zone in bought) == 25


def test_what_was_sold_counts_and_a_limit_holds():
    run = day(visits={"d": sold("centre")}, caps={"centre": 3, "east": 0}, carried={})
    found = {one.zone: one for one in estimate_places(run, FLEET, FLEET.vehicles, {})}
    centre = found["centre"]
    assert (centre.taken, centre.places(), centre.free(), centre.state()) == (1, 3, 2, "low")
    assert (found["east"].free(), found["east"].state()) == (0, "closed")


def test_each_state_has_its_bounds():
    def state(own, taken, **more):
        return ZonePlaces("z", own, 0, taken, 0, **more).state()

    assert [state(20, taken) for taken in (0, 10, 11, 17, 18, 20, 25)] == [
        "free", "free", "mid", "low", "low", "full", "full",
    ]  # fmt: skip
    assert state(0, 0) == "full"
    assert state(0, 0, served=False) == "closed"


def test_of_a_day_that_is_under_way_only_the_rest_counts():
    left = still_driving(FLEET.vehicles, time(19))
    assert [(one.slug, one.from_time) for one in left] == [("doblo", time(19))]
