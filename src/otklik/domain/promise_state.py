"""One promise of an order as a value: who promised what by when, how often it was moved, what became of it (R24).

The fold from an order's facts. The first instant is kept for ever, and so is each telling: whether the buyer knew of a
new time before the old one had passed is found here, from when he was told, and never from what somebody says later.
Deciding is `promises.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, Protocol

from otklik.domain.catalogue import make
from otklik.domain.events import Entry, Event, Grade, instant_of

PURPOSES = ("call", "call_back", "replacement", "message", "goods", "papers", "other")
"""What may be promised: to call (the next two are calls agreed in a talk), to write, goods, papers, something else."""

TALKED = frozenset({"call", "call_back", "replacement"})
"""Purposes that a live talk with the buyer keeps."""

TALKS = frozenset({"call", "visit"})
"""Means by which somebody speaks with him; his own "ok, thanks" and his tap are live, and no talk."""

Outcome = Literal["ahead", "kept", "moved_in_time", "moved_late", "lapsed"]

OUTCOMES: tuple[Outcome, ...] = ("kept", "moved_in_time", "moved_late", "lapsed")
"""What becomes of a promise in the end, best first."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A new instant that the buyer does not know of yet: `means` is how he heard of it, empty = not yet.

    `key` names it among the wishes of its order: `<promise>.<number>`.
    """

    key: str
    until_at: datetime
    since_at: datetime
    means: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """One telling: the instant in force before and after it, when the buyer was told and by what means."""

    due_at: datetime
    until_at: datetime
    told_at: datetime
    means: str = ""

    @property
    def is_in_time(self) -> bool:
        """Whether he knew before the old instant had passed; at that instant is in time."""
        return self.told_at <= self.due_at


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise to the buyer.

    Parameters
    ----------
    key
        "1", "2", … of its order.
    by
        Slug of the place that owes it.
    person
        Slug of who keeps it; empty = nobody is named.
    purpose
        One of `PURPOSES`; empty = not said.
    until_at, first_at
        The instant in force, of which the buyer knows; the one first given, for ever.
    made_at, made_by
        When it was made, and the actor of that fact.
    wish, wishes
        A new instant of which he does not know yet, None = none; and how many there were.
    told
        Each telling of a new instant, in order.
    kept_at, grade
        When it was kept and on what evidence; None = not yet.
    previous
        Slugs of whoever was to keep it before, first to last (a leaver's promises go to a successor).
    """

    key: str
    by: str
    person: str
    purpose: str
    until_at: datetime
    first_at: datetime
    made_at: datetime
    made_by: str = ""
    wish: Wish | None = None
    wishes: int = 0
    told: tuple[Move, ...] = ()
    kept_at: datetime | None = None
    grade: Grade | None = None
    previous: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it has not been kept: late or not, it is owed."""
        return self.kept_at is None

    @property
    def moves(self) -> int:
        """How often the buyer was told another time."""
        return len(self.told)

    @property
    def late_moves(self) -> int:
        """How many of these he was told of only when the old instant had passed."""
        return sum(not move.is_in_time for move in self.told)

    def outcome(self, now: datetime) -> Outcome:
        """What became of it, as far as it is known at an instant.

        Parameters
        ----------
        now
            Aware UTC.

        Notes
        -----
        The worst that happened to it counts: a promise that lapsed is not mended by keeping it later, and one that was
        moved late stays so. `ahead` = neither kept nor late; its instant, first or moved, lies ahead.
        """
        return outcome_of(self.until_at, self.kept_at, self.moves, self.late_moves, now)


def outcome_of(
    until_at: datetime, kept_at: datetime | None, moves: int, late_moves: int, now: datetime
) -> Outcome:
    """What became of a promise by its instant in force, when it was kept, and its moves, all and late ones."""
    if (kept_at or now) > until_at:
        return "lapsed"
    if late_moves:
        return "moved_late"
    if kept_at is None:
        return "ahead"
    return "moved_in_time" if moves else "kept"


def move_key(promise: Promise, wish: int) -> str:
    """The name of a promise's n-th wish: "2.1" is the first wish to move promise 2."""
    return f"{promise.key}.{wish}"


def list_talks(promises: Mapping[str, Promise]) -> list[Promise]:
    """The open promises that a live talk with the buyer keeps."""
    return [one for one in promises.values() if one.is_open and one.purpose in TALKED]


