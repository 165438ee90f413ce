"""Journey 1: an order comes in, the clock runs, somebody is told until he answers (R01 R08 R09 R15 R30 R31)."""

from tests.harness import Desk, local, moscow


def test_an_order_is_received_told_taken_and_answered_in_time(store_t: Desk) -> None:
    """Told at once, taken at minute 4, a talk at minute 12: answered in time, and nobody is told any more."""
    desk = store_t
    desk.forward("12:00")
    order = desk.order("taganka")

    (receipt,) = desk.phones.at("maria@buyer.test")
    assert "до 13:00" in receipt.text
    assert "+7 495 000-02-02" in receipt.text.replace("\u00a0", " ")
    (told,) = desk.phones.at("vera")
    assert [link.name for link in told.links] == ["take", "answered"]
    answer = desk.obligation(order, "first_answer")
    assert (local(answer.target_at), local(answer.limit_at)) == ("2026-03-17 12:20:00", "2026-03-17 13:00:00")

    desk.forward("12:04")
    desk.takes("vera", order)
    assert desk.subject(order).owner == "vera"
    desk.forward("12:12")
    desk.talks("vera", order)

    answered = desk.obligation(order, "first_answer")
    assert (answered.state, answered.verdict, local(answered.closed_at)) == (
        "met",
        "met",
        "2026-03-17 12:12:00",
    )
    desk.forward("14:00")
    assert len(desk.phones.at("vera")) == 1
    assert desk.phones.at("dina") == []


def test_nobody_answers_and_the_ladder_climbs_to_the_marketplace(store_t: Desk) -> None:
    """On shift at 0 and 8, the head at 15, the call centre at 30, head and administrator at the limit."""
    desk = store_t
    desk.forward("12:00")
    order = desk.order("taganka")
    desk.forward("13:00")

    when = {
        who: [local(one.at)[11:16] for one in desk.phones.at(who)]
        for who in ("vera", "dina", "olga", "admin")
    }
    assert when == {
        "vera": ["12:00", "12:08"],
        "dina": ["12:15", "13:00"],
        "olga": ["12:30"],
        "admin": ["13:00"],
    }
    breached = desk.obligation(order, "first_answer")
    assert (breached.state, local(breached.breached_at)) == ("breached", "2026-03-17 13:00:00")
    assert breached.is_owed
    desk.forward("13:05")
    desk.talks("olga", order)
    assert desk.obligation(order, "first_answer").verdict == "met_late"


def test_taking_is_not_answering(store_t: Desk) -> None:
    """Vera takes it and does nothing: after ten minutes she loses it, and the next step goes at once (law 3)."""
    desk = store_t
    desk.forward("12:00")
    order = desk.order("taganka")
    desk.forward("12:03")
    desk.takes("vera", order)
    desk.forward("12:12")
    assert desk.subject(order).owner == "vera"
    assert len(desk.phones.at("vera")) == 1
    desk.forward("12:13")
    assert desk.subject(order).owner == ""
    assert [local(one.at)[11:16] for one in desk.phones.at("vera")] == ["12:00", "12:13"]
    assert desk.obligation(order, "first_answer").state == "open"


def test_an_order_of_the_night_is_owed_in_the_morning(store_t: Desk) -> None:
    """An order of 23:10: the buyer is told so at once, the seller at opening (R31)."""
    desk = store_t
    desk.forward("23:10")
    order = desk.order("taganka")
    (receipt,) = desk.phones.at("maria@buyer.test")
    assert "завтра с 9:00 до 10:00" in receipt.text
    assert desk.phones.at("vera") == []
    desk.forward("2026-03-18 08:58")
    desk.joins("vera", "taganka")
    assert desk.phones.at("vera") == []
    desk.forward("09:00")
    assert [local(one.at) for one in desk.phones.at("vera")] == ["2026-03-18 09:00:00"]
    assert desk.obligation(order, "first_answer").limit_at == moscow("2026-03-18 10:00")


def test_silence_releases_the_goods_once_and_counts_as_the_stores(store_s: Desk) -> None:
    """Story 000, nobody touches it: released at Friday 05:04 (hold 05:02 + grace), once; late money stays money."""
    desk = store_s
    desk.forward("11:02")
    order = desk.order("tverskaya", payment="prepaid")
    assert local(desk.obligation(order, "settlement").limit_at) == "2026-03-20 05:02:00"
    desk.forward("2026-03-20 05:03")
    assert desk.subject(order).phase == "open"
    desk.forward("2026-03-20 12:00")
    assert desk.subject(order).phase == "released"
    assert desk.kinds(order).count("goods.released") == 1
    assert desk.obligation(order, "first_answer").verdict == "breached"


def test_goods_are_not_released_before_the_answer_was_owed(store_s: Desk) -> None:
    """Story 000, Friday 18:30: the hold would end on Saturday; it ends when the answer was due, Monday 10:30."""
    desk = store_s
    desk.forward("2026-03-20 18:30")
    order = desk.order("tverskaya", payment="prepaid")
    (receipt,) = desk.phones.at("maria@buyer.test")
    assert "в понедельник" in receipt.text
    assert local(desk.obligation(order, "first_answer").limit_at) == "2026-03-23 10:30:00"
    assert local(desk.obligation(order, "settlement").limit_at) == "2026-03-23 10:30:00"
    desk.forward("2026-03-22 23:00")
    assert "goods.released" not in desk.kinds(order)
    desk.forward("2026-03-23 10:33")
    assert desk.kinds(order).count("goods.released") == 1
