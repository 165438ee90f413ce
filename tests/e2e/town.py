"""Builds the marketplace of the browser tests in an empty data directory: `OTKLIK_HOME=… python -m tests.e2e.town`.

It is a demo whose clock stands on a Thursday at 11:02 in Moscow. Sever has `tverskaya` and `arbat`, yug has `taganka`;
everybody of `PEOPLE` is logged in, with the cookies in `cookies.json`; `boris` has every second factor. `tverskaya`
has an order in each state that a desk shows; their ids by what they are stand in `orders.json`.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

PASSWORD = "three blue herons"
NOW = "2026-03-19 11:02"

PEOPLE = MappingProxyType(
    {
        "anna": ("Анна Павлова", "tverskaya", "seller"),
        "olga": ("Ольга Ким", "tverskaya", "seller"),
        "boris": ("Борис Левин", "tverskaya", "head"),
        "pavel": ("Павел Соколов", "tverskaya", "partner_manager"),
        "vera": ("Вера Орлова", "taganka", "seller"),
        "admin": ("Алла Дмитриева", "office", "administrator"),
        "rita": ("Рита Новак", "office", "auditor"),
        "dina": ("Дина Серова", "office", "dispatcher"),
        "kirill": ("Кирилл Юдин", "office", "courier"),
    }
)
"""Slug → name, place and role."""

BUYERS = (
    ("Мария Петрова", "+79000001122", "maria@buyer.test"),
    ("Игорь Смирнов", "+79000003344", "igor@buyer.test"),
    ("Екатерина Белова", "+79000005566", "kate@buyer.test"),
    ("Тимур Гараев", "+79000007788", "timur@buyer.test"),
    ("Наталья Фомина", "+79000009900", "natalya@buyer.test"),
)


def main() -> None:
    """Make the tables, the directory, the orders and the log-ins."""
    from django.core.management import call_command
    from django.test.utils import override_settings

    call_command("migrate", verbosity=0)
    home = Path(os.environ["OTKLIK_HOME"])
    desk = _directory()
    orders, keys = _orders(desk), _keys(desk)
    with override_settings(PASSWORD_HASHERS=["tests.e2e.quick_hashing.Quick"]):
        cookies = _log_in()
    _road(desk)
    orders |= _calls(desk) | _court(desk) | _complaints(desk)
    _sources(desk)
    _catalogue(desk)
    _report(desk)
    _agreement(desk)
    _letter(desk)
    _stop_clock(desk)
    _keep_letters(desk)
    tokens = {**_tokens(desk, orders), "audit": _audit(desk)}
    told = {"cookies": cookies, "orders": orders, "keys": keys, "tokens": tokens}
    for name, found in told.items():
        (home / f"{name}.json").write_text(json.dumps(found))


def _directory():
    from otklik.actions import partners, people, shifts, standards, stores
    from otklik.domain.stores import Hours
    from tests.harness import ACTOR, Desk, moscow

    desk = Desk("2026-03-18 09:00")
    for slug, name in (("sever", "Север"), ("yug", "Юг")):
        partners.join(slug, actor=ACTOR, name=name, now=desk.now)
        standards.adopt(slug, name="default", actor=ACTOR, now=desk.now)
    for slug, name, partner, hours in (
        ("tverskaya", "Тверская", "sever", "Mo-Fr 10:00-20:00; Sa,Su 11:00-18:00"),
        ("arbat", "Арбат", "sever", "Mo-Su 10:00-21:00"),
        ("taganka", "Таганка", "yug", "Mo-Su 09:00-21:00"),
    ):
        stores.open_store(
            slug,
            actor=ACTOR,
            name=name,
            role="store",
            partner=partner,
            hours=Hours(hours, "Europe/Moscow", country="RU"),
            phone="+74950000101",
            now=desk.now,
        )
    for slug, (name, store, role) in PEOPLE.items():
        if slug != "admin":
            people.admit(slug, actor=ACTOR, name=name, store=store, roles=(role,), now=desk.now)
            stores.add_method(
                f"person/{slug}", actor=ACTOR, method="mail", channel="email", address=f"{slug}@desk.test", now=desk.now
            )  # fmt: skip
    desk.now = moscow("2026-03-19 10:01")
    for slug in ("anna", "olga", "boris", "vera"):
        shifts.join(PEOPLE[slug][1], person=slug, actor=f"person:{slug}", now=desk.now)
    return desk


def _road(desk) -> None:
    """A depot whose van Kirill drives, an outside carrier, and an order of another store that is delivered today."""
    from otklik.actions import fleets, orders, windows
    from tests.harness import ACTOR, moscow
    from tests.journeys.delivering import FLEET

    desk.store("dispatch", "Mo-Su 08:00-22:00", role="warehouse")
    desk.store("quick", "Mo-Su 08:00-22:00", role="carrier")
    document = {**FLEET, "vehicles": [{**FLEET["vehicles"][0], "courier": "kirill"}]}
    fleets.change("dispatch", actor=ACTOR, document=document, now=desk.now)
    order = desk.order("taganka", number="DOOR-1", delivery="courier", point=(55.78, 37.61))
    desk.talks("vera", order)
    orders.confirm(order, actor="person:vera", by="vera", now=desk.now)
    span = {"from_at": moscow("2026-03-19 16:00"), "to_at": moscow("2026-03-19 18:00")}
    windows.accept(order, actor="person:vera", now=desk.now, **span)


def _calls(desk) -> dict[str, str]:
    """A call of yesterday that was called back, and one whose number is hidden: neither stands on the desk."""
    from otklik.actions import conversations
    from otklik.domain.incoming import IncomingCall

    found = {}
    for name, number in (("call", "+79000001234"), ("withheld", "")):
        call = IncomingCall("", number, number, desk.now - timedelta(minutes=20), answered=False)
        made = conversations.receive(call, origin="pbx", store="tverskaya", actor="source:pbx", now=desk.now)
        found[name] = made.stream.split("/")[2]
        if number:
            conversations.talk(made.stream, person="anna", talk_s=64, now=desk.now)
    return found


def _court(desk) -> dict[str, str]:
    """Two orders of arbat that were refused at once: one whose buyer has answered vaguely, one that is still asked."""
    from otklik.actions import surveys
    from otklik.actions.commit import Command, Unit, commit_one
    from otklik.domain.catalogue import make

    found = {}
    for name, number in (("court", "C-1"), ("asked", "C-2")):
        order = desk.order("arbat", number=number)
        refused = make(
            "order.refused", occurred_at=desk.now, actor="person:boris", reason="not_paid", by="boris", mode="warn",
            premature=True, comment="Оплаты нет.", case="1",
        )  # fmt: skip
        released = make("goods.released", occurred_at=desk.now, cause="refused")
        ended = Command(order, lambda state, world, now, facts=(refused, released): facts)
        commit_one(Unit(now=desk.now, commands=(ended,)))
        found[name] = order.partition("/")[2]
    surveys.answer(
        f"order/{found['court']}", survey="1", answer="other", means="link", words="Не звонили.", now=desk.now
    )
    return found


def _complaints(desk) -> dict[str, str]:
    """An order of arbat with two complaints, one of them seen to, a note to look at, and a scored talk."""
    from otklik.actions import admissions, complaints, conduct, orders

    order, now = desk.order("arbat", number="D-1"), desk.now
    desk.takes("olga", order)
    desk.talks("olga", order)
    complaints.complain(
        order,
        about="rude",
        means="page",
        words="Продавец бросил трубку посреди разговора.",
        person="olga",
        now=now,
    )
    complaints.act(order, complaint="1", action="called", by="pavel", words="Позвонил и извинился.", now=now)
    complaints.complain(
        order, about="not_to_the_door", means="page", words="Курьер не поднялся на этаж.", now=now
    )
    orders.note(order, words="Ждать он не хочет, это не моя проблема.", actor="person:olga", now=now)
    (talk,) = (one.version for one in desk.journal(order) if one.event.kind == "contact.reached")
    points = {"greeted": 2, "listened": 1, "knew": 2, "promised": 2, "polite": 1}
    conduct.score(order, person="olga", by="pavel", points=points, of=talk, now=now)
    admissions.grant("vera", by="", subjects=["orders", "phone"], training="Вводный курс", test=85, now=now)
    return {"complained": order.partition("/")[2]}


def _sources(desk) -> None:
    """A connected shop, and one body of it that nobody can read."""
    from otklik.actions import sources
    from otklik.store import payloads
    from tests.harness import ACTOR

    sources.connect_woocommerce("shop", actor=ACTOR, store="tverskaya", now=desk.now)
    payloads.quarantine(
        payloads.RawPayload(
            "shop", desk.now, b'{"number": "<b>7001</b>", "total": []}', error="total: unreadable"
        )
    )


def _catalogue(desk) -> None:
    """A catalogue with a size that nobody knows and a row that was left out, and a file that could not be read."""
    import io

    from otklik.actions import feeds as actions
    from otklik.domain.errors import DomainError
    from otklik.store import feeds
    from tests.harness import ACTOR

    actions.connect("goods", store="tverskaya", currency="RUB", actor=ACTOR, now=desk.now)
    table = (
        "sku;title;size;price;quantity\nA;Ботинки;25;5890;3\nB;Ботинки;б/р;5890;есть\n;Ботинки;26;5890;1\n"
    )
    for text in (table, "sku;colour\nA;red\n"):
        try:
            actions.read_feed(
                feeds.load_feed("goods"),
                io.BytesIO(text.encode()),
                "goods.csv",
                by=ACTOR,
                read_now=lambda: desk.now,
            )
        except DomainError as error:
            assert error.code == "unknown_columns"


def _agreement(desk) -> None:
    """A standard that waits for somebody of the partner to accept it."""
    from otklik.actions import agreements
    from tests.harness import ACTOR

    agreements.send_standard("sever", name="default", actor=ACTOR, now=desk.now)


def _letter(desk) -> None:
    """Last week's letter to sever, as if the week had been lived through."""
    from otklik.actions import partner_letters
    from otklik.analytics.findings import write_findings
    from otklik.analytics.partner_letters import LetterOrder, Part
    from otklik.store import partner_letters as store

    row = partner_letters.prepare("sever", "2026-03-09", now=desk.now)
    quiet = partner_letters.letter_in(row)
    saved = LetterOrder("x", "48102", "pay_on_delivery", 1_590_000, 7_200, 1)
    lost = LetterOrder("y", "RC-2026-03-48210", "premature", 1_249_000, 720, 0)
    told = replace(
        quiet,
        week=replace(quiet.week, orders=64, owed=58, in_limit=51, currency="RUB"),
        saved=Part((saved,), 1, 1_590_000),
        lost=Part((lost,), 1, 1_249_000),
        advice="premature",
        advice_part=Part((lost,), 1, 1_249_000),
    )
    store.keep(replace(row, body=write_findings({"letter": told}), quiet=False))


