"""Everything that a standard can get wrong and that its schema alone can't see.

Rules here compare fields with each other, with the rest of the document, with the event catalogue and with what
this version can do. Every one names its place and a remedy; none stops at the first mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from otklik.domain.catalogue import EVENTS
from otklik.domain.standards.compiling import WrittenKind, compile_kind, expand_all
from otklik.domain.standards.cycles import check_cycles
from otklik.domain.standards.durations import parse_duration, unit_of
from otklik.domain.standards.fact_checks import check_facts, check_kind_facts, has_text, is_instant
from otklik.domain.standards.ladder_checks import check_ladder, check_ladder_use
from otklik.domain.standards.mistakes import Mistake, quoted, suggestion
from otklik.domain.standards.process_checks import check_pauses, check_processes, check_reach
from otklik.domain.standards.schema import Document
from otklik.domain.standards.vocabulary import (
    EFFECTS,
    HOURLESS,
    KIND_CLOCKS,
    LADDER_CLOCKS,
    PREDICATES,
    Capabilities,
)

EFFECT_FIELDS = ("on_open", "on_met", "on_breach")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a kind is checked against: the document, every kind in it, and what the version can do."""

    document: Document
    kinds: Mapping[str, WrittenKind]
    can: Capabilities


def check(document: Document, kinds: Mapping[str, WrittenKind], can: Capabilities) -> Iterator[Mistake]:
    """Every mistake of a document whose tables are well formed.

    Parameters
    ----------
    document, kinds
        The document and its kinds (`compiling.written_kinds`).
    can
        What the version has: events, effects, channels.
    """
    scope = Scope(document, kinds, can)
    names = frozenset(kinds)
    for name in document.calendar:
        if name in LADDER_CLOCKS:
            yield Mistake(
                ("calendar", name), f"{name} is a clock already.", "Give the calendar another name."
            )
    yield from check_facts(document, names, can)
    for kind in kinds.values():
        yield from check_kind_facts(kind, document.fact, names, can)
        for rule in _KIND_RULES:
            yield from rule(kind, scope)
    for name, ladder in document.ladder.items():
        yield from check_ladder(name, ladder, document, names, can)
    yield from check_processes(document, kinds)
    yield from check_pauses(document, kinds)
    yield from _check_evidence(document)
    yield from _check_reasons(document)
    compiled = {name: compile_kind(kind, document.fact) for name, kind in kinds.items()}
    circles = list(check_cycles(kinds, compiled))
    yield from circles
    if not circles and all(name in compiled for kind in compiled.values() for name in kind.opens_after):
        yield from check_reach(kinds, compiled)


def _check_opening(kind: WrittenKind, scope: Scope) -> Iterator[Mistake]:
    table = kind.table
    if bool(table.opens_on) == bool(table.opens_after):
        yield Mistake(
            kind.at("opens_on") if table.opens_on else kind.path,
            f"{kind.name} needs exactly one of opens_on and opens_after.",
            "opens_on = any of these facts; opens_after = all of these kinds met or waived.",
        )
    if table.opens_after and table.key:
        yield Mistake(kind.at("key"), "What opens after other kinds has no key.", "Leave key out.")
    for name in table.opens_after:
        yield from _check_named_kind(kind, "opens_after", name, scope)


def _check_named_kind(kind: WrittenKind, field: str, name: str, scope: Scope) -> Iterator[Mistake]:
    if name not in scope.kinds:
        yield Mistake(
            kind.at(field), f"There is no obligation {quoted(name)}.", suggestion(name, scope.kinds)
        )
    elif scope.kinds[name].table.stream != kind.table.stream:
        yield Mistake(
            kind.at(field),
            f"{name} lives in another stream ({scope.kinds[name].table.stream}).",
            f"Name a kind of the stream {kind.table.stream}.",
        )


def _check_conditions(kind: WrittenKind, scope: Scope) -> Iterator[Mistake]:
    for index, text in enumerate(kind.table.when):
        name = text.removeprefix("not ").partition(":")[0]
        if kind.table.stream not in PREDICATES[name].streams:
            yield Mistake(
                kind.at("when", index),
                f"{name} can't be asked in a stream {kind.table.stream}.",
                f"It can in: {', '.join(sorted(PREDICATES[name].streams))}.",
            )


def _check_parties(kind: WrittenKind, scope: Scope) -> Iterator[Mistake]:
    for field in ("debtor", "creditor"):
        party: str = getattr(kind.table, field)
        if party.startswith("field:"):
            if not kind.table.opens_on:
                yield Mistake(kind.at(field), f"No fact opens {kind.name}.", "Name a role.")
            yield from _check_opening_field(kind, field, party[6:], scope, instant=False)


