"""The first steps, from an empty installation to the first order on the desk; each is derived from what exists."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from otklik.channels import registry
from otklik.channels.message import SendResult
from otklik.store import clock, listings, queries
from tests.api.caller import positions
from tests.harness import Desk
from tests.web.test_setup_stores import week
from tests.web.town import PASSWORD, STARTS


@pytest.fixture
def mail(monkeypatch, settings):
    settings.OTKLIK_SMTP_URL = "smtp://mail.test"
    kept = []
    monkeypatch.setattr(
        registry.email, "send", lambda message, found: kept.append(message) or SendResult("accepted", "1")
    )
    return kept


class Fresh(Desk):
    """An installation on which nothing but `otklik setup --admin` was run, on the test's clock."""

    def __init__(self, monkeypatch) -> None:
        from tests.harness import Phones, moscow

        self.now, self.phones = moscow(STARTS), Phones()
        monkeypatch.setattr(clock, "now", lambda: self.now)
        self.said = self.setup()

    def setup(self, name="Ольга Ли") -> str:
        out = StringIO()
        call_command("setup", "--admin", name, stdout=out)
        return out.getvalue()


@pytest.fixture
def fresh(transactional_db, monkeypatch):
    return Fresh(monkeypatch)


def link_of(said):
    return re.search(r"/join/\S+", said)[0]


def log_in(fresh):
    client = Client()
    assert client.post(link_of(fresh.said), {"password": PASSWORD}).status_code == 302
    return client


def step_of(client, query=""):
    page = client.get(f"/setup/start{query}").content.decode()
    return (re.findall(r'<li class="now">.*?<p class="st">([^<]+)', page, re.DOTALL) or [""])[0].strip()


def done_steps(client):
    return client.get("/setup/start").content.decode().count('<li class="done">')


def test_setup_makes_the_first_administrator_and_prints_his_link(fresh):
    (person,) = listings.list_people()
    assert (person.slug, person.name, person.store, person.roles) == (
        "olga-li", "Ольга Ли", "office", ("administrator",),
    )  # fmt: skip
    assert "/setup/start" in fresh.said
    again = fresh.setup()
    assert len(listings.list_people()) == 1, "a second run makes nobody, and prints a new link"
    assert link_of(again) != ""
    quiet = StringIO()
    call_command("setup", stdout=quiet)
    assert "/join/" not in quiet.getvalue()
    assert "--admin" not in quiet.getvalue()


def test_from_nothing_to_the_first_order_on_the_desk(fresh, mail):
    client = log_in(fresh)
    assert step_of(client) == "Магазин"
    client.post("/setup/start", {"step": "shop", "kind": "own", "name": "Шаг за шагом", "phone": ""})
    place = listings.load_place("shag-za-shagom")
    assert (place.partner, place.hours.expression) == ("market", "Mo-Fr 10:00-19:00")

    assert step_of(client) == "Часы работы"
    saved = client.post(
        "/setup/stores/shag-za-shagom/hours?next=start", week(Th="09:00-21:00", Fr="09:00-21:00")
    )
    assert saved["Location"] == "/setup/start?done=hours_saved"

    assert step_of(client) == "Люди"
    form = {
        "step": "people",
        "name": "Анна Ким",
        "address": "anna@desk.test",
        "own_address": "olga@desk.test",
    }
    client.post("/setup/start", form)
    assert [one.slug for one in listings.list_people(store="shag-za-shagom")] == ["anna-kim"]
    assert len(listings.list_methods("person/olga-li")) == 1

    assert step_of(client) == "Проверка почты"
    page = client.post("/setup/start", {"step": "mail", "method": "mail", "act": "send"}).content.decode()
    assert "o…@desk.test" in page
    code = re.search(r"\d{6}", mail[-1].subject)[0]
    wrong = client.post("/setup/start", {"step": "mail", "method": "mail", "act": "code", "code": "1"})
    assert wrong.status_code == 422
    client.post("/setup/start", {"step": "mail", "method": "mail", "act": "code", "code": code})

    assert step_of(client) == "Первый заказ"
    client.post("/setup/start", {"step": "order"})
    (order,) = queries.list_of_channel("test")
    assert (order.holder, order.origin, order.number) == ("shag-za-shagom", "test", "TEST-19080200")
    fresh.tick()
    assert [message.to for message in fresh.phones.messages] == ["anna@desk.test"]
    page = client.get("/setup/start").content.decode()
    assert "Всё готово" in page
    assert "Заказ TEST-19080200 в очереди" in page
    assert done_steps(client) == 5


def test_the_steps_are_found_again_where_they_were_left(fresh):
    client = log_in(fresh)
    client.post("/setup/start", {"step": "shop", "kind": "own", "name": "Лавка"})
    elsewhere = Client()
    elsewhere.post("/login/", {"login": "olga-li", "password": PASSWORD})
    assert step_of(elsewhere) == "Часы работы"
    assert step_of(elsewhere, "?step=people") == "Люди"
    assert step_of(elsewhere, "?step=nonsense") == "Часы работы"


def test_a_marketplace_s_first_shop_has_a_partner_of_its_own(fresh):
    client = log_in(fresh)
    form = {"step": "shop", "kind": "market", "name": "Лавка", "partner_name": "ООО «Север»"}
    client.post("/setup/start", form)
    assert listings.load_place("lavka").partner == "ooo-sever"
    assert {one.slug: one.name for one in listings.list_partners()}["ooo-sever"] == "ООО «Север»"


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"step": "shop", "name": " "}, "Без имени нельзя"),
        ({"step": "shop", "name": "Лавка", "phone": "12"}, "Такого номера не бывает"),
        ({"step": "people", "name": "Анна", "address": "a@desk.test"}, "Сначала создайте магазин"),
        ({"step": "order"}, "Сначала создайте магазин"),
    ],
)
def test_a_mistake_is_said_and_nothing_is_done(fresh, form, sentence):
    client = log_in(fresh)
    before = positions()
    answer = client.post("/setup/start", form)
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert positions() == before


def test_an_address_of_one_s_own_is_said_beside_its_field(fresh):
    client = log_in(fresh)
    client.post("/setup/start", {"step": "shop", "kind": "own", "name": "Лавка"})
    form = {"step": "people", "name": "Анна", "address": "a@desk.test", "own_address": "olga"}
    page = client.post("/setup/start", form).content.decode()
    assert 'id="e-own_address"' in page
    assert 'id="e-address"' not in page
    assert listings.list_people(store="lavka") == []


def test_an_unknown_step_does_nothing(fresh):
    client = log_in(fresh)
    before = positions()
    assert client.post("/setup/start", {"step": "everything"}).status_code == 200
    assert positions() == before
