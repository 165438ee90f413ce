"""Missed calls: the list, one call, the ten-second form, taking one and recording how calling back ended (R34).

Acts answer like those on orders (`answers.py`). Foreign and unknown calls are one answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from otklik.actions import conversations as actions
from otklik.domain.errors import DomainError
from otklik.domain.incoming import IncomingCall
from otklik.domain.local_times import moment_text
from otklik.domain.locales import Locale
from otklik.domain.phones import normalise
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.store import clock, conversations, journal, queries
from otklik.store.access import Viewer
from otklik.store.conversations import CallRow
from otklik.store.listings import list_people, list_places
from otklik.web.answers import answer_done, answer_refused, no_such_order, wants_json
from otklik.web.call_panels import CallPanel, make_call_panel
from otklik.web.call_rows import CallLine, line_of, number_of, render_call, state_of
from otklik.web.call_words import CALL, FACTS, FORM, OUTCOMES
from otklik.web.desk_panel import may_act
from otklik.web.desk_rows import order_address
from otklik.web.desk_words import ROW
from otklik.web.order_words import PHASES
from otklik.web.sayings import with_saying
from otklik.web.screens import locale_of, render_screen
from otklik.web.unlisted import no_such_page
from otklik.web.viewers import viewer_of

SHOWN_FOR = timedelta(days=7)
AGO_M = (0, 5, 15, 30, 60, 180)
"""Minutes that the form offers."""

ACTS = {
    "talked": "call_talked",
    "no_answer": "call_no_answer",
    "wrong_number": "call_wrong",
    "unreachable": "call_let_go",
}
"""Outcome → its sentence in `act_words.SAID`."""


@dataclass(frozen=True, slots=True)
class CallsPage:
    """What `calls.html` shows."""

    title: str
    words: Mapping[str, str]
    calls: tuple[CallLine, ...]
    may_act: bool


@dataclass(frozen=True, slots=True)
class CallPage:
    """What `call.html` shows: one call, its orders, what happened."""

    title: str
    words: Mapping[str, str]
    panel: CallPanel
    is_open: bool
    state: str
    tone: str
    orders: tuple[tuple[str, str, str, str], ...]
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FormPage:
    """What `call_new.html` shows."""

    title: str
    words: Mapping[str, str]
    number: str
    wrong: str
    when: tuple[tuple[int, str], ...]
    stores: tuple[tuple[str, str, bool], ...]


@require_safe
def show_calls(request: HttpRequest) -> HttpResponse:
    """Who rang in vain lately."""
    now, viewer, locale = clock.now(), viewer_of(request), locale_of(request)
    rows = conversations.list_recent(viewer.stores, since=now - SHOWN_FOR, now=now)
    page = CallsPage(
        title=CALL["title"][locale],
        words={name: word[locale] for name, word in CALL.items()},
        calls=tuple(line_of(row, locale, now=now) for row in rows),
        may_act=may_act(viewer),
    )
    return render_screen(request, "calls.html", page, section="desk")


@require_safe
def show_call(request: HttpRequest, call: str) -> HttpResponse:
    """One call: calling back, the caller's orders, what happened."""
    now, viewer, locale = clock.now(), viewer_of(request), locale_of(request)
    row = conversations.load_call(call, viewer.stores, now=now)
    if row is None:
        return no_such_page()
    state, tone = state_of(row, locale, now=now)
    page = CallPage(
        title=number_of(row, locale),
        words={name: word[locale] for name, word in CALL.items()},
        panel=make_call_panel(row, viewer, locale, now=now, may_act=may_act(viewer)),
        is_open=row.is_open,
        state=state,
        tone=tone,
        orders=tuple(_orders(row, viewer, locale)),
        facts=tuple(_facts(row, locale, now=now)),
    )
    return render_screen(request, "call.html", page, section="desk")


def _orders(row: CallRow, viewer: Viewer, locale: Locale) -> list[tuple[str, str, str, str]]:
    """Address, number, state and tone of the caller's orders that the viewer may see."""
    rows = queries.load_orders(conversations.list_tied(row.stream)).values()
    return [
        (
            order_address(one.id),
            ROW["number"][locale].format(number=clean(one.number)),
            PHASES[one.phase][2][locale],
            f"is-{PHASES[one.phase][0]}",
        )
        for one in rows
        if viewer.stores is None or one.holder in viewer.stores
    ]


