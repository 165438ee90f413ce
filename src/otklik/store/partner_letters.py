"""Monday letters as they were made: kept once, read for ever; there is no way to change one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from otklik.store import models, writer


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """A letter of one partner's week.

    Parameters
    ----------
    week
        ISO date of its Monday.
    position
        Of the last row of the journal that counts.
    standard
        Hash of the standard that it judges by.
    body
        What it says, canonical JSON; `digest` is its SHA-256, hex.
    quiet
        Whether it has nothing to tell; such a one is not sent.
    """

    partner: str
    week: str
    position: int
    standard: str
    made_at: datetime
    body: str
    digest: str
    quiet: bool


FIELDS = ("partner", "week", "position", "standard", "made_at", "body", "digest", "quiet")


def keep(row: LetterRow) -> LetterRow:
    """The letter that is kept: this one, or the one that was made of that week before."""

    def write() -> LetterRow:
        values = {name: getattr(row, name) for name in FIELDS}
        key = {name: values.pop(name) for name in ("partner", "week")}
        found, _ = models.PartnerLetter.objects.get_or_create(**key, defaults=values)
        return _row(found)

    return writer.run(write)


def find(partner: str, week: str) -> LetterRow | None:
    """The letter of a week; None before it was made."""
    found = models.PartnerLetter.objects.filter(partner=partner, week=week).first()
    return _row(found) if found else None


def list_letters(partner: str) -> list[LetterRow]:
    """Letters of a partner, the newest first."""
    return [_row(one) for one in models.PartnerLetter.objects.filter(partner=partner).order_by("-week")]


def list_unsent() -> dict[str, str]:
    """Partners by slug, each with the Monday of the last week that needs no letter any more; empty before any."""
    last = dict(models.Partner.objects.values_list("slug", "lettered"))
    for partner, week in models.PartnerLetter.objects.filter(quiet=True).values_list("partner", "week"):
        last[partner] = max(last.get(partner, ""), week)
    return last


def _row(row: models.PartnerLetter) -> LetterRow:
    return LetterRow(**{name: getattr(row, name) for name in FIELDS})
