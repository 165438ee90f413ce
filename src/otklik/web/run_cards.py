"""The courier's page in words: his vehicle's day, the door that comes next, what is behind and what is ahead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.domain.local_times import clock_text, day_text, floor_minute
from otklik.domain.locales import NBSP, Locale, money, phone_text
from otklik.domain.orders import OrderState
from otklik.domain.runs import RunMark
from otklik.domain.stream_state import StreamState
from otklik.domain.wording import capitalised, clean
from otklik.domain.zones import parse_zone
from otklik.planning.arrivals import Arrival
from otklik.store.runs import CourierRun, Door
from otklik.web.run_words import ENDS, RUN

LATE_BY_M = (15, 30, 45, 60)
"""Minutes that a courier may choose from."""

GOING, WAITING, OVER = "going", "waiting", "over"


@dataclass(frozen=True, slots=True)
class StopCard:
    """One door in words.

    Parameters
    ----------
    delivery
        Its key.
    window, due, tone
        What was promised, and when he is there as it looks now.
    collect, collected
        What the buyer pays at the door, empty = nothing; and the words by which a courier says that he did.
    collect_minor
        The same in minor units.
    is_going
        Whether he said that he is on his way there.
    ended, ended_tone
        What was marked at the door; empty = nothing yet.
    """

    delivery: str
    place: int
    number: str
    name: str
    phone: str
    dial: str
    address: str
    comment: str
    goods: tuple[str, ...]
    window: str
    due: str
    tone: str
    collect: str
    collected: str
    collect_minor: int
    is_going: bool
    ended: str
    ended_tone: str


@dataclass(frozen=True, slots=True)
class RunCard:
    """One vehicle's day.

    Parameters
    ----------
    href
        Where its acts go.
    state
        `waiting`: not on the road yet; `going`; `over`.
    done
        How far he is, in words.
    next
        The door that comes next; None = none is left.
    undo
        The delivery whose end he may take back now; empty = none. `undo_s`: seconds that are left for it.
    late
        By how much he said that he is late; empty = he is not.
    """

    href: str
    lead: str
    depot_dial: str
    state: str
    done: str
    next: StopCard | None
    later: tuple[StopCard, ...]
    behind: tuple[StopCard, ...]
    undo: str
    undo_s: int
    late: str
    late_choices: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class RunPage:
    """Everything that `run.html` shows."""

    title: str
    words: Mapping[str, str]
    runs: tuple[RunCard, ...]
    goods: tuple[tuple[str, str], ...]
    bads: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a card is made of: the orders of the doors by stream, what they say of them, and when each is reached."""

    run: CourierRun
    orders: Mapping[str, StreamState]
    doors: Mapping[str, Door]
    reached: Mapping[str, Arrival]
    person: str
    locale: Locale
    now: datetime


def write_page(runs: Sequence[RunCard], locale: Locale) -> RunPage:
    """The page in words."""
    words = {name: word[locale] for name, word in RUN.items()}
    return RunPage(
        title=words["title"],
        words=words,
        runs=tuple(runs),
        goods=tuple((name, words[name]) for name in ("down", "other")),
        bads=tuple((name, words[name]) for name in ("not_at_home", "refused", "wrong_address", "damaged")),
    )


