"""What outside parties do for a purchase on credit in the demo: the expert, the bank and the warehouse."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from otklik.actions.units import Decide
from otklik.domain import appointment_decisions, readiness_decisions, steps, visit_decisions
from otklik.domain.events import instant_of
from otklik.simulation import cast

Part = Callable[[str, Mapping[str, Any]], Decide]
"""Slug of who does it and JSON values → the decision."""

PARTIES = frozenset(
    place.slug for place in cast.PLACES if place.role not in ("store", "marketplace", "call_centre")
)
"""Places that speak at a desk of their own."""


def _delays(who: str, data: Mapping[str, Any]) -> Decide:
    late = {"step": data["step"], "happened": "delayed", "until_at": instant_of(data["until_at"])}
    return partial(steps.decide_step, actor=f"party:{who}", party=who, **late)


def _books(who: str, data: Mapping[str, Any]) -> Decide:
    at = {"starts_at": instant_of(data["starts_at"]), "person": data["person"]}
    return partial(appointment_decisions.decide_book, actor=f"person:{who}", **at)


def _actor(who: str) -> str:
    """A party speaks at its own desk, everybody else is a person."""
    return f"party:{who}" if who in PARTIES else f"person:{who}"


PARTS: Mapping[str, Part] = {
    "step": lambda who, data: partial(
        steps.decide_step, actor=_actor(who), step=data["step"], happened="done"
    ),
    "delay": _delays,
    "decide": lambda who, data: partial(steps.decide_bank, actor=_actor(who), decision=data["decision"]),
    "scan": lambda who, data: partial(readiness_decisions.decide_arrived, actor=_actor(who)),
    "paper": lambda who, data: partial(
        readiness_decisions.decide_present, actor=_actor(who), paper=data["paper"]
    ),
    "book": _books,
    "check_in": lambda who, data: partial(appointment_decisions.decide_check_in, actor=f"person:{who}"),
    "came": lambda who, data: partial(visit_decisions.decide_came, actor=f"person:{who}"),
    "served": lambda who, data: partial(visit_decisions.decide_served, actor=f"person:{who}", person=who),
    "left": lambda who, data: partial(
        visit_decisions.decide_left, actor=f"person:{who}", cause=data["cause"]
    ),
}
"""Rows of `deeds.DEEDS`."""
