"""Who is there: the people on shift in some stores now, and how long each store is open."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from otklik.domain import admissions
from otklik.domain.errors import CalendarClosed
from otklik.domain.shifts import place_of
from otklik.domain.world import Store
from otklik.store import models
from otklik.store.directory import load_world

LOOK_AHEAD_FOR = timedelta(days=2)
"""A place that doesn't close within this time is said to be open, without an end."""


@dataclass(frozen=True, slots=True)
class Presence:
    """One place now.

    Parameters
    ----------
    slug, name, zone
        Of the place.
    people
        Slug and name of everybody on shift, earliest first.
    is_open
        Whether it is open.
    closes_at, opens_at
        When it closes, while open; when it opens next, while closed; None where never within a year.
    places
        Where each of them acts from (law 5): in_shop, elsewhere or unknown.
    busy
        Until when somebody of them is busy with customers.
    missing
        Slug and name of those who are to be there by the roster and have not joined.
    """

    slug: str
    name: str
    zone: str
    people: tuple[tuple[str, str], ...]
    is_open: bool
    closes_at: datetime | None
    opens_at: datetime | None
    places: Mapping[str, str] = field(default_factory=dict)
    busy: Mapping[str, datetime] = field(default_factory=dict)
    missing: tuple[tuple[str, str], ...] = ()


def load_presence(store: str, *, now: datetime) -> Presence | None:
    """One place now, or None if there is none of that slug."""
    found = load_world([store], now=now).stores.get(store)
    return _presence(found, now) if found else None


def list_presence(stores: Collection[str] | None, *, now: datetime) -> list[Presence]:
    """Shops now, by slug; None = all."""
    query = models.Store.objects.filter(role="store")
    if stores is not None:
        query = query.filter(slug__in=sorted(stores))
    slugs = list(query.order_by("slug").values_list("slug", flat=True))
    world = load_world(slugs, now=now)
    return [_presence(world.stores[slug], now) for slug in slugs]


def list_colleagues(store: str, *, now: datetime) -> list[tuple[str, str, bool]]:
    """Slug and name of everybody of a store who may talk to buyers, and whether he is on shift; those first."""
    found = load_world([store], now=now).stores.get(store)
    on_shift = set(found.on_shift) if found else set()
    people = admissions.candidates(found) if found else []
    rows = [(one.slug, one.name, one.slug in on_shift) for one in people]
    return sorted(rows, key=lambda row: (not row[2], row[1]))


def _presence(store: Store, now: datetime) -> Presence:
    names = {one.slug: one.name for one in store.people}
    is_open = store.calendar.is_open(now)
    try:
        opens_at: datetime | None = store.calendar.next_opening(now)
    except CalendarClosed:
        opens_at = None
    return Presence(
        slug=store.slug,
        name=store.name,
        zone=store.calendar.zone,
        people=tuple((slug, names[slug]) for slug in store.on_shift if slug in names),
        is_open=is_open,
        closes_at=_closing(store, now) if is_open else None,
        opens_at=None if is_open else opens_at,
        places={slug: place_of(store, slug) for slug in store.on_shift},
        busy=store.busy,
        missing=tuple(
            (slug, names[slug]) for slug in store.rostered if slug not in store.on_shift and slug in names
        ),
    )


def _closing(store: Store, now: datetime) -> datetime | None:
    until_at = now + LOOK_AHEAD_FOR
    return next(
        (close_at for _, close_at in store.calendar.openings(now, until_at) if close_at < until_at), None
    )
