"""What partners stated when orders ended, and what buyers said: the figures of the refusal court (R02, R07, law 13).

Every figure is a count of rows, and `list_rows` gives them. A share is estimated from the buyers who were asked
(`true_shares.py`); beside it stands what the network lets one believe, for comparison only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from otklik.analytics.court_cases import Case, CourtOrder
from otklik.analytics.true_shares import Shrunk, Stratum, TrueShare, estimate_share, shrink_shares

FEW = 20
"""With fewer answers than this nobody is judged (law 13); the norm of reports has the same number."""

CONFIRMED, CONTRADICTED = "confirmed", "contradicted"
DECIDED = frozenset({CONFIRMED, CONTRADICTED})
WANTED = "would_have_bought"


@dataclass(frozen=True, slots=True)
class Row:
    """What a figure counts: an order, or one end of it."""

    order: CourtOrder
    case: Case | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows a figure has, and what their orders are worth in the figures' currency, each once."""

    rows: int
    minor: int


@dataclass(frozen=True, slots=True)
class ReasonFigures:
    """One stated reason of a group.

    Parameters
    ----------
    reason
        Its code.
    stated
        Its share of all ends of the group, as stated.
    counts
        Figures by the names in `MEASURES`.
    truth
        The share of these ends whose reason the buyer confirms, or would.
    shrunk
        The same as the network lets one believe; None = nobody answered.
    """

    reason: str
    stated: float
    counts: Mapping[str, Count]
    truth: TrueShare
    shrunk: Shrunk | None


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """One partner, or the whole network under an empty slug; its reasons with the commonest first."""

    partner: str
    counts: Mapping[str, Count]
    truth: TrueShare
    shrunk: Shrunk | None
    reasons: tuple[ReasonFigures, ...]

    @property
    def is_few(self) -> bool:
        """Whether too few buyers answered to judge anybody by."""
        return self.truth.few


@dataclass(frozen=True, slots=True)
class CourtFigures:
    """The network and each of its partners, by slug."""

    currency: str
    network: GroupFigures
    partners: tuple[GroupFigures, ...]

    def find(self, partner: str) -> GroupFigures | None:
        """The figures of a partner; None where it had no such orders."""
        return next((one for one in self.partners if one.partner == partner), None)


Fits = Callable[[Case], bool]
Finds = Callable[[CourtOrder, str], Iterator[Row]]


def _ends(fits: Fits) -> Finds:
    """A figure that counts ends of orders."""

    def find(order: CourtOrder, reason: str) -> Iterator[Row]:
        return (Row(order, one) for one in order.cases if (not reason or one.reason == reason) and fits(one))

    return find


def _orders(fits: Callable[[CourtOrder, str], bool]) -> Finds:
    """A figure that counts orders, each once."""

    def find(order: CourtOrder, reason: str) -> Iterator[Row]:
        return iter((Row(order),) if fits(order, reason) else ())

    return find


def is_premature(order: CourtOrder, reason: str = "") -> bool:
    """Whether somebody refused it, or wanted to, within the hour; a lawful ground is never too early."""
    stated = {one.reason for one in order.asks if one.premature}
    stated |= {one.reason for one in order.cases if one.premature}
    return reason in stated if reason else bool(stated)


def _last_reason(order: CourtOrder) -> str:
    """The reason that an order stands for: of its last end, else of the last refusal that was asked for."""
    if order.cases:
        return order.cases[-1].reason
    return order.asks[-1].reason if order.asks else ""


def _stands_for(order: CourtOrder, reason: str) -> bool:
    return not reason or _last_reason(order) == reason


MEASURES: Mapping[str, Finds] = {
    "cases": _ends(lambda one: True),
    "drawn": _ends(lambda one: one.drawn is True),
    "answered": _ends(lambda one: bool(one.answer)),
    "confirmed": _ends(lambda one: one.verdict == CONFIRMED),
    "contradicted": _ends(lambda one: one.verdict == CONTRADICTED),
    "contradicted_wanted": _ends(lambda one: one.verdict == CONTRADICTED and one.answer == WANTED),
    "contradicted_other": _ends(lambda one: one.verdict == CONTRADICTED and one.answer != WANTED),
    "undecided": _ends(lambda one: one.drawn is True and one.verdict not in DECIDED),
    "unasked": _ends(lambda one: one.drawn is None),
    "would_have_bought": _ends(lambda one: one.answer == WANTED),
    "silence": _ends(lambda one: one.is_silent),
    "appealed": _ends(lambda one: one.appealed),
    "premature": _orders(is_premature),
    "parked": _orders(lambda order, reason: bool(order.parked) and _stands_for(order, reason)),
    "overridden": _orders(lambda order, reason: bool(order.overrides) and _stands_for(order, reason)),
    "rescued": _orders(lambda order, reason: bool(order.rescues) and _stands_for(order, reason)),
    "reopened": _orders(lambda order, reason: bool(order.reopened) and _stands_for(order, reason)),
    "regained": _orders(lambda order, reason: order.is_regained and _stands_for(order, reason)),
    "lost": _orders(lambda order, reason: order.is_lost and _stands_for(order, reason)),
    "lost_wanted": _orders(
        lambda order, reason: (
            order.is_lost
            and _stands_for(order, reason)
            and any(one.answer == WANTED or one.verdict == CONTRADICTED for one in order.cases)
        )
    ),
}
"""Every figure by its name: which rows it counts of an order, and of which stated reason (empty = any)."""


