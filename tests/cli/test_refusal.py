"""Refusals on the command line: those that wait are listed, taken back, or the order is rescued."""

import pytest


@pytest.fixture
def parked(house):
    order = house.order(payment="prepaid")
    house.desk.parks(f"order/{order}")
    return order


def test_a_parked_refusal_is_listed_and_taken_back(otklik, house, parked):
    assert otklik("refusal", "list", "--json").json == [
        {
            "id": parked, "number": "A-1001", "store": "tverskaya", "reason": "not_paid",
            "until_at": "2026-03-20T02:02:00Z", "total": "1890.00", "currency": "RUB",
        }
    ]  # fmt: skip
    assert "not_paid" in otklik("refusal", "list", "--store", "tverskaya").out
    assert otklik("refusal", "list", "--store", "taganka", "--json").json == []
    assert "nobody has taken it" in otklik("order", "unpark", "A-1001", "--person", "anna").out
    assert otklik("refusal", "list", "--json").json == []


def test_a_rescue_is_recorded_and_undone(otklik, house, parked):
    printed = otklik(
        "refusal", "rescue", "A-1001", "pay_on_delivery", "--reason", "not_paid", "--person", "anna"
    )
    assert (
        printed.out.splitlines()[-1] == "`otklik order undo A-1001 1 --person anna` takes it back for 10 s."
    )
    assert otklik("order", "show", "A-1001", "--json").json["payment"] == "on_delivery"
    otklik("order", "undo", "A-1001", "1", "--person", "anna")
    assert otklik("order", "show", "A-1001", "--json").json["payment"] == "prepaid"
    assert len(otklik("refusal", "list", "--json").json) == 1
