"""One store's day: who joined the shift and has not left. On shift = joined (architecture §5)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from otklik.domain.events import Entry


@dataclass(frozen=True, slots=True)
class ShiftState:
    """The shift of a store on one local date; `present` maps nobody twice, earliest first."""

    store: str
    day: str
    present: tuple[str, ...] = ()


def evolve(state: ShiftState | None, entry: Entry) -> ShiftState | None:
    """The shift after one more entry of a `shift/<store>/<date>` stream."""
    if state is None:
        _, store, day = entry.stream.split("/")
        state = ShiftState(store=store, day=day)
    person = entry.event.data.get("person")
    if entry.event.kind == "shift.joined":
        return replace(state, present=(*(one for one in state.present if one != person), person))
    if entry.event.kind == "shift.left":
        return replace(state, present=tuple(one for one in state.present if one != person))
    return state
