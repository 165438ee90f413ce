"""The round on the desk, the morning's plan and the inboxes of a store: what pages show and forms do (R11, R31)."""

from __future__ import annotations

import pytest
from django.test import Client

from otklik.domain.events import Ref
from otklik.store import accounts, clock
from otklik.store.directory import load_world
from otklik.web import morning_words, round_words
from tests.harness import Desk
from tests.web.reading import read, texts
from tests.wording import complaints, tables_of

SHIFT = "shift/tverskaya/2026-03-20"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def desk(db: None, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Friday 20 March 2026, 09:55: store S opens at ten, looks at desk and mailbox; four orders of the night wait."""
    opened = Desk("2026-03-19 20:00", watched=True)
    monkeypatch.setattr(clock, "now", lambda: opened.now)
    opened.store("tverskaya", "Mo-Fr 10:00-19:00", inboxes=["desk", "mailbox"])
    opened.store("taganka", "Mo-Su 09:00-21:00")
    for slug, store, role in (
        ("anna", "tverskaya", "seller"), ("boris", "tverskaya", "head"), ("vera", "taganka", "seller"),
    ):  # fmt: skip
        opened.person(slug, store, role)
    opened.tick()
    for number in range(4):
        opened.order("tverskaya", number=f"N-{number}", email="")
    opened.forward("2026-03-20 09:55")
    return opened


def client(person: str) -> Client:
    found = Client(raise_request_exception=False)
    accounts.open_account(person, "three blue herons")
    found.force_login(accounts.load_user(person), backend=BACKEND)
    return found


def test_the_round_is_a_row_of_the_desk_and_two_taps(desk: Desk) -> None:
    """10:05 on shift: two inboxes wait; the mailbox is tapped, then all that is left; a reader off shift only looks."""
    anna, boris = client("anna"), client("boris")
    assert not read(anna.get("/desk?lang=ru")).select(".round"), "nothing is owed before the opening"
    desk.joins("anna", "tverskaya")
    desk.forward("10:05")
    page = read(anna.get("/desk?lang=ru"))
    assert page.text_of(".round-l") == "Обход до 10:10 осталось 5 минут"
    assert texts(page, "button.chip") == ["стол, отметить: просмотрено", "почта, отметить: просмотрено"]
    assert page.one(".round").get("data-look") == "/round/looked"

    answer = anna.post("/round/looked", {"inbox": "mailbox"})
    assert (answer.status_code, answer["Location"]) == (303, "/desk?said=round_attest")
    strip = read(anna.get("/round?lang=ru"))
    assert texts(strip, "span.chip") == ["стол", "почта, просмотрено"]
    other = read(boris.get("/round?lang=ru"))
    assert (other.select("button"), other.text_of(".muted")) == ([], "Отмечает тот, кто на смене.")

    anna.post("/round/looked", {})
    assert desk.obligation(SHIFT, "round").verdict == "met"
    assert texts(read(anna.get("/desk?lang=ru")), ".beats li") == ["10:10, сделан 10", "10:35, впереди"]


def test_who_is_off_shift_or_foreign_marks_nothing(desk: Desk) -> None:
    """The head at home is refused with words; a GET changes nothing, whatever it asks for."""
    desk.joins("anna", "tverskaya")
    desk.forward("10:05")
    version = desk.state(SHIFT).version
    refused = client("boris").post("/round/looked", {"inbox": "desk"}, headers={"Accept": "application/json"})
    assert (refused.status_code, refused.json()["code"]) == (409, "not_on_shift")
    assert client("anna").get("/round/looked?inbox=desk").status_code == 405
    assert client("vera").get("/morning?store=tverskaya").status_code == 404
    assert desk.state(SHIFT).version == version


def test_opening_the_desk_counts_from_the_third_part_of_a_round_on(desk: Desk) -> None:
    """The page's own word: not in the first minutes, then once, on record as seen by the system."""
    desk.joins("anna", "tverskaya")
    desk.forward("10:02")
    anna = client("anna")
    anna.post("/round/looked", {"inbox": "desk", "opened": "1"})
    assert "round.attested" not in desk.kinds(SHIFT)
    desk.forward("10:04")
    for _ in range(2):
        anna.post("/round/looked", {"inbox": "desk", "opened": "1"})
    (seen,) = [one.event for one in desk.journal(SHIFT) if one.event.kind == "round.attested"]
    assert (seen.data["inbox"], seen.grade, seen.data["person"]) == ("desk", "recorded", "anna")


def test_the_plan_of_the_morning_is_accepted_by_one_tap(desk: Desk) -> None:
    """10:00: four calls wait, one person, all in time; she accepts the plan and it is no longer owed."""
    desk.joins("anna", "tverskaya")
    desk.forward("10:01")
    (opened,) = [one.event for one in desk.journal(SHIFT) if one.event.kind == "calendar.opened"]
    assert (opened.data["orders_waiting"], opened.data.get("orders_late")) == (4, None)
    anna = client("anna")
    assert read(anna.get("/desk?lang=ru")).text_of(".round a.btn") == "Открыть план утра"
    page = read(anna.get("/morning?lang=ru"))
    assert page.text_of(".page-h p") == "Tverskaya: 4 звонка, начиная с 10:01"
    assert page.text_of(".note") == "Успеваем ответить всем до 10:17."
    assert texts(page, "tbody td.num") == ["10:01", "10:05", "10:09", "10:13"]
    assert texts(page, ".tag") == ["успеваем"] * 4
    assert anna.post("/morning/accept", {}).status_code == 303
    assert desk.obligation(SHIFT, "morning_plan").verdict == "met"
    assert not read(anna.get("/morning?lang=ru")).select(".morning-v form")


def test_a_shortfall_is_an_alarm_while_it_can_be_mended(desk: Desk) -> None:
    """Twenty calls of four minutes within the hour, one person: five are late, one more until 10:40 mends it."""
    for number in range(4, 20):
        desk.order("tverskaya", number=f"N-{number}", email="")
    desk.joins("anna", "tverskaya")
    desk.forward("10:00")
    (alarm,) = [one.event for one in desk.journal(SHIFT) if one.event.kind == "alarm.raised"]
    assert (alarm.data["reason"], alarm.data["kind"]) == ("plan_short", "morning_plan")
    assert alarm.caused_by.startswith(SHIFT)
    page = read(client("anna").get("/morning?lang=ru"))
    assert page.text_of(".note").startswith("Не успеваем: 5 звонков. Первый опоздает № N-")
    assert texts(page, ".morning-m li") == ["добавить 1 человека с 10:00 до 10:40"]
    listed = read(client("admin").get("/alarms?lang=ru"))
    assert texts(listed, "li b").count("Утренние звонки не успеть: людей не хватает") == 1
    assert listed.attributes("li.row a.btn", "href") == ["/morning?store=tverskaya"]


def test_a_store_names_what_its_rounds_look_through(desk: Desk) -> None:
    """Ticks of the set-up, the command, and the default: the desk and whatever reaches the place."""
    boris = client("boris")
    page = read(boris.get("/setup/stores/tverskaya/inboxes?lang=ru"))
    ticked = [one.get("value") for one in page.select("input[type=checkbox]") if one.has("checked")]
    assert ticked == ["desk", "mailbox"]
    empty = boris.post("/setup/stores/tverskaya/inboxes", {})
    assert empty.status_code == 422
    assert boris.post("/setup/stores/tverskaya/inboxes", {"inbox": ["sms_phone", "desk"]}).status_code == 303
    assert load_world(["tverskaya"], now=desk.now).store("tverskaya").inboxes == ("desk", "sms_phone")
    assert "desk, sms_phone" in desk.otklik("store rounds tverskaya")
    assert "desk, missed_calls" in desk.otklik("store rounds tverskaya --inboxes missed_calls,desk")
    assert "desk" in desk.otklik("store rounds taganka")
    assert client("vera").get("/setup/stores/tverskaya/inboxes").status_code in (403, 404)


def test_presence_is_one_tap_for_who_is_on_shift(desk: Desk) -> None:
    """Nobody had joined at ten: joining says it; the button of its own answers a shift that began at midnight."""
    desk.forward("10:01")
    assert desk.obligation(SHIFT, "presence").state == "open"
    assert client("boris").post("/shift/here", headers={"Accept": "application/json"}).status_code == 409
    desk.joins("anna", "tverskaya")
    assert desk.state(SHIFT).obligations[Ref("presence")].verdict == "met"
    assert client("anna").post("/shift/here").status_code == 303


@pytest.mark.parametrize(("path", "pair"), [*tables_of(round_words), *tables_of(morning_words)])
def test_each_pair_is_in_order(path: str, pair: dict[str, str]) -> None:
    """Both languages, the same placeholders, the rules of words."""
    said = complaints(pair)
    assert said == [] or "SMS" in pair["ru"] or "Ctrl" in pair["ru"], said
