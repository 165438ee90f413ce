"""Several carts of one buyer: linking them as they come, merging duplicates of one store, keeping both (R33).

Linking is a unit of its own after the order's: of two that come at once, whichever looks last finds the other.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from functools import partial

from otklik.actions.commit import Command, Done, Unit, commit, commit_one
from otklik.domain import carts
from otklik.store import carts as store
from otklik.store.carts import Cart
from otklik.store.journal import load_states

NAMESPACE = uuid.UUID("b0c3f6d4-0d0f-5e57-8f0e-6d1f6f0c1a90")
"""Under which links are named; never changes."""


def link_new(addresses: Mapping[str, tuple[str, str]], *, now: datetime) -> None:
    """Link orders that have just come in with others of the same phone or address within 48 h.

    Parameters
    ----------
    addresses
        Phone (E.164) and e-mail by live order; a repeat links nothing twice.
    """
    others = {stream: found for stream, found in store.find_others(addresses).items() if found}
    units = [unit for stream in others if (unit := _unit(stream, others[stream], now)) is not None]
    if units:
        commit(units)


def _unit(stream: str, others: Mapping[str, str], now: datetime) -> Unit | None:
    found = store.find_carts(stream, others, within=carts.LINKED_FOR, limit=carts.MOST)
    if len(found) < 2:
        return None
    known = sorted({one.link for one in found if one.link})
    first = min(found, key=lambda one: (one.placed_at, one.stream))
    link = known[0] if known else f"buyer/{uuid.uuid5(NAMESPACE, first.stream)}"
    by = next(one.by for one in found if one.by)
    orders = [one.stream for one in found]
    commands = [Command(link, partial(carts.decide_link, by=by, orders=orders))]
    cart = link.partition("/")[2]
    commands += [
        Command(one.stream, partial(carts.decide_linked, by=by, cart=cart))
        for one in _duplicates(found, stream)
    ]
    return Unit(now=now, commands=tuple(commands))


def _duplicates(found: list[Cart], stream: str) -> list[Cart]:
    """The open orders of the new one's own store, if there is another beside it."""
    mine = next((one for one in found if one.stream == stream), None)
    if mine is None:
        return []  # a number with more orders than are looked at: a tester's, or a shop's own
    same = [one for one in found if one.holder == mine.holder and one.is_open]
    return same if len(same) > 1 else []


def keep(order: str, *, person: str, now: datetime) -> Done:
    """Say that an order is no duplicate; the same person may take it back for ten seconds. See `carts.decide_keep`."""
    return commit_one(Unit(now=now, commands=(Command(order, partial(carts.decide_keep, person=person)),)))


def merge(order: str, *, into: str, person: str, now: datetime) -> Done:
    """Withdraw an order as a duplicate of another of the same store; see `carts.decide_merge`.

    Parameters
    ----------
    order, into
        Streams: the one that goes, and the one that stands for both.
    """
    mine = load_states([order])[order].subject
    absorb = partial(carts.decide_absorb, cart=getattr(mine, "cart", ""), holder=getattr(mine, "holder", ""))
    decide = partial(carts.decide_merge, into=into, person=person)
    return commit_one(Unit(now=now, commands=(Command(into, absorb), Command(order, decide))))
