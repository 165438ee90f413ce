"""The five texts (X8): what went wrong then, how it ends now, and the stories that play on the demo's clock.

The page asks for a story, whoever simulates stages it (`simulation/staging.py`), and the journal says what happened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST, require_safe

from otklik.actions import links, party_links
from otklik.domain.events import Entry, Ref, instant_of
from otklik.domain.local_times import clock_text
from otklik.domain.locales import Locale, span_of
from otklik.domain.obligations import Obligation
from otklik.store import clock, demo_stories, directory, journal
from otklik.store.access import Viewer
from otklik.store.demo_stories import PlayedStory
from otklik.web import texts_new_year
from otklik.web.demo_bar import ZONE, day_words
from otklik.web.permissions import PERMISSIONS, READ, may
from otklik.web.screens import locale_of, render_screen
from otklik.web.texts_minute import STORY, may_play, play_minute, rows_of
from otklik.web.texts_outcome import Outcome, outcome_of
from otklik.web.texts_steps import ANSWERS, FACTS, STEPS
from otklik.web.texts_words import PAGE, TEXTS, Play, Text
from otklik.web.unlisted import forbidden_page, no_such_page
from otklik.web.viewers import viewer_of

STORIES = frozenset(play.story for text in TEXTS for play in text.plays)


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to look."""

    href: str
    word: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of a story that is played: when, what, and what the journal says of it once it is past."""

    when: str
    what: str
    facts: tuple[str, ...]
    links: tuple[Link, ...]
    past: bool
    current: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """How a story stands.

    Parameters
    ----------
    name
        Of the story.
    state
        staging, played or over.
    said, day
        The state in words, and the story's first day.
    next_word
        What the button to the next step says; empty where none is ahead.
    outcome
        Then and now in figures, once it is over; None for a story without them.
    """

    name: str
    state: str
    said: str
    day: str
    words: Mapping[str, str]
    steps: tuple[StepRow, ...]
    next_word: str
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A story that the viewer can play: what its button says, what it does to the clock, how it stands."""

    story: str
    play: str
    moves: str
    panel: Panel | None


@dataclass(frozen=True, slots=True)
class Card:
    """One text in words."""

    number: str
    title: str
    then: str
    now: str
    missing: str
    ids: tuple[str, ...]
    screens: tuple[Link, ...]
    plays: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class TextsPage:
    """What `texts.html` shows."""

    title: str
    words: Mapping[str, str]
    cards: tuple[Card, ...]


@require_safe
def show_texts(request: HttpRequest) -> HttpResponse:
    """The five texts; 404 where time is real."""
    if clock.read_demo() is None:
        return no_such_page()
    locale = locale_of(request)
    played = demo_stories.load_stories()
    viewer = viewer_of(request)
    cards = tuple(_card(text, locale, viewer, played) for text in TEXTS)
    words = {name: word[locale] for name, word in PAGE.items()}
    return render_screen(request, "texts.html", TextsPage(words["title"], words, cards), section="texts")


@require_POST
def play_text(request: HttpRequest, story: str) -> HttpResponse:
    """Ask for a story to be played, and go back to it; 404 for a story that there isn't, and where time is real."""
    if clock.read_demo() is None or story not in STORIES:
        return no_such_page()
    if story == STORY:
        return play_minute(request) if may_play(viewer_of(request)) else forbidden_page()
    if story == texts_new_year.STORY:
        texts_new_year.play()
    else:
        demo_stories.ask(story)
    return _back_to(story)


@require_POST
def step_text(request: HttpRequest, story: str) -> HttpResponse:
    """Send the demo's clock to the story's next step, and go back to it."""
    played = demo_stories.load_stories().get(story)
    if clock.read_demo() is None or played is None or story == texts_new_year.STORY:
        return no_such_page()
    following = _following(played, clock.now())
    if following is not None:
        clock.advance_demo_to(following)
    return _back_to(story)


@require_safe
def show_played(request: HttpRequest, story: str) -> HttpResponse:
    """How a story stands, as a part of the page; 404 for one that was never asked for."""
    played = demo_stories.load_stories().get(story)
    if clock.read_demo() is None or played is None or story == STORY:
        return no_such_page()
    panel = _panel_for(played, viewer_of(request), locale_of(request))
    response = render(request, "texts_played.html", {"panel": panel})
    response.headers["Cache-Control"] = "no-store"
    return response


