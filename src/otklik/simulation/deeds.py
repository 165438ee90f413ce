"""What simulated people do: data that can be kept, and the unit that each deed is for the one door.

A deed is decided by the same deciders as a real person's act. The past commits many deeds in one transaction, the
present one by one; a deed that has become impossible (somebody else was quicker) is refused like anybody's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from otklik.actions import answers, conversations, order_intake, orders
from otklik.actions import shifts as shift_acts
from otklik.actions.commit import commit
from otklik.actions.units import Command, Decide, Done, Refused, Result, Unit
from otklik.domain import (
    buyers,
    contacts,
    order_decisions,
    outcomes,
    payments,
    promises,
    refusals,
    rescues,
    rounds,
    shifts,
    watches,
    withdrawals,
)
from otklik.domain.edges import Edge
from otklik.domain.errors import DomainError
from otklik.domain.events import instant_of, instant_text
from otklik.domain.incoming import IncomingCall
from otklik.simulation import complaints, court, credit, goods, replacements, road, shopping
from otklik.store.demo_deeds import KeptDeed


@dataclass(frozen=True, slots=True)
class Deed:
    """Somebody does something to a stream at an instant.

    Parameters
    ----------
    at
        Aware UTC.
    does
        A row of `DEEDS`.
    stream
        Of the order or shift.
    who
        Slug of the person, or `buyer`, or `system`.
    data
        JSON values for the row.
    """

    at: datetime
    does: str
    stream: str
    who: str = "buyer"
    data: Mapping[str, Any] = field(default_factory=dict)


def unit_of(deed: Deed) -> Unit:
    """The deed as a unit for the door, at its own instant."""
    if deed.does == "order":
        return order_intake.unit_of(_arriving(deed), now=deed.at)
    decides = DEEDS[deed.does](deed)
    stores = (deed.data["store"],) if "store" in deed.data else ()
    return Unit(
        now=deed.at, commands=tuple(Command(deed.stream, decide) for decide in decides), stores=stores
    )


def ordering(seed: int, number: int, *, at: datetime, store: str = "", chained: bool = False) -> Deed:
    """A buyer's pressing the button; `chained`: the next buyer follows when this one has ordered."""
    arriving = shopping.arriving(seed, number, at=at, store=store)
    (stream,) = order_intake.streams_of(arriving)
    data = {"seed": seed, "number": number, "store": arriving.store, "chained": chained}
    return Deed(at, "order", stream, data=data)


def ordering_as(given: Mapping[str, Any], *, store: str, at: datetime) -> Deed:
    """A certain buyer's pressing the button, for a story.

    Parameters
    ----------
    given
        As for `shopping.given`.
    store
        Slug.
    """
    (stream,) = order_intake.streams_of(shopping.given(given, at=at, store=store))
    return Deed(at, "order", stream, data={"given": given, "store": store})


def phone_of(arrival: Deed) -> str:
    """The number that the buyer of an order has left, E.164."""
    return _arriving(arrival).order.phone


def joining(store: str, day: str, people: list[str], *, at: datetime, till: bool = False) -> Deed:
    """People's coming to work on a local day; `till`: they scan the tablet there."""
    return Deed(at, "join", f"shift/{store}/{day}", data={"store": store, "people": people, "till": till})


def till_of(store: str) -> str:
    """Id of the tablet at a store's till."""
    return f"till-{store}"


def _arriving(deed: Deed) -> order_intake.Arriving:
    if "given" in deed.data:
        return shopping.given(deed.data["given"], at=deed.at, store=deed.data["store"])
    return shopping.arriving(deed.data["seed"], deed.data["number"], at=deed.at, store=deed.data["store"])


def _actor(deed: Deed) -> str:
    return deed.who if deed.who in ("buyer", "system") else f"person:{deed.who}"


def _join(deed: Deed) -> tuple[Decide, ...]:
    device = till_of(deed.data["store"]) if deed.data.get("till") else ""
    place = shifts.IN_SHOP if device else shifts.UNKNOWN
    return tuple(
        partial(shifts.decide_join, actor=f"person:{person}", person=person, place=place, device=device)
        for person in deed.data["people"]
    )


