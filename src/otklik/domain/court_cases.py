"""One end of an order as a case of the court: what was stated, on what evidence, what the buyer said, the verdict.

The fold from an order's facts. What was on record when the order ended is kept as it was then: an attempt that is
made afterwards proves nothing. Who is asked is `surveys.py`, what follows from the answer is `verdicts.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, Protocol

from otklik.domain.events import Entry

Cause = Literal["refused", "released", "withdrawn"]
Evidence = Literal["none", "thin", "tried", "talk"]

CAUSES: Mapping[str, Cause] = {
    "order.refused": "refused",
    "goods.released": "released",
    "order.withdrawn": "withdrawn",
}
"""Facts that end an order, where they bear a `case`."""

EVIDENCE: tuple[Evidence, ...] = ("none", "thin", "tried", "talk")
"""What was on record: no attempt; fewer attempts than the reason asks for; as many; somebody spoke with the buyer."""


@dataclass(frozen=True, slots=True)
class CourtCase:
    """One end of an order and what became of it.

    Parameters
    ----------
    case
        Which end of the order it is: "1", "2", …
    cause
        refused by the store, released by the clock, withdrawn.
    reason
        Code of the stated reason; `released`, `withdrawn` (by the buyer) or `withdrawn_told` (as staff say) else.
    detail
        Code below the reason; empty = none.
    by
        Slug of who refused, `system`, or empty.
    at, holder
        When, and the slug of the store that answered then.
    premature, unmet
        Refused within the hour; the evidence that the reason asks for and that was not on record.
    attempts, talked
        Since the order came, or came back: how often somebody tried, and whether somebody spoke with the buyer.
    silent
        Whether the buyer had said that nobody contacted him.
    tried
        Attempts of the whole order until then.
    later_talk
        Whether somebody spoke with the buyer after this end.
    drawn
        Whether the buyer is asked; None = not decided.
    plan, stratum, share_ppm
        Of the draw: by which plan, in which stratum, with which chance in millionths.
    answer, means, answered_by
        The buyer's answer, how it came, and who wrote it down; `expired` = none came in time.
    calls
        How often somebody rang the buyer with the question in vain.
    verdict, rule, judged_by
        confirmed, contradicted or unverified; by which rule of the table, or by whom.
    standard, agreed
        Hash of the standard in force, and whether a person of the partner had accepted it.
    accepted_by, appealed_by, decision, decided_by
        The partner's reply, and what a second person decided.
    final
        The verdict that stands; empty = not yet.
    """

    case: str
    cause: Cause
    reason: str
    at: datetime
    holder: str
    detail: str = ""
    by: str = ""
    premature: bool = False
    unmet: tuple[str, ...] = ()
    attempts: int = 0
    talked: bool = False
    silent: bool = False
    tried: int = 0
    later_talk: bool = False
    drawn: bool | None = None
    plan: str = ""
    stratum: str = ""
    share_ppm: int = 0
    answer: str = ""
    means: str = ""
    answered_by: str = ""
    expired: bool = False
    calls: int = 0
    verdict: str = ""
    rule: str = ""
    judged_by: str = ""
    standard: str = ""
    agreed: bool = False
    accepted_by: str = ""
    appealed_by: str = ""
    decision: str = ""
    decided_by: str = ""
    final: str = ""

    @property
    def evidence(self) -> Evidence:
        """What was on record when the order ended."""
        if self.talked:
            return "talk"
        if not self.attempts:
            return "none"
        return "thin" if self.unmet else "tried"

    @property
    def is_contradictory(self) -> bool:
        """Whether the journal itself speaks against what was stated: then the buyer is asked in any case (R02)."""
        refused = self.cause == "refused"
        return self.silent or (refused and (self.premature or bool(self.unmet) or self.evidence == "none"))


Cases = Mapping[str, CourtCase]


class Order(Protocol):
    """What a case takes from its order: `order_state.OrderState` has all of it."""

    @property
    def court(self) -> Cases:
        """The cases so far."""

    @property
    def holder(self) -> str:
        """Slug of the store that answers now."""

    @property
    def contact_attempts(self) -> int:
        """How often somebody tried in vain."""

    @property
    def live_contact_at(self) -> datetime | None:
        """When somebody first spoke with the buyer."""

    @property
    def said_silent(self) -> bool:
        """Whether the buyer said that nobody contacted him."""


def cases_after(order: Order, entry: Entry) -> Cases:
    """The cases of an order after one more fact.

    Parameters
    ----------
    order
        Before the fact; its own `court` holds the cases so far.
    entry
        Any entry of its stream.
    """
    kind, data = entry.event.kind, entry.event.data
    if kind in CAUSES:
        return _ended(order, entry) if data.get("case") else order.court
    if kind == "contact.reached":
        return _talked(order) if data.get("live") else order.court
    fold = _FOLDS.get(kind)
    case = order.court.get(str(data.get("case", ""))) if fold else None
    return order.court if case is None or fold is None else {**order.court, case.case: fold(case, entry)}


def last_case(order: Order) -> CourtCase | None:
    """The latest end of an order, or None where it never ended."""
    return next(reversed(list(order.court.values())), None)


def _ended(order: Order, entry: Entry) -> Cases:
    event, data = entry.event, entry.event.data
    last, cause = last_case(order), CAUSES[entry.event.kind]
    talked = order.live_contact_at is not None if last is None else last.later_talk
    case = CourtCase(
        case=str(data["case"]),
        cause=cause,
        reason=_reason(cause, entry),
        detail=str(data.get("detail") or ""),
        by=str(data.get("by") or ""),
        at=event.occurred_at,
        holder=order.holder,
        premature=bool(data.get("premature")),
        unmet=tuple(data.get("unmet") or ()),
        attempts=order.contact_attempts - (last.tried if last else 0),
        talked=talked,
        silent=order.said_silent,
        tried=order.contact_attempts,
    )
    return {**order.court, case.case: case}


def _reason(cause: Cause, entry: Entry) -> str:
    data = entry.event.data
    if cause == "refused":
        return str(data["reason"])
    if cause == "withdrawn" and data["said_by"] != "buyer":
        return "withdrawn_told"
    return cause


def _talked(order: Order) -> Cases:
    last = last_case(order)
    return order.court if last is None else {**order.court, last.case: replace(last, later_talk=True)}


def _drawn(case: CourtCase, entry: Entry) -> CourtCase:
    data = entry.event.data
    return replace(
        case,
        drawn=entry.event.kind == "survey.drawn",
        plan=data.get("plan") or "",
        stratum=data.get("stratum") or "",
        share_ppm=data.get("share_ppm") or 0,
    )


def _answered(case: CourtCase, entry: Entry) -> CourtCase:
    data = entry.event.data
    means, by = data.get("means") or "", data.get("by") or ""
    return replace(case, answer=data["answer"], means=means, answered_by=by)


def _judged(case: CourtCase, entry: Entry) -> CourtCase:
    data = entry.event.data
    return replace(
        case,
        verdict=data["verdict"],
        rule=data.get("rule") or "",
        judged_by=data.get("by") or "",
        standard=data.get("standard") or "",
        agreed=bool(data.get("agreed")),
    )


def _decided(case: CourtCase, entry: Entry) -> CourtCase:
    data = entry.event.data
    return replace(case, decision=data["decision"], decided_by=data.get("by") or "")


_FOLDS: Mapping[str, Callable[[CourtCase, Entry], CourtCase]] = {
    "survey.drawn": _drawn,
    "survey.passed": _drawn,
    "survey.called": lambda case, entry: replace(case, calls=case.calls + 1),
    "survey.answered": _answered,
    "survey.expired": lambda case, entry: replace(case, expired=True),
    "verdict.proposed": _judged,
    "verdict.accepted": lambda case, entry: replace(case, accepted_by=entry.event.data.get("by") or ""),
    "appeal.filed": lambda case, entry: replace(case, appealed_by=entry.event.data.get("by") or ""),
    "appeal.decided": _decided,
    "verdict.final": lambda case, entry: replace(case, final=entry.event.data.get("verdict") or case.verdict),
}
"""What each later fact of a case says."""

TOUCHING = frozenset({*CAUSES, *_FOLDS, "contact.reached"})
"""Facts that may change a case; any other leaves all of them as they are."""
