"""What a person says about a file of past orders where it does not say it itself: a small TOML text.

It names columns, says what the words for an order's state mean, in which zone and currency the file is written, and
when its stores are open. Every mistake is told with its line.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from otklik.analytics.frames import OUTCOMES
from otklik.domain.business_time import WorkCalendar
from otklik.domain.errors import DomainError
from otklik.domain.events import instant_of
from otklik.domain.standards.positions import scan_positions
from otklik.domain.stores import Hours, calendar_of
from otklik.domain.zones import parse_zone
from otklik.intake.audit_columns import AUDIT_FIELDS

DEFAULT = "default"
"""Name of the hours that hold where nothing else does."""

_TOP = (
    "observed_until",
    "zone",
    "currency",
    "dates",
    "decimal",
    "region",
    "columns",
    "statuses",
    "hours",
    "store",
)
_CHOICES: Mapping[str, tuple[str, ...]] = {"dates": ("day_first", "month_first"), "decimal": (",", ".")}
_TIMES = ("hours", "zone", "country", "region", "exceptions", "night")


@dataclass(frozen=True, slots=True)
class AuditMapping:
    """What was said about a file.

    Parameters
    ----------
    observed_until_s
        When the file was written, seconds since 1970 UTC: what is later had not happened. 0 = with its last fact.
    zone
        IANA name of the zone of times that name none, or empty.
    currency
        ISO 4217 code of amounts where no column says it, or empty.
    dates
        ``day_first``, ``month_first`` or empty.
    decimal
        Mark of decimals, or empty.
    region
        ISO 3166 code of the country whose local phone numbers are understood.
    columns
        Field (of `AUDIT_FIELDS`) → the file's column.
    statuses
        The file's word for a state → outcome (of `frames.OUTCOMES`).
    hours
        Name → opening hours; a store that has its own stands in `stores`, and a column `hours` may name any.
    stores, trades
        Store → its own hours; store → its trade.
    """

    observed_until_s: int = 0
    zone: str = ""
    currency: str = ""
    dates: str = ""
    decimal: str = ""
    region: str = "RU"
    columns: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    hours: Mapping[str, Hours] = field(default_factory=dict)
    stores: Mapping[str, Hours] = field(default_factory=dict)
    trades: Mapping[str, str] = field(default_factory=dict)


def calendar_in(hours: Hours, zone: str) -> WorkCalendar:
    """The calendar of opening hours; `zone` holds where they name none.

    Raises
    ------
    DomainError
        As `calendar_of`; ``zone_missing`` where there is no zone at all.
    """
    if not hours.zone and not zone:
        raise DomainError(
            "zone_missing",
            "The opening hours name no time zone.",
            remedy="Add --zone, such as --zone Europe/Moscow.",
            place="--zone",
        )
    return calendar_of(replace(hours, zone=hours.zone or zone))


def parse_mapping(text: str) -> AuditMapping:
    """The mapping that a TOML text says.

    Parameters
    ----------
    text
        For example ``[columns]`` with ``placed_at = "Создан"``.

    Raises
    ------
    DomainError
        ``mapping_invalid``, ``zone_unknown``, or what is wrong with opening hours; with the line and the key.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DomainError(
            "mapping_invalid", f"This is no TOML: {error}.", remedy="Correct the mapping."
        ) from None
    reader = _Reader(scan_positions(text))
    reader.names(said, _TOP, ())
    mapping = AuditMapping(
        observed_until_s=reader.seconds(said, "observed_until"),
        **{name: reader.text(said, name, ()) for name in ("zone", "currency", "dates", "decimal")},
        region=reader.text(said, "region", ()) or "RU",
        columns=reader.texts(said, "columns", AUDIT_FIELDS),
        statuses=reader.texts(said, "statuses"),
        hours=reader.all_times(said, "hours"),
        stores=reader.all_times(said, "store"),
        trades={
            name: trade
            for name, one in reader.table(said, "store").items()
            if (trade := reader.text(one, "trade", ("store", name)))
        },
    )
    reader.check(mapping)
    return mapping


