"""What comes of an order of the demo that was refused, let go or never answered: who saves it, what its buyer says.

Sellers refuse as insurance; some heads save the order meanwhile, some buyers complain, and of those who are asked why
an order ended about half answer, by what they really wanted. Everything is drawn by dice of its own, so that the rest
of the demo's life stays as it is.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from otklik.simulation import cast, shopping
from otklik.simulation.plans import Plan

SAVED = 0.3
"""Share of hasty refusals whose order the head saves while the refusal is parked."""

COMPLAINS = 0.15
"""Share of them whose buyer says meanwhile that nobody got in touch."""

REPLIES = 0.55
"""Share of buyers who answer the question."""

BY_CALL = 0.2
"""Share of the answers that somebody of the office writes down on the phone."""

CALLED = 0.85
"""Share of orders that came back and are called at once."""

SOLD = 0.7
"""Share of those that are sold after all."""

INSURES: Mapping[bool, tuple[str, ...]] = {
    True: ("not_paid", "not_paid", "not_paid", "no_goods", "changed_mind"),
    False: ("unreachable", "unreachable", "unreachable", "no_goods", "changed_mind"),
}
"""Reasons that a hasty seller writes, by whether payment in advance is asked."""

REMEDIES: Mapping[str, str] = {"no_goods": "replacement", "not_paid": "pay_on_delivery"}
"""What saves an order, by the reason of its refusal; a fitting else."""

WANTED: Mapping[str, Mapping[str, int]] = {
    "hasty": {
        "would_have_bought": 46, "not_ready_to_prepay": 15, "wanted_try_on": 8, "found_elsewhere": 13,
        "changed_mind": 12, "other": 6,
    },
    "silent": {"would_have_bought": 52, "found_elsewhere": 27, "changed_mind": 14, "refused_myself": 4, "other": 3},
    "talked": {"changed_mind": 16, "found_elsewhere": 8, "would_have_bought": 3, "other": 3},
}  # fmt: skip
"""What buyers really wanted, by how their order ended; of whom somebody spoke with, 70 more mean what was written."""

MEANT: Mapping[str, str] = {"extra_demands": "terms"}
"""A seller's reason → what a buyer calls it, where that is another word."""

HELD_FOR = timedelta(hours=18)
APPEALS, ACCEPTS = 0.3, 0.35
"""Shares of the verdicts against a store to which its head objects, and which he accepts."""

OBJECTIONS = (
    "Звонили с личного телефона, в журнале этого нет.",
    "Покупатель сам сказал, что подумает.",
    "Товар был один, его продали в зале.",
)
"""What heads write when they object."""

DECIDED: Mapping[str, str] = {
    "stands": "Звонка в журнале нет, покупатель подтверждает своё слово.",
    "unverified": "Слово против слова: вывод снят.",
}
"""What the second person writes, by the decision."""

How = Literal["hasty", "silent", "talked"]


@dataclass(frozen=True, slots=True)
class _End:
    """How an order is going to end, when about, and with which reason."""

    how: How
    at: datetime
    reason: str = ""


def plan_after(plan: Plan, dice: random.Random, ordered_at: datetime, *, paid: bool) -> None:
    """Write down what people do about the order's end, if it is going to have a sad one.

    Parameters
    ----------
    plan
        With what the seller is going to do.
    dice
        Of these questions alone.
    ordered_at
        Aware UTC.
    paid
        Whether money comes: then nothing is let go.
    """
    end = _end_of(plan, ordered_at, paid=paid)
    if end is None:
        return
    head = cast.head(plan.store)
    if end.how == "hasty" and head is not None:
        refused_at = next(one.at for one in plan.deeds if one.does == "refuse")
        saves = dice.random() < SAVED
        if dice.random() < COMPLAINS:
            plan.does(refused_at + timedelta(minutes=dice.uniform(20, 90)), "say_silent")
            saves = saves or dice.random() < SAVED
        if saves:
            called_at = plan.after(refused_at, dice.triangular(8, 240, 25))
            saved_at = max(refused_at + timedelta(minutes=1), min(called_at, end.at - timedelta(minutes=4)))
            remedy = REMEDIES.get(end.reason, "fitting")
            plan.does(saved_at, "rescue", head.slug, remedy=remedy, reason=end.reason)
            _hand_over(plan, dice, saved_at)
            return
    if dice.random() < REPLIES:
        _reply(plan, dice, end)


