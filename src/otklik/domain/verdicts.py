"""The verdict on a stated reason: one table, reason × evidence × answer → confirmed, contradicted or unverified.

The first row that fits decides; the last one fits everything, so that nothing is left without a verdict. `person` in
the table means that paper and word disagree where no rule should decide: the case stays in the queue (`/court`).
`web/court_rules.py` shows this very table. ADR 0037.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from otklik.domain.catalogue import make
from otklik.domain.court_cases import EVIDENCE, CourtCase, Evidence, last_case
from otklik.domain.errors import DomainError
from otklik.domain.events import Event, Ref, Source
from otklik.domain.locales import Words
from otklik.domain.obligations import Obligation
from otklik.domain.order_state import OrderState
from otklik.domain.parties import find_person
from otklik.domain.refusal_reasons import SHIPPED, reasons_of
from otklik.domain.releases import goods_held
from otklik.domain.stream_state import StreamState
from otklik.domain.surveys import ANSWERS, WANTS
from otklik.domain.world import World

Verdict = Literal["confirmed", "contradicted", "unverified"]
VERDICTS: tuple[Verdict, ...] = ("confirmed", "contradicted", "unverified")

NO_ANSWER = ""
"""Stands for an answer that did not come in time."""

REASONS = (
    "not_ready_to_prepay", "wanted_try_on", "not_contacted", "extra_demands", "found_elsewhere", "changed_mind",
    "no_goods", "delivery_unsuitable", "goods_unsuitable", "price_unsuitable", "not_paid", "unreachable",
    "not_delivered", "credit_declined", "duplicate", "technical", "cancelled_at_source", "other", "released",
    "withdrawn_told", "withdrawn",
)  # fmt: skip
"""Reasons that the table knows: those of a refusal, and the three ends for which nobody stated one."""

JUDGES = frozenset({"administrator", "second_person"})
"""Roles of the marketplace whose holders decide what the table leaves to a person."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: for which reasons, evidence and answers (empty = any), what is proposed, and why in plain words."""

    id: str
    reasons: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    answers: tuple[str, ...]
    verdict: Verdict | Literal["person"]
    why: Words

    def fits(self, reason: str, evidence: Evidence, answer: str) -> bool:
        """Whether the row is about this case."""
        return (
            (not self.reasons or reason in self.reasons)
            and (not self.evidence or evidence in self.evidence)
            and (not self.answers or answer in self.answers)
        )


_OWN_WILL = ("changed_mind", "found_elsewhere", "refused_myself")
_UNPAID = (*_OWN_WILL, "not_ready_to_prepay", "wanted_try_on", "terms")
_UNTALKED: tuple[Evidence, ...] = ("none", "thin", "tried")


def _same(reason: str, *answers: str) -> Rule:
    return Rule(
        f"same-{reason.replace('_', '-')}",
        (reason,),
        (),
        answers,
        "confirmed",
        {"ru": "Покупатель говорит то же самое.", "en": "The buyer says the same."},
    )


def _finer(reason: str, *answers: str) -> Rule:
    why: Words = {
        "ru": "Ответ не расходится с указанным и уточняет его.",
        "en": "The answer agrees with what was stated, and says more.",
    }
    return Rule(f"finer-{reason.replace('_', '-')}", (reason,), (), answers, "confirmed", why)


