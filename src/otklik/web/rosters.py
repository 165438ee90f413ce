"""The roster of a store: who is expected today, and each person's week as a form that works on a phone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods

from otklik.actions import rosters
from otklik.domain.errors import DomainError
from otklik.domain.local_times import clock_text
from otklik.domain.locales import Locale, Words
from otklik.domain.rosters import day_words, list_rostered, parse_day, parse_span_text
from otklik.domain.week_grid import DAYS, spans_of, text_of, times_of
from otklik.domain.wording import clean
from otklik.domain.work_weeks import WorkWeek
from otklik.domain.zones import parse_zone
from otklik.store import clock, listings
from otklik.store.access import access_people, access_place
from otklik.store.listings import PlaceRow
from otklik.store.shifts import list_colleagues
from otklik.web.roster_words import ROSTER
from otklik.web.screens import locale_of
from otklik.web.setup import Framed, actor_of, done, framed, said_wrong, scoped, show
from otklik.web.store_words import DAY_NAMES
from otklik.web.viewers import viewer_of
from otklik.web.week_grid import FIELDS, SPARE_EXCEPTIONS, Row, like_monday

NOBODY = WorkWeek()


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody who is to work today: when, and whether he came."""

    name: str
    hours: str
    tone: str
    said: str


@dataclass(frozen=True, slots=True)
class PersonWeek:
    """One person's week as a form, and in one line; `open` shows the form at once."""

    slug: str
    name: str
    summary: str
    rows: tuple[Row, ...]
    exceptions: tuple[tuple[str, str], ...]
    error: str
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPage(Framed):
    """The roster of one place."""

    place: PlaceRow
    today: tuple[Expected, ...]
    weeks: tuple[PersonWeek, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def show_roster(request: HttpRequest, slug: str) -> HttpResponse:
    """The roster of a place; its form saves one person's week."""
    place, locale, now = access_place(viewer_of(request), slug), locale_of(request), clock.now()
    if request.method != "POST":
        return show(request, "roster.html", _page(request, place, locale, now=now))
    post: QueryDict = request.POST
    if post.get("act") == "like_monday":
        return show(request, "roster.html", _page(request, place, locale, like_monday(post), now=now))
    try:
        week = read_week(post)
        rosters.change_week(slug, person=post.get("person", ""), week=week, actor=actor_of(request), now=now)
    except DomainError as error:
        errors = said_wrong(error, locale, *DAYS)
        return show(request, "roster.html", _page(request, place, locale, post, errors, now=now))
    return done("setup_roster", slug, said="roster_saved")


def read_week(post: QueryDict) -> WorkWeek:
    """The week that a form says.

    Raises
    ------
    DomainError
        `hours_missing`, `hours_invalid` with the day as the place; `exception_invalid`.
    """
    days = tuple(
        spans_of([post.get(f"{day}_{field}", "") for field in FIELDS], day) if post.get(f"{day}_open") else ()
        for day in DAYS
    )
    dated = zip_longest(post.getlist("exception_on"), post.getlist("exception_hours"), fillvalue="")
    found = [(on.strip(), said.strip()) for on, said in dated if on.strip()]
    exceptions = {parse_day(on): parse_span_text(said) for on, said in found}
    if len(exceptions) != len(found):
        raise DomainError("exception_invalid", "A date stands there twice.", place="exceptions")
    return WorkWeek(days, dict(sorted(exceptions.items())))


def _page(
    request: HttpRequest,
    place: PlaceRow,
    locale: Locale,
    post: QueryDict | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    now: datetime,
) -> RosterPage:
    roster, errors = listings.load_roster(place.slug), errors or {}
    typed = post.get("person", "") if post else ""
    return RosterPage(
        **framed(request, ROSTER, here="setup_stores", above="setup_stores"),
        errors=errors,
        place=place,
        today=_today(place, roster, locale, now=now),
        weeks=tuple(
            _week(
                one.slug,
                one.name,
                roster.get(one.slug, NOBODY),
                locale,
                post if one.slug == typed else None,
                errors,
            )
            for one in access_people(viewer_of(request), store=place.slug)
        ),
    )


def _today(
    place: PlaceRow, roster: Mapping[str, WorkWeek], locale: Locale, *, now: datetime
) -> tuple[Expected, ...]:
    zone = place.hours.zone if place.hours else "UTC"
    names = {slug: (name, here) for slug, name, here in list_colleagues(place.slug, now=now)}
    today = now.astimezone(parse_zone(zone)).date()
    made = []
    for person, from_at, to_at in list_rostered(roster, zone, today):
        name, here = names.get(person, (person, False))
        starts, ends = (clock_text(at.astimezone(parse_zone(zone))) for at in (from_at, to_at))
        state = "here" if here else "later" if now < from_at else "over" if now >= to_at else "missing"
        tone = {"here": "ok", "missing": "late"}.get(state, "")
        said = ROSTER[state][locale].format(at=starts)
        made.append(Expected(clean(name), f"{starts}–{ends}", tone, said))
    return tuple(made)


def _week(
    slug: str,
    name: str,
    week: WorkWeek,
    locale: Locale,
    post: QueryDict | None,
    errors: Mapping[str, str],
) -> PersonWeek:
    """The form of a week as it is, or as it was typed."""
    if post is not None:
        rows = tuple(_typed_row(day, post, locale, errors) for day in DAYS)
        pairs = list(zip_longest(post.getlist("exception_on"), post.getlist("exception_hours"), fillvalue=""))
    else:
        rows = tuple(
            Row(day, DAY_NAMES[day][locale], bool(spans), *times_of(spans))
            for day, spans in zip(DAYS, week.days, strict=True)
        )
        pairs = [(on.isoformat(), _typed(spans)) for on, spans in week.exceptions.items()]
        pairs += [("", "")] * SPARE_EXCEPTIONS
    error = errors.get("exceptions", "") if post is not None else ""
    return PersonWeek(slug, clean(name), say_week(week, locale), rows, tuple(pairs), error, post is not None)


def _typed_row(day: str, post: QueryDict, locale: Locale, errors: Mapping[str, str]) -> Row:
    opens, pause, again, closes = (post.get(f"{day}_{field}", "") for field in FIELDS)
    is_open = bool(post.get(f"{day}_open"))
    return Row(day, DAY_NAMES[day][locale], is_open, opens, pause, again, closes, errors.get(day, ""))


def _typed(spans: tuple[tuple[int, int], ...]) -> str:
    return text_of(spans) if spans else ""


def say_week(week: WorkWeek, locale: Locale) -> str:
    """The days that somebody works, equal neighbours together: `Пн–Пт 10:00–19:00`."""
    runs: list[tuple[list[str], str]] = []
    for day, spans in zip(DAYS, week.days, strict=True):
        said = day_words(spans)
        if runs and runs[-1][1] == said:
            runs[-1][0].append(day)
        else:
            runs.append(([day], said))
    named = [(_span([SHORT[day][locale] for day in days]), said) for days, said in runs if said]
    return "; ".join(f"{days} {said}" for days, said in named) or ROSTER["no_week"][locale]


def _span(days: list[str]) -> str:
    return days[0] if len(days) == 1 else f"{days[0]}–{days[-1]}"


SHORT: Mapping[str, Words] = {
    "Mo": {"ru": "пн", "en": "Mon"},
    "Tu": {"ru": "вт", "en": "Tue"},
    "We": {"ru": "ср", "en": "Wed"},
    "Th": {"ru": "чт", "en": "Thu"},
    "Fr": {"ru": "пт", "en": "Fri"},
    "Sa": {"ru": "сб", "en": "Sat"},
    "Su": {"ru": "вс", "en": "Sun"},
}
