"""Past deliveries of a depot as rows, and its days to come: what pages and reports of delivery are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import SimpleNamespace

from otklik.analytics.carriers import Delivered
from otklik.domain.deliveries import TOUCHING, Deliveries, Delivery, deliveries_after
from otklik.domain.events import Entry
from otklik.domain.fleets import OWN, Fleet
from otklik.domain.runs import RunState, alive, run_of, stream_of
from otklik.domain.world import Store
from otklik.domain.zones import parse_zone
from otklik.planning.run_costs import cost_by_stop
from otklik.store import envelope, journal, models

AT_ONCE = 500
LAST = 2**62
READ = sorted({*TOUCHING, "buyer.rated"})


def load_days(depot: str, from_on: date, days: int, *, now: datetime) -> tuple[RunState, ...]:
    """So many days of a depot from a date on, each without holds that have ended; empty days too."""
    wanted = [from_on + timedelta(days=number) for number in range(days)]
    streams = {stream_of(depot, day_on): day_on for day_on in wanted}
    states = journal.load_states(streams)
    return tuple(alive(run_of(states[stream].subject, stream), now) for stream in streams)


def load_delivered(depot: Store, fleet: Fleet, runs: Sequence[RunState]) -> list[Delivered]:
    """Deliveries of these days of a depot that have ended, as rows."""
    costs = {
        key: minor for run in runs for key, minor in cost_by_stop(run, fleet, depot.calendar.zone).items()
    }
    orders = sorted({visit.order for run in runs for visit in run.visits.values() if visit.order})
    told = _told(orders)
    zone = parse_zone(depot.calendar.zone)
    found = []
    for run in runs:
        for key, visit in run.visits.items():
            past = told.get(visit.order)
            one = past.deliveries.get(key) if past else None
            if past is None or one is None or one.ended_at is None or one.reason == "cancelled":
                continue
            carrier = OWN if one.carrier in ("", OWN, depot.slug) else one.carrier
            promised = one.first_from_at or visit.window_from_at
            found.append(
                Delivered(
                    order=visit.order,
                    carrier=carrier,
                    zone=visit.zone,
                    day=run.day,
                    from_h=promised.astimezone(zone).hour,
                    kept=one.kept,
                    told=None if one.kept is not False else key in past.warned,
                    door=_door(one),
                    polite=one.witness.polite,
                    stars=past.stars,
                    price_minor=costs.get(key),
                )
            )
    return found


@dataclass(slots=True)
class _Past:
    """What an order's facts tell of its deliveries."""

    deliveries: Deliveries = field(default_factory=dict)
    stars: int | None = None
    warned: set[str] = field(default_factory=set)


def _told(orders: Sequence[str]) -> Mapping[str, _Past]:
    found: dict[str, _Past] = defaultdict(_Past)
    for entry in _entries(orders):
        past, event = found[entry.stream], entry.event
        if event.kind == "buyer.rated":
            past.stars = event.data["stars"]
            continue
        if event.kind == "window.told" and not event.data.get("late"):
            past.warned.add(event.data["delivery"])
        past.deliveries = deliveries_after(SimpleNamespace(deliveries=past.deliveries), entry)
    return found


def _entries(streams: Sequence[str]) -> Iterator[Entry]:
    for start in range(0, len(streams), AT_ONCE):
        for _, _, body in journal.read_kinds(streams[start : start + AT_ONCE], READ, position=LAST):
            yield envelope.unpack(body)


def _door(one: Delivery) -> bool | None:
    """Whether it came to the door: what the buyer says stands above what the courier marked (law 4)."""
    if one.witness.to_the_door is not None:
        return one.witness.to_the_door
    return one.how == "door" if one.how else None


def count_zones(runs: Sequence[RunState]) -> dict[str, float]:
    """Zone → deliveries sold on these days: how they lie among zones as a rule."""
    found: dict[str, float] = defaultdict(float)
    for run in runs:
        for visit in run.planned.values():
            found[visit.zone] += 1
    return dict(found)


def list_over(
    stores: Sequence[str], *, since: datetime, until: datetime, delivery: str
) -> list[tuple[str, datetime]]:
    """Streams of completed orders of some stores that were closed within a span, and when, earliest first.

    Parameters
    ----------
    delivery
        How they are delivered, as an order says it.
    """
    rows = models.Order.objects.filter(
        first_store__in=stores,
        phase="completed",
        delivery=delivery,
        closed_at__gte=since,
        closed_at__lt=until,
    )
    return list(rows.order_by("closed_at", "stream").values_list("stream", "closed_at"))


def list_confirmed(stores: Sequence[str], *, delivery: str) -> list[tuple[str, str]]:
    """Streams of confirmed orders that such stores hold, and the store, earliest first; parameters as `list_over`."""
    rows = models.Order.objects.filter(holder__in=stores, phase="confirmed", delivery=delivery)
    return list(rows.order_by("placed_at", "stream").values_list("stream", "holder"))
