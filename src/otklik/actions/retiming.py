"""Move what a place owes already to where its present opening hours put it: an act of its own, on the record."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from otklik.actions.commit import Command, Done, Failed, Unit, commit
from otklik.domain.retiming import decide_retimings
from otklik.store import listings, retiming


def retime(slug: str, *, actor: str, now: datetime) -> int:
    """Move every open obligation of a place that its present hours let fall otherwise; how many were moved.

    Parameters
    ----------
    slug
        The place whose hours were changed; each stream is a unit of its own, and one that is refused stays.
    now
        Aware UTC.

    Raises
    ------
    DomainError
        `unknown_store`.
    Exception
        What broke, after the others were done.

    Notes
    -----
    Verdicts stay, and so does what by these hours would be over. Asked again, it moves nothing more.
    """
    listings.load_place(slug)
    earlier = retiming.earlier_calendars(slug)
    decide = partial(decide_retimings, place=slug, earlier=earlier, actor=actor)
    results = commit(
        [
            Unit(now=now, commands=(Command(stream, decide),), stores=(slug,))
            for stream in retiming.list_streams(earlier)
        ]
    )
    for result in results:
        if isinstance(result, Failed):
            raise result.error
    entries = [entry for result in results if isinstance(result, Done) for entry in result.entries]
    return sum(entry.event.kind == "obligation.retimed" for entry in entries)
