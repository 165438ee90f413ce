"""What the Monday letter to a partner says: three orders saved, three lost, in money, and one piece of advice.

Saved is a refusal that a remedy averted, and an order that was over, opened anew and sold. Lost is an order that ended
without anybody having spoken with the buyer. Why it was lost is the first row of `CAUSES` that fits; the advice is that
of the cause that cost most. Few orders are shown and make no share (law 13).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from otklik.analytics.past_orders import PastOrder

SHOWN = 3
"""So many orders a letter tells of, each way."""

LOST = {"refused": "refused_at", "released": "released_at", "withdrawn": "withdrawn_at"}
"""Outcomes that are a sale lost, and the instant of each."""


@dataclass(frozen=True, slots=True)
class Week:
    """What a letter is about.

    Parameters
    ----------
    partner, name
        Slug, and what people call it.
    monday
        ISO date of its first day, in `zone`.
    from_s, to_s
        The week in seconds since 1970 UTC; the second is not included.
    premature_s
        Norm: a refusal earlier after the order than this is premature, by the wall clock.
    orders
        Placed in the week.
    owed, in_limit
        Of these: owed an answer, and answered in time; both 0 where nobody was owed one.
    few
        Norm: a share of fewer orders is not said.
    agreed
        Whether somebody of the partner accepted the standard that is in force.
    """

    partner: str
    name: str
    monday: str
    zone: str
    from_s: int
    to_s: int
    currency: str
    premature_s: int
    orders: int
    owed: int
    in_limit: int
    few: int
    agreed: bool


@dataclass(frozen=True, slots=True)
class LetterOrder:
    """One order of a letter.

    Parameters
    ----------
    id, number
        What its address has, and what its shop calls it.
    why
        Of a saved one the remedy, or `reopened`; of a lost one a name of `CAUSES`.
    amount_minor
        What was saved or lost.
    after_s
        Seconds of the wall clock from the order until then.
    attempts
        How often somebody had tried to reach the buyer.
    """

    id: str
    number: str
    why: str
    amount_minor: int
    after_s: int
    attempts: int


@dataclass(frozen=True, slots=True)
class Part:
    """Orders saved or lost: the dearest of them, and how many there are in all, worth what."""

    shown: tuple[LetterOrder, ...]
    count: int
    amount_minor: int


@dataclass(frozen=True, slots=True)
class PartnerLetter:
    """A letter before it has words.

    Parameters
    ----------
    advice
        A name of `CAUSES`; empty where nothing was lost.
    advice_part
        The orders lost for that cause.
    """

    week: Week
    saved: Part
    lost: Part
    advice: str
    advice_part: Part

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to tell: no order came, none was saved and none lost."""
        return not (self.week.orders or self.saved.count or self.lost.count)

    @property
    def says_share(self) -> bool:
        """Whether enough orders were owed an answer for a share to mean anything."""
        return self.week.owed >= self.week.few


def write_partner_letter(past: Iterable[PastOrder], week: Week) -> PartnerLetter:
    """The letter about a week.

    Parameters
    ----------
    past
        The partner's orders, those of weeks before among them: what was placed then may be saved or lost now.
    week
        Amounts in another currency than its own are left out, and so is imported history.
    """
    own = [one for one in past if not one.state.history and one.state.currency == week.currency]
    lost = [one for order in own if (one := _lost(order, week)) is not None]
    by_cause = {name: _part([one for one in lost if one.why == name]) for name in CAUSES}
    advice = max(by_cause, key=lambda name: (by_cause[name].amount_minor, by_cause[name].count))
    saved = [one for order in own if (one := _saved(order, week)) is not None]
    return PartnerLetter(week, _part(saved), _part(lost), advice if lost else "", by_cause[advice])


def _part(found: Sequence[LetterOrder]) -> Part:
    dearest = sorted(found, key=lambda one: (-one.amount_minor, one.number, one.id))
    return Part(tuple(dearest[:SHOWN]), len(found), sum(one.amount_minor for one in found))


def _told(order: PastOrder, why: str, at_s: int, amount_minor: int) -> LetterOrder:
    return LetterOrder(
        id=order.stream.partition("/")[2],
        number=order.state.number,
        why=why,
        amount_minor=amount_minor,
        after_s=at_s - order.instants["placed_at"],
        attempts=order.attempts,
    )


def _saved(order: PastOrder, week: Week) -> LetterOrder | None:
    if order.outcome not in ("open", "kept"):
        return None
    resold_s = order.instants.get("resold_at")
    if resold_s is not None and week.from_s <= resold_s < week.to_s:
        return _told(order, "reopened", resold_s, order.state.total_minor)
    rescued_s = order.instants.get("rescued_at")
    if rescued_s is None or not week.from_s <= rescued_s < week.to_s:
        return None
    worth = order.state.total_minor if order.rescued_minor is None else order.rescued_minor
    return _told(order, order.remedy, rescued_s, worth)


def _lost(order: PastOrder, week: Week) -> LetterOrder | None:
    end_s = order.instants.get(LOST.get(order.outcome, ""))
    if end_s is None or not week.from_s <= end_s < week.to_s:
        return None
    live_at = order.state.live_contact_at
    if live_at is not None and live_at.timestamp() <= end_s:
        return None
    told = _told(order, "", end_s, order.state.total_minor)
    why = next(name for name, fits in CAUSES.items() if fits(order, told, week))
    return _told(order, why, end_s, order.state.total_minor)


Fits = Callable[[PastOrder, LetterOrder, Week], bool]

CAUSES: Mapping[str, Fits] = {
    "premature": lambda order, told, week: (
        order.outcome == "refused"
        and not told.attempts
        and (order.premature or told.after_s < week.premature_s)
    ),
    "waited_out": lambda order, told, week: order.outcome == "released" and not told.attempts,
    "gave_up": lambda order, told, week: order.outcome == "withdrawn",
    "no_goods": lambda order, told, week: order.reason == "no_goods",
    "not_paid": lambda order, told, week: order.reason == "not_paid" and not told.attempts,
    "never_tried": lambda order, told, week: not told.attempts,
    "not_reached": lambda order, told, week: True,
}
"""Why an order was lost, the first that fits: each has an advice of its own (`channels/wording/partner_letters.py`)."""
