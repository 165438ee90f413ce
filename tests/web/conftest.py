import pytest

from tests.web.town import Town


@pytest.fixture
def town(db, monkeypatch):
    return Town(monkeypatch)
