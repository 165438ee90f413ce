"""Stores on the set-up screens: hours as grid and text, the days that follow, shifts; whose they are."""

from __future__ import annotations

import json

import pytest

from otklik.domain.stores import Hours
from otklik.store import listings
from tests.api.caller import positions
from tests.web.town import BY_ROLE

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def week(**rows):
    """The form of a grid: `Mo="10:00-14:00,15:00-19:00"`; a day that is not named is closed."""
    form = {
        "mode": "grid", "act": "save", "holidays": "same", "zone": "Europe/Moscow", "country": "", "region": "",
        "night": "shift",
    }  # fmt: skip
    for day, text in rows.items():
        spans = [span.split("-") for span in text.split(",")]
        form |= {f"{day}_open": "on", f"{day}_opens": spans[0][0], f"{day}_closes": spans[-1][1]}
        if len(spans) == 2:
            form |= {f"{day}_pause": spans[0][1], f"{day}_again": spans[1][0]}
    return form


def hours_of(slug):
    return listings.load_place(slug).hours


def test_a_grid_becomes_the_text_and_comes_back(town):
    head = town.client("boris")
    form = week(**dict.fromkeys(DAYS[:5], "10:00-14:00,15:00-20:00"), Sa="11:00-18:00")
    answer = head.post("/setup/stores/tverskaya/hours", form | {"holidays": "off", "country": "ru"})
    assert (answer.status_code, answer["Location"]) == (303, "/setup/stores/tverskaya?done=hours_saved")
    assert hours_of("tverskaya") == Hours(
        "Mo-Fr 10:00-14:00,15:00-20:00; Sa 11:00-18:00; PH off", "Europe/Moscow", country="RU"
    )
    page = head.get("/setup/stores/tverskaya/hours").content.decode()
    assert 'name="Fr_pause" value="14:00"' in page
    assert 'name="Sa_opens" value="11:00"' in page
    assert 'name="holidays" value="off" checked' in page
    said = head.get(answer["Location"]).content.decode()
    assert "у открытых остаются прежние сроки" in said


def test_open_orders_keep_their_deadlines(town):
    """Law 1, on screen: the new hours are for new orders."""
    order = town.desk.order("tverskaya")
    before = town.desk.obligation(order, "first_answer")
    town.client("boris").post("/setup/stores/tverskaya/hours", week(Sa="10:00-11:00"))
    town.desk.tick()
    assert town.desk.obligation(order, "first_answer") == before
    later = town.desk.order("tverskaya")
    assert town.desk.obligation(later, "first_answer").limit_at != before.limit_at


def test_hours_that_no_grid_shows_stay_text(town):
    written = "Mo-Fr 10:00-19:00; Dec 31 10:00-16:00"
    head = town.client("boris")
    saved = head.post("/setup/stores/tverskaya/hours", week() | {"mode": "text", "expression": written})
    assert saved.status_code == 303
    page = head.get("/setup/stores/tverskaya/hours").content.decode()
    assert written in page
    assert 'name="Mo_opens"' not in page
    assert head.get("/setup/stores/tverskaya/hours?mode=grid").status_code == 200
    assert hours_of("tverskaya").expression == written


