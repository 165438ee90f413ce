"""From the words of one row of a catalogue to goods and stock: prices, numbers in stock, sizes, and what is wrong.

A row is taken or left out whole, and each value that was not taken as it stands is said with its line. Nothing is cut
off: what is too long is a fault. It must not know whether the row came from XML, a table or a program.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from otklik.domain.errors import DomainError
from otklik.domain.goods import MAX_STOCK, CatalogueFault, CatalogueRow, Goods
from otklik.domain.sizes import Size, size_of
from otklik.intake.amounts import currency_code, parse_amount
from otklik.intake.quantities import minor_units
from otklik.intake.texts import one_line

MAX_SKU = 100
MAX_TEXT = 2_000
MAX_PARAMS = 100

Param = tuple[str, str, str]
"""Name, value and unit, as they stand."""

_NONE = frozenset(
    {"нет", "нет в наличии", "отсутствует", "no", "none", "false", "out of stock", "0", "-", "—"}
)
_SOME = frozenset({"есть", "да", "в наличии", "много", "мало", "yes", "true", "in stock", "+", "1+"})
_AT_LEAST = re.compile(r"(?:>|≥|>=|более|больше|от)\s*(\d{1,8})|(\d{1,8})\s*\+", re.IGNORECASE)
_WHOLE = re.compile(r"(\d{1,12})(?:[.,]0{1,2})?")
_CHILD = re.compile(
    r"дет(?:и|ей|ям|ск|ям)|девоч|мальчик|малыш|младен|подрост|школьн|child|kids|baby|girl|boy|toddler",
    re.IGNORECASE,
)
_NAMES: Mapping[str, frozenset[str]] = {
    "colour": frozenset({"цвет", "цвет товара", "color", "colour"}),
    "material": frozenset({"материал", "материал верха", "состав", "material", "upper material"}),
    "season": frozenset({"сезон", "сезонность", "season"}),
}


@dataclass(frozen=True, slots=True)
class RawRow:
    """What one row says, as text.

    Parameters
    ----------
    line
        Where it stands, from 1.
    values
        Field of `Goods`, or `price`, `currency`, `size`, `insole`, `group` → text.
    params
        What else it says.
    stock
        Store, as the row names it → how many; the empty store is the catalogue's own.
    as_of_at
        Since when its stock is known, if the row says so.
    """

    line: int
    values: Mapping[str, str]
    params: tuple[Param, ...] = ()
    stock: Mapping[str, str] = field(default_factory=dict)
    as_of_at: datetime | None = None


@dataclass(slots=True)
class Reading:
    """What holds for every row of one catalogue, and what was counted while reading.

    Parameters
    ----------
    currency
        ISO 4217 code for prices that name none; empty = such a price is a fault.
    stores
        What a catalogue may call a store, casefolded → its slug.
    has_own
        Whether stock of no named store is a store's: the catalogue's own.
    with_goods
        Whether rows describe goods; else they tell of stock alone.
    """

    currency: str = ""
    stores: Mapping[str, str] = field(default_factory=dict)
    has_own: bool = True
    with_goods: bool = True
    unknown_stores: dict[str, tuple[int, int]] = field(default_factory=dict)

    def closing(self) -> Iterator[CatalogueFault]:
        """What is said once, after the last row."""
        for name, (rows, line) in self.unknown_stores.items():
            yield CatalogueFault(
                line,
                "store",
                f"{name[:60]!r} is no store of this catalogue; in {rows} rows its stock was not taken."
                if name
                else f"In {rows} rows no store is named, and the catalogue is of several; their stock was not taken.",
                "Name the store by its slug or its name in this desk.",
                left_out=False,
            )


def read_row(raw: RawRow, reading: Reading) -> Iterator[CatalogueRow | CatalogueFault]:
    """The row, after whatever is to be said of it; or the fault for which it is left out."""
    notes: list[CatalogueFault] = []
    try:
        goods = _goods(raw, reading, notes)
        row = CatalogueRow(raw.line, goods, _stock(raw, reading, notes), raw.as_of_at)
    except DomainError as error:
        yield CatalogueFault(raw.line, error.place, error.message, error.remedy)
        return
    yield from notes
    yield row


def _refused(place: str, message: str, remedy: str) -> DomainError:
    return DomainError("unreadable", message, remedy=remedy, place=place)


def _goods(raw: RawRow, reading: Reading, notes: list[CatalogueFault]) -> Goods:
    sku = one_line(raw.values.get("sku", ""))
    if not sku or len(sku) > MAX_SKU:
        raise _refused(
            "sku", f"The goods have no number of 1 to {MAX_SKU} signs.", "Give each thing its number."
        )
    if not reading.with_goods:
        return Goods(sku=sku, title="")
    texts = {name: _text(raw, name) for name in ("title", "model", "barcode", "kind", "brand", "url")}
    texts |= {name: _text(raw, name) or _param(raw, name) for name in _NAMES}
    if not texts["title"]:
        raise _refused("title", "The goods have no name.", "Fill in the name.")
    if texts["url"] and not texts["url"].startswith(("https://", "http://")):
        notes.append(_note(raw, "url", "The address of the page is none.", "Begin it with https://."))
        texts["url"] = ""
    price_minor, currency = _price(raw, reading, notes)
    size = _size(raw, texts, notes)
    return Goods(
        sku=sku,
        **texts,
        size=size.label if size else "",
        size_system=size.system if size else "",
        insole_mm=size.insole_mm if size else None,
        insole_stated=bool(size and size.stated),
        price_minor=price_minor,
        currency=currency,
        params=_params(raw),
    )


def _text(raw: RawRow, name: str) -> str:
    text = one_line(raw.values.get(name, ""))
    if len(text) > MAX_TEXT:
        raise _refused(name, f"The text has {len(text)} signs, more than {MAX_TEXT}.", "Shorten it.")
    return text


def _param(raw: RawRow, name: str) -> str:
    known = _NAMES[name]
    return next((one_line(value) for key, value, _ in raw.params if _plain(key) in known), "")


def _plain(name: str) -> str:
    return one_line(name).casefold().replace("ё", "е").rstrip(":")


def _params(raw: RawRow) -> dict[str, str]:
    if len(raw.params) > MAX_PARAMS:
        raise _refused(
            "param", f"The goods have more than {MAX_PARAMS} params.", "Send those that buyers ask for."
        )
    return {one_line(name): one_line(f"{value} {unit}") for name, value, unit in raw.params if name.strip()}


def _note(raw: RawRow, place: str, message: str, remedy: str) -> CatalogueFault:
    return CatalogueFault(raw.line, place, message, remedy, left_out=False)


def _price(raw: RawRow, reading: Reading, notes: list[CatalogueFault]) -> tuple[int, str]:
    text = one_line(raw.values.get("price", ""))
    if not text:
        notes.append(
            _note(raw, "price", "There is no price.", "Fill it in: nothing is offered by its price else.")
        )
        return 0, ""
    code = currency_code(one_line(raw.values.get("currency", "")) or reading.currency)
    if not code:
        raise _refused(
            "currency", "The price has no currency.", "Name it in the row, or for the whole catalogue."
        )
    try:
        minor, exact = minor_units(parse_amount(text, place="price"), code)
    except OverflowError as error:
        raise _refused("price", "The price is too large.", "Check it.") from error
    except DomainError as error:
        raise _refused(error.place or "currency", error.message, error.remedy) from error
    if not exact:
        raise _refused("price", f"The price is finer than {code} has units.", "Round it.")
    return minor, code


def _size(raw: RawRow, texts: Mapping[str, str], notes: list[CatalogueFault]) -> Size | None:
    said = tuple(
        (name, raw.values[key], "")
        for key, name in (("size", "размер"), ("insole", "длина стельки"))
        if raw.values.get(key, "").strip()
    )
    words = " ".join(
        (texts["title"], raw.values.get("group", ""), texts["kind"], *(v for _, v, _ in raw.params))
    )
    size = size_of((*said, *raw.params), title=texts["title"], child=_CHILD.search(words) is not None)
    if size is not None and size.system == "unknown":
        if len(size.label) > MAX_SKU:
            raise _refused("size", "The size is no size.", "Write one size: 25, EU 38, 7 UK, XL.")
        notes.append(
            _note(
                raw,
                "size",
                f"The size {size.label!r} is not known; it stands as it is written.",
                "Write one size: 25, EU 38, 7 UK, XL, or the length of the insole.",
            )
        )
    return size


def _stock(raw: RawRow, reading: Reading, notes: list[CatalogueFault]) -> dict[str, tuple[int, bool]]:
    stock: dict[str, tuple[int, bool]] = {}
    for name, text in raw.stock.items():
        store = reading.stores.get(name.casefold(), "") if name else ""
        if not store and (name or not reading.has_own):
            rows, line = reading.unknown_stores.get(name, (0, raw.line))
            reading.unknown_stores[name] = (rows + 1, line)
            continue
        stock[store] = _quantity(raw, text, notes)
    return stock


def _quantity(raw: RawRow, text: str, notes: list[CatalogueFault]) -> tuple[int, bool]:
    """How many there are, and whether somebody counted them."""
    plain = one_line(text).casefold().replace("\u00a0", " ")
    plain = re.sub(r"(?<=\d) (?=\d{3}\b)|\s*(?:шт\.?|пар[аы]?|pcs\.?)$", "", plain)
    if plain in _NONE:
        return 0, True
    if plain in _SOME:
        return 1, False
    if match := _AT_LEAST.fullmatch(plain):
        return min(max(int(match[1] or match[2]), 1), MAX_STOCK), False
    if plain.startswith("-") and _WHOLE.fullmatch(plain[1:]):
        notes.append(_note(raw, "quantity", f"The stock is {plain}; it counts as none.", "Check the stock."))
        return 0, True
    if (match := _WHOLE.fullmatch(plain)) and int(match[1]) <= MAX_STOCK:
        return int(match[1]), True
    raise _refused("quantity", f"{text[:40]!r} is no number of things.", "Write a whole number: 0, 1, 12.")


def once(rows: Iterable[CatalogueRow | CatalogueFault]) -> Iterator[CatalogueRow | CatalogueFault]:
    """Each number of goods once: the same row again is passed over, another row of that number is a fault.

    Notes
    -----
    What is kept of each row is two numbers, some 200 bytes: enough to find its like, not to hold the catalogue.
    """
    seen: dict[int, tuple[int, int]] = {}
    for row in rows:
        if isinstance(row, CatalogueFault):
            yield row
            continue
        key, content = _digest(row.goods.sku), _digest(row.text)
        known = seen.get(key)
        if known is None:
            seen[key] = (content, row.line)
            yield row
        elif known[0] != content:
            yield CatalogueFault(
                row.line,
                "sku",
                f"The number {row.goods.sku!r} stands in line {known[1]} already, with other values.",
                "Give each thing, in each size, a number of its own; the first row was taken.",
            )


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest())
