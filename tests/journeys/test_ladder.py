"""Story 001 by mail: the message finds somebody, whoever is busy, at home or gone (R08–R10, laws 2, 3, 5, 6)."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.harness import Desk, local

STAFF = ("vera", "dina", "olga", "admin")


def test_an_owner_at_home_is_recorded_and_the_ladder_goes_on(store_t: Desk) -> None:
    """12:03 somebody takes it who is not in the shop: it stands on record, stops nothing, and he is told so."""
    desk = store_t
    desk.person("igor", "taganka", "partner_manager")
    desk.forward("12:00")
    order = desk.order("taganka", number="A-1001")
    desk.forward("12:03")

    said = desk.otklik("order take A-1001 --person igor --place elsewhere")

    assert "nobody has taken it" in said
    assert "Recorded. igor is not on shift at taganka: its people will still be told." in said
    (taken,) = (entry.event for entry in desk.journal(order) if entry.event.kind == "order.taken")
    assert (taken.data["person"], taken.data["place"], taken.data["on_shift"]) == ("igor", "elsewhere", False)
    assert desk.subject(order).owner == ""
    desk.forward("12:20")
    assert desk.phones.times(*STAFF) == {"vera": ["12:00", "12:08"], "dina": ["12:15"]}


def test_a_seller_on_shift_hears_nothing_of_the_kind(store_t: Desk) -> None:
    """Control: who is on shift stops the ladder, and is not warned."""
    desk = store_t
    desk.forward("12:00")
    desk.order("taganka", number="A-1001")
    assert "Recorded." not in desk.otklik("order take A-1001 --person vera")
    desk.forward("12:09")
    assert desk.phones.times(*STAFF) == {"vera": ["12:00"]}


def test_the_head_who_was_told_stops_his_part_of_the_ladder(store_t: Desk) -> None:
    """12:15 the head is told, 12:16 he takes it from off shift: the call centre waits for his lease, then is asked."""
    desk = store_t
    desk.forward("12:00")
    order = desk.order("taganka")
    desk.forward("12:16")
    desk.takes("dina", order)
    assert desk.subject(order).owner == "dina"
    desk.forward("12:25")
    assert desk.phones.times(*STAFF) == {"vera": ["12:00", "12:08"], "dina": ["12:15"]}
    desk.forward("12:26")
    assert desk.subject(order).owner == ""
    assert desk.phones.times("olga") == {"olga": ["12:26"]}


def test_two_leases_hold_and_a_third_does_not(store_t: Desk) -> None:
    """Taken at 12:01, 12:12 and 12:23 by the same seller: the third time the ladder goes on beside her (law 3)."""
    desk = store_t
    desk.forward("12:00")
    order = desk.order("taganka")
    for taken, holds_until in (("12:01", "12:11"), ("12:12", "12:22")):
        desk.forward(taken)
        desk.takes("vera", order)
        desk.forward(holds_until)
        assert desk.subject(order).owner == "", "the lease is over and the owner cleared"
    assert desk.phones.times(*STAFF) == {"vera": ["12:00", "12:11"], "dina": ["12:22"]}

    desk.forward("12:23")
    desk.takes("vera", order)
    assert desk.subject(order).owner == "", "a take that holds nothing makes nobody the owner"
    desk.forward("12:37")
    assert desk.phones.times("olga") == {"olga": ["12:37"]}, (
        "15 minutes after the head, as the steps are apart"
    )
    desk.talks("vera", order)
    desk.forward("15:00")
    assert desk.phones.times("admin", "olga") == {"olga": ["12:37"]}


def test_a_dead_mailbox_brings_the_next_at_once(store_t: Desk) -> None:
    """The seller's mailbox is no more: her head is told in the same second, and the buyer's clock does not care."""
    desk = store_t
    desk.phones.broken.add("vera@desk.test")
    desk.forward("12:00")
    order = desk.order("taganka")
    assert desk.phones.times(*STAFF) == {"dina": ["12:00"]}
    assert local(desk.obligation(order, "first_answer").limit_at) == "2026-03-17 13:00:00"
    (failed,) = (
        entry.event
        for entry in desk.journal(order)
        if entry.event.kind == "message.failed" and entry.event.data["purpose"] == "new_order"
    )
    assert (failed.data["permanent"], failed.data["reason"]) == (True, "no_such_mailbox")


def test_where_no_mailbox_lives_an_alarm_stands_at_once(store_t: Desk) -> None:
    """Every address has failed for good: nobody is left, and the administrator's screen says so at minute 0 (law 5)."""
    desk = store_t
    desk.phones.broken |= {f"{who}@desk.test" for who in STAFF}
    desk.forward("12:00")
    order = desk.order("taganka")
    (alarm,) = json.loads(desk.otklik("alarm list --json"))
    assert alarm == {
        "stream": order,
        "reason": "nobody_to_tell",
        "obligation": "first_answer",
        "key": None,
        "raised_at": "2026-03-17T09:00:00Z",
    }
    tried = len(desk.phones.tried)
    desk.forward("12:59")
    assert len(desk.phones.tried) == tried, "dead addresses are not tried again and again"


