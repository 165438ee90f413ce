"""What simulated people do about windows, deliveries and missing goods: each is the action of a person's tap."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from otklik.actions import alternatives, delays, deliveries, orders, places, reservations, windows
from otklik.actions.slots import where_of
from otklik.domain.delivery_decisions import Ending
from otklik.domain.errors import DomainError
from otklik.domain.events import instant_of
from otklik.domain.goods import CatalogueRow, Goods, catalogue_name
from otklik.domain.orders import OrderState
from otklik.domain.runs import run_of, stream_of
from otklik.domain.windows import Window, current
from otklik.planning.arrivals import arrivals_of
from otklik.simulation.cast import MOSCOW
from otklik.simulation.fleets import DEPOT
from otklik.store import catalogues, journal
from otklik.store.runs import load_run_day

Act = Callable[[str, str, Mapping[str, Any], datetime], object]
"""Stream, slug of who does it (or `buyer`), JSON values and the instant → what the action gives."""

SEEN_FOR = timedelta(minutes=20)
"""A store's catalogue of a story was read so long before."""


def _order(stream: str) -> OrderState:
    order = journal.load_states([stream])[stream].subject
    if not isinstance(order, OrderState):
        raise DomainError("unknown_order", "There is no such order.")
    return order


def _window(stream: str) -> Window:
    found = current(_order(stream).windows)
    if found is None:
        raise DomainError("no_window", "Nothing is agreed.")
    return found


def _agree(stream: str, who: str, data: Mapping[str, Any], at: datetime) -> object:
    where = windows.Where(data["store"], zone=data["zone"])
    from_at, to_at = instant_of(data["starts_at"]), instant_of(data["until_at"])
    return windows.accept(stream, actor=f"person:{who}", from_at=from_at, to_at=to_at, where=where, now=at)


def _agree_first(stream: str, who: str, data: Mapping[str, Any], at: datetime) -> object:
    """The first window that this buyer is offered, by the day that he needs where he named one."""
    state = journal.load_states([stream])[stream]
    by_at = state.subject.needed_by_at
    found = windows.list_windows(where_of(stream, state), needed_by_at=by_at, now=at)
    first = next(one for one in found.offers if one.is_free and (by_at is None or one.to_at <= by_at))
    return windows.accept(stream, actor=f"person:{who}", from_at=first.from_at, to_at=first.to_at, now=at)


def _name_deadline(stream: str, who: str, data: Mapping[str, Any], at: datetime) -> object:
    return windows.name_deadline(stream, actor="buyer", needed_by_at=instant_of(data["until_at"]), now=at)


def _limit(stream: str, who: str, data: Mapping[str, Any], at: datetime) -> object:
    """The dispatcher lets so many more into a zone, day after day from today on."""
    today = at.astimezone(ZoneInfo(MOSCOW)).date()
    days = [today + timedelta(days=away) for away in range(len(data["more"]))]
    runs = {day_on: stream_of(DEPOT, day_on) for day_on in days}
    states = journal.load_states(runs.values())
    caps: dict[date, Mapping[str, int | None]] = {}
    for (day_on, run), more in zip(runs.items(), data["more"], strict=True):
        visits = run_of(states[run].subject, run).visits.values()
        caps[day_on] = {data["zone"]: more + sum(one.zone == data["zone"] for one in visits)}
    return places.cap(DEPOT, caps=caps, actor=f"person:{who}", now=at)


def _vehicle(stream: str, at: datetime) -> tuple[Window, str, str]:
    """The window of an order, the vehicle that has it in its route, and that vehicle's courier."""
    window = _window(stream)
    known = load_run_day(window.run, now=at)
    vehicle = next((slug for slug, route in known.day.routes.items() if window.key in route), "")
    courier = next((one.courier for one in known.fleet.vehicles if one.slug == vehicle), "")
    if not vehicle:
        raise DomainError("no_window", "No vehicle of the depot drives it.")
    return window, vehicle, courier


def _set_out(stream: str, who: str, data: Mapping[str, Any], at: datetime) -> object:
    window, vehicle, courier = _vehicle(stream, at)
    return deliveries.set_out(window.run, vehicle=vehicle, person=courier, now=at)


