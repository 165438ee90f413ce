"""Reading and writing the text of a playbook: TOML, with every mistake at its field and with its remedy.

`parse_playbook(write_playbook(book))` is the book again. How to write one: docs/howto/write-a-playbook.md.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from otklik.domain.locales import LOCALES, Words
from otklik.domain.playbook_mistakes import PlaybookErrors, PlaybookMistake
from otklik.domain.playbook_rules import CATCH_ALL, Rule, parse_rule
from otklik.domain.playbooks import DEFAULT_MAY, ROLES, Playbook, Step

LONGEST = 600
"""Signs of one text; more is no longer read while somebody waits on the phone."""

MOST_STEPS, MOST_RULES, MOST_RANK, MOST_SUM = 12, 20, 999, 10_000_000

LAST, LAST_RANK = "any_order", 1000
"""The playbook that always holds, and its rank: nothing stands behind it, and no other holds always."""

PLACEHOLDERS = frozenset({"me", "store", "number"})
"""What may stand in braces in words to say: the speaker's name, the shop's, the order's number."""

CODE = re.compile(r"[a-z][a-z0-9_]{1,47}")
_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")
_KEYS = frozenset({"situation", "rank", "opens", "title", "about", "after", "may", "tags", "retired", "step"})
_STEP_KEYS = frozenset({"id", "do", "say", "by_fact"})


@dataclass(slots=True)
class _Reader:
    """Reads values and keeps the mistakes."""

    mistakes: list[PlaybookMistake]

    def wrong(self, place: str, what: str, **values: object) -> None:
        self.mistakes.append(PlaybookMistake(place, what, **values))

    def words(self, value: Any, place: str, *, may_lack: bool = False, braces: bool = False) -> Words:
        """Words in both languages; both empty where they may lack."""
        table = value if isinstance(value, Mapping) else {}
        if value is not None and not isinstance(value, Mapping):
            self.wrong(place, "pair")
        found = {locale: self._text(table.get(locale, ""), f"{place}.{locale}") for locale in LOCALES}
        if may_lack and not any(found.values()):
            return found
        for locale in LOCALES:
            if not found[locale]:
                self.wrong(f"{place}.{locale}", f"missing_{locale}")
            elif braces:
                self._braces(found[locale], f"{place}.{locale}")
        return found

    def _text(self, value: Any, place: str) -> str:
        if not isinstance(value, str):
            self.wrong(place, "text")
            return ""
        text = " ".join(value.split())
        if len(text) > LONGEST:
            self.wrong(place, "long", it=len(text), most=LONGEST)
        return text

    def _braces(self, text: str, place: str) -> None:
        for found in _BRACES.finditer(text):
            if found[1] not in PLACEHOLDERS:
                known = ", ".join(f"{{{name}}}" for name in sorted(PLACEHOLDERS))
                self.wrong(place, "braces", it=found[0], known=known)

    def number(self, value: Any, place: str, least: int, most: int, default: int) -> int:
        """A whole number within bounds."""
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.wrong(place, "number", least=least, most=most)
            return default
        return value


