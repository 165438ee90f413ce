"""The till's tablet and what its code opens: pairing, the page, joining in the shop, and codes that are not good."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from otklik.actions import devices, shifts
from otklik.domain.devices import STEP_S, step_of
from otklik.store import clock, models
from otklik.store.devices import list_devices, load_device
from otklik.web.devices import COOKIE
from tests.web.town import Town

STORE = "tverskaya"
SHIFT = "shift/tverskaya/2026-03-19"


@pytest.fixture
def town(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    town = Town()
    monkeypatch.setattr(clock, "now", lambda: town.desk.now)
    yield town


def paired(town: Town, store: str = STORE) -> tuple[Client, Any]:
    """A tablet of a store, by the way people go: code on the set-up page, typed on the tablet."""
    head = town.client("admin")
    page = head.post(reverse("setup_devices", args=[store]), {"act": "code", "tablet": "Касса"})
    (code,) = re.findall(r"code-big[^>]*>([A-Z2-9-]+)<", page.content.decode())
    tablet = Client()
    assert tablet.post(reverse("till"), {"code": code.lower()}).status_code == 303
    (device,) = list_devices(store)
    return tablet, device


def scan(town: Town, device: Any, ago: int = 0) -> str:
    token = devices.make_token(device, step=step_of(town.desk.now) - ago)
    return reverse("place", args=[token])


def proof_in(page: str) -> str:
    (proof,) = re.findall(r'name="proof" value="([^"]+)"', page)
    return proof


def test_a_tablet_is_paired_by_a_code_and_shows_who_is_there_and_what_waits(town: Town) -> None:
    tablet, device = paired(town)
    order = town.desk.order(STORE, number="A-77")
    page = tablet.get(reverse("till"), {"lang": "ru"})
    text = page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    assert "Anna" in text
    assert re.search(r'till-n num">1<', text), "one order waits"
    assert "Мария" not in text, "nothing about buyers"
    assert "A-77" not in text
    assert 'class="qr-ink"' in text
    assert "script>" not in text.split("</head>")[1], "nothing inline"
    town.desk.talks("anna", order)
    assert "Никто не ждёт" in tablet.get(reverse("till_now"), {"lang": "ru"}).content.decode()
    assert Client().get(reverse("till_now")).status_code == 404
    assert Client().post(reverse("till"), {"code": "ABCD-2345"}).status_code == 422
    assert load_device(device.device) is not None


def test_a_scan_proves_the_place_and_joins(town: Town) -> None:
    _, device = paired(town)
    boris = town.client("boris")
    page = boris.get(scan(town, device))
    assert page.status_code == 200
    assert town.desk.kinds(SHIFT) == ["shift.joined"], "looking changes nothing"
    town.desk.now += timedelta(minutes=4)
    where = boris.post(scan(town, device), {"proof": proof_in(page.content.decode())})
    assert (where.status_code, where.headers["Location"]) == (303, "/desk?said=shift_here")
    joined = town.desk.journal(SHIFT)[-1].event
    assert (joined.kind, joined.data["person"], joined.data["place"], joined.data["device"]) == (
        "shift.joined", "boris", "in_shop", device.device,
    )  # fmt: skip
    again = boris.get(scan(town, device), {"lang": "ru"}).content.decode()
    assert "Место уже подтверждено" in again
    assert "proof" not in again

    anna = town.client("anna")
    page = anna.get(scan(town, device, ago=1), {"lang": "en"})
    assert "on shift already" in page.content.decode(), "the previous step is good too"
    anna.post(scan(town, device), {"proof": proof_in(page.content.decode())})
    assert town.desk.journal(SHIFT)[-1].event.kind == "shift.place_proved"


def test_a_code_that_is_not_good_says_so_in_the_same_bytes(town: Town) -> None:
    """An old photo, a forged code and one of a tablet that was disconnected: words, a remedy, and nothing recorded."""
    _, device = paired(town)
    boris = town.client("boris")
    old, forged = scan(town, device, ago=2), scan(town, device)[:-3] + "aaa"
    proof = proof_in(boris.get(scan(town, device)).content.decode())
    answers = [boris.get(old), boris.get(forged), boris.get(reverse("place", args=["x"]))]
    answers.append(boris.post(scan(town, device), {"proof": proof + "x"}))
    answers.append(town.client("pavel").post(scan(town, device), {"proof": proof}))
    good = scan(town, device)
    devices.remove(STORE, device=device.device, actor="person:boris", now=town.desk.now)
    answers += [boris.get(good), boris.post(good, {"proof": proof})]
    assert {one.status_code for one in answers} == {404}
    assert len({one.content for one in answers}) == 1
    assert "Отсканируйте его ещё раз" in answers[0].content.decode()
    assert town.desk.kinds(SHIFT) == ["shift.joined"], "anna, of the morning"


def test_another_stores_tablet_joins_nobody_who_does_not_work_there(town: Town) -> None:
    _, device = paired(town, "taganka")
    page = town.client("boris").get(scan(town, device), {"lang": "en"})
    assert page.status_code == 409
    text = page.content.decode()
    assert "This is the tablet of Taganka" in text
    assert "You work for another store: Tverskaya" in text
    assert "proof" not in text


def test_a_photo_taken_a_minute_ago_is_refused_by_time_alone(town: Town) -> None:
    """Control: the same address is good now, and not two steps later."""
    _, device = paired(town)
    boris, address = town.client("boris"), scan(town, device)
    assert boris.get(address).status_code == 200
    town.desk.now += timedelta(seconds=2 * STEP_S)
    assert boris.get(address).status_code == 404


def test_taking_at_the_tills_own_browser_is_in_the_shop(town: Town) -> None:
    tablet, device = paired(town)
    order = town.desk.order(STORE)
    at_till, at_home = town.client("anna"), town.client("boris")
    ident = order.partition("/")[2]
    shifts.join(STORE, person="boris", actor="person:boris", now=town.desk.now)
    far = at_home.post(
        reverse("order_take", args=[ident]), HTTP_ACCEPT="application/json", HTTP_ACCEPT_LANGUAGE="ru"
    )
    assert "магазин продолжаем звать" in far.json()["said"]
    assert town.desk.subject(order).owner == ""
    at_till.cookies[COOKIE] = tablet.cookies[COOKIE].value
    near = at_till.post(reverse("order_take", args=[ident]), HTTP_ACCEPT="application/json")
    assert near.json()["done"]
    row = models.Order.objects.get(stream=order)
    assert (row.owner, row.taken_place) == ("anna", "in_shop")


def test_the_desk_says_where_it_was_taken(town: Town) -> None:
    order = town.desk.order(STORE)
    ident = order.partition("/")[2]
    anna = town.client("anna")
    anna.post(reverse("order_take", args=[ident]))
    assert "место не подтверждено" in anna.get(reverse("desk"), {"lang": "ru"}).content.decode()
    assert "place not proved" in anna.get(reverse("order", args=[ident]), {"lang": "en"}).content.decode()


def test_customers_at_the_counter_by_one_tap(town: Town) -> None:
    anna = town.client("anna")
    desk = anna.get(reverse("desk"), {"lang": "ru"}).content.decode()
    assert "Покупатели у прилавка" in desk
    assert anna.post(reverse("shift_busy")).headers["Location"] == "/desk?said=shift_busy"
    desk = anna.get(reverse("desk"), {"lang": "ru"}).content.decode()
    until_s = int((town.desk.now + timedelta(minutes=20)).timestamp())
    assert f'data-until="{until_s}"' in desk
    assert "Я освободился" in desk
    assert "Все заняты с покупателями" in desk
    anna.post(reverse("shift_free"))
    assert town.desk.kinds(SHIFT)[-2:] == ["busy.started", "busy.ended"]


def test_relieving_a_colleague(town: Town) -> None:
    boris = town.client("boris")
    assert "Сменить: Anna" in boris.get(reverse("desk"), {"lang": "ru"}).content.decode()
    boris.post(reverse("shift_relieve"), {"leaver": "anna"})
    assert [(e.event.kind, e.event.data["person"]) for e in town.desk.journal(SHIFT)[-2:]] == [
        ("shift.joined", "boris"),
        ("shift.left", "anna"),
    ]
    assert (
        boris.post(reverse("shift_relieve"), {"leaver": "vera"}, HTTP_ACCEPT="application/json").status_code
        == 409
    )


def test_a_head_disconnects_a_tablet_of_his_own_store_only(town: Town) -> None:
    tablet, device = paired(town)
    foreign = town.client("boris").post(reverse("setup_devices", args=["taganka"]), {"act": "code"})
    assert foreign.status_code == 404
    assert models.PairingCode.objects.count() == 0
    town.client("boris").post(
        reverse("setup_devices", args=[STORE]), {"act": "remove", "device": device.device}
    )
    assert list_devices(STORE) == []
    assert tablet.get(reverse("till_now")).status_code == 404
