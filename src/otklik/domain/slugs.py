"""Slugs: the short names that people give to stores, persons, partners and sources."""

from __future__ import annotations

import re

from otklik.domain.errors import DomainError

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?")


def checked_slug(stream: str) -> str:
    """The slug of a directory stream such as `store/tverskaya`.

    Raises
    ------
    DomainError
        `bad_slug`: not 1–48 of a–z, 0–9 and hyphen, or a hyphen at an end.
    """
    slug = stream.partition("/")[2]
    if not SLUG.fullmatch(slug):
        raise DomainError(
            "bad_slug",
            f"{slug!r} can't be a short name.",
            remedy="Use 1–48 of a–z, 0–9 and hyphen.",
            place="slug",
        )
    return slug
