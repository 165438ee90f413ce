"""What an opening-hours expression says about one day.

The expression is in the OpenStreetMap syntax. Each rule is split here into the days it names, its times and
what it does; the days are evaluated by `opening-hours-py`, times and overriding are evaluated here, because a
shift belongs to the day on which it starts. `PH` never reaches that library: a rule is compiled twice, for
ordinary days and for public holidays. What is not supported is refused, never guessed.
"""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NoReturn

from opening_hours import (  # type: ignore[attr-defined]  # its stub forgets the error
    OpeningHours,
    ParserError,
    State,
)

from otklik.domain.errors import DomainError
from otklik.domain.zones import DAY_S

MAX_LENGTH = 2_000

Span = tuple[int, int]
"""Open from (included) to (excluded), wall seconds since midnight of the day on which the shift starts."""

WHOLE_DAY: Span = (0, DAY_S)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of an expression.

    Parameters
    ----------
    ordinary, holiday
        Days that it names among ordinary days and among public holidays: a selector without `PH`,
        "" for every day, None for no day.
    spans
        Its times; empty for a whole day that is off.
    opens
        False for `off`.
    adds
        True where a comma joins it to what stands before it, False where it replaces that.
    """

    ordinary: str | None
    holiday: str | None
    spans: tuple[Span, ...]
    opens: bool
    adds: bool


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


@dataclass(slots=True)
class _Draft:
    adds: bool
    at: int
    days: list[_Token] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    state: str = ""


_TOKENS = re.compile(
    r"""(?P<space>\s+)
    |(?P<always>24/7)
    |(?P<span>\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2})
    |(?P<state>(?:off|closed|open)\b)
    |(?P<holiday>PH\b)
    |(?P<weekday>(?:Mo|Tu|We|Th|Fr|Sa|Su)\b)
    |(?P<nth>\[\s*-?\d(?:\s*[-,]\s*-?\d)*\s*\])
    |(?P<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?![a-z]))
    |(?P<week>week\b)
    |(?P<number>(?:\d{4}|\d{1,2})(?![\d:]))
    |(?P<rule>;)
    |(?P<comma>,)
    |(?P<joint>[-:/])""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)

_REFUSED = (
    (r"sunrise|sunset|dawn|dusk", "Times that follow the sun are not supported.", "Write clock times."),
    (r"SH\b", "School holidays are not supported.", "Write their dates, for example Jul 01-Aug 31."),
    (r"easter\b", "Dates that follow Easter are not supported.", "Use PH, or exceptions by date."),
    (r"unknown\b", "Hours that are unknown can't be counted.", "Write the times, or off."),
    (r"\|\|", "Fallback rules are not supported.", "Join rules with a semicolon."),
    (r'"', "Comments are not supported.", "Take the comment out."),
    (
        r"\+",
        "Open ends and shifted days are not supported.",
        "Write the closing time and the days themselves.",
    ),
    (r"days?\b", "Shifted days are not supported.", "Write the days themselves."),
    (r"[\u2010-\u2015\u2212]", "This is not a hyphen.", "Write - between times and between days."),
    (r"[Ѐ-ӿ]+", "Days and words are written in English.", "Write Mo Tu We Th Fr Sa Su, PH and off."),
    (
        r"\d{1,2}:\d{2}",
        "This time has no counterpart.",
        "Write opening and closing time, for example 10:00-18:00.",
    ),
    (r"[A-Za-z]+", "This word is not known.", "Days are Mo Tu We Th Fr Sa Su PH, months Jan to Dec."),
)

_DAYS_IN_MONTH = {
    **dict.fromkeys(("Jan", "Mar", "May", "Jul", "Aug", "Oct", "Dec"), 31),
    **dict.fromkeys(("Apr", "Jun", "Sep", "Nov"), 30),
    "Feb": 29,
}


def parse_opening_hours(expression: str) -> tuple[Rule, ...]:
    """Return the rules of an expression, in order.

    Parameters
    ----------
    expression
        For example ``Mo-Fr 10:00-14:00,15:00-20:00; Sa 10:00-18:00; PH off``, at most 2,000 characters.

    Raises
    ------
    DomainError
        ``hours_invalid``: not readable; ``hours_unsupported``: valid elsewhere, but not computable here.
        `place` names the position and the text there.
    """
    if len(expression) > MAX_LENGTH:
        _refuse("hours_invalid", "The opening hours are longer than 2,000 characters.", "Shorten them.")
    if not expression.strip():
        _refuse(
            "hours_invalid", "The opening hours are empty.", "Write 24/7, or for example Mo-Fr 10:00-18:00."
        )
    return tuple(_parse_rule(draft) for draft in _split_rules(_split_tokens(expression)))


