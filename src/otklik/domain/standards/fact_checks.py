"""Whether the facts that a standard waits for can happen, and whether an obligation can find its key in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, get_args

from pydantic import ConfigDict, TypeAdapter, ValidationError

from otklik.domain import catalogue
from otklik.domain.standards.compiling import WrittenKind, expand
from otklik.domain.standards.mistakes import Mistake, Path, quoted, suggestion
from otklik.domain.standards.schema import Document, FactTable, PatternTable
from otklik.domain.standards.values import Pattern
from otklik.domain.standards.vocabulary import Capabilities

FACT_FIELDS = (
    "opens_on", "met_by", "breached_by", "waived_by", "moved_by", "pause_on", "resume_on", "ends_on",
)  # fmt: skip
NEEDS_WHAT = frozenset({"step.requested", "step.done", "step.delayed", "custom.happened"})
"""Events that say nothing without their sub-kind: a bare one would match every step there is."""


def check_facts(document: Document, kinds: frozenset[str], can: Capabilities) -> Iterator[Mistake]:
    """Mistakes in the named sets of facts."""
    for name, table in document.fact.items():
        if name in catalogue.EVENTS:
            yield Mistake(
                ("fact", name), f"{name} is an event already.", "Give the set of facts another name."
            )
        for index, written in enumerate(table.any):
            path: Path = ("fact", name, "any", index)
            if written.on in document.fact:
                yield Mistake(path, f"{written.on} is a set of facts itself.", "Name the events.")
            else:
                pattern = Pattern(written.on, written.what, written.where, written.key, written.any_key)
                yield from check_pattern(pattern, path, kinds, can)


def check_pattern(
    pattern: Pattern, path: Path, kinds: frozenset[str], can: Capabilities, *, key: str | None = None
) -> Iterator[Mistake]:
    """Mistakes in one pattern that can be seen without the kind that waits for it, but for its key."""
    event = catalogue.EVENTS.get(pattern.on)
    if event is None:
        yield Mistake(
            path, f"There is no event {quoted(pattern.on)}.", suggestion(pattern.on, catalogue.EVENTS)
        )
        return
    if pattern.on not in can.events:
        yield Mistake(
            path,
            f"This version does not record {pattern.on} yet: nothing would ever match.",
            "Leave it out until a version that does.",
        )
    if pattern.what is not None and event.what is None:
        yield Mistake(path, f"{pattern.on} has no sub-kind.", f'Write "{pattern.on}" alone.')
    named = pattern.what is not None or event.what in pattern.where or (key is not None and key == event.what)
    if pattern.on in NEEDS_WHAT and not named:
        yield Mistake(
            path, f"Any {pattern.on} at all would match.", f'Name which one, as in "{pattern.on}:engraving".'
        )
    if event.what == "kind" and pattern.what is not None and pattern.what not in kinds:
        yield Mistake(
            path, f"There is no obligation {quoted(pattern.what)}.", suggestion(pattern.what, kinds)
        )
    for name, value in pattern.where.items():
        yield from _check_where(event, name, value, path)
    if pattern.key is not None and pattern.key not in event.fields:
        yield _no_field(event, pattern.key, path)


def _check_where(event: catalogue.EventKind, name: str, value: Any, path: Path) -> Iterator[Mistake]:
    if name not in event.fields or name in catalogue.personal_fields(event.kind):
        yield _no_field(event, name, path)
        return
    adapter: TypeAdapter[Any] = TypeAdapter(event.fields[name], config=ConfigDict(strict=True))
    for one in value if isinstance(value, list) else [value]:
        try:
            adapter.validate_python(one)
        except ValidationError:
            yield Mistake(
                path,
                f"{event.kind} never has {name} = {quoted(one)}: it is of another type.",
                "Write a value of the field's own type.",
            )


def _no_field(event: catalogue.EventKind, name: str, path: Path) -> Mistake:
    open_fields = sorted(event.fields.keys() - catalogue.personal_fields(event.kind))
    return Mistake(
        path,
        f"{event.kind} has no field {quoted(name)} that a rule may read.",
        suggestion(name, open_fields) if open_fields else "It has none: leave it out.",
    )


def check_kind_facts(
    kind: WrittenKind, facts: Mapping[str, FactTable], kinds: frozenset[str], can: Capabilities
) -> Iterator[Mistake]:
    """Mistakes in everything that a kind waits for."""
    for name in FACT_FIELDS:
        for index, written in enumerate(getattr(kind.table, name)):
            path = kind.at(name, index)
            if written.on in facts:
                yield from _check_named(kind, name, written, path, facts)
            else:
                patterns = expand(written, facts)
                yield from check_pattern(patterns[0], path, kinds, can, key=kind.table.key)
                yield from _check_in_stream(kind, name, patterns[0], path)


def _check_named(
    kind: WrittenKind, name: str, written: PatternTable, path: Path, facts: Mapping[str, FactTable]
) -> Iterator[Mistake]:
    if written.what is not None:
        yield Mistake(path, f"{written.on} is a set of facts: it has no sub-kind.", f'Write "{written.on}".')
    patterns = [pattern for pattern in expand(written, facts) if pattern.on in catalogue.EVENTS]
    possible = [one for one in patterns if kind.table.stream in catalogue.EVENTS[one.on].streams]
    if patterns and not possible:
        yield Mistake(
            path,
            f"Nothing of {written.on} can happen in a stream {kind.table.stream}.",
            "Name facts of that stream, or give the kind another stream.",
        )
    for pattern in possible:
        for field in pattern.where:
            if field not in catalogue.EVENTS[pattern.on].fields:
                yield _no_field(catalogue.EVENTS[pattern.on], field, path)
        yield from _check_key(kind, name, pattern, path)


def _check_in_stream(kind: WrittenKind, name: str, pattern: Pattern, path: Path) -> Iterator[Mistake]:
    event = catalogue.EVENTS.get(pattern.on)
    if event is None:
        return
    if kind.table.stream not in event.streams:
        yield Mistake(
            path,
            f"{pattern.on} never happens in a stream {kind.table.stream}.",
            f"It stands in: {', '.join(event.streams)}; give the kind that `stream`, or wait for another fact.",
        )
        return
    yield from _check_key(kind, name, pattern, path)


def _check_key(kind: WrittenKind, name: str, pattern: Pattern, path: Path) -> Iterator[Mistake]:
    event, key = catalogue.EVENTS[pattern.on], kind.table.key
    if name == "opens_on":
        field = pattern.key or key
        if pattern.any_key:
            yield Mistake(path, "An opening has one key, not any.", "Leave any_key out.")
        elif field and not has_text(event.kind, field):
            yield _no_field(event, field, path if pattern.key else kind.at("key"))
    elif key is None and (pattern.any_key or pattern.key):
        yield Mistake(
            path, f"{kind.name} has no key.", "Leave key and any_key out here, or give the kind a key."
        )
    elif key is not None and name != "met_by" and not (pattern.any_key or pattern.key or key in event.fields):
        yield Mistake(
            path,
            f"{pattern.on} has no field {quoted(key)}: which {kind.name} is meant?",
            f'Write {{ on = "{pattern.on}", any_key = true }} for all of them, or name the field with `key`.',
        )


def takes(annotation: Any, wanted: type) -> bool:
    """Whether a field's type is that type, alone or as an alternative to nothing."""
    return annotation is wanted or wanted in get_args(annotation)


def is_instant(event: str, field: str) -> bool:
    """Whether an event has that field and it is an instant."""
    row = catalogue.EVENTS.get(event)
    return row is not None and field in row.fields and takes(row.fields[field], datetime)


def has_text(event: str, field: str) -> bool:
    """Whether an event has that field, it is a text, and a rule may read it."""
    row = catalogue.EVENTS.get(event)
    if row is None or field not in row.fields or field in catalogue.personal_fields(event):
        return False
    return takes(row.fields[field], str)