def _round(deed: Deed) -> tuple[Decide, ...]:
    """Looks through everything, and accepts the morning's plan where one waits; or through some inboxes alone."""
    actor, person, inboxes = _actor(deed), deed.who, tuple(deed.data.get("inboxes", ()))
    looks = partial(rounds.decide_attest, actor=actor, person=person, inboxes=inboxes)
    return (looks,) if inboxes else (looks, partial(rounds.decide_accept_plan, actor=actor, person=person))


def _open(deed: Deed) -> tuple[Decide, ...]:
    edge = Edge(deed.at, "opened", date.fromisoformat(deed.data["day"]), first_of_day=True)
    return (partial(watches.decide_edge, edge=edge),)


def _take(deed: Deed) -> tuple[Decide, ...]:
    return (partial(order_decisions.decide_take, person=deed.who),)


def _talk(deed: Deed) -> tuple[Decide, ...]:
    return (
        partial(
            contacts.decide_contact,
            actor=_actor(deed),
            by=deed.who,
            means="call",
            talk_s=deed.data.get("talk_s"),
            grade="recorded" if deed.data.get("talk_s") else "claimed",
            note=deed.data.get("note", ""),
        ),
    )


def _answer(deed: Deed) -> tuple[Decide, ...]:
    """Takes it, talks, and writes down what came of it."""
    return (*_take(deed), *_talk(deed), *(DEEDS[deed.data["then"]](deed) if "then" in deed.data else ()))


def _outcome(deed: Deed) -> tuple[Decide, ...]:
    """A key of the desk: what the seller writes down after a call."""
    again_m = deed.data.get("again_m")
    call = outcomes.Call(
        deed.data["outcome"],
        deed.who,
        deed.at + timedelta(minutes=again_m) if again_m else None,
        deed.data.get("words", ""),
        deed.data.get("incoming", False),
    )
    return (partial(outcomes.decide_outcome, call=call),)


def _confirm(deed: Deed) -> tuple[Decide, ...]:
    return (partial(order_decisions.decide_confirm, actor=_actor(deed), by=deed.who),)


def _refuse(deed: Deed) -> tuple[Decide, ...]:
    refusal = refusals.Refusal(
        deed.data["reason"],
        deed.data["comment"],
        deed.who,
        deed.data.get("detail", goods.DETAILS.get(deed.data["reason"], "")),
        deed.data.get("demanded", goods.DEMANDED.get(deed.data["reason"], "")),
    )
    return (partial(refusals.decide_refuse, refusal=refusal, actor=_actor(deed)),)


def _withdraw(deed: Deed) -> tuple[Decide, ...]:
    said_by = "buyer" if deed.who == "buyer" else "staff"
    words = deed.data.get("words", "")
    return (partial(withdrawals.decide_withdraw, actor=_actor(deed), said_by=said_by, words=words),)


def _promise(deed: Deed) -> tuple[Decide, ...]:
    given = {name: deed.data.get(name, "") for name in ("what", "person", "purpose")}
    given |= {"by": deed.data["store"], "until_at": instant_of(deed.data["until_at"])}
    return (partial(promises.decide_promise, actor=_actor(deed), **given),)


def _move(deed: Deed) -> tuple[Decide, ...]:
    until_at = instant_of(deed.data["until_at"])
    return (
        partial(
            promises.decide_move_promise,
            actor=_actor(deed),
            promise=deed.data.get("promise", "1"),
            until_at=until_at,
        ),
    )


def _keep(deed: Deed) -> tuple[Decide, ...]:
    promise = deed.data.get("promise", "1")
    return (partial(promises.decide_keep_promise, actor=_actor(deed), promise=promise),)


def _pay(deed: Deed) -> tuple[Decide, ...]:
    return (
        partial(
            payments.decide_pay,
            actor=f"source:{shopping.ORIGIN}",
            amount_minor=deed.data["amount_minor"],
            currency="RUB",
            payment_id=deed.data["payment"],
        ),
    )


def _complete(deed: Deed) -> tuple[Decide, ...]:
    return (partial(order_decisions.decide_complete, actor=_actor(deed)),)


def _note(deed: Deed) -> tuple[Decide, ...]:
    return (partial(order_decisions.decide_note, actor=_actor(deed), words=deed.data["words"]),)


def _assign(deed: Deed) -> tuple[Decide, ...]:
    return (
        partial(
            order_decisions.decide_assign, actor=_actor(deed), store=deed.data["store"], cause="handed_over"
        ),
    )


