"""The standard as the engine reads it: compiled, frozen, without text or defaults left to guess.

`loading.parse_standard` makes these values from TOML; nothing else constructs them outside tests.
Field meanings are those of the schema (docs/howto/write-a-standard.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from otklik.domain.events import Grade


@dataclass(frozen=True, slots=True)
class Duration:
    """A length on some clock: whole seconds, or `working_days` closings ("2wd"); exactly one is set."""

    seconds: int = 0
    working_days: int | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which facts match: an event, its sub-kind, equal fields, and where the obligation's key comes from.

    Parameters
    ----------
    on
        Event kind; `obligation.<transition>` matches consequences as well as events.
    what
        Value of the event's declared sub-kind field; None = any.
    where
        Field → required value (a list = any of); `live` is the predicate of law 4.
    key
        Take the obligation's key from this field instead of the kind's own `key`.
    any_key
        Matches every open key of the kind.
    """

    on: str
    what: str | None = None
    where: Mapping[str, Any] = field(default_factory=dict)
    key: str | None = None
    any_key: bool = False


@dataclass(frozen=True, slots=True)
class Predicate:
    """A condition on the stream's own state: name, wanted value ("payment:credit") and negation."""

    name: str
    value: str | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of obligation: who owes what to whom, on whose clock, and what follows."""

    name: str
    stream: str = "order"
    debtor: str = "store"
    """A role of the closed list, or `field:<name>`: the party named by the opening event."""
    creditor: str = "buyer"
    opens_on: tuple[Pattern, ...] = ()
    opens_after: tuple[str, ...] = ()
    when: tuple[Predicate, ...] = ()
    key: str | None = None
    target: Duration | None = None
    limit: Duration | None = None
    at_field: str | None = None
    offset: Duration = Duration(0)
    from_field: str | None = None
    first: Duration | None = None
    every: Duration | None = None
    ends_on: tuple[Pattern, ...] = ()
    bands: tuple[Duration, ...] = ()
    clock: str = "debtor"
    """debtor, creditor, store, marketplace, wall, or the name of a `[calendar.*]`."""
    met_by: tuple[Pattern, ...] = ()
    min_grade: Grade = "claimed"
    breached_by: tuple[Pattern, ...] = ()
    waived_by: tuple[Pattern, ...] = ()
    moved_by: tuple[Pattern, ...] = ()
    max_moves: int = 0
    pause_on: tuple[Pattern, ...] = ()
    resume_on: tuple[Pattern, ...] = ()
    max_pause: Duration | None = None
    not_before: tuple[str, ...] = ()
    """Names of kinds whose limit this kind's limit never precedes."""
    grace_s: int = 0
    late: Literal["owed", "over"] = "owed"
    again: Literal["ignore", "new"] = "ignore"
    takes_over: str | None = None
    rank: int = 100
    on_open: tuple[str, ...] = ()
    on_met: tuple[str, ...] = ()
    on_breach: tuple[str, ...] = ()
    ladder: str | None = None
    source: str = ""
    """Requirement ids or a note, for explanations."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a ladder: when, whom, by which channels, saying what."""

    edge: Literal["after", "before", "past"]
    """after = since opening, before = ahead of the limit, past = since the limit."""
    delay: Duration
    tell: tuple[str, ...]
    by: tuple[str, ...]
    mode: Literal["together", "in_turn", "first"] = "together"
    each: Duration = Duration(120)
    say: str = ""
    wake: bool = False


@dataclass(frozen=True, slots=True)
class Ladder:
    """Escalation policy: the steps, what acknowledges, for how long, how often again."""

    name: str
    steps: tuple[Step, ...]
    clock: str | None = None
    """None = the kind's clock; `holder` = the present holder's hours (live); wall; a `[calendar.*]`."""
    ack_by: tuple[Pattern, ...] = ()
    lease: Duration | None = None
    leases: int = 1
    repeat: Duration | None = None
    repeats: int = 0


