"""Who calls: an API key is a source of orders, for one store or for all of them.

The database knows the SHA-256 of a key; keys are 256 random bits, so that nothing slower is needed. What a key may
see is `store/access.py`; what it may do with an order that another store holds is said here.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from django.http import HttpRequest
from ninja.security import HttpBearer

from otklik.actions.links import token_hash
from otklik.domain.errors import DomainError
from otklik.store import access, listings, sources
from otklik.store.queries import OrderRow


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever holds a key: the key's slug, and the store it is for (empty = all)."""

    slug: str
    store: str

    @property
    def actor(self) -> str:
        """How the journal names him."""
        return f"key:{self.slug}"

    @property
    def viewer(self) -> access.Viewer:
        """What he may see."""
        return access.Viewer(frozenset({self.store})) if self.store else access.ALL


class ApiKey(HttpBearer):
    """`Authorization: Bearer <key>`."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """The caller whose key this is, or None."""
        digest = token_hash(token)
        found = sources.find_key(digest)
        if found is None or not hmac.compare_digest(found.token_hash.encode(), digest.encode()):
            return None
        return Caller(found.slug, found.store)


def caller_of(request: HttpRequest) -> Caller:
    """The caller of a request that `ApiKey` let in."""
    caller: Caller = request.auth  # type: ignore[attr-defined]
    return caller


def access_order(request: HttpRequest, name: str) -> OrderRow:
    """The order of that id or number, if the caller may see it; foreign and unknown are one answer.

    Raises
    ------
    DomainError
        `unknown_order`, `ambiguous_number`.
    """
    if not name.isprintable():
        raise DomainError(
            "unknown_order", "There is no such order.", remedy="Check the number.", place="order"
        )
    return access.access_order(caller_of(request).viewer, name)


def access_held_order(request: HttpRequest, name: str) -> OrderRow:
    """The order of that id or number, if the caller's store answers for it now.

    Raises
    ------
    DomainError
        As `access_order`; `not_holder`: it was handed to another store.
    """
    row = access_order(request, name)
    caller = caller_of(request)
    if caller.store and row.holder != caller.store:
        raise DomainError(
            "not_holder",
            f"Order {row.number} was handed to another store.",
            remedy="Whoever holds it acts on it; notes and payments are open to you.",
        )
    return row


def require_store(caller: Caller, *stores: str) -> None:
    """Return if the caller's key is for these stores; empty names count as his own.

    Raises
    ------
    DomainError
        `unknown_store`: what is not his does not exist for him.
    """
    for store in stores:
        if caller.store and store not in ("", caller.store):
            raise DomainError(
                "unknown_store",
                f"There is no store {store!r} for this key.",
                remedy=f"This key is for {caller.store!r}.",
                place="store",
            )


def require_person(caller: Caller, person: str) -> None:
    """Return if the caller may act for this person: one who works for the key's store; empty = nobody named.

    Raises
    ------
    DomainError
        `unknown_person`.
    """
    if person and caller.store and not listings.works_for(person, caller.store):
        raise DomainError(
            "unknown_person",
            f"There is no person {person!r} here.",
            remedy="Name somebody who works for the key's store.",
            place="person",
        )
