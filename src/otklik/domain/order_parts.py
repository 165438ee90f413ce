"""What else is true of an order, noun by noun: one table, each row a field of the state and the fold that makes it.

A noun with a life of its own (the court's cases, a complaint, an appointment) keeps its value and its fold in its own
file, and has a row here; the order's own fold (`orders.py`) knows nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from otklik.domain import (
    alternatives,
    appointments,
    complaints,
    conduct,
    court_cases,
    deliveries,
    playbook_steps,
    promise_state,
    readiness,
    reservations,
    step_state,
    visits,
    windows,
)
from otklik.domain.events import Entry


@dataclass(frozen=True, slots=True)
class Part:
    """One noun: the field of `OrderState` that holds it, the facts that touch it, and its value after one of them."""

    field: str
    kinds: frozenset[str]
    after: Callable[[Any, Entry], Any]
    """(the order before the fact, the entry) → the field's new value."""


PARTS: tuple[Part, ...] = (
    Part("court", court_cases.TOUCHING, court_cases.cases_after),
    Part("appointments", appointments.TOUCHING, appointments.appointments_after),
    Part("visits", visits.TOUCHING, visits.visits_after),
    Part("readiness", readiness.TOUCHING, readiness.readiness_after),
    Part("deliveries", deliveries.TOUCHING, deliveries.deliveries_after),
    Part("promises", promise_state.TOUCHING, promise_state.promises_after),
    Part("playbook", playbook_steps.TOUCHING, playbook_steps.followed_after),
    Part("complaints", complaints.TOUCHING, complaints.complaints_after),
    Part("flags", conduct.FLAGGING, conduct.flags_after),
    Part("steps", step_state.TOUCHING, step_state.steps_after),
    Part("bank", step_state.DECIDING, step_state.bank_after),
    Part("pause", step_state.PAUSING, step_state.pause_after),
    Part("scores", conduct.SCORING, conduct.scores_after),
    Part("alternatives", alternatives.TOUCHING, alternatives.alternatives_after),
    Part("reservations", reservations.TOUCHING, reservations.reservations_after),
    Part("windows", windows.TOUCHING, windows.windows_after),
    Part("needed_by_at", windows.NAMING, windows.needed_after),
    Part("zone", windows.LYING, windows.zone_after),
)

_BY_KIND: Mapping[str, tuple[Part, ...]] = {
    kind: tuple(part for part in PARTS if kind in part.kinds)
    for kind in frozenset().union(*(part.kinds for part in PARTS))
}


def parts_after(order: Any, entry: Entry) -> dict[str, Any]:
    """Fields of the order that a fact changes, by name; empty where it touches none.

    Parameters
    ----------
    order
        As it was before the fact.
    """
    return {part.field: part.after(order, entry) for part in _BY_KIND.get(entry.event.kind, ())}
