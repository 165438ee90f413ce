import pytest

from otklik.store import clock
from tests.api.caller import House


@pytest.fixture
def standing_house(standing):
    return standing.give(House)


@pytest.fixture
def house(standing_house, db, monkeypatch):
    """The marketplace of the API's tests, in which the clock is the test's."""
    monkeypatch.setattr(clock, "now", lambda: standing_house.desk.now)
    return standing_house
