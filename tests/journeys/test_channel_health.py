"""An owner's phone at home: after 14 days without an answer in time it is named, and one tap takes it off (R08)."""

from __future__ import annotations

import json
from datetime import timedelta

from django.test import Client

from otklik.actions import answers, stores
from otklik.store import accounts
from tests.harness import ACTOR, Desk
from tests.journeys.test_full_shop import scans
from tests.web.reading import Element, read
from tests.web.town import BACKEND, PASSWORD

OWNER = "+79160000033"


def owners_phone(desk: Desk) -> None:
    """Dina, whose shop it is, wants an SMS of each order, and joins from home; Vera stands at the till."""
    stores.add_method("person/dina", actor=ACTOR, method="phone", channel="sms", address=OWNER, now=desk.now)
    scans(desk, "vera")


def a_fortnight(desk: Desk) -> None:
    """One order a day at noon, which the owner answers with "1" from home after 49 minutes."""
    for day in range(18, 32):
        desk.forward(f"2026-03-{day} 11:50")
        scans(desk, "vera")
        desk.joins("dina", "taganka")
        desk.forward("12:00")
        order = desk.order("taganka", number=f"D-{day}", reserved=False)
        desk.forward("12:49")
        answers.answer(
            owner="person/dina", method="phone", notice_key=None, word="take", number=f"D-{day}", now=desk.now
        )
        desk.forward("12:50")
        desk.talks("vera", order)


def logged_in(person: str) -> Client:
    """A browser of somebody's."""
    accounts.open_account(person, PASSWORD)
    client = Client()
    client.force_login(accounts.load_user(person), backend=BACKEND)
    return client


def channels_of(client: Client) -> Element:
    """The page of the ways to reach people."""
    return read(client.get("/setup/channels"))


def test_after_fourteen_days_the_owners_number_is_named_and_one_tap_takes_it_off(store_t: Desk) -> None:
    """Story 001: not one answer within 20 minutes in 14 days; the ladder then does without."""
    desk = store_t
    desk.forward("12:00")
    owners_phone(desk)
    client = logged_in("admin")
    a_fortnight(desk)
    assert desk.phones.times(OWNER) == {OWNER: ["12:00", "12:08", "12:15"] * 14}
    found = "Dina · СМС +7…33: за 14 дней ни одного ответа в пределах 20 минут. Похоже, этот телефон не в магазине."
    (way,) = [one for one in json.loads(desk.otklik("method health --json")) if one["channel"] == "sms"]
    assert (way["owner"], way["finding"], way["in_time"]) == ("person/dina", "nobody reacts", 0)
    (named,) = channels_of(client).select(".list .row")
    assert named.text_of(".grow") == found
    button = named.one("button")
    assert button.text.startswith("Убрать из лестницы")

    taken_off = {"owner": named.one("[name=owner]").get("value"), "method": button.get("value")}
    assert client.post("/setup/channels", taken_off).status_code == 303
    assert desk.kinds("person/dina")[-1] == "contact_method.removed"
    assert channels_of(client).select(".list .row") == []
    desk.forward("2026-04-01 11:50")
    scans(desk, "vera")
    desk.joins("dina", "taganka")
    desk.order("taganka", reserved=False)
    before = len(desk.phones.messages)
    desk.forward(minutes=30)
    assert desk.phones.at(OWNER)[-1].at < desk.now - timedelta(hours=20), (
        "no more of them to the phone at home"
    )
    assert {one.to for one in desk.phones.messages[before - 1 :]} >= {"vera@desk.test", "dina@desk.test"}


def test_whoever_takes_in_time_is_in_the_shop(store_t: Desk) -> None:
    """Control of the test above."""
    desk = store_t
    stores.add_method(
        "person/vera", actor=ACTOR, method="phone", channel="sms", address="+79160000022", now=desk.now
    )
    desk.forward("12:00")
    for hour in range(12, 20):
        for minute in (0, 30):
            desk.forward(f"{hour}:{minute:02}")
            order = desk.order("taganka", reserved=False)
            desk.forward(minutes=1)
            desk.takes("vera", order)
            desk.talks("vera", order)
    (row,) = [one for one in json.loads(desk.otklik("method health --json")) if one["channel"] == "sms"]
    assert (row["finding"], row["in_time"]) == (None, row["taken"])