def test_special_days_are_added_and_dropped(town):
    head = town.client("boris")
    days = {
        "exception_on": ["2026-03-20", "2026-03-21", ""],
        "exception_hours": ["10:00-16:00", "", "9:00-10:00"],
    }
    head.post("/setup/stores/tverskaya/hours", week(Mo="10:00-19:00") | days)
    assert hours_of("tverskaya").exceptions == ("2026-03-20=10:00-16:00", "2026-03-21=off")
    page = head.get("/setup/stores/tverskaya").content.decode()
    assert "особый день" in page
    head.post("/setup/stores/tverskaya/hours", week(Mo="10:00-19:00") | {"exception_on": ["", ""]})
    assert hours_of("tverskaya").exceptions == ()


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        (week(Tu="10:00-19:00") | {"Tu_closes": ""}, "Tu_opens", "В этой строке не хватает времени"),
        (week(Mo="10:00-19:00") | {"zone": "Mars/Crater"}, "zone", "Такого часового пояса нет"),
        (week(Mo="10:00-19:00") | {"holidays": "off"}, "country", "не сказано, какой страны"),
        (week(Mo="10:00-19:00") | {"exception_on": ["x"]}, "exception_on", "Проверьте особые дни"),
        ({**week(), "mode": "text", "expression": "с утра до вечера"}, "expression", "нельзя считать время"),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_nothing_is_saved(town, wrong, field, sentence):
    before, present = positions(), hours_of("tverskaya")
    answer = town.client("boris").post("/setup/stores/tverskaya/hours", wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert f'name="{field}"' in page
    assert (positions(), hours_of("tverskaya")) == (before, present)


def test_tuesday_to_friday_like_monday(town):
    page = (
        town.client("boris")
        .post("/setup/stores/tverskaya/hours", week(Mo="09:00-18:00") | {"act": "like_monday"})
        .content.decode()
    )
    assert page.count('value="09:00"') == 5
    assert hours_of("tverskaya").expression == "Mo-Fr 10:00-19:00"


def test_the_preview_names_holidays_and_changes_nothing(town):
    town.desk.now = town.desk.now.replace(month=4, day=29)
    before = positions()
    client = town.client("boris")
    form = week(**dict.fromkeys(DAYS[:5], "10:00-19:00")) | {"holidays": "off", "country": "RU"}
    page = client.post("/setup/hours/preview", form).content.decode()
    assert page.count("<li") == 14
    assert "Праздник Весны и Труда" in page
    assert "10:00–19:00" in page
    assert "<html" not in page
    assert (
        "не хватает времени" in client.post("/setup/hours/preview", form | {"Mo_closes": ""}).content.decode()
    )
    assert positions() == before


def test_a_night_shift_stands_on_the_day_on_which_it_starts(town):
    form = week(Fr="22:00-04:00")
    page = town.client("boris").post("/setup/hours/preview", form).content.decode()
    assert page.count("22:00–04:00") == 2
    assert page.count("закрыто") == 12


def test_an_administrator_creates_a_store(town):
    form = week(Mo="10:00-19:00") | {
        "name": "Шаг за шагом",
        "partner": "sever",
        "role": "store",
        "phone": "8 495 000-01-02",
    }
    answer = town.client("admin").post("/setup/new/store", form)
    assert answer["Location"] == "/setup/stores/shag-za-shagom?done=store_opened"
    place = listings.load_place("shag-za-shagom")
    assert (place.name, place.partner, place.phone) == ("Шаг за шагом", "sever", "+74950000102")
    again = town.client("admin").post("/setup/new/store", form)
    assert again.status_code == 422
    assert "коротким именем уже есть" in again.content.decode()


def test_name_number_and_next_store(town):
    town.client("boris").post(
        "/setup/stores/tverskaya",
        {"name": "На Тверской", "phone": "8 495 000-01-09", "next_store": "taganka"},
    )
    place = listings.load_place("tverskaya")
    assert (place.name, place.phone) == ("На Тверской", "+74950000109")
    wrong = town.client("boris").post("/setup/stores/tverskaya", {"name": "x", "phone": "12"})
    assert wrong.status_code == 422
    assert "Такого номера не бывает" in wrong.content.decode()
    town.client("admin").post("/setup/stores/tverskaya", {"name": "На Тверской", "next_store": "arbat"})
    assert listings.load_place("tverskaya").next_store == "arbat"


def test_the_trade_is_an_administrators_word(town):
    """Its norms would be the head's own choice else; what can be no trade is said beside the field (R39)."""
    admin = town.client("admin")
    form = {"name": "Tverskaya", "next_store": ""}
    answer = admin.post("/setup/stores/tverskaya?lang=ru", form | {"trade": "Канцелярия"})
    assert answer.status_code == 422
    assert "Вид торговли пишут так же, как в стандарте" in answer.content.decode()
    assert listings.load_place("tverskaya").trade == ""
    admin.post("/setup/stores/tverskaya", form | {"trade": "stationery"})
    town.client("boris").post("/setup/stores/tverskaya", form | {"trade": "shoes"})
    admin.post("/setup/stores/tverskaya", form)
    assert listings.load_place("tverskaya").trade == "stationery"
    assert '<option value="stationery">' in admin.get("/setup/stores/arbat").content.decode()
    admin.post("/setup/stores/tverskaya", form | {"trade": ""})
    assert listings.load_place("tverskaya").trade == ""


def test_a_head_does_not_choose_the_next_store(town):
    """The control of the test above: it is the administrator's."""
    town.client("boris").post("/setup/stores/tverskaya", {"name": "Tverskaya", "next_store": "taganka"})
    assert listings.load_place("tverskaya").next_store == ""


def test_the_shift_by_the_head(town):
    head = town.client("boris")
    day = "2026-03-19"
    head.post("/setup/stores/tverskaya/shift", {"person": "boris", "act": "join"})
    assert [one.person for one in listings.list_shifts("tverskaya", day=day)] == ["anna", "boris"]
    head.post("/setup/stores/tverskaya/shift", {"person": "anna", "act": "leave"})
    assert [one.person for one in listings.list_shifts("tverskaya", day=day)] == ["boris"]
    assert head.post("/setup/stores/tverskaya/shift", {"person": "vera", "act": "join"}).status_code == 422
    assert town.desk.journal(f"shift/tverskaya/{day}")[-1].event.actor == "person:boris"


FOREIGN = (
    "/setup/stores/taganka",
    "/setup/stores/taganka/hours",
    "/setup/stores/nowhere",
    "/setup/people/vera",
)


@pytest.mark.parametrize("person", ["boris", "pavel"])
@pytest.mark.parametrize("where", FOREIGN)
def test_foreign_and_unknown_are_one_answer(town, person, where):
    client, before = town.client(person), positions()
    assert client.get(where).status_code == 404
    assert client.post(where, week(Mo="10:00-19:00")).status_code == 404
    assert positions() == before
    assert client.get(where).content == client.get("/setup/stores/nobody-at-all").content


@pytest.mark.parametrize("where", ["taganka/shift", "taganka/methods"])
def test_acts_on_foreign_stores(town, where):
    before = positions()
    form = {"person": "vera", "act": "leave", "address": "thief@desk.test"}
    assert town.client("boris").post(f"/setup/stores/{where}", form).status_code == 404
    assert positions() == before


def test_each_sees_his_own(town):
    def listed(person):
        page = town.client(person).get("/setup/stores").content.decode()
        return [
            slug for slug in ("arbat", "office", "taganka", "tverskaya") if f"/setup/stores/{slug}" in page
        ]

    assert {
        role: listed(person) for role, person in BY_ROLE.items() if role in ("head", "partner_manager")
    } == {
        "head": ["tverskaya"],
        "partner_manager": ["arbat", "tverskaya"],
    }
    assert listed("admin") == listed("rita") == ["arbat", "office", "taganka", "tverskaya"]


def test_an_auditor_sees_no_buttons(town):
    for where in ("/setup/stores/tverskaya", "/setup/stores/tverskaya/hours", "/setup/people/anna"):
        page = town.client("rita").get(where).content.decode()
        assert "Вы смотрите как аудитор" in page
        assert "Сохранить" not in page


def test_the_overview_names_what_is_missing(town):
    def page(person):
        return town.client(person).get("/setup").content.decode()

    assert "Arbat: никого нельзя известить" in page("admin")
    assert "Tverskaya: никого" not in page("admin")
    assert "Почтовый сервер не настроен" in page("admin")
    assert "Почтовый сервер не настроен" not in page("boris")
    assert "Всё готово к заказам" in page("boris")
    town.desk.person("petr", "arbat", "seller")
    assert "Arbat: никого нельзя известить" not in page("admin")


def test_the_overview_names_alarms(town):
    for person in ("anna", "boris", "pavel"):
        town.client("admin").post(f"/setup/people/{person}/methods", {"act": "remove", "method": "mail"})
    town.client("admin").post("/setup/people/admin/methods", {"act": "remove", "method": "mail"})
    town.desk.order("tverskaya")
    town.desk.forward(hours=3)
    page = town.client("admin").get("/alarms").content.decode()
    assert "Некого известить" in page
    assert "Тревоги: " in town.client("admin").get("/setup").content.decode()


def test_nothing_here_needs_inline_scripts_or_styles(town):
    for where in (
        "/setup",
        "/setup/stores",
        "/setup/stores/tverskaya/hours",
        "/setup/new/store",
        "/setup/new/person",
    ):
        page = town.client("admin").get(where).content.decode()
        assert json.dumps(" style=")[1:-1] not in page
        assert "onclick" not in page
        assert "<script>" not in page