@dataclass(frozen=True, slots=True)
class _Reader:
    """Values of the text, each refused with its line."""

    lines: Mapping[tuple[str | int, ...], int]

    def refused(self, path: tuple[str | int, ...], message: str, remedy: str) -> DomainError:
        """The refusal of the value at a path."""
        line = next(
            (self.lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self.lines), 1
        )
        return DomainError(
            "mapping_invalid", message, remedy=remedy, place=f"line {line}, {'.'.join(map(str, path))}"
        )

    def names(self, said: Mapping[str, Any], known: Iterable[str], path: tuple[str, ...]) -> None:
        """Refuse a key that nobody knows."""
        for name in said:
            if name not in known:
                raise self.refused((*path, name), "There is no such key.", f"Keys are: {', '.join(known)}.")

    def text(self, said: Mapping[str, Any], name: str, path: tuple[str, ...]) -> str:
        """A text, or empty where it is not said."""
        value = said.get(name, "") if isinstance(said, dict) else ""
        if not isinstance(value, str):
            raise self.refused((*path, name), "This must be a text.", 'Write it in quotes: "…".')
        return value

    def seconds(self, said: Mapping[str, Any], name: str) -> int:
        """An instant that is written as a text with its zone, as seconds; 0 where it is not said."""
        text = self.text(said, name, ())
        try:
            return int(instant_of(text).timestamp()) if text else 0
        except ValueError:
            raise self.refused((name,), "This is no instant.", 'Write "2026-03-20T09:00:00Z".') from None

    def table(self, said: Mapping[str, Any], name: str) -> dict[str, Any]:
        """A table, or an empty one."""
        value = said.get(name, {})
        if not isinstance(value, dict):
            raise self.refused((name,), "This must be a table.", f"Write [{name}] and its keys below it.")
        return value

    def texts(self, said: Mapping[str, Any], name: str, known: Iterable[str] = ()) -> dict[str, str]:
        """A table of texts."""
        table = self.table(said, name)
        if known:
            self.names(table, known, (name,))
        return {key: self.text(table, key, (name,)) for key in table}

    def all_times(self, said: Mapping[str, Any], name: str) -> dict[str, Hours]:
        """A table of opening hours; stores that have only a trade are left out."""
        read = {key: self.times(one, (name, key)) for key, one in self.table(said, name).items()}
        return {key: times for key, times in read.items() if times}

    def times(self, said: Any, path: tuple[str, str]) -> Hours | None:
        """Opening hours: a text alone, or a table; None for a store that has only a trade."""
        is_store = path[0] == "store"
        if isinstance(said, str):
            return Hours(said, "")
        if not isinstance(said, dict):
            raise self.refused(path, "These are no opening hours.", 'Write hours = "Mo-Fr 09:00-18:00".')
        self.names(said, (*_TIMES, "trade") if is_store else _TIMES, path)
        if "hours" not in said:
            if is_store and not said.keys() - {"trade"}:
                return None
            raise self.refused(path, "The opening hours are missing.", 'Write hours = "Mo-Fr 09:00-18:00".')
        exceptions = said.get("exceptions", [])
        if not isinstance(exceptions, list) or not all(isinstance(one, str) for one in exceptions):
            raise self.refused(
                (*path, "exceptions"), "This must be a list of texts.", 'Write ["2026-12-31=off"].'
            )
        words = {
            name: self.text(said, name, path) for name in _TIMES if name in said and name != "exceptions"
        }
        words["expression"] = words.pop("hours")
        return Hours(**{"zone": "", **words}, exceptions=tuple(exceptions))

    def check(self, mapping: AuditMapping) -> None:
        """Refuse what reads well but means nothing."""
        for name, choices in _CHOICES.items():
            if getattr(mapping, name) not in ("", *choices):
                raise self.refused(
                    (name,), "This is none of the choices.", f"Write one of: {' '.join(choices)}"
                )
        for word, outcome in mapping.statuses.items():
            if outcome not in OUTCOMES:
                raise self.refused(
                    ("statuses", word), "There is no such outcome.", f"Outcomes are: {', '.join(OUTCOMES)}."
                )
        if mapping.zone:
            parse_zone(mapping.zone)
        fallback = mapping.zone or next((one.zone for one in mapping.hours.values() if one.zone), "UTC")
        for table, entries in (("hours", mapping.hours), ("store", mapping.stores)):
            for name, times in entries.items():
                try:
                    calendar_in(times, fallback)
                except DomainError as error:
                    raise self.refused((table, name), error.message, error.remedy) from error
