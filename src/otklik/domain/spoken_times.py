"""An instant from the words in which people say a time: `в чт до обеда`, `call Thursday before 15:00` (R24).

What can be read in one way only becomes an instant; everything else is asked back with what it may mean. A wrong
instant is worse than a question. The rules in words, with worked tables: docs/algorithms/spoken-times.md.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from otklik.domain.business_time import WorkCalendar
from otklik.domain.errors import CalendarClosed
from otklik.domain.local_times import moment_text, offset_text, until_text
from otklik.domain.locales import Locale
from otklik.domain.spoken_clocks import Clock, take_clocks
from otklik.domain.spoken_days import Day, take_days
from otklik.domain.spoken_instants import AGREEING, PARTS, instant_is_shown_twice, moment_of, moment_of_span
from otklik.domain.spoken_questions import QUESTIONS, AskBack, Moment
from otklik.domain.spoken_scenes import Scene
from otklik.domain.spoken_spans import take_spans
from otklik.domain.spoken_time_words import DANGLING, HARMLESS, NEGATION, SHIELDED, TIMELY, plain
from otklik.domain.zones import parse_zone


@dataclass(frozen=True, slots=True)
class SpokenTime:
    """What was understood.

    Parameters
    ----------
    at
        The instant, aware UTC, on a full minute; of a limit ("before lunch") its end.
    words
        The instant said back, in the zone and the language asked for.
    is_limit
        Whether it is a time by which ("before 15:00") rather than at which ("at 15:00").
    rest
        The line without the words of time: what is to be done then.
    """

    at: datetime
    words: str
    is_limit: bool = False
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """What must be asked back.

    Parameters
    ----------
    why
        A key of `QUESTIONS`.
    question
        One sentence, in the language asked for.
    choices
        What the words may mean, the likeliest first; may be empty.
    """

    why: str
    question: str
    choices: tuple[SpokenTime, ...] = ()


def read_time(
    text: str,
    *,
    now: datetime,
    zone: str,
    locale: Locale | None = None,
    calendar: WorkCalendar | None = None,
    holidays: Collection[date] | None = None,
) -> SpokenTime | Unclear:
    """The instant that a line names, or the question that it leaves open.

    Parameters
    ----------
    text
        A line in Russian or English, with or without other words around the time.
    now
        Aware; when it is said.
    zone
        IANA zone of whom the time is said to: his clock and his days are meant.
    locale
        Language of the words given back; None = the language of the line.
    calendar
        Hours of the store that promises; without them what names opening or closing is asked back.
    holidays
        Days off that `после праздников` means; None = those of the calendar's country.

    Raises
    ------
    DomainError
        `zone_unknown`: `zone` is not an IANA name.
    """
    line = plain(text)
    tongue = locale or ("ru" if re.search("[а-я]", line) else "en")
    scene = Scene(now, parse_zone(zone), calendar, holidays)
    try:
        moment, left = _read(line, scene)
    except AskBack as asked:
        choices = tuple(_say(choice, scene, tongue) for choice in asked.choices)
        return Unclear(asked.why, QUESTIONS[asked.why][tongue], choices)
    except CalendarClosed:
        return Unclear("no_hours", QUESTIONS["no_hours"][tongue])
    return _say(moment, scene, tongue, rest=_rest(text, left))


def _read(line: str, scene: Scene) -> tuple[Moment, str]:
    """What the line comes to, and the line with the words of time blanked out."""
    if NEGATION.search(HARMLESS.sub("", _allowed(line))):
        raise AskBack("vague")
    left = SHIELDED.sub(lambda found: "\1" * len(found.group()), line)
    left, spans = take_spans(left, scene)
    left, days = take_days(left, scene)
    left, clocks = take_clocks(left)
    if not (spans or days or clocks):
        raise AskBack("vague" if TIMELY.search(left) else "nothing")
    if TIMELY.search(left) or DANGLING.search(left):
        raise AskBack("vague")
    if spans and (len(spans) > 1 or days or spans[0].on is None and clocks):
        raise AskBack("vague")
    clock = _one_clock(clocks)
    if not spans:
        return moment_of(_one_day(days), clock, scene), left
    on = spans[0].on
    if on is None or clock is None:
        return moment_of_span(spans[0], scene), left
    return moment_of(Day((on,)), clock, scene), left


def _allowed(line: str) -> str:
    """The line without the negations that say a limit."""
    return re.sub(r"\b(?:не позже|не позднее|no later than|not later than)\b", "", line)


def _one_day(days: list[Day]) -> Day | None:
    """The day that is meant by all that was said of days; `в четверг 3 декабря` is one day."""
    if len(days) < 2:
        return days[0] if days else None
    dated = [day for day in days if day.weekday is None] or days
    common = set(dated[0].dates).intersection(*(day.dates for day in dated[1:]))
    agreed = [on for on in common if all(day.weekday in (None, on.weekday()) for day in days)]
    relations = {day.relation for day in days} - {"on"}
    if len(agreed) != 1 or len(relations) > 1:
        raise AskBack("which_day")
    doubt = "".join({day.doubt for day in dated})
    return Day(tuple(agreed), next(iter(relations), "on"), doubt=doubt)


def _one_clock(clocks: list[Clock]) -> Clock | None:
    """The time of day that is meant by all that was said of times; `вечером в 7` is one time."""
    if len(clocks) < 2:
        return clocks[0] if clocks else None
    parts = [clock for clock in clocks if clock.point in PARTS and clock.relation == "at"]
    others = [clock for clock in clocks if clock not in parts]
    if len(parts) != 1 or len(others) != 1:
        raise AskBack("which_time")
    if (parts[0].point, others[0].point) in AGREEING:
        return others[0]
    if not others[0].minutes:
        raise AskBack("which_time")
    first, last = PARTS[parts[0].point]
    fitting = tuple(minute for minute in others[0].minutes if first <= minute <= last)
    if len(fitting) != 1:
        raise AskBack("which_time")
    return replace(others[0], minutes=fitting)


def _say(moment: Moment, scene: Scene, locale: Locale, *, rest: str = "") -> SpokenTime:
    """A moment with its words: a limit as a limit, and the offset where the clock shows the time twice."""
    write = until_text if moment.is_limit else moment_text
    words = write(moment.at, scene.zone, locale, now=scene.now)
    if instant_is_shown_twice(moment.at, scene):
        words += f" ({offset_text(moment.at.astimezone(scene.zone))})"
    return SpokenTime(moment.at, words, moment.is_limit, rest)


def _rest(text: str, left: str) -> str:
    """The text without the words of time, one space between words."""
    kept = "".join(" " if mark == "\0" else char for char, mark in zip(text, left, strict=True))
    return re.sub(r" [,;:](?= |$)", "", " ".join(kept.split())).strip(" ,;:.-")
