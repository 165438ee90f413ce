"""Admissions: one person's page with what stands, what was decided and the two forms; and the list with its ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from otklik.actions import admissions as acts
from otklik.domain.admissions import CAUSES, REPEATED, REPEATED_FOR, SUBJECTS, Admission
from otklik.domain.errors import DomainError
from otklik.domain.events import Entry
from otklik.domain.local_times import date_text
from otklik.domain.locales import Locale, group
from otklik.domain.people import PersonState
from otklik.domain.wording import capitalised, clean
from otklik.domain.world import Person
from otklik.store import clock, complaints, directory, journal, listings
from otklik.store.access import Viewer, access_people, access_person, may_run
from otklik.store.listings import PersonRow
from otklik.web.admission_words import ADMISSION, ADMISSIONS
from otklik.web.admission_words import CAUSES as CAUSE_WORDS
from otklik.web.admission_words import SUBJECTS as SUBJECT_WORDS
from otklik.web.dials import moment_of
from otklik.web.people_words import PERSON
from otklik.web.screens import initials_of, locale_of
from otklik.web.setup import Framed, done, framed, may_open, said_wrong, scoped, show, typed
from otklik.web.stores import roles_text
from otklik.web.unlisted import forbidden_page
from otklik.web.viewers import viewer_of

SOON_FOR = timedelta(days=14)
"""An admission that ends within this time stands in front of the list."""

WORDS = {**PERSON, **ADMISSION}

KINDS = ("admission.granted", "admission.withdrawn")


@dataclass(frozen=True, slots=True)
class Tick:
    """One box to tick."""

    value: str
    word: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision: its sentence, further facts, who and when, and his words."""

    lead: str
    more: str
    who: str
    words: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionPage(Framed):
    """What `admission.html` shows.

    Parameters
    ----------
    stands, tone, until
        What he may talk about now, its colour, and until when.
    in_use
        Whether anybody of his place was ever admitted.
    repeated
        That he was complained of again; empty = he was not.
    may_decide
        Whether the viewer may give and withdraw.
    """

    person: PersonRow
    stands: str
    tone: str
    until: str
    in_use: bool
    repeated: str
    complaints_href: str
    may_decide: bool
    own: bool
    subjects: tuple[Tick, ...]
    causes: tuple[tuple[str, str], ...]
    history: tuple[DecisionLine, ...]


@dataclass(frozen=True, slots=True)
class AdmissionLine:
    """One person of the list: what he may talk about, until when, and its colour."""

    slug: str
    name: str
    initials: str
    place: str
    roles: str
    subjects: str
    state: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionsPage(Framed):
    """What `admissions.html` shows."""

    people: tuple[AdmissionLine, ...]


@require_safe
def show_admissions(request: HttpRequest) -> HttpResponse:
    """Who may talk to buyers, of the places that the viewer sets up; the first to end in front."""
    viewer, locale, now = viewer_of(request), locale_of(request), clock.now()
    rows = [one for one in access_people(viewer) if {"seller", "head"} & set(one.roles)]
    world = directory.load_world({one.store for one in rows}, now=now)
    known = journal.load_states([f"person/{one.slug}" for one in rows])
    people = {one.slug: one for store in world.stores.values() for one in store.people}
    places = {slug: store.name for slug, store in world.stores.items()}
    lines = [
        _list_line(row, people[row.slug], known[f"person/{row.slug}"].subject, places, locale, now)
        for row in rows
        if row.slug in people
    ]
    page = AdmissionsPage(
        **framed(request, ADMISSIONS, here="setup_people", above="setup_people"),
        people=tuple(line for _, line in sorted(lines, key=lambda one: (one[0], one[1].name))),
    )
    return show(request, "admissions.html", page)


def _list_line(
    row: PersonRow,
    person: Person,
    state: PersonState,
    places: Mapping[str, str],
    locale: Locale,
    now: datetime,
) -> tuple[str, AdmissionLine]:
    order, word, tone = _state(person, state.admission, locale, now)
    subjects = person.admitted if person.admitted is not None else frozenset()
    return order, AdmissionLine(
        slug=row.slug,
        name=clean(row.name),
        initials=initials_of(row.name),
        place=clean(places.get(row.store, row.store)),
        roles=roles_text(row, locale),
        subjects=_subjects(subjects, locale),
        state=word,
        tone=tone,
    )


def _state(person: Person, known: Admission | None, locale: Locale, now: datetime) -> tuple[str, str, str]:
    """Place in the list, word and colour of one person's admission."""
    if known is None:
        if person.admitted is not None:
            return "1", ADMISSIONS["never"][locale], "warn"
        head = "head" in person.roles
        return "9", ADMISSIONS["free" if head else "not_used"][locale], ""
    if not known.subjects:
        return "2", ADMISSIONS["withdrawn"][locale], "late"
    if not known.until_on:
        return "8", ADMISSION["no_end"][locale], "ok"
    on = _day_words(known.until_on, locale, now)
    if person.admitted is not None and not person.admitted:
        return "0", ADMISSIONS["over"][locale].format(on=on), "late"
    soon = date.fromisoformat(known.until_on) - now.date() <= SOON_FOR
    name, tone = ("soon", "warn") if soon else ("ends", "ok")
    return f"{3 if soon else 5}{known.until_on}", ADMISSIONS[name][locale].format(on=on), tone


def _day_words(iso: str, locale: Locale, now: datetime) -> str:
    return date_text(date.fromisoformat(iso), locale, today_on=now.date())


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def show_admission(request: HttpRequest, slug: str) -> HttpResponse:
    """One person's admission; the form gives one, or changes it."""
    viewer = viewer_of(request)
    person, errors = access_person(viewer, slug), {}
    if request.method == "POST":
        if not may_run(viewer, person):
            return forbidden_page()
        try:
            _grant(request, person, viewer)
        except DomainError as error:
            errors = said_wrong(error, locale_of(request))
        else:
            return done("setup_admission", slug, said="admission_granted")
    return show(request, "admission.html", _page(request, person, errors))


