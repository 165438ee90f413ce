"""The command itself: names as typed, one line an error, exit codes."""

from pathlib import Path

import pytest
from django.db import OperationalError

from otklik.cli import contents
from otklik.store import listings

COMMANDS = Path(contents.__file__).parent / "management" / "commands"


@pytest.mark.parametrize("words", [(), ("--help",), ("help",)])
def test_alone_it_lists_every_command_with_a_line(otklik, words):
    printed = otklik(*words)
    for name, line in contents.LINES.items():
        assert any(f"otklik {name} " in row and row.endswith(line) for row in printed.out.splitlines()), name


def test_the_table_and_the_files_are_the_same_commands():
    files = {path.stem for path in COMMANDS.glob("[a-z]*.py")}
    assert {contents.module_of(name) for name in contents.LINES} == files
    assert contents.typed_of("import_orders") == "import orders"
    assert contents.typed_of("api_key") == "api-key"


@pytest.mark.parametrize(
    "words", [("dance",), ("api_key", "list"), ("import",), ("import", "people"), ("runserver",), ("flush",)]
)
def test_a_word_that_is_no_command_is_2(otklik, words):
    printed = otklik(*words, code=2)
    assert printed.err == f"otklik: {words[0]}: There is no such command. `otklik` alone lists them.\n"


@pytest.mark.parametrize(
    "words",
    [
        ("order",),
        ("order", "take", "A-1"),
        ("order", "show"),
        ("api-key", "create", "--shop", "x"),
        ("serve", "--port", "0"),
    ],
)
def test_wrong_usage_is_2_and_shows_how(otklik, words):
    printed = otklik(*words, code=2)
    assert printed.err.startswith("usage: otklik ")
    assert "Traceback" not in printed.err


def test_help_names_the_command_as_it_is_typed(otklik):
    assert otklik("import", "orders", "--help").out.startswith("usage: otklik import orders [-h]")
    assert otklik("api-key", "create", "--help").out.startswith("usage: otklik api-key create [-h]")
    assert "--settings" not in otklik("order", "take", "--help").out


def test_a_refusal_is_one_line_and_1(otklik, house):
    printed = otklik("order", "show", "Z-9", code=1)
    assert (printed.out, printed.err) == ("", "otklik: order: There is no order 'Z-9'. Check the number.\n")


def test_a_database_that_refuses_is_one_line_and_1(otklik, house, monkeypatch):
    def refuse():
        raise OperationalError("no such table:\n stores")

    monkeypatch.setattr(listings, "list_places", refuse)
    printed = otklik("store", "list", code=1)
    assert (
        printed.err == "otklik: database: no such table: stores Run `otklik setup`, then `otklik doctor`.\n"
    )