def _report(desk) -> None:
    """A report of the days before; its number is 1."""
    from otklik.actions import reports
    from otklik.domain.reports import Scope, last_days
    from otklik.store.access import ALL

    window = last_days(7, zone="Europe/Moscow", now=desk.now)
    reports.make_report(window, Scope(), viewer=ALL, now=desk.now)


def _orders(desk) -> dict[str, str]:
    """One order in each state, by what it is."""
    from otklik.actions import orders
    from tests.harness import moscow

    made: dict[str, str] = {}

    def come(what: str, at: str, store: str = "tverskaya", **more) -> str:
        desk.forward(at)
        name, phone, email = BUYERS[len(made) % len(BUYERS)]
        given = {"buyer_name": name, "phone": phone, "phone_raw": phone, "email": email}
        given["number"] = f"A-{1001 + len(made)}"
        made[what] = desk.order(store, **given, **more)
        return made[what]

    come("late", "10:05")
    talked = come("talked", "10:08")
    desk.takes("anna", talked)
    desk.forward("10:14")
    desk.talks("anna", talked)
    promised = come("promised", "10:16")
    desk.takes("olga", promised)
    desk.forward("10:20")
    desk.talks("olga", promised)
    orders.promise(
        promised,
        by="tverskaya",
        until_at=moscow("2026-03-19 17:00"),
        actor="person:olga",
        what="Позвонить",
        person="olga",
        purpose="call",
        now=desk.now,
    )
    orders.move_promise(
        promised, promise="1", until_at=moscow("2026-03-19 18:00"), actor="person:olga", now=desk.now
    )
    refused = come("refused", "10:22")
    desk.talks("anna", refused)
    orders.withdraw(refused, actor="person:anna", said_by="buyer", now=desk.now)
    come("urgent", "10:44", comment="Нужен подарочный пакет, и позвоните, пожалуйста, после одиннадцати.")
    taken = come("taken", "10:50")
    desk.takes("olga", taken)
    mine = come("mine", "10:55")
    desk.takes("anna", mine)
    come("fresh", "10:59", price_minor=1_249_900)
    come("foreign", "11:00", store="taganka")
    desk.forward(NOW)
    return {what: stream.partition("/")[2] for what, stream in made.items()}


