"""The network's page and each partner's own: how buyers are answered, what stores state, what buyers say (R02, R07)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from otklik.actions import handling, network
from otklik.actions.network import DAYS, Own
from otklik.analytics.court import GroupFigures, Missed
from otklik.domain.local_times import clock_text
from otklik.domain.locales import Locale, group, span_of
from otklik.domain.reports import Window
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.store import clock
from otklik.store.access import EVERYWHERE, Viewer
from otklik.web.desk_rows import order_address
from otklik.web.network_alternatives import MissingSection, write_missing
from otklik.web.network_figures import Kpi, Opens, Reader, kpis, reason_word
from otklik.web.network_handling import HandlingSection, write_handling
from otklik.web.network_tables import (
    FunnelLine,
    PartnerLine,
    ReasonLine,
    funnel_lines,
    partner_lines,
    reason_lines,
)
from otklik.web.network_words import MARKS, MISSED, NETWORK, PARTNER, SEGMENTS
from otklik.web.reports import days_text, load_names
from otklik.web.screens import locale_of, render_screen
from otklik.web.setup import scoped
from otklik.web.setup_words import spoken
from otklik.web.viewers import viewer_of

USUAL = "month"
MOST_MISSED = 6
"""So many lines of what was missed today; the figures have all of it."""


@dataclass(frozen=True, slots=True)
class Period:
    """One of the windows that the page offers."""

    word: str
    href: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class MissedLine:
    """Something that was missed today."""

    href: str
    lead: str
    number: str
    more: str


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """What `network.html` shows; a partner's own page has no partners, and `guidance` where it didn't agree."""

    title: str
    about: str
    words: Mapping[str, str]
    periods: tuple[Period, ...]
    file_href: str
    back_href: str
    letters_href: str
    kpis: tuple[Kpi, ...]
    partners: tuple[PartnerLine, ...]
    reasons: tuple[ReasonLine, ...]
    legend: tuple[tuple[str, str], ...]
    note: str
    missed: tuple[MissedLine, ...]
    missed_count: int
    missed_href: str
    funnel: tuple[FunnelLine, ...]
    method: str
    is_empty: bool
    hands: HandlingSection
    missing: MissingSection | None = None
    lead: str = ""
    guidance: str = ""


@require_safe
def show_network(request: HttpRequest) -> HttpResponse:
    """The administrator's morning; whoever runs stores comes to his partner's page."""
    viewer, locale, now = viewer_of(request), locale_of(request), clock.now()
    if not viewer.roles & EVERYWHERE:
        return HttpResponseRedirect(reverse("network_partner", args=[viewer.partner]))
    days = days_of(request)
    found = network.find_network(window_of(days, viewer, now), now=now)
    to = Reader(locale, _opener(days), found.court.currency, network.load_reasons())
    page = NetworkPage(
        title=NETWORK["title"][locale],
        about=_about(found.window, viewer, locale, now),
        words=spoken(NETWORK, locale),
        periods=_periods(reverse("network"), days, locale),
        file_href=f"{reverse('network_file')}?days={days}",
        back_href="",
        letters_href="",
        kpis=kpis(found.total, found.court.network, to, None),
        partners=partner_lines(
            found, to, lambda slug: f"{reverse('network_partner', args=[slug])}?days={days}"
        ),
        reasons=reason_lines(found.court.network, to, None),
        legend=_legend(locale),
        note=_note(found.court.network, to),
        **_missed("", None, viewer, to, now),
        funnel=funnel_lines(found.total, "", to),
        method=to.say("method", currency=found.court.currency or "—", position=str(found.position)),
        is_empty=not found.answers,
        hands=_hands("", None, found.window, days, to, now),
        missing=write_missing(found.window, None, locale),
    )
    return render_screen(request, "network.html", page, section="network")


@require_safe
@scoped
def show_partner(request: HttpRequest, partner: str) -> HttpResponse:
    """A partner's own figures beside the network's, and nobody else's."""
    viewer, locale, now = viewer_of(request), locale_of(request), clock.now()
    days = days_of(request)
    own = network.find_own(partner, window_of(days, viewer, now), viewer=viewer, now=now)
    reasons = network.load_reasons()
    to = Reader(locale, _opener(days), own.figures.currency, reasons, is_judged=own.agreed)
    here = reverse("network_partner", args=[partner])
    figures = own_figures(own)
    page = NetworkPage(
        title=clean(own.name),
        about=_about(window_of(days, viewer, now), viewer, locale, now),
        words={**spoken(NETWORK, locale), **spoken(PARTNER, locale)},
        periods=_periods(here, days, locale),
        file_href=f"{reverse('network_partner_file', args=[partner])}?days={days}",
        back_href=f"{reverse('network')}?days={days}" if viewer.roles & EVERYWHERE else "",
        letters_href=reverse("partner_letters", args=[partner]),
        kpis=kpis(own.answers, figures, to, own.network),
        partners=(),
        reasons=reason_lines(
            figures, to, own.network.court.network if own.network else None, partner=partner
        ),
        legend=_legend(locale),
        note=_note(figures, to),
        **_missed(partner, own.stores, viewer, to, now),
        funnel=funnel_lines(own.answers, partner, to),
        method=to.say("method", currency=own.figures.currency or "—", position=str(own.position)),
        is_empty=not own.answers["orders"],
        hands=_hands(partner, own.stores, window_of(days, viewer, now), days, to, now),
        missing=write_missing(window_of(days, viewer, now), own.stores, locale),
        lead=PARTNER["lead"][locale] if own.network else PARTNER["no_network"][locale],
        guidance="" if own.agreed else PARTNER["guidance"][locale],
    )
    return render_screen(request, "network_partner.html", page, section="network")


