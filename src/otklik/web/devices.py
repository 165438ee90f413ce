"""The till's tablet: /till shows the code that changes, who is on shift and what waits; the set-up pairs and removes.

The tablet is known by its cookie alone and sees nothing of buyers. Its page lives by itself: `static/otklik/till.js`
reads it anew, and says so when it can't.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from otklik.actions import devices
from otklik.domain.desk import DeskRow
from otklik.domain.devices import STEP_S, step_of
from otklik.domain.errors import DomainError
from otklik.domain.links import ANSWERS
from otklik.domain.local_times import clock_text
from otklik.domain.locales import Locale
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.store import clock
from otklik.store.desk import list_desk
from otklik.store.devices import DeviceRow
from otklik.store.shifts import Presence, load_presence
from otklik.web.desk_rows import draw_row_dial
from otklik.web.dials import Dial, moment_of
from otklik.web.qr_codes import QrDrawing, draw_qr
from otklik.web.screens import locale_of
from otklik.web.setup_words import spoken
from otklik.web.till_words import TILL
from otklik.web.unlisted import HEADERS, no_such_page, unlisted_page

COOKIE = "otklik_till"
KEPT_FOR = timedelta(days=730)
"""How long a tablet keeps its key; each look at its page counts anew."""

LOOK_EVERY_S = 10
"""How often the tablet reads its page anew, and at each new code."""


@dataclass(frozen=True, slots=True)
class TillPerson:
    """Somebody on shift as the tablet names him; `busy` says until when he has customers."""

    name: str
    busy: str


@dataclass(frozen=True, slots=True)
class TillPage:
    """Everything that the tablet shows; `qr` is None until it was paired."""

    locale: Locale
    title: str
    words: Mapping[str, str]
    error: str = ""
    store: str = ""
    time: str = ""
    qr: QrDrawing | None = None
    left_s: int = 0
    people: tuple[TillPerson, ...] = ()
    waiting: int = 0
    dial: Dial | None = None
    closed: str = ""


def step_now(now: datetime) -> int:
    """The step of the code at an instant; while the demo runs faster its steps are as many times as long."""
    demo = clock.read_demo()
    faster = max(1, round(demo.present_speed)) if demo else 1
    return step_of(now) // faster


def _left_s(now: datetime) -> int:
    """Real seconds until the next code."""
    demo = clock.read_demo()
    speed = demo.present_speed if demo else 1.0
    if speed <= 0:
        return LOOK_EVERY_S
    length_s = STEP_S * max(1, round(speed))
    return max(1, int((length_s - now.timestamp() % length_s) / speed) + 1)


def till_of(request: HttpRequest) -> DeviceRow | None:
    """The tablet that asks, or None: any other browser, and one that was disconnected."""
    cookie = request.COOKIES.get(COOKIE, "")
    return devices.read_cookie(cookie) if cookie else None


def place_proved_by(request: HttpRequest, store: str) -> str:
    """`in_shop` where the store's own tablet is the browser that asks; else unknown."""
    till = till_of(request)
    return "in_shop" if till is not None and till.store == store else "unknown"


# As in links.py: what is typed is the authority, and a tablet that was never here has no cookie to forge a form with.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def show_till(request: HttpRequest) -> HttpResponse:
    """The tablet's page; POST pairs a tablet by its code."""
    now, locale = clock.now(), locale_of(request)
    if request.method == "POST":
        try:
            paired = devices.pair(request.POST.get("code", "")[:40], now=now)
        except DomainError:
            page = _page(locale, error=TILL["bad_code"][locale])
            return unlisted_page("till.html", page, status=422)
        return _keep(HttpResponseRedirect(reverse("till"), status=303, headers=HEADERS), paired.cookie)
    till = till_of(request)
    if till is None:
        return unlisted_page("till.html", _page(locale))
    response = unlisted_page("till.html", write_till(till, locale, now=now))
    return _keep(response, request.COOKIES[COOKIE])


@require_safe
def show_till_now(request: HttpRequest) -> HttpResponse:
    """What changes on the tablet's page, for its script; 404 once it was disconnected."""
    till = till_of(request)
    if till is None:
        return no_such_page()
    page = write_till(till, locale_of(request), now=clock.now())
    return unlisted_page("till_now.html", page)


def _keep(response: HttpResponse, cookie: str) -> HttpResponse:
    response.set_cookie(
        COOKIE,
        cookie,
        max_age=KEPT_FOR,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
    )
    return response


def _page(locale: Locale, **fields: Any) -> TillPage:
    words = spoken(TILL, locale)
    return TillPage(locale=locale, title=words["title"], words=words, **fields)


def write_till(till: DeviceRow, locale: Locale, *, now: datetime) -> TillPage:
    """The page of a paired tablet in words."""
    place = load_presence(till.store, now=now)
    waiting = [row for row in list_desk([till.store], now=now) if _waits(row)]
    token = devices.make_token(till, step=step_now(now))
    zone = place.zone if place else "UTC"
    return _page(
        locale,
        store=clean(place.name) if place else till.store,
        time=clock_text(now.astimezone(parse_zone(zone))),
        qr=draw_qr(settings.OTKLIK_BASE_URL + reverse("place", kwargs={"token": token})),
        left_s=min(_left_s(now), LOOK_EVERY_S),
        people=_people(place, locale) if place else (),
        waiting=len(waiting),
        dial=draw_row_dial(waiting[0], locale, now=now) if waiting else None,
        closed=_closed(place, locale, now=now) if place else "",
    )


def _waits(row: DeskRow) -> bool:
    """Whether its buyer waits for a first answer."""
    return row.step is not None and row.step.kind in ANSWERS


def _people(place: Presence, locale: Locale) -> tuple[TillPerson, ...]:
    said = TILL["busy"][locale]
    until = {
        slug: said.format(at=clock_text(at.astimezone(parse_zone(place.zone))))
        for slug, at in place.busy.items()
    }
    return tuple(TillPerson(clean(name), until.get(slug, "")) for slug, name in place.people)


def _closed(place: Presence, locale: Locale, *, now: datetime) -> str:
    if place.is_open:
        return ""
    if place.opens_at is None:
        return TILL["closed"][locale]
    at = moment_of(place.opens_at, place.zone, locale, now=now)
    return f"{TILL['closed'][locale]}, {TILL['opens'][locale].format(at=at)}"
