"""Reads of the sources of orders: which key a caller holds, which shop a hook belongs to, and their sealed secrets.

Sources change through `actions/sources.py`; here nothing is written. A revoked source is found by nobody but the
list.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from otklik.store import journal, models, vendor


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source as lists show it; `store` is empty for a key of all stores."""

    slug: str
    type: str
    store: str
    shop_url: str
    token_hash: str
    secret_version: int
    revoked: bool
    stock_url: str
    stock_version: int
    partner: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What verifies a source's hooks and lets us ask its shop; empty where it has none, or they were erased."""

    secret: str = field(default="", repr=False)
    credentials: Mapping[str, str] = field(default_factory=dict, repr=False)


def find_key(token_hash: str) -> SourceRow | None:
    """The API key with this hash (SHA-256, hex), unless it was revoked."""
    # With every request of a shop, so without ORM objects.
    for row in vendor.select(
        models.Source, SourceRow.__slots__, "token_hash", [token_hash] if token_hash else []
    ):
        found = SourceRow(*row)
        return None if found.revoked else found
    return None


def find_source(slug: str, type: str) -> SourceRow | None:
    """The source of that name and type, unless it was revoked."""
    row = models.Source.objects.filter(slug=slug, type=type).first()
    return _row(row) if row is not None and not row.revoked else None


def list_sources(*types: str) -> list[SourceRow]:
    """Sources of these types by slug, revoked ones too; no type = all."""
    query = models.Source.objects.order_by("slug")
    return [_row(row) for row in (query.filter(type__in=types) if types else query)]


def load_secrets(source: SourceRow) -> Secrets:
    """The sealed secrets of a source."""
    stream = f"source/{source.slug}"
    values = journal.load_personal([stream]).get(stream, {}).get(source.secret_version, {})
    return Secrets(values.get("secret", ""), values.get("credentials") or {})


def load_stock(slug: str) -> tuple[str, str]:
    """Where the stock behind a source hears of goods, and the secret by which we sign; empty where nowhere."""
    row = models.Source.objects.filter(slug=slug, revoked=False).exclude(stock_url="").first()
    if row is None:
        return "", ""
    stream = f"source/{slug}"
    values = journal.load_personal([stream]).get(stream, {}).get(row.stock_version, {})
    return row.stock_url, values.get("secret", "")


def _row(row: models.Source) -> SourceRow:
    return SourceRow(*(getattr(row, name) for name in SourceRow.__slots__))