def _check_opening_field(
    kind: WrittenKind, field: str, name: str, scope: Scope, *, instant: bool
) -> Iterator[Mistake]:
    """Whether every fact that opens (and, for an instant, moves) the kind has that field."""
    patterns = kind.table.opens_on + (kind.table.moved_by if instant else ())
    for pattern in expand_all(patterns, scope.document.fact):
        if pattern.on not in EVENTS:
            continue  # said already
        if instant and not is_instant(pattern.on, name):
            yield Mistake(
                kind.at(field),
                f"{name} is no instant of {pattern.on}.",
                "Name a field of the event that holds a date and time.",
            )
        elif not instant and not has_text(pattern.on, name):
            yield Mistake(
                kind.at(field),
                f"{pattern.on} has no field {name} that names a party.",
                "Name a role, or its field.",
            )


_TIMES = "after, at_field, or first with every"


def _check_timing(kind: WrittenKind, scope: Scope) -> Iterator[Mistake]:
    table = kind.table
    ways = [
        table.after is not None,
        table.at_field is not None,
        table.first is not None or table.every is not None,
    ]
    if sum(ways) != 1:
        a_step = kind.path[0] == "process"
        yield Mistake(
            kind.path,
            f"{kind.name} needs exactly one of {'limit and at_field' if a_step else _TIMES}.",
            f'Write {"limit" if a_step else "after"} = "20m" for a time since the opening, at_field for an instant '
            "that the fact brings.",
        )
    if (table.first is None) != (table.every is None):
        yield Mistake(kind.path, "first and every belong together.", "Write both, or after instead.")
    after = table.after
    if after is not None and after.target is not None:
        target, limit = parse_duration(after.target), parse_duration(after.limit)
        same_unit = (target.working_days is None) == (limit.working_days is None)
        if same_unit and (target.working_days or target.seconds) > (limit.working_days or limit.seconds):
            yield Mistake(
                kind.at("after", "target"),
                f"The target {after.target} lies behind the limit {after.limit}.",
                "A target is best, a limit is bearable: make the target the shorter one.",
            )


def _check_instants(kind: WrittenKind, scope: Scope) -> Iterator[Mistake]:
    table = kind.table
    for field in ("at_field", "from_field"):
        name = getattr(table, field)
        if name is None:
            continue
        if not table.opens_on:
            yield Mistake(kind.at(field), f"No fact opens {kind.name}.", "Write a limit instead.")
        yield from _check_opening_field(kind, field, name, scope, instant=True)
    for field in ("offset", "from_field", "moved_by"):
        if getattr(table, field) and not table.at_field:
            yield Mistake(kind.at(field), f"{field} belongs to at_field.", "Write at_field, or leave it out.")


def _check_pairs(kind: WrittenKind, scope: Scope) -> Iterator[Mistake]:
    table = kind.table
    for field, needed in _NEEDS:
        if getattr(table, field) and not getattr(table, needed):
            yield Mistake(
                kind.at(field), f"{field} needs {needed}.", f"Write {needed} too, or leave {field} out."
            )
    if table.every and table.late == "over":
        yield Mistake(
            kind.at("late"),
            'What recurs can\'t be "over": after one miss nobody would be told again.',
            'Leave late at "owed".',
        )
    if table.waived_by and any(
        one.on == "promise.made" for one in expand_all(table.opens_on, scope.document.fact)
    ):
        yield Mistake(
            kind.at("waived_by"),
            "A promise is never lost: it is kept, moved by telling the buyer, or broken (law 9).",
            "Leave waived_by out.",
        )


_NEEDS = (
    ("moved_by", "max_moves"),
    ("max_moves", "moved_by"),
    ("pause_on", "max_pause"),
    ("max_pause", "pause_on"),
    ("resume_on", "pause_on"),
    ("ends_on", "every"),
)


