"""A fleet's document: what it means, that it is written back the same, and every mistake with its place and remedy."""

from datetime import time

import pytest

from otklik.domain.fleet_documents import FleetErrors, parse_fleet, read_fleet
from otklik.domain.fleet_writing import document_of, write_fleet
from otklik.simulation.fleets import DOCUMENT

TEXT = """\
point = [55.74, 37.65]
[[zones]]
slug = "centre"
names = { ru = "Центр" }
radius_km = 4
[[zones]]
slug = "Nord"
names = { de = "Nord" }
centre = [155.8, 37.5]
[[windows]]
from = "10:00"
to = "25:00"
weekdays = ["Mo", "Xx"]
[[vehicles]]
slug = "largus"
name = "Largus"
capacity = 0
colour = "red"
"""


def places(error):
    return [(error.place_of(one), one.rule) for one in error.mistakes]


def test_the_form_of_each_table_is_checked_with_its_line():
    document, lines = read_fleet(TEXT)
    with pytest.raises(FleetErrors) as refused:
        parse_fleet(document, "depot", lines)
    assert places(refused.value) == [
        ("line 2, zones.0.centre", "missing"),
        ("line 7, zones.1.slug", "slug"),
        ("line 8, zones.1.names.de", "text"),
        ("line 9, zones.1.centre", "point"),
        ("line 12, windows.0.to", "clock"),
        ("line 13, windows.0.weekdays", "weekdays"),
        ("line 17, vehicles.0.capacity", "bounds"),
        ("line 18, vehicles.0.colour", "unknown"),
    ]
    assert str(refused.value) == 'line 2, zones.0.centre: The field "centre" is missing. Write centre here.'
    assert all(one.message and one.remedy for one in refused.value.mistakes)


def zone(slug="centre", **changes):
    return {"slug": slug, "names": {"ru": slug}, "centre": [55.75, 37.61], "radius_km": 4, **changes}


SENSE = {
    "windows.0.to backwards": {"windows": [{"from": "14:00", "to": "12:00"}]},
    "windows.1 twice": {"windows": [{"from": "10:00", "to": "12:00"}] * 2},
    "windows.0.zones no_zone": {"windows": [{"from": "10:00", "to": "12:00", "zones": ["center"]}]},
    "zones.1.slug twice": {"zones": [zone(), zone()]},
    "zones.0.radius_km nobody": {"zones": [zone(radius_km=0)]},
    "zones.0.centre far": {"zones": [zone(centre=[37.61, 55.75])]},
    "zones.0.names missing": {"zones": [zone(names={})]},
    "vehicles.0.to backwards": {"vehicles": [{"slug": "v", "name": "V", "from": "18:00", "to": "09:00"}]},
    "carriers.0.slug own": {"carriers": [{"slug": "own", "tariff_minor": {"centre": 1}}]},
    "carriers.0.tariff_minor no_zone": {"carriers": [{"slug": "quick", "tariff_minor": {"moon": 1}}]},
    "pair_factors.south|centre pair": {
        "zones": [zone(), zone("south")],
        "pair_factors": {"south|centre": 2.0},
    },
}


@pytest.mark.parametrize("said", SENSE)
def test_the_sense_of_a_document_is_checked(said):
    right = {"point": [55.74, 37.65], "zones": [zone()]}
    assert parse_fleet(right, "depot").zones[0].radius_km == 4
    with pytest.raises(FleetErrors) as refused:
        parse_fleet({**right, **SENSE[said]}, "depot")
    assert [" ".join(one) for one in places(refused.value)] == [said]


def test_a_fleet_is_written_and_read_back_the_same():
    fleet = parse_fleet(DOCUMENT, "delivery")
    assert [len(one) for one in (fleet.zones, fleet.windows, fleet.vehicles, fleet.carriers)] == [6, 6, 3, 1]
    assert fleet.vehicles[1].weekdays == frozenset(range(6))
    assert (fleet.windows[5].from_time, fleet.windows[5].to_time) == (time(20), time(22))
    document, lines = read_fleet(write_fleet(fleet))
    assert parse_fleet(document, "delivery", lines) == fleet
    assert document == document_of(fleet)


def test_what_is_no_toml_is_named_by_its_line():
    with pytest.raises(FleetErrors, match="line 2: This is not TOML"):
        read_fleet("point = [1, 2]\nzones = \n")
