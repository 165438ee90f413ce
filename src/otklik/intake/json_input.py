"""Strict reading of JSON that strangers send: one way in for hooks, the API and NDJSON files.

Whatever two parsers could read differently, or a database could refuse later, is refused here, with the place in the
document: repeated keys, NaN, numbers beyond 64 bits, U+0000, lone surrogates, deep nesting. It must not look at
what the document means.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn

from otklik.domain.errors import DomainError

MAX_BYTES = 1_048_576
"""A larger body is no order."""

MAX_DEPTH = 32
"""Deeper nesting than any known shop sends; the parser itself gives up near 1,000."""

INTEGERS = range(-(2**63), 2**63)

# An unfinished string ends with the document: without that, every further quote would scan to the end again.
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[{\]}]', re.DOTALL)
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Refused:
    """Stands in the parsed tree where a value was refused, so that its path can be named."""

    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class _Repeated:
    """Stands in the parsed tree for an object that names a key twice."""

    key: str


def read_json(raw: bytes, *, max_bytes: int = MAX_BYTES) -> Any:
    """The value of a JSON document in UTF-8: dict, list, str, int, float, bool or None.

    Parameters
    ----------
    raw
        The bytes as they came; a byte order mark is allowed.
    max_bytes
        Longer documents are refused unread.

    Raises
    ------
    DomainError
        `unreadable`, with the JSON path (`lines[0].price`) or the line and column.
    """
    if len(raw) > max_bytes:
        _refuse("", f"The document has {len(raw)} bytes, more than {max_bytes}.", "Send one order at a time.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse(f"byte {error.start}", "The document is not in UTF-8.", "Encode it in UTF-8.")
    _check_depth(raw)
    try:
        value = json.loads(
            text,
            parse_constant=_constant,
            parse_int=_integer,
            parse_float=_number,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        _refuse(place, "The document is not valid JSON.", "Check it with a JSON validator.")
    _check(value, "")
    return value


def read_object(raw: bytes, *, max_bytes: int = MAX_BYTES) -> dict[str, Any]:
    """The members of a JSON document that is an object.

    Parameters
    ----------
    raw, max_bytes
        As in `read_json`.

    Raises
    ------
    DomainError
        `unreadable`: as in `read_json`, or the document is a list or a plain value.
    """
    value = read_json(raw, max_bytes=max_bytes)
    if not isinstance(value, dict):
        _refuse("", "The document is not a JSON object.", "Send one order as an object: {…}.")
    return value


def path_of(place: str, key: str | int) -> str:
    """The JSON path of a member or element: `buyer.phone`, `lines[0]`, `meta["a b"]`.

    Parameters
    ----------
    place
        Path of the container, empty at the top.
    key
        Name of the member, or index of the element.
    """
    if isinstance(key, int):
        return f"{place}[{key}]"
    if not _PLAIN_KEY.fullmatch(key):
        shown = key[:40].encode("ascii", "backslashreplace").decode("ascii")
        return f"{place}[{json.dumps(shown)}]"
    return f"{place}.{key}" if place else key


def _refuse(place: str, message: str, remedy: str) -> NoReturn:
    raise DomainError("unreadable", message, remedy=remedy, place=place)


def _check_depth(raw: bytes) -> None:
    depth = 0
    for token in _TOKEN.finditer(raw):
        mark = token[0]
        if mark in b"[{":
            depth += 1
        elif mark in b"]}":
            depth -= 1
        if depth > MAX_DEPTH:
            _refuse(
                f"byte {token.start()}",
                f"The document is nested deeper than {MAX_DEPTH} levels.",
                "Send the order's fields flat.",
            )


def _constant(name: str) -> _Refused:
    return _Refused(f"{name} is no JSON value.", "Leave the field out, or write a number.")


def _integer(digits: str) -> int | _Refused:
    if len(digits) > 20 or int(digits) not in INTEGERS:
        return _Refused("The number does not fit in 64 bits.", "Write it as a string.")
    return int(digits)


def _number(digits: str) -> float | _Refused:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        return _Refused("The number is too large.", "Write it as a string.")
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any] | _Repeated:
    members = dict(pairs)
    if len(members) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                return _Repeated(key)
            seen.add(key)
    return members


def _check(value: Any, place: str) -> None:
    """Refuse the first bad spot in document order; the depth is bounded by `_check_depth`."""
    match value:
        case dict():
            for key, member in value.items():
                inner = path_of(place, key)
                _check_text(key, inner)
                _check(member, inner)
        case list():
            for index, element in enumerate(value):
                _check(element, path_of(place, index))
        case str():
            _check_text(value, place)
        case _Repeated(key):
            _refuse(path_of(place, key), "The key stands twice in one object.", "Name each key once.")
        case _Refused(message, remedy):
            _refuse(place, message, remedy)


def _check_text(text: str, place: str) -> None:
    if "\0" in text:
        _refuse(place, "The text contains the character U+0000.", "Remove it.")
    if _SURROGATE.search(text):
        _refuse(
            place, "The text contains half of a surrogate pair.", "Encode the text in UTF-8 before sending."
        )
