"""The log: it says what went wrong where, and keeps names, numbers and secret addresses to itself."""

import logging
import sys
from smtplib import SMTPRecipientsRefused

import pytest
from django.db import OperationalError

from otklik.config.logs import Line
from otklik.domain.errors import DomainError

BUYER = " ".join(["мария", "петрова", "+79000001122"])


def written(message: str, error: Exception | None = None) -> str:
    accident = None
    if error is not None:
        try:
            try:
                raise ValueError(f"Key (term)=({BUYER}) already exists")
            except ValueError as cause:
                raise error from cause
        except Exception:
            accident = sys.exc_info()
    return Line().format(logging.LogRecord("otklik.x", logging.ERROR, __file__, 1, message, (), accident))


def test_an_errors_words_stay_out_and_its_place_is_told() -> None:
    text = written("a unit failed", RuntimeError(BUYER))
    assert "мария" not in text
    assert "+79000001122" not in text
    assert text.count(f'File "{__file__}"') == 2
    assert text.endswith("builtins.RuntimeError")
    assert "builtins.ValueError" in text


def test_our_own_refusals_are_told_in_words() -> None:
    text = written("a clock was stopped", DomainError("runaway_stream", "order/1 produces rows without end."))
    assert text.endswith("DomainError: runaway_stream: order/1 produces rows without end.")


@pytest.mark.parametrize(
    ("error", "end"),
    [
        (OperationalError("database or disk is full"), "OperationalError: database or disk is full"),
        (
            OperationalError(f"index row too large\nCONTEXT: COPY search_terms, line 1: {BUYER}"),
            "row too large",
        ),
        (OSError(28, "No space left on device"), "OSError: No space left on device"),
        (SMTPRecipientsRefused({BUYER: (550, b"no")}), "smtplib.SMTPRecipientsRefused"),
    ],
)
def test_the_operator_reads_what_ails_the_machine(error: Exception, end: str) -> None:
    text = written("a tick failed", error)
    assert text.endswith(end)
    assert "мария" not in text


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("Not Found: /s/abcdefghijklmnop", "Not Found: /s/…"),
        ("Method Not Allowed (POST): /s/abc", "Method Not Allowed (POST): /s/…"),
        ("Forbidden: /l/take/WyJvcmRlci8xIl0:xyz?a=1", "Forbidden: /l/take/…?a=1"),
        ("Not Found: /api/v1/s/abc", "Not Found: /api/v1/s/abc"),
    ],
)
def test_secret_addresses_are_cut(message: str, kept: str) -> None:
    assert written(message).endswith(f"ERROR otklik.x: {kept}")


def test_the_settings_write_every_line_so() -> None:
    for logger in (logging.getLogger(), logging.getLogger("django")):
        streams = [one for one in logger.handlers if type(one) is logging.StreamHandler]
        assert [type(one.formatter) for one in streams] == [Line]
