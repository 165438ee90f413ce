"""Search: an order is found by what a caller says, within the stores that may see it."""

import pytest
from django.db import connection

from otklik.domain.events import Entry
from otklik.store import models, queries
from otklik.store.search import normalise, terms_of
from tests.store import scene
from tests.store.scene import received

pytestmark = pytest.mark.usefixtures("market")


def found(text, **more):
    return [row.number for row in queries.search_orders(text, **more)]


@pytest.fixture(autouse=True)
def orders(market):
    scene.commit_one(scene.order_unit(1, number="A-1042"))
    scene.commit_one(
        scene.order_unit(
            2,
            scene.later(hours=1),
            number="2077/7",
            buyer_name="Алёна Ёлкина-Маркс",
            phone="+4915112345678",
            email="Alena@Example.Test",
        )
    )


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("иванов", ["A-1042"]),
        ("ИВАН", ["A-1042"]),
        ("пётр", ["A-1042"]),
        ("петр ив", ["A-1042"]),
        ("петр маркс", []),
        ("елкина", ["2077/7"]),
        ("Ёлк", ["2077/7"]),
        ("маркс", ["2077/7"]),
        ("a-1042", ["A-1042"]),
        ("A-10", ["A-1042"]),
        ("1042", ["A-1042"]),
        ("2077", ["2077/7"]),
        ("+79161234567", ["A-1042"]),
        ("8 (916) 123-45-67", ["A-1042"]),
        ("8916", ["A-1042"]),
        ("916 123", ["A-1042"]),
        ("9161234567", ["A-1042"]),
        ("7 916 123", ["A-1042"]),
        ("№ 1042", ["A-1042"]),
        ("#A-1042", ["A-1042"]),
        ("4567", ["A-1042"]),
        ("345-67", ["A-1042"]),
        ("678", ["2077/7"]),
        ("67", []),
        ("alena@", ["2077/7"]),
        ("ALENA@example.test", ["2077/7"]),
        ("petr", ["A-1042"]),
        ("", []),
        ("   ", []),
        ("%", []),
        ("иван%", []),
        ("_ван", []),
        ("916 124", []),
    ],
)
def test_what_a_caller_says_finds_his_order(text, numbers):
    assert found(text) == numbers


def test_newest_first_and_no_more_than_asked():
    assert found("2077/7") == ["2077/7"]
    for n in range(3, 8):
        scene.commit_one(scene.order_unit(n, scene.later(hours=n), number=f"A-{n}"))
    assert found("иванов", limit=3) == ["A-7", "A-6", "A-5"]


def test_only_in_the_stores_that_may_see_it():
    assert found("иванов", stores=["tverskaya"]) == ["A-1042"]
    assert found("иванов", stores=["arbat"]) == []
    assert found("иванов", stores=[]) == []


def test_values_changed_at_the_source_are_found_too():
    changed = scene.event(
        "order.changed_at_source",
        content="buyer=2",
        changed=["buyer"],
        values={"buyer": {"name": "Яна", "phone": "8 999 000-11-22", "email": ""}},
    )
    scene.say("order/1", changed)
    assert found("яна") == found("1122") == found("4567") == ["A-1042"]


def test_terms_are_words_numbers_and_reversed_digits():
    entry = Entry("order/1", 1, scene.NOW, received("A-7", email=None))
    assert terms_of(entry) == {
        ("a-7", "number"), ("a", "number"), ("7", "number"), ("петр", "name"), ("иванов", "name"),
        ("+79161234567", "phone"), ("76543216197", "tail"),
    }  # fmt: skip
    assert normalise("ЁЖ ẞ") == "еж ss"


def test_a_prefix_is_asked_as_a_range_on_the_key():
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "EXPLAIN QUERY PLAN SELECT stream FROM search_terms"
                " WHERE kind = 'name' AND term >= 'иван' AND term < 'иванх'"
            )
            assert "SEARCH" in str(cursor.fetchall())
    assert models.SearchTerm.objects.filter(term__gte="иван", term__lt="иван\U0010ffff").count() == 1
