"""Who touched a case, and how often it changed hands: counted from its facts alone (R29).

Touching is doing something about the order or its buyer. Who only looked at it, was told of it, or judged afterwards
how it ended has not touched it; neither has a machine. `TOUCHING` is the whole table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.events import Entry, Event

TOUCHING: Mapping[str, str] = {
    "order.taken": "person",
    "order.assigned": "by",
    "order.handed": "",
    "order.confirmed": "",
    "order.noted": "",
    "order.completed": "",
    "order.withdrawn": "",
    "contact.attempted": "",
    "contact.reached": "by",
    "promise.made": "",
    "promise.moved": "by",
    "promise.kept": "by",
    "promise.handed": "by",
    "refusal.asked": "by",
    "refusal.rescued": "by",
    "refusal.unparked": "",
    "refusal.overridden": "by",
    "withdrawal.told": "by",
    "money.resolved": "by",
    "complaint.received": "by",
    "complaint.acted": "by",
    "complaint.closed": "by",
    "goods.arrived": "by",
    "goods.missing": "by",
    "paper.present": "by",
    "paper.withdrawn": "by",
    "step.requested": "by",
    "step.done": "by",
    "step.delayed": "by",
    "bank.decided": "by",
    "custom.happened": "",
    "appointment.booked": "",
    "appointment.moved": "",
    "appointment.cancelled": "",
    "expert.checked_in": "person",
    "buyer.came": "",
    "buyer.served": "person",
    "buyer.left": "",
    "pause.started": "by",
    "pause.ended": "by",
    "playbook.followed": "by",
    "cart.merged": "person",
    "cart.kept": "person",
}
"""Facts that touch a case, and the field that names who did it; where there is none, or it is empty, the actor did."""

BY_PARTIES = frozenset(
    {
        "goods.arrived", "goods.missing", "paper.present", "paper.withdrawn", "step.requested", "step.done",
        "step.delayed", "bank.decided", "custom.happened",
    }
)  # fmt: skip
"""Facts that a bank or a warehouse tells of itself: whom they name where nobody of ours acted is a party."""

HANDS = frozenset({"person", "party"})
"""Actors that are somebody's hands: a person who works here, or a party at its own desk, who has no name here."""

NOT_HANDS = frozenset(
    {"", "buyer", "system", "store", "owner", "head", "marketplace", "bank", "warehouse", "clock"}
)
"""Words that fields have for roles instead of somebody's slug."""


@dataclass(frozen=True, slots=True)
class Touch:
    """One who touched the case: slug of a person, or `party:<slug>`; what he did, by version; when first and last."""

    who: str
    versions: tuple[int, ...]
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class HandOver:
    """The case changed hands: by which fact, when, from whom to whom: a person's slug or `store:<slug>`."""

    version: int
    at: datetime
    from_hand: str
    to_hand: str


@dataclass(frozen=True, slots=True)
class Touches:
    """Everybody who touched a case, in the order in which each first did, and each time that it changed hands.

    `parties` did their part of it at their own desks or by their own systems, and have no names of people here.
    """

    people: tuple[Touch, ...]
    parties: tuple[Touch, ...]
    hand_overs: tuple[HandOver, ...]


def touches_of(entries: Sequence[Entry]) -> Touches:
    """Return who touched a case and how often it changed hands.

    Parameters
    ----------
    entries
        Of its stream, in order, without outcomes that were taken back.
    """
    done: dict[str, list[Entry]] = {}
    for entry in entries:
        who = who_touched(entry.event)
        if who:
            done.setdefault(who, []).append(entry)
    touches = tuple(
        Touch(
            who,
            tuple(one.version for one in mine),
            min(one.event.occurred_at for one in mine),
            max(one.event.occurred_at for one in mine),
        )
        for who, mine in done.items()
    )
    return Touches(
        tuple(one for one in touches if ":" not in one.who),
        tuple(one for one in touches if ":" in one.who),
        tuple(hand_overs_of(entries)),
    )


def who_touched(event: Event) -> str:
    """Return who touched the case by a fact: a person's slug or `party:<slug>`; empty = nobody did."""
    if event.kind not in TOUCHING:
        return ""
    role, _, slug = event.actor.partition(":")
    field = TOUCHING[event.kind]
    named = str(event.data.get(field) or "").removeprefix("person:")
    is_known = ":" not in named and named not in NOT_HANDS
    if is_known and (field == "person" or role not in HANDS):
        # whoever took it is meant, whoever wrote it down; and a partner's system names its person
        return f"party:{named}" if event.kind in BY_PARTIES else named
    if role == "person":
        return slug
    return event.actor if role in HANDS else ""


def hand_overs_of(entries: Sequence[Entry]) -> list[HandOver]:
    """Return each time that the case went from one hand to another.

    Parameters
    ----------
    entries
        As of `touches_of`.

    Notes
    -----
    Two facts do it: a store gives the order to another one, or a person takes it who is not the last that had it. The
    first take after another store was given it only completes that, and who lays an order down and takes it up again
    has handed nothing over.
    """
    found: list[HandOver] = []
    hand = holder = ""
    for entry in entries:
        event, data = entry.event, entry.event.data
        if event.kind == "order.received":
            holder = f"store:{data['store']}"
        elif event.kind == "order.assigned":
            to_hand = f"store:{data['store']}"
            if to_hand != holder:
                found.append(HandOver(entry.version, event.occurred_at, hand or holder, to_hand))
            hand, holder = "", to_hand
        elif event.kind == "order.taken":
            if hand not in ("", data["person"]):
                found.append(HandOver(entry.version, event.occurred_at, hand, data["person"]))
            hand = data["person"]
    return found
