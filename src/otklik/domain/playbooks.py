"""Playbooks: what to do, say and decide in each situation, and which of them is open on an order (R26).

`playbook_of` is pure: the first playbook by rank whose rule holds and whose steps are not all done; what a person chose
goes before it, as long as the rule says what it said then. The last one holds always, so that there is one for every
order (law 10). The texts are data: `playbook_texts.py` reads them, `situations/` has the shipped ones.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from otklik.domain.locales import Words
from otklik.domain.order_state import OrderState
from otklik.domain.playbook_rules import Rule, since_of
from otklik.domain.playbook_steps import StepDone
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World

ROLES = ("anyone", "head", "partner_manager", "administrator")
"""Who may be given a sum, from the shop upwards; whoever stands above has at least the sums below."""

DEFAULT_MAY: Mapping[str, int | None] = {"anyone": 15_000, "head": 50_000}
"""Roubles that a role may decide about where a playbook says nothing else; the first is that of design/README."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what to do, what to say meanwhile, and whether a fact closes it and no tick.

    Parameters
    ----------
    id
        Unique in its playbook.
    say
        Words to say; empty in both languages = none.
    by_fact
        It is done by recording what was agreed (an outcome, a promise): nobody can tick it off.
    """

    id: str
    do: Words
    say: Words
    by_fact: bool = False


@dataclass(frozen=True, slots=True)
class Playbook:
    """One situation and what to do in it.

    Parameters
    ----------
    situation
        Its code; unique.
    rank
        Lower first, where several hold.
    opens
        Rules, one of which must hold; none = it opens only when somebody chooses it.
    title, about, after
        Its name, when it is the right one, and what comes next, in words.
    steps
        In order, at least one.
    may
        Role → roubles that it may decide about; None = any sum.
    tags
        Further words by which people look for it.
    retired
        Nobody needs it any more: it neither opens nor is found.
    number
        Version; 0 = as shipped.
    """

    situation: str
    rank: int
    opens: tuple[Rule, ...]
    title: Words
    about: Words
    after: Words
    steps: tuple[Step, ...]
    may: Mapping[str, int | None] = field(default_factory=lambda: DEFAULT_MAY)
    tags: str = ""
    retired: bool = False
    number: int = 0

    def right_of(self, roles: Collection[str]) -> int | None:
        """Roubles that somebody with these roles may decide about here; None = any sum."""
        held = [role for role in ROLES if role == "anyone" or role in roles]
        top = max(map(ROLES.index, held))
        sums = [self.may[role] for role in ROLES[: top + 1] if role in self.may]
        if "administrator" in held and "administrator" not in self.may:
            return None
        known = [one for one in sums if one is not None]
        return None if len(known) < len(sums) else max(known, default=0)


@dataclass(frozen=True, slots=True)
class Opened:
    """The playbook that is open on an order.

    Parameters
    ----------
    since
        Since when its situation holds: steps count from then on.
    is_chosen
        Whether a person chose it and no rule.
    done
        Steps that were done, by id.
    """

    playbook: Playbook
    since: datetime
    is_chosen: bool
    done: Mapping[str, StepDone]

    @property
    def now(self) -> Step | None:
        """The step that is next; None = all are done."""
        return next((step for step in self.playbook.steps if step.id not in self.done), None)


def playbook_of(
    state: StreamState, world: World, now: datetime, *, books: Sequence[Playbook]
) -> Opened | None:
    """The playbook that is open on an order.

    Parameters
    ----------
    state
        Of an order.
    world
        The present.
    now
        Aware UTC.
    books
        All that are in force, by rank.

    Returns
    -------
    Opened or None
        None where no rule holds: there is a catch-all among the shipped ones.
    """
    order = state.subject
    if not isinstance(order, OrderState):
        return None
    named = by_rule(state, now, books=books)
    followed = order.playbook
    if followed.chosen and followed.chosen_at is not None:
        book = next((one for one in books if one.situation == followed.chosen), None)
        stands = named is None or named.playbook.situation == followed.instead
        if book is not None and stands:
            chosen = _opened(book, order, followed.chosen_at, is_chosen=True)
            if chosen.now is not None:
                return chosen
    return named


def by_rule(state: StreamState, now: datetime, *, books: Sequence[Playbook]) -> Opened | None:
    """The playbook that the rules name, whatever anybody chose; one whose steps are all done gives way."""
    order = state.subject
    for book in sorted(books, key=lambda one: (one.rank, one.situation)):
        if book.retired or (since := since_of(book.opens, state, now)) is None:
            continue
        found = _opened(book, order, since)
        if found.now is not None:
            return found
    return None


def _opened(book: Playbook, order: OrderState, since: datetime, *, is_chosen: bool = False) -> Opened:
    done = {
        step: did
        for (situation, step), did in order.playbook.done.items()
        if situation == book.situation and did.at >= since
    }
    return Opened(book, since, is_chosen, done)
