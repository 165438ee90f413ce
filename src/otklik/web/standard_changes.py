"""What one text of a standard says against another, line by line in plain words."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from otklik.domain.locales import Locale
from otklik.web.standard_words import STANDARDS


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line that comes or goes: `+` or `-`, and its words."""

    sign: str
    word: str
    text: str


def diff_words(before: Sequence[str], after: Sequence[str], locale: Locale) -> tuple[DiffLine, ...]:
    """The lines that go and come, in their order; the line with the version's number is left out."""
    found = []
    for line in difflib.ndiff(before[1:], after[1:]):
        sign, text = line[:1], line[2:].strip()
        if sign in "+-" and text:
            word = STANDARDS["added" if sign == "+" else "removed"][locale]
            found.append(DiffLine(sign, word, text))
    return tuple(found)
