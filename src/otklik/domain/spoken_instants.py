"""From a day, a time of day and a length from now, as they were said, to one instant, or to the question that is left.

Of a limit and of a part of a day its end counts; a bare hour is the one at which the store is open, if only one is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

from otklik.domain.business_time import WorkCalendar
from otklik.domain.local_times import floor_minute
from otklik.domain.spoken_clocks import DAY as WHOLE_DAY
from otklik.domain.spoken_clocks import NOON, Clock
from otklik.domain.spoken_days import Day
from otklik.domain.spoken_questions import AskBack, Moment
from otklik.domain.spoken_scenes import DAY, Scene
from otklik.domain.spoken_spans import Span

SECOND = timedelta(seconds=1)
LUNCH, EVENING, NIGHT = 780, 1080, 1260
"""Minutes of the day: 13:00, where the store has no break of its own; 18:00; 21:00, when calls end."""

PARTS: Mapping[str, tuple[int, int]] = {
    "morning": (0, NOON),
    "day": (NOON, EVENING),
    "evening": (EVENING, NIGHT),
}
"""Parts of a day: from, until."""
AGREEING = {("morning", "opening"), ("evening", "closing")}
"""A part of a day and a point in it that are said together of one time: "first thing Monday morning"."""


def moment_of_span(span: Span, scene: Scene) -> Moment:
    """The instant that lies so long after now; of days, the closing of that day."""
    if span.on is not None:
        return Moment(scene.closing(span.on), is_limit=True)
    if scene.calendar is None and (span.working_days or span.working_minutes):
        raise AskBack("no_hours")
    if scene.calendar is not None and span.working_days:
        return _after_working_days(span.working_days, scene.calendar, scene)
    if scene.calendar is not None and span.working_minutes:
        return Moment(floor_minute(scene.calendar.add(scene.now, span.working_minutes * 60)), is_limit=True)
    if not span.minutes:
        raise AskBack("vague")
    return Moment(floor_minute(scene.now + timedelta(minutes=span.minutes)), is_limit=True)


def _after_working_days(count: int, calendar: WorkCalendar, scene: Scene) -> Moment:
    """The closing of the n-th working day; a store that works when offices rest may mean either count."""
    closing_at = calendar.closing_of_working_day(scene.now, count)
    opens_on = [
        calendar.local_day(calendar.closing_of_working_day(scene.now, n) - SECOND) for n in (0, count)
    ]
    ordinary_on = opens_on[0]
    for _ in range(count):
        ordinary_on = scene.first_working(ordinary_on + DAY)
    if ordinary_on != opens_on[1]:
        raise AskBack("which_day", [Moment(closing_at, is_limit=True), *scene.closings(ordinary_on)])
    return Moment(closing_at, is_limit=True)


def moment_of(day: Day | None, clock: Clock | None, scene: Scene) -> Moment:
    """The instant of a day, of a time of day, or of both; at least one is given.

    Raises
    ------
    AskBack
        What may be meant is more than one, or lies in the past.
    """
    if clock is not None and clock.relation in ("after", "about"):
        code = "by_when" if clock.relation == "after" else "which_time"
        raise AskBack(code, _guesses(day, clock, scene))
    if day is None:
        assert clock is not None
        return _today_or_ask(clock, scene)
    if day.relation == "after":
        raise AskBack("by_when")
    if len(day.dates) > 1 or day.doubt:
        raise AskBack(day.doubt or "which_day", _each(day.dates, clock, scene))
    on = day.dates[0]
    moment = _at_clock(on, clock, scene) if clock is not None else _whole_day(day, on, scene)
    if moment.at <= scene.now:
        raise AskBack("past")
    return Moment(moment.at, moment.is_limit or day.relation in ("until", "before", "through"))


def _whole_day(day: Day, on: date, scene: Scene) -> Moment:
    """A day without a time: its closing; `до четверга` may mean the day before as well."""
    if day.relation == "before":
        return _closing_before(on, scene)
    if day.relation == "until" and on > scene.today:
        raise AskBack("which_day", [*_try(lambda: _closing_before(on, scene)), *scene.closings(on)])
    if day.point == "opening":
        return Moment(scene.opening(on))
    return Moment(scene.closing(on), is_limit=True)


def _closing_before(on: date, scene: Scene) -> Moment:
    """The last closing before a day begins."""
    for n in range(1, 15):
        if scene.is_working(on - n * DAY):
            closing_at = scene.closing(on - n * DAY)
            if closing_at <= scene.now:
                raise AskBack("past")
            return Moment(closing_at, is_limit=True)
    raise AskBack("no_hours")


def _today_or_ask(clock: Clock, scene: Scene) -> Moment:
    """A time of day alone is today's while it is ahead; afterwards tomorrow's is asked for, not assumed."""
    if clock.point == "opening" and scene.calendar is not None and not scene.calendar.is_open(scene.now):
        return Moment(scene.opening(scene.calendar.local_day(scene.calendar.next_opening(scene.now))))
    tomorrow = _try(lambda: _at_clock(scene.today + DAY, clock, scene))
    try:
        moment = _at_clock(scene.today, clock, scene, day_is_said=False)
    except AskBack as asked:
        raise AskBack(asked.why, asked.choices or tomorrow) from None
    if moment.at <= scene.now:
        raise AskBack("past", tomorrow)
    return moment


def _at_clock(on: date, clock: Clock, scene: Scene, *, day_is_said: bool = True) -> Moment:
    if clock.point:
        return _POINTS[clock.point](on, clock, scene)
    until = clock.relation == "until"
    moments = [Moment(scene.at(on, minute), until) for minute in clock.minutes]
    if clock.start and all(start >= clock.minutes[-1] for start in clock.start):
        raise AskBack("which_time")
    if len(moments) == 1:
        return moments[0]
    if day_is_said:
        ahead = [moment for moment in moments if moment.at > scene.now]
        if len(ahead) == 1:
            return ahead[0]
    fitting = [moment for moment in moments if scene.fits(moment.at, is_limit=until)]
    if len(fitting) != 1:
        raise AskBack("which_time", [moment for moment in moments if moment.at > scene.now])
    return fitting[0]


def _opening(on: date, clock: Clock, scene: Scene) -> Moment:
    return Moment(scene.opening(on), clock.relation == "until")


def _closing(on: date, clock: Clock, scene: Scene) -> Moment:
    return Moment(scene.closing(on), is_limit=True)


def _lunch(on: date, clock: Clock, scene: Scene) -> Moment:
    """The store's own break where it has one that day, else 13:00."""
    spans = scene.spans(on) if scene.calendar is not None else []
    if len(spans) > 2:
        raise AskBack("which_time", [Moment(close_at, is_limit=True) for _, close_at in spans[:-1]])
    at = spans[0][1] if len(spans) == 2 else scene.at(on, LUNCH)
    return Moment(at, clock.relation == "until")


