"""Free text from outside in the form in which it is kept.

Control characters never reach a screen, a mail header or a terminal: they become spaces. Nothing else is changed, and
nothing is cut off.
"""

from __future__ import annotations

import re

_GAP = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_LINE_END = re.compile(r"\r\n?|\u2028|\u2029")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_EMAIL = re.compile(r"[^\s@<>(),;:\"\\\[\]]{1,64}@[^\s@<>(),;:\"\\\[\]]{1,253}\.[^\s@<>(),;:\"\\\[\]]{2,63}")


def one_line(text: str) -> str:
    """The text on one line: every run of white space and control characters is one space, none at the ends."""
    plain = text.strip()
    if (
        plain.isprintable() and "  " not in plain
    ):  # most texts: a space is the only white space that is printable
        return plain
    return _GAP.sub(" ", text).strip()


def many_lines(text: str) -> str:
    """The text with lines kept: every line end is a line feed, other control characters but tabs are spaces."""
    return _CONTROL.sub(" ", _LINE_END.sub("\n", text)).strip()


def email_address(text: str) -> str:
    """The address if a letter can be sent to it, else empty.

    Parameters
    ----------
    text
        As somebody wrote it.

    Notes
    -----
    Only the form is looked at: one `@`, a domain with a point, at most 254 characters, nothing that could end a
    header line.
    """
    address = one_line(text)
    return address if len(address) <= 254 and _EMAIL.fullmatch(address) else ""
