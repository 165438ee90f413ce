"""Test orders: a real order by the very intake that real ones take, marked as a test, and its withdrawal.

It reaches the desk, opens what an order opens, and tells whoever an order tells. It names no phone and no mailbox, so
that no buyer is written to.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial

from otklik.actions import order_intake
from otklik.actions.commit import Command, Unit, commit_one
from otklik.actions.order_intake import Arriving, Received
from otklik.domain import withdrawals
from otklik.domain.errors import DomainError
from otklik.domain.events import instant_text
from otklik.domain.incoming import IncomingOrder
from otklik.domain.locales import Locale, Words
from otklik.intake import api, woocommerce
from otklik.store import queries, sources
from otklik.store.sources import SourceRow

CHANNEL = "test"
"""Channel of every test order: lists and reports tell it by this."""

ORIGIN = "test"
"""Origin of a test order that no source sent."""

BUYER: Words = {"ru": "Тестовый покупатель", "en": "Test buyer"}
GOODS: Words = {"ru": "Пробная пара, 25-й размер", "en": "Trial pair, size 25"}
COMMENT: Words = {
    "ru": "Тестовый заказ из настроек. Звонить некому: нажмите «Взять» и снимите его.",
    "en": "A test order from the set-up. There is nobody to call: press Take, then withdraw it.",
}
WITHDRAWN: Words = {"ru": "Тестовый заказ снят.", "en": "The test order is withdrawn."}


def place(store: str, *, origin: str = ORIGIN, locale: Locale, now: datetime) -> Received:
    """A test order of a store by the intake of the API, in the name of a key or of no source at all."""
    body = {
        "number": number_at(now),
        "placed_at": instant_text(now),
        "buyer": {"name": BUYER[locale]},
        "lines": [{"sku": "test", "title": GOODS[locale], "quantity": 1, "price": "1.00"}],
        "total": "1.00",
        "currency": "RUB",
        "comment": COMMENT[locale],
    }
    order = api.parse(json.dumps(body).encode(), received_at=now, default_store=store)
    return _receive(order, origin, store, now)


def send(source: SourceRow, *, store: str, locale: Locale, now: datetime) -> Received:
    """A test order through a source: for a connected shop signed, verified and read as its own hooks are.

    Parameters
    ----------
    source
        A valid one.
    store
        Slug of the store that answers.

    Raises
    ------
    DomainError
        `unauthorized`: the source's secret is gone.
    """
    if source.type != woocommerce.NAME:
        return place(store, origin=source.slug, locale=locale, now=now)
    raw = json.dumps(_hook_body(locale, now)).encode()
    secret = sources.load_secrets(source).secret
    if not woocommerce.verify(raw, _signed(raw, secret), secret):
        raise DomainError(
            "unauthorized", "The source has no secret.", remedy="Revoke it and connect it anew."
        )
    order = woocommerce.parse(raw, received_at=now, default_store=store)
    return _receive(order, source.slug, store, now)


def withdraw(order: str, *, actor: str, locale: Locale, now: datetime) -> None:
    """Take a test order back.

    Parameters
    ----------
    order
        Stream, `order/<uuid>`.

    Raises
    ------
    DomainError
        `unknown_order`: there is none, or it is no test; `order_closed`.
    """
    if all(one.channel != CHANNEL for one in queries.find_orders(order)):
        raise DomainError("unknown_order", "There is no such test order.", place="order")
    decide = partial(withdrawals.decide_end_trial, actor=actor, words=WITHDRAWN[locale])
    commit_one(Unit(now=now, commands=(Command(order, decide),)))


def number_at(now: datetime) -> str:
    """Number of a test order: `TEST-` with day and time to the second."""
    return f"TEST-{now:%d%H%M%S}"


def _receive(order: IncomingOrder, origin: str, store: str, now: datetime) -> Received:
    arriving = Arriving(order=replace(order, channel=CHANNEL), origin=origin, store=store)
    (received,) = order_intake.receive(arriving, now=now)
    return received


def _signed(raw: bytes, secret: str) -> Mapping[str, str]:
    digest = hmac.new(secret.encode(), raw, hashlib.sha256).digest()
    return {"X-WC-Webhook-Signature": base64.b64encode(digest).decode()}


def _hook_body(locale: Locale, now: datetime) -> Mapping[str, object]:
    """An order as a WooCommerce shop's hook tells it."""
    at = f"{now:%Y-%m-%dT%H:%M:%S}"
    return {
        "id": 1,
        "number": number_at(now),
        "status": "processing",
        "currency": "RUB",
        "date_created_gmt": at,
        "date_modified_gmt": at,
        "total": "1.00",
        "payment_method": "cod",
        "billing": {"first_name": BUYER[locale], "last_name": "", "phone": "", "email": "", "country": "RU"},
        "customer_note": COMMENT[locale],
        "line_items": [{"id": 1, "name": GOODS[locale], "quantity": 1, "total": "1.00", "sku": "test"}],
    }
