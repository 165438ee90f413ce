"""The promise calendar of the viewer's stores: a day or a week of what was promised, by whom, what became of it (R24).

A list by days, so that it reads on a phone; what is overdue stands first. The figures count the last thirty days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from otklik.analytics.promises import PromiseFigures, count_promises, count_promises_by
from otklik.domain.local_times import clock_text, date_text, moment_text
from otklik.domain.locales import Locale
from otklik.domain.promise_state import Outcome
from otklik.domain.wording import capitalised, clean
from otklik.domain.zones import parse_zone
from otklik.store import clock, listings, promises
from otklik.store.access import Viewer
from otklik.store.listings import Names
from otklik.store.promises import PromiseRow
from otklik.web.desk_rows import order_address
from otklik.web.promise_words import OUTCOMES, PAGE, PURPOSES
from otklik.web.promises import TODAY, WEEKDAYS
from otklik.web.screens import locale_of, render_screen
from otklik.web.viewers import viewer_of

SPANS = {"day": 1, "week": 7}
"""How many days are shown."""

COUNTED_DAYS = 30
"""Figures are of promises that fell due, or were to be kept, in so many days."""

COLUMNS = ("kept", "moved_in_time", "moved_late", "lapsed")


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One promise of a day: its time, its order, what and by whom, and what became of it."""

    at: str
    iso: str
    href: str
    order: str
    what: str
    who: str
    note: str
    tone: str
    icon: str
    state: str


@dataclass(frozen=True, slots=True)
class PromiseDay:
    """One day, or what was due before and is not done; `today` marks it."""

    title: str
    rows: tuple[PromiseLine, ...]
    is_today: bool = False
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class FigureRow:
    """What became of somebody's promises, in the order of `COLUMNS`, and of how many."""

    name: str
    cells: tuple[tuple[str, str], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Link:
    """One way to look at it."""

    word: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class PromisesPage:
    """What `promises.html` shows.

    Parameters
    ----------
    spans, earlier, later, today
        How the days are chosen.
    people, person
        Slug and name of those who keep promises; who is chosen, empty = everybody.
    figures
        Of all, then store by store and person by person.
    feed, feed_since, has_feed
        The link, on the answer that made it; since when there is one; whether there is.
    """

    title: str
    words: Mapping[str, str]
    spans: tuple[Link, ...]
    earlier: str
    later: str
    today: str
    on: str
    span: str
    people: tuple[tuple[str, str], ...]
    person: str
    days: tuple[PromiseDay, ...]
    figures: tuple[FigureRow, ...]
    figures_title: str
    feed: str = ""
    feed_since: str = ""
    has_feed: bool = False


@require_safe
def show_promises(request: HttpRequest) -> HttpResponse:
    """The promises of the viewer's stores; `?span=day|week`, `?on=2026-03-19`, `?person=slug`."""
    return show_page(request)


def show_page(request: HttpRequest, *, feed: str = "") -> HttpResponse:
    """The page, with a link that was just made."""
    now, viewer, locale = clock.now(), viewer_of(request), locale_of(request)
    page = make_page(viewer, locale, request.GET, now=now, feed=feed)
    return render_screen(request, "promises.html", page, section="promises")


def make_page(
    viewer: Viewer, locale: Locale, asked: Mapping[str, str], *, now: datetime, feed: str = ""
) -> PromisesPage:
    """The page in words.

    Parameters
    ----------
    asked
        `span`, `on`, `person` as the address has them; what can't be read is left out.
    feed
        The link that was just made; empty = none was.
    """
    today_on = now.astimezone(parse_zone(viewer.zone)).date()
    on, span = _day(asked.get("on", "")) or today_on, asked.get("span", "")
    chosen = _Chosen(on, span if span in SPANS else "week", asked.get("person", ""), on == today_on)
    rows, around = _rows(viewer, chosen), timedelta(days=COUNTED_DAYS)
    counted = promises.list_outcomes(viewer.stores, from_at=now - around, to_at=now + around, now=now)
    keepers = {one.person for one in rows} | {person for _, person, _ in counted}
    names = listings.load_names(
        (keepers | {one.store for one in rows} | {store for store, *_ in counted}) - {""}
    )
    people = sorted(keepers - {""}, key=lambda slug: names.people.get(slug, slug))
    words = {name: word[locale] for name, word in PAGE.items()}
    step = timedelta(days=SPANS[chosen.span])
    since = _feed_since(viewer, locale, now=now)
    return PromisesPage(
        title=words["title"],
        words=words,
        spans=tuple(Link(words[name], chosen.link(span=name), name == chosen.span) for name in SPANS),
        earlier=chosen.link(on=(on - step).isoformat()),
        later=chosen.link(on=(on + step).isoformat()),
        today="" if chosen.is_today else chosen.link(on=""),
        on="" if chosen.is_today else on.isoformat(),
        span=chosen.span,
        people=tuple((slug, clean(names.people.get(slug, slug))) for slug in people),
        person=chosen.person if chosen.person in people else "",
        days=_days(rows, on, SPANS[chosen.span], viewer, names, locale, now=now),
        figures=_figures(counted, names, words),
        figures_title=words["figures"],
        feed=feed,
        feed_since=since,
        has_feed=bool(since),
    )


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Which days of whom are shown."""

    on: date
    span: str
    person: str
    is_today: bool

    def link(self, **changed: str) -> str:
        """Address of the page with something chosen otherwise."""
        chosen = {"span": self.span, "on": self.on.isoformat(), "person": self.person, **changed}
        return f"{reverse('promises')}?{urlencode({name: value for name, value in chosen.items() if value})}"


def _rows(viewer: Viewer, chosen: _Chosen) -> list[PromiseRow]:
    """The promises of the days that are shown; on today's page what is overdue too."""
    first_at = _start(chosen.on, viewer.zone)
    last_at = _start(chosen.on + timedelta(days=SPANS[chosen.span]), viewer.zone)
    return promises.list_promises(
        viewer.stores, from_at=first_at, to_at=last_at, person=chosen.person, with_open=chosen.is_today
    )


def _feed_since(viewer: Viewer, locale: Locale, *, now: datetime) -> str:
    since_at = promises.load_feed(viewer.person) if viewer.person else None
    if since_at is None:
        return ""
    at = moment_text(since_at, parse_zone(viewer.zone), locale, now=now)
    return PAGE["feed_since"][locale].format(at=at)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _start(on: date, zone: str) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=parse_zone(zone)).astimezone(parse_zone("UTC"))


