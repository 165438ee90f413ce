"""Reading a feed: a file of a catalogue becomes what can be had where, whole or not at all.

Rows go into a batch that nobody sees, five hundred a transaction, so that orders come in meanwhile; at the end the
batch is shown and the source's journal says so. Whatever goes wrong before leaves the catalogue as it was, and is said.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import partial
from typing import Any, BinaryIO

from otklik.actions import sources
from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event
from otklik.domain.goods import CatalogueFault, CatalogueRow
from otklik.domain.money import decimals
from otklik.domain.sources import check_feed_url
from otklik.domain.zones import parse_zone
from otklik.intake.catalogue_files import read_catalogue
from otklik.intake.goods_files import CatalogueFile
from otklik.intake.goods_rows import Reading
from otklik.store import catalogues, feeds
from otklik.store.catalogues import Filling
from otklik.store.sources import SourceRow

BATCH = 500
"""Rows of one transaction."""


@dataclass(slots=True)
class ReadFeed:
    """What a reading came to.

    Parameters
    ----------
    reading
        Its number.
    outcome
        `read`, or `unchanged`: the file is the one that is shown.
    offers, left_out, noted
        Rows taken; rows left out; values that were not taken as they stand.
    gone
        Goods that the catalogue does not have any more.
    faults
        The first of them, at most `feeds.MOST_FAULTS` of each sort.
    """

    reading: int
    form: str = ""
    outcome: str = "read"
    offers: int = 0
    left_out: int = 0
    noted: int = 0
    gone: int = 0
    as_of_at: datetime | None = None
    unknown: tuple[str, ...] = ()
    faults: list[CatalogueFault] = field(default_factory=list)


def connect(
    slug: str,
    *,
    store: str = "",
    partner: str = "",
    url: str = "",
    currency: str = "",
    actor: str,
    now: datetime,
) -> Done:
    """Connect a feed of one store's, or of one partner's, catalogue.

    Parameters
    ----------
    url
        Where the worker fetches it; empty = somebody brings it.
    currency
        ISO 4217 code of prices that name none.

    Raises
    ------
    DomainError
        `feed_owner`: neither a store nor a partner, or both; `bad_feed_url`; as `sources.decide_connect`.
    """
    if bool(store) == bool(partner):
        raise DomainError(
            "feed_owner", "A catalogue is of one store or of one partner.", remedy="Name one of them."
        )
    if url:
        check_feed_url(url)
    if currency:
        decimals(currency)
    return sources.connect(
        slug, type="feed", actor=actor, store=store, partner=partner, shop_url=url, currency=currency, now=now
    )


def read_feed(
    source: SourceRow,
    file: BinaryIO,
    filename: str,
    *,
    by: str,
    read_now: Callable[[], datetime],
    named: Mapping[str, str] | None = None,
    as_of_at: datetime | None = None,
) -> ReadFeed:
    """What became of a file of a feed, once its catalogue is shown.

    Parameters
    ----------
    source
        The feed.
    file, filename
        Open for reading bytes, seekable; and its name.
    by
        Who brought it, for the journal: `person:olga`, `system`.
    read_now
        Gives the present instant, aware UTC: a long reading proves by it that it lives.
    named
        Column → field (`goods_files.FIELDS`), said by whoever brings a table.
    as_of_at
        Since when stock is known that neither the file nor a row dates; None = since now.

    Raises
    ------
    DomainError
        `feed_busy`; `feed_empty`: no row could be taken; what the file can't be read for. The catalogue is as before,
        and the failure stands in the journal.
    """
    now = read_now()
    catalogue = feeds.catalogue_of(source)
    filling = catalogues.start(source=source.slug, catalogue=catalogue, by=by, file=filename[:200], now=now)
    read = ReadFeed(filling.batch)
    try:
        names = feeds.store_names(catalogue)
        own = source.store or (next(iter(set(names.values()))) if len(set(names.values())) == 1 else "")
        reading = Reading(currency=source.currency, stores=names, has_own=bool(own))
        found = read_catalogue(file, filename, reading=reading, zone=_zone(catalogue), named=named)
        read.form, read.unknown = found.form, found.unknown
        if found.as_of_at is not None and found.digest == feeds.last_digest(source.slug):
            return _unchanged(read, filling, now)
        read.as_of_at = _as_of(read, found, as_of_at, now)
        _fill(read, filling, found, own, read_now)
        read.gone = catalogues.carry(
            filling, whole=found.with_goods, as_of_at=read.as_of_at, read_now=read_now
        )
        catalogues.show(filling, as_of_at=read.as_of_at, now=read_now(), told=_told(read, found.digest))
    except Exception as error:
        _fail(source, read, filling, error, by, read_now())
        raise
    _say(source, by, now, "feed.read", **_fact(read, source))
    return read


def confirm(source: SourceRow, *, by: str, now: datetime) -> ReadFeed:
    """An `unchanged` reading: the source says that its catalogue is still the one that is shown.

    Stock that the catalogue does not date itself is known as of now then.

    Raises
    ------
    DomainError
        `feed_busy`.
    """
    catalogue = feeds.catalogue_of(source)
    filling = catalogues.start(source=source.slug, catalogue=catalogue, by=by, file="", now=now)
    last = next(iter(feeds.list_readings(source.slug, limit=1, outcome="read")), None)
    if last is not None and last.id == filling.before and last.as_of_at == last.started_at:
        catalogues.confirm(filling, now=now)
    return _unchanged(ReadFeed(filling.batch, form=last.form if last else ""), filling, now)


def note_failure(source: SourceRow, error: DomainError, *, name: str, by: str, now: datetime) -> None:
    """Say that a feed could not even be had: in its list and in its journal.

    Raises
    ------
    DomainError
        `feed_busy`.
    """
    catalogue = feeds.catalogue_of(source)
    filling = catalogues.start(source=source.slug, catalogue=catalogue, by=by, file=name, now=now)
    _fail(source, ReadFeed(filling.batch), filling, error, by, now)


def _zone(catalogue: str) -> tzinfo:
    return parse_zone(feeds.zone_name(catalogue) or "UTC")


def _as_of(read: ReadFeed, found: CatalogueFile, as_of_at: datetime | None, now: datetime) -> datetime:
    stated = found.as_of_at or as_of_at or now
    if stated > now:
        _blame(
            read,
            CatalogueFault(
                1,
                "date",
                "The date of the catalogue lies ahead.",
                "The instant at which it came counts.",
                False,
            ),
        )
    return min(stated, now)


def _blame(read: ReadFeed, fault: CatalogueFault) -> None:
    if fault.left_out:
        read.left_out += 1
    else:
        read.noted += 1
    counted = read.left_out if fault.left_out else read.noted
    if counted <= feeds.MOST_FAULTS:
        read.faults.append(fault)


def _fill(
    read: ReadFeed, filling: Filling, found: CatalogueFile, own: str, read_now: Callable[[], datetime]
) -> None:
    assert read.as_of_at is not None
    for batch in _batches(found.rows, read):
        known = (
            None if found.with_goods else feeds.known_goods(filling.before, [one.goods.sku for one in batch])
        )
        rows = [one for one in batch if known is None or one.goods.sku in known]
        for one in batch:
            if known is not None and one.goods.sku not in known:
                _blame(read, _unknown(one))
        now = read_now()
        catalogues.add(filling, rows, own_store=own, as_of_at=read.as_of_at, now=now)
        read.offers += len(rows)
    if not read.offers:
        first = read.faults[0] if read.faults else None
        raise DomainError(
            "feed_empty",
            "No row of the file could be taken."
            + (f" The first: {first.message}" if first else " It has none."),
            remedy=first.remedy if first else "Send a catalogue with goods; the last one stays.",
            place=f"line {first.line}" if first else "",
        )


def _unknown(row: CatalogueRow) -> CatalogueFault:
    return CatalogueFault(
        row.line,
        "sku",
        f"The catalogue has no goods {row.goods.sku!r}; their stock was not taken.",
        "Send the catalogue first: number and name of the goods.",
    )


def _batches(rows: Iterator[CatalogueRow | CatalogueFault], read: ReadFeed) -> Iterator[list[CatalogueRow]]:
    def taken() -> Iterator[CatalogueRow]:
        for row in rows:
            if isinstance(row, CatalogueFault):
                _blame(read, row)
            else:
                yield row

    rest = taken()
    while batch := list(itertools.islice(rest, BATCH)):
        yield batch


def _unchanged(read: ReadFeed, filling: Filling, now: datetime) -> ReadFeed:
    read.outcome = "unchanged"
    catalogues.give_up(filling, now=now, told={"outcome": "unchanged", "form": read.form})
    return read


def _told(read: ReadFeed, digest: str) -> dict[str, Any]:
    names = ("form", "offers", "left_out", "noted", "gone")
    return {name: getattr(read, name) for name in names} | {
        "digest": digest,
        "faults": feeds.faults_text(read.faults),
    }


def _fail(
    source: SourceRow, read: ReadFeed, filling: Filling, error: Exception, by: str, now: datetime
) -> None:
    said = error if isinstance(error, DomainError) else None
    line = _line(said.place) if said else None
    fault = CatalogueFault(
        line or 0,
        said.place if said and line is None else "",
        said.message if said else f"The reading was broken off: {type(error).__name__}.",
        said.remedy if said else "Send the file again.",
    )
    told = _told(read, "") | {"outcome": "failed", "error": feeds.error_text(fault)}
    catalogues.give_up(filling, now=now, told=told)
    _say(
        source,
        by,
        now,
        "feed.failed",
        reason=said.code if said else "broken_off",
        form=read.form or None,
        line=line,
        store=source.store or None,
    )


def _line(place: str) -> int | None:
    number = place.removeprefix("line ").partition(":")[0]
    return int(number) if number.isdecimal() else None


def _fact(read: ReadFeed, source: SourceRow) -> dict[str, Any]:
    return {
        "form": read.form,
        "offers": read.offers,
        "faults": read.left_out + read.noted,
        "as_of_at": read.as_of_at,
        "gone": read.gone or None,
        "store": source.store or None,
    }


def _say(source: SourceRow, by: str, now: datetime, kind: str, **fields: Any) -> None:
    event: Event = make(kind, occurred_at=now, actor=by, source="system", **fields)
    commit_one(Unit(now=now, commands=(Command(f"source/{source.slug}", partial(_same, (event,))),)))


def _same(events: tuple[Event, ...], *_: Any) -> tuple[Event, ...]:
    return events
