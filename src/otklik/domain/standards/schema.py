"""The schema of a standard's text: every table, every field, and the form of every value.

pydantic refuses what is unknown here (a field, a role, a predicate, an effect, the form of a duration: `forms.py`);
whatever needs two fields or the rest of the document is looked at in `checks.py`. The fields are explained in
docs/howto/write-a-standard.md. A default is never changed once it was shipped: texts that leave a field out are
known by their hash for ever, so another number is another field.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from otklik.domain.events import Grade
from otklik.domain.standards.forms import (
    Channels,
    Closing,
    Conditions,
    Effects,
    Elapsed,
    ElapsedOrNone,
    EqualTo,
    FactName,
    FactText,
    HoursText,
    LimitText,
    Listed,
    Name,
    Names,
    Note,
    Party,
    Receivers,
    Signed,
    StandardName,
    Stream,
    Table,
    Working,
    ZoneName,
)


class PatternTable(Table):
    """Which facts match: `"event"`, `"event:what"` or `{ on, is, where, key, any_key }`."""

    on: str
    what: Annotated[str | None, Field(alias="is", min_length=1, max_length=80)] = None
    where: dict[Name, Annotated[Any, EqualTo]] = Field(default_factory=dict)
    key: Name | None = None
    any_key: bool = False


Facts = Annotated[tuple[Annotated[PatternTable, FactText], ...], Listed]


class CalendarTable(Table):
    """`[calendar.NAME]`: hours in the OpenStreetMap syntax, and their zone."""

    hours: HoursText
    zone: ZoneName


class FactTable(Table):
    """`[fact.NAME]`: any of these facts."""

    any: Facts


class AfterTable(Table):
    """`after = { target, limit }`: times since the opening, on the kind's clock."""

    target: Working | None = None
    limit: Closing


class KindTable(Table):
    """`[obligation.NAME]`: one kind of obligation."""

    source: Note | None = None
    stream: Stream = "order"
    debtor: Party
    creditor: Party = "buyer"
    opens_on: Facts = ()
    opens_after: Names = ()
    when: Conditions = ()
    key: Name | None = None
    after: Annotated[AfterTable | None, LimitText] = None
    at_field: Name | None = None
    offset: Signed | None = None
    from_field: Name | None = None
    first: Elapsed | None = None
    every: Elapsed | None = None
    ends_on: Facts = ()
    bands: Annotated[tuple[Working, ...], Listed] = ()
    clock: str = "debtor"
    met_by: Facts
    min_grade: Grade = "claimed"
    breached_by: Facts = ()
    waived_by: Facts = ()
    moved_by: Facts = ()
    max_moves: Annotated[int, Field(ge=1, le=100)] | None = None
    pause_on: Facts = ()
    resume_on: Facts = ()
    max_pause: Elapsed | None = None
    not_before: Names = ()
    grace: ElapsedOrNone = "0s"
    late: Literal["owed", "over"] = "owed"
    again: Literal["ignore", "new"] = "ignore"
    takes_over: str | None = None
    rank: Annotated[int, Field(ge=1, le=1000)] = 100
    ladder: str | None = None
    on_open: Effects = ()
    on_met: Effects = ()
    on_breach: Effects = ()


class PartyTable(Table):
    """`[party.NAME]`: a role of another party beside those of the closed list, in words."""

    ru: Note
    en: Note


class ProcessStepTable(Table):
    """`[process.NAME.step.STEP]`: one party's part; the obligation NAME.STEP, or the one that `kind` names."""

    source: Note | None = None
    ru: Note | None = None
    en: Note | None = None
    kind: Name | None = None
    who: Party | None = None
    opens_on: Facts = ()
    opens_after: Names = ()
    target: Working | None = None
    limit: Closing | None = None
    at_field: Name | None = None
    offset: Signed | None = None
    clock: str = "debtor"
    met_by: Facts = ()
    waived_by: Facts = ()
    pausable: Elapsed | None = None


class PauseTable(Table):
    """`[pause.REASON]`: what an order may wait for its buyer for, who may say so, how long, and whose clocks stop."""

    ru: Note
    en: Note
    who: Names = ()
    longest: Elapsed
    kinds: Annotated[tuple[str, ...], Listed]


