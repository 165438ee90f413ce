"""Receiving orders: a cart becomes one stream a store, a repeat finds its streams again, nothing doubles.

The name of a stream follows from its source and number, so two processes that receive the same order meet on the
same row; the claim `order` keeps a number unique for ever, whatever the cart looks like later.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from otklik.actions import carts, conversations, links
from otklik.actions.commit import Command, Decide, Done, Duplicate, Failed, Refused, Result, Unit, commit
from otklik.domain import order_intake
from otklik.domain.errors import DomainError
from otklik.domain.events import Ref
from otklik.domain.incoming import IncomingOrder
from otklik.domain.orders import OrderState
from otklik.domain.stream_state import StreamState
from otklik.store import keys, queries
from otklik.store.claims import Claim
from otklik.store.payloads import RawPayload

NAMESPACE = uuid.UUID("7f8b0f5e-2a63-5d0a-9a63-0d6f1a2f6c11")
"""Under which stream names are derived; never changes."""


@dataclass(frozen=True, slots=True)
class Received:
    """What the source is told about one order: its id, where the buyer looks, and by when a person answers.

    Parameters
    ----------
    id
        The stream's name after `order/`.
    answer_by
        Limit of the first answer; None where none is owed (history).
    created, changed
        Whether this arrival made the order, or changed one that was known.
    """

    id: str
    number: str
    store: str
    status_token: str
    answer_by: datetime | None
    created: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class Arriving:
    """One order from one source, ready to be received.

    Parameters
    ----------
    order
        What the source says.
    origin
        Slug of the source.
    store
        Slug of the store where neither the order nor a line names one.
    history, witnessed
        As in `order_intake.Arrival`.
    follow
        Further decisions after receiving, on each part's stream (the facts of a history file).
    idempotency
        `(key, fingerprint of the request)` of an API call, or None.
    raw
        The payload as it came, kept sealed beside the order.
    """

    order: IncomingOrder
    origin: str
    store: str
    history: bool = False
    witnessed: tuple[str, ...] = ()
    follow: tuple[Decide, ...] = ()
    idempotency: tuple[str, str] | None = None
    raw: RawPayload | None = None


class OtherContent(DomainError):
    """An `Idempotency-Key` that came before with other content: 409 on the API, nowhere else."""

    def __init__(self) -> None:
        super().__init__(
            "idempotency_conflict",
            "This Idempotency-Key was used for a different request.",
            remedy="Send a new key with a new request.",
            place="Idempotency-Key",
        )


def receive(arriving: Arriving, *, now: datetime) -> list[Received]:
    """Receive one order; see `receive_many`.

    Raises
    ------
    DomainError
        What `receive_many` gives as a result.
    """
    (result,) = receive_many([arriving], now=now)
    if isinstance(result, DomainError):
        raise result
    return result


def receive_many(arrivals: Sequence[Arriving], *, now: datetime) -> list[list[Received] | DomainError]:
    """Receive orders in one batch: for each, what to tell its source, or why it was refused.

    Parameters
    ----------
    arrivals
        Any number; each stands alone, a refused one leaves its neighbours untouched.
    now
        Aware UTC.

    Raises
    ------
    Exception
        Whatever the database raised for a unit that failed: nothing of that unit was stored.

    Notes
    -----
    Receiving the same order again gives the same answer (`created` False), whichever process received it first.
    """
    known = queries.load_claims("order", [_claim_key(one) for one in arrivals])
    units = [_unit(one, known.get(_claim_key(one), ""), now) for one in arrivals]
    outcomes: list[list[Received] | DomainError] = []
    for arriving, unit, result in zip(arrivals, units, commit(units), strict=True):
        if isinstance(result, Duplicate):
            outcomes.append(_again(arriving, result, now=now))
        else:
            outcomes.append(_outcome(unit, result))
    live = {
        f"order/{one.id}": (arriving.order.phone, arriving.order.email)
        for arriving, outcome in zip(arrivals, outcomes, strict=True)
        if not arriving.history and not isinstance(outcome, DomainError)
        for one in outcome
    }
    numbers = {stream: phone for stream, (phone, _) in live.items() if phone}
    if numbers:
        conversations.tie_orders(numbers, now=now)
    carts.link_new(live, now=now)
    return outcomes


def unit_of(arriving: Arriving, *, now: datetime) -> Unit:
    """The unit that receives an order which nobody has received before; many share one transaction."""
    return _unit(arriving, "", now)


def streams_of(arriving: Arriving) -> tuple[str, ...]:
    """Names of the streams that an order which nobody has received before will have, one a store."""
    return tuple(_parts(arriving))


def _again(arriving: Arriving, duplicate: Duplicate, *, now: datetime) -> list[Received] | DomainError:
    """Another process was first with the number or with the Idempotency-Key: fold onto what it made."""
    owner = duplicate.owner
    if duplicate.claim.kind == "idempotency":
        request, _, owner = owner.partition(" ")
        if arriving.idempotency is None or request != arriving.idempotency[1]:
            return OtherContent()
    unit = _unit(replace(arriving, idempotency=None), owner, now)
    (result,) = commit([unit])
    return _outcome(unit, result)


def _outcome(unit: Unit, result: Result) -> list[Received] | DomainError:
    if isinstance(result, Refused):
        return result.error
    if isinstance(result, Failed):
        raise result.error
    if not isinstance(result, Done):
        raise RuntimeError(f"receiving an order can't end in {result!r}")
    streams = dict.fromkeys(command.stream for command in unit.commands)
    return [_received(result.states[stream], result) for stream in streams]


def _received(state: StreamState, done: Done) -> Received:
    kinds = {entry.event.kind for entry in done.entries if entry.stream == state.stream}
    order: OrderState = state.subject
    answer = state.obligations.get(Ref("first_answer"))
    return Received(
        id=state.stream.partition("/")[2],
        number=order.number,
        store=order.holder,
        status_token=links.status_token(state.stream),
        answer_by=answer.first_limit_at if answer else None,
        created="order.received" in kinds,
        changed="order.changed_at_source" in kinds,
    )


def _claim_key(arriving: Arriving) -> str:
    return f"{arriving.origin}|{arriving.order.number}"


def _unit(arriving: Arriving, owner: str, now: datetime) -> Unit:
    """The unit that receives every part; `owner` names the streams of an order that is known, or is empty."""
    parts = _parts_for(owner.split(" "), arriving) if owner else _parts(arriving)
    commands: list[Command] = []
    for stream, arrival in parts.items():
        commands.append(Command(stream, partial(order_intake.decide_receive, arrival=arrival)))
        commands += [Command(stream, decide) for decide in arriving.follow]
        if not arriving.history:
            commands.append(Command(stream, partial(order_intake.decide_close_at_source, arrival=arrival)))
    claims = [] if owner else [Claim("order", _claim_key(arriving), " ".join(parts))]
    if arriving.idempotency is not None:
        key, request = arriving.idempotency
        claims.append(Claim("idempotency", f"{arriving.origin}|{key}", f"{request} {' '.join(parts)}"))
    return Unit(
        now=now,
        commands=tuple(commands),
        stores=tuple(dict.fromkeys(arrival.store for arrival in parts.values())),
        claims=tuple(claims),
        payloads=(replace(arriving.raw, stream=next(iter(parts))),) if arriving.raw else (),
    )


def _parts(arriving: Arriving) -> dict[str, order_intake.Arrival]:
    """One arrival a store that the lines name, by stream; a cart of one store keeps the order's own total."""
    stores = _stores_of(arriving)
    if len(stores) == 1:
        stream = _stream(arriving, "")
        return {stream: _arrival(arriving, arriving.order, stores[0], stream)}
    return {_stream(arriving, store): _part(arriving, store) for store in stores}


