"""From the document of a fleet to the fleet, or to every mistake in it with its place; and back.

A document is JSON in the journal (`fleet.changed`) and TOML on a terminal: the same tables. pydantic refuses what has
not the form; what needs two fields or the rest of the document is looked at in `fleet_checks.py`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import time
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from otklik.domain.errors import DomainError
from otklik.domain.fleet_checks import FleetMistake, check_fleet
from otklik.domain.fleets import Carrier, DeliveryWindow, DeliveryZone, Fleet, Point, Vehicle
from otklik.domain.slugs import SLUG
from otklik.domain.standards.mistakes import Path, quoted, suggestion
from otklik.domain.standards.positions import line_of, scan_positions
from otklik.domain.week_grid import DAYS

MOST_ZONES, MOST_WINDOWS, MOST_VEHICLES, MOST_CARRIERS = 60, 48, 200, 20
MAX_LENGTH = 131_072
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_TOML_LINE = re.compile(r"\(at line (\d+)")


class FleetErrors(DomainError):
    """A fleet that is refused, with every mistake that was found.

    Parameters
    ----------
    mistakes
        At least one; the first is what this error itself says.
    lines
        Line of each path, where the document was a text.
    """

    def __init__(self, mistakes: Sequence[FleetMistake], lines: Mapping[Path, int] | None = None) -> None:
        first = mistakes[0]
        self.mistakes = tuple(mistakes)
        self.lines = lines or {}
        super().__init__("bad_fleet", first.message, remedy=first.remedy, place=self.place_of(first))

    def place_of(self, mistake: FleetMistake) -> str:
        """Where a mistake stands: `line 12, zones.1.centre`, without the line where there is no text."""
        line, _ = line_of(mistake.path, self.lines) if self.lines else (0, ())
        return f"{f'line {line}, ' if line else ''}{'.'.join(map(str, mistake.path))}"


def _wrong(rule: str, message: str, remedy: str) -> PydanticCustomError:
    return PydanticCustomError("mistake", "{message}", {"rule": rule, "message": message, "remedy": remedy})


def _slug(value: Any) -> Any:
    if not isinstance(value, str) or not SLUG.fullmatch(value):
        raise _wrong("slug", f"{quoted(value)} can't be a short name.", "Use 1–48 of a–z, 0–9 and hyphen.")
    return value


def _clock(value: Any) -> Any:
    found = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise _wrong("clock", f"{quoted(value)} is no time of day.", 'Write it like "09:30", up to "23:59".')
    return time(int(found[1]), int(found[2]))


def _weekdays(value: Any) -> Any:
    if not isinstance(value, list | tuple) or not value or set(map(str, value)) - set(DAYS):
        raise _wrong("weekdays", f"{quoted(value)} are no weekdays.", 'Write a list of "Mo" … "Su".')
    return frozenset(DAYS.index(str(day)) for day in value)


def _point(value: Any) -> Any:
    numbers = list(value) if isinstance(value, list | tuple) else []
    fit = len(numbers) == len(("latitude", "longitude")) and all(
        isinstance(one, int | float) and not isinstance(one, bool) for one in numbers
    )
    if not fit or not (-90 <= numbers[0] <= 90 and -180 <= numbers[1] <= 180):
        raise _wrong(
            "point",
            f"{quoted(value)} is no point.",
            "Write latitude and longitude in degrees: [55.758, 37.602].",
        )
    return float(numbers[0]), float(numbers[1])


Slug = Annotated[str, BeforeValidator(_slug)]
Slugs = Annotated[tuple[Slug, ...], Field(max_length=200)]
Clock = Annotated[time, BeforeValidator(_clock)]
Weekdays = Annotated[frozenset[int], BeforeValidator(_weekdays)]
Place = Annotated[Point, BeforeValidator(_point)]
Text = Annotated[str, Field(min_length=1, max_length=80)]
Money = Annotated[int, Field(ge=0, le=100_000_000)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ZoneTable(_Table):
    """`[[zones]]`."""

    slug: Slug
    names: dict[Annotated[str, Field(pattern="^(ru|en)$")], Text]
    centre: Place
    radius_km: Annotated[float, Field(ge=0, le=300)] = 0.0
    postcodes: tuple[Annotated[str, Field(pattern=r"^[0-9]{1,6}$")], ...] = ()
    places: tuple[Text, ...] = ()
    detour: Annotated[float, Field(ge=1, le=5)] = 1.34
    speed_kmh: Annotated[float, Field(ge=3, le=130)] = 25.0
    buffer: Annotated[float, Field(ge=1, le=3)] = 1.1


class WindowTable(_Table):
    """`[[windows]]`: from and to on the depot's wall clock, and who gets it when."""

    from_time: Annotated[Clock, Field(alias="from")]
    to_time: Annotated[Clock, Field(alias="to")]
    weekdays: Weekdays = frozenset(range(7))
    zones: Slugs = ()
    price_minor: Money = 0
    cutoff_h: Annotated[float, Field(ge=0, le=336)] = 2.0


