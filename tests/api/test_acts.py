"""Acts by a partner's own system: the documented examples work, refusals are named and leave nothing behind."""

import pytest

from otklik.api.examples import ACTS
from tests.api.caller import positions, refused

SCENE = {  # what must have happened before an act's example works, and the fact that it leaves
    "take": ([], "order.taken"),
    "contact": ([], "contact.reached"),
    "attempts": ([], "contact.attempted"),
    "confirm": (["contact"], "order.confirmed"),
    "refuse": ([], "refusal.parked"),
    "withdraw": ([], "withdrawal.told"),
    "complete": ([], "order.completed"),
    "assign": ([], "order.assigned"),
    "outcome": ([], "promise.made"),
    "undo": (["outcome"], "outcome.retracted"),
    "rescue": ([], "appointment.booked"),
    "unpark": (["parked"], "refusal.unparked"),
    "goods": (["released"], "goods.gone"),
    "hand": ([], "order.handed"),
    "complaints": ([], "complaint.received"),
    "notes": ([], "order.noted"),
    "steps": ([], "step.requested"),
    "bank": ([], "bank.decided"),
    "events": ([], "custom.happened"),
    "pause": (["made"], "pause.started"),
    "resume": (["made", "pause"], "pause.ended"),
    "promises": ([], "promise.made"),
    "scans": ([], "goods.arrived"),
    "papers": (["credit"], "paper.present"),
    "appointment": ([], "appointment.booked"),
    "visits": ([], "buyer.came"),
}


@pytest.mark.parametrize("act", ACTS)
def test_the_documented_example_of_every_act_works(house, act):
    before, fact = SCENE[act]
    order = house.order(key="b")  # the examples are of shop B, `taganka`, and its seller vera
    for earlier in before:
        if earlier == "parked":
            house.desk.parks(f"order/{order}")
            continue
        if earlier == "credit":
            order = house.order(key="b", number="A-7", payment="credit")
            continue
        if earlier == "made":
            made = {"step": "made_to_order", "happened": "requested", "party": "engraver"}
            assert house.post(f"/orders/{order}/steps", made, key="b").status_code == 200
            continue
        if earlier == "released":
            house.desk.forward("2026-03-20 12:00")
            continue
        assert house.post(f"/orders/{order}/{earlier}", ACTS[earlier], key="b").status_code == 200
    answer = house.post(f"/orders/{order}/{act}", ACTS[act], key="b")
    assert answer.status_code == 200, answer.content
    assert answer.json()["id"] == order
    assert house.kinds(order)[-1] == fact


def test_every_act_has_an_example():
    assert set(SCENE) == set(ACTS)


def test_the_way_of_an_order_from_taken_to_completed(house):
    order = house.order()
    said = house.post(f"/orders/{order}/take", {"person": "anna"}).json()
    assert said["owner"] == "anna"
    house.desk.forward("11:20")
    said = house.post(
        f"/orders/{order}/contact", {"person": "anna", "talk_s": 64, "grade": "recorded"}
    ).json()
    assert said["answered_at"] == "2026-03-19T08:20:00Z"
    answer = next(one for one in said["obligations"] if one["kind"] == "first_answer")
    assert (answer["verdict"], answer["closed_at"]) == ("met", "2026-03-19T08:20:00Z")
    assert house.post(f"/orders/{order}/confirm", {"person": "anna"}).json()["state"] == "confirmed"
    assert house.post(f"/orders/{order}/complete").json()["state"] == "completed"
    actors = {entry.event.kind: entry.event.actor for entry in house.desk.journal(f"order/{order}")}
    assert actors["order.confirmed"] == "person:anna"
    assert actors["order.completed"] == "key:key-a"


def test_a_recorded_talk_that_is_too_short_is_no_answer(house):
    order = house.order()
    said = house.post(f"/orders/{order}/contact", {"talk_s": 3, "grade": "recorded"}).json()
    assert said["answered_at"] is None
    refused(house.post(f"/orders/{order}/confirm"), 409, "not_live")


def test_two_take_one_order_and_the_second_is_told_who_was_first(house):
    order = house.order()
    assert house.post(f"/orders/{order}/take", {"person": "anna"}).status_code == 200
    before = positions()
    said = refused(house.post(f"/orders/{order}/take", {"person": "boris"}), 409, "taken_by_other")
    assert said["detail"] == "Anna has already taken order A-1001."
    assert positions() == before


