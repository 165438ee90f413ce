"""The message log: what went to whom, by which channel, when, and what came back; newest first.

Addresses are not here: they are read only by who sends.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from otklik.store import envelope, models

RESULTS = ("message.sent", "message.accepted", "message.failed", "message.delivered")
"""Facts about a message on its way, as the journal has them."""


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message.

    Parameters
    ----------
    id
        Place in the log.
    number, holder
        Of its order; empty where it is about none.
    due_at
        When it was to go out.
    result, result_at
        The last fact about it, and when; empty and None before the first attempt.
    """

    id: int
    key: str
    stream: str
    number: str
    holder: str
    receiver: str
    channel: str
    method: str
    say: str
    state: str
    attempt: int
    error: str
    due_at: datetime
    result: str
    result_at: datetime | None


@dataclass(frozen=True, slots=True)
class MessageFilter:
    """Which messages; empty fields choose nothing away.

    Parameters
    ----------
    number
        Of the order, whole.
    receiver
        Slug of a person, `store:<slug>` or `buyer`.
    since
        Not due before.
    before
        Only rows below this place in the log; 0 = from the top.
    """

    state: str = ""
    receiver: str = ""
    number: str = ""
    since: datetime | None = None
    before: int = 0
    limit: int = 50


def list_messages(wanted: MessageFilter, *, stores: Collection[str] | None = None) -> list[MessageRow]:
    """One page of the log, newest first.

    Parameters
    ----------
    stores
        Only messages about orders that these hold or first owed; None = all messages.
    """
    query = models.Outbox.objects.order_by("-id")
    if stores is not None:
        his = models.Order.objects.filter(Q(holder__in=stores) | Q(first_store__in=stores))
        query = query.filter(stream__in=his.values("stream"))
    if wanted.number:
        named = models.Order.objects.filter(number=wanted.number)
        query = query.filter(stream__in=named.values("stream"))
    if wanted.state:
        query = query.filter(state=wanted.state)
    if wanted.receiver:
        query = query.filter(receiver=wanted.receiver)
    if wanted.since is not None:
        query = query.filter(not_before__gte=wanted.since)
    if wanted.before:
        query = query.filter(id__lt=wanted.before)
    return _rows(list(query[: wanted.limit]))


def _rows(found: Collection[models.Outbox]) -> list[MessageRow]:
    streams = {row.stream for row in found}
    orders = {row.stream: row for row in models.Order.objects.filter(stream__in=streams)}
    results = _results(streams)
    return [
        MessageRow(
            id=row.id,
            key=row.key,
            stream=row.stream,
            number=orders[row.stream].number if row.stream in orders else "",
            holder=orders[row.stream].holder if row.stream in orders else "",
            receiver=row.receiver,
            channel=row.channel,
            method=row.method,
            say=row.say,
            state=row.state,
            attempt=row.attempt,
            error=row.error,
            due_at=row.not_before,
            result=results.get(row.key, ("", None))[0],
            result_at=results.get(row.key, ("", None))[1],
        )
        for row in found
    ]


def _results(streams: Iterable[str]) -> dict[str, tuple[str, datetime | None]]:
    """The last fact about each message of these streams, by the message's key."""
    rows = models.JournalRow.objects.filter(stream__in=list(streams), kind__in=RESULTS)
    found: dict[str, tuple[str, datetime | None]] = {}
    for row in rows.order_by("stream", "version"):
        event = envelope.unpack(bytes(row.body)).event
        found[str(event.data.get("notice", ""))] = (event.kind, event.occurred_at)
    return found
