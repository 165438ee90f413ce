"""Staging a story of the five texts: on which day it is played, what goes into the queue, and where its clock goes.

Its orders come in like any others, its people act at the story's instants, nobody else meddles with its orders.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from otklik.domain.events import instant_of, instant_text
from otklik.domain.stores import calendar_of
from otklik.simulation import cast, deeds
from otklik.simulation.deeds import Deed
from otklik.simulation.stories import STORIES
from otklik.simulation.story_steps import Step, Story
from otklik.store import clock, conversations, demo_deeds, demo_stories

ZONE = ZoneInfo(cast.MOSCOW)

SATURDAY = 5

BEFORE = timedelta(minutes=1)
"""How long before a story's first step its clock stops, so that a visitor sees the step itself."""


@dataclass(frozen=True, slots=True)
class Staging:
    """A story on its days: its deeds, and its plan as pages read it."""

    starts_at: datetime
    deeds: tuple[Deed, ...]
    plan: Mapping[str, Any]


def stage(story: Story, *, play: int, now: datetime) -> Staging:
    """The story on the next days that suit it.

    Parameters
    ----------
    play
        How often it is played with this one: order numbers are unique for ever.
    now
        Aware UTC.
    """
    day = day_for(story, now=now)
    streams = {"shift": f"shift/{story.store}/{day.isoformat()}"} if story.store else {}
    cast_of = _Roles(streams, {}, {})
    found = [_deed(story, step, day, play, cast_of) for step in story.steps if step.does]
    rows = [
        {
            "at": instant_text(instant_at(step, day)),
            "says": step.says,
            "order": step.shows or step.order,
            "opens": list(step.opens),
            "party": step.party,
        }
        for step in story.steps
        if step.says
    ]
    starts_at = instant_at(story.steps[0], day) - BEFORE
    plan = {
        "starts_at": instant_text(starts_at),
        "ends_at": instant_text(instant_at(story.steps[-1], day)),
        "looks": story.store if story.looks else "",
        "streams": streams,
        "numbers": cast_of.numbers,
        "steps": rows,
    }
    return Staging(starts_at, tuple(found), plan)


@dataclass(frozen=True, slots=True)
class _Roles:
    """What the keys of a story mean: streams, numbers of orders, and numbers of their buyers; filled as it goes."""

    streams: dict[str, str]
    numbers: dict[str, str]
    phones: dict[str, str]


def _deed(story: Story, step: Step, day: date, play: int, roles: _Roles) -> Deed:
    at = instant_at(step, day)
    if step.does == "order":
        deed = _ordering(story, step, at, play=play, place=len(roles.numbers) + 1)
        roles.streams[step.order], roles.numbers[step.order] = deed.stream, deed.data["given"]["number"]
        roles.phones[step.order] = deeds.phone_of(deed)
        return deed
    data = dict(step.data)
    if step.does == "ring":
        data["phone"] = roles.phones[step.data["of"]]
        data["id"] = f"{story.name}-{play}-{step.at}"
        print_of = conversations.fingerprint_of(data["phone"])
        roles.streams["call"] = conversations.stream_of(story.store, print_of)
    if step.does == "reply":
        data["number"] = roles.numbers[step.order]  # others may wait for an answer too
    for name in ("until", "starts"):  # day of the story and time of day
        if name in data:
            data[f"{name}_at"] = instant_text(_instant(day, *data.pop(name)))
    return Deed(at, step.does, roles.streams[step.order], step.who, data)


def day_for(story: Story, *, now: datetime) -> date:
    """The first day on which the story can begin after an instant: its weekday, and no holidays on its weekdays."""
    shop = calendar_of(next(place for place in cast.SHOPS if place.slug == "tverskaya").hours)
    day = now.astimezone(ZONE).date()
    days = {step.day for step in story.steps}
    while True:
        working = [one for one in (day + timedelta(days=away) for away in days) if one.weekday() < SATURDAY]
        noons = [datetime.combine(one, time(12), ZONE) for one in working]
        begins_at = instant_at(story.steps[0], day) - BEFORE
        if day.weekday() in story.weekdays and begins_at >= now and all(map(shop.is_open, noons)):
            return day
        day += timedelta(days=1)


def instant_at(step: Step, day: date) -> datetime:
    """The instant of a step of a story that begins on a day; aware, in Moscow's zone."""
    return _instant(day, step.day, step.at)


def _instant(day: date, days: int, at: str) -> datetime:
    return datetime.combine(day + timedelta(days=days), time.fromisoformat(at), ZONE)


def _ordering(story: Story, step: Step, at: datetime, *, play: int, place: int) -> Deed:
    number = f"{story.letter}{play}-{place:02}"
    return deeds.ordering_as(
        {
            "number": number,
            "name": step.data.get("name", ""),
            "email": step.data.get("email", f"buyer-{number.lower()}@otklik.test"),
            "seed": 10_000 * ord(story.letter) + 100 * play + place,
            "payment": step.data.get("payment", "on_delivery"),
            "reserved": step.data.get("reserved", False),
            "title": step.data.get("title", ""),
            "price_minor": step.data.get("price_minor", 0),
            "sku": step.data.get("sku", ""),
            "delivery": step.data.get("delivery", ""),
            "postcode": step.data.get("postcode", ""),
        },
        store=step.data["store"],
        at=at,
    )


def stage_ends_at(deed: Deed) -> datetime | None:
    """When the story ends in which others make a store's rounds now; None where none is on."""
    for played in demo_stories.load_stories().values():
        plan = played.plan
        if plan.get("looks") == deed.data["store"] and (
            instant_of(plan["starts_at"]) <= deed.at <= instant_of(plan["ends_at"])
        ):
            return instant_of(plan["ends_at"])
    return None


def stage_asked() -> None:
    """Stage the stories that pages have asked for, and send the demo's clock to the start of the last of them."""
    for asked in demo_stories.list_asked():
        from_now = clock.now()
        story = STORIES.get(asked.name)
        if story is None:
            demo_stories.record_staged(asked.name, {})
            continue
        demo_deeds.forget_story(asked.name)
        staging = stage(story, play=asked.played, now=from_now)
        demo_deeds.write(deeds.kept(staging.deeds, story=asked.name))
        demo_stories.record_staged(asked.name, staging.plan)
        clock.advance_demo_to(staging.starts_at)
