"""What one run of the simulated month is about, and its shops: places, people, phones, tablets and the standard.

A part is switched off as a marketplace would do it: in the text of the standard, by not hanging up tablets, by not
using a button. No code is changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from otklik.actions import devices, partners, people, standards, stores
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.domain.stores import Hours
from otklik.simulation.shop_floor.habits import OWNER_JOINS, PHONE_OUTSIDE, dice
from otklik.store import directory

ACTOR = "person:admin"
MOSCOW = ZoneInfo("Europe/Moscow")
FIRST_DAY = date(2026, 3, 2)
"""A Monday; no holiday in the four weeks after it but 8 March, which these shops don't know."""

HOURS, HELP_HOURS = "Mo-Su 10:00-20:00", "Mo-Su 09:00-21:00"
OPENS_H, CLOSES_H = 10, 20

PARTS = ("second_channel", "in_shop", "rounds", "busy")
"""What can be switched off alone."""

ROUNDS_BY = '["telegram"]'
"""How a missed round is told, in every run."""

NOT_LIVED = ("presence", "morning_plan")
"""Kinds that are left out of the standard of every run: nobody here answers for them."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One run.

    Parameters
    ----------
    stores, days
        How many.
    orders_a_day
        Of one store, on average, in its opening hours.
    seed
        Which month.
    off
        A part that is switched off, or empty.
    """

    stores: int = 200
    days: int = 30
    orders_a_day: float = 0.4
    seed: int = 2026
    off: str = ""

    def has(self, part: str) -> bool:
        """Whether a part is on."""
        return part != self.off

    @property
    def midnight(self) -> datetime:
        """At which the month begins; aware."""
        return datetime.combine(FIRST_DAY, datetime.min.time(), MOSCOW)

    def sellers(self, store: str) -> tuple[str, ...]:
        """Slugs of whoever stands in a shop, or sits in the call centre."""
        return (f"{store}-a", f"{store}-b")

    def owner(self, store: str) -> str:
        """Slug of the owner, who joins the shift from home; empty where nobody does."""
        return f"{store}-o" if dice(self.seed, store, "owner").random() < OWNER_JOINS else ""

    def is_outside(self, person: str) -> bool:
        """Whether somebody's SMS number lies outside the shop."""
        return dice(self.seed, person, "phone").random() < PHONE_OUTSIDE


def slugs(setting: Setting) -> list[str]:
    """The shops, in their order."""
    return [f"s{number:03}" for number in range(setting.stores)]


CALL_CENTRE = "centre"


def standard_text(setting: Setting) -> str:
    """The standard of a run: the shipped one, with what is switched off taken out of its text."""
    kinds = [*NOT_LIVED, *(() if setting.has("rounds") else ("round",))]
    text = re.sub(rf"(?ms)^\[obligation\.(?:{'|'.join(kinds)})\].*?(?=^\[|^# ──)", "", DEFAULT_TEXT)
    by = '["telegram", "sms", "email"]' if setting.has("second_channel") else '["sms"]'
    steps = re.sub(r'(tell\s*=(?!\s*"buyer")[^}]*?by\s*=\s*)\[[^]]*\]', rf"\g<1>{by}", text)
    head, name, watch = steps.partition("[ladder.watch]")
    body, rest = watch.split("\n\n", 1)
    steps = f"{head}{name}{body.replace(by, ROUNDS_BY)}\n\n{rest}"
    return re.sub(r"(?m)^(version\s*)= \d+", r"\g<1>= 1", steps)


def build(setting: Setting, *, now: datetime) -> None:
    """Make the marketplace with all that belongs to it."""
    partners.join("market", actor=ACTOR, name="Market", now=now)
    standards.publish(standard_text(setting), actor=ACTOR, now=now)
    standards.adopt("market", name="default", actor=ACTOR, now=now)
    _open("office", HELP_HOURS, "marketplace", now)
    _admit(setting, "admin", "office", "administrator", now)
    _open(CALL_CENTRE, HELP_HOURS, "call_centre", now)
    for person in setting.sellers(CALL_CENTRE):
        _admit(setting, person, CALL_CENTRE, "seller", now)
    shops = slugs(setting)
    for shop in shops:
        _open(shop, HOURS, "store", now)
        for person in setting.sellers(shop):
            _admit(setting, person, shop, "seller", now)
        if owner := setting.owner(shop):
            _admit(setting, owner, shop, "head", now)
        if setting.has("in_shop"):
            devices.pair(devices.make_code(shop, name="till", actor=ACTOR, now=now), now=now)
    for shop, following in zip(shops, [*shops[1:], shops[0]], strict=True):
        if shop != following:
            stores.change_store(shop, actor=ACTOR, next_store=following, now=now)
    directory.record_calendars()


def _open(slug: str, hours: str, role: str, now: datetime) -> None:
    stores.open_store(
        slug,
        actor=ACTOR,
        name=slug,
        role=role,
        partner="market",
        hours=Hours(hours, "Europe/Moscow"),
        now=now,
    )


def _admit(setting: Setting, slug: str, store: str, role: str, now: datetime) -> None:
    people.admit(slug, actor=ACTOR, name=slug, store=store, roles=(role,), now=now)
    for channel, address in addresses(slug).items():
        stores.add_method(
            f"person/{slug}", actor=ACTOR, method=channel, channel=channel, address=address, now=now
        )


def addresses(person: str) -> dict[str, str]:
    """A person's addresses by channel."""
    number = int.from_bytes(person.encode()[-6:], "big") % 10_000_000
    return {"telegram": str(10_000_000 + number), "sms": f"+7900{number:07}", "email": f"{person}@floor.test"}


def days_of(setting: Setting) -> list[date]:
    """Local dates of the month."""
    return [FIRST_DAY + timedelta(days=one) for one in range(setting.days)]
