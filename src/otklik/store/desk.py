"""The desk's rows: open orders with everything that a seller looks at, in a fixed number of SELECTs.

Nothing here locks, writes or folds: the columns are projections, and personal values are opened for the rows that are
shown. Which row comes first is `domain/desk.py`'s rule.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, get_args

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from otklik.domain import clocks
from otklik.domain.business_time import WorkCalendar
from otklik.domain.desk import (
    NOT_OURS,
    DeskLine,
    DeskRow,
    DeskStep,
    desk_order,
    group_of,
    next_step,
    sort_steps,
)
from otklik.domain.errors import CalendarClosed
from otklik.domain.orders import CLOSED, Phase
from otklik.store import buyers, carts, directory, journal, models, vendor

MOST = 500
"""Rows on one desk."""

BEHIND_FOR, AHEAD_FOR = timedelta(days=1), timedelta(days=2)
"""How much of the opening hours a row carries at least; back to the opening of its step and on to its limit."""

FARTHEST_FOR = timedelta(days=9)
"""But no farther than this to either side."""

OPEN_PHASES = sorted(set(get_args(Phase)) - CLOSED)

ORDER_COLUMNS = (
    "stream", "number", "channel", "placed_at", "received_at", "holder", "phase", "owner", "taken_at", "taken_place",
    "buyer_zone", "total_minor", "currency", "payment", "delivery", "contact_attempts", "live_contact_at", "live_grade",
    "said_silent", "waiting_on", "cart", "answered_elsewhere_at", "parked_reason", "parked_until_at",
)  # fmt: skip

STEP_COLUMNS = (
    "stream", "kind", "key", "debtor", "opened_at", "target_at", "limit_at", "breached_at", "state", "rank", "calendar",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Place:
    """A store as its rows show it, at one instant."""

    name: str
    calendar: WorkCalendar
    is_open: bool
    next_opening_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Around:
    """What rows are made of beside their order: by stream, slug or hash."""

    now: datetime
    places: Mapping[str, _Place]
    names: Mapping[str, str]
    lines: Mapping[str, tuple[DeskLine, ...]]
    owed: Mapping[str, tuple[tuple[DeskStep, str], ...]]
    calendars: Mapping[str, WorkCalendar]
    personal: Mapping[str, Mapping[int, Mapping[str, Any]]]
    doubles: Mapping[str, Sequence[tuple[str, str, str]]]


def list_desk(stores: Collection[str] | None, *, now: datetime, limit: int = MOST) -> list[DeskRow]:
    """Open orders that these stores hold, in the order of the desk.

    Parameters
    ----------
    stores
        Slugs; None = all.
    now
        Aware UTC.
    limit
        At most so many, up to 500: those whose steps are due first.
    """
    query = _open_orders()
    if stores is not None:
        query = query.filter(holder__in=sorted(stores))
    ours = models.Obligation.objects.filter(stream=OuterRef("stream"), closed_at__isnull=True)
    for role in NOT_OURS:
        ours = ours.exclude(Q(debtor=role) | Q(debtor__startswith=f"{role}:"))
    due_at = ours.annotate(due_at=Coalesce("target_at", "limit_at")).order_by("due_at").values("due_at")[:1]
    query = query.annotate(due_at=Subquery(due_at))
    ordered = query.order_by(F("due_at").asc(nulls_last=True), "placed_at", "stream")
    return sorted(_rows(ordered[: max(1, min(limit, MOST))], now), key=desk_order)


def load_desk_rows(streams: Iterable[str], *, now: datetime) -> dict[str, DeskRow]:
    """Rows by stream, of those orders that are open; the others have left the desk, or never stood on it."""
    query = _open_orders().filter(stream__in=list(streams))
    return {row.stream: row for row in _rows(query, now)}


def load_desk_row(stream: str, *, now: datetime) -> DeskRow | None:
    """The row of one order, or None if it stands on no desk (any more)."""
    return load_desk_rows([stream], now=now).get(stream)


def count_desk(stores: Collection[str] | None) -> int:
    """How many open orders these stores hold; None = all."""
    query = _open_orders()
    return (query if stores is None else query.filter(holder__in=sorted(stores))).count()


def _open_orders() -> QuerySet[models.Order]:
    # Said twice: the index of all open orders knows them by `closed_at`, that of one store's by `phase`.
    return models.Order.objects.filter(closed_at__isnull=True, history=False, phase__in=OPEN_PHASES)


def _rows(query: QuerySet[models.Order], now: datetime) -> list[DeskRow]:
    orders = [dict(zip(ORDER_COLUMNS, row, strict=True)) for row in query.values_list(*ORDER_COLUMNS)]
    if not orders:
        return []
    streams = [order["stream"] for order in orders]
    owed, hashes = load_owed(streams)
    around = _Around(
        now=now,
        places=load_places({order["holder"] for order in orders}, now),
        names=dict(vendor.select(models.Person, ("slug", "name"), "slug", _some(orders, "owner"))),
        lines=_load_lines(streams),
        owed=owed,
        calendars=directory.load_calendars(hashes),
        personal=journal.load_personal(streams),
        doubles=carts.load_duplicates(_some(orders, "cart")) if _some(orders, "cart") else {},
    )
    return [_row(order, around) for order in orders]


def _some(orders: Sequence[Mapping[str, Any]], column: str) -> list[str]:
    return sorted({order[column] for order in orders} - {""})


def load_owed(streams: Sequence[str]) -> tuple[dict[str, tuple[tuple[DeskStep, str], ...]], set[str]]:
    """What is owed on each stream with the hash of its calendar, and all these hashes."""
    found: dict[str, list[tuple[DeskStep, str]]] = {}
    query = models.Obligation.objects.filter(stream__in=streams, closed_at__isnull=True)
    for stream, kind, key, debtor, opened_at, target_at, limit_at, breached_at, state, rank, calendar in (
        query.values_list(*STEP_COLUMNS)
    ):  # fmt: skip
        step = DeskStep(
            kind,
            key,
            debtor,
            opened_at,
            target_at,
            limit_at,
            breached_at is not None,
            state == "paused",
            rank,
        )
        found.setdefault(stream, []).append((step, calendar))
    hashes = {calendar for steps in found.values() for _, calendar in steps if calendar}
    return {stream: tuple(steps) for stream, steps in found.items()}, hashes


def _load_lines(streams: Sequence[str]) -> dict[str, tuple[DeskLine, ...]]:
    columns = ("stream", "title", "sku", "quantity", "price_minor")
    found: dict[str, tuple[DeskLine, ...]] = {}
    for stream, *values in vendor.select(models.Line, columns, "stream", streams, order=("stream", "line")):
        found[stream] = (*found.get(stream, ()), DeskLine(*values))
    return found


def load_places(slugs: Collection[str], now: datetime) -> dict[str, _Place]:
    """Places by slug, as they are now."""
    rows = vendor.select(models.Store, ("slug", "name", "hours"), "slug", sorted(slugs))
    return {slug: _place(name, hours, now) for slug, name, hours in rows}


def _place(name: str, hours: str, now: datetime) -> _Place:
    calendar = directory.compile_calendar(directory.parse_definition(hours) if hours else directory.NO_HOURS)
    try:
        opening_at: datetime | None = calendar.next_opening(now)
    except CalendarClosed:
        opening_at = None
    is_open = opening_at == now
    return _Place(name, calendar, is_open, None if is_open else opening_at)


def _row(order: Mapping[str, Any], around: _Around) -> DeskRow:
    stream, now = order["stream"], around.now
    place = around.places[order["holder"]]
    calendars = {step: around.calendars.get(digest) for step, digest in around.owed.get(stream, ())}
    owed = sort_steps(calendars)
    step = next_step(owed)
    clock = calendars[step] if step else place.calendar
    buyer = buyers.buyer_of(around.personal.get(stream, {}))
    same = {name: order[name] for name in ORDER_COLUMNS if name not in ("stream", "holder", "cart")}
    twins = around.doubles.get(order["cart"], ()) if order["cart"] else ()
    return DeskRow(
        id=stream.partition("/")[2],
        store=order["holder"],
        store_name=place.name,
        zone=place.calendar.zone,
        owner_name=around.names.get(order["owner"], ""),
        buyer=buyer.name,
        phone=buyer.phone,
        comment=buyer.comment,
        doubles=tuple(
            number for other, number, holder in twins if other != stream and holder == order["holder"]
        ),
        lines=around.lines.get(stream, ()),
        owed=owed,
        step=step,
        open_spans=spans_of(clock, step, now),
        is_open=place.is_open,
        next_opening_at=place.next_opening_at,
        group=group_of(step, clock=clock, is_open=place.is_open, now=now),
        **same,
    )


def spans_of(
    clock: clocks.Clock, step: DeskStep | None, now: datetime
) -> tuple[tuple[datetime, datetime], ...]:
    """The clock's open spans from the step's opening to its limit, or a little around now."""
    from_at, to_at = now - BEHIND_FOR, now + AHEAD_FOR
    if step is not None:
        from_at, to_at = min(from_at, step.opened_at), max(to_at, step.limit_at)
    from_at, to_at = max(from_at, now - FARTHEST_FOR), min(to_at, now + FARTHEST_FOR)
    return ((from_at, to_at),) if clock is None else tuple(clock.openings(from_at, to_at))
