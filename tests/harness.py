"""A desk on which a test reads like the story: a clock that the test turns, and phones that remember.

The clock is the test's (give it to the entrances too: `journeys/conftest.py`); everything else is the product: the
actions, the door, the worker's tick, the engine, the composed messages, the commands. Only what carries a message out
of the house is replaced, by phones that keep it.
"""

from __future__ import annotations

import re
import shlex
from collections import defaultdict
from datetime import datetime, timedelta
from io import StringIO
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.core.management import call_command

from otklik.actions import order_intake, orders, partners, people, rounds, shifts, standards, stores
from otklik.actions.commit import Command, Unit, commit_one
from otklik.channels.message import Message, SendResult
from otklik.cli.contents import LINES, module_of
from otklik.domain.catalogue import make
from otklik.domain.events import Entry, Event, Ref, instant_of
from otklik.domain.incoming import IncomingLine, IncomingOrder
from otklik.domain.obligations import Obligation
from otklik.domain.orders import OrderState
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.domain.stores import Hours
from otklik.domain.stream_state import StreamState
from otklik.store import journal, next_event
from otklik.worker import loop

MOSCOW = ZoneInfo("Europe/Moscow")
ACTOR = "person:test"


class Phones:
    """A channel that keeps what it is given; `broken` addresses refuse it for good, `silent` ones for a time."""

    NAME = "email"

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.tried: list[Message] = []
        self.broken: set[str] = set()
        self.silent: set[str] = set()

    def send(self, channel: str, message: Message) -> SendResult:
        """Keep the message, or fail as the address does; `tried` remembers both."""
        self.tried.append(message)
        if message.to in self.broken:
            return SendResult("failed", permanent=True, reason="no_such_mailbox")
        if message.to in self.silent:
            return SendResult("failed", reason="try_later")
        self.messages.append(message)
        return SendResult("accepted", provider_id=f"phone-{len(self.messages)}")

    def at(self, who: str) -> list[Message]:
        """Messages to an address or number, or to a person's or store's only mailbox, oldest first."""
        address = who if "@" in who or who.startswith("+") else f"{who}@desk.test"
        return [message for message in self.messages if message.to == address]

    def times(self, *people: str) -> dict[str, list[str]]:
        """Who was told at which Moscow times of day; nobody who was not told."""
        return {who: [local(one.at)[11:16] for one in told] for who in people if (told := self.at(who))}

    def keys(self) -> dict[str, int]:
        """How often each key arrived."""
        found: dict[str, int] = defaultdict(int)
        for message in self.messages:
            found[message.key] += 1
        return dict(found)


