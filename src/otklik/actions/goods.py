"""Goods and stock as a program tells of them: checked as rows of a feed are, written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.errors import DomainError
from otklik.domain.goods import CatalogueFault, CatalogueRow, StockLevel
from otklik.intake.goods_rows import RawRow, Reading, read_row
from otklik.store import stock
from otklik.store.stock import Told

MOST = 1_000
"""Rows of one batch."""


@dataclass(frozen=True, slots=True)
class Level:
    """How many a store has, as a program says it; no store = the batch's own."""

    sku: str
    quantity: int
    store: str = ""
    as_of_at: datetime | None = None


def put_stock(
    levels: Sequence[Level],
    *,
    store: str,
    allowed: Callable[[str], None],
    source: str,
    as_of_at: datetime | None = None,
    idempotency: tuple[str, str] | None = None,
    now: datetime,
) -> Told:
    """What became of a batch of stock.

    Parameters
    ----------
    store
        Slug of the store that rows without one are of; empty = each names its own, all of one catalogue.
    allowed
        Raises where the sender may not write a store's stock.
    as_of_at
        Since when rows are known that name no instant; None = since now.

    Raises
    ------
    DomainError
        `store_missing`; `unreadable` (too many rows or none, an instant ahead, a number twice, several catalogues);
        what `allowed` says; as `stock.put`.
    """
    _check_count(levels)
    read: dict[tuple[str, str], StockLevel] = {}
    for place, one in enumerate(levels):
        at = one.as_of_at or as_of_at or now
        key = (_store(one.store or store, place, allowed), one.sku)
        if at > now:
            raise _refused(place, "as_of_at", "The instant lies ahead.", "Send when the stock was counted.")
        if key in read:
            raise _refused(place, "sku", f"The number {one.sku!r} stands there twice.", "Send each once.")
        read[key] = StockLevel(key[0], one.sku, one.quantity, at)
    catalogues = {stock.catalogue_for(name) for name in {name for name, _ in read}}
    return stock.put(
        _one_of(catalogues), (), list(read.values()), source=source, idempotency=idempotency, now=now
    )


def put_goods(
    rows: Sequence[RawRow],
    *,
    store: str,
    currency: str,
    source: str,
    idempotency: tuple[str, str] | None = None,
    now: datetime,
) -> tuple[Told, list[CatalogueFault]]:
    """What became of a batch of goods, and what was said of values that were not taken as they stand.

    Parameters
    ----------
    rows
        In the batch's order, `line` from 0.
    store
        Slug of the store whose catalogue it is.
    currency
        ISO 4217 code of prices that name none.

    Raises
    ------
    DomainError
        `unreadable`: too many rows or none; the first row that can't be taken, then none is; as `stock.put`.
    """
    _check_count(rows)
    found = [one for row in rows for one in read_row(row, Reading(currency=currency))]
    notes = [one for one in found if isinstance(one, CatalogueFault)]
    for fault in notes:
        if fault.left_out:
            raise _refused(fault.line, fault.place, fault.message, fault.remedy)
    taken = [one for one in found if isinstance(one, CatalogueRow)]
    _check_twice(taken)
    levels = [
        StockLevel(store, row.goods.sku, quantity, row.as_of_at or now, counted)
        for row in taken
        for quantity, counted in row.stock.values()
    ]
    told = stock.put(
        stock.catalogue_for(store),
        [row.goods for row in taken],
        levels,
        source=source,
        idempotency=idempotency,
        now=now,
    )
    return told, notes


def _check_count(rows: Sequence[object]) -> None:
    if not 0 < len(rows) <= MOST:
        raise DomainError(
            "unreadable", f"A batch has 1 to {MOST} rows.", remedy="Send it in parts.", place="items"
        )


def _check_twice(rows: Iterable[CatalogueRow]) -> None:
    known: set[str] = set()
    for row in rows:
        sku = row.goods.sku
        if sku in known:
            raise _refused(row.line, "sku", f"The number {sku!r} stands there twice.", "Send each once.")
        known.add(sku)


def _store(store: str, place: int, allowed: Callable[[str], None]) -> str:
    if not store:
        raise DomainError(
            "store_missing",
            "The key is for all stores, and the row names none.",
            remedy="Send the slug of the store.",
            place=f"items[{place}].store",
        )
    allowed(store)
    return store


def _one_of(catalogues: set[str]) -> str:
    if len(catalogues) > 1:
        raise DomainError(
            "unreadable",
            "The stores have different catalogues.",
            remedy="Send one batch a catalogue.",
            place="items",
        )
    return catalogues.pop()


def _refused(place: int, name: str, message: str, remedy: str) -> DomainError:
    return DomainError("unreadable", message, remedy=remedy, place=f"items[{place}].{name}")
