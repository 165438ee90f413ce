"""The address of a party's page in its set-up: shown to an administrator, made anew, closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from otklik.actions import party_links
from otklik.domain.local_times import date_text
from otklik.domain.locales import Locale
from otklik.domain.zones import parse_zone
from otklik.store import clock
from otklik.store.access import access_place
from otklik.store.listings import PlaceRow
from otklik.web.process_words import LINK
from otklik.web.setup import done, scoped
from otklik.web.viewers import viewer_of


@dataclass(frozen=True, slots=True)
class PageCard:
    """What set-up says of a party's page: the address, or why there is none."""

    words: dict[str, str]
    url: str
    state: str
    revoked: bool


def card_of_page(place: PlaceRow, locale: Locale, *, now: datetime) -> PageCard | None:
    """The card; None for a store and for the marketplace, whose people log in."""
    if place.role in ("store", "marketplace"):
        return None
    words = {name: word[locale] for name, word in LINK.items()}
    known = party_links.look(place.slug)
    if known is None:
        return PageCard(words, "", words["page_none"], revoked=False)
    if not known.is_good(now):
        return PageCard(words, "", words["page_revoked"], revoked=True)
    zone = parse_zone(place.hours.zone if place.hours else "UTC")
    day = date_text(known.ends_at.astimezone(zone).date(), locale, today_on=now.astimezone(zone).date())
    return PageCard(
        words, party_links.show(place.slug, now=now), words["page_until"].format(day=day), revoked=False
    )


@require_POST
@scoped
def change_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Make another address, or close the page."""
    place, now = access_place(viewer_of(request), slug), clock.now()
    if request.POST.get("act") == "revoke":
        party_links.revoke(place.slug, now=now)
        return done("setup_store", slug, said="page_closed")
    party_links.renew(place.slug, now=now)
    return done("setup_store", slug, said="page_made")
