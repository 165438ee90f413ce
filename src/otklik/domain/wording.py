"""How a sentence is chosen and filled: the tool of every wording table, whatever it speaks of (ADR 0012).

A table lists several forms of a sentence, the fullest first; the first whose placeholders all have values is said. So
no text has a hole in it, and none claims what nobody knows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from string import Formatter

from otklik.domain.locales import Locale, Words

Forms = tuple[Words, ...]
"""One sentence from its fullest form to its shortest."""

NOTHING: Words = {"ru": "", "en": ""}
"""The last form of a sentence that may be left out."""

_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def fill_first(forms: Forms, locale: Locale, values: Mapping[str, str]) -> str:
    """The first form all of whose placeholders have values, filled; empty if there is none.

    Parameters
    ----------
    forms
        `{name}` stands for a value; `{name:.0}` needs the value and says nothing.
    locale
        Language.
    values
        By placeholder; empty = not known.

    Raises
    ------
    KeyError
        A form names a value that doesn't exist: a mistake in the table.
    """
    for words in forms:
        template = words[locale]
        names = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
        if all(values[name] for name in names):
            return template.format_map(values)
    return ""


def capitalised(sentence: str) -> str:
    """The sentence with its first letter in upper case, the rest as it is."""
    return sentence[:1].upper() + sentence[1:]


def clean(text: str) -> str:
    """A stranger's words as one line, without control signs and signs that turn the direction of reading."""
    kept = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in text)
    return " ".join(
        word for word in "".join(sign for sign in kept if sign not in _DIRECTION).split(" ") if word
    )
