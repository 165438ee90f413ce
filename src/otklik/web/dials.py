"""The dial in words: the same on the desk, the order's page and the buyer's page.

`draw_dial` shows something that is owed, `draw_answered` what was done. Rendered by `{% dial … %}`; browsers tick it
from its data (`static/otklik/dial.js`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from otklik.domain.dials import CIRCLE_M, Reading, Span, next_opening, read_dial
from otklik.domain.local_times import clock_text, day_text, floor_minute
from otklik.domain.locales import NBSP, Locale
from otklik.domain.zones import parse_zone
from otklik.web.dial_words import DIAL, STILL

HOUR_S = 3600
LONG_LEFT_S = 100 * 60
"""From so much on whole hours are said."""

LONG_M = 180
"""Limits beyond this are said as an instant, not as a number of minutes."""

MOMENTS = {"promise": "moment", "next_attempt": "attempt"}
"""Kind without a target → the words for its instant; any other kind is simply due."""


class Owed(Protocol):
    """What a dial needs to know of a step or an obligation."""

    @property
    def kind(self) -> str:
        """Kind of the obligation."""

    @property
    def opened_at(self) -> datetime:
        """When it was opened."""

    @property
    def target_at(self) -> datetime | None:
        """By when it is wanted."""

    @property
    def limit_at(self) -> datetime:
        """By when it is due."""


@dataclass(frozen=True, slots=True)
class Ticking:
    """What a browser ticks from: seconds since 1970, spans as `s-e,s-e`, and the words that it can't make.

    Parameters
    ----------
    is_later
        A moment of another day: it is said, and not counted down.
    """

    opened_s: int
    target_s: int | None
    limit_s: int
    spans: str
    still_lead: str
    still_more: str
    more: str
    is_later: bool


@dataclass(frozen=True, slots=True)
class Dial:
    """A dial as it is drawn.

    Parameters
    ----------
    tone
        ok, warn, late, info or night: a colour of the tokens.
    arc
        How much of the circle is drawn, 0 to 60.
    notch
        Where the target stands, as an SVG path; empty = none.
    number, icon
        What stands inside: a number, or an icon of the sprite.
    lead, more
        The words beside it.
    ticking
        What a browser ticks from; None = it stands.
    """

    tone: str
    arc: str
    notch: str
    number: str
    icon: str
    lead: str
    more: str
    ticking: Ticking | None = None


def draw_dial(owed: Owed, *, spans: Sequence[Span], zone: str, locale: Locale, now: datetime) -> Dial:
    """The dial of something owed.

    Parameters
    ----------
    owed
        A step of the desk or an obligation.
    spans
        When its clock runs: `DeskRow.open_spans`, or `calendar.openings(…)` from opening to limit and around now.
    zone
        IANA zone in which instants are said.
    locale
        Language.
    now
        Aware UTC.
    """
    reading = read_dial(owed.opened_at, owed.target_at, owed.limit_at, spans=spans, now=now)
    still = _still(owed, spans, zone, locale, now=now)
    more = _moment(owed, zone, locale, now=now) if _says_moment(owed, reading) else ""
    is_later = owed.target_at is None and _days_between(now, owed.limit_at, zone) > 0
    is_night, is_moment = reading.stretch == "night", is_later and reading.stretch == "moment"
    lead_said, more_said = still if is_night or is_moment else _words(reading, locale)
    ticking = Ticking(
        opened_s=int(owed.opened_at.timestamp()),
        target_s=int(owed.target_at.timestamp()) if owed.target_at else None,
        limit_s=int(owed.limit_at.timestamp()),
        spans=",".join(f"{int(a.timestamp())}-{int(b.timestamp())}" for a, b in spans),
        still_lead=still[0],
        still_more=still[1],
        more=more,
        is_later=is_later,
    )
    return Dial(
        tone=tone_of(reading),
        arc=f"{reading.arc:.1f}".removesuffix(".0"),
        notch=notch_of(reading) if reading.target_m else "",
        number="" if is_moment else number_of(reading, locale),
        icon="moon" if is_night else "cal" if is_moment else "",
        lead=lead_said,
        more=more if more and not is_night else more_said,
        ticking=ticking,
    )


def draw_answered(
    answered_at: datetime,
    *,
    zone: str,
    locale: Locale,
    now: datetime,
    span_s: int | None = None,
    late: bool = False,
) -> Dial:
    """The dial of what was answered: a check, and how long it took.

    Parameters
    ----------
    span_s
        Working seconds that it took; None = not known here, then the instant is said.
    late
        Whether it came after its limit.
    """
    if span_s is None:
        lead, more = STILL["answered"][locale], moment_of(answered_at, zone, locale, now=now)
    else:
        lead = STILL["answered_in"][locale].format(span=span_text(span_s, locale))
        more = STILL["late" if late else "in_time"][locale]
    arc = CIRCLE_M if span_s is None else min(CIRCLE_M, span_s / 60)
    return Dial("late" if late else "ok", f"{arc:.1f}".removesuffix(".0"), "", "", "check", lead, more)


def moment_of(at: datetime, zone: str, locale: Locale, *, now: datetime) -> str:
    """Day and time of an instant without the word for today: `в 18:40`, `завтра в 9:00`."""
    local = at.astimezone(parse_zone(zone))
    return f"{_day(at, zone, locale, now=now)}{STILL['in'][locale]}{NBSP}{clock_text(local)}"


def tone_of(reading: Reading) -> str:
    """Colour of a reading: the stretch, and whether it warns."""
    if reading.stretch in ("late", "night"):
        return reading.stretch
    if reading.stretch == "limit" or reading.is_soon:
        return "warn"
    return "info" if reading.stretch == "moment" else "ok"


def notch_of(reading: Reading) -> str:
    """The mark at the target, as the path of a line across the ring; empty where limit and target are one."""
    if not 0 < reading.target_m < reading.limit_m:
        return ""
    angle = 2 * math.pi * reading.target_m / reading.limit_m
    x, y = math.sin(angle), -math.cos(angle)
    return f"M{24 + 16 * x:.1f} {24 + 16 * y:.1f} {24 + 22 * x:.1f} {24 + 22 * y:.1f}"


def number_of(reading: Reading, locale: Locale) -> str:
    """What stands inside the ring: minutes left, `+12` since the limit; whole hours beyond a hundred minutes."""
    if reading.stretch == "night":
        return ""
    sign = "+" if reading.stretch == "late" else ""
    seconds = reading.left_s if sign else reading.left_s + 59
    if seconds < LONG_LEFT_S:
        return f"{sign}{seconds // 60}"
    return f"{sign}{DIAL['hours'][locale].format(n=seconds // HOUR_S)}".replace(" ", "")


def span_text(seconds: int, locale: Locale) -> str:
    """A span of working time as short as it can be said: `16 мин`, `1 ч 12 мин`, `26 ч`."""
    hours, minutes = divmod(seconds // 60, 60)
    parts = [("hours", hours)] if hours else []
    if minutes or not hours:
        parts.append(("minutes", minutes))
    return NBSP.join(DIAL[name][locale].format(n=count).replace(" ", NBSP) for name, count in parts)


def _words(reading: Reading, locale: Locale) -> tuple[str, str]:
    if reading.stretch == "late":
        return (
            DIAL["over"][locale].format(span=span_text(reading.left_s, locale)),
            DIAL["waits"][locale].format(span=span_text(reading.elapsed_s, locale)),
        )
    left_s = reading.left_s
    span = (
        DIAL["seconds"][locale].format(n=left_s).replace(" ", NBSP)
        if left_s < 60
        else span_text(left_s + 59 if left_s < LONG_LEFT_S else left_s - left_s % HOUR_S, locale)
    )
    name, minutes = (
        ("to_target", reading.target_m) if reading.stretch == "target" else ("to_limit", reading.limit_m)
    )
    return DIAL["left"][locale].format(span=span), DIAL[name][locale].format(m=minutes)


def _says_moment(owed: Owed, reading: Reading) -> bool:
    return owed.target_at is None or reading.limit_m > LONG_M


def _moment(owed: Owed, zone: str, locale: Locale, *, now: datetime) -> str:
    return _fill(MOMENTS.get(owed.kind, "due"), owed.limit_at, zone, locale, now=now)


def _still(owed: Owed, spans: Sequence[Span], zone: str, locale: Locale, *, now: datetime) -> tuple[str, str]:
    """The words of a clock that stands: by when, and when it starts."""
    due_at = owed.target_at if owed.target_at is not None and now < owed.target_at else owed.limit_at
    starts_at = next_opening(spans, now)
    day = day_text(
        due_at.astimezone(parse_zone(zone)).date(), locale, today_on=now.astimezone(parse_zone(zone)).date()
    )
    until = STILL["until"][locale].format(
        day=day, at=clock_text(floor_minute(due_at).astimezone(parse_zone(zone)))
    )
    if starts_at is None:
        return until, STILL["shut"][locale]
    same_day = _days_between(starts_at, due_at, zone) == 0
    return until, _fill("starts", starts_at, zone, locale, now=starts_at if same_day else now)


def _days_between(a_at: datetime, b_at: datetime, zone: str) -> int:
    """Local days from one instant to another."""
    a, b = (at.astimezone(parse_zone(zone)).date() for at in (a_at, b_at))
    return (b - a) // timedelta(days=1)


def _fill(name: str, at: datetime, zone: str, locale: Locale, *, now: datetime) -> str:
    """Words with an instant in them; today needs no name."""
    local = floor_minute(at).astimezone(parse_zone(zone))
    return (
        STILL[name][locale]
        .format(
            **{
                "day": _day(at, zone, locale, now=now),
                "in": STILL["in"][locale],
                "at": clock_text(local),
            }
        )
        .replace("  ", " ")
    )


def _day(at: datetime, zone: str, locale: Locale, *, now: datetime) -> str:
    today_on = now.astimezone(parse_zone(zone)).date()
    day_on = at.astimezone(parse_zone(zone)).date()
    return "" if day_on == today_on else f"{day_text(day_on, locale, today_on=today_on)} "
