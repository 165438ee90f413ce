"""The roster: a week by a form, who is missing on the desk, the head whom the roster names, and what can't be one."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse

from otklik.actions import rosters
from otklik.domain.errors import DomainError
from otklik.domain.rosters import list_expected, list_rostered, roster_json, roster_of
from otklik.store import clock
from tests.harness import Desk, local, moscow
from tests.web.town import Town

WEEK = {"week": {"Mo": "10:00-14:00,15:00-19:00", "Fr": "20:00-04:00"}, "exceptions": {"2026-03-23": "off"}}


@pytest.fixture
def town(db: None, monkeypatch: pytest.MonkeyPatch) -> Town:
    town = Town()
    monkeypatch.setattr(clock, "now", lambda: town.desk.now)
    return town


def test_a_roster_is_read_and_written_back() -> None:
    roster = roster_of({"anna": WEEK})
    assert roster_json(roster) == {"anna": WEEK}
    planned = list_rostered(roster, "Europe/Moscow", date(2026, 3, 16))
    assert [(who, local(a)[11:16], local(b)[11:16]) for who, a, b in planned] == [
        ("anna", "10:00", "14:00"),
        ("anna", "15:00", "19:00"),
    ]
    assert list_rostered(roster, "Europe/Moscow", date(2026, 3, 23)) == [], "the exception"
    (night,) = list_rostered(roster, "Europe/Moscow", date(2026, 3, 20))
    assert (local(night[1]), local(night[2])) == ("2026-03-20 20:00:00", "2026-03-21 04:00:00")
    zone = "Europe/Moscow"
    assert list_expected(roster, zone, moscow("2026-03-21 03:59")) == ("anna",), (
        "a night counts from its evening"
    )
    assert list_expected(roster, zone, moscow("2026-03-21 04:00")) == ()


@pytest.mark.parametrize(
    "told",
    [
        {"anna": {"days": {}}},
        {"anna": {"week": {"Mon": "10:00-19:00"}}},
        {"anna": {"week": {"Mo": "10-19"}}},
        {"anna": {"week": {"Mo": "10:00-11:00,12:00-13:00,14:00-15:00"}}},
        {"anna": {"exceptions": {"31.12.2026": "off"}}},
        {"anna": "10:00-19:00"},
        ["anna"],
    ],
)
def test_what_is_no_roster_is_refused(told: object) -> None:
    with pytest.raises(DomainError) as refused:
        roster_of(told)  # type: ignore[arg-type]
    assert refused.value.code == "roster_invalid"


def test_a_week_by_the_form_and_who_is_missing(town: Town) -> None:
    boris = town.client("boris")
    address = reverse("setup_roster", args=["tverskaya"])
    form = {"person": "boris", "act": "save", "Th_open": "on", "Th_opens": "10:00", "Th_closes": "19:00"}
    saved = boris.post(address, form | {"exception_on": ["2026-03-20"], "exception_hours": [""]})
    assert saved.status_code == 303
    assert town.desk.state("store/tverskaya").subject.roster == {
        "boris": {"week": {"Th": "10:00-19:00"}, "exceptions": {"2026-03-20": "off"}}
    }
    page = boris.get(address, {"lang": "ru"}).content.decode()
    assert "не отметился" in page
    assert "чт 10:00–19:00" in page
    desk = town.client("anna").get(reverse("desk"), {"lang": "ru"}).content.decode()
    assert "По графику ждём: Boris" in desk
    town.desk.joins("boris", "tverskaya")
    assert "По графику ждём" not in town.client("anna").get(reverse("desk"), {"lang": "ru"}).content.decode()

    refused = boris.post(address, form | {"Th_closes": ""})
    assert refused.status_code == 422
    assert 'value="10:00"' in refused.content.decode(), "nothing typed is lost"
    stranger = boris.post(address, form | {"person": "vera"})
    assert stranger.status_code == 422
    assert len(town.desk.kinds("store/tverskaya")) == 3


def test_the_head_whom_the_roster_names_is_on_duty(town: Town) -> None:
    """15 minutes after an order: of two heads who have not joined, the one who is to be there."""
    desk: Desk = town.desk
    desk.person("bella", "tverskaya", "head")
    week = {"week": {"Th": "10:00-19:00"}}
    rosters.change("tverskaya", roster={"bella": week}, actor="person:boris", now=desk.now)
    desk.order("tverskaya")
    desk.forward(minutes=16)
    assert desk.phones.times("boris", "bella") == {"bella": ["11:17"]}


def test_the_roster_by_command(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "roster.json"
    file.write_text(json.dumps({"anna": {"week": {"Mo": "10:00-19:00"}}}), encoding="utf-8")
    said = town.desk.otklik(f"store roster tverskaya --set {file}")
    assert said.splitlines()[-1].split() == ["anna", "10:00–19:00", "-", "-", "-", "-", "-", "-", "0"]
    with pytest.raises(DomainError) as refused:
        rosters.change(
            "tverskaya", roster={"vera": {}} | {"vera": WEEK}, actor="person:boris", now=town.desk.now
        )
    assert refused.value.code == "unknown_person"


def test_the_card_says_the_norms_in_force(town: Town) -> None:
    page = town.client("boris").get(reverse("setup_card", args=["tverskaya"]), {"lang": "ru"})
    text = page.content.decode().replace("\u00a0", " ")
    assert "за 20 минут, крайний срок 1 час" in text
    assert "меняется каждые 30 секунд" in text
    assert "магазин „Tverskaya“" in text
    assert "Стандарт default, версия" in text
