"""The partner's right of reply: a verdict is accepted or appealed against, and another person decides (R02, R12).

Who proposed never decides, and whoever filed never does. Silence until the limit lets the verdict stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from otklik.domain.catalogue import make
from otklik.domain.court_cases import CourtCase
from otklik.domain.errors import DomainError
from otklik.domain.events import Event, Ref
from otklik.domain.obligations import Obligation
from otklik.domain.order_state import OrderState
from otklik.domain.parties import find_person
from otklik.domain.stream_state import StreamState
from otklik.domain.verdicts import require_judge
from otklik.domain.world import Store, World

DECISIONS = ("stands", "confirmed", "unverified")
"""What may come of an appeal: the verdict stands, the store was right, or nobody can say."""

SPEAKERS = frozenset({"head", "partner_manager"})
"""Roles whose holders speak for a partner."""

WORDS_MAX = 2000


def decide_accept(
    state: StreamState, world: World, now: datetime, *, case: str, by: str, words: str = ""
) -> Sequence[Event]:
    """The facts of a verdict that the partner accepts: it stands at once.

    Raises
    ------
    DomainError
        `unknown_case`, `no_verdict`, `appeal_over`, `not_the_partner`.
    """
    found = _require_open(state, case)
    _require_speaker(world, found, by)
    said = words.strip()[:WORDS_MAX] or None
    actor = f"person:{by}"
    return [
        make("verdict.accepted", occurred_at=now, actor=actor, source="person", case=case, by=by, words=said),
        make("verdict.final", occurred_at=now, case=case, verdict=found.verdict),
    ]


def decide_file(
    state: StreamState, world: World, now: datetime, *, case: str, by: str, words: str
) -> Sequence[Event]:
    """The fact that the partner disagrees, with its words.

    Raises
    ------
    DomainError
        `unknown_case`, `no_verdict`, `appeal_over`, `not_the_partner`; `words_missing`.
    """
    found = _require_open(state, case)
    _require_speaker(world, found, by)
    if not words.strip():
        raise DomainError(
            "words_missing",
            "An appeal needs words.",
            remedy="Say what happened and who saw it.",
            place="words",
        )
    return [
        make(
            "appeal.filed",
            occurred_at=now,
            actor=f"person:{by}",
            source="person",
            case=case,
            by=by,
            words=words.strip()[:WORDS_MAX],
        )
    ]


def decide_appeal(
    state: StreamState, world: World, now: datetime, *, case: str, decision: str, by: str, words: str
) -> Sequence[Event]:
    """The fact of what another person decided; the verdict becomes final by the standard.

    Parameters
    ----------
    decision
        One of `DECISIONS`.
    words
        Why, for the partner.

    Raises
    ------
    DomainError
        `unknown_case`; `no_appeal`: none was filed, or it is decided; `not_a_judge`; `same_person`: he proposed the
        verdict or filed the appeal; `unknown_decision`; `words_missing`.
    """
    found = _require_case(state, case)
    if not found.appealed_by or found.decision:
        raise DomainError("no_appeal", "No appeal waits for a decision here.", remedy="Look at the case.")
    require_judge(world, by)
    if by in (found.judged_by, found.appealed_by):
        raise DomainError(
            "same_person",
            "Whoever proposed the verdict or filed the appeal can't decide about it.",
            remedy="Ask a second person.",
        )
    if decision not in DECISIONS:
        raise DomainError("unknown_decision", f"{decision!r} is no decision.", remedy=", ".join(DECISIONS))
    if not words.strip():
        raise DomainError("words_missing", "A decision needs words.", remedy="Say why.", place="words")
    return [
        make(
            "appeal.decided",
            occurred_at=now,
            actor=f"person:{by}",
            source="person",
            decision=decision,
            case=case,
            by=by,
            words=words.strip()[:WORDS_MAX],
        )
    ]


def finalise_verdict(state: StreamState, owed: Obligation, world: World, now: datetime) -> Sequence[Event]:
    """The effect by which a verdict becomes final: once a case, as it was proposed or as the appeal was decided."""
    order = state.subject
    case = order.court.get(owed.ref.key) if isinstance(order, OrderState) else None
    if case is None or case.final or not case.verdict:
        return ()
    return (make("verdict.final", occurred_at=now, case=case.case, verdict=standing_verdict(case)),)


def standing_verdict(case: CourtCase) -> str:
    """The verdict that stands by now: what a second person decided, else what was proposed; empty = none yet."""
    return case.verdict if case.decision in ("", "stands") else case.decision


def _require_case(state: StreamState, case: str) -> CourtCase:
    order = state.subject
    found = order.court.get(case) if isinstance(order, OrderState) else None
    if found is None:
        raise DomainError("unknown_case", "There is no such case.", remedy="Look at the queue.")
    return found


def _require_open(state: StreamState, case: str) -> CourtCase:
    found = _require_case(state, case)
    if not found.verdict:
        raise DomainError("no_verdict", "There is no verdict yet.", remedy="Wait for it.")
    owed = state.obligations.get(Ref("appeal", case, 1))
    if owed is None or not owed.is_owed or found.accepted_by or found.appealed_by:
        raise DomainError("appeal_over", "The reply to this verdict is given or its time is over.")
    return found


def _require_speaker(world: World, case: CourtCase, slug: str) -> None:
    person, place = find_person(world, slug), world.stores.get(case.holder)
    own = world.stores.get(person.store) if person else None
    same = own is not None and place is not None and _side_of(own) == _side_of(place)
    if person is None or not person.roles & SPEAKERS or not same:
        raise DomainError(
            "not_the_partner",
            "Only a head or a manager of the partner replies to a verdict.",
            remedy="Ask one of them.",
        )


def _side_of(place: Store) -> str:
    """The partner of a place; a place without one speaks for itself."""
    return place.partner or place.slug
