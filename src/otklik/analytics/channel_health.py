"""How the ways to reach people fare: what arrived, how fast, how fast somebody reacted, and who is never there.

Counts carry their interval; a way with few messages is shown and not judged (law 13, ADR 0030).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from otklik.analytics.findings import Share
from otklik.analytics.proportions import make_share

WINDOW = timedelta(days=14)
"""How far back a way is looked at."""

IN_TIME = timedelta(minutes=20)
"""Whoever is in the shop reacts within so long, now and then at least."""

FEW = 10
"""Fewer messages than this judge nobody."""

OUTAGE_FROM = 3
"""So many failures for a time in a row, with nothing taken in between, are an outage."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One message as it went: to whom by which way, and when things happened to it (None = never).

    Parameters
    ----------
    failed_at
        When a provider refused it, for a time or for good.
    reacted_at
        When its receiver did something about it: took the order, answered, tapped.
    """

    owner: str
    method: str
    channel: str
    sent_at: datetime
    accepted_at: datetime | None = None
    delivered_at: datetime | None = None
    failed_at: datetime | None = None
    reacted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """How one way fared within the window.

    Parameters
    ----------
    told
        Messages that went out.
    taken
        Share that the provider took over; delivered = share of those that it reports as arrived, None where this
        channel reports nothing.
    delivery_s, reaction_s
        Medians in seconds; None where nothing is known.
    in_time
        Share that somebody reacted to within `IN_TIME`.
    is_absent
        Enough messages, and none of them brought anybody in time: this way does not lead into the shop.
    """

    told: int
    taken: Share
    delivered: Share | None
    delivery_s: float | None
    reaction_s: float | None
    in_time: Share
    is_absent: bool


@dataclass(frozen=True, slots=True)
class Outage:
    """A time in which a channel took nothing."""

    channel: str
    since_at: datetime
    until_at: datetime
    failures: int


def assess(tellings: Sequence[Telling]) -> Health:
    """How one way fared.

    Parameters
    ----------
    tellings
        Its messages within the window, any order.
    """
    taken = [one for one in tellings if one.accepted_at is not None]
    arrived = [one for one in taken if one.delivered_at is not None]
    reactions = [
        (one.reacted_at - one.sent_at).total_seconds() for one in taken if one.reacted_at is not None
    ]
    in_time = sum(seconds <= IN_TIME.total_seconds() for seconds in reactions)
    deliveries = [(one.delivered_at - one.sent_at).total_seconds() for one in arrived if one.delivered_at]
    return Health(
        told=len(tellings),
        taken=make_share("taken", len(taken), len(tellings), FEW),
        delivered=make_share("delivered", len(arrived), len(taken), FEW) if arrived else None,
        delivery_s=median(deliveries) if deliveries else None,
        reaction_s=median(reactions) if reactions else None,
        in_time=make_share("in_time", in_time, len(taken), FEW),
        is_absent=len(taken) >= FEW and in_time == 0,
    )


def list_outages(tellings: Iterable[Telling]) -> list[Outage]:
    """Times in which a channel took nothing: `OUTAGE_FROM` failures in a row, oldest first."""
    found: list[Outage] = []
    rows: dict[str, list[datetime]] = {}
    events = sorted(
        (at, one.channel, one.failed_at is not None)
        for one in tellings
        if (at := one.failed_at or one.accepted_at) is not None
    )
    for at, channel, failed in events:
        if failed:
            rows.setdefault(channel, []).append(at)
            continue
        found += _outage(channel, rows.pop(channel, []), at)
    for channel, row in rows.items():
        found += _outage(channel, row, row[-1])
    return sorted(found, key=lambda one: one.since_at)


def _outage(channel: str, failures: Sequence[datetime], until_at: datetime) -> list[Outage]:
    if len(failures) < OUTAGE_FROM:
        return []
    return [Outage(channel, failures[0], until_at, len(failures))]
