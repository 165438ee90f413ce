"""Let the clock run on streams: breaches, ladder steps, lapses and reviews that are due (journey 1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from otklik.actions.commit import Command, Result, Unit, commit


def run_clock(streams: Sequence[str], *, now: datetime) -> list[Result]:
    """Do what is due on each stream until `now`; a stream that fails leaves the others untouched.

    Notes
    -----
    Running it twice, or from two workers at once, does nothing more: the fold under the stream's lock decides.
    """
    return commit([Unit(now=now, commands=(Command(stream),)) for stream in streams])
