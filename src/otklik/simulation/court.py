"""What simulated people say in the refusal court: a buyer's answer, a judge's verdict, a store's reply, its appeal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from otklik.actions.units import Decide
from otklik.domain import appeals, surveys, verdicts
from otklik.domain.court_cases import last_case
from otklik.domain.events import Event
from otklik.domain.orders import OrderState
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World

Reply = Callable[[str, Mapping[str, Any]], Decide]
"""Slug of who says it (or `buyer`) and JSON values → the decision."""


def _of_case(decide: Callable[..., Sequence[Event]], name: str = "case", **given: Any) -> Decide:
    """A decision about the latest end of an order, whichever that is by then."""

    def decided(state: StreamState, world: World, now: datetime) -> Sequence[Event]:
        order = state.subject
        last = last_case(order) if isinstance(order, OrderState) else None
        return decide(state, world, now, **{name: last.case if last else "", **given})

    return decided


def _say_why(who: str, data: Mapping[str, Any]) -> Decide:
    by = "" if who == "buyer" else who
    return _of_case(surveys.decide_answer, "survey", answer=data["answer"], means=data["means"], by=by)


def _decide_appeal(who: str, data: Mapping[str, Any]) -> Decide:
    return _of_case(appeals.decide_appeal, decision=data["decision"], by=who, words=data["words"])


REPLIES: Mapping[str, Reply] = {
    "say_why": _say_why,
    "judge": lambda who, data: _of_case(verdicts.decide_propose, verdict=data["verdict"], by=who),
    "accept": lambda who, data: _of_case(appeals.decide_accept, by=who),
    "appeal": lambda who, data: _of_case(appeals.decide_file, by=who, words=data["words"]),
    "decide_appeal": _decide_appeal,
}
"""Rows of `deeds.DEEDS`."""
