"""How the network's figures are written: counts, shares with their bounds, the figures on top; none is made here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from otklik.actions.network import Network
from otklik.analytics.court import GroupFigures
from otklik.analytics.findings import Share
from otklik.analytics.proportions import make_share
from otklik.analytics.true_shares import TrueShare
from otklik.domain.locales import Locale, group, money
from otklik.domain.refusal_reasons import reason_words
from otklik.domain.standards import Reason
from otklik.web.drawings import Drawing
from otklik.web.findings_figures import NONE, bounds_text, interval, percent, share_text
from otklik.web.network_bars import draw_interval
from otklik.web.network_words import ENDS, KPIS, NETWORK

FEW_ORDERS = 20
"""Fewer orders than this are shown and not judged (law 13)."""

Opens = Callable[[str], str]
"""Address of the rows behind a figure."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, its rows, and what stands smaller below it."""

    text: str
    href: str = ""
    more: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Kpi:
    """One of the figures on top."""

    word: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Bounds:
    """A share with its interval, as text and as a bar."""

    text: str
    more: str
    href: str
    tone: str
    is_few: bool
    bar: Drawing | None


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a page is written for.

    Parameters
    ----------
    locale, opens, currency
        Language, where figures lead, and the money's currency.
    reasons
        Of the standards in force, by code.
    is_judged
        Whether colours may judge.
    """

    locale: Locale
    opens: Opens
    currency: str
    reasons: Mapping[str, Reason]
    is_judged: bool = True

    def say(self, name: str, **values: str) -> str:
        """A sentence of `NETWORK`."""
        return NETWORK[name][self.locale].format(**values)

    def count(self, rows: int, figure: str, more: str = "", tone: str = "") -> Figure:
        """A number that leads to its rows; zero leads nowhere."""
        return Figure(
            group(rows, self.locale), self.opens(figure) if rows else "", more, tone if rows else ""
        )

    def reason(self, code: str) -> str:
        """A stated reason where it begins a line."""
        word = reason_word(code, self.locale, self.reasons)
        return word[:1].upper() + word[1:]

    def money(self, minor: int) -> str:
        """An amount in the figures' currency; a dash where there is none."""
        return money(minor, self.currency, self.locale) if self.currency else NONE


def reason_word(code: str, locale: Locale, reasons: Mapping[str, Reason]) -> str:
    """What a stated reason, or an end without one, is called; reasons of standards in force before the shipped ones."""
    if code in ENDS:
        return ENDS[code][locale]
    own = reasons.get(code)
    return reason_words(code, locale) if own is None else own.ru if locale == "ru" else own.en


def answer_share(answers: Mapping[str, int]) -> Share:
    """The share answered in time of those to whom an answer was due."""
    return make_share("in_target", answers["in_target"], answers["owed"], FEW_ORDERS)


def early_share(early: int, orders: int, to: Reader) -> str:
    """The share of orders that were refused early, with its bounds, and that they are few where they are (law 13)."""
    share = make_share("premature", early, orders, FEW_ORDERS)
    if not early:
        return ""
    said = (
        share_text(share, to.locale),
        bounds_text(share, to.locale),
        *((to.say("few"),) if share.few else ()),
    )
    return " · ".join(said)


def answer_bounds(answers: Mapping[str, int], partner: str, to: Reader, network: Share | None) -> Bounds:
    """How often a partner answers in time, beside the network."""
    share = answer_share(answers)
    if not share.whole:
        return Bounds(NONE, "", "", "muted", True, None)
    mean = network.part / network.whole if network and network.whole else None
    tone = tone_of(share.low, share.high, mean if to.is_judged else None, few=share.few)
    bar = draw_interval(share.low, share.high, share.part / share.whole, tone or "info", mean)
    more = to.say("few") if share.few else bounds_text(share, to.locale)
    return Bounds(share_text(share, to.locale), more, to.opens(f"owed/{partner}"), tone, share.few, bar)


