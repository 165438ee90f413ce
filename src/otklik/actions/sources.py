"""Sources of orders and of money: API keys, shops, services; secrets are made here, shown once, kept sealed."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from functools import partial

from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.actions.links import token_hash
from otklik.domain import sources
from otklik.domain.errors import DomainError

KEY_PREFIX = "otk_"
"""What an API key starts with, so that a leaked one can be recognised."""


def create_api_key(slug: str, *, actor: str, store: str = "", now: datetime) -> str:
    """Make an API key for a store (or for all) and return it: the only time that anybody sees it.

    Parameters
    ----------
    slug
        Name of the source that the key becomes.
    store
        Slug; empty = orders of every store.
    """
    key = KEY_PREFIX + secrets.token_urlsafe(32)
    connect(slug, type="api", actor=actor, store=store, token_hash=token_hash(key), now=now)
    return key


def connect_woocommerce(
    slug: str,
    *,
    actor: str,
    store: str,
    shop_url: str = "",
    credentials: Mapping[str, str] | None = None,
    now: datetime,
) -> str:
    """Connect a WooCommerce shop and return the secret to type into its webhook.

    Parameters
    ----------
    shop_url, credentials
        Address of the shop and its REST `consumer_key` / `consumer_secret`, for the catch-up poll; optional.
    """
    secret = secrets.token_urlsafe(32)
    connect(
        slug,
        type="woocommerce",
        actor=actor,
        store=store,
        shop_url=shop_url,
        secret=secret,
        credentials=credentials,
        now=now,
    )
    return secret


def connect_calls(slug: str, *, actor: str, store: str = "", now: datetime) -> str:
    """Connect a telephone exchange and return the secret by which it signs.

    Parameters
    ----------
    store
        Slug of the store whose line it is; empty = of several, each call says which.
    """
    secret = secrets.token_urlsafe(32)
    connect(slug, type="calls", actor=actor, store=store, secret=secret, now=now)
    return secret


def connect_payments(slug: str, *, actor: str, store: str = "", now: datetime) -> str:
    """Connect a payment service and return the secret by which it signs.

    Parameters
    ----------
    store
        Slug of the store whose orders it takes money for; empty = of several.
    """
    secret = secrets.token_urlsafe(32)
    connect(slug, type="payments", actor=actor, store=store, secret=secret, now=now)
    return secret


def connect_tracking(slug: str, *, actor: str, store: str = "", now: datetime) -> str:
    """Connect a carrier's system and return the secret by which it signs.

    Parameters
    ----------
    store
        Slug of the carrier, of whose parcels alone it tells.

    Raises
    ------
    DomainError
        `unknown_store`: none was named, or there is no such place.
    """
    if not store:
        raise DomainError(
            "unknown_store", "Which carrier it is must be said.", remedy="Name its place.", place="store"
        )
    secret = secrets.token_urlsafe(32)
    connect(slug, type="tracking", actor=actor, store=store, secret=secret, now=now)
    return secret


def name_stock(slug: str, *, url: str, actor: str, now: datetime) -> str:
    """Say where the stock behind a source hears of goods, and return the secret by which we sign: shown this once.

    Parameters
    ----------
    url
        Empty = nowhere any more.

    Returns
    -------
    str
        Empty where nothing was changed, and where nobody hears any more.
    """
    secret = secrets.token_urlsafe(32) if url.strip() else ""
    decide = partial(sources.decide_name_stock, actor=actor, url=url, secret=secret)
    done = commit_one(Unit(now=now, commands=(Command(f"source/{slug}", decide),)))
    return secret if done.entries else ""


def connect(
    slug: str,
    *,
    type: str,
    actor: str,
    store: str = "",
    shop_url: str = "",
    token_hash: str = "",
    secret: str = "",
    credentials: Mapping[str, str] | None = None,
    partner: str = "",
    currency: str = "",
    now: datetime,
) -> Done:
    """Connect a source of orders. See `sources.decide_connect`."""
    decide = partial(
        sources.decide_connect,
        actor=actor,
        type=type,
        store=store,
        shop_url=shop_url,
        token_hash=token_hash,
        secret=secret,
        credentials=credentials,
        partner=partner,
        currency=currency,
    )
    stores = (store,) if store else ()
    return commit_one(Unit(now=now, commands=(Command(f"source/{slug}", decide),), stores=stores))


def revoke(slug: str, *, actor: str, why: str = "", now: datetime) -> Done:
    """End a source. See `sources.decide_revoke`."""
    decide = partial(sources.decide_revoke, actor=actor, why=why)
    return commit_one(Unit(now=now, commands=(Command(f"source/{slug}", decide),)))