RULES: tuple[Rule, ...] = (
    Rule(
        "no-answer", (), (), (NO_ANSWER,), "unverified",
        {"ru": "Покупатель не ответил: причина осталась со слов магазина.",
         "en": "The buyer did not answer: the reason rests on the store's word."},
    ),
    Rule(
        "admitted", ("not_contacted",), _UNTALKED, (), "confirmed",
        {"ru": "Магазин сам указал, что не связался, и в журнале разговора нет.",
         "en": "The store itself says that nobody got in touch, and the journal holds no talk."},
    ),
    Rule(
        "third-party", ("not_delivered", "credit_declined", "duplicate", "technical"), (), (), "person",
        {"ru": "Причина не у магазина и не у покупателя: решает человек.",
         "en": "The reason lies with neither store nor buyer: a person decides."},
    ),
    Rule(
        "talk-and-word", (), ("talk",), ("would_have_bought",), "person",
        {"ru": "Разговор записан, а покупатель говорит, что с ним не связались: решает человек.",
         "en": "A talk is on record and the buyer says that nobody got in touch: a person decides."},
    ),
    Rule(
        "tried-and-word", ("unreachable",), ("tried",), ("would_have_bought",), "person",
        {"ru": "Магазин дозванивался как положено, а покупатель готов купить: решает человек.",
         "en": "The store tried as the standard asks and the buyer would have bought: a person decides."},
    ),
    Rule(
        "would-have-bought", (), _UNTALKED, ("would_have_bought",), "contradicted",
        {"ru": "Покупатель купил бы, разговора с ним в журнале нет.",
         "en": "The buyer would have bought, and the journal holds no talk with him."},
    ),
    Rule(
        "no-attempt", ("unreachable",), ("none",), (), "contradicted",
        {"ru": "Указано «не дозвонились», а попыток в журнале нет.",
         "en": "“Can't be reached” was stated, and no attempt is on record."},
    ),
    Rule(
        "talked-after-all", ("unreachable", "not_contacted"), ("talk",), (), "contradicted",
        {"ru": "Указано, что связи не было, а разговор в журнале есть.",
         "en": "No contact was stated, and a talk is on record."},
    ),
    Rule(
        "tried", ("unreachable",), ("tried",), (), "confirmed",
        {"ru": "Попытки сделаны как положено, и покупатель не возражает.",
         "en": "The attempts were made as the standard asks, and the buyer says nothing against it."},
    ),
    Rule(
        "few-attempts", ("unreachable",), ("thin",), (), "person",
        {"ru": "Попытки есть, но меньше, чем просит стандарт: решает человек.",
         "en": "There were attempts, but fewer than the standard asks for: a person decides."},
    ),
    Rule(
        "vague", (), (), ("other",), "person",
        {"ru": "Ответ «другое» читает человек.", "en": "A person reads the answer “something else”."},
    ),
    _same("not_ready_to_prepay", "not_ready_to_prepay"),
    _same("wanted_try_on", "wanted_try_on"),
    _same("extra_demands", "terms"),
    _same("found_elsewhere", *_OWN_WILL),
    _same("changed_mind", *_OWN_WILL),
    _same("no_goods", "no_goods"),
    _finer("delivery_unsuitable", *_OWN_WILL, "terms"),
    _finer("goods_unsuitable", *_OWN_WILL, "wanted_try_on"),
    _finer("price_unsuitable", *_OWN_WILL, "terms"),
    _finer("not_paid", *_UNPAID),
    _finer("cancelled_at_source", *_UNPAID),
    _finer("released", *_UNPAID),
    _finer("withdrawn_told", *_UNPAID),
    _finer("withdrawn", *_UNPAID, "no_goods"),
    Rule(
        "other-stated", ("other",), (), (), "person",
        {"ru": "Указано «другое»: слова обеих сторон читает человек.",
         "en": "“Other” was stated: a person reads the words of both."},
    ),
    Rule(
        "another-reason", (), (), (), "contradicted",
        {"ru": "Покупатель называет другую причину.", "en": "The buyer names another reason."},
    ),
)  # fmt: skip
"""The whole table, read from the top. A change of a row is a change of ADR 0037."""


def rule_for(reason: str, evidence: Evidence, answer: str) -> Rule:
    """The first row of the table that fits; there always is one.

    Parameters
    ----------
    reason
        A code of `REASONS`; whoever has reasons of his own asks `family_of` first.
    evidence
        What was on record when the order ended.
    answer
        A code of `surveys.ANSWERS`, or `NO_ANSWER`.
    """
    return next(rule for rule in RULES if rule.fits(reason, evidence, answer))


def family_of(reason: str, parents: Mapping[str, str]) -> str:
    """The reason of the table that a reason of a standard belongs to: itself, else the nearest above it, else other.

    Parameters
    ----------
    parents
        Code → code of the reason that it is a part of; empty at the top.
    """
    seen: set[str] = set()
    while reason not in REASONS and reason not in seen:
        seen.add(reason)
        reason = parents.get(reason, "")
    return reason if reason in REASONS else "other"


def list_cells() -> list[tuple[str, Evidence, str]]:
    """Every reason × evidence × answer that there can be."""
    answers = (NO_ANSWER, *ANSWERS)
    return [(reason, evidence, answer) for reason in REASONS for evidence in EVIDENCE for answer in answers]


def rule_of_case(case: CourtCase, world: World) -> Rule:
    """The row of the table that decides a case as it stands."""
    return rule_for(family_of(case.reason, _parents(case, world)), case.evidence, case.answer)


