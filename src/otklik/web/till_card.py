"""The card that hangs at the till, one A5 sheet: the norms in force, what to say, how to join the shift.

It is made from the store's own standard, so that what is printed is what is judged. The code that proves the place
can't be printed: it changes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from otklik.domain.local_times import MONTHS
from otklik.domain.locales import NBSP, Locale, span_of
from otklik.domain.standards import Duration, Standard
from otklik.domain.wording import clean, fill_first
from otklik.domain.zones import parse_zone
from otklik.store import clock
from otklik.store.access import access_place
from otklik.store.devices import list_devices
from otklik.store.directory import load_world
from otklik.store.listings import PlaceRow
from otklik.web.card_words import CARD
from otklik.web.screens import locale_of
from otklik.web.script_words import SCRIPTS
from otklik.web.setup import Framed, framed, scoped, show
from otklik.web.viewers import viewer_of

ANSWER = "first_answer"
MINUTE_S = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPage(Framed):
    """The card in words; without a standard there are no norms."""

    place: PlaceRow
    store: str
    norms: tuple[tuple[str, str], ...]
    say: tuple[str, ...]
    ask: tuple[str, ...]
    steps: tuple[str, ...]
    foot: str


@require_safe
@scoped
def show_card(request: HttpRequest, slug: str) -> HttpResponse:
    """The card of a store, to be printed."""
    place, locale, now = access_place(viewer_of(request), slug), locale_of(request), clock.now()
    return show(request, "card.html", write_card(request, place, locale, now=now))


def write_card(request: HttpRequest, place: PlaceRow, locale: Locale, *, now: datetime) -> CardPage:
    """The card of a place in words."""
    words = {name: word[locale] for name, word in CARD.items()}
    world = load_world([place.slug], now=now)
    standard = world.standards.get(world.store(place.slug).standard)
    zone = parse_zone(place.hours.zone if place.hours else "UTC")
    local = now.astimezone(zone)
    printed = words["printed"].format(at=f"{local.day} {MONTHS[locale][local.month - 1]} {local.year}")
    named = (
        words["standard"].format(name=standard.name, number=standard.version)
        if standard
        else words["no_standard"]
    )
    script = SCRIPTS["first"]
    values = {"buyer": f"[{words['buyer']}]", "me": f"[{words['me']}]", "store": clean(place.name)}
    values["goods"] = f"[{words['goods']}]"
    lines = (fill_first(forms, locale, defaultdict(str, values)) for forms in script.lines)
    return CardPage(
        **framed(request, CARD, here="setup_stores", above="setup_stores"),
        place=place,
        store=clean(place.name),
        norms=_norms(standard, locale) if standard else (),
        say=tuple(line for line in lines if line),
        ask=tuple(one[locale] for one in script.questions),
        steps=_steps(place, locale),
        foot=f"{named} · {printed}",
    )


def _steps(place: PlaceRow, locale: Locale) -> tuple[str, ...]:
    if list_devices(place.slug):
        names = ("join_1", "join_2", "join_3")
        return tuple(CARD[name][locale] for name in names)
    address = f"{settings.OTKLIK_BASE_URL}{reverse('desk')}".partition("//")[2]
    return CARD["without"][locale].format(address=address), CARD["join_3"][locale]


def _norms(standard: Standard, locale: Locale) -> tuple[tuple[str, str], ...]:
    """What is owed and what helps, as the standard has it; a norm that it does not have is not said."""
    words = {name: word[locale] for name, word in CARD.items()}
    kind = standard.kinds.get(ANSWER)
    found = []
    if kind is not None and kind.limit is not None:
        limit = _said(kind.limit, locale)
        target = _said(kind.target, locale) if kind.target else limit
        found.append((words["answer"], words["answer_in"].format(target=target, limit=limit)))
        ladder = standard.ladders.get(kind.ladder) if kind.ladder else None
        lease = ladder.lease if ladder else None
        if lease is not None:
            found.append((words["taken"], words["taken_in"].format(lease=_said(lease, locale))))
    seconds = {"ru": "с", "en": "s"}[locale]
    found.append((words["talk"], words["talk_is"].format(talk=f"{standard.min_talk_s}{NBSP}{seconds}")))
    found.append((words["night"], words["night_in"]))
    busy = span_of(standard.notices.busy_s // MINUTE_S, locale)
    return (*found, (words["busy"], words["busy_for"].format(busy=busy)))


def _said(duration: Duration, locale: Locale) -> str:
    return span_of(duration.seconds // MINUTE_S, locale)
