"""One tap after the delivery, and what answers in time earned on the reports' screen."""

from __future__ import annotations

import re
from datetime import timedelta
from io import StringIO
from urllib.parse import urlsplit

from django.core.management import call_command
from django.test import Client

from otklik.actions import erasure, links, orders
from otklik.store import journal, projections
from otklik.store.earned import load_earned
from tests.api.caller import positions
from tests.web.town import Town


def completed(town: Town, number: str, *, answered: bool = True, **fields: str) -> str:
    desk = town.desk
    desk.forward(minutes=1)
    order = desk.order("tverskaya", number=number, **fields)
    if answered:
        desk.talks("anna", order)
    else:
        desk.forward(hours=3)
    orders.complete(order, actor="person:anna", now=desk.now)
    desk.tick()
    return order


def test_asked_once_by_mail_and_answered_by_one_tap(town: Town) -> None:
    desk = town.desk
    order = completed(town, "D-1")
    desk.forward(days=2)
    asked = [one for one in desk.phones.at("maria@buyer.test") if "посоветуете" in one.subject.casefold()]
    assert len(asked) == 1
    (url,) = (link.url for link in asked[0].links if link.name == "recommend")
    path, buyer = urlsplit(url).path, Client()
    before = positions()
    page = buyer.get(path).content.decode()
    assert len(re.findall(r'name="score" value="\d+"', page)) == 11
    assert positions() == before, "looking changes nothing"
    for wrong in ("11", "-1", "", "９", "100"):
        assert buyer.post(path, {"score": wrong})["Location"].endswith("?said=bad_rating")
    assert positions() == before
    assert buyer.post(path, {"score": "9"})["Location"].endswith("?said=recommend")
    buyer.post(path, {"score": "9"})
    said = [one.event for one in journal.read_stream(order) if one.event.kind == "buyer.recommended"]
    assert [(one.data["score"], one.actor, one.grade) for one in said] == [(9, "buyer", "confirmed")]
    assert desk.obligation(order, "recommendation").state == "met"
    assert "Ваш ответ: 9 из 10" in buyer.get(path.removesuffix("/recommend")).content.decode()


def test_who_has_nothing_yet_is_not_asked(town: Town) -> None:
    order = town.desk.order("tverskaya", number="D-2")
    path, before = f"/s/{links.status_token(order)}/recommend", positions()
    assert Client().get(path).status_code == 303
    assert Client().post(path, {"score": "9"})["Location"].endswith("?said=not_delivered")
    assert positions() == before


def test_buyers_are_told_apart_by_phone_else_mail_and_forgotten_with_an_erasure(town: Town) -> None:
    desk, starts = town.desk, town.desk.now
    first = completed(town, "D-1")
    completed(town, "D-2", answered=False, phone="+79000003344", phone_raw="8 900 000-33-44")
    completed(town, "D-3", phone="", phone_raw="", email="MARIA@buyer.test")
    completed(town, "D-4", phone="", phone_raw="", email="")
    desk.forward(days=5)
    completed(town, "D-5", email="other@buyer.test")
    asked = {"stores": ["tverskaya"], "from_at": starts, "until_at": desk.now + timedelta(seconds=1)}
    found = load_earned(**asked)
    buyer = dict(zip(("D-1", "D-2", "D-3", "D-4", "D-5"), found.buyer.tolist(), strict=True))
    assert buyer["D-1"] == buyer["D-5"] != buyer["D-2"]
    assert buyer["D-4"] == -1
    assert len(set(buyer.values())) == 4
    assert found.answered.tolist() == [1, 0, 1, 1, 1]
    assert load_earned(**{**asked, "stores": ["taganka"]}).buyer.tolist() == []
    erasure.erase(first, actor="person:admin", ground="asked", now=desk.now)
    assert load_earned(**asked).buyer.tolist()[0] == -1
    projections.rebuild()
    assert load_earned(**asked).buyer.tolist()[0] == -1


def test_the_screen_and_the_command_say_the_same_and_few_are_no_judgement(town: Town) -> None:
    desk = town.desk
    completed(town, "D-1")
    desk.forward(days=20)
    completed(town, "D-2")
    desk.forward(days=80)
    page = town.client("pavel").get("/reports/earned").content.decode()
    assert "1 из 1" in page
    assert "Заказов пока мало" in page
    foreign = town.client("admin").get("/reports/earned").content.decode()
    assert "1 из 1" in foreign
    out = StringIO()
    call_command("report", "--earned", "--locale", "ru", stdout=out)
    assert "вовремя: 1 из 1" in out.getvalue()
    assert "/reports/earned" in town.client("pavel").get("/reports").content.decode()
