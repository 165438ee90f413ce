"""A small marketplace in the journal, made by units through the door: an office, two shops, three people."""

from datetime import UTC, datetime, timedelta

from otklik.actions.commit import Claim, Command, Done, Unit, commit, commit_one
from otklik.domain.catalogue import make
from otklik.domain.standards.loading import parse_standard
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.domain.standards.vocabulary import SHIPPED

NOW = datetime(2026, 3, 19, 8, 2, tzinfo=UTC)  # Thursday, 11:02 in Moscow
PHONE = "+79161234567"
HOURS = {"hours": "Mo-Fr 10:00-19:00", "zone": "Europe/Moscow", "country": "RU"}
STANDARD = parse_standard(DEFAULT_TEXT, capabilities=SHIPPED)


def facts(*events):
    """A decision that always says the same."""
    return lambda state, world, now: events


def unit(stream, *events, now=NOW, **more):
    return Unit(now=now, commands=(Command(stream, facts(*events)),), **more)


def say(stream, *events, now=NOW, **more) -> Done:
    return commit_one(unit(stream, *events, now=now, **more))


def event(kind, now=NOW, **fields):
    return make(kind, occurred_at=now, **fields)


def build(now=NOW):
    """Standard, partner, office, two shops, three people with addresses, one of them on shift."""
    say(
        "standard/default",
        event("standard.published", now, name="default", number=1, digest=STANDARD.hash, text=STANDARD.text),
        now=now,
    )
    say(
        "partner/house",
        event("partner.joined", now, name="Дом"),
        event("standard.accepted", now, version="1", digest=STANDARD.hash),
        now=now,
    )
    for slug, role, following in (
        ("office", "marketplace", None),
        ("tverskaya", "store", "arbat"),
        ("arbat", "store", None),
    ):
        opened = event(
            "store.opened",
            now,
            name=slug.title(),
            role=role,
            partner="house",
            locale="ru",
            phone="+74950000000",
        )
        facts_ = [opened, event("hours.changed", now, **HOURS)]
        if following:
            facts_.append(event("store.changed", now, next_store=following))
        say(f"store/{slug}", *facts_, now=now)
    for slug, store, roles in (
        ("olga", "office", ["administrator"]),
        ("anna", "tverskaya", ["seller"]),
        ("boris", "tverskaya", ["head"]),
    ):
        say(
            f"person/{slug}",
            event("person.admitted", now, store=store, roles=roles, locale="ru", name=slug.title()),
            event(
                "contact_method.verified", now, method="mail", channel="email", address=f"{slug}@shop.test"
            ),
            now=now,
            stores=(store,),
        )
    say(
        "shift/tverskaya/2026-03-19",
        event("shift.joined", now, store="tverskaya", person="anna", place="unknown"),
        now=now,
    )


def received(number="A-1042", now=NOW, store="tverskaya", **changes):
    fields = {
        "number": number,
        "origin": "shop",
        "channel": "site",
        "store": store,
        "partner": "house",
        "placed_at": now,
        "received_at": now,
        "total_minor": 349_000,
        "currency": "RUB",
        "payment": "prepaid",
        "lines": [
            {"id": "1", "sku": "K-7", "title": "Чайник", "quantity": 1, "price_minor": 299_000},
            {"id": "2", "sku": "C-2", "title": "Чашка", "quantity": 2, "price_minor": 25_000},
        ],
        "has_phone": True,
        "has_email": True,
        "locale": "ru",
        "buyer_zone": "Europe/Moscow",
        "content": "total=1",
        "history": False,
        "status_token": f"{number:0>64}",
        "buyer_name": "Пётр Иванов",
        "phone": PHONE,
        "email": "petr@example.test",
        "comment": "позвоните",
        **changes,
    }
    return event("order.received", now, **fields)


def order_unit(n, now=NOW, *, number=None, payloads=(), **more):
    number = number or f"A-{n}"
    stream = f"order/{n}"
    return unit(
        stream,
        received(number, now, **more),
        event("goods.reserved", now, lines=["1", "2"]),
        now=now,
        stores=("tverskaya",),
        claims=(Claim("order", f"shop|{number}", stream),),
        payloads=payloads,
    )


def receive(*numbers, now=NOW):
    results = commit([order_unit(n, now) for n in numbers])
    assert all(isinstance(result, Done) for result in results), results
    return results


def later(**by):
    return NOW + timedelta(**by)
