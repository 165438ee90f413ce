"""Reading: one order whole, lists by page and filter, the journal behind them."""

import pytest

from otklik.actions import erasure
from tests.api.caller import ORDER, refused

LAWFUL = {"reason": "extra_demands", "comment": "нет", "demanded": "скидку", "person": "anna"}
"""A refusal that the gate lets pass at once."""


def test_an_order_is_read_by_id_and_by_number(house):
    order = house.order()
    said = house.get(f"/orders/{order}").json()
    assert said == house.get("/orders/A-1001").json()
    wanted = {
        "id": order,
        "number": "A-1001",
        "store": "tverskaya",
        "state": "open",
        "owner": None,
        "placed_at": "2026-03-19T08:02:00Z",
        "answer_by": "2026-03-19T09:02:00Z",
        "total": "1890.00",
        "currency": "RUB",
        "paid": "0.00",
        "source": "key-a",
        "buyer": {"name": "Мария Петрова", "phone": "+79000001122", "email": "maria@example.com"},
    }
    assert {name: said[name] for name in wanted} == wanted
    assert said["lines"] == [
        {"id": "1", "sku": "doll", "title": "Кукла", "quantity": 1, "price": "1890.00", "state": "reserved"}
    ]
    answer = next(one for one in said["obligations"] if one["kind"] == "first_answer")
    assert (answer["debtor"], answer["state"], answer["limit_at"]) == (
        "store:tverskaya",
        "open",
        "2026-03-19T09:02:00Z",
    )


def test_a_change_of_the_buyer_is_what_is_read(house):
    order = house.order()
    house.post("/orders", {**ORDER, "buyer": {"name": "Мария Иванова", "phone": "+7 900 000-11-33"}})
    assert house.get(f"/orders/{order}").json()["buyer"]["phone"] == "+79000001133"


def test_after_an_erasure_nothing_of_the_buyer_is_read(house):
    order = house.order()
    house.post(f"/orders/{order}/refuse", LAWFUL)
    erasure.erase(f"order/{order}", ground="his request", actor="person:anna", now=house.desk.now)
    said = house.get(f"/orders/{order}")
    assert said.json()["buyer"] == {"name": None, "phone": None, "email": None}
    journal = house.get(f"/orders/{order}/journal")
    for answer in (said, journal):
        assert "Мария" not in answer.content.decode("unicode_escape")
        assert "9000001122" not in answer.content.decode()


def test_what_is_not_there_and_what_is_foreign_are_one_answer(house):
    order = house.order()
    foreign = refused(house.get(f"/orders/{order}", key="b"), 404, "unknown_order", "order")
    unknown = refused(house.get(f"/orders/{'0' * len(order)}", key="b"), 404, "unknown_order", "order")
    assert foreign["detail"].replace(order, "") == unknown["detail"].replace("0" * len(order), "")
    assert house.get(f"/orders/{order}", key="all").status_code == 200


def test_a_number_of_two_stores_is_named_ambiguous_to_whoever_sees_both(house):
    house.order()
    house.order(key="b")
    refused(house.get("/orders/A-1001", key="all"), 409, "ambiguous_number", "order")
    assert house.get("/orders/A-1001", key="b").json()["store"] == "taganka"


def test_lists_are_newest_first_and_page_by_page_without_gaps(house):
    numbers = [f"N-{count}" for count in range(7)]
    for count, number in enumerate(numbers):
        house.order(number=number, placed_at=f"2026-03-19T11:0{count // 3}:00+03:00")
    seen, after = [], ""
    for _ in range(4):
        page = house.get(f"/orders?limit=3&after={after}").json()
        seen += [one["number"] for one in page["orders"]]
        if page["next"] is None:
            break
        after = page["next"]
    assert sorted(seen) == numbers
    assert len(seen) == 7
    placed = [house.get(f"/orders/{number}").json()["placed_at"] for number in seen]
    assert placed == sorted(placed, reverse=True)


def test_lists_are_filtered(house):
    first = house.order(number="N-1")
    house.order(number="N-2", buyer={"phone": "+79161112233"})
    house.post(f"/orders/{first}/refuse", LAWFUL)

    def numbers(query: str, key: str = "a") -> list[str]:
        return [one["number"] for one in house.get(f"/orders?{query}", key=key).json()["orders"]]

    assert numbers("state=refused") == ["N-1"]
    assert sorted(numbers("state=refused&state=open")) == ["N-1", "N-2"]
    assert numbers("number=N-2") == ["N-2"]
    assert numbers("phone=8%20916%20111-22-33") == ["N-2"]
    assert numbers("phone=2233") == ["N-2"]
    assert numbers("phone=2233&state=refused") == []
    assert numbers("phone=2233", key="b") == []
    assert numbers("number=N-2", key="b") == []


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("state=lost", "state[0]"),
        ("limit=0", "limit"),
        ("limit=many", "limit"),
        ("limit=501", "limit"),
        ("after=xyz", "after"),
        ("after=%D1%8F", "after"),
        ("phase=open", "phase"),
        ("number=%00", "number"),
    ],
)
def test_a_filter_that_is_not_understood_is_refused(house, query, place):
    refused(house.get(f"/orders?{query}"), 422, "unreadable", place)


@pytest.mark.parametrize("name", ["%00", "a%00b", "%0a", "%ff", "x" * 5000, "order%2F1", "..%2f"])
def test_a_hostile_name_is_no_order(house, name):
    assert house.get(f"/orders/{name}").status_code == 404
    assert house.get(f"/orders/{name}/journal").status_code == 404


def test_the_journal_is_every_fact_with_what_it_did(house):
    order = house.order()
    said = house.get(f"/orders/{order}/journal").json()
    assert said["order"] == order
    first = said["entries"][0]
    assert (first["version"], first["kind"], first["grade"]) == (1, "order.received", "recorded")
    assert first["personal"]["buyer_name"] == "Мария Петрова"
    assert ("first_answer", "opened") in {(one["kind"], one["transition"]) for one in first["consequences"]}
    assert [one["version"] for one in said["entries"]] == list(range(1, len(said["entries"]) + 1))
    refused(house.get(f"/orders/{order}/journal", key="b"), 404, "unknown_order", "order")
