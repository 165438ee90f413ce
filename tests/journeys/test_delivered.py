"""Text 004 §4 and 002 §3: the buyer knows of a late courier before his window ends, and says how it was at the door."""

import pytest

from otklik.actions import delays, deliveries, orders
from otklik.domain.delivery_decisions import Ending
from otklik.domain.errors import DomainError
from tests.harness import local, view
from tests.journeys.delivering import RUN, agreed, drives, ends, on_the_road


def told(desk):
    """When the buyer was written to on the day, and what."""
    return [(local(one.at)[11:16], one.short) for one in desk.phones.at("+79000001122")]


def late_by_forty():
    """The van is at its second door, which it plans for 15:30, at 16:10: the first took 40 minutes longer."""
    desk = on_the_road()
    _, first = agreed(desk, 14, away=1, email="lev@buyer.test")
    order, key = agreed(desk, 14, away=9)
    desk.forward("13:40")
    deliveries.set_out(RUN, vehicle="van", person="damir", now=desk.now)
    desk.tick()
    desk.forward("14:50")
    ends(desk, first, "door")
    return view(desk=desk, order=order, key=key)


def test_a_courier_late_by_forty_minutes_is_told_of_at_1520_and_is_at_the_door_in_the_new_window(db):
    story = late_by_forty()
    desk, order, key = story.desk, story.order, story.key
    desk.forward("15:19")
    assert delays.watch(now=desk.now) == 0
    assert told(desk) == []
    desk.forward("15:20")
    assert delays.watch(now=desk.now) == 1
    desk.tick()
    assert told(desk) == [("15:20", "Заказ A-1002: курьер будет сегодня 15:45–17:00.")]
    window = desk.subject(order).windows[key]
    assert (window.moves, window.told[0].is_in_time) == (1, True)
    assert local(desk.obligation(order, "window", key).limit_at)[11:16] == "17:00"
    desk.forward("15:40")
    assert delays.watch(now=desk.now) == 0, "told once"
    drives(desk, key)
    assert told(desk)[1:] == [("15:40", "Заказ A-1002: курьер едет, будет сегодня в 16:10.")]
    desk.forward("16:10")
    ends(desk, key, "door")
    assert desk.obligation(order, "window", key).verdict == "met"
    assert desk.subject(order).phase == "completed"
    deliveries.witness(order, said="to_the_door", is_so=True, now=desk.now)
    deliveries.witness(order, said="polite", is_so=True, now=desk.now)
    delivery = desk.subject(order).deliveries[key]
    assert (delivery.witness.to_the_door, delivery.witness.polite, delivery.witness.neat) == (
        True,
        True,
        None,
    )
    assert delivery.kept is False, "a window that was moved was not kept, however early he knew"
    assert desk.subject(order).complaints == {}


def test_the_courier_says_himself_that_he_is_late_and_a_slip_of_the_thumb_is_refused(db):
    story = late_by_forty()
    desk = story.desk
    with pytest.raises(DomainError, match="late by so much"):
        delays.delay(RUN, vehicle="van", late_s=9 * 3600, person="damir", now=desk.now)
    assert desk.kinds(RUN)[-1] == "stop.visited"
    delays.delay(RUN, vehicle="van", late_s=40 * 60, person="damir", now=desk.now)
    desk.tick()
    assert told(desk) == [("14:50", "Заказ A-1002: курьер будет сегодня 16:30–17:45.")]
    assert desk.kinds(RUN)[-2:] == ["run.delayed", "stop.planned"]


def test_down_to_the_car_counts_against_whoever_brought_it_and_is_a_complaint_that_names_him(db):
    desk = on_the_road()
    order, key = agreed(desk, 14, carrier="quick")
    deliveries.hand_over(order, carrier="quick", actor="person:sofia", now=desk.now)
    desk.forward("15:10")
    deliveries.end(order, actor="source:quick", ending=Ending(how="door"), now=desk.now)
    deliveries.witness(order, said="to_the_door", is_so=False, now=desk.now)
    deliveries.witness(order, said="to_the_door", is_so=False, now=desk.now)
    (complaint,) = desk.subject(order).complaints.values()
    assert (complaint.about, complaint.carrier, complaint.person) == ("not_to_the_door", "quick", "")
    assert local(desk.obligation(order, "complaint", "1").limit_at)[11:16] == "15:30"
    delivery = desk.subject(order).deliveries[key]
    assert (delivery.how, delivery.witness.to_the_door, delivery.kept) == ("door", False, True)