def _is_late(stream: str, who: str, data: Mapping[str, Any], at: datetime) -> object:
    """The courier says when he will be at this door."""
    window, vehicle, courier = _vehicle(stream, at)
    known = load_run_day(window.run, now=at)
    planned_at = arrivals_of(known.day, known.fleet, known.zone, now=at)[window.key].planned_at
    late_s = int((instant_of(data["until_at"]) - planned_at).total_seconds())
    return delays.delay(window.run, vehicle=vehicle, late_s=late_s, person=courier, now=at)


def _approach(stream: str, who: str, data: Mapping[str, Any], at: datetime) -> object:
    window, _, courier = _vehicle(stream, at)
    due_at = instant_of(data["until_at"])
    return deliveries.approach(window.run, delivery=window.key, person=courier, due_at=due_at, now=at)


def _at_door(stream: str, who: str, data: Mapping[str, Any], at: datetime) -> object:
    window, _, courier = _vehicle(stream, at)
    return deliveries.finish(
        window.run,
        delivery=window.key,
        person=courier,
        ending=Ending(how=data["how"], courier=courier),
        collected_minor=_order(stream).total_minor,
        now=at,
    )


def _hand_over(stream: str, who: str, data: Mapping[str, Any], at: datetime) -> object:
    return deliveries.hand_over(stream, carrier=data["carrier"], actor=f"person:{who}", now=at)


def _carrier_ends(stream: str, who: str, data: Mapping[str, Any], at: datetime) -> object:
    ending = Ending(how=data["how"])
    return deliveries.end(stream, actor=f"source:{data['carrier']}", ending=ending, now=at)


def _witness(stream: str, who: str, data: Mapping[str, Any], at: datetime) -> object:
    return deliveries.witness(stream, said=data["said"], is_so=data["is_so"], now=at)


def _shelve(stream: str, who: str, data: Mapping[str, Any], at: datetime) -> None:
    """A store's catalogue as its own system told it a little while ago."""
    store, seen_at = data["store"], at - SEEN_FOR
    filling = catalogues.start(
        source="demo", catalogue=catalogue_name(store=store), by="demo", file="", now=seen_at
    )
    told = [
        CatalogueRow(line, Goods(**row["goods"]), {"": (row["pieces"], True)})
        for line, row in enumerate(data["rows"], 1)
    ]
    catalogues.add(filling, told, own_store=store, as_of_at=seen_at, now=seen_at)
    catalogues.show(filling, as_of_at=seen_at, now=seen_at, told={"offers": len(told)})


def _offer_same(stream: str, who: str, data: Mapping[str, Any], at: datetime) -> object:
    """Looks who has the same goods, offers the nearest in the talk, and writes down that the buyer takes it."""
    actor = f"person:{who}"
    look = alternatives.seek(stream, line="1", actor=actor, by=who, now=at)
    found = next(one.found for one in look.choices if one.rung == "same")
    proposal = alternatives.proposal_of(
        _order(stream), "1", rung="same", store=found.stock.store, sku=found.goods.sku
    )
    return alternatives.offer(
        stream, proposal=proposal, actor=actor, by=who, accepted=True, means="call", now=at
    )


def _put_aside(stream: str, who: str, data: Mapping[str, Any], at: datetime) -> object:
    key = next(iter(_order(stream).reservations))
    return reservations.put_aside(stream, reservation=key, actor=f"person:{who}", by=who, now=at)


def _pass_on(stream: str, who: str, data: Mapping[str, Any], at: datetime) -> object:
    return orders.assign(stream, store=data["store"], actor=f"person:{who}", cause="rescued", now=at)


ACTS: Mapping[str, Act] = {
    "agree_window": _agree,
    "agree_first": _agree_first,
    "name_deadline": _name_deadline,
    "limit": _limit,
    "set_out": _set_out,
    "is_late": _is_late,
    "approach": _approach,
    "at_door": _at_door,
    "hand_over": _hand_over,
    "carrier_ends": _carrier_ends,
    "witness": _witness,
    "shelve": _shelve,
    "offer_same": _offer_same,
    "put_aside": _put_aside,
    "pass_on": _pass_on,
}
"""Rows of `deeds.ACTS`."""
