"""The network's figures as a table that is carried away: a line for each partner and stated reason."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import StringIO

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from otklik.actions import network
from otklik.actions.network import Network
from otklik.analytics.court import GroupFigures, ReasonFigures
from otklik.store import clock
from otklik.web.network import days_of, own_figures, window_of
from otklik.web.setup import scoped
from otklik.web.viewers import viewer_of


@require_safe
def show_network_file(request: HttpRequest) -> HttpResponse:
    """Each partner and reason as a line of a table that is carried away."""
    viewer, now = viewer_of(request), clock.now()
    days = days_of(request)
    found = network.find_network(window_of(days, viewer, now), now=now)
    groups = {one.partner: one for one in (found.court.network, *found.court.partners)}
    return _file(groups, found, found.court.currency, f"otklik-network-{days}.csv")


@require_safe
@scoped
def show_partner_file(request: HttpRequest, partner: str) -> HttpResponse:
    """The same of one partner, for whoever runs its stores."""
    viewer, now = viewer_of(request), clock.now()
    days = days_of(request)
    own = network.find_own(partner, window_of(days, viewer, now), viewer=viewer, now=now)
    return _file({partner: own_figures(own)}, None, own.figures.currency, f"otklik-{partner}-{days}.csv")


COUNTED = (
    "cases",
    "drawn",
    "answered",
    "confirmed",
    "contradicted",
    "would_have_bought",
    "premature",
    "silence",
)
WORTH = ("lost", "lost_wanted", "regained")


def _file(
    groups: Mapping[str, GroupFigures], found: Network | None, currency: str, name: str
) -> HttpResponse:
    out = StringIO()
    table = csv.writer(out)
    table.writerow(
        (
            "partner",
            "agreed",
            "reason",
            "stated",
            *COUNTED,
            "share",
            "low",
            "high",
            "silent",
            "too_few",
            "parked",
        )
        + tuple(f"{one}_minor" for one in WORTH)
        + ("currency",)
    )
    for slug, own in groups.items():
        agreed = "" if found is None or not slug else int(found.is_agreed(slug))
        table.writerow(_cells(slug, agreed, "", 1.0, own, currency))
        for one in own.reasons:
            table.writerow(_cells(slug, agreed, one.reason, one.stated, one, currency))
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _cells(
    slug: str, agreed: int | str, reason: str, stated: float, one: GroupFigures | ReasonFigures, currency: str
) -> tuple[object, ...]:
    truth = one.truth
    shares = (truth.share, truth.low, truth.high) if truth.asked else (None, None, None)
    return (
        slug,
        agreed,
        reason,
        f"{stated:.4f}",
        *(one.counts[name].rows for name in COUNTED),
        *("" if value is None else f"{value:.4f}" for value in shares),
        truth.silent,
        int(truth.few),
        one.counts["parked"].rows,
        *(one.counts[name].minor for name in WORTH),
        currency,
    )