def _back_to(story: str) -> HttpResponse:
    number = next(text.number for text in TEXTS if story in (play.story for play in text.plays))
    return HttpResponseRedirect(f"{reverse('texts')}#text-{number}", status=303)


def _card(text: Text, locale: Locale, viewer: Viewer, played: Mapping[str, PlayedStory]) -> Card:
    return Card(
        number=text.number,
        title=text.title[locale],
        then=text.then[locale],
        now=text.now[locale],
        missing=text.missing[locale] if text.missing else "",
        ids=text.ids,
        screens=tuple(
            Link(href, screen.words[locale])
            for screen in text.screens
            if (href := _address(screen.route, screen.anchor))
            and may(PERMISSIONS[screen.route][READ], viewer.roles)
        ),
        plays=tuple(
            _offer(play, locale, viewer, played.get(play.story))
            for play in text.plays
            if play.story != STORY or may_play(viewer)
        ),
    )


def _offer(play: Play, locale: Locale, viewer: Viewer, played: PlayedStory | None) -> Offer:
    return Offer(
        story=play.story,
        play=PAGE["again" if played else "play"][locale].format(what=play.words[locale]),
        moves=_moves(play.story, locale),
        panel=_panel_for(played, viewer, locale) if played else None,
    )


def _moves(story: str, locale: Locale) -> str:
    if story == texts_new_year.STORY:
        return texts_new_year.WORDS["in_place"][locale]
    return PAGE["on_orders" if story == STORY else "moves"][locale]


def _new_year(played: PlayedStory, viewer: Viewer, locale: Locale) -> Panel:
    """The story that is lived beside the demo's clock."""
    words = {name: word[locale] for name, word in PAGE.items()}
    plan = played.plan
    links = _opens({"opens": ["delivery_plan"]}, locale, viewer)
    rows = tuple(
        StepRow("", what, facts, links if place == 0 else (), past=True, current=False)
        for place, (what, facts) in enumerate(texts_new_year.rows_of(plan, locale))
    )
    state = "over" if plan else "staging"
    said = texts_new_year.said_of(plan, locale)
    return Panel(played.name, state, said, "", words, rows, "", texts_new_year.outcome_of(plan, locale))


def _panel_for(played: PlayedStory, viewer: Viewer, locale: Locale) -> Panel | None:
    """How a story stands; None for a report that is not the viewer's."""
    now = clock.now()
    if played.name == texts_new_year.STORY:
        return _new_year(played, viewer, locale)
    if played.name != STORY:
        return _panel(played, viewer, locale, now=now)
    words = {name: word[locale] for name, word in PAGE.items()}
    rows = tuple(
        StepRow("", what, facts, tuple(Link(*link) for link in links), past=True, current=False)
        for what, facts, links in rows_of(played, viewer, locale, now=now)
    )
    return Panel(played.name, "over", words["over"], "", words, rows, "") if rows else None


def _address(route: str, anchor: str = "", **given: Any) -> str:
    """Address of a screen, or empty: this version does not have it."""
    try:
        return reverse(route, kwargs=given or None) + (f"#{anchor}" if anchor else "")
    except NoReverseMatch:
        return ""


def _following(played: PlayedStory, now: datetime) -> datetime | None:
    """The instant of the next step, or None: it is over."""
    steps = (instant_of(step["at"]) for step in played.plan.get("steps", ()))
    return next((at for at in steps if at > now), None)


def _panel(played: PlayedStory, viewer: Viewer, locale: Locale, *, now: datetime) -> Panel:
    words = {name: word[locale] for name, word in PAGE.items()}
    if played.asked or not played.plan:
        return Panel(played.name, "staging", words["staging"], "", words, (), "")
    following = _following(played, now)
    state = "played" if following else "over"
    return Panel(
        name=played.name,
        state=state,
        said=words[state],
        day=day_words(instant_of(played.plan["starts_at"]), locale),
        words=words,
        steps=_steps(played.plan, locale, viewer, now),
        next_word=words["next"].format(when=_when(following, locale, now)) if following else "",
        outcome=outcome_of(played.name, played.plan, locale, now=now) if following is None else None,
    )