def test_a_store_without_people_is_no_dead_end(open_desk: Callable[[str], Desk]) -> None:
    """Nobody works there: the marketplace is told at once; without the marketplace's people an alarm stands."""
    desk = open_desk("2026-03-17 12:00")
    desk.store("empty", "Mo-Su 09:00-21:00")
    desk.order("empty")
    assert desk.phones.times("admin") == {"admin": ["12:00"]}
    assert json.loads(desk.otklik("alarm list --json")) == []

    desk.otklik("person dismiss admin")
    order = desk.order("empty")
    (alarm,) = json.loads(desk.otklik("alarm list --json"))
    assert (alarm["stream"], alarm["reason"]) == (order, "nobody_to_tell")
    assert "nobody_to_tell" in desk.otklik("alarm list")


def test_nobody_on_shift_is_the_heads_business_at_once(store_t: Desk) -> None:
    """The shop is open and nobody has joined the shift: empty steps are skipped, the head is told at minute 0."""
    desk = store_t
    desk.otklik("shift leave taganka vera")
    desk.forward("12:00")
    desk.order("taganka")
    assert desk.phones.times(*STAFF) == {"dina": ["12:00"]}


def test_a_mailbox_that_is_away_for_a_time_is_tried_again_under_the_same_key(store_t: Desk) -> None:
    """30 s and 2 min later; the ladder keeps its pace: a mail server's bad minute sends nobody else's phone ringing."""
    desk = store_t
    desk.phones.silent.add("vera@desk.test")
    desk.forward("12:00")
    order = desk.order("taganka")
    desk.forward("12:02")
    desk.phones.silent.clear()
    desk.forward("12:03")

    to_vera = [message for message in desk.phones.tried if message.to == "vera@desk.test"]
    assert [local(one.at)[11:] for one in to_vera] == ["12:00:00", "12:00:30", "12:02:30"]
    assert len({one.key for one in to_vera}) == 1
    assert desk.phones.times(*STAFF) == {"vera": ["12:02"]}
    tries = [entry.event for entry in desk.journal(order) if entry.event.data.get("receiver") == "vera"]
    assert [(one.kind, one.data["attempt"]) for one in tries] == [
        ("message.sent", 1),
        ("message.failed", 1),
        ("message.sent", 2),
        ("message.failed", 2),
        ("message.sent", 3),
        ("message.accepted", 3),
    ]
    desk.forward("12:08")
    assert desk.phones.times(*STAFF) == {"vera": ["12:02", "12:08"]}


