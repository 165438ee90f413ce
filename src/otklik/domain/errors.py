"""The one exception by which the core says no.

A `DomainError` is an answer, not an accident: it names what was refused, where, and what to do instead.
Entrances turn it into a problem document, a form error or a line on the terminal; nothing else catches it.
"""

from __future__ import annotations


class DomainError(Exception):
    """A command or an input that the rules refuse.

    Parameters
    ----------
    code
        Stable machine word, snake_case (`order_closed`), documented in GLOSSARY.md.
    message
        One sentence for a person, without personal data.
    remedy
        What to do instead, one sentence; empty where nothing can be done.
    place
        Where in the input: a field path, a line, a key of the standard.
    """

    def __init__(self, code: str, message: str, *, remedy: str = "", place: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy
        self.place = place

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{where}{self.message}{remedy}"


class CalendarClosed(DomainError):
    """A calendar that does not open within 366 days, so working time cannot be added on it."""

    def __init__(self, message: str, *, remedy: str = "", place: str = "") -> None:
        super().__init__("calendar_closed", message, remedy=remedy, place=place)