def parse_spans(text: str, place: str) -> tuple[Span, ...]:
    """Return the times of one day, written ``10:00-14:00,15:00-20:00``.

    Parameters
    ----------
    text
        Times joined by commas; ``20:00-02:00`` ends on the next day.
    place
        What an error names as the place.

    Raises
    ------
    DomainError
        ``hours_invalid``: a part is not a span of time.
    """
    spans = []
    for part in text.split(","):
        if not re.fullmatch(r"\s*\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}\s*", part, re.ASCII):
            _refuse("hours_invalid", f"{part.strip()!a} is not a span of time.", "Write 10:00-16:00.", place)
        spans.append(_parse_span(part, place))
    return merge_spans(spans)


def merge_spans(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the same open time in order, without overlaps and without touching neighbours."""
    merged: list[Span] = []
    for start_s, end_s in sorted(spans):
        if merged and start_s <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end_s, merged[-1][1]))
        else:
            merged.append((start_s, end_s))
    return tuple(merged)


def cut_spans(spans: Sequence[Span], from_s: int, to_s: int) -> tuple[Span, ...]:
    """Return the open time without what lies between `from_s` and `to_s`."""
    pieces = [(start_s, min(end_s, from_s)) for start_s, end_s in spans]
    pieces += [(max(start_s, to_s), end_s) for start_s, end_s in spans]
    return merge_spans([piece for piece in pieces if piece[0] < piece[1]])


def names_holidays(rules: Sequence[Rule]) -> bool:
    """Tell whether any rule names `PH`."""
    return any(rule.ordinary != rule.holiday for rule in rules)


def list_day_spans(rules: Sequence[Rule], days: Sequence[date], *, holiday: bool) -> list[tuple[Span, ...]]:
    """Return the shifts that start on each of the days.

    Parameters
    ----------
    rules
        As returned by `parse_opening_hours`.
    days
        Local dates, in order.
    holiday
        True to read every day as a public holiday, False to read none so.

    Returns
    -------
    list of tuple of Span
        As long as `days`.
    """
    if not days:
        return []
    selectors = [rule.holiday if holiday else rule.ordinary for rule in rules]
    named = [_list_days(selector, days[0], days[-1]) for selector in selectors]
    composed: dict[tuple[bool, ...], tuple[Span, ...]] = {}
    found = []
    for day in days:
        matching = tuple(day in names for names in named)
        if matching not in composed:
            composed[matching] = _compose([rule for rule, fits in zip(rules, matching, strict=True) if fits])
        found.append(composed[matching])
    return found


def _compose(rules: Sequence[Rule]) -> tuple[Span, ...]:
    spans: tuple[Span, ...] = ()
    for rule in rules:
        if rule.opens:
            spans = merge_spans((spans if rule.adds else ()) + rule.spans)
        elif rule.spans:
            for start_s, end_s in rule.spans:
                spans = cut_spans(spans, start_s, end_s)
        else:
            spans = ()
    return spans


# Shops share their selectors (Mo-Fr, PH off) far more than their hours.
@functools.lru_cache(maxsize=512)
def _list_days(selector: str | None, first_on: date, last_on: date) -> frozenset[date]:
    if selector is None:
        return frozenset()
    from_at = datetime.combine(first_on, time())
    to_at = datetime.combine(last_on, time()) + timedelta(days=1)
    if not selector:
        return frozenset(first_on + timedelta(days=n) for n in range((to_at - from_at).days))
    days: set[date] = set()
    for start_at, end_at, state, _ in OpeningHours(f"{selector} 00:00-24:00").intervals(from_at, to_at):
        if state == State.OPEN:
            days.update(start_at.date() + timedelta(days=n) for n in range((end_at - start_at).days))
    return frozenset(days)


def _refuse(code: str, message: str, remedy: str, place: str = "hours") -> NoReturn:
    raise DomainError(code, message, remedy=remedy, place=place)


def _refuse_at(code: str, message: str, remedy: str, at: int, text: str) -> NoReturn:
    shown = text if text.isprintable() else ascii(text)
    _refuse(code, message, remedy, f"hours, character {at + 1} ({shown})")


def _split_tokens(expression: str) -> list[_Token]:
    tokens = []
    at = 0
    while at < len(expression):
        found = _TOKENS.match(expression, at)
        if not found:
            _refuse_unknown(expression, at)
        if found.lastgroup != "space":
            tokens.append(_Token(str(found.lastgroup), found.group(), at))
        at = found.end()
    return tokens


def _refuse_unknown(expression: str, at: int) -> NoReturn:
    for pattern, message, remedy in _REFUSED:
        found = re.compile(pattern, re.IGNORECASE).match(expression, at)
        if found:
            _refuse_at("hours_unsupported", message, remedy, at, found.group())
    _refuse_at(
        "hours_invalid", "This can't be read.", "Write for example Mo-Fr 10:00-18:00.", at, expression[at]
    )


def _split_rules(tokens: Sequence[_Token]) -> list[_Draft]:
    drafts = [_Draft(adds=False, at=0)]
    for number, token in enumerate(tokens):
        draft = drafts[-1]
        following = tokens[number + 1].kind if number + 1 < len(tokens) else ""
        timed = bool(draft.spans or draft.state)
        if token.kind == "rule":
            drafts.append(_Draft(adds=False, at=token.at))
        elif token.kind == "comma" and timed and following != "span":
            drafts.append(_Draft(adds=True, at=token.at))
        elif token.kind == "comma" and timed:
            continue
        elif token.kind == "always" and not timed and not draft.days:
            draft.spans.append(WHOLE_DAY)
        elif token.kind == "span" and not draft.state and (not timed or tokens[number - 1].kind == "comma"):
            draft.spans.append(_parse_span(token.text, f"hours, character {token.at + 1} ({token.text})"))
        elif token.kind == "state" and not draft.state:
            draft.state = token.text.lower()
        elif timed or token.kind in ("always", "span", "state"):
            _refuse_at(
                "hours_invalid",
                "This is not expected here.",
                "Write days, then times, then off if closed; end a rule with a semicolon.",
                token.at,
                token.text,
            )
        else:
            draft.days.append(token)
    return drafts


def _parse_rule(draft: _Draft) -> Rule:
    if not (draft.spans or draft.state):
        text = draft.days[-1].text if draft.days else "empty rule"
        at = draft.days[-1].at if draft.days else draft.at
        _refuse_at("hours_invalid", "This rule has no times.", "Write its times, or off.", at, text)
    ordinary, holiday = _parse_days(draft.days)
    opens = draft.state not in ("off", "closed")
    spans = merge_spans(draft.spans)
    if not opens and spans == (WHOLE_DAY,):
        spans = ()
    elif opens and not spans:
        spans = (WHOLE_DAY,)
    return Rule(ordinary, holiday, spans, opens, draft.adds)


def _parse_days(tokens: Sequence[_Token]) -> tuple[str | None, str | None]:
    small = next((n for n, token in enumerate(tokens) if token.kind in ("weekday", "holiday")), len(tokens))
    wide, narrow = list(tokens[:small]), list(tokens[small:])
    named = [n for n, token in enumerate(narrow) if token.kind == "holiday"]
    if not named:
        everywhere = _parse_selector(tokens)
        return everywhere, everywhere
    at = named[0]
    rest = narrow[:at] + narrow[at + 1 :]
    if len(rest) == 0:
        return None, _parse_selector(wide)
    if at > 0 and narrow[at - 1].kind == "comma":
        del rest[at - 1]
        return _parse_selector(wide + rest), _parse_selector(wide)
    if at == 0 and narrow[1].kind == "comma":
        return _parse_selector(wide + rest[1:]), _parse_selector(wide)
    if at == 0 and narrow[1].kind == "weekday":
        return None, _parse_selector(wide + rest)
    _refuse_at(
        "hours_unsupported",
        "PH is joined here in a way that is not supported.",
        "Write PH,Mo-Fr for holidays as well, PH Mo-Fr for holidays on these days; shifted days by exceptions.",
        narrow[at].at,
        narrow[at].text,
    )


def _parse_selector(tokens: Sequence[_Token]) -> str:
    if not tokens:
        return ""
    text = ""
    for token in tokens:
        tight = token.kind in ("comma", "joint", "nth") or text[-1:] in ("-", ",", "/", "")
        word = re.sub(r"\s", "", token.text.lower() if token.kind == "week" else token.text.capitalize())
        text += word if tight else f" {word}"
    _check_dates(text, tokens[0].at)
    try:
        OpeningHours(f"{text} 00:00-24:00")
    except ParserError:
        _refuse_at(
            "hours_invalid",
            "These days can't be read.",
            "The order is year, month or date, week, weekday: 2026 Jun-Aug Mo-Fr.",
            tokens[0].at,
            text,
        )
    return text


def _check_dates(selector: str, at: int) -> None:
    # The library reads Feb 30 as "every day" and Jan 7-5 as a month: both are refused before it sees them.
    for month, first, last in re.findall(r"([A-Z][a-z]{2}) (\d{1,2})(?!\d)(?:-(\d{1,2})(?!\d))?", selector):
        numbers = [int(number) for number in (first, last) if number]
        if min(numbers) < 1 or max(numbers) > _DAYS_IN_MONTH[month] or numbers != sorted(numbers):
            _refuse_at(
                "hours_invalid", "There are no such dates.", "Correct the day of the month.", at, selector
            )


def _parse_span(text: str, place: str) -> Span:
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    start_s, end_s = numbers[0] * 3600 + numbers[1] * 60, numbers[2] * 3600 + numbers[3] * 60
    if max(numbers[1], numbers[3]) > 59 or start_s >= DAY_S or end_s > 2 * DAY_S:
        _refuse("hours_invalid", "There is no such time of day.", "Times go from 00:00 to 24:00.", place)
    if end_s == start_s:
        _refuse(
            "hours_invalid", "It opens and closes at one time.", "Write 00:00-24:00 for a whole day.", place
        )
    if end_s < start_s:
        end_s += DAY_S
    if end_s - start_s > DAY_S:
        _refuse("hours_invalid", "A shift can't be longer than a day.", "Split it by days.", place)
    return start_s, end_s
