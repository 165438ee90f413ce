"""Whether a ladder can be climbed: its steps, its clock, its channels, and the kinds that climb it."""

from __future__ import annotations

from collections.abc import Iterator

from otklik.domain import catalogue
from otklik.domain.standards.compiling import STEP_LADDER, Edge, WrittenKind, edges, expand_all
from otklik.domain.standards.durations import seconds_of, unit_of
from otklik.domain.standards.fact_checks import check_pattern
from otklik.domain.standards.mistakes import Mistake, Path, quoted, suggestion
from otklik.domain.standards.schema import Document, LadderTable, StepTable
from otklik.domain.standards.values import Pattern
from otklik.domain.standards.vocabulary import HOURLESS, LADDER_CLOCKS, Capabilities

_PAIRS = (
    ("ack_by", "lease"),
    ("lease", "ack_by"),
    ("leases", "lease"),
    ("repeat", "repeats"),
    ("repeats", "repeat"),
)


def check_ladder(
    name: str, ladder: LadderTable, document: Document, kinds: frozenset[str], can: Capabilities
) -> Iterator[Mistake]:
    """Mistakes in one ladder, whoever climbs it."""
    path: Path = ("ladder", name)
    clocks = LADDER_CLOCKS | set(document.calendar)
    if ladder.clock is not None and ladder.clock not in clocks:
        yield Mistake(
            (*path, "clock"), f"There is no clock {quoted(ladder.clock)}.", suggestion(ladder.clock, clocks)
        )
    for field, needed in _PAIRS:
        if getattr(ladder, field) and not getattr(ladder, needed):
            yield Mistake(
                (*path, field), f"{field} needs {needed}.", f"Write {needed} too, or leave {field} out."
            )
    for index, written in enumerate(ladder.ack_by):
        if written.on not in document.fact:
            pattern = Pattern(written.on, written.what, written.where, written.key, written.any_key)
            yield from check_pattern(pattern, (*path, "ack_by", index), kinds, can)
    for field in ("lease", "repeat"):
        if text := getattr(ladder, field):
            yield from _check_unit(text, (*path, field), ladder)
    latest: dict[Edge, int] = {}
    for index, step in enumerate(ladder.step):
        yield from _check_step(step, (*path, "step", index), ladder, latest, can)


def _check_step(
    step: StepTable, path: Path, ladder: LadderTable, latest: dict[Edge, int], can: Capabilities
) -> Iterator[Mistake]:
    written = edges(step)
    if len(written) != 1:
        yield Mistake(
            path,
            "A step needs exactly one of after, before and past.",
            "after = since the opening, before = ahead of the limit, past = since the limit.",
        )
        return
    edge, text = written[0]
    yield from _check_unit(text, (*path, edge), ladder)
    delay_s = -seconds_of(text) if edge == "before" else seconds_of(text)
    if delay_s < latest.get(edge, delay_s):
        yield Mistake(
            (*path, edge),
            f"This step comes before an earlier one ({edge}).",
            "Write the steps in the order of time.",
        )
    latest[edge] = delay_s
    if step.each is not None:
        yield from _check_unit(step.each, (*path, "each"), ladder)
        if step.mode != "in_turn":
            yield Mistake((*path, "each"), "each is the gap of an in_turn step.", 'Write mode = "in_turn".')
    for index, channel in enumerate(step.by):
        if channel not in can.channels:
            yield Mistake(
                (*path, "by", index),
                f"This version does not send by {channel} yet.",
                f"It has: {', '.join(sorted(can.channels))}.",
            )


def _check_unit(text: str, path: Path, ladder: LadderTable) -> Iterator[Mistake]:
    if unit_of(text) == "d" and ladder.clock != "wall":
        yield Mistake(
            path,
            f"{text} is wall time, but this ladder's clock runs in working hours.",
            'Write h, or clock = "wall".',
        )


def check_ladder_use(kind: WrittenKind, document: Document) -> Iterator[Mistake]:
    """Mistakes in a kind's choice of a ladder; `kind.table.ladder` is set."""
    name = str(kind.table.ladder)
    ladder = document.ladder.get(name)
    if ladder is None:
        if name != STEP_LADDER or kind.path[0] != "process":
            yield Mistake(
                kind.at("ladder"), f"There is no ladder {quoted(name)}.", suggestion(name, document.ladder)
            )
        return
    party = kind.party_of(ladder.clock)
    if party in HOURLESS:
        yield Mistake(
            kind.at("ladder"),
            f"The {party} has no working hours, so {name} can't run on the clock of the {ladder.clock}.",
            "Name a ladder with another clock.",
        )
    facts = [one for one in expand_all(ladder.ack_by, document.fact) if one.on in catalogue.EVENTS]
    if facts and not any(kind.table.stream in catalogue.EVENTS[one.on].streams for one in facts):
        yield Mistake(
            kind.at("ladder"),
            f"Nothing that acknowledges {name} can happen in a stream {kind.table.stream}.",
            "Name a ladder whose ack_by stands in that stream.",
        )