class VehicleTable(_Table):
    """`[[vehicles]]`."""

    slug: Slug
    name: Text
    courier: Annotated[str, BeforeValidator(lambda value: value and _slug(value))] = ""
    capacity: Annotated[int, Field(ge=1, le=10_000)] = 40
    from_time: Annotated[Clock, Field(alias="from")] = time(9)
    to_time: Annotated[Clock, Field(alias="to")] = time(18)
    weekdays: Weekdays = frozenset(range(7))
    zones: Slugs = ()
    fixed_minor: Money = 0
    per_hour_minor: Money = 0
    per_km_minor: Money = 0


class CarrierTable(_Table):
    """`[[carriers]]`: tariffs by zone are a table `tariff_minor = { centre = 39000 }`."""

    slug: Slug
    tariff_minor: dict[Slug, Money]
    places: Annotated[int, Field(ge=0, le=100_000)] = 0
    ask_days: Annotated[int, Field(ge=0, le=60)] = 4
    ask_until: Clock = time(18)
    windows: Annotated[tuple[WindowTable, ...], Field(max_length=MOST_WINDOWS)] = ()


class FleetDocument(_Table):
    """The whole document."""

    point: Place
    zones: Annotated[tuple[ZoneTable, ...], Field(max_length=MOST_ZONES)] = ()
    windows: Annotated[tuple[WindowTable, ...], Field(max_length=MOST_WINDOWS)] = ()
    vehicles: Annotated[tuple[VehicleTable, ...], Field(max_length=MOST_VEHICLES)] = ()
    carriers: Annotated[tuple[CarrierTable, ...], Field(max_length=MOST_CARRIERS)] = ()
    serves: Slugs = ()
    service_s: Annotated[int, Field(ge=30, le=14_400)] = 480
    days_ahead: Annotated[int, Field(ge=1, le=60)] = 14
    hold_s: Annotated[int, Field(ge=60, le=86_400)] = 900
    kept_share: Annotated[float, Field(ge=0, le=0.9)] = 0.1
    kept_until_days: Annotated[int, Field(ge=0, le=60)] = 1
    pair_factors: dict[str, Annotated[float, Field(ge=0.5, le=20)]] = Field(default_factory=dict)


def parse_fleet(document: Mapping[str, Any], depot: str, lines: Mapping[Path, int] | None = None) -> Fleet:
    """The fleet that a document means.

    Parameters
    ----------
    document
        Tables as JSON or TOML give them.
    depot
        Slug of the place whose fleet it is.
    lines
        Line of each path, where the document was a text.

    Raises
    ------
    FleetErrors
        `bad_fleet` with every mistake: first those of the form, then, once the form is right, those of the sense.
    """
    try:
        read = FleetDocument.model_validate(document)
    except ValidationError as error:
        raise FleetErrors([_mistake(one) for one in error.errors()], lines) from None
    fleet = _fleet(read, depot)
    if mistakes := list(check_fleet(fleet)):
        raise FleetErrors(mistakes, lines)
    return fleet


