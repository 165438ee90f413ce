"""What a refusal needs and what is on record of it, with counts: 1 of 3 calls, 0:40 of 1:30 h."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from otklik.domain.locales import NBSP, Locale
from otklik.domain.orders import OrderState
from otklik.domain.refusal_evidence import Need
from otklik.domain.refusals import Weighing
from otklik.web.refusal_words import COUNTS, EVIDENCE


@dataclass(frozen=True, slots=True)
class Evidence:
    """One line: whether it is there, tone and icon, what, how it stands."""

    good: bool
    tone: str
    icon: str
    name: str
    value: str


def list_evidence(order: OrderState, weighing: Weighing, locale: Locale) -> tuple[Evidence, ...]:
    """What the reason asks for, what is missing first; and what the buyer said himself.

    Parameters
    ----------
    order
        As it stands.
    weighing
        What the gate says of the refusal.
    locale
        Language.
    """
    lines = [_line(one, locale) for one in sorted(weighing.needs, key=lambda one: one.is_met)]
    if order.said_silent:
        name, value = EVIDENCE["silent"][locale], COUNTS["said"][locale]
        lines.insert(0, Evidence(False, "warn", "bell", name, value))
    return tuple(lines)


def _line(need: Need, locale: Locale) -> Evidence:
    tone, icon = ("ok", "check") if need.is_met else ("late", "x")
    name = EVIDENCE.get(need.name, {locale: need.name})[locale]
    return Evidence(need.is_met, tone, icon, name, VALUES.get(need.name, _count)(need, locale))


def _count(need: Need, locale: Locale) -> str:
    return COUNTS["of"][locale].format(n=min(need.have, need.need), need=need.need).replace(" ", NBSP)


def _span(need: Need, locale: Locale) -> str:
    have, whole = (f"{one // 3600}:{one % 3600 // 60:02d}" for one in (min(need.have, need.need), need.need))
    return COUNTS["hours"][locale].format(n=have, need=whole).replace(" ", NBSP)


def _talk(need: Need, locale: Locale) -> str:
    return COUNTS["yes" if need.is_met else "no"][locale]


VALUES: Mapping[str, Callable[[Need, Locale], str]] = {"spread": _span, "talk": _talk}
"""How a need's counts are said; any other is a number of so many."""
