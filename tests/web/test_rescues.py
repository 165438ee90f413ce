"""Rescues on the screens: one tap keeps the order and can be undone, a parked refusal is seen and taken back."""

import pytest

from otklik.actions import orders
from tests.web.reading import read

JSON = {"Accept": "application/json"}
AGREED = {"remedy": "pay_on_delivery", "reason": "not_paid"}


def id_of(order):
    return order.partition("/")[2]


def send(town, person, order, act, **fields):
    return town.once(person).post(f"/orders/{id_of(order)}/{act}", fields, headers=JSON)


def page(town, path, person="anna"):
    return read(town.once(person).get(path))


def text_of(town, path, person="anna"):
    return page(town, path, person).text.replace("\xa0", " ")


@pytest.fixture
def parked(town):
    order = town.desk.order("tverskaya", number="1", payment="prepaid")
    town.desk.parks(order)
    return order


def test_one_tap_keeps_the_order_and_can_be_undone(town, parked):
    body = send(town, "anna", parked, "rescue", **AGREED).json()
    assert (body["said"], body["gone"]) == ("№ 1: заказ остаётся.", False)
    state = town.desk.subject(parked)
    assert (state.phase, state.payment, state.parked_reason) == ("confirmed", "on_delivery", "")
    undone = town.once("anna").post(body["undo"]["url"], {"outcome": body["undo"]["outcome"]}, headers=JSON)
    assert undone.json()["said"] == "Отменено: № 1 снова как был."
    assert town.desk.subject(parked).parked_reason == "not_paid"


def test_an_order_that_went_to_another_store_can_be_taken_back_by_whoever_sent_it(town):
    order = town.desk.order("tverskaya", number="1")
    body = send(
        town, "anna", order, "rescue", remedy="other_store", reason="wanted_try_on", store="arbat"
    ).json()
    assert (town.desk.subject(order).holder, body["undo"]["outcome"]) == ("arbat", "1")
    undone = send(town, "anna", order, "undo", outcome="1")
    assert undone.json()["done"]
    assert town.desk.subject(order).holder == "tverskaya"


def test_what_is_no_remedy_says_so_and_a_foreign_order_is_not_there(town, parked):
    before = town.desk.kinds(parked)
    answer = send(town, "anna", parked, "rescue", **{**AGREED, "remedy": "gift"})
    assert (answer.status_code, answer.json()["said"]) == (422, "Для этого заказа так нельзя.")
    for act in ("rescue", "unpark"):
        assert send(town, "vera", parked, act, **AGREED).status_code == 404
    assert town.once("vera").get(f"/orders/{id_of(parked)}/refusal").status_code == 404
    assert town.desk.kinds(parked) == before


def test_a_parked_refusal_is_seen_everywhere_and_taken_back(town, parked):
    said = "отказ отложен, вступит в силу завтра в 5:02"
    assert said in text_of(town, "/desk")
    order = text_of(town, f"/orders/{id_of(parked)}")
    assert "Отказ отложен и вступит в силу завтра в 5:02. Причина: не оплачен." in order
    listed = text_of(town, "/parked")
    assert (
        "№ 1 · Мария Петрова" in listed
        and "Не оплачен" in listed
        and "Вступит в силу завтра в 5:02" in listed
    )
    assert "Отложенные отказы 1" in text_of(town, "/orders")
    assert page(town, "/parked", "rita").select(".pk form") == [], "an auditor looks"
    assert "Отложенных отказов нет" in text_of(town, "/parked", "vera"), "another store's are not there"
    answer = town.once("anna").post(f"/orders/{id_of(parked)}/unpark", {"next": "/parked"})
    assert (answer.status_code, answer["Location"]) == (303, "/parked?said=unparked")
    assert "Отложенных отказов нет" in text_of(town, "/parked")


def test_what_was_rescued_is_counted_in_money(town, parked):
    other = town.desk.order("tverskaya", number="2", payment="prepaid")
    for order in (parked, other):
        send(town, "anna", order, "rescue", **AGREED)
    assert "Спасено за 30 дней: 2 заказа, 6 980 ₽" in text_of(town, "/parked")
    assert "Спасено" not in text_of(town, "/parked", "vera")
    town.desk.forward(minutes=1)
    orders.withdraw(other, actor="buyer", said_by="buyer", now=town.desk.now)
    assert "Спасено за 30 дней: 1 заказ, 3 490 ₽" in text_of(town, "/parked"), (
        "what is lost afterwards is not kept"
    )


def test_what_is_offered_fits_the_order(town):
    order = town.desk.order("tverskaya", number="1", payment="on_delivery")
    paid = page(town, f"/orders/{id_of(order)}/refusal?reason=not_ready_to_prepay")
    assert paid.select("input[name=remedy][value=pay_on_delivery]") == [], "it is paid on delivery already"
    tried = page(town, f"/orders/{id_of(order)}/refusal?reason=wanted_try_on")
    assert [one.get("value") for one in tried.select("input[name=remedy]")] == ["fitting", "other_store"]
    assert [one.text for one in tried.select("button[name=store]")] == ["Согласен на «Arbat»"]
    assert tried.select("input[name=remedy]")[0].get("value") == "fitting"


def test_a_reason_that_asks_why_is_chosen_in_two_steps_without_a_script(town):
    order = town.desk.order("tverskaya", number="1", payment="prepaid")
    first = page(town, f"/orders/{id_of(order)}/refusal")
    second = page(
        town, next(one.get("href") for one in first.select("a[data-next]") if "not_paid" in one.get("href"))
    )
    why = [one.get("href") for one in second.select(".rf-list a")]
    assert why and all("reason=not_paid&detail=not_paid_" in one for one in why)
    last = page(town, why[0])
    assert last.one("input[name=detail]").get("value").startswith("not_paid_")
    assert last.select("input[name=remedy]")
