"""The bar of the demo's clock as every screen shows it: what time it is there, and how it can be turned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from otklik.domain.local_times import clock_text, date_text
from otklik.domain.locales import NBSP, Locale
from otklik.domain.wording import capitalised
from otklik.store import clock
from otklik.store.clock import DemoClock
from otklik.web.demo_words import CLOCK, WEEKDAYS

ZONE = ZoneInfo("Europe/Moscow")
"""The wall on which the demo's clock hangs: the marketplace's office."""

FAST = 60


@dataclass(frozen=True, slots=True)
class DemoBar:
    """What the bar shows.

    Parameters
    ----------
    words
        Fixed words by name.
    day, clock
        Weekday and date, and the time of day with seconds, in the office's zone.
    at
        The instant as HTML writes it.
    state
        runs, fast, stands or ahead; `said` says so in words, empty while time simply runs.
    version
        Counts the clock's changes.
    """

    words: Mapping[str, str]
    day: str
    clock: str
    at: str
    now_s: float
    offset_s: int
    speed: float
    state: str
    said: str
    version: int


def write_bar(demo: DemoClock, locale: Locale) -> DemoBar:
    """The bar at this moment."""
    now = clock.now()
    local = now.astimezone(ZONE)
    words = {name: word[locale] for name, word in CLOCK.items()}
    state = state_of(demo)
    offset = local.utcoffset()
    return DemoBar(
        words=words,
        day=capitalised(day_words(now, locale)),
        clock=f"{local:%H:%M:%S}",
        at=local.isoformat(timespec="seconds"),
        now_s=now.timestamp(),
        offset_s=int(offset.total_seconds()) if offset else 0,
        speed=demo.present_speed,
        state=state,
        said=_said(demo, state, words, locale),
        version=demo.version,
    )


def state_of(demo: DemoClock) -> str:
    """Whether time runs, runs fast, stands, or is led ahead."""
    if demo.ahead_to is not None:
        return "ahead"
    if demo.paused:
        return "stands"
    return "fast" if demo.speed > 1 else "runs"


def day_words(at: datetime, locale: Locale) -> str:
    """`вторник, 24 ноября`, in the office's zone."""
    local = at.astimezone(ZONE)
    day = date_text(local.date(), locale, today_on=local.date()).replace(" ", NBSP)
    return f"{WEEKDAYS[locale][local.weekday()]}, {day}"


def _said(demo: DemoClock, state: str, words: Mapping[str, str], locale: Locale) -> str:
    if state == "ahead" and demo.ahead_to is not None:
        until = f"{day_words(demo.ahead_to, locale)}, {clock_text(demo.ahead_to.astimezone(ZONE))}"
        return words["ahead"].format(until=until)
    return words.get(state, "")
