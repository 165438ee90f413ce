"""Orders as the refusal court counts them: each end a case, with what was stated, asked, answered and judged (R01–R07).

The fold of an order's facts, and no more of it than figures ask for. It knows no journal, only facts; where they
come from is `store/court_cases.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from otklik.analytics.past_orders import AT_SOURCE, BY_STAFF
from otklik.domain.events import Event, instant_of
from otklik.domain.refusal_reasons import EXTRA_DEMANDS

HOUR_FOR = timedelta(hours=1)
"""A refusal sooner after the order, by the wall clock, is premature; the gate says so itself."""

NEVER_EARLY = frozenset({AT_SOURCE, EXTRA_DEMANDS})
"""Reasons of refusals from before there was a gate that are no premature ones: a lawful ground, and an end of which a
shop did not say whose doing it was."""

KINDS = (
    "order.received", "order.confirmed", "order.completed", "order.withdrawn", "order.refused", "order.reopened",
    "order.assigned", "goods.released", "contact.reached", "contact.attempted", "buyer.said_silent", "refusal.asked",
    "refusal.parked", "refusal.rescued", "refusal.overridden", "survey.drawn", "survey.passed", "survey.answered",
    "survey.expired", "verdict.proposed", "verdict.final", "appeal.filed", "outcome.retracted", "cart.merged",
)  # fmt: skip
"""Events that say anything of a case; all others may be left unread."""

CONTESTED = (
    "order.refused", "order.withdrawn", "goods.released", "refusal.asked", "refusal.parked", "refusal.rescued",
)  # fmt: skip
"""An order without any of these is none of the court's."""

SOLD = frozenset({"confirmed", "completed"})


@dataclass(frozen=True, slots=True)
class Ask:
    """A refusal that was asked for: its reason, when, how the gate stood, and whether it was within the hour."""

    reason: str
    at: datetime
    mode: str
    premature: bool


@dataclass(frozen=True, slots=True)
class Rescue:
    """An order kept from a refusal: by which remedy, of which reason, and what it is worth."""

    remedy: str
    reason: str
    amount_minor: int


@dataclass(slots=True)
class Case:
    """One end of an order.

    Parameters
    ----------
    key
        Which end of the order: "1", "2", …
    cause
        refused, released or withdrawn.
    reason
        Code of the stated reason; `released`, `withdrawn` or `withdrawn_told` (as staff say) where none was stated.
    detail
        Code below the reason; empty = none.
    at, store
        When, and the slug of the store that held the order then.
    premature
        Refused within the hour.
    live, attempts
        Whether somebody had spoken with the buyer, and how often somebody had tried, since the order last came.
    said_silent
        Whether the buyer had said that nobody contacted him.
    drawn
        Whether the buyer was to be asked; None = nothing was decided, as for the orders of a file.
    stratum, share_ppm
        Of the draw: with which chance in millionths.
    answer, expired
        Code of the buyer's answer; whether the time for one is over.
    verdict, final, appealed
        confirmed, contradicted or unverified, empty = not yet; whether it stands; whether the partner appealed.
    """

    key: str
    cause: str
    reason: str
    detail: str
    at: datetime
    store: str
    premature: bool
    live: bool
    attempts: int
    said_silent: bool
    drawn: bool | None = None
    stratum: str = ""
    share_ppm: int = 0
    answer: str = ""
    expired: bool = False
    verdict: str = ""
    final: bool = False
    appealed: bool = False

    @property
    def is_silent(self) -> bool:
        """Whether it ended without anybody of the store having spoken with the buyer, or having tried (law 8)."""
        return not self.live and (self.cause == "released" or self.attempts == 0)


