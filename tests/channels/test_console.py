"""The console channel: what a developer sees, and what a buyer's name can't do to his terminal."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from datetime import UTC, datetime

from otklik.channels import console
from otklik.channels.message import Message, SendResult

MESSAGE = Message(
    key="abc", to="anna", subject="Новый заказ", text="Позвоните\nАнне\n", html="<p>нет</p>", locale="ru",
    at=datetime(2026, 3, 19, 8, 2, tzinfo=UTC),
)  # fmt: skip


def test_what_is_written():
    stream = io.StringIO()
    assert console.send(MESSAGE, console.ConsoleSettings(stream)) == SendResult("accepted", provider_id="abc")
    assert stream.getvalue() == (
        "── console · abc · 2026-03-19T08:02:00+00:00\nTo: anna\nSubject: Новый заказ\n\nПозвоните\nАнне\n\n"
    )


def test_escape_sequences_are_shown_not_obeyed():
    stream = io.StringIO()
    console.send(replace(MESSAGE, text="\x1b[2J\u202eannA"), console.ConsoleSettings(stream))
    assert "\x1b" not in stream.getvalue()
    assert "?[2J?annA" in stream.getvalue()


def test_a_terminal_that_knows_no_cyrillic_gets_question_marks():
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    assert console.send(MESSAGE, console.ConsoleSettings(stream)).outcome == "accepted"
    assert b"Subject: ????? ?????" in raw.getvalue()


def test_the_default_is_the_output_of_the_moment(capsys):
    assert console.send(MESSAGE, console.parse_settings("console://stdout")).outcome == "accepted"
    assert "Новый заказ" in capsys.readouterr().out
    assert console.parse_settings("console://stderr").stream is sys.stderr
