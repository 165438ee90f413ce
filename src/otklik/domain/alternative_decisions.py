"""What may be done about goods that are not there: it is looked where they are, offered, taken or not (R36).

An offer is made to a buyer, in a talk or on his page; the wish stays on the order's line, and what he takes stands
beside it. Nothing here closes an order or moves goods: that are reservations, and the order's own acts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from otklik.domain.alternatives import COMPETITOR, RUNGS, Offer
from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event, Grade
from otklik.domain.order_decisions import require_order, source_of
from otklik.domain.order_state import Line, OrderState
from otklik.domain.streams import StreamState
from otklik.domain.world import World

WORDS_MAX = 2000


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is offered instead of a line.

    Parameters
    ----------
    line, rung
        Of the order; of `alternatives.RUNGS`.
    store
        Slug of the place that has it; empty for a competitor.
    price_minor
        None = nobody knows it.
    why
        How it differs from the wish, for the buyer and for learning; of a competitor's: `link`.
    """

    line: str
    rung: str
    title: str
    store: str = ""
    sku: str = ""
    price_minor: int | None = None
    why: Mapping[str, Any] = field(default_factory=dict)


def decide_seek(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    line: str,
    rungs: Sequence[str],
    found: Sequence[Mapping[str, Any]],
    as_of_at: datetime | None = None,
    by: str = "",
) -> Sequence[Event]:
    """The fact that it was looked who else has the goods of a line, and what was found.

    Parameters
    ----------
    rungs
        Where was looked, of `alternatives.RUNGS`.
    found
        As it was shown, nothing personal.
    as_of_at
        Of the oldest stock figure among them.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`; `unknown_line`, `unknown_rung`.
    """
    _line(require_order(state, "refuse"), line)
    for rung in rungs:
        _check_rung(rung)
    return [
        make(
            "alternatives.sought",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            line=line,
            rungs=[one for one in RUNGS if one in rungs],
            found=[dict(one) for one in found],
            as_of_at=as_of_at,
            by=by or None,
        )
    ]


def decide_offer(
    state: StreamState, world: World, now: datetime, *, actor: str, proposal: Proposal, by: str = ""
) -> Sequence[Event]:
    """The fact that something was offered instead of a line; the same again, while it is open, says nothing new.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`; `unknown_line`, `unknown_rung`, `unknown_store`; `offer_without_words`: it has
        no title, or a competitor's no link.
    """
    order = require_order(state, "refuse")
    _line(order, proposal.line)
    _check_rung(proposal.rung)
    link = str(proposal.why.get("link", ""))
    if not proposal.title.strip() or (proposal.rung == COMPETITOR and not is_link(link)):
        raise DomainError(
            "offer_without_words",
            "An offer needs words, and a competitor's the address where it stands.",
            remedy="Say what it is, and paste the address (https://…).",
            place="title",
        )
    if proposal.store:
        world.store(proposal.store)
    if open_like(order, proposal) is not None:
        return []
    return [
        make(
            "alternative.offered",
            occurred_at=now,
            actor=actor,
            source=source_of(actor),
            grade="claimed",
            rung=proposal.rung,
            line=proposal.line,
            offer=next_key(order),
            store=proposal.store or None,
            sku=proposal.sku or None,
            title=proposal.title.strip(),
            price_minor=proposal.price_minor,
            why=dict(proposal.why) or None,
            by=by or None,
        )
    ]


def next_key(order: OrderState) -> str:
    """The key that the next offer of an order gets."""
    return str(len(order.alternatives.offers) + 1)


def open_like(order: OrderState, proposal: Proposal) -> Offer | None:
    """The offer of the same goods of the same place for the same line that is open or was taken; or None."""
    same = (proposal.line, proposal.rung, proposal.store, proposal.sku, proposal.title.strip())
    for one in order.alternatives.offers.values():
        if (one.line, one.rung, one.store, one.sku, one.title) == same and one.state != "declined":
            return one
    return None


def is_link(text: str) -> bool:
    """Whether a text is an address that may be opened."""
    return text.startswith(("https://", "http://")) and len(text) <= 500 and " " not in text


def decide_accept(
    state: StreamState, world: World, now: datetime, *, actor: str, offer: str, by: str = "", means: str = ""
) -> Sequence[Event]:
    """The fact that the buyer takes what was offered; what he took for that line before is off.

    Parameters
    ----------
    actor
        `buyer` himself, or whoever heard it from him.
    by, means
        Who heard it, and how: call, page, visit.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`; `unknown_offer`; `offer_over`: it was declined; `offer_elsewhere`: a
        competitor's is told of and not taken with us.
    """
    order = require_order(state, "refuse")
    one = _offer(order, offer)
    if one.state == "accepted":
        return []
    if one.state == "declined":
        raise DomainError("offer_over", "This was declined.", remedy="Offer it again.", place="offer")
    if one.rung == COMPETITOR:
        raise DomainError(
            "offer_elsewhere",
            "What a competitor has is not bought with us.",
            remedy="Offer something of the other rungs, or record why the order ends.",
            place="offer",
        )
    before = order.alternatives.taken(one.line)
    declined = [_ended("declined", now, actor, before, by)] if before is not None else []
    return [*declined, _ended("accepted", now, actor, one, by, means=means or None)]


def decide_decline(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    offer: str,
    by: str = "",
    words: str = "",
) -> Sequence[Event]:
    """The fact that the buyer does not take what was offered; said twice, it is said once.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`; `unknown_offer`.
    """
    one = _offer(require_order(state, "refuse"), offer)
    if one.state == "declined":
        return []
    return [_ended("declined", now, actor, one, by, words=words.strip()[:WORDS_MAX] or None)]


def _ended(what: str, now: datetime, actor: str, offer: Offer, by: str, **fields: Any) -> Event:
    grade: Grade = "confirmed" if actor == "buyer" else "claimed"
    return make(
        f"alternative.{what}",
        occurred_at=now,
        actor=actor,
        source=source_of(actor),
        grade=grade,
        line=offer.line,
        offer=offer.key,
        by=by or None,
        **fields,
    )


def _offer(order: OrderState, key: str) -> Offer:
    found = order.alternatives.offers.get(key)
    if found is None:
        raise DomainError("unknown_offer", f"Order {order.number} has no offer {key[:40]!r}.", place="offer")
    return found


def _line(order: OrderState, line: str) -> Line:
    found = next((one for one in order.lines if one.id == line), None)
    if found is None:
        raise DomainError("unknown_line", f"Order {order.number} has no line {line[:40]!r}.", place="line")
    return found


def _check_rung(rung: str) -> None:
    if rung not in RUNGS:
        raise DomainError(
            "unknown_rung", f"{rung!r} is no rung.", remedy=f"Use one of: {', '.join(RUNGS)}.", place="rung"
        )
