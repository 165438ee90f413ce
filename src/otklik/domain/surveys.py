"""The one question to the buyer after an order ended: whom it goes to, what he may answer, what is recorded (R02, R03).

Who is asked is decided by the partner's plan, as it was recorded: a case that the journal itself speaks against is
always asked, any other with the chance of its stratum. The draw is a function of the plan's seed and the case's name,
so that anybody can draw again and get the same (`otklik court redraw`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from otklik.domain.catalogue import make
from otklik.domain.court_cases import CourtCase, last_case
from otklik.domain.errors import DomainError
from otklik.domain.events import Event, Grade, Ref
from otklik.domain.locales import Locale, Words, choose_locale
from otklik.domain.obligations import Obligation
from otklik.domain.order_decisions import require_not_erased
from otklik.domain.order_state import OrderState
from otklik.domain.stream_state import StreamState
from otklik.domain.world import Sampling, World

ANSWERS: Mapping[str, Words] = {
    "would_have_bought": {
        "ru": "Со мной не связались, я бы купил(а)",
        "en": "Nobody contacted me, I would have bought",
    },
    "not_ready_to_prepay": {"ru": "Не хочу платить заранее", "en": "I would rather not pay in advance"},
    "wanted_try_on": {"ru": "Хочу сначала примерить", "en": "I want to try it on first"},
    "terms": {"ru": "Не договорились об условиях", "en": "We did not agree on the terms"},
    "no_goods": {"ru": "Товара не оказалось", "en": "The goods were not there"},
    "found_elsewhere": {"ru": "Купил(а) в другом месте", "en": "I bought it elsewhere"},
    "changed_mind": {"ru": "Передумал(а)", "en": "I changed my mind"},
    "refused_myself": {"ru": "Отказался(лась) сам(а)", "en": "I cancelled it myself"},
    "other": {"ru": "Другое", "en": "Something else"},
}
"""What a buyer may answer, in the order in which it is offered; neutral, nobody is accused."""

WANTS = frozenset({"would_have_bought"})
"""Answers of a buyer who would have bought."""

CERTAIN = "certain:"
"""Put before the reason in the stratum of a case that is asked in any case."""

EVERYBODY = "*"
"""The stratum of reasons that the plan has not met yet."""

ALL_PPM = 1_000_000
"""The chance of whoever is asked for certain, in millionths."""

_SPAN = 2**64


@dataclass(frozen=True, slots=True)
class Draw:
    """Whether a case is asked: by which plan, in which stratum, with which chance in millionths."""

    plan: str
    stratum: str
    share_ppm: int
    is_drawn: bool


def is_drawn(seed: str, stream: str, case: str, share_ppm: int) -> bool:
    """Whether a case falls into the sample: the same for ever, for the same four values.

    Parameters
    ----------
    seed
        Of the plan.
    stream, case
        Which end of which order.
    share_ppm
        Chance in millionths; 0 = never, a million = always.
    """
    digest = hashlib.sha256(f"{seed}|{stream}|{case}".encode()).digest()
    return int.from_bytes(digest[:8]) * ALL_PPM < share_ppm * _SPAN


def draw_of(stream: str, case: CourtCase, sampling: Sampling | None) -> Draw:
    """Whether the buyer of a case is asked.

    Parameters
    ----------
    stream
        Of the order.
    case
        As it stood when the order ended.
    sampling
        The partner's plan; None = nobody planned, then everybody is asked.
    """
    plan = sampling.plan if sampling else ""
    if case.is_contradictory:
        return Draw(plan, f"{CERTAIN}{case.reason}", ALL_PPM, True)
    if sampling is None:
        return Draw(plan, case.reason, ALL_PPM, True)
    share = sampling.shares.get(case.reason, sampling.shares.get(EVERYBODY, ALL_PPM))
    return Draw(plan, case.reason, share, is_drawn(sampling.seed, stream, case.case, share))


def draw_survey(state: StreamState, owed: Obligation, world: World, now: datetime) -> Sequence[Event]:
    """The effect by which the question is drawn or passed over, once a case; nothing for orders of the past."""
    order = state.subject
    if not isinstance(order, OrderState) or order.history or order.erased:
        return ()
    case = order.court.get(owed.ref.key)
    if case is None or case.drawn is not None:
        return ()
    place = world.stores.get(case.holder)
    draw = draw_of(state.stream, case, place.sampling if place else None)
    fields: dict[str, Any] = {
        "cause": case.cause,
        "case": case.case,
        "plan": draw.plan or None,
        "stratum": draw.stratum,
        "share_ppm": draw.share_ppm,
    }
    if not draw.is_drawn:
        return (make("survey.passed", occurred_at=now, **fields),)
    return (make("survey.drawn", occurred_at=now, survey=case.case, **fields),)


@dataclass(frozen=True, slots=True)
class SurveyCard:
    """What the page of a question shows: the order, the store, whether he has answered, and what came of it.

    Parameters
    ----------
    cause
        refused, released or withdrawn.
    answer
        His answer; empty = not yet.
    reopened
        Whether the order is open again, so that somebody calls him.
    """

    survey: str
    number: str
    locale: Locale
    zone: str
    store: str
    store_phone: str
    cause: str
    answer: str = ""
    reopened: bool = False


def card_of(state: StreamState, world: World, *, survey: str) -> SurveyCard:
    """What the page of a question shows.

    Parameters
    ----------
    state
        Of an `order/` stream.
    world
        With the store that holds the order.

    Raises
    ------
    DomainError
        `unknown_survey`: no such question, or the order was erased.
    """
    order, owed = state.subject, find_survey(state, survey)
    case = order.court.get(survey) if isinstance(order, OrderState) and not order.erased else None
    if owed is None or case is None:
        raise DomainError("unknown_survey", "There is no such question.", remedy="Use the newest link.")
    store = world.store(order.holder)
    return SurveyCard(
        survey=survey,
        number=order.number,
        locale=choose_locale(order.locale, choose_locale(store.locale)),
        zone=order.buyer_zone or store.calendar.zone,
        store=store.name,
        store_phone=store.phone,
        cause=case.cause,
        answer=case.answer,
        reopened=bool(case.answer) and order.is_open,
    )


def find_survey(state: StreamState, survey: str) -> Obligation | None:
    """The question of that key, whatever became of it; None where none was asked."""
    return state.obligations.get(Ref("survey", survey, 1))


def decide_answer(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    survey: str,
    answer: str,
    means: str,
    words: str = "",
    by: str = "",
) -> Sequence[Event]:
    """The facts of an answer; after the first one only words are noted, and the answer stays.

    Parameters
    ----------
    survey
        Key of the question.
    answer
        A code of `ANSWERS`; empty where only words are sent after the answer.
    means
        link, page or call; `deed` is `answer_by_deed`.
    words
        What he wrote or said beside it.
    by
        Slug of who wrote it down; empty = he himself.

    Raises
    ------
    DomainError
        `unknown_survey`: he was not asked; `survey_over`: the time is over; `unknown_answer`.
    """
    order, owed, said = state.subject, find_survey(state, survey), words.strip()
    if not isinstance(order, OrderState) or owed is None or survey not in order.court:
        raise DomainError("unknown_survey", "There is no such question.", remedy="Use the newest link.")
    require_not_erased(order)
    actor = f"person:{by}" if by else "buyer"
    if order.court[survey].answer:
        return (
            [make("order.noted", occurred_at=now, actor=actor, source="person", words=said)] if said else []
        )
    if not owed.is_owed:
        raise DomainError("survey_over", "The time to answer is over.", remedy="Call the store.")
    if answer not in ANSWERS:
        raise DomainError(
            "unknown_answer", f"{answer!r} is no answer.", remedy=f"Use one of: {', '.join(ANSWERS)}."
        )
    grade: Grade = "recorded" if by else "confirmed"
    facts = {"answer": answer, "survey": survey, "case": survey, "means": means, "by": by or None}
    return [_said("survey.answered", now, actor, grade, **facts, words=said or None)]


def answer_by_deed(state: StreamState, now: datetime) -> Sequence[Event]:
    """The answer of a buyer who takes his order up again while he is asked: he would have bought. Nothing else."""
    order = state.subject
    case = last_case(order) if isinstance(order, OrderState) else None
    owed = find_survey(state, case.case) if case else None
    if case is None or case.answer or owed is None or not owed.is_owed:
        return ()
    facts = {"answer": "would_have_bought", "survey": case.case, "case": case.case, "means": "deed"}
    return (_said("survey.answered", now, "buyer", "confirmed", **facts),)


def _said(kind: str, now: datetime, actor: str, grade: Grade, **fields: Any) -> Event:
    return make(kind, occurred_at=now, actor=actor, source="person", grade=grade, **fields)


def decide_call(
    state: StreamState, world: World, now: datetime, *, survey: str, outcome: str, by: str
) -> Sequence[Event]:
    """The fact that somebody rang the buyer with the question and got no answer.

    Parameters
    ----------
    outcome
        no_answer, busy, wrong_number or declined.
    by
        Slug of who rang.

    Raises
    ------
    DomainError
        `unknown_survey`, `survey_over`, `unknown_outcome`.
    """
    owed = find_survey(state, survey)
    if owed is None:
        raise DomainError("unknown_survey", "There is no such question.")
    if not owed.is_owed:
        raise DomainError("survey_over", "The time to answer is over.", remedy="Take the next one.")
    if outcome not in CALL_OUTCOMES:
        raise DomainError("unknown_outcome", f"{outcome!r} is no outcome of such a call.", place="outcome")
    return [
        make(
            "survey.called",
            occurred_at=now,
            actor=f"person:{by}",
            source="person",
            outcome=outcome,
            survey=survey,
            case=survey,
            by=by,
        )
    ]


CALL_OUTCOMES: Mapping[str, Words] = {
    "no_answer": {"ru": "Не ответил(а)", "en": "No answer"},
    "busy": {"ru": "Занято", "en": "Busy"},
    "wrong_number": {"ru": "Номер не тот", "en": "Wrong number"},
    "declined": {"ru": "Не хочет отвечать", "en": "Would rather not say"},
}
"""How a call with the question may end without an answer."""
