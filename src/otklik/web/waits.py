"""Where orders wait: for whom, who waits for whom and for what, how long; each number with its orders (R29).

Of the whole network by roles, of a partner by the names of places; people have their roles alone.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import StringIO

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from otklik.actions import handling, network
from otklik.actions.handling import Waits, pair_name
from otklik.actions.network import DAYS
from otklik.analytics.handling_figures import FEW, Pair, PartyWaited
from otklik.domain.locales import Locale, count_of, group
from otklik.domain.reports import Window
from otklik.domain.wording import capitalised, clean
from otklik.store import clock
from otklik.store.access import Viewer
from otklik.web.attribution import tone_of
from otklik.web.dials import span_text
from otklik.web.drawings import Drawing
from otklik.web.findings_figures import percent
from otklik.web.handling_words import FIGURES, NO_DUTY, WAITS
from otklik.web.network import days_of, window_of
from otklik.web.network_bars import draw_parts
from otklik.web.network_figures import Figure
from otklik.web.network_words import NETWORK
from otklik.web.obligation_words import PARTIES
from otklik.web.obligations import name_of
from otklik.web.reports import days_text, load_names
from otklik.web.screens import locale_of, render_screen
from otklik.web.setup import scoped
from otklik.web.setup_words import spoken
from otklik.web.viewers import viewer_of

MOST = 40
"""So many pairs are shown; the file has all of them."""


@dataclass(frozen=True, slots=True)
class PartyLine:
    """One party that orders waited for."""

    party: str
    tone: str
    bar: Drawing
    share: str
    wall: str
    working: str
    orders: Figure


@dataclass(frozen=True, slots=True)
class PairLine:
    """Who waited for whom and for what; `few` = judge nobody by it."""

    waiter: str
    party: str
    tone: str
    duty: str
    orders: Figure
    median: str
    working_median: str
    p90: str
    working_p90: str
    wall: str
    working: str
    few: bool


@dataclass(frozen=True, slots=True)
class WaitsPage:
    """What `waits.html` shows."""

    title: str
    words: Mapping[str, str]
    crumb: str
    crumb_href: str
    about: str
    periods: tuple[tuple[str, str, bool], ...]
    file_href: str
    parties: tuple[PartyLine, ...]
    wall: str
    working: str
    pairs: tuple[PairLine, ...]
    missing: str


@require_safe
def show_network_waits(request: HttpRequest) -> HttpResponse:
    """Where the orders of the whole network wait."""
    return _show(request, "", None)


@require_safe
@scoped
def show_partner_waits(request: HttpRequest, partner: str) -> HttpResponse:
    """Where the orders of a partner wait, as far as the viewer runs its stores."""
    _, stores = network.access_partner(viewer_of(request), partner)
    return _show(request, partner, stores)


@require_safe
def show_network_waits_file(request: HttpRequest) -> HttpResponse:
    """The same as a table that is carried away."""
    return _file(request, "", None)


@require_safe
@scoped
def show_partner_waits_file(request: HttpRequest, partner: str) -> HttpResponse:
    """The same of one partner."""
    _, stores = network.access_partner(viewer_of(request), partner)
    return _file(request, partner, stores)


def _show(request: HttpRequest, partner: str, stores: frozenset[str] | None) -> HttpResponse:
    viewer, locale, now = viewer_of(request), locale_of(request), clock.now()
    days = days_of(request)
    window = window_of(days, viewer, now)
    found = handling.find_waits(window, partner=partner, stores=stores, now=now)
    page = _page(found, partner, days, window, viewer, locale, now)
    return render_screen(request, "waits.html", page, section="network")


def _page(
    found: Waits, partner: str, days: str, window: Window, viewer: Viewer, locale: Locale, now: datetime
) -> WaitsPage:
    names = load_names()
    wall_s, working_s = (sum(getattr(one, name) for one in found.parties) for name in ("wall_s", "working_s"))
    here = reverse("network_partner_waits", args=[partner]) if partner else reverse("network_waits")
    home = reverse("network_partner", args=[partner]) if partner else reverse("network")
    return WaitsPage(
        title=WAITS["title"][locale],
        words=spoken(WAITS, locale),
        crumb=clean(names.get(f"partner:{partner}", partner)) if partner else NETWORK["title"][locale],
        crumb_href=f"{home}?days={days}",
        about=f"{days_text(window, locale, now=now)} · {count_of(found.orders, 'order', locale)}",
        periods=tuple((NETWORK[name][locale], f"{here}?days={name}", name == days) for name in DAYS),
        file_href=f"{here}.csv?days={days}",
        parties=tuple(_party_line(one, wall_s, partner, days, names, locale) for one in found.parties),
        wall=span_text(wall_s, locale),
        working=span_text(working_s, locale),
        pairs=tuple(_pair_line(one, partner, days, names, locale) for one in found.pairs[:MOST]),
        missing=FIGURES["missing"][locale].format(n=group(found.missing, locale)) if found.missing else "",
    )


def _opens(figure: str, days: str) -> str:
    return f"{reverse('network_orders')}?{urlencode({'figure': figure, 'days': days})}"


def _party_line(
    one: PartyWaited, whole_s: int, partner: str, days: str, names: Mapping[str, str], locale: Locale
) -> PartyLine:
    tone = tone_of(one.party)
    return PartyLine(
        party=capitalised(say_party(one.party, names, locale)),
        tone=tone,
        bar=draw_parts(((_mark(tone), one.wall_s), ("none", whole_s - one.wall_s))),
        share=percent(one.wall_s / whole_s if whole_s else 0.0, locale),
        wall=span_text(one.wall_s, locale),
        working=span_text(one.working_s, locale),
        orders=Figure(
            count_of(one.orders, "order", locale),
            _opens(f"waited/{partner}/{pair_name('', one.party, None)}", days),
        ),
    )


def _mark(tone: str) -> str:
    """The tone of a bar's part; `none` is the track, so a party without a colour gets the wall's."""
    return {"none": "wall", "night": "wall"}.get(tone, tone)


def _pair_line(one: Pair, partner: str, days: str, names: Mapping[str, str], locale: Locale) -> PairLine:
    return PairLine(
        waiter=capitalised(say_party(one.waiter, names, locale)),
        party=capitalised(say_party(one.party, names, locale)),
        tone=tone_of(one.party),
        duty=say_duty(one.kind, locale),
        orders=Figure(
            group(one.orders, locale),
            _opens(f"waited/{partner}/{pair_name(one.waiter, one.party, one.kind)}", days),
        ),
        median=span_text(one.median_s, locale),
        working_median=span_text(one.working_median_s, locale),
        p90=span_text(one.p90_s, locale),
        working_p90=span_text(one.working_p90_s, locale),
        wall=span_text(one.wall_s, locale),
        working=span_text(one.working_s, locale),
        few=one.orders < FEW,
    )


def say_party(party: str, names: Mapping[str, str], locale: Locale) -> str:
    """A party as people call it: its place's name, else its role."""
    role, _, slug = party.partition(":")
    if slug and f"store:{slug}" in names:
        return clean(names[f"store:{slug}"])
    return PARTIES[role][locale] if role in PARTIES else clean(slug or role.replace("_", " "))


