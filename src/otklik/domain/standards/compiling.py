"""From the tables of the text to the frozen values that the engine reads.

Sugar ends here: a step of a process becomes an obligation, a named set of facts becomes its facts, a duration
becomes a number. Nothing is checked: whatever `compile_standard` receives has passed `checks.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from otklik.domain import catalogue
from otklik.domain.standards.durations import parse_duration, seconds_of
from otklik.domain.standards.mistakes import Path
from otklik.domain.standards.schema import (
    AfterTable,
    Document,
    EvidenceTable,
    FactTable,
    KindTable,
    LadderTable,
    PatternTable,
    PauseTable,
    ProcessStepTable,
    ProcessTable,
    ReasonTable,
    StepTable,
)
from otklik.domain.standards.values import (
    Duration,
    Evidence,
    Kind,
    Ladder,
    NamedCalendar,
    NoticeRules,
    Pattern,
    PauseRule,
    Predicate,
    Process,
    Ready,
    Reason,
    RefusalRules,
    Role,
    Standard,
    Step,
)

Edge = Literal["after", "before", "past"]

PAUSE = "pause.started"
FIRST_FACT = "order.received"
STEP_FACT = "order.closed"
STEP_LADDER, BUYER_LADDER = "step_owed", "step_of_buyer"
"""What every step of a process is waived by and climbs (the buyer's own steps the second, where there is one)."""

READY_FACT = "order.ready"
READY_PARTS = frozenset({"goods.arrived", "paper.present", "appointment.booked"})
"""What the engine derives "ready" from (law 12): a step that waits for it comes after the steps that these meet."""

_STEP_FIELDS: Mapping[Path, Path] = {
    ("debtor",): ("who",),
    ("after",): (),
    ("after", "target"): ("target",),
    ("after", "limit"): ("limit",),
    ("max_pause",): ("pausable",),
    ("pause_on",): ("pausable",),
    ("resume_on",): ("pausable",),
    ("ladder",): (),
    ("when",): (),
}


@dataclass(frozen=True, slots=True)
class WrittenKind:
    """A kind as the text has it: its name, its table, and where each field of it was written."""

    name: str
    table: KindTable
    path: Path
    renamed: Mapping[Path, Path] = field(default_factory=dict)

    def at(self, *place: str | int) -> Path:
        """Path in the text of a field of the kind, whether it was written as a kind or as a step."""
        for length in range(len(place), 0, -1):
            if place[:length] in self.renamed:
                return (*self.path, *self.renamed[place[:length]])
        return (*self.path, *place)

    def party_of(self, clock: str | None) -> str | None:
        """Whose hours a clock of the kind means, where it says debtor or creditor."""
        return {"debtor": self.table.debtor, "creditor": self.table.creditor}.get(clock or "")


def written_kinds(document: Document) -> dict[str, WrittenKind]:
    """Every kind of the document by its name, steps of processes included (`credit.papers`)."""
    kinds = {
        name: WrittenKind(name, table, ("obligation", name)) for name, table in document.obligation.items()
    }
    for process, table in document.process.items():
        names = step_kinds(process, table)
        for step, written in table.step.items():
            if written.kind or not written.who:  # the kind stands elsewhere; without a debtor it is refused
                continue
            name = names[step]
            kind = _step_kind(step, written, written.who, names, table.when)
            if written.who == "buyer" and BUYER_LADDER in document.ladder:
                kind = kind.model_copy(update={"ladder": BUYER_LADDER})
            kinds[name] = WrittenKind(name, kind, ("process", process, "step", step), _STEP_FIELDS)
    return kinds


def step_kinds(process: str, table: ProcessTable) -> dict[str, str]:
    """The kind of each step of a process, by the step's short name."""
    return {step: written.kind or f"{process}.{step}" for step, written in table.step.items()}


def _step_kind(
    step: str, table: ProcessStepTable, who: str, names: Mapping[str, str], when: tuple[str, ...]
) -> KindTable:
    pausable = bool(table.pausable)
    return KindTable.model_construct(
        source=table.source,
        debtor=who,
        opens_on=table.opens_on,
        opens_after=tuple(names.get(one, one) for one in table.opens_after),
        when=when,
        after=table.limit and AfterTable.model_construct(limit=table.limit, target=table.target),
        at_field=table.at_field,
        offset=table.offset,
        clock=table.clock,
        met_by=table.met_by or (_fact("step.done", step),),
        waived_by=table.waived_by or (_fact(STEP_FACT),),
        pause_on=(_fact("pause.started"),) if pausable else (),
        resume_on=(_fact("pause.ended"),) if pausable else (),
        max_pause=table.pausable,
        ladder=STEP_LADDER,
    )


def _fact(on: str, what: str | None = None) -> PatternTable:
    return PatternTable.model_construct(on=on, what=what)


def expand(written: PatternTable, facts: Mapping[str, FactTable]) -> tuple[Pattern, ...]:
    """The facts that one written pattern means: itself, or those of the named set."""
    if written.on not in facts:
        return (Pattern(written.on, written.what, written.where, written.key, written.any_key),)
    return tuple(
        Pattern(
            one.on,
            one.what,
            {**one.where, **written.where},
            written.key or one.key,
            written.any_key or one.any_key,
        )
        for one in facts[written.on].any
    )


def expand_all(written: Iterable[PatternTable], facts: Mapping[str, FactTable]) -> tuple[Pattern, ...]:
    """The facts that a written list means, in its order."""
    return tuple(pattern for one in written for pattern in expand(one, facts))


def compile_standard(document: Document, text: str) -> Standard:
    """The frozen standard that a checked document means.

    Parameters
    ----------
    document
        Checked.
    text
        Its resolved canonical text: kept whole, and hashed.

    Notes
    -----
    Kinds stand in the order in which the engine considers them at one instant: by rank, then by name.
    """
    kinds = [
        _pausable(compile_kind(written, document.fact), document.pause)
        for written in written_kinds(document).values()
    ]
    refusal, notices = document.refusal, document.notices
    return Standard(
        name=document.name,
        version=document.version,
        hash=hashlib.sha256(text.encode()).hexdigest(),
        min_talk_s=seconds_of(document.min_talk),
        claim_backdate_s=seconds_of(document.claim_backdate),
        calendars={
            name: NamedCalendar(table.hours, table.zone) for name, table in sorted(document.calendar.items())
        },
        kinds={kind.name: kind for kind in sorted(kinds, key=lambda kind: (kind.rank, kind.name))},
        ladders={
            name: _ladder(name, table, document.fact) for name, table in sorted(document.ladder.items())
        },
        refusal=RefusalRules(
            refusal.mode,
            seconds_of(refusal.floor),
            {reason: _evidence(one) for reason, one in sorted(refusal.evidence.items())},
            {code: _reason(one) for code, one in refusal.reason.items()},
        ),
        notices=NoticeRules(
            seconds_of(notices.bundle), notices.per_hour, seconds_of(notices.stale), seconds_of(notices.busy)
        ),
        text=text,
        processes=_processes(document, {kind.name: kind for kind in kinds}),
        pauses={
            reason: PauseRule(table.ru, table.en, table.who, seconds_of(table.longest), table.kinds)
            for reason, table in sorted(document.pause.items())
        },
        roles={name: Role(table.ru, table.en) for name, table in sorted(document.party.items())},
    )


def _pausable(kind: Kind, pauses: Mapping[str, PauseTable]) -> Kind:
    """The kind, stopped by nothing but the pauses that name it, where the standard has rules for pauses."""
    if not pauses or not any(one.on == PAUSE and one.what is None for one in kind.pause_on):
        return kind
    reasons = sorted(reason for reason, table in pauses.items() if kind.name in table.kinds)
    rest = tuple(one for one in kind.pause_on if one.on != PAUSE or one.what is not None)
    return replace(kind, pause_on=(*rest, *(Pattern(PAUSE, reason) for reason in reasons)))


def _processes(document: Document, kinds: Mapping[str, Kind]) -> dict[str, Process]:
    found = {}
    for name, table in sorted(document.process.items()):
        ready = table.ready
        found[name] = Process(
            name,
            tuple(_predicate(text) for text in table.when),
            in_order(step_kinds(name, table), kinds),
            Ready(ready.goods, ready.papers, ready.person or "") if ready else None,
            {step: Role(one.ru, one.en) for step, one in table.step.items() if one.ru and one.en},
        )
    return found


def in_order(steps: Mapping[str, str], kinds: Mapping[str, Kind]) -> dict[str, str]:
    """The steps of a process in the order in which they may begin; what may begin together stands by its name.

    Parameters
    ----------
    steps
        Short name → kind.
    """
    depths: dict[str, int] = {}
    for _ in steps:  # no chain is longer than there are steps; a circle is refused
        depths = {name: _depth(kinds[name], depths, kinds) for name in steps.values()}
    return dict(sorted(steps.items(), key=lambda step: (depths[step[1]], step[0])))


def _depth(kind: Kind, depths: Mapping[str, int], kinds: Mapping[str, Kind]) -> int:
    """How many steps come before a kind: those that it waits for, and those that are met by what opens it."""
    if any(pattern.on == FIRST_FACT for pattern in kind.opens_on):
        return 0
    before = [
        name for name in depths if name in kind.opens_after or name != kind.name and _leads(kinds[name], kind)
    ]
    return 1 + max([depths[name] for name in before], default=0)


def _leads(earlier: Kind, later: Kind) -> bool:
    """Whether a fact that meets the one opens the other."""
    return any(
        (met.on == opens.on and met.what in (None, opens.what))
        or (opens.on == READY_FACT and met.on in READY_PARTS)
        for met in earlier.met_by
        for opens in later.opens_on
    ) or any(opens.on.startswith("obligation.") and opens.what == earlier.name for opens in later.opens_on)


def _evidence(table: EvidenceTable) -> Evidence:
    return Evidence(
        table.attempts,
        seconds_of(table.spread),
        seconds_of(table.ring),
        table.hours or "",
        table.channels,
        *(table.talk or "", table.alternatives or ""),
    )


def _reason(table: ReasonTable) -> Reason:
    return Reason(
        table.ru,
        table.en,
        table.by,
        table.of or "",
        table.remedy,
        table.comment,
        table.asks,
        table.passes == "at_once",
    )


def compile_kind(written: WrittenKind, facts: Mapping[str, FactTable]) -> Kind:
    """The frozen kind that a written one means."""
    table = written.table
    return replace(
        _terms(written.name, table),
        opens_on=expand_all(table.opens_on, facts),
        ends_on=expand_all(table.ends_on, facts),
        met_by=tuple(_meets(pattern, table.key) for pattern in expand_all(table.met_by, facts)),
        breached_by=expand_all(table.breached_by, facts),
        waived_by=expand_all(table.waived_by, facts),
        moved_by=expand_all(table.moved_by, facts),
        pause_on=expand_all(table.pause_on, facts),
        resume_on=expand_all(table.resume_on, facts),
    )


def _terms(name: str, table: KindTable) -> Kind:
    """Everything of a kind but the facts that it waits for."""
    return Kind(
        name=name,
        stream=table.stream,
        debtor=table.debtor,
        creditor=table.creditor,
        opens_after=table.opens_after,
        when=tuple(_predicate(text) for text in table.when),
        key=table.key,
        target=_duration(table.after.target if table.after else None),
        limit=_duration(table.after.limit if table.after else None),
        at_field=table.at_field,
        offset=parse_duration(table.offset, signed=True) if table.offset else Duration(0),
        from_field=table.from_field,
        first=_duration(table.first),
        every=_duration(table.every),
        bands=tuple(parse_duration(text) for text in table.bands),
        clock=table.clock,
        min_grade=table.min_grade,
        max_moves=table.max_moves or 0,
        max_pause=_duration(table.max_pause),
        not_before=tuple(other.removesuffix(".limit") for other in table.not_before),
        grace_s=seconds_of(table.grace),
        late=table.late,
        again=table.again,
        takes_over=table.takes_over,
        rank=table.rank,
        on_open=table.on_open,
        on_met=table.on_met,
        on_breach=table.on_breach,
        ladder=table.ladder,
        source=table.source or "",
    )


def _meets(pattern: Pattern, key: str | None) -> Pattern:
    """The pattern, for every open key where its event can't say which (a live talk answers whoever owed one)."""
    event = catalogue.EVENTS.get(pattern.on)
    if key is None or event is None or (pattern.key or key) in event.fields:
        return pattern
    return replace(pattern, any_key=True)


def _duration(text: str | None) -> Duration | None:
    return None if text is None else parse_duration(text)


def _predicate(text: str) -> Predicate:
    name, _, value = text.removeprefix("not ").partition(":")
    return Predicate(name, value or None, text.startswith("not "))


def _ladder(name: str, table: LadderTable, facts: Mapping[str, FactTable]) -> Ladder:
    return Ladder(
        name=name,
        steps=tuple(_step(step) for step in table.step),
        clock=table.clock,
        ack_by=expand_all(table.ack_by, facts),
        lease=_duration(table.lease),
        leases=table.leases or 1,
        repeat=_duration(table.repeat),
        repeats=table.repeats or 0,
    )


def _step(table: StepTable) -> Step:
    edge, delay = edges(table)[0]
    return Step(
        edge=edge,
        delay=parse_duration(delay),
        tell=table.tell,
        by=table.by,
        mode=table.mode,
        each=_duration(table.each) or Duration(120),
        say=table.say or "",
        wake=table.wake,
    )


def edges(table: StepTable) -> list[tuple[Edge, str]]:
    """What a step counts from, with its delay; a checked step has exactly one."""
    written: list[tuple[Edge, str | None]] = [
        ("after", table.after), ("before", table.before), ("past", table.past),
    ]  # fmt: skip
    return [(edge, delay) for edge, delay in written if delay is not None]
