"""002 §1, the obligatory programme that failed: nobody wrote, nobody called, next morning the buyer calls himself.

He has his number, or his telephone, or half a name; whoever picks up finds him, apologises, and the order is kept
(R15 R16, law 8).
"""

from __future__ import annotations

import pytest

from otklik.actions import orders, outcomes
from otklik.store import queries
from tests.harness import Desk, local


@pytest.fixture
def silent(store_t: Desk) -> tuple[Desk, str]:
    """Tuesday 15:00: an order; the mail server refuses the buyer's address, and nobody in the store reads anything."""
    desk = store_t
    desk.phones.broken |= {
        "maria@buyer.test",
        "vera@desk.test",
        "dina@desk.test",
        "olga@desk.test",
        "+79161234567",
    }
    desk.forward("15:00")
    order = desk.order("taganka", number="48175", buyer_name="Мария Ёлкина-Петрова", phone="+79161234567")
    return desk, order


def test_the_silence_is_on_record_before_anybody_calls(silent: tuple[Desk, str]) -> None:
    desk, order = silent
    desk.forward("18:00")
    assert {row.reason for row in queries.list_alarms() if row.stream == order} == {"unanswered"}
    desk.forward("2026-03-18 09:30")
    assert desk.phones.at("maria@buyer.test") == desk.phones.at("vera") == []
    assert desk.obligation(order, "first_answer").verdict == "breached"
    assert desk.obligation(order, "receipt").verdict == "breached"
    assert any("48175" in one.subject for one in desk.phones.at("admin")), "somebody knows of it"
    assert desk.subject(order).phase == "released", "the hold is over; it is no refusal"


@pytest.mark.parametrize(
    "said",
    [
        "48175",
        "4817",
        "8 916 123-45-67",
        "+7 (916) 123 45 67",
        "9161234567",
        "4567",
        "елкин",
        "МАРИЯ пет",
        "Ёлк",
    ],
)
def test_he_is_found_by_whatever_he_has(silent: tuple[Desk, str], said: str) -> None:
    desk, order = silent
    desk.order("taganka", number="48200", buyer_name="Мария Сидорова", phone="+79039990000")
    assert [row.stream for row in queries.search_orders(said, stores=["taganka"])] == [order]


def test_whoever_picks_up_keeps_the_order(silent: tuple[Desk, str]) -> None:
    desk, order = silent
    desk.forward("2026-03-18 09:30")
    desk.joins("vera", "taganka")
    done = outcomes.record(
        order,
        outcome="confirmed",
        person="vera",
        incoming=True,
        words="Извинилась, ждёт сегодня",
        now=desk.now,
    )
    desk.tick()
    assert done.entries[0].event.data["incoming"] is True
    kept = desk.subject(order)
    assert (kept.phase, kept.goods_reserved, kept.owner) == ("confirmed", True, "vera")
    first = desk.obligation(order, "first_answer")
    assert (first.verdict, local(first.limit_at)) == ("breached", "2026-03-17 16:00:00"), (
        "the silence is not healed"
    )
    assert local(desk.obligation(order, "fulfilment").limit_at) == "2026-03-20 21:00:00"
    orders.complete(order, actor="person:vera", now=desk.now)
    released = [entry for entry in desk.journal(order) if entry.event.kind == "goods.released"]
    assert len(released) == 1
    assert [
        one
        for one in desk.state(order).obligations.values()
        if one.is_owed and one.ref.kind not in ("receipt", "recommendation")
    ] == []


def test_he_calls_in_before_the_hold_is_over(silent: tuple[Desk, str]) -> None:
    """At 20:00 of the same day: late, but nothing was released yet."""
    desk, order = silent
    desk.forward("20:00")
    outcomes.record(order, outcome="try_on", person="vera", incoming=True, now=desk.now)
    assert desk.obligation(order, "first_answer").verdict == "met_late"
    assert desk.obligation(order, "settlement").verdict == "met"
    desk.forward("2026-03-18 12:00")
    assert desk.subject(order).phase == "confirmed"
