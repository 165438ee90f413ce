"""Attention (R14): seconds that can be true, what an order got, and the table beside visitors."""

from otklik.actions import orders
from otklik.store import models
from tests.api.caller import positions
from tests.web.reading import read


def tell(town, person, order, seconds):
    return town.once(person).post(f"/orders/{order.partition('/')[2]}/attention", {"seconds": seconds})


def opened(order):
    return dict(models.Attention.objects.filter(stream=order).values_list("person", "opened_s"))


def test_only_seconds_that_can_have_passed_are_counted(town):
    order = town.desk.order("tverskaya", number="1")
    for seconds, later_s, counted in (
        (45, 0, 45),
        (999, 30, 75),
        ("9" * 6, 3600, 375),
        ("-5", 60, 375),
        ("x", 0, 375),
    ):
        town.desk.forward(seconds=later_s)
        before = positions()
        assert tell(town, "anna", order, seconds).status_code == 204
        assert opened(order) == {"anna": counted}, seconds
        assert positions() == before, "attention is no fact of the journal"
    assert tell(town, "vera", order, 10).status_code == 404, "a foreign order"
    assert tell(town, "rita", order, 10).status_code == 403, "who only looks gives no attention"
    assert opened(order) == {"anna": 375}


def test_an_order_says_what_it_got(town):
    order = town.desk.order("tverskaya", number="1")
    page = f"/orders/{order.partition('/')[2]}?lang=ru"
    assert "пока ничего" in read(town.once("anna").get(page)).text
    tell(town, "anna", order, 150)
    town.desk.talks("anna", order, talk_s=95)
    orders.note(order, words="просит после шести", actor="person:anna", now=town.desk.now)
    said = read(town.once("anna").get(page)).text.replace("\xa0", " ")
    assert "на экране 2 минуты · в разговоре 1 минуту · записей и сообщений: 1" in said


def test_a_day_beside_its_visitors(town):
    order = town.desk.order("tverskaya", number="1")
    town.desk.talks("anna", order, talk_s=600)
    boris = town.once("boris")
    form = {"store": "tverskaya", "day": "2026-03-19", "visitors": "40", "minutes": "200"}
    assert boris.post("/attention", form).status_code == 303
    rows = read(boris.get("/attention?lang=ru")).select("tbody tr")
    assert [one.text.replace("\xa0", " ") for one in rows[0].select("td")] == [
        "1",
        "10 минут",
        "40",
        "5 минут",
    ]
    assert [one.text for one in rows[1].select("td")][2] == "не записано"
    for wrong in ({"visitors": "-1"}, {"minutes": "x"}, {"day": "2026-03-20"}, {"visitors": "100001"}):
        assert "Нужны целые числа" in read(boris.post("/attention?lang=ru", form | wrong)).text
    assert boris.post("/attention", form | {"store": "taganka"}).status_code == 404
    assert models.VisitorDay.objects.count() == 1
