"""Which rules of a standard a fact touches: patterns, fact predicates, state predicates, and the index over them.

What an event opens, meets or waives is decided elsewhere (`openings.py`, `judgement.py`); here stands only whether a
pattern matches, for which key, and which kinds are worth asking. Law 4's `live` is judged by the numbers of the
standard under which the obligation opened.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from otklik.domain import windows
from otklik.domain.catalogue import EVENTS
from otklik.domain.conversations import ConversationState
from otklik.domain.events import GRADES, Event
from otklik.domain.orders import OrderState, is_live
from otklik.domain.standards import Kind, Pattern, Predicate, Standard

CLOSING = frozenset({"order.refused", "order.withdrawn", "goods.released", "order.completed"})
"""Facts that end a sale; a kind that they waive does not open on an order that is over."""


def matches(pattern: Pattern, event: Event, min_talk_s: int) -> bool:
    """Whether a fact fits a pattern, whatever its key.

    Parameters
    ----------
    min_talk_s
        Of the standard that judges: the shortest talk that is an answer (law 4).
    """
    if event.kind != pattern.on:
        return False
    if pattern.what is not None:
        field = EVENTS[event.kind].what
        if field is None or event.data.get(field) != pattern.what:
            return False
    return all(_has(event, name, wanted, min_talk_s) for name, wanted in pattern.where.items())


def _has(event: Event, name: str, wanted: Any, min_talk_s: int) -> bool:
    if name == "live" and event.kind == "contact.reached":
        return is_live(event.data, event.grade, min_talk_s) is wanted
    value = event.data.get(name)
    return value in wanted if isinstance(wanted, list | tuple) else bool(value == wanted)


def key_in(pattern: Pattern, kind: Kind, event: Event) -> str | None:
    """The obligation key that a fact names: "" for a kind without keys, None where the field is absent."""
    field = pattern.key or kind.key
    if field is None:
        return ""
    value = event.data.get(field)
    return None if value is None else str(value)


def touches(patterns: Iterable[Pattern], kind: Kind, key: str, event: Event, min_talk_s: int) -> bool:
    """Whether any pattern matches a fact about the obligation of that kind and key."""
    return any(
        matches(pattern, event, min_talk_s) and (pattern.any_key or key_in(pattern, kind, event) == key)
        for pattern in patterns
    )


def is_strong_enough(event: Event, kind: Kind) -> bool:
    """Whether the fact's grade suffices to meet the kind (law 4)."""
    return GRADES.index(event.grade) >= GRADES.index(kind.min_grade)


def _order(read: Callable[[OrderState], Any]) -> Callable[[Any, Event], Any]:
    return lambda subject, event: read(subject) if isinstance(subject, OrderState) else False


def _talk(read: Callable[[Any], Any]) -> Callable[[Any, Event], Any]:
    subjects = OrderState | ConversationState
    return lambda subject, event: read(subject) if isinstance(subject, subjects) else False


PREDICATES: Mapping[str, Callable[[Any, Event], Any]] = {
    "payment": _order(lambda order: order.payment),
    "delivery": _order(lambda order: order.delivery),
    "buyer_reachable": _talk(lambda talk: talk.has_phone or getattr(talk, "has_email", False)),
    "has_phone": _talk(lambda talk: talk.has_phone),
    "has_email": _order(lambda order: order.has_email),
    "live_contact": _talk(lambda talk: talk.live_contact_at is not None),
    "goods_reserved": _order(lambda order: order.goods_reserved),
    "goods_released": _order(lambda order: order.goods_are_back),
    "paid": _order(lambda order: order.paid_minor > 0),
    "window_agreed": _order(lambda order: windows.current(order.windows) is not None),
    "reassigned": _order(lambda order: order.reassignments > 0),
    "first_of_day": lambda subject, event: event.data.get("first_of_day", False),
    "orders_waiting": lambda subject, event: event.data.get("orders_waiting", 0) > 0,
    "on_shift": lambda subject, event: bool(getattr(subject, "present", ())),
}
"""State predicates: each reads the stream's own fold, the event included, or a field of the event (so that a
replay gives the same)."""


def holds(predicate: Predicate, subject: Any, event: Event) -> bool:
    """Whether a condition on the stream's state is true after the event."""
    found = PREDICATES[predicate.name](subject, event)
    true = found == predicate.value if predicate.value is not None else bool(found)
    return true is not predicate.negated


@dataclass(frozen=True, slots=True)
class Index:
    """Where a standard has to be read for an event, computed once for each standard.

    Parameters
    ----------
    opens
        (stream prefix, event) → the kinds that it may open, by rank.
    after
        Kind → the kinds that open after it (AND-joins).
    touched
        Event → the kinds whose obligations it may meet, breach, waive, move, pause, resume or end.
    acks
        Event → the ladders that it acknowledges.
    floors
        Kind → the kinds whose limit never precedes its own (`not_before`).
    """

    opens: Mapping[tuple[str, str], tuple[Kind, ...]]
    after: Mapping[str, tuple[Kind, ...]]
    touched: Mapping[str, frozenset[str]]
    acks: Mapping[str, frozenset[str]]
    floors: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class _ByHash:
    """A standard that is known by its hash alone, so that the index can be cached."""

    standard: Standard

    def __hash__(self) -> int:
        return hash(self.standard.hash)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByHash) and other.standard.hash == self.standard.hash


def index_of(standard: Standard) -> Index:
    """The index of a standard, made once for each hash."""
    return _index(_ByHash(standard))


@functools.lru_cache(maxsize=64)
def _index(known: _ByHash) -> Index:
    kinds = sorted(known.standard.kinds.values(), key=lambda kind: (kind.rank, kind.name))
    opens: dict[tuple[str, str], list[Kind]] = defaultdict(list)
    after: dict[str, list[Kind]] = defaultdict(list)
    touched: dict[str, set[str]] = defaultdict(set)
    acks: dict[str, set[str]] = defaultdict(set)
    floors: dict[str, list[str]] = defaultdict(list)
    for kind in kinds:
        for event in {pattern.on for pattern in kind.opens_on}:
            opens[kind.stream, event].append(kind)
        for named in kind.opens_after:
            after[named].append(kind)
        for pattern in _closing_patterns(kind):
            touched[pattern.on].add(kind.name)
        for named in kind.not_before:
            floors[named].append(kind.name)
    for ladder in known.standard.ladders.values():
        for pattern in ladder.ack_by:
            acks[pattern.on].add(ladder.name)
    return Index(
        opens={where: tuple(found) for where, found in opens.items()},
        after={name: tuple(found) for name, found in after.items()},
        touched={event: frozenset(names) for event, names in touched.items()},
        acks={event: frozenset(names) for event, names in acks.items()},
        floors={name: tuple(found) for name, found in floors.items()},
    )


def _closing_patterns(kind: Kind) -> tuple[Pattern, ...]:
    return (
        *kind.met_by,
        *kind.breached_by,
        *kind.waived_by,
        *kind.ends_on,
        *kind.moved_by,
        *kind.pause_on,
        *kind.resume_on,
    )
