"""What a process can get wrong: a step without a party, one that nothing ever opens, one that nothing ever ends.

A circle of steps is found with the other circles (`cycles.py`), an unknown party by the form of the value, a party
without working hours with the clocks (`checks.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from otklik.domain.standards.compiling import STEP_FACT, STEP_LADDER, WrittenKind
from otklik.domain.standards.mistakes import Mistake, Path, quoted, suggestion
from otklik.domain.standards.schema import Document, ProcessStepTable
from otklik.domain.standards.values import Kind, Pattern
from otklik.domain.standards.vocabulary import PEOPLE, SAID

STEADY = frozenset({"payment", "delivery"})
"""Predicates that stay as they are for an order's whole life: two that exclude each other never both hold."""
STEP_FACTS = ("step.done", "step.delayed")


def check_processes(document: Document, kinds: Mapping[str, WrittenKind]) -> Iterator[Mistake]:
    """Mistakes in the form of processes and their steps.

    Parameters
    ----------
    kinds
        Every kind of the document, steps included.
    """
    for name, process in document.process.items():
        for step, table in process.step.items():
            yield from _check_step(("process", name, "step", step), table, kinds)
        if all(table.kind for table in process.step.values()):
            continue
        for what, needed, defined in (
            ("fact", STEP_FACT, document.fact),
            ("ladder", STEP_LADDER, document.ladder),
        ):
            if needed not in defined:
                yield Mistake(
                    ("process", name),
                    f"Its steps need {needed}, which is not defined.",
                    f'Define [{what}."{needed}"].' if "." in needed else f"Define [{what}.{needed}].",
                )


def check_pauses(document: Document, kinds: Mapping[str, WrittenKind]) -> Iterator[Mistake]:
    """Mistakes in the rules of pauses: a kind that is not there or can't be paused, a role that nobody has."""
    for reason, table in document.pause.items():
        for index, name in enumerate(table.kinds):
            path = ("pause", reason, "kinds", index)
            if name not in kinds:
                yield Mistake(path, f"There is no obligation {quoted(name)}.", suggestion(name, kinds))
            elif not kinds[name].table.pause_on:
                yield Mistake(
                    path,
                    f"{name} can't be paused.",
                    "Say how long it may be: pausable, or pause_on and max_pause.",
                )
        for index, role in enumerate(table.who):
            if role not in PEOPLE:
                yield Mistake(
                    ("pause", reason, "who", index),
                    f"Nobody has the role {quoted(role)}.",
                    suggestion(role, PEOPLE),
                )


def _check_step(path: Path, table: ProcessStepTable, kinds: Mapping[str, WrittenKind]) -> Iterator[Mistake]:
    if table.kind is None:
        if table.who is None:
            yield Mistake((*path, "who"), "The field who is missing.", "Write who here.", absent=True)
        if table.target and not table.limit:
            yield Mistake((*path, "target"), "A target needs a limit.", "Write the limit as well.")
        return
    others = sorted(table.model_fields_set - {"kind", "source", "ru", "en"})
    if others:
        yield Mistake(
            (*path, others[0]),
            f"This step shows the obligation {table.kind}: it has no {others[0]} of its own.",
            f"Leave {others[0]} out, or leave kind out.",
        )
    if table.kind not in kinds:
        yield Mistake(
            (*path, "kind"), f"There is no obligation {quoted(table.kind)}.", suggestion(table.kind, kinds)
        )


@dataclass(frozen=True, slots=True)
class Reach:
    """Which kinds some run of facts opens, and which of those some run meets."""

    opened: frozenset[str]
    met: frozenset[str]
    asked: frozenset[str]
    """Steps that somebody may say are done: those asked for, and those that an open kind waits for."""

    def may_happen(self, pattern: Pattern) -> bool:
        """Whether a fact that the pattern matches can stand in the journal at all."""
        if pattern.on.startswith("obligation.") and pattern.what is not None:
            return pattern.what in (self.met if pattern.on == "obligation.met" else self.opened)
        if pattern.on in STEP_FACTS and pattern.what is not None:
            return pattern.what in self.asked
        return pattern.what is None or pattern.what in SAID.get(pattern.on, (pattern.what,))


