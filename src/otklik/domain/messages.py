"""Messages: the facts around sending one notice, in the order that loses nothing (law 6).

Re-check and attempt stand in one unit before anything goes out; the result follows in another. Between the two a
crash leaves an attempt whose outcome is unknown: it is tried again with the same key.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.maintenance import waits_until
from otklik.domain.notices import Notice, stale_at, still_wanted
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World

RETRY_AFTER = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(minutes=30),
)
"""Pauses before the next try after a temporary failure; the last one is repeated until the notice is stale."""


SAY_PROBE = "probe"
"""Template by which a contact method is tried (ADR 0030)."""

WEBHOOK = "webhook"
"""Channel by which stock systems hear of goods."""

PROVING = frozenset({"promise_moved", "window_moved", "courier_coming"})
"""Templates whose message proves that the buyer knows of one thing among several of its kind."""

STALE = "stale"
"""The reason by which a notice that came too late is on record as failed (the standard's `notices.stale`)."""


class NotWanted(DomainError):
    """A notice that need not go out any more; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__("not_wanted", f"The notice is not wanted any more: {reason}.")
        self.reason = reason


class Held(DomainError):
    """A notice that waits until somebody has finished his work on the system (ADR 0029)."""

    def __init__(self, until_at: datetime) -> None:
        super().__init__("held", "Notices wait until maintenance is over.")
        self.until_at = until_at


def decide_send(
    state: StreamState, world: World, now: datetime, *, notice: Notice, attempt: int, message: str = ""
) -> Sequence[Event]:
    """The fact that a notice is going out now.

    Parameters
    ----------
    notice
        As it was queued.
    attempt
        1 for the first try; a repeat after an unknown outcome counts on.
    message
        Key of the message that carries it; empty = its own.

    Raises
    ------
    NotWanted
        Its obligation was met or waived, somebody took the order, or it is too late to say.
    Held
        Somebody works on the system.
    """
    reason = still_wanted(notice, state, world, now=now)
    if reason:
        raise NotWanted(reason)
    until_at = waits_until(notice, world, now=now)
    if until_at is not None:
        raise Held(until_at)
    return [
        make(
            "message.sent",
            occurred_at=now,
            purpose=notice.say,
            notice=notice.key,
            channel=notice.channel,
            receiver=notice.receiver,
            method=notice.method or None,
            attempt=attempt,
            message=_shared(notice, message),
        ),
        *_probe(notice, now),
    ]


def _probe(notice: Notice, now: datetime) -> list[Event]:
    """The fact that a method is being tried, on its owner's stream; nothing for any other notice."""
    if notice.say != SAY_PROBE:
        return []
    return [make("probe.sent", occurred_at=now, method=notice.method, probe=notice.key)]


def _shared(notice: Notice, message: str) -> str | None:
    """Key of the message where it is not the notice's own: that of a bundle."""
    return message if message not in ("", notice.key) else None


def decide_accepted(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    notice: Notice,
    attempt: int,
    provider_id: str,
    message: str = "",
) -> Sequence[Event]:
    """The fact that a provider took a notice over; that is no delivery."""
    return [
        make(
            "message.accepted",
            occurred_at=now,
            source="provider",
            purpose=notice.say,
            notice=notice.key,
            channel=notice.channel,
            receiver=notice.receiver,
            provider_id=provider_id or None,
            attempt=attempt,
            message=_shared(notice, message),
            about=about(notice),
        ),
        *_stock(notice, now),
    ]


def about(notice: Notice) -> str | None:
    """Key of what a message to the buyer proves, where an order has several of its kind; None = nothing is proved."""
    return notice.ref.key if notice.say in PROVING and notice.ref is not None else None


def _stock(notice: Notice, now: datetime) -> list[Event]:
    """The fact that a stock system has taken what it was told; nothing for any other notice."""
    if notice.channel != WEBHOOK or notice.ref is None:
        return []
    return [make("stock.told", occurred_at=now, source="provider", stock=notice.ref.key or None)]


def decide_failed(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    notice: Notice,
    attempt: int,
    permanent: bool,
    reason: str,
    message: str = "",
) -> Sequence[Event]:
    """The fact that a provider did not take a notice; `permanent` where trying again can't help."""
    return [
        make(
            "message.failed",
            occurred_at=now,
            source="provider",
            purpose=notice.say,
            notice=notice.key,
            channel=notice.channel,
            receiver=notice.receiver,
            method=notice.method or None,
            attempt=attempt,
            permanent=permanent,
            reason=reason[:200],
            message=_shared(notice, message),
        )
    ]


def decide_late(state: StreamState, world: World, now: datetime, *, notice: Notice) -> Sequence[Event]:
    """The fact that a notice was not sent, because it had grown stale before anybody could."""
    return [
        make(
            "message.failed",
            occurred_at=now,
            purpose=notice.say,
            notice=notice.key,
            channel=notice.channel,
            receiver=notice.receiver,
            method=notice.method or None,
            attempt=0,
            permanent=True,
            reason=STALE,
        )
    ]


def retry_at(notice: Notice, attempt: int, *, now: datetime, wait_s: int | None = None) -> datetime | None:
    """When to try again after the given attempt failed for a time; None = never: it would be stale by then.

    Parameters
    ----------
    notice
        As it was queued.
    attempt
        The attempt that failed, from 1.
    wait_s
        Seconds for which the provider asked to be left alone; None = it said nothing.
    """
    pause = RETRY_AFTER[min(attempt, len(RETRY_AFTER)) - 1]
    again_at = now + max(pause, timedelta(seconds=wait_s or 0))
    ends_at = stale_at(notice)
    return again_at if ends_at is None or again_at <= ends_at else None
