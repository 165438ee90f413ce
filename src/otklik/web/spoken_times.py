"""A time in words, shown back as an instant before it counts, or the question that it leaves open; nothing is kept.

A script gets JSON, a page its fragment. Both say the time by the clock of the order's buyer, and by the store's where
no order is named or his zone is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from otklik.domain.business_time import WorkCalendar
from otklik.domain.errors import DomainError
from otklik.domain.events import instant_text
from otklik.domain.promise_lines import MOST_SIGNS
from otklik.domain.spoken_times import SpokenTime, Unclear, read_time
from otklik.domain.streams import stores_of
from otklik.store import clock, directory
from otklik.store.access import Viewer, access_order
from otklik.store.order_files import load_file
from otklik.web.answers import HEADERS, no_such_order, wants_json
from otklik.web.screens import locale_of
from otklik.web.spoken_time_words import SPOKEN
from otklik.web.viewers import viewer_of


@dataclass(frozen=True, slots=True)
class SpokenPart:
    """The fragment: how the time is understood, or what is asked with what may be meant (instant, words).

    Parameters
    ----------
    whose
        By whose clock it is said.
    at, words
        The instant; how it is said. Empty where it is asked back.
    """

    whose: str
    choose: str
    at: str = ""
    words: str = ""
    question: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Listener:
    """By whose clock and against which hours a line is read."""

    whose: str
    zone: str
    calendar: WorkCalendar | None


@require_POST
def show_spoken_time(request: HttpRequest) -> HttpResponse:
    """What the words of `line` come to, for the buyer of `order` where one is named; nothing is changed."""
    viewer, locale, now = viewer_of(request), locale_of(request), clock.now()
    try:
        listener = _listener(viewer, request.POST.get("order", ""), now=now)
    except DomainError:
        return no_such_order(request)
    line = " ".join(request.POST.get("line", "").split())[:MOST_SIGNS]
    heard = read_time(line, now=now, zone=listener.zone, locale=locale, calendar=listener.calendar)
    if wants_json(request):
        return JsonResponse({"zone": listener.zone, **_json_of(heard)}, headers=HEADERS)
    part = SpokenPart(SPOKEN[listener.whose][locale], SPOKEN["choose"][locale], **_fields_of(heard))
    response = render(request, "spoken_time.html", {"part": part if line else None})
    response.headers["Cache-Control"] = "no-store"
    return response


def _listener(viewer: Viewer, order: str, *, now: datetime) -> _Listener:
    """Who hears the time.

    Raises
    ------
    DomainError
        `unknown_order`, `ambiguous_number`: no such order, or not one that he may see.
    """
    if order:
        file = load_file(access_order(viewer, order))
        store = directory.load_world(stores_of(file.state), now=now).store(file.order.holder)
        buyer = file.order.buyer_zone
        return _Listener("buyer" if buyer else "store", buyer or store.calendar.zone, store.calendar)
    home = directory.load_world([viewer.home], now=now).stores.get(viewer.home)
    return _Listener("store", viewer.zone, home.calendar if home else None)


def _json_of(heard: SpokenTime | Unclear) -> Mapping[str, Any]:
    if isinstance(heard, SpokenTime):
        return {
            "understood": True,
            "at": instant_text(heard.at),
            "words": heard.words,
            "limit": heard.is_limit,
            "rest": heard.rest,
        }
    choices = [{"at": instant_text(one.at), "words": one.words} for one in heard.choices]
    return {"understood": False, "code": heard.why, "question": heard.question, "choices": choices}


def _fields_of(heard: SpokenTime | Unclear) -> dict[str, Any]:
    if isinstance(heard, SpokenTime):
        return {"at": instant_text(heard.at), "words": heard.words}
    choices = tuple((instant_text(one.at), one.words) for one in heard.choices)
    return {"question": heard.question, "choices": choices}