def parse_playbook(text: str, *, number: int = 0) -> Playbook:
    """The playbook that a text means.

    Parameters
    ----------
    text
        TOML.
    number
        Of the version that it is; 0 = shipped, or not published yet.

    Raises
    ------
    PlaybookErrors
        `bad_playbook`: every mistake in `mistakes`, each with its field and what to write instead.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PlaybookErrors([PlaybookMistake("", "toml", it=error)]) from error
    return read_playbook(data, number=number)


def read_playbook(data: Mapping[str, Any], *, number: int = 0) -> Playbook:
    """The playbook that a table means; as `parse_playbook`."""
    reader = _Reader([])
    _unknown(reader, data, _KEYS, "")
    situation = str(data.get("situation", ""))
    if not CODE.fullmatch(situation):
        reader.wrong("situation", "code", it=situation[:60])
    opens = tuple(_rules(reader, data.get("opens", [])))
    always = any(one.name == CATCH_ALL for rule in opens for one in rule)
    steps = tuple(_steps(reader, data.get("step", [])))
    book = Playbook(
        situation=situation,
        rank=LAST_RANK if always else reader.number(data.get("rank"), "rank", 1, MOST_RANK, 500),
        opens=opens,
        title=reader.words(data.get("title"), "title"),
        about=reader.words(data.get("about"), "about"),
        after=reader.words(data.get("after"), "after"),
        steps=steps,
        may=_may(reader, data.get("may")),
        tags=" ".join(str(data.get("tags", "")).split()),
        retired=data.get("retired", False) is True,
        number=number,
    )
    if situation == LAST and (not always or book.retired):
        reader.wrong("opens", "last")
    if always and situation != LAST:
        reader.wrong("opens", "taken")
    if situation == LAST and not any(step.by_fact for step in steps):
        reader.wrong("step", "by_fact")
    if reader.mistakes:
        raise PlaybookErrors(reader.mistakes)
    return book


def _unknown(reader: _Reader, data: Mapping[str, Any], known: frozenset[str], place: str) -> None:
    for key in data:
        if key not in known:
            reader.wrong(f"{place}{key}", "field", known=", ".join(sorted(known)))


def _rules(reader: _Reader, value: Any) -> Iterator[Rule]:
    if (
        not isinstance(value, list)
        or len(value) > MOST_RULES
        or not all(isinstance(one, str) for one in value)
    ):
        reader.wrong("opens", "rules", most=MOST_RULES)
        return
    for index, text in enumerate(value, 1):
        try:
            yield parse_rule(text, f"opens {index}")
        except PlaybookMistake as error:
            reader.mistakes.append(error)


def _steps(reader: _Reader, value: Any) -> Iterator[Step]:
    if not isinstance(value, list) or not value:
        reader.wrong("step", "no_steps")
        return
    if len(value) > MOST_STEPS:
        reader.wrong("step", "many_steps", it=len(value), most=MOST_STEPS)
    seen: set[str] = set()
    for index, one in enumerate(value[:MOST_STEPS], 1):
        place = f"step {index}"
        table = one if isinstance(one, Mapping) else {}
        _unknown(reader, table, _STEP_KEYS, f"{place}.")
        name = str(table.get("id", ""))
        if not CODE.fullmatch(name):
            reader.wrong(f"{place}.id", "code", it=name[:60])
        elif name in seen:
            reader.wrong(f"{place}.id", "same_id", it=name)
        seen.add(name)
        do = reader.words(table.get("do"), f"{place}.do")
        say = reader.words(table.get("say"), f"{place}.say", may_lack=True, braces=True)
        yield Step(name, do, say, table.get("by_fact", False) is True)


def _may(reader: _Reader, value: Any) -> Mapping[str, int | None]:
    if value is None:
        return DEFAULT_MAY
    if not isinstance(value, Mapping):
        reader.wrong("may", "may")
        return {}
    found: dict[str, int | None] = {}
    for role in value:
        if role not in ROLES:
            reader.wrong(f"may.{role}", "role", known=", ".join(ROLES))
        elif value[role] == "any":
            found[role] = None
        else:
            found[role] = reader.number(value[role], f"may.{role}", 0, MOST_SUM, 0)
    return {role: found[role] for role in ROLES if role in found}


def write_playbook(book: Playbook) -> str:
    """The text of a playbook, as `parse_playbook` reads it."""
    lines = [f"situation = {_text(book.situation)}"]
    if not any(one.name == CATCH_ALL for rule in book.opens for one in rule):
        lines.append(f"rank = {book.rank}")
    rules = (", ".join(map(str, rule)) for rule in book.opens)
    lines.append(f"opens = [{', '.join(map(_text, rules))}]")
    lines += [f"{name} = {_pair(getattr(book, name))}" for name in ("title", "about", "after")]
    sums = (f"{role} = {_text('any') if most is None else most}" for role, most in book.may.items())
    lines.append(f"may = {{ {', '.join(sums)} }}")
    if book.tags:
        lines.append(f"tags = {_text(book.tags)}")
    if book.retired:
        lines.append("retired = true")
    for step in book.steps:
        lines += ["", "[[step]]", f"id = {_text(step.id)}", f"do = {_pair(step.do)}"]
        if any(step.say.values()):
            lines.append(f"say = {_pair(step.say)}")
        if step.by_fact:
            lines.append("by_fact = true")
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _pair(words: Words) -> str:
    return f"{{ {', '.join(f'{locale} = {_text(words[locale])}' for locale in LOCALES)} }}"


def fill(text: str, values: Mapping[str, str]) -> str:
    """Words to say with this order's names in place of the braces; an unknown one stays an ellipsis."""
    return _BRACES.sub(lambda found: values.get(found[1] or "", "") or "…", text)
