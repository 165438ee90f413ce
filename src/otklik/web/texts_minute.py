"""The story of 001 and 004 that plays on the demo's own orders: a report of its last days, and what a minute costs.

Nothing is staged: the report is one like any other, kept, and the story tells its figures and what they don't prove.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from otklik.actions import reports
from otklik.analytics.findings import DelayBin, Findings
from otklik.domain.errors import DomainError
from otklik.domain.locales import Locale, Words, count_of
from otklik.domain.reports import Scope, last_days
from otklik.store import clock, demo_stories
from otklik.store.access import Viewer
from otklik.store.demo_stories import PlayedStory
from otklik.web.findings_figures import band_names, bounds_text, share_text
from otklik.web.findings_terms import CAVEATS, term
from otklik.web.permissions import ACT, PERMISSIONS, may
from otklik.web.reports import days_text
from otklik.web.viewers import viewer_of

STORY = "minute-cost"
DAYS = 60
CURVE = "#fnd-bins"
"""Where a report's page shows the kept sales by delay."""

WORDS: Mapping[str, Words] = {
    "orders": {
        "ru": "Взято из журнала демо: {orders}, магазины те, что видны вам",
        "en": "Taken from the demo's journal: {orders}, of the stores that you see",
    },
    "kept": {"ru": "Продажа состоялась, если ответили", "en": "The sale was kept where the answer came"},
    "none": {
        "ru": "Заказов мало: кривой потерь по ним не построить",
        "en": "There are too few orders to draw a curve of losses",
    },
    "not_proven": {"ru": "Чего отсюда не вывести", "en": "What can't be concluded from it"},
    "made_up": {
        "ru": "Жизнь демо придумана, и терпение её покупателей тоже: так выглядит отчёт, а не закон торговли. Свою "
        "кривую покажут ваши заказы.",
        "en": "The demo's life is made up, and so is the patience of its buyers: this is what a report looks like, "
        "no law of trade. Your own orders show your own curve.",
    },
    "open": {"ru": "кривая потерь в отчёте", "en": "the curve of losses in the report"},
    "behind": {"ru": "заказы без ответа", "en": "orders never answered"},
}


def may_play(viewer: Viewer) -> bool:
    """Whether the viewer makes reports."""
    return may(PERMISSIONS["reports"][ACT], viewer.roles)


def play_minute(request: HttpRequest) -> HttpResponse:
    """Make the report of the demo's last days for whoever asks, and open its curve of losses."""
    viewer, now = viewer_of(request), clock.now()
    window = last_days(DAYS, zone=viewer.zone, now=now)
    made = reports.make_report(window, Scope(), viewer=viewer, now=now)
    demo_stories.record_played(STORY, {"report": made.row.id})
    return HttpResponseRedirect(f"{reverse('report', args=[made.row.id])}{CURVE}", status=303)


def rows_of(
    played: PlayedStory, viewer: Viewer, locale: Locale, *, now: datetime
) -> list[tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]]:
    """What the story tells, a row each: the sentence, the figures beside it, and links as address and word.

    Notes
    -----
    Empty for whoever may not see the report that was made.
    """
    try:
        report = reports.load_report(played.plan.get("report", 0), viewer=viewer)
    except DomainError:
        return []
    findings, number = report.findings, report.row.id
    days = days_text(report.row.window, locale, now=now)
    taken = WORDS["orders"][locale].format(orders=count_of(findings.orders, "order", locale))
    behind = f"{reverse('report_orders', args=[number])}?figure=answers/silent"
    curve = (f"{reverse('report', args=[number])}{CURVE}", WORDS["open"][locale])
    bins = tuple(_bins(findings, locale))
    kept = (WORDS["kept"][locale], bins, (curve, (behind, WORDS["behind"][locale])))
    return [
        (taken, (days,), ()),
        kept if bins else (WORDS["none"][locale], (), (curve,)),
        (WORDS["not_proven"][locale], tuple(_caveats(findings, locale)), ()),
    ]


def _bins(findings: Findings, locale: Locale) -> Iterator[str]:
    found: tuple[DelayBin, ...] = findings.curve.bins if findings.curve else ()
    names = band_names([one.name for one in found], locale)
    for name, one in zip(names, found, strict=True):
        if one.raw.whole:
            yield f"{name}: {share_text(one.raw, locale)} ({bounds_text(one.raw, locale)})"


def _caveats(findings: Findings, locale: Locale) -> Iterator[str]:
    for code in findings.curve.caveats if findings.curve else ():
        yield term(CAVEATS, code, locale)
    yield WORDS["made_up"][locale]
