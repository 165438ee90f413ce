"""Goods that are not there, on screen: the card, the other store's list, the buyer's page, and who sees none of it."""

from __future__ import annotations

import pytest
from django.test import Client

from otklik.actions import alternatives, links, rescues
from otklik.domain.errors import DomainError
from otklik.domain.rescues import Rescue
from otklik.store import accounts
from otklik.store import reservations as reserved
from otklik.store.alternatives import list_missing
from tests.harness import Desk
from tests.journeys.conftest import open_desk, store_s
from tests.journeys.test_size_25 import THERE, key_of, ordered, seek, shop, take
from tests.shelf import boots, shelve
from tests.web.reading import read
from tests.web.town import BACKEND, PASSWORD

__all__ = ["open_desk", "shop", "store_s"]


def client_of(person: str) -> Client:
    """A logged-in browser."""
    accounts.open_account(person, PASSWORD)
    client = Client()
    client.force_login(accounts.load_user(person), backend=BACKEND)
    return client


def text_of(client: Client, path: str) -> str:
    return read(client.get(path)).text_of("main")


def test_from_the_talk_to_the_shelf_of_another_partner_and_back(shop: Desk) -> None:
    desk, order = shop, ordered(shop)
    anna, vera, path = client_of("anna"), client_of("vera"), f"/orders/{order.partition('/')[2]}"
    act = f"{path}/alternative"
    assert anna.post(act, {"act": "seek", "line": "1"}).status_code == 303
    page = text_of(anna, path)
    for said in (
        "2,4 км",
        "3 шт.",
        "остаток 20 мин назад",
        "−2 мм",
        "−5 % цены",
        "другой материал",
        "Leninskaya",
    ):
        assert said in page, said
    assert "Дорогие" not in page and "Большие" not in page

    assert anna.post(act, {"act": "reserve", "line": "1", **THERE}).status_code == 303
    assert "просим отложить" in text_of(anna, path)
    mine = text_of(vera, "/reservations")
    assert "Топотун" in mine and "Tverskaya" in mine
    assert "Другие магазины просят отложить: 1" in text_of(vera, "/desk")
    for foreign in ("A-1", "Мария", "900"):
        assert foreign not in mine, "a partner sees only the reservation"
    assert vera.get(path).status_code == 404
    key = key_of(desk, order)
    assert anna.post(f"/reservations/{key}", {"says": "not"}).status_code == 404, (
        "it is another store's goods"
    )

    token = links.status_token(order)
    assert "есть в другом магазине" in text_of(Client(), f"/s/{token}")
    assert vera.post(f"/reservations/{key}", {"says": "put"}).status_code == 303
    assert Client().post(f"/s/{token}/offer", {"offer": "1", "says": "yes"}).status_code == 303
    buyers = text_of(Client(), f"/s/{token}")
    assert "отложено для вас" in buyers and "Leninskaya" not in buyers
    taken = desk.subject(order).alternatives.taken("1")
    assert (taken.title, desk.subject(order).lines[0].title) == ("Топотун, 25", "Топотун, 25")
    assert desk.journal(order)[-1].event.grade == "confirmed", "the buyer said so himself"
    assert [
        (one.rung, one.phase) for one in list_missing(None, from_at=desk.now, to_at=desk.now.replace(hour=23))
    ] == [("same", "open")]


def test_who_looks_on_may_not_act_and_who_is_foreign_finds_nothing(shop: Desk) -> None:
    desk, order = shop, ordered(shop)
    seek(desk, order)
    before = desk.state(order)
    path = f"/orders/{order.partition('/')[2]}/alternative"
    assert client_of("vera").post(path, {"act": "reserve", "line": "1", **THERE}).status_code == 404
    assert Client().post(path, {"act": "seek", "line": "1"}).status_code == 401
    anna = client_of("anna")
    for given in (
        {"act": "steal"},
        {"act": "reserve", "line": "1", "rung": "same", "store": "office", "sku": "x"},
    ):
        anna.post(path, given)
    note = {"act": "note", "line": "1", "title": "Дёшево", "link": "javascript:alert(1)"}
    anna.post(path, note)
    assert desk.state(order) == before


def test_a_note_on_a_competitor_is_shown_to_whoever_looks_next_and_is_no_sale(shop: Desk) -> None:
    desk, order = shop, ordered(shop)
    anna = client_of("anna")
    anna.post(
        f"/orders/{order.partition('/')[2]}/alternative",
        {"act": "note", "line": "1", "title": "Такие же, 2 150 ₽", "link": "https://shop.example/x"},
    )
    other = ordered(desk, "A-2")
    (note,) = seek(desk, other).notes
    assert (note.title, note.link) == ("Такие же, 2 150 ₽", "https://shop.example/x")
    with pytest.raises(DomainError) as refused:
        alternatives.accept(order, offer="1", actor="buyer", now=desk.now)
    assert refused.value.code == "offer_elsewhere"


def test_two_who_look_at_the_same_instant_get_one_pair(shop: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second saw the shelf before the first asked: his claim is taken, he looks again, and nothing of his stays."""
    desk = shop
    shelve("leninskaya", (boots("T-907", "Топотун"), 1), now=desk.now)
    one, other = ordered(desk), ordered(desk, "A-2")
    for order in (one, other):
        seek(desk, order)
    take(desk, one, **THERE)
    true, seen = reserved.count_asked, []

    def stale(store: str, sku: str) -> int:
        seen.append(sku)
        return 0 if len(seen) == 1 else true(store, sku)

    monkeypatch.setattr(reserved, "count_asked", stale)
    monkeypatch.setattr(
        reserved,
        "count_live",
        lambda store, sku, real=reserved.count_live: len(seen) > 1 and real(store, sku),
    )
    with pytest.raises(DomainError) as refused:
        take(desk, other, **THERE)
    assert (refused.value.code, len(seen)) == ("no_stock_left", 2)
    assert desk.subject(other).reservations == {}


def test_a_rescue_by_replacement_takes_what_was_offered(shop: Desk) -> None:
    desk, order = shop, ordered(shop)
    seek(desk, order)
    proposal = alternatives.proposal_of(
        desk.subject(order), "1", rung="similar", store="tverskaya", sku="S-31"
    )
    alternatives.offer(order, proposal=proposal, actor="person:anna", by="anna", now=desk.now)
    page = text_of(client_of("anna"), f"/orders/{order.partition('/')[2]}/refusal?reason=no_goods")
    assert "Берёт «Метелица, 25»" in page
    rescue = Rescue("replacement", "no_goods", "anna", offer="1")
    rescues.rescue(order, rescue=rescue, now=desk.now)
    state = desk.subject(order)
    assert (state.rescued, state.alternatives.taken("1").title) == ("replacement", "Метелица, 25")
