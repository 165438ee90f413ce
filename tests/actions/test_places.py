"""Places of a depot's day: limited, bought in time, a run added and taken out; what is refused leaves nothing."""

from datetime import UTC, date, datetime

import pytest

from otklik.actions import places
from otklik.domain.errors import DomainError
from otklik.domain.runs import run_of, stream_of
from otklik.store import journal
from tests.actions.test_fleets import VEHICLE, change, depot, market  # noqa: F401 - fixtures
from tests.store.scene import NOW

pytestmark = pytest.mark.usefixtures("market", "depot")

ACTOR = "person:kirill"
LATER, SOON = date(2026, 3, 30), date(2026, 3, 22)
"""NOW is Thursday 19 March, noon: a carrier is asked four days before, until 18:00."""


def day(on):
    stream = stream_of("depot", on)
    return run_of(journal.load_states([stream])[stream].subject, stream)


def test_caps_of_several_zones_and_days_stand_or_fall_together():
    change()
    places.cap("depot", caps={LATER: {"centre": 5}, SOON: {"centre": 0}}, actor=ACTOR, now=NOW)
    assert (day(LATER).caps, day(SOON).caps) == ({"centre": 5}, {"centre": 0})
    places.cap("depot", caps={LATER: {"centre": None}}, actor=ACTOR, now=NOW)
    assert day(LATER).caps == {}
    with pytest.raises(DomainError, match="no zone 'moon'"):
        places.cap("depot", caps={SOON: {"centre": 3}, LATER: {"moon": 1}}, actor=ACTOR, now=NOW)
    assert day(SOON).caps == {"centre": 0}


def test_places_are_bought_until_the_carriers_last_hour():
    change()
    places.buy("depot", carrier="quick", days={LATER: 20}, actor=ACTOR, now=NOW)
    places.buy("depot", carrier="quick", days={LATER: 5}, actor=ACTOR, now=NOW)
    assert day(LATER).bought == {"quick": 25}
    for on, known in ((SOON, "no more places"), (date(2026, 3, 18), "is over")):
        with pytest.raises(DomainError, match=known):
            places.buy("depot", carrier="quick", days={on: 1}, actor=ACTOR, now=NOW)
    last = datetime(2026, 3, 26, 15, 0, tzinfo=UTC)
    with pytest.raises(DomainError, match="no more places"):
        places.buy("depot", carrier="quick", days={LATER: 1}, actor=ACTOR, now=last)
    assert day(LATER).bought == {"quick": 25}


def test_a_run_is_added_for_one_day_and_taken_out():
    change()
    run = {**VEHICLE, "slug": "spare", "from": "10:00", "to": "16:00"}
    places.add_vehicle("depot", day_on=LATER, document=run, actor=ACTOR, now=NOW)
    assert day(LATER).added["spare"]["from_time"] == "10:00"
    with pytest.raises(DomainError, match="ends before it starts"):
        places.add_vehicle("depot", day_on=LATER, document={**run, "to": "09:00"}, actor=ACTOR, now=NOW)
    places.remove_vehicle("depot", day_on=LATER, vehicle="van", actor=ACTOR, now=NOW)
    assert day(LATER).removed == {"van"}
    with pytest.raises(DomainError, match="no vehicle 'bus'"):
        places.remove_vehicle("depot", day_on=LATER, vehicle="bus", actor=ACTOR, now=NOW)
