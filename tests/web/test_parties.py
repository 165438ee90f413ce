"""Parties on the set-up screens: a role that the standard declares, and the address of a party's one page."""

from __future__ import annotations

import re

from django.test import Client

from otklik.actions import standards
from otklik.store import listings
from tests.harness import ACTOR

ENGRAVER = """
extends = "default"
name    = "with-engraving"
version = 1
[party.engraver]
ru = "гравёр"
en = "the engraver"
[process.engraving.step]
engrave = { ru = "гравировка", en = "engraving", who = "engraver", opens_on = "step.requested:engrave", limit = "2h" }
"""
NEW = {
    "name": "Мастерская", "slug": "workshop", "partner": "sever", "role": "engraver", "locale": "ru", "mode": "text",
    "expression": "Mo-Fr 10:00-18:00", "zone": "Europe/Moscow", "act": "save", "holidays": "same", "night": "shift",
}  # fmt: skip


def address(page: str) -> str:
    found = re.search(r"https?://[^/\s]+(/party/[a-z2-7]{32})", page)
    return found[1] if found else ""


def test_a_place_of_a_declared_role_is_made_seen_and_named_and_its_page_is_given_and_closed(town):
    admin, head, desk = town.client("admin"), town.client("boris"), town.desk
    assert admin.post("/setup/new/store", NEW).status_code == 422, "no standard declares an engraver"
    assert not [one for one in listings.list_places() if one.slug == "workshop"]
    standards.publish(ENGRAVER, actor=ACTOR, now=desk.now)
    for partner in ("market", "sever"):
        standards.adopt(partner, name="with-engraving", actor=ACTOR, now=desk.now)
    assert 'value="engraver"' in admin.get("/setup/new/store").content.decode()
    assert admin.post("/setup/new/store", NEW).status_code == 303
    assert "гравёр" in admin.get("/setup/stores").content.decode()
    assert 'name="party_engraver"' in admin.get("/setup/stores/tverskaya").content.decode()

    here = "/setup/stores/workshop"
    assert address(admin.get(here).content.decode()) == "", "looking makes no address"
    assert admin.post(f"{here}/page", {"act": "renew"})["Location"] == f"{here}?done=page_made"
    first = address(admin.get(here).content.decode())
    assert Client().get(first).status_code == 200
    assert head.post(f"{here}/page", {"act": "renew"}).status_code in (403, 404)
    admin.post(f"{here}/page", {"act": "renew"})
    second = address(admin.get(here).content.decode())
    assert second not in ("", first)
    assert [Client().get(one).status_code for one in (first, second)] == [404, 200]
    admin.post(f"{here}/page", {"act": "revoke"})
    closed = admin.get(here).content.decode()
    assert address(closed) == "" and "Адрес закрыт" in closed
    assert Client().get(second).status_code == 404
    assert admin.post("/setup/stores/tverskaya/page", {"act": "renew"}).status_code != 303, "a store has none"
