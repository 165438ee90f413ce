"""The ladder of what is offered instead: the page's worked table, ties, cuts, and what others wait for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from otklik.domain.goods import Goods, Stocked, StockLevel
from otklik.planning.alternatives import MOST_OF_RUNG, Choice, Place, Wish, distance_km, rank
from tests.shelf import boots

NOW = datetime(2026, 3, 19, 8, 2, tzinfo=UTC)
S = Place("s", "one", point=(55.7558, 37.6156), answer_s=600)
T = Place("t", "two", point=(55.7774, 37.6156), answer_s=420)
WISH = Wish(boots("S-25", "Топотун"), 199_000, S)


def at(store: str, goods: Goods, *, pieces: int = 2, ago_m: int = 5) -> Stocked:
    return Stocked(goods, StockLevel(store, goods.sku, pieces, NOW - timedelta(minutes=ago_m)))


def ranked(same: list[Stocked], like: list[Stocked], *places: Place) -> list[Choice]:
    known = {one.slug: one for one in places or (S, T)}
    return list(rank(WISH, same, like, known, now=NOW))


def test_the_worked_table_of_the_page() -> None:
    found = ranked(
        [at("t", boots("T-907", "Топотун"), pieces=3, ago_m=20)],
        [
            at("s", boots("S-32", "Полярик", insole_mm=158, price_minor=189_000, material="мембрана")),
            at("s", boots("S-31", "Метелица", price_minor=209_000)),
            at("s", boots("S-33", "Дорогие", price_minor=239_000)),
            at("s", boots("S-34", "Большие", size="26", insole_mm=167)),
        ],
    )
    assert [(one.rung, one.found.goods.sku, round(one.cost, 4)) for one in found] == [
        ("same", "T-907", 0.6418),
        ("similar", "S-31", 0.3371),
        ("similar", "S-32", 1.6371),
    ]
    assert found[0].why == {"km": 2.4, "age_s": 1200, "answer_s": 420, "price_pct": 0}
    assert (found[2].why["insole_mm"], found[2].why["price_pct"], found[2].why["material"]) == (-2, -5, False)
    assert "km" not in found[1].why, "what stands here is at no distance"


def test_equal_ones_stand_by_store_and_number_and_a_rung_shows_five() -> None:
    many = [at("s", boots(f"S-{n}", f"Модель {n}")) for n in range(60, 50, -1)]
    found = ranked([], many)
    assert [one.found.goods.sku for one in found] == ["S-51", "S-52", "S-53", "S-54", "S-55"]
    assert len(found) == MOST_OF_RUNG


def test_what_nobody_has_or_knows_is_left_out_and_a_supplier_stands_after_stores() -> None:
    supplier = Place("base", "one", "supplier", point=S.point)
    same = [
        at("base", boots("B-1", "Топотун")),
        at("t", boots("T-907", "Топотун"), pieces=0),
        at("t", boots("T-908", "Топотун")),
        at("closed", boots("C-1", "Топотун")),
        at("s", boots("S-25", "Топотун")),
    ]
    found = ranked(same, [], S, T, supplier)
    assert [(one.rung, one.found.stock.store) for one in found] == [("same", "t"), ("supplier", "base")]


def test_another_kind_is_never_like_it_and_an_unknown_insole_asks_for_the_same_size() -> None:
    like = [
        at("s", boots("S-1", "Сандалии", kind="сандалии")),
        at("s", boots("S-2", "Без длины", insole_mm=None)),
        at("s", boots("S-3", "Без длины, 26", size="26", insole_mm=None)),
        at("s", boots("S-4", "Топотун")),
    ]
    assert [one.found.goods.sku for one in ranked([], like)] == ["S-2"], "the wish is not like itself"


def test_a_distance_needs_both_ends() -> None:
    assert distance_km(S.point, None) is None
    assert round(distance_km(S.point, T.point) or 0, 1) == 2.4
