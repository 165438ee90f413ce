"""From the text of a standard to the frozen standard, or to every mistake in it with its line.

The steps: read the TOML, lay it over the standard that it extends, lay each trade's tables over the result, validate
the tables, check what they say together, compile. `parse_standard` is the only way to a `Standard` outside tests.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from otklik.domain.errors import DomainError
from otklik.domain.standards.checks import check
from otklik.domain.standards.compiling import compile_standard, written_kinds
from otklik.domain.standards.merging import OWN, leftovers, merge
from otklik.domain.standards.mistakes import Mistake, Path, StandardErrors, quoted, suggestion
from otklik.domain.standards.positions import line_of, scan_positions
from otklik.domain.standards.processes import FIELD, named_processes, without_missing
from otklik.domain.standards.schema import Document
from otklik.domain.standards.trades import TRADE, inherited_trades, split_trades, within, write_trades
from otklik.domain.standards.values import Standard
from otklik.domain.standards.vocabulary import Capabilities
from otklik.domain.standards.writing import write_standard

MAX_LENGTH = 262_144

_TOML_LINE = re.compile(r"\(at line (\d+)")


def parse_standard(text: str, *, capabilities: Capabilities, base: Standard | None = None) -> Standard:
    """The standard that a TOML text means.

    Parameters
    ----------
    text
        TOML, at most 256 KiB.
    capabilities
        What the version can do; a word of the closed lists beyond it is refused.
    base
        The standard that the text names in `extends`; ignored when it extends none.

    Raises
    ------
    StandardErrors
        A `bad_standard` with every mistake that was found: first those of the form, then, once the form is
        right, those of the sense.

    Notes
    -----
    `Standard.text` is the resolved canonical text; parsing it with the same capabilities gives the same hash. What a
    text that extends none meant is remembered: whoever publishes and adopts one reads it three times.
    """
    return _remembered(text, capabilities) if base is None else _parse(text, capabilities, base)


@functools.lru_cache(maxsize=16)
def _remembered(text: str, capabilities: Capabilities) -> Standard:
    return _parse(text, capabilities, None)


def _parse(text: str, capabilities: Capabilities, base: Standard | None) -> Standard:
    raw = _read(text)
    lines = scan_positions(text)
    mistakes: list[Mistake] = []
    resolved = _resolve(raw, base, mistakes)
    if mistakes:
        raise _refusal(mistakes, lines)
    shared, laid_over = split_trades(resolved, mistakes)
    document = _checked(shared, capabilities, mistakes)
    if document is None:
        raise _refusal(mistakes, lines)
    trades = {}
    for name, table in laid_over.items():
        wrong: list[Mistake] = []
        found = _checked(table, capabilities, wrong)
        mistakes += [within(name, one) for one in wrong]
        if found is not None:
            trades[name] = found
    if mistakes:
        raise _refusal(mistakes, lines)
    whole = "\n".join(filter(None, (write_standard(document), write_trades(document, trades))))
    compiled = {name: compile_standard(one, write_standard(one)) for name, one in sorted(trades.items())}
    return replace(compile_standard(document, whole), trades=compiled)


def _checked(
    resolved: Mapping[str, Any], capabilities: Capabilities, mistakes: list[Mistake]
) -> Document | None:
    """The document of some tables; None where something is wrong with it, which is added to `mistakes`."""
    try:
        document = Document.model_validate(resolved, context={"parties": tuple(_declared(resolved))})
    except ValidationError as error:
        mistakes += [_mistake(one) for one in error.errors()]
        return None
    found = list(check(document, written_kinds(document), capabilities))
    mistakes += found
    return None if found else document


def _declared(resolved: Mapping[str, Any]) -> Iterable[str]:
    """Roles that a text declares beside those of the closed list."""
    parties = resolved.get("party")
    return parties if isinstance(parties, dict) else ()


@functools.lru_cache(maxsize=16)
def extended_name(text: str) -> str | None:
    """The name of the standard that a text extends; None when it stands on its own.

    Raises
    ------
    StandardErrors
        The text is no TOML, or `extends` is no text.
    """
    name = _read(text).get("extends")
    if name is not None and not isinstance(name, str):
        raise _refusal(
            [Mistake(("extends",), "extends is no text.", 'Name a standard: extends = "default".')],
            scan_positions(text),
        )
    return name


def _read(text: str) -> dict[str, Any]:
    if len(text) > MAX_LENGTH:
        raise _unreadable("", "The text is longer than 256 KiB.", "A standard has a few hundred lines.")
    for bad, name in (("\x00", "U+0000"), (r"[\ud800-\udfff]", "a lone surrogate")):
        if found := re.search(bad, text):
            line = text.count("\n", 0, found.start()) + 1
            raise _unreadable(
                f"line {line}", f"There is {name} in the text.", "Save the file as plain UTF-8."
            )
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = _TOML_LINE.search(str(error))
        line = int(where[1]) if where else text.count("\n") + 1
        reason = str(error).partition(" (at ")[0]
        raise _unreadable(f"line {line}", f"This is not TOML: {reason}.", "Mend the line.") from None
    except (ValueError, RecursionError):
        raise _unreadable(
            "", "A number or a nesting is too large to be read.", "Nothing here needs that."
        ) from None


def _unreadable(place: str, message: str, remedy: str) -> StandardErrors:
    return StandardErrors([DomainError("bad_standard", message, remedy=remedy, place=place)])


def _resolve(raw: Mapping[str, Any], base: Standard | None, mistakes: list[Mistake]) -> dict[str, Any]:
    """The document with `extends` resolved; what is wrong with that is added to `mistakes`."""
    changes = {name: value for name, value in raw.items() if name not in ("extends", FIELD)}
    shipped = named_processes(raw, mistakes)
    if "extends" not in raw:
        own = {name: value for name, value in changes.items() if name != TRADE}
        if not shipped:
            mistakes += leftovers(own)
            return changes
        return without_missing(merge(shipped, own, mistakes), own) | _trades_in(changes)
    name = raw["extends"]
    if base is None or base.name != name:
        mistakes.append(
            Mistake(
                ("extends",),
                f"There is no standard {quoted(name)} to extend.",
                "Publish it first, or name another.",
            )
        )
        return changes
    inherited = tomllib.loads(base.text)
    trades = inherited_trades(inherited.pop(TRADE, {}), changes.pop(TRADE, {}), mistakes)
    under = merge(inherited, shipped, mistakes) | {field: inherited[field] for field in OWN}
    return without_missing(merge(under, changes, mistakes), changes) | ({TRADE: trades} if trades else {})


def _trades_in(changes: Mapping[str, Any]) -> dict[str, Any]:
    return {TRADE: changes[TRADE]} if TRADE in changes else {}


def _refusal(mistakes: Iterable[Mistake], lines: Mapping[Path, int]) -> StandardErrors:
    """The error that carries these mistakes, in the order of their lines, each once."""
    found = {}
    for mistake in mistakes:
        line, written = line_of(mistake.path, lines)
        # What has no line of its own (a value written without its list) is named by what it stands in;
        # what was inherited from the extended standard, or is missing, is named as it would be written.
        path = (*written, mistake.path[-1]) if mistake.absent else written or mistake.path
        place = f"{f'line {line}, ' if line else ''}{'.'.join(map(str, path))}"
        found[place, mistake.message] = (line, mistake.remedy)
    return StandardErrors(
        [
            DomainError("bad_standard", message, remedy=remedy, place=place)
            for (place, message), (line, remedy) in sorted(found.items(), key=lambda item: item[1][0])
        ]
    )


def _mistake(error: ErrorDetails) -> Mistake:
    """What pydantic says, as a mistake of ours."""
    path = tuple(part for part in error["loc"] if part != "[key]")
    context = error.get("ctx", {})
    kind = error["type"]
    if kind == "mistake":
        return Mistake(path, context["message"], context["remedy"])
    name = quoted(path[-1]) if path else "The text"
    if kind == "extra_forbidden":
        return Mistake(
            path, f"There is no field {name} here.", suggestion(str(path[-1]), _fields_at(path[:-1]))
        )
    if kind == "missing":
        return Mistake(path, f"The field {name} is missing.", f"Write {path[-1]} here.", absent=True)
    if kind == "literal_error":
        return Mistake(
            path,
            f"{quoted(error['input'])} can't stand here.",
            f"Use {context['expected']}.".replace("'", '"'),
        )
    for start, wanted in _TYPES:
        if kind.startswith(start):
            return Mistake(path, f"{quoted(error['input'])} can't stand here.", wanted)
    if bounds := _bounds(context):
        return Mistake(path, f"{quoted(error['input'])} can't stand here.", bounds)
    return Mistake(
        path, f"{name} is not right: {error['msg']}.", "Look it up in docs/howto/write-a-standard.md."
    )


_TYPES = (
    ("string_t", 'Write a text in quotes: "…".'),
    ("int_t", "Write a whole number without quotes."),
    ("bool_t", "Write true or false without quotes."),
    ("dict_t", "Write a table: { … }, or its own [header]."),
    ("model_t", "Write a table: { … }, or its own [header]."),
    ("model_attributes_t", "Write a table: { … }, or its own [header]."),
)


def _bounds(context: Mapping[str, Any]) -> str:
    words = {"ge": "at least", "le": "at most", "min_length": "at least", "max_length": "at most"}
    bounds = [f"{word} {context[name]}" for name, word in words.items() if name in context]
    return f"Use {' and '.join(bounds)}." if bounds else ""


def _fields_at(path: Path) -> list[str]:
    """Names of the fields that the schema has at a path."""
    at: Any = Document
    for part in path:
        if isinstance(at, type) and issubclass(at, BaseModel):
            field = next((f for n, f in at.model_fields.items() if (f.alias or n) == part), None)
            at = None if field is None else _bare(field.annotation)
        else:
            at = next((one for one in map(_bare, get_args(at)) if one not in (str, ...)), None)
    if not (isinstance(at, type) and issubclass(at, BaseModel)):
        return []
    return [field.alias or name for name, field in at.model_fields.items()]


def _bare(annotation: Any) -> Any:
    """A field's type without its checks and without the alternative of being absent."""
    if get_origin(annotation) in (Annotated, Union, UnionType):
        return _bare(next(one for one in get_args(annotation) if one is not NoneType))
    return annotation
