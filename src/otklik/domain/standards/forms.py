"""The forms of the values in a standard's text: names, durations, parties, conditions, lists; one validator each.

What a table may hold is `schema.py`; whatever needs two fields or the rest of the document is looked at in `checks.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from otklik.domain.business_time import WorkCalendar
from otklik.domain.errors import DomainError
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


def _party(text: str, info: ValidationInfo) -> str:
    if text.startswith("field:"):
        if not _NAME.fullmatch(text[6:]):
            raise _wrong(
                f"{quoted(text)} names no field.", 'Write "field:" and a field of the opening event.'
            )
        return text
    return _of(ROLES | frozenset((info.context or {}).get("parties", ())), "role")(text)


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


Listed = BeforeValidator(_listed)
"""One value, or a list of them."""
FactText = BeforeValidator(_fact)
LimitText = BeforeValidator(_limit)
EqualTo = PlainValidator(_equal_to)

Name = Annotated[str, AfterValidator(_name)]
FactName = Annotated[str, AfterValidator(_fact_name)]
StandardName = Annotated[str, AfterValidator(_slug)]
Note = Annotated[str, AfterValidator(_note)]
Party = Annotated[str, AfterValidator(_party)]
"""A role of the closed list, one that the text declares as `[party.NAME]`, or `field:<name>`."""
Stream = Annotated[str, AfterValidator(_of(STREAMS, "stream"))]
HoursText = Annotated[str, AfterValidator(_hours)]
ZoneName = Annotated[str, AfterValidator(_zone)]
Conditions = Annotated[tuple[Annotated[str, AfterValidator(_condition)], ...], Listed]
Names = Annotated[tuple[str, ...], Listed]
Effects = Annotated[tuple[Annotated[str, AfterValidator(_of(frozenset(EFFECTS), "effect"))], ...], Listed]
Receivers = Annotated[tuple[Annotated[str, AfterValidator(_of(TELL, "receiver"))], ...], Listed]
Channels = Annotated[tuple[Annotated[str, AfterValidator(_of(CHANNELS, "channel"))], ...], Listed]
Working = Annotated[str, AfterValidator(_span("s m h d wd"))]
"""A time on the kind's clock; `d` only where that is the wall clock (checked with the clock)."""
Closing = Annotated[str, AfterValidator(_span("s m h d wd", zero=True))]
Elapsed = Annotated[str, AfterValidator(_span("s m h d"))]
ElapsedOrNone = Annotated[str, AfterValidator(_span("s m h d", zero=True))]
Signed = Annotated[str, AfterValidator(_span("s m h", signed=True))]


class Table(BaseModel):
    """A table of the text: nothing unknown in it, no value bent into another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
