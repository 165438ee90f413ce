"""Undoing an outcome within ten seconds: the stream keeps beside itself how it would be without it (ADR 0022).

While an outcome can be undone, a shadow of the stream goes on without it: what the clock and the sender do meanwhile
happens to the shadow too, as far as it is about something that stands there. Anything else that is recorded overtakes
the outcome, and then it stays. `outcome.retracted` makes the shadow the stream again: obligations with their original
instants (law 1), ladders where they had climbed to. What the outcome hid from the clock is done then: breaches bear
their limits, effects the instant at which they are done. Pure and total: a replay of the journal folds the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from otklik.domain.conversations import ConversationState
from otklik.domain.events import Entry, Event, Ref
from otklik.domain.ladders import ref_in
from otklik.domain.orders import OrderState
from otklik.domain.stream_state import StreamState, Undo

WINDOW_FOR = timedelta(seconds=10)
"""How long an outcome may be undone, from its recording; its notices go out only after it."""

RECORDED, RETRACTED = "outcome.recorded", "outcome.retracted"

ABOUT_ONE = (
    "obligation.breached", "obligation.resumed", "ladder.stepped", "ladder.held", "ladder.lapsed", "ladder.exhausted",
)  # fmt: skip
"""What the clock does to one obligation or its ladder."""

BOOKKEEPING = frozenset(
    {*ABOUT_ONE, "message.sent", "message.accepted", "message.delivered", "message.failed", "notice.acknowledged",
     "alarm.raised", "order.noted", "cart.linked", "cart.answered_elsewhere"}
)  # fmt: skip
"""What may happen on a stream without overtaking an outcome: nobody has built on it."""

Fold = Callable[[StreamState, Entry], StreamState]
"""The bare fold of an entry, without any undoing."""


def restored(state: StreamState, event: Event) -> StreamState:
    """The state on which an event is folded: for `outcome.retracted` the one without the outcome, else as it is.

    Notes
    -----
    Only the count of outcomes stays: an id is never given twice.
    """
    if event.kind != RETRACTED or state.undo is None or state.undo.before is None:
        return state
    before, subject = state.undo.before, state.undo.before.subject
    if isinstance(subject, OrderState | ConversationState):
        subject = replace(subject, outcomes=state.subject.outcomes)
    return replace(state, subject=subject, obligations=before.obligations, runs=before.runs, undo=None)


def undo_after(state: StreamState, entry: Entry, fold: Fold) -> Undo | None:
    """What can be undone after one more entry.

    Parameters
    ----------
    state
        Before the entry.
    entry
        The next one of this stream.
    fold
        By which the shadow goes on.
    """
    if entry.event.kind == RECORDED:
        return _begun(state, entry)
    if entry.event.kind == RETRACTED:
        return None
    undo = state.undo
    if undo is None or undo.before is None:
        return undo
    if _is_own(undo, entry):
        return _owning(undo, entry)
    if entry.recorded_at >= undo.until_at or _is_overtaking(state, undo.before, entry):
        return replace(undo, before=None)
    return replace(undo, before=_shadowed(undo.before, entry, fold))


def held_until(state: StreamState, ref: Ref) -> datetime | None:
    """Until when a word about an obligation must wait, because the outcome that opened it may be undone; None = not.

    Parameters
    ----------
    state
        Of the stream after the entry that wants to say it.
    ref
        The obligation that the word is about.
    """
    undo = state.undo
    if undo is None or undo.before is None or ref in undo.before.obligations:
        return None
    return undo.until_at


def _begun(state: StreamState, entry: Entry) -> Undo:
    data = entry.event.data
    return Undo(
        outcome=data["id"],
        what=data["outcome"],
        by=data["by"],
        until_at=entry.recorded_at + WINDOW_FOR,
        own=frozenset({entry.version}),
        left=data["facts"],
        before=replace(state, undo=None),
    )


def own_entries(entries: Sequence[Entry]) -> list[Entry]:
    """The entries of one outcome: its head, its facts, and what followed from them at once.

    Parameters
    ----------
    entries
        Of its stream, from its head on.
    """
    head, *others = entries
    undo = _begun(StreamState(head.stream), head)
    found = [head]
    for entry in others:
        if not _is_own(undo, entry):
            break
        undo = _owning(undo, entry)
        found.append(entry)
    return found


def standing_entries(entries: Sequence[Entry]) -> list[Entry]:
    """The entries of a stream without the outcomes that were taken back: what is left is what happened.

    Parameters
    ----------
    entries
        Of one stream, all of them, in order.
    """
    heads: dict[str, int] = {}
    gone: set[int] = set()
    for place, entry in enumerate(entries):
        if entry.event.kind == RECORDED:
            heads[entry.event.data["id"]] = place
        elif entry.event.kind == RETRACTED:
            own = own_entries(entries[heads[entry.event.data["id"]] : place])
            gone |= {entry.version, *(one.version for one in own)}
    return [entry for entry in entries if entry.version not in gone]


def _owning(undo: Undo, entry: Entry) -> Undo:
    left = undo.left - (1 if not entry.event.caused_by else 0)
    return replace(undo, own=undo.own | {entry.version}, left=left)


def _is_own(undo: Undo, entry: Entry) -> bool:
    """Whether an entry is one of the outcome's own facts, or what followed from one at once."""
    if entry.event.caused_by:
        stream, _, version = entry.event.caused_by.partition("@")
        return stream == entry.stream and int(version) in undo.own
    return undo.left > 0 and entry.event.kind not in BOOKKEEPING


def _is_overtaking(state: StreamState, before: StreamState, entry: Entry) -> bool:
    event = entry.event
    if event.kind not in BOOKKEEPING or event.data.get("by_person"):
        return True
    if event.kind != "message.sent":
        return False
    # A word of the outcome itself that is out can't be taken back.
    new = (run for ref, run in state.runs.items() if ref not in before.runs)
    return any(event.data.get("notice") in run.outstanding for run in new)


def _shadowed(before: StreamState, entry: Entry, fold: Fold) -> StreamState:
    """The shadow after an entry of bookkeeping: what the entry says of things that stand in it."""
    if entry.event.kind in ABOUT_ONE and not _stands(before, entry):
        return before
    changes = tuple(
        change
        for change in entry.consequences
        if (change.ref in before.obligations) is (change.transition != "opened")
    )
    return fold(before, replace(entry, consequences=changes))


def _stands(before: StreamState, entry: Entry) -> bool:
    """Whether what the clock did something to stands in the shadow as well."""
    ref = ref_in(entry.event)
    if entry.event.kind.startswith("ladder."):
        run = before.runs.get(ref)
        return run is not None and not run.ended
    owed = before.obligations.get(ref)
    return owed is not None and owed.is_owed
