"""Conduct: texts in which a word list found something, judged by a person; talks scored on a card (R17).

A flag points at an entry and says what sort of text and what sort of word it is; the text stays sealed where it was
recorded. Nobody is found guilty by a list: a second person reads and judges. The values and their folds; who may do
what is `conduct_decisions.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from otklik.domain.events import Entry

TEXTS: Mapping[str, tuple[str, str]] = {
    "order.noted": ("words", "note"),
    "contact.reached": ("note", "talk"),
    "contact.attempted": ("note", "attempt"),
    "promise.made": ("what", "promise"),
    "promise.moved": ("why", "promise"),
    "order.refused": ("comment", "refusal"),
    "refusal.asked": ("comment", "refusal"),
    "complaint.received": ("words", "complaint"),
    "complaint.acted": ("words", "complaint"),
    "complaint.closed": ("words", "complaint"),
    "buyer.rated": ("words", "rating"),
    "buyer.said_silent": ("words", "buyer"),
}
"""Facts with a text that is looked through → the personal field that holds it, and what sort of text it is."""

JUDGEMENTS = ("rude", "harmless", "to_talk")
"""What a person may find: it was rude, it was not, or somebody should talk with whoever wrote it."""

CRITERIA = ("greeted", "listened", "knew", "promised", "polite")
"""What a talk is scored by, each 0 to `MOST_POINTS`: greeted and said who he is, listened, knew the answer or found it
out, named the next step with a time, polite to the end."""

MOST_POINTS = 2


@dataclass(frozen=True, slots=True)
class Flag:
    """One text in which the list found something.

    Parameters
    ----------
    key
        "1", "2", … of its order.
    of
        Version of the entry with the text.
    where, kind
        Sort of text, as in `TEXTS`; sort of word, as the list says.
    person
        Who wrote it; empty = the buyer.
    store
        Slug of the store that held the order then.
    at
        When it was recorded.
    judgement, judged_by, judged_at
        Of `JUDGEMENTS`, by whom, when; empty and None = not yet.
    """

    key: str
    of: int
    where: str
    kind: str
    person: str
    store: str
    at: datetime
    judgement: str = ""
    judged_by: str = ""
    judged_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """One talk scored on a card: whose, by whom, the points of each criterion, and of which entry it is."""

    key: str
    person: str
    by: str
    points: Mapping[str, int]
    total: int
    of: int
    store: str
    at: datetime


class Order(Protocol):
    """What these take from their order: `order_state.OrderState` has all of it."""

    @property
    def flags(self) -> Mapping[str, Flag]:
        """The flags so far."""

    @property
    def scores(self) -> Mapping[str, Score]:
        """The scores so far."""

    @property
    def holder(self) -> str:
        """Slug of the store that answers now."""


def flags_after(order: Order, entry: Entry) -> Mapping[str, Flag]:
    """The flags of an order after one more fact; an erasure takes the texts, and with them what nobody has judged."""
    data, at = entry.event.data, entry.event.occurred_at
    if entry.event.kind == "order.erased":
        return {key: one for key, one in order.flags.items() if one.judgement}
    key = str(data["flag"])
    if entry.event.kind == "conduct.flagged":
        return {
            **order.flags,
            key: Flag(
                key=key,
                of=int(data["of"]),
                where=str(data["where"]),
                kind=str(data.get("kind") or ""),
                person=str(data.get("person") or ""),
                store=order.holder,
                at=at,
            ),
        }
    known = order.flags.get(key)
    if known is None:
        return order.flags
    by = str(data.get("by") or "")
    judged = replace(known, judgement=str(data["judgement"]), judged_by=by, judged_at=at)
    return {**order.flags, key: judged}


def scores_after(order: Order, entry: Entry) -> Mapping[str, Score]:
    """The scores of an order after one more fact."""
    data, key = entry.event.data, str(entry.event.data["score"])
    return {
        **order.scores,
        key: Score(
            key=key,
            person=str(data["person"]),
            by=str(data["by"]),
            points=dict(data["points"]),
            total=int(data["total"]),
            of=int(data.get("of") or 0),
            store=order.holder,
            at=entry.event.occurred_at,
        ),
    }


FLAGGING = frozenset({"conduct.flagged", "conduct.judged", "order.erased"})
SCORING = frozenset({"talk.scored"})
"""Facts that may change the flags, and the scores."""
