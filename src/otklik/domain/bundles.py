"""Bundles: several notices to one receiver that go out as one message, and when it may go (ADR 0029).

The first notice to a receiver never waits. What follows within the standard's `notices.bundle` waits for its end and
goes out as one message; beyond `notices.per_hour` it waits longer, and nothing is dropped. Only what is told to people
and places about orders and talks is bundled: a buyer's letters are each about his own order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.domain.notices import Notice

ABOUT = ("order/", "conversation/")
"""Streams whose notices may share a message."""

ALONE = ("buyer", "system")
"""Receivers who are not one person: each of their notices is a message of its own."""

Lane = tuple[str, str, str]
"""Receiver, channel and method: what shares a lane shares messages."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Notices that go out as one message, and the earliest instant for it."""

    receiver: str
    channel: str
    method: str
    send_at: datetime
    notices: tuple[Notice, ...]


def may_bundle(notice: Notice) -> bool:
    """Whether a notice may share a message with others to the same receiver."""
    paced = "bundle_s" in notice.values and notice.receiver not in ALONE
    return paced and notice.ref is not None and notice.stream.startswith(ABOUT)


def lane_of(notice: Notice) -> Lane:
    """What a notice shares messages with: all of its receiver's by the same method, or nothing but itself."""
    if may_bundle(notice):
        return (notice.receiver, notice.channel, notice.method)
    return (notice.receiver, notice.channel, f"{notice.method} {notice.key}")


def message_key(keys: Sequence[str]) -> str:
    """Name of the message that carries these notices: a single one's own, else one that follows from all of them."""
    if len(keys) == 1:
        return keys[0]
    return hashlib.sha256("|".join(sorted(keys)).encode()).hexdigest()[:32]


def dedup(notices: Iterable[Notice]) -> list[Notice]:
    """Each key once, in order of `not_before`."""
    return sorted(
        {notice.key: notice for notice in notices}.values(), key=lambda one: (one.not_before, one.key)
    )


def bundle(
    notices: Iterable[Notice], *, now: datetime, sent: Mapping[tuple[str, str], Sequence[datetime]]
) -> list[Bundle]:
    """What may go out now, one message to a receiver, channel and method, and when.

    Parameters
    ----------
    notices
        Wanted ones; those that are not due yet are left out. The rules are those that stand in the first notice of
        a lane: after a message the next waits `bundle_s` and takes all that gathered; no receiver gets more than
        `per_hour` by one channel in any hour; what is over waits, nothing is dropped.
    sent
        Receiver and channel → instants of the messages of the last hour, any order.
    """
    gathered: dict[Lane, list[Notice]] = {}
    for notice in dedup(notices):
        if notice.not_before <= now:
            gathered.setdefault(lane_of(notice), []).append(notice)
    return [
        Bundle(
            found[0].receiver,
            found[0].channel,
            found[0].method,
            _send_at(found[0], sent.get((found[0].receiver, found[0].channel), ()), now),
            tuple(found),
        )
        for found in gathered.values()
    ]


def _send_at(first: Notice, sent: Sequence[datetime], now: datetime) -> datetime:
    if not may_bundle(first):
        return now
    hour, bundle_for = timedelta(hours=1), timedelta(seconds=first.values["bundle_s"])
    per_hour = first.values["per_hour"]
    recent = sorted(at for at in sent if now - at < hour)
    send_at = max([now, *(at + bundle_for for at in recent[-1:])])
    if len(recent) >= per_hour:
        send_at = max(send_at, recent[-per_hour] + hour)
    return send_at
