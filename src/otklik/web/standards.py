"""Standards: read one with its plain words beside, write the next version, publish it, adopt it for a partner."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from otklik.actions import standards as actions
from otklik.domain.errors import DomainError
from otklik.domain.locales import Locale
from otklik.domain.standards import Standard
from otklik.domain.standards.explain import explain
from otklik.domain.standards.mistakes import StandardErrors
from otklik.store import clock, listings
from otklik.store.listings import PartnerRow, StandardRow
from otklik.web.agreement_words import LIST
from otklik.web.agreements import PartnerLine, list_lines
from otklik.web.screens import locale_of
from otklik.web.setup import Framed, actor_of, done, framed, scoped, show, typed
from otklik.web.setup_words import spoken
from otklik.web.standard_changes import DiffLine, diff_words
from otklik.web.standard_words import STANDARDS
from otklik.web.stores import Choice, choices
from otklik.web.viewers import viewer_of

MOST = 200_000
"""Longest text that is read, in characters."""

VERSION = re.compile(r"^version\s*=\s*\d+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class StandardLine:
    """One published version."""

    name: str
    number: int
    version: str
    accepted: str
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """What a text was found to be: its mistakes, or what it would change.

    Parameters
    ----------
    publish
        The words of the button where it may be published; empty where not.
    """

    mistakes: tuple[DomainError, ...] = ()
    lead: str = ""
    diff: tuple[DiffLine, ...] = ()
    publish: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardsPage(Framed):
    """The published standards."""

    standards: tuple[StandardLine, ...]
    partners: tuple[PartnerLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardPage(Framed):
    """One published version."""

    row: StandardRow
    line: StandardLine
    plain: str
    partners: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPage(Framed):
    """A text on its way to the next version."""

    name: str
    text: str
    checked: Checked | None = None
    plain: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptPage(Framed):
    """What adopting would change for a partner."""

    row: StandardRow
    partner: PartnerRow
    lead: str
    diff: tuple[DiffLine, ...]
    may_adopt: bool


@require_safe
def show_standards(request: HttpRequest) -> HttpResponse:
    """Published standards and who adopted which."""
    locale = locale_of(request)
    lines = tuple(_line(row, locale) for row in listings.list_standards())
    page = StandardsPage(
        **framed(request, {**STANDARDS, **LIST}, here="setup_standards"),
        standards=lines,
        partners=list_lines(viewer_of(request), locale),
    )
    return show(request, "standards.html", page)


def _line(row: StandardRow, locale: Locale) -> StandardLine:
    names = [one.name for one in listings.list_partners() if one.standard == row.digest]
    accepted = STANDARDS["accepted_by"][locale].format(names=", ".join(names))
    return StandardLine(
        row.name,
        row.number,
        STANDARDS["version"][locale].format(number=row.number),
        accepted if names else STANDARDS["nobody"][locale],
        bool(names),
    )


@require_safe
@scoped
def show_standard(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """One version: its text, and the same in plain words."""
    locale, row = locale_of(request), listings.load_standard(f"{name}@{number}")
    partners = {one.slug: one.name for one in listings.list_partners()}
    page = StandardPage(
        **framed(
            request,
            {**STANDARDS, **LIST},
            here="setup_standards",
            title=f"{name} {number}",
            above="setup_standards",
        ),
        row=row,
        line=_line(row, locale),
        plain=plain_words(row.text, locale),
        partners=choices(partners, ""),
    )
    return show(request, "standard.html", page)


def plain_words(text: str, locale: Locale) -> str:
    """A published text in plain words; the error itself where this version can't read it."""
    try:
        return "\n".join(explain(actions.read(text), locale))
    except DomainError as error:
        return str(error)


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def edit_standard(request: HttpRequest, name: str) -> HttpResponse:
    """The next version of a standard: check its text, see what changes, publish it."""
    present, locale = listings.load_standard(name), locale_of(request)
    if request.method != "POST":
        text = VERSION.sub(f"version = {present.number + 1}", present.text, count=1)
        return show(request, "standard_edit.html", _edit_page(request, present, text, None))
    text, act = request.POST.get("text", "").replace("\r\n", "\n")[:MOST], typed(request, "act")["act"]
    checked = check_text(text, present, locale)
    if act == "publish" and checked.publish:
        published = actions.publish(text, actor=actor_of(request), now=clock.now())
        return done("setup_standard", published.name, published.version, said="published")
    status = 422 if checked.mistakes else 200
    return show(request, "standard_edit.html", _edit_page(request, present, text, checked), status=status)


