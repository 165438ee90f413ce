"""The panel beside the desk for a call: the number, the caller's orders, how calling back ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from otklik.domain.locales import Locale
from otklik.store.access import Viewer
from otklik.store.conversations import CallRow
from otklik.web.call_rows import CallCard, card_of_call, outcomes_of
from otklik.web.call_words import CALL
from otklik.web.screens import locale_of


@dataclass(frozen=True, slots=True)
class CallPanel:
    """What `call_panel.html` shows beside the desk."""

    row: CallCard
    heading: str
    outcomes: tuple[tuple[int, str, str, str], ...]
    may_act: bool


def make_call_panel(
    row: CallRow, viewer: Viewer, locale: Locale, *, now: datetime, may_act: bool
) -> CallPanel:
    """The panel of a call for whoever looks."""
    card = card_of_call(row, locale, now=now, person=viewer.person)
    heading = CALL[card.whose][locale].format(name=card.owner_name)
    return CallPanel(card, heading, tuple(outcomes_of(row, locale)), may_act and row.is_open)


def render_call_panel(
    request: HttpRequest, row: CallRow, viewer: Viewer, *, now: datetime, may_act: bool
) -> HttpResponse:
    """The panel as a fragment that no cache keeps."""
    panel = make_call_panel(row, viewer, locale_of(request), now=now, may_act=may_act)
    response = render(request, "call_panel.html", {"panel": panel})
    response.headers["Cache-Control"] = "no-store"
    return response
