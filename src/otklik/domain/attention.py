"""Attention: what an order got of people's time, beside what a visitor in the shop got (R14). Pure.

Three things can be counted honestly: seconds for which somebody had the order in sight, seconds of recorded talks, and
how often somebody wrote. A claimed talk has no length, writing has none either, and who thinks about an order without
looking at it is not seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.events import Entry

MOST_AT_ONCE_S = 300
"""No report of a browser adds more: a page that was left open is not attention."""


@dataclass(frozen=True, slots=True)
class Given:
    """What orders got.

    Parameters
    ----------
    opened_s
        Somebody had it in sight.
    talked_s
        Recorded talks.
    talks, unmeasured
        All talks, and those of them that have no length.
    wrote
        Notes and messages of people.
    """

    opened_s: int = 0
    talked_s: int = 0
    talks: int = 0
    unmeasured: int = 0
    wrote: int = 0


def counted_s(given_s: float, last_at: datetime | None, *, now: datetime) -> int:
    """How many seconds of a browser's report count: at most those since its last one, and at most `MOST_AT_ONCE_S`.

    Parameters
    ----------
    given_s
        What the browser says.
    last_at
        When the same person last reported of the same order; None = never.
    """
    since_s = MOST_AT_ONCE_S if last_at is None else max(0, int((now - last_at).total_seconds()))
    return max(0, min(int(given_s), since_s, MOST_AT_ONCE_S))


def given_in(entries: Iterable[Entry], opened_s: int = 0) -> Given:
    """What the facts of one or more orders say; a talk that stands on several of them counts once.

    Parameters
    ----------
    entries
        Any, in any order.
    opened_s
        Seconds in sight, from outside the journal.
    """
    talks: dict[str, int | None] = {}
    wrote = 0
    for entry in entries:
        event = entry.event
        if event.kind == "contact.reached" and event.data.get("live") and event.data.get("means") != "tap":
            talks[event.caused_by or f"{entry.stream}@{entry.version}"] = event.data.get("talk_s")
        elif (
            event.kind == "order.noted"
            and event.actor.startswith("person:")
            or event.kind == "message.sent"
            and event.data.get("by_person")
        ):
            wrote += 1
    lengths = [seconds for seconds in talks.values() if seconds is not None]
    return Given(opened_s, sum(lengths), len(talks), len(talks) - len(lengths), wrote)
