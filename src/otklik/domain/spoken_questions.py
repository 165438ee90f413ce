"""What is asked back when words of time can be read in several ways, or in none.

Each code is one sentence in both languages. Whoever reads words of time raises `AskBack`; `read_time` in
`spoken_times.py` turns it into an `Unclear` with its choices said in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.locales import Words

QUESTIONS: Mapping[str, Words] = {
    "nothing": {
        "ru": "Назовите день и время, например: в четверг до 15:00.",
        "en": "Name a day and a time, for example: Thursday before 15:00.",
    },
    "vague": {
        "ru": "Уточните: какой день и какое время?",
        "en": "Say exactly: which day and what time?",
    },
    "which": {"ru": "Что имеется в виду?", "en": "Which of these is meant?"},
    "which_day": {"ru": "Какой день имеется в виду?", "en": "Which day is meant?"},
    "which_time": {"ru": "Какое время имеется в виду?", "en": "What time is meant?"},
    "by_when": {
        "ru": "Названо только начало. До которого часа?",
        "en": "Only the beginning is named. By what time?",
    },
    "past": {
        "ru": "Это время прошло. Какое имеется в виду?",
        "en": "That time has passed. Which one is meant?",
    },
    "closed": {
        "ru": "В этот день магазин закрыт. Какое время имеется в виду?",
        "en": "The store is closed on that day. What time is meant?",
    },
    "no_hours": {
        "ru": "Часы работы здесь не известны. Назовите время.",
        "en": "The opening hours are not known here. Name a time.",
    },
    "no_holidays": {
        "ru": "Какие праздники имеются в виду? Назовите дату.",
        "en": "Which holidays are meant? Name a date.",
    },
    "clock_change": {
        "ru": "В эту ночь переводят часы. Какое время имеется в виду?",
        "en": "The clocks change that night. What time is meant?",
    },
    "no_such_date": {
        "ru": "Такой даты нет. Какой день имеется в виду?",
        "en": "There is no such date. Which day is meant?",
    },
}
"""Code → the question."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant and whether it is a limit."""

    at: datetime
    is_limit: bool = False


class AskBack(Exception):
    """Words of time that are asked back.

    Parameters
    ----------
    why
        A key of `QUESTIONS`.
    choices
        What may be meant, the likeliest first.
    """

    def __init__(self, why: str, choices: Sequence[Moment] = ()) -> None:
        super().__init__(why)
        self.why = why
        self.choices = tuple(choices)