@dataclass(slots=True)
class CourtOrder:
    """An order with everything that the court's figures ask of it.

    Parameters
    ----------
    stream, position
        Its stream, and the place of its first entry in the whole journal.
    store, partner
        Slugs of the store that owed the first answer, and of its partner.
    phase
        As it is now, or was at the position up to which the journal was read.
    asks, parked, rescues, overrides
        Refusals that were asked for, how many were parked, rescued, passed by somebody entitled.
    reopened
        How often it came back after an end.
    merged
        Whether it was merged into another order of the same buyer: then it is counted there.
    tallied
        What it counts in, kept by `court.find_court` when first asked: an order that is read is never changed.
    """

    stream: str
    position: int
    number: str
    channel: str
    store: str
    partner: str
    placed_at: datetime
    total_minor: int
    currency: str
    is_history: bool
    phase: str = "open"
    asks: list[Ask] = field(default_factory=list)
    parked: int = 0
    rescues: list[Rescue] = field(default_factory=list)
    overrides: int = 0
    reopened: int = 0
    merged: bool = False
    cases: list[Case] = field(default_factory=list)
    holder: str = ""
    live: bool = False
    attempts: int = 0
    said_silent: bool = False
    tallied: tuple[tuple[str, str, int], ...] | None = field(default=None, compare=False, repr=False)

    @property
    def is_sold(self) -> bool:
        """Whether the buyer stands by it, as far as is known."""
        return self.phase in SOLD

    @property
    def is_lost(self) -> bool:
        """Whether it is over without a sale."""
        return self.phase in ("refused", "released", "withdrawn")

    @property
    def is_regained(self) -> bool:
        """Whether it was sold after a rescue, or after it had come back."""
        return self.is_sold and bool(self.rescues or self.reopened)

    def find(self, key: Any) -> Case | None:
        """The case of that key; the last one where none is named."""
        return next((one for one in reversed(self.cases) if key is None or one.key == str(key)), None)


def fold_court_order(stream: str, position: int, events: Sequence[Event]) -> CourtOrder:
    """The order after its facts.

    Parameters
    ----------
    stream, position
        Its stream, and the place of the first entry in the whole journal.
    events
        In order, from `order.received` on, at least those of `KINDS`, without outcomes that were taken back.
    """
    first = events[0].data
    order = CourtOrder(
        stream=stream,
        position=position,
        number=first["number"],
        channel=first["channel"],
        store=first["store"],
        partner=first["partner"],
        placed_at=instant_of(first["placed_at"]),
        total_minor=first["total_minor"],
        currency=first["currency"],
        is_history=first["history"],
        holder=first["store"],
    )
    for event in events[1:]:
        note = NOTES.get(event.kind)
        if note is not None:
            note(order, event.data, event)
    return order


def _ended(order: CourtOrder, cause: str, reason: str, data: Mapping[str, Any], event: Event) -> None:
    """A new end: what was on record when it came is kept as it was then."""
    at = event.occurred_at
    order.phase = cause
    order.cases.append(
        Case(
            key=str(data.get("case") or len(order.cases) + 1),
            cause=cause,
            reason=reason,
            detail=str(data.get("detail") or ""),
            at=at,
            store=order.holder,
            premature=cause == "refused" and _is_early(order, data, at),
            live=order.live,
            attempts=order.attempts,
            said_silent=order.said_silent,
        )
    )


def _is_early(order: CourtOrder, data: Mapping[str, Any], at: datetime) -> bool:
    """Whether a refusal was premature: as the gate found it, else by the wall clock."""
    if "mode" in data:
        return bool(data.get("premature"))
    return data["reason"] not in NEVER_EARLY and at - order.placed_at < HOUR_FOR


def _refused(order: CourtOrder, data: Mapping[str, Any], event: Event) -> None:
    _ended(order, "refused", data["reason"], data, event)


def _withdrawn(order: CourtOrder, data: Mapping[str, Any], event: Event) -> None:
    reason = "withdrawn" if data["said_by"] == "buyer" else "withdrawn_told"
    _ended(order, "withdrawn", reason, data, event)


def _released(order: CourtOrder, data: Mapping[str, Any], event: Event) -> None:
    """A release by the clock ends an order; goods that went back because it was over do not (law 8)."""
    if data["cause"] == "hold_over" and not order.is_lost:
        _ended(order, "released", "released", data, event)


