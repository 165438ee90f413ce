"""What was read of the directory is kept in the process for as long as the directory stays as it was.

The stamp is a random text in the database, written anew in the same transaction as any row of a place, a person, a
shift, a contract, a device or a source. What is remembered is remembered under the stamp that was read *before* it:
it can be newer than its stamp says, never older, and a transaction that was rolled back leaves no stamp behind.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from django.db.models import Model

from otklik.store import models, vendor

T = TypeVar("T")

DIRECTORY = "directory"

TABLES = frozenset(
    {
        models.Store,
        models.Person,
        models.ContactMethod,
        models.Shift,
        models.Device,
        models.Partner,
        models.Source,
        models.Standard,
        models.Calendar,
    }
)
"""What the world is read from: a change of any of them makes a new stamp."""

MOST = 512
"""Answers that a process remembers; the longest unused goes first."""


@dataclass(slots=True)
class _Memory:
    known: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)


_memory = _Memory()


def read(name: str = DIRECTORY) -> str:
    """The stamp as this transaction sees it; empty before anything was written: then nothing is remembered.

    Parameters
    ----------
    name
        Of whoever noted one (`note`); the directory's own by default.
    """
    rows = vendor.select(models.DirectoryStamp, ("stamp",), "name", [name])
    return str(rows[0][0]) if rows else ""


def renew() -> None:
    """Say that the directory has changed; inside the transaction that changes it."""
    note(DIRECTORY, secrets.token_hex(16))


def renew_after(written: Iterable[type[Model]]) -> None:
    """The same, if any of the tables that were written is the directory's."""
    if not TABLES.isdisjoint(written):
        renew()


def note(name: str, stamp: str) -> None:
    """Remember in the database at which stamp somebody looked through the directory."""
    vendor.upsert_many(models.DirectoryStamp, [{"name": name, "stamp": stamp}])


def remembered(question: Hashable, answer: Callable[[], T]) -> T:
    """The answer to a question about the directory: as remembered, or worked out now.

    Parameters
    ----------
    question
        Names what is asked, and everything that the answer depends on but the directory itself.
    answer
        Reads it. Nobody may change what it gives.
    """
    stamp = read()
    if not stamp:
        return answer()
    key = (stamp, question)
    with _memory.lock:
        if key in _memory.known:
            _memory.known.move_to_end(key)
            return cast(T, _memory.known[key])
    found = answer()
    with _memory.lock:
        _memory.known[key] = found
        if len(_memory.known) > MOST:
            _memory.known.popitem(last=False)
    return found