def write_run(scene: Scene) -> RunCard:
    """One vehicle's day in words."""
    run, locale = scene.run, scene.locale
    cards = [_stop(scene, one) for one in _own(scene)]
    open_ones = [one for one in cards if not one.ended]
    upcoming = next((one for one in open_ones if one.is_going), open_ones[0] if open_ones else None)
    mark = run.day.vehicles.get(run.vehicle)
    out = mark is not None and mark.started_at is not None
    undo, undo_s = _undo(scene)
    late_s = mark.late_s if mark and _is_late_now(mark, scene) else 0
    return RunCard(
        href=f"/run/{run.depot}/{run.day.day}/{run.vehicle}",
        lead=RUN["lead"][locale].format(vehicle=clean(run.vehicle_name), day=_day(scene)),
        depot_dial=run.depot_phone,
        state=OVER if mark and mark.ended_at else GOING if out else WAITING,
        done=RUN["done"][locale].format(done=len(cards) - len(open_ones), all=len(cards)),
        next=upcoming,
        later=tuple(one for one in open_ones if one is not upcoming),
        behind=tuple(one for one in cards if one.ended),
        undo=undo,
        undo_s=undo_s,
        late=RUN["late_is"][locale].format(minutes=late_s // 60) if late_s else "",
        late_choices=tuple((one, RUN["late_by"][locale].format(minutes=one)) for one in LATE_BY_M),
    )


def _is_late_now(mark: RunMark, scene: Scene) -> bool:
    """Whether he was at no door since he said so: then where he was says more."""
    seen = [one.at for one in scene.run.day.stops.values() if one.vehicle == scene.run.vehicle and one.how]
    return mark.late_at is not None and all(at <= mark.late_at for at in seen)


def _own(scene: Scene) -> list[Arrival]:
    """The doors of this vehicle in the order of visiting, without places that are only held."""
    visits = scene.run.day.visits
    return [
        one
        for one in scene.reached.values()
        if one.vehicle == scene.run.vehicle and one.id in visits and visits[one.id].order
    ]


def _day(scene: Scene) -> str:
    today_on = scene.now.astimezone(parse_zone(scene.run.zone)).date()
    return day_text(scene.run.day_on, scene.locale, today_on=today_on)


def _stop(scene: Scene, reached: Arrival) -> StopCard:
    visit, locale = scene.run.day.visits[reached.id], scene.locale
    state = scene.orders.get(visit.order)
    order = state.subject if state is not None and isinstance(state.subject, OrderState) else None
    door = scene.doors.get(visit.order, Door())
    mark = scene.run.day.stops.get(reached.id)
    is_late = not reached.how and reached.due_at > visit.window_to_at
    tone, ended = ENDS.get(reached.how, ("", {"ru": reached.how, "en": reached.how}))
    left_minor = _to_collect(order)
    window = f"{_clock(scene, visit.window_from_at)}–{_clock(scene, visit.window_to_at)}"
    due = RUN["due_late" if is_late else "due"][locale].format(at=_clock(scene, reached.due_at))
    return StopCard(
        delivery=reached.id,
        place=reached.place,
        number=_number(order, locale),
        name=clean(door.name),
        phone=phone_text(clean(door.phone)),
        dial=door.phone,
        address=clean(door.address) or RUN["no_address"][locale],
        comment=clean(door.comment),
        goods=tuple(clean(line.title) for line in order.lines) if order else (),
        window=RUN["window"][locale].format(window=window),
        due="" if reached.how else capitalised(due),
        tone="late" if is_late else "ok",
        collect=RUN["collect"][locale].format(sum=_sum(order, left_minor, locale)) if left_minor else "",
        collected=RUN["collected"][locale].format(sum=_sum(order, left_minor, locale)),
        collect_minor=left_minor,
        is_going=mark is not None and not mark.how,
        ended=ended[locale] if reached.how else "",
        ended_tone=tone,
    )


def _number(order: OrderState | None, locale: Locale) -> str:
    if order is None:
        return ""
    return f"№{NBSP}{clean(order.number)}" if locale == "ru" else clean(order.number)


def _sum(order: OrderState | None, minor: int, locale: Locale) -> str:
    return money(minor, order.currency, locale) if order else ""


def _clock(scene: Scene, at: datetime) -> str:
    return clock_text(floor_minute(at).astimezone(parse_zone(scene.run.zone)))


def _to_collect(order: OrderState | None) -> int:
    """What is still to be paid at the door, in minor units."""
    if order is None or order.payment != "on_delivery":
        return 0
    return max(0, order.total_minor - order.paid_minor)


def _undo(scene: Scene) -> tuple[str, int]:
    """The delivery whose end this courier recorded less than ten seconds ago, and the seconds that are left."""
    for key, visit in scene.run.day.visits.items():
        state, mark = scene.orders.get(visit.order), scene.run.day.stops.get(key)
        undo = state.undo if state is not None else None
        if undo is None or undo.before is None or mark is None or not mark.how:
            continue
        if undo.by == scene.person and scene.now < undo.until_at:
            return key, int((undo.until_at - scene.now) / timedelta(seconds=1)) + 1
    return "", 0
