"""What the parties said of their steps of one order, the bank's answer, and the pause: values, and their folds.

What is owed stands in obligations; here is what was said: done, not yet and by when, yes or no. Deciding is `steps.py`
and `pauses.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from otklik.domain.events import Entry, instant_of

Happened = Literal["requested", "done", "delayed"]
TOUCHING = frozenset({"step.requested", "step.done", "step.delayed"})
DECIDING = frozenset({"bank.decided"})
PAUSING = frozenset({"pause.started", "pause.ended"})


@dataclass(frozen=True, slots=True)
class StepWord:
    """The last word on one step: what, when, of which party (slug, or empty), and until when where it is late."""

    happened: Happened
    at: datetime
    party: str = ""
    until_at: datetime | None = None
    delays: int = 0


@dataclass(frozen=True, slots=True)
class Pause:
    """The order waits for its buyer: for what (code of the standard), since when, until when, who said so."""

    reason: str
    since_at: datetime
    until_at: datetime | None
    by: str = ""


class Stepping(Protocol):
    """What the folds need to know of the order before the fact."""

    @property
    def steps(self) -> Mapping[str, StepWord]:
        """The last word on each step."""
        ...


def steps_after(order: Stepping, entry: Entry) -> Mapping[str, StepWord]:
    """The last word on each step after one more fact."""
    data, kind = entry.event.data, entry.event.kind.removeprefix("step.")
    known = order.steps.get(data["step"])
    happened: Happened = "done" if kind == "done" else "delayed" if kind == "delayed" else "requested"
    until_at = data.get("until_at") if happened == "delayed" else None
    word = StepWord(
        happened,
        entry.event.occurred_at,
        data.get("party") or "",
        instant_of(until_at) if until_at else None,
        (known.delays if known and happened != "requested" else 0) + (happened == "delayed"),
    )
    return {**order.steps, data["step"]: word}


def bank_after(order: object, entry: Entry) -> str:
    """What the bank said last: a word of `vocabulary.SAID`."""
    return str(entry.event.data["decision"])


def pause_after(order: object, entry: Entry) -> Pause | None:
    """The pause that runs after one more fact; None = none."""
    event = entry.event
    if event.kind == "pause.ended":
        return None
    until_at = event.data.get("until_at")
    return Pause(
        event.data["reason"],
        event.occurred_at,
        instant_of(until_at) if until_at else None,
        event.data.get("by") or "",
    )
