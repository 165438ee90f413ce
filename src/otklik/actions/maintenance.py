"""Maintenance: begin it for a place or for everything, or end it before its time."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain import maintenance
from otklik.store import directory, outbox


def start(store: str, *, actor: str, until_at: datetime, why: str = "", now: datetime) -> Done:
    """Let notices to the staff wait until an instant. See `maintenance.decide_start`.

    Parameters
    ----------
    store
        Slug of a place; empty = the whole installation.
    """
    decide = partial(maintenance.decide_start, actor=actor, until_at=until_at, why=why)
    return commit_one(Unit(now=now, commands=(Command(_stream(store), decide),)))


def end(store: str, *, actor: str, now: datetime) -> Done:
    """End it now: what waited goes out at once, one message a receiver. See `maintenance.decide_end`.

    Notes
    -----
    A crash in between loses nothing: then what waits goes out at the instant that was named.
    """
    decide = partial(maintenance.decide_end, actor=actor)
    done = commit_one(Unit(now=now, commands=(Command(_stream(store), decide),)))
    outbox.release_held(now=now)
    return done


def _stream(store: str) -> str:
    return f"store/{store or directory.find_marketplace()}"