def _end_of(plan: Plan, ordered_at: datetime, *, paid: bool) -> _End | None:
    due_at = plan.after(plan.calendar.next_opening(ordered_at), 60)
    hold_ends_at = max(ordered_at + HELD_FOR, due_at)
    for deed in sorted(plan.deeds, key=lambda one: one.at):
        if deed.does == "refuse":
            reason = str(deed.data["reason"])
            ends_at = hold_ends_at if reason == "not_paid" else max(deed.at, due_at)
            return _End("hasty", ends_at, reason)
        if deed.does == "answer" and deed.data.get("then") == "refuse":
            return _End("talked", max(deed.at, due_at), str(deed.data["reason"]))
        if deed.does == "withdraw":
            return _End("silent", deed.at)
        if deed.does in ("answer", "outcome", "confirm"):
            return None
    return None if paid else _End("silent", hold_ends_at)


def _reply(plan: Plan, dice: random.Random, end: _End) -> None:
    """The buyer answers the question; what comes of it, if he would have bought."""
    shares = dict(WANTED[end.how])
    if end.how == "talked":
        shares[MEANT.get(end.reason, end.reason)] = shares.get(end.reason, 0) + 70
    answer = shopping.drawn(dice, shares)
    answered_at = _by_day(end.at + timedelta(hours=dice.triangular(0.5, 50, 6)))
    by_call = dice.random() < BY_CALL
    means = {"means": "call"} if by_call else {"means": dice.choice(("link", "page"))}
    plan.does(answered_at, "say_why", "olga" if by_call else "buyer", answer=answer, **means)
    judged_at = answered_at + timedelta(hours=dice.uniform(3, 30))
    plan.does(judged_at, "judge", "admin", verdict="unverified" if dice.random() < 0.6 else "contradicted")
    if answer == "would_have_bought" and dice.random() < CALLED:
        _call_back(plan, dice, answered_at)
    _object(plan, dice, judged_at)


def _by_day(at: datetime) -> datetime:
    """An instant of the buyer's day: what would be said at night is said in the morning."""
    local = at.astimezone(ZoneInfo(cast.MOSCOW))
    if 8 <= local.hour < 22:
        return at
    morning = local.replace(hour=9, minute=local.minute)
    return (morning if local.hour < 8 else morning + timedelta(days=1)).astimezone(at.tzinfo)


def _call_back(plan: Plan, dice: random.Random, answered_at: datetime) -> None:
    """An order that came back is called first; most such buyers still want it."""
    who = cast.head(plan.store) or cast.sellers(plan.store)[0]
    called_at = plan.after(plan.calendar.next_opening(answered_at), dice.triangular(3, 55, 9))
    sold = dice.random() < SOLD
    told = {"then": "confirm"} if sold else {"then": "withdraw", "words": "Уже купили в другом месте."}
    plan.does(called_at, "answer", who.slug, talk_s=dice.randrange(40, 240), **told)
    if sold:
        _hand_over(plan, dice, called_at)


def _hand_over(plan: Plan, dice: random.Random, at: datetime) -> None:
    day_at = plan.calendar.next_opening(at + timedelta(hours=dice.triangular(3, 40, 17)))
    plan.does(plan.after(day_at, dice.uniform(20, 200)), "complete", "system")


def _object(plan: Plan, dice: random.Random, judged_at: datetime) -> None:
    """The store accepts a verdict against it, or objects, and a second person decides."""
    head, turn = cast.head(plan.store), dice.random()
    if head is None or turn >= APPEALS + ACCEPTS:
        return
    replied_at = plan.after(plan.calendar.next_opening(judged_at + timedelta(hours=2)), dice.uniform(10, 300))
    if turn >= APPEALS:
        plan.does(replied_at, "accept", head.slug)
        return
    plan.does(replied_at, "appeal", head.slug, words=dice.choice(OBJECTIONS))
    decided_at = _by_day(replied_at + timedelta(hours=dice.uniform(4, 40)))
    decision = "stands" if dice.random() < 0.65 else "unverified"
    plan.does(decided_at, "decide_appeal", "oleg", decision=decision, words=DECIDED[decision])
