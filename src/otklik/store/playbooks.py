"""The playbooks in force: the shipped ones, and over them the newest version published of each; how they are found."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from otklik.domain.errors import DomainError
from otklik.domain.events import Entry
from otklik.domain.locales import LOCALES
from otklik.domain.playbook_texts import parse_playbook, write_playbook
from otklik.domain.playbooks import Playbook
from otklik.domain.shipped_playbooks import SHIPPED_PLAYBOOKS
from otklik.store import models
from otklik.store.search import normalise

_WORD = re.compile(r"\w+")

PLAIN = 5
"""Words shorter than this are found by their beginning alone, longer ones in other forms of them as well."""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One published version; number 0 is the shipped text, which nobody published."""

    number: int
    text: str
    published_at: datetime | None = None
    published_by: str = ""


def row_of(entry: Entry) -> dict[str, Any]:
    """The row of one `playbook.published`."""
    event = entry.event
    told = {name: event.data[name] for name in ("situation", "number", "digest", "text")}
    return told | {"published_at": event.occurred_at, "published_by": event.actor.partition(":")[2]}


@functools.lru_cache(maxsize=512)
def _parsed(text: str, number: int) -> Playbook | None:
    try:
        return parse_playbook(text, number=number)
    except DomainError:
        return None  # a text of another version that this one refuses: what is shipped holds


def list_books(*, retired: bool = False) -> tuple[Playbook, ...]:
    """Every playbook in force, by rank.

    Parameters
    ----------
    retired
        Whether those that nobody needs any more come along.
    """
    books = dict(SHIPPED_PLAYBOOKS)
    for row in models.Playbook.objects.order_by("situation", "number"):
        parsed = _parsed(row.text, row.number)
        if parsed is not None:
            books[row.situation] = parsed
    shown = (book for book in books.values() if retired or not book.retired)
    return tuple(sorted(shown, key=lambda one: (one.rank, one.situation)))


def load_book(situation: str) -> Playbook:
    """The playbook of a situation as it is in force.

    Raises
    ------
    DomainError
        `unknown_playbook`.
    """
    for book in list_books(retired=True):
        if book.situation == situation:
            return book
    raise DomainError(
        "unknown_playbook",
        f"There is no playbook {situation[:60]!r}.",
        remedy="`otklik playbook list` shows them.",
        place="situation",
    )


def list_versions(situation: str) -> list[VersionRow]:
    """Its versions, the newest first; the shipped text is the last."""
    rows = models.Playbook.objects.filter(situation=situation).order_by("-number")
    found = [VersionRow(row.number, row.text, row.published_at, row.published_by) for row in rows]
    shipped = SHIPPED_PLAYBOOKS.get(situation)
    return [*found, *([VersionRow(0, write_playbook(shipped))] if shipped else [])]


def find_books(text: str, books: Sequence[Playbook]) -> list[Playbook]:
    """Those in which every word of a query is found, in either language, the best first.

    Parameters
    ----------
    text
        What somebody typed: words or their beginnings, in any case and form; ё is е.
    books
        Among these; all of them for an empty query.
    """
    wanted = _WORD.findall(normalise(text))
    scored = [(sum(scores), book) for book in books if all(scores := [_score(one, book) for one in wanted])]
    return [book for _, book in sorted(scored, key=lambda one: (-one[0], one[1].rank))]


def _score(wanted: str, book: Playbook) -> int:
    """How well a word is found: 0 = not at all."""
    best = 0
    for weight, words in _words(book):
        for word in words:
            if word.startswith(wanted):
                best = max(best, 2 * weight)
            elif len(wanted) >= PLAIN and _shared(word, wanted) >= max(4, len(wanted) - 2):
                best = max(best, weight)
    return best


def _shared(one: str, other: str) -> int:
    """How many signs two words begin with alike."""
    return next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )


@functools.lru_cache(maxsize=512)
def _known_words(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for text in texts for word in _WORD.findall(normalise(text)))


def _words(book: Playbook) -> Iterator[tuple[int, frozenset[str]]]:
    yield 8, _known_words(tuple(book.title[locale] for locale in LOCALES))
    yield 4, _known_words((book.tags,))
    yield 2, _known_words(tuple(book.about[locale] for locale in LOCALES))
    told = (words[locale] for step in book.steps for words in (step.do, step.say) for locale in LOCALES)
    yield 1, _known_words((*told, *book.after.values()))
