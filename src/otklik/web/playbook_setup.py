"""The editor of playbooks: the list by rank, a form with its preview, the versions and how they differ."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from otklik.actions import playbooks as actions
from otklik.domain.local_times import moment_text
from otklik.domain.locales import Locale
from otklik.domain.playbook_mistakes import PlaybookErrors
from otklik.domain.playbook_rules import PREDICATES
from otklik.domain.playbook_texts import parse_playbook, read_playbook, write_playbook
from otklik.domain.playbooks import DEFAULT_MAY, Playbook
from otklik.domain.shipped_playbooks import SHIPPED_PLAYBOOKS
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.store import clock, listings, playbooks
from otklik.web.playbook_forms import (
    StepForm,
    empty_steps,
    errors_by_field,
    form_values,
    read_form,
    steps_of,
    steps_typed,
)
from otklik.web.playbook_setup_words import EDITOR
from otklik.web.screens import locale_of
from otklik.web.setup import Framed, actor_of, done, framed, scoped, show
from otklik.web.setup_words import COMMON
from otklik.web.standard_changes import DiffLine
from otklik.web.viewers import viewer_of

NEW = "new"
"""In the address of the form of a playbook that does not exist yet."""


_DEFAULTS = {f"may_{role}": str(most) for role, most in DEFAULT_MAY.items()}
"""What the form of a new one begins with."""


@dataclass(frozen=True, slots=True)
class BookRow:
    """One playbook of the list."""

    situation: str
    rank: int
    title: str
    about: str
    tag: str
    tone: str
    retired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookListPage(Framed):
    """All playbooks by rank."""

    books: tuple[BookRow, ...]


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version: its name, when and by whom, and how it differs from the present one."""

    name: str
    by: str
    is_present: bool
    diff: tuple[DiffLine, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """A playbook as it would be read in one language."""

    locale: Locale
    title: str
    about: str
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookForm(Framed):
    """The form of one playbook, its preview and its versions.

    Parameters
    ----------
    conditions
        What may stand in a rule: how it is written, and what it means.
    sums
        Field, label, value and mistake of each role's sum.
    """

    situation: str
    steps: tuple[StepForm, ...]
    previews: tuple[Preview, ...]
    diff: tuple[DiffLine, ...] | None
    versions: tuple[VersionLine, ...]
    conditions: tuple[tuple[str, str], ...]
    can_restore: bool
    sums: tuple[tuple[str, str, str, str], ...]


@require_safe
def list_playbooks(request: HttpRequest) -> HttpResponse:
    """All playbooks, those that nobody needs any more among them."""
    locale = locale_of(request)
    rows = tuple(_row(book, locale) for book in playbooks.list_books(retired=True))
    page = PlaybookListPage(**framed(request, EDITOR, here="setup_playbooks"), books=rows)
    return show(request, "playbooks.html", page)


def _row(book: Playbook, locale: Locale) -> BookRow:
    kind = "shipped" if not book.number else "changed" if book.situation in SHIPPED_PLAYBOOKS else "own"
    return BookRow(
        book.situation,
        book.rank,
        book.title[locale],
        book.about[locale],
        EDITOR[kind][locale].format(number=book.number),
        "" if kind == "shipped" else "is-info",
        book.retired,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def edit_playbook(request: HttpRequest, situation: str) -> HttpResponse:
    """The form of one playbook: look, preview, publish the next version, go back to the shipped one."""
    present = None if situation == NEW else playbooks.load_book(situation)
    if request.method != "POST":
        return show(request, "playbook_edit.html", _page(request, present))
    if request.POST.get("act") == "restore" and present is not None:
        actions.restore(situation, actor=actor_of(request), now=clock.now())
        return done("setup_playbook", situation, said="playbook_restored")
    post, locale = {name: str(value) for name, value in request.POST.items()}, locale_of(request)
    read = read_form(post, present.situation if present else "")
    try:
        book = read_playbook(read.data)
    except PlaybookErrors as refused:
        errors = errors_by_field(refused, read.rows, locale)
        return show(request, "playbook_edit.html", _page(request, present, post=post, errors=errors))
    if present is None and _is_taken(book.situation):
        errors = {"situation": EDITOR["code_taken"][locale]}
        return show(request, "playbook_edit.html", _page(request, present, post=post, errors=errors))
    if request.POST.get("act") == "publish":
        actions.publish(book, actor=actor_of(request), now=clock.now())
        return done("setup_playbook", book.situation, said="playbook_published")
    return show(request, "playbook_edit.html", _page(request, present, post=post, typed=book))


def _is_taken(situation: str) -> bool:
    return situation == NEW or any(one.situation == situation for one in playbooks.list_books(retired=True))


def _page(
    request: HttpRequest,
    present: Playbook | None,
    *,
    post: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    typed: Playbook | None = None,
) -> PlaybookForm:
    locale, found = locale_of(request), dict(errors or {})
    if found and "" not in found:
        found[""] = COMMON["wrong"][locale]
    values = dict(post) if post is not None else form_values(present) if present else _DEFAULTS
    steps = steps_typed(post, found) if post is not None else steps_of(present) if present else empty_steps()
    title = present.title[locale] if present else EDITOR["new_title"][locale]
    shown = typed or (present if post is None else None)
    return PlaybookForm(
        **framed(request, EDITOR, here="setup_playbooks", title=title, above="setup_playbooks"),
        situation=present.situation if present else NEW,
        values=values,
        errors=found,
        steps=steps,
        previews=tuple(_previews(shown)) if shown else (),
        diff=_diff(present, typed, locale) if typed and present else None,
        versions=tuple(_versions(request, present, locale)) if present else (),
        conditions=tuple(_conditions(locale)),
        can_restore=bool(present and present.number and present.situation in SHIPPED_PLAYBOOKS),
        sums=tuple(
            (
                f"may_{role}",
                EDITOR[f"may_{role}"][locale],
                values.get(f"may_{role}", ""),
                found.get(f"may_{role}", ""),
            )
            for role in ("anyone", "head", "partner_manager")
        ),
    )


def _conditions(locale: Locale) -> Iterator[tuple[str, str]]:
    """Each condition as it is written, and what it means."""
    examples = {
        "word": ":promise",
        "maybe": ":no_goods",
        "number": ":2",
        "span": ":settlement/3h",
        "none": "",
    }
    for name, one in PREDICATES.items():
        yield f"{name}{examples[one.argument]}", one.words[locale].format(it="…")


def _previews(book: Playbook) -> Iterator[Preview]:
    for locale in ("ru", "en"):
        steps = tuple((one.do[locale], one.say[locale]) for one in book.steps)
        yield Preview(locale, book.title[locale], book.about[locale], steps)


def _versions(request: HttpRequest, present: Playbook, locale: Locale) -> Iterator[VersionLine]:
    rows = playbooks.list_versions(present.situation)
    names = listings.load_names({one.published_by for one in rows} - {""})
    zone, now = parse_zone(viewer_of(request).zone), clock.now()
    for row in rows:
        who = clean(names.people.get(row.published_by, row.published_by))
        at = moment_text(row.published_at, zone, locale, now=now) if row.published_at else ""
        name = EDITOR["version" if row.number else "version_0"][locale].format(number=row.number)
        yield VersionLine(
            name,
            EDITOR["by"][locale].format(at=at, who=who) if at else "",
            row.number == present.number,
            diff_texts(row.text, write_playbook(present), locale),
        )


def _diff(present: Playbook, typed: Playbook, locale: Locale) -> tuple[DiffLine, ...]:
    return diff_texts(write_playbook(present), write_playbook(typed), locale)


def diff_texts(before: str, after: str, locale: Locale) -> tuple[DiffLine, ...]:
    """The lines of a playbook's text that go and come."""
    found = []
    for line in difflib.ndiff(_lines(before), _lines(after)):
        sign, text = line[:1], line[2:].strip()
        if sign in "+-" and text:
            found.append(DiffLine(sign, EDITOR["added" if sign == "+" else "removed"][locale], text))
    return tuple(found)


def _lines(text: str) -> list[str]:
    """A text as this version writes it, so that only what it says is compared."""
    try:
        return write_playbook(parse_playbook(text)).splitlines()
    except PlaybookErrors:
        return text.splitlines()
