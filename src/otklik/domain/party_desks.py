"""What the one page of a party shows: its open steps, each with the order's number, its goods and its clock (R23).

Of the buyer nothing but what the step is about: number and goods. Whoever has to call him (the credit expert) works on
the desk with a log-in of his own, or asks the store.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.business_time import WorkCalendar
from otklik.domain.obligations import Obligation
from otklik.domain.orders import OrderState
from otklik.domain.parties import kind_of
from otklik.domain.standards import Role
from otklik.domain.steps import step_of
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World


@dataclass(frozen=True, slots=True)
class PartyStep:
    """One step that the party owes.

    Parameters
    ----------
    order, number
        Id of the order, and the number that people say.
    step, kind
        Name of the step, and the kind of its obligation.
    goods
        Title and quantity of each line.
    store
        Name of the store that waits for it.
    owed
        Its obligation.
    met_by
        The fact that meets it: another than `step.done` is recorded by somebody else, or a word of the bank.
    said_done_at, until_at
        What the party said last; None = nothing of that.
    words
        What people call it, where the standard says so itself.
    """

    order: str
    number: str
    step: str
    kind: str
    goods: tuple[tuple[str, int], ...]
    store: str
    owed: Obligation
    met_by: str
    said_done_at: datetime | None
    until_at: datetime | None
    words: Role | None = None


@dataclass(frozen=True, slots=True)
class PartyDesk:
    """The page of one place: its name, language and hours, and its steps, those due first."""

    slug: str
    name: str
    locale: str
    calendar: WorkCalendar
    steps: tuple[PartyStep, ...]


def desk_of(slug: str, states: Iterable[StreamState], world: World) -> PartyDesk:
    """The page of a place.

    Parameters
    ----------
    states
        Of the orders on which it owes something.
    world
        With that place, and everything that the orders were frozen with.

    Raises
    ------
    DomainError
        `unknown_store`.
    """
    place = world.store(slug)
    steps = [one for state in states for one in _steps(slug, state, world)]
    steps.sort(key=lambda one: (one.owed.limit_at, one.number, one.kind))
    return PartyDesk(slug, place.name, place.locale, place.calendar, tuple(steps))


def _steps(slug: str, state: StreamState, world: World) -> Iterable[PartyStep]:
    order = state.subject
    if not isinstance(order, OrderState) or order.erased:
        return
    for one in state.obligations.values():
        if not one.is_owed or not one.debtor.endswith(f":{slug}"):
            continue
        kind = kind_of(one, world)
        step = step_of(kind)
        if not step:
            continue
        word = order.steps.get(step)
        process = world.standards[one.standard].processes.get(kind.name.partition(".")[0])
        yield PartyStep(
            order=state.stream.partition("/")[2],
            number=order.number,
            step=step,
            kind=kind.name,
            goods=tuple((line.title, line.quantity) for line in order.lines),
            store=world.store(order.holder).name,
            owed=one,
            met_by=kind.met_by[0].on,
            said_done_at=word.at if word and word.happened == "done" else None,
            until_at=word.until_at if word and word.happened == "delayed" else None,
            words=process.words.get(step) if process else None,
        )
