"""The time of day that a line names, before it is known on which day: `до 15:00`, `в пол третьего`, `before lunch`.

A clock is the minutes of a day that the words may mean (`в 5` is 5:00 or 17:00), or a named point of the store's day.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from otklik.domain.spoken_questions import AskBack
from otklik.domain.spoken_time_words import (
    ABOUT,
    AFTER,
    FILLERS,
    HOURS,
    NUMBERS,
    ON,
    ORDINALS,
    QUALIFIERS,
    UNTIL,
    either,
)

HALF_DAY, NOON, DAY = 720, 720, 1440

Minutes = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as it was said.

    Parameters
    ----------
    relation
        `at`, `until`, `after` or `about`.
    minutes
        Minutes since midnight that may be meant; empty where `point` is named.
    point
        A key of `POINTS`, or empty.
    start
        Minutes at which a span begins that ends with this clock (`с 10 до 12`).
    """

    relation: str
    minutes: Minutes = ()
    point: str = ""
    start: Minutes = ()


_HOUR = either(HOURS)
_OF = either(word for word, number in ORDINALS.items() if number <= 12)
_MINUTE = either(word for word, number in NUMBERS.items() if 5 <= number <= 59)
_TAIL = rf"(?:\s*(?:{FILLERS})(?!\w))?(?:\s*(?P<q>{QUALIFIERS})(?!\w))?"
_START, _END = r"(?<![\w.,:/+-])", r"(?![\w:/]|[.,-]\d|['’]s|-ish)"


def _number(word: str) -> int:
    return int(word) if word.isdigit() else HOURS.get(word) or NUMBERS.get(word) or ORDINALS[word]


def _written(found: re.Match[str]) -> Minutes:
    """`15:00`, `9.30`, `3 pm`, `пять вечера`, `three thirty`."""
    given = found.groupdict()
    hour, minute = _number(found["h"]), _number(given.get("m") or "0")
    return _qualified(hour, minute, found["q"], exact=found["h"].startswith("0"))


def _half(found: re.Match[str]) -> Minutes:
    """`пол третьего` is 2:30, `half past two` too."""
    hour = _number(found["h"]) if "half" in found.group() else (_number(found["h"]) - 1) or 12
    return _qualified(hour, 30, found["q"])


def _quarter_of(found: re.Match[str]) -> Minutes:
    """`четверть третьего`, `десять минут третьего`: into the third hour."""
    return _qualified((_number(found["h"]) - 1) or 12, _minute_of(found["m"]), found["q"])


def _past(found: re.Match[str]) -> Minutes:
    return _qualified(_number(found["h"]), _minute_of(found["m"]), found["q"])


def _short_of(found: re.Match[str]) -> Minutes:
    """`без четверти три`, `quarter to three`."""
    return _qualified((_number(found["h"]) - 1) or 12, 60 - _minute_of(found["m"]), found["q"])


def _minute_of(word: str) -> int:
    return 15 if word.startswith(("четверт", "quarter", "a quarter")) else _number(word)


_CORES: tuple[tuple[str, Callable[[re.Match[str]], Minutes]], ...] = (
    (rf"(?P<h>\d{{1,2}})(?::|\.)(?P<m>[0-5]\d){_TAIL}", _written),
    (rf"(?P<h>\d{{1,2}})-(?P<m>00|30|45){_TAIL}", _written),
    (
        rf"(?P<h>\d{{1,2}})\s*(?:ч|часов|часа|час|h)\.?\s*(?P<m>[0-5]\d)(?:\s*(?:м|мин|минут\w?)\.?)?{_TAIL}",
        _written,
    ),
    (rf"пол(?:овин[аеуы])?[ -]?(?P<h>{_OF}){_TAIL}", _half),
    (rf"half past (?P<h>{_HOUR}|\d{{1,2}}){_TAIL}", _half),
    (rf"(?P<m>четверт[ьи]|(?:{_MINUTE}|\d{{1,2}})(?= минут))(?: минут)? (?P<h>{_OF}){_TAIL}", _quarter_of),
    (
        rf"(?P<m>(?:a )?quarter|{_MINUTE}|\d{{1,2}})(?: minutes)? (?:past|after) (?P<h>{_HOUR}|\d{{1,2}}){_TAIL}",
        _past,
    ),
    (
        rf"(?P<m>(?:a )?quarter|(?:{_MINUTE}|\d{{1,2}})(?= minutes)|twenty(?:[ -]five)?)(?: minutes)? to "
        rf"(?P<h>{_HOUR}|\d{{1,2}}){_TAIL}",
        _short_of,
    ),
    (rf"без (?P<m>четверти|{_MINUTE}|\d{{1,2}})(?: минут)? (?P<h>{_HOUR}|\d{{1,2}}){_TAIL}", _short_of),
    (rf"(?P<h>{_HOUR}) (?:часов |часа |час |ч )?(?P<m>{_MINUTE})(?: минут\w?)?{_TAIL}", _written),
    (rf"(?P<h>\d{{1,2}}|{_HOUR}){_TAIL}", _written),
)
"""How a time of day is written or said, the longer forms first."""

