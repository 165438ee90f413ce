"""A depot's day in words: each route with its stops, what is at the edge, what nobody drives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from otklik.domain.deliveries import Delivery
from otklik.domain.local_times import clock_text, day_text, floor_minute
from otklik.domain.locales import NBSP, Locale, plural_form
from otklik.domain.orders import OrderState
from otklik.domain.runs import RunMark, Visit
from otklik.domain.stream_state import StreamState
from otklik.domain.wording import clean
from otklik.domain.zones import parse_zone
from otklik.planning.arrivals import Arrival
from otklik.planning.runs import list_vehicles
from otklik.store.runs import RunDay
from otklik.web.day_map import Way, draw_day
from otklik.web.day_words import COUNTED, DAY
from otklik.web.drawings import Drawing
from otklik.web.run_words import ENDS

EDGE_S = 600
"""A stop with less slack than that is at the edge."""

TONES = ("info", "ok", "warn", "late")
OUTSIDE = "night"

MARKS = ("scan", "door", "down", "not_at_home", "refused", "wrong_address", "damaged")
"""What a dispatcher may mark by hand of a carrier's parcel."""


@dataclass(frozen=True, slots=True)
class StopLine:
    """One stop: its order, its window and time in words, what is wrong with it, and what was marked."""

    delivery: str
    order: str
    number: str
    zone: str
    window: str
    at: str
    warning: str
    warning_tone: str
    ended: str
    ended_tone: str
    can_move: bool
    with_carrier: str
    is_carried: bool


@dataclass(frozen=True, slots=True)
class RouteCard:
    """One vehicle's route, or what one carrier takes; `edge` says how many stops are at the edge."""

    slug: str
    name: str
    tag: str
    tone: str
    dashed: bool
    count: str
    state: str
    warning: str
    stops: tuple[StopLine, ...]


@dataclass(frozen=True, slots=True)
class DayPage:
    """Everything that `delivery_day.html` shows."""

    title: str
    words: Mapping[str, str]
    lead: str
    depot: str
    day: str
    before: str
    after: str
    map: Drawing | None
    routes: tuple[RouteCard, ...]
    unrouted: tuple[StopLine, ...]
    targets: tuple[tuple[str, str], ...]
    marks: tuple[tuple[str, str], ...]
    may_act: bool


@dataclass(frozen=True, slots=True)
class DayScene:
    """What the page is made of: the day, its orders, when each stop is reached, names of people and places."""

    on: RunDay
    orders: Mapping[str, StreamState]
    reached: Mapping[str, Arrival]
    names: Mapping[str, str]
    locale: Locale
    may_act: bool
    now: datetime

    def say(self, name: str, **values: object) -> str:
        """A sentence of the page."""
        return DAY[name][self.locale].format(**values)

    def clock(self, at: datetime) -> str:
        """A time of day by the depot's clock."""
        return clock_text(floor_minute(at).astimezone(parse_zone(self.on.zone)))

    def count(self, number: int) -> str:
        """So many deliveries."""
        return f"{number}{NBSP}{COUNTED[self.locale][plural_form(number, self.locale)]}"


def write_day(scene: DayScene) -> DayPage:
    """The page in words."""
    run, locale = scene.on.day, scene.locale
    day_on = date.fromisoformat(run.day)
    today_on = scene.now.astimezone(parse_zone(scene.on.zone)).date()
    planned = run.planned
    routed = {key for route in run.routes.values() for key in route} | set(run.carried)
    left = [key for key in planned if key not in routed and not _ended(scene, key)]
    own, carriers = _own(scene), _carried(scene)
    words = {name: word[locale] for name, word in DAY.items()}
    return DayPage(
        title=scene.say("title", day=day_text(day_on, locale, today_on=today_on)),
        words=words,
        lead=scene.say("lead", depot=clean(scene.on.depot_name), count=scene.count(len(planned))),
        depot=run.store,
        day=run.day,
        before=(day_on - timedelta(days=1)).isoformat(),
        after=(day_on + timedelta(days=1)).isoformat(),
        map=draw_day([way for _, way in (*own, *carriers)], scene.on.fleet, locale),
        routes=tuple(card for card, _ in (*own, *carriers)),
        unrouted=tuple(_line(scene, key, planned[key]) for key in left),
        targets=tuple(_targets(scene)),
        marks=tuple((name, words[f"mark_{name}"]) for name in MARKS),
        may_act=scene.may_act,
    )


def _targets(scene: DayScene) -> list[tuple[str, str]]:
    """Whom a stop may be given to: vehicles of the day, then carriers."""
    own = [(one.slug, _vehicle_name(scene, one.slug)) for one in list_vehicles(scene.on.day, scene.on.fleet)]
    return [*own, *((one.slug, scene.names.get(one.slug, one.slug)) for one in scene.on.fleet.carriers)]


def _vehicle_name(scene: DayScene, slug: str) -> str:
    vehicles = {one.slug: one for one in list_vehicles(scene.on.day, scene.on.fleet)}
    mark, known = scene.on.day.vehicles.get(slug), vehicles.get(slug)
    courier = (mark.courier if mark else "") or (known.courier if known else "")
    name = clean(known.name) if known else slug
    person = clean(scene.names.get(courier, ""))
    return f"{person}, {name}" if person else name


