"""What people did by the playbooks of an order, and the facts that a playbook's rule may ask for later.

The fold from an order's facts; which playbook is open is `playbooks.py`. Nothing here decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from otklik.domain.events import Entry


@dataclass(frozen=True, slots=True)
class StepDone:
    """One step of a playbook that somebody did: when, and the actor's slug."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """The last fact of a kind: its sub-kind, and when it happened."""

    what: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Followed:
    """What people chose and did.

    Parameters
    ----------
    chosen, instead, chosen_at
        Situation that a person chose, the one that the rule named then, and when; empty, None = nobody did.
    done
        (situation, step) → the last time that it was done.
    facts
        Kind of a fact → the last one of it that nothing has settled since.
    """

    chosen: str = ""
    instead: str = ""
    chosen_at: datetime | None = None
    done: Mapping[tuple[str, str], StepDone] = field(default_factory=dict)
    facts: Mapping[str, Remembered] = field(default_factory=dict)


REMEMBERED: Mapping[str, str] = {
    "bank.decided": "decision",
    "buyer.left": "cause",
    "buyer.rated": "stars",
    "complaint.received": "about",
    "custom.happened": "name",
    "delivery.failed": "reason",
    "goods.missing": "",
}
"""Facts that rules may ask for, and the field that says which of a kind it is; empty = none does."""

SETTLES: Mapping[str, tuple[str, ...]] = {
    "appointment.booked": ("buyer.left",),
    "complaint.closed": ("complaint.received", "buyer.rated"),
    "contact.reached": ("buyer.left", "buyer.rated"),
    "delivery.done": ("delivery.failed",),
    "goods.arrived": ("goods.missing",),
    "goods.reserved": ("goods.missing",),
    "payment.received": ("bank.decided",),
}
"""Fact → what it settles: a situation that is over opens no playbook. A contact settles only where it is live."""

TOUCHING = frozenset({"playbook.chosen", "playbook.followed", *REMEMBERED, *SETTLES})


def followed_after(order: Any, entry: Entry) -> Followed:
    """What was chosen, done and remembered after one more fact of the order."""
    old: Followed = order.playbook if order is not None else Followed()
    kind, data, at = entry.event.kind, entry.event.data, entry.event.occurred_at
    if kind == "playbook.chosen":
        return replace(old, chosen=data["situation"], instead=data.get("instead", ""), chosen_at=at)
    if kind == "playbook.followed":
        did = StepDone(at, data.get("by", ""))
        return replace(old, done={**old.done, (data["situation"], data["step"]): did})
    facts = dict(old.facts)
    if kind in REMEMBERED:
        facts[kind] = Remembered(str(data.get(REMEMBERED[kind], "")), at)
    if kind != "contact.reached" or data.get("live"):
        for settled in SETTLES.get(kind, ()):
            facts.pop(settled, None)
    return replace(old, facts=facts)
