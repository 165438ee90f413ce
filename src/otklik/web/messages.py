"""The message log: what went to whom, when, by which channel, and what came back; newest first, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from otklik.domain.local_times import moment_text
from otklik.domain.locales import Locale
from otklik.domain.zones import parse_zone
from otklik.store import clock, listings
from otklik.store.access import EVERYWHERE, Viewer, stores_run
from otklik.store.messages import MessageFilter, MessageRow, list_messages
from otklik.web.fact_words import say_words
from otklik.web.message_words import ERRORS, MESSAGES, SAYS, STATES, TONES
from otklik.web.screens import locale_of, render_screen
from otklik.web.setup import Framed, framed
from otklik.web.stores import Choice, choices
from otklik.web.viewers import viewer_of

PAGE = 50
FILTERS = ("state", "receiver", "number", "today")


@dataclass(frozen=True, slots=True)
class MessageLine:
    """One message."""

    about: str
    receiver: str
    channel: str
    order: str
    number: str
    state: str
    tone: str
    at: str
    came_back: str
    attempts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagesPage(Framed):
    """One page of the log."""

    lines: tuple[MessageLine, ...]
    states: tuple[Choice, ...]
    older: str
    is_first: bool
    is_filtered: bool


@require_safe
def show_messages(request: HttpRequest) -> HttpResponse:
    """The messages that the viewer may see: an overseer all, others those of the stores that they run."""
    viewer, locale, now = viewer_of(request), locale_of(request), clock.now()
    given = {name: request.GET.get(name, "").strip() for name in FILTERS}
    before = request.GET.get("before", "")
    wanted = MessageFilter(
        state=given["state"] if given["state"] in STATES else "",
        receiver=_receiver(given["receiver"]),
        number=given["number"][:64],
        since=_midnight(viewer, now) if given["today"] else None,
        before=int(before) if before.isascii() and before.isdigit() and len(before) < 19 else 0,
        limit=PAGE + 1,
    )
    rows = list_messages(wanted, stores=None if viewer.roles & EVERYWHERE else stores_run(viewer))
    names = _names()
    kept = {name: value for name, value in given.items() if value}
    page = MessagesPage(
        **framed(request, MESSAGES, here="messages"),
        values=given,
        lines=tuple(_line(row, names, locale, viewer, now) for row in rows[:PAGE]),
        states=choices(
            {"": MESSAGES["any"][locale]} | {key: words[locale] for key, words in STATES.items()},
            wanted.state,
        ),
        older=f"?{urlencode(kept | {'before': rows[PAGE - 1].id})}" if len(rows) > PAGE else "",
        is_first=not wanted.before,
        is_filtered=bool(kept),
    )
    return render_screen(request, "setup/messages.html", page, section="messages")


def _receiver(text: str) -> str:
    """A receiver as the log names him."""
    return "buyer" if text.casefold() in (MESSAGES["buyer"]["ru"], MESSAGES["buyer"]["en"]) else text[:60]


def _midnight(viewer: Viewer, now: datetime) -> datetime:
    zone = parse_zone(viewer.zone)
    return datetime.combine(now.astimezone(zone).date(), time(), zone)


def _names() -> dict[str, str]:
    """Names of people and places by how the log names a receiver."""
    people = {one.slug: one.name for one in listings.list_people()}
    return people | {f"store:{one.slug}": one.name for one in listings.list_places()}


def _place(stream: str) -> str:
    """What a message without an order is about; nothing for a person's own, whose name stands beside it."""
    return "" if stream.startswith("person/") else stream


def _line(
    row: MessageRow, names: dict[str, str], locale: Locale, viewer: Viewer, now: datetime
) -> MessageLine:
    zone = parse_zone(viewer.zone)
    when = moment_text(row.result_at or row.due_at, zone, locale, now=now)
    return MessageLine(
        about=say_words(SAYS, row.say, locale),
        receiver=MESSAGES["buyer"][locale]
        if row.receiver == "buyer"
        else names.get(row.receiver, row.receiver),
        channel=row.channel,
        order=row.stream.removeprefix("order/") if row.number else "",
        number=MESSAGES["order"][locale].format(number=row.number) if row.number else _place(row.stream),
        state=STATES[row.state][locale],
        tone=TONES[row.state],
        at=when if row.result_at else MESSAGES["due"][locale].format(when=when),
        came_back=ERRORS[row.error][locale] if row.error in ERRORS else row.error,
        attempts=MESSAGES["attempts"][locale].format(count=row.attempt) if row.attempt > 1 else "",
    )