def _own(scene: DayScene) -> list[tuple[RouteCard, Way]]:
    run, found = scene.on.day, []
    for number, (slug, route) in enumerate(sorted(run.routes.items())):
        keys = [key for key in route if key in run.planned]
        if not keys:
            continue
        tone = TONES[number % len(TONES)]
        lines = [_line(scene, key, run.planned[key]) for key in keys]
        card = RouteCard(
            slug=slug,
            name=_vehicle_name(scene, slug),
            tag=scene.say("own"),
            tone=tone,
            dashed=False,
            count=scene.count(len(keys)),
            state=_state(scene, run.vehicles.get(slug, RunMark())),
            warning=next((one.warning for one in lines if one.warning), ""),
            stops=tuple(lines),
        )
        found.append((card, Way(tone, False, tuple(run.planned[key].point for key in keys))))
    return found


def _state(scene: DayScene, mark: RunMark) -> str:
    if mark.ended_at is not None:
        return scene.say("over", at=scene.clock(mark.ended_at))
    if mark.started_at is None:
        return scene.say("waits")
    started = scene.say("started", at=scene.clock(mark.started_at))
    return f"{started}, {scene.say('late', minutes=mark.late_s // 60)}" if mark.late_s else started


def _carried(scene: DayScene) -> list[tuple[RouteCard, Way]]:
    run, found = scene.on.day, []
    for carrier in sorted({one for key, one in run.carried.items() if key in run.planned}):
        keys = [key for key, one in run.carried.items() if one == carrier and key in run.planned]
        keys.sort(key=lambda key: (run.planned[key].window_from_at, key))
        card = RouteCard(
            slug=carrier,
            name=clean(scene.names.get(carrier, carrier)),
            tag=scene.say("outside"),
            tone=OUTSIDE,
            dashed=True,
            count=scene.count(len(keys)),
            state="",
            warning="",
            stops=tuple(_line(scene, key, run.planned[key]) for key in keys),
        )
        found.append((card, Way(OUTSIDE, True, tuple(run.planned[key].point for key in keys))))
    return found


def _line(scene: DayScene, key: str, visit: Visit) -> StopLine:
    state = scene.orders.get(visit.order)
    order = state.subject if state is not None and isinstance(state.subject, OrderState) else None
    delivery = order.deliveries.get(key) if order else None
    reached = scene.reached.get(key)
    mark = scene.on.day.stops.get(key)
    how = (mark.how if mark else "") or (delivery.how or delivery.reason if delivery else "")
    tone, word = ENDS.get(how, ("", {"ru": how, "en": how}))
    out = scene.on.day.vehicles.get(reached.vehicle) if reached else None
    is_out = out is not None and out.started_at is not None
    warning, warning_tone = _warning(scene, reached, visit, is_out=is_out) if not how else ("", "")
    window = f"{scene.clock(visit.window_from_at)}–{scene.clock(visit.window_to_at)}"
    return StopLine(
        delivery=key,
        order=visit.order.partition("/")[2],
        number=_number(order, scene.locale),
        zone=_zone(scene, visit.zone),
        window=window,
        at=_at(scene, reached, is_out=is_out),
        warning=warning,
        warning_tone=warning_tone,
        ended=word[scene.locale] if how else "",
        ended_tone=tone,
        can_move=scene.may_act and not how and mark is None and not is_out,
        with_carrier=_with_carrier(scene, delivery) if key in scene.on.day.carried and not how else "",
        is_carried=key in scene.on.day.carried,
    )


def _number(order: OrderState | None, locale: Locale) -> str:
    if order is None:
        return ""
    return f"№{NBSP}{clean(order.number)}" if locale == "ru" else clean(order.number)


def _zone(scene: DayScene, slug: str) -> str:
    zone = next((one for one in scene.on.fleet.zones if one.slug == slug), None)
    return clean(zone.names.get(scene.locale) or slug) if zone else slug


def _at(scene: DayScene, reached: Arrival | None, *, is_out: bool) -> str:
    if reached is None or reached.how:
        return ""
    if is_out:
        return scene.say("expected", at=scene.clock(reached.due_at))
    return scene.say("planned", at=scene.clock(reached.planned_at))


def _warning(scene: DayScene, reached: Arrival | None, visit: Visit, *, is_out: bool) -> tuple[str, str]:
    """Whether the visit begins at the edge of its window or beyond it: by the plan, on the road as it looks now."""
    if reached is None:
        return "", ""
    begins_at = reached.due_at if is_out else reached.planned_at
    left_s = int((visit.window_to_at - begins_at).total_seconds())
    if left_s < 0:
        return scene.say("broken", minutes=-(left_s // 60)), "late"
    if left_s < EDGE_S:
        return scene.say("edge", minutes=left_s // 60), "warn"
    return "", ""


def _with_carrier(scene: DayScene, delivery: Delivery | None) -> str:
    if delivery is None or delivery.handed_over_at is None:
        return ""
    handed = scene.say("handed", at=scene.clock(delivery.handed_over_at))
    if delivery.heard_at is None or delivery.heard_at == delivery.handed_over_at:
        return handed
    return f"{handed}, {scene.say('scanned', at=scene.clock(delivery.heard_at))}"


def _ended(scene: DayScene, key: str) -> bool:
    mark = scene.on.day.stops.get(key)
    return mark is not None and bool(mark.how)


def names_wanted(on: RunDay) -> Sequence[str]:
    """Slugs of the carriers whose names the page needs."""
    return [one.slug for one in on.fleet.carriers]