def _steps(plan: Mapping[str, Any], locale: Locale, viewer: Viewer, now: datetime) -> tuple[StepRow, ...]:
    entries = {key: journal.read_stream(stream) for key, stream in plan["streams"].items()}
    states = journal.load_states(plan["streams"].values())
    instants = [instant_of(step["at"]) for step in plan["steps"]]
    rows = []
    for place, (step, at) in enumerate(zip(plan["steps"], instants, strict=True)):
        key, past = step["order"], at <= now
        owed = states[plan["streams"][key]].obligations.get(Ref("first_answer"))
        since = max((one for one in instants[:place] if one < at), default=instant_of(plan["starts_at"]))
        happened = _facts(entries[key], since, at, locale) if past else ()
        rows.append(
            StepRow(
                when=_when(at, locale, now),
                what=STEPS[step["says"]][locale],
                facts=(*happened, *_answer(owed, since, at, locale)) if past else (),
                links=(*_links(plan, key, locale), *_opens(step, locale, viewer), *_party(step, locale, now))
                if past
                else (),
                past=past,
                current=past and not any(at < one <= now for one in instants),
            )
        )
    return tuple(rows)


def _when(at: datetime, locale: Locale, now: datetime) -> str:
    local, today = at.astimezone(ZONE), now.astimezone(ZONE)
    return (
        clock_text(local) if local.date() == today.date() else f"{day_words(at, locale)}, {clock_text(local)}"
    )


def _facts(entries: list[Entry], since: datetime, at: datetime, locale: Locale) -> tuple[str, ...]:
    """What the journal says of an order between two steps, each kind once, with its first time."""
    found: dict[str, str] = {}
    for entry in entries:
        happened_at = entry.event.occurred_at
        if since < happened_at <= at and entry.event.kind in FACTS:
            found.setdefault(entry.event.kind, clock_text(happened_at.astimezone(ZONE)))
    return tuple(f"{when} {FACTS[kind][locale]}" for kind, when in found.items())


def _answer(owed: Obligation | None, since: datetime, at: datetime, locale: Locale) -> tuple[str, ...]:
    """How the first answer came out, in words, where that was between two steps; a missed one as long as it is owed."""
    if owed is None or (owed.closed_at is None and owed.limit_at > at):
        return ()
    if owed.closed_at is None:
        return (ANSWERS["missed"][locale],)
    if not since < owed.closed_at <= at:
        return ()
    calendar = directory.load_calendars([owed.calendar]).get(owed.calendar)
    minutes = calendar.between(owed.opened_at, owed.closed_at) // 60 if calendar else 0
    return (ANSWERS[owed.verdict or ""][locale].format(span=span_of(minutes, locale)),)


def _links(plan: Mapping[str, Any], key: str, locale: Locale) -> tuple[Link, ...]:
    stream = plan["streams"][key]
    if key not in plan["numbers"]:
        route = {"shift": "desk", "conversation": "calls"}[stream.partition("/")[0]]
        return tuple(Link(href, PAGE[route][locale]) for href in [_address(route)] if href)
    order, number = stream.partition("/")[2], plan["numbers"][key]
    mail = _address("demo_mail")
    found = (
        Link(_address("order", order=order), PAGE["order"][locale].format(number=number)),
        Link(_address("status", token=links.status_token(stream)), PAGE["buyer"][locale]),
        Link(f"{mail}?about={order}", PAGE["mail"][locale]),
    )
    return tuple(one for one in found if one.href)


def _party(step: Mapping[str, Any], locale: Locale, now: datetime) -> tuple[Link, ...]:
    """The desk of the outside party that a step is about."""
    address = party_links.offer(step["party"], now=now) if step.get("party") else ""
    return (Link(urlsplit(address).path, PAGE["party"][locale]),) if address else ()


def _opens(step: Mapping[str, Any], locale: Locale, viewer: Viewer) -> tuple[Link, ...]:
    """Screens on which a step is seen, those that the viewer may open."""
    return tuple(
        Link(href, PAGE[route][locale])
        for route in step.get("opens", ())
        if (href := _address(route)) and may(PERMISSIONS[route][READ], viewer.roles)
    )
