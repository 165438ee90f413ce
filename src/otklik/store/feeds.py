"""Feeds: which sources bring catalogues, what their readings came to, and what a catalogue may call its stores."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.errors import DomainError
from otklik.domain.goods import CatalogueFault, catalogue_name
from otklik.store import models, vendor
from otklik.store.directory import parse_definition
from otklik.store.sources import SourceRow, find_source, list_sources

MOST_FAULTS = 500
"""So many of a reading's faults are kept; the others are counted."""


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One attempt to read a feed; `outcome` is empty while it goes on, then read, unchanged or failed."""

    id: int
    source: str
    catalogue: str
    by: str
    started_at: datetime
    ended_at: datetime | None
    outcome: str
    file: str
    form: str
    offers: int
    left_out: int
    noted: int
    gone: int
    as_of_at: datetime | None
    error: CatalogueFault | None
    faults: Sequence[CatalogueFault]


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One feed as lists show it, with its last reading and the last that was shown."""

    source: SourceRow
    catalogue: str
    last: ReadingRow | None
    shown: ReadingRow | None
    as_of_at: datetime | None


def load_feed(slug: str) -> SourceRow:
    """The feed of that name.

    Raises
    ------
    DomainError
        `unknown_feed`.
    """
    found = find_source(slug, "feed")
    if found is None:
        raise DomainError(
            "unknown_feed", f"There is no feed {slug!r}.", remedy="`otklik feed list` shows their names."
        )
    return found


def catalogue_of(source: SourceRow) -> str:
    """Name of the catalogue that a feed fills."""
    return catalogue_name(store=source.store, partner=source.partner)


def list_feeds(catalogues: Sequence[str] | None = None) -> list[FeedRow]:
    """The feeds of some catalogues (None = all) by name, those that were ended left out."""
    sources = [one for one in list_sources("feed") if not one.revoked]
    wanted = [one for one in sources if catalogues is None or catalogue_of(one) in catalogues]
    as_of = dict(models.Catalogue.objects.values_list("name", "as_of_at"))
    return [
        FeedRow(
            one,
            catalogue_of(one),
            next(iter(list_readings(one.slug, limit=1)), None),
            next(iter(list_readings(one.slug, limit=1, outcome="read")), None),
            as_of.get(catalogue_of(one)),
        )
        for one in wanted
    ]


def list_readings(source: str, *, limit: int = 20, outcome: str = "") -> list[ReadingRow]:
    """The newest readings of a feed, newest first; with `outcome` only those that came to it."""
    rows = models.FeedReading.objects.filter(source=source).order_by("-id")
    return [_reading(row) for row in (rows.filter(outcome=outcome) if outcome else rows)[:limit]]


def load_reading(id: int) -> ReadingRow:
    """One reading by its number.

    Raises
    ------
    DomainError
        `unknown_reading`.
    """
    row = models.FeedReading.objects.filter(id=id).first()
    if row is None:
        raise DomainError("unknown_reading", f"There is no reading {id}.", remedy="`otklik feed list`")
    return _reading(row)


def _reading(row: models.FeedReading) -> ReadingRow:
    faults = [CatalogueFault(*one) for one in json.loads(row.faults or "[]")]
    error = CatalogueFault(*json.loads(row.error)) if row.error else None
    names = [name for name in ReadingRow.__slots__ if name not in ("faults", "error")]
    return ReadingRow(**{name: getattr(row, name) for name in names}, error=error, faults=faults)


def faults_text(faults: Sequence[CatalogueFault]) -> str:
    """Faults as a reading's row keeps them, at most `MOST_FAULTS`: those that left a row out first."""
    kept = sorted(faults, key=lambda one: not one.left_out)[:MOST_FAULTS]
    return json.dumps([_fault(one) for one in kept], ensure_ascii=False)


def error_text(fault: CatalogueFault) -> str:
    """What a whole file could not be read for, as a reading's row keeps it."""
    return json.dumps(_fault(fault), ensure_ascii=False)


def _fault(one: CatalogueFault) -> list[object]:
    return [one.line, one.place, one.message, one.remedy, one.left_out]


def last_digest(source: str) -> str:
    """SHA-256 of the file that a feed's catalogue was last read from; empty = of none."""
    found = models.FeedReading.objects.filter(source=source, outcome="read").order_by("-id")
    return found.values_list("digest", flat=True).first() or ""


def store_names(catalogue: str) -> Mapping[str, str]:
    """What a catalogue may call its stores: slug and name, casefolded → slug; of two of one name the slug alone."""
    stores = _stores_of(catalogue)
    named: dict[str, str] = {}
    for one in stores:
        name = one.name.casefold()
        named[name] = "" if name in named else one.slug
    return {name: slug for name, slug in named.items() if slug} | {
        one.slug.casefold(): one.slug for one in stores
    }


def zone_name(catalogue: str) -> str:
    """IANA zone in which a catalogue writes its times: that of its first store; empty = its store has no hours."""
    for one in _stores_of(catalogue):
        if one.hours:
            return parse_definition(one.hours).zone
    return ""


def _stores_of(catalogue: str) -> list[models.Store]:
    kind, _, slug = catalogue.partition("/")
    found = (
        models.Store.objects.filter(slug=slug)
        if kind == "store"
        else models.Store.objects.filter(partner=slug)
    )
    return list(found.order_by("slug"))


def known_goods(batch: int, skus: Sequence[str]) -> set[str]:
    """Those of some numbers that a batch has goods for, gone ones left out."""
    if not skus:
        return set()
    condition, values = vendor.any_of('"sku"', list(skus))
    rows = vendor.query(
        f'SELECT "sku" FROM "goods" WHERE "batch" = %s AND "gone_at" IS NULL AND {condition}', batch, *values
    )
    return {sku for (sku,) in rows}
