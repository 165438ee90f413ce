"""What a refusal needs and what is on record of it, with counts: 1 of 3 calls, 40 min of 1 h 30 min."""

from __future__ import annotations

from dataclasses import dataclass

from otklik.domain.orders import OrderState
from otklik.domain.refusals import Refusal, Weighing
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World
from otklik.web.obligations import Reader
from otklik.web.refusal_words import COUNTS, EVIDENCE


@dataclass(frozen=True, slots=True)
class Evidence:
    """One line: whether it is there, tone and icon, what, how it stands."""

    good: bool
    tone: str
    icon: str
    name: str
    value: str


def list_evidence(
    state: StreamState, world: World, reader: Reader, asked: Refusal, weighing: Weighing
) -> tuple[Evidence, ...]:
    """What the reason asks for, what is missing first.

    Parameters
    ----------
    state, world
        The order, and what it stands in.
    reader
        For whom.
    asked, weighing
        The refusal, and what the gate says of it.
    """
    order: OrderState = state.subject
    rules = world.standards[world.store(order.holder).standard].refusal
    needs = rules.evidence.get(asked.reason)
    lines = []
    if needs is not None and needs.attempts:
        lines.append(
            _line(
                "attempts",
                "attempts" not in weighing.unmet,
                _count(order.contact_attempts, needs.attempts, reader),
                reader,
            )
        )
    if order.said_silent:
        lines.append(
            Evidence(False, "warn", "bell", EVIDENCE["silent"][reader.locale], COUNTS["said"][reader.locale])
        )
    return tuple(sorted(lines, key=lambda one: one.good))


def _line(name: str, good: bool, value: str, reader: Reader) -> Evidence:
    return Evidence(
        good, "ok" if good else "late", "check" if good else "x", EVIDENCE[name][reader.locale], value
    )


def _count(n: int, need: int, reader: Reader) -> str:
    return COUNTS["of"][reader.locale].format(n=min(n, need), need=need)
