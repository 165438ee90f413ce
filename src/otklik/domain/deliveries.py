"""The deliveries of an order as values: promised for which window, handed to whom, how each ended, what the buyer says.

The fold from an order's facts. A window that was moved counts by the first one that the buyer accepted: whether it was
kept is found here, from when somebody was at the door, and never from what anybody says later. Deciding is
`delivery_decisions.py`, the day on the road `runs.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from otklik.domain.events import Entry, instant_of

HOWS = ("door", "down", "other")
"""How a delivery was made: at the door, the buyer had to come down, or to somebody else (a neighbour, a locker)."""

REASONS = ("not_at_home", "refused", "wrong_address", "damaged", "not_loaded", "cancelled")
"""Why a delivery failed; `cancelled` = nobody was to come any more."""

APPROACHED = "approached"
"""Word of a courier or carrier that it is on the way to the buyer now."""

TOLD = ("to_the_door", "polite", "neat", "in_time")
"""What a buyer may say of a delivery, one tap each."""


@dataclass(frozen=True, slots=True)
class Witness:
    """What the buyer says of a delivery; None = he has not said."""

    to_the_door: bool | None = None
    polite: bool | None = None
    neat: bool | None = None
    in_time: bool | None = None


BACKDATED_FOR = timedelta(minutes=2)
"""So far back a claim counts where own couriers are held against outside ones (law 4): a tap may have waited in a
phone, but nobody proves for how long."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One delivery of an order.

    Parameters
    ----------
    key
        Name of it among the deliveries of its depot and its order.
    carrier
        Slug of the fleet's own depot, or of an outside carrier; empty = not known yet.
    run
        Stream of the day on which it is driven, `run/<depot>/<date>`; empty = of no day.
    zone
        Slug of the delivery zone; empty = not known.
    window_from_at, window_to_at
        In which the buyer expects it now; None = no window was agreed.
    first_from_at, first_to_at
        The window that he accepted first; None as well.
    moves
        How often he was told another one.
    price_minor
        What he pays for the window.
    courier
        Slug of who drives it; empty = not known.
    handed_over_at
        Since when it is on board, or with the carrier; None = not yet.
    approached_at, due_at
        Since when somebody is on the way to this door, and when he means to be there; None = nobody said so.
    heard_at
        The last word of it on the road.
    status
        That word, in the carrier's own terms; empty = none.
    ended_at, how, reason
        When it was done (`how` of `HOWS`) or failed (`reason` of `REASONS`); None and empty = it goes on.
    counts_at
        When its end counts: as told, but what a person claims by `BACKDATED_FOR` before it was recorded at most.
    proof
        Name of the picture that the courier took; empty = none.
    witness
        What the buyer says of it.
    """

    key: str
    carrier: str = ""
    run: str = ""
    zone: str = ""
    window_from_at: datetime | None = None
    window_to_at: datetime | None = None
    first_from_at: datetime | None = None
    first_to_at: datetime | None = None
    moves: int = 0
    price_minor: int = 0
    courier: str = ""
    handed_over_at: datetime | None = None
    approached_at: datetime | None = None
    due_at: datetime | None = None
    heard_at: datetime | None = None
    status: str = ""
    ended_at: datetime | None = None
    how: str = ""
    reason: str = ""
    counts_at: datetime | None = None
    proof: str = ""
    witness: Witness = Witness()

    @property
    def is_open(self) -> bool:
        """Whether somebody is still to come."""
        return self.ended_at is None

    @property
    def is_done(self) -> bool:
        """Whether the buyer has it."""
        return bool(self.how)

    @property
    def kept(self) -> bool | None:
        """Whether it was done within the window that was promised first; None = there was none, or nobody knows yet.

        Notes
        -----
        A window that was moved was not kept, however early the buyer knew: he is told in time, and it counts.
        """
        if self.first_from_at is None or self.first_to_at is None or self.reason == "cancelled":
            return None
        if self.counts_at is None:
            return None
        return self.is_done and self.first_from_at <= self.counts_at <= self.first_to_at


Deliveries = Mapping[str, Delivery]
"""By key, in the order in which they were agreed or handed over."""


def current(deliveries: Deliveries) -> Delivery | None:
    """The delivery that is under way or agreed; None where none is."""
    return next((one for one in reversed(list(deliveries.values())) if one.is_open), None)


def last(deliveries: Deliveries) -> Delivery | None:
    """The delivery that is under way, else the last that ended; None where there was none."""
    open_one = current(deliveries)
    return open_one or next(reversed(list(deliveries.values())), None)


def deliveries_after(order: Any, entry: Entry) -> Deliveries:
    """The order's deliveries after one of the facts that touch them."""
    known: dict[str, Delivery] = dict(order.deliveries)
    key = str(entry.event.data.get("delivery") or len(known) + 1)
    known[key] = _FOLDS[entry.event.kind](known.get(key, Delivery(key)), entry)
    return known