def _say_silent(deed: Deed) -> tuple[Decide, ...]:
    return (partial(buyers.decide_say_silent, words=deed.data.get("words", "")),)


def _rescue(deed: Deed) -> tuple[Decide, ...]:
    rescue = rescues.Rescue(
        deed.data["remedy"],
        deed.data["reason"],
        deed.who,
        instant_of(deed.data["next_at"]) if "next_at" in deed.data else None,
        words=deed.data.get("words", ""),
    )
    if rescue.remedy == "replacement":
        return replacements.replacing(rescue)
    return (partial(rescues.decide_rescue, rescue=rescue),)


def _replying(reply: court.Reply | credit.Part) -> Callable[[Deed], tuple[Decide, ...]]:
    return lambda deed: (reply(deed.who, deed.data),)


DEEDS: Mapping[str, Callable[[Deed], tuple[Decide, ...]]] = {
    "join": _join,
    "open": _open,
    "round": _round,
    "take": _take,
    "answer": _answer,
    "talk": _talk,
    "outcome": _outcome,
    "confirm": _confirm,
    "refuse": _refuse,
    "withdraw": _withdraw,
    "promise": _promise,
    "move": _move,
    "keep": _keep,
    "pay": _pay,
    "complete": _complete,
    "note": _note,
    "assign": _assign,
    "say_silent": _say_silent,
    "rescue": _rescue,
    **{
        name: _replying(reply)
        for name, reply in {**court.REPLIES, **credit.PARTS, **complaints.REPLIES}.items()
    },
}
"""What a simulated person can do, `order` aside; each row gives the decisions of one unit."""


def _ring(deed: Deed) -> object:
    call = IncomingCall(deed.data["id"], deed.data["phone"], deed.data["phone"], deed.at, answered=False)
    return conversations.receive(
        call, origin=EXCHANGE, store=deed.data["store"], actor=f"source:{EXCHANGE}", now=deed.at
    )


def _reply(deed: Deed) -> object:
    """Answers an SMS with a word and a number; whose SMS has not come yet taps the link in his mail instead."""
    said = answers.answer(
        owner=f"person/{deed.who}",
        method="sms",
        notice_key=None,
        word=deed.data["word"],
        number=deed.data["number"],
        now=deed.at,
    )
    return said if said.order else orders.take(deed.stream, person=deed.who, now=deed.at)


def _on_the_road(act: road.Act) -> Callable[[Deed], object]:
    return lambda deed: act(deed.stream, deed.who, deed.data, deed.at)


EXCHANGE = "demo-exchange"
"""Slug of the exchange that tells of the demo's calls."""

ACTS: Mapping[str, Callable[[Deed], object]] = {
    "busy": lambda deed: shift_acts.busy(
        deed.data["store"], person=deed.who, actor=_actor(deed), now=deed.at
    ),
    "reply": _reply,
    "ring": _ring,
    "call_back": lambda deed: conversations.talk(
        deed.stream, person=deed.who, talk_s=deed.data["talk_s"], now=deed.at
    ),
    **{name: _on_the_road(act) for name, act in road.ACTS.items()},
}
"""Deeds of the present that are more than decisions on one stream: each is the action that a person's tap is."""


def do(deed: Deed) -> Result:
    """What became of a deed of the present."""
    if deed.does not in ACTS:
        (result,) = commit([unit_of(deed)])
        return result
    try:
        ACTS[deed.does](deed)
    except DomainError as error:
        return Refused(error)
    return Done((), {})


def kept(planned: Iterable[Deed], *, story: str = "") -> list[KeptDeed]:
    """The deeds as the demo's queue keeps them; `story` names the one that they belong to."""
    return [KeptDeed(deed.at, _to_text(deed), story) for deed in planned]


def _to_text(deed: Deed) -> str:
    fields = {
        "at": instant_text(deed.at),
        "does": deed.does,
        "stream": deed.stream,
        "who": deed.who,
        "data": dict(deed.data),
    }
    return json.dumps(fields, ensure_ascii=False)


def from_kept(one: KeptDeed) -> Deed:
    """A deed as it was kept."""
    fields = json.loads(one.deed)
    return Deed(instant_of(fields["at"]), fields["does"], fields["stream"], fields["who"], fields["data"])