def _facts(row: CallRow, locale: Locale, *, now: datetime) -> list[tuple[str, str]]:
    """When and what, newest first."""
    names = {one.slug: one.name for one in list_people()}
    found = []
    for entry in journal.read_stream(row.stream):
        word = FACTS.get(entry.event.kind)
        if word is None:
            continue
        data = entry.event.data
        outcome = OUTCOMES.get(str(data.get("outcome", "")), {"ru": "", "en": ""})[locale]
        person = clean(names.get(str(data.get("person", "")), ""))
        at = moment_text(entry.event.occurred_at, parse_zone(row.zone), locale, now=now)
        found.append((at, word[locale].format(outcome=outcome, person=person)))
    return found[::-1]


@require_POST
def take_call(request: HttpRequest, call: str) -> HttpResponse:
    """The viewer calls back; whoever comes second is told who won."""

    def take(row: CallRow, viewer: Viewer, now: datetime) -> str:
        actions.take(row.stream, person=viewer.person, now=now)
        return "call_take"

    return _act_on(request, call, take)


@require_POST
def record_call(request: HttpRequest, call: str) -> HttpResponse:
    """Record how calling back ended."""

    def record(row: CallRow, viewer: Viewer, now: datetime) -> str:
        outcome = request.POST.get("outcome", "")
        if outcome == "talked":
            actions.talk(row.stream, person=viewer.person, now=now)
        else:
            actions.try_in_vain(row.stream, person=viewer.person, outcome=outcome, now=now)
        return ACTS.get(outcome, "call_no_answer")

    return _act_on(request, call, record)


def _act_on(request: HttpRequest, call: str, act: Callable[[CallRow, Viewer, datetime], str]) -> HttpResponse:
    now, viewer, locale = clock.now(), viewer_of(request), locale_of(request)
    row = conversations.load_call(call, viewer.stores, now=now)
    if row is None:
        return no_such_order(request)
    values = {"number": number_of(row, locale)}
    try:
        said = act(row, viewer, now)
    except DomainError as error:
        return answer_refused(
            request, error, values, more=_row_of(request, row, now=now), otherwise=f"/calls/{row.id}"
        )
    return answer_done(
        request, said, values, more=_row_of(request, row, now=now), otherwise=f"/calls/{row.id}"
    )


def _row_of(request: HttpRequest, row: CallRow, *, now: datetime) -> dict[str, Any]:
    """The call's row as it is now, for a script."""
    if not wants_json(request):
        return {}
    found = conversations.load_call(row.stream, None, now=now)
    is_open = found is not None and found.is_open
    html = render_call(found, locale_of(request), now=now) if found is not None and is_open else ""
    return {"row": html, "gone": not is_open}


@require_http_methods(["GET", "HEAD", "POST"])
def note_call(request: HttpRequest) -> HttpResponse:
    """The ten-second form: a number, when it rang, which store."""
    now, viewer, locale = clock.now(), viewer_of(request), locale_of(request)
    stores = _stores_of(viewer)
    wrong = ""
    if request.method == "POST":
        store = request.POST.get("store", "") or next(iter(stores), "")
        phone = normalise(request.POST.get("number", ""))
        if store not in stores:
            return no_such_page()
        if phone:
            _record(request, phone, store, viewer, now)
            return HttpResponseRedirect(with_saying(reverse("desk"), "call_noted"), status=303)
        wrong = FORM["number_wrong"][locale]
    home = viewer.home if viewer.home in stores else next(iter(stores), "")
    page = FormPage(
        title=FORM["title"][locale],
        words={name: word[locale] for name, word in FORM.items()},
        number=request.POST.get("number", "")[:40],
        wrong=wrong,
        when=tuple((minutes, FORM[f"ago_{minutes}"][locale]) for minutes in AGO_M),
        stores=tuple((slug, clean(name), slug == home) for slug, name in stores.items()),
    )
    return render_screen(request, "call_new.html", page, section="desk")


def _stores_of(viewer: Viewer) -> dict[str, str]:
    """The shops whose calls the viewer may note, by slug."""
    return {
        one.slug: one.name
        for one in list_places()
        if one.role == "store" and (viewer.stores is None or one.slug in viewer.stores)
    }


def _record(request: HttpRequest, phone: str, store: str, viewer: Viewer, now: datetime) -> None:
    text = request.POST.get("ago", "0")
    ago_m = int(text) if text.isascii() and text.isdigit() and int(text[:6]) in AGO_M else 0
    call = IncomingCall(
        id="", phone_raw=phone, phone=phone, started_at=now - timedelta(minutes=ago_m), answered=False
    )
    actions.receive(
        call, origin=viewer.person, store=store, actor=f"person:{viewer.person}", grade="claimed", now=now
    )
