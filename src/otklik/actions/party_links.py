"""The one page of a party: its address, made, shown, renewed and revoked; what stands there, and its two acts (R23).

The token can be made again from the place's name, the link's number and our secret; the database knows its hash. It is
the authority, so it names one place, ends by itself, and shows of an order nothing but what its step needs.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from otklik.actions import orders, steps
from otklik.actions.links import token_hash
from otklik.domain.errors import DomainError
from otklik.domain.parties import kind_of
from otklik.domain.party_desks import PartyDesk, desk_of
from otklik.domain.steps import step_of
from otklik.domain.streams import stores_of
from otklik.store import directory, journal, keys, listings, party_links
from otklik.store.party_links import PartyLink

VALID_FOR = timedelta(days=180)
ACTS_PER_MINUTE = 30
BANK = "bank.decided"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a party says of one step: done, approved, declined, or `later` with an instant."""

    order: str
    step: str
    says: str
    until_at: datetime | None = None
    why: str = ""


def show(store: str, *, now: datetime) -> str:
    """The present address of a place's page; one is made where none is good.

    Raises
    ------
    DomainError
        `unknown_store`; `no_party`: the place is a store or the marketplace, whose people log in.
    """
    known = party_links.find(store)
    if known is None or known.ends_at <= now:
        return renew(store, now=now)
    if known.revoked_at is not None:
        raise DomainError(
            "party_link_revoked",
            f"The page of {store} was closed.",
            remedy="Renew it, if it is to open again.",
        )
    return _address(known)


def look(store: str) -> PartyLink | None:
    """The present link of a place as it stands, good or not; None = there never was one."""
    return party_links.find(store)


def renew(store: str, *, now: datetime) -> str:
    """Another address of a place's page; the old one leads nowhere. Errors as in `show`."""
    place = listings.load_place(store)
    if place.role in ("store", "marketplace"):
        raise DomainError(
            "no_party",
            f"{store} is no party: its people log in.",
            remedy="Name a bank, a workshop, a warehouse.",
        )
    known = party_links.find(store)
    link = PartyLink(store, (known.number if known else 0) + 1, now, now + VALID_FOR, None)
    party_links.put(link, token=token_hash(token_of(link)))
    return _address(link)


def revoke(store: str, *, now: datetime) -> None:
    """Close a place's page until it is renewed."""
    listings.load_place(store)
    if party_links.find(store) is None:
        renew(store, now=now)  # so that no message opens one by itself
    party_links.revoke(store, now=now)


def offer(store: str, *, now: datetime) -> str:
    """The address for a message to a place; empty where it has none, because somebody closed it."""
    try:
        return show(store, now=now)
    except DomainError:
        return ""


def token_of(link: PartyLink) -> str:
    """32 characters, 160 bits, the same each time for one number of one place."""
    secret = keys.installation_key("party link")
    digest = hmac.new(secret, f"{link.store} {link.number}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:20]).decode().lower()


def _address(link: PartyLink) -> str:
    return f"{settings.OTKLIK_BASE_URL}/party/{token_of(link)}"


def load_desk(token: str, now: datetime) -> PartyDesk | None:
    """What a party's page shows, or None: wrong, renewed, revoked and ended are one answer."""
    link = _good(token, now)
    if link is None:
        return None
    streams = party_links.list_owed(link.store)
    states = journal.load_states(streams)
    stores = {slug for state in states.values() for slug in stores_of(state)}
    hashes = {one.standard for state in states.values() for one in state.obligations.values()}
    world = directory.load_world({*stores, link.store}, hashes, now=now)
    return desk_of(link.store, [states[stream] for stream in streams], world)


def answer(token: str, given: Answer, *, now: datetime) -> None:
    """Do what a party says on its page, in the name of its place.

    Raises
    ------
    DomainError
        `link_ended`: the link is not good; `slow_down`: too many acts in a minute; `step_not_owed`: the place does not
        owe that step now; whatever the act is refused for.
    """
    link = _good(token, now)
    if link is None:
        raise DomainError("link_ended", "This link is not good any more.", remedy="Use the newest message.")
    if not party_links.count_act(link.store, most=ACTS_PER_MINUTE, now=now):
        raise DomainError("slow_down", "That was too fast.", remedy="Try again in a minute.")
    stream = f"order/{given.order}"
    actor = f"party:{link.store}"
    met = _met_by(stream, given.step, link.store, now)
    if given.says in ("approved", "declined") and met == BANK:
        steps.decide(stream, decision=given.says, actor=actor, by=link.store, now=now)
        return
    orders.step(
        stream,
        step=given.step,
        happened="done" if given.says == "done" else "delayed",
        actor=actor,
        party=link.store,
        until_at=given.until_at,
        why=given.why,
        now=now,
    )


def _met_by(stream: str, step: str, store: str, now: datetime) -> str:
    """The fact that meets a step which a place owes on an order."""
    if stream in party_links.list_owed(store):
        state = journal.load_states([stream])[stream]
        hashes = {one.standard for one in state.obligations.values()}
        world = directory.load_world({*stores_of(state), store}, hashes, now=now)
        for one in state.obligations.values():
            kind = kind_of(one, world)
            if one.is_owed and one.debtor.endswith(f":{store}") and step_of(kind) == step:
                return kind.met_by[0].on
    raise DomainError("step_not_owed", "Nobody waits for this step.", remedy="Load the page again.")


def _good(token: str, now: datetime) -> PartyLink | None:
    link = party_links.find_by_token(token_hash(token))
    return link if link is not None and link.is_good(now) else None
