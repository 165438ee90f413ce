"""Honest dates (R21): can an order be there by the day its buyer needs it; if not, when it could, and where it lies.

The last safe moment is found, not guessed: of days whose places are taken it is when the last of them went, of others
the cut-off of their last window.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.actions.slots import Offer, Scene, list_windows, scene_at, where_of
from otklik.domain.errors import DomainError
from otklik.domain.orders import OrderState
from otklik.domain.runs import RunState, alive, run_of, stream_of
from otklik.domain.slots import is_capped, list_slots, local_day
from otklik.domain.stream_state import StreamState
from otklik.domain.windows import current
from otklik.store import goods, journal

MOST_STORES = 3

BACK_DAYS = 7
"""So many days before the day that is needed count as in time: goods that come earlier are kept until then."""


@dataclass(frozen=True, slots=True)
class Dates:
    """What can be said of a day by which something is needed.

    Parameters
    ----------
    needed_by_at
        The end of that day, or the instant.
    offers
        Windows in time that can be promised now, the earliest first.
    last_safe_at
        Until when it could have been ordered, or can; None where it never could: nobody delivers there then.
    stores
        Slugs of places that have the goods now, where he could collect them.
    """

    needed_by_at: datetime
    offers: tuple[Offer, ...] = ()
    last_safe_at: datetime | None = None
    stores: tuple[str, ...] = ()

    @property
    def can_be(self) -> bool:
        """Whether it can be promised."""
        return bool(self.offers)


def find_dates(
    order: str, state: StreamState, *, needed_by_at: datetime | None = None, now: datetime
) -> Dates | None:
    """The honest answer to "I need it by …"; None where nobody said by when.

    Parameters
    ----------
    order
        Stream, `order/<uuid>`.
    state
        Of that stream.
    needed_by_at
        The day that is asked for; None = the one on record.

    Raises
    ------
    DomainError
        `unknown_order`.
    """
    where = where_of(order, state)
    subject: OrderState = state.subject
    by_at = needed_by_at or subject.needed_by_at
    if by_at is None:
        return None
    stores = find_stores(subject)
    try:
        scene = scene_at(where, now=now)
    except DomainError:
        return Dates(by_at, stores=stores)
    if scene.zone is None:
        return Dates(by_at, stores=stores)
    window = current(subject.windows)
    days = max((local_day(by_at, scene.clock) - local_day(now, scene.clock)).days, 0)
    found = list_windows(
        where, needed_by_at=by_at, days=max(days, 1), besides=window.key if window else "", now=now
    )
    offers = tuple(one for one in found.offers if one.is_free and one.to_at <= by_at)
    return Dates(by_at, offers, last_safe(scene, by_at, now=now), stores)


def last_safe(scene: Scene, needed_by_at: datetime, *, now: datetime) -> datetime | None:
    """The latest instant at which a window that ends in time could still be ordered; None = there is no such window."""
    zone = scene.zone.slug if scene.zone else ""
    last_on = local_day(needed_by_at - timedelta(microseconds=1), scene.clock)
    days = [last_on - timedelta(days=back) for back in range(BACK_DAYS)]
    streams = {day_on: stream_of(scene.depot.slug, day_on) for day_on in days}
    states = journal.load_states(streams.values())
    safe: list[datetime] = []
    for day_on, stream in streams.items():
        cutoffs = [
            one.cutoff_at
            for one in list_slots(scene.world, scene.depot, day_on, zone)
            if one.to_at <= needed_by_at
        ]
        run = alive(run_of(states[stream].subject, stream), now)
        if cutoffs and (safe_at := _safe_at(run, zone, max(cutoffs), now)) is not None:
            safe.append(safe_at)
    return max(safe, default=None)


def _safe_at(run: RunState, zone: str, last_at: datetime, now: datetime) -> datetime | None:
    """Until when a day could be ordered, as far as its record says: until its last place went that is ahead of us.

    Parameters
    ----------
    last_at
        The cut-off of its last window.

    Returns
    -------
    datetime or None
        None where the zone's sales are limited, and nobody was ever let in.
    """
    capped = is_capped(run, zone, 0.0)  # then the other zones' places are not what was missing
    taken = [
        one.taken_at
        for one in run.planned.values()
        if one.taken_at is not None and one.window_to_at > now and (one.zone == zone or not capped)
    ]
    return None if capped and not taken else min(last_at, max(taken, default=last_at))


def find_stores(order: OrderState) -> tuple[str, ...]:
    """Places that have all of an order's goods now; the holder first, where it keeps them for the buyer."""
    kept = (order.holder,) if order.goods_reserved and not order.free_lines else ()
    return tuple(dict.fromkeys((*kept, *_stocked(line.sku for line in order.lines))))[:MOST_STORES]


def _stocked(skus: Iterable[str]) -> list[str]:
    common: dict[str, None] | None = None
    for sku in skus:
        have = dict.fromkeys(one.stock.store for one in goods.find_same(sku=sku)) if sku else {}
        common = have if common is None else {store: None for store in common if store in have}
    return list(common or ())
