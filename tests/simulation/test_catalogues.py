"""The demo's shelves: every shop tells of its own, a model is the same under any number, one shop forgot."""

from datetime import timedelta

import pytest

from otklik.domain.goods import is_stale
from otklik.simulation import catalogues
from otklik.store import feeds, goods
from tests.simulation.scene import STARTS, open_marketplace


@pytest.mark.django_db
def test_the_shelves_of_the_demo():
    open_marketplace(STARTS - timedelta(days=1))
    told = catalogues.tell(seed=1, now=STARTS)
    assert told == 6 * sum(model.largest - model.smallest + 1 for model in catalogues.MODELS) == 858
    assert all(not one.last.faults for one in feeds.list_feeds())
    found = goods.find_same(sku="winter-sneg-25", except_store="tverskaya")
    assert {one.stock.store for one in found} <= {"taganka", "vokzal", "neva", "baltika", "ural"} and found
    assert {one.goods.model for one in found} == {"winter-sneg"} and {one.goods.size for one in found} == {
        "25"
    }
    assert any(one.goods.sku != "winter-sneg-25" for one in found), "others number it their own way"
    stale = {one.source.store: is_stale(one.as_of_at, now=STARTS) for one in feeds.list_feeds()}
    assert stale == dict.fromkeys(("tverskaya", "taganka", "vokzal", "neva", "baltika"), False) | {
        "ural": True
    }
    assert catalogues.tell(seed=1, now=STARTS) == 0, "once"
