"""What tests of words and pages share: reading a page back, and looking over a table of words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from html.parser import HTMLParser
from string import Formatter
from types import ModuleType


class Page(HTMLParser):
    """The words and the addresses of a page, and a complaint about what isn't closed."""

    VOID = frozenset({"meta", "br", "hr", "img", "input", "link"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hrefs: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.hrefs += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)


def words_of(value: object, path: str = "") -> Iterator[tuple[str, Mapping[str, object]]]:
    """Every pair of ru and en in a table, with its path."""
    if isinstance(value, Mapping):
        if set(value) & {"ru", "en"}:
            yield path, value
            return
        for name, inner in value.items():
            yield from words_of(inner, f"{path}.{name}")
    elif is_dataclass(value):
        for field in fields(value):
            yield from words_of(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from words_of(inner, f"{path}.{number}")


def tables_of(module: ModuleType) -> list[tuple[str, Mapping[str, object]]]:
    """Every pair of words in a module's tables, with its path."""
    short = module.__name__.rpartition(".")[2]
    return [
        (f"{short}.{path}", pair)
        for name, value in vars(module).items()
        if name.isupper()
        for path, pair in words_of(value, name)
    ]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def complaints(pair: Mapping[str, object]) -> list[str]:
    """What is wrong with one pair of words."""
    if set(pair) != {"ru", "en"}:
        return ["a language is missing"]
    ru, en = (" ".join(text) if isinstance(text, tuple) else str(text) for text in (pair["ru"], pair["en"]))
    found = []
    if bool(ru) != bool(en):
        found.append("empty in one language")
    if placeholders(ru) != placeholders(en):
        found.append("other placeholders")
    if re.search(r"[A-Za-z]", re.sub(r"\{[^}]*\}", "", ru)):
        found.append("Latin letters in Russian")
    if re.search(r"[А-Яа-яЁё]", en):
        found.append("Cyrillic letters in English")
    if re.search(r"к сожалению|данный|ожидайте|не знаю|!|please wait|inconvenience", ru + en, re.IGNORECASE):
        found.append("words that we don't use")
    return found
