"""Connected shops: an address and a secret for their hooks, and the keys by which the worker asks what hooks missed."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from otklik.actions import sources as actions
from otklik.cli.command import DeskCommand, actor_of, add_as, add_json
from otklik.cli.printing import table
from otklik.domain.errors import DomainError
from otklik.store import clock, listings, sources

TYPES = ("woocommerce", "calls", "payments", "tracking")


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        create = add(
            "create",
            self.create,
            "connect a shop, an exchange or a payment service; its secret is shown once",
        )
        create.add_argument("type", choices=TYPES, metavar="TYPE", help=", ".join(TYPES))
        create.add_argument("--store", default="", metavar="SLUG", help="the store that answers its orders")
        create.add_argument(
            "--name", default="", metavar="SLUG", help="the source's name; default: TYPE-STORE"
        )
        create.add_argument(
            "--shop-url", default="", metavar="URL", help="for the catch-up: https://shop.example"
        )
        create.add_argument("--consumer-key", default="", metavar="KEY", help="for the catch-up: ck_…")
        create.add_argument(
            "--consumer-secret-file", default="", metavar="FILE", help="for the catch-up: holds cs_…"
        )
        add_as(create)
        add_json(create)
        add_json(add("list", self.show, "shops by name, with their addresses"))
        stock = add(
            "stock", self.stock, "say where its stock system hears of goods; the secret is shown once"
        )
        stock.add_argument("name", metavar="NAME", help="of a source or a key")
        stock.add_argument("--url", default="", metavar="URL", help="https://…; without it: nowhere any more")
        add_as(stock)
        add_json(stock)
        revoke = add("revoke", self.revoke, "end a source at once: its hooks find nothing")
        revoke.add_argument("name", metavar="NAME")
        revoke.add_argument("--why", default="", help="for the journal")
        add_as(revoke)

    def create(self, given: Namespace) -> None:
        store = given.store or listings.only_shop()
        if not store:
            raise DomainError(
                "store_missing",
                "Which store answers its orders?",
                remedy="Add --store SLUG.",
                place="--store",
            )
        name = given.name or listings.free_slug("source", f"{given.type}-{store}")
        if given.type in _SIGNED:
            secret = _SIGNED[given.type](name, actor=actor_of(given), store=store, now=clock.now())
        else:
            secret = actions.connect_woocommerce(
                name,
                actor=actor_of(given),
                store=store,
                shop_url=given.shop_url,
                credentials=_credentials(given),
                now=clock.now(),
            )
        url = address_of(given.type, name)
        said = {"url": url, "secret": secret, "name": name, "store": store}
        self.answer(given, said, f"Delivery URL  {url}", f"Secret        {secret}", _NEXT[given.type])

    def show(self, given: Namespace) -> None:
        rows: list[dict[str, Any]] = [
            {
                "name": one.slug,
                "type": one.type,
                "store": one.store or None,
                "url": address_of(one.type, one.slug),
                "shop_url": one.shop_url or None,
                "revoked": one.revoked,
            }
            for one in sources.list_sources(*TYPES)
        ]
        lines = [
            (
                row["name"],
                row["type"],
                row["store"] or "-",
                "revoked" if row["revoked"] else "valid",
                row["url"],
            )
            for row in rows
        ]
        self.answer(given, rows, *table(("name", "type", "store", "state", "delivery URL"), lines))

    def stock(self, given: Namespace) -> None:
        secret = actions.name_stock(given.name, url=given.url, actor=actor_of(given), now=clock.now())
        said = {"name": given.name, "url": given.url or None, "secret": secret or None}
        if secret:
            self.answer(given, said, f"Secret        {secret}", _STOCK)
        else:
            self.answer(
                given, said, f"Source {given.name}: {'as before' if given.url else 'nobody is told'}."
            )

    def revoke(self, given: Namespace) -> None:
        actions.revoke(given.name, actor=actor_of(given), why=given.why, now=clock.now())
        self.say(f"Source {given.name} is revoked.")


_SIGNED = {
    "calls": actions.connect_calls,
    "payments": actions.connect_payments,
    "tracking": actions.connect_tracking,
}

_NEXT = {
    "woocommerce": "Type both into the shop: WooCommerce > Settings > Advanced > Webhooks, topics Order created and "
    "Order updated.",
    "payments": "Type both into the payment service; what it sends: docs/howto/tell-of-payments.md.",
    "calls": "Type both into the exchange; what it sends: docs/howto/tell-of-calls.md.",
    "tracking": "Type both into the carrier's system; what it sends: docs/howto/tell-of-parcels.md.",
}


_STOCK = "It signs every call to the stock system; what is sent: docs/howto/tell-a-stock-system.md."


def address_of(type: str, name: str) -> str:
    """Where a shop sends its hooks."""
    return f"{settings.OTKLIK_BASE_URL}/hooks/{type}/{name}"


def _credentials(given: Namespace) -> dict[str, str] | None:
    asked = (given.shop_url, given.consumer_key, given.consumer_secret_file)
    if not any(asked):
        return None
    if not all(asked):
        raise DomainError(
            "catch_up_incomplete",
            "The catch-up needs all three of its options.",
            remedy="Give --shop-url, --consumer-key and --consumer-secret-file, or none of them.",
            place="--shop-url",
        )
    return {
        "consumer_key": given.consumer_key,
        "consumer_secret": _read_secret(Path(given.consumer_secret_file)),
    }


def _read_secret(path: Path) -> str:
    try:
        secret = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise DomainError(
            "unreadable",
            f"{path} can't be read.",
            remedy="Name a file that holds the consumer secret alone.",
            place="--consumer-secret-file",
        ) from error
    if not secret:
        raise DomainError("unreadable", f"{path} is empty.", place="--consumer-secret-file")
    return secret
