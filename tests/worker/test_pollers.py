"""The catch-up poll: a real HTTP shop on loopback, answering as WooCommerce's REST API documents it.

Modelled on the public reference of `GET /wp-json/wc/v3/orders` (woocommerce.github.io/woocommerce-rest-api-docs):
a JSON list a page, `modified_after`, `page`, `per_page`, HTTP Basic with the consumer key and secret.
"""

import base64
import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from otklik.actions import sources
from otklik.store import payloads, polls, queries
from otklik.worker import pollers
from tests.harness import ACTOR, Desk


class Shop:
    """The shop's orders, what it was asked, and how it answers."""

    def __init__(self) -> None:
        self.orders: list[object] = []
        self.asked: list[tuple[dict[str, list[str]], str]] = []
        self.status = 200
        self.url = ""


@pytest.fixture
def shop() -> Iterator[Shop]:
    """A shop that listens on loopback."""
    shop = Shop()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = parse_qs(urlsplit(self.path).query)
            shop.asked.append((asked, self.headers.get("Authorization", "")))
            size, page = int(asked["per_page"][0]), int(asked["page"][0])
            body = json.dumps(shop.orders[(page - 1) * size : page * size]).encode()
            self.send_response(shop.status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    shop.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield shop
    server.shutdown()
    thread.join()
    server.server_close()


def order(number: int, minute: int = 0, **fields: object) -> dict[str, object]:
    """An order in the shape of the REST API."""
    return {
        "id": number,
        "number": str(number),
        "status": "processing",
        "currency": "RUB",
        "date_created_gmt": f"2026-03-17T08:{minute:02}:00",
        "date_modified_gmt": f"2026-03-17T08:{minute:02}:00",
        "total": "100.00",
        "billing": {"first_name": "Мария", "phone": "+79000001122", "email": "m@buyer.test", "country": "RU"},
        "payment_method": "cod",
        "line_items": [{"id": 1, "name": "Кукла", "sku": "doll", "quantity": 1, "total": "100.00"}],
        **fields,
    }


@pytest.fixture
def connected(desk: Desk, shop: Shop) -> Desk:
    """A desk that knows the shop."""
    sources.connect_woocommerce(
        "woo",
        actor=ACTOR,
        store="taganka",
        shop_url=shop.url,
        credentials={"consumer_key": "ck", "consumer_secret": "cs"},
        now=desk.now,
    )
    return desk


def poll(desk: Desk) -> int:
    """Let the poller look at the desk's now."""
    return pollers.poll_due(read_now=lambda: desk.now)


def numbers() -> list[str]:
    """Numbers of the orders that are known."""
    return sorted(row.number for row in queries.list_orders(queries.Page(limit=500)))


def test_what_the_hooks_missed_comes_in_once(connected: Desk, shop: Shop) -> None:
    shop.orders = [order(number, minute=number % 60) for number in range(101, 221)]
    assert poll(connected) == 1
    assert numbers() == [str(number) for number in range(101, 221)]
    asked, authorization = shop.asked[0]
    assert asked["modified_after"] == ["2026-03-16T08:50:00"]
    assert authorization == "Basic " + base64.b64encode(b"ck:cs").decode()
    assert [query["page"] for query, _ in shop.asked] == [["1"], ["2"]]

    assert poll(connected) == 0
    connected.now += pollers.EVERY
    assert poll(connected) == 1
    assert len(numbers()) == 120
    assert shop.asked[2][0]["modified_after"] == ["2026-03-17T08:49:00"]


def test_an_unreadable_order_waits_in_quarantine_and_its_neighbours_come_in(
    connected: Desk, shop: Shop
) -> None:
    shop.orders = [order(1), {"id": 2, "number": "2"}, order(3), order(4, status="checkout-draft")]
    poll(connected)
    assert numbers() == ["1", "3"]
    (kept,) = payloads.list_quarantine()
    assert kept.source == "woo"
    connected.now += pollers.EVERY
    poll(connected)
    assert len(payloads.list_quarantine()) == 1


def test_a_shop_that_fails_is_asked_for_the_same_again(connected: Desk, shop: Shop) -> None:
    shop.status, shop.orders = 503, [order(1)]
    poll(connected)
    assert numbers() == []
    shop.status = 200
    connected.now += pollers.EVERY
    poll(connected)
    assert numbers() == ["1"]
    assert [query["modified_after"] for query, _ in shop.asked] == [
        ["2026-03-16T08:50:00"],
        ["2026-03-16T08:55:00"],
    ]


def test_a_cursor_never_passes_over_what_was_not_read(
    connected: Desk, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pollers, "MOST_PAGES", 1)
    shop.orders = [order(number) for number in range(1, 151)]
    poll(connected)
    (due,) = polls.claim_due(connected.now + timedelta(days=1), again_after=timedelta(0))
    assert due.cursor_at is None
