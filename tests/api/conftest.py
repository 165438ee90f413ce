import pytest

from tests.api.caller import House


@pytest.fixture
def house(db, monkeypatch):
    return House(monkeypatch)
