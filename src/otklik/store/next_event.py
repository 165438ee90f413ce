"""When anything happens next by itself: a clock, a notice, or somebody simulated."""

from __future__ import annotations

from datetime import datetime

from otklik.store import demo_deeds, edges, outbox, timers


def next_due_at() -> datetime | None:
    """The earliest instant at which a tick of the worker would find a clock, a notice or an opening to work on."""
    return _earliest(timers.next_due_at(), outbox.next_due_at(), edges.next_due_at())


def next_event_at() -> datetime | None:
    """The earliest instant at which the system or a simulated person of the demo will act, or None."""
    return _earliest(next_due_at(), demo_deeds.next_due_at())


def _earliest(*instants: datetime | None) -> datetime | None:
    return min((at for at in instants if at is not None), default=None)
