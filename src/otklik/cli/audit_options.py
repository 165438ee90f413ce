"""What the options of an audit say: the mapping of its file, and the standard that its orders are judged by.

None of it needs a database: a standard is the shipped one, or a file that stands alone or extends the shipped one.
"""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from otklik.cli.hours_options import hours_given
from otklik.domain.errors import DomainError
from otklik.domain.money import decimals
from otklik.domain.standards import Standard
from otklik.domain.standards.loading import extended_name, parse_standard
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.domain.standards.vocabulary import SHIPPED
from otklik.domain.stores import Hours
from otklik.domain.zones import parse_zone
from otklik.intake.audit_mapping import DEFAULT, AuditMapping, calendar_in, parse_mapping


def mapping_given(given: Namespace) -> AuditMapping:
    """What the mapping says, and the options instead of it."""
    mapping = AuditMapping()
    if given.mapping:
        try:
            mapping = parse_mapping(Path(given.mapping).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise unreadable(given.mapping, "Name a TOML file in UTF-8.", "--mapping") from error
        except DomainError as error:
            raise placed(error, given.mapping) from error
    named = {}
    for pair in given.column:
        name, equals, column = pair.partition("=")
        if not equals:
            raise DomainError("bad_mapping", f"{pair!r} is no FIELD=COLUMN.", place="--column")
        named[name.strip()] = column.strip()
    mapping = replace(mapping, columns={**mapping.columns, **named})
    if given.zone:
        parse_zone(given.zone)
        mapping = replace(mapping, zone=given.zone)
    if given.currency:
        decimals(given.currency, place="--currency")
        mapping = replace(mapping, currency=given.currency)
    hours = hours_given(given, mapping.hours.get(DEFAULT, Hours("", "")))
    if hours.expression:
        if hours.zone or mapping.zone:
            calendar_in(hours, mapping.zone)
        mapping = replace(mapping, hours={**mapping.hours, DEFAULT: hours})
    return mapping


def standard_given(name: str) -> Standard:
    """The standard of that file, or the shipped one where `default` is named.

    Raises
    ------
    DomainError
        ``unreadable``, ``bad_standard``; ``unknown_standard``: the file extends another one than the shipped.
    """
    base = parse_standard(DEFAULT_TEXT, capabilities=SHIPPED)
    if name == DEFAULT:
        return base
    try:
        text = Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(name, "Name a TOML file in UTF-8, or default.", "--standard") from error
    try:
        extended = extended_name(text)
        if extended is not None and extended.partition("@")[0] != base.name:
            raise DomainError(
                "unknown_standard",
                f"Without a database {extended[:60]!r} is not known.",
                remedy=f'Extend "{base.name}", or name the whole text: otklik standard show NAME.',
                place="extends",
            )
        return parse_standard(text, capabilities=SHIPPED, base=base if extended else None)
    except DomainError as error:
        raise placed(error, name) from error


def placed(error: DomainError, name: str) -> DomainError:
    """The refusal with the file's name before the place in it."""
    if error.place.startswith("--") or error.place == "FILE":
        return error
    place = f"{name}, {error.place}" if error.place else name
    return DomainError(error.code, error.message, remedy=error.remedy, place=place)


def unreadable(name: str, remedy: str, place: str) -> DomainError:
    """The refusal of a file that is not there or is no text."""
    return DomainError("unreadable", f"{name} can't be read.", remedy=remedy, place=place)
