"""The timeline of an order's messages: who was told what by which way, why, when, and what came back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from otklik.domain.errors import DomainError
from otklik.domain.local_times import day_text
from otklik.domain.locales import Locale
from otklik.domain.streams import stores_of
from otklik.domain.timelines import Moment, Rung, Told
from otklik.domain.wording import capitalised, clean
from otklik.domain.zones import parse_zone
from otklik.store import clock, directory
from otklik.store.access import access_order
from otklik.store.order_files import load_file
from otklik.web.fact_words import CHANNELS, SAYS, say_words
from otklik.web.facts import receiver_name
from otklik.web.obligations import Reader, name_of
from otklik.web.readers import read_for
from otklik.web.screens import locale_of, render_screen
from otklik.web.timeline_words import MOMENTS, REASONS, TELL, TIMELINE
from otklik.web.unlisted import no_such_page
from otklik.web.viewers import viewer_of


@dataclass(frozen=True, slots=True)
class MomentRow:
    """One thing that became of a message: tone, words, when, and why."""

    tone: str
    words: str
    at: str
    iso: str
    why: str


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One receiver by one way, and what became of it; `tone` is that of the last."""

    to: str
    channel: str
    said: str
    tone: str
    moments: tuple[MomentRow, ...]


@dataclass(frozen=True, slots=True)
class RungRow:
    """One step: when, what for, where on the ladder, whom it told, what it passed over."""

    day: str
    at: str
    iso: str
    tone: str
    about: str
    place: str
    notes: tuple[str, ...]
    told: tuple[ToldRow, ...]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """The page of one order's messages."""

    title: str
    words: Mapping[str, str]
    locale: Locale
    id: str
    number: str
    lead: str
    rungs: tuple[RungRow, ...]


@require_safe
def show_timeline(request: HttpRequest, order: str) -> HttpResponse:
    """Every message about an order; 404 for one that the viewer may not see, as for one that is not there."""
    now, viewer, locale = clock.now(), viewer_of(request), locale_of(request)
    try:
        row = access_order(viewer, f"order/{order}")
    except DomainError:
        return no_such_page()
    file = load_file(row)
    world = directory.load_world(stores_of(file.state), now=now)
    reader = read_for(file, viewer, world, request, [], now=now)
    page = TimelinePage(
        title=f"№ {clean(row.number)} · {TIMELINE['title'][locale]}",
        words={name: words[locale] for name, words in TIMELINE.items()},
        locale=locale,
        id=order,
        number=clean(row.number),
        lead=TIMELINE["lead"][locale].format(zone=reader.zone),
        rungs=write_rungs(file.rungs, reader),
    )
    return render_screen(request, "timeline.html", page, section="orders")


def write_rungs(rungs: Sequence[Rung], reader: Reader) -> tuple[RungRow, ...]:
    """The steps in words, oldest first; a day's name stands at its first step."""
    written, day = [], ""
    for rung in rungs:
        local = rung.at.astimezone(parse_zone(reader.zone))
        today_on = reader.now.astimezone(parse_zone(reader.zone)).date()
        named = capitalised(day_text(local.date(), reader.locale, today_on=today_on))
        written.append(_rung(rung, "" if named == day else named, reader))
        day = named
    return tuple(written)


def _rung(rung: Rung, day: str, reader: Reader) -> RungRow:
    locale, words = reader.locale, TIMELINE
    place = [words["step"][locale].format(n=rung.step + 1)]
    place += [words["turn"][locale].format(n=rung.turn + 1)] if rung.turn else []
    place += [words["again"][locale].format(n=rung.round)] if rung.round else []
    notes = [
        words["skipped"][locale].format(n=step + 1, tell=_tell(tell, locale)) for step, tell in rung.skipped
    ]
    if rung.unadmitted:
        names = ", ".join(clean(reader.names.people.get(one, one)) for one in rung.unadmitted)
        notes.append(words["unadmitted"][locale].format(names=names))
    if rung.empty_turns:
        notes.append(words["empty_turns"][locale].format(n=rung.empty_turns))
    if rung.held_until is not None:
        notes.append(words["held"][locale].format(when=reader.say(rung.held_until)))
    told = tuple(_told(one, reader) for one in rung.told)
    return RungRow(
        day=day,
        at=_clock(rung.at, reader)[:5],
        iso=rung.at.isoformat(),
        tone=told[0].tone if told else "warn",
        about=capitalised(name_of(rung.kind, locale)),
        place=", ".join(place),
        notes=tuple(notes),
        told=told,
    )


def _tell(words: str, locale: Locale) -> str:
    return ", ".join(TELL[word][locale] if word in TELL else word for word in words.split("+"))


def _told(one: Told, reader: Reader) -> ToldRow:
    locale = reader.locale
    moments = tuple(_moment(moment, reader) for moment in one.moments[1:])
    return ToldRow(
        to=capitalised(receiver_name(one.receiver, reader)),
        channel=CHANNELS[one.channel][locale] if one.channel in CHANNELS else clean(one.channel),
        said=say_words(SAYS, one.say, locale),
        tone=MOMENTS[one.last.state][0],
        moments=moments,
    )


def _moment(moment: Moment, reader: Reader) -> MomentRow:
    tone, words = MOMENTS[moment.state]
    why = "" if moment.state == "bundled" else moment.why
    return MomentRow(
        tone=tone,
        words=words[reader.locale].format(why=moment.why),
        at=_clock(moment.at, reader) if moment.at and moment.state != "replaced" else "",
        iso=moment.at.isoformat() if moment.at else "",
        why=REASONS[why][reader.locale] if why in REASONS else clean(why),
    )


def _clock(at: datetime, reader: Reader) -> str:
    return f"{at.astimezone(parse_zone(reader.zone)):%H:%M:%S}"
