"""Promising and moving in one line: the first POST shows the instant as the buyer hears it, the second one makes it.

Both steps are pages, so it works without a script. What is shown is what is made: the second form carries the instant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from otklik.actions import orders
from otklik.domain.errors import DomainError
from otklik.domain.events import instant_of, instant_text
from otklik.domain.local_times import ceil_minute, until_text
from otklik.domain.locales import Locale
from otklik.domain.promise_lines import MOST_SIGNS, purpose_of, read_promise
from otklik.domain.promise_state import Promise
from otklik.domain.promises import check_promised_instant, find_promise, list_there
from otklik.domain.spoken_times import Unclear
from otklik.domain.streams import stores_of
from otklik.domain.wording import clean
from otklik.domain.world import Store, World
from otklik.domain.zones import parse_zone
from otklik.store import clock, directory
from otklik.store.access import Viewer
from otklik.store.order_files import OrderFile, load_file
from otklik.store.queries import OrderRow
from otklik.web.answers import held_order, no_such_order
from otklik.web.desk_rows import order_address
from otklik.web.order_acts import act_on
from otklik.web.promise_words import PURPOSES, STEP
from otklik.web.sayings import sentence
from otklik.web.screens import locale_of, render_screen
from otklik.web.viewers import viewer_of

OFFERED = ("call", "message", "goods", "papers", "other")
"""Purposes that the form offers; the others follow from outcomes of calls."""


@dataclass(frozen=True, slots=True)
class PromiseStep:
    """The page between a line and a promise.

    Parameters
    ----------
    act, href
        Where its forms go; the order's page.
    question, choices
        What is asked back, and what may be meant: instant and words. Without an instant nothing is made yet.
    until, at, in_store
        The instant; how the buyer hears it; how the store's own clock shows it, empty where it is the same.
    problem
        Why it can't be promised so, as a sentence; empty where it can.
    old
        For a move: what is promised now.
    """

    title: str
    words: Mapping[str, str]
    act: str
    href: str
    line: str
    is_move: bool
    question: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    until: str = ""
    at: str = ""
    in_store: str = ""
    problem: str = ""
    old: str = ""
    purpose: str = ""
    purposes: tuple[tuple[str, str], ...] = ()
    person: str = ""
    people: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Scene:
    """One order and what its promise stands in; `made` is the promise that is moved, None = a new one."""

    file: OrderFile
    world: World
    viewer: Viewer
    locale: Locale
    now: datetime
    made: Promise | None

    @property
    def store(self) -> Store:
        """Who owes it."""
        return self.world.store(self.made.by if self.made else self.file.order.holder)

    @property
    def zone(self) -> str:
        """Of the buyer; the store's where his is not known."""
        return self.file.order.buyer_zone or self.store.calendar.zone


