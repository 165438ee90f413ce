"""Refusals: what becomes of one that is asked for, whoever asks and by whatever entrance (law 7).

No bulk edit, import, API call or administrator appends `order.refused` by another way. `weigh` says what the gate
will do, and is what the dialog shows; `decide_refuse` does it. What was asked stands on record first, and then what
became of it: refused, parked until an instant or the end of the hold, or kept out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event, instant_text
from otklik.domain.order_decisions import require_order, source_of
from otklik.domain.order_state import OrderState
from otklik.domain.parties import find_person
from otklik.domain.refusal_gate import Refusal, Weighing, levelled, standard_of, weigh
from otklik.domain.refusal_reasons import reasons_of
from otklik.domain.releases import goods_back
from otklik.domain.standards import Reason, Standard
from otklik.domain.streams import StreamState
from otklik.domain.world import World

__all__ = ["Refusal", "Weighing", "decide_refuse", "decide_take_back", "taken_back", "weigh"]

OVERRIDING = frozenset({"administrator"})
"""Roles that may let a refusal pass a closed gate, with a reason of their own; whoever types on the machine too."""

OPERATOR = "person:operator"


def decide_refuse(
    state: StreamState, world: World, now: datetime, *, refusal: Refusal, actor: str
) -> Sequence[Event]:
    """The facts of a refusal: `refusal.asked`, and what became of it.

    Parameters
    ----------
    state, world, now
        As for every decision.
    refusal
        What was asked.
    actor
        `person:<slug>`, `key:<slug>` or `source:<slug>`.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`; `unknown_reason`, `detail_missing`, `demand_missing`, `comment_missing`
        (R01); `refusal_blocked` in mode block; `not_entitled`: only some may override.

    Notes
    -----
    The same refusal again while it waits says nothing new. A cancellation in the shop's own system has happened
    there whatever we say: in mode block it stands on record as asked, and the order goes on.
    """
    order = require_order(state, "refuse")
    standard = standard_of(order, world)
    refusal = _said(levelled(refusal, standard), standard)
    weighing = weigh(state, world, now, refusal)
    ask = _Ask(order, world, refusal, weighing, actor, now)
    if refusal.override and not (weighing.is_open or weighing.mode == "warn"):
        _require_entitled(actor, world)
        return [ask.asked(), ask.overridden(), *ask.refused(overridden=True)]
    if weighing.is_open or weighing.mode == "warn":
        return [ask.asked(), *ask.refused()]
    if _waits_already(ask):
        return []
    if weighing.mode == "park":
        return [ask.asked(), *ask.parked()]
    if actor.startswith("source:"):
        return [ask.asked()]
    raise _blocked(ask)


@dataclass(frozen=True, slots=True)
class _Ask:
    """A refusal that was weighed, and the facts that it makes."""

    order: OrderState
    world: World
    refusal: Refusal
    weighing: Weighing
    actor: str
    now: datetime

    def asked(self) -> Event:
        return self._fact(
            "refusal.asked",
            asked=str(self.order.asked + 1),
            mode=self.weighing.mode,
            premature=self.weighing.premature or None,
            unmet=list(self.weighing.unmet) or None,
            passes_at=None if self.weighing.is_open else self.weighing.passes_at,
            comment=self.refusal.comment or None,
            demanded=self.refusal.demanded or None,
            **self._named(),
        )

    def refused(self, *, overridden: bool = False) -> list[Event]:
        refused = self._fact(
            "order.refused",
            mode=self.weighing.mode,
            premature=self.weighing.premature or None,
            unmet=list(self.weighing.unmet) or None,
            overridden=overridden or None,
            case=str(self.order.cases + 1),
            comment=self.refusal.comment or None,
            demanded=self.refusal.demanded or None,
            **self._named(),
        )
        if not self.order.goods_reserved:
            return [refused]
        back = goods_back(self.order, self.world, cause="refused", occurred_at=self.now, actor=self.actor)
        return [refused, back]

    def parked(self) -> list[Event]:
        """The parking, after the end of one for another reason."""
        other = [taken_back(self.order, self.now, actor=self.actor)] if self.order.parked_reason else []
        parked = self._fact(
            "refusal.parked",
            parking=str(self.order.parkings + 1),
            ends=self.weighing.ends,
            until_at=self.weighing.passes_at,
            comment=self.refusal.comment or None,
            demanded=self.refusal.demanded or None,
            **self._named(),
        )
        return [*other, parked]

    def overridden(self) -> Event:
        return self._fact("refusal.overridden", why=self.refusal.override, by=self.refusal.by)

    def _named(self) -> Mapping[str, Any]:
        return {
            "reason": self.refusal.reason,
            "detail": self.refusal.detail or None,
            "by": self.refusal.by,
        }

    def _fact(self, kind: str, **fields: Any) -> Event:
        return make(
            kind,
            occurred_at=self.now,
            actor=self.actor,
            source=source_of(self.actor),
            grade="claimed",
            **fields,
        )


def taken_back(order: OrderState, now: datetime, *, actor: str) -> Event:
    """The fact that a parked refusal is off because whoever asked has thought better of it."""
    return make(
        "refusal.unparked",
        occurred_at=now,
        actor=actor,
        source=source_of(actor),
        grade="claimed",
        cause="taken_back",
        parking=order.parking or None,
    )


def decide_take_back(state: StreamState, world: World, now: datetime, *, actor: str) -> Sequence[Event]:
    """The fact that a parked refusal is off; nothing where none waits.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`.
    """
    order = require_order(state, "refuse")
    return [taken_back(order, now, actor=actor)] if order.parked_reason else []


def _said(refusal: Refusal, standard: Standard) -> Refusal:
    """The refusal with its words, if everything is said that its reason asks for."""
    reasons = reasons_of(standard)
    reason = reasons[refusal.reason]
    comment, demanded = refusal.comment.strip(), refusal.demanded.strip()
    _check_detail(refusal, reason, reasons)
    if reason.asks == "demanded" and not demanded:
        raise DomainError(
            "demand_missing",
            "This reason needs what the buyer demanded.",
            remedy="Write down what he asked for beyond the order.",
            place="demanded",
        )
    if reason.comment == "required" and not comment:
        raise DomainError(
            "comment_missing",
            "A refusal needs a comment in the seller's words.",
            remedy="Say in a sentence what the buyer said.",
            place="comment",
        )
    return replace(refusal, comment=comment, demanded=demanded, override=refusal.override.strip())


def _check_detail(refusal: Refusal, reason: Reason, reasons: Mapping[str, Reason]) -> None:
    under = [code for code, one in reasons.items() if one.of == refusal.reason]
    if refusal.detail and refusal.detail not in under:
        raise DomainError(
            "unknown_reason",
            f"{refusal.detail!r} says nothing more of {refusal.reason}.",
            remedy=f"Use one of: {', '.join(under)}." if under else "Leave the detail out.",
            place="detail",
        )
    if reason.asks == "why" and not refusal.detail:
        raise DomainError(
            "detail_missing",
            f"{refusal.reason!r} says least of all reasons: say why.",
            remedy=f"Add one of: {', '.join(under)}.",
            place="detail",
        )


def _waits_already(ask: _Ask) -> bool:
    """Whether this very refusal waits, or a machine asks for what it was told before."""
    order, refusal = ask.order, ask.refusal
    if (order.parked_reason, order.parked_detail) == (refusal.reason, refusal.detail):
        return True
    asked = (order.asked_reason, order.asked_by) == (refusal.reason, refusal.by)
    return asked and ask.actor.startswith("source:") and ask.weighing.mode == "block"


def _require_entitled(actor: str, world: World) -> None:
    person = find_person(world, actor.removeprefix("person:")) if actor.startswith("person:") else None
    if actor != OPERATOR and (person is None or not person.roles & OVERRIDING):
        raise DomainError(
            "not_entitled",
            "Only an administrator lets a refusal pass a closed gate.",
            remedy="Ask an administrator, or wait until it passes.",
            place="override",
        )


def _blocked(ask: _Ask) -> DomainError:
    lacking = [f"{one.name} {one.have} of {one.need}" for one in ask.weighing.needs if not one.is_met]
    missing = f" Missing: {', '.join(lacking)}." if lacking else ""
    return DomainError(
        "refusal_blocked",
        f"Order {ask.order.number} can't be refused for {ask.refusal.reason} before "
        f"{instant_text(ask.weighing.passes_at)}.{missing}",
        remedy="Call the buyer, or offer him the remedy of the reason.",
        place="reason",
    )
