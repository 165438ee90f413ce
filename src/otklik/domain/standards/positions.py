"""Where each key of a TOML text stands: from the path of a value to its line.

`tomllib` keeps no positions. This scanner walks a text that `tomllib` has already accepted, so it checks nothing;
it is exact for tables, dotted keys, inline tables and the elements of arrays, over any number of lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from otklik.domain.standards.mistakes import Path

_TOKEN = re.compile(
    r"""
      (?P<space>[ \t\r]+ | \#[^\n]*)
    | (?P<newline>\n)
    | (?P<multi>\"\"\"(?:\\.|[^\\])*?\"{3,5} | '''.*?'{3,5})
    | (?P<basic>"(?:\\.|[^"\\\n])*")
    | (?P<literal>'[^'\n]*')
    | (?P<mark>[\[\]{},=.])
    | (?P<bare>[^\s\[\]{},=.\#"']+)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(["\\]))')


@dataclass(slots=True)
class _Scan:
    """Tokens (text, line, kind) yet to be read, and what was found so far."""

    tokens: list[tuple[str, int, str]]
    at: int = 0
    lines: dict[Path, int] = field(default_factory=dict)
    tables: dict[Path, int] = field(default_factory=dict)

    def peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def take(self) -> tuple[str, int, str]:
        self.at += 1
        return self.tokens[self.at - 1] if self.at <= len(self.tokens) else ("", 0, "")

    def skip_newlines(self) -> None:
        while self.peek() == "\n":
            self.at += 1

    def note(self, path: Path, line: int) -> None:
        self.lines.setdefault(path, line)


def scan_positions(text: str) -> Mapping[Path, int]:
    """The line (from 1) on which each key and array element of the text begins.

    Parameters
    ----------
    text
        TOML that `tomllib.loads` accepts.
    """
    scan = _Scan(_tokens(text.replace("\r\n", "\n")))
    table: Path = ()
    while scan.at < len(scan.tokens):
        if scan.peek() == "\n":
            scan.at += 1
        elif scan.peek() == "[":
            table = _header(scan)
        else:
            _pair(scan, table)
    return scan.lines


def line_of(path: Path, lines: Mapping[Path, int]) -> tuple[int, Path]:
    """The line of a path, or of its nearest parent that stands in the text; and that path.

    Returns
    -------
    tuple
        Line from 1, and the path found; (0, ()) when no part of it is written.
    """
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 0), path


def _tokens(text: str) -> list[tuple[str, int, str]]:
    tokens = []
    line = 1
    for found in _TOKEN.finditer(text):
        if found.lastgroup != "space":
            tokens.append((found[0], line, str(found.lastgroup)))
        line += found[0].count("\n")
    return tokens


def _header(scan: _Scan) -> Path:
    scan.take()
    many = scan.peek() == "["
    if many:
        scan.take()
    key, line = _key(scan)
    while scan.peek() not in ("\n", ""):
        scan.take()
    path: Path = ()
    for place, part in enumerate(key, 1):
        path = (*path, part)
        scan.note(path, line)
        if path in scan.tables and not (many and place == len(key)):
            path = (*path, scan.tables[path])
    if many:
        scan.tables[path] = scan.tables.get(path, -1) + 1
        path = (*path, scan.tables[path])
        scan.note(path, line)
    return path


def _key(scan: _Scan) -> tuple[Path, int]:
    parts: list[str] = []
    line = 0
    while True:
        text, line, kind = scan.take()
        parts.append(_unquoted(text, kind))
        if scan.peek() != ".":
            return tuple(parts), line
        scan.take()


def _unquoted(text: str, kind: str) -> str:
    if kind == "literal":
        return text[1:-1]
    if kind == "basic":
        return _ESCAPED.sub(lambda e: e[3] or chr(int(e[1] or e[2], 16)), text[1:-1])
    return text


def _pair(scan: _Scan, table: Path) -> None:
    key, line = _key(scan)
    for length in range(1, len(key) + 1):
        scan.note((*table, *key[:length]), line)
    if scan.peek() == "=":
        scan.take()
        _value(scan, (*table, *key))


def _value(scan: _Scan, path: Path) -> None:
    opening = scan.peek()
    if opening not in ("[", "{"):
        while scan.peek() not in (",", "]", "}", "\n", ""):
            scan.take()
        return
    scan.take()
    index = 0
    while True:
        scan.skip_newlines()
        if scan.peek() in ("]", "}", ""):
            scan.at += 1
            return
        if scan.peek() == ",":
            scan.take()
        elif opening == "[":
            scan.note((*path, index), scan.tokens[scan.at][1])
            _value(scan, (*path, index))
            index += 1
        else:
            _pair(scan, path)