def _noon(on: date, clock: Clock, scene: Scene) -> Moment:
    return Moment(scene.at(on, NOON), clock.relation == "until")


def _midnight(on: date, clock: Clock, scene: Scene) -> Moment:
    """`до полуночи` is the end of today; of another day it may be its beginning."""
    if on != scene.today or clock.relation != "until":
        raise AskBack("which_day", [Moment(scene.at(on, 0)), Moment(scene.at(on, WHOLE_DAY))])
    return Moment(scene.at(on, WHOLE_DAY), is_limit=True)


def _part(on: date, clock: Clock, scene: Scene) -> Moment:
    """The end of a part of a day, or the store's closing where that is earlier; `к вечеру` is when it begins."""
    from_minute, to_minute = PARTS[clock.point]
    from_at, to_at = scene.at(on, from_minute), scene.at(on, to_minute)
    if clock.relation == "until":
        if clock.point != "evening":
            raise AskBack("which_time", [Moment(to_at, is_limit=True)])
        return Moment(from_at, is_limit=True)
    if scene.calendar is None:
        return Moment(to_at, is_limit=True)
    open_at, close_at = scene.opening_hours(on)
    if close_at <= from_at or open_at >= to_at:
        raise AskBack("closed", [Moment(close_at, is_limit=True)] if close_at > scene.now else [])
    return Moment(min(to_at, close_at), is_limit=True)


_POINTS: Mapping[str, Callable[[date, Clock, Scene], Moment]] = {
    "opening": _opening,
    "closing": _closing,
    "lunch": _lunch,
    "noon": _noon,
    "midnight": _midnight,
    **dict.fromkeys(PARTS, _part),
}
"""What each named point of `spoken_clocks.POINTS` comes to."""


def _each(days: Sequence[date], clock: Clock | None, scene: Scene) -> list[Moment]:
    """A choice for each day that may be meant."""
    if clock is None:
        return scene.closings(*days)
    found = [moment for day in days for moment in _try(lambda day=day: _at_clock(day, clock, scene))]  # type: ignore[misc]
    return [moment for moment in found if moment.at > scene.now]


def _guesses(day: Day | None, clock: Clock, scene: Scene) -> list[Moment]:
    """For a beginning the closing of that day, for an approximate time the time itself."""
    on = day.dates[0] if day is not None else scene.today
    if clock.relation == "after":
        return scene.closings(on)
    exact = Clock("at", clock.minutes, clock.point)
    return [moment for moment in _try(lambda: _at_clock(on, exact, scene)) if moment.at > scene.now]


def _try(find: Callable[[], Moment]) -> list[Moment]:
    """What was found, or nothing where that is itself a question."""
    try:
        return [find()]
    except AskBack:
        return []


def instant_is_shown_twice(at: datetime, scene: Scene) -> bool:
    """Whether the listener's clock shows the time of an instant twice that night."""
    local = at.astimezone(scene.zone)
    return local.replace(fold=1 - local.fold).utcoffset() != local.utcoffset()
