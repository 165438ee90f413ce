"""Writes of catalogues: a reading fills a batch that nobody sees, and one small write at its end shows it.

A crash in the middle leaves what was shown before; its batch is swept away by the next reading. Who fills has a lease:
two readings of one catalogue at once are one reading and one refusal. Transactions are short, so that orders come in
meanwhile.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import connection

from otklik.domain.errors import DomainError
from otklik.domain.goods import CatalogueRow, Goods, model_key
from otklik.store import models, vendor, writer
from otklik.store.goods import COLUMNS, kind_key

LEASE = timedelta(minutes=3)
"""So long after its last write a reading is believed to be alive."""

PAGE = 2_000
"""Rows that one transaction carries over or sweeps away."""

KEEP_GONE = timedelta(days=90)
"""So long goods that left their catalogue stay known, with no stock."""

_STOCK = ("store", "sku", "quantity", "counted", "as_of_at")


@dataclass(frozen=True, slots=True)
class Filling:
    """A reading under way: its number, which is its batch's, its catalogue, and the batch shown before (0 = none)."""

    batch: int
    catalogue: str
    before: int


def start(*, source: str, catalogue: str, by: str, file: str, now: datetime) -> Filling:
    """The right to fill a catalogue anew, until `LEASE` after the last write.

    Raises
    ------
    DomainError
        `feed_busy`: somebody fills it now.
    """

    def begin() -> Filling:
        row = _locked(catalogue)
        _refuse_busy(row, now)
        reading = models.FeedReading.objects.create(
            source=source, catalogue=catalogue, by=by, started_at=now, file=file
        )
        models.FeedReading.objects.filter(catalogue=catalogue, id=row.filling, outcome="").update(
            outcome="failed",
            ended_at=now,
            error=json.dumps([0, "", "The reading was broken off.", "Send the file again.", True]),
        )
        _set(catalogue, filling=reading.id, filling_until_at=now + LEASE)
        return Filling(reading.id, catalogue, row.batch)

    filling = writer.run(begin)
    sweep(catalogue)
    return filling


def _locked(catalogue: str) -> models.Catalogue:
    models.Catalogue.objects.get_or_create(name=catalogue)
    return models.Catalogue.objects.select_for_update().get(name=catalogue)


def _set(catalogue: str, **values: Any) -> None:
    models.Catalogue.objects.filter(name=catalogue).update(**values)


def _refuse_busy(row: models.Catalogue, now: datetime) -> None:
    if row.filling and row.filling_until_at is not None and row.filling_until_at > now:
        raise DomainError(
            "feed_busy",
            f"The catalogue {row.name} is being read now.",
            remedy="Send it again in a minute.",
        )


def add(
    filling: Filling, rows: Sequence[CatalogueRow], *, own_store: str, as_of_at: datetime, now: datetime
) -> None:
    """Write rows into the batch: goods, and their stock.

    Parameters
    ----------
    own_store
        Whose stock the empty store's is.
    as_of_at
        Since when stock is known that names no instant of its own.

    Raises
    ------
    DomainError
        `feed_busy`: the lease ran out, and somebody else fills the catalogue.
    """
    goods = [goods_row(filling.batch, one.goods) for one in rows if one.goods.title]
    stock = [row for one in rows for row in _stock_rows(filling.batch, one, own_store, as_of_at)]

    def write() -> None:
        _renew(filling, now)
        vendor.insert_many(models.Goods, goods)
        vendor.insert_many(models.Stock, stock)

    writer.run(write)


def _renew(filling: Filling, now: datetime) -> None:
    mine = models.Catalogue.objects.filter(name=filling.catalogue, filling=filling.batch)
    if not mine.update(filling_until_at=now + LEASE):
        raise DomainError(
            "feed_busy",
            f"Another reading of {filling.catalogue} began meanwhile.",
            remedy="Nothing of this one is shown; read the file again when the other has ended.",
        )


def goods_row(batch: int, goods: Goods) -> dict[str, Any]:
    """A row of goods, as the table has it."""
    row = {name: getattr(goods, name) for name in COLUMNS}
    params = json.dumps(dict(goods.params), ensure_ascii=False, sort_keys=True) if goods.params else ""
    return row | {
        "batch": batch,
        "kind": kind_key(goods.kind),
        "model_key": model_key(goods.brand, goods.model),
        "params": params,
        "gone_at": None,
    }


