"""How a line of the log is written: what happened and where in the code, never whom it is about.

The message of an error may quote what was sent (a database names the row that it refuses), and an address may be the
key to an order. So of an error the log keeps its names and frames, and of a secret address everything but the secret.
"""

from __future__ import annotations

import logging
import re
import traceback
from types import TracebackType

from django.db import OperationalError

from otklik.domain.errors import DomainError

SECRET_ADDRESSES = re.compile(r"(?<![\w/])(/s/|/l/[a-z]+/)[^\s'\"?]+")
"""The buyer's page and the buttons of messages: `web` checks nothing but the token in them."""

Accident = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Line(logging.Formatter):
    """One line a record, `instant LEVEL logger: message`; the frames of an error follow without its message."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        """The record in words, without the secrets of addresses."""
        return SECRET_ADDRESSES.sub(r"\1…", super().format(record))

    def formatException(self, ei: Accident) -> str:
        """Where it went wrong, cause before consequence; only our own refusals say why in words."""
        told: list[str] = []
        error = ei[1]
        while error is not None:
            told.append("".join(traceback.format_tb(error.__traceback__)) + named(error))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(reversed(told))


def named(error: BaseException) -> str:
    """The error's name, with its words where they are our own, the disk's, or about the state of the database."""
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    if isinstance(error, DomainError):
        return f"{name}: {error.code}: {error.message}"
    if isinstance(error, OperationalError):
        return f"{name}: {str(error).partition(chr(10))[0]}"  # rows are quoted from the second line on
    if isinstance(error, OSError) and error.strerror:
        return f"{name}: {error.strerror}"
    return name
