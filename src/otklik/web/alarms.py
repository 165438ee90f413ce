"""Alarms: what the system could tell nobody about, or could do nothing about; a row goes when its cause is gone."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from otklik.domain.local_times import moment_text
from otklik.domain.zones import parse_zone
from otklik.store import clock, queries
from otklik.web.screens import locale_of
from otklik.web.setup import Framed, framed, show
from otklik.web.setup_words import ALARM_REASONS, ALARMS
from otklik.web.viewers import viewer_of


@dataclass(frozen=True, slots=True)
class AlarmLine:
    """One alarm that stands."""

    reason: str
    about: str
    at: str
    order: str
    plan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmsPage(Framed):
    """The list of alarms, newest first."""

    alarms: tuple[AlarmLine, ...]


def _store(stream: str) -> str:
    """The store on whose day it happened; empty for other streams."""
    return stream.split("/")[1] if stream.startswith("shift/") else ""


@require_safe
def show_alarms(request: HttpRequest) -> HttpResponse:
    """The alarms that stand."""
    locale, zone, now = locale_of(request), parse_zone(viewer_of(request).zone), clock.now()
    lines = [
        AlarmLine(
            reason=ALARM_REASONS[one.reason][locale] if one.reason in ALARM_REASONS else one.reason,
            about=" ".join(filter(None, (one.kind, one.key, _store(one.stream)))),
            at=moment_text(one.raised_at, zone, locale, now=now),
            order=one.stream.removeprefix("order/") if one.stream.startswith("order/") else "",
            plan=f"{reverse('morning')}?store={_store(one.stream)}" if one.reason == "plan_short" else "",
        )
        for one in queries.list_alarms()
    ]
    return show(
        request, "alarms.html", AlarmsPage(**framed(request, ALARMS, here="alarms"), alarms=tuple(lines))
    )
