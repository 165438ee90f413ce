"""What can be had where: goods of the catalogues as they are shown now, and their stock; nothing here is written.

Only the batch that its catalogue shows is seen; of it, what is gone keeps its row and has no stock.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from otklik.domain.goods import Goods, Stocked, StockLevel, model_key
from otklik.store import models, vendor

MOST = 500
"""Most answers of one question."""

COLUMNS = (
    "sku", "title", "model", "barcode", "kind", "brand", "size", "size_system", "insole_mm", "insole_stated", "colour",
    "material", "season", "price_minor", "currency", "url", "params",
)  # fmt: skip
"""Columns of goods as `Goods` has them."""

_GOODS = ", ".join(f'g."{name}"' for name in COLUMNS)
_SHOWN = (
    f'SELECT {_GOODS}, s."store", s."quantity", s."as_of_at", s."counted" FROM "catalogues" c'
    ' JOIN "goods" g ON g."batch" = c."batch" JOIN "stock" s ON s."batch" = g."batch" AND s."sku" = g."sku"'
    ' WHERE s."quantity" > 0'
)


def find_goods(sku: str, *, store: str = "") -> Goods | None:
    """Goods of that number: of a store's catalogue where it has them, else of any; None = in no catalogue.

    Parameters
    ----------
    sku
        As the order's line says it.
    store
        Slug of the store that was to send them.
    """
    rows = vendor.query(
        f'SELECT {_GOODS}, c."name" FROM "catalogues" c JOIN "goods" g ON g."batch" = c."batch" WHERE g."sku" = %s'
        ' ORDER BY c."name" LIMIT 100',
        sku,
    )
    mine = set(_names_of(store)) if store else set()
    found = sorted(rows, key=lambda row: row[-1] not in mine)
    return _goods(found[0]) if found else None


def _names_of(store: str) -> tuple[str, ...]:
    partner = models.Store.objects.filter(slug=store).values_list("partner", flat=True).first()
    return (f"store/{store}", *((f"partner/{partner}",) if partner else ()))


def find_same(
    *,
    sku: str = "",
    brand: str = "",
    model: str = "",
    barcode: str = "",
    size: str = "",
    insole_mm: int | None = None,
    except_store: str = "",
    limit: int = 50,
) -> tuple[Stocked, ...]:
    """The same model in the same size wherever it is in stock, the most recently known stock first.

    Parameters
    ----------
    sku
        Of the wanted goods; what its catalogue says of them stands for whatever is not given here.
    brand, model, barcode
        The maker, his code or the model's name, the barcode. An equal barcode is the same model and size.
    size, insole_mm
        As `domain/sizes.py` reads them: an equal label is the same size, or the same length in another scale.
    except_store
        Slug of the store that has none; it is left out.
    limit
        At most so many, at most `MOST`.
    """
    known = find_goods(sku, store=except_store) if sku else None
    if known is not None:
        brand, model, barcode = brand or known.brand, model or known.model, barcode or known.barcode
        size, insole_mm = size or known.size, insole_mm if insole_mm is not None else known.insole_mm
    asked: list[Any] = []
    ways: list[str] = []
    if key := model_key(brand, model):
        same = ['g."size" = %s'] + (['g."insole_mm" = %s'] if insole_mm is not None else [])
        ways.append(f'(g."model_key" = %s AND ({" OR ".join(same)}))')
        asked += [key, size, *([insole_mm] if insole_mm is not None else [])]
    if barcode:
        ways.append('g."barcode" = %s')
        asked.append(barcode)
    if sku and not key:
        ways.append('g."sku" = %s')
        asked.append(sku)
    if not ways:
        return ()
    return _stocked(f"({' OR '.join(ways)})", asked, except_store, limit)


def list_like(
    *,
    kind: str,
    size: str = "",
    insole_mm: int | None = None,
    within_mm: int = 3,
    price_minor: int | None = None,
    within_share: float = 0.15,
    currency: str = "",
    except_store: str = "",
    limit: int = 200,
) -> tuple[Stocked, ...]:
    """Goods of the same kind that fit and cost about as much, wherever they are in stock; how like, others say.

    Parameters
    ----------
    kind
        Name of the kind as a catalogue writes it, without case.
    size, insole_mm, within_mm
        The same size, or an insole within so many mm; neither given = any size.
    price_minor, within_share, currency
        A price within that share of it, in that currency; None = any price.
    except_store, limit
        As `find_same`.
    """
    ways, asked = ['g."kind" = %s'], [kind_key(kind)]
    fits: list[str] = []
    fitting: list[Any] = []
    if size:
        fits.append('g."size" = %s')
        fitting.append(size)
    if insole_mm is not None:
        fits.append('g."insole_mm" BETWEEN %s AND %s')
        fitting += [insole_mm - within_mm, insole_mm + within_mm]
    if fits:
        ways.append(f"({' OR '.join(fits)})")
    costs: list[Any] = []
    if price_minor is not None:
        ways.append('g."price_minor" BETWEEN %s AND %s')
        costs += [int(price_minor * (1 - within_share)), int(price_minor * (1 + within_share)) + 1]
    if currency:
        ways.append('g."currency" = %s')
        costs.append(currency)
    return _stocked(" AND ".join(ways), [*asked, *fitting, *costs], except_store, limit)


def stock_of(store: str, skus: Sequence[str]) -> Mapping[str, StockLevel]:
    """What is known of a store's stock of some goods, by number; what nobody told of is absent, 0 is known to be none.

    Where two catalogues tell of one thing, the more recent counts.
    """
    if not skus:
        return {}
    condition, values = vendor.any_of('s."sku"', list(skus))
    rows = vendor.query(
        'SELECT s."store", s."sku", s."quantity", s."as_of_at", s."counted" FROM "catalogues" c'
        f' JOIN "stock" s ON s."batch" = c."batch" WHERE s."store" = %s AND {condition} ORDER BY s."as_of_at"',
        store,
        *values,
    )
    return {row[1]: _level(row) for row in rows}


def kind_key(kind: str) -> str:
    """What kinds are compared by: the name without case, ё and doubled spaces."""
    return " ".join(kind.casefold().replace("ё", "е").split())


def _stocked(condition: str, asked: Sequence[Any], except_store: str, limit: int) -> tuple[Stocked, ...]:
    rows = vendor.query(
        f'{_SHOWN} AND {condition} AND s."store" <> %s ORDER BY s."as_of_at" DESC, s."store", g."sku" LIMIT %s',
        *asked,
        except_store,
        min(limit, MOST),
    )
    width = len(COLUMNS)
    return tuple(
        Stocked(_goods(row[:width]), _level((row[width], row[0], *row[width + 1 :]))) for row in rows
    )


def _level(row: Sequence[Any]) -> StockLevel:
    store, sku, quantity, as_of_at, counted = row
    return StockLevel(store, sku, quantity, vendor.to_instant(as_of_at), bool(counted))


def _goods(row: Sequence[Any]) -> Goods:
    values = dict(zip(COLUMNS, row, strict=False))
    values["insole_stated"] = bool(values["insole_stated"])
    values["params"] = json.loads(values["params"] or "{}")
    return Goods(**values)
