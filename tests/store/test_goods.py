"""Catalogues: shown whole or not at all, what left them has no stock, and who has the same model in the same size."""

from datetime import timedelta

import pytest

from otklik.domain.errors import DomainError
from otklik.domain.goods import CatalogueRow, Goods, StockLevel
from otklik.store import catalogues, goods, models
from tests.store.scene import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)


def boot(sku, size, *, model="Снегирь-21", brand="Метелица", insole_mm=None, price_minor=589_000, **more):
    return Goods(
        sku=sku, title=f"Ботинки {sku}", model=model, brand=brand, kind="Ботинки  зимние", size=size,
        insole_mm=insole_mm, price_minor=price_minor, currency="RUB", **more,
    )  # fmt: skip


def fill(catalogue, *rows, at=NOW, show=True, whole=True):
    """A reading of goods and their quantities at the catalogue's own store; how many goods were gone after it."""
    filling = catalogues.start(source="feed", catalogue=catalogue, by="person:test", file="x.csv", now=at)
    own = catalogue.partition("/")[2]
    catalogues.add(
        filling,
        [CatalogueRow(n, one, {"": (quantity, True)}) for n, (one, quantity) in enumerate(rows, 1)],
        own_store=own,
        as_of_at=at,
        now=at,
    )
    if not show:
        return filling
    gone = catalogues.carry(filling, whole=whole, as_of_at=at, read_now=lambda: at)
    catalogues.show(filling, as_of_at=at, now=at, told={"gone": gone})
    return gone


def at_stores(found):
    return [(one.stock.store, one.goods.sku, one.stock.quantity, one.stock.as_of_at) for one in found]


def test_the_same_model_and_size_is_found_under_other_numbers():
    fill("store/arbat", (boot("A-25", "25", model="СНЕГИРЬ 21"), 2), (boot("A-26", "26"), 5))
    fill(
        "store/north",
        (boot("77", "25", model="Метелица снегирь21"), 1),
        (boot("78", "25", model="Другая"), 9),
    )
    fill("store/tverskaya", (boot("T-25", "25"), 0), at=LATER)
    assert at_stores(goods.find_same(sku="T-25", except_store="tverskaya")) == [
        ("arbat", "A-25", 2, NOW),
        ("north", "77", 1, NOW),
    ]
    assert at_stores(goods.find_same(sku="T-25", except_store="arbat")) == [("north", "77", 1, NOW)]
    assert goods.find_same(sku="nobody knows it") == ()
    assert goods.find_goods("T-25", store="tverskaya").model == "Снегирь-21"


def test_like_goods_fit_and_cost_about_as_much():
    fill(
        "store/arbat",
        (boot("like", "25", model="b", insole_mm=167, price_minor=600_000), 1),
        (boot("long", "27", model="c", insole_mm=180), 1),
        (boot("dear", "25", model="d", insole_mm=167, price_minor=900_000), 1),
        (boot("none", "25", model="e", insole_mm=167), 0),
    )
    found = goods.list_like(kind="ботинки зимние", insole_mm=165, price_minor=589_000, currency="RUB")
    assert at_stores(found) == [("arbat", "like", 1, NOW)]
    assert goods.list_like(kind="Сандалии") == ()


def test_what_left_its_catalogue_has_no_stock_and_is_still_known():
    fill("store/arbat", (boot("A", "25"), 3), (boot("B", "26"), 4))
    assert fill("store/arbat", (boot("A", "25"), 2), at=LATER) == 1
    assert goods.stock_of("arbat", ["A", "B", "C"]) == {
        "A": StockLevel("arbat", "A", 2, LATER),
        "B": StockLevel("arbat", "B", 0, LATER),
    }
    assert goods.find_goods("B").title == "Ботинки B"
    assert models.Goods.objects.count() == 2, "the batch before was swept away"
    assert fill("store/arbat", (boot("A", "25"), 2), at=LATER + timedelta(days=100)) == 0
    assert goods.find_goods("B") is None


def test_a_reading_that_broke_off_leaves_the_last_catalogue():
    fill("store/arbat", (boot("A", "25"), 3))
    filling = fill("store/arbat", (boot("B", "25"), 9), at=LATER, show=False)
    assert set(goods.stock_of("arbat", ["A", "B"])) == {"A"}
    with pytest.raises(DomainError, match="is being read now"):
        fill("store/arbat", (boot("C", "25"), 9), at=LATER + timedelta(minutes=2))
    much_later = LATER + timedelta(minutes=4)
    fill("store/arbat", (boot("C", "25"), 9), at=much_later)
    with pytest.raises(DomainError, match="Another reading"):
        catalogues.show(filling, as_of_at=LATER, now=much_later, told={})
    assert {sku: one.quantity for sku, one in goods.stock_of("arbat", ["A", "B", "C"]).items()} == {
        "A": 0,
        "C": 9,
    }
    assert list(models.FeedReading.objects.order_by("id").values_list("outcome", flat=True)) == [
        "read",
        "failed",
        "read",
    ]


def test_stock_alone_leaves_goods_as_they_are():
    fill("store/arbat", (boot("A", "25"), 3), (boot("B", "26"), 4))
    bare = Goods(sku="A", title="")
    assert fill("store/arbat", (bare, 1), at=LATER, whole=False) == 0
    assert goods.stock_of("arbat", ["A", "B"]) == {
        "A": StockLevel("arbat", "A", 1, LATER),
        "B": StockLevel("arbat", "B", 4, NOW),
    }
    assert goods.find_goods("A").title == "Ботинки A"
