"""The refusal gate itself: what it does with a refusal now, pure and without doing it (law 7).

A refusal passes from its floor on, an hour from the order by the wall and by the store's working time, if what its
reason asks for is on record; without that, and for "not paid", from the end of the hold on. What is asked earlier
waits, is warned of or is kept out, by the store's mode. docs/algorithms/refusal-gate.md has a worked table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from otklik.domain import clocks
from otklik.domain.errors import DomainError
from otklik.domain.events import Ref
from otklik.domain.obligations import Obligation
from otklik.domain.order_decisions import require_order
from otklik.domain.order_state import OrderState
from otklik.domain.refusal_evidence import Need, needs_of
from otklik.domain.refusal_reasons import NOT_PAID, reasons_of
from otklik.domain.standards import Standard
from otklik.domain.streams import StreamState
from otklik.domain.world import World

HELD_FOR = timedelta(hours=18)
"""Where nothing is held, a parked refusal waits so long from the order, or until the first answer was due."""

PARKING = "parked_refusal"
"""The kind by which a parking ends at its instant."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was asked.

    Parameters
    ----------
    reason
        Code; one of the second level stands for its parent with itself as `detail`.
    comment
        The seller's words.
    by
        Who refuses: slug of a person, or the actor that a machine is.
    detail
        Code of the second level; empty = none.
    demanded
        What the buyer demanded, where the reason asks for it.
    talked
        Whether the buyer was spoken with just now, in the call whose outcome this is.
    override
        Why it is to pass a closed gate; empty = it is not.
    """

    reason: str
    comment: str
    by: str
    detail: str = ""
    demanded: str = ""
    talked: bool = False
    override: str = ""


@dataclass(frozen=True, slots=True)
class Weighing:
    """What the gate does with a refusal now.

    Parameters
    ----------
    mode
        warn, park or block, as it holds for the store now.
    premature
        Less than the floor, an hour, by the wall clock from the order; a lawful ground never is.
    unmet
        Names of what the reason asks for and that is not on record.
    passes_at
        From when it passes; now where it passes already.
    ends
        `hold` or `instant`: by what a parking ends; empty where the gate is open.
    lawful
        A ground that no floor and no evidence holds back.
    needs
        All that the reason asks for, with what is there.
    """

    mode: str
    premature: bool
    unmet: tuple[str, ...]
    passes_at: datetime
    ends: str
    lawful: bool = False
    needs: tuple[Need, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the refusal passes now without waiting, a warning apart."""
        return not self.ends


def weigh(state: StreamState, world: World, now: datetime, refusal: Refusal) -> Weighing:
    """What the gate will do with a refusal: pure, and the same that `decide_refuse` goes by.

    Parameters
    ----------
    state, world, now
        As for every decision.
    refusal
        What would be asked; comment and demand are not looked at.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`, `order_erased`; `unknown_reason`.
    """
    order = require_order(state, "refuse")
    standard = standard_of(order, world)
    refusal = levelled(refusal, standard)
    rules, reason = standard.refusal, reasons_of(standard)[refusal.reason]
    mode = mode_of(order, world)
    if reason.at_once:
        return Weighing(mode, False, (), now, "", lawful=True)
    needs = _needs(state, world, refusal)
    unmet = _lacking(needs)
    premature = now < order.placed_at + timedelta(seconds=rules.floor_s)
    passes_at, ends = _passes(state, world, now, refusal, lacks=bool(unmet))
    return Weighing(mode, premature, unmet, max(passes_at, now), ends, needs=needs)


def lacking_of(state: StreamState, world: World, refusal: Refusal) -> tuple[str, ...]:
    """Names of what the reason asks for and that is not on record; a reason that no list has any more asks nothing."""
    return _lacking(_needs(state, world, refusal))


def _lacking(needs: Sequence[Need]) -> tuple[str, ...]:
    return tuple(one.name for one in needs if not one.is_met)


def _needs(state: StreamState, world: World, refusal: Refusal) -> tuple[Need, ...]:
    order: OrderState = state.subject
    standard = standard_of(order, world)
    rules = standard.refusal.evidence
    talked = refusal.talked or order.live_contact_at is not None
    return needs_of(
        state, world, standard, rules.get(refusal.detail) or rules.get(refusal.reason), talked=talked
    )


def mode_of(order: OrderState, world: World) -> str:
    """The gate's mode for the store that holds an order.

    Notes
    -----
    It blocks only whoever has agreed to the standard (R12), and parks only where the standard has the kind by which a
    parking ends; else it warns.
    """
    store, standard = world.store(order.holder), standard_of(order, world)
    mode = standard.refusal.mode
    if mode == "block" and store.agreed != store.standard:
        mode = "park"
    return "warn" if mode == "park" and PARKING not in standard.kinds else mode


def standard_of(order: OrderState, world: World) -> Standard:
    """The standard by which the gate goes: that of the store that holds the order."""
    return world.standards[world.store(order.holder).standard]


def _passes(
    state: StreamState, world: World, now: datetime, refusal: Refusal, *, lacks: bool
) -> tuple[datetime, str]:
    """From when a refusal passes, and by what its parking would end; that is empty where it passes now."""
    floor_at = floor_of(state, world)
    hold = hold_of(state)
    if refusal.reason == NOT_PAID:
        at, ends = (hold.limit_at, "hold") if hold else (_without_hold(state), "instant")
    elif lacks:
        at, ends = max(floor_at, hold.limit_at if hold else _without_hold(state)), "instant"
    elif now < floor_at:
        at, ends = floor_at if hold else _without_hold(state, floor_at), "instant"
    else:
        at, ends = now, ""
    waits = now < at or (ends == "hold" and hold is not None)
    return at, ends if waits else ""


def floor_of(state: StreamState, world: World) -> datetime:
    """The gate's floor: an hour from the order by the wall, or by the first store's working time, whichever is later.

    Parameters
    ----------
    state
        Of an order.
    world
        With its standard and the calendar under which its first answer was frozen.
    """
    order: OrderState = state.subject
    floor_s = standard_of(order, world).refusal.floor_s
    first = state.obligations.get(Ref("first_answer"))
    if first is not None and first.calendar:
        clock, from_at = world.calendar(first.calendar), first.opened_at
    else:
        store = world.stores.get(order.first_store) or world.store(order.holder)
        clock, from_at = store.calendar, order.placed_at
    return max(order.placed_at + timedelta(seconds=floor_s), clocks.add_seconds(clock, from_at, floor_s))


def hold_of(state: StreamState) -> Obligation | None:
    """The hold that runs on an order; None where nothing is held, or it was paid or confirmed."""
    holds = [one for ref, one in state.obligations.items() if ref.kind == "settlement" and one.is_running]
    return holds[0] if holds else None


def _without_hold(state: StreamState, *others: datetime) -> datetime:
    first = state.obligations.get(Ref("first_answer"))
    due = (first.limit_at,) if first is not None else ()
    order: OrderState = state.subject
    return max(order.placed_at + HELD_FOR, *due, *others)


def levelled(refusal: Refusal, standard: Standard) -> Refusal:
    """The refusal by its reason of the first level; the second stands in `detail`."""
    reasons = reasons_of(standard)
    known = reasons.get(refusal.reason)
    if known is None or (refusal.detail and refusal.detail not in reasons):
        raise DomainError(
            "unknown_reason",
            f"{refusal.reason if known is None else refusal.detail!r} is no reason for a refusal.",
            remedy=f"Use one of: {', '.join(reasons)}.",
            place="reason" if known is None else "detail",
        )
    if known.of:
        return replace(refusal, reason=known.of, detail=refusal.detail or refusal.reason)
    return refusal
