"""Outcomes of calls, keys 1 to 6 of the desk, and taking one back within ten seconds (architecture §5, ADR 0022).

Each is one unit through the door. A repeat of the same tap (`request`) says nothing new and gets the first result.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from otklik.actions.commit import (
    Claim,
    Command,
    ConflictError,
    Decide,
    Done,
    DuplicateError,
    Mark,
    Unit,
    commit_one,
)
from otklik.domain import outcomes
from otklik.domain.events import Entry, instant_of
from otklik.domain.refusals import Refusal
from otklik.domain.undo import RECORDED, WINDOW_FOR, own_entries
from otklik.store import journal, outbox

ANSWERED = frozenset({"met", "waived", "taken", "closed"})
"""Reasons of a cancelled notice that an outcome may have given; the sender looks at it once more (law 6)."""

TRIES = 3
"""How often an undoing is tried while the sender changes the notices that it would cancel."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a tap: the outcome's id and name, its next step, and until when it may be undone."""

    id: str
    outcome: str
    by: str
    next_at: datetime | None
    undo_until_at: datetime


def record(
    order: str,
    *,
    outcome: str,
    person: str,
    next_at: datetime | None = None,
    words: str = "",
    incoming: bool = False,
    request: str = "",
    occurred_at: datetime | None = None,
    now: datetime,
) -> Done:
    """Record the outcome of a call and its next step. See `outcomes.decide_outcome`.

    Parameters
    ----------
    order
        Stream, `order/<uuid>`.
    outcome
        confirmed, call_back, no_answer, try_on or replacement; a refusal is `refuse`.
    person
        Slug of who spoke or tried.
    next_at
        When the next step is; None = a time that suits the outcome.
    words
        The seller's; personal.
    incoming
        The buyer called himself.
    request
        Key of the tap; a second unit with it is not made, the first result comes back.
    occurred_at
        When it happened, if the tap waited for a connection.
    """
    call = outcomes.Call(outcome, person, next_at, words, incoming, request)
    decide = partial(outcomes.decide_outcome, call=call, occurred_at=occurred_at)
    return once(order, decide, request=request, now=now)


def refuse(
    order: str,
    *,
    refusal: Refusal,
    actor: str,
    talked: bool = False,
    incoming: bool = False,
    request: str = "",
    occurred_at: datetime | None = None,
    now: datetime,
) -> Done:
    """Refuse an order through the one gate; a person of the desk may undo it. See `outcomes.decide_refusal`."""
    decide = partial(
        outcomes.decide_refusal,
        refusal=refusal,
        actor=actor,
        talked=talked,
        incoming=incoming,
        request=request,
        occurred_at=occurred_at,
    )
    return once(order, decide, request=request, now=now)


def once(
    order: str,
    decide: Decide,
    *,
    request: str,
    stores: tuple[str, ...] = (),
    also: tuple[Command, ...] = (),
    now: datetime,
) -> Done:
    """Record what a tap decides; a repeat of the tap gets the first result.

    Parameters
    ----------
    order
        Stream, `order/<uuid>`.
    decide
        Gives the facts, `outcome.recorded` first.
    request
        Key of the tap; empty = every one counts.
    stores
        Further places that it may know of.
    also
        Commands on other streams that stand or fall with it.
    """
    claims = (Claim("request", f"{order}|{request}", order),) if request else ()
    try:
        commands = (Command(order, decide), *also)
        return commit_one(Unit(now=now, commands=commands, claims=claims, stores=stores))
    except DuplicateError:
        return _first(order, request)


def _first(order: str, request: str) -> Done:
    """What the first tap of that key recorded, and the order as it is now."""
    entries = journal.read_stream(order)
    (head,) = [one for one in entries if one.event.data.get("request") == request]
    return Done(tuple(own_entries(entries[head.version - 1 :])), journal.load_states([order]))


def recorded_in(done: Done) -> Recorded | None:
    """The outcome that a unit recorded, or None if it recorded none."""
    return next((_recorded(one) for one in done.entries if one.event.kind == RECORDED), None)


def _recorded(head: Entry) -> Recorded:
    data = head.event.data
    next_at = instant_of(data["next_at"]) if "next_at" in data else None
    return Recorded(data["id"], data["outcome"], data["by"], next_at, head.recorded_at + WINDOW_FOR)


def retract(order: str, *, outcome: str, person: str, also: tuple[Command, ...] = (), now: datetime) -> Done:
    """Take an outcome back: the order is as before it, and its notices are cancelled. See `outcomes.decide_retract`.

    Parameters
    ----------
    order
        Stream, `order/<uuid>`.
    outcome
        Id of the recorded outcome.
    person
        Slug of who recorded it.
    also
        Commands on other streams that stand or fall with it.

    Notes
    -----
    Notices that were cancelled because of the outcome become due again; each is looked at once more before it is sent.
    """
    decide = partial(outcomes.decide_retract, outcome=outcome, person=person)

    def unit() -> Unit:
        return Unit(now=now, commands=(Command(order, decide), *also), marks=_marks(order, now=now))

    return _tried(unit)


def _tried(unit: Callable[[], Unit]) -> Done:
    for _ in range(TRIES - 1):
        try:
            return commit_one(unit())
        except ConflictError:
            continue
    return commit_one(unit())


def _marks(order: str, *, now: datetime) -> tuple[Mark, ...]:
    """Cancel what nobody may hear of any more; wake what was cancelled because of the outcome."""
    undo = journal.load_states([order])[order].undo
    if undo is None or undo.before is None:
        return ()
    first, standing = min(undo.own), undo.before.obligations
    marks = []
    for found in outbox.list_notices(order):
        notice, owed = found.notice, standing.get(found.notice.ref) if found.notice.ref else None
        if found.state == "due" and found.version >= first and owed is None and notice.not_before > now:
            marks.append(Mark(notice.key, "cancelled", error="retracted"))
        elif found.state == "cancelled" and found.error in ANSWERED and owed is not None and owed.is_owed:
            marks.append(Mark(notice.key, "due"))
    return tuple(marks)
