"""Stores and other places: the list, one place, a new one, its shift of today and its own address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from otklik.actions import shifts, stores
from otklik.domain.errors import DomainError
from otklik.domain.local_times import moment_text
from otklik.domain.locales import Locale, phone_text
from otklik.domain.people import ROLES as PEOPLE_ROLES
from otklik.domain.phones import normalise
from otklik.domain.slugs import slug_from
from otklik.domain.stores import ROLES, Hours, calendar_of
from otklik.domain.zones import parse_zone
from otklik.store import clock, listings
from otklik.store.access import access_people, access_place, access_places, may_run
from otklik.store.listings import PersonRow, PlaceRow
from otklik.web.hours import NEW_HOURS, HoursPage
from otklik.web.method_codes import Methods, Trial, act_on_methods, methods_of
from otklik.web.pairing import DevicesCard, card_of_devices
from otklik.web.party_pages import PageCard, card_of_page
from otklik.web.people_words import ROLE_NAMES
from otklik.web.retiming import Changes, changes_of
from otklik.web.screens import locale_of
from otklik.web.setup import Framed, actor_of, done, framed, said_wrong, scoped, show, typed
from otklik.web.store_words import PLACE_ROLES, STORE, STORES
from otklik.web.viewers import viewer_of
from otklik.web.week_grid import (
    ROWS,
    HoursForm,
    Preview,
    form_again,
    form_of,
    like_monday,
    preview_of,
    read_hours,
)

CHANGED = ("name", "phone", "next_store", "trade")
PARTIES = tuple(role for role in ROLES if role not in ("store", "marketplace"))


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One place of the list."""

    slug: str
    name: str
    role: str
    partner: str
    hours: str
    is_open: bool
    now: str
    people: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a select or a group of ticks."""

    value: str
    word: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who works for a place, and whether he is on shift today."""

    slug: str
    name: str
    roles: str
    on_shift: bool
    may_run: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoresPage(Framed):
    """The list of places."""

    places: tuple[PlaceLine, ...]
    may_create: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StorePage(Framed):
    """One place with everything about it."""

    place: PlaceRow
    role: str
    now: str
    is_open: bool
    days: Preview | None
    changes: Changes | None
    workers: tuple[Worker, ...]
    methods: Methods
    devices: DevicesCard
    others: tuple[Choice, ...]
    parties: tuple[tuple[str, str, tuple[Choice, ...]], ...]
    is_administrator: bool
    trades: tuple[str, ...]
    trial: Trial | None = None
    party_page: PageCard | None = None

    @property
    def delivers(self) -> bool:
        """Whether it may have a fleet: a shop, an office, a warehouse or a courier service."""
        return self.place.role in ("store", "marketplace", "warehouse", "courier")

    @property
    def has_shift(self) -> bool:
        """Whether anybody is on shift."""
        return any(one.on_shift for one in self.workers)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStorePage(HoursPage):
    """The form of a new place: whose it is, what it is, and its hours."""

    partners: tuple[Choice, ...]
    roles: tuple[Choice, ...]


@require_safe
def show_stores(request: HttpRequest) -> HttpResponse:
    """The list of places that the viewer sets up."""
    viewer, locale, now = viewer_of(request), locale_of(request), clock.now()
    page = StoresPage(
        **framed(request, STORES, here="setup_stores"),
        places=tuple(_line(one, locale, now) for one in access_places(viewer)),
        may_create="administrator" in viewer.roles,
    )
    return show(request, "stores.html", page)


def _line(place: PlaceRow, locale: Locale, now: datetime) -> PlaceLine:
    is_open, when = state_of(place, locale, now)
    staff = [one for one in listings.list_people(store=place.slug) if one.active]
    return PlaceLine(
        place.slug,
        place.name,
        role_word(place.role, locale, now=now),
        place.partner,
        place.hours.expression if place.hours else "",
        is_open,
        when,
        len(staff),
    )


