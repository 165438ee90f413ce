"""How long from now a line says: `через полчаса`, `within 2 hours`, `in 2 working days`.

Minutes and hours pass on every clock alike, so they are counted from the instant; days and weeks name a day of the
listener's calendar; working days and hours are the store's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from otklik.domain.spoken_questions import AskBack
from otklik.domain.spoken_scenes import Scene
from otklik.domain.spoken_time_words import NUMBERS, either


@dataclass(frozen=True, slots=True)
class Span:
    """How long from now: exactly one of the fields is set.

    Parameters
    ----------
    minutes
        Of any clock.
    working_minutes, working_days
        Of the store's hours.
    on
        The day that calendar days or weeks lead to.
    """

    minutes: int = 0
    working_minutes: int = 0
    working_days: int = 0
    on: date | None = None


_AMOUNT = rf"\d{{1,3}}(?:[.,]5)?|{either(NUMBERS)}"
_UNITS = {
    "working_day": r"рабочи[хйе]\w*\s+(?:дн\w+|день|сут\w+)|(?:working|business)[ -]days?",
    "working_hour": r"рабочи[хйе]\w*\s+час(?:а|ов)?|(?:working|business)[ -]hours?",
    "minute": r"минут[уыа]?|минуток|мин\.?|minutes?|mins?\.?|m",
    "hour": r"час(?:а|ов|ик|ика|иков)?|ч\.?|hours?|hrs?\.?|h",
    "full_day": r"сут(?:ки|ок)",
    "day": r"д(?:ень|ня|ней)|days?",
    "week": r"недел[юиья]|weeks?",
    "month": r"месяц(?:а|ев)?|months?",
}
_UNIT = "|".join(f"(?:{words})" for words in _UNITS.values())
_ONE = (
    r"(?<=течение )часа|(?<=течении )часа|час(?:ик)?|минутку|минуту|неделю|месяц|сутки|день|"
    r"рабоч\w+ (?:день|час)|hour|day|week|month"
)
"""A length without a number is one of it."""
_PIECE = rf"(?:(?:{_AMOUNT})[\s-]*(?:{_UNIT})|(?:{_ONE}))(?!\w|-\w)"
_WHOLE = (
    r"полтора часа|полу?часа|an hour and a half|one and a half hours|half an hour|half-hour|half hour|"
    r"(?:three )?quarters? of an hour|a quarter of an hour|(?:an|a|one) (?:hour|minute|day|week|month)"
)
_WHOLES = {
    "полтора часа": 90, "полчаса": 30, "получаса": 30, "an hour and a half": 90, "one and a half hours": 90,
    "half an hour": 30, "half-hour": 30, "half hour": 30, "a quarter of an hour": 15, "quarter of an hour": 15,
    "three quarters of an hour": 45, "an hour": 60, "one hour": 60, "a minute": 1, "one minute": 1,
}  # fmt: skip
_LENGTH = rf"(?:{_WHOLE}|{_PIECE})(?:\s*(?:,|и|and)?\s*{_PIECE})?"
_BEFORE = (
    r"не позже чем через|не позднее чем через|(?:ровно )?через|в течени[еи](?! (?:всего )?дня)|в ближайш\w+|"
    r"within the next|within|in the next|inside|exactly in|in"
)
_SPAN = re.compile(
    rf"(?<![\w.])(?:(?P<before>{_BEFORE})\s+(?:the\s+)?(?P<length>{_LENGTH})(?:['’]s? time)?"
    rf"|(?P<length2>{_LENGTH})\s+from now"
    rf"|(?P<unit>минут|часов|часа|дней|дня)\s+через\s+(?P<amount>{_AMOUNT}))(?!\w|-\w)"
)
_PART = re.compile(
    rf"(?:(?P<amount>{_AMOUNT})[\s-]*)?(?:{'|'.join(f'(?P<{unit}>{words})' for unit, words in _UNITS.items())})(?!\w)"
)


def take_spans(line: str, scene: Scene) -> tuple[str, list[Span]]:
    r"""The line with its lengths from now blanked out by `\0`, and these."""
    found = [_read(match, scene) for match in _SPAN.finditer(line)]
    return _SPAN.sub(lambda match: "\0" * len(match.group()), line), found


def _read(found: re.Match[str], scene: Scene) -> Span:
    length = found["length"] or found["length2"] or f"{found['amount']} {found['unit']}"
    whole = next((name for name in sorted(_WHOLES, key=len, reverse=True) if length.startswith(name)), "")
    minutes, rest = _WHOLES.get(whole, 0), length[len(whole) :]
    parts = [_part(part) for part in _PART.finditer(rest)]
    if not whole and re.match(r"an? |one ", rest):
        parts = [("1", unit) if amount is None else (amount, unit) for amount, unit in parts]
    kinds = {unit for _, unit in parts}
    within = (found["before"] or "").startswith(("в течен", "within", "inside", "в ближ", "in the next"))
    if kinds <= {"minute", "hour", "full_day"}:
        return Span(minutes=minutes + sum(_minutes(amount, unit) for amount, unit in parts))
    if minutes or len(parts) != 1:
        raise AskBack("vague")
    amount, unit = parts[0]
    return _one(amount, unit, within, scene)


def _part(found: re.Match[str]) -> tuple[str | None, str]:
    return found["amount"], next(unit for unit in _UNITS if found[unit])


def _minutes(amount: str | None, unit: str) -> int:
    length = {"minute": 1, "hour": 60, "full_day": 1440}[unit]
    return int(_value(amount) * length)


def _value(amount: str | None) -> float:
    if amount is None:
        return 1
    return float(amount.replace(",", ".")) if amount[0].isdigit() else NUMBERS[amount]


def _one(amount: str | None, unit: str, within: bool, scene: Scene) -> Span:
    """A length of days or more, or of the store's hours."""
    number = _value(amount)
    if number != int(number) or not number:
        raise AskBack("vague")
    count = int(number)
    if unit == "working_day":
        return Span(working_days=count)
    if unit == "working_hour":
        return Span(working_minutes=count * 60)
    if count == 1 and (unit == "day" or within):
        raise AskBack("which_day")  # "через день" is tomorrow to some and the day after to others
    if unit == "month":
        return Span(on=_months_on(scene.today, count))
    return Span(on=scene.today + timedelta(days=count * (7 if unit == "week" else 1)))


def _months_on(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    try:
        return day.replace(year=year, month=month + 1)
    except ValueError:
        raise AskBack("which_day") from None
