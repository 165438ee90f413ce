"""Touches, failure demand and waits of many orders: for the network, each partner and each store (R29, laws 13, 14).

Every figure is a count of orders or of their contacts; which orders are behind it follows from the same function.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import numpy as np

from otklik.analytics.averages import Average, make_average
from otklik.analytics.handling import WAY_COLUMNS, Tally, read_causes, read_life
from otklik.domain.attribution import NOBODY
from otklik.domain.clocks import Clock

PERSONS = frozenset({"owner", "person", "head", "second_person"})
"""Roles of one person each."""

FEW = 20
"""Fewer orders than this are shown and not judged (law 13)."""

MANY = 2
"""From so many people on a buyer told his story more than once."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A kind of obligation that buyers' own contacts are tied to: how many contacts, in how many orders, by whom owed.

    An empty kind = nothing was owed, and whoever had the word said nothing.
    """

    kind: str
    debtor: str
    contacts: int
    orders: int


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of some orders.

    Parameters
    ----------
    partner, store
        Whose; both empty = the whole network, an empty store = the whole partner.
    people, hand_overs
        Distinct people an order, hand-overs an order.
    failures, questions
        Contacts that buyers made because nobody had told them, an order; and those with a question of their own.
    ways
        How many failures there were of each way.
    causes
        The commonest first.
    waited_s
        Seconds that buyers stood in a shop, or came in vain.
    counts
        Orders by the names of `MEASURES`.
    """

    partner: str
    store: str
    people: Average
    hand_overs: Average
    failures: Average
    questions: int
    ways: Mapping[str, int]
    causes: tuple[Cause, ...]
    waited_s: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Who waited for whom and for what: seconds altogether, in the middle and in the worst tenth of the orders.

    Parameters
    ----------
    waiter, party, kind
        As of `domain.attribution.Wait`.
    orders
        In how many orders.
    wall_s, working_s
        Altogether.
    median_s, p90_s
        Wall seconds of an order.
    working_median_s, working_p90_s
        The same on each store's calendar.
    """

    waiter: str
    party: str
    kind: str
    orders: int
    wall_s: int
    working_s: int
    median_s: int
    p90_s: int
    working_median_s: int
    working_p90_s: int


Measure = Callable[[Tally], bool]


def _has(column: str) -> Measure:
    """Whether a buyer did something of this way because nobody had told him."""
    return lambda one: getattr(one, column) > 0


MEASURES: Mapping[str, Measure] = {
    "handled": lambda one: True,
    "many_hands": lambda one: one.people >= MANY,
    "handed_over": lambda one: one.hand_overs > 0,
    "own_contact": lambda one: one.failures > 0,
    "own_question": lambda one: one.questions > 0,
    **{f"own_{way}": _has(column) for column, way in WAY_COLUMNS.items()},
}
"""Figures that count orders."""


def group_figures(orders: Sequence[Tally], *, partner: str = "", store: str = "") -> Group:
    """Return the figures of some orders under the name of whose they are."""
    return Group(
        partner=partner,
        store=store,
        people=make_average([one.people for one in orders], FEW),
        hand_overs=make_average([one.hand_overs for one in orders], FEW),
        failures=make_average([one.failures for one in orders], FEW),
        questions=sum(one.questions for one in orders),
        ways={way: sum(getattr(one, column) for one in orders) for column, way in WAY_COLUMNS.items()},
        causes=tuple(_causes(orders)),
        waited_s=sum(one.waited_s for one in orders),
        counts={name: sum(1 for one in orders if fits(one)) for name, fits in MEASURES.items()},
    )


def _causes(orders: Sequence[Tally]) -> list[Cause]:
    contacts: dict[tuple[str, str], int] = defaultdict(int)
    behind: dict[tuple[str, str], int] = defaultdict(int)
    for order in orders:
        for kind, role, number in read_causes(order.causes) if order.causes else ():
            contacts[kind, role] += number
            behind[kind, role] += 1
    found = [Cause(kind, role, number, behind[kind, role]) for (kind, role), number in contacts.items()]
    return sorted(found, key=lambda one: (-one.contacts, -one.orders, one.kind, one.debtor))


def role_of(party: str) -> str:
    """Return the role of a party: what it is called without its name."""
    return party.partition(":")[0]


def by_partner(orders: Sequence[Tally]) -> list[Group]:
    """Return the figures of each partner, by slug."""
    mine: dict[str, list[Tally]] = defaultdict(list)
    for one in orders:
        mine[one.partner].append(one)
    return [group_figures(mine[slug], partner=slug) for slug in sorted(mine)]


def by_store(orders: Sequence[Tally]) -> list[Group]:
    """Return the figures of each store, by slug."""
    mine: dict[tuple[str, str], list[Tally]] = defaultdict(list)
    for one in orders:
        mine[one.partner, one.store].append(one)
    return [group_figures(mine[pair], partner=pair[0], store=pair[1]) for pair in sorted(mine)]


Spent = Mapping[tuple[str, str, str], Mapping[str, tuple[int, int]]]
"""Waiter, party and kind → stream of an order → wall and working seconds."""


def waits_of(
    lives: Iterable[tuple[str, str, str]], clocks: Mapping[str, Clock], *, now: datetime, names: bool
) -> Spent:
    """Return who waited for whom, for what and how long in each order, up to an instant; waits for nobody are left out.

    Parameters
    ----------
    lives
        Of each order its stream, its first store, and its life as `handling.to_row` wrote it.
    clocks
        Calendars by store; one that is missing is the wall.
    names
        Whether places keep their names; without them roles wait for roles. A person never has one: it is his role that
        is waited for.
    """
    found: dict[tuple[str, str, str], dict[str, tuple[int, int]]] = defaultdict(dict)
    for stream, store, text in lives:
        for one in read_life(text).until(now, clocks.get(store)):
            if one.wait.party == NOBODY or one.wall_s <= 0:
                continue
            mine = found[_called(one.wait.waiter, names), _called(one.wait.party, names), one.wait.kind]
            wall_s, working_s = mine.get(stream, (0, 0))
            mine[stream] = (wall_s + one.wall_s, working_s + one.working_s)
    return found


@cache
def _called(party: str, names: bool) -> str:
    role = role_of(party)
    return party if names and role not in PERSONS else role


def pair_figures(spent: Spent) -> list[Pair]:
    """Return who waited for whom and for what, the longest altogether first.

    Parameters
    ----------
    spent
        As `waits_of` gives it.
    """
    found = []
    for (waiter, party, kind), mine in spent.items():
        walls, workings = np.array(list(mine.values()), np.int64).T
        middle, worst = (np.percentile(walls, at, method="higher") for at in (50, 90))
        working_middle, working_worst = (np.percentile(workings, at, method="higher") for at in (50, 90))
        found.append(
            Pair(
                waiter, party, kind, len(mine), int(walls.sum()), int(workings.sum()),
                int(middle), int(worst), int(working_middle), int(working_worst),
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: (-one.wall_s, one.waiter, one.party, one.kind))


@dataclass(frozen=True, slots=True)
class PartyWaited:
    """How long orders waited for one party altogether, and how many did."""

    party: str
    orders: int
    wall_s: int
    working_s: int


def party_figures(spent: Spent) -> list[PartyWaited]:
    """Return whom orders waited for, the longest first; together they are the orders' whole lives (law 11).

    Parameters
    ----------
    spent
        As `waits_of` gives it.
    """
    orders: dict[str, set[str]] = defaultdict(set)
    walls: dict[str, int] = defaultdict(int)
    workings: dict[str, int] = defaultdict(int)
    for (_, party, _), mine in spent.items():
        orders[party].update(mine)
        walls[party] += sum(wall_s for wall_s, _ in mine.values())
        workings[party] += sum(working_s for _, working_s in mine.values())
    found = [PartyWaited(party, len(orders[party]), walls[party], workings[party]) for party in walls]
    return sorted(found, key=lambda one: (-one.wall_s, one.party))
