"""Maintenance: for a time notices to the staff wait, because somebody works on a place or on the whole installation.

It names its end when it begins, at most 8 h ahead, and ends by itself. Nothing is lost meanwhile: what would have gone
out goes out at the end, one message a receiver. Buyers' letters go on, and so do clocks, ladders and verdicts: that
somebody works on the system makes no buyer wait longer (ADR 0029).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from otklik.domain.bundles import ALONE
from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.notices import Notice
from otklik.domain.stream_state import StreamState
from otklik.domain.world import Maintenance, World

LONGEST = timedelta(hours=8)
"""A night's work; whoever needs more says so again."""


def decide_start(
    state: StreamState, world: World, now: datetime, *, actor: str, until_at: datetime, why: str = ""
) -> Sequence[Event]:
    """The fact that maintenance of a place begins, or that the one which runs ends at another time.

    Parameters
    ----------
    state
        Of a `store/` stream; the marketplace's own place stands for the whole installation.
    until_at
        Aware; when it ends by itself.

    Raises
    ------
    DomainError
        `unknown_store`, `maintenance_past`, `maintenance_too_long`.
    """
    if state.subject is None:
        raise DomainError("unknown_store", f"There is no {state.stream}.")
    if until_at <= now:
        raise DomainError(
            "maintenance_past", "That time has passed.", place="until", remedy="Name a later one."
        )
    if until_at - now > LONGEST:
        raise DomainError(
            "maintenance_too_long",
            "Maintenance lasts at most 8 hours.",
            place="until",
            remedy="Name an earlier end, and say it again then.",
        )
    return [
        make(
            "maintenance.started",
            occurred_at=now,
            actor=actor,
            source="person",
            until_at=until_at,
            why=why.strip() or None,
        )
    ]


def decide_end(state: StreamState, world: World, now: datetime, *, actor: str) -> Sequence[Event]:
    """The fact that maintenance ends before its time.

    Raises
    ------
    DomainError
        `no_maintenance`: none runs.
    """
    running = getattr(state.subject, "maintenance", None)
    if running is None or not running.is_running(now):
        raise DomainError("no_maintenance", f"No maintenance of {state.stream} is under way.")
    return [make("maintenance.ended", occurred_at=now, actor=actor, source="person")]


def waits_until(notice: Notice, world: World, *, now: datetime) -> datetime | None:
    """Until when a notice waits for maintenance to end; None = it need not.

    Notes
    -----
    What is about a place's order waits for the place, whoever hears of it; everything that the staff is told waits
    for the installation. A buyer never waits.
    """
    if notice.receiver in ALONE:
        return None
    found = [one.until_at for one in _about(notice, world) if one.is_running(now)]
    return max(found, default=None)


def _about(notice: Notice, world: World) -> list[Maintenance]:
    slugs = dict.fromkeys((str(notice.values.get("store", "")), world.marketplace))
    places = [world.stores[slug] for slug in slugs if slug in world.stores]
    return [place.maintenance for place in places if place.maintenance is not None]
