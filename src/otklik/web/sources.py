"""Sources of orders: the list, a key for a program, a shop in four steps, a test order, and the end of a source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from otklik.actions import order_trials
from otklik.actions import sources as actions
from otklik.domain.errors import DomainError
from otklik.domain.local_times import moment_text
from otklik.domain.locales import Locale
from otklik.domain.orders import CLOSED
from otklik.domain.zones import parse_zone
from otklik.intake.woocommerce import poll_request
from otklik.store import clock, listings, payloads, proofs, queries, sources
from otklik.store.sources import SourceRow
from otklik.web.screens import locale_of
from otklik.web.setup import Framed, actor_of, done, framed, said_wrong, scoped, show, typed
from otklik.web.source_words import PATHS, SOURCE, SOURCE_TYPES, SOURCES
from otklik.web.stores import Choice, choices
from otklik.web.viewers import viewer_of

BRAND = "WooCommerce"
PREFIX = "TEST-"

SIGNED = ("woocommerce", "calls", "payments", "tracking")
"""Types whose senders sign with a secret that is typed in there."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source of the list."""

    slug: str
    type: str
    store: str
    revoked: bool
    sign: str
    quarantined: str


@dataclass(frozen=True, slots=True)
class Sign:
    """What was heard of a shop: nothing, a trial signal, or its first signed message."""

    pinged: str = ""
    heard: str = ""


@dataclass(frozen=True, slots=True)
class TrialLine:
    """One test order of a source."""

    id: str
    number: str
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesPage(Framed):
    """The list of sources."""

    sources: tuple[SourceLine, ...]
    connect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceForm(Framed):
    """The first step: a shop or a key to be."""

    stores: tuple[Choice, ...]
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPage(Framed):
    """A key, shown this once."""

    key: str
    slug: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage(Framed):
    """One source; of a shop, its four steps."""

    source: SourceRow
    type: str
    store: str
    url: str = ""
    secret: str = ""
    where: tuple[str, ...] = ()
    sign: Sign = Sign()
    tests: tuple[TrialLine, ...] = ()
    test_why: str = ""
    quarantined: str = ""
    stock_url: str = ""
    stock_secret: str = ""

    @property
    def takes_orders(self) -> bool:
        """Whether a test order can be sent through it."""
        return self.source.type not in ("calls", "payments", "tracking", "feed")


@require_safe
def show_sources(request: HttpRequest) -> HttpResponse:
    """The sources of orders."""
    locale = locale_of(request)
    page = SourcesPage(
        **framed(request, SOURCES, here="setup_sources"),
        sources=tuple(_line(one, locale) for one in sources.list_sources()),
        connect=SOURCES["connect"][locale].format(brand=BRAND),
    )
    return show(request, "sources.html", page)


def _line(source: SourceRow, locale: Locale) -> SourceLine:
    heard = payloads.first_received_at(source.slug) or proofs.proved_at(f"ping {source.slug}")
    silent = source.type in SIGNED and heard is None
    return SourceLine(
        source.slug,
        _type(source, locale),
        source.store or SOURCES["all_stores"][locale],
        source.revoked,
        SOURCES["revoked" if source.revoked else "waiting" if silent else "valid"][locale],
        _quarantined(source, locale),
    )


def _type(source: SourceRow, locale: Locale) -> str:
    return SOURCE_TYPES[source.type][locale].format(brand=BRAND)


def _quarantined(source: SourceRow, locale: Locale) -> str:
    count = sum(one.source == source.slug for one in payloads.list_quarantine(1000))
    return SOURCES["quarantined"][locale].format(count=count) if count else ""


@require_http_methods(["GET", "HEAD", "POST"])
def connect_shop(request: HttpRequest) -> HttpResponse:
    """Step 1 of connecting a shop: whose it is, and the keys to fetch what was missed."""
    errors: Mapping[str, str] = {}
    if request.method == "POST":
        try:
            return done("setup_source", _connect(request))
        except DomainError as error:
            errors = said_wrong(error, locale_of(request))
    return show(request, "source_new.html", _form(request, errors))


