"""Seconds of attention and visitors of a day: written outside the journal, read beside it (R14)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Sum

from otklik.domain.attention import Given, counted_s, given_in
from otklik.domain.events import Entry
from otklik.store import directory, journal, models, writer

MOST = 2000
"""Orders of a store that a table looks at."""


@dataclass(frozen=True, slots=True)
class Day:
    """One store on one local day.

    Parameters
    ----------
    orders
        Placed that day.
    given
        What they got, whenever they got it.
    visitors, minutes
        As the store recorded them; None = it did not.
    """

    store: str
    day: date
    orders: int
    given: Given
    visitors: int | None
    minutes: int | None


def add(stream: str, person: str, given_s: float, *, now: datetime) -> int:
    """How many seconds were added to an order's attention: what a browser reports, as far as it can be true."""

    def write() -> int:
        row = models.Attention.objects.filter(stream=stream, person=person).first()
        seconds = counted_s(given_s, row.last_at if row else None, now=now)
        if row is None:
            models.Attention.objects.create(stream=stream, person=person, opened_s=seconds, last_at=now)
        else:
            models.Attention.objects.filter(stream=stream, person=person).update(
                opened_s=row.opened_s + seconds, last_at=now
            )
        return seconds

    return writer.run(write)


def load_opened(streams: Collection[str]) -> dict[str, int]:
    """Seconds in sight by order, of those that anybody looked at."""
    rows = models.Attention.objects.filter(stream__in=list(streams)).values_list("stream")
    return dict(rows.annotate(Sum("opened_s")))


def record_visitors(store: str, day: date, *, visitors: int, minutes: int) -> None:
    """Write down what a store counted on a day; a second time replaces the first."""
    values = {"visitors": visitors, "minutes": minutes}
    writer.run(
        lambda: models.VisitorDay.objects.update_or_create(store=store, day=day.isoformat(), defaults=values)
    )


def list_days(store: str, *, zone: str, last_on: date, days: int) -> list[Day]:
    """A store's last days, the newest first."""
    first_on = last_on - timedelta(days=days - 1)
    here = ZoneInfo(zone)
    from_at = datetime.combine(first_on, time(), here).astimezone(UTC)
    query = models.Order.objects.filter(first_store=store, placed_at__gte=from_at, history=False)
    placed = dict(query.order_by("-placed_at").values_list("stream", "placed_at")[:MOST])
    entries = journal.load_entries(placed)
    opened = load_opened(placed)
    by_day: dict[date, list[str]] = {}
    for stream, at in placed.items():
        by_day.setdefault(at.astimezone(here).date(), []).append(stream)
    visitors = _visitors(store, first_on)
    return [
        _day(store, last_on - timedelta(days=ago), by_day, entries, opened, visitors) for ago in range(days)
    ]


def _visitors(store: str, first_on: date) -> dict[str, tuple[int, int]]:
    rows = models.VisitorDay.objects.filter(store=store, day__gte=first_on.isoformat())
    return {
        day: (visitors, minutes) for day, visitors, minutes in rows.values_list("day", "visitors", "minutes")
    }


def _day(
    store: str,
    day: date,
    by_day: Mapping[date, list[str]],
    entries: Mapping[str, list[Entry]],
    opened: Mapping[str, int],
    visitors: Mapping[str, tuple[int, int]],
) -> Day:
    streams = by_day.get(day, [])
    given = given_in(
        (entry for stream in streams for entry in entries.get(stream, ())),
        sum(opened.get(stream, 0) for stream in streams),
    )
    counted, minutes = visitors.get(day.isoformat(), (None, None))
    return Day(store, day, len(streams), given, counted, minutes)


def zone_of(store: str, *, now: datetime) -> str:
    """IANA zone of a store."""
    return directory.load_world([store], now=now).store(store).calendar.zone
