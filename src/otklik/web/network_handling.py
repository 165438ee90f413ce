"""The section of few hands on the network's page and on a partner's own: each number with its bounds and its orders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from otklik.actions.handling import Handling
from otklik.analytics.averages import Average
from otklik.analytics.handling_figures import Cause, Group
from otklik.domain.locales import count_of, group
from otklik.domain.wording import capitalised, clean
from otklik.web.dials import span_text
from otklik.web.findings_figures import NONE, decimal
from otklik.web.handling_words import FIGURES, NO_DUTY, SHORT_WAYS
from otklik.web.network_figures import Figure, Reader
from otklik.web.obligation_words import PARTIES
from otklik.web.obligations import name_of

TOP = 3
"""So many causes are named in a line; the orders behind the others stand behind the number itself."""


@dataclass(frozen=True, slots=True)
class HandlingLine:
    """The network, a partner or a store: its figures in words; `few` says that it is not judged."""

    name: str
    orders: Figure
    people: Figure
    hand_overs: Figure
    failures: Figure
    ways: tuple[Figure, ...]
    causes: tuple[Figure, ...]
    questions: Figure
    waited: str
    few: str


@dataclass(frozen=True, slots=True)
class HandlingSection:
    """What `network_handling.html` shows."""

    words: Mapping[str, str]
    lines: tuple[HandlingLine, ...]
    waits_href: str
    missing: str


def write_handling(
    found: Handling, to: Reader, names: Mapping[str, str], *, partner: str, waits_href: str
) -> HandlingSection:
    """The section in words.

    Parameters
    ----------
    names
        Of stores and partners by `store:<slug>` and `partner:<slug>`.
    partner
        Whose page it is; empty = the network's.
    """
    locale = to.locale
    whole = FIGURES["network"][locale] if not partner else names.get(f"partner:{partner}", partner)
    lines = [_line(found.whole, clean(whole), to)]
    if len(found.groups) > 1 or not partner:
        lines += [_line(one, _name(one, names), to) for one in found.groups]
    missing = FIGURES["missing"][locale].format(n=group(found.missing, locale)) if found.missing else ""
    return HandlingSection(
        words={name: word[locale] for name, word in FIGURES.items()},
        lines=tuple(lines),
        waits_href=waits_href,
        missing=missing,
    )


def _name(one: Group, names: Mapping[str, str]) -> str:
    key = f"store:{one.store}" if one.store else f"partner:{one.partner}"
    return clean(names.get(key, one.store or one.partner))


def _line(one: Group, name: str, to: Reader) -> HandlingLine:
    locale, tail = to.locale, f"{one.partner}/{one.store}"
    counts = one.counts
    return HandlingLine(
        name=name,
        orders=Figure(
            count_of(counts["handled"], "order", locale),
            to.opens(f"handled/{tail}") if counts["handled"] else "",
        ),
        people=_average(one.people, 1, "many_hands", one, to),
        hand_overs=_average(one.hand_overs, 100, "handed_over", one, to),
        failures=_average(one.failures, 100, "own_contact", one, to),
        ways=tuple(
            Figure(SHORT_WAYS[way][locale].format(n=group(number, locale)), to.opens(f"own_{way}/{tail}"))
            for way, number in one.ways.items()
            if number
        ),
        causes=tuple(_cause(cause, one, to) for cause in one.causes[:TOP]),
        questions=Figure(
            group(counts["own_question"], locale), to.opens(f"own_question/{tail}") if one.questions else ""
        ),
        waited=span_text(one.waited_s, locale) if one.waited_s else "",
        few=FIGURES["few"][locale] if one.people.few else "",
    )


def _average(average: Average, scale: int, figure: str, one: Group, to: Reader) -> Figure:
    """A mean with its bounds, and the orders that make it."""
    if not average.orders:
        return Figure(NONE)
    low, mean, high = (
        decimal(scale * value, 1, to.locale) for value in (average.low, average.mean, average.high)
    )
    href = to.opens(f"{figure}/{one.partner}/{one.store}") if one.counts[figure] else ""
    return Figure(mean, href, f"{low}–{high}")


def _cause(cause: Cause, one: Group, to: Reader) -> Figure:
    """What buyers asked for because nobody had told them, and who owed it; opened by the whole partner."""
    duty = name_of(cause.kind, to.locale) if cause.kind else NO_DUTY[to.locale]
    who = PARTIES[cause.debtor][to.locale] if cause.debtor in PARTIES else clean(cause.debtor)
    return Figure(
        f"{capitalised(duty)}: {count_of(cause.orders, 'order', to.locale)}",
        to.opens(f"caused/{one.partner}/{cause.kind}|{cause.debtor}|{one.store}"),
        who,
    )
