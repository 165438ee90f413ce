import pytest
from otklik.actions.commit import Done, commit
from tests.store import scene

pytestmark = pytest.mark.django_db

def test_smoke():
    scene.build()
    scene.receive(1,2)
    from otklik.store import journal, projections, queries, search, directory
    assert journal.verify()==[]
    print(queries.find_orders("1"), queries.search_orders("иван"))
    print(directory.load_world(["tverskaya"], now=scene.NOW))
