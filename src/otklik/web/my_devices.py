"""The browsers at which somebody, or a place that he runs, gets notifications: turn on, test, turn off.

Turning on needs a script, for the browser's permission; the rest is forms. A browser appears here once a trial has
reached it (`actions/pushes.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from otklik.actions import pushes, stores
from otklik.channels import webpush
from otklik.channels.message import SendResult
from otklik.channels.registry import own_urls
from otklik.channels.webpush.sealing import normalise_subscription
from otklik.domain.errors import DomainError
from otklik.domain.local_times import moment_text
from otklik.domain.locales import Locale
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.store import clock, directory, listings
from otklik.store.access import Viewer, access_place, access_places
from otklik.web.answers import wants_json
from otklik.web.my_devices_words import BUTTONS, DONE, PAGE, STATES
from otklik.web.permissions import HEADS, may
from otklik.web.push import is_on_loopback
from otklik.web.screens import locale_of, render_screen
from otklik.web.setup import actor_of, scoped, typed
from otklik.web.viewers import viewer_of

BROWSERS = (
    ("YaBrowser/", "Яндекс Браузер"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "CrOS", "Linux")
"""What a browser says of itself, the tellingest first: each claims to be most of those after it."""


@dataclass(frozen=True, slots=True)
class State:
    """One thing that may be so in this browser; the script shows the one that is."""

    name: str
    icon: str
    tone: str
    lead: str
    why: str
    button: str


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """One browser of the list."""

    owner: str
    method: str
    name: str
    whose: str
    seen: str
    is_seen: bool


@dataclass(frozen=True, slots=True)
class Owner:
    """For whom this browser may be turned on."""

    value: str
    word: str


@dataclass(frozen=True, slots=True)
class MyDevicesPage:
    """The page in words; `key` is what browsers subscribe to."""

    title: str
    words: Mapping[str, str]
    states: tuple[State, ...]
    owners: tuple[Owner, ...]
    devices: tuple[DeviceLine, ...]
    key: str
    done: str
    is_wrong: bool


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def show_my_devices(request: HttpRequest) -> HttpResponse:
    """The page; POST turns a browser on, tests one, or turns one off."""
    if request.method == "POST":
        return _act(request)
    viewer, locale = viewer_of(request), locale_of(request)
    words = {name: word[locale] for name, word in PAGE.items()}
    told = request.GET.get("done", "")
    page = MyDevicesPage(
        title=words["title"],
        words=words,
        states=tuple(
            State(
                name, icon, tone, lead[locale], why[locale], words[BUTTONS[name]] if name in BUTTONS else ""
            )
            for name, (icon, tone, lead, why) in STATES.items()
        ),
        owners=tuple(_owners(viewer, locale)),
        devices=tuple(list_devices(viewer, locale, now=clock.now())),
        key=webpush.public_key(webpush.parse_settings(settings.OTKLIK_PUSH_URL)),
        done=DONE[told][locale] if told in DONE else "",
        is_wrong=told in ("failed", "gone"),
    )
    return render_screen(request, "my_devices.html", page)


def _owners(viewer: Viewer, locale: Locale) -> list[Owner]:
    """The viewer himself, and the places that he runs: their tills."""
    made = [Owner(f"person/{viewer.person}", PAGE["mine"][locale])]
    if may(HEADS, viewer.roles):
        for place in access_places(viewer):
            word = PAGE["place"][locale].format(name=clean(place.name))
            made.append(Owner(f"store/{place.slug}", word))
    return made


def list_devices(viewer: Viewer, locale: Locale, *, now: datetime) -> list[DeviceLine]:
    """The browsers of the viewer and of the places that he runs."""
    return [
        _line(owner, row, viewer.zone, locale, now)
        for owner in _owners(viewer, locale)
        for row in browsers_of(owner.value)
    ]


def browsers_of(owner: str) -> list[listings.MethodRow]:
    """The browsers among somebody's contact methods."""
    return [row for row in listings.list_methods(owner) if row.channel == webpush.NAME]


def _line(owner: Owner, row: listings.MethodRow, zone: str, locale: Locale, now: datetime) -> DeviceLine:
    seen_at = pushes.seen_at(row.owner, row.method)
    when = moment_text(seen_at, parse_zone(zone), locale, now=now) if seen_at else ""
    return DeviceLine(
        owner=row.owner,
        method=row.method,
        name=device_name(row, locale),
        whose=owner.word,
        seen=PAGE["seen" if when else "unseen"][locale].format(when=when),
        is_seen=bool(when),
    )


def device_name(row: listings.MethodRow, locale: Locale) -> str:
    """What the browser of a contact method is called."""
    try:
        named = pushes.name_of(directory.load_address(row.owner, row.method))
    except DomainError:
        named = ""
    return clean(named) or PAGE["unnamed"][locale]


def _act(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    given = typed(request, "act", "owner", "method", "subscription")
    owner = _managed(viewer, given["owner"])
    if given["act"] == "remove":
        if any(row.method == given["method"] for row in browsers_of(owner)):  # else: turned off already
            stores.remove_method(owner, actor=actor_of(request), method=given["method"], now=clock.now())
        return _answer(request, "removed", 200)
    try:
        device = _device(request, owner, given)
    except DomainError as error:
        if error.code not in ("bad_address", "unknown_method"):
            raise
        return _answer(request, "failed", 422)
    result = pushes.send_trial(
        device,
        locale=locale_of(request),
        base_url=settings.OTKLIK_BASE_URL,
        urls=own_urls(),
        now=clock.now(),
        at=clock.machine_now(),
    )
    return _answer(request, _told(result), 200 if result.outcome != "failed" else 502)


def _told(result: SendResult) -> str:
    if result.outcome != "failed":
        return "sent"
    return "gone" if result.permanent else "failed"


def _managed(viewer: Viewer, owner: str) -> str:
    """The stream of whom the viewer may turn browsers on for.

    Raises
    ------
    DomainError
        `unknown_store`, `unknown_person`: nobody, or not his.
    """
    kind, _, slug = owner.partition("/")
    if not owner or owner == f"person/{viewer.person}":
        return f"person/{viewer.person}"
    if kind == "store" and may(HEADS, viewer.roles):
        return f"store/{access_place(viewer, slug).slug}"
    raise DomainError("unknown_person", "There is nobody of that name here.")


def _device(request: HttpRequest, owner: str, given: Mapping[str, str]) -> pushes.Device:
    """The browser that asks, or the one of the list that is tested."""
    if given["act"] == "test":
        address = directory.load_address(owner, given["method"])
        return pushes.Device(owner, address, pushes.name_of(address), actor_of(request))
    address = normalise_subscription(given["subscription"], loopback=is_on_loopback())
    return pushes.Device(owner, address, browser_of(request.headers.get("User-Agent", "")), actor_of(request))


def browser_of(agent: str) -> str:
    """A browser in words that its owner recognises: `Chrome · Android`; empty where it does not say.

    Parameters
    ----------
    agent
        As in the header.
    """
    browser = next((word for sign, word in BROWSERS if sign in agent), "")
    system = next((word for word in SYSTEMS if word in agent), "").replace("Macintosh", "Mac")
    return " · ".join(filter(None, (browser, system)))


def _answer(request: HttpRequest, told: str, status: int) -> HttpResponse:
    """What was done, to a script or to a form."""
    if wants_json(request):
        return JsonResponse({"told": told}, status=status, headers={"Cache-Control": "no-store"})
    return HttpResponseRedirect(f"{reverse('my_devices')}?done={told}", status=303)
