"""The schema of a standard's text: every table, every field, and the form of every value.

pydantic refuses what is unknown here (a field, a role, a predicate, an effect, the form of a duration); whatever
needs two fields or the rest of the document is looked at in `checks.py`. The fields are explained in
docs/howto/write-a-standard.md. A default is never changed once it was shipped: texts that leave a field out are
known by their hash for ever, so another number is another field.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator
from pydantic_core import PydanticCustomError

from otklik.domain.business_time import WorkCalendar
from otklik.domain.errors import DomainError
from otklik.domain.events import Grade
from otklik.domain.slugs import SLUG
from otklik.domain.standards.durations import parse_duration, unit_of
from otklik.domain.standards.mistakes import quoted, suggestion
from otklik.domain.standards.vocabulary import CHANNELS, EFFECTS, PREDICATES, ROLES, STREAMS, TELL
from otklik.domain.zones import parse_zone

_SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # weekly hours open within a year of any day, or never
_NAME = re.compile(r"[a-z][a-z0-9_]{0,47}")
_FACT_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")


def _wrong(message: str, remedy: str) -> PydanticCustomError:
    return PydanticCustomError("mistake", "{message}", {"message": message, "remedy": remedy})


def _name(text: str) -> str:
    if not _NAME.fullmatch(text):
        raise _wrong(f"{quoted(text)} can't be a name.", "Use a–z, 0–9 and _, a letter first, at most 48.")
    return text


def _fact_name(text: str) -> str:
    if len(text) > 48 or not _FACT_NAME.fullmatch(text):
        raise _wrong(f"{quoted(text)} can't name a set of facts.", 'Write it like an event: "order.closed".')
    return text


def _slug(text: str) -> str:
    if not SLUG.fullmatch(text):
        raise _wrong(f"{quoted(text)} can't name a standard.", "Use 1–48 of a–z, 0–9 and hyphen.")
    return text


def _note(text: str) -> str:
    if not text.isprintable() or not 0 < len(text) <= 200:
        raise _wrong("A note is one line of 1–200 characters.", "Shorten it to the ids of the requirements.")
    return text


def _span(units: str, *, zero: bool = False, signed: bool = False) -> Callable[[str], str]:
    allowed = units.split()

    def check(text: str) -> str:
        try:
            duration = parse_duration(text, signed=signed)
        except DomainError as error:
            raise _wrong(error.message, error.remedy) from None
        if unit_of(text) not in allowed:
            raise _wrong(f'"{text}" can\'t stand here.', f"Use the units {', '.join(allowed)}.")
        if not zero and not signed and not duration.seconds and duration.working_days is None:
            raise _wrong(f'"{text}" is no time at all.', "Write at least 1 of the unit.")
        return text

    return check


def _of(words: frozenset[str], what: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        if text not in words:
            raise _wrong(f"There is no {what} {quoted(text)}.", suggestion(text, words))
        return text

    return check


def _party(text: str) -> str:
    if text.startswith("field:"):
        if not _NAME.fullmatch(text[6:]):
            raise _wrong(
                f"{quoted(text)} names no field.", 'Write "field:" and a field of the opening event.'
            )
        return text
    return _of(ROLES, "role")(text)


def _condition(text: str) -> str:
    name, colon, value = text.removeprefix("not ").partition(":")
    if name not in PREDICATES:
        raise _wrong(f"There is no predicate {quoted(name)}.", suggestion(name, PREDICATES))
    values = PREDICATES[name].values
    if values and not colon:
        raise _wrong(f'"{name}" needs a value.', f'Write "{name}:{values[0]}".')
    if colon and value not in values:
        raise _wrong(
            f"{quoted(value)} is no value of {name}.",
            suggestion(value, values) if values else f'"{name}" is yes or no: write it without a value.',
        )
    return text


def _hours(text: str) -> str:
    try:
        WorkCalendar.parse(text, "UTC").next_opening(_SOME_DAY)
    except DomainError as error:
        remedy = "A calendar of a standard has no country: take PH out."
        raise _wrong(error.message, remedy if error.code == "country_missing" else error.remedy) from None
    return text


def _zone(text: str) -> str:
    if text == "buyer":
        return text
    try:
        parse_zone(text)
    except DomainError as error:
        raise _wrong(error.message, f'{error.remedy} "buyer" is the zone of each buyer.') from None
    return text


def _listed(value: Any) -> Any:
    if value == []:
        raise _wrong("An empty list names nothing.", "Name at least one, or leave the field out.")
    return tuple(value) if isinstance(value, list) else (value,)


def _fact(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    event, colon, what = value.partition(":")
    if colon and not what:
        raise _wrong(f"{quoted(value)} ends in a colon.", f'Write "{event}" or "{event}:" and a sub-kind.')
    return {"on": event, "is": what} if colon else {"on": event}


def _limit(value: Any) -> Any:
    if isinstance(value, str):
        return {"limit": value}
    if not isinstance(value, dict):
        raise _wrong(
            f"{quoted(value)} is no time.",
            'Write after = "60m", or after = { target = "20m", limit = "60m" }.',
        )
    return value


def _equal_to(value: Any) -> Any:
    values = value if isinstance(value, list) else [value]
    if not values or not all(isinstance(one, str | int | bool) for one in values):
        raise _wrong(
            "A field is compared with a text, a whole number, true or false.", "Or with a list of them."
        )
    return value


Name = Annotated[str, AfterValidator(_name)]
Note = Annotated[str, AfterValidator(_note)]
Party = Annotated[str, AfterValidator(_party)]
Conditions = Annotated[tuple[Annotated[str, AfterValidator(_condition)], ...], BeforeValidator(_listed)]
Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Effects = Annotated[
    tuple[Annotated[str, AfterValidator(_of(frozenset(EFFECTS), "effect"))], ...], BeforeValidator(_listed)
]
Working = Annotated[str, AfterValidator(_span("s m h d wd"))]
"""A time on the kind's clock; `d` only where that is the wall clock (checked with the clock)."""
Closing = Annotated[str, AfterValidator(_span("s m h d wd", zero=True))]
Elapsed = Annotated[str, AfterValidator(_span("s m h d"))]
ElapsedOrNone = Annotated[str, AfterValidator(_span("s m h d", zero=True))]