class ReadyTable(Table):
    """`ready` of a process: what must be there before the buyer is told that he may come."""

    goods: bool = True
    papers: Names = ()
    person: Party | None = None


class ProcessTable(Table):
    """`[process.NAME]`: steps of several parties that belong together."""

    when: Conditions = ()
    ready: ReadyTable | None = None
    step: Annotated[dict[Name, ProcessStepTable], Field(min_length=1, max_length=30)]


class StepTable(Table):
    """One step of a ladder."""

    after: ElapsedOrNone | None = None
    before: ElapsedOrNone | None = None
    past: ElapsedOrNone | None = None
    tell: Receivers
    by: Channels
    mode: Literal["together", "in_turn", "first"] = "together"
    each: Elapsed | None = None
    say: Name | None = None
    wake: bool = False


class LadderTable(Table):
    """`[ladder.NAME]`: whom to tell, when, by what, and how often again."""

    clock: str | None = None
    ack_by: Facts = ()
    lease: Elapsed | None = None
    leases: Annotated[int, Field(ge=1, le=100)] | None = None
    repeat: Elapsed | None = None
    repeats: Annotated[int, Field(ge=1, le=100)] | None = None
    step: Annotated[tuple[StepTable, ...], Listed]


class EvidenceTable(Table):
    """`evidence.REASON` of the gate: what a refusal for that reason needs."""

    attempts: Annotated[int, Field(ge=0, le=100)] = 0
    channels: Annotated[int, Field(ge=0, le=10)] = 0
    spread: ElapsedOrNone = "0s"
    ring: ElapsedOrNone = "0s"
    hours: str | None = None
    talk: Literal["instead", "needed"] | None = None
    alternatives: Literal["sought"] | None = None


class ReasonTable(Table):
    """`reason.CODE` of the gate: one reason for a refusal, whose doing it is and what it asks for."""

    ru: Note
    en: Note
    by: Literal["buyer", "store", "marketplace", "carrier", "bank"]
    of: Name | None = None
    remedy: Literal["pay_on_delivery", "fitting", "other_store", "call_again", "none"] = "none"
    comment: Literal["required", "optional"] = "optional"
    asks: Literal["why", "demanded", "none"] = "none"
    passes: Literal["at_once"] | None = None


class RefusalTable(Table):
    """`[refusal]`: the numbers of the refusal gate, and its reasons where they are not the shipped ones."""

    mode: Literal["warn", "park", "block"] = "park"
    floor: ElapsedOrNone = "60m"
    evidence: dict[Name, EvidenceTable] = Field(default_factory=dict)
    reason: Annotated[dict[Name, ReasonTable], Field(max_length=100)] = Field(default_factory=dict)


class NoticesTable(Table):
    """`[notices]`: how messages behave, whatever they are about."""

    bundle: ElapsedOrNone = "60s"
    per_hour: Annotated[int, Field(ge=1, le=1000)] = 20
    stale: Elapsed = "2h"
    busy: Elapsed = "20m"


class Document(Table):
    """The whole text, with `extends` already resolved."""

    name: StandardName
    version: Annotated[int, Field(ge=1, le=1_000_000)]
    min_talk: ElapsedOrNone = "20s"
    claim_backdate: ElapsedOrNone = "2m"
    calendar: dict[Name, CalendarTable] = Field(default_factory=dict)
    party: Annotated[dict[Name, PartyTable], Field(max_length=50)] = Field(default_factory=dict)
    fact: dict[FactName, FactTable] = Field(default_factory=dict)
    obligation: Annotated[dict[Name, KindTable], Field(max_length=300)] = Field(default_factory=dict)
    process: Annotated[dict[Name, ProcessTable], Field(max_length=30)] = Field(default_factory=dict)
    pause: Annotated[dict[Name, PauseTable], Field(max_length=30)] = Field(default_factory=dict)
    ladder: Annotated[dict[Name, LadderTable], Field(max_length=100)] = Field(default_factory=dict)
    refusal: RefusalTable = RefusalTable()
    notices: NoticesTable = NoticesTable()
