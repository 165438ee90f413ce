"""Catalogues and stock as tables: CSV, XLSX and the other files that tables come in, and which column holds what.

A table that names goods but neither titles nor prices tells of stock alone. Columns that nobody knows are kept as
params of the goods and reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import BinaryIO

from otklik.domain.errors import DomainError
from otklik.domain.goods import CatalogueFault, CatalogueRow
from otklik.domain.incoming import RowError
from otklik.intake.columns import Columns, recognise
from otklik.intake.goods_rows import RawRow, Reading, once, read_row
from otklik.intake.instants import parse_instant
from otklik.intake.spreadsheets import MAX_ROWS
from otklik.intake.tables import Row, read_table

FIELDS: Mapping[str, tuple[str, ...]] = {
    "sku": ("sku", "offer id", "id товара", "код товара", "артикул", "код", "номенклатурный код", "id"),
    "title": (
        "title", "name", "product name", "наименование товара", "название товара", "наименование", "название",
        "номенклатура", "товар",
    ),
    "model": (
        "model", "vendor code", "vendorcode", "model code", "артикул производителя", "код производителя", "модель",
    ),
    "barcode": ("barcode", "ean", "gtin", "штрихкод", "штрих код", "ean13"),
    "brand": ("brand", "vendor", "бренд", "производитель", "торговая марка", "марка"),
    "kind": ("kind", "category", "категория", "вид товара", "тип товара", "группа", "номенклатурная группа"),
    "size": ("size", "shoe size", "размер обуви", "российский размер", "размер"),
    "insole": ("insole mm", "insole", "длина стельки мм", "длина стельки", "стелька"),
    "colour": ("colour", "color", "цвет"),
    "material": ("material", "материал верха", "материал"),
    "season": ("season", "сезон"),
    "price": ("price", "цена продажи", "розничная цена", "цена"),
    "currency": ("currency", "валюта"),
    "url": ("url", "link", "ссылка", "адрес страницы"),
    "quantity": (
        "quantity", "qty", "stock", "count", "остаток", "свободный остаток", "количество", "кол во", "в наличии",
    ),
    "store": ("store", "outlet", "магазин", "склад", "точка продаж"),
    "as_of": ("as of", "as of at", "дата остатка", "остаток на", "на дату"),
}  # fmt: skip
"""Field of ours → names of columns, compared without case, ё and punctuation; the earlier name wins."""

_GOODS = tuple(name for name in FIELDS if name not in ("quantity", "store", "as_of"))


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """A catalogue as it is read.

    Parameters
    ----------
    form
        What the file is: `CSV, utf-8, ;` or `YML, windows-1251`.
    digest
        SHA-256 of its bytes, in hex.
    with_goods
        Whether it describes goods; else it tells of stock alone.
    with_stock
        Whether it tells of stock at all.
    rows
        Rows and faults in the file's order, to be read once while the file is open.
    as_of_at
        Since when its stock is known, if the file says so; aware.
    unknown
        Columns that nobody knows.
    """

    form: str
    digest: str
    with_goods: bool
    with_stock: bool
    rows: Iterator[CatalogueRow | CatalogueFault]
    as_of_at: datetime | None = None
    unknown: tuple[str, ...] = ()


def read_goods_table(
    file: BinaryIO,
    filename: str,
    *,
    reading: Reading,
    zone: tzinfo,
    named: Mapping[str, str] | None = None,
) -> CatalogueFile:
    """The catalogue of a CSV, XLSX, Parquet or NDJSON file; one row per thing, or per thing and store.

    Parameters
    ----------
    file, filename
        Open for reading bytes, seekable, until `rows` are read; and its name.
    reading
        Currency and stores of the catalogue.
    zone
        Of instants that name none.
    named
        Column → field (a key of `FIELDS`), said by the person who loads.

    Raises
    ------
    DomainError
        `unreadable`, `reader_missing`, `unknown_columns`; while rows are read, `unreadable` alone.
    """
    table = read_table(file, filename, max_rows=MAX_ROWS, is_header=_is_header)
    columns = recognise(table.header, named, fields=FIELDS, needed=("sku",))
    with_goods = "title" in columns.index
    if not with_goods:
        recognise(table.header, named, fields=FIELDS, needed=("sku", "quantity"))
    told = replace(reading, with_goods=with_goods)
    return CatalogueFile(
        table.form,
        table.digest,
        with_goods,
        "quantity" in columns.index,
        _rows(_joined(table.rows, columns, zone), told),
        unknown=columns.unknown,
    )


def _is_header(values: tuple[str, ...]) -> bool:
    try:
        recognise(values, fields=FIELDS, needed=("sku",))
    except DomainError:
        return False
    return True


def _rows(
    raws: Iterator[RawRow | CatalogueFault], reading: Reading
) -> Iterator[CatalogueRow | CatalogueFault]:
    def each() -> Iterator[CatalogueRow | CatalogueFault]:
        for raw in raws:
            if isinstance(raw, CatalogueFault):
                yield raw
            else:
                yield from read_row(raw, reading)
        yield from reading.closing()

    return once(each())


def _joined(
    rows: Iterator[Row | RowError], columns: Columns, zone: tzinfo
) -> Iterator[RawRow | CatalogueFault]:
    """Rows of one thing at several stores together, where they follow each other and say the same of it."""
    held: RawRow | None = None
    for row in rows:
        raw = _fault(row) if isinstance(row, RowError) else _raw(row, columns, zone)
        joins = (
            isinstance(raw, RawRow)
            and held is not None
            and raw.values == held.values
            and raw.as_of_at == held.as_of_at
            and not raw.stock.keys() & held.stock.keys()
        )
        if joins and isinstance(raw, RawRow) and held is not None:
            held = replace(held, stock={**held.stock, **raw.stock})
            continue
        if held is not None:
            yield held
        held = None
        if isinstance(raw, RawRow):
            held = raw
        else:
            yield raw
    if held is not None:
        yield held


def _fault(error: RowError) -> CatalogueFault:
    return CatalogueFault(error.line, error.column, error.message, error.remedy)


def _raw(row: Row, columns: Columns, zone: tzinfo) -> RawRow | CatalogueFault:
    def text(name: str) -> str:
        return row.values[columns.index[name]] if name in columns.index else ""

    values = {name: text(name) for name in _GOODS if text(name)}
    params = tuple(
        (name, row.values[position], "")
        for position, name in enumerate(columns.header)
        if name in columns.unknown and row.values[position]
    )
    stock = {text("store"): text("quantity")} if text("quantity") else {}
    as_of_at = None
    if text("as_of"):
        try:
            as_of_at = parse_instant(text("as_of"), place=columns.name("as_of"), zone=zone).at
        except DomainError as error:
            return CatalogueFault(row.line, error.place, error.message, error.remedy)
    return RawRow(row.line, values, params, stock, as_of_at)
