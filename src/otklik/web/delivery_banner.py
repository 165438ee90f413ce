"""What stands above the delivery page: the first gap, until when it can be closed, and what closes it in one click."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from otklik.domain.capacity import CapacityPlan, Gap, Proposal
from otklik.domain.local_times import MONTHS, date_text, until_text
from otklik.domain.locales import Locale, count_of, group, money
from otklik.web.delivery_words import DELIVERY

CURRENCY = "RUB"


@dataclass(frozen=True, slots=True)
class Act:
    """One button: what it does, its words, and the days and counts that its form sends."""

    act: str
    word: str
    carrier: str = ""
    days: tuple[tuple[str, int], ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class Banner:
    """The note: its tone, its sentences, its buttons and what else could be done."""

    tone: str
    lead: str
    rest: str = ""
    acts: tuple[Act, ...] = ()
    hints: tuple[str, ...] = ()


def make_banner(
    plan: CapacityPlan | None, names: Mapping[str, str], zone: tzinfo, locale: Locale, *, now: datetime
) -> Banner:
    """The note of a plan; without one, that there is no forecast yet.

    Parameters
    ----------
    names
        Carrier → its name.
    zone
        The depot's clock.
    """
    if plan is None:
        return Banner("", DELIVERY["no_forecast"][locale], DELIVERY["no_forecast_why"][locale])
    gap = plan.first_gap
    if gap is None:
        return Banner("is-ok", DELIVERY["enough"][locale])
    today_on = now.astimezone(zone).date()
    lead = DELIVERY["gap"][locale].format(
        days=_days(gap, locale, today_on), count=count_of(gap.missing, "place", locale)
    )
    need, places = group(gap.need, locale), group(gap.places, locale)
    why = DELIVERY["gap_why"][locale].format(need=need, places=places)
    decide = DELIVERY["too_late"][locale]
    if gap.act_by_at is not None:
        until = until_text(gap.act_by_at, zone, locale, now=now)
        decide = DELIVERY["decide"][locale].format(until=until)
    acts = tuple(act for one in gap.proposals if (act := _act(one, names, locale)) is not None)
    hints = tuple(filter(None, (_hint(one, locale) for one in gap.proposals)))
    return Banner("is-late", lead, f"{why} {decide}", acts, hints)


def _days(gap: Gap, locale: Locale, today_on: date) -> str:
    """`26–29 декабря`, or both dates where they lie in two months."""
    first, last = gap.from_on, gap.until_on
    if first == last:
        return date_text(first, locale, today_on=today_on)
    if (first.year, first.month) == (last.year, last.month):
        month = MONTHS[locale][first.month - 1]
        return f"{first.day}–{last.day} {month}"
    return " – ".join(date_text(on, locale, today_on=today_on) for on in (first, last))


def _act(one: Proposal, names: Mapping[str, str], locale: Locale) -> Act | None:
    days = tuple((on.isoformat(), count) for on, count in sorted(one.days.items()))
    if one.act == "buy":
        count = count_of(sum(one.days.values()), "place", locale)
        carrier = names.get(one.carrier, one.carrier)
        cost = money(one.cost_minor, CURRENCY, locale) if one.cost_minor is not None else ""
        more = DELIVERY["cost"][locale].format(cost=cost) if cost else ""
        word = DELIVERY["buy"][locale].format(count=count, carrier=carrier)
        return Act("buy", word, one.carrier, days, more)
    return Act("cap", DELIVERY["close"][locale], days=days) if one.act == "cap" else None


def _hint(one: Proposal, locale: Locale) -> str:
    if one.act == "couriers":
        most = max(one.days.values(), default=0)
        return DELIVERY["couriers"][locale].format(count=group(most, locale))
    if one.act == "advertising":
        return DELIVERY["move_ads"][locale].format(count=count_of(sum(one.days.values()), "delivery", locale))
    return ""
