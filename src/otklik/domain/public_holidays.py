"""Which days a country declares off, shortened, or working although they fall on a weekend.

Two sources: the package `holidays` for every country and region it knows, and for Russia the dated facts of
`calendars/ru.csv`, which also hold the shortened days and the days off by decree that no package has.
It must not decide what a shop does on such a day: that is the shop's opening hours.
"""

import csv
import functools
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib import metadata, resources
from types import MappingProxyType

import holidays

from otklik.domain.errors import DomainError

_SHIPPED = {"RU": "ru.csv"}
"""Country → file in `calendars/`; a year that the file names is taken from it alone."""

_KINDS = ("off", "short", "work")


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """The special days of one country and region in one year.

    Parameters
    ----------
    off
        Public holidays and days off by transfer or decree (`PH` of the opening hours).
    short
        Working days that end an hour earlier.
    work
        Working Saturdays and Sundays, each with the day whose hours it keeps.
    gap
        What is not known about this year, in one sentence; empty where the data is complete.
    is_unknown
        Whether not even the public holidays are known.
    """

    off: frozenset[date]
    short: frozenset[date] = frozenset()
    work: Mapping[date, date] = field(default_factory=lambda: MappingProxyType({}))
    gap: str = ""
    is_unknown: bool = False


def parse_country(country: str | None, region: str | None) -> None:
    """Refuse a country or a region that has no holiday data.

    Parameters
    ----------
    country
        ISO 3166 code, upper case, for example ``RU``; None for none.
    region
        The country's own code of a subdivision, for example ``BY`` in Germany; None for the whole country.

    Raises
    ------
    DomainError
        ``country_unknown``, ``region_unknown``: with the codes that are known.
    """
    if country is None:
        if region is not None:
            raise DomainError(
                "country_unknown",
                f"The region {region!r} is named without its country.",
                remedy="Name the country as well, for example DE.",
                place="country",
            )
        return
    known = _known_regions()
    if country not in known:
        raise DomainError(
            "country_unknown",
            f"There is no holiday data for the country {country!r}.",
            remedy="Write a two-letter ISO 3166 code in capitals, for example RU.",
            place="country",
        )
    if region is not None and region not in known[country]:
        listed = ", ".join(known[country])
        raise DomainError(
            "region_unknown",
            f"There is no holiday data for the region {region!r} of {country}.",
            remedy=f"Known regions: {listed}."
            if listed
            else "Leave it empty and add the days as exceptions.",
            place="region",
        )


@functools.lru_cache(maxsize=4096)
def load_holiday_year(country: str, region: str | None, year: int) -> HolidayYear:
    """Return the special days of a year, from the shipped facts where they exist.

    Parameters
    ----------
    country, region
        As accepted by `parse_country`.
    year
        A calendar year.

    Notes
    -----
    Reads data files of the installation once; the result depends on the arguments and
    `calendar_data_version` alone.
    """
    if country in _SHIPPED and region is None:
        shipped = _load_shipped(country)
        if year in shipped:
            return shipped[year]
    known = holidays.country_holidays(country, subdiv=region, years=year)
    off = frozenset(day for day in known if day.year == year)
    moved = {day: _friday_before(day) for day in known.weekend_workdays if day.year == year}
    gap, unknown = "", False
    if country in _SHIPPED:
        years = sorted(_load_shipped(country))
        gap = (
            f"Shortened days and days off by decree of {country} are known for {years[0]}-{years[-1]}, "
            f"not for {year}: only public holidays and the transfers already announced are applied."
        )
    elif unknown := not known.start_year <= year <= known.end_year:
        gap = (
            f"Public holidays of {country} are known for {known.start_year}-{known.end_year}, not for {year}."
        )
    return HolidayYear(off, work=MappingProxyType(moved), gap=gap, is_unknown=unknown)


@functools.lru_cache(maxsize=1024)
def list_holiday_names(country: str, region: str | None, year: int, language: str) -> Mapping[date, str]:
    """Return what the public holidays of a year are called, for people to read; days off by decree have no name.

    Parameters
    ----------
    country, region
        As accepted by `parse_country`.
    year
        A calendar year.
    language
        ``ru`` or ``en``; where the package does not speak it, the names are in one that it speaks.
    """
    tongue = "en_US" if language == "en" else language
    known = holidays.country_holidays(country, subdiv=region, years=year, language=tongue)
    return MappingProxyType(dict(known.items()))


@functools.cache
def list_countries() -> tuple[str, ...]:
    """Return the ISO 3166 codes of the countries whose holidays are known, sorted."""
    return tuple(sorted(_known_regions()))


@functools.cache
def calendar_data_version(country: str) -> str:
    """Return what identifies the holiday facts of a country: package version and digest of shipped days."""
    version = f"holidays {metadata.version('holidays')}"
    if country in _SHIPPED:
        digest = hashlib.sha256(_read_shipped(country).encode()).hexdigest()[:16]
        version += f", {_SHIPPED[country]} {digest}"
    return version


@functools.cache
def _known_regions() -> dict[str, list[str]]:
    return holidays.list_supported_countries(include_aliases=False)


def _friday_before(day: date) -> date:
    # The package names working weekends but not the days they were exchanged for.
    return day - timedelta(days=day.weekday() - 4)


def _read_shipped(country: str) -> str:
    return (resources.files("otklik.domain") / "calendars" / _SHIPPED[country]).read_text("utf-8")


@functools.cache
def _load_shipped(country: str) -> dict[int, HolidayYear]:
    lines = [line for line in _read_shipped(country).splitlines() if not line.startswith("#")]
    off: dict[int, set[date]] = {}
    short: dict[int, set[date]] = {}
    work: dict[int, dict[date, date]] = {}
    for row in csv.DictReader(lines):
        day, kind = date.fromisoformat(row["date"]), row["kind"]
        if kind not in _KINDS:
            raise ValueError(f"{_SHIPPED[country]}: {day}: the kind {kind!r} is none of {', '.join(_KINDS)}.")
        off.setdefault(day.year, set())
        if kind == "off":
            off[day.year].add(day)
        if kind == "short":
            short.setdefault(day.year, set()).add(day)
        if row["hours_of"]:
            work.setdefault(day.year, {})[day] = date.fromisoformat(row["hours_of"])
    return {
        year: HolidayYear(
            frozenset(days), frozenset(short.get(year, ())), MappingProxyType(work.get(year, {}))
        )
        for year, days in off.items()
    }