def state_of(place: PlaceRow, locale: Locale, now: datetime) -> tuple[bool, str]:
    """Whether a place is open, and in words; when it opens next where it is not."""
    if place.hours is None:
        return False, STORES["no_hours"][locale]
    calendar = calendar_of(place.hours)
    if calendar.is_open(now):
        return True, STORES["open_now"][locale]
    try:
        opens_at = calendar.next_opening(now)
    except DomainError:
        return False, STORES["never"][locale]
    when = moment_text(opens_at, parse_zone(place.hours.zone), locale, now=now)
    return False, STORES["opens"][locale].format(when=when)


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def show_store(request: HttpRequest, slug: str) -> HttpResponse:
    """One place; its form changes name and number, and for an administrator next store and parties."""
    place, errors = access_place(viewer_of(request), slug), {}
    if request.method == "POST":
        try:
            _change(request, place)
        except DomainError as error:
            errors = said_wrong(error, locale_of(request))
        else:
            return done("setup_store", slug, said="store_saved")
    return show(request, "store.html", _store_page(request, place, errors))


def _change(request: HttpRequest, place: PlaceRow) -> None:
    given = typed(request, *CHANGED)
    more: dict[str, Any] = {}
    if "administrator" in viewer_of(request).roles:
        roles = (*PARTIES, *listings.list_declared_roles(now=clock.now()))
        named = {role: request.POST.get(f"party_{role}", "") for role in roles}
        more = {name: given[name] for name in ("next_store", "trade") if name in request.POST} | {
            "parties": {role: slug for role, slug in named.items() if slug or role in place.parties} or None,
        }
    stores.change_store(
        place.slug,
        actor=actor_of(request),
        name=given["name"] or place.name,
        phone=read_phone(given["phone"]),
        now=clock.now(),
        **more,
    )


def read_phone(text: str) -> str:
    """The number in E.164; empty where none was typed.

    Raises
    ------
    DomainError
        `bad_phone`: no such number.
    """
    number = normalise(text) if text else ""
    if text and not number:
        raise DomainError("bad_phone", "There is no such number.", remedy="Write it whole.", place="phone")
    return number


def _store_page(
    request: HttpRequest, place: PlaceRow, errors: Mapping[str, str], trial: Trial | None = None
) -> StorePage:
    viewer, locale, now = viewer_of(request), locale_of(request), clock.now()
    is_open, when = state_of(place, locale, now)
    names = {one.slug: one.name for one in listings.list_places() if one.slug != place.slug}
    days = preview_of(place.hours, locale, now=now) if place.hours else None
    values = {name: getattr(place, name) for name in CHANGED} | {"phone": phone_text(place.phone)}
    if errors and "name" in request.POST:
        values |= typed(request, *CHANGED)
    values |= typed(request, "address", "channel") if errors else {"address": "", "channel": ""}
    return StorePage(
        **framed(request, STORE, here="setup_stores", title=place.name, above="setup_stores"),
        values=values,
        errors=errors,
        place=place,
        role=role_word(place.role, locale, now=now),
        now=when,
        is_open=is_open,
        days=days,
        changes=changes_of(viewer, place, place.hours, locale, now=now) if place.hours else None,
        workers=_workers(request, place, now),
        methods=methods_of(f"store/{place.slug}", locale, viewer.zone, now=now),
        trial=trial,
        devices=card_of_devices(place, locale, now=now),
        others=choices({"": STORE["nobody"][locale], **names}, values["next_store"]),
        parties=_parties(place, locale, now=now),
        is_administrator="administrator" in viewer.roles,
        trades=listings.list_trades(),
        party_page=card_of_page(place, locale, now=now) if "administrator" in viewer.roles else None,
    )


def _workers(request: HttpRequest, place: PlaceRow, now: datetime) -> tuple[Worker, ...]:
    viewer, locale = viewer_of(request), locale_of(request)
    day = now.astimezone(parse_zone(place.hours.zone if place.hours else "UTC")).date().isoformat()
    joined = {one.person for one in listings.list_shifts(place.slug, day=day)}
    return tuple(
        Worker(one.slug, one.name, roles_text(one, locale), one.slug in joined, may_run(viewer, one))
        for one in access_people(viewer, store=place.slug)
    )


def role_word(role: str, locale: Locale, *, now: datetime) -> str:
    """What a place is, in words: of the closed list, else as a standard in force declares it."""
    if role in PLACE_ROLES:
        return PLACE_ROLES[role][locale]
    words = listings.list_declared_roles(now=now).get(role)
    return role if words is None else words.ru if locale == "ru" else words.en


def roles_text(person: PersonRow, locale: Locale) -> str:
    """A person's roles in words, in the order of the list of roles."""
    return ", ".join(ROLE_NAMES[role][locale] for role in PEOPLE_ROLES if role in person.roles)


