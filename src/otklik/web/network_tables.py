"""The tables of the network's pages, with all words ready: partners, stated reasons, the funnel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from otklik.actions.network import Network
from otklik.analytics.court import GroupFigures, ReasonFigures
from otklik.analytics.true_shares import TrueShare
from otklik.domain.locales import count_of, group
from otklik.domain.wording import clean
from otklik.web.drawings import Drawing
from otklik.web.findings_figures import NONE, interval, percent
from otklik.web.network_bars import draw_parts
from otklik.web.network_figures import (
    Bounds,
    Figure,
    Reader,
    answer_bounds,
    answer_share,
    early_share,
    truth_bounds,
)
from otklik.web.network_words import FUNNEL, MARKS, SEGMENTS


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """One partner of the table; `sign` says why it is not compared."""

    name: str
    href: str
    orders: Figure
    icon: str
    tone: str
    sign: str
    answers: Bounds
    truth: Bounds
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar: its mark, its words with the count, and its rows."""

    mark: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One stated reason: how many, what buyers said, and how sure that is."""

    word: str
    stated: Figure
    truth: Bounds
    compared: str
    parts: tuple[Part, ...]
    bar: Drawing | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class FunnelLine:
    """One step of the funnel, and what was left before it."""

    word: str
    figure: Figure
    share: str
    less: str
    bar: Drawing


def partner_lines(found: Network, to: Reader, address: Callable[[str], str]) -> tuple[PartnerLine, ...]:
    """The partners: those who are compared first, the best in front; then the others by name."""
    lines = []
    for slug in {*found.answers, *(one.partner for one in found.court.partners)}:
        answers = found.answers.get(slug) or dict.fromkeys(found.total, 0)
        share = answer_share(answers)
        ranked = found.is_agreed(slug) and not share.few
        order = (not ranked, -(share.part / share.whole) if ranked else 0.0, found.names.get(slug, slug))
        lines.append((order, _partner_line(found, slug, answers, to, address)))
    return tuple(line for _, line in sorted(lines, key=lambda pair: pair[0]))


def _partner_line(
    found: Network,
    slug: str,
    answers: Mapping[str, int],
    to: Reader,
    address: Callable[[str], str],
) -> PartnerLine:
    agreed, own = found.is_agreed(slug), found.court.find(slug)
    to = replace(to, is_judged=agreed)  # guidance is held against nobody
    answered = answer_bounds(answers, slug, to, answer_share(found.total))
    network = found.court.network.truth
    truth = (
        truth_bounds(own.truth, f"drawn/{slug}", to, network) if own else Bounds(NONE, "", "", "", True, None)
    )
    tone = "" if answered.is_few else answered.tone
    sign = "" if agreed else to.say("guidance")
    return PartnerLine(
        name=clean(found.names.get(slug, slug)),
        href=address(slug),
        orders=Figure(count_of(answers["orders"], "order", to.locale), to.opens(f"orders/{slug}")),
        icon={"ok": "check", "late": "alert"}.get(tone, "eye" if not agreed or answered.is_few else "clock"),
        tone=tone if tone != "few" else "",
        sign=sign,
        answers=answered,
        truth=truth,
        figures=_partner_figures(own, answers["orders"], to),
    )


def _partner_figures(own: GroupFigures | None, orders: int, to: Reader) -> tuple[Figure, ...]:
    if own is None:
        return (Figure("0"), Figure("0"), Figure("0"), Figure(NONE), Figure(NONE))
    counts, slug = own.counts, own.partner
    return (
        to.count(
            counts["premature"].rows, f"premature/{slug}", early_share(counts["premature"].rows, orders, to)
        ),
        to.count(counts["silence"].rows, f"silence/{slug}"),
        to.count(counts["would_have_bought"].rows, f"would_have_bought/{slug}"),
        _sum(own, "lost_wanted", to),
        _sum(own, "regained", to),
    )


def _sum(
    own: GroupFigures | ReasonFigures, name: str, to: Reader, reason: str = "", slug: str = ""
) -> Figure:
    """Money of a figure, with how many orders it is."""
    count = own.counts[name]
    if not count.rows:
        return Figure(NONE)
    partner = own.partner if isinstance(own, GroupFigures) else slug
    figure = f"{name}/{partner}/{reason}" if reason else f"{name}/{partner}"
    return Figure(to.money(count.minor), to.opens(figure), count_of(count.rows, "order", to.locale))


def reason_lines(
    own: GroupFigures, to: Reader, network: GroupFigures | None, *, partner: str = ""
) -> tuple[ReasonLine, ...]:
    """The stated reasons of a group, the commonest first."""
    beside = {one.reason: one.truth for one in network.reasons} if network else {}
    return tuple(_reason_line(one, partner, to, beside.get(one.reason)) for one in own.reasons)


def _reason_line(one: ReasonFigures, partner: str, to: Reader, network: TrueShare | None) -> ReasonLine:
    counts, tail = one.counts, f"{partner}/{one.reason}"
    numbers = [(name, counts[name].rows) for name in SEGMENTS]
    parts = tuple(
        Part(
            MARKS[name],
            f"{SEGMENTS[name][to.locale]} {group(number, to.locale)}",
            to.opens(f"{name}/{tail}"),
        )
        for name, number in numbers
        if number
    )
    shrunk = one.shrunk
    return ReasonLine(
        word=to.reason(one.reason),
        stated=Figure(
            group(counts["cases"].rows, to.locale), to.opens(f"cases/{tail}"), percent(one.stated, to.locale)
        ),
        truth=truth_bounds(one.truth, f"drawn/{tail}", to, network),
        compared=f"{percent(shrunk.share, to.locale)} ({interval(shrunk.low, shrunk.high, to.locale)})"
        if shrunk
        else NONE,
        parts=parts,
        bar=draw_parts([(MARKS[name], number) for name, number in numbers]) if parts else None,
        figures=(
            to.count(counts["premature"].rows, f"premature/{tail}"),
            to.count(counts["silence"].rows, f"silence/{tail}"),
            to.count(counts["parked"].rows, f"parked/{tail}"),
            _sum(one, "lost", to, one.reason, partner),
            _sum(one, "regained", to, one.reason, partner),
        ),
    )


def funnel_lines(answers: Mapping[str, int], partner: str, to: Reader) -> tuple[FunnelLine, ...]:
    """From the order to the sale, each step with how many fewer there are than before it."""
    whole, before, lines = answers["orders"], answers["orders"], []
    for name, word in FUNNEL.items():
        number = answers[name]
        share = number / whole if whole else 0.0
        lines.append(
            FunnelLine(
                word[to.locale],
                to.count(number, f"{name}/{partner}"),
                percent(share, to.locale),
                f"−{group(before - number, to.locale)}" if number < before else "",
                draw_parts((("info", number), ("none", whole - number))),
            )
        )
        before = number
    return tuple(lines)
