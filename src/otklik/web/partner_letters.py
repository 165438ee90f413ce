"""The Monday letters to a partner: their list, each as it was kept, its PDF, and sending it now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from otklik.actions import partner_letters as actions
from otklik.analytics.partner_letters import PartnerLetter
from otklik.channels.wording.partner_letter_pdf import to_pdf
from otklik.channels.wording.partner_letters import LetterView, days_of, name_of_file, write_view
from otklik.domain.errors import DomainError
from otklik.domain.locales import Locale, money
from otklik.domain.partner_letters import due_week
from otklik.store import agreements, clock, journal, listings
from otklik.store import partner_letters as store
from otklik.store.partner_letters import LetterRow
from otklik.web.partner_letter_words import PAGE
from otklik.web.screens import locale_of, render_screen
from otklik.web.setup import actor_of, done, scoped
from otklik.web.setup_words import SAID, spoken
from otklik.web.viewers import viewer_of


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter of the list."""

    week: str
    days: str
    saved: str
    lost: str
    draft: str


@dataclass(frozen=True, slots=True)
class LettersPage:
    """What `partner_letters.html` shows."""

    title: str
    words: Mapping[str, str]
    partner: str
    lines: tuple[LetterLine, ...]


@dataclass(frozen=True, slots=True)
class LetterPage:
    """What `partner_letter.html` shows.

    Parameters
    ----------
    view
        The letter in words; None where there is nothing to tell.
    state, tone
        Whether it was sent, in a sentence.
    may_send
        Whether the viewer can send it now.
    """

    title: str
    words: Mapping[str, str]
    partner: str
    week: str
    view: LetterView | None
    state: str
    tone: str
    frozen: str
    may_send: bool
    said: str


@require_safe
@scoped
def show_letters(request: HttpRequest, partner: str) -> HttpResponse:
    """The letters of a partner, the newest first; before them the draft of the one that is due."""
    name, locale = _access(request, partner), locale_of(request)
    rows = store.list_letters(partner)
    kept = {row.week for row in rows}
    draft = _draft(partner)
    if draft is not None and draft.week not in kept and not draft.quiet:
        rows.insert(0, draft)
    lines = tuple(_line(row, locale, draft=row.week not in kept) for row in rows if not row.quiet)
    words = {key: word.format(name=name) for key, word in spoken(PAGE, locale).items() if key in IN_LIST}
    page = LettersPage(words["all"], words, partner, lines)
    return render_screen(request, "partner_letters.html", page, section="reports")


IN_LIST = frozenset({"all", "list_lead", "none", "none_why", "draft"})


def _draft(partner: str) -> LetterRow | None:
    """The letter of the latest week that is due, kept or not; None where there is none to write."""
    zone = actions.zone_of(partner)
    if not zone:
        return None
    now = clock.now()
    return actions.prepare(partner, due_week(zone, now=now).first_on.isoformat(), now=now)


def _line(row: LetterRow, locale: Locale, *, draft: bool) -> LetterLine:
    letter, words = actions.letter_in(row), spoken(PAGE, locale)
    amounts = {
        name: words[name].format(money=money(part.amount_minor, letter.week.currency, locale))
        for name, part in (("saved", letter.saved), ("lost", letter.lost))
        if part.count
    }
    return LetterLine(
        week=row.week,
        days=days_of(row.week, locale),
        saved=amounts.get("saved", ""),
        lost=amounts.get("lost", ""),
        draft=words["draft"] if draft else "",
    )


@require_safe
@scoped
def show_letter(request: HttpRequest, partner: str, week: str) -> HttpResponse:
    """One letter as it was kept, or its draft; looking keeps nothing."""
    name = _access(request, partner)
    row = actions.prepare(partner, week, now=clock.now())
    page = _page(request, row, name)
    return render_screen(request, "partner_letter.html", page, section="reports")


def _page(request: HttpRequest, row: LetterRow, name: str) -> LetterPage:
    locale, kept = locale_of(request), store.find(row.partner, row.week) is not None
    letter: PartnerLetter = actions.letter_in(row)
    sent = _receivers(row)
    words = spoken(PAGE, locale)
    said = SAID.get(request.GET.get("done", ""))
    state = "quiet" if row.quiet else "sent" if sent else "nobody" if sent == 0 else "unsent"
    state = "preview" if not kept and not row.quiet else state
    return LetterPage(
        title=write_view(letter, locale, base="").title,
        words={**words, "all": words["all"].format(name=name)},
        partner=row.partner,
        week=row.week,
        view=None if row.quiet else write_view(letter, locale, base=""),
        state=words[state].format(count=sent or 0),
        tone={"sent": "is-ok", "nobody": "is-warn"}.get(state, ""),
        frozen=words["frozen"].format(position=row.position, digest=row.digest) if kept else "",
        may_send="administrator" in viewer_of(request).roles and sent is None and not row.quiet,
        said=said[locale] if said else "",
    )


def _receivers(row: LetterRow) -> int | None:
    """To how many people it went; None where it did not go out."""
    for entry in reversed(journal.read_stream(f"partner/{row.partner}")):
        if entry.event.kind == "letter.sent" and entry.event.data["period"] == row.week:
            return int(entry.event.data["receivers"])
    return None


@require_safe
@scoped
def show_letter_pdf(request: HttpRequest, partner: str, week: str) -> HttpResponse:
    """One letter as a PDF, its addresses whole."""
    _access(request, partner)
    row = actions.prepare(partner, week, now=clock.now())
    base = f"{request.scheme}://{request.get_host()}"
    view = write_view(actions.letter_in(row), locale_of(request), base=base)
    response = HttpResponse(to_pdf(view), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name_of_file(view, week)}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@scoped
def send_letter(request: HttpRequest, partner: str, week: str) -> HttpResponse:
    """Keep and send one letter now; one that went out is not sent again."""
    _access(request, partner)
    actions.send(partner, week, actor=actor_of(request), now=clock.now())
    return done("partner_letter", partner, week, said="partner_letter_sent")


def _access(request: HttpRequest, partner: str) -> str:
    """Name of the partner, if its letters are the viewer's business.

    Raises
    ------
    DomainError
        `unknown_letter`: no such partner, or not his.
    """
    names = {one.slug: one.name for one in listings.list_partners()}
    if partner not in names or not agreements.may_read(viewer_of(request), partner):
        raise DomainError("unknown_letter", f"There are no letters of {partner}.")
    return names[partner]