def choices(words: Mapping[str, str], chosen: str) -> tuple[Choice, ...]:
    """Entries of a select from value → word."""
    return tuple(Choice(value, word, value == chosen) for value, word in words.items())


def _parties(
    place: PlaceRow, locale: Locale, *, now: datetime
) -> tuple[tuple[str, str, tuple[Choice, ...]], ...]:
    """For each role that some place plays: the role, its word, and who may play it for this place."""
    found = []
    for role in (*PARTIES, *listings.list_declared_roles(now=now)):
        played = {one.slug: one.name for one in listings.list_places() if one.role == role}
        if played:
            words = {"": STORE["default_party"][locale], **played}
            found.append(
                (role, role_word(role, locale, now=now), choices(words, place.parties.get(role, "")))
            )
    return tuple(found)


@require_http_methods(["GET", "HEAD", "POST"])
def create_store(request: HttpRequest) -> HttpResponse:
    """A new place with its hours."""
    locale, viewer, now = locale_of(request), viewer_of(request), clock.now()
    fresh = Hours(NEW_HOURS.expression, viewer.zone if viewer.zone != "UTC" else NEW_HOURS.zone, "RU")
    if request.method != "POST":
        return show(request, "store_new.html", _new_page(request, form_of(fresh, locale, now=now), {}))
    post: QueryDict = request.POST
    errors, hours = {}, None
    if post.get("act") == "like_monday":
        post = like_monday(post)
    try:
        hours = read_hours(post)
        if post.get("act", "save") == "save":
            return done("setup_store", _open(request, hours), said="store_opened")
    except DomainError as error:
        errors = said_wrong(error, locale, *ROWS)
    form = form_again(post, hours, locale, errors=errors, now=now)
    return show(request, "store_new.html", _new_page(request, form, errors))


def _open(request: HttpRequest, hours: Hours) -> str:
    given = typed(request, "slug", "name", "partner", "phone", "role", "locale")
    slug = given["slug"] or slug_from(given["name"])
    if not given["name"]:
        raise DomainError("empty_name", "A store needs a name.", place="name")
    if given["partner"] not in {one.slug for one in listings.list_partners()}:
        raise DomainError("unknown_partner", "There is no such partner.", place="partner")
    stores.open_store(
        slug,
        actor=actor_of(request),
        name=given["name"],
        role=given["role"] or "store",
        partner=given["partner"],
        hours=hours,
        phone=read_phone(given["phone"]),
        locale=given["locale"] or locale_of(request),
        now=clock.now(),
    )
    return slug


def _new_page(request: HttpRequest, form: HoursForm, errors: Mapping[str, str]) -> NewStorePage:
    locale, partners = locale_of(request), {one.slug: one.name for one in listings.list_partners()}
    values = typed(request, "slug", "name", "partner", "phone", "role", "locale")
    own = listings.list_declared_roles(now=clock.now())
    roles = {role: words[locale] for role, words in PLACE_ROLES.items() if role != "marketplace"}
    roles |= {role: words.ru if locale == "ru" else words.en for role, words in own.items()}
    return NewStorePage(
        **framed(request, STORE, here="setup_stores", above="setup_stores"),
        values=values,
        errors=errors,
        hours=form,
        partners=choices(partners, values["partner"]),
        roles=choices(roles, values["role"] or "store"),
    )


@require_POST
@scoped
def change_shift(request: HttpRequest, slug: str) -> HttpResponse:
    """Put somebody on today's shift of a place, or take him off it."""
    place, given = access_place(viewer_of(request), slug), typed(request, "person", "act")
    act = shifts.leave if given["act"] == "leave" else shifts.join
    try:
        act(place.slug, person=given["person"], actor=actor_of(request), now=clock.now())
    except DomainError as error:
        return show(request, "store.html", _store_page(request, place, said_wrong(error, locale_of(request))))
    return done("setup_store", slug, said="left" if given["act"] == "leave" else "joined")


@require_POST
@scoped
def change_store_methods(request: HttpRequest, slug: str) -> HttpResponse:
    """Send a code to an address at which a place is reached, take it back, or stop using one."""
    place = access_place(viewer_of(request), slug)
    acted = act_on_methods(request, f"store/{place.slug}")
    if acted.said:
        return done("setup_store", slug, said=acted.said)
    return show(request, "store.html", _store_page(request, place, acted.errors, acted.trial))
