"""When each door is reached: by the plan, from where the van was last, and by what its courier says."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from otklik.domain.fleets import DeliveryZone, Fleet, Vehicle
from otklik.domain.runs import RunMark, RunState, StopMark, Visit
from otklik.planning.arrivals import arrivals_of

STEP = 0.0449661  # degrees of latitude that are 10 minutes at 30 km/h
ZONE = DeliveryZone("z", {}, (55.75, 37.61), detour=1.0, speed_kmh=30.0, buffer=1.0)
FLEET = Fleet("depot", (55.75, 37.61), (ZONE,), (), (Vehicle("van", "van"),))


def at(clock):
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 2, 13, hour, minute, tzinfo=UTC)


def visit(key, away, from_hour, order="order/x"):
    start = at(f"{from_hour}:00")
    point = (55.75 + STEP * away, 37.61)
    return Visit(key, order, start, start + timedelta(hours=2), "z", point, 600, 1)


DAY = RunState(
    "depot",
    "2026-02-13",
    visits={one.id: one for one in (visit("a", 1, 10), visit("b", 2, 10), visit("c", 3, 12))},
    routes={"van": ("a", "b", "c")},
)


def due(day, clock):
    found = arrivals_of(day, FLEET, "UTC", now=at(clock))
    return {key: (f"{one.due_at:%H:%M}", one.is_next) for key, one in found.items()}


def test_a_van_that_has_not_set_out_waits_for_windows_and_says_its_slack():
    found = arrivals_of(DAY, FLEET, "UTC", now=at("08:00"))
    assert [f"{one.planned_at:%H:%M}" for one in found.values()] == ["10:00", "10:20", "12:00"]
    assert [round(one.slack_s / 60) for one in found.values()] == [100, 100, 120]


def test_it_is_where_it_was_last_seen_whichever_door_that_was():
    out = replace(DAY, vehicles={"van": RunMark(started_at=at("09:40"))})
    seen = replace(out, stops={"a": StopMark(at("10:40"), "van", "door")})
    assert due(seen, "10:45") == {"a": ("10:40", False), "b": ("10:50", True), "c": ("12:00", False)}
    assert due(seen, "11:30")["b"] == ("11:30", True), "never in the past"
    other = replace(out, stops={"b": StopMark(at("10:40"), "van", "door")})
    assert due(other, "10:45") == {"a": ("10:50", True), "b": ("10:40", False), "c": ("12:00", False)}
    going = replace(seen, stops={**seen.stops, "c": StopMark(at("10:45"), "van", "", at("11:05"))})
    assert due(going, "10:46") == {"a": ("10:40", False), "b": ("12:20", False), "c": ("12:00", True)}


def test_what_its_courier_says_counts_until_the_next_door():
    said = RunMark(started_at=at("09:40"), late_s=3600, late_at=at("10:10"), due_at=at("11:00"))
    late = replace(DAY, vehicles={"van": said})
    assert due(late, "10:15") == {"a": ("11:00", True), "b": ("11:20", False), "c": ("12:00", False)}
    seen = replace(late, stops={"a": StopMark(at("10:20"), "van", "door")})
    assert due(seen, "10:20")["b"] == ("10:30", True)


def test_the_way_past_a_dropped_stop_is_no_door():
    day = replace(DAY, visits={**DAY.visits, "a": replace(visit("a", 1, 10, order=""), service_s=0)})
    seen = replace(day, stops={"b": StopMark(at("10:30"), "van", "door")})
    assert due(seen, "10:40") == {"a": ("10:00", False), "b": ("10:30", False), "c": ("12:00", True)}
