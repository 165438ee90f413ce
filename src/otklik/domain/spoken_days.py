"""The day that a line names: `завтра`, `в чт`, `25-го`, `на следующей неделе во вторник`, `after the holidays`.

A day is one or several local dates that the words may mean, with the point of the day that counts where no time is
said. Which days are holidays is the country's (`public_holidays.py`) or the caller's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from otklik.domain.spoken_questions import AskBack
from otklik.domain.spoken_scenes import Scene
from otklik.domain.spoken_time_words import AFTER, MONTHS, ORDINALS, UNTIL, WEEKDAYS, either

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
FAR_FOR = timedelta(days=183)
"""A date without its year is this far ahead at most; what is further may be one that has passed."""
NEXT_MONTH_FOR = timedelta(days=14)
"""A day of the month that has passed means the next month's if that is so near."""
BLOCKS_APART = 11
"""Holidays that begin again within so many days (May in Russia) may be meant as one."""
NEAR_WEEKDAY = 3
"""`в следующий вторник` said so many days before one, or nearer, may mean the one a week later."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it was said.

    Parameters
    ----------
    dates
        Local dates that may be meant; several are asked back.
    relation
        `on`, `until` (`до четверга`, `by Thursday`), `before` (surely without the day itself), `through` (with it)
        or `after`.
    point
        Which point of the day counts where no time is said.
    doubt
        Why even one date is asked back: a code of a question, or empty.
    weekday
        Set where nothing but a day of the week was said: any date on it agrees.
    """

    dates: tuple[date, ...]
    relation: str = "on"
    point: str = "closing"
    doubt: str = ""
    weekday: int | None = None


Reader = Callable[[re.Match[str], Scene], Day]

_WEEKDAY = either(WEEKDAYS)
_MONTH = either(MONTHS)
_ORDINAL = either(ORDINALS)
_LATE_ORDINAL = either(word for word, number in ORDINALS.items() if number > 12)
"""Those that can't be of an hour."""
_FRONT = rf"(?:(?P<until>{UNTIL})\s+|(?P<after>{AFTER})\s+|(?:в|во|на|on)\s+)?(?:the\s+)?"
_BACK = r"(?:\s*\(?(?P<through>включительно|inclusive(?:ly)?)\)?)?"
_EDGE, _TIP = r"(?<![\w.:/-])", r"(?![\w:/]|[.-]\d|['’]s)"
_THEN = (
    r"(?=\s*(?:$|[.,;:!?)(\0\d]|(?:в|во|до|к|ко|после|с|на|и|утром|днем|вечером|at|by|before|after|until|in|on|to|for|and|noon|"
    r"morning|afternoon|evening|first|end|please|call)\b))"
)
"""What may follow a day of the month said without its month; before a noun it is its number (`the 2nd pair`)."""
_YEAR = r"(?P<year>20\d\d)(?: ?г(?:ода|\.)?)?"
_WHICH = r"эт\w+|следующ\w+|будущ\w+|прошл\w+|ближайш\w+|this|next|last|coming"
_NEXT_WEEK = r"(?:на\s+)?(?:следующей|будущей)\s+недел[еи]|next week"
_THIS_WEEK = r"(?:на\s+)?этой\s+недел[еи]|this week"


def _relation(found: re.Match[str]) -> str:
    given = found.groupdict()
    if given.get("through"):
        return "through"
    if (given.get("until") or "").startswith(("не ", "no")):
        return "through"  # "no later than Friday" is on Friday yet
    if given.get("until"):
        return "before" if given["until"] == "before" else "until"
    return "after" if given.get("after") else "on"


def _named(days: int) -> Reader:
    """Today, tomorrow, the day after."""

    def read(found: re.Match[str], scene: Scene) -> Day:
        relation = _relation(found)
        return Day((scene.today + days * DAY,), "on" if relation == "until" and not days else relation)

    return read


def _weekday(found: re.Match[str], scene: Scene) -> Day:
    number = next(value for words, value in WEEKDAYS.items() if re.fullmatch(_bare(words), found["weekday"]))
    monday = scene.today - scene.today.weekday() * DAY
    near = scene.today + ((number - scene.today.weekday()) % 7) * DAY
    given = found.groupdict()
    week, which = given.get("week") or given.get("week2"), given.get("which") or ""
    if week:
        ahead = not re.fullmatch(_THIS_WEEK, week)
        return Day((_not_past(monday + number * DAY + ahead * WEEK, scene),), _relation(found))
    if which.startswith(("прошл", "last")):
        raise AskBack("past")
    if which.startswith(("эт", "this")):
        return Day((_not_past(monday + number * DAY, scene),), _relation(found))
    if which.startswith(("следующ", "будущ", "next")):
        later = monday + WEEK + number * DAY
        soon = near if near > scene.today else near + WEEK
        if soon == later and (later - scene.today).days > NEAR_WEEKDAY:
            return Day((later,), _relation(found))
        return Day((soon, soon + WEEK), _relation(found))
    dates = (near, near + WEEK) if near == scene.today else (near,)
    return Day(dates, _relation(found), weekday=None if which else number)


