"""Why this went to whom, when, and what came back: the messages of one stream as steps of its ladders.

Read from the journal (steps, holds, attempts, results, who took it) and from how each notice stands. Nothing is left
out: a step that reached nobody, a word that a newer one replaced, a message that nobody needed any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.events import Entry, instant_of
from otklik.domain.messages import STALE

RESULTS = {
    "message.sent": "sent",
    "message.accepted": "accepted",
    "message.delivered": "delivered",
    "message.failed": "failed",
}
"""Fact about a notice → its word here."""

STATES = (
    "planned",
    "replaced",
    "waiting",
    "held",
    "bundled",
    "sent",
    "accepted",
    "delivered",
    "answered",
    "failed",
    "late",
    "cancelled",
    "set_aside",
    "skipped",
)
"""Every word that a timeline may say of a notice or a step."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a notice stands in the outbox: state, why, when it is due, and of how many orders its message speaks."""

    key: str
    state: str
    error: str
    due_at: datetime
    orders: int = 1


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that became of a notice: a word of `STATES`, when (None = not on record), and why (may be empty)."""

    state: str
    at: datetime | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One receiver by one channel, and what became of it, in order."""

    key: str
    receiver: str
    channel: str
    say: str
    moments: tuple[Moment, ...]

    @property
    def last(self) -> Moment:
        """Where it stands."""
        return self.moments[-1]


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder as it fired.

    Parameters
    ----------
    at
        When it was due.
    kind, key
        The obligation.
    step, turn, round
        Position on the ladder, from 0.
    told
        Whom it told; empty where it was held or reached nobody.
    skipped
        Steps before it that reached nobody: position and the words of their `tell`.
    empty_turns
        Channels of this very step that nobody has.
    held_until
        For a step that waits for an opening.
    unadmitted
        Slugs of those whom it passed over: they may not talk to buyers on the subject.
    """

    at: datetime
    kind: str
    key: str
    step: int
    turn: int
    round: int
    told: tuple[Told, ...]
    skipped: tuple[tuple[int, str], ...] = ()
    empty_turns: int = 0
    held_until: datetime | None = None
    unadmitted: tuple[str, ...] = ()


def lay_out(entries: Sequence[Entry], standings: Iterable[Standing]) -> list[Rung]:
    """The steps of a stream's ladders in the order in which they fired.

    Parameters
    ----------
    entries
        The whole journal of the stream.
    standings
        Its notices in the outbox.
    """
    known = {one.key: one for one in standings}
    results = _results(entries)
    answers = _answers(entries)
    return [
        _rung(entry, known, results, answers)
        for entry in entries
        if entry.event.kind in ("ladder.stepped", "ladder.held")
    ]


def _results(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.event.kind in RESULTS and entry.event.data.get("notice"):
            found.setdefault(str(entry.event.data["notice"]), []).append(entry)
    return found


def _answers(entries: Sequence[Entry]) -> list[tuple[str, datetime]]:
    """Who took the order when; each is an answer to what he was told last before."""
    return [
        (str(entry.event.data["person"]), entry.event.occurred_at)
        for entry in entries
        if entry.event.kind in ("order.taken", "conversation.taken")
    ]


def _rung(
    entry: Entry,
    known: Mapping[str, Standing],
    results: Mapping[str, Sequence[Entry]],
    answers: Sequence[tuple[str, datetime]],
) -> Rung:
    data, at = entry.event.data, entry.event.occurred_at
    rows = data.get("told", ())
    passed = [text.partition(":") for text in data.get("skipped", ())]
    here = str(data["step"]) if rows else ""
    return Rung(
        at=at,
        kind=str(data["kind"]),
        key=str(data.get("key", "")),
        step=int(data["step"]),
        turn=int(data.get("turn", 0)),
        round=int(data.get("round", 0)),
        told=tuple(
            Told(
                row["key"],
                row["to"],
                row["channel"],
                row["say"],
                tuple(_moments(row, at, known.get(row["key"]), results.get(row["key"], ()), answers)),
            )
            for row in rows
        ),
        skipped=tuple(dict.fromkeys((int(step), words) for step, _, words in passed if step != here)),
        empty_turns=sum(step == here for step, _, _ in passed),
        unadmitted=tuple(data.get("unadmitted", ())),
        held_until=instant_of(data["until_at"]) if entry.event.kind == "ladder.held" else None,
    )


def _moments(
    row: Mapping[str, str],
    at: datetime,
    standing: Standing | None,
    results: Sequence[Entry],
    answers: Sequence[tuple[str, datetime]],
) -> Iterator[Moment]:
    yield Moment("planned", at)
    if standing is None:
        yield Moment("replaced", at)
        return
    if standing.orders > 1:
        yield Moment("bundled", None, str(standing.orders))
    for entry in results:
        data = entry.event.data
        reason = str(data.get("reason", ""))
        state = "late" if reason == STALE else RESULTS[entry.event.kind]
        yield Moment(state, entry.event.occurred_at, "" if state == "late" else reason)
    first = next((one.event.occurred_at for one in results if one.event.kind == "message.sent"), None)
    yield from _outcome(standing)
    if first is not None:
        taken = (when for who, when in answers if who == row["to"] and when >= first)
        answered_at = next(taken, None)
        if answered_at is not None:
            yield Moment("answered", answered_at)


def _outcome(standing: Standing) -> Iterator[Moment]:
    """What the outbox adds to the journal."""
    if standing.state == "due":
        yield Moment("held" if standing.error else "waiting", standing.due_at, standing.error)
    elif standing.state in ("cancelled", "set_aside"):
        yield Moment(standing.state, None, standing.error)
