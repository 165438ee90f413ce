"""What an audit asks the person at the terminal when a file does not say it itself; each answer can be kept as TOML."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from otklik.domain.errors import DomainError
from otklik.domain.locales import Locale, Words
from otklik.domain.stores import Hours
from otklik.intake.audit_mapping import DEFAULT, AuditMapping

Ask = Callable[[str], str]
"""Shows a question and gives back what was typed."""

QUESTIONS: Mapping[str, Words] = {
    "unknown_columns": {
        "ru": "В каком столбце время заказа? Номер: ",
        "en": "Which column says when an order was placed? Its number: ",
    },
    "dates_ambiguous": {
        "ru": "Что раньше в датах, день (д) или месяц (м)? ",
        "en": "Which comes first in the dates, day (d) or month (m)? ",
    },
    "amounts_ambiguous": {
        "ru": "Какой знак отделяет копейки, запятая или точка? Введите его: ",
        "en": "Which mark divides the decimals, comma or point? Type it: ",
    },
    "zone_required": {
        "ru": "В каком часовом поясе записано время? Например Europe/Moscow: ",
        "en": "In which time zone are the times? For example Europe/Moscow: ",
    },
    "hours_unknown": {
        "ru": "Когда открыт магазин? Например Mo-Fr 09:00-18:00: ",
        "en": "When is the shop open? For example Mo-Fr 09:00-18:00: ",
    },
}
QUESTIONS = {**QUESTIONS, "zone_missing": QUESTIONS["zone_required"]}
"""Code of the refusal → the question that settles it."""

KEEP: Words = {
    "ru": "Чтобы больше не спрашивать, сохраните это и укажите файл: --mapping ФАЙЛ.toml",
    "en": "To be asked no more, keep this and name the file: --mapping FILE.toml",
}

_FIRST: Mapping[str, str] = {"d": "day_first", "д": "day_first", "m": "month_first", "м": "month_first"}


@dataclass(frozen=True, slots=True)
class Answered:
    """The mapping with one answer more, and that answer as a line of TOML."""

    mapping: AuditMapping
    line: str


def ask_about(
    error: DomainError, mapping: AuditMapping, header: Sequence[str], ask: Ask, locale: Locale
) -> Answered:
    """What the person says to a refusal that a word can settle.

    Parameters
    ----------
    error
        The refusal.
    mapping
        What was said before.
    header
        The file's columns.
    ask
        Asks.
    locale
        Language of the question.

    Raises
    ------
    DomainError
        The same one, where nothing was answered or nothing can be asked.
    """
    question = QUESTIONS.get(error.code)
    if question is None:
        raise error
    columns = _numbered(header) if error.code == "unknown_columns" else ""
    answer = ask(f"{columns}{error.message}\n{question[locale]}").strip()
    answered = _answered(error.code, answer, mapping, header) if answer else None
    if answered is None:
        raise error
    return answered


def _numbered(header: Iterable[str]) -> str:
    return "".join(f"{place:>4}  {name[:60]}\n" for place, name in enumerate(header, start=1))


def _answered(code: str, answer: str, mapping: AuditMapping, header: Sequence[str]) -> Answered | None:
    match code:
        case "unknown_columns" if answer.isdecimal() and 1 <= int(answer) <= len(header):
            column = header[int(answer) - 1]
            columns = {**mapping.columns, "placed_at": column}
            return Answered(replace(mapping, columns=columns), f"columns.placed_at = {_quoted(column)}")
        case "dates_ambiguous" if first := _FIRST.get(answer[0].casefold()):
            return Answered(replace(mapping, dates=first), f"dates = {_quoted(first)}")
        case "amounts_ambiguous" if answer in (",", "."):
            return Answered(replace(mapping, decimal=answer), f"decimal = {_quoted(answer)}")
        case "zone_required" | "zone_missing":
            return Answered(replace(mapping, zone=answer), f"zone = {_quoted(answer)}")
        case "hours_unknown":
            hours = {**mapping.hours, DEFAULT: Hours(answer, "")}
            return Answered(replace(mapping, hours=hours), f"hours.{DEFAULT} = {_quoted(answer)}")
    return None


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
