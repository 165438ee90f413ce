"""Customers at the counter: how long that lasts, and the orders that are passed on at once (R10, ADR 0026).

The fact stands on the shift; where somebody beside the shop can answer, it is copied with its cause to the orders
whose ladders go ahead by it, in the same unit. That an order is passed on is that copy's consequence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from otklik.domain.catalogue import make
from otklik.domain.escalation import climb_of, pass_on
from otklik.domain.events import Consequence, Event, Ref
from otklik.domain.ladders import LadderRun
from otklik.domain.obligations import Obligation
from otklik.domain.orders import OrderState
from otklik.domain.parties import Scene, scene_of, standard_by_hash
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World


def busy_for(world: World, store: str) -> timedelta:
    """How long "customers at the counter" lasts in a store, as its standard says.

    Raises
    ------
    DomainError
        `unknown_store`; `unknown_standard`: nothing is accepted there yet.
    """
    return timedelta(seconds=standard_by_hash(world, world.store(store).standard).notices.busy_s)


def with_busy(world: World, store: str, person: str, until_at: datetime) -> World:
    """The world in which somebody there is busy until an instant."""
    place = world.store(store)
    return replace(
        world, stores={**world.stores, store: replace(place, busy={**place.busy, person: until_at})}
    )


def list_passed_on(
    scene: Scene,
    book: Mapping[Ref, Obligation],
    runs: Mapping[Ref, LadderRun],
    at: datetime,
    *,
    person: str,
    until_at: datetime,
) -> list[Consequence]:
    """Which ladders of an order go ahead because somebody of its holder is busy now, whom everybody else there is too.

    Parameters
    ----------
    scene
        Of the order; the person counts as busy, whatever its world has heard of it.
    book, runs
        Its obligations and their runs.
    """
    if scene.order is None or scene.order.history or scene.store is None:
        return []
    full = replace(scene, world=with_busy(scene.world, scene.holder, person, until_at))
    climbing = [(ref, run) for ref, run in runs.items() if not run.ended]
    changes = [pass_on(climb_of(full, book[ref], run), at) for ref, run in climbing]
    return [change for change in changes if change is not None]


def decide_pass_on(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    actor: str,
    person: str,
    until_at: datetime,
    cause: str,
) -> Sequence[Event]:
    """The copy of a shift's `busy.started` on an order that is passed on by it; nothing where it changes nothing.

    Parameters
    ----------
    state
        Of an `order/` stream.
    world
        Before the fact: the person counts as busy here by it.
    cause
        The shift's entry, `<stream>@<version>`.
    """
    order = state.subject
    if not isinstance(order, OrderState) or not order.is_open:
        return []
    scene, said = scene_of(state, world), {"person": person, "until_at": until_at}
    if not list_passed_on(scene, state.obligations, state.runs, now, person=person, until_at=until_at):
        return []
    return [
        make(
            "busy.started",
            occurred_at=now,
            actor=actor,
            source="person",
            grade="claimed",
            caused_by=cause,
            **said,
        )
    ]