_ANY = "(?:" + "|".join(re.sub(r"\?P<\w+>", "?:", core) for core, _ in _CORES) + ")"
_READERS = tuple((re.compile(core), reader) for core, reader in _CORES)

_RANGE = (
    rf"{_START}(?:(?:с|со|from|between)\s+(?P<from>{_ANY})\s*(?:до|по|to|till|until|and|-)\s*(?P<to>{_ANY})"
    rf"|(?P<from2>\d{{1,2}}[:.]\d\d)\s*-\s*(?P<to2>\d{{1,2}}[:.]\d\d)){_END}"
)
_SURE = (
    r"\d{1,2}:\d\d|\d{1,2}(?::\d\d)?\s*(?:[ap]\.?m\b\.?)|\d{1,2}\s*(?:утра|вечера)|пол|half|quarter|a quarter|"
    rf"без |четверть |(?:{_MINUTE}|\d{{1,2}}) (?:минут (?:{_OF})|minutes (?:to|past) |past )|twenty(?:[ -]five)? to |"
    rf"(?:{_HOUR}|\d{{1,2}}) (?:pm|o['’]?clock)"
)
"""What begins a time of day with no word before it."""
_CLOCK = (
    rf"{_START}(?:(?:(?P<until>{UNTIL})|(?P<after>{AFTER})|(?P<about>{ABOUT})|(?:{ON}))\s+(?P<core>{_ANY})"
    rf"|(?P<bare>(?=(?:{_SURE})){_ANY})){_END}"
)

_ENDS = re.compile(
    r"\s*(?:$|[.,;:!?)\0]|- |(?:в|во|на|к|до|по|с|со|о|об|и|а|для|насчет|про|у|же|on|about|to|for|with|and|from|re|"
    r"the|this|next|tonight|today|tomorrow|сегодня|завтра|послезавтра|следующ\w+|утром|вечером|днем|(?:по|пере)звон\w+|напи\w+|прид\w+|прие\w+|"
    r"call|ring|\w+ть(?:ся)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|sharp|ровно|please|пожалуйста)\b)"
)
"""What may follow a bare hour; before anything else it may be a number of things."""

POINTS: Mapping[str, str] = {
    "opening": r"с утра пораньше|с самого утра|с утра|открыти[яюе]м?|первым делом|first thing(?: in the morning)?"
    r"|opening(?: time)?"
    r"|(?:(?<=when )|(?<=before ))(?:(?:you|we) open|the (?:store|shop) opens)(?! the)",
    "closing": r"закрыти[яюе]м?|конц[ау] (?:рабочего )?дня|течение (?:всего )?дня"
    r"|(?:the )?end of (?:the )?(?:business |working |work )?day|(?:the )?end of business|eod|eob|cob"
    r"|(?:the )?close of (?:business|play)|closing(?: time)?"
    r"|(?:(?<=when )|(?<=before ))(?:(?:you|we) close|the (?:store|shop) closes)(?! the)",
    "lunch": r"обеда|обеду|обед|обеденного перерыва|lunch\s?time|lunch",
    "noon": r"полдень|полудня|полудню|полудне|12 noon|noon|midday|mid-day",
    "midnight": r"полу?ноч[ьи]|midnight",
    "morning": r"утр[оауе]м?|morning",
    "day": r"днем|afternoon",
    "evening": r"вечер(?:ом|а|у)?|evening|tonight",
}
"""Named points and parts of a day; what each comes to is `spoken_instants.py`."""

_POINT = (
    rf"{_START}(?:(?!с (?:самого )?утра)(?:(?P<until>{UNTIL})|(?P<after>{AFTER})|(?P<about>{ABOUT})"
    rf"|(?:{ON}|in|this|when|as soon as|during))\s+)?(?:the\s+)?"
    + "(?:"
    + "|".join(f"(?P<{point}>{words})" for point, words in POINTS.items())
    + rf"){_END}"
)