def _keys(desk) -> dict[str, str]:
    from otklik.actions import sources
    from tests.harness import ACTOR

    return {
        store: sources.create_api_key(f"key-{store}", actor=ACTOR, store=store, now=desk.now)
        for store in ("tverskaya", "arbat", "taganka")
    }


def _tokens(desk, orders) -> dict[str, str]:
    """Secrets of addresses, by the name of the route."""
    from otklik.actions import accounts, links, surveys

    stream = f"order/{orders['urgent']}"
    return {
        "status": links.status_token(stream),
        "link": links.make_link("take", stream=stream, receiver="anna", now=desk.now),
        "invitation": accounts.invite("olga", now=desk.now),
        "question": surveys.question_token(f"order/{orders['asked']}", "1"),
    }


def _keep_letters(desk) -> None:
    """What the worker of a demo does with letters that went out."""
    from otklik.store import letters

    letters.keep(
        [
            letters.Sent(
                key=one.key,
                channel="email",
                address=one.to,
                subject=one.subject,
                text=one.text,
                html=one.html,
                locale=one.locale,
                sent_at=one.at,
            )
            for one in desk.phones.messages
        ]
    )


def _audit(desk) -> str:
    """An audit with everything that one may find; its id."""
    from otklik.analytics.stored_findings import write_stored
    from otklik.store import audits
    from tests.web.findings_sample import FULL, SOURCE

    upload = audits.home() / "file"
    upload.write_text("number\n")
    made = audits.create(upload, owner="boris", name=SOURCE.name, options={}, now=desk.now)
    upload.unlink()
    made.result.write_text(write_stored(FULL, SOURCE), encoding="utf-8")
    audits.end(made, "done", now=desk.now, orders=FULL.orders)
    return made.id


