"""One caller at one store: who rang, whether anybody answered, and what is owed to him (R34).

A conversation is all calls between a store and one number: its stream is `conversation/<store>/<id>`, the id made of
the number's keyed fingerprint, so that repeated calls meet on it. An *episode* begins with a missed call and ends when
somebody spoke with the caller, or when nobody can: a later missed call begins the next. Whoever hides his number has
no episode, since nobody can call him back; his calls are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from otklik.domain.events import Entry

ENDS = ("wrong_number", "unreachable")
"""Outcomes of an attempt after which nobody is owed a call any more."""


@dataclass(frozen=True, slots=True)
class ConversationState:
    """What is true of one caller at one store; nothing personal.

    Parameters
    ----------
    store
        Slug of the store that he rings.
    phone
        Keyed fingerprint of his number; empty where he hides it.
    episode
        Number of the present or last episode; 0 before the first.
    is_open
        Whether he waits for a call.
    missed
        His missed calls in the episode; without a number: all.
    first_missed_at, last_missed_at
        Of the episode.
    ring_s
        How long the last one rang, where the exchange says it.
    line
        The store's line that he rang last, as the exchange names it.
    caller_version
        The entry that holds his number; 0 = none does.
    owner, taken_at
        Who calls him back, and since when.
    attempts
        Attempts to call him back in the episode.
    answered_at
        When somebody spoke with him last.
    orders
        Streams of the orders of his that this store holds, as far as they were found.
    """

    store: str
    phone: str = ""
    episode: int = 0
    is_open: bool = False
    missed: int = 0
    first_missed_at: datetime | None = None
    last_missed_at: datetime | None = None
    ring_s: int | None = None
    line: str = ""
    caller_version: int = 0
    owner: str = ""
    taken_at: datetime | None = None
    attempts: int = 0
    answered_at: datetime | None = None
    orders: tuple[str, ...] = ()
    outcomes: int = 0
    retracted: str = ""
    erased: bool = False

    @property
    def has_phone(self) -> bool:
        """Whether anybody can call him back."""
        return bool(self.phone) and not self.erased

    @property
    def live_contact_at(self) -> datetime | None:
        """When he was spoken with in the present episode; None while he waits."""
        return None if self.is_open else self.answered_at


def _missed(state: ConversationState, entry: Entry) -> ConversationState:
    data, at = entry.event.data, entry.event.occurred_at
    fresh = {
        "phone": data.get("phone", ""),
        "line": data.get("line", ""),
        "ring_s": data.get("ring_s"),
        "caller_version": entry.version if data.get("phone") else 0,
    }
    episode = data.get("episode")
    if episode is None:
        return replace(
            state,
            missed=state.missed + 1,
            first_missed_at=state.first_missed_at or at,
            last_missed_at=at,
            **fresh,
        )
    if state.is_open:
        last = max(at, state.last_missed_at or at)
        return replace(state, missed=state.missed + 1, last_missed_at=last, **fresh)
    return replace(
        _ended(state),
        episode=int(episode),
        is_open=True,
        missed=1,
        first_missed_at=at,
        last_missed_at=at,
        attempts=0,
        **fresh,
    )


def _ended(state: ConversationState) -> ConversationState:
    return replace(state, is_open=False, owner="", taken_at=None)


def _answered(state: ConversationState, entry: Entry) -> ConversationState:
    data = entry.event.data
    known = {"caller_version": entry.version, "phone": data["phone"]} if data.get("phone") else {}
    return replace(_ended(state), answered_at=entry.event.occurred_at, **known)


def _reached(state: ConversationState, entry: Entry) -> ConversationState:
    if not entry.event.data.get("live"):
        return replace(state, attempts=state.attempts + 1)
    return replace(_ended(state), answered_at=entry.event.occurred_at)


def _attempted(state: ConversationState, entry: Entry) -> ConversationState:
    tried = replace(state, attempts=state.attempts + 1)
    return _ended(tried) if entry.event.data.get("outcome") in ENDS else tried


def _taken(state: ConversationState, entry: Entry) -> ConversationState:
    data = entry.event.data
    if not data["stops"]:
        return state
    since = state.taken_at if state.owner == data["person"] else None
    return replace(state, owner=data["person"], taken_at=since or entry.event.occurred_at)


def _tied(state: ConversationState, entry: Entry) -> ConversationState:
    order = entry.event.data["order"]
    return state if order in state.orders else replace(state, orders=(*state.orders, order))


FOLDS: Mapping[str, Callable[[ConversationState, Entry], ConversationState]] = {
    "call.missed": _missed,
    "call.answered": _answered,
    "contact.reached": _reached,
    "contact.attempted": _attempted,
    "conversation.taken": _taken,
    "conversation.owner_cleared": lambda state, entry: replace(state, owner="", taken_at=None),
    "conversation.tied": _tied,
    "conversation.erased": lambda state, entry: replace(_ended(state), erased=True, caller_version=0),
    "outcome.recorded": lambda state, entry: replace(state, outcomes=state.outcomes + 1),
    "outcome.retracted": lambda state, entry: replace(state, retracted=entry.event.data["id"]),
}
"""How each fact changes a conversation; a fact that is not named here changes nothing but the journal."""


def evolve(state: ConversationState | None, entry: Entry) -> ConversationState:
    """The conversation after one more entry of its stream `conversation/<store>/<id>`."""
    known = state or ConversationState(store=entry.stream.split("/")[1])
    fold = FOLDS.get(entry.event.kind)
    return fold(known, entry) if fold is not None else known
