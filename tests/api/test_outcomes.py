"""Outcomes of calls by a partner's own system: recorded with the next step, repeated harmlessly, undone in time."""

from tests.api.caller import positions, refused


def test_an_outcome_says_its_id_its_next_step_and_until_when_it_may_be_undone(house):
    order = house.order()
    house.desk.forward("11:20")
    said = house.post(f"/orders/{order}/outcome", {"person": "anna", "outcome": "call_back"}).json()
    assert said["recorded"] == {
        "id": "1", "outcome": "call_back", "by": "anna", "next_at": "2026-03-19T09:20:00Z",
        "undo_until": "2026-03-19T08:20:10Z",
    }  # fmt: skip
    assert (said["owner"], said["answered_at"]) == ("anna", "2026-03-19T08:20:00Z")
    undone = house.post(f"/orders/{order}/undo", {"person": "anna", "outcome": "1"}).json()
    assert (undone["owner"], undone["answered_at"]) == (None, None)


def test_a_repeat_of_a_tap_gets_the_first_result(house):
    order = house.order()
    body = {"person": "anna", "outcome": "no_answer", "request": "tap-1"}
    first = house.post(f"/orders/{order}/outcome", body).json()
    before = positions()
    again = house.post(f"/orders/{order}/outcome", body).json()
    assert again["recorded"] == first["recorded"]
    assert positions() == before


def test_a_refusal_needs_its_reason_and_the_sellers_words(house):
    order = house.order()
    before = positions()
    body = {"person": "anna", "outcome": "refused"}
    refused(house.post(f"/orders/{order}/outcome", body), 422, "unknown_reason", "reason")
    body["reason"] = "changed_mind"
    refused(house.post(f"/orders/{order}/outcome", body), 422, "comment_missing", "comment")
    assert positions() == before
    said = house.post(f"/orders/{order}/outcome", body | {"words": "Передумала.", "talked": True}).json()
    assert (said["state"], said["recorded"]["outcome"]) == ("open", "refused")
    assert (said["refusal"]["reason"], said["refusal"]["premature"]) == ("changed_mind", True)


def test_what_can_not_be_undone_says_why(house):
    order = house.order()
    house.post(f"/orders/{order}/outcome", {"person": "anna", "outcome": "confirmed"})
    body = {"person": "anna", "outcome": "1"}
    refused(house.post(f"/orders/{order}/undo", body | {"person": "boris"}), 409, "undo_not_yours")
    refused(house.post(f"/orders/{order}/undo", body | {"outcome": "2"}), 422, "unknown_outcome", "outcome")
    house.desk.forward(seconds=10)
    refused(house.post(f"/orders/{order}/undo", body), 409, "undo_too_late")


def test_an_order_is_handed_within_its_store_only(house):
    order = house.order()
    before = positions()
    refused(house.post(f"/orders/{order}/hand", {"to": "vera"}), 422, "unknown_person", "to")
    refused(house.post(f"/orders/{order}/outcome", {"person": "vera", "outcome": "confirmed"}), 422, "unknown_person",
            "person")  # fmt: skip
    assert positions() == before
    assert house.post(f"/orders/{order}/hand", {"to": "boris", "person": "anna"}).json()["owner"] == "boris"
    assert house.kinds(order)[-1] == "order.handed"