def _log_in() -> dict[str, str]:
    from allauth.mfa.models import Authenticator
    from django.conf import settings
    from django.test import Client

    from otklik.store import accounts, clock

    cookies = {}
    for slug in PEOPLE:
        accounts.open_account(slug, PASSWORD)
        client = Client()
        client.force_login(
            accounts.load_user(slug), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        session = client.session
        # As after the form: pages about the account want a password that was given lately.
        known = {"method": "password", "at": clock.now().timestamp(), "reauthenticated": True}
        session["account_authentication_methods"] = [known]
        session.save()
        cookies[slug] = client.cookies[settings.SESSION_COOKIE_NAME].value
    boris = accounts.load_user("boris")
    for type_, data in (
        ("totp", {"secret": "JBSWY3DPEHPK3PXP"}),
        ("recovery_codes", {"seed": "0" * 40, "used_mask": 0}),
        ("webauthn", {"name": "Ключ на связке", "credential": {}}),
    ):
        Authenticator.objects.create(user=boris, type=type_, data=data)
    return cookies


def _stop_clock(desk) -> None:
    from otklik.store import clock

    clock.start_demo(desk.now)
    clock.pause_demo()
    clock.advance_demo(max(timedelta(0), desk.now - clock.now()))


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "otklik.config.settings")
    django.setup()
    sys.exit(main())
