"""What answers in time earned: repeat purchases and recommendations, each with how sure it is (R38)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from otklik.analytics.earned import Compared, Earned, measure
from otklik.analytics.findings import Norms, Share
from otklik.domain.locales import NBSP, Locale, count_of, group
from otklik.store import clock, earned
from otklik.store.access import Viewer, stores_run
from otklik.web.earned_words import EARNED
from otklik.web.screens import locale_of, render_screen
from otklik.web.setup_words import spoken
from otklik.web.viewers import viewer_of

WINDOW = timedelta(days=365)
"""Orders placed so long back are looked at."""


@dataclass(frozen=True, slots=True)
class EarnedRow:
    """One line of a table in words."""

    name: str
    counted: str
    share: str
    interval: str


@dataclass(frozen=True, slots=True)
class EarnedSection:
    """One comparison: what it is, its lines, and what may be concluded."""

    title: str
    why: str
    rows: tuple[EarnedRow, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class EarnedPage:
    """What `earned.html` shows."""

    title: str
    words: Mapping[str, str]
    sections: tuple[EarnedSection, ...]
    notes: tuple[str, ...]


@require_safe
def show_earned(request: HttpRequest) -> HttpResponse:
    """The figures of the viewer's stores as they are now."""
    locale = locale_of(request)
    found = load(viewer_of(request), now=clock.now())
    words = spoken(EARNED, locale)
    page = EarnedPage(words["title"], words, sections_of(found, locale), notes_of(found, locale))
    return render_screen(request, "earned.html", page, section="reports")


def load(viewer: Viewer, *, now: datetime) -> Earned:
    """What the orders of a viewer's stores show; all of them for the command line."""
    run = stores_run(viewer) if viewer.person else None
    columns = earned.load_earned(stores=run, from_at=now - WINDOW, until_at=now)
    return measure(columns, Norms().few)


def sections_of(found: Earned, locale: Locale) -> tuple[EarnedSection, ...]:
    """The comparisons in words."""
    return tuple(
        _section(name, one, locale)
        for name, one in (("again", found.again), ("warm", found.warm), ("said", found.said))
    )


def notes_of(found: Earned, locale: Locale) -> tuple[str, ...]:
    """What is in no figure, and how a buyer is known."""
    left = (("unwatched", found.unwatched), ("unknown", found.unknown))
    said = [
        EARNED[name][locale].format(count=count_of(number, "order", locale))
        for name, number in left
        if number
    ]
    return (*said, EARNED["who"][locale])


def lines_of(found: Earned, locale: Locale) -> list[str]:
    """All of it as lines of a terminal."""
    lines = [EARNED["title"][locale]]
    for one in sections_of(found, locale):
        rows = [
            f"  {row.name}: {row.counted}, {row.share} ({row.interval})" for row in one.rows if row.counted
        ]
        rows += [f"  {row.name}: {row.share} ({row.interval})" for row in one.rows if not row.counted]
        lines += ["", one.title, *rows, f"  {one.verdict}"]
    return [*lines, "", *notes_of(found, locale)]


def _section(name: str, one: Compared, locale: Locale) -> EarnedSection:
    rows = [
        _row(group_name, share, locale)
        for group_name, share in (("in_time", one.in_time), ("late", one.late))
    ]
    is_whole = bool(one.in_time.whole and one.late.whole)
    if is_whole:
        points = EARNED["points"][locale]
        span = EARNED["from_to"][locale].format(low=_points(one.low), high=_points(one.high))
        rows.append(
            EarnedRow(EARNED["difference"][locale], "", points.format(value=_points(one.difference)), span)
        )
    if not one.in_time.whole and not one.late.whole:
        rows = []
    return EarnedSection(
        title=EARNED[name][locale],
        why=EARNED[f"{name}_why"][locale],
        rows=tuple(rows),
        verdict=EARNED[_verdict(one, is_whole=is_whole)][locale],
    )


def _verdict(one: Compared, *, is_whole: bool) -> str:
    if not one.in_time.whole and not one.late.whole:
        return "nothing"
    if not is_whole or one.few:
        return "few"
    return "zero" if one.low <= 0 <= one.high else "clear"


def _row(name: str, share: Share, locale: Locale) -> EarnedRow:
    counted = EARNED["of"][locale].format(part=group(share.part, locale), whole=group(share.whole, locale))
    if not share.whole:
        return EarnedRow(EARNED[name][locale], counted, "–", "–")
    span = EARNED["from_to"][locale].format(
        low=_percent(share.low, locale), high=_percent(share.high, locale)
    )
    return EarnedRow(EARNED[name][locale], counted, _percent(share.part / share.whole, locale), span)


def _percent(value: float, locale: Locale) -> str:
    return f"{round(100 * value)}{NBSP}%" if locale == "ru" else f"{round(100 * value)}%"


def _points(value: float) -> str:
    """Percentage points with their sign: `+12`, `−3`, `0`."""
    points = round(100 * value)
    return f"+{points}" if points > 0 else f"−{-points}" if points < 0 else "0"
