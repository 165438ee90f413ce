"""Shelves for tests: what a store has, as a reading of its catalogue brings it."""

from __future__ import annotations

from datetime import datetime, timedelta

from otklik.domain.goods import CatalogueRow, Goods, catalogue_name
from otklik.store import catalogues


def shelve(store: str, *rows: tuple[Goods, int], now: datetime, ago_m: int = 0) -> None:
    """Let a store's catalogue be these goods with so many pieces each, seen so many minutes ago."""
    at = now - timedelta(minutes=ago_m)
    filling = catalogues.start(
        source="test", catalogue=catalogue_name(store=store), by="person:test", file="test.csv", now=now
    )
    told = [CatalogueRow(line, goods, {"": (pieces, True)}) for line, (goods, pieces) in enumerate(rows, 1)]
    catalogues.add(filling, told, own_store=store, as_of_at=at, now=now)
    catalogues.show(filling, as_of_at=at, now=now, told={"offers": len(rows)})


def boots(sku: str, title: str, size: str = "25", insole_mm: int | None = 160, **fields: object) -> Goods:
    """Winter boots for a child: felt, 1 990 ₽ where nothing else is said."""
    values: dict[str, object] = {
        "model": title, "kind": "валенки", "material": "войлок", "season": "зима", "price_minor": 199_000,
        "currency": "RUB", "size_system": "eu",
    }  # fmt: skip
    return Goods(sku=sku, title=title, size=size, insole_mm=insole_mm, **{**values, **fields})  # type: ignore[arg-type]
