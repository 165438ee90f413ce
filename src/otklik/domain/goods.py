"""Goods that somebody sells and how many lie where: the rows of a catalogue, and when stock is too old to trust.

Catalogues of different shops name one thing differently; what makes it the same is the maker's own code, without case,
spaces and punctuation (`model_key`), or the barcode.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta

STALE_AFTER = timedelta(hours=24)
"""Stock that nobody told of for so long is said to be old wherever it is shown."""

MAX_STOCK = 10_000_000
"""No shop has more of one thing; a larger number is a mistake."""

_PUNCTUATION = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Goods:
    """One thing that can be bought, in one size.

    Parameters
    ----------
    sku
        The seller's own number of it.
    model
        The maker's code as written, or the name of the model; `model_key` of it and the size make two goods the same.
    size, size_system
        As read (`domain/sizes.py`); what nobody knows stands as written, system `unknown`; empty = has none.
    insole_mm, insole_stated
        Length of the insole: stated by the catalogue, or computed from the size; None = unknown.
    price_minor, currency
        Minor units and ISO 4217 code.
    params
        What else the catalogue says of it: name → value with its unit.
    """

    sku: str
    title: str
    model: str = ""
    barcode: str = ""
    kind: str = ""
    brand: str = ""
    size: str = ""
    size_system: str = ""
    insole_mm: int | None = None
    insole_stated: bool = False
    colour: str = ""
    material: str = ""
    season: str = ""
    price_minor: int = 0
    currency: str = ""
    url: str = ""
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StockLevel:
    """How many of one thing a store has.

    Parameters
    ----------
    quantity
        0 or more; where the catalogue only says that there are some, 1 with `counted` false.
    as_of_at
        Aware UTC: since then it is known.
    """

    store: str
    sku: str
    quantity: int
    as_of_at: datetime
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Stocked:
    """One thing at one store that has it."""

    goods: Goods
    stock: StockLevel


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One row of a catalogue as it was read.

    Parameters
    ----------
    line
        Where it stands in the file, from 1.
    stock
        Store → quantity and whether it was counted; the empty store is the catalogue's own. Empty = nothing is said.
    as_of_at
        Since when its stock is known; None = as the whole file.
    """

    line: int
    goods: Goods
    stock: Mapping[str, tuple[int, bool]] = field(default_factory=dict)
    as_of_at: datetime | None = None

    @property
    def text(self) -> str:
        """All that the row says, as one text: two rows of one number that say the same are one."""
        goods = self.goods
        said = [getattr(goods, one.name) for one in fields(goods)]
        return repr((said, sorted(self.stock.items()), self.as_of_at))


@dataclass(frozen=True, slots=True)
class CatalogueFault:
    """What is wrong with a row of a catalogue, where, and what to do; `left_out` = the row was not taken.

    A row that was taken all the same (a size nobody knows) is said too.
    """

    line: int
    place: str
    message: str
    remedy: str
    left_out: bool = True


def model_key(brand: str, model: str) -> str:
    """What one model is called in every catalogue: brand and code without case, ё, spaces and punctuation.

    Parameters
    ----------
    brand
        The maker; a code that begins with it does not repeat it. Empty = unknown.
    model
        The maker's code, or the model's name; empty = unknown, then the key is empty and nothing is the same.
    """
    plain = _plain(model)
    maker = _plain(brand)
    return plain.removeprefix(maker) or plain


def _plain(text: str) -> str:
    return _PUNCTUATION.sub("", text.casefold().replace("ё", "е"))


def is_stale(as_of_at: datetime, *, now: datetime) -> bool:
    """Whether stock is so old that it must be said: nobody told of it for `STALE_AFTER`."""
    return now - as_of_at > STALE_AFTER


def catalogue_name(*, store: str = "", partner: str = "") -> str:
    """Name of a catalogue: of one store, `store/nevsky`, or of a partner's stores together, `partner/acme`."""
    return f"store/{store}" if store else f"partner/{partner}"
