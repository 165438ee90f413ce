"""The one page of a party: its open steps, and two answers to each: done, or not yet and by when (R23).

The address is the authority; GET shows, POST records. It shows of an order its number, its goods and which store waits,
and nothing of the buyer. Wrong, renewed, revoked and ended addresses get one answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from otklik.actions import party_links
from otklik.actions.party_links import Answer
from otklik.domain.business_time import WorkCalendar
from otklik.domain.errors import DomainError
from otklik.domain.local_times import floor_minute, moment_text, until_text
from otklik.domain.locales import Locale, choose_locale, span_of
from otklik.domain.party_desks import PartyDesk, PartyStep
from otklik.domain.wording import capitalised, clean
from otklik.domain.zones import parse_zone
from otklik.store import clock
from otklik.web.obligations import act_of
from otklik.web.process_words import DESK
from otklik.web.step_acts import read_local
from otklik.web.unlisted import no_such_page, unlisted_page

CLOSING_FOR = timedelta(days=9)
WHY: Mapping[str, str] = {"slow_down": "slow_down", "step_in_the_past": "past", "step_without_time": "past"}


@dataclass(frozen=True, slots=True)
class StepCard:
    """One step: what is asked, of which order, by when, and what may be answered."""

    order: str
    step: str
    number: str
    act: str
    store: str
    goods: tuple[str, ...]
    due: str
    left: str
    tone: str
    said: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PartyPage:
    """Everything that `party.html` shows, in words; `choices` are instants and their words."""

    locale: Locale
    title: str
    words: Mapping[str, str]
    name: str
    lead: str
    steps: tuple[StepCard, ...]
    choices: tuple[tuple[str, str], ...]
    said: str
    tone: str


@csrf_exempt  # as in links.py: the token in the address is the authority, and no cookie is used
@require_http_methods(["GET", "HEAD", "POST"])
def show_party(request: HttpRequest, token: str) -> HttpResponse:
    """The page of a party, and what it answers; 404 for any address that is not good."""
    now = clock.now()
    desk = party_links.load_desk(token, now)
    if desk is None:
        return no_such_page()
    locale = choose_locale(desk.locale)
    said, tone = "", ""
    if request.method == "POST":
        try:
            party_links.answer(token, _read(request, desk), now=now)
            said, tone = DESK["recorded"][locale], "ok"
        except DomainError as error:
            why = DESK[WHY.get(error.code, "gone")][locale]
            said, tone = DESK["refused"][locale].format(why=why), "warn"
        desk = party_links.load_desk(token, now) or desk
    page = write_party(desk, locale, said=said, tone=tone, now=now)
    return unlisted_page("party.html", page)


def _read(request: HttpRequest, desk: PartyDesk) -> Answer:
    says = request.POST.get("says", "")
    until = request.POST.get("until", "") or request.POST.get("at", "")
    later = says not in ("done", "approved", "declined")
    return Answer(
        order=request.POST.get("order", ""),
        step=request.POST.get("step", ""),
        says=says if not later else "later",
        until_at=read_local(until, desk.calendar.zone) if later else None,
    )


def write_party(desk: PartyDesk, locale: Locale, *, said: str, tone: str, now: datetime) -> PartyPage:
    """The page in words.

    Parameters
    ----------
    said, tone
        What came of an answer; empty = only looking.
    now
        Aware UTC.
    """
    words = {name: word[locale] for name, word in DESK.items()}
    return PartyPage(
        locale=locale,
        title=f"{words['title']} · {clean(desk.name)}",
        words=words,
        name=clean(desk.name),
        lead=words["lead" if desk.steps else "none"],
        steps=tuple(_card(one, desk.calendar, locale, now=now) for one in desk.steps),
        choices=tuple(_choices(desk.calendar, locale, now=now)),
        said=said,
        tone=tone,
    )


def _card(step: PartyStep, calendar: WorkCalendar, locale: Locale, *, now: datetime) -> StepCard:
    zone, owed = parse_zone(calendar.zone), step.owed
    late = now > owed.limit_at
    left_m = max(0, calendar.between(now, owed.limit_at)) // 60 if not late else 0
    words = step.words
    own = clean(words.ru if locale == "ru" else words.en) if words else act_of(step.kind, locale)
    limit = moment_text(floor_minute(owed.limit_at), zone, locale, now=now)
    until = until_text(floor_minute(owed.limit_at), zone, locale, now=now)
    due = DESK["was_due"][locale].format(limit=limit) if late else DESK["due"][locale].format(limit=until)
    paused = owed.state == "paused"
    return StepCard(
        order=step.order,
        step=step.step,
        number=DESK["order"][locale].format(number=clean(step.number)),
        act=capitalised(own),
        store=DESK["for"][locale].format(store=clean(step.store)),
        goods=tuple(
            f"{clean(title)} × {count}" if count != 1 else clean(title) for title, count in step.goods
        ),
        due=DESK["paused"][locale] if paused else due,
        left=""
        if paused or late or not left_m
        else DESK["left"][locale].format(left=span_of(left_m, locale)),
        tone="late" if late else "night" if paused else "ok" if left_m > 60 else "warn",
        said=_said(step, zone_name=calendar.zone, locale=locale, now=now),
        answers=_answers(step, locale),
    )


def _answers(step: PartyStep, locale: Locale) -> tuple[tuple[str, str], ...]:
    names = ("approved", "declined") if step.met_by == "bank.decided" else ("done",)
    return tuple((name, DESK[name][locale]) for name in names)


def _said(step: PartyStep, *, zone_name: str, locale: Locale, now: datetime) -> str:
    zone = parse_zone(zone_name)
    if step.until_at is not None:
        until = until_text(floor_minute(step.until_at), zone, locale, now=now)
        return DESK["until"][locale].format(until=until)
    if step.said_done_at is not None:
        return DESK["said"][locale].format(
            at=moment_text(floor_minute(step.said_done_at), zone, locale, now=now)
        )
    return ""


def _choices(calendar: WorkCalendar, locale: Locale, *, now: datetime) -> list[tuple[str, str]]:
    """Times that are likely: an hour of work on, and the ends of the present or next two days of work."""
    zone = parse_zone(calendar.zone)
    closings: dict[object, datetime] = {}
    for _, to_at in calendar.openings(now, now + CLOSING_FOR):
        if to_at > now:
            closings[to_at.astimezone(zone).date()] = to_at
    instants = [calendar.add(now, 3600), *list(closings.values())[:3]]
    later = sorted({floor_minute(one) for one in instants if one > now})
    return [(one.isoformat(), until_text(one, zone, locale, now=now)) for one in later]