def _connect(request: HttpRequest) -> str:
    given = typed(request, "store", "slug", "shop_url", "consumer_key", "consumer_secret")
    asked = (given["shop_url"], given["consumer_key"], given["consumer_secret"])
    if any(asked) and not all(asked):
        raise DomainError("catch_up_incomplete", "The catch-up needs all three.", place="shop_url")
    if given["shop_url"]:
        poll_request(given["shop_url"], modified_after=clock.now())
    if not given["store"]:
        raise DomainError("unknown_store", "Which store answers its orders?", place="store")
    slug = given["slug"] or listings.free_slug("source", f"woocommerce-{given['store']}")
    keys = {name: given[name] for name in ("consumer_key", "consumer_secret")}
    actions.connect_woocommerce(
        slug,
        actor=actor_of(request),
        store=given["store"],
        shop_url=given["shop_url"],
        credentials=keys if given["shop_url"] else None,
        now=clock.now(),
    )
    return slug


def _form(request: HttpRequest, errors: Mapping[str, str], *, title: str = "") -> SourceForm:
    shops = {one.slug: one.name for one in listings.list_places() if one.role == "store"}
    values = typed(request, "store", "slug", "shop_url", "consumer_key")
    locale = locale_of(request)
    return SourceForm(
        **framed(request, SOURCE, here="setup_sources", title=title, above="setup_sources"),
        values=values,
        errors=errors,
        stores=choices(shops, values["store"] or request.GET.get("store", "")),
        steps=tuple(SOURCE[f"step_{number}"][locale] for number in range(1, 5)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def create_key(request: HttpRequest) -> HttpResponse:
    """A key for a program; the answer to the form is the only page that shows it."""
    locale = locale_of(request)
    errors: Mapping[str, str] = {}
    if request.method == "POST":
        given = typed(request, "store", "slug")
        slug = given["slug"] or listings.free_slug("source", f"api-{given['store'] or 'all'}")
        try:
            key = actions.create_api_key(slug, actor=actor_of(request), store=given["store"], now=clock.now())
        except DomainError as error:
            errors = said_wrong(error, locale)
        else:
            page = KeyPage(
                **framed(request, SOURCE, here="setup_sources", title=SOURCE["key_ready"][locale]),
                key=key,
                slug=slug,
                url=f"{settings.OTKLIK_BASE_URL}/api/v1/orders",
            )
            return show(request, "key.html", page)
    return show(request, "key_new.html", _form(request, errors, title=SOURCE["key_title"][locale]))


@require_http_methods(["GET", "HEAD", "POST"])
def connect_exchange(request: HttpRequest) -> HttpResponse:
    """A telephone exchange that tells of its calls: whose line it is; address and secret stand on its page."""
    locale = locale_of(request)
    errors: Mapping[str, str] = {}
    if request.method == "POST":
        given = typed(request, "store", "slug")
        slug = given["slug"] or listings.free_slug("source", f"calls-{given['store'] or 'all'}")
        try:
            actions.connect_calls(slug, actor=actor_of(request), store=given["store"], now=clock.now())
            return done("setup_source", slug)
        except DomainError as error:
            errors = said_wrong(error, locale)
    return show(request, "calls_new.html", _form(request, errors, title=SOURCE["calls_title"][locale]))


@require_http_methods(["GET", "HEAD", "POST"])
def connect_payments(request: HttpRequest) -> HttpResponse:
    """A payment service that tells of money: whose orders it is for; address and secret stand on its page."""
    locale = locale_of(request)
    errors: Mapping[str, str] = {}
    if request.method == "POST":
        given = typed(request, "store", "slug")
        slug = given["slug"] or listings.free_slug("source", f"payments-{given['store'] or 'all'}")
        try:
            actions.connect_payments(slug, actor=actor_of(request), store=given["store"], now=clock.now())
            return done("setup_source", slug)
        except DomainError as error:
            errors = said_wrong(error, locale)
    return show(request, "payments_new.html", _form(request, errors, title=SOURCE["payments_title"][locale]))


@require_POST
@scoped
def name_stock(request: HttpRequest, slug: str) -> HttpResponse:
    """Say where the stock behind a source hears of goods; the answer is the only page that shows the secret."""
    source, url = _source(slug), typed(request, "stock_url")["stock_url"]
    try:
        secret = actions.name_stock(slug, url=url, actor=actor_of(request), now=clock.now())
    except DomainError as error:
        page = _page(request, source, said_wrong(error, locale_of(request)))
        return show(request, "source.html", replace(page, stock_url=url))
    if not secret:
        return done("setup_source", slug, said="stock_named")
    page = replace(_page(request, _source(slug), {}), stock_secret=secret)
    response = show(request, "source.html", page)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
@scoped
def show_source(request: HttpRequest, slug: str) -> HttpResponse:
    """One source; of a shop, where its four steps stand."""
    return show(request, "source.html", _page(request, _source(slug), {}))


def _source(slug: str) -> SourceRow:
    found = next((one for one in sources.list_sources() if one.slug == slug), None)
    if found is None:
        raise DomainError("unknown_source", f"There is no source {slug!r}.", remedy="Check the name.")
    return found


def _page(request: HttpRequest, source: SourceRow, errors: Mapping[str, str]) -> SourcePage:
    locale, viewer = locale_of(request), viewer_of(request)
    tests = queries.list_of_channel(order_trials.CHANNEL, origin=source.slug, limit=3)
    more: dict[str, Any] = {}
    if source.type in SIGNED:
        sign = _sign(source, locale, viewer.zone, clock.now())
        shown = "administrator" in viewer.roles and not sign.heard and not source.revoked
        path = PATHS["webhooks"][locale].format(brand=BRAND)
        where = "where" if source.type == "woocommerce" else f"{source.type}_where"
        more = {
            "url": f"{settings.OTKLIK_BASE_URL}/hooks/{source.type}/{source.slug}",
            "secret": sources.load_secrets(source).secret if shown else "",
            "where": tuple(SOURCE[f"{where}_{n}"][locale].format(path=path) for n in range(1, 5)),
            "sign": sign,
        }
    return SourcePage(
        **framed(request, SOURCE, here="setup_sources", title=source.slug, above="setup_sources"),
        errors=errors,
        source=source,
        type=_type(source, locale),
        store=source.store or SOURCES["all_stores"][locale],
        tests=tuple(TrialLine(one.id, one.number, one.phase not in CLOSED) for one in tests),
        test_why=SOURCE["test_why"][locale].format(prefix=PREFIX),
        quarantined=_quarantined(source, locale),
        stock_url=source.stock_url,
        **more,
    )


def _sign(source: SourceRow, locale: Locale, zone: str, now: datetime) -> Sign:
    def say(key: str, at: datetime | None) -> str:
        when = moment_text(at, parse_zone(zone), locale, now=now) if at else ""
        return SOURCE[key][locale].format(when=when) if when else ""

    return Sign(
        pinged=say("pinged", proofs.proved_at(f"ping {source.slug}")),
        heard=say("heard", payloads.first_received_at(source.slug)),
    )


@require_safe
@scoped
def show_sign(request: HttpRequest, slug: str) -> HttpResponse:
    """What was heard of a shop, as a piece of a page that asks for itself again until something was."""
    response = render(request, "setup/sign.html", {"page": _page(request, _source(slug), {})})
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@scoped
def try_source(request: HttpRequest, slug: str) -> HttpResponse:
    """Send a test order through a source, or withdraw one."""
    source, given, locale = _source(slug), typed(request, "act", "order"), locale_of(request)
    try:
        if source.revoked:
            raise DomainError("unknown_source", f"The source {slug!r} is ended.")
        if given["act"] == "withdraw":
            order_trials.withdraw(
                f"order/{given['order']}", actor=actor_of(request), locale=locale, now=clock.now()
            )
            return done("setup_source", slug, said="test_withdrawn")
        store = source.store or listings.only_shop() or viewer_of(request).home
        order_trials.send(source, store=store, locale=locale, now=clock.now())
    except DomainError as error:
        return show(request, "source.html", _page(request, source, said_wrong(error, locale)))
    return done("setup_source", slug, said="test_sent")


@require_http_methods(["GET", "HEAD", "POST"])
@scoped
def revoke_source(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask whether a source ends, and end it when the answer is yes."""
    source, locale = _source(slug), locale_of(request)
    if request.method == "POST":
        actions.revoke(slug, actor=actor_of(request), why=typed(request, "why")["why"], now=clock.now())
        return done("setup_sources", said="source_revoked")
    page = SourcePage(
        **framed(
            request,
            SOURCE,
            here="setup_sources",
            title=SOURCE["revoke_title"][locale].format(name=slug),
            above="setup_sources",
        ),
        source=source,
        type=_type(source, locale),
        store=source.store,
    )
    return show(request, "revoke.html", page)