class Table(BaseModel):
    """A table of the text: nothing unknown in it, no value bent into another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PatternTable(Table):
    """Which facts match: `"event"`, `"event:what"` or `{ on, is, where, key, any_key }`."""

    on: str
    what: Annotated[str | None, Field(alias="is", min_length=1, max_length=80)] = None
    where: dict[Name, Annotated[Any, PlainValidator(_equal_to)]] = Field(default_factory=dict)
    key: Name | None = None
    any_key: bool = False


Facts = Annotated[tuple[Annotated[PatternTable, BeforeValidator(_fact)], ...], BeforeValidator(_listed)]


class CalendarTable(Table):
    """`[calendar.NAME]`: hours in the OpenStreetMap syntax, and their zone."""

    hours: Annotated[str, AfterValidator(_hours)]
    zone: Annotated[str, AfterValidator(_zone)]


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
    stream: Annotated[str, AfterValidator(_of(STREAMS, "stream"))] = "order"
    debtor: Party
    creditor: Party = "buyer"
    opens_on: Facts = ()
    opens_after: Names = ()
    when: Conditions = ()
    key: Name | None = None
    after: Annotated[AfterTable | None, BeforeValidator(_limit)] = None
    at_field: Name | None = None
    offset: Annotated[str, AfterValidator(_span("s m h", signed=True))] | None = None
    from_field: Name | None = None
    first: Elapsed | None = None
    every: Elapsed | None = None
    ends_on: Facts = ()
    bands: Annotated[tuple[Working, ...], BeforeValidator(_listed)] = ()
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


class ProcessStepTable(Table):
    """`[process.NAME.step.STEP]`: one party's part; becomes the obligation NAME.STEP."""

    source: Note | None = None
    who: Party
    opens_on: Facts = ()
    opens_after: Names = ()
    target: Working | None = None
    limit: Closing | None = None
    at_field: Name | None = None
    offset: Annotated[str, AfterValidator(_span("s m h", signed=True))] | None = None
    clock: str = "debtor"
    met_by: Facts = ()
    pausable: Elapsed | None = None


class ProcessTable(Table):
    """`[process.NAME]`: steps of several parties that belong together."""

    when: Conditions = ()
    step: Annotated[dict[Name, ProcessStepTable], Field(min_length=1, max_length=30)]


class StepTable(Table):
    """One step of a ladder."""

    after: ElapsedOrNone | None = None
    before: ElapsedOrNone | None = None
    past: ElapsedOrNone | None = None
    tell: Annotated[
        tuple[Annotated[str, AfterValidator(_of(TELL, "receiver"))], ...], BeforeValidator(_listed)
    ]
    by: Annotated[
        tuple[Annotated[str, AfterValidator(_of(CHANNELS, "channel"))], ...], BeforeValidator(_listed)
    ]
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
    step: Annotated[tuple[StepTable, ...], BeforeValidator(_listed)]


class EvidenceTable(Table):
    """`evidence.REASON` of the gate: what a refusal for that reason needs."""

    attempts: Annotated[int, Field(ge=0, le=100)] = 0
    channels: Annotated[int, Field(ge=0, le=10)] = 0
    spread: ElapsedOrNone = "0s"
    ring: ElapsedOrNone = "0s"
    hours: str | None = None
    talk: Literal["instead", "needed"] | None = None


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

    name: Annotated[str, AfterValidator(_slug)]
    version: Annotated[int, Field(ge=1, le=1_000_000)]
    min_talk: ElapsedOrNone = "20s"
    claim_backdate: ElapsedOrNone = "2m"
    calendar: dict[Name, CalendarTable] = Field(default_factory=dict)
    fact: dict[Annotated[str, AfterValidator(_fact_name)], FactTable] = Field(default_factory=dict)
    obligation: Annotated[dict[Name, KindTable], Field(max_length=300)] = Field(default_factory=dict)
    process: Annotated[dict[Name, ProcessTable], Field(max_length=30)] = Field(default_factory=dict)
    ladder: Annotated[dict[Name, LadderTable], Field(max_length=100)] = Field(default_factory=dict)
    refusal: RefusalTable = RefusalTable()
    notices: NoticesTable = NoticesTable()