def _stores_of(arriving: Arriving) -> list[str]:
    default = arriving.order.store or arriving.store
    return list(dict.fromkeys(line.store or default for line in arriving.order.lines)) or [default]


def _part(arriving: Arriving, store: str) -> order_intake.Arrival:
    """What one store has of a cart that is split: its lines, and what they cost."""
    order = arriving.order
    default = order.store or arriving.store
    lines = tuple(line for line in order.lines if (line.store or default) == store)
    part = replace(
        order,
        lines=lines,
        total_minor=sum(line.price_minor * line.quantity for line in lines),
        cart_key=order.cart_key or f"{arriving.origin}:{order.number}",
    )
    return _arrival(arriving, part, store, _stream(arriving, store))


def _parts_for(streams: Sequence[str], arriving: Arriving) -> dict[str, order_intake.Arrival]:
    """What came, by the streams of the first arrival: a cart is split or not at its first intake, for good.

    A store that joins a split cart later gets a part of its own, one that has left it a part without lines.
    """
    stores = _stores_of(arriving)
    whole = _stream(arriving, "")
    if whole in streams:
        return {whole: _arrival(arriving, arriving.order, stores[0], whole)}
    left = {stream: replace(_part(arriving, ""), store=stores[0]) for stream in streams}
    return left | {_stream(arriving, store): _part(arriving, store) for store in stores}


def _stream(arriving: Arriving, store: str) -> str:
    return f"order/{uuid.uuid5(NAMESPACE, f'{arriving.origin}|{arriving.order.number}|{store}')}"


def _arrival(arriving: Arriving, order: IncomingOrder, store: str, stream: str) -> order_intake.Arrival:
    return order_intake.Arrival(
        order=order,
        origin=arriving.origin,
        store=store,
        content=_content(order),
        status_token="" if arriving.history else links.token_hash(links.status_token(stream)),
        history=arriving.history,
        witnessed=arriving.witnessed,
    )


def _content(order: IncomingOrder) -> str:
    """Fingerprints of the parts by which a later version is compared; keyed, since the buyer is among them."""
    parts: dict[str, object] = {
        "buyer": [order.buyer_name, order.phone or order.phone_raw, order.email],
        "comment": order.comment,
        "delivery": order.delivery,
        "extra": order.extra,
        "lines": [[line.id, line.sku, line.title, line.quantity, line.price_minor] for line in order.lines],
        "paid": order.paid_at is not None,
        "payment": order.payment,
        "status": order.source_status,
        "total": [order.total_minor, order.currency],
    }
    if order.place or order.postcode or order.address or order.point:
        parts["address"] = [order.place, order.postcode, order.address, order.point]
    return ";".join(
        f"{name}={keys.fingerprint(f'content {name}', json.dumps(value, sort_keys=True, default=str))[:16]}"
        for name, value in parts.items()
    )
