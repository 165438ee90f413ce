"""Story 000, the seller who waits out 18 hours: goods back, everybody told, and the buyer's second word."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.test import Client

from otklik.actions import links, orders, releases, sources
from otklik.channels import webhook
from otklik.channels.message import Message, SendResult
from otklik.store import queries
from tests.harness import ACTOR, Desk, local


class Stock:
    """A stock system behind the desk's source, and what it heard; `asleep` answers nothing."""

    def __init__(self, desk: Desk) -> None:
        self.heard: list[dict[str, object]] = []
        self.asleep = False
        self.phones = desk.phones.send
        desk.phones.send = self.send  # type: ignore[method-assign]

    def send(self, channel: str, message: Message) -> SendResult:
        if channel != webhook.NAME:
            return self.phones(channel, message)
        if self.asleep:
            return SendResult("failed", reason="http:503", retry_after_s=900)
        self.heard.append(json.loads(message.text))
        return SendResult("accepted", provider_id=webhook.delivery_of(message.key))


@pytest.fixture
def stock(store_s: Desk) -> Iterator[Stock]:
    """The stock system of the source by which the desk's orders come."""
    sources.connect("shop", type="api", actor=ACTOR, token_hash="f" * 64, now=store_s.now)
    assert sources.name_stock("shop", url="https://stock.example/otklik", actor=ACTOR, now=store_s.now)
    yield Stock(store_s)


def silent(desk: Desk) -> str:
    """An order of Thursday, 11:02, that nobody answers until its hold ends on Friday at 05:02."""
    desk.forward("11:02")
    order = desk.order("tverskaya", number="A-1", payment="prepaid")
    desk.forward("2026-03-20 05:05")
    return order


def words(desk: Desk, who: str, part: str) -> list[str]:
    """At which Moscow times somebody got a letter whose subject has these words."""
    return [local(one.at)[5:16] for one in desk.phones.at(who) if part in one.subject]


def page(order: str) -> str:
    return f"/s/{links.status_token(order)}"


def test_goods_that_nobody_spoke_about_go_back_once_and_everybody_hears_of_it(
    store_s: Desk, stock: Stock
) -> None:
    desk = store_s
    order = silent(desk)
    (released,) = [one.event for one in desk.journal(order) if one.event.kind == "goods.released"]
    assert released.data == {"cause": "hold_over", "live": False, "case": "1", "stock": "1"}
    assert desk.obligation(order, "first_answer").verdict == "breached"
    (heard,) = stock.heard
    assert (heard["event"], heard["cause"], heard["order"]) == (
        "goods.released", "hold_over", {"id": order[6:], "number": "A-1"},
    )  # fmt: skip
    assert desk.obligation(order, "stock_told", key="1").state == "met"
    buyer = "maria@buyer.test"
    assert words(desk, buyer, "товар отложен") == ["03-19 13:02", "03-19 18:00"]
    assert words(desk, buyer, "вернулся в продажу") == [], "nobody is woken"
    desk.forward("2026-03-20 11:00")
    assert words(desk, buyer, "вернулся в продажу") == ["03-20 08:00"]
    assert words(desk, "boris", "никто не говорил") == ["03-20 10:00"]
    desk.forward("2026-03-23 12:00")
    assert desk.kinds(order).count("goods.released") == 1
    assert len(stock.heard) == 1


def test_the_buyer_still_wants_it_by_one_button_and_is_called(store_s: Desk, stock: Stock) -> None:
    desk = store_s
    order = silent(desk)
    desk.forward("2026-03-20 10:10")
    before = desk.journal(order)
    html = Client().get(page(order)).content.decode()
    assert "Всё ещё хочу этот заказ" in html
    assert desk.journal(order) == before, "looking changes nothing"
    answer = Client().post(f"{page(order)}/want")
    assert answer["Location"].endswith("?said=want")
    assert "снова отложен для вас" in Client().get(answer["Location"]).content.decode()
    desk.forward("2026-03-20 10:11")
    assert [one["event"] for one in stock.heard] == ["goods.released", "goods.reserved"]
    owed = desk.obligation(order, "reopened_answer")
    assert (owed.state, local(owed.limit_at)) == ("open", "2026-03-20 11:10:00")
    assert local(desk.obligation(order, "settlement", n=2).limit_at) == "2026-03-21 04:10:00"
    desk.talks("anna", order)
    orders.confirm(order, actor="person:anna", by="anna", now=desk.now)
    assert desk.obligation(order, "reopened_answer").state == "met"
    desk.forward("2026-03-22 12:00")
    assert desk.subject(order).goods_reserved


def test_goods_that_were_sold_meanwhile_are_not_promised(store_s: Desk, stock: Stock) -> None:
    desk = store_s
    order = silent(desk)
    releases.gone(order, actor="key:stock", now=desk.now)
    html = Client().get(page(order)).content.decode()
    assert "Позвоните мне, что есть взамен" in html
    assert Client().post(f"{page(order)}/want")["Location"].endswith("?said=want_gone")
    assert (desk.subject(order).phase, desk.subject(order).goods_reserved) == ("open", False)
    assert desk.obligation(order, "reopened_answer").is_owed


def test_a_stock_system_that_sleeps_is_told_when_it_wakes_and_the_administrator_meanwhile(
    store_s: Desk, stock: Stock
) -> None:
    desk, stock.asleep = store_s, True
    order = silent(desk)
    desk.forward("2026-03-20 12:00")
    assert words(desk, "admin", "складская система не отвечает") == ["03-20 09:00"]
    stock.asleep = False
    desk.forward("2026-03-20 13:00")
    assert [one["event"] for one in stock.heard] == ["goods.released"]
    assert desk.obligation(order, "stock_told", key="1").verdict == "met_late"
    assert desk.kinds(order).count("stock.told") == 1


def test_without_a_stock_system_nothing_is_owed_to_one(store_s: Desk) -> None:
    order = silent(store_s)
    assert (
        "stock"
        not in next(one for one in store_s.journal(order) if one.event.kind == "goods.released").event.data
    )
    assert all(one.kind != "stock_told" for one in queries.list_obligations(order))


def test_money_after_the_release_is_the_offices_task(store_s: Desk, stock: Stock) -> None:
    desk = store_s
    order = silent(desk)
    desk.forward("2026-03-20 09:30")
    desk.otklik("order pay A-1 3490.00 --id p-1")
    assert desk.subject(order).phase == "released"
    assert local(desk.obligation(order, "late_money").limit_at) == "2026-03-21 21:00:00"
    assert "A-1" in desk.otklik("release late")
    desk.otklik("release money A-1 reopened --as admin")
    assert desk.subject(order).phase == "open"
    assert desk.otklik("release late") == desk.otklik("release late").splitlines()[0] + "\n"
    assert desk.obligation(order, "late_money").state == "met"
    desk.forward("2026-03-25 12:00")
    assert desk.subject(order).goods_reserved, "paid goods are not let go again"
