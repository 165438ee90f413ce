"""What is wrong with a standard's text: where it stands, what it is, and what to write instead.

Every check yields `Mistake`s instead of stopping at the first one, so that an editor shows them all at once.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from otklik.domain.errors import DomainError

Path = tuple[str | int, ...]
"""Keys from the top of the document down: `("obligation", "first_answer", "after", "limit")`."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: the path of what is wrong, one sentence that says why, one that says what to do.

    `absent` = the last part of the path is what the text lacks.
    """

    path: Path
    message: str
    remedy: str
    absent: bool = False


class StandardErrors(DomainError):
    """A standard that is refused, with every mistake that was found.

    Parameters
    ----------
    mistakes
        Each a `bad_standard` with its own place, in the order of the text; at least one. The first one is
        what this error itself says.
    """

    def __init__(self, mistakes: Sequence[DomainError]) -> None:
        first = mistakes[0]
        super().__init__("bad_standard", first.message, remedy=first.remedy, place=first.place)
        self.mistakes = tuple(mistakes)


def suggestion(word: str, known: Iterable[str]) -> str:
    """The remedy for a word that is not of a closed list: the nearest word, or the whole list."""
    words = sorted(known)
    near = difflib.get_close_matches(word[:80], words, n=1, cutoff=0.66)
    if near:
        return f'Did you mean "{near[0]}"?'
    return f"Use one of: {', '.join(words)}." if words else "Leave it out."


def quoted(value: object) -> str:
    """A value as it may stand in a message: a text in quotes, anything else as TOML has it; cut at 60 characters."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    short = text if len(text) <= 60 else text[:59] + "…"
    return f'"{short}"' if isinstance(value, str) else short
