"""The set-up of a store's tablets: a code for one more, and those that are there to be disconnected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from otklik.actions import devices
from otklik.domain.errors import DomainError
from otklik.domain.local_times import moment_text
from otklik.domain.locales import Locale
from otklik.domain.zones import parse_zone
from otklik.store import clock
from otklik.store.access import access_place
from otklik.store.devices import list_devices
from otklik.store.listings import PlaceRow
from otklik.web.screens import locale_of
from otklik.web.setup import Framed, actor_of, done, framed, scoped, show, typed
from otklik.web.setup_words import spoken
from otklik.web.till_words import DEVICES
from otklik.web.viewers import viewer_of


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """One tablet as the page of its store shows it."""

    device: str
    name: str
    since: str


@dataclass(frozen=True, slots=True)
class DevicesCard:
    """The card of a store's tablets."""

    words: Mapping[str, str]
    devices: tuple[DeviceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePage(Framed):
    """The code for one more tablet, shown once."""

    place: PlaceRow
    code: str
    why: str


def card_of_devices(place: PlaceRow, locale: Locale, *, now: datetime) -> DevicesCard:
    """The card of a store's tablets in words."""
    words = spoken(DEVICES, locale)
    zone = parse_zone(place.hours.zone if place.hours else "UTC")
    lines = tuple(
        DeviceLine(
            one.device,
            one.name,
            words["since"].format(at=moment_text(one.proved_at, zone, locale, now=now)),
        )
        for one in list_devices(place.slug)
    )
    return DevicesCard(words, lines)


@require_POST
@scoped
def change_devices(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a code for one more tablet of a place, or disconnect one."""
    place, locale, now = access_place(viewer_of(request), slug), locale_of(request), clock.now()
    given = typed(request, "act", "device", "tablet")
    if given["act"] == "remove":
        try:
            devices.remove(place.slug, device=given["device"], actor=actor_of(request), now=now)
        except DomainError:
            return done("setup_store", slug)
        return done("setup_store", slug, said="device_removed")
    name = given["tablet"] or DEVICES["name_default"][locale]
    code = devices.make_code(place.slug, name=name[:60], actor=actor_of(request), now=now)
    address = f"{settings.OTKLIK_BASE_URL}{reverse('till')}".partition("//")[2]
    page = CodePage(
        **framed(request, DEVICES, here="setup_stores", title=DEVICES["code"][locale], above="setup_stores"),
        place=place,
        code=code,
        why=DEVICES["code_why"][locale].format(address=address),
    )
    return show(request, "code.html", page)
