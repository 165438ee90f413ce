"""What outside parties do for a purchase on credit in the demo: the expert, the bank and the warehouse."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from otklik.actions.units import Decide
from otklik.domain import steps
from otklik.domain.catalogue import make
from otklik.domain.events import Event
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World

Part = Callable[[str, Mapping[str, Any]], Decide]
"""Slug of who does it and JSON values → the decision."""


def _tells(
    state: StreamState, world: World, now: datetime, *, party: str, kind: str, fields: Mapping[str, Any]
) -> Sequence[Event]:
    return [make(kind, occurred_at=now, actor=f"party:{party}", source="provider", **fields)]


PARTS: Mapping[str, Part] = {
    "step": lambda who, data: partial(
        steps.decide_step, actor=f"person:{who}", step=data["step"], happened="done"
    ),
    "party": lambda who, data: partial(_tells, party=who, kind=data["kind"], fields=data["fields"]),
}
"""Rows of `deeds.DEEDS`."""