@dataclass(frozen=True, slots=True)
class NamedCalendar:
    """A `[calendar.*]` of the standard: hours and zone (`buyer` = the buyer's zone, else IANA)."""

    hours: str
    zone: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a refusal for one reason needs: attempts, in how many channels, spread, ring, hours, a talk, a look."""

    attempts: int = 0
    spread_s: int = 0
    ring_s: int = 0
    hours: str = ""
    channels: int = 0
    talk: Literal["", "instead", "needed"] = ""
    """`instead`: a live talk does for the attempts; `needed`: nothing but a live talk does."""
    alternatives: Literal["", "sought"] = ""
    """`sought`: it was looked on every rung who else has the goods, and nothing that was offered is open."""


Party = Literal["buyer", "store", "marketplace", "carrier", "bank"]
Remedy = Literal["pay_on_delivery", "fitting", "other_store", "call_again", "none"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for a refusal.

    Parameters
    ----------
    ru, en
        What people read.
    by
        Whose doing it is.
    of
        Code of the reason that this one says more of (second level); empty = first level.
    remedy
        What may save the order.
    comment
        Whether the seller's own words are needed.
    asks
        What must be said with it: `why` = a reason of the second level, `demanded` = what the buyer demanded.
    at_once
        Whether it is a lawful ground that no floor and no evidence holds back.
    """

    ru: str
    en: str
    by: Party
    of: str = ""
    remedy: Remedy = "none"
    comment: Literal["required", "optional"] = "optional"
    asks: Literal["why", "demanded", "none"] = "none"
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class RefusalRules:
    """Numbers of the refusal gate (R04, law 7); data for actions/refusals, not an obligation."""

    mode: Literal["warn", "park", "block"] = "park"
    floor_s: int = 3600
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    """By code; empty = the shipped list (`refusal_reasons.py`)."""


@dataclass(frozen=True, slots=True)
class NoticeRules:
    """How messages behave, whatever they are about."""

    bundle_s: int = 60
    per_hour: int = 20
    stale_s: int = 7200
    busy_s: int = 1200


@dataclass(frozen=True, slots=True)
class Ready:
    """What must be there before the buyer is told that he may come (R25, law 12).

    Parameters
    ----------
    goods
        Whether every line's goods must have been scanned at the place of the visit.
    papers
        Names of the papers that must be present.
    person
        Role of the person who must be rostered then; empty = nobody in particular.
    """

    goods: bool = True
    papers: tuple[str, ...] = ()
    person: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """A role, or a step, that the standard names itself, in words."""

    ru: str
    en: str


@dataclass(frozen=True, slots=True)
class PauseRule:
    """One pause that the standard allows.

    Parameters
    ----------
    ru, en
        What is awaited of the buyer, as he reads it.
    who
        Roles of the people who may say so; empty = whoever may act on the order.
    longest_s
        How long it may last, seconds of the wall clock.
    kinds
        Whose clocks it stops.
    """

    ru: str
    en: str
    who: tuple[str, ...]
    longest_s: int
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Process:
    """Steps of several parties that belong together: which orders go through it, and its steps in their order.

    Parameters
    ----------
    when
        Of which orders; none = of those for which one of its steps was opened.
    steps
        Short name of each step → name of its kind in `Standard.kinds`, in the order in which they may begin.
    ready
        None = there is nothing to be ready for.
    """

    name: str
    when: tuple[Predicate, ...]
    steps: Mapping[str, str]
    ready: Ready | None = None
    words: Mapping[str, Role] = field(default_factory=dict)
    """What people call a step, where the standard says so itself."""


@dataclass(frozen=True, slots=True)
class Standard:
    """A partner contract's numbers, resolved and checked; judged by its `hash`."""

    name: str
    version: int
    hash: str
    """SHA-256, hex, over the resolved canonical text."""
    min_talk_s: int
    claim_backdate_s: int
    calendars: Mapping[str, NamedCalendar]
    kinds: Mapping[str, Kind]
    ladders: Mapping[str, Ladder]
    refusal: RefusalRules = RefusalRules()
    notices: NoticeRules = NoticeRules()
    text: str = ""
    """The resolved TOML, whole: parsing it again gives this value."""
    processes: Mapping[str, Process] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    """Those that it declares itself, by name."""
    pauses: Mapping[str, PauseRule] = field(default_factory=dict)
    trades: Mapping[str, Standard] = field(default_factory=dict)
    """By trade, the whole standard that holds for its stores, with a hash and text of its own (R39)."""

    def of_trade(self, trade: str) -> Standard:
        """The standard that holds for a store of that trade; of none, or of one that is not named: this one."""
        return self.trades.get(trade, self)
