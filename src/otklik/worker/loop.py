"""The only loop: tick(now) = stores that open or close, then due timers, then due notices, then polls.

One or many may run, on one machine or several: the locks of streams and the leases of notices keep them apart.
A stream that can't be advanced is set aside with its error, so that it never blocks another. Between ticks the loop
sleeps until the next instant at which something is due, or until a commit wakes it.
"""

from __future__ import annotations

import logging
import os
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.actions import (
    appointments,
    delays,
    delivery_reports,
    edges,
    invariants,
    promises,
    samples,
    windows,
)
from otklik.actions.clock import run_clock
from otklik.actions.commit import Failed, Refused
from otklik.domain.errors import DomainError
from otklik.store import audits, clock, handling, heartbeats, next_event, timers, wakeups
from otklik.store.writer import is_passing, renew_connection
from otklik.worker import (
    alternative_jobs,
    buffers,
    composing,
    demand_jobs,
    partner_letters,
    pollers,
    route_jobs,
    sender,
)
from otklik.worker.feeds import Readers

log = logging.getLogger(__name__)

Beside = Callable[[], datetime | None]
"""What acts beside the worker: does its part, gives the instant of its next."""

BATCH = 128
"""Streams whose clocks run in one transaction."""

LONGEST_PAUSE_S = 5.0
"""The loop looks at least so often, whatever wake-up was missed."""

AFTER_ERROR_S = 1.0
"""How long the loop leaves a database alone that has just refused."""

DEMO_PAUSE_S = 1.0
"""As above where time is virtual: somebody may have turned the clock on."""

BEAT_EVERY = timedelta(seconds=20)
"""How often the worker says that it lives; `/health` calls it silent after 120 s."""


@dataclass(frozen=True, slots=True)
class Ticked:
    """What one tick did: streams advanced (stores that open or close among them), notices tried, polls made."""

    """What one tick did: streams advanced, notices tried, polls made and early reports of delivery settled."""

    advanced: int
    tried: int
    polled: int

    @property
    def busy(self) -> bool:
        """Whether there may be more to do at once."""
        return bool(self.advanced or self.tried or self.polled)


def tick(*, read_now: Callable[[], datetime], owner: str, carry: sender.Carrier = composing.send) -> Ticked:
    """Do one batch of everything that is due.

    Parameters
    ----------
    read_now
        Gives the present instant, aware UTC.
    owner
        Name of this worker's run, for leases.
    carry
        Sends one message.
    """
    # An opening or closing that came late comes before whatever its shift owes after it (standard rule 3).
    followed = edges.record_due(now=read_now()) + windows.drop_orphans(now=read_now())
    return Ticked(
        advanced=followed + _advance(now=read_now()),
        tried=sender.send_due(read_now=read_now, owner=owner, carry=carry),
        polled=pollers.poll_due(read_now=read_now) + delivery_reports.settle(now=read_now()),
    )


def _advance(*, now: datetime) -> int:
    streams = timers.list_due(now, BATCH)
    for stream, result in zip(streams, run_clock(streams, now=now), strict=True):
        if isinstance(result, Failed) and is_passing(result.error):
            raise result.error  # not the stream's fault: it stays due
        if isinstance(result, Failed | Refused):
            error = result.error
            log.error("the clock of %s was stopped", stream, exc_info=error)
            timers.set_aside(stream, error.code if isinstance(error, DomainError) else type(error).__name__)
    return len(streams)


def nobody() -> datetime | None:
    """Who acts beside the worker in life: nobody."""
    return None


def run(stop: threading.Event, *, beside: Beside = nobody, carry: sender.Carrier = composing.send) -> None:
    """Tick until told to stop; the tick that is under way is finished.

    Parameters
    ----------
    stop
        Set by a signal handler or by whoever serves.
    beside
        Called before each tick: does what simulated people do by now, and says when it wants to be called again.
    carry
        Sends one message.

    Notes
    -----
    An error of the database is logged and the loop goes on, with a new connection: a worker that gives up is the
    silence that it is there to prevent. A clock that differs from the database's stops it from claiming anything
    until that is mended.
    """
    owner = f"{os.uname().nodename}:{os.getpid()}:{secrets.token_hex(3)}"
    beaten_at: datetime | None = None
    readers = Readers()
    looked_at: tuple[datetime, str] | None = None
    jobs, nights = route_jobs.Jobs(), buffers.Nights()
    forecasts, learning = demand_jobs.Jobs(), alternative_jobs.Learning()
    while not stop.is_set():
        try:
            clock.require_trusted()
            coming_at = beside()
            now = clock.now()
            if beaten_at is None or not timedelta(0) <= now - beaten_at < BEAT_EVERY:
                heartbeats.beat("worker", now=now)
                audits.keep_house(now=now)
                samples.plan_due(now=now)
                promises.hand_leavers(now=now)
                partner_letters.send_due(now=now)
                invariants.check_due(now=now)
                looked_at = appointments.follow_rosters(now=now, after=looked_at)
                handling.keep_up(now=now)
                delays.watch(now=now)
                jobs.keep_up(now=now)
                nights.keep_up(now=now)
                demand_jobs.follow(forecasts, now=now)
                learning.follow(now=now)
                readers.keep_up(now=now)
                beaten_at = now
            busy = tick(read_now=clock.now, owner=owner, carry=carry).busy
            pause_s = 0.0 if busy else _pause_s(clock.now(), coming_at)
            if pause_s and not stop.is_set():
                wakeups.wait(pause_s)
        except Exception:
            log.exception("a tick failed; the next one follows")
            renew_connection()
            stop.wait(AFTER_ERROR_S)
    jobs.stop()
    demand_jobs.stop(forecasts)


def _pause_s(now: datetime, coming_at: datetime | None) -> float:
    """Real seconds until something is due, at most `LONGEST_PAUSE_S`; none while the demo's time is led ahead."""
    demo = clock.read_demo()
    if demo and demo.ahead_to is not None:
        return 0.0
    longest_s = DEMO_PAUSE_S if demo else LONGEST_PAUSE_S
    due = [at for at in (next_event.next_due_at(), coming_at) if at is not None]
    if not due:
        return longest_s
    return min(max((min(due) - now).total_seconds() / (demo.speed if demo else 1.0), 0.05), longest_s)