def _stock_rows(batch: int, row: CatalogueRow, own_store: str, as_of_at: datetime) -> list[dict[str, Any]]:
    return [
        {
            "batch": batch,
            "store": store or own_store,
            "sku": row.goods.sku,
            "quantity": quantity,
            "counted": counted,
            "as_of_at": row.as_of_at or as_of_at,
        }
        for store, (quantity, counted) in row.stock.items()
    ]


def digest_of(text: str) -> int:
    """63 bits of a text: two texts with one number are one text, for all that catalogues are concerned."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) >> 1


def carry(filling: Filling, *, whole: bool, as_of_at: datetime, read_now: Callable[[], datetime]) -> int:
    """How many goods the new batch does not have any more: they are carried over as gone, with no stock.

    Parameters
    ----------
    whole
        The reading is of all goods; else of stock alone: then goods go on as they were, and nothing is gone.
    as_of_at
        Since when the goods are gone.
    read_now
        Gives the present instant, for the lease.

    Notes
    -----
    Stock that the reading does not mention goes on with its own age.
    """
    gone, last = 0, ""
    while filling.before:
        page = vendor.query(
            f'SELECT "sku" FROM "goods" WHERE "batch" = %s AND "sku" > %s ORDER BY "sku" LIMIT {PAGE}',
            filling.before,
            last,
        )
        if not page:
            return gone
        first, last = page[0][0], page[-1][0]
        now = read_now()
        gone += writer.run(partial(_carry_page, filling, (first, last), whole, as_of_at, now))
    return gone


def _carry_page(
    filling: Filling, page: tuple[str, str], whole: bool, as_of_at: datetime, now: datetime
) -> int:
    _renew(filling, now)
    names = [name for name in vendor.columns_of(models.Goods) if name not in ("batch", "gone_at")]
    columns = ", ".join(f'"{name}"' for name in names)
    gone_at = 'COALESCE(o."gone_at", %s)' if whole else 'o."gone_at"'
    since = [as_of_at] if whole else []
    fresh = vendor.query(
        'SELECT count(*) FROM "goods" o WHERE o."batch" = %s AND o."sku" BETWEEN %s AND %s AND o."gone_at" IS NULL'
        ' AND NOT EXISTS (SELECT 1 FROM "goods" n WHERE n."batch" = %s AND n."sku" = o."sku")',
        filling.before,
        *page,
        filling.batch,
    )[0][0]
    _execute(
        f'INSERT INTO "goods" ("batch", {columns}, "gone_at") SELECT %s, {columns}, {gone_at} FROM "goods" o'
        ' WHERE o."batch" = %s AND o."sku" BETWEEN %s AND %s AND (o."gone_at" IS NULL OR o."gone_at" > %s)'
        ' AND NOT EXISTS (SELECT 1 FROM "goods" n WHERE n."batch" = %s AND n."sku" = o."sku")',
        filling.batch,
        *since,
        filling.before,
        *page,
        as_of_at - KEEP_GONE,
        filling.batch,
    )
    _execute(
        'INSERT INTO "stock" ("batch", "store", "sku", "quantity", "counted", "as_of_at")'
        ' SELECT %s, o."store", o."sku", CASE WHEN g."gone_at" IS NULL THEN o."quantity" ELSE 0 END, o."counted",'
        ' CASE WHEN g."gone_at" IS NULL THEN o."as_of_at" ELSE g."gone_at" END FROM "stock" o'
        ' JOIN "goods" g ON g."batch" = %s AND g."sku" = o."sku"'
        ' WHERE o."batch" = %s AND o."sku" BETWEEN %s AND %s AND NOT EXISTS (SELECT 1 FROM "stock" n'
        ' WHERE n."batch" = %s AND n."store" = o."store" AND n."sku" = o."sku")',
        filling.batch,
        filling.batch,
        filling.before,
        *page,
        filling.batch,
    )
    return int(fresh) if whole else 0


def show(filling: Filling, *, as_of_at: datetime, now: datetime, told: Mapping[str, Any]) -> None:
    """Show the batch in place of the one before, and end the reading.

    Parameters
    ----------
    told
        What the reading's row is to say: columns of `feed_readings`.

    Raises
    ------
    DomainError
        `feed_busy`: as `add`.
    """

    def flip() -> None:
        _locked(filling.catalogue)
        _renew(filling, now)
        _set(filling.catalogue, batch=filling.batch, as_of_at=as_of_at, filling=0, filling_until_at=None)
        _end(filling, now, outcome="read", as_of_at=as_of_at, **told)

    writer.run(flip)
    sweep(filling.catalogue)


def confirm(filling: Filling, *, now: datetime) -> None:
    """Stock that was known as of the whole catalogue is known as of now: its source says that nothing changed."""

    def write() -> None:
        was = _locked(filling.catalogue).as_of_at
        if was is not None:
            models.Stock.objects.filter(batch=filling.before, as_of_at=was).update(as_of_at=now)
            _set(filling.catalogue, as_of_at=now)
            models.FeedReading.objects.filter(id=filling.before).update(as_of_at=now, started_at=now)

    writer.run(write)


def give_up(filling: Filling, *, now: datetime, told: Mapping[str, Any]) -> None:
    """End the reading and show nothing of it; `told` as `show`, its `outcome` `failed` or `unchanged`."""

    def end() -> None:
        models.Catalogue.objects.filter(name=filling.catalogue, filling=filling.batch).update(
            filling=0, filling_until_at=None
        )
        _end(filling, now, **told)
        if told["outcome"] == "unchanged":  # of those that said nothing new, the last is enough
            same = models.FeedReading.objects.filter(catalogue=filling.catalogue, outcome="unchanged")
            same.exclude(id=filling.batch).delete()

    writer.run(end)
    sweep(filling.catalogue)


def _end(filling: Filling, now: datetime, **told: Any) -> None:
    models.FeedReading.objects.filter(id=filling.batch).update(ended_at=now, **told)


def open_batch(catalogue: str, *, source: str, now: datetime) -> int:
    """The batch that a catalogue shows, for small writes within a transaction; the first one makes it.

    Raises
    ------
    DomainError
        `feed_busy`: a feed is being read, and what is written now would be lost with the batch.
    """
    row = _locked(catalogue)
    _refuse_busy(row, now)
    if row.batch:
        return int(row.batch)
    reading = models.FeedReading.objects.create(
        source=source,
        catalogue=catalogue,
        by=f"key:{source}",
        started_at=now,
        ended_at=now,
        outcome="read",
        form="API",
    )
    _set(catalogue, batch=reading.id, filling=0)
    return int(reading.id)


def age(catalogue: str, as_of_at: datetime | None) -> None:
    """Note that something in a catalogue is known as of then, if that is newer; within a transaction."""
    row = _locked(catalogue)
    if as_of_at is not None and (row.as_of_at is None or row.as_of_at < as_of_at):
        _set(catalogue, as_of_at=as_of_at)


def sweep(catalogue: str) -> None:
    """Remove the rows of batches that are neither shown nor being filled, some at a time."""
    row = models.Catalogue.objects.filter(name=catalogue).first()
    if row is None:
        return
    readings = models.FeedReading.objects.filter(catalogue=catalogue).exclude(id__in=(row.batch, row.filling))
    for batch in readings.order_by("-id").values_list("id", flat=True)[:50]:
        for table in ("stock", "goods"):
            while vendor.query(f'SELECT 1 FROM "{table}" WHERE "batch" = %s LIMIT 1', batch):
                writer.run(partial(_sweep_page, table, batch))


def _sweep_page(table: str, batch: int) -> None:
    _execute(
        f'DELETE FROM "{table}" WHERE "batch" = %s AND "sku" IN'
        f' (SELECT "sku" FROM "{table}" WHERE "batch" = %s LIMIT {PAGE})',
        batch,
        batch,
    )


def _execute(sql: str, *parameters: Any) -> None:
    given = [vendor.from_instant(one) if isinstance(one, datetime) else one for one in parameters]
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
