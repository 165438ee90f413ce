"""What stands on the desk: one row an open order, its next step, and which rows come first.

The earliest obligation of ours comes first, whichever kind it is: a first answer, a promise, the next attempt. Three
groups: urgent (past its target, or at most five minutes of working time before it), in time, and morning (the store
is closed, its clock stands still until the opening). Instants only: which words say it is the screen's business.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, Protocol

from otklik.domain import clocks
from otklik.domain.clocks import Clock

Group = Literal["urgent", "in_time", "morning"]
GROUPS: tuple[Group, ...] = ("urgent", "in_time", "morning")
"""The groups of the desk, the one to be looked at first in front."""

URGENT_S = 300
"""So little working time before its target makes a step urgent."""

NOT_OURS = ("buyer", "system", "partner", "marketplace", "second_person")
"""Roles whose obligations ask nothing of the people at a desk."""

NEVER_AT = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class DeskStep:
    """Something that is owed on an order: whose it is, and the instants frozen at its opening."""

    kind: str
    key: str
    debtor: str
    opened_at: datetime
    target_at: datetime | None
    limit_at: datetime
    breached: bool
    paused: bool
    rank: int

    @property
    def due_at(self) -> datetime:
        """By when it is to be done: its target, or its limit where it has none."""
        return self.target_at or self.limit_at

    @property
    def is_ours(self) -> bool:
        """Whether somebody at a desk is to act on it now."""
        return not self.paused and self.debtor.partition(":")[0] not in NOT_OURS


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One line of an order as the desk shows it; the price is of one piece, in minor units."""

    title: str
    sku: str
    quantity: int
    price_minor: int


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One open order as the desk shows it.

    Parameters
    ----------
    id
        The stream's name after `order/`.
    store, store_name, zone
        The holder's slug, name and IANA zone.
    owner, owner_name
        Who took it, slug and name; empty while it stands in the queue.
    taken_at
        Since when the owner has it; None while nobody has.
    taken_place
        Where it was taken (in_shop, elsewhere, unknown); without an owner: where somebody did whose take holds nothing.
    buyer, phone, comment
        What the order says of its buyer; empty after an erasure.
    buyer_zone
        IANA zone of the buyer, or empty.
    contact_attempts
        How often nobody was reached.
    live_contact_at, live_grade
        First live answer and the best grade of any; None, "" = none yet.
    said_silent
        The buyer has said that nobody contacted him.
    owed
        Everything that is owed on it by anybody, by `step_order`.
    step
        What is next: the first of `owed` that is ours; None where none is.
    open_spans
        When the clock of the step runs around now, (open_at, close_at); of the store where there is no step.
    is_open, next_opening_at
        Whether the store is open now; when it opens next, None where never within a year, or while open.
    group
        Where the row stands on the desk.
    doubles
        Numbers of other open orders of the same buyer at the same store, which may be duplicates.
    answered_elsewhere_at
        When another store was the first to speak with the buyer.
    parked_reason, parked_until_at
        The refusal that waits, and until when; empty, None = none does.
    """

    id: str
    number: str
    channel: str
    placed_at: datetime
    received_at: datetime
    store: str
    store_name: str
    zone: str
    phase: str
    owner: str
    owner_name: str
    taken_at: datetime | None
    taken_place: str
    buyer: str
    phone: str
    comment: str
    buyer_zone: str
    lines: tuple[DeskLine, ...]
    total_minor: int
    currency: str
    payment: str
    delivery: str
    contact_attempts: int
    live_contact_at: datetime | None
    live_grade: str
    said_silent: bool
    waiting_on: str
    owed: tuple[DeskStep, ...]
    step: DeskStep | None
    open_spans: tuple[tuple[datetime, datetime], ...]
    is_open: bool
    next_opening_at: datetime | None
    group: Group
    doubles: tuple[str, ...] = ()
    answered_elsewhere_at: datetime | None = None
    parked_reason: str = ""
    parked_until_at: datetime | None = None

    @property
    def stream(self) -> str:
        """Name of the order's stream."""
        return f"order/{self.id}"


def sort_steps(steps: Iterable[DeskStep]) -> tuple[DeskStep, ...]:
    """Steps in the order in which they are due; at one instant the one of the lower rank first."""
    return tuple(sorted(steps, key=lambda one: (one.due_at, one.rank, one.kind, one.key)))


def next_step(owed: Iterable[DeskStep]) -> DeskStep | None:
    """The first of sorted steps that is ours, or None."""
    return next((one for one in owed if one.is_ours), None)


def group_of(step: DeskStep | None, *, clock: Clock, is_open: bool, now: datetime) -> Group:
    """Where a row stands on the desk.

    Parameters
    ----------
    step
        What is next; without one there is nothing to hurry for.
    clock
        On which the step was opened; None = the wall.
    is_open
        Whether the store that answers is open now.
    now
        Aware UTC.

    Notes
    -----
    A step that is late is urgent at night too. While the store is closed nothing else is: nobody could act on it.
    """
    if step is None:
        return "in_time" if is_open else "morning"
    if now > step.due_at:
        return "urgent"
    if not is_open:
        return "morning"
    return "urgent" if clocks.between(clock, now, step.due_at) <= URGENT_S else "in_time"


class Placed(Protocol):
    """What a row of the desk needs to be sorted: an order's, or a call's."""

    @property
    def id(self) -> str:
        """Its own."""

    @property
    def step(self) -> DeskStep | None:
        """What is next."""

    @property
    def placed_at(self) -> datetime:
        """Since when somebody waits."""

    @property
    def group(self) -> Group:
        """Where it stands."""


def desk_order(row: Placed) -> tuple[int, datetime, datetime, str]:
    """The key by which rows are sorted: group, then the instant of the step, then age."""
    due_at = row.step.due_at if row.step else NEVER_AT
    return GROUPS.index(row.group), due_at, row.placed_at, row.id
