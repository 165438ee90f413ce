"""Lives the month: time goes from one due instant to the next, people act through the actions, the worker ticks.

Everything that is due within `GRAIN` happens at one instant, its end, so that a month is lived in minutes. Phones are
the month's own: they take what is sent, as long as their provider is up, and somebody notices it or not.
"""

from __future__ import annotations

import heapq
import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random

from otklik.actions import order_intake, orders, rounds, shifts
from otklik.actions.commit import Command, Failed, Refused, Unit, commit
from otklik.channels.message import Message, SendResult
from otklik.domain import contacts, order_decisions
from otklik.domain.errors import DomainError
from otklik.domain.incoming import IncomingLine, IncomingOrder
from otklik.domain.shifts import place_of
from otklik.simulation.shop_floor import habits, people, setting
from otklik.simulation.shop_floor.habits import dice
from otklik.simulation.shop_floor.people import Deed
from otklik.simulation.shop_floor.setting import CALL_CENTRE, MOSCOW, Setting
from otklik.store import devices, directory, next_event, queries
from otklik.worker import loop

log = logging.getLogger(__name__)

GRAIN = timedelta(seconds=30)


class Month:
    """One run; `live` lives it, then it is there to be counted.

    Parameters
    ----------
    of
        What it is about.
    """

    def __init__(self, of: Setting) -> None:
        self.setting, self.now = of, of.midnight.astimezone(UTC)
        self.orders: dict[str, str] = {}
        self.accepted: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self._holders = {
            (channel, address): person
            for person in _everybody(of)
            for channel, address in setting.addresses(person).items()
        }
        self._bag: list[tuple[str, str, str]] = []
        self._ahead: list[tuple[datetime, int, Deed]] = []
        self._numbers = count(1)
        self._occupied: dict[str, datetime] = defaultdict(lambda: of.midnight)
        self._does: Mapping[str, Callable[[Deed], None]] = {
            "join": self._join,
            "busy": self._busy,
            "free": self._free,
            "look": self._look,
            "glance": self._glance,
            "round": self._round,
            "talk": self._talk,
            "complete": self._complete,
        }

    def live(self, tell: Callable[[str], None] = log.info) -> None:
        """Live every day of the month, and the morning after it."""
        setting.build(self.setting, now=self.now)
        for day in setting.days_of(self.setting):
            for deed in people.plan_day(self.setting, day):
                self._plan(deed)
            self._lead(datetime.combine(day + timedelta(days=1), datetime.min.time(), MOSCOW))
            tell(f"{day}: {len(self.orders)} orders, {self.accepted.total()} messages")

    def _plan(self, deed: Deed) -> None:
        heapq.heappush(self._ahead, (deed.at, next(self._numbers), deed))

    def _lead(self, to: datetime) -> None:
        while True:
            coming = [
                at for at in (next_event.next_due_at(), self._ahead[0][0] if self._ahead else None) if at
            ]
            if not coming or min(coming) >= to:
                break
            self.now = max(self.now, _grain_after(min(coming), to).astimezone(UTC))
            self._act()
            while loop.tick(read_now=lambda: self.now, owner="floor", carry=self.carry).busy:
                pass
            self._read()
        self.now = to.astimezone(UTC)

    def _act(self) -> None:
        arriving = []
        while self._ahead and self._ahead[0][0] <= self.now:
            deed = heapq.heappop(self._ahead)[2]
            if deed.does == "order":
                arriving.append(deed)
                continue
            try:
                self._does[deed.does](deed)
            except DomainError as error:
                log.debug("%s: %s", deed, error)  # somebody was quicker, or the shop has closed
        for one, got in zip(arriving, self._receive(arriving), strict=True):
            self.orders[got] = one.store

    # Phones ----------------------------------------------------------------------------------------------------

    def carry(self, channel: str, message: Message) -> SendResult:
        """A provider takes one message, or answers 500."""
        since, until = (self.setting.midnight + span for span in habits.OUTAGE)
        if channel == "sms" and since <= self.now < until:
            self.refused[channel] += 1
            return SendResult("failed", reason="http_500")
        self.accepted[message.key] += 1
        self._bag.append((message.key, channel, message.to))
        return SendResult("accepted", provider_id=f"floor-{message.key}")

    def _read(self) -> None:
        """Whoever notices a message looks at it when his counter is empty."""
        for key, channel, address in sorted(self._bag):
            person = self._holders.get((channel, address), "")
            if not person or (channel == "sms" and self.setting.is_outside(person)):
                continue
            after = habits.noticed_after(self._dice(person, key), channel)
            if after is None:
                continue
            notice = queries.load_notice(key)
            order = notice.stream if notice and notice.stream.startswith("order/") else ""
            self._plan(Deed(self.now + after, "look", person, person.rpartition("-")[0], order))
        self._bag.clear()

    def _dice(self, *about: object) -> Random:
        return dice(self.setting.seed, *about)

    # People ----------------------------------------------------------------------------------------------------

    def _receive(self, deeds: list[Deed]) -> list[str]:
        if not deeds:
            return []
        lines = (IncomingLine("1", "boots", "Boots", 1, 499_000, reserved=False),)
        arriving = []
        for deed in deeds:
            number = next(self._numbers)
            order = IncomingOrder(
                number=f"F-{number}",
                placed_at=deed.at,
                received_at=self.now,
                lines=lines,
                total_minor=499_000,
                currency="RUB",
                buyer_name="Buyer",
                phone=f"+7911{number:07}",
                phone_raw=f"+7911{number:07}",
                buyer_zone="Europe/Moscow",
                locale="ru",
            )
            arriving.append(order_intake.Arriving(order=order, origin="floor", store=deed.store))
        found = []
        for result in order_intake.receive_many(arriving, now=self.now):
            if isinstance(result, DomainError):
                raise result
            found.append(f"order/{result[0].id}")
        return found

    def _join(self, deed: Deed) -> None:
        device = ""
        if (
            self.setting.has("in_shop")
            and deed.who in self.setting.sellers(deed.store)
            and deed.store != CALL_CENTRE
        ):
            device = devices.list_devices(deed.store)[0].device
        place = "in_shop" if device else "unknown"
        shifts.join(
            deed.store, person=deed.who, place=place, device=device, actor=f"person:{deed.who}", now=self.now
        )

    def _busy(self, deed: Deed) -> None:
        says = self._dice(deed.who, deed.at, "says").random() < habits.SAYS_BUSY
        if says and self.setting.has("busy"):
            shifts.busy(deed.store, person=deed.who, actor=f"person:{deed.who}", now=self.now)

    def _free(self, deed: Deed) -> None:
        store = directory.load_world([deed.store], now=self.now).store(deed.store)
        if store.busy.get(deed.who, self.now) > self.now:
            shifts.free(deed.store, person=deed.who, actor=f"person:{deed.who}", now=self.now)

    def _look(self, deed: Deed) -> None:
        """Somebody has noticed a message: he takes the order that it is about, or the oldest that waits at his shop."""
        if deed.who.endswith("-o"):
            return self._from_home(deed)
        if self._comes_later(deed):
            return None
        order = deed.order or next(iter(queries.list_unanswered(deed.store)), "")
        helps = deed.store in ("", CALL_CENTRE) or self.orders.get(order) == deed.store
        if order and (helps or self._dice(deed.who, order, "helps").random() < habits.HELPS):
            self._take(deed.who, order)
        return None

    def _comes_later(self, deed: Deed) -> bool:
        """Whether somebody is busy now, and does this when he is free."""
        free_at = max(people.next_free(self.setting, deed.who, self.now), self._occupied[deed.who])
        if deed.store == CALL_CENTRE:
            free_at = self._occupied[deed.who]
        if free_at <= self.now:
            return False
        self._plan(Deed(free_at, deed.does, deed.who, deed.store, deed.order))
        return True

    def _glance(self, deed: Deed) -> None:
        """Somebody looks at the desk and takes what waits, one after another."""
        if self._comes_later(deed):
            return
        for order in queries.list_unanswered(deed.store):
            if self._take(deed.who, order):
                again_at = self._occupied[deed.who]
                self._plan(Deed(again_at, "glance", deed.who, deed.store))
                return

    def _round(self, deed: Deed) -> None:
        """Somebody looks through every inbox, and sees what waits."""
        if not self._comes_later(deed):
            rounds.attest(deed.store, person=deed.who, now=self.now)
            self._glance(deed)

    def _take(self, person: str, order: str) -> bool:
        row = queries.load_orders([order])[order]
        if row.live_contact_at is not None or row.owner == person:
            return False
        world = directory.load_world([row.holder], now=self.now)
        try:
            orders.take(order, person=person, place=place_of(world.store(row.holder), person), now=self.now)
        except DomainError:
            return False
        talks_at = self.now + habits.between(self._dice(person, order, "calls"), habits.CALLS_AFTER_M)
        self._occupied[person] = talks_at + timedelta(minutes=2)
        self._plan(Deed(talks_at, "talk", person, row.holder, order))
        return True

    def _from_home(self, deed: Deed) -> None:
        rng = self._dice(deed.who, deed.order, "home")
        if not deed.order or rng.random() >= habits.OWNER_TAKES:
            return
        row = queries.load_orders([deed.order])[deed.order]
        if row.live_contact_at is None:
            world = directory.load_world([row.holder], now=self.now)
            place = place_of(world.store(row.holder), deed.who)
            orders.take(deed.order, person=deed.who, place=place, now=self.now)
        if rng.random() < habits.OWNER_CALLS:
            calls_at = self.now + habits.between(rng, habits.OWNER_CALLS_AFTER_M)
            self._plan(Deed(calls_at, "talk", deed.who, deed.store, deed.order))

    def _talk(self, deed: Deed) -> None:
        actor = f"person:{deed.who}"
        talked = contacts.decide_contact
        unit = Unit(
            now=self.now,
            commands=(
                Command(
                    deed.order,
                    lambda state, world, now: talked(
                        state, world, now, actor=actor, by=deed.who, talk_s=90, grade="recorded"
                    ),
                ),
                Command(
                    deed.order,
                    lambda state, world, now: order_decisions.decide_confirm(
                        state, world, now, actor=actor, by=deed.who
                    ),
                ),
            ),
        )
        (result,) = commit([unit])
        if isinstance(result, Refused | Failed):
            raise result.error
        done_at = self.now + habits.between(self._dice(deed.order, "completed"), habits.COMPLETED_AFTER_M)
        self._plan(Deed(done_at, "complete", deed.who, deed.store, deed.order))

    def _complete(self, deed: Deed) -> None:
        orders.complete(deed.order, actor=f"person:{deed.who}", now=self.now)


def _everybody(of: Setting) -> list[str]:
    places = [CALL_CENTRE, *setting.slugs(of)]
    sellers = [one for place in places for one in of.sellers(place)]
    return [*sellers, *filter(None, map(of.owner, setting.slugs(of))), "admin"]


def _grain_after(at: datetime, to: datetime) -> datetime:
    """The end of the grain of time in which an instant lies, but no later than `to`."""
    midnight = datetime.combine(date(2026, 1, 1), datetime.min.time(), MOSCOW)
    grains = -((midnight - at) // GRAIN)
    return min(max(midnight + grains * GRAIN, at), to)