def kept_by(promises: Mapping[str, Promise], reached: Event) -> list[Event]:
    """The facts that a talk keeps what was promised: one for each open promise to call; none by a mere reply.

    Parameters
    ----------
    reached
        `contact.reached`; its instant, actor and grade are those of the evidence.
    """
    if not is_talk(reached):
        return []
    return [
        make(
            "promise.kept",
            occurred_at=reached.occurred_at,
            actor=reached.actor,
            source=reached.source,
            grade=reached.grade,
            promise=one.key,
            move=one.wish.key if one.wish else None,
            by=reached.data.get("by"),
        )
        for one in list_talks(promises)
    ]


def is_talk(reached: Event) -> bool:
    """Whether a person spoke with the buyer: by voice or face to face, and long enough to be live (law 4)."""
    return bool(reached.data["live"]) and reached.data["means"] in TALKS


Promises = Mapping[str, Promise]
"""By key, in the order in which they were made."""


class _Order(Protocol):
    @property
    def promises(self) -> Promises: ...


def _made(promises: Promises, entry: Entry) -> Promises:
    event = entry.event
    until_at = instant_of(event.data["until_at"])
    made = Promise(
        key=event.data["promise"],
        by=event.data["by"],
        person=event.data.get("person", ""),
        purpose=event.data.get("purpose", ""),
        until_at=until_at,
        first_at=until_at,
        made_at=event.occurred_at,
        made_by=event.actor,
    )
    return {**promises, made.key: made}


def _moved(promise: Promise, entry: Entry) -> Promise:
    data = entry.event.data
    wishes = promise.wishes + 1
    key = data.get("move", move_key(promise, wishes))
    return replace(
        promise, wishes=wishes, wish=Wish(key, instant_of(data["until_at"]), entry.event.occurred_at)
    )


def _told(promise: Promise, entry: Entry) -> Promise:
    event = entry.event
    until_at = instant_of(event.data["until_at"])
    move = Move(promise.until_at, until_at, event.occurred_at, event.data.get("means", ""))
    return replace(promise, until_at=until_at, told=(*promise.told, move), wish=None)


def _kept(promise: Promise, entry: Entry) -> Promise:
    if promise.kept_at is not None:
        return promise
    return replace(promise, kept_at=entry.event.occurred_at, grade=entry.event.grade, wish=None)


def _handed(promise: Promise, entry: Entry) -> Promise:
    previous = (*promise.previous, promise.person) if promise.person else promise.previous
    return replace(promise, person=entry.event.data["person"], previous=previous)


_OF_ONE: Mapping[str, Callable[[Promise, Entry], Promise]] = {
    "promise.moved": _moved,
    "promise.told": _told,
    "promise.kept": _kept,
    "promise.handed": _handed,
}

_WRITTEN = frozenset({"message.accepted", "message.delivered"})

TOUCHING = frozenset({"promise.made", *_OF_ONE, "contact.reached", *_WRITTEN})
"""Facts that change what is known of a promise; none of them removes one (law 9)."""


def _heard(promises: Promises, entry: Entry) -> Promises:
    """How the buyer has heard of new times: in a talk of all of them, in a message of the one that it is about."""
    data = entry.event.data
    if entry.event.kind == "contact.reached":
        means, about = "talk" if is_talk(entry.event) else "", ""
    else:
        means, about = data.get("channel", ""), data.get("about", "-")
        means = means if data["purpose"] == "promise_moved" else ""
    if not means:
        return promises
    heard = {
        key: replace(one, wish=replace(one.wish, means=means))
        for key, one in promises.items()
        if one.wish and not one.wish.means and about in ("", one.wish.key)
    }
    return {**promises, **heard} if heard else promises


def promises_after(order: _Order, entry: Entry) -> Promises:
    """The promises of an order after one of the facts in `TOUCHING`; none is ever fewer than before (law 9).

    Parameters
    ----------
    order
        As it was before the fact.
    """
    promises, kind = order.promises, entry.event.kind
    if kind == "promise.made":
        return _made(promises, entry)
    if kind not in _OF_ONE:
        return _heard(promises, entry)
    key = entry.event.data["promise"]
    if key not in promises:
        return promises
    return {**promises, key: _OF_ONE[kind](promises[key], entry)}
