"""One past order of the journal as a report sees it: the fold of its facts, and many of them as a frame.

What is true of the order itself is the domain's own fold (`domain/orders.py`); beside it stands what only a report
asks for: when the first answer was given as its obligation was judged (laws 1, 2 and 4), under which hours, how the
buyer was reached, and when each end came. It computes no working time and knows no journal, only entries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from otklik.analytics.standard_norms import KIND
from otklik.domain import orders
from otklik.domain.events import Entry, instant_of
from otklik.domain.order_state import OrderState

AT_SOURCE = "cancelled_at_source"
"""A shop's own status that only says that it is over: whose doing it was is not known."""

ENDS = ("refused_at", "withdrawn_at", "released_at", "cancelled_at", "completed_at")
"""Instants of an end; a reopened order has had none of them."""

KINDS = (
    "order.received", "order.changed_at_source", "order.confirmed", "order.withdrawn", "order.refused",
    "order.completed", "order.reopened", "goods.reserved", "goods.released", "payment.received", "contact.reached",
    "contact.attempted", "delivery.handed_over", "delivery.done", "promise.made", "promise.told",
    "outcome.retracted", "obligation.met", "obligation.rejudged", "cart.merged", "refusal.rescued",
)  # fmt: skip
"""Events that say anything of an order in a report; all others may be left unread."""

BY_STAFF = frozenset({"call", "chat", "visit", "letter", "voicemail"})
"""Means by which somebody tries to reach the buyer; a reply and a tap are the buyer's own."""


@dataclass(slots=True)
class PastOrder:
    """What a report knows of one order.

    Parameters
    ----------
    stream, position
        Its stream, and the place of its first entry in the whole journal.
    state
        The order itself, without its lines.
    calendar
        Hash of the hours that its first answer was owed on; empty = the wall clock, None = nothing was owed.
    instants
        Name of `frames.INSTANTS` → seconds since 1970 UTC.
    reason
        Code of the refusal's reason; empty where it was not refused.
    grade, means
        Of the first answer; empty where there is none.
    called, by_phone
        Whether the buyer was spoken with on the phone, and whether that was so when the order was confirmed (R32).
    attempts
        How often somebody tried to reach the buyer before the order ended.
    premature
        Whether the refusal was asked for prematurely, however long it was parked then.
    remedy, rescued_minor
        By what a refusal was averted last, and what that was worth; empty and None where none was.

    Notes
    -----
    Beside those of a frame `instants` may have `rescued_at`, and `resold_at` of an order that was opened anew.
    """

    stream: str
    position: int
    state: OrderState
    calendar: str | None = None
    instants: dict[str, int] = field(default_factory=dict)
    reason: str = ""
    grade: str = ""
    means: str = ""
    called: bool = False
    by_phone: bool = False
    attempts: int = 0
    premature: bool = False
    remedy: str = ""
    rescued_minor: int | None = None

    @property
    def outcome(self) -> str:
        """How it ended, as a word of `frames.OUTCOMES`; an order that the buyer confirmed is a sale kept so far."""
        if self.state.phase in ("completed", "confirmed"):
            return "kept"
        if self.state.phase == "refused" and self.reason == AT_SOURCE:
            return "cancelled"
        return self.state.phase


def fold_order(position: int, entries: Sequence[Entry]) -> PastOrder:
    """The order after its entries.

    Parameters
    ----------
    position
        Of the first entry in the whole journal.
    entries
        Of one `order/` stream in order, from `order.received` on, at least those of `KINDS`, without outcomes that
        were taken back.
    """
    first = entries[0]
    state = orders.evolve(None, first)
    assert isinstance(state, OrderState)
    past = PastOrder(first.stream, position, state)
    past.instants["placed_at"] = _seconds(state.placed_at)
    for entry in entries:
        if entry is not first:
            state = orders.evolve(past.state, entry)
            assert isinstance(state, OrderState)
            was_open, past.state = past.state.is_open, state
            note = NOTES.get(entry.event.kind)
            if note is not None:
                note(past, entry, was_open)
        for change in entry.consequences:
            if change.ref.kind == KIND:
                _judged(past, entry, change.transition, change.fields)
    if past.calendar is None and past.state.live_contact_at is not None:
        past.instants["answered_at"] = _seconds(past.state.live_contact_at)
    past.state = replace(past.state, lines=())  # nothing counts them, and there may be very many orders
    return past


