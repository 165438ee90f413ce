import pytest

from tests.store import scene


@pytest.fixture
def market(db):
    scene.build()