def _edit_page(request: HttpRequest, present: StandardRow, text: str, checked: Checked | None) -> EditPage:
    locale = locale_of(request)
    shown = present.text if checked is None or checked.mistakes else text
    return EditPage(
        **framed(
            request,
            STANDARDS,
            here="setup_standards",
            title=STANDARDS["edit_title"][locale].format(name=present.name),
            above="setup_standards",
        ),
        name=present.name,
        text=text,
        checked=checked,
        plain=plain_words(shown, locale),
    )


def check_text(text: str, present: StandardRow, locale: Locale) -> Checked:
    """The mistakes of a text, or what it changes in plain words against the present version."""
    try:
        standard = actions.read(text)
    except StandardErrors as refused:
        return Checked(mistakes=refused.mistakes)
    except DomainError as error:
        return Checked(mistakes=(error,))
    diff = diff_words(_explained(present.text, locale), explain(standard, locale), locale)
    words = spoken(STANDARDS, locale)
    if standard.hash == present.digest or not diff:
        return Checked(lead=words["no_change"])
    if standard.name == present.name and standard.version <= present.number:
        taken = words["same_number"].format(number=present.number, next=present.number + 1)
        return Checked(mistakes=(DomainError("version_exists", taken, place="version"),), diff=diff)
    return Checked(lead=words["in_order"], diff=diff, publish=_button(standard, words["publish"]))


def _button(standard: Standard, words: str) -> str:
    return words.format(number=standard.version)


def _explained(text: str, locale: Locale) -> list[str]:
    try:
        return explain(actions.read(text), locale)
    except DomainError:
        return []


@require_POST
@scoped
def show_check(request: HttpRequest, name: str) -> HttpResponse:
    """What a text is found to be, as a piece of a page; nothing is published."""
    present, locale = listings.load_standard(name), locale_of(request)
    text = request.POST.get("text", "").replace("\r\n", "\n")[:MOST]
    checked = check_text(text, present, locale)
    context = {"checked": checked, "words": spoken(STANDARDS, locale)}
    response = render(request, "setup/checked.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def adopt_standard(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Say what adopting a version changes for a partner, and adopt it when the answer is yes."""
    row, locale = listings.load_standard(f"{name}@{number}"), locale_of(request)
    chosen = request.POST.get("partner", "") or request.GET.get("partner", "")
    partner = next((one for one in listings.list_partners() if one.slug == chosen), None)
    if partner is None:
        return done("setup_standard", name, number)
    errors = {}
    if request.method == "POST":
        try:
            actions.adopt(partner.slug, name=row.digest, actor=actor_of(request), now=clock.now())
            return done("setup_standard", name, number, said="adopted")
        except DomainError as error:
            errors = {"": STANDARDS["no_hours"][locale] if error.code == "role_without_hours" else str(error)}
    words = spoken(STANDARDS, locale)
    same = partner.standard == row.digest
    lead = words["adopt_same"] if same else "" if partner.standard else words["first"]
    title = words["adopt_title"].format(partner=partner.name, name=f"{name} {number}")
    page = AdoptPage(
        **framed(request, STANDARDS, here="setup_standards", title=title, above="setup_standards"),
        errors=errors,
        row=row,
        partner=partner,
        lead=lead,
        diff=_against(partner, row, locale),
        may_adopt=not same,
    )
    return show(request, "adopt.html", page)


def _against(partner: PartnerRow, row: StandardRow, locale: Locale) -> tuple[DiffLine, ...]:
    present = next((one for one in listings.list_standards() if one.digest == partner.standard), None)
    if present is None:
        return ()
    return diff_words(_explained(present.text, locale), _explained(row.text, locale), locale)
