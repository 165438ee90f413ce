"""The page on which a person of a partner reads a standard and accepts it; what the set-up says of agreements (R12)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from otklik.actions import agreements as actions
from otklik.domain.agreements import SIGNERS, Agreement, part_of
from otklik.domain.errors import DomainError
from otklik.domain.local_times import moment_text
from otklik.domain.locales import Locale
from otklik.domain.partners import PartnerState
from otklik.domain.zones import parse_zone
from otklik.store import agreements, clock, listings
from otklik.store.access import Viewer
from otklik.store.agreements import Sent
from otklik.web.agreement_words import AGREEMENT, LIST
from otklik.web.error_words import errors_of
from otklik.web.screens import locale_of, render_screen
from otklik.web.setup import actor_of, done, scoped, typed
from otklik.web.setup_words import SAID, spoken
from otklik.web.standard_changes import DiffLine, diff_words
from otklik.web.viewers import viewer_of

TONES: Mapping[str, str] = {"open": "is-warn", "agreed": "is-ok", "past": "", "lapsed": ""}


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """What `agreement.html` shows.

    Parameters
    ----------
    state, tone
        A word of `AGREEMENT` after `state_`, and how it looks.
    lines
        What became of it, one sentence a step.
    diff
        Against the version accepted before; None where there was none.
    what
        What it means as it stands.
    plain, other
        The text in the reader's language, and in the other.
    """

    title: str
    words: Mapping[str, str]
    partner: str
    version: tuple[str, int]
    state: str
    tone: str
    lines: tuple[str, ...]
    diff: tuple[DiffLine, ...] | None
    plain: str
    other: str
    other_locale: Locale
    rendering: str
    may_accept: bool
    is_open: bool
    what: str
    said: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """One partner in the list of agreements."""

    name: str
    in_force: str
    agreed: str
    tone: str
    waits: str
    waits_href: tuple[str, str, str]


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def show_agreement(request: HttpRequest, partner: str, name: str, number: int) -> HttpResponse:
    """One version as it was sent to a partner; the form accepts it."""
    viewer, version = viewer_of(request), f"{name}@{number}"
    sent = agreements.access_sent(viewer, partner, version)
    errors: Mapping[str, str] = {}
    if request.method == "POST":
        try:
            read = typed(request, "rendering")["rendering"]
            actions.accept(partner, person=viewer.person, version=version, rendering=read, now=clock.now())
            return done("agreement", partner, name, number, said="agreed")
        except DomainError as error:
            errors = errors_of(error, locale_of(request))
    page = _page(request, sent, viewer, (name, number), errors)
    return render_screen(request, "agreement.html", page, section="setup", status=422 if errors else 200)


@require_safe
@scoped
def show_agreement_text(request: HttpRequest, partner: str, name: str, number: int) -> HttpResponse:
    """The text that was sent, byte for byte: its SHA-256 is the rendering."""
    sent = agreements.access_sent(viewer_of(request), partner, f"{name}@{number}")
    response = HttpResponse(sent.text.encode(), content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="standard-{name}-{number}.txt"'
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@scoped
def send_standard(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Send a published version to a partner, and lead back to it."""
    chosen = typed(request, "partner")["partner"]
    if chosen not in {one.slug for one in listings.list_partners()}:
        return done("setup_standard", name, number)
    try:
        actions.send_standard(chosen, name=f"{name}@{number}", actor=actor_of(request), now=clock.now())
    except DomainError as error:
        if error.code != "role_without_hours":
            raise
        return done("setup_standard", name, number, said="no_hours")
    return done("setup_standard", name, number, said="standard_sent")


def _page(
    request: HttpRequest, sent: Sent, viewer: Viewer, version: tuple[str, int], errors: Mapping[str, str]
) -> AgreementPage:
    locale, one = locale_of(request), sent.agreement
    other: Locale = "en" if locale == "ru" else "ru"
    values = {
        "name": version[0],
        "number": str(version[1]),
        "partner": sent.partner.name,
        "digest": one.rendering,
        "who": viewer.name,
    }
    words = {name: word[locale].format_map({**values, "when": ""}) for name, word in AGREEMENT.items()}
    state = state_of(one)
    may_accept = one.is_open and bool(viewer.roles & SIGNERS) and viewer.partner == sent.partner.slug
    plain, before = part_of(sent.text, locale), part_of(sent.before, locale) if sent.before else ""
    said = SAID.get(request.GET.get("done", ""))
    return AgreementPage(
        title=words["title"],
        words=words,
        partner=sent.partner.slug,
        version=version,
        state=words[f"state_{state}"],
        tone=TONES[state],
        lines=tuple(_lines(one, viewer.zone, locale)),
        diff=diff_words(before.split("\n"), plain.split("\n"), locale) if before else None,
        plain=plain,
        other=part_of(sent.text, other),
        other_locale=other,
        rendering=one.rendering,
        may_accept=may_accept,
        is_open=one.is_open,
        what=words["newer" if one.superseded_at else "what_agreed" if one.accepted_at else "what_open"],
        said=said[locale] if said else "",
        errors=errors,
    )


def state_of(one: Agreement) -> str:
    """What became of a version that was sent: a key of `TONES`."""
    if one.superseded_at is not None:
        return "past" if one.accepted_at else "lapsed"
    return "agreed" if one.accepted_at else "open"


def _lines(one: Agreement, zone: str, locale: Locale) -> list[str]:
    """What became of it, one sentence a step."""
    said = []
    for name, at in (
        ("sent", one.sent_at),
        ("accepted", one.accepted_at),
        ("superseded", one.superseded_at),
    ):
        if at is not None:
            when = moment_text(at, parse_zone(zone), locale, now=clock.now())
            said.append(AGREEMENT[name][locale].format(when=when, who=_person(one.person)))
    return said


def _person(slug: str) -> str:
    return listings.load_names([slug]).people.get(slug, slug) if slug else ""


def list_lines(viewer: Viewer, locale: Locale) -> tuple[PartnerLine, ...]:
    """Each partner: what is in force, who agreed to what and when, and what waits for an answer."""
    published = {one.digest: f"{one.name}@{one.number}" for one in listings.list_standards()}
    return tuple(_line(one, published, viewer.zone, locale) for one in agreements.list_partners())


def _line(partner: PartnerState, published: Mapping[str, str], zone: str, locale: Locale) -> PartnerLine:
    words = spoken(LIST, locale)
    agreed = next((one for one in reversed(partner.agreements) if one.is_agreed), None)
    waiting = next((one for one in reversed(partner.agreements) if one.is_open), None)
    same = agreed is not None and agreed.standard == partner.standard
    said = words["not_agreed"]
    if agreed is not None and agreed.accepted_at is not None:
        said = words["agreed_to" if same else "agreed_other"].format(
            version=agreed.version,
            who=_person(agreed.person),
            when=moment_text(agreed.accepted_at, parse_zone(zone), locale, now=clock.now()),
        )
    name, _, number = waiting.version.partition("@") if waiting else ("", "", "")
    return PartnerLine(
        name=partner.name,
        in_force=words["in_force"].format(version=published.get(partner.standard, words["marketplaces"])),
        agreed=said,
        tone="is-ok" if same else "is-warn",
        waits=words["waits"].format(
            version=waiting.version,
            when=moment_text(waiting.sent_at, parse_zone(zone), locale, now=clock.now()),
        )
        if waiting
        else "",
        waits_href=(partner.slug, name, number),
    )
