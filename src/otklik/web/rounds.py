"""The round on the desk: what is still to be looked at, by when, and the taps that say so (R11).

Opening the desk counts as looking at it: the page says so by a POST, because a GET never changes anything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from otklik.actions import rounds
from otklik.domain.errors import DomainError
from otklik.domain.inboxes import DESK
from otklik.domain.local_times import clock_text
from otklik.domain.locales import Locale, span_of
from otklik.domain.zones import parse_zone
from otklik.store import clock, shifts
from otklik.store.access import Viewer
from otklik.store.rounds import Beat, StoreDay, load_day
from otklik.web.answers import answer_done, answer_refused
from otklik.web.desk_panel import may_act
from otklik.web.round_words import INBOX, ROUND, VERDICTS
from otklik.web.screens import locale_of
from otklik.web.viewers import viewer_of

HEAD_KNOWS_AFTER_S = 300
"""So long after a missed limit the shipped ladder has told the head."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One inbox of the round: its icon, whether it was looked through, and what a reader of screens hears."""

    inbox: str
    icon: str
    word: str
    looked: bool
    said: str


@dataclass(frozen=True, slots=True)
class BeatMark:
    """One round of the day as a mark: its style, its hour where that is shown, and its words."""

    style: str
    hour: str
    said: str


@dataclass(frozen=True, slots=True)
class RoundStrip:
    """The row of the round in words.

    Parameters
    ----------
    lead, why, tone
        What is due, and how much of it is left.
    chips, missing
        The inboxes, and how many are still to be looked at.
    beats
        The day's rounds.
    may_mark
        Whether the viewer is on shift here.
    opens_desk
        Whether opening the desk would say something new.
    presence, plan
        Whether a sign of life or the morning's plan is owed.
    """

    words: dict[str, str]
    lead: str
    why: str
    tone: str
    chips: tuple[Chip, ...]
    missing: int
    beats: tuple[BeatMark, ...]
    may_mark: bool
    opens_desk: bool
    presence: bool
    plan: bool


def make_strip(viewer: Viewer, locale: Locale, *, now: datetime) -> RoundStrip | None:
    """The row of the viewer's own store, or None where nothing of it is owed."""
    if not viewer.home or not may_act(viewer):
        return None
    day = load_day(viewer.home, now=now)
    if day is None or (day.round is None and not day.owes_presence and not day.owes_plan):
        return None
    present = shifts.load_presence(viewer.home, now=now)
    words = {name: word[locale] for name, word in ROUND.items()}
    lead, why, tone = _due(day, words, locale, now=now)
    looked = day.round.looked if day.round else ()
    missing = day.round.missing if day.round else ()
    may_mark = present is not None and viewer.person in dict(present.people)
    return RoundStrip(
        words=words,
        lead=lead,
        why=why,
        tone=tone,
        chips=tuple(_chip(one, one in looked, words, locale) for one in INBOX if one in (*looked, *missing)),
        missing=len(missing),
        beats=tuple(_marks(day, locale)),
        may_mark=may_mark,
        opens_desk=may_mark and DESK in missing,
        presence=day.owes_presence,
        plan=day.owes_plan,
    )


def _due(day: StoreDay, words: dict[str, str], locale: Locale, *, now: datetime) -> tuple[str, str, str]:
    if day.round is None:
        return "", "", "info"
    zone = parse_zone(day.zone)
    if day.round.missed_at is not None:
        late_s = (now - day.round.missed_at).total_seconds()
        why = words["missed_why" if late_s >= HEAD_KNOWS_AFTER_S else "missed_soon"]
        return words["missed"].format(at=clock_text(day.round.missed_at.astimezone(zone))), why, "late"
    left_m = max(int((day.round.limit_at - now).total_seconds()) // 60, 0)
    lead = words["due"].format(at=clock_text(day.round.limit_at.astimezone(zone)))
    return lead, words["left"].format(span=span_of(left_m, locale)), "warn" if left_m < 10 else "ok"


def _chip(inbox: str, looked: bool, words: dict[str, str], locale: Locale) -> Chip:
    icon, word = INBOX[inbox]
    return Chip(inbox, icon, word[locale], looked, words["looked" if looked else "look"])


def _marks(day: StoreDay, locale: Locale) -> list[BeatMark]:
    """A mark a round; the hour stands under the first of each second hour."""
    zone = parse_zone(day.zone)
    found: list[BeatMark] = []
    hours: set[int] = set()
    for beat in day.beats:
        style, words = VERDICTS.get(beat.verdict, VERDICTS["open"])
        if not style:
            continue
        found.append(BeatMark(style, _hour(beat, hours, zone), words[locale].format(at=_clock(beat, zone))))
    return found


def _clock(beat: Beat, zone: object) -> str:
    return clock_text(beat.limit_at.astimezone(zone))  # type: ignore[arg-type]


def _hour(beat: Beat, shown: set[int], zone: object) -> str:
    hour = beat.limit_at.astimezone(zone).hour  # type: ignore[arg-type]
    if any(abs(hour - one) < 2 for one in shown):
        return ""
    shown.add(hour)
    return str(hour)


@require_safe
def show_round(request: HttpRequest) -> HttpResponse:
    """The row alone, for a script that reads it anew; empty where nothing is owed."""
    strip = make_strip(viewer_of(request), locale_of(request), now=clock.now())
    response = render(request, "desk_round.html", {"round": strip})
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
def attest_round(request: HttpRequest) -> HttpResponse:
    """The viewer has looked through inboxes of his store: those of the form, or all that are missing."""
    inboxes, opened = request.POST.getlist("inbox"), "opened" in request.POST

    def act(viewer: Viewer, now: datetime) -> None:
        rounds.attest(viewer.home, person=viewer.person, inboxes=inboxes, opened=opened, now=now)

    return _answer(request, "round_attest", act)


@require_POST
def attest_presence(request: HttpRequest) -> HttpResponse:
    """The viewer is there."""
    return _answer(
        request,
        "presence_attest",
        lambda viewer, now: rounds.be_here(viewer.home, person=viewer.person, now=now),
    )


def _answer(request: HttpRequest, name: str, act: Callable[[Viewer, datetime], object]) -> HttpResponse:
    try:
        act(viewer_of(request), clock.now())
    except DomainError as error:
        return answer_refused(request, error, {}, otherwise=reverse("desk"))
    return answer_done(request, name, {}, otherwise=reverse("desk"))
