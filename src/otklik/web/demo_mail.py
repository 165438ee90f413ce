"""The demo's mailbox: every letter that anybody was sent, with buttons that work; nowhere but in a demo.

A letter is shown in a frame of its own, from an address with a policy of its own: nothing in it runs, nothing outside
is loaded, and its links open beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from csp.decorators import csp_exempt, csp_update
from django.http import HttpRequest, HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from otklik.domain.local_times import moment_text
from otklik.domain.locales import Locale
from otklik.domain.wording import clean
from otklik.store import clock, letters, listings
from otklik.store.letters import Letter
from otklik.web.demo_bar import ZONE
from otklik.web.demo_words import MAIL
from otklik.web.screens import locale_of, render_screen
from otklik.web.unlisted import no_such_page

PAGE = 50

BODY_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
)
"""Of a letter alone: its own styles (mail programs know no others), no scripts, no requests."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody whose letters can be shown."""

    slug: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class MailRow:
    """One letter of the list, in words."""

    id: int
    to: str
    address: str
    subject: str
    when: str


@dataclass(frozen=True, slots=True)
class MailPage:
    """What `demo_mail.html` shows; `older` is the address of earlier letters, empty where there are none."""

    title: str
    words: Mapping[str, str]
    receivers: tuple[Receiver, ...]
    rows: tuple[MailRow, ...]
    older: str


@dataclass(frozen=True, slots=True)
class LetterPage:
    """What `demo_letter.html` shows; `text` is empty where the letter has a body of its own."""

    title: str
    words: Mapping[str, str]
    row: MailRow
    framed: bool
    text: str


@require_safe
def show_mailbox(request: HttpRequest) -> HttpResponse:
    """Letters, the newest first; 404 where time is real.

    Parameters
    ----------
    request
        `?to=` shows one receiver's, `?about=` one order's, `?before=` earlier ones.
    """
    if clock.read_demo() is None:
        return no_such_page()
    locale, to, about = locale_of(request), request.GET.get("to", ""), request.GET.get("about", "")
    before = request.GET.get("before", "")
    found = letters.list_letters(
        receiver=to,
        stream=f"order/{about}" if about else "",
        before=int(before) if before.isdecimal() else 0,
        limit=PAGE + 1,
    )
    names = _names(locale)
    now = clock.now()
    page = MailPage(
        title=MAIL["title"][locale],
        words=_words(locale),
        receivers=tuple(
            Receiver(slug, names.get(slug, slug), slug == to) for slug in letters.list_receivers()
        ),
        rows=tuple(_row(one, names, locale, now) for one in found[:PAGE]),
        older=_older(request, found) if len(found) > PAGE else "",
    )
    return render_screen(request, "demo_mail.html", page, section="messages")


@require_safe
@csp_update({"frame-src": ["'self'"]})  # type: ignore[arg-type]
def show_letter(request: HttpRequest, letter: int) -> HttpResponse:
    """One letter; 404 where there is none, and where time is real."""
    found = _find(letter)
    if found is None:
        return no_such_page()
    locale = locale_of(request)
    page = LetterPage(
        title=clean(found.subject),
        words=_words(locale),
        row=_row(found, _names(locale), locale, clock.now()),
        framed=bool(found.html),
        text=found.text,
    )
    return render_screen(request, "demo_letter.html", page, section="messages")


@require_safe
@csp_exempt()  # type: ignore[arg-type]
@xframe_options_sameorigin
def show_letter_body(request: HttpRequest, letter: int) -> HttpResponse:
    """The letter's own page, for the frame of `show_letter`."""
    found = _find(letter)
    if found is None or not found.html:
        return no_such_page()
    body = found.html.replace("<head>", '<head><base target="_blank">', 1)
    headers = {
        "Content-Security-Policy": BODY_POLICY,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
    }
    return HttpResponse(body, headers=headers)


def _find(letter: int) -> Letter | None:
    return letters.find_letter(letter) if clock.read_demo() is not None else None


def _words(locale: Locale) -> dict[str, str]:
    return {name: word[locale] for name, word in MAIL.items()}


def _names(locale: Locale) -> dict[str, str]:
    """What the receivers are called."""
    people = {one.slug: one.name for one in listings.list_people()}
    places = {f"store:{one.slug}": one.name for one in listings.list_places()}
    return {**people, **places, "buyer": MAIL["buyers"][locale]}


def _row(letter: Letter, names: Mapping[str, str], locale: Locale, now: datetime) -> MailRow:
    return MailRow(
        id=letter.id,
        to=clean(names.get(letter.receiver, letter.receiver)),
        address=clean(letter.address),
        subject=clean(letter.subject),
        when=moment_text(letter.sent_at, ZONE, locale, now=now),
    )


def _older(request: HttpRequest, found: list[Letter]) -> str:
    asked = request.GET.copy()
    asked["before"] = str(found[PAGE - 1].id)
    return f"?{asked.urlencode()}"