def _check_clock(kind: WrittenKind, scope: Scope) -> Iterator[Mistake]:
    table, calendars = kind.table, scope.document.calendar
    if table.clock == "holder":
        yield Mistake(
            kind.at("clock"),
            "holder is a ladder's clock: limits are frozen.",
            'Write "store", the holder at the opening.',
        )
    elif table.clock not in KIND_CLOCKS and table.clock not in calendars:
        yield Mistake(
            kind.at("clock"),
            f"There is no clock {quoted(table.clock)}.",
            suggestion(table.clock, KIND_CLOCKS | set(calendars)),
        )
    elif (party := kind.party_of(table.clock)) in HOURLESS and not table.at_field:
        yield Mistake(
            kind.at("clock") if "clock" in table.model_fields_set else kind.path,
            f"The {party} has no working hours, so a clock of the {table.clock} can't run.",
            'Write clock = "wall", or name a [calendar.*].',
        )
    wall = table.clock == "wall"
    for path, text in _running_times(kind):
        if unit_of(text) == "d" and not wall:
            yield Mistake(
                path,
                f"{text} is {text[:-1]} × 24 h by the wall clock, but this clock runs in working hours.",
                f'Write "{text[:-1]}wd" for working days, or clock = "wall".',
            )
        if unit_of(text) == "wd" and wall:
            yield Mistake(path, "The wall clock has no working days.", "Write d or h, or another clock.")


def _running_times(kind: WrittenKind) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The durations that run on the kind's clock."""
    table = kind.table
    if table.after is not None:
        for field in ("target", "limit"):
            if text := getattr(table.after, field):
                yield kind.at("after", field), text
    for field in ("first", "every"):
        if text := getattr(table, field):
            yield kind.at(field), text
    for index, text in enumerate(table.bands):
        yield kind.at("bands", index), text


def _check_links(kind: WrittenKind, scope: Scope) -> Iterator[Mistake]:
    table = kind.table
    for written in table.not_before:
        name, dot, what = written.rpartition(".")
        if not dot or what != "limit":
            yield Mistake(
                kind.at("not_before"),
                f"{quoted(written)} names no limit.",
                'Write it like "first_answer.limit".',
            )
        else:
            yield from _check_named_kind(kind, "not_before", name, scope)
    if table.takes_over is not None:
        yield from _check_named_kind(kind, "takes_over", table.takes_over, scope)
        if table.takes_over == kind.name:
            yield Mistake(kind.at("takes_over"), f"{kind.name} can't take over itself.", "Name another kind.")
    if table.ladder is not None:
        yield from check_ladder_use(kind, scope.document)


def _check_effects(kind: WrittenKind, scope: Scope) -> Iterator[Mistake]:
    for field in EFFECT_FIELDS:
        for index, name in enumerate(getattr(kind.table, field)):
            effect, path = EFFECTS[name], kind.at(field, index)
            if name not in scope.can.effects:
                yield Mistake(
                    path,
                    f"This version has no effect {name} yet.",
                    f"It has: {', '.join(sorted(scope.can.effects)) or 'none'}.",
                )
            if kind.table.stream not in effect.streams:
                yield Mistake(path, f"{name} does nothing in a stream {kind.table.stream}.", "Leave it out.")
            if field not in effect.follows:
                yield Mistake(
                    path,
                    f"{name} can't follow {field} (law 8).",
                    f"It may follow: {', '.join(effect.follows)}.",
                )
    if "release_goods" in kind.table.on_breach and not kind.table.not_before:
        yield Mistake(
            kind.at("on_breach"),
            "Goods must not go back before the answer that the store owed was due (law 8).",
            'Say so: not_before = ["first_answer.limit"], and each other answer that a store may owe.',
        )


def _check_evidence(document: Document) -> Iterator[Mistake]:
    for reason, evidence in document.refusal.evidence.items():
        if evidence.hours is not None and evidence.hours not in document.calendar:
            yield Mistake(
                ("refusal", "evidence", reason, "hours"),
                f"There is no calendar {quoted(evidence.hours)}.",
                suggestion(evidence.hours, document.calendar),
            )


def _check_reasons(document: Document) -> Iterator[Mistake]:
    reasons = document.refusal.reason
    for code, reason in reasons.items():
        if reason.of is not None and (reason.of not in reasons or reasons[reason.of].of is not None):
            yield Mistake(
                ("refusal", "reason", code, "of"),
                f"{quoted(reason.of)} is no reason of the first level.",
                suggestion(reason.of, [one for one in reasons if reasons[one].of is None and one != code]),
            )
        if reason.asks == "why" and all(one.of != code for one in reasons.values()):
            yield Mistake(
                ("refusal", "reason", code, "asks"),
                f"{code} asks why, and there is no reason that says it.",
                f'Write [refusal.reason.NAME] with of = "{code}", or leave asks out.',
            )


_KIND_RULES: tuple[Callable[[WrittenKind, Scope], Iterator[Mistake]], ...] = (
    _check_opening,
    _check_conditions,
    _check_parties,
    _check_timing,
    _check_instants,
    _check_pairs,
    _check_clock,
    _check_links,
    _check_effects,
)