def list_rows(
    orders: Sequence[CourtOrder], measure: str, *, partner: str = "", reason: str = ""
) -> list[Row]:
    """Return the rows behind a figure (law 14).

    Parameters
    ----------
    orders
        Of the window.
    measure
        A name of `MEASURES`.
    partner, reason
        Of the figure; empty = any.
    """
    find = MEASURES[measure]
    return [row for one in orders if not partner or one.partner == partner for row in find(one, reason)]


@dataclass(frozen=True, slots=True)
class Missed:
    """Something of a day that cost, or may cost, a sale: premature, wanted, released or silent."""

    kind: str
    at: datetime
    row: Row


def find_missed(orders: Sequence[CourtOrder], from_at: datetime, to_at: datetime) -> list[Missed]:
    """Return what was missed in a span (the second instant not included), each order once, the latest first.

    Notes
    -----
    Orders that were sold after all are not missed.
    """
    found = []
    for order in orders:
        within = [one for one in order.cases if from_at <= one.at < to_at]
        early = [one for one in order.asks if from_at <= one.at < to_at and one.premature]
        if order.is_sold or not (within or early):
            continue
        case = within[-1] if within else None
        kind = _kind_missed(case, bool(early))
        if kind:
            found.append(Missed(kind, case.at if case else early[-1].at, Row(order, case)))
    return sorted(found, key=lambda one: (one.at, one.row.order.stream), reverse=True)


def _kind_missed(case: Case | None, early: bool) -> str:
    if case is not None and case.answer == WANTED:
        return "wanted"
    if early:
        return "premature"
    if case is None or not case.is_silent:
        return ""
    return "released" if case.cause == "released" else "silent"


@dataclass(slots=True)
class _Tally:
    """Sums by partner (empty = all) and reason (empty = any): rows and money of each figure, and the strata asked."""

    counts: dict[tuple[str, str], dict[str, list[int]]]
    strata: dict[tuple[str, str], dict[tuple[str, str, int], list[int]]]

    def truth(self, partner: str, reason: str) -> TrueShare:
        """How often the buyer confirms, of the ends of which it was decided whether he is asked."""
        found = self.strata.get((partner, reason), {})
        return estimate_share([Stratum(*counted) for counted in found.values()], FEW)

    def figures(self, partner: str, reason: str) -> dict[str, Count]:
        """Every figure of a group."""
        found = self.counts.get((partner, reason), {})
        return {name: Count(*found.get(name, (0, 0))) for name in MEASURES}


def find_court(orders: Sequence[CourtOrder]) -> CourtFigures:
    """Return the figures of a window's orders."""
    currency = _currency(orders)
    tally = _Tally(defaultdict(dict), defaultdict(dict))
    for order in orders:
        _count(tally, order, order.total_minor if order.currency == currency else 0)
        for case in order.cases:
            _stratify(tally, order.partner, case)
    slugs = sorted({one.partner for one in orders})
    stated = {reason for _, reason in tally.counts}
    shrunk = {reason: _shrink(tally, slugs, reason) for reason in sorted({*stated, ""})}
    return CourtFigures(
        currency,
        _group(tally, "", {}),
        tuple(_group(tally, slug, {reason: shrunk[reason][slug] for reason in shrunk}) for slug in slugs),
    )


def _count(tally: _Tally, order: CourtOrder, worth_minor: int) -> None:
    if order.tallied is None:
        order.tallied = tuple(_tallied(order))
    for reason, name, rows in order.tallied:
        for partner in ("", order.partner):
            counted = tally.counts[partner, reason].setdefault(name, [0, 0])
            counted[0] += rows
            counted[1] += worth_minor


def _tallied(order: CourtOrder) -> Iterator[tuple[str, str, int]]:
    """Reason (empty = any), figure and number of rows of everything that an order counts in."""
    reasons = {"", *(one.reason for one in order.cases), *(one.reason for one in order.asks)}
    for reason in sorted(reasons):
        for name, find in MEASURES.items():
            if rows := sum(1 for _ in find(order, reason)):
                yield reason, name, rows


def _stratify(tally: _Tally, partner: str, case: Case) -> None:
    if case.drawn is None:
        return
    told = case.drawn and case.verdict in DECIDED
    said = (True, case.drawn, told, told and case.verdict == CONFIRMED)
    key = (partner, case.stratum or case.reason, case.share_ppm)
    for group in (("", ""), ("", case.reason), (partner, ""), (partner, case.reason)):
        counted = tally.strata[group].setdefault(key, [0, 0, 0, 0])
        for place, one in enumerate(said):
            counted[place] += one


def _shrink(tally: _Tally, slugs: Sequence[str], reason: str) -> dict[str, Shrunk | None]:
    return dict(zip(slugs, shrink_shares([tally.truth(slug, reason) for slug in slugs]), strict=True))


def _group(tally: _Tally, partner: str, shrunk: Mapping[str, Shrunk | None]) -> GroupFigures:
    counts = tally.figures(partner, "")
    by_reason = {
        reason: tally.figures(partner, reason) for of, reason in tally.counts if of == partner and reason
    }
    stated = {reason: found for reason, found in by_reason.items() if found["cases"].rows}
    total = max(counts["cases"].rows, 1)
    reasons = tuple(
        ReasonFigures(
            reason, found["cases"].rows / total, found, tally.truth(partner, reason), shrunk.get(reason)
        )
        for reason, found in sorted(stated.items(), key=lambda item: (-item[1]["cases"].rows, item[0]))
    )
    return GroupFigures(partner, counts, tally.truth(partner, ""), shrunk.get(""), reasons)


def _currency(orders: Sequence[CourtOrder]) -> str:
    """The commonest currency, the first of the alphabet among equals; empty without orders."""
    counted = Counter(one.currency for one in orders)
    return min(counted, key=lambda name: (-counted[name], name), default="")
