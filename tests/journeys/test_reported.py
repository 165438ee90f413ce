"""What a report knows of the journal's orders: the facts of a window as they stood at a position, and none after."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest

from otklik.actions import orders, outcomes, stores
from otklik.analytics.frames import MISSING, OUTCOMES, OrderFrame
from otklik.analytics.reports import Reading, frame_of
from otklik.domain.stores import Hours
from otklik.store import followers, past_orders
from otklik.store.past_orders import Past
from tests.harness import Desk, local, moscow


def past_of(desk: Desk, *, position: int | None = None, store: str = "") -> Past:
    """The orders of March as the journal tells them up to a position, now by default."""
    return past_orders.load_past(
        from_at=moscow("2026-03-01 00:00"),
        to_at=moscow("2026-04-01 00:00"),
        stores=[store] if store else None,
        position=followers.settle_head() if position is None else position,
    )


def told(past: Past, number: str) -> dict[str, Any]:
    """One order: its instants as Moscow wall times, its outcome, and what else is said of it."""
    one = next(order for order in past.orders if order.state.number == number)
    said = {name: local(moscow_of(at_s))[5:16] for name, at_s in one.instants.items() if name != "placed_at"}
    return said | {"outcome": one.outcome} | ({"reason": one.reason} if one.reason else {})


def moscow_of(at_s: int) -> datetime:
    """An instant from seconds since 1970."""
    return moscow("1970-01-01 03:00") + timedelta(seconds=at_s)


def test_each_way_an_order_goes(store_s: Desk) -> None:
    """Kept, refused unanswered, left to the hold's end, withdrawn in silence, taken back within ten seconds, open."""
    desk = store_s
    desk.forward("11:00")
    names = ("kept", "refused", "released", "withdrawn", "undone", "open")
    streams = {name: desk.order("tverskaya", number=name, reserved=name != "open") for name in names}
    desk.order("tverskaya", number="trial", channel="test")
    desk.forward("11:05")
    orders.refuse(
        streams["refused"],
        reason="not_paid",
        detail="not_paid_unknown",
        comment="не оплатил",
        override="Так решил администратор.",
        by="operator",
        actor="person:operator",
        now=desk.now,
    )
    outcomes.record(streams["undone"], outcome="confirmed", person="anna", now=desk.now)
    desk.forward(seconds=6)
    outcomes.retract(streams["undone"], outcome="1", person="anna", now=desk.now)
    desk.forward("11:12")
    outcomes.record(streams["kept"], outcome="confirmed", person="anna", now=desk.now)
    desk.forward("12:30")
    orders.withdraw(streams["withdrawn"], actor="buyer", said_by="buyer", now=desk.now)
    desk.forward("2026-03-20 12:00")
    orders.complete(streams["kept"], actor="person:anna", now=desk.now)

    past = past_of(desk)
    assert {name: told(past, name) for name in names} == {
        "kept": {
            "answered_at": "03-19 11:12",
            "confirmed_at": "03-19 11:12",
            "completed_at": "03-20 12:00",
            "outcome": "kept",
        },
        "refused": {"refused_at": "03-19 11:05", "outcome": "refused", "reason": "not_paid"},
        "released": {"released_at": "03-20 05:02", "outcome": "released"},
        "withdrawn": {"withdrawn_at": "03-19 12:30", "outcome": "withdrawn"},
        "undone": {"released_at": "03-20 05:02", "outcome": "released"},
        "open": {"outcome": "open"},
    }
    assert [one.state.number for one in past.tests] == ["trial"]
    kept = next(one for one in past.orders if one.state.number == "kept")
    assert (kept.grade, kept.means, kept.called, kept.by_phone, kept.attempts) == (
        "claimed",
        "call",
        True,
        True,
        1,
    )


def test_what_comes_later_changes_nothing_at_a_position(store_s: Desk) -> None:
    """The digest of what was read and the frame are those of the position, whatever is recorded afterwards."""
    desk = store_s
    desk.forward("11:00")
    order = desk.order("tverskaya", number="A-1")
    position = followers.settle_head()
    before = past_of(desk, position=position)
    desk.forward("11:10")
    desk.talks("anna", order)
    desk.order("tverskaya", number="A-2")
    again, now = past_of(desk, position=position), past_of(desk)
    assert again == before
    assert told(before, "A-1") == {"outcome": "open"}
    assert told(now, "A-1") == {"outcome": "open", "answered_at": "03-19 11:10"}
    assert [one.state.number for one in now.orders] == ["A-1", "A-2"]