def reach_of(kinds: Mapping[str, Kind]) -> Reach:
    """What can be opened and met, from the facts of the outside on."""
    asked = {one.what or "" for kind in kinds.values() for one in kind.opens_on if one.on == "step.requested"}
    reach = Reach(frozenset(), frozenset(), frozenset(asked))
    while True:
        opened = frozenset(name for name, kind in kinds.items() if _may_open(kind, kinds, reach))
        waited = {one.what or "" for name in opened for one in kinds[name].met_by if one.on == "step.done"}
        wider = Reach(opened, reach.met, reach.asked | waited)
        met = frozenset(name for name in opened if any(map(wider.may_happen, kinds[name].met_by)))
        wider = Reach(opened, met, wider.asked)
        if wider == reach:
            return reach
        reach = wider


def _may_open(kind: Kind, kinds: Mapping[str, Kind], reach: Reach) -> bool:
    if kind.opens_after:
        return all(name in reach.met and not clash_of(kind, kinds[name]) for name in kind.opens_after)
    return any(map(reach.may_happen, kind.opens_on))


def clash_of(one: Kind, other: Kind) -> str:
    """The condition of `other` under which `one` is never owed; empty where both may be."""
    for mine in one.when:
        for theirs in other.when:
            if mine.name != theirs.name or mine.name not in STEADY:
                continue
            same = mine.value == theirs.value
            if (same and mine.negated != theirs.negated) or (not same and not mine.negated | theirs.negated):
                return f"{'not ' if theirs.negated else ''}{theirs.name}:{theirs.value}"
    return ""


def check_reach(written: Mapping[str, WrittenKind], kinds: Mapping[str, Kind]) -> Iterator[Mistake]:
    """Steps of processes that no run of facts ever opens, or that none ever ends.

    Notes
    -----
    A step that only waits for one which is refused here is not named again.
    """
    reach = reach_of(kinds)
    steps = frozenset(name for name, kind in written.items() if kind.path[0] == "process")
    found: list[Mistake] = []
    waiting: list[Mistake] = []
    for name in sorted(steps):
        kind, place = kinds[name], written[name]
        if name in reach.opened:
            found += [] if name in reach.met else [_unended(place, kind)]
            continue
        if not kind.opens_on and not kind.opens_after:
            continue  # said already
        bad = _blamed(kind, kinds, reach, steps)
        mistake = _unopened(place, kind, kinds, reach, bad)
        (found if bad else waiting).append(mistake)
    yield from found or waiting


def _blamed(kind: Kind, kinds: Mapping[str, Kind], reach: Reach, steps: frozenset[str]) -> str:
    """What of the kind's own opening can't be; empty where it only waits for a step that is refused itself."""
    for name in kind.opens_after:
        if clash_of(kind, kinds[name]) or (name not in reach.met and name not in steps):
            return name
    outside = [one for one in kind.opens_on if one.what not in steps]
    return outside[0].on if len(outside) == len(kind.opens_on) and outside else ""


def _unopened(place: WrittenKind, kind: Kind, kinds: Mapping[str, Kind], reach: Reach, bad: str) -> Mistake:
    if kind.opens_on:
        return Mistake(
            place.at("opens_on", 0),
            f"Nothing ever opens {kind.name}: {_never(kind.opens_on[0])}",
            _hint(kind.opens_on[0]),
        )
    name = bad or next(one for one in kind.opens_after if one not in reach.met)
    if clash := clash_of(kind, kinds[name]):
        return Mistake(
            place.at("opens_after"),
            f"Nothing ever opens {kind.name}: {name} is owed for {clash} alone.",
            "Name a step that the same orders go through.",
        )
    return Mistake(
        place.at("opens_after"),
        f"Nothing ever opens {kind.name}: it waits for {name}, which is never met.",
        "Name a step that a fact opens and meets.",
    )


def _unended(place: WrittenKind, kind: Kind) -> Mistake:
    met = kind.met_by[0]
    return Mistake(place.at("met_by", 0), f"Nothing ever meets {kind.name}: {_never(met)}", _hint(met))


def _never(pattern: Pattern) -> str:
    if pattern.on in STEP_FACTS:
        return f"nobody is asked for a step {pattern.what}."
    if pattern.on.startswith("obligation."):
        return f"{pattern.what} is never {pattern.on.partition('.')[2]}."
    return f"{pattern.on} never says {quoted(pattern.what)}."


def _hint(pattern: Pattern) -> str:
    if pattern.on in SAID:
        return f"It says one of: {', '.join(SAID[pattern.on])}."
    return "Wait for a fact that somebody records, or for another step."