class Desk:
    """The product on a clock of the test's own; instants are given as Moscow wall time.

    Parameters
    ----------
    starts
        `2026-03-17 08:00` in Moscow.
    watched
        Whether rounds, presence and the morning's plan are owed as well; a story of orders alone does without.
    """

    def __init__(self, starts: str, *, watched: bool = False) -> None:
        self.now = moscow(starts)
        self.phones = Phones()
        self._numbers = iter(range(1001, 9999))
        partners.join("market", actor=ACTOR, name="Ярмарка", now=self.now)
        text = DEFAULT_TEXT if watched else unwatched(DEFAULT_TEXT)
        standards.publish(text, actor=ACTOR, now=self.now)
        standards.adopt("market", name="default", actor=ACTOR, now=self.now)
        self.store("office", "Mo-Su 09:00-21:00", role="marketplace")
        self.person("admin", "office", "administrator")

    def store(self, slug: str, hours: str, *, role: str = "store", **fields: Any) -> None:
        """Open a place in Moscow."""
        stores.open_store(
            slug,
            actor=ACTOR,
            name=slug.title(),
            role=role,
            partner=fields.pop("partner", "market"),
            hours=Hours(hours, fields.pop("zone", "Europe/Moscow"), country=fields.pop("country", "")),
            phone=fields.pop("phone", "+74950000101"),
            now=self.now,
        )
        if fields:
            stores.change_store(slug, actor=ACTOR, now=self.now, **fields)

    def person(self, slug: str, store: str, *roles: str, mail: bool = True) -> None:
        """Admit a person with a mailbox `<slug>@desk.test`."""
        people.admit(
            slug, actor=ACTOR, name=slug.title(), store=store, roles=roles or ("seller",), now=self.now
        )
        if mail:
            stores.add_method(
                f"person/{slug}",
                actor=ACTOR,
                method="mail",
                channel="email",
                address=f"{slug}@desk.test",
                now=self.now,
            )

    def joins(self, slug: str, store: str) -> None:
        """A person joins today's shift."""
        shifts.join(store, person=slug, actor=f"person:{slug}", now=self.now)

    def order(self, store: str, **fields: Any) -> str:
        """An order arrives now; returns its stream."""
        number = fields.pop("number", f"A-{next(self._numbers)}")
        price = fields.pop("price_minor", 349_000)
        line = IncomingLine("1", "shoe", "Кроссовки", 1, price, reserved=fields.pop("reserved", True))
        values: dict[str, Any] = {
            "number": number,
            "placed_at": self.now,
            "received_at": self.now,
            "lines": (line,),
            "total_minor": price,
            "currency": "RUB",
            "buyer_name": "Мария Петрова",
            "phone_raw": "8 900 000-11-22",
            "phone": "+79000001122",
            "email": "maria@buyer.test",
            "buyer_zone": "Europe/Moscow",
            "locale": "ru",
            **fields,
        }
        arriving = order_intake.Arriving(order=IncomingOrder(**values), origin="shop", store=store)
        (received,) = order_intake.receive(arriving, now=self.now)
        self.tick()
        return f"order/{received.id}"

    def tick(self) -> None:
        """Let the worker do everything that is due now."""
        while loop.tick(read_now=lambda: self.now, owner="test", carry=self.phones.send).busy:
            pass

    def forward(self, to: str | None = None, **span: float) -> None:
        """Turn the clock on, and let the worker work at every instant at which something is due.

        Parameters
        ----------
        to
            `11:14`, today, or `2026-03-20 05:02`; else a span as of timedelta.
        """
        target = self._instant(to) if to else self.now + timedelta(**span)
        assert target >= self.now, "the clock does not run backwards"
        while True:
            following = next_event.next_due_at()
            if following is None or following > target:
                break
            self.now = max(self.now, following)
            self.tick()
        self.now = target
        self.tick()

    def _instant(self, text: str) -> datetime:
        day = self.now.astimezone(MOSCOW).date().isoformat()
        return moscow(text if " " in text else f"{day} {text}")

    def looks(self, slug: str, store: str, *inboxes: str) -> list[str]:
        """A person looks through inboxes of a store (none named = all); returns the facts that this made."""
        done = rounds.attest(store, person=slug, inboxes=inboxes, now=self.now)
        self.tick()
        return [entry.event.kind for entry in done.entries]

    def takes(self, slug: str, order: str, **fields: Any) -> None:
        """A person takes an order."""
        orders.take(order, person=slug, now=self.now, **fields)
        self.tick()

    def link(self, who: str, name: str, *, newest: bool = True) -> str:
        """Path of a button in somebody's newest (or oldest) message."""
        letter = self.phones.at(who)[-1 if newest else 0]
        (url,) = (link.url for link in letter.links if link.name == name)
        return urlsplit(url).path

    def otklik(self, line: str) -> str:
        """What a command prints, typed as a user types it; raises what the command line says as an error."""
        words = shlex.split(line)
        named = next(count for count in (2, 1) if " ".join(words[:count]) in LINES)
        out = StringIO()
        call_command(module_of(" ".join(words[:named])), *words[named:], stdout=out, stderr=StringIO())
        self.tick()
        return out.getvalue()

    def talks(self, slug: str, order: str, talk_s: int = 64) -> None:
        """A person talks with the buyer; the talk is on record."""
        orders.contact(order, actor=f"person:{slug}", by=slug, talk_s=talk_s, grade="recorded", now=self.now)
        self.tick()

    def parks(self, order: str, reason: str = "not_paid") -> None:
        """A refusal waits for the end of the hold, as the gate parks it."""

        def parked(*_: Any) -> list[Event]:
            until_at = self.obligation(order, "settlement").limit_at
            said = {"reason": reason, "until_at": until_at, "ends": "hold", "parking": "1"}
            return [make("refusal.parked", occurred_at=self.now, **said)]

        commit_one(Unit(now=self.now, commands=(Command(order, parked),)))
        self.tick()

    def pays(self, order: str, *, at: str | None = None, payment: str = "p-1") -> None:
        """Money comes for an order: now, or as a message that tells of an earlier instant."""
        orders.pay(
            order,
            actor="source:shop",
            amount_minor=349_000,
            currency="RUB",
            payment_id=payment,
            occurred_at=self._instant(at) if at else None,
            now=self.now,
        )
        self.tick()

    def state(self, stream: str) -> StreamState:
        """The stream as the journal folds."""
        return journal.load_states([stream])[stream]

    def subject(self, order: str) -> OrderState:
        """The order itself."""
        found: OrderState = self.state(order).subject
        return found

    def obligation(self, order: str, kind: str, key: str = "", n: int = 1) -> Obligation:
        """One obligation of an order."""
        return self.state(order).obligations[Ref(kind, key, n)]

    def journal(self, stream: str) -> list[Entry]:
        """The stream's entries."""
        return journal.read_stream(stream)

    def kinds(self, stream: str) -> list[str]:
        """The stream's facts in order, without those about messages and ladders."""
        quiet = ("message.", "ladder.")
        return [entry.event.kind for entry in self.journal(stream) if not entry.event.kind.startswith(quiet)]


def unwatched(text: str) -> str:
    """The shipped standard as it was before a store owed anything on its own day: orders are all there is."""
    kinds = ("presence", "round", "morning_plan")
    orders = re.sub(rf"(?ms)^\[obligation\.(?:{'|'.join(kinds)})\].*?(?=^\[|^# ──)", "", text)
    return re.sub(r"(?m)^version( *)= \d+", r"version\1= 2", orders)


def moscow(text: str) -> datetime:
    """The instant of a Moscow wall time such as `2026-03-19 11:02`."""
    return datetime.fromisoformat(text).replace(tzinfo=MOSCOW).astimezone(ZoneInfo("UTC"))


def local(at: datetime | str | None) -> str:
    """Moscow wall time of an instant, `Th 2026-03-19 12:02` without the day's name."""
    assert at is not None
    return (instant_of(at) if isinstance(at, str) else at).astimezone(MOSCOW).strftime("%Y-%m-%d %H:%M:%S")


def view(**fields: Any) -> SimpleNamespace:
    """A plain object for calls that only read attributes."""
    return SimpleNamespace(**fields)