def test_hours_are_those_of_the_opening(store_s: Desk) -> None:
    """Hours that changed since are another calendar: an order is counted on the one that it was placed under."""
    desk = store_s
    desk.forward("11:00")
    desk.order("tverskaya", number="before")
    stores.change_hours(
        "tverskaya", actor="person:boris", hours=Hours("Mo-Su 08:00-22:00", "Europe/Moscow"), now=desk.now
    )
    desk.order("tverskaya", number="after")
    past = past_of(desk)
    assert [past.calendars[digest].expression for digest in past.hours] == [
        "Mo-Fr 10:00-19:00",
        "Mo-Su 08:00-22:00",
    ]


def test_an_order_stays_with_the_store_that_let_it_wait(store_s: Desk) -> None:
    """Law 2: handed to another store, it stands in the figures of the first."""
    desk = store_s
    desk.store("arbat", "Mo-Su 09:00-21:00")
    desk.forward("11:00")
    order = desk.order("tverskaya", number="A-1")
    orders.assign(order, store="arbat", actor="person:boris", now=desk.now)
    assert [one.state.number for one in past_of(desk, store="tverskaya").orders] == ["A-1"]
    assert past_of(desk, store="arbat").orders == ()


def frame_now(desk: Desk) -> OrderFrame:
    """The frame of March as it is now."""
    past = past_of(desk)
    return frame_of(past.orders, Reading(past.places, past.calendars, past.hours, int(desk.now.timestamp())))


def test_the_frame_has_a_row_an_order(store_s: Desk) -> None:
    """By the instant of placing; names for slugs; what no shop told is not known, what did not happen is missing."""
    desk = store_s
    desk.forward("11:00")
    late = desk.order("tverskaya", number="late", placed_at=desk.now - timedelta(minutes=1))
    desk.order(
        "tverskaya", number="early", placed_at=desk.now - timedelta(minutes=30), phone="", currency="EUR"
    )
    desk.order("tverskaya", number="third")
    desk.talks("anna", late)
    frame = frame_now(desk)
    assert list(frame.numbers) == ["early", "late", "third"]
    assert (np.diff(frame.instants["placed_at"]) > 0).all()
    assert (frame.instants["answered_at"] != MISSING).tolist() == [False, True, False]
    assert not {"promised_at", "handed_over_at", "delivered_at"} & frame.instants.keys()
    assert frame.labels["store"].names == ("Tverskaya",)
    assert frame.labels["partner"].names == ("Ярмарка",)
    assert frame.has_phone is not None
    assert frame.has_phone.tolist() == [False, True, True]
    assert frame.amount_minor is not None
    assert frame.amount_minor.tolist() == [MISSING, 349_000, 349_000]
    assert frame.currency == "RUB"
    assert [OUTCOMES[code] for code in frame.outcome] == ["open"] * 3
    assert frame.observed_until_s == int(desk.now.timestamp())


@pytest.mark.parametrize("number", ["one", "two"])
def test_history_without_answers_has_none(store_s: Desk, number: str, tmp_path: Any) -> None:
    """Past orders of a file: what it saw is there, counted on the store's hours, and its end is the shop's word."""
    desk = store_s
    file = tmp_path / "old.csv"
    file.write_text(
        "Номер заказа;Дата заказа;Статус;Дата первого звонка\n"
        "one;02.03.2026 10:00;Выполнен;02.03.2026 10:12\n"
        "two;02.03.2026 11:00;Отменён;\n",
        encoding="utf-8",
    )
    desk.otklik(f"import orders {file} --zone Europe/Moscow --store tverskaya")
    past = past_of(desk)
    expected = {
        "one": {"answered_at": "03-02 10:12", "completed_at": "03-19 09:00", "outcome": "kept"},
        "two": {"cancelled_at": "03-19 09:00", "outcome": "cancelled", "reason": "cancelled_at_source"},
    }
    assert told(past, number) == expected[number]
    assert {past.calendars[digest].expression for digest in past.hours} == {"Mo-Fr 10:00-19:00"}
