"""What other parties do for an order beyond `orders.step`: the bank's answer, custom events, and the pause (R23)."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain import pauses, steps


def decide(order: str, *, decision: str, actor: str, by: str = "", now: datetime) -> Done:
    """Record that the bank said yes or no. See `steps.decide_bank`."""
    return _commit(order, partial(steps.decide_bank, actor=actor, decision=decision, by=by), now)


def happen(order: str, *, name: str, actor: str, party: str = "", words: str = "", now: datetime) -> Done:
    """Record a fact of somebody's own name. See `steps.decide_custom`."""
    decider = partial(steps.decide_custom, actor=actor, name=name, party=party, words=words)
    return _commit(order, decider, now, stores=(party,) if party else ())


def pause(
    order: str, *, reason: str, actor: str, person: str = "", until_at: datetime | None = None, now: datetime
) -> Done:
    """Let an order wait for its buyer. See `pauses.decide_pause`."""
    decider = partial(pauses.decide_pause, actor=actor, reason=reason, person=person, until_at=until_at)
    return _commit(order, decider, now)


def resume(order: str, *, actor: str, person: str = "", now: datetime) -> Done:
    """Let it go on. See `pauses.decide_resume`."""
    return _commit(order, partial(pauses.decide_resume, actor=actor, person=person), now)


def _commit(order: str, decider: Any, now: datetime, *, stores: tuple[str, ...] = ()) -> Done:
    return commit_one(Unit(now=now, commands=(Command(order, decider),), stores=stores))
