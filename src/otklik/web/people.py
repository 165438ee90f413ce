"""People: the list, one person with roles, addresses and log-in, admitting, inviting, dismissing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from otklik.actions import accounts, people
from otklik.domain.contact_methods import clean_address
from otklik.domain.errors import DomainError
from otklik.domain.locales import LOCALES, Locale
from otklik.domain.people import ROLES
from otklik.domain.slugs import slug_from
from otklik.store import clock, listings
from otklik.store.access import (
    Viewer,
    access_people,
    access_person,
    access_place,
    access_places,
    may_grant,
    may_run,
)
from otklik.store.accounts import list_accounts
from otklik.store.listings import PersonRow
from otklik.store.promises import count_open_of
from otklik.web.method_codes import Methods, Trial, act_on_methods, begin, methods_of
from otklik.web.people_words import LANGUAGE_NAMES, PEOPLE, PERSON, ROLE_HINTS, ROLE_NAMES
from otklik.web.screens import initials_of, locale_of
from otklik.web.setup import Framed, actor_of, done, framed, said_wrong, scoped, show, typed
from otklik.web.stores import Choice, choices, roles_text
from otklik.web.unlisted import forbidden_page
from otklik.web.viewers import viewer_of


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person of the list."""

    slug: str
    name: str
    initials: str
    store: str
    roles: str
    has_mail: bool
    has_login: bool


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """One role to tick, with what it means."""

    value: str
    word: str
    hint: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage(Framed):
    """The list of people."""

    people: tuple[PersonLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage(Framed):
    """One person, or the form of a new one (`person` None).

    Parameters
    ----------
    may_run
        Whether the viewer may change, invite and dismiss this person.
    promised
        How much a leaver has promised that is not done, as a sentence; empty = nothing.
    """

    person: PersonRow | None
    place: str
    roles: tuple[RoleChoice, ...]
    stores: tuple[Choice, ...]
    locales: tuple[Choice, ...]
    methods: Methods | None = None
    has_login: bool = False
    login: str = ""
    may_run: bool = True
    trial: Trial | None = None
    promised: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitedPage(Framed):
    """The link of an invitation, to be handed over."""

    person: PersonRow
    url: str


@require_safe
def show_people(request: HttpRequest) -> HttpResponse:
    """The people whom the viewer sets up."""
    locale, rows = locale_of(request), access_people(viewer_of(request))
    names = {one.slug: one.name for one in listings.list_places()}
    known = list_accounts(one.slug for one in rows)
    page = PeoplePage(
        **framed(request, PEOPLE, here="setup_people"),
        people=tuple(
            PersonLine(
                one.slug,
                one.name,
                initials_of(one.name),
                names.get(one.store, one.store),
                roles_text(one, locale),
                bool(listings.list_methods(f"person/{one.slug}")),
                one.slug in known,
            )
            for one in rows
        ),
    )
    return show(request, "people.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def admit_person(request: HttpRequest) -> HttpResponse:
    """A new person, with a first mail address where one is given."""
    errors: Mapping[str, str] = {}
    if request.method == "POST":
        try:
            return done("setup_person", _admit(request), said="person_admitted")
        except DomainError as error:
            errors = said_wrong(error, locale_of(request))
    return show(request, "person_new.html", _new_page(request, errors))


def _admit(request: HttpRequest) -> str:
    given, roles = typed(request, "slug", "name", "store", "locale", "address"), request.POST.getlist("roles")
    viewer = viewer_of(request)
    slug = given["slug"] or slug_from(given["name"])
    if not given["name"]:
        raise DomainError("empty_name", "A person needs a name.", place="name")
    require_grantable(roles, may_grant(viewer))
    access_place(viewer, given["store"])
    address = clean_address("email", given["address"]) if given["address"] else ""
    people.admit(
        slug,
        actor=actor_of(request),
        name=given["name"],
        store=given["store"],
        roles=roles,
        locale=given["locale"] if given["locale"] in LOCALES else "ru",
        now=clock.now(),
    )
    if address:
        begin(request, f"person/{slug}", channel="email", address=address)
    return slug


def require_grantable(roles: Collection[str], grantable: frozenset[str]) -> None:
    """Return if every one of these roles is the viewer's to give.

    Raises
    ------
    DomainError
        `not_allowed`.
    """
    if set(roles) & set(ROLES) - grantable:
        raise DomainError("not_allowed", "This role is given by an administrator.", place="roles")


def _new_page(request: HttpRequest, errors: Mapping[str, str]) -> PersonPage:
    locale, viewer = locale_of(request), viewer_of(request)
    values = typed(request, "slug", "name", "store", "locale", "address")
    store = values["store"] or request.GET.get("store", "") or viewer.home
    return PersonPage(
        **framed(request, PERSON, here="setup_people", above="setup_people"),
        values=values,
        errors=errors,
        person=None,
        place="",
        roles=_roles(may_grant(viewer), request.POST.getlist("roles") or ["seller"], locale),
        stores=choices({one.slug: one.name for one in access_places(viewer)}, store),
        locales=_locales(values["locale"] or locale, locale),
    )


def _roles(grantable: Collection[str], chosen: Collection[str], locale: Locale) -> tuple[RoleChoice, ...]:
    return tuple(
        RoleChoice(role, words[locale], ROLE_HINTS[role][locale], role in chosen)
        for role, words in ROLE_NAMES.items()
        if role in grantable
    )


def _locales(chosen: str, locale: Locale) -> tuple[Choice, ...]:
    return choices({one: LANGUAGE_NAMES[f"in_{one}"][locale] for one in LOCALES}, chosen)


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def show_person(request: HttpRequest, slug: str) -> HttpResponse:
    """One person; the form changes name, place, roles and language."""
    viewer = viewer_of(request)
    person, errors = access_person(viewer, slug), {}
    if request.method == "POST":
        if not may_run(viewer, person):
            return forbidden_page()
        try:
            _change(request, person)
        except DomainError as error:
            errors = said_wrong(error, locale_of(request))
        else:
            return done("setup_person", slug, said="person_saved")
    return show(request, "person.html", person_page(request, person, errors))


def _change(request: HttpRequest, person: PersonRow) -> None:
    given, roles = typed(request, "name", "store", "locale"), request.POST.getlist("roles")
    viewer = viewer_of(request)
    require_grantable(roles, may_grant(viewer))
    access_place(viewer, given["store"])
    if not given["name"]:
        raise DomainError("empty_name", "A person needs a name.", place="name")
    people.change(
        person.slug,
        actor=actor_of(request),
        name=given["name"] if given["name"] != person.name else None,
        store=given["store"],
        roles=roles,
        locale=given["locale"] if given["locale"] in LOCALES else None,
        now=clock.now(),
    )


def person_page(
    request: HttpRequest, person: PersonRow, errors: Mapping[str, str], trial: Trial | None = None
) -> PersonPage:
    """The page of one person, with what is wrong with a form of it."""
    locale, viewer, now = locale_of(request), viewer_of(request), clock.now()
    values = {"name": person.name, "store": person.store, "locale": person.locale}
    chosen: Collection[str] = person.roles
    if errors and "name" in request.POST:
        values |= typed(request, "name", "store", "locale")
        chosen = request.POST.getlist("roles")
    values |= typed(request, "address", "channel") if errors else {"address": "", "channel": ""}
    has_login = person.slug in list_accounts([person.slug])
    login = PERSON["has_login" if has_login else "no_login"][locale].format(slug=person.slug)
    return PersonPage(
        **framed(request, PERSON, here="setup_people", title=person.name, above="setup_people"),
        values=values,
        errors=errors,
        person=person,
        place=listings.load_place(person.store).name,
        roles=_roles(may_grant(viewer) | set(person.roles), chosen, locale),
        stores=choices({one.slug: one.name for one in access_places(viewer)}, values["store"]),
        locales=_locales(values["locale"], locale),
        methods=methods_of(f"person/{person.slug}", locale, viewer.zone, now=now),
        has_login=has_login,
        login=login,
        may_run=may_run(viewer, person),
        trial=trial,
    )


@require_POST
@scoped
def change_person_methods(request: HttpRequest, slug: str) -> HttpResponse:
    """Send a code to an address of a person, take it back, or stop using one; everybody may do so for himself."""
    viewer = viewer_of(request)
    person = access_person(viewer, slug)
    if not may_run(viewer, person) and person.slug != viewer.person:
        return forbidden_page()
    acted = act_on_methods(request, f"person/{slug}")
    if acted.said:
        return done("setup_person", slug, said=acted.said)
    return show(request, "person.html", person_page(request, person, acted.errors, acted.trial))


@require_POST
@scoped
def invite_person(request: HttpRequest, slug: str) -> HttpResponse:
    """A page with the link by which a person chooses his password; the link is shown on this answer alone."""
    viewer = viewer_of(request)
    person = access_person(viewer, slug)
    if not may_run(viewer, person):
        return forbidden_page()
    token = accounts.invite(slug, now=clock.now())
    page = InvitedPage(
        **framed(request, PERSON, here="setup_people", title=PERSON["invited"][locale_of(request)]),
        person=person,
        url=f"{settings.OTKLIK_BASE_URL}{reverse('invitation', args=[token])}",
    )
    return show(request, "invited.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def dismiss_person(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask whether a person no longer works here, and end it when the answer is yes."""
    viewer, locale = viewer_of(request), locale_of(request)
    person = access_person(viewer, slug)
    if not may_run(viewer, person) or person.slug == viewer.person:
        return forbidden_page()
    errors: Mapping[str, str] = {}
    if request.method == "POST":
        given = typed(request, "why", "successor")
        try:
            if given["successor"]:
                access_person(viewer, given["successor"])
            people.dismiss(slug, actor=actor_of(request), **given, now=clock.now())
        except DomainError as error:
            errors = said_wrong(error, locale, "successor")
        else:
            return done("setup_people", said="person_dismissed")
    title = PERSON["dismiss_title"][locale].format(name=person.name)
    promised = count_open_of(slug)
    page = PersonPage(
        **framed(request, PERSON, here="setup_people", title=title, above="setup_people"),
        errors=errors,
        person=person,
        place="",
        roles=(),
        stores=_successors(viewer, person, locale),
        locales=(),
        promised=PERSON["successor_why"][locale].format(count=promised) if promised else "",
    )
    return show(request, "dismiss.html", page)


def _successors(viewer: Viewer, person: PersonRow, locale: Locale) -> tuple[Choice, ...]:
    """Who may keep a leaver's promises: his colleagues of the same place first, nobody chosen."""
    able = [one for one in access_people(viewer) if one.active and one.slug != person.slug]
    able.sort(key=lambda one: (one.store != person.store, one.name))
    return choices({"": PERSON["successor_choose"][locale], **{one.slug: one.name for one in able}}, "")
