"""The worked tables of docs/algorithms/business-time.md are computed here, line by line."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from otklik.domain.business_time import WorkCalendar, use_pinned_zones
from otklik.domain.errors import CalendarClosed

use_pinned_zones()

PAGE = Path(__file__).parents[2] / "docs" / "algorithms" / "business-time.md"
UNITS_S = {"m": 60, "h": 3_600}


def _parse_calendar(line):
    expression, zone, *rest = re.findall(r"`([^`]+)`", line)
    night = rest.pop() if "night `" in line else "shift"
    countries = [text for text in rest if len(text) == 2]
    exceptions = [text for text in rest if "=" in text]
    return WorkCalendar.parse(expression, zone, *countries, exceptions=exceptions, night=night)


def _list_examples():
    calendar, examples = None, []
    for number, line in enumerate(PAGE.read_text("utf-8").splitlines(), 1):
        if line.startswith("Calendar:"):
            calendar = _parse_calendar(line)
        elif line.startswith("| 20"):
            examples.append(
                pytest.param(
                    calendar, *[cell.strip() for cell in line.strip("|").split("|")], id=f"line {number}"
                )
            )
    return examples


def _instant(calendar, text):
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(calendar.zone))


def _length_s(text):
    return int(text[:-1]) * UNITS_S[text[-1]]


QUESTIONS = {
    r"add (\w+)": lambda calendar, at, text: calendar.add(at, _length_s(text)),
    r"subtract (\w+)": lambda calendar, at, text: calendar.subtract(at, _length_s(text)),
    r"between (.+)": lambda calendar, at, text: calendar.between(at, _instant(calendar, text)),
    r"closing of (\d+)wd": lambda calendar, at, text: calendar.closing_of_working_day(at, int(text)),
    r"next opening()": lambda calendar, at, _: calendar.next_opening(at),
    r"previous closing()": lambda calendar, at, _: calendar.previous_closing(at),
    r"open()": lambda calendar, at, _: calendar.is_open(at),
}


def _answer(calendar, at, question):
    for pattern, ask in QUESTIONS.items():
        if found := re.fullmatch(pattern, question):
            return ask(calendar, at, found.group(1))
    raise AssertionError(f"The page asks something that is not known here: {question}")


@pytest.mark.parametrize(("calendar", "start", "question", "answer"), _list_examples())
def test_example_of_the_page(calendar, start, question, answer):
    at = _instant(calendar, start)
    if answer == "closed":
        with pytest.raises(CalendarClosed):
            _answer(calendar, at, question)
        return
    expected = {"yes": True, "no": False}.get(answer)
    if expected is None:
        expected = _length_s(answer) if re.fullmatch(r"\d+[mh]", answer) else _instant(calendar, answer)
    assert _answer(calendar, at, question) == expected


def test_the_page_has_its_examples():
    assert len(_list_examples()) == 58
