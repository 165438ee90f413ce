"""Stock and goods as a program tells of them: some rows at a time, written into the catalogue that is shown.

A batch is written whole or not at all, in one transaction; what is older than what is known is left and named. The
same batch under the same key is answered as the first time and written once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.errors import DomainError
from otklik.domain.goods import Goods, StockLevel
from otklik.store import catalogues, claims, feeds, models, vendor, writer
from otklik.store.claims import Claim


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a batch: rows written; numbers whose known stock is newer; numbers that no catalogue has."""

    taken: int
    older: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def catalogue_for(store: str) -> str:
    """Name of the catalogue that a store's programs write into: its own, or its partner's where that alone is shown."""
    partner = models.Store.objects.filter(slug=store).values_list("partner", flat=True).first()
    own, shared = f"store/{store}", f"partner/{partner}"
    shown = set(
        models.Catalogue.objects.filter(name__in=(own, shared), batch__gt=0).values_list("name", flat=True)
    )
    return shared if partner and shared in shown and own not in shown else own


def put(
    catalogue: str,
    goods: Sequence[Goods],
    levels: Sequence[StockLevel],
    *,
    source: str,
    now: datetime,
    idempotency: tuple[str, str] | None = None,
) -> Told:
    """Goods written, new or changed, then stock, of the catalogue that is shown.

    Parameters
    ----------
    goods
        Each number once.
    levels
        Each store and number once.
    idempotency
        The sender's key, and a fingerprint of what he sent.

    Raises
    ------
    DomainError
        `feed_busy`: a feed is read into the catalogue; `idempotency_conflict`: another batch had that key.
    """

    def write() -> Told:
        claim = Claim("idempotency", f"{source}|{idempotency[0]}", idempotency[1]) if idempotency else None
        if claim is not None and (known := _answered(claim)):
            return known
        batch = catalogues.open_batch(catalogue, source=source, now=now)
        vendor.upsert_many(models.Goods, [catalogues.goods_row(batch, one) for one in goods])
        told = _write_levels(batch, levels, len(goods))
        as_of_at = max((one.as_of_at for one in levels), default=None)
        catalogues.age(catalogue, as_of_at)
        if claim is not None:
            said = json.dumps([told.taken, told.older, told.unknown], ensure_ascii=False)
            claims.insert_claims({(claim.kind, claim.key): f"{claim.owner} {said}"})
        return told

    return writer.run(write)


def _answered(claim: Claim) -> Told | None:
    owner = claims.load_claims(claim.kind, [claim.key]).get(claim.key)
    if owner is None:
        return None
    request, _, said = owner.partition(" ")
    if request != claim.owner or not said.startswith("["):
        raise DomainError(
            "idempotency_conflict",
            "This key came before with another body.",
            remedy="Send a new key with a new body.",
            place="Idempotency-Key",
        )
    taken, older, unknown = json.loads(said)
    return Told(taken, tuple(older), tuple(unknown))


def _write_levels(batch: int, levels: Sequence[StockLevel], goods: int) -> Told:
    skus = sorted({one.sku for one in levels})
    described = feeds.known_goods(batch, skus)
    known = _known(batch, skus)
    fresh = [
        one
        for one in levels
        if one.sku in described
        and ((one.store, one.sku) not in known or known[one.store, one.sku] <= one.as_of_at)
    ]
    vendor.upsert_many(
        models.Stock,
        [
            {
                "batch": batch,
                "store": one.store,
                "sku": one.sku,
                "quantity": one.quantity,
                "counted": one.counted,
                "as_of_at": one.as_of_at,
            }
            for one in fresh
        ],
    )
    written = {(one.store, one.sku) for one in fresh}
    older = [one.sku for one in levels if one.sku in described and (one.store, one.sku) not in written]
    unknown = [sku for sku in skus if sku not in described]
    return Told(goods or len(fresh), tuple(older), tuple(unknown))


def _known(batch: int, skus: Sequence[str]) -> Mapping[tuple[str, str], datetime]:
    if not skus:
        return {}
    condition, values = vendor.any_of('"sku"', list(skus))
    rows = vendor.query(
        f'SELECT "store", "sku", "as_of_at" FROM "stock" WHERE "batch" = %s AND {condition}', batch, *values
    )
    return {(store, sku): vendor.to_instant(at) for store, sku, at in rows}
