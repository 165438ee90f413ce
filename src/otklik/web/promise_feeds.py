"""Somebody's promises as a calendar that his phone reads by a private link: time, kind and order number, nothing more.

The link cannot be guessed and can be voided; only its hash is kept. Whoever has it reads what one person has promised,
and nothing of the buyers: no name, no number, none of the words in which it was promised.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from otklik.actions import promises as acts
from otklik.domain.locales import Locale, choose_locale
from otklik.domain.wording import clean
from otklik.store import clock, listings, promises
from otklik.store.promises import PromiseRow
from otklik.web.icalendar import MEDIA_TYPE, CalendarEvent, write_calendar_file
from otklik.web.promise_pages import show_page
from otklik.web.promise_words import FEED, PURPOSES
from otklik.web.unlisted import no_such_page
from otklik.web.viewers import viewer_of

REMIND_M = 30
"""Minutes before a promise at which the calendar reminds."""

PAST_FOR, AHEAD_FOR = timedelta(days=14), timedelta(days=90)
"""So far back and ahead of now a feed goes."""

LONGEST_TOKEN = 64


@require_safe
def show_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The promises of whoever's link it is; a link that is void or guessed is not found."""
    now = clock.now()
    person = promises.find_feed(acts.hash_of(token)) if len(token) <= LONGEST_TOKEN else ""
    if not person:
        return no_such_page()
    response = HttpResponse(write_feed(person, now=now), content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Disposition"] = 'inline; filename="promises.ics"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def write_feed(person: str, *, now: datetime) -> bytes:
    """The calendar of one person, in his language."""
    [known] = [one for one in listings.list_people() if one.slug == person]
    locale = choose_locale(known.locale)
    rows = promises.list_promises(None, from_at=now - PAST_FOR, to_at=now + AHEAD_FOR, person=person)
    name = FEED["name"][locale].format(name=clean(known.name))
    return write_calendar_file(name, [_event(one, locale, now=now) for one in rows])


def _event(one: PromiseRow, locale: Locale, *, now: datetime) -> CalendarEvent:
    purpose = PURPOSES.get(one.purpose, PURPOSES[""])[locale]
    return CalendarEvent(
        uid=f"{one.stream.partition('/')[2]}.{one.key}@promises.otklik",
        at=one.until_at,
        title=FEED["event"][locale].format(number=clean(one.number), purpose=purpose),
        revision=one.moves,
        changed_at=one.made_at if not one.moves else max(one.made_at, min(one.until_at, now)),
        remind_m=REMIND_M if one.kept_at is None else None,
    )


@require_POST
def change_feed(request: HttpRequest) -> HttpResponse:
    """Make the viewer's link anew and show it on this answer alone, or void it."""
    viewer, now = viewer_of(request), clock.now()
    if request.POST.get("act") == "drop":
        acts.revoke_feed(viewer.person)
        return show_page(request)
    token = acts.make_feed(viewer.person, now=now)
    return show_page(request, feed=f"{settings.OTKLIK_BASE_URL}{reverse('promise_feed', args=[token])}")