@require_POST
def make_promise(request: HttpRequest, order: str) -> HttpResponse:
    """A new promise: shown at the first POST, made at the second."""
    if "sure" not in request.POST:
        return _show_step(request, order)

    def make(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        post = request.POST
        orders.promise(
            row.stream,
            by=row.holder,
            until_at=_instant(post.get("until", "")),
            actor=f"person:{viewer.person}",
            what=post.get("line", "").strip()[:MOST_SIGNS],
            person=post.get("person", ""),
            purpose=post.get("purpose", ""),
            now=now,
        )
        return {}

    return act_on(request, order, "promised", make)


@require_POST
def move_promise(request: HttpRequest, order: str, promise: str) -> HttpResponse:
    """Another instant of a promise: shown at the first POST, moved at the second."""
    if "sure" not in request.POST:
        return _show_step(request, order, promise)
    told = "talk" if request.POST.get("told") == "talk" else ""

    def move(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        orders.move_promise(
            row.stream,
            promise=promise,
            until_at=_instant(request.POST.get("until", "")),
            actor=f"person:{viewer.person}",
            why=request.POST.get("why", "").strip()[:MOST_SIGNS],
            told=told,
            now=now,
        )
        return {}

    return act_on(request, order, "promise_moved" if told else "promise_wished", move)


@require_POST
def keep_promise(request: HttpRequest, order: str, promise: str) -> HttpResponse:
    """Say that a promise was kept."""

    def keep(row: OrderRow, viewer: Viewer, now: datetime) -> Mapping[str, str]:
        orders.keep_promise(row.stream, promise=promise, actor=f"person:{viewer.person}", now=now)
        return {}

    return act_on(request, order, "promise_done", keep)


def _instant(text: str) -> datetime:
    try:
        return instant_of(text)
    except ValueError:
        raise DomainError("promise_in_the_past", "A promise names a time.", place="until_at") from None


def _show_step(request: HttpRequest, order: str, promise: str = "") -> HttpResponse:
    now, viewer, locale = clock.now(), viewer_of(request), locale_of(request)
    try:
        row = held_order(viewer, order)
    except DomainError:
        return no_such_order(request)
    file = load_file(row)
    world = directory.load_world(stores_of(file.state), now=now)
    try:
        made = find_promise(file.state, promise) if promise else None
    except DomainError:
        return no_such_order(request)
    scene = _Scene(file, world, viewer, locale, now, made)
    step = write_step(scene, request.POST)
    return render_screen(request, "promise.html", step, section="orders")


def write_step(scene: _Scene, given: Mapping[str, str]) -> PromiseStep:
    """The page that a line, or an instant chosen from a question, leads to."""
    locale, made = scene.locale, scene.made
    line = " ".join(given.get("line", "").split())[:MOST_SIGNS]
    base = order_address(scene.file.row.id)
    words = {name: word[locale] for name, word in STEP.items()}
    words["back"] = words["back"].format(number=clean(scene.file.order.number))
    step = PromiseStep(
        title=words["title_move" if made else "title"],
        words=words,
        act=f"{base}/promises/{made.key}/move" if made else f"{base}/promise",
        href=base,
        line=line,
        is_move=made is not None,
        old=_until(scene, made.until_at) if made else "",
        purpose=given.get("purpose", "") or purpose_of(line),
        purposes=tuple((name, PURPOSES[name][locale]) for name in OFFERED),
    )
    chosen = given.get("until", "")
    if chosen:
        try:
            return _with_instant(scene, step, instant_of(chosen), given.get("person"))
        except ValueError:
            pass
    found = read_promise(line, now=scene.now, zone=scene.zone, locale=locale, calendar=scene.store.calendar)
    if isinstance(found, Unclear):
        choices = tuple((instant_text(one.at), one.words) for one in found.choices)
        return replace(step, question=found.question, choices=choices)
    step = replace(step, line=found.what)
    return _with_instant(scene, step, found.until_at, given.get("person"), said=found.words)


def _with_instant(
    scene: _Scene, step: PromiseStep, at: datetime, person: str | None, *, said: str = ""
) -> PromiseStep:
    store, locale = scene.store, scene.locale
    there = list_there(store, at)
    able = [one for one in store.people if one.active and (there is None or one.slug in there)]
    slugs = {one.slug for one in able}
    if person is None:
        person = scene.viewer.person if scene.viewer.person in slugs else ""
    own = _until(scene, at, store.calendar.zone)
    step = replace(
        step,
        until=instant_text(at),
        at=said or _until(scene, at),
        in_store=step.words["in_store"].format(at=own) if own != _until(scene, at) else "",
        person=person,
        people=tuple((one.slug, clean(one.name)) for one in able),
    )
    try:
        check_promised_instant(
            scene.world, store.slug, at, scene.now, person=scene.made.person if scene.made else person
        )
    except DomainError as error:
        return replace(step, until="", problem=sentence(error.code, locale))
    return step


def _until(scene: _Scene, at: datetime, zone: str = "") -> str:
    return until_text(ceil_minute(at), parse_zone(zone or scene.zone), scene.locale, now=scene.now)
