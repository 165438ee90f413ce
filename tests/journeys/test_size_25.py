"""Story 004 §4: size 25 is not on the shelf, the buyer is on the phone, and nobody says no (R36).

Thursday 19 March 2026. Store S has sold its last pair; store T, 2.4 km away and of another partner, has three, as its
catalogue said 20 minutes ago. What is like them stands in S itself. The variants: T has none after all, T is silent,
and nobody has anything.
"""

from __future__ import annotations

from typing import Any

import pytest

from otklik.actions import alternatives, orders, partners, reservations, standards, stores
from otklik.domain.errors import DomainError
from otklik.domain.incoming import IncomingLine
from otklik.store import reservations as reserved
from tests.harness import ACTOR, Desk, local
from tests.shelf import boots, shelve

WISH = boots("S-25", "Топотун", price_minor=199_000)


@pytest.fixture
def shop(store_s: Desk) -> Desk:
    """Store S and, of another partner, store T with three pairs; on S's shelf two that are like them."""
    desk = store_s
    partners.join("kroha", actor=ACTOR, name="Кроха", now=desk.now)
    standards.adopt("kroha", name="default", actor=ACTOR, now=desk.now)
    desk.store("leninskaya", "Mo-Su 09:00-21:00", partner="kroha", point=(55.7774, 37.6156))
    desk.person("vera", "leninskaya")
    desk.joins("vera", "leninskaya")
    stores.change_store("tverskaya", actor=ACTOR, point=(55.7558, 37.6156), now=desk.now)
    desk.forward("11:02")
    shelve("leninskaya", (boots("T-907", "Топотун"), 3), now=desk.now, ago_m=20)
    shelve(
        "tverskaya",
        (WISH, 0),
        (boots("S-31", "Метелица", price_minor=209_000), 2),
        (boots("S-32", "Полярик Мини", insole_mm=158, price_minor=189_000, material="мембрана"), 4),
        (boots("S-33", "Дорогие", price_minor=239_000), 4),
        (boots("S-34", "Большие", size="26", insole_mm=167), 4),
        now=desk.now,
        ago_m=5,
    )
    return desk


def ordered(desk: Desk, number: str = "A-1") -> str:
    """An order of the pair that is not there, taken by Anna and talked about."""
    lines = (IncomingLine("1", "S-25", "Топотун, 25", 1, 199_000),)
    order = desk.order("tverskaya", number=number, lines=lines, total_minor=199_000)
    desk.takes("anna", order)
    desk.talks("anna", order)
    return order


def seek(desk: Desk, order: str) -> alternatives.Look:
    return alternatives.seek(order, line="1", actor="person:anna", by="anna", now=desk.now)


def take(desk: Desk, order: str, **given: Any) -> None:
    """Offer in the talk what the last look found, and write down that he takes it."""
    proposal = alternatives.proposal_of(desk.subject(order), "1", **given)
    alternatives.offer(
        order, proposal=proposal, actor="person:anna", by="anna", accepted=True, means="call", now=desk.now
    )
    desk.tick()


THERE = {"rung": "same", "store": "leninskaya", "sku": "T-907"}


def key_of(desk: Desk, order: str) -> str:
    return next(iter(desk.subject(order).reservations))


def refuse(desk: Desk, order: str) -> None:
    orders.refuse(
        order, reason="no_goods", comment="Размера нет.", by="anna", actor="person:anna", now=desk.now
    )
    desk.tick()


def test_size_25_is_at_the_other_store_and_waits_for_the_buyer(shop: Desk) -> None:
    desk, order = shop, ordered(shop)
    found = seek(desk, order)
    assert [(one.rung, one.found.stock.store, one.found.goods.title) for one in found.choices] == [
        ("same", "leninskaya", "Топотун"),
        ("similar", "tverskaya", "Метелица"),
        ("similar", "tverskaya", "Полярик Мини"),
    ]
    same, _, other = found.choices
    assert (same.why["km"], same.why["age_s"], same.found.stock.quantity) == (2.4, 1200, 3)
    assert (other.why["insole_mm"], other.why["price_pct"], other.why["material"]) == (-2, -5, False)

    take(desk, order, **THERE)
    state = desk.subject(order)
    assert (state.lines[0].title, state.alternatives.taken("1").title) == ("Топотун, 25", "Топотун, 25")
    asked = state.reservations[key_of(desk, order)]
    assert (asked.state, asked.store, asked.sku) == ("asked", "leninskaya", "T-907")
    owed = desk.obligation(order, "reservation", asked.key)
    assert (owed.debtor, local(owed.limit_at)[11:16]) == ("store:leninskaya", "11:22")
    (told,) = desk.phones.at("vera")
    assert "Топотун" in told.subject and "11:22" in told.subject
    for foreign in ("A-1", "Мария", "90000", order.partition("/")[2], "tverskaya", "Tverskaya"):
        assert foreign not in told.text + told.html + told.short, "T reads nothing of the order or its buyer"

    desk.forward("11:06")
    reservations.put_aside(order, reservation=asked.key, actor="person:vera", by="vera", now=desk.now)
    kept = desk.obligation(order, "reservation_kept", asked.key)
    assert (local(kept.limit_at)[11:16], kept.creditor) == ("12:06", "store:leninskaya")
    assert (
        reserved.count_live("leninskaya", "T-907"),
        seek(desk, order).choices[0].found.stock.quantity,
    ) == (1, 2)

    refuse(desk, order)
    assert desk.subject(order).is_open, "what is open keeps the refusal waiting"
    assert desk.subject(order).asked_unmet == ("alternatives_closed",)

    orders.assign(order, store="leninskaya", actor="person:anna", cause="rescued", now=desk.now)
    state = desk.subject(order)
    assert (state.holder, state.reservations[asked.key].state) == ("leninskaya", "used")
    assert "order.refused" not in desk.kinds(order)
    assert state.lines[0].sku == "S-25" and state.alternatives.taken("1").sku == "T-907", "wish and sent item"
    first = desk.obligation(order, "first_answer")
    assert local(first.limit_at)[11:16] == "12:02", "law 2: the buyer's clock did not restart"


