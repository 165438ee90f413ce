"""What an audit or a report found: figures with their uncertainty, ready to be written, drawn or compared.

Values only; `analytics/audit.py` fills them, `web/findings*.py` shows them. Sections that the source can't answer are
None: that is said as "not in this file", never as zero. Every `figure` is a name by which
`evidence.rows_behind` gives the orders behind it (law 14): ``answers/in_target``, those of its whole
``answers/in_target/all``, of one store ``by/store/NAME/answers/in_target``, of an hour of the week
``week/0/13/answers/in_target``. In a NAME ``%`` and ``/`` are written ``%25`` and ``%2F``.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole with its 95 % interval (Wilson).

    Parameters
    ----------
    figure
        Name of the orders in `part`; those of `whole` have the name with ``/all`` behind it.
    part, whole
        Counts, 0 <= part <= whole.
    low, high
        Bounds of the share, 0 to 1; (0, 1) where `whole` is 0.
    few
        Too few orders to judge anybody by (law 13).
    """

    figure: str
    part: int
    whole: int
    low: float
    high: float
    few: bool


@dataclass(frozen=True, slots=True)
class Spread:
    """Percentiles of a span of time in seconds; None where nothing was measured. `whole` orders have that span."""

    figure: str
    whole: int
    p50_s: int | None
    p90_s: int | None
    p95_s: int | None


@dataclass(frozen=True, slots=True)
class Band:
    """One band of the standard: orders answered in it, by working time and by the wall clock.

    Parameters
    ----------
    name
        Upper edge as the standard writes it (``10m``, ``1wd``); ``later`` beyond the last; ``never`` for no answer.
    working, wall
        Shares of all orders that were owed an answer; an order is in one band, so each column adds up to 1. None for
        `wall` where the edge is in working days: by the wall such an order is ``later``.
    """

    name: str
    working: Share
    wall: Share | None


@dataclass(frozen=True, slots=True)
class Answers:
    """How soon buyers were answered (R30, R31)."""

    bands: tuple[Band, ...]
    in_target: Share
    in_limit: Share
    working: Spread
    wall: Spread
    silent: Share
    first_thing: Share
    """Of the orders from outside opening hours: answered within the limit from the opening."""
    completed_silently: Share | None
    """Of the kept: without any answer on record (R06). None where the source does not say how orders ended."""


@dataclass(frozen=True, slots=True)
class Reason:
    """How often a refusal's stated reason was given, and how often prematurely."""

    name: str
    share: Share
    premature: Share | None


@dataclass(frozen=True, slots=True)
class Refusals:
    """How orders were refused (R01, R04, R06); what needs the instant of the refusal is None without it."""

    refused: Share
    premature: Share | None
    """Refused in less than an hour by the wall clock from the order; of the refused."""
    without_contact: Share | None
    without_reason: Share | None
    reasons: tuple[Reason, ...]
    """The 50 most frequent."""
    wall: Spread | None


@dataclass(frozen=True, slots=True)
class Promises:
    """Delivery promises (R24): kept, late, or with no end on record by the end of the observation."""

    kept: Share
    late: Share
    unknown: Share
    late_by: Spread
    early_by: Spread


@dataclass(frozen=True, slots=True)
class Delivery:
    """From order to hand-over and to the door; wall and working time. None where the source lacks the instant."""

    handed_over: Spread | None
    handed_over_working: Spread | None
    delivered: Spread | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many orders ended in one way of `frames.OUTCOMES`, and what they were worth."""

    name: str
    share: Share
    amount_minor: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """One store, channel, trade … with the figures that are compared; None: not in this source."""

    name: str
    orders: int
    in_target: Share | None
    silent: Share | None
    p50_s: int | None
    premature: Share | None
    kept: Share | None
    promises: Share | None
    amount_minor: int | None
    lost_minor: int | None


@dataclass(frozen=True, slots=True)
class Grouping:
    """All groups of one of `frames.DIMENSIONS`, largest first; what is beyond the first 200 is summed in `rest`."""

    dimension: str
    groups: tuple[Group, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class HourCell:
    """Orders placed in one hour of the local week: weekday 0 = Monday, hour 0–23, p50 of the working wait.

    Hours without an order have no cell.
    """

    weekday: int
    hour: int
    orders: int
    in_target: Share | None
    p50_s: int | None


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The share of orders still unanswered after a working delay: Kaplan–Meier, with Greenwood's interval (log-log).

    Parameters
    ----------
    delay_s
        Working seconds from the order.
    share, low, high
        0 to 1.
    at_risk
        Orders that were neither answered nor censored before.
    """

    delay_s: int
    share: float
    low: float
    high: float
    at_risk: int


