"""What a buyer did by himself because nobody told him: failure demand, each time tied to what was late then (R29).

A call, a message, a look at his page, a trip, a wait. Which of them is failure demand is one rule over what was owed at
that very instant, `reason_at`; everything else is a new question and is counted apart. The rule reads instants and not
the order of the journal, so that a fact that was learned late is judged as of when it happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from otklik.domain import obligations
from otklik.domain.attribution import AFTERMATH, awaited_of
from otklik.domain.events import Consequence, Entry, Event, Ref
from otklik.domain.obligations import Obligation

Way = Literal["call", "message", "page", "trip", "wait"]
Why = Literal["", "late", "lapsed", "untold", "silence", "trip", "wait"]

WAYS: tuple[Way, ...] = ("call", "message", "page", "trip", "wait")

SILENCE_FOR = timedelta(hours=24)
"""Who has heard nothing for so long, while the next step was not his, asks because nobody told him."""

SAME_FOR = timedelta(minutes=5)
"""Facts of one way that are nearer than this are one contact: telephony and the seller both write down one call."""

WAIT_FOR = timedelta(minutes=10)
"""A shorter wait in the shop is none."""

NOT_HIS = frozenset({"stock_told", "release_seen", "hand_over", "incident"})
"""Kinds that no buyer waits for: words between machines, between colleagues, and what his own call opened."""


@dataclass(frozen=True, slots=True)
class OwnContact:
    """Something the buyer did by himself.

    Parameters
    ----------
    at, way
        When, and how.
    version
        Of the journal's line; 0 = a look at his page, which stands in none.
    why
        late: something owed to him was; lapsed: a promise was; untold: a promise had been moved and he was not told;
        silence: he had heard nothing for a day; trip: he came in vain; wait: he waited in the shop; empty = no failure
        demand but a question of his own.
    kind, key, debtor
        The obligation that it is tied to and who owed it then; an empty kind = nothing was owed, and `debtor` had the
        word.
    since_at
        Since when it was late, or he had heard nothing; None for a question.
    waited_s
        Seconds that he waited in the shop.
    """

    at: datetime
    way: Way
    version: int
    why: Why = ""
    kind: str = ""
    key: str = ""
    debtor: str = ""
    since_at: datetime | None = None
    waited_s: int = 0

    @property
    def is_failure(self) -> bool:
        """Whether he did it because nobody had told him."""
        return bool(self.why)


@dataclass(slots=True)
class _Case:
    """What is known of a case while its facts are read."""

    book: dict[Ref, Obligation] = field(default_factory=dict)
    holder: str = ""
    is_open: bool = True
    is_live: bool = False
    told_at: datetime | None = None
    untold: dict[str, datetime] = field(default_factory=dict)
    came: dict[str, datetime] = field(default_factory=dict)
    found: list[OwnContact] = field(default_factory=list)


def own_contacts(entries: Sequence[Entry], visits: Iterable[datetime] = ()) -> list[OwnContact]:
    """Return everything the buyer did by himself, in the order in which it happened.

    Parameters
    ----------
    entries
        Of an order's stream, in order, without outcomes that were taken back.
    visits
        When he looked at his page.

    Notes
    -----
    What a fact does is entered after it was judged: a call that is answered meets the answer that he called for.
    """
    case = _Case()
    looks = sorted(visits)
    for entry in entries:
        while looks and looks[0] <= entry.event.occurred_at:
            _judge(case, looks.pop(0), "page", 0)
        contact = CONTACTS.get(entry.event.kind)
        if contact is not None:
            contact(case, entry)
        note = NOTES.get(entry.event.kind)
        if note is not None:
            note(case, entry.event)
        _enter(case.book, entry.consequences, entry.version)
    for at in looks:
        _judge(case, at, "page", 0)
    return sorted(case.found, key=lambda one: (one.at, one.version))


def _enter(book: dict[Ref, Obligation], changes: Iterable[Consequence], version: int) -> None:
    for change in changes:
        if change.transition == "opened" or change.ref in book:  # what an undone outcome opened never was
            obligations.apply(book, change, version=version)


def _judge(case: _Case, at: datetime, way: Way, version: int) -> None:
    """A contact, unless it is the same as the last one of its way."""
    last = next((one for one in reversed(case.found) if one.way == way), None)
    if last is not None and abs(at - last.at) < SAME_FOR:
        return
    case.found.append(reason_at(case, at, OwnContact(at, way, version)))


def reason_at(case: _Case, at: datetime, contact: OwnContact) -> OwnContact:
    """Return a contact with why the buyer made it: the first of four that holds at that instant; none = a question.

    Notes
    -----
    1. something owed was late (`lapsed` if it was promised), what is owed to him before what is owed for his sake;
    2. a promise had been moved and nobody had told him;
    3. he had heard nothing for `SILENCE_FOR`, the order is open and the next step was not his.
    """
    owed = [one for one in _awaited(case, at, contact) if one.debtor != "buyer"]
    late = min((one for one in owed if one.limit_at < at), key=_first, default=None)
    if late is not None:
        why: Why = "lapsed" if late.ref.kind == "promise" else "late"
        return _tied(contact, why, late, late.limit_at)
    moved = min(((since_at, key) for key, since_at in case.untold.items() if since_at < at), default=None)
    if moved is not None:
        since_at, key = moved
        promise = next((one for one in owed if one.ref.kind == "promise" and one.ref.key == key), None)
        tied = replace(contact, why="untold", kind="promise", key=key, since_at=since_at)
        return replace(tied, debtor=promise.debtor if promise else case.holder)
    if case.is_open and case.told_at is not None and at - case.told_at >= SILENCE_FOR:
        return _silent(case, at, contact)
    return contact


def _awaited(case: _Case, at: datetime, contact: OwnContact) -> list[Obligation]:
    """What a buyer may wait for at an instant, his own part of it included; nothing that his contact itself opened.

    Notes
    -----
    A letter of the system's that never came matters no more once he has heard anything since it was owed.
    """
    heard_at = case.told_at
    return [
        one
        for one in case.book.values()
        if is_owed_at(one, at)
        and one.opened_at < contact.at
        and one.rank < AFTERMATH
        and one.ref.kind not in NOT_HIS
        and not (one.debtor == "system" and heard_at is not None and heard_at > one.opened_at)
    ]


def _silent(case: _Case, at: datetime, contact: OwnContact) -> OwnContact:
    first = awaited_of(_awaited(case, at, contact), over=not case.is_open)
    if first is None:
        return (
            contact
            if case.is_live
            else replace(contact, why="silence", debtor=case.holder, since_at=case.told_at)
        )
    if "buyer" in (first.debtor, first.creditor if first.state == "paused" else ""):
        return contact
    return _tied(contact, "silence", first, case.told_at)


def is_owed_at(one: Obligation, at: datetime) -> bool:
    """Return whether an obligation was owed at an instant, whatever became of it later."""
    if one.opened_at > at or (one.state == "paused" and one.paused_at is not None and one.paused_at <= at):
        return False
    return one.closed_at is None or one.closed_at > at


def _first(one: Obligation) -> tuple[bool, int, datetime, Ref]:
    return one.creditor != "buyer", one.rank, one.limit_at, one.ref


def _tied(contact: OwnContact, why: Why, one: Obligation, since_at: datetime | None) -> OwnContact:
    return replace(contact, why=why, kind=one.ref.kind, key=one.ref.key, debtor=one.debtor, since_at=since_at)


def _called(case: _Case, entry: Entry) -> None:
    _judge(case, entry.event.occurred_at, "call", entry.version)


def _wrote(case: _Case, entry: Entry) -> None:
    _judge(case, entry.event.occurred_at, "message", entry.version)


def _reached(case: _Case, entry: Entry) -> None:
    """A talk that he began; whom we called or wrote to has not come by himself."""
    if entry.event.data.get("incoming"):
        way: Way = "call" if entry.event.data["means"] in ("call", "voicemail") else "message"
        _judge(case, entry.event.occurred_at, way, entry.version)


def _complained(case: _Case, entry: Entry) -> None:
    way: Way = "call" if entry.event.data.get("means") == "call" else "message"
    _judge(case, entry.event.occurred_at, way, entry.version)


def _came(case: _Case, entry: Entry) -> None:
    case.came[str(entry.event.data["visit"])] = entry.event.occurred_at


def _served(case: _Case, entry: Entry) -> None:
    """How long he stood there; a short wait is none."""
    at = entry.event.occurred_at
    came_at = case.came.pop(str(entry.event.data["visit"]), at)
    if at - came_at >= WAIT_FOR:
        waited_s = int((at - came_at).total_seconds())
        found = _blamed(case, at, OwnContact(came_at, "wait", entry.version, waited_s=waited_s), "wait")
        case.found.append(found)


def _left(case: _Case, entry: Entry) -> None:
    """He came in vain: that nobody had warned him needs no further proof."""
    at = entry.event.occurred_at
    came_at = case.came.pop(str(entry.event.data["visit"]), at)
    waited_s = int((at - came_at).total_seconds())
    case.found.append(
        _blamed(case, at, OwnContact(came_at, "trip", entry.version, waited_s=waited_s), "trip")
    )


def _blamed(case: _Case, at: datetime, contact: OwnContact, why: Why) -> OwnContact:
    """A trip or a wait: tied to what was late, else to what was owed first, else to who had the word."""
    found = reason_at(case, at, contact)
    if found.why in ("late", "lapsed", "untold"):
        return found
    owed = (one for one in _awaited(case, at, contact) if one.debtor != "buyer")
    first = awaited_of(owed, over=not case.is_open)
    if first is None:
        return replace(contact, why=why, debtor=case.holder, since_at=contact.at)
    return _tied(contact, why, first, contact.at)


CONTACTS: Mapping[str, Callable[[_Case, Entry], None]] = {
    "call.missed": _called,
    "call.answered": _called,
    "contact.reached": _reached,
    "message.received": _wrote,
    "buyer.said_silent": _wrote,
    "buyer.asked_call": _wrote,
    "complaint.received": _complained,
    "buyer.came": _came,
    "buyer.served": _served,
    "buyer.left": _left,
}
"""Facts that are, or may be, something the buyer did by himself."""


def _received(case: _Case, event: Event) -> None:
    case.holder, case.told_at = f"store:{event.data['store']}", event.occurred_at


def _held(case: _Case, event: Event) -> None:
    case.holder = f"store:{event.data['store']}"


def _told(case: _Case, event: Event) -> None:
    case.told_at = max(case.told_at or event.occurred_at, event.occurred_at)


def _spoken(case: _Case, event: Event) -> None:
    case.is_live = case.is_live or bool(event.data.get("live"))
    _told(case, event)


def _written(case: _Case, event: Event) -> None:
    if event.data.get("receiver") == "buyer":
        _told(case, event)


def _moved(case: _Case, event: Event) -> None:
    case.untold[str(event.data["promise"])] = event.occurred_at


def _promise_told(case: _Case, event: Event) -> None:
    case.untold.pop(str(event.data["promise"]), None)
    _told(case, event)


def _kept(case: _Case, event: Event) -> None:
    case.untold.pop(str(event.data["promise"]), None)


def _ended(case: _Case, event: Event) -> None:
    case.is_open = False


def _released(case: _Case, event: Event) -> None:
    case.is_open = case.is_open and event.data["cause"] != "hold_over"


def _reopened(case: _Case, event: Event) -> None:
    case.is_open, case.is_live = True, False


NOTES: Mapping[str, Callable[[_Case, Event], None]] = {
    "order.received": _received,
    "order.assigned": _held,
    "contact.reached": _spoken,
    "call.answered": _told,
    "message.accepted": _written,
    "promise.moved": _moved,
    "promise.told": _promise_told,
    "promise.kept": _kept,
    "order.refused": _ended,
    "order.withdrawn": _ended,
    "order.completed": _ended,
    "goods.released": _released,
    "order.reopened": _reopened,
}
"""What else a fact changes for the rule: who has the word, whether it is over, when he last heard anything."""