def read_fleet(text: str) -> tuple[dict[str, Any], Mapping[Path, int]]:
    """The document that a TOML text says, and the line of each path.

    Raises
    ------
    FleetErrors
        `bad_fleet`: no TOML, or longer than 128 KiB.
    """
    if len(text) > MAX_LENGTH:
        raise FleetErrors([FleetMistake((), "toml", "The text is longer than 128 KiB.", "Shorten it.")])
    try:
        return tomllib.loads(text), scan_positions(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = _TOML_LINE.search(str(error))
        reason = str(error).partition(" (at ")[0]
        path: Path = (f"line {line[1]}",) if line else ()
        raise FleetErrors(
            [FleetMistake(path, "toml", f"This is not TOML: {reason}.", "Mend the line.")]
        ) from None


def parse_vehicle(document: Mapping[str, Any]) -> Vehicle:
    """One vehicle of its table, as `vehicle.added` carries it for a day.

    Raises
    ------
    FleetErrors
        `bad_fleet`: not of that form.
    """
    try:
        return _vehicle(VehicleTable.model_validate(document))
    except ValidationError as error:
        raise FleetErrors([_mistake(one) for one in error.errors()]) from None


def _fleet(read: FleetDocument, depot: str) -> Fleet:
    return Fleet(
        depot=depot,
        point=read.point,
        zones=tuple(
            DeliveryZone(**{**dict(one), "places": tuple(name.strip().casefold() for name in one.places)})
            for one in read.zones
        ),
        windows=tuple(map(_window, read.windows)),
        vehicles=tuple(map(_vehicle, read.vehicles)),
        carriers=tuple(
            Carrier(**{**dict(one), "windows": tuple(map(_window, one.windows))}) for one in read.carriers
        ),
        serves=frozenset(read.serves),
        service_s=read.service_s,
        days_ahead=read.days_ahead,
        hold_s=read.hold_s,
        pair_factors=read.pair_factors,
        kept_share=read.kept_share,
        kept_until_days=read.kept_until_days,
    )


def _window(one: WindowTable) -> DeliveryWindow:
    return DeliveryWindow(**{**dict(one), "zones": frozenset(one.zones)})


def _vehicle(one: VehicleTable) -> Vehicle:
    return Vehicle(**{**dict(one), "zones": frozenset(one.zones)})


_TYPES = (
    ("string_t", "text", 'Write a text in quotes: "…".'),
    ("string_p", "text", "Postcodes are digits; names are given in ru and en."),
    ("int_", "number", "Write a whole number without quotes."),
    ("float_", "number", "Write a number without quotes."),
    ("dict_t", "table", "Write a table: { … }."),
    ("model_", "table", "Write a table: { … }, or its own [[header]]."),
    ("tuple_t", "table", "Write a list: [ … ]."),
)


def _mistake(error: ErrorDetails) -> FleetMistake:
    """What pydantic says, as a mistake of ours."""
    path: Path = tuple(part for part in error["loc"] if part != "[key]")
    context, kind = error.get("ctx", {}), error["type"]
    if kind == "mistake":
        return FleetMistake(path, context["rule"], context["message"], context["remedy"])
    name = quoted(path[-1]) if path else "The document"
    if kind == "missing":
        return FleetMistake(path, "missing", f"The field {name} is missing.", f"Write {path[-1]} here.")
    if kind == "extra_forbidden":
        known = _fields_at(path[:-1])
        return FleetMistake(
            path, "unknown", f"There is no field {name} here.", suggestion(str(path[-1]), known)
        )
    for start, rule, remedy in _TYPES:
        if kind.startswith(start):
            return FleetMistake(path, rule, f"{quoted(error['input'])} can't stand here.", remedy)
    words = {"ge": "at least", "le": "at most", "min_length": "at least", "max_length": "at most"}
    bounds = " and ".join(f"{word} {context[name]}" for name, word in words.items() if name in context)
    return FleetMistake(
        path,
        "bounds",
        f"{quoted(error['input'])} can't stand here.",
        f"Use {bounds}." if bounds else "Mend it.",
    )


_TABLES: Mapping[str, type[BaseModel]] = {
    "zones": ZoneTable,
    "windows": WindowTable,
    "vehicles": VehicleTable,
    "carriers": CarrierTable,
}


def _fields_at(path: Path) -> Iterable[str]:
    """Names of the fields that the table at a path has."""
    named = [part for part in path if isinstance(part, str)]
    table = _TABLES.get(named[-1], FleetDocument) if named else FleetDocument
    return [field.alias or name for name, field in table.model_fields.items()]
