"""Signs of life of the processes; whoever is silent too long is named on `/health` and by doctor."""

from __future__ import annotations

from datetime import datetime, timedelta

from otklik.store import models, writer

SILENT_AFTER = timedelta(seconds=120)
"""A worker that has said nothing for so long is called dead."""


def beat(name: str, *, now: datetime) -> None:
    """Say that a process lives.

    Parameters
    ----------
    name
        `worker`, or another long-running process.
    now
        Aware UTC.
    """
    writer.run(lambda: models.Heartbeat.objects.update_or_create(name=name, defaults={"at": now}))


def last_beat(name: str) -> datetime | None:
    """When the process last said that it lives; None = never."""
    return models.Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()


def is_silent(name: str, *, now: datetime) -> bool:
    """Whether the process has been silent for longer than `SILENT_AFTER`, or never spoke."""
    at = last_beat(name)
    return at is None or now - at > SILENT_AFTER
