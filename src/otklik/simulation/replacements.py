"""What the demo's heads offer instead of a pair that is not there: a look, an offer, and the buyer takes it (R36).

In the past there were no catalogues to look into; what is offered is another shoe of the range in the same size.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from otklik.domain import alternative_decisions, rescues
from otklik.domain.alternative_decisions import Proposal
from otklik.domain.alternatives import RUNGS, SIMILAR
from otklik.domain.events import Event
from otklik.domain.orders import Line, OrderState
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World
from otklik.planning.alternatives import WITHIN_SHARE
from otklik.simulation import goods

Decide = Callable[[StreamState, World, datetime], Sequence[Event]]


def replacing(rescue: rescues.Rescue) -> tuple[Decide, ...]:
    """The decisions of a rescue by another shoe: looked, offered, taken; without one of the size, the rescue alone."""
    return (
        partial(_look, by=rescue.by),
        partial(_propose, by=rescue.by),
        partial(_rescue, rescue=rescue),
    )


def _look(state: StreamState, world: World, now: datetime, *, by: str) -> Sequence[Event]:
    line = _line(state)
    if line is None:
        return []
    return alternative_decisions.decide_seek(
        state, world, now, actor=f"person:{by}", line=line.id, rungs=RUNGS, found=(), by=by
    )


def _propose(state: StreamState, world: World, now: datetime, *, by: str) -> Sequence[Event]:
    proposal = _proposal(state)
    if proposal is None:
        return []
    return alternative_decisions.decide_offer(
        state, world, now, actor=f"person:{by}", proposal=proposal, by=by
    )


def _rescue(state: StreamState, world: World, now: datetime, *, rescue: rescues.Rescue) -> Sequence[Event]:
    offers = [one for one in state.subject.alternatives.offers.values() if one.state == "offered"]
    agreed = replace(rescue, offer=offers[-1].key) if offers else rescue
    return rescues.decide_rescue(state, world, now, rescue=agreed)


def _line(state: StreamState) -> Line | None:
    order = state.subject
    return order.lines[0] if isinstance(order, OrderState) and order.is_open and order.lines else None


def _proposal(state: StreamState) -> Proposal | None:
    """Another shoe in the same size that costs about as much, the nearest price first."""
    line = _line(state)
    article, _, size = line.sku.rpartition("-") if line is not None else ("", "", "")
    if line is None or not size.isdigit() or not line.price_minor:
        return None
    near = [
        (abs(one.price_minor - line.price_minor), one.article, one)
        for one in goods.MODELS
        if one.article != article
        and one.smallest <= int(size) <= one.largest
        and abs(one.price_minor - line.price_minor) <= WITHIN_SHARE * line.price_minor
    ]
    if not near:
        return None
    model = min(near)[2]
    share = (model.price_minor - line.price_minor) / line.price_minor
    return Proposal(
        line=line.id,
        rung=SIMILAR,
        title=f"{model.title}, {size}",
        store=state.subject.holder,
        sku=f"{model.article}-{size}",
        price_minor=model.price_minor,
        why={"price_pct": round(100 * share), "terms": {"price": abs(share) / WITHIN_SHARE}},
    )