@require_POST
@scoped
def withdraw_admission(request: HttpRequest, slug: str) -> HttpResponse:
    """Withdraw an admission, with its cause."""
    viewer = viewer_of(request)
    person = access_person(viewer, slug)
    if not may_run(viewer, person):
        return forbidden_page()
    given = typed(request, "cause", "words")
    try:
        acts.withdraw(slug, by=viewer.person, **given, now=clock.now())
    except DomainError as error:
        return show(request, "admission.html", _page(request, person, said_wrong(error, locale_of(request))))
    return done("setup_admission", slug, said="admission_withdrawn")


def _grant(request: HttpRequest, person: PersonRow, viewer: Viewer) -> None:
    given = typed(request, "training", "test", "until")
    acts.grant(
        person.slug,
        by=viewer.person,
        subjects=request.POST.getlist("subjects"),
        training=given["training"],
        test=_points(given["test"]),
        until_on=_day(given["until"]),
        now=clock.now(),
    )


def _points(text: str) -> int | None:
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else -1


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise DomainError(
            "bad_day", "This is no day.", remedy="Write it as 2026-12-31.", place="until"
        ) from None


def _page(request: HttpRequest, row: PersonRow, errors: Mapping[str, str]) -> AdmissionPage:
    locale, viewer, now = locale_of(request), viewer_of(request), clock.now()
    world = directory.load_world({row.store}, now=now)
    store = world.stores[row.store]
    person = next(one for one in store.people if one.slug == row.slug)
    entries = journal.read_stream(f"person/{row.slug}", personal=True)
    known = journal.fold(f"person/{row.slug}", entries).subject.admission
    chosen = request.POST.getlist("subjects") if errors else (known.subjects if known else SUBJECTS)
    count = complaints.count_about([row.slug], since_at=now - REPEATED_FOR).get(row.slug, 0)
    decided = [one for one in entries if one.event.kind in KINDS]
    standing = {"until": known.until_on if known else ""}
    values = typed(request, "training", "test", "until", "words") if errors else standing
    names = listings.load_names({str(one.event.data.get("by") or "") for one in decided} - {""})
    return AdmissionPage(
        **framed(request, WORDS, here="setup_people", title=_title(row, locale), above="setup_people"),
        values=values,
        errors=errors,
        person=row,
        stands=_stands(person, locale),
        tone="ok" if person.admitted is None or person.admitted else "late",
        until=_until(known, locale, now),
        in_use=any(one.admitted is not None for one in store.people),
        repeated=ADMISSION["repeated"][locale].format(n=group(count, locale)) if count >= REPEATED else "",
        complaints_href=reverse("complaints") if may_open(viewer, "complaints") else "",
        may_decide=may_run(viewer, row) and (row.slug != viewer.person or "administrator" in viewer.roles),
        own=row.slug == viewer.person,
        subjects=tuple(Tick(one, capitalised(SUBJECT_WORDS[one][locale]), one in chosen) for one in SUBJECTS),
        causes=tuple((one, CAUSE_WORDS[one][locale]) for one in CAUSES),
        history=tuple(
            _decision(one, names, store.calendar.zone, locale, now=now) for one in reversed(decided)
        ),
    )


def _title(row: PersonRow, locale: Locale) -> str:
    return f"{ADMISSION['title'][locale]}: {clean(row.name)}"


def _stands(person: Person, locale: Locale) -> str:
    if person.admitted is None:
        return ADMISSION["all"][locale]
    if not person.admitted:
        return ADMISSION["none"][locale]
    return ADMISSION["on"][locale].format(subjects=_subjects(person.admitted, locale))


def _subjects(subjects: frozenset[str], locale: Locale) -> str:
    return ", ".join(SUBJECT_WORDS[one][locale] for one in SUBJECTS if one in subjects)


def _until(known: Admission | None, locale: Locale, now: datetime) -> str:
    if known is None or not known.subjects:
        return ""
    if not known.until_on:
        return ADMISSION["no_end"][locale]
    return ADMISSION["until"][locale].format(on=_day_words(known.until_on, locale, now))


def _decision(
    entry: Entry, names: listings.Names, zone: str, locale: Locale, *, now: datetime
) -> DecisionLine:
    data, at = entry.event.data, moment_of(entry.event.occurred_at, zone, locale, now=now)
    by = str(data.get("by") or "")
    name = ADMISSION["operator"][locale] if by in ("", "operator") else clean(names.people.get(by, by))
    subjects = _subjects(frozenset(data["subjects"]), locale)
    is_grant = entry.event.kind == "admission.granted"
    cause = CAUSE_WORDS[data["cause"]][locale] if not is_grant and data["cause"] in CAUSE_WORDS else ""
    more = (
        [ADMISSION["with_training"][locale].format(training=clean(data["training"]))]
        if data.get("training")
        else []
    )
    more += [ADMISSION["with_test"][locale].format(test=data["test"])] if data.get("test") is not None else []
    if data.get("until_on"):
        more.append(ADMISSION["until"][locale].format(on=_day_words(data["until_on"], locale, now)))
    return DecisionLine(
        lead=ADMISSION["granted" if is_grant else "withdrawn"][locale].format(
            subjects=subjects, cause=capitalised(cause)
        ),
        more=", ".join(more),
        who=f"{name}, {at}",
        words=clean(str(entry.event.personal.get("words") or "")),
        tone="ok" if is_grant else "late",
    )
