"""Purchases on credit of the demo's sixty days: outside parties with hours of their own, and a bank that is often late.

Drawn by dice of their own, as many as show a strip, figures and a playbook; the rest of the demo's life stays as it is.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from otklik.domain.business_time import WorkCalendar
from otklik.domain.events import instant_text
from otklik.domain.stores import calendar_of
from otklik.simulation import cast, deeds, shopping
from otklik.simulation.deeds import Deed
from otklik.simulation.plans import Plan

EVERY = timedelta(days=4)
"""About so often somebody buys on credit."""

STORES = {"taganka": 3, "neva": 1, "tverskaya": 1}
PHONES = {
    "Телефон «Маяк 5», 128 ГБ": 5_499_000,
    "Телефон «Маяк 5 мини»": 4_299_000,
    "Часы «Орбита»": 2_890_000,
}
NAMES = ("Павел Руднев", "Елена Гай", "Артур Назарян", "Инна Лосик", "Сергей Топорков", "Дарья Мельник")
EXPERT = "ksenia"
PROMISED_AT = time(12)
FIRST_NUMBER = 101

ASKS_AFTER, ASKS = timedelta(hours=30), 0.6
"""Whose papers take longer than this often rings up himself."""

GIVES_UP_AFTER = timedelta(minutes=22)
"""So long he waits for the expert; then he goes home, and comes again the next day."""


def plan_past(seed: int, since: datetime, until: datetime) -> list[Deed]:
    """What everybody does about the purchases on credit of a span, each order's deeds after its arrival.

    Parameters
    ----------
    seed
        Which life.
    since, until
        Aware UTC.
    """
    found: list[Deed] = []
    number, at = FIRST_NUMBER, since
    while True:
        rng = shopping.dice(seed, number, "credit")
        at = _by_day(at + EVERY * rng.uniform(0.6, 1.4), rng)
        if at >= until:
            return found
        found += _purchase(number, at, rng)
        number += 1


def _by_day(at: datetime, rng: random.Random) -> datetime:
    local = at.astimezone(ZoneInfo(cast.MOSCOW))
    return local.replace(hour=rng.randint(10, 17), minute=rng.randrange(60), second=0, microsecond=0)


def _purchase(number: int, at: datetime, rng: random.Random) -> list[Deed]:
    store = shopping.drawn(rng, STORES)
    title = rng.choice(list(PHONES))
    arrival = deeds.ordering_as(
        {
            "number": f"K-{number}", "name": rng.choice(NAMES), "email": f"credit{number}@otklik.test",
            "seed": number, "payment": "credit", "reserved": False, "title": title, "price_minor": PHONES[title],
        },
        store=store,
        at=at,
    )  # fmt: skip
    place = next(one for one in cast.SHOPS if one.slug == store)
    sellers = [one for one in cast.sellers(store) if one.slug != cast.VISITOR] or cast.sellers(store)
    plan = Plan(rng, arrival.stream, store, calendar_of(place.hours), prepaid=False, deeds=[arrival])
    _Case(plan, rng.choice(sellers).slug).lives(at)
    return plan.deeds


@dataclass(frozen=True, slots=True)
class _Case:
    """One purchase and who owns it."""

    plan: Plan
    owner: str

    def lives(self, at: datetime) -> None:
        """From the first call to the end."""
        rng = self.plan.rng
        talked_at = self.plan.after(at, rng.triangular(2, 50, 10))
        self.plan.does(talked_at, "answer", self.owner, talk_s=rng.randrange(90, 260), then="confirm")
        filed_at = self.plan.after(talked_at, rng.triangular(5, 28, 14))
        self.plan.does(filed_at, "step", self.owner, step="application")
        called_at = _worked("credit-desk", filed_at, rng.triangular(20, 560, 120))
        self._promises_call(talked_at, called_at)
        self.plan.does(called_at, "step", "credit-desk", step="credit_call")
        decided_at = _worked("bank", called_at, rng.triangular(40, 900, 260))
        if rng.random() < 0.12:
            self._decides(decided_at, "declined")
            declined_at = self.plan.after(decided_at, rng.triangular(5, 90, 30))
            self.plan.does(declined_at, "talk", self.owner, talk_s=70)
            self.plan.does(declined_at + timedelta(minutes=2), "withdraw", words="Без кредита не возьму.")
            return
        self._decides(decided_at, "approved")
        arrived_at = _worked("warehouse", decided_at, rng.triangular(120, 1100, 480))
        self.plan.does(arrived_at, "scan", self.owner)
        present_at = _worked("bank", decided_at, rng.triangular(200, 2400, 700))
        self.plan.does(present_at, "paper", "bank", paper="bank")
        if present_at - decided_at > ASKS_AFTER and rng.random() < ASKS:
            asked_at = self.plan.after(present_at - timedelta(hours=rng.uniform(2, 9)), 1)
            self.plan.does(asked_at, "outcome", self.owner, outcome="confirmed", incoming=True)
        self._collects(max(arrived_at, present_at))

    def _promises_call(self, talked_at: datetime, called_at: datetime) -> None:
        """The specialist's call, promised for the next day; moved in time, or forgotten, when it does not come."""
        tomorrow = talked_at.astimezone(ZoneInfo(cast.MOSCOW)).date() + timedelta(days=1)
        noon_at = datetime.combine(tomorrow, PROMISED_AT, ZoneInfo(cast.MOSCOW))
        until_at = self.plan.calendar.next_opening(noon_at)
        promised_at = talked_at + timedelta(minutes=1)
        given = {"store": self.plan.store, "what": "Позвонит кредитный специалист"}
        self.plan.does(promised_at, "promise", self.owner, until_at=instant_text(until_at), **given)
        if called_at > until_at and self.plan.rng.random() < 0.6:
            moved_at = until_at - timedelta(minutes=20)
            later_at = self.plan.after(called_at, 45)
            self.plan.does(moved_at, "talk", self.owner, talk_s=50)
            self.plan.does(
                moved_at + timedelta(minutes=1), "move", self.owner, until_at=instant_text(later_at)
            )
        self.plan.does(called_at + timedelta(minutes=1), "keep", self.owner)

    def _decides(self, at: datetime, decision: str) -> None:
        self.plan.does(at, "decide", "bank", decision=decision)

    def _collects(self, present_at: datetime) -> None:
        """A named person expects him; some buyers are kept waiting, and one in a while came in vain."""
        rng, desk = self.plan.rng, _calendar("credit-desk")
        booked_at = self.plan.after(present_at, rng.triangular(3, 50, 15))
        free_at = desk.next_opening(booked_at + timedelta(hours=rng.triangular(2, 30, 20)))
        starts_at = _half_hour(free_at + timedelta(minutes=rng.choice((30, 60, 90, 150, 240))))
        if not desk.is_open(starts_at + timedelta(minutes=29)) or not self.plan.calendar.is_open(starts_at):
            starts_at = _half_hour(desk.next_opening(starts_at + timedelta(hours=8)) + timedelta(hours=3))
        self.plan.does(booked_at, "book", self.owner, starts_at=instant_text(starts_at), person=EXPERT)
        is_late = rng.random() < 0.2
        here_at = starts_at + timedelta(minutes=rng.uniform(15, 40) if is_late else rng.uniform(-25, -16))
        self.plan.does(here_at, "check_in", EXPERT)
        came_at = starts_at + timedelta(minutes=rng.uniform(-6, 6))
        self.plan.does(came_at, "came", self.owner)
        if here_at - came_at > GIVES_UP_AFTER:
            self.plan.does(came_at + GIVES_UP_AFTER, "left", self.owner, cause="person_missing")
            came_at = desk.next_opening(starts_at + timedelta(hours=23))
            self.plan.does(came_at, "came", self.owner)
        served_at = max(here_at, came_at) + timedelta(minutes=rng.uniform(1, 9))
        self.plan.does(served_at, "served", self.owner)
        self.plan.does(served_at + timedelta(minutes=12), "complete", self.owner)


def _half_hour(at: datetime) -> datetime:
    """The next full or half hour of the wall."""
    into = timedelta(minutes=at.minute % 30, seconds=at.second, microseconds=at.microsecond)
    return at - into + (timedelta(minutes=30) if into else timedelta())


def _worked(party: str, at: datetime, minutes: float) -> datetime:
    """The instant after so many working minutes of a party."""
    return _calendar(party).add(at, int(minutes * 60))


def _calendar(party: str) -> WorkCalendar:
    return calendar_of(next(one for one in cast.PLACES if one.slug == party).hours)