def _days(
    rows: Sequence[PromiseRow],
    on: date,
    count: int,
    viewer: Viewer,
    names: Names,
    locale: Locale,
    *,
    now: datetime,
) -> tuple[PromiseDay, ...]:
    zone = parse_zone(viewer.zone)
    today_on = now.astimezone(zone).date()
    by_day: dict[date, list[PromiseLine]] = {}
    late: list[PromiseLine] = []
    for one in rows:
        local = one.until_at.astimezone(zone)
        line = _line(one, names, locale, viewer, now=now, with_day=local.date() < on)
        (late if local.date() < on else by_day.setdefault(local.date(), [])).append(line)
    made = [PromiseDay(PAGE["overdue"][locale], tuple(late), is_late=True)] if late else []
    for away in range(count):
        day_on = on + timedelta(days=away)
        if lines := by_day.get(day_on, []):
            title = f"{WEEKDAYS[day_on.weekday()][locale]}, {date_text(day_on, locale, today_on=today_on)}"
            title += f" · {TODAY[locale]}" if day_on == today_on else ""
            made.append(PromiseDay(title, tuple(lines), is_today=day_on == today_on))
    return tuple(made)


def _line(
    one: PromiseRow, names: Names, locale: Locale, viewer: Viewer, *, now: datetime, with_day: bool
) -> PromiseLine:
    zone = parse_zone(viewer.zone)
    tone, icon, state = OUTCOMES[one.outcome(now)]
    place = names.places.get(one.store, one.store)
    who = names.people.get(one.person, one.person) or place
    first = moment_text(one.first_at, zone, locale, now=now)
    return PromiseLine(
        at=moment_text(one.until_at, zone, locale, now=now)
        if with_day
        else clock_text(one.until_at.astimezone(zone)),
        iso=one.until_at.isoformat(),
        href=f"{order_address(one.stream.partition('/')[2])}#promises",
        order=PAGE["order"][locale].format(number=clean(one.number)),
        what=capitalised(PURPOSES.get(one.purpose, PURPOSES[""])[locale]),
        who=clean(who if viewer.stores is not None and len(viewer.stores) == 1 else f"{who} · {place}")
        if who != place
        else clean(place),
        note=PAGE["moved_from"][locale].format(first=first) if one.moves else "",
        tone=tone,
        icon=icon,
        state=state[locale],
    )


def _figures(
    counted: Sequence[tuple[str, str, Outcome]], names: Names, words: Mapping[str, str]
) -> tuple[FigureRow, ...]:
    if not counted:
        return ()
    stores = count_promises_by((store, outcome) for store, _, outcome in counted)
    people = count_promises_by((person, outcome) for _, person, outcome in counted)
    made = [_row(words["all"], count_promises(outcome for *_, outcome in counted), words)]
    if len(stores) > 1:
        made += [_row(clean(names.places.get(slug, slug)), found, words) for slug, found in stores.items()]
    for slug, found in people.items():
        made.append(_row(clean(names.people.get(slug, slug)) or words["nobody"], found, words))
    return tuple(made)


def _row(name: str, found: PromiseFigures, words: Mapping[str, str]) -> FigureRow:
    return FigureRow(name, tuple((words[one], str(getattr(found, one))) for one in COLUMNS), found.ended)