def _at(data: Mapping[str, Any], name: str) -> datetime | None:
    return instant_of(data[name]) if data.get(name) else None


def _accepted(one: Delivery, entry: Entry) -> Delivery:
    data = entry.event.data
    from_at, to_at = _at(data, "window_from_at"), _at(data, "window_to_at")
    return replace(
        one,
        carrier=data["carrier"],
        run=data.get("run") or one.run,
        zone=data.get("zone") or one.zone,
        window_from_at=from_at,
        window_to_at=to_at,
        first_from_at=one.first_from_at or from_at,
        first_to_at=one.first_to_at or to_at,
        price_minor=data.get("price_minor") or one.price_minor,
    )


def _told(one: Delivery, entry: Entry) -> Delivery:
    data = entry.event.data
    return replace(
        one,
        window_from_at=_at(data, "window_from_at"),
        window_to_at=_at(data, "window_to_at"),
        run=data.get("run") or one.run,
        moves=one.moves + 1,
    )


def _handed_over(one: Delivery, entry: Entry) -> Delivery:
    data, at = entry.event.data, entry.event.occurred_at
    return replace(
        one,
        carrier=data["carrier"],
        courier=data.get("courier") or "",
        run=data.get("run") or one.run,
        handed_over_at=one.handed_over_at or at,
        heard_at=at,
    )


def _scanned(one: Delivery, entry: Entry) -> Delivery:
    data, at = entry.event.data, entry.event.occurred_at
    if data.get("status") == APPROACHED:
        return replace(one, approached_at=at, due_at=_at(data, "due_at"), heard_at=at)
    return replace(
        one, heard_at=at, status=data.get("status") or "", due_at=_at(data, "due_at") or one.due_at
    )


def _ended(one: Delivery, entry: Entry) -> Delivery:
    data, at = entry.event.data, entry.event.occurred_at
    is_claim = entry.event.grade == "claimed"
    return replace(
        one,
        counts_at=max(at, entry.recorded_at - BACKDATED_FOR) if is_claim else at,
        carrier=data.get("carrier") or one.carrier,
        courier=data.get("courier") or one.courier,
        ended_at=at,
        how=data.get("how") or "",
        reason=data.get("reason") or "",
        proof=data.get("proof") or one.proof,
    )


def _witnessed(one: Delivery, entry: Entry) -> Delivery:
    said = {name: entry.event.data[name] for name in TOLD if entry.event.data.get(name) is not None}
    return replace(one, witness=replace(one.witness, **said))


_FOLDS: Mapping[str, Callable[[Delivery, Entry], Delivery]] = {
    "window.accepted": _accepted,
    "window.told": _told,
    "delivery.handed_over": _handed_over,
    "delivery.scanned": _scanned,
    "delivery.done": _ended,
    "delivery.failed": _ended,
    "delivery.witnessed": _witnessed,
}

TOUCHING = frozenset(_FOLDS)
"""Facts that change a delivery."""