def truth_bounds(truth: TrueShare, figure: str, to: Reader, network: TrueShare | None) -> Bounds:
    """How often buyers confirm the reason: bounds of 95 %, with those who stayed silent in them."""
    if not truth.asked:
        return Bounds(NONE, to.say("asked_none") if truth.cases else "", "", "muted", True, None)
    if not truth.told:
        asked = group(truth.asked, to.locale)
        return Bounds(NONE, to.say("sampled", told="0", asked=asked), "", "muted", True, None)
    mean = network.share if network else None
    tone = tone_of(truth.low, truth.high, mean if to.is_judged else None, few=truth.few)
    silent = truth.silent > 0
    bar = draw_interval(truth.low, truth.high, None if silent else truth.share, tone or "info", mean)
    said = to.say(
        "bounds" if silent else "sampled",
        told=group(truth.told, to.locale),
        asked=group(truth.asked, to.locale),
    )
    more = f"{to.say('few')} · {said}" if truth.few else said
    return Bounds(range_text(truth, to.locale), more, to.opens(figure), tone, truth.few, bar)


def range_text(truth: TrueShare, locale: Locale) -> str:
    """Bounds as they are read; one number where all is known."""
    return percent(truth.low, locale) if truth.low == truth.high else interval(truth.low, truth.high, locale)


def tone_of(low: float, high: float, mean: float | None, *, few: bool) -> str:
    """Late or ok where the whole interval lies on one side of the network's share, else empty; few are only grey."""
    if few:
        return "few"
    if mean is None or low <= mean <= high:
        return ""
    return "late" if high < mean else "ok"


def kpis(
    answers: Mapping[str, int], group_: GroupFigures, to: Reader, beside: Network | None
) -> tuple[Kpi, ...]:
    """The figures on top; beside them the network's where there is one."""
    share, counts, slug = answer_share(answers), group_.counts, group_.partner
    orders = answers["orders"]
    early = percent(counts["premature"].rows / orders, to.locale) if orders else NONE
    told = group(counts["answered"].rows, to.locale)
    cases = group(counts["cases"].rows, to.locale)
    mores = {
        "answers": bounds_text(share, to.locale),
        "truth": truth_bounds(group_.truth, "", to, None).more,
        "premature": KPIS["within_hour"][to.locale].format(share=early),
        "silence": KPIS["of_cases"][to.locale].format(cases=cases),
        "would_have_bought": KPIS["of_answers"][to.locale].format(told=told),
        "regained": KPIS["lost"][to.locale].format(money=to.money(counts["lost_wanted"].minor)),
    }
    if beside is not None:
        mores |= _network_mores(beside, to)
    figures = {
        "answers": Figure(share_text(share, to.locale), to.opens(f"owed/{slug}") if share.whole else ""),
        "truth": Figure(
            range_text(group_.truth, to.locale) if group_.truth.told else NONE,
            to.opens(f"drawn/{slug}") if group_.truth.told else "",
        ),
        **{
            name: to.count(counts[name].rows, f"{name}/{slug}")
            for name in ("premature", "silence", "would_have_bought")
        },
        "regained": Figure(
            to.money(counts["regained"].minor) if counts["regained"].rows else to.money(0),
            to.opens(f"regained/{slug}") if counts["regained"].rows else "",
        ),
    }
    return tuple(
        Kpi(KPIS[name][to.locale], Figure(one.text, one.href, mores[name])) for name, one in figures.items()
    )


def _network_mores(beside: Network, to: Reader) -> dict[str, str]:
    """The network's own shares, for whoever sees his own figures: shares only, no counts of others."""
    total, whole = beside.total, beside.court.network
    orders, ends = max(total["orders"], 1), max(whole.counts["cases"].rows, 1)
    told, wanted = whole.counts["answered"].rows, whole.counts["would_have_bought"].rows
    figures = {
        "answers": share_text(answer_share(total), to.locale),
        "truth": range_text(whole.truth, to.locale) if whole.truth.told else NONE,
        "premature": percent(whole.counts["premature"].rows / orders, to.locale),
        "silence": percent(whole.counts["silence"].rows / ends, to.locale),
        "would_have_bought": percent(wanted / told, to.locale) if told else NONE,
    }
    return {name: KPIS["network"][to.locale].format(figure=figure) for name, figure in figures.items()}
