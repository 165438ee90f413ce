"""Orders of a WooCommerce shop: hooks (`order.created`, `order.updated`, `order.restored`) and the catch-up poll.

A hook is signed over its raw bytes; the ping that WooCommerce sends when a hook is saved is not. Hooks are not
repeated by the shop, so the poll asks the REST API (v3) for what was missed. Delivery ids repeat within one second
there: nothing may be recognised by them, only by the order and its content. HTTP itself is the worker's.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlencode

from otklik.domain.errors import DomainError
from otklik.domain.incoming import IncomingLine, IncomingOrder
from otklik.domain.phones import normalise
from otklik.intake.instants import parse_instant
from otklik.intake.json_input import path_of, read_json, read_object
from otklik.intake.quantities import MAX_QUANTITY, minor_units, unit_price_minor, whole_quantity
from otklik.intake.texts import email_address, many_lines, one_line

NAME = "woocommerce"

ORDER_TOPICS: tuple[str, ...] = ("order.created", "order.updated", "order.restored")
"""Topics whose body is an order; `order.deleted` carries an id alone, other topics other things."""

DRAFT_STATUSES = frozenset({"auto-draft", "checkout-draft", "draft"})
"""Statuses of carts that nobody ordered yet."""

PAID_ON_DELIVERY = frozenset({"", "cod"})
"""Payment methods where money comes with the goods; every other gateway takes it before."""

PICKUP_METHODS = frozenset({"local_pickup", "pickup_location"})

NOT_CONTENT = frozenset({
    "_links", "version", "date_modified", "date_modified_gmt", "cart_hash", "needs_payment", "needs_processing",
    "is_editable", "currency_symbol", "customer_ip_address", "customer_user_agent",
})  # fmt: skip
"""Fields that change without anything having happened, repeat others, or tell of the buyer what nobody needs."""

KEPT_ELSEWHERE = frozenset({
    "number", "status", "currency", "total", "line_items", "customer_note", "payment_method", "date_created",
    "date_created_gmt", "date_paid", "date_paid_gmt", "billing",
})  # fmt: skip
LINE_KEPT_ELSEWHERE = frozenset({"name", "quantity", "total", "sku"})
BILLING_KEPT_ELSEWHERE = frozenset({"first_name", "last_name", "phone", "email"})
"""Fields that have a place of their own in the order; all others stay in `extra`."""

POLL_PAGE = 100
POLL_MAX_BYTES = 32 * 1_048_576

_SHOP_URL = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:/[A-Za-z0-9._~%/-]*)?", re.ASCII)
_PING = re.compile(rb"webhook_id=\d{1,20}", re.ASCII)


def verify(raw: bytes, headers: Mapping[str, str], secret: str) -> bool:
    """Whether the hook carries the shop's signature of exactly these bytes.

    Parameters
    ----------
    raw
        The body as it came.
    headers
        Names in any case.
    secret
        The secret of the source; an empty one verifies nothing.

    Notes
    -----
    `X-WC-Webhook-Signature` = base64 of HMAC-SHA256. Bytes are compared, in constant time: a signature of any
    characters is wrong, never an error.
    """
    given = _header(headers, "x-wc-webhook-signature")
    if not secret or not given:
        return False
    digest = hmac.new(secret.encode("utf-8", "surrogatepass"), raw, hashlib.sha256).digest()
    return hmac.compare_digest(base64.b64encode(digest), given.encode("utf-8", "surrogatepass"))


def is_ping(raw: bytes, headers: Mapping[str, str]) -> bool:
    """Whether this is the unsigned form `webhook_id=N` by which a shop tries the address: answer 200, store nothing."""
    return not _header(headers, "x-wc-webhook-signature") and _PING.fullmatch(raw.strip()) is not None


def topic(headers: Mapping[str, str]) -> str:
    """What the hook is about, such as `order.created`; empty where it does not say. See `ORDER_TOPICS`."""
    return _header(headers, "x-wc-webhook-topic").strip().casefold()


def parse(
    raw: bytes, *, received_at: datetime, default_store: str, region: str = "RU", zone: tzinfo | None = None
) -> IncomingOrder:
    """The order of a hook's body, or of one order of a poll.

    Parameters
    ----------
    raw
        JSON of one order, REST API v1 to v3.
    received_at
        Aware UTC, when it came.
    default_store
        Slug of the source's store.
    region
        ISO 3166 code for local phone numbers where the billing address names no country.
    zone
        Zone of the shop, for v1 bodies, which give local times only.

    Raises
    ------
    DomainError
        `unreadable`, `zone_required`: with the JSON path. The caller keeps such a body in quarantine.

    Notes
    -----
    The line's price is its `total` (before tax) by its quantity, to the nearest minor unit; `total` is the
    order's own. Lines may be empty (an order of fees only): whether that is an order is decided later.
    """
    order = read_object(raw)
    currency = _currency(order)
    billing = _object(order, "billing")
    phone_raw = _text(billing, "phone", "billing")
    total_minor, rounded = _money(order, "total", "", currency)
    place, postcode, address = _address(order)
    return IncomingOrder(
        number=_number(order),
        store=default_store,
        channel="site",
        placed_at=_required_instant(order, zone),
        received_at=received_at,
        lines=_lines(order, currency),
        total_minor=total_minor,
        currency=currency,
        payment="on_delivery" if _text(order, "payment_method") in PAID_ON_DELIVERY else "prepaid",
        paid_at=_instant(order, "date_paid", zone),
        delivery=_delivery(order),
        campaign=_campaign(order),
        buyer_name=one_line(f"{_text(billing, 'first_name', 'billing')} {_text(billing, 'last_name', 'billing')}"),
        phone_raw=phone_raw,
        phone=normalise(phone_raw, _text(billing, "country", "billing") or region),
        email=email_address(_text(billing, "email", "billing")),
        comment=many_lines(html.unescape(_raw_text(order, "customer_note"))),
        source_status=_text(order, "status"),
        modified_at=_instant(order, "date_modified", zone),
        extra=_extra(order, rounded=rounded),
        place=place, postcode=postcode, address=address,
    )  # fmt: skip


def _address(order: Mapping[str, Any]) -> tuple[str, str, str]:
    """Place, postcode and street as the buyer wrote them; of the billing address where he gave no other."""
    name = "shipping" if _object(order, "shipping").get("address_1") else "billing"
    said = [_text(_object(order, name), key, name) for key in ("city", "postcode", "address_1", "address_2")]
    return said[0], said[1], one_line(f"{said[2]} {said[3]}")


@dataclass(frozen=True, slots=True)
class PollRequest:
    """One page of orders to ask a shop for: the address with its query; the worker adds the keys."""

    url: str


def poll_request(shop_url: str, *, modified_after: datetime, page: int = 1) -> PollRequest:
    """The request for orders that changed since an instant, oldest first.

    Parameters
    ----------
    shop_url
        Address of the shop, with any path it lives under.
    modified_after
        Aware; the shop is asked in UTC.
    page
        From 1; a page with fewer than `POLL_PAGE` orders is the last.

    Raises
    ------
    DomainError
        `bad_shop_url`: not http(s), no host, or with a user, query or fragment.

    Notes
    -----
    Sorted by creation, not by change: older shops refuse `orderby=modified`, and the window is read whole anyway.
    """
    if not _SHOP_URL.fullmatch(shop_url):
        raise DomainError(
            "bad_shop_url",
            "This is no address of a shop.",
            remedy="Write it like https://shop.example, without user, query and fragment.",
            place="shop_url",
        )
    query = urlencode({
        "modified_after": modified_after.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S"),
        "dates_are_gmt": "true",
        "orderby": "date",
        "order": "asc",
        "per_page": POLL_PAGE,
        "page": page,
    })  # fmt: skip
    return PollRequest(f"{shop_url.rstrip('/')}/wp-json/wc/v3/orders?{query}")


def parse_poll(raw: bytes) -> tuple[bytes, ...]:
    """The orders of a page, each as bytes for `parse`: one unreadable order does not hold up its neighbours.

    Parameters
    ----------
    raw
        Body of the shop's answer.

    Raises
    ------
    DomainError
        `unreadable`: no JSON list of orders (the shop's error message is one such).
    """
    page = read_json(raw, max_bytes=POLL_MAX_BYTES)
    if not isinstance(page, list):
        raise DomainError(
            "unreadable",
            "The shop's answer is no list of orders.",
            remedy="Check the shop's address and its consumer key.",
        )
    return tuple(json.dumps(order, ensure_ascii=False, separators=(",", ":")).encode() for order in page)


def _header(headers: Mapping[str, str], name: str) -> str:
    return next((value for key, value in headers.items() if key.casefold() == name), "")


def _refused(place: str, message: str, remedy: str) -> DomainError:
    return DomainError("unreadable", message, remedy=remedy, place=place)


def _raw_text(members: Mapping[str, Any], key: str, place: str = "") -> str:
    value = members.get(key)
    if value is None or value is False:  # PHP writes an absent text as null or false
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and value is not True:
        return str(value)
    raise _refused(
        path_of(place, key), "This is not a text.", "Check what plugins change in the shop's REST API."
    )


def _text(members: Mapping[str, Any], key: str, place: str = "") -> str:
    return one_line(html.unescape(_raw_text(members, key, place)))


def _object(members: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = members.get(key)
    if value is None or value == []:  # PHP writes an empty object as an empty list
        return {}
    if not isinstance(value, dict):
        raise _refused(key, "This is not an object.", "Send the order as the REST API gives it.")
    return value


def _list(members: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    value = members.get(key)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(element, dict) for element in value):
        raise _refused(key, "This is not a list of objects.", "Send the order as the REST API gives it.")
    return value


def _number(order: Mapping[str, Any]) -> str:
    number = _text(order, "number") or _text(order, "id")
    if not 1 <= len(number) <= 64:
        raise _refused(
            "number",
            "The order's number is missing or longer than 64 characters.",
            "Send hooks of the topics order.created and order.updated only.",
        )
    return number


def _currency(order: Mapping[str, Any]) -> str:
    currency = _text(order, "currency")
    minor_units(Decimal(0), currency)
    return currency


def _decimal(members: Mapping[str, Any], key: str, place: str) -> Decimal:
    value = members.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _refused(
            path_of(place, key), "This is not a number.", "Send the order as the REST API gives it."
        )
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0:
        raise _refused(
            path_of(place, key), "This is not a number.", "Send the order as the REST API gives it."
        )
    return number


def _money(members: Mapping[str, Any], key: str, place: str, currency: str) -> tuple[int, bool]:
    """Minor units, and whether something had to be rounded (shops may show more decimals than their currency has)."""
    try:
        minor, exact = minor_units(_decimal(members, key, place), currency)
    except OverflowError as error:
        raise _refused(
            path_of(place, key), "The amount is too large.", "Check the order in the shop."
        ) from error
    return minor, not exact


def _instant(order: Mapping[str, Any], key: str, zone: tzinfo | None) -> datetime | None:
    """`*_gmt` is UTC without saying so; the plain field is the shop's local time."""
    if text := _text(order, f"{key}_gmt"):
        return parse_instant(text, place=f"{key}_gmt", zone=UTC).at
    if text := _text(order, key):
        return parse_instant(text, place=key, zone=zone).at
    return None


def _required_instant(order: Mapping[str, Any], zone: tzinfo | None) -> datetime:
    at = _instant(order, "date_created", zone)
    if at is None:
        raise _refused(
            "date_created_gmt", "The order does not say when it was placed.", "Send a placed order."
        )
    return at


def _is_emptied(item: Mapping[str, Any]) -> bool:
    """A line whose quantity somebody set to 0 in the shop: no goods of the order, kept in `extra`."""
    return item.get("quantity") in (0, "0")


def _lines(order: Mapping[str, Any], currency: str) -> tuple[IncomingLine, ...]:
    lines: dict[str, IncomingLine] = {}
    for position, item in enumerate(_list(order, "line_items")):
        place = path_of("line_items", position)
        quantity = _decimal(item, "quantity", place)
        if _is_emptied(item):
            continue
        if not 0 < quantity <= MAX_QUANTITY:
            raise _refused(
                path_of(place, "quantity"), "The quantity is out of bounds.", "Check the order in the shop."
            )
        count, note = whole_quantity(quantity)
        name = _text(item, "id", place) or str(position + 1)
        if name in lines:
            raise _refused(
                path_of(place, "id"), "Two lines have one id.", "Send the order as the REST API gives it."
            )
        line_minor, _ = _money(item, "total", place, currency)
        lines[name] = IncomingLine(
            id=name,
            sku=_text(item, "sku", place),
            title=one_line(f"{_text(item, 'name', place)} {note}"),
            quantity=count,
            price_minor=unit_price_minor(line_minor, count),
        )
    return tuple(lines.values())


def _delivery(order: Mapping[str, Any]) -> str:
    methods = {_text(line, "method_id", "shipping_lines") for line in _list(order, "shipping_lines")}
    return "pickup" if methods and methods <= PICKUP_METHODS else ""


def _campaign(order: Mapping[str, Any]) -> str:
    """The campaign that WooCommerce's own order attribution recorded."""
    for meta in _list(order, "meta_data"):
        value = meta.get("value")
        if meta.get("key") == "_wc_order_attribution_utm_campaign" and isinstance(value, str):
            return one_line(value)
    return ""


def _extra(order: Mapping[str, Any], *, rounded: bool) -> dict[str, Any]:
    """Everything that has no place of its own, under the shop's names; what could not be used, as it was written."""
    extra = {key: value for key, value in order.items() if key not in KEPT_ELSEWHERE | NOT_CONTENT}
    if rounded:
        extra["total"] = order["total"]
    billing = _object(order, "billing")
    left = {key: value for key, value in billing.items() if key not in BILLING_KEPT_ELSEWHERE and value}
    if email := _text(billing, "email", "billing"):
        left |= {} if email_address(email) else {"email": email}
    items = [
        {key: value for key, value in item.items() if key not in LINE_KEPT_ELSEWHERE or _is_emptied(item)}
        for item in _list(order, "line_items")
    ]
    return extra | ({"billing": left} if left else {}) | ({"line_items": items} if any(items) else {})
