"""Messages that went out, found by what comes back about them: an id at a provider, a notice's key, who answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from otklik.domain.notices import Notice
from otklik.store import conversations, journal, models
from otklik.store.outbox import notice_of

TALKED_OF = Q(stream__startswith="order/") | Q(stream__startswith="conversation/")
GONE = ("sending", "sent")
"""States of messages that may have reached somebody."""


@dataclass(frozen=True, slots=True)
class Told:
    """A notice that went out, how often it was tried, and what its order or caller is called by; empty = neither.

    A caller is called by the last four digits of his number.
    """

    notice: Notice
    attempt: int
    number: str = ""


def find_told(channel: str, provider_id: str) -> list[Told]:
    """Notices that went out as one message of a provider; several were bundled in it."""
    rows = models.Outbox.objects.filter(channel=channel, provider_id=provider_id).order_by("id")
    return [Told(notice_of(row), row.attempt) for row in rows]


def list_told(receiver: str, method: str, *, key: str = "", since: datetime, limit: int = 50) -> list[Told]:
    """Notices about orders that went to a receiver by one of his methods, newest first.

    Parameters
    ----------
    receiver
        Slug of a person or `store:<slug>`.
    key
        Only the notice of this key, or those that went out in the message of this key; empty = all.
    since
        Not sent before; a notice of the key is found however old.
    limit
        At most so many.
    """
    his = models.Outbox.objects.filter(receiver=receiver, method=method, state__in=GONE)
    rows = list(his.filter(key=key)) if key else []
    if not rows:
        lately = his.filter(TALKED_OF, sent_at__gte=since).order_by("-id")
        rows = list((lately.filter(message=key) if key else lately)[:limit])
    orders = models.Order.objects.filter(stream__in={row.stream for row in rows})
    numbers = dict(orders.values_list("stream", "number"))
    numbers |= conversations.load_ends({row.stream for row in rows})
    return [Told(notice_of(row), row.attempt, numbers.get(row.stream, "")) for row in rows]


def find_owners(channel: str, address: str) -> list[tuple[str, str]]:
    """Who is reached at an address: owner's stream and method's id; the addresses themselves lie sealed.

    Parameters
    ----------
    address
        As it was verified.
    """
    rows = list(
        models.ContactMethod.objects.filter(channel=channel).values_list("owner", "method", "version")
    )
    values = journal.load_personal({owner for owner, _, _ in rows})
    return [
        (owner, method)
        for owner, method, version in sorted(rows)
        if values.get(owner, {}).get(version, {}).get("address") == address
    ]


def locale_of(owner: str) -> str:
    """Language of a person or a place; empty where there is none of that name.

    Parameters
    ----------
    owner
        Stream, `person/<slug>` or `store/<slug>`.
    """
    prefix, _, slug = owner.partition("/")
    model = models.Person if prefix == "person" else models.Store
    return model.objects.filter(slug=slug).values_list("locale", flat=True).first() or ""