def _parents(case: CourtCase, world: World) -> Mapping[str, str]:
    """Which reason each is a part of, in the list of the store's standard and in the shipped one."""
    place = world.stores.get(case.holder)
    standard = world.standards.get(place.standard) if place else None
    return {code: reason.of or "" for code, reason in {**SHIPPED, **reasons_of(standard)}.items()}


def propose_verdict(state: StreamState, owed: Obligation, world: World, now: datetime) -> Sequence[Event]:
    """The effect by which the table speaks when the answer is there, or did not come: once a case.

    Notes
    -----
    Nothing where the table leaves it to a person: then the verdict is owed, and stands in the queue.
    """
    case = _case_of(state, owed.ref.key)
    if case is None or case.verdict or not (case.answer or case.expired):
        return ()
    rule = rule_of_case(case, world)
    if rule.verdict == "person":
        return ()
    return _proposed(state, case, world, now, verdict=rule.verdict, rule=rule.id, by="", actor="system")


def decide_propose(
    state: StreamState, world: World, now: datetime, *, case: str, verdict: str, by: str
) -> Sequence[Event]:
    """The facts of a verdict that a person gives where the table leaves it to one.

    Parameters
    ----------
    case
        Key of the case.
    verdict
        One of `VERDICTS`.
    by
        Slug of the person.

    Raises
    ------
    DomainError
        `unknown_case`; `verdict_given`: there is one already; `not_asked_yet`: the answer is still awaited;
        `unknown_verdict`; `not_a_judge`: he is none of the marketplace's.
    """
    found = _case_of(state, case)
    if found is None:
        raise DomainError("unknown_case", "There is no such case.", remedy="Look at the queue.")
    if found.verdict:
        raise DomainError("verdict_given", "This case has its verdict.", remedy="Look at the case.")
    if not (found.answer or found.expired):
        raise DomainError("not_asked_yet", "The buyer's answer is still awaited.", remedy="Wait for it.")
    if verdict not in VERDICTS:
        raise DomainError("unknown_verdict", f"{verdict!r} is no verdict.", remedy=", ".join(VERDICTS))
    require_judge(world, by)
    rule = rule_of_case(found, world).id
    return _proposed(state, found, world, now, verdict=verdict, rule=rule, by=by, actor=f"person:{by}")


def require_judge(world: World, slug: str) -> None:
    """Return if a person may decide for the marketplace.

    Raises
    ------
    DomainError
        `not_a_judge`: not an administrator or second person of the marketplace's own place.
    """
    person = find_person(world, slug)
    if person is None or not person.roles & JUDGES or person.store != world.marketplace:
        raise DomainError(
            "not_a_judge",
            "Only an administrator or a second person of the marketplace decides that.",
            remedy="Ask one of them.",
        )


def _case_of(state: StreamState, key: str) -> CourtCase | None:
    order = state.subject
    return order.court.get(key) if isinstance(order, OrderState) else None


def _proposed(
    state: StreamState,
    case: CourtCase,
    world: World,
    now: datetime,
    *,
    verdict: str,
    rule: str,
    by: str,
    actor: str,
) -> Sequence[Event]:
    source: Source = "person" if by else "system"
    standard = _standard_of(state, case)
    place = world.stores.get(case.holder)
    proposed = make(
        "verdict.proposed",
        occurred_at=now,
        actor=actor,
        source=source,
        verdict=verdict,
        case=case.case,
        rule=rule,
        reason=case.reason,
        answer=case.answer or None,
        by=by or None,
        standard=standard or None,
        agreed=bool(place and place.agreed and place.agreed == standard),
    )
    back = _brought_back(state.subject, case, world, now) if verdict == "contradicted" else ()
    return (proposed, *back)


def _standard_of(state: StreamState, case: CourtCase) -> str:
    """Hash of the standard under which the order ended: the one that the question was opened by."""
    question = state.obligations.get(Ref("question", case.case, 1))
    return question.standard if question else ""


HERE = ("ordered", "reserved", "released")
"""States of goods that nobody else has bought meanwhile."""


def _brought_back(order: OrderState, case: CourtCase, world: World, now: datetime) -> Sequence[Event]:
    """The order opened anew, its goods set aside again; nothing where they are gone or the buyer ended it himself."""
    if order.is_open or order.phase == "completed" or last_case(order) != case:
        return ()
    if case.answer not in WANTS or case.reason == "withdrawn":
        return ()
    if not all(line.state in HERE for line in order.lines):
        return ()
    reopened = make("order.reopened", occurred_at=now, cause="contradicted")
    return (reopened, *goods_held(order, world, occurred_at=now))
