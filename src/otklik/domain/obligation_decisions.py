"""What an administrator may do to an obligation: give it another instant, another debtor, or another verdict.

Law 1: an open obligation changes by such a journalled fact alone; a past verdict is never rewritten, the later finding
stands beside it. Law 8: a hold is never retimed to before the answers that the store owes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Event, Ref
from otklik.domain.obligations import Obligation, Verdict
from otklik.domain.parties import kind_of
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World


def _obligation(state: StreamState, ref: Ref) -> Obligation:
    one = state.obligations.get(ref)
    if one is None:
        raise DomainError(
            "unknown_obligation",
            f"There is no obligation {ref.kind} {ref.key!r} here.",
            remedy="`otklik order show` lists what is owed.",
        )
    return one


def _why(why: str) -> str:
    if not why.strip():
        raise DomainError("why_missing", "This needs a reason in words.", place="why")
    return why.strip()


def decide_retime(
    state: StreamState,
    world: World,
    now: datetime,
    *,
    ref: Ref,
    limit_at: datetime,
    why: str,
    actor: str,
) -> Sequence[Event]:
    """The fact that an open obligation is due at another instant.

    Parameters
    ----------
    ref
        Which.
    limit_at
        Aware UTC, later than now.
    why
        In words that any reader of the journal may see; nothing personal.

    Raises
    ------
    DomainError
        `unknown_obligation`, `obligation_closed`, `limit_in_the_past`, `limit_too_early`: before a limit which this
        kind must not precede (`not_before`), `why_missing`.
    """
    one = _obligation(state, ref)
    if one.state != "open":
        raise DomainError(
            "obligation_closed",
            f"{ref.kind} is {one.state}: only an open obligation can be retimed.",
            place="ref",
        )
    if limit_at <= now:
        raise DomainError("limit_in_the_past", "A limit lies ahead of now.", place="limit_at")
    floors = kind_of(one, world).not_before
    if any(other.limit_at > limit_at for key, other in state.obligations.items() if key.kind in floors):
        raise DomainError(
            "limit_too_early",
            f"{ref.kind} may not end before {' and '.join(floors)} (law 8).",
            remedy="Name a later instant.",
            place="limit_at",
        )
    return [_fact("obligation.retimed", ref, now, actor, limit_at=limit_at, why=_why(why))]


def decide_hand(
    state: StreamState, world: World, now: datetime, *, ref: Ref, debtor: str, why: str, actor: str
) -> Sequence[Event]:
    """The fact that another party owes it from now on; its instants stay (a leaver's promises).

    Parameters
    ----------
    debtor
        `<role>:<slug>` of a place or a person of the world, or a bare role.

    Raises
    ------
    DomainError
        `unknown_obligation`, `obligation_closed`, `same_debtor`, `why_missing`.
    """
    one = _obligation(state, ref)
    if not one.is_owed:
        raise DomainError("obligation_closed", f"Nobody owes {ref.kind} any more.", place="ref")
    if debtor == one.debtor:
        raise DomainError("same_debtor", f"{debtor} owes {ref.kind} already.", place="debtor")
    return [_fact("obligation.handed", ref, now, actor, debtor=debtor, why=_why(why))]


def decide_rejudge(
    state: StreamState, world: World, now: datetime, *, ref: Ref, verdict: Verdict, why: str, actor: str
) -> Sequence[Event]:
    """The fact that a closed or breached obligation is seen otherwise now; its first verdict stays beside it.

    Raises
    ------
    DomainError
        `unknown_obligation`, `not_judged`, `same_verdict`, `why_missing`.
    """
    one = _obligation(state, ref)
    if one.verdict is None:
        raise DomainError("not_judged", f"{ref.kind} has no verdict yet.", place="ref")
    if verdict == (one.rejudged or one.verdict):
        raise DomainError("same_verdict", f"{ref.kind} is judged {verdict} already.", place="verdict")
    return [_fact("obligation.rejudged", ref, now, actor, verdict=verdict, why=_why(why))]


def _fact(kind: str, ref: Ref, now: datetime, actor: str, **fields: Any) -> Event:
    return make(
        kind,
        occurred_at=now,
        actor=actor,
        source="person",
        kind=ref.kind,
        key=ref.key,
        n=ref.n,
        **fields,
    )