def _reopened(order: CourtOrder, data: Mapping[str, Any], event: Event) -> None:
    order.phase, order.reopened = "open", order.reopened + 1
    order.live, order.attempts = False, 0


def _asked(order: CourtOrder, data: Mapping[str, Any], event: Event) -> None:
    at = event.occurred_at
    order.asks.append(Ask(data["reason"], at, str(data.get("mode") or ""), _is_early(order, data, at)))


def _rescued(order: CourtOrder, data: Mapping[str, Any], event: Event) -> None:
    amount = data.get("amount_minor")
    worth = order.total_minor if amount is None else amount
    order.rescues.append(Rescue(data["remedy"], str(data.get("reason") or ""), worth))


def _reached(order: CourtOrder, data: Mapping[str, Any], event: Event) -> None:
    order.live = order.live or bool(data.get("live"))
    order.attempts += data["means"] in BY_STAFF and not data.get("incoming")


def _drawn(order: CourtOrder, data: Mapping[str, Any], event: Event) -> None:
    case = order.find(data["case"])
    if case is not None:
        case.drawn = event.kind == "survey.drawn"
        case.stratum, case.share_ppm = str(data.get("stratum") or ""), int(data.get("share_ppm") or 0)


def _answered(order: CourtOrder, data: Mapping[str, Any], event: Event) -> None:
    case = order.find(data["case"])
    if case is not None:
        case.answer = data["answer"]


def _judged(order: CourtOrder, data: Mapping[str, Any], event: Event) -> None:
    """The final verdict counts over the proposed one; without a word of its own it is the proposed one that stands."""
    case = order.find(data["case"])
    if case is not None:
        case.final = event.kind == "verdict.final"
        case.verdict = str(data.get("verdict") or case.verdict)


def _phase(name: str) -> Callable[[CourtOrder, Mapping[str, Any], Event], None]:
    def note(order: CourtOrder, data: Mapping[str, Any], event: Event) -> None:
        order.phase = name

    return note


def _marked(name: str) -> Callable[[CourtOrder, Mapping[str, Any], Event], None]:
    """Says yes to something of the case that is named."""

    def note(order: CourtOrder, data: Mapping[str, Any], event: Event) -> None:
        case = order.find(data["case"])
        if case is not None:
            setattr(case, name, True)

    return note


def _counted(name: str) -> Callable[[CourtOrder, Mapping[str, Any], Event], None]:
    def note(order: CourtOrder, data: Mapping[str, Any], event: Event) -> None:
        setattr(order, name, getattr(order, name) + 1)

    return note


def _held(order: CourtOrder, data: Mapping[str, Any], event: Event) -> None:
    order.holder = data["store"]


def _silent(order: CourtOrder, data: Mapping[str, Any], event: Event) -> None:
    order.said_silent = True


def _merged(order: CourtOrder, data: Mapping[str, Any], event: Event) -> None:
    order.merged = True


NOTES: Mapping[str, Callable[[CourtOrder, Mapping[str, Any], Event], None]] = {
    "order.confirmed": _phase("confirmed"),
    "order.completed": _phase("completed"),
    "order.refused": _refused,
    "order.withdrawn": _withdrawn,
    "order.reopened": _reopened,
    "order.assigned": _held,
    "goods.released": _released,
    "contact.reached": _reached,
    "contact.attempted": _counted("attempts"),
    "buyer.said_silent": _silent,
    "refusal.asked": _asked,
    "refusal.parked": _counted("parked"),
    "refusal.rescued": _rescued,
    "refusal.overridden": _counted("overrides"),
    "survey.drawn": _drawn,
    "survey.passed": _drawn,
    "survey.answered": _answered,
    "survey.expired": _marked("expired"),
    "verdict.proposed": _judged,
    "verdict.final": _judged,
    "appeal.filed": _marked("appealed"),
    "cart.merged": _merged,
}
"""What each fact adds to an order."""