@functools.cache
def _compiled(words: str) -> re.Pattern[str]:
    """The pattern, compiled when it is first asked for: it takes longer than most processes have a use for."""
    return re.compile(words)


def take_clocks(line: str) -> tuple[str, list[Clock]]:
    r"""The line with its times of day blanked out by `\0`, and these."""
    found: list[Clock] = []
    for words, reader in ((_RANGE, _range), (_CLOCK, _clock), (_POINT, _point)):
        pattern = _compiled(words)
        found += [reader(match) for match in pattern.finditer(line)]
        line = pattern.sub(lambda match: "\0" * len(match.group()), line)
    return line, found


def _range(found: re.Match[str]) -> Clock:
    first, last = found["from"] or found["from2"], found["to"] or found["to2"]
    end, start = _read(last), _read(first)
    if len(start) > 1 and (spoken := re.search(rf"(?:{QUALIFIERS})$", last)):
        start = tuple(minute for minute in _read(f"{first} {spoken.group()}") if minute < end[-1]) or start
    return Clock("until", end, start=start)


def _clock(found: re.Match[str]) -> Clock:
    core, before = found["core"] or found["bare"], found.group().partition(" ")[0]
    if _counts(core, before) or (_may_count(core) and not _ENDS.match(found.string, found.end())):
        raise AskBack("which_time")
    return Clock(_relation(found), _read(core))


def _relation(found: re.Match[str]) -> str:
    return next((name for name in ("until", "after", "about") if found[name]), "at")


def _may_count(core: str) -> bool:
    """Whether a number may count anything: `в 5 магазинов`, `five past two people`."""
    return core.isdigit() or core in HOURS or re.search(r" (?:to|past|after) \w+$", core) is not None


def _counts(core: str, before: str) -> bool:
    """Whether it may be how long rather than when: `на 3 дня`, `в два дня`, `на час`."""
    if before == "на" and not re.search(r"[:.-]\d\d|утра|вечера|часов дня|часа дня", core):
        return True
    return before in ("в", "во") and re.fullmatch(r"(?:2|3|4|два|три|четыре) дня", core) is not None


def _point(found: re.Match[str]) -> Clock:
    return Clock(_relation(found), point=next(name for name in POINTS if found[name]))


def _read(text: str) -> Minutes:
    for pattern, reader in _READERS:
        if found := pattern.fullmatch(text):
            return reader(found)
    raise AskBack("vague")


def _qualified(hour: int, minute: int, qualifier: str | None, *, exact: bool = False) -> Minutes:
    """Minutes of the day for an hour as it was said; two of them where it may be either half of the day."""
    total = hour * 60 + minute
    if hour > 24 or minute > 59 or (hour == 24 and minute) or (hour == 0 and not exact):
        raise AskBack("vague")
    if qualifier is None:
        if hour == 0 and not minute:
            raise AskBack("which_day")
        if exact or hour > 12:
            return (total,)
        return (total, total + HALF_DAY)
    half = _HALVES[qualifier.replace(".", "")]
    if hour > 12:
        if half(hour % 12) == hour:
            return (total,)
        raise AskBack("which_time")
    return (half(hour) * 60 + minute,)


def _am(hour: int) -> int:
    if hour == 12:
        raise AskBack("which_day")
    return hour


def _pm(hour: int) -> int:
    return 12 if hour == 12 else hour + 12


def _within(first: int, last: int) -> Callable[[int], int]:
    """Hour of the day where it fits in the part of the day that was named, else a question."""

    def hour_of(hour: int) -> int:
        fits = [value for value in (hour, hour + 12) if first <= value <= last]
        if len(fits) != 1:
            raise AskBack("which_time")
        return fits[0]

    return hour_of


_HALVES: Mapping[str, Callable[[int], int]] = {
    "утра": _within(4, 11),
    "дня": _within(12, 17),
    "вечера": _within(16, 23),
    "ночи": _within(48, 48),
    "am": _am,
    "pm": _pm,
    "in the morning": _within(4, 11),
    "in the afternoon": _within(12, 18),
    "in the evening": _within(16, 23),
    "at night": _within(19, 23),
}
"""What each qualifier makes of an hour; `2 ночи` is asked back, since it belongs to two days."""