@dataclass(frozen=True, slots=True)
class DelayBin:
    """Sales kept among the orders answered within one span of delay and since ended.

    Parameters
    ----------
    name
        Band of the standard, ``later`` or ``never``.
    from_s, to_s
        Working seconds, more than `from_s` and at most `to_s`; None where an edge is in working days or there is none.
    raw
        The plain share.
    adjusted, low, high
        The share as it would be with the mix of stores and hours of all compared orders (direct standardisation over
        store × hour of the day), with its 95 % interval; None where too few orders of the bin can be compared.
    covered
        Share of all orders of the curve that lie in strata where this bin stands beside another.
    """

    name: str
    from_s: int | None
    to_s: int | None
    raw: Share
    adjusted: float | None
    low: float | None
    high: float | None
    covered: float


@dataclass(frozen=True, slots=True)
class LossCurve:
    """What a minute costs (R13): who is still waiting, and how many sales are kept by how long they waited.

    Parameters
    ----------
    waiting
        Kaplan–Meier; orders that ended or were still open without an answer are censored then.
    bins
        In order of delay.
    slope_share, slope_low, slope_high
        Change of the kept share per hour of working delay within store and hour, among the orders answered by the last
        timed band (3 h), with its 95 % interval; None where it can't be estimated.
    caveats
        Codes of what can't be concluded, of `losses.CAVEATS`; each has a sentence in the words of the report.
    """

    waiting: tuple[CurvePoint, ...]
    bins: tuple[DelayBin, ...]
    slope_share: float | None
    slope_low: float | None
    slope_high: float | None
    caveats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Money:
    """What is at stake, in minor units of one currency.

    Parameters
    ----------
    orders_minor, kept_minor, lost_minor
        All orders; those whose sale was kept; those that ended otherwise.
    late_lost_minor, silent_lost_minor, premature_lost_minor
        Of the lost: answered beyond the limit; never answered; refused prematurely. An order may be in two.
    excess_minor, excess_low_minor, excess_high_minor
        What would have been kept besides, had all late and silent orders the kept share of those answered in the target
        at the same store and hour, with its 95 % interval; an upper bound of what attention can bring, no forecast.
        None where they can't be compared.
    """

    currency: str
    orders_minor: int
    kept_minor: int
    lost_minor: int
    late_lost_minor: int | None
    silent_lost_minor: int | None
    premature_lost_minor: int | None
    excess_minor: int | None
    excess_low_minor: int | None
    excess_high_minor: int | None


@dataclass(frozen=True, slots=True)
class WorstOrder:
    """One of the ten worst orders: its row, number, and what happened."""

    row: int
    number: str
    placed_s: int
    store: str
    why: str
    """Code: ``silent_lost``, ``premature``, ``late_lost``, ``late``, ``promise_broken``."""
    waited_s: int
    """Working time to the answer, else to the order's end or that of the observation; for a broken promise, from it."""
    outcome: str
    amount_minor: int | None


@dataclass(frozen=True, slots=True)
class Norms:
    """The numbers of the standard that orders are judged by.

    Parameters
    ----------
    bands
        Upper edges as the standard writes them, ascending: ``10m`` … ``1wd``.
    target_s, limit_s
        Working seconds to the first answer.
    target_days, limit_days
        Where not None, the answer is due at the closing of so many working days after, and the seconds don't count.
    premature_s
        Wall seconds before which a refusal is premature.
    few
        A share of fewer orders than this is shown, but not judged.
    trade
        Trade whose norms these are; empty for the standard's own.
    """

    bands: tuple[str, ...] = ("10m", "20m", "60m", "2h", "3h", "1wd")
    target_s: int = 1_200
    limit_s: int = 3_600
    premature_s: int = 3_600
    few: int = 20
    trade: str = ""
    target_days: int | None = None
    limit_days: int | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that was found; None where the source can't answer, and `absent` names what it lacks.

    Parameters
    ----------
    version
        Of this shape; a frozen report keeps the one it was made with.
    norms
        Per trade; the first is the default.
    hours
        The expressions in force, with their zones, for the head of the report.
    from_s, until_s
        First order placed; end of the observation; seconds since 1970 UTC.
    zone
        IANA zone of the hours of the week and of dates in the report.
    orders
        Orders in the frame.
    phone_left
        Confirmed by telephone among those where the buyer left a number (R32).
    absent
        Fields of the frame that the source does not know.
    """

    version: int
    norms: tuple[Norms, ...]
    hours: tuple[str, ...]
    zone: str
    from_s: int
    until_s: int
    orders: int
    answers: Answers | None
    refusals: Refusals | None
    promises: Promises | None
    delivery: Delivery | None
    outcomes: tuple[Outcome, ...] | None
    phone_left: Share | None
    groupings: tuple[Grouping, ...]
    week: tuple[HourCell, ...]
    curve: LossCurve | None
    money: Money | None
    worst: tuple[WorstOrder, ...]
    absent: tuple[str, ...]


def write_findings(value: Any) -> str:
    """Return findings, a source or both as canonical JSON: sorted keys, no spaces, the same bytes for the same values.

    Parameters
    ----------
    value
        A dataclass of this module or of `frames`, or a mapping of such.
    """
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return round(value, 6)
    return value
