"""How an order was handled: who touched it, what its buyer did by himself, whom it waited for (R29, law 11).

The fold of one order's whole history into one small value, which is kept beside the journal (`store/handling.py`) and
from which every figure of `analytics/handling_figures.py` is counted. It knows no journal, only entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from otklik.analytics.failure_demand import OwnContact, own_contacts
from otklik.analytics.touches import touches_of
from otklik.domain.attribution import NOBODY, Wait, life_of
from otklik.domain.clocks import Clock, between
from otklik.domain.events import Entry
from otklik.domain.undo import RETRACTED, standing_entries

RULE = 1
"""Number of the rules by which orders are folded: with another one what is kept is folded anew."""


@dataclass(frozen=True, slots=True)
class Waited:
    """How long an order waited for one thing altogether: wall seconds, and seconds of its first store's calendar."""

    wait: Wait
    wall_s: int
    working_s: int


@dataclass(frozen=True, slots=True)
class HandledOrder:
    """One order as figures count it.

    Parameters
    ----------
    stream, number, store, partner
        Store and partner are those that owed the first answer.
    people
        Slugs of everybody who touched it, in the order in which each first did.
    hand_overs
        How often it changed hands.
    contacts
        Everything that its buyer did by himself.
    waited
        For whom it waited, by its last fact; keys of obligations of one kind are one.
    began_at, goes_on
        When its life began, and what it waits for since its last fact; None when its life is over.
    """

    stream: str
    number: str
    store: str
    partner: str
    placed_at: datetime
    phase: str
    total_minor: int
    currency: str
    people: tuple[str, ...]
    hand_overs: int
    contacts: tuple[OwnContact, ...]
    waited: tuple[Waited, ...]
    began_at: datetime
    goes_on: Wait | None = None

    @property
    def failures(self) -> tuple[OwnContact, ...]:
        """What the buyer did because nobody had told him."""
        return tuple(one for one in self.contacts if one.is_failure)

    def waited_by(self, now: datetime, clock: Clock) -> tuple[Waited, ...]:
        """For whom it waited up to an instant.

        Parameters
        ----------
        clock
            Calendar of its first store.
        """
        if self.goes_on is None:
            return self.waited
        # differences of running totals: the sum is that of the whole life, to the second
        wall_s = between(None, self.began_at, now) - sum(one.wall_s for one in self.waited)
        working_s = between(clock, self.began_at, now) - sum(one.working_s for one in self.waited)
        return _summed((*self.waited, Waited(self.goes_on, wall_s, working_s))) if wall_s > 0 else self.waited


def fold_handling(
    stored: Mapping[str, Any], entries: Sequence[Entry], visits: Iterable[datetime], *, clock: Clock
) -> HandledOrder:
    """Return an order as figures count it.

    Parameters
    ----------
    stored
        The fields of `HandledOrder` that stand in the list of orders: stream to currency.
    entries
        All of its stream, in order.
    visits
        When its buyer looked at his page.
    clock
        Calendar of its first store.
    """
    standing = standing_entries(entries) if any(one.event.kind == RETRACTED for one in entries) else entries
    touches = touches_of(standing)
    last_at = max(min(one.event.occurred_at, one.recorded_at) for one in entries)
    spans, ends = life_of(entries, until_at=last_at, clock=clock)
    return HandledOrder(
        **stored,
        people=tuple(one.who for one in touches.people),
        hand_overs=len(touches.hand_overs),
        contacts=tuple(own_contacts(standing, visits)),
        waited=_summed(Waited(_of_kind(one.wait), one.wall_s, one.working_s) for one in spans),
        began_at=min(entries[0].event.occurred_at, entries[0].recorded_at),
        goes_on=_of_kind(ends) if ends.party != NOBODY else None,
    )


def _of_kind(wait: Wait) -> Wait:
    return Wait(wait.party, wait.waiter, wait.kind)


def _summed(parts: Iterable[Waited]) -> tuple[Waited, ...]:
    found: dict[Wait, Waited] = {}
    for one in parts:
        known = found.get(one.wait, Waited(one.wait, 0, 0))
        found[one.wait] = Waited(one.wait, known.wall_s + one.wall_s, known.working_s + one.working_s)
    return tuple(found.values())


Cells = list[Any]


def to_cells(order: HandledOrder) -> dict[str, Any]:
    """Return what was folded as plain JSON values: what `from_cells` reads."""
    return {
        "people": list(order.people),
        "hand_overs": order.hand_overs,
        "contacts": [
            [_second(one.at), one.way, one.version, one.why, one.kind, one.key, one.debtor, _second(one.since_at),
             one.waited_s]
            for one in order.contacts
        ],
        "waited": [
            [one.wait.party, one.wait.waiter, one.wait.kind, one.wall_s, one.working_s] for one in order.waited
        ],
        "goes_on": [order.goes_on.party, order.goes_on.waiter, order.goes_on.kind] if order.goes_on else None,
        "began_at": _second(order.began_at),
    }  # fmt: skip


def from_cells(stored: Mapping[str, Any], cells: Mapping[str, Any]) -> HandledOrder:
    """Return an order from what is kept of it.

    Parameters
    ----------
    stored
        As of `fold_handling`.
    cells
        As `to_cells` made them.
    """
    goes_on = cells["goes_on"]
    return HandledOrder(
        **stored,
        people=tuple(cells["people"]),
        hand_overs=cells["hand_overs"],
        contacts=tuple(_contact(cell) for cell in cells["contacts"]),
        waited=tuple(
            Waited(Wait(party, waiter, kind), wall_s, working_s)
            for party, waiter, kind, wall_s, working_s in cells["waited"]
        ),
        goes_on=Wait(*goes_on) if goes_on else None,
        began_at=_instant(cells["began_at"]),
    )


def _contact(cell: Cells) -> OwnContact:
    at, way, version, why, kind, key, debtor, since_at, waited_s = cell
    since = None if since_at is None else _instant(since_at)
    return OwnContact(_instant(at), way, version, why, kind, key, debtor, since, waited_s)


def _second(at: datetime | None) -> float | None:
    return None if at is None else at.timestamp()


def _instant(second: float) -> datetime:
    return datetime.fromtimestamp(second, UTC)