def test_two_orders_in_one_minute_are_two_clocks(store_t: Desk) -> None:
    """Each is answered by itself, the second told a minute after the first; taking one leaves the other alone."""
    desk = store_t
    desk.forward("12:00")
    first = desk.order("taganka", number="A-1")
    desk.forward(seconds=40)
    second = desk.order("taganka", number="A-2")
    desk.forward("12:01")
    assert [letter.subject for letter in desk.phones.at("vera")] == [
        "Новый заказ A-1: ответить сегодня до 13:00",
        "Новый заказ A-2: ответить сегодня до 13:00",
    ]
    desk.takes("vera", first)
    desk.forward("12:09")
    assert [letter.subject for letter in desk.phones.at("vera")[2:]] == [
        "Заказ A-2 никто не взял, ответить сегодня до 13:00"
    ]
    desk.talks("vera", first)
    assert desk.obligation(first, "first_answer").verdict == "met"
    assert desk.obligation(second, "first_answer").state == "open"
    assert set(desk.phones.keys().values()) == {1}


def test_closing_time_holds_the_ladder_and_the_buyer_is_told(store_s: Desk) -> None:
    """18:50 at a shop that closes at 19:00: the head's step waits for the morning, the buyer hears it at closing."""
    desk = store_s
    desk.forward("18:50")
    order = desk.order("tverskaya", number="A-7")
    assert "завтра с 10:00 до 10:50" in desk.phones.at("maria@buyer.test")[0].text
    desk.forward("19:00")
    _, held = desk.phones.at("maria@buyer.test")
    assert local(held.at) == "2026-03-19 19:00:00"
    assert held.text.startswith(
        "До закрытия вам не успели ответить. Сотрудник магазина «Tverskaya» позвонит вам завтра с 10:00 до 10:50."
    )
    assert desk.phones.times("anna", "boris") == {"anna": ["18:50", "18:58"]}

    desk.forward("2026-03-20 10:04")
    assert desk.phones.times("boris", "admin") == {}
    desk.forward("10:05")
    assert desk.phones.times("boris") == {"boris": ["10:05"]}, "15 working minutes after the order"
    desk.forward("10:50")
    assert local(desk.obligation(order, "first_answer").breached_at) == "2026-03-20 10:50:00"


def test_a_buyer_is_not_woken_to_hear_that_a_shop_has_closed(store_t: Desk) -> None:
    """The shop closes at 21:00, where the buyer's day ends too: he hears it at 8:00."""
    desk = store_t
    desk.forward("20:50")
    desk.order("taganka", number="A-8")
    desk.forward("2026-03-18 07:59")
    assert len(desk.phones.at("maria@buyer.test")) == 1
    desk.forward("08:00")
    assert "позвонит вам сегодня с 9:00 до 9:50" in desk.phones.at("maria@buyer.test")[1].text


def test_another_store_takes_over_and_the_buyers_clock_goes_on(store_t: Desk) -> None:
    """Handed over at 12:10: the new store has an hour of its own, the buyer keeps his clock (law 2)."""
    desk = store_t
    desk.store("vokzal", "Mo-Su 09:00-21:00", phone="+74950000303")
    desk.person("petr", "vokzal")
    desk.joins("petr", "vokzal")
    desk.forward("12:00")
    order = desk.order("taganka", number="A-3")
    desk.forward("12:10")
    desk.otklik("order assign A-3 --to vokzal --person vera")

    first, holder = desk.obligation(order, "first_answer"), desk.obligation(order, "holder_answer", "1")
    assert (first.debtor, local(first.limit_at)) == ("store:taganka", "2026-03-17 13:00:00")
    assert (holder.debtor, local(holder.limit_at)) == ("store:vokzal", "2026-03-17 13:10:00")
    assert desk.phones.times("petr") == {"petr": ["12:10"]}

    desk.forward("13:05")
    assert desk.obligation(order, "first_answer").state == "breached"
    assert desk.obligation(order, "holder_answer", "1").state == "open"
    desk.talks("petr", order)
    assert desk.obligation(order, "first_answer").verdict == "met_late", "the silence stays the first store's"
    assert desk.obligation(order, "holder_answer", "1").verdict == "met"
    desk.forward("18:00")
    assert desk.phones.times("vera", "dina") == {"vera": ["12:00", "12:08"]}