def test_nobody_fetches_it_for_an_hour_and_it_is_free_again(shop: Desk) -> None:
    desk, order = shop, ordered(shop)
    seek(desk, order)
    take(desk, order, **THERE)
    key = key_of(desk, order)
    reservations.put_aside(order, reservation=key, actor="person:vera", now=desk.now)
    desk.forward("12:03")
    one = desk.subject(order).reservations[key]
    assert (one.state, one.cause) == ("freed", "over")
    assert reserved.count_live("leninskaya", "T-907") == 0


def test_t_declines_and_the_next_choice_is_taken(shop: Desk) -> None:
    desk, order = shop, ordered(shop)
    seek(desk, order)
    take(desk, order, **THERE)
    reservations.decline(
        order, reservation=key_of(desk, order), actor="person:vera", words="Продана", now=desk.now
    )
    take(desk, order, rung="similar", store="tverskaya", sku="S-31")
    state = desk.subject(order)
    assert [one.state for one in state.alternatives.offers.values()] == ["declined", "accepted"]
    assert state.alternatives.taken("1").title == "Метелица, 25"
    assert len(state.reservations) == 1, "nothing is reserved at the order's own store"


def test_who_takes_another_thing_lets_the_first_go(shop: Desk) -> None:
    desk, order = shop, ordered(shop)
    seek(desk, order)
    take(desk, order, **THERE)
    take(desk, order, rung="similar", store="tverskaya", sku="S-31")
    (one,) = desk.subject(order).reservations.values()
    assert (one.state, one.cause) == ("freed", "offer_declined")
    assert [each.state for each in desk.subject(order).alternatives.offers.values()] == [
        "declined",
        "accepted",
    ]


def test_t_is_silent_for_twenty_minutes_and_whoever_waits_hears_of_it(shop: Desk) -> None:
    desk, order = shop, ordered(shop)
    seek(desk, order)
    take(desk, order, **THERE)
    desk.forward("11:23")
    one = next(iter(desk.subject(order).reservations.values()))
    assert (one.state, one.cause) == ("freed", "unanswered")
    assert "не ответил" in desk.phones.at("anna")[-1].text
    with pytest.raises(DomainError, match="not put aside any more"):
        reservations.put_aside(order, reservation=one.key, actor="person:vera", now=desk.now)


def test_nobody_has_it_and_the_refusal_passes_after_every_rung(shop: Desk) -> None:
    desk = shop
    shelve("leninskaya", (boots("T-907", "Топотун"), 0), now=desk.now)
    shelve("tverskaya", (WISH, 0), now=desk.now)
    order = ordered(desk)
    desk.forward("12:05")
    refuse(desk, order)
    assert (desk.subject(order).is_open, desk.subject(order).asked_unmet) == (True, ("alternatives_sought",))
    assert seek(desk, order).choices == ()
    refuse(desk, order)
    assert desk.subject(order).phase == "refused"


def test_two_buyers_at_once_and_one_last_pair(shop: Desk) -> None:
    desk = shop
    shelve("leninskaya", (boots("T-907", "Топотун"), 1), now=desk.now)
    one, other = ordered(desk), ordered(desk, "A-2")
    for order in (one, other):
        seek(desk, order)
    take(desk, one, **THERE)
    with pytest.raises(DomainError) as refused:
        take(desk, other, **THERE)
    assert refused.value.code == "no_stock_left"
    assert (desk.subject(other).alternatives.offers, desk.subject(other).reservations) == ({}, {}), (
        "nothing stays"
    )
    assert seek(desk, other).choices[0].rung == "similar"


def test_a_reservation_ends_with_its_order(shop: Desk) -> None:
    desk, order = shop, ordered(shop)
    seek(desk, order)
    take(desk, order, **THERE)
    reservations.put_aside(order, reservation=key_of(desk, order), actor="person:vera", now=desk.now)
    orders.withdraw(order, actor="buyer", said_by="buyer", now=desk.now)
    one = desk.subject(order).reservations[key_of(desk, order)]
    assert (one.state, one.cause) == ("freed", "order_ended")
    assert not desk.obligation(order, "reservation_kept", one.key).is_owed