def _bare(words: str) -> str:
    """A table's pattern without what must stand before the word."""
    return re.sub(r"\(\?<=[^)]*\)", "", words)


def _not_past(day: date, scene: Scene) -> date:
    if day < scene.today:
        raise AskBack("past")
    return day


def _date(found: re.Match[str], scene: Scene) -> Day:
    """A day and a month, perhaps with a year."""
    given = found.groupdict()
    word = given["day"]
    number = int(word) if word.isdigit() else ORDINALS[word]
    month = given["month"]
    in_year = (
        int(month)
        if month.isdigit()
        else next(n for words, n in MONTHS.items() if re.fullmatch(words, month))
    )
    if given.get("year"):
        year = int(given["year"]) + (2000 if len(given["year"]) == 2 else 0)
        return Day((_not_past(_day_of(year, in_year, number), scene),), _relation(found))
    day = _coming(number, in_year, scene)
    return Day((day,), _relation(found), doubt="past" if day - scene.today > FAR_FOR else "")


def _coming(number: int, month: int, scene: Scene) -> date:
    """The next such date; 29 February is asked for in the year in which it may be meant."""
    day = _day_of(scene.today.year, month, number)
    return day if day >= scene.today else _day_of(scene.today.year + 1, month, number)


def _day_of(year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        raise AskBack("no_such_date") from None


def _numeric(found: re.Match[str], scene: Scene) -> Day:
    """`25/12`: day and month in either order are asked back unless only one order is a date."""
    first, second = int(found["a"]), int(found["b"])
    if first <= 12 and second <= 12 and first != second:
        orders = {_coming(first, second, scene), _coming(second, first, scene)}
        return Day(tuple(sorted(orders)), _relation(found))
    number, month = (first, second) if second <= 12 else (second, first)
    return Day((_coming(number, month, scene),), _relation(found))


def _dotted(found: re.Match[str], scene: Scene) -> Day:
    """`25.12` is a date; `10.12` without a year may be a time of day as well."""
    number, month = int(found["day"]), int(found["month"])
    if number < 24 and not found["year"]:
        raise AskBack("which")
    return _date(found, scene) if 1 <= month <= 12 else Day((_day_of(scene.today.year, month, number),))


def _of_month(found: re.Match[str], scene: Scene) -> Day:
    """`25-го`, `the 25th`: this month's, or the next one's where that is near."""
    given = found.groupdict()
    word = given["day"] or found["day2"]
    number = int(word) if word.isdigit() else ORDINALS[word]
    first = scene.today.replace(day=1)
    following = (first + 32 * DAY).replace(day=1)
    if number > scene.today.day:
        return Day((_day_of(first.year, first.month, number),), _relation(found))
    day = _day_of(following.year, following.month, number)
    if number == scene.today.day:
        return Day((scene.today, day), _relation(found))
    return Day((day,), _relation(found), doubt="past" if day - scene.today > NEXT_MONTH_FOR else "")


def _week_end(found: re.Match[str], scene: Scene) -> Day:
    """The end of a week is its last working day; a store that works at weekends is asked."""
    monday = (
        scene.today - scene.today.weekday() * DAY + (WEEK if found["next"] or found["next2"] else 0 * DAY)
    )
    days = [monday + n * DAY for n in range(7) if scene.is_working(monday + n * DAY)]
    friday = [day for day in days if day.weekday() < 5]
    if not days or not friday:
        raise AskBack("vague")
    return Day(tuple(sorted({_not_past(friday[-1], scene), days[-1]})))


def _month_end(found: re.Match[str], scene: Scene) -> Day:
    last = (scene.today.replace(day=1) + 32 * DAY).replace(day=1) - DAY
    days = [last - n * DAY for n in range(last.day) if scene.is_working(last - n * DAY)]
    if not days:
        raise AskBack("no_hours")
    return Day((_not_past(days[0], scene),))


def _after_weekend(found: re.Match[str], scene: Scene) -> Day:
    monday = scene.today - scene.today.weekday() * DAY + WEEK
    return Day((scene.first_working(monday),), point="opening")


def _after_holidays(found: re.Match[str], scene: Scene) -> Day:
    end = scene.holidays_end()
    if (found["new_year"] or found["new_year2"]) and end.month != 1:
        raise AskBack("no_holidays")
    if any(scene.is_off(end + n * DAY) for n in range(1, BLOCKS_APART)):
        raise AskBack("no_holidays")
    return Day((scene.first_working(end + DAY),), point="opening")


def _before_holidays(found: re.Match[str], scene: Scene) -> Day:
    return Day((scene.holidays_start(),), "before")


_ROWS: tuple[tuple[str, Reader], ...] = (
    (rf"{_FRONT}(?:послезавтра|day after tomorrow){_BACK}", _named(2)),
    (rf"{_FRONT}(?:завтра|завтрашн\w+ дн\w+|tomorrow|tmrw){_BACK}", _named(1)),
    (rf"{_FRONT}(?:сегодня|сегодняшн\w+ дн\w+|today){_BACK}", _named(0)),
    (r"(?:до|к)?\s*(?:конца|концу)\s+(?P<next>следующей\s+)?(?:рабочей\s+|этой\s+)?недели"
     r"|(?:by |before )?(?:the )?end of (?:the |this )?(?P<next2>next )?(?:working |business )?week", _week_end),
    (r"(?:до|к)?\s*(?:конца|концу)\s+(?:этого\s+)?месяца"
     r"|(?:by |before )?(?:the )?end of (?:the |this )?month", _month_end),
    (r"(?:сразу )?после выходных|(?:right )?after the weekend", _after_weekend),
    (r"(?:сразу )?после (?P<new_year>новогодних )?праздников|(?:right )?after the (?P<new_year2>new year )?holidays",
     _after_holidays),
    (r"до праздников|before the holidays", _before_holidays),
    (rf"(?P<week2>{_NEXT_WEEK}|{_THIS_WEEK}),?\s+(?:в|во|on)?\s*(?P<weekday>{_WEEKDAY})\.?", _weekday),
    (rf"{_FRONT}(?:(?P<which>{_WHICH})\s+)?(?P<weekday>{_WEEKDAY})\.?"
     rf"(?:,?\s+(?P<week>{_NEXT_WEEK}|{_THIS_WEEK}))?{_BACK}", _weekday),
    (rf"{_FRONT}(?P<day>\d{{1,2}})(?:-?го|st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})\.?(?:,? {_YEAR})?{_BACK}",
     _date),
    (rf"{_FRONT}(?P<day>{_ORDINAL})(?: of)? (?P<month>{_MONTH})(?:,? {_YEAR})?{_BACK}", _date),
    (rf"{_FRONT}(?P<month>{_MONTH})\.? (?:the )?(?P<day>\d{{1,2}}|{_ORDINAL})(?:st|nd|rd|th)?(?:,? {_YEAR})?{_BACK}",
     _date),
    (rf"{_FRONT}(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d){_BACK}", _date),
    (rf"{_FRONT}(?P<day>\d{{1,2}})\.(?P<month>0[1-9]|1[0-2])(?:\.(?P<year>20\d\d|\d\d))?(?:\s?г\.?)?{_BACK}", _dotted),
    (rf"{_FRONT}(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d){_BACK}", _numeric),
    (rf"{_FRONT}(?P<day>\d{{1,2}})(?:-?го(?: числа)?| числа){_BACK}{_THEN}", _of_month),
    (rf"{_FRONT}(?P<day>\d{{1,2}})(?:st|nd|rd|th){_BACK}{_THEN}", _of_month),
    (rf"{_FRONT}(?P<day>{_LATE_ORDINAL}){_BACK}{_THEN}", _of_month),
    (rf"(?:(?P<until>к|до) )?(?P<day>{_ORDINAL}) числа{_BACK}|(?:on|by) the (?P<day2>{_ORDINAL}){_THEN}", _of_month),
)  # fmt: skip
"""How a day is said, the longer forms first."""

_PATTERNS = tuple((re.compile(f"{_EDGE}(?:{words}){_TIP}"), reader) for words, reader in _ROWS)


def take_days(line: str, scene: Scene) -> tuple[str, list[Day]]:
    r"""The line with its days blanked out by `\0`, and these."""
    found: list[Day] = []
    for pattern, reader in _PATTERNS:
        found += [reader(match, scene) for match in pattern.finditer(line)]
        line = pattern.sub(lambda match: "\0" * len(match.group()), line)
    return line, found
