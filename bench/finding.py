"""What a seller waits for among 100,000 orders: a search by what a caller says, and the desk with 500 open orders.

The open orders came in through the door; the others are rows of orders and search terms, as the door would have
written them, with nothing behind them. Prints JSON.
"""

import json
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import django

ORDERS, OPEN, FIRST = 100_000, 500, 100
ASKED = 40
"""How often each question is put."""

_cookies: dict[str, str] = {}

SYLLABLES = (
    "ан",
    "бор",
    "вер",
    "гор",
    "дар",
    "ел",
    "жан",
    "зин",
    "ил",
    "кир",
    "лев",
    "мар",
    "ник",
    "ол",
    "пав",
    "рим",
)
ENDINGS = ("ов", "ин", "ский", "енко", "ук", "ева", "ина", "ая")
FIRST_NAMES = (
    "Анна",
    "Борис",
    "Вера",
    "Глеб",
    "Дарья",
    "Егор",
    "Жанна",
    "Иван",
    "Кира",
    "Лев",
    "Мария",
    "Пётр",
)


def _surnames() -> list[str]:
    return [
        (one + other + ending).capitalize() for one in SYLLABLES for other in SYLLABLES for ending in ENDINGS
    ]


def fill(now: datetime) -> None:
    """Closed orders of two years: numbers, names and telephones that differ as a town's do."""
    from bench.town import order_unit
    from otklik.actions.commit import commit, commit_one
    from otklik.domain.catalogue import make
    from otklik.domain.events import Entry
    from otklik.store import models, search, vendor, writer

    commit([order_unit(f"W-{n}", now=now + timedelta(seconds=n)) for n in range(OPEN)])
    (stream,) = commit_one(order_unit("W-old", now=now)).states
    row = models.Order.objects.filter(stream=stream).values().get()
    received = commit_one(order_unit("W-model", now=now)).entries[0]
    row |= {"phase": "completed", "closed_at": now, "next_at": None}
    chance, surnames = random.Random(7), _surnames()
    for start in range(0, ORDERS - OPEN, 10_000):
        orders, terms = [], []
        for n in range(start, min(start + 10_000, ORDERS - OPEN)):
            number, placed_at = str(100_000 + n), now - timedelta(minutes=10 * n + 60)
            said = {
                "buyer_name": f"{chance.choice(FIRST_NAMES)} {chance.choice(surnames)}",
                "phone": f"+79{chance.randrange(10**9):09}",
                "email": f"buyer{n}@buyer.test",
            }
            data = {**received.event.data, "number": number}
            event = make(
                "order.received", occurred_at=placed_at, **{**data, "placed_at": now, "received_at": now}, **said
            )  # fmt: skip
            stream = f"order/{n:08d}"
            orders.append(
                row | {"stream": stream, "number": number, "placed_at": placed_at, "status_token": ""}
            )
            terms += [
                {"term": term, "kind": kind, "stream": stream}
                for term, kind in search.terms_of(Entry(stream, 1, placed_at, event))
            ]
        for model, rows in ((models.Order, orders), (models.SearchTerm, terms)):
            writer.run(lambda model=model, rows=rows: vendor.insert_many(model, rows))


def _questions(now: datetime) -> dict[str, Callable[[], Any]]:
    """What is asked, by name; each call asks for another order."""
    from otklik.store import desk, models, queries

    chance = random.Random(11)
    terms = models.SearchTerm.objects.filter(stream__startswith="order/000")
    names = sorted(set(terms.filter(kind="name").values_list("term", flat=True)))
    phones = list(terms.filter(kind="phone").order_by("term").values_list("term", flat=True)[:5_000])

    def search(make: Callable[[], str]) -> Callable[[], Any]:
        return lambda: queries.search_orders(make(), stores=["shop"])

    def spelled() -> str:
        digits = chance.choice(phones)[2:]
        return f"8 ({digits[:3]}) {digits[3:6]}-{digits[6:8]}-{digits[8:]}"

    return {
        "a number": search(lambda: str(100_000 + chance.randrange(ORDERS - OPEN))),
        "a telephone with 8": search(spelled),
        "its last four digits": search(lambda: chance.choice(phones)[-4:]),
        "half a surname": search(lambda: chance.choice(names)[:4]),
        "a first name alone": search(lambda: chance.choice(FIRST_NAMES)),
        "first name and half a surname": search(
            lambda: f"{chance.choice(FIRST_NAMES)} {chance.choice(names)[:4].upper()}"
        ),
        "two letters": search(lambda: chance.choice(names)[:2]),
        "three digits": search(lambda: f"{chance.randrange(100, 1000)}"),
        "the desk of a store": lambda: desk.list_desk({"shop"}, now=now),
        "the desk of all stores": lambda: desk.list_desk(None, now=now),
        f"the page of the desk, its first {FIRST} rows": _page,
    }


def _page() -> None:
    """The whole answer of Django to the seller who opens the desk, without a server between."""
    from django.test import Client

    from bench.town import log_in

    if not _cookies:
        name, _, value = log_in("anna").partition("=")
        _cookies[name] = value
    client = Client(SERVER_NAME="localhost")
    client.cookies.load(_cookies)
    answer = client.get("/desk")
    rows = answer.content.count(b"data-order=")
    if answer.status_code != 200 or rows < FIRST:
        raise RuntimeError(f"{answer.status_code} with {rows} rows")


def measure() -> dict[str, dict[str, float]]:
    """Milliseconds of each question, by its name."""
    from django.db import connection

    from bench.rounds import quantile
    from bench.town import build

    now = datetime.now(UTC)
    build(now=now - timedelta(days=1))
    fill(now)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as the server itself does within a minute
    found: dict[str, dict[str, float]] = {}
    for name, ask in _questions(now + timedelta(minutes=10)).items():
        ask()
        took = []
        for _ in range(ASKED):
            began = time.perf_counter()
            ask()
            took.append((time.perf_counter() - began) * 1000)
        found[name] = {"p50_ms": quantile(took, 0.5), "max_ms": max(took)}
    return found


if __name__ == "__main__":
    django.setup()
    print(json.dumps(measure()))
