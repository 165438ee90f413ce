"""The dialog says what the gate will do, in each mode, with what is missing; and then the gate does that."""

import pytest

from otklik.actions import agreements, orders, standards
from otklik.store import journal
from tests.harness import ACTOR
from tests.web.reading import read

JSON = {"Accept": "application/json"}
SAID = {"comment": "Не отвечает."}


def id_of(order):
    return order.partition("/")[2]


def step(town, order, reason, person="anna"):
    return read(town.once(person).get(f"/orders/{id_of(order)}/refusal?reason={reason}"))


def refuse(town, order, person="anna", **fields):
    return town.once(person).post(f"/orders/{id_of(order)}/refuse", {**SAID, **fields}, headers=JSON)


def evidence(page):
    return [(row.text_of("th"), row.text_of("td.n")) for row in page.select(".ev tr")]


@pytest.fixture
def agreed(town):
    """The partner of tverskaya has agreed to a standard of that mode."""

    def agree(mode):
        text = f'extends = "default"\nname = "{mode}"\nversion = 1\n[refusal]\nmode = "{mode}"\n'
        standards.publish(text, actor=ACTOR, now=town.desk.now)
        agreements.send_standard("sever", name=mode, actor=ACTOR, now=town.desk.now)
        sent = [one for one in journal.read_stream("partner/sever") if one.event.kind == "standard.sent"][-1]
        given = {"version": sent.event.data["version"], "rendering": sent.event.data["rendering"]}
        agreements.accept("sever", person="pavel", now=town.desk.now, **given)

    return agree


def test_parked_until_the_hold_ends_and_counted_as_it_goes_on(town):
    order = town.desk.order("tverskaya", number="1", payment="prepaid")
    page = step(town, order, "unreachable")
    assert page.text_of("h2") == "Отказ вступит в силу завтра в 5:02"
    assert evidence(page) == [
        ("Попытки дозвониться", "0 из 3"),
        ("От первой до последней попытки", "0:00 из 1:30 ч"),
    ]
    for minutes in (0, 40):
        town.desk.forward(minutes=minutes)
        orders.attempt(order, actor="person:anna", outcome="no_answer", ring_s=20, now=town.desk.now)
    page = step(town, order, "unreachable")
    assert evidence(page) == [
        ("Попытки дозвониться", "2 из 3"),
        ("От первой до последней попытки", "0:40 из 1:30 ч"),
    ]
    answer = refuse(town, order, reason="unreachable").json()
    said = answer["said"].replace("\xa0", " ")
    assert said == "№ 1: отказ отложен и вступит в силу завтра в 5:02, если покупатель не ответит."
    assert town.desk.subject(order).parked_reason == "unreachable"
    listed = read(town.once("anna").get("/parked")).text
    assert (
        "Не хватает: Попытки дозвониться: 2 из 3 · От первой до последней попытки: 0:40 из 1:30 ч" in listed
    )
    waiting = step(town, order, "unreachable")
    assert waiting.select(".rf-end form") and waiting.select("textarea[name=comment]") == []


def test_blocked_is_locked_for_the_seller_and_open_for_an_administrator_with_a_reason(town, agreed):
    agreed("block")
    order = town.desk.order("tverskaya", number="1", payment="prepaid")
    page = step(town, order, "unreachable")
    assert page.text_of("h2") == "Отказывать рано"
    assert "Откроется завтра в 5:02 или раньше" in page.text
    assert page.select("textarea") == [] and "Пропустить отказ может администратор" in page.text
    before = town.desk.kinds(order)
    answer = refuse(town, order, reason="unreachable")
    assert (answer.status_code, answer.json()["code"]) == (409, "refusal_blocked")
    assert answer.json()["said"].startswith("Отказать пока нельзя")
    assert refuse(town, order, reason="unreachable", override="так надо").json()["code"] == "not_entitled"
    assert town.desk.kinds(order) == before
    assert step(town, order, "unreachable", "admin").select("textarea[name=override]")
    passed = refuse(town, order, "admin", reason="unreachable", override="Покупатель написал на почту.")
    assert passed.json()["gone"]
    assert "refusal.overridden" in town.desk.kinds(order)


def test_warned_passes_with_a_mark(town, agreed):
    agreed("warn")
    order = town.desk.order("tverskaya", number="1", payment="prepaid")
    page = step(town, order, "unreachable")
    assert page.text_of("h2") == "Заказ ещё можно сохранить"
    assert page.select("button[data-act=refuse]")[0].text == "Отказать с отметкой"
    assert refuse(town, order, reason="unreachable").json()["gone"]


def test_extra_demands_pass_at_once_with_what_was_demanded(town):
    order = town.desk.order("tverskaya", number="1", payment="prepaid")
    page = step(town, order, "extra_demands")
    assert page.text_of("h2") == "Отказ пройдёт сразу"
    assert page.one("textarea[name=demanded]").has("required")
    assert refuse(town, order, reason="extra_demands").json()["code"] == "demand_missing"
    assert refuse(town, order, reason="extra_demands", demanded="скидку в половину цены").json()["gone"]


def test_a_fragment_is_the_inside_alone_and_a_closed_order_leads_to_its_page(town):
    order = town.desk.order("tverskaya", number="1")
    inside = town.once("anna").get(f"/orders/{id_of(order)}/refusal", headers={"HX-Request": "true"})
    assert inside.content.decode().lstrip().startswith("<div data-step")
    orders.withdraw(order, actor="buyer", said_by="buyer", now=town.desk.now)
    gone = town.once("anna").get(f"/orders/{id_of(order)}/refusal")
    assert (gone.status_code, gone["Location"]) == (302, f"/orders/{id_of(order)}")
