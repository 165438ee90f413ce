"""What a sentence of the journal consists of, and how a table writes one."""

from __future__ import annotations

from dataclasses import dataclass

from otklik.domain.wording import NOTHING, Forms


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said of one fact: icon, tone (a colour of the tokens), part of the filter, first words, the rest."""

    icon: str
    tone: str
    part: str
    lead: Forms
    more: Forms = (NOTHING,)


def say(
    icon: str, tone: str, part: str, lead: tuple[str, str], *more: tuple[str, str], short: tuple[str, str] | None = None
) -> Sentence:  # fmt: skip
    """A sentence; `short` is the form of its first words without values."""
    leads = (lead, short) if short else (lead,)
    return Sentence(icon, tone, part, _forms(leads), (*_forms(more), NOTHING))  # fmt: skip


def _forms(pairs: tuple[tuple[str, str], ...]) -> Forms:
    return tuple({"ru": ru, "en": en} for ru, en in pairs)


CONTACT, DEADLINES, OTHER = "contact", "deadlines", "other"
"""Parts of the journal's filter."""
