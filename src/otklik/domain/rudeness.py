"""Where a text may be rude: a word list that points, for people to judge (R17)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from otklik.domain.locales import Locale

_FIRST = re.compile(r"\b(?:дура\w{0,3}|идиот\w{0,3}|idiots?|не моя проблема|not my problem)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Flag:
    """A place in a text that may be rude.

    Parameters
    ----------
    start, end
        Characters of the text, half-open.
    kind
        `insult`, `obscene`, `threat` or `brush_off`.
    """

    start: int
    end: int
    kind: str


def flags_in(text: str, locale: Locale) -> tuple[Flag, ...]:
    """The places of a text that may be rude, in order, not touching each other; it only points, people judge.

    Parameters
    ----------
    text
        As it was written.
    locale
        Language whose phrases are looked for first; words of both are known.
    """
    return tuple(
        Flag(found.start(), found.end(), "brush_off" if " " in found.group() else "insult")
        for found in _FIRST.finditer(text)
    )
