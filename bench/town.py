"""The installation that is measured: one shop that never closes, its people, an API key, and orders for it."""

import secrets
import uuid
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.test import Client

from bench.goods import GOODS
from otklik.actions import partners, people, shifts, sources, stores
from otklik.actions.commit import Claim, Command, Unit, commit_one
from otklik.domain import order_intake, published_standards
from otklik.domain.incoming import IncomingLine, IncomingOrder
from otklik.domain.standards.loading import parse_standard
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.domain.standards.vocabulary import SHIPPED
from otklik.domain.stores import Hours
from otklik.store import accounts
from otklik.store.payloads import RawPayload

ACTOR = "person:admin"
STORE = "shop"
SOURCE = "till"
PEOPLE = {"anna": ("seller",), "boris": ("head",), "admin": ("administrator",)}


def build(*, now: datetime, standard_text: str = DEFAULT_TEXT) -> str:
    """The key of the shop's source, once everything is there."""
    standard = parse_standard(standard_text, capabilities=SHIPPED)
    publish = partial(published_standards.decide_publish, actor=ACTOR, standard=standard)
    commit_one(Unit(now=now, commands=(Command(f"standard/{standard.name}", publish),)))
    partners.join("house", actor=ACTOR, name="House", now=now)
    partners.accept_standard(
        "house", actor=ACTOR, digest=standard.hash, version=str(standard.version), now=now
    )
    for slug, role in (("office", "marketplace"), (STORE, "store")):
        hours = Hours("24/7", "UTC")
        stores.open_store(
            slug, actor=ACTOR, name=slug.title(), role=role, partner="house", hours=hours, now=now
        )
    for slug, roles in PEOPLE.items():
        store = "office" if slug == "admin" else STORE
        people.admit(slug, actor=ACTOR, name=slug.title(), store=store, roles=roles, locale="en", now=now)
        owner, address = f"person/{slug}", f"{slug}@shop.test"
        stores.add_method(owner, actor=ACTOR, method="mail", channel="email", address=address, now=now)
    shifts.join(STORE, person="anna", actor="person:anna", now=now)
    return sources.create_api_key(SOURCE, actor=ACTOR, store=STORE, now=now)


def order_unit(number: str, *, now: datetime, body: bytes = b"") -> Unit:
    """The unit that receives one order of three lines; with its body, as the API keeps it.

    Parameters
    ----------
    now
        When it is placed and received; may lie ahead, then its clocks start then.
    """
    stream = f"order/{uuid.uuid4()}"
    order = IncomingOrder(
        number=number,
        placed_at=now - timedelta(seconds=1),
        received_at=now,
        lines=tuple(
            IncomingLine(id=str(place), sku=sku, title=title, quantity=1, price_minor=price)
            for place, (sku, title, price) in enumerate(GOODS, 1)
        ),
        total_minor=sum(price for _, _, price in GOODS),
        currency="RUB",
        delivery="courier",
        buyer_name="Pat Doe",
        phone_raw="+79161234567",
        phone="+79161234567",
        email="pat@buyer.test",
        locale="en",
    )
    arrival = order_intake.Arrival(
        order=order, origin=SOURCE, store=STORE, content="total=0", status_token=uuid.uuid4().hex * 2
    )
    return Unit(
        now=now,
        commands=(Command(stream, partial(order_intake.decide_receive, arrival=arrival)),),
        stores=(STORE,),
        claims=(Claim("order", f"{SOURCE}|{number}", stream),),
        payloads=(RawPayload(SOURCE, now, body, {}, stream=stream),) if body else (),
    )


def log_in(person: str) -> str:
    """The Cookie header of a person, who gets a log-in."""
    accounts.open_account(person, secrets.token_hex(8))
    client = Client()
    client.force_login(accounts.load_user(person), backend=settings.AUTHENTICATION_BACKENDS[-1])
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