@pytest.mark.parametrize(
    ("reason", "kind"),
    [("not_at_home", "redelivery"), ("damaged", "redelivery"), ("refused", "door_refusal")],
)
def test_what_was_not_handed_over_has_a_next_step_and_the_order_goes_on(db, reason, kind):
    desk = on_the_road()
    order, key = agreed(desk, 14)
    deliveries.set_out(RUN, vehicle="van", person="damir", now=desk.now)
    desk.forward("14:30")
    ends(desk, key, reason)
    owed = desk.obligation(order, kind, key)
    assert (owed.debtor, local(owed.limit_at)[11:16]) == ("store:tverskaya", "15:30")
    assert desk.subject(order).is_open and not desk.subject(order).refused_reason
    assert desk.phones.at("sofia") == [], "he may still take it back"
    desk.forward(seconds=11)
    assert [one.subject for one in desk.phones.at("sofia")][-1].startswith(
        "Заказ A-1001: доставка не состоялась"
    )
    with pytest.raises(DomainError) as caught:
        ends(desk, key, "door")
    assert caught.value.code == "delivery_over"


def test_a_slip_at_the_door_is_taken_back_within_ten_seconds_on_the_order_and_in_the_day(db):
    desk = on_the_road()
    order, key = agreed(desk, 14, payment="on_delivery")
    deliveries.set_out(RUN, vehicle="van", person="damir", now=desk.now)
    desk.forward("14:30")
    ends(desk, key, "door", collected_minor=349_000, request="tap-1")
    ends(desk, key, "door", collected_minor=349_000, request="tap-1")
    assert desk.subject(order).phase == "completed"
    desk.forward(seconds=9)
    deliveries.take_back(RUN, delivery=key, person="damir", now=desk.now)
    subject = desk.subject(order)
    assert (subject.phase, subject.paid_minor, subject.deliveries[key].is_open) == ("confirmed", 0, True)
    assert desk.subject(RUN).stops[key].how == ""
    ends(desk, key, "down", collected_minor=349_000, request="tap-2")
    desk.forward(seconds=11)
    with pytest.raises(DomainError) as caught:
        deliveries.take_back(RUN, delivery=key, person="damir", now=desk.now)
    assert caught.value.code == "undo_too_late"
    assert (desk.subject(order).paid_minor, desk.subject(RUN).stops[key].how) == (349_000, "down")


def test_a_parcel_nobody_hears_of_for_a_day_is_asked_after(db):
    desk = on_the_road()
    order, key = agreed(desk, 14, carrier="quick")
    deliveries.hand_over(order, carrier="quick", actor="person:sofia", now=desk.now)
    deliveries.hand_over(order, carrier="quick", actor="person:sofia", now=desk.now)
    assert desk.kinds(order).count("delivery.handed_over") == 1
    deliveries.scan(order, actor="source:quick", status="in_transit", now=desk.now)
    desk.forward("2026-02-14 08:01")
    assert desk.obligation(order, "carrier_scan", key, 2).breached_at is not None


def test_a_late_van_turns_to_the_door_it_can_still_keep_and_only_the_other_buyer_hears(db):
    desk = on_the_road()
    _, first = agreed(desk, 14, away=1)
    far, far_key = agreed(desk, 14, away=9, phone="+79000003344")
    near, near_key = agreed(desk, 14, away=1.5)
    deliveries.set_out(RUN, vehicle="van", person="damir", now=desk.now)
    desk.forward("15:10")
    ends(desk, first, "door")
    desk.forward("15:20")
    assert delays.watch(now=desk.now) == 1
    desk.tick()
    assert desk.subject(RUN).routes["van"] == (first, near_key, far_key)
    assert (desk.subject(far).windows[far_key].moves, desk.subject(near).windows[near_key].moves) == (1, 0)
    assert [local(one.at)[11:16] for one in desk.phones.at("+79000003344")] == ["15:20"]
    assert told(desk) == []


def test_a_window_takes_the_place_of_the_two_days_in_which_an_order_is_handed_over(db):
    desk = on_the_road()
    order, key = agreed(desk, 14)
    assert desk.obligation(order, "fulfilment").state == "waived", "confirmed first, then agreed"
    assert desk.obligation(order, "window", key).state == "open"
    orders.confirm(order, actor="person:sofia", by="sofia", now=desk.now)
    assert [ref.n for ref in desk.state(order).obligations if ref.kind == "fulfilment"] == [1]


@pytest.mark.parametrize(("minutes", "kept"), [(1, True), (31, False)])
def test_a_tap_that_says_it_was_earlier_keeps_no_window_that_had_passed(db, minutes, kept):
    """A tap may wait in a phone; how long it did nobody proves, so a claim reaches back two minutes (law 4)."""
    desk = on_the_road()
    order, key = agreed(desk, 14)
    deliveries.set_out(RUN, vehicle="van", person="damir", now=desk.now)
    desk.forward("16:00")
    at_the_end = desk.now
    desk.forward(minutes=minutes)
    ends(desk, key, "door", occurred_at=at_the_end)
    delivery = desk.subject(order).deliveries[key]
    assert (local(delivery.ended_at)[11:16], delivery.kept) == ("16:00", kept)
    assert desk.obligation(order, "window", key).rejudged == ("met" if kept else None), "beside the breach"
