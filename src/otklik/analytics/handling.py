"""How an order was handled: who touched it, what its buyer did by himself, whom it waited for (R29, law 11).

The fold of one order's whole history into one small value, which is kept beside the journal (`store/handling.py`) and
from which every figure of `analytics/handling_figures.py` is counted. It knows no journal, only entries.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from otklik.analytics.failure_demand import OwnContact, Way, own_contacts
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
class Life:
    """For whom an order waited by its last fact, since when it lives, and what it waits for now; None = it is over."""

    waited: tuple[Waited, ...]
    began_at: datetime
    goes_on: Wait | None

    def until(self, now: datetime, clock: Clock) -> tuple[Waited, ...]:
        """For whom it waited up to an instant; keys of obligations of one kind are one.

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


@dataclass(frozen=True, slots=True)
class Handling:
    """How one order was handled: slugs of who touched it, how often it changed hands, what its buyer did, its life."""

    people: tuple[str, ...]
    hand_overs: int
    contacts: tuple[OwnContact, ...]
    life: Life


def fold_handling(entries: Sequence[Entry], visits: Iterable[datetime], *, clock: Clock) -> Handling:
    """Return how an order was handled.

    Parameters
    ----------
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
    return Handling(
        people=tuple(one.who for one in touches.people),
        hand_overs=len(touches.hand_overs),
        contacts=tuple(own_contacts(standing, visits)),
        life=Life(
            waited=_summed(Waited(_of_kind(one.wait), one.wall_s, one.working_s) for one in spans),
            began_at=min(entries[0].event.occurred_at, entries[0].recorded_at),
            goes_on=_of_kind(ends) if ends.party != NOBODY else None,
        ),
    )


def _of_kind(wait: Wait) -> Wait:
    return Wait(wait.party, wait.waiter, wait.kind)


def _summed(parts: Iterable[Waited]) -> tuple[Waited, ...]:
    found: dict[Wait, Waited] = {}
    for one in parts:
        known = found.get(one.wait, Waited(one.wait, 0, 0))
        found[one.wait] = Waited(one.wait, known.wall_s + one.wall_s, known.working_s + one.working_s)
    return tuple(found.values())


class Tally(NamedTuple):
    """What figures count of one order; contacts but `questions` are failure demand, each way for itself.

    `causes`: what those are tied to, as JSON text: kind, the role that owed it, how many; empty = there are none.
    """

    stream: str
    partner: str
    store: str
    people: int
    hand_overs: int
    questions: int
    waited_s: int
    calls: int
    messages: int
    looks: int
    trips: int
    waits: int
    causes: str

    @property
    def failures(self) -> int:
        """How much the buyer did because nobody had told him."""
        return self.calls + self.messages + self.looks + self.trips + self.waits


WAY_COLUMNS: Mapping[str, Way] = {
    "calls": "call",
    "messages": "message",
    "looks": "page",
    "trips": "trip",
    "waits": "wait",
}
"""Columns of a tally, and the way that each counts."""


def to_row(found: Handling) -> dict[str, Any]:
    """Return what is kept of an order: the columns of a tally without whose it is, and its `life` as JSON text."""
    failures = [one for one in found.contacts if one.is_failure]
    causes = Counter((one.kind, one.debtor.partition(":")[0]) for one in failures)
    life = found.life
    return {
        "people": len(found.people),
        "hand_overs": found.hand_overs,
        "questions": len(found.contacts) - len(failures),
        "waited_s": sum(one.waited_s for one in failures),
        **{column: sum(one.way == way for one in failures) for column, way in WAY_COLUMNS.items()},
        "causes": _text([[kind, role, number] for (kind, role), number in causes.items()]) if causes else "",
        "life": _text(
            [
                life.began_at.timestamp(),
                _cells(life.goes_on) if life.goes_on else None,
                [[*_cells(one.wait), one.wall_s, one.working_s] for one in life.waited],
            ]
        ),
    }


def _cells(wait: Wait) -> list[str]:
    return [wait.party, wait.waiter, wait.kind]


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def read_causes(text: str) -> list[tuple[str, str, int]]:
    """Return kind, role and number of each cause of a tally."""
    return [(kind, role, number) for kind, role, number in json.loads(text)] if text else []


def read_life(text: str) -> Life:
    """Return the life that `to_row` wrote."""
    began_s, goes_on, waited = json.loads(text)
    return Life(
        tuple(
            Waited(Wait(party, waiter, kind), wall, worked) for party, waiter, kind, wall, worked in waited
        ),
        datetime.fromtimestamp(began_s, UTC),
        Wait(*goes_on) if goes_on else None,
    )