def _judged(past: PastOrder, entry: Entry, transition: str, fields: Mapping[str, Any]) -> None:
    """What a row did to the first answer: its hours at the opening, its instant when it was met or found to be."""
    if transition == "opened" and past.calendar is None:
        past.calendar = fields["calendar"]
    elif transition in ("met", "rejudged"):
        at_s = _seconds(instant_of(fields["at"]))
        if at_s <= past.instants.get("answered_at", at_s):
            past.instants["answered_at"] = at_s
            past.grade = entry.event.grade
            past.means = str(entry.event.data.get("means", ""))


def _first(name: str) -> Callable[[PastOrder, Entry, bool], None]:
    def note(past: PastOrder, entry: Entry, was_open: bool) -> None:
        past.instants.setdefault(name, _seconds(entry.event.occurred_at))

    return note


def _confirmed(past: PastOrder, entry: Entry, was_open: bool) -> None:
    past.instants.setdefault("confirmed_at", _seconds(entry.event.occurred_at))
    _resold(past, entry)
    past.by_phone = past.by_phone or past.called


def _refused(past: PastOrder, entry: Entry, was_open: bool) -> None:
    reason = entry.event.data["reason"]
    past.instants["cancelled_at" if reason == AT_SOURCE else "refused_at"] = _seconds(entry.event.occurred_at)
    past.reason, past.premature = reason, bool(entry.event.data.get("premature"))


def _released(past: PastOrder, entry: Entry, was_open: bool) -> None:
    """Goods that went back because the order was over before are no end of their own (law 8)."""
    if was_open and past.state.phase == "released":
        past.instants["released_at"] = _seconds(entry.event.occurred_at)


def _reopened(past: PastOrder, entry: Entry, was_open: bool) -> None:
    past.reason, past.premature = "", False
    past.instants["reopened_at"] = _seconds(entry.event.occurred_at)
    for name in (*ENDS, "resold_at"):
        past.instants.pop(name, None)


def _completed(past: PastOrder, entry: Entry, was_open: bool) -> None:
    past.instants.setdefault("completed_at", _seconds(entry.event.occurred_at))
    _resold(past, entry)


def _resold(past: PastOrder, entry: Entry) -> None:
    """An order that was over and is opened anew is sold when the buyer confirms it, or has it."""
    if "reopened_at" in past.instants:
        past.instants.setdefault("resold_at", _seconds(entry.event.occurred_at))


def _rescued(past: PastOrder, entry: Entry, was_open: bool) -> None:
    past.instants["rescued_at"] = _seconds(entry.event.occurred_at)
    past.remedy, past.rescued_minor = entry.event.data["remedy"], entry.event.data.get("amount_minor")


def _reached(past: PastOrder, entry: Entry, was_open: bool) -> None:
    data = entry.event.data
    if data.get("live") and past.calendar is None and not past.grade:
        past.grade, past.means = entry.event.grade, data["means"]
    past.called = past.called or (bool(data.get("live")) and data["means"] == "call")
    past.attempts += was_open and data["means"] in BY_STAFF and not data.get("incoming")


def _attempted(past: PastOrder, entry: Entry, was_open: bool) -> None:
    past.attempts += was_open


def _promised(past: PastOrder, entry: Entry, was_open: bool) -> None:
    """A delivery promised by the shop that sent the order; a person's word to call again is none."""
    if entry.event.actor.startswith("source:") and not entry.event.data.get("purpose"):
        past.instants.setdefault("promised_at", _seconds(instant_of(entry.event.data["until_at"])))


NOTES: Mapping[str, Callable[[PastOrder, Entry, bool], None]] = {
    "order.confirmed": _confirmed,
    "order.refused": _refused,
    "order.withdrawn": _first("withdrawn_at"),
    "order.completed": _completed,
    "refusal.rescued": _rescued,
    "order.reopened": _reopened,
    "goods.released": _released,
    "payment.received": _first("paid_at"),
    "contact.reached": _reached,
    "contact.attempted": _attempted,
    "delivery.handed_over": _first("handed_over_at"),
    "delivery.done": _first("delivered_at"),
    "promise.made": _promised,
}
"""What each fact adds beside the order's own state; the last argument says whether the order was open before it."""


def in_order(past: Iterable[PastOrder]) -> list[PastOrder]:
    """Orders as a frame has them: by the instant at which they were placed, then by their place in the journal."""
    return sorted(past, key=lambda one: (one.instants["placed_at"], one.position))


def _seconds(at: Any) -> int:
    return int(at.timestamp())
