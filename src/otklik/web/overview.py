"""The first page of the set-up: what is there, what is missing, and the next step of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from otklik.domain.zones import parse_zone
from otklik.store import clock, listings, payloads, queries, sources
from otklik.store.access import access_people, access_places
from otklik.store.listings import PersonRow, PlaceRow
from otklik.web.screens import locale_of
from otklik.web.setup import Framed, framed, may_open, show
from otklik.web.setup_words import OVERVIEW, spoken
from otklik.web.stores import state_of
from otklik.web.viewers import viewer_of

MAIL_SETTING = "OTKLIK_SMTP_URL"


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is missing, why it matters, and where it is put right."""

    tone: str
    title: str
    why: str
    act: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class PlaceState:
    """One place at a glance."""

    slug: str
    name: str
    is_open: bool
    now: str
    on_shift: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPage(Framed):
    """What is set up, and the steps that are left."""

    steps: tuple[Step, ...]
    places: tuple[PlaceState, ...]
    counts: tuple[tuple[str, str, int], ...]
    start: str


@require_safe
def show_overview(request: HttpRequest) -> HttpResponse:
    """The overview of what the viewer sets up."""
    viewer, locale, now = viewer_of(request), locale_of(request), clock.now()
    words, places, staff = spoken(OVERVIEW, locale), access_places(viewer), access_people(viewer)
    shops = [one for one in places if one.role == "store"]
    steps = [*_about_stores(shops, staff, words, creates="administrator" in viewer.roles)]
    if may_open(viewer, "setup_sources"):
        steps += _about_installation(words)
    states = []
    for place in places:
        is_open, when = state_of(place, locale, now)
        day = now.astimezone(parse_zone(place.hours.zone if place.hours else "UTC")).date().isoformat()
        present = len(listings.list_shifts(place.slug, day=day))
        states.append(
            PlaceState(place.slug, place.name, is_open, when, words["on_shift"].format(count=present))
        )
    page = OverviewPage(
        **framed(request, OVERVIEW, here="setup"),
        steps=tuple(steps),
        places=tuple(states),
        counts=_counts(request, words, places, staff),
        start=reverse("setup_start") if may_open(viewer, "setup_start") else "",
    )
    return show(request, "overview.html", page)


def _about_stores(
    shops: Sequence[PlaceRow], staff: Sequence[PersonRow], words: Mapping[str, str], *, creates: bool
) -> Iterator[Step]:
    if not shops and creates:
        yield _step("no_store", words, reverse("setup_store_new"), tone="is-late")
    for place in shops:
        people = [one for one in staff if one.store == place.slug]
        if place.hours is None:
            yield _step("no_hours", words, reverse("setup_hours", args=[place.slug]), name=place.name)
        if any(listings.list_methods(f"person/{one.slug}") for one in people):
            continue
        if people:
            href = reverse("setup_person", args=[people[0].slug])
            yield _step("no_mail_address", words, href, tone="is-late", name=place.name)
        else:
            href = f"{reverse('setup_person_new')}?store={place.slug}"
            yield _step("nobody", words, href, tone="is-late", name=place.name)


def _about_installation(words: Mapping[str, str]) -> Iterator[Step]:
    """What only an administrator puts right."""
    if all(one.revoked for one in sources.list_sources("api", "woocommerce")):
        yield _step("no_source", words, reverse("setup_sources"))
    if not settings.OTKLIK_SMTP_URL:
        yield Step("is-warn", words["no_mail"], words["no_mail_why"].format(setting=MAIL_SETTING))
    if waiting := payloads.count_quarantine():
        yield _step("quarantined", words, reverse("quarantine"), count=waiting)
    if late := len(queries.list_of_kind("late_money")):
        yield _step("late_money", words, f"{reverse('orders')}?owed=late_money", tone="is-late", count=late)
    if standing := len(queries.list_alarms()):
        yield _step("alarms", words, reverse("alarms"), tone="is-late", count=standing)


def _step(key: str, words: Mapping[str, str], href: str, *, tone: str = "is-warn", **values: object) -> Step:
    return Step(tone, words[key].format(**values), words[f"{key}_why"], words[f"{key}_act"], href)


def _counts(
    request: HttpRequest, words: Mapping[str, str], places: Sequence[PlaceRow], staff: Sequence[PersonRow]
) -> tuple[tuple[str, str, int], ...]:
    """Address, word and number of what there is, for the sections that the viewer may open."""
    found = [
        ("setup_stores", words["stores"], len(places)),
        ("setup_people", words["people"], len(staff)),
    ]
    if may_open(viewer_of(request), "setup_sources"):
        valid = [one for one in sources.list_sources() if not one.revoked]
        found.append(("setup_sources", words["sources"], len(valid)))
        found.append(("setup_standards", words["standards"], len(listings.list_standards())))
    return tuple((reverse(name), word, count) for name, word, count in found)
