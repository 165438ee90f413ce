"""Refusals: the reasons, and the one gate through which every refusal of an order goes (law 7).

No bulk edit, import, API call or administrator appends `order.refused` by another way. The gate's evidence rules
(R04, R06) arrive with the refusal court; today it asks for a reason from the list and the seller's own words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.order_decisions import require_order, source_of
from otklik.domain.refusal_evidence import Need
from otklik.domain.streams import StreamState
from otklik.domain.world import World

REASONS: dict[str, tuple[str, str]] = {
    "not_ready_to_prepay": ("not ready to prepay", "не готов платить заранее"),
    "wanted_try_on": ("wanted to try it on first", "хотел сначала примерить"),
    "not_contacted": ("nobody contacted the buyer", "с покупателем никто не связался"),
    "extra_demands": ("extra demands of the buyer", "дополнительные требования покупателя"),
    "found_elsewhere": ("found it elsewhere", "нашёл в другом месте"),
    "changed_mind": ("changed his mind", "передумал"),
    "no_goods": ("no goods", "нет товара"),
    "not_paid": ("not paid", "не оплачен"),
    "unreachable": ("the buyer can't be reached", "не дозвонились"),
    "cancelled_at_source": ("cancelled in the shop", "отменён в магазине"),
    "other": ("other", "другое"),
}
"""Reason code → what people read, English and Russian (R01, R03)."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was asked: the reason's code, the comment in the seller's words, and who refuses."""

    reason: str
    comment: str
    by: str
    detail: str = ""
    demanded: str = ""
    talked: bool = False
    override: str = ""


@dataclass(frozen=True, slots=True)
class Weighing:
    """What the gate would do; a stand-in until the gate is merged: it lets everything pass."""

    mode: str
    premature: bool
    unmet: tuple[str, ...]
    passes_at: datetime
    ends: str
    lawful: bool = False
    needs: tuple[Need, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the refusal passes now."""
        return not self.ends


def weigh(state: StreamState, world: World, now: datetime, refusal: Refusal) -> Weighing:
    """A stand-in: everything passes at once."""
    require_order(state, "refuse")
    return Weighing("park", False, (), now, "")


def decide_take_back(state: StreamState, world: World, now: datetime, *, actor: str) -> Sequence[Event]:
    """A stand-in until the gate is merged."""
    order = require_order(state, "refuse")
    if not order.parked_reason:
        return []
    return [
        make(
            "refusal.unparked",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            grade="claimed",
            cause="taken_back",
        )
    ]


def decide_refuse(
    state: StreamState, world: World, now: datetime, *, refusal: Refusal, actor: str
) -> Sequence[Event]:
    """The facts of a refusal, or why it is not possible.

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
        `unknown_order`, `order_closed`; `unknown_reason`, `comment_missing` (R01).
    """
    order = require_order(state, "refuse")
    if refusal.reason not in REASONS:
        raise DomainError(
            "unknown_reason",
            f"{refusal.reason!r} is no reason for a refusal.",
            remedy=f"Use one of: {', '.join(REASONS)}.",
            place="reason",
        )
    if not refusal.comment.strip():
        raise DomainError(
            "comment_missing",
            "A refusal needs a comment in the seller's words.",
            remedy="Say in a sentence what the buyer said.",
            place="comment",
        )
    refused = make(
        "order.refused",
        occurred_at=now,
        actor=actor,
        source=source_of(actor),
        grade="claimed",
        reason=refusal.reason,
        by=refusal.by,
        comment=refusal.comment.strip(),
        case=str(order.cases + 1),
    )
    if not order.goods_reserved:
        return [refused]
    return [refused, make("goods.released", occurred_at=now, actor=actor, cause="refused")]
