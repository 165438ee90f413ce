"""The pause "we wait for the buyer": by the rules of the standard, who may say so, for what, and how long (R23).

A pause stops the clocks of the kinds that its reason names, and nothing else; the buyer is told what is awaited of
him; it ends when somebody says so, or by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.obligations import Obligation
from otklik.domain.order_decisions import person_of, require_order, source_of
from otklik.domain.orders import OrderState
from otklik.domain.parties import scene_of
from otklik.domain.standards import PauseRule
from otklik.domain.streams import StreamState
from otklik.domain.world import World


def rules_of(state: StreamState, world: World) -> dict[str, PauseRule]:
    """The pauses that the standard of the order allows, by reason."""
    standard = scene_of(state, world).standard
    return dict(standard.pauses) if standard else {}


def decide_pause(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    reason: str,
    person: str = "",
    until_at: datetime | None = None,
) -> Sequence[Event]:
    """The fact that an order waits for its buyer.

    Parameters
    ----------
    reason
        One that the standard names.
    person
        Slug of who says so; empty = a system, which may where the rule names nobody.
    until_at
        Aware; None = as long as the rule allows.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`, `order_closed`, `unknown_person`; `unknown_pause`: no such reason;
        `pause_running`: it waits already; `may_not_pause`: not with his role; `pause_too_long`: beyond the rule, or
        over already; `nothing_to_pause`: no clock that it stops is running.
    """
    order = require_order(state, "step")
    rule = _rule_of(state, world, reason)
    if order.pause is not None:
        raise DomainError(
            "pause_running", "The order waits for its buyer already.", remedy="End that pause first."
        )
    _require_role(rule, world, person)
    ends_at = _end_of(rule, reason, until_at, now)
    if not any(one.state == "open" and one.ref.kind in rule.kinds for one in state.obligations.values()):
        raise DomainError(
            "nothing_to_pause",
            "No step whose clock this pause stops is running.",
            remedy=f"It stops: {', '.join(rule.kinds)}.",
        )
    return [
        make(
            "pause.started",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            reason=reason,
            until_at=ends_at,
            by=person or None,
        )
    ]


def _rule_of(state: StreamState, world: World, reason: str) -> PauseRule:
    rules = rules_of(state, world)
    if reason not in rules:
        raise DomainError(
            "unknown_pause",
            f"The standard knows no pause for {reason!r}.",
            remedy=f"It has: {', '.join(rules)}." if rules else "It has none.",
            place="reason",
        )
    return rules[reason]


def _end_of(rule: PauseRule, reason: str, until_at: datetime | None, now: datetime) -> datetime:
    last_at = now + timedelta(seconds=rule.longest_s)
    ends_at = until_at or last_at
    if not now < ends_at <= last_at:
        raise DomainError(
            "pause_too_long",
            f"A pause for {reason} lasts {rule.longest_s // 3600} h at most, and ends ahead of now.",
            remedy="Name an earlier time.",
            place="until_at",
        )
    return ends_at


def _require_role(rule: PauseRule, world: World, person: str) -> None:
    if not rule.who and not person:
        return
    roles = person_of(world, person).roles if person else frozenset[str]()
    if rule.who and not roles & set(rule.who):
        raise DomainError(
            "may_not_pause",
            "This pause is not yours to make.",
            remedy=f"It may be made by: {', '.join(rule.who)}.",
            place="person",
        )


def decide_resume(
    state: StreamState, world: World, now: datetime, *, actor: str, person: str = ""
) -> Sequence[Event]:
    """The fact that the buyer did what was awaited, or that nobody waits any more; anybody of the store may say so.

    Raises
    ------
    DomainError
        `unknown_order`, `order_erased`, `order_closed`; `no_pause`: nothing waits.
    """
    order = require_order(state, "step")
    if order.pause is None:
        raise DomainError(
            "no_pause", "The order doesn't wait for its buyer.", remedy="Nothing is to be ended."
        )
    return [
        make(
            "pause.ended",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            cause="said",
            by=person or None,
        )
    ]


def end_pause(state: StreamState, owed: Obligation, world: World, now: datetime) -> Sequence[Event]:
    """The effect at the end of its time: the pause is over; nothing where it was ended before."""
    order = state.subject
    if not isinstance(order, OrderState) or order.pause is None:
        return ()
    return (make("pause.ended", occurred_at=now, cause="over"),)
