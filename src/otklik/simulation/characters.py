"""How the demo's people are: what becomes of an order, planned at the moment at which it arrives.

Everything follows from the seed, the order's number and its instant, so the same demo lives the same life. Delays run
on the store's own working time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from otklik.domain.events import instant_text
from otklik.domain.stores import calendar_of
from otklik.simulation import cast, goods, refusals, shopping
from otklik.simulation.cast import Member
from otklik.simulation.deeds import Deed
from otklik.simulation.plans import Plan


@dataclass(frozen=True, slots=True)
class Character:
    """How somebody answers.

    Parameters
    ----------
    answers
        Share of orders that get his answer in his usual time.
    soonest_m, usual_m, latest_m
        Working minutes until then.
    late
        Share of the others that he remembers after hours.
    hasty
        Share that he refuses within minutes, without a word to the buyer.
    """

    answers: float
    soonest_m: int
    usual_m: int
    latest_m: int
    late: float = 0.5
    hasty: float = 0.0


CHARACTERS: Mapping[str, Character] = {
    "prompt": Character(0.97, 1, 4, 16),
    "steady": Character(0.93, 2, 7, 30),
    "slow": Character(0.88, 10, 30, 150),
    "forgetful": Character(0.65, 2, 9, 40, late=0.55),
    "hasty": Character(0.55, 2, 8, 30, hasty=0.35),
    "wary": Character(0.6, 2, 9, 40, late=0.55, hasty=0.12),
    "asleep": Character(0.2, 20, 90, 300, late=0.2),
}

HELPED = 0.5
"""Share of forgotten orders for which the ladder finds somebody else."""

SAID = {"confirm": 70, "attempt": 12, "promise": 8, "refuse": 6, "withdraw": 3, "thinks": 1}
"""What comes of a first call, by share."""


def plan_order(arrival: Deed) -> list[Deed]:
    """What people will do about an order that arrives, in no particular order.

    Parameters
    ----------
    arrival
        A deed `order`.
    """
    seed, number, store = arrival.data["seed"], arrival.data["number"], arrival.data["store"]
    rng = shopping.dice(seed, number, "life")
    hours = next(place.hours for place in cast.PLACES if place.slug == store)
    order = shopping.arriving(seed, number, at=arrival.at, store=store).order
    plan = Plan(rng, arrival.stream, store, calendar_of(hours), order.payment == "prepaid", [])
    paid = plan.prepaid and rng.random() < 0.7
    if paid:
        paid_at = arrival.at + timedelta(minutes=rng.triangular(2, 900, 25))
        plan.does(paid_at, "pay", amount_minor=order.total_minor, payment=f"pay-{number}")
    answer = _answerer(plan, arrival.at)
    if answer is not None:
        _answer(plan, *answer)
    elif rng.random() < 0.18:
        plan.does(arrival.at + timedelta(hours=rng.uniform(2, 15)), "withdraw", words="Никто не позвонил.")
    refusals.plan_after(plan, shopping.dice(seed, number, "court"), arrival.at, paid=paid)
    _end(plan, arrival.at, paid=paid)
    return plan.deeds


def _end(plan: Plan, at: datetime, *, paid: bool) -> None:
    """What people forgot ends by itself: paid goods are handed over without a word, or the money is asked back."""
    handed = paid and plan.rng.random() < 0.7
    ends_at = plan.after(plan.calendar.next_opening(at + timedelta(hours=plan.rng.uniform(30, 60))), 90)
    if handed:
        plan.does(ends_at, "complete", "system")
    else:
        plan.does(ends_at + timedelta(hours=40), "withdraw", words="Так никто и не ответил.")


def _answerer(plan: Plan, at: datetime) -> tuple[Member, datetime] | None:
    """Who answers and when; None where nobody ever does. A hasty seller refuses instead."""
    rng, opens_at = plan.rng, plan.calendar.next_opening(at)
    seller = rng.choice(cast.sellers(plan.store))
    character = CHARACTERS[seller.character]
    turn = rng.random()
    if turn < character.hasty:
        reason = rng.choice(refusals.INSURES[plan.prepaid])
        comment = rng.choice(goods.REFUSALS[reason])
        plan.does(
            plan.after(opens_at, rng.triangular(2, 50, 9)),
            "refuse",
            seller.slug,
            reason=reason,
            comment=comment,
        )
        return None
    if turn < character.hasty + character.answers:
        minutes = rng.triangular(character.soonest_m, character.latest_m, character.usual_m)
        return seller, plan.after(opens_at, minutes)
    if rng.random() < HELPED:
        return _helper(plan, opens_at)
    if rng.random() < character.late:
        return seller, plan.after(opens_at, rng.triangular(70, 600, 150))
    return None


def _helper(plan: Plan, opens_at: datetime) -> tuple[Member, datetime]:
    """Whom the ladder wakes: the head, or the call centre."""
    head = cast.head(plan.store)
    if head is not None and plan.rng.random() < 0.6:
        return head, plan.after(opens_at, plan.rng.triangular(16, 58, 22))
    colleague = plan.rng.choice(cast.sellers("call-centre"))
    return colleague, plan.after(opens_at, plan.rng.triangular(31, 75, 38))


def _answer(plan: Plan, who: Member, at: datetime) -> None:
    said = shopping.drawn(plan.rng, SAID)
    if said == "attempt":
        again_m = plan.rng.choice((40, 60, 90, 120))
        plan.does(at, "outcome", who.slug, outcome="no_answer", again_m=again_m)
        at = plan.calendar.next_opening(at + timedelta(minutes=again_m) * plan.rng.triangular(0.6, 1.6, 0.85))
        said = "confirm" if plan.rng.random() < 0.7 else "thinks"
    if plan.rng.random() < 0.4:
        plan.does(at - timedelta(minutes=plan.rng.uniform(0.5, 4)), "take", who.slug)
    talk_s = plan.rng.randrange(35, 260) if plan.rng.random() < 0.6 else None
    note = plan.rng.choice(goods.NOTES) if plan.rng.random() < 0.08 else ""
    if said == "confirm" and talk_s is None:
        plan.does(at, "outcome", who.slug, outcome="confirmed", words=note)
    else:
        plan.does(at, "answer", who.slug, **_outcome(plan, said, at), talk_s=talk_s, note=note)
    if said == "promise":
        at = _keep(plan, who, at)
    if said in ("confirm", "promise"):
        _hand_over(plan, at)


def _outcome(plan: Plan, said: str, at: datetime) -> dict[str, object]:
    """What the seller writes down after the talk."""
    if said == "refuse":
        reason = plan.rng.choice(
            ("wanted_try_on", "not_ready_to_prepay", "found_elsewhere", "changed_mind", "extra_demands")
        )
        return {"then": "refuse", "reason": reason, "comment": plan.rng.choice(goods.REFUSALS[reason])}
    if said == "promise":
        until_at = plan.after(at, plan.rng.choice((60, 90, 120, 240)))
        what = plan.rng.choice(goods.PROMISES)
        return {"then": "promise", "until_at": instant_text(until_at), "what": what, "store": plan.store}
    return {"then": said} if said in ("confirm", "withdraw") else {}


def _keep(plan: Plan, who: Member, at: datetime) -> datetime:
    """The promised word: most in time, some moved in time, some forgotten; returns when the buyer is sure."""
    until = plan.deeds[-1].data["until_at"]
    until_at = datetime.fromisoformat(until)
    turn = plan.rng.random()
    if turn < 0.68:
        kept_at = at + (until_at - at) * plan.rng.uniform(0.4, 0.97)
    elif turn < 0.8:
        later_at = plan.after(until_at, 120)
        moved_at = at + (until_at - at) * plan.rng.uniform(0.5, 0.9)
        plan.does(moved_at, "move", who.slug, until_at=instant_text(later_at))
        kept_at = moved_at + (later_at - moved_at) * plan.rng.uniform(0.3, 0.95)
    else:
        kept_at = plan.after(until_at, plan.rng.triangular(15, 300, 60))
    plan.does(kept_at, "keep", who.slug)
    sure_at = kept_at + timedelta(seconds=plan.rng.randrange(20, 90))
    plan.does(sure_at, "confirm", who.slug)
    return sure_at


def _hand_over(plan: Plan, at: datetime) -> None:
    """The goods reach the buyer within a day or two, by day; some buyers never come for them and say so."""
    if plan.rng.random() < 0.94:
        day_at = plan.calendar.next_opening(at + timedelta(hours=plan.rng.triangular(3, 40, 17)))
        over_at = plan.after(day_at, plan.rng.uniform(20, 200))
        plan.does(over_at, "complete", "system")
    else:
        over_at = at + timedelta(hours=plan.rng.uniform(20, 60))
        plan.does(over_at, "withdraw", words="Уже не нужно.")
    told_at = at + timedelta(hours=22)
    while told_at < over_at:
        plan.does(told_at, "note", "system", words=plan.rng.choice(goods.ON_THE_WAY))
        told_at += timedelta(hours=22)
