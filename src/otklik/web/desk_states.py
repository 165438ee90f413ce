"""What the desk shows where there are no rows: each state says what is so and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse

from otklik.domain.day_figures import DayFigures
from otklik.domain.desk import DeskRow
from otklik.domain.locales import Locale, count_of
from otklik.domain.wording import clean, fill_first
from otklik.store.shifts import Presence
from otklik.web.call_rows import Row
from otklik.web.desk_words import ROW, VOID, VOID_WAYS
from otklik.web.dials import moment_of
from otklik.web.permissions import PERMISSIONS, READ, may

ASKS = ("first_answer", "holder_answer", "reopened_answer", "next_attempt", "call_back")
"""While one of these is owed, not everybody was answered."""

ICONS = {"done": "check", "first": "inbox", "closed": "moon", "mine": "inbox", "free": "check"}
TONES = {"done": "is-okd", "first": "is-infod", "closed": "is-nightd", "mine": "is-infod", "free": "is-okd"}


@dataclass(frozen=True, slots=True)
class Way:
    """A button of an empty state."""

    href: str
    word: str
    primary: bool


@dataclass(frozen=True, slots=True)
class Void:
    """An empty state: icon, title, sentences, what to do."""

    name: str
    icon: str
    tone: str
    title: str
    sentences: tuple[str, ...]
    ways: tuple[Way, ...]


def void_of(
    show: str,
    rows: Sequence[Row],
    wanted: Sequence[Row],
    place: Presence | None,
    day: DayFigures,
    locale: Locale,
    *,
    is_first: bool,
    roles: frozenset[str],
    now: datetime,
) -> Void | None:
    """The state to show, or None while there is something to answer.

    Parameters
    ----------
    show
        all, mine or free.
    rows, wanted
        All rows of the viewer, and those under the tab.
    place
        The viewer's own place.
    day
        Today's figures.
    locale
        Language.
    is_first
        Whether no order ever came.
    roles
        Of the viewer: he is shown the ways that are open to him.
    now
        Aware UTC.
    """
    name = _name(show, rows, wanted, place, is_first)
    if not name:
        return None
    values = {
        "orders": count_of(day.orders, "order", locale),
        "orders_today": "yes" if day.answered else "",
        "in_target": str(day.in_target),
        "answered": str(day.answered),
        "opens": moment_of(place.opens_at, place.zone, locale, now=now) if place and place.opens_at else "",
        "place": clean(place.name) if place else "",
        "promise": _promise(rows, locale, now=now),
    }
    title, *sentences = (fill_first(forms, locale, values) for forms in VOID[name])
    ways = tuple(
        Way(href, VOID_WAYS[way][locale], primary)
        for way, primary in WAYS.get(name, ())
        if (href := _href(way, roles))
    )
    return Void(name, ICONS[name], TONES[name], title, tuple(filter(None, sentences)), ways)


WAYS = {
    "first": (("setup", True),),
    "mine": (("desk_free", True),),
    "free": (("desk_all", False),),
}
"""State → ways on, and which is the main one."""


def _name(
    show: str,
    rows: Sequence[Row],
    wanted: Sequence[Row],
    place: Presence | None,
    is_first: bool,
) -> str:
    if is_first:
        return "first"
    if show != "all":
        return "" if wanted else show
    if any(row.step is not None and row.step.kind in ASKS for row in rows):
        return ""
    return "closed" if not rows and place is not None and not place.is_open else "done"


def _promise(rows: Sequence[Row], locale: Locale, *, now: datetime) -> str:
    """The nearest promise: to whom and when."""
    orders = [row for row in rows if isinstance(row, DeskRow)]
    promised = [row for row in orders if row.step is not None and row.step.kind == "promise"]
    nearest = min(promised, key=lambda row: row.step.limit_at if row.step else now, default=None)
    if nearest is None or nearest.step is None:
        return ""
    number = ROW["number"][locale].format(number=clean(nearest.number))
    return f"{number}, {moment_of(nearest.step.limit_at, nearest.zone, locale, now=now)}"


def _href(way: str, roles: frozenset[str]) -> str:
    if way.startswith("desk_"):
        return f"{reverse('desk')}?show={way.removeprefix('desk_')}"
    row = PERMISSIONS.get(way, {})
    try:
        return reverse(way) if READ in row and may(row[READ], roles) else ""
    except NoReverseMatch:
        return ""
