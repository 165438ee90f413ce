"""What is in place for the buyer to collect, and whether he may be told so (R25, law 12): the value and its fold.

`order.ready` and `order.unready` are in no command: the engine derives them after every fact (`derived.py`). What was
told as true and is not any more is kept: a regression, with whether the buyer had been told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from otklik.domain.events import Entry, instant_of

PartKind = Literal["goods", "paper", "person"]

TOUCHING = frozenset({
    "goods.scanned", "goods.arrived", "goods.missing", "paper.present", "paper.withdrawn", "order.ready",
    "order.unready", "message.sent", "contact.reached", "appointment.moved", "buyer.came",
})  # fmt: skip

READY = "ready"
"""Purpose of the message that says so."""

PRESENT_FOR = timedelta(hours=4)
"""So long a buyer who came and did not leave counts as there; nobody taps when he goes with what he bought."""

PASSED = "passed"
"""Cause of an `order.unready` that nobody but the clock brought about: the appointment went by."""


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """One thing that must be in place: the goods of a line, a paper, or the person who expects the buyer."""

    kind: PartKind
    name: str

    @property
    def code(self) -> str:
        """`goods:1`, `paper:bank`, `person:credit_expert`."""
        return f"{self.kind}:{self.name}"


@dataclass(frozen=True, slots=True)
class Regression:
    """That a ready order was ready no longer: when, what was missing, and whether the buyer had been told."""

    at: datetime
    parts: tuple[str, ...]
    told: bool
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is known of the parts, and what follows from it.

    Parameters
    ----------
    goods
        Line → slug of the store where its goods were scanned last.
    papers
        Papers in place.
    is_ready, ready_at
        Whether everything was in place at the last fact, and since when.
    until_at
        Until when that is true by itself: the end of the appointment; None = without end.
    times
        How often the order became ready.
    told
        Whether the word of it went out, or was said in a talk, since it became ready last.
    regressions
        How often it was ready and then was not, in order.
    """

    goods: Mapping[str, str] = field(default_factory=dict)
    papers: frozenset[str] = frozenset()
    is_ready: bool = False
    ready_at: datetime | None = None
    until_at: datetime | None = None
    times: int = 0
    told: bool = False
    regressions: tuple[Regression, ...] = ()


def readiness_after(order: Any, entry: Entry) -> Readiness:
    """The order's readiness after one of the facts that touch it."""
    known: Readiness = order.readiness
    kind, data = entry.event.kind, entry.event.data
    if kind in ("goods.scanned", "goods.arrived"):
        store = data.get("store") or order.holder
        return replace(known, goods={**known.goods, **dict.fromkeys(_lines(order, data), store)})
    if kind == "goods.missing":
        gone = frozenset(_lines(order, data))
        return replace(known, goods={line: at for line, at in known.goods.items() if line not in gone})
    if kind == "paper.present":
        return replace(known, papers=known.papers | {data["paper"]})
    if kind == "paper.withdrawn":
        return replace(known, papers=known.papers - {data["paper"]})
    if kind in ("order.ready", "order.unready"):
        return _derived(known, entry)
    return _heard(known, entry)


def _lines(order: Any, data: Mapping[str, Any]) -> list[str]:
    """Ids of the lines that a fact names; all of them where it names none."""
    named = data.get("lines")
    return [line.id for line in order.lines] if named is None else list(named)


def _derived(known: Readiness, entry: Entry) -> Readiness:
    data, at = entry.event.data, entry.event.occurred_at
    if entry.event.kind == "order.ready":
        until = data.get("until_at")
        until_at = instant_of(until) if until else None
        return replace(
            known, is_ready=True, ready_at=at, until_at=until_at, times=known.times + 1, told=False
        )
    regression = Regression(
        at, tuple(data.get("parts", ())), bool(data.get("buyer_told")), data.get("cause", "")
    )
    return replace(
        known,
        is_ready=False,
        ready_at=None,
        until_at=None,
        told=False,
        regressions=(*known.regressions, regression),
    )


def _heard(known: Readiness, entry: Entry) -> Readiness:
    """Whether the buyer knows that it is ready, and until when it is true, after a word to him."""
    kind, data = entry.event.kind, entry.event.data
    if not known.is_ready:
        return known
    if kind == "appointment.moved":
        until = data.get("ends_at")
        return replace(known, until_at=instant_of(until)) if until and known.until_at else known
    if kind == "buyer.came":
        here_until_at = entry.event.occurred_at + PRESENT_FOR
        return replace(known, until_at=max(known.until_at, here_until_at)) if known.until_at else known
    # An attempt is on record before it is made: from then on he may know (law 6).
    told = data.get("live") if kind == "contact.reached" else data.get("purpose") == READY
    return replace(known, told=True) if told else known
