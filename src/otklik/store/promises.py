"""Promises of some stores or of one person, read from their projection; and the links of calendar feeds."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from otklik.domain.promise_state import Outcome, outcome_of
from otklik.store import models, writer

MOST = 500
"""Promises on one page, and in one feed."""


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise with the number and the holder of its order; nothing personal of the buyer.

    Parameters
    ----------
    wished_at
        A new instant that the buyer does not know of yet; None = none.
    moves, late_moves
        How often he was told another time, and how often only when the old one had passed.
    """

    stream: str
    number: str
    holder: str
    key: str
    store: str
    person: str
    purpose: str
    until_at: datetime
    first_at: datetime
    made_at: datetime
    kept_at: datetime | None
    wished_at: datetime | None
    moves: int
    late_moves: int

    def outcome(self, now: datetime) -> Outcome:
        """What became of it, as far as it is known."""
        return outcome_of(self.until_at, self.kept_at, self.moves, self.late_moves, now)


def list_promises(
    stores: Collection[str] | None,
    *,
    from_at: datetime,
    to_at: datetime,
    person: str = "",
    with_open: bool = False,
    limit: int = MOST,
) -> list[PromiseRow]:
    """Promises that fall due in a span, the earliest first.

    Parameters
    ----------
    stores
        Slugs of those that owe them; None = all.
    from_at, to_at
        The instant in force lies in this half-open span.
    person
        Slug of who keeps them; empty = anybody.
    with_open
        Whether what was due before and is still owed stands there too.
    """
    due = Q(until_at__gte=from_at, until_at__lt=to_at)
    if with_open:
        due |= Q(until_at__lt=from_at, kept_at__isnull=True)
    query = models.Promise.objects.filter(due)
    if stores is not None:
        query = query.filter(store__in=sorted(stores))
    if person:
        query = query.filter(person=person)
    return _rows(query.order_by("until_at", "stream", "key")[:limit])


def list_outcomes(
    stores: Collection[str] | None, *, from_at: datetime, to_at: datetime, now: datetime
) -> list[tuple[str, str, Outcome]]:
    """What became of the promises of a span, as far as it is known: place, person (empty = nobody named), outcome.

    Parameters
    ----------
    stores, from_at, to_at
        As for `list_promises`; promises that lie ahead are left out.
    """
    known = Q(until_at__lte=now) | Q(kept_at__isnull=False) | Q(late_moves__gt=0)
    query = models.Promise.objects.filter(known, until_at__gte=from_at, until_at__lt=to_at)
    if stores is not None:
        query = query.filter(store__in=sorted(stores))
    rows = query.values_list("store", "person", "until_at", "kept_at", "moves", "late_moves")
    return [
        (store, person, outcome_of(until_at, kept_at, moves, late_moves, now))
        for store, person, until_at, kept_at, moves, late_moves in rows
    ]


def list_open_of(person: str, *, limit: int = MOST) -> list[PromiseRow]:
    """What somebody has promised and not kept yet, the earliest first."""
    query = models.Promise.objects.filter(person=person, kept_at__isnull=True)
    return _rows(query.order_by("until_at", "stream", "key")[:limit])


def count_open_of(person: str) -> int:
    """How many promises name somebody who has not kept them yet."""
    return models.Promise.objects.filter(person=person, kept_at__isnull=True).count()


def list_leavers() -> list[str]:
    """Slugs of people who no longer work here and whom open promises still name."""
    gone = models.Person.objects.filter(active=False).values("slug")
    query = models.Promise.objects.filter(kept_at__isnull=True, person__in=gone).order_by("person")
    return list(query.values_list("person", flat=True).distinct())


def _rows(query: QuerySet[models.Promise]) -> list[PromiseRow]:
    found = list(query)
    orders = _orders({one.stream for one in found})
    return [
        PromiseRow(
            stream=one.stream,
            number=orders[one.stream][0],
            holder=orders[one.stream][1],
            **{
                name: getattr(one, name)
                for name in PromiseRow.__dataclass_fields__
                if name not in ("stream", "number", "holder")
            },
        )
        for one in found
        if one.stream in orders
    ]


def _orders(streams: Iterable[str]) -> dict[str, tuple[str, str]]:
    query = models.Order.objects.filter(stream__in=sorted(streams))
    return {
        stream: (number, holder) for stream, number, holder in query.values_list("stream", "number", "holder")
    }


def keep_feed(person: str, token_hash: str, *, now: datetime) -> None:
    """Remember by which link a person's calendar reads; the one before is void."""
    values = {"token_hash": token_hash, "made_at": now}
    writer.run(lambda: models.PromiseFeed.objects.update_or_create(person=person, defaults=values))


def drop_feed(person: str) -> None:
    """Forget the link of a person: whoever has it reads nothing any more."""
    writer.run(lambda: models.PromiseFeed.objects.filter(person=person).delete())


def load_feed(person: str) -> datetime | None:
    """Since when a person has a link; None = he has none."""
    return models.PromiseFeed.objects.filter(person=person).values_list("made_at", flat=True).first()


def find_feed(token_hash: str) -> str:
    """Slug of whom a link is of; empty = of nobody, or he no longer works here."""
    found = models.PromiseFeed.objects.filter(token_hash=token_hash).values_list("person", flat=True).first()
    works = found and models.Person.objects.filter(slug=found, active=True).exists()
    return found if found and works else ""
