"""A depot's fleet: put on record whole, refused whole, known to every store that it delivers for."""

import pytest

from otklik.actions import fleets, people, stores
from otklik.domain.errors import DomainError
from otklik.domain.fleet_decisions import depot_of, require_fleet
from otklik.domain.fleet_documents import FleetErrors
from otklik.domain.stores import Hours
from otklik.store import journal
from otklik.store.directory import load_world
from tests.store.conftest import market  # noqa: F401 - fixture
from tests.store.scene import NOW

pytestmark = pytest.mark.usefixtures("market")

ZONE = {"slug": "centre", "names": {"ru": "Центр"}, "centre": [55.75, 37.61], "radius_km": 4}
VEHICLE = {"slug": "van", "name": "Фургон", "courier": "damir"}
CARRIER = {"slug": "quick", "tariff_minor": {"centre": 30_000}}
FLEET = {"point": [55.74, 37.65], "zones": [ZONE], "vehicles": [VEHICLE], "carriers": [CARRIER]}


def open_place(slug, role):
    stores.open_store(
        slug, actor="person:admin", name=slug, role=role, partner="house",
        hours=Hours("24/7", "Europe/Moscow"), now=NOW,
    )  # fmt: skip


@pytest.fixture
def depot():
    open_place("depot", "warehouse")
    open_place("quick", "carrier")
    people.admit(
        "damir", actor="person:admin", name="Дамир", store="depot", roles=("courier",), locale="ru", now=NOW
    )


def change(**changes):
    return fleets.change("depot", actor="person:admin", document={**FLEET, **changes}, now=NOW)


def facts():
    return [entry.event.kind for entry in journal.load_entries(["store/depot"])["store/depot"]]


def test_a_fleet_is_known_to_the_world_and_said_once(depot):
    change()
    change()
    assert facts().count("fleet.changed") == 1
    fleet = require_fleet(load_world(["depot"], now=NOW).store("depot"))
    assert (fleet.vehicles[0].courier, fleet.carriers[0].tariff_minor) == ("damir", {"centre": 30_000})


@pytest.mark.parametrize(
    ("changes", "place", "rule"),
    [
        ({"vehicles": [{**VEHICLE, "courier": "anna"}]}, "vehicles.0.courier", "no_courier"),
        ({"vehicles": [{**VEHICLE, "courier": "ghost"}]}, "vehicles.0.courier", "no_courier"),
        ({"carriers": [{**CARRIER, "slug": "arbat"}]}, "carriers.0.slug", "no_carrier"),
        ({"serves": ["quick"]}, "serves", "no_store"),
    ],
)
def test_what_the_directory_does_not_know_is_refused_and_leaves_nothing(depot, changes, place, rule):
    with pytest.raises(FleetErrors) as refused:
        change(**changes)
    assert [(".".join(map(str, one.path)), one.rule) for one in refused.value.mistakes] == [(place, rule)]
    assert "fleet.changed" not in facts()
    with pytest.raises(DomainError, match="delivers nothing"):
        require_fleet(load_world(["depot"], now=NOW).store("depot"))


def found(slug):
    world = load_world([slug], now=NOW)
    depot = depot_of(world.store(slug), world)
    return depot and depot.slug


def test_the_depot_of_a_store_is_named_or_the_only_one(depot):
    assert found("tverskaya") is None
    change()
    assert (found("tverskaya"), found("arbat"), found("depot")) == ("depot", "depot", "depot")
    change(serves=["arbat"])
    assert (found("tverskaya"), found("arbat")) == (None, "depot")
    stores.change_store("tverskaya", actor="person:admin", parties={"depot": "depot"}, now=NOW)
    assert found("tverskaya") == "depot"


def test_where_two_could_deliver_nobody_does(depot):
    change()
    open_place("second", "warehouse")
    fleets.change("second", actor="person:admin", document={"point": [55.7, 37.6]}, now=NOW)
    assert found("tverskaya") is None
