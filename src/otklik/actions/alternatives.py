"""Goods that are not there: who has them, what is like them, what is offered and what the buyer takes (R36).

Looking reads catalogues and stock and writes nothing; seeking writes down that it was looked, and what was found. Each
act here is the same for a seller in a talk and for the buyer on his page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from otklik.actions import reservations
from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain import alternative_decisions, reservation_decisions
from otklik.domain.alternative_decisions import Proposal, open_like
from otklik.domain.alternatives import COMPETITOR, RUNGS, SHIPPED, Offer
from otklik.domain.errors import DomainError
from otklik.domain.events import Event, instant_text
from otklik.domain.goods import Goods, Stocked
from otklik.domain.orders import Line, OrderState
from otklik.domain.reservation_decisions import live_for
from otklik.domain.streams import StreamState
from otklik.domain.world import World
from otklik.planning.alternatives import Choice, Place, Wish, rank
from otklik.store import alternatives, goods, journal
from otklik.store import reservations as reserved
from otklik.store.alternatives import Note, Weights


@dataclass(frozen=True, slots=True)
class Look:
    """What there is instead of one line.

    Parameters
    ----------
    line
        Of the order.
    goods
        What a catalogue says of the wish; None = no catalogue has it, then nothing can be like it.
    choices
        Ranked (`planning/alternatives.py`); pieces for which others wait are taken off.
    notes
        What was noted of competitors lately.
    weights
        By which they are ranked.
    """

    line: Line
    goods: Goods | None
    choices: tuple[Choice, ...]
    notes: tuple[Note, ...]
    weights: Weights


def look(order: OrderState, line: str, *, now: datetime) -> Look:
    """What there is instead of a line of an order; writes nothing.

    Raises
    ------
    DomainError
        `unknown_line`.
    """
    wanted = next((one for one in order.lines if one.id == line), None)
    if wanted is None:
        raise DomainError("unknown_line", f"Order {order.number} has no line {line[:40]!r}.", place="line")
    known = goods.find_goods(wanted.sku, store=order.holder) if wanted.sku else None
    weights = alternatives.load_weights()
    notes = tuple(alternatives.list_notes(wanted.sku, now))
    places = alternatives.list_places(now)
    here = places.get(order.holder) or Place(order.holder, order.partner)
    wish = Wish(known or Goods(sku=wanted.sku, title=wanted.title), wanted.price_minor, here)
    same = goods.find_same(sku=wanted.sku, except_store=order.holder) if wanted.sku else ()
    like = _like(known, wanted, order) if known is not None and known.kind else ()
    left = _left([*same, *like])
    choices = rank(
        wish,
        left[: len(same)],
        left[len(same) :],
        places,
        weights=weights.weights or SHIPPED,
        now=now,
    )
    return Look(wanted, known, choices, notes, weights)


def _like(known: Goods, wanted: Line, order: OrderState) -> Sequence[Stocked]:
    return goods.list_like(
        kind=known.kind,
        size=known.size,
        insole_mm=known.insole_mm,
        price_minor=wanted.price_minor or known.price_minor or None,
    )


def _left(found: Sequence[Stocked]) -> list[Stocked]:
    """The same with so many pieces taken off as others wait for."""
    return [_less(one, reserved.count_live(one.stock.store, one.goods.sku)) for one in found]


def _less(one: Stocked, waiting: int) -> Stocked:
    if not waiting:
        return one
    return replace(one, stock=replace(one.stock, quantity=max(0, one.stock.quantity - waiting)))


def seek(order: str, *, line: str, actor: str, by: str = "", now: datetime) -> Look:
    """Look on every rung who has the goods of a line, and write down that it was looked and what was found.

    Raises
    ------
    DomainError
        `unknown_order`, `order_closed`, `unknown_line`.
    """
    subject = journal.load_states([order])[order].subject
    if not isinstance(subject, OrderState):
        raise DomainError("unknown_order", "There is no such order.", remedy="Check the number.")
    found = look(subject, line, now=now)
    stock = [one.found.stock.as_of_at for one in found.choices]
    decide = partial(
        alternative_decisions.decide_seek,
        actor=actor,
        line=line,
        rungs=RUNGS,
        found=[_said(one) for one in found.choices] + [_noted(one) for one in found.notes],
        as_of_at=min(stock, default=None),
        by=by,
    )
    commit_one(Unit(now=now, commands=(Command(order, decide),)))
    return found


def _said(choice: Choice) -> Mapping[str, Any]:
    """A choice as the journal keeps it."""
    goods_, stock = choice.found.goods, choice.found.stock
    return {
        "rung": choice.rung,
        "store": stock.store,
        "sku": goods_.sku,
        "title": goods_.title,
        "size": goods_.size,
        "price_minor": goods_.price_minor,
        "quantity": stock.quantity,
        "counted": stock.counted,
        "as_of_at": instant_text(stock.as_of_at),
        "why": {**choice.why, "terms": dict(choice.terms)},
    }


def _noted(note: Note) -> Mapping[str, Any]:
    return {
        "rung": COMPETITOR,
        "title": note.title,
        "price_minor": note.price_minor,
        "why": {"link": note.link},
    }


def proposal_of(order: OrderState, line: str, *, rung: str, store: str, sku: str) -> Proposal:
    """What was found for a line at the last look, as it can be offered.

    Raises
    ------
    DomainError
        `not_found_there`: the last look did not find that.
    """
    search = order.alternatives.searches.get(line)
    for one in search.found if search else ():
        if (one["rung"], one.get("store", ""), one.get("sku", "")) == (rung, store, sku):
            return Proposal(
                line=line,
                rung=rung,
                title=_title(one),
                store=store,
                sku=sku,
                price_minor=one.get("price_minor"),
                why=one.get("why") or {},
            )
    raise DomainError(
        "not_found_there", "The last look did not find that.", remedy="Look again.", place="sku"
    )


def _title(found: Mapping[str, Any]) -> str:
    title, size = str(found["title"]), str(found.get("size") or "")
    return title if not size or size in title.split() else f"{title}, {size}"


def offer(
    order: str,
    *,
    proposal: Proposal,
    actor: str,
    by: str = "",
    reserve: bool = False,
    accepted: bool = False,
    means: str = "",
    now: datetime,
) -> Done:
    """Offer something instead of a line, and in the same breath have it put aside, or write down that he takes it.

    Parameters
    ----------
    reserve
        Whether the store that has it is asked at once.
    accepted, means
        Whether he took it in the same talk, and how he said so.

    Raises
    ------
    DomainError
        What `alternative_decisions` and `reservation_decisions` say; `no_stock_left`.
    """
    find = partial(_key_like, proposal=proposal)
    commands = [
        Command(order, partial(alternative_decisions.decide_offer, actor=actor, proposal=proposal, by=by))
    ]
    if accepted:
        commands.append(
            Command(order, _keyed(find, alternative_decisions.decide_accept, actor=actor, by=by, means=means))
        )
    subject = journal.load_states([order])[order].subject
    elsewhere = isinstance(subject, OrderState) and proposal.store not in ("", subject.holder)
    if not elsewhere or not (reserve or accepted):
        stores = (proposal.store,) if proposal.store else ()
        return commit_one(Unit(now=now, commands=tuple(commands), stores=stores))
    commands.append(Command(order, _keyed(find, reservation_decisions.decide_ask, actor=actor, by=by)))
    known = open_like(subject, proposal)
    if known is not None and live_for(subject, known.key) is not None:
        return commit_one(Unit(now=now, commands=tuple(commands), stores=(proposal.store,)))
    quantity = next((one.quantity for one in subject.lines if one.id == proposal.line), 1)
    return reservations.commit_asking(proposal, quantity, tuple(commands), order, now=now)


def _key_like(order: OrderState, *, proposal: Proposal) -> str:
    found = open_like(order, proposal)
    return found.key if found is not None else ""


def _keyed(find: Any, decide: Any, **given: Any) -> Any:
    """A decision on the offer that an earlier command of the same unit has made."""

    def decided(state: StreamState, world: World, now: datetime) -> Sequence[Event]:
        made: Sequence[Event] = decide(state, world, now, offer=find(state.subject), **given)
        return made

    return decided


def accept(order: str, *, offer: str, actor: str, by: str = "", means: str = "", now: datetime) -> Done:
    """Write down that the buyer takes what was offered; what is at another store is asked for in the same unit.

    Raises
    ------
    DomainError
        As `alternative_decisions.decide_accept`; `no_stock_left`: others wait for the last of it by now.
    """
    decide = partial(alternative_decisions.decide_accept, actor=actor, offer=offer, by=by, means=means)
    commands: tuple[Command, ...] = (Command(order, decide),)
    subject = journal.load_states([order])[order].subject
    found = subject.alternatives.offers.get(offer) if isinstance(subject, OrderState) else None
    if not _to_reserve(subject, found):
        return commit_one(Unit(now=now, commands=commands))
    assert found is not None and isinstance(subject, OrderState)
    ask = partial(reservation_decisions.decide_ask, actor=actor, offer=offer, by=by)
    quantity = next((one.quantity for one in subject.lines if one.id == found.line), 1)
    return reservations.commit_asking(found, quantity, (*commands, Command(order, ask)), order, now=now)


def _to_reserve(order: Any, offer: Offer | None) -> bool:
    """Whether taking an offer asks another store for the goods."""
    return (
        isinstance(order, OrderState)
        and offer is not None
        and offer.state == "offered"
        and offer.store not in ("", order.holder)
        and live_for(order, offer.key) is None
    )


def decline(order: str, *, offer: str, actor: str, by: str = "", words: str = "", now: datetime) -> Done:
    """Write down that the buyer does not take what was offered; what was put aside for it is let go by itself.

    Raises
    ------
    DomainError
        As `alternative_decisions.decide_decline`.
    """
    decide = partial(alternative_decisions.decide_decline, actor=actor, offer=offer, by=by, words=words)
    return commit_one(Unit(now=now, commands=(Command(order, decide),)))
