"""The call list of the refusal court: whom to ask by phone, what to say, and how the call ended (R02)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from otklik.actions import surveys as actions
from otklik.domain.errors import DomainError
from otklik.domain.local_times import clock_text, floor_minute, until_text
from otklik.domain.locales import Locale, phone_text
from otklik.domain.orders import OrderState
from otklik.domain.surveys import ANSWERS, CALL_OUTCOMES
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.store import buyers, clock, journal, listings, surveys
from otklik.store.access import access_order
from otklik.store.surveys import OpenSurvey
from otklik.web.court import CourtSaying, said_of
from otklik.web.court_words import CALLS, COURT, SAID
from otklik.web.screens import locale_of, render_screen
from otklik.web.unlisted import no_such_page
from otklik.web.viewers import viewer_of

DAY_HOURS = range(8, 21)
"""Hours of the buyer's day in which he may be rung."""

WORDS_MAX = 2000


@dataclass(frozen=True, slots=True)
class CallCard:
    """One buyer to ring: whose order, his number, what to say, what time it is there, until when."""

    href: str
    number: str
    store: str
    phone: str
    phone_href: str
    sentences: tuple[str, ...]
    there: str
    is_night: bool
    due: str
    tried: str


@dataclass(frozen=True, slots=True)
class CallsPage:
    """What `court_calls.html` shows."""

    title: str
    words: Mapping[str, str]
    cards: tuple[CallCard, ...]
    answers: tuple[tuple[str, str], ...]
    outcomes: tuple[tuple[str, str], ...]
    said: CourtSaying | None


@require_safe
def show_court_calls(request: HttpRequest) -> HttpResponse:
    """Whom to ring, the question that ends first in front."""
    locale, now, viewer = locale_of(request), clock.now(), viewer_of(request)
    found = surveys.list_open(now=now)
    people = buyers.load_buyers([one.order.stream for one in found])
    states = journal.load_states([one.order.stream for one in found])
    places = {one.slug: one.name for one in listings.list_places()}
    cards = [
        _card(
            one,
            states[one.order.stream].subject,
            people[one.order.stream].phone,
            places,
            viewer.name,
            locale,
            now,
        )
        for one in found
    ]
    page = CallsPage(
        title=CALLS["title"][locale],
        words={name: word[locale] for name, word in {**COURT, **CALLS}.items()},
        cards=tuple(cards),
        answers=tuple((code, word[locale]) for code, word in ANSWERS.items()),
        outcomes=tuple((code, word[locale]) for code, word in CALL_OUTCOMES.items()),
        said=said_of(request, locale),
    )
    return render_screen(request, "court_calls.html", page, section="network")


def _card(
    one: OpenSurvey,
    order: OrderState,
    phone: str,
    places: Mapping[str, str],
    caller: str,
    locale: Locale,
    now: datetime,
) -> CallCard:
    zone = parse_zone(order.buyer_zone or "UTC")
    case = order.court[one.survey]
    store = clean(places.get(case.holder, case.holder))
    there = now.astimezone(zone)
    is_night = bool(order.buyer_zone) and there.hour not in DAY_HOURS
    values = {"name": clean(caller), "store": store, "number": clean(order.number)}
    return CallCard(
        href=reverse("court_call", args=(one.order.id, one.survey)),
        number=COURT["order"][locale].format(number=clean(order.number)),
        store=store,
        phone=phone_text(phone),
        phone_href=f"tel:{phone}" if phone else "",
        sentences=tuple(CALLS[f"say_{n}"][locale].format(**values) for n in (1, 2, 3)),
        there=CALLS["night" if is_night else "now_there"][locale].format(at=clock_text(there))
        if order.buyer_zone
        else "",
        is_night=is_night,
        due=until_text(floor_minute(one.limit_at), zone, locale, now=now),
        tried=CALLS["tried"][locale].format(n=case.calls) if case.calls else "",
    )


@require_POST
def record_court_call(request: HttpRequest, order: str, case: str) -> HttpResponse:
    """Record the answer that a buyer gave by phone, or that he gave none."""
    viewer, now = viewer_of(request), clock.now()
    try:
        row = access_order(viewer, order)
    except DomainError:
        return no_such_page()
    answer, outcome = request.POST.get("answer", ""), request.POST.get("outcome", "")
    try:
        if outcome:
            actions.call(row.stream, survey=case, outcome=outcome, by=viewer.person, now=now)
        else:
            words = request.POST.get("words", "").strip()[:WORDS_MAX]
            actions.answer(
                row.stream, survey=case, answer=answer, means="call", words=words, by=viewer.person, now=now
            )
        said = "called" if outcome else "answered"
    except DomainError as error:
        said = error.code if error.code in SAID else "refused"
    return HttpResponseRedirect(f"{reverse('court_calls')}?said={said}", status=303)