def say_duty(kind: str, locale: Locale) -> str:
    """What was waited for."""
    return name_of(kind, locale) if kind else WAITS["next_step"][locale]


def say_rest(name: str, rest: str, names: Mapping[str, str], locale: Locale) -> str:
    """What a figure of `actions.handling` is named by besides its partner, in words."""
    if name == handling.WAITED:
        waiter, party, *kind = (*rest.split("|"), "")[:4]
        pair = " → ".join(say_party(one, names, locale) for one in (waiter, party) if one)
        return f"{pair}: {say_duty(kind[0], locale)}" if len(kind) > 1 else pair
    if name == handling.CAUSED:
        kind_of = rest.partition("|")[0]
        return name_of(kind_of, locale) if kind_of else NO_DUTY[locale]
    return clean(names.get(f"store:{rest}", rest)) if rest else ""


HEAD = (
    "waiter", "party", "kind", "orders", "wall_s", "working_s", "median_s", "p90_s", "working_median_s",
    "working_p90_s", "too_few",
)  # fmt: skip


def _file(request: HttpRequest, partner: str, stores: frozenset[str] | None) -> HttpResponse:
    now, days = clock.now(), days_of(request)
    window = window_of(days, viewer_of(request), now)
    found = handling.find_waits(window, partner=partner, stores=stores, now=now)
    out = StringIO()
    table = csv.writer(out)
    table.writerow(HEAD)
    for one in found.pairs:
        cells = [getattr(one, name) for name in HEAD[:-1]]
        table.writerow([*cells, int(one.orders < FEW)])
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"otklik-waits-{partner or 'network'}-{days}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