def test_nobody_of_another_store_can_be_named(house):
    order = house.order()
    before = positions()
    for person in ("vera", "nobody"):
        said = refused(
            house.post(f"/orders/{order}/take", {"person": person}), 422, "unknown_person", "person"
        )
        assert said["detail"] == f"There is no person {person!r} here."
    assert positions() == before
    # the control: for a key of all stores vera exists
    assert (
        house.post(f"/orders/{order}/notes", {"words": "x", "person": "vera"}, key="all").status_code == 200
    )


def test_who_handed_an_order_over_reads_it_and_acts_on_it_no_more(house):
    order = house.order()
    assert house.post(f"/orders/{order}/assign", {"store": "taganka"}).json()["store"] == "taganka"
    assert house.get(f"/orders/{order}").status_code == 200
    before = positions()
    refused(house.post(f"/orders/{order}/confirm"), 409, "not_holder")
    assert positions() == before
    assert house.post(f"/orders/{order}/notes", {"words": "покупатель звонил нам"}).status_code == 200
    assert house.post(f"/orders/{order}/take", {"person": "vera"}, key="b").json()["owner"] == "vera"


def test_a_refusal_goes_through_the_gate(house):
    order = house.order()
    before = positions()
    refused(
        house.post(f"/orders/{order}/refuse", {"reason": "bored", "comment": "x"}),
        422,
        "unknown_reason",
        "reason",
    )
    refused(
        house.post(f"/orders/{order}/refuse", {"reason": "other", "comment": " "}),
        422,
        "comment_missing",
        "comment",
    )
    refused(house.post(f"/orders/{order}/refuse", {"reason": "other"}), 422, "unreadable", "comment")
    assert positions() == before
    waits = house.post(f"/orders/{order}/refuse", {"reason": "other", "comment": "так"}).json()
    assert (waits["state"], waits["refusal"]["reason"], waits["refusal"]["ends"]) == (
        "open",
        "other",
        "instant",
    )
    house.desk.forward(hours=1)
    assert house.get(f"/orders/{order}").json()["state"] == "refused"
    refused(house.post(f"/orders/{order}/take", {"person": "anna"}), 409, "order_closed")


def test_a_promise_is_made_moved_and_kept(house):
    order = house.order()
    said = house.post(f"/orders/{order}/promises", {"until_at": "2026-03-19T15:00:00+03:00"}).json()
    made = {
        "promise": "1", "until_at": "2026-03-19T12:00:00Z", "first_at": "2026-03-19T12:00:00Z", "by": "tverskaya",
        "person": None, "purpose": None, "moves": 0, "kept_at": None,
    }  # fmt: skip
    assert said["promises"] == [made]
    moved = house.post(
        f"/orders/{order}/promises/1/move", {"until_at": "2026-03-19T16:00:00+03:00", "why": "курьер"}
    )
    assert moved.json()["promises"] == [{**made, "until_at": "2026-03-19T13:00:00Z", "moves": 1}]
    assert house.post(f"/orders/{order}/promises/1/keep").status_code == 200
    promise = house.desk.obligation(f"order/{order}", "promise", "1")
    assert (promise.state, promise.verdict, promise.moves) == ("met", "met", 1)
    before = positions()
    late = {"until_at": "2026-03-19T23:00:00+03:00"}
    refused(house.post(f"/orders/{order}/promises", late), 422, "promise_out_of_hours", "until_at")
    refused(house.post(f"/orders/{order}/promises/9/keep"), 404, "unknown_promise", "promise")
    assert positions() == before


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"person": "anna", "colour": "red"}, "colour"),
        ({"person": 5}, "person"),
        ({}, "person"),
        ({"person": "anna", "place": "moon"}, "place"),
        (b"[1]", ""),
        (b'{"person": "anna", "person": "boris"}', "person"),
        (b'{"person": "an\\u0000na"}', "person"),
    ],
)
def test_a_body_that_is_not_understood_is_refused(house, body, place):
    order = house.order()
    before = positions()
    refused(house.post(f"/orders/{order}/take", body), 422, "unreadable", place)
    assert positions() == before


def test_a_rescue_is_answered_like_an_outcome_and_names_what_is_wrong(house):
    order = house.order(payment="prepaid")
    body = {"person": "anna", "remedy": "pay_on_delivery", "reason": "not_paid", "request": "tap-1"}
    said = house.post(f"/orders/{order}/rescue", body).json()
    assert (said["state"], said["payment"], said["recorded"]["outcome"]) == (
        "confirmed",
        "on_delivery",
        "confirmed",
    )
    before = positions()
    again = house.post(f"/orders/{order}/rescue", body).json()
    assert again["recorded"] == said["recorded"]
    refused(
        house.post(f"/orders/{order}/rescue", body | {"remedy": "gift", "request": ""}),
        422,
        "unknown_remedy",
        "remedy",
    )
    assert positions() == before
