"""Keys: wrong, missing and revoked are one answer; the database knows no key."""

import pytest

from otklik.actions import sources
from otklik.store import journal, models
from tests.api.caller import ORDER, positions, refused
from tests.harness import ACTOR


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        "Basic YTpi",
        "otk_x",
        "Bearer otk_é",
        "Bearer a b",
        "Bearer " + "x" * 9999,
    ],
)
def test_without_a_valid_key_nothing_is_said_or_stored(house, header):
    before = positions()
    headers = {} if header is None else {"Authorization": header}
    answers = [
        house.client.generic(method, path, b"{}", "application/json", headers=headers)
        for method, path in (
            ("POST", "/api/v1/orders"),
            ("GET", "/api/v1/orders"),
            ("GET", "/api/v1/orders/A-1001"),
        )
    ]
    for answer in answers:
        refused(answer, 401, "unauthorized")
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="otklik"'
    assert positions() == before


def test_a_key_works_until_it_is_revoked(house):
    assert house.get("/orders").status_code == 200
    sources.revoke("key-a", actor=ACTOR, now=house.desk.now)
    refused(house.get("/orders"), 401, "unauthorized")
    assert house.get("/orders", key="b").status_code == 200


def test_a_revoked_key_made_anew_under_its_name_knows_its_orders(house):
    first = house.order()
    sources.revoke("key-a", actor=ACTOR, now=house.desk.now)
    house.keys["a"] = sources.create_api_key("key-a", actor=ACTOR, store="tverskaya", now=house.desk.now)
    again = house.post("/orders", ORDER)
    assert (again.status_code, again.json()["id"]) == (200, first)


def test_the_key_is_kept_nowhere(house):
    key = house.keys["a"]
    assert all(key not in line for line in journal.export())
    assert key not in str(models.Source.objects.values_list())
    assert len(key) >= 43
