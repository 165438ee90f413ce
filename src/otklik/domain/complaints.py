"""A complaint of a buyer: what it is about, what was done first, and who says that it is settled (R20, R28).

The value and its fold; who may do what is `complaint_decisions.py`. A complaint outlives the end of its order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from otklik.domain.events import Entry

ABOUT = ("rude", "not_to_the_door", "wrong_goods", "silence", "not_as_promised", "other")
"""What a complaint may be about: what the texts of buyers tell of, and the rest."""

OF_A_PERSON = frozenset({"rude", "silence", "not_as_promised", "other"})
"""Of those, what is about somebody's conduct: about the order's owner, until somebody says otherwise."""

MEANS = ("page", "rating", "call", "message", "employee")
"""How it came: by his page, by a low rating with words, in a talk, in writing, or an employee saw it."""

ACTIONS = ("called", "apologised", "sent_again", "refunded", "spoke_with_staff", "carrier_asked", "other")
"""What the first action may be."""

KINDS = ("complaint", "complaint_closed")
"""Kinds of obligations that a complaint opens under the shipped standard."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint and what became of it.

    Parameters
    ----------
    key
        "1", "2", … of its order.
    about, means
        Of `ABOUT` and `MEANS`.
    at
        When it came.
    version
        Of the entry beside which the buyer's words are sealed.
    store
        Slug of the store that held the order then.
    person
        Slug of whom it is about; empty = of nobody in particular.
    carrier
        Slug of whose courier it is about; empty = of none.
    by
        Who noted it; empty = the buyer himself.
    acted_at, acted_by, action
        The first action: when, by whom, which; None and empty = none yet.
    closed_at, closed_by, how
        When it ended, by whom (`buyer` or a slug), and how: `solved` (the buyer says so), `checked` by a second
        person, or `erased` with the buyer.
    """

    key: str
    about: str
    means: str
    at: datetime
    version: int
    store: str = ""
    person: str = ""
    carrier: str = ""
    by: str = ""
    acted_at: datetime | None = None
    acted_by: str = ""
    action: str = ""
    closed_at: datetime | None = None
    closed_by: str = ""
    how: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nobody has said yet that it is settled."""
        return self.closed_at is None


Complaints = Mapping[str, Complaint]


class Order(Protocol):
    """What a complaint takes from its order: `order_state.OrderState` has all of it."""

    @property
    def complaints(self) -> Complaints:
        """The complaints so far."""

    @property
    def owner(self) -> str:
        """Slug of who took the order."""

    @property
    def holder(self) -> str:
        """Slug of the store that answers now."""

    @property
    def number(self) -> str:
        """The shop's number of it."""

    @property
    def erased(self) -> bool:
        """Whether its buyer was erased."""


def complaints_after(order: Order, entry: Entry) -> Complaints:
    """The complaints of an order after one more fact."""
    event, data = entry.event, entry.event.data
    if event.kind == "complaint.received":
        return {**order.complaints, str(data["complaint"]): _received(order, entry)}
    if event.kind == "order.erased":
        return {key: _erased(one, event.occurred_at) for key, one in order.complaints.items()}
    known = order.complaints.get(str(data["complaint"]))
    if known is None:
        return order.complaints
    return {**order.complaints, known.key: _FOLDS[event.kind](known, entry)}


def _received(order: Order, entry: Entry) -> Complaint:
    data = entry.event.data
    return Complaint(
        key=str(data["complaint"]),
        about=str(data["about"]),
        means=str(data.get("means") or ""),
        at=entry.event.occurred_at,
        version=entry.version,
        store=order.holder,
        person=str(data.get("person") or ""),
        carrier=str(data.get("carrier") or ""),
        by=str(data.get("by") or ""),
    )


def _acted(one: Complaint, entry: Entry) -> Complaint:
    data = entry.event.data
    person = one.person if data.get("person") is None else str(data["person"])
    if one.acted_at is not None:
        return replace(one, person=person)
    by, action = str(data.get("by") or ""), str(data.get("action") or "")
    return replace(one, person=person, acted_at=entry.event.occurred_at, acted_by=by, action=action)


def _closed(one: Complaint, entry: Entry) -> Complaint:
    data = entry.event.data
    by, how = str(data.get("by") or ""), str(data.get("how") or "")
    return replace(one, closed_at=entry.event.occurred_at, closed_by=by, how=how)


def _erased(one: Complaint, at: datetime) -> Complaint:
    return replace(one, closed_at=at, how="erased") if one.is_open else one


_FOLDS: Mapping[str, Callable[[Complaint, Entry], Complaint]] = {
    "complaint.acted": _acted,
    "complaint.closed": _closed,
}

TOUCHING = frozenset({"complaint.received", "order.erased", *_FOLDS})
"""Facts that may change a complaint."""