def _hands(
    partner: str, stores: frozenset[str] | None, window: Window, days: str, to: Reader, now: datetime
) -> HandlingSection:
    """How the orders were handled: by whose hands, and what buyers asked because nobody had told them."""
    found = handling.find_handling(window, partner=partner, stores=stores, now=now)
    address = reverse("network_partner_waits", args=[partner]) if partner else reverse("network_waits")
    return write_handling(found, to, load_names(), partner=partner, waits_href=f"{address}?days={days}")


def own_figures(own: Own) -> GroupFigures:
    """The figures of the stores that the viewer runs; those of nothing where there are none."""
    return own.figures.find(own.partner) or own.figures.network


def days_of(request: HttpRequest) -> str:
    """Name of the window that is asked for."""
    asked = request.GET.get("days", "")
    return asked if asked in DAYS else USUAL


def window_of(days: str, viewer: Viewer, now: datetime) -> Window:
    """Its days, in the zone of the viewer's place."""
    return network.window_of(DAYS[days], zone=viewer.zone, now=now)


def _opener(days: str) -> Opens:
    address = reverse("network_orders")
    return lambda figure: f"{address}?{urlencode({'figure': figure, 'days': days})}"


def _about(window: Window, viewer: Viewer, locale: Locale, now: datetime) -> str:
    local = now.astimezone(parse_zone(viewer.zone))
    return NETWORK["about"][locale].format(days=days_text(window, locale, now=now), time=clock_text(local))


def _periods(here: str, chosen: str, locale: Locale) -> tuple[Period, ...]:
    return tuple(Period(NETWORK[name][locale], f"{here}?days={name}", name == chosen) for name in DAYS)


def _legend(locale: Locale) -> tuple[tuple[str, str], ...]:
    return tuple((f"sq m-{MARKS[name]}", words[locale]) for name, words in SEGMENTS.items())


def _note(own: GroupFigures, to: Reader) -> str:
    """How many answered, and what that means for the shares."""
    truth, unasked = own.truth, own.counts["unasked"].rows
    said = []
    if truth.asked:
        name = "note" if truth.silent else "note_all"
        told, asked = group(truth.told, to.locale), group(truth.asked, to.locale)
        said.append(to.say(name, told=told, asked=asked))
    if unasked:
        said.append(to.say("unasked", count=group(unasked, to.locale)))
    return " ".join(said)


def _missed(
    partner: str, stores: frozenset[str] | None, viewer: Viewer, to: Reader, now: datetime
) -> dict[str, Any]:
    found = network.find_missed_today(stores, zone=viewer.zone, now=now)
    names = load_names()
    return {
        "missed": tuple(_missed_line(one, names, viewer, to) for one in found[:MOST_MISSED]),
        "missed_count": len(found),
        "missed_href": f"{reverse('network_orders')}?{urlencode({'figure': f'missed/{partner}'})}",
    }


def _missed_line(one: Missed, names: Mapping[str, str], viewer: Viewer, to: Reader) -> MissedLine:
    order, case = one.row.order, one.row.case
    minutes_m = int((one.at - order.placed_at).total_seconds()) // 60
    reason = reason_word(case.reason if case else order.asks[-1].reason, to.locale, to.reasons)
    store = clean(names.get(f"store:{order.store}", order.store))
    at = clock_text(one.at.astimezone(parse_zone(viewer.zone)))
    return MissedLine(
        href=order_address(order.stream.partition("/")[2]),
        lead=MISSED[one.kind][to.locale].format(span=span_of(minutes_m, to.locale)),
        number=clean(order.number),
        more=f"{store}, {at} · {reason}",
    )
