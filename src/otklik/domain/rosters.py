"""Who is to work when: a weekly pattern a person with dated exceptions, and the people of one day.

The roster says who is expected. Who is there, the shift says (on shift = joined); time runs by the store's hours.
`roster.changed` carries the whole roster as JSON; `roster_of` reads it and refuses what can't be one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.opening_hours import Span
from otklik.domain.stream_state import StreamState
from otklik.domain.week_grid import DAYS, MOST_SPANS, clock_text, spans_of, text_of
from otklik.domain.work_weeks import Roster, WorkWeek
from otklik.domain.world import World
from otklik.domain.zones import parse_zone

MOST_PEOPLE = 200
MOST_EXCEPTIONS = 366
"""Of one person: more dated days than a year has say nothing that a week can't."""


Planned = tuple[str, datetime, datetime]
"""Slug, from and to (aware UTC)."""


def list_rostered(roster: Roster, zone: str, day: date) -> list[Planned]:
    """Who is to work on a local date and when, earliest first.

    Parameters
    ----------
    zone
        IANA zone of the store; a span past midnight ends on the next day.
    """
    found = [
        (person, _instant(day, from_s, zone), _instant(day, to_s, zone))
        for person, week in roster.items()
        for from_s, to_s in week.on(day)
    ]
    return sorted(found, key=lambda one: (one[1], one[2], one[0]))


def _instant(day: date, second_s: int, zone: str) -> datetime:
    """A wall time of a local date; where the clocks are put forward, the instant after the gap."""
    days, rest_s = divmod(second_s, 86_400)
    midnight = datetime(day.year, day.month, day.day) + timedelta(days=days)
    local = (midnight + timedelta(seconds=rest_s)).replace(tzinfo=parse_zone(zone))
    return local.astimezone(parse_zone("UTC"))


def list_expected(roster: Roster, zone: str, at: datetime) -> tuple[str, ...]:
    """Slugs of those who are to be at work at an instant, who came first in front; a night counts from its evening."""
    today = at.astimezone(parse_zone(zone)).date()
    planned = [
        *list_rostered(roster, zone, today - timedelta(days=1)),
        *list_rostered(roster, zone, today),
    ]
    return tuple(dict.fromkeys(person for person, from_at, to_at in planned if from_at <= at < to_at))


def roster_of(data: Mapping[str, Any]) -> dict[str, WorkWeek]:
    """The roster that JSON says: `{"anna": {"week": {"Mo": "10:00-19:00"}, "exceptions": {"2026-12-31": "off"}}}`.

    Raises
    ------
    DomainError
        `roster_invalid`: not of this form; its place names the person, and the day.
    """
    if not isinstance(data, Mapping) or len(data) > MOST_PEOPLE:
        raise _invalid("It names people, each with a week.", "")
    return {person: _week(person, told) for person, told in sorted(data.items())}


def _invalid(message: str, place: str) -> DomainError:
    remedy = 'Write {"anna": {"week": {"Mo": "10:00-19:00"}, "exceptions": {"2026-12-31": "off"}}}.'
    return DomainError("roster_invalid", f"No roster. {message}", remedy=remedy, place=place)


def _week(person: str, told: Any) -> WorkWeek:
    if not isinstance(told, Mapping) or set(told) - {"week", "exceptions"}:
        raise _invalid("A person has a week and exceptions.", person)
    week, exceptions = told.get("week", {}), told.get("exceptions", {})
    if not isinstance(week, Mapping) or set(week) - set(DAYS) or not isinstance(exceptions, Mapping):
        raise _invalid(f"Days are {', '.join(DAYS)}.", person)
    if len(exceptions) > MOST_EXCEPTIONS:
        raise _invalid("There are more exceptions than days in a year.", person)
    try:
        days = tuple(parse_span_text(str(week.get(day, ""))) for day in DAYS)
        dated = {parse_day(str(day)): parse_span_text(str(spans)) for day, spans in exceptions.items()}
    except DomainError as error:
        raise _invalid(error.message, person) from error
    return WorkWeek(days, dict(sorted(dated.items())))


def parse_day(text: str) -> date:
    """The date of an exception.

    Raises
    ------
    DomainError
        `exception_invalid`.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DomainError("exception_invalid", f"{text!r} is no date.", place="exceptions") from error


def parse_span_text(text: str) -> tuple[Span, ...]:
    """Spans of one day from `10:00-14:00,15:00-19:00`; empty or `off` = none.

    Raises
    ------
    DomainError
        `exception_invalid`: not of this form, or more than two.
    """
    if text in ("", "off"):
        return ()
    halves = [part.split("-") for part in text.split(",")]
    if len(halves) > MOST_SPANS or any(len(half) != len(("from", "to")) for half in halves):
        raise DomainError("exception_invalid", f"{text!r} are no hours of a day.", place="exceptions")
    (opens, closes), *rest = halves
    fields = (opens, closes, rest[0][0], rest[0][1]) if rest else (opens, "", "", closes)
    try:
        return spans_of(fields, "exceptions")
    except DomainError as error:
        raise DomainError("exception_invalid", error.message, place="exceptions") from error


def roster_json(roster: Roster) -> dict[str, Any]:
    """The JSON that `roster_of` reads back; people without a week are left out."""
    return {
        person: {
            "week": {day: text_of(spans) for day, spans in zip(DAYS, week.days, strict=True) if spans},
            "exceptions": {day.isoformat(): text_of(spans) for day, spans in week.exceptions.items()},
        }
        for person, week in sorted(roster.items())
        if not week.is_empty
    }


def day_words(spans: Sequence[Span]) -> str:
    """Spans as people read them: `10:00–14:00, 15:00–19:00`; empty = off."""
    return ", ".join(f"{clock_text(from_s)}–{clock_text(to_s)}" for from_s, to_s in spans)


def decide_change(
    state: StreamState, world: World, now: datetime, *, actor: str, roster: Mapping[str, Any]
) -> Sequence[Event]:
    """The fact that a store's roster is another one; the same roster says nothing new.

    Parameters
    ----------
    roster
        JSON as `roster_of` reads it, whole.

    Raises
    ------
    DomainError
        `unknown_store`, `roster_invalid`; `unknown_person`: somebody does not work there.
    """
    store = world.store(state.stream.partition("/")[2])
    told = roster_json(roster_of(roster))
    if state.subject is not None and told == state.subject.roster:
        return []
    strangers = sorted(set(told) - {one.slug for one in store.people if one.active})
    if strangers:
        raise DomainError(
            "unknown_person", f"{', '.join(strangers)} does not work for {store.name}.", place=strangers[0]
        )
    return [make("roster.changed", occurred_at=now, actor=actor, source="person", roster=told)]
