import pytest

from otklik.store import clock
from tests.web.town import Town


@pytest.fixture
def standing_town(standing):
    return standing.give(Town)


@pytest.fixture
def town(standing_town, db, monkeypatch):
    """The town, in which the clock is the test's."""
    monkeypatch.setattr(clock, "now", lambda: standing_town.desk.now)
    return standing_town
