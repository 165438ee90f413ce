"""Missed calls on screen: their rows on the desk, taking them, outcomes, the form, who may see them."""

from datetime import timedelta

import pytest

from otklik.actions import conversations
from otklik.domain.incoming import IncomingCall
from otklik.store import models
from tests.api.caller import positions
from tests.web.reading import read, texts

JSON = {"Accept": "application/json"}
NUMBER = "+79161234567"


def ring(town, store="tverskaya", number=NUMBER, **fields):
    """A call rings out now; its stream."""
    call = IncomingCall(
        id="", phone_raw=number, phone=number, started_at=town.desk.now, answered=False, **fields
    )
    found = conversations.receive(call, origin="pbx", store=store, actor="source:pbx", now=town.desk.now)
    town.desk.tick()
    return found.stream


def name_of(call):
    return call.split("/")[2]


def send(town, person, call, act, **fields):
    return town.once(person).post(f"/calls/{name_of(call)}/{act}", fields, headers=JSON)


def rows(town, person="anna"):
    page = read(town.once(person).get("/desk?lang=ru"))
    return {
        one.get("data-group"): texts(one, "a.q-n") for one in page.select(".q-group") if not one.has("hidden")
    }


def test_a_missed_call_stands_among_the_orders_by_the_time_that_is_left(town):
    town.desk.order("tverskaya", number="1")
    town.desk.forward(minutes=1)
    call = ring(town)
    assert rows(town) == {"urgent": ["+7 916 123-45-67"], "in_time": ["№ 1"]}
    page = read(town.once("anna").get("/desk?lang=ru"))
    row = page.one(f"#order-{name_of(call)}")
    assert row.one("a.tel").get("href") == f"tel:{NUMBER}"
    assert row.text_of(".q-a p.b") == "Перезвонить"
    town.desk.forward(minutes=11)
    late = read(town.once("anna").get("/desk?lang=ru")).one(f"#order-{name_of(call)}")
    assert (late.text_of(".q-a p.b"), late.text_of(".q-a p.xs")) == (
        "Позвонить и извиниться",
        "это наша ошибка",
    )


def test_taken_tried_and_talked(town):
    call = ring(town)
    taken = send(town, "anna", call, "take").json()
    assert (taken["done"], taken["gone"]) == (True, False) and 'data-owner="anna"' in taken["row"]
    assert town.desk.state(call).subject.owner == "anna"
    lost = send(town, "boris", call, "take")
    assert (lost.status_code, lost.json()["code"]) == (409, "taken_by_other")
    early = send(town, "anna", call, "outcome", outcome="unreachable")
    assert (early.status_code, early.json()["code"]) == (422, "too_early_to_give_up")
    assert send(town, "anna", call, "outcome", outcome="no_answer").json()["gone"] is False
    assert send(town, "anna", call, "outcome", outcome="talked").json() == {
        "done": True, "said": "+7 916 123-45-67: записано, поговорили.", "row": "", "gone": True,
    }  # fmt: skip
    assert town.desk.obligation(call, "call_back", "1").verdict == "met"
    again = send(town, "anna", call, "outcome", outcome="talked")
    assert (again.status_code, again.json()["code"]) == (409, "call_answered")
    assert rows(town) == {}


@pytest.mark.parametrize("outcome", ["wrong_number", "unreachable"])
def test_whoever_cant_be_reached_is_owed_nothing_more(town, outcome):
    call = ring(town)
    for _ in range(3):
        send(town, "anna", call, "outcome", outcome="no_answer")
    assert send(town, "anna", call, "outcome", outcome=outcome).json()["gone"] is True
    assert town.desk.obligation(call, "call_back", "1").verdict == "waived"


def test_after_an_answer_the_next_call_begins_anew(town):
    call = ring(town)
    send(town, "anna", call, "outcome", outcome="talked")
    town.desk.forward(minutes=30)
    assert ring(town, number=NUMBER) == call
    assert town.desk.obligation(call, "call_back", "2").state == "open"
    assert town.desk.state(call).subject.missed == 1


def test_a_foreign_call_is_not_there(town):
    call = ring(town)
    vera = town.once("vera")
    before = positions()
    assert name_of(call) not in vera.get("/desk").content.decode()
    assert "123-45-67" not in vera.get("/calls").content.decode()
    assert "123-45-67" not in vera.get("/search?q=1234567").content.decode()
    assert vera.get(f"/calls/{name_of(call)}").status_code == 404
    assert vera.get(f"/desk/orders/{name_of(call)}").status_code == 404
    assert send(town, "vera", call, "take").status_code == 404
    assert send(town, "vera", call, "outcome", outcome="talked").status_code == 404
    assert positions() == before
    # the control: its own store finds it by any of these
    assert town.once("anna").get(f"/calls/{name_of(call)}").status_code == 200
    assert "123-45-67" in read(town.once("anna").get("/search?q=8 916 123-45-67")).text
    assert "data-panel" in town.once("anna").get(f"/desk/orders/{name_of(call)}").content.decode()


def test_the_form_takes_a_number_in_any_spelling(town):
    anna = town.once("anna")
    form = read(anna.get("/calls/new?lang=ru"))
    assert form.one("input[name=number]").get("inputmode") == "tel"
    assert form.select("select[name=store]") == [], "whoever has one store is not asked"
    answer = anna.post("/calls/new", {"number": "8 (916) 123-45-67", "ago": "5"})
    assert (answer.status_code, answer["Location"]) == (303, "/desk?said=call_noted")
    (call,) = models.Conversation.objects.values_list("stream", flat=True)
    owed = town.desk.obligation(call, "call_back", "1")
    assert owed.opened_at == town.desk.now - timedelta(minutes=5)
    before = positions()
    wrong = anna.post("/calls/new", {"number": "12"})
    assert "Это не телефонный номер" in read(wrong).text
    assert anna.post("/calls/new", {"number": NUMBER, "store": "taganka"}).status_code == 404
    assert positions() == before


def test_whoever_hides_his_number_is_counted_and_owed_nothing(town):
    call = ring(town, number="")
    ring(town, number="")
    assert town.desk.state(call).obligations == {}
    page = read(town.once("anna").get("/calls?lang=ru")).text
    assert "Номер скрыт" in page and "2 звонка" in page and "посчитан" in page
    assert rows(town) == {}


def test_out_of_hours_it_is_held_to_the_opening_and_the_caller_gets_nothing(town):
    town.desk.forward("20:00")
    told = len(town.desk.phones.messages)
    call = ring(town)
    owed = town.desk.obligation(call, "call_back", "1")
    assert owed.limit_at.isoformat() == "2026-03-20T07:10:00+00:00"
    assert len(town.desk.phones.messages) == told
    town.desk.forward("2026-03-20 09:59")
    town.desk.joins("anna", "tverskaya")
    town.desk.forward("2026-03-20 10:01")
    (letter,) = [one for one in town.desk.phones.messages[told:] if one.to == "anna@desk.test"]
    assert letter.subject == "Перезвонить сегодня до 10:10: +7••••••••67"
    assert "+7 916 123-45-67" in letter.text
