"""Maintenance: the page on which it is begun and ended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from otklik.actions import maintenance
from otklik.domain.errors import DomainError
from otklik.domain.local_times import moment_text
from otklik.domain.zones import parse_zone
from otklik.store import clock, directory, listings
from otklik.web.maintenance_words import MAINTENANCE
from otklik.web.screens import locale_of
from otklik.web.setup import Framed, actor_of, done, framed, said_wrong, scoped, show, typed
from otklik.web.viewers import viewer_of

CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Work:
    """One place on which somebody works, and until when."""

    slug: str
    name: str
    until: str


@dataclass(frozen=True, slots=True)
class Where:
    """One entry of the choice of places."""

    value: str
    word: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MaintenancePage(Framed):
    """What is under way, and the form that begins more."""

    running: tuple[Work, ...]
    places: tuple[Where, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def show_maintenance(request: HttpRequest) -> HttpResponse:
    """Begin or end maintenance of a place or of everything."""
    given = typed(request, "store", "until", "why", "end")
    if request.method == "POST":
        try:
            return _act(request, given)
        except DomainError as error:
            return _page(request, values=given, errors=said_wrong(error, locale_of(request), "until"))
    return _page(request)


def _act(request: HttpRequest, given: dict[str, str]) -> HttpResponse:
    now, zone = clock.now(), parse_zone(viewer_of(request).zone)
    if given["end"]:
        maintenance.end(given["end"], actor=actor_of(request), now=now)
        return done("setup_maintenance", said="maintenance_over")
    until_at = read_end(given["until"], zone, now=now)
    maintenance.start(given["store"], actor=actor_of(request), until_at=until_at, why=given["why"], now=now)
    return done("setup_maintenance", said="maintenance_begun")


def read_end(text: str, zone: tzinfo, *, now: datetime) -> datetime:
    """The next instant at which clocks of the zone show the time of day.

    Raises
    ------
    DomainError
        `unreadable_time`.
    """
    found = CLOCK.fullmatch(text)
    if found is None:
        raise DomainError(
            "unreadable_time", f"{text!r} is no time of day.", place="until", remedy="Write 15:30."
        )
    local = now.astimezone(zone)
    at = datetime.combine(local.date(), time(int(found[1]), int(found[2])), zone)
    return (at if at > local else at + timedelta(days=1)).astimezone(UTC)


def _page(request: HttpRequest, **form: Any) -> HttpResponse:
    locale, now = locale_of(request), clock.now()
    zone = parse_zone(viewer_of(request).zone)
    chosen = form.get("values", {}).get("store", "")
    everything = Where("", MAINTENANCE["everything"][locale], chosen == "")
    office = directory.find_marketplace()
    page = MaintenancePage(
        **framed(request, MAINTENANCE, here="setup_maintenance"),
        **form,
        running=tuple(
            Work(
                slug,
                MAINTENANCE["everything"][locale] if slug == office else name,
                MAINTENANCE["until"][locale].format(when=moment_text(until_at, zone, locale, now=now)),
            )
            for slug, name, until_at in directory.list_maintenance(now=now)
        ),
        places=(
            everything,
            *(
                Where(one.slug, one.name, one.slug == chosen)
                for one in listings.list_places()
                if one.slug != office
            ),
        ),
    )
    return show(request, "maintenance.html", page)
