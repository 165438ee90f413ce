"""`otklik standard`: every mistake with its line, and a new kind of obligation by TOML alone, end to end."""

import io

import pytest

from otklik.domain.standards.shipped import DEFAULT_TEXT
from tests.api.caller import positions

ENGRAVER = """
name = "with-engraving"
version = 1
extends = "default"

[obligation.engraving]
debtor   = "supplier"
creditor = "store"
opens_on = "step.requested:engraving"
after    = "2h"
met_by   = "step.done:engraving"
waived_by = "order.closed"
"""


@pytest.fixture
def file(tmp_path):
    def write(text: str) -> str:
        path = tmp_path / "standard.toml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_a_good_file(otklik, house, file):
    printed = otklik("standard", "check", file(DEFAULT_TEXT))
    assert printed.out.startswith("default@6 is in order: ")
    said = otklik("standard", "check", file(DEFAULT_TEXT), "--json").json
    assert (said["valid"], said["name"], said["version"]) == (True, "default", 6)


def test_every_mistake_is_told_with_line_and_remedy(otklik, house, file):
    bad = ENGRAVER.replace('"2h"', '"2 hours"').replace("met_by", "mett_by")
    name = file(bad)
    printed = otklik("standard", "check", name, code=1)
    lines = printed.err.splitlines()
    assert len(lines) >= 2
    assert all(line.startswith(f"otklik: {name}: line ") for line in lines)
    assert any("line 10, obligation.engraving.after" in line for line in lines)
    said = otklik("standard", "check", name, "--json", code=1).json
    assert said["valid"] is False
    assert all(mistake["remedy"] for mistake in said["mistakes"])


def test_a_kind_added_by_toml_alone_works_end_to_end(otklik, house, file):
    otklik("standard", "publish", file(ENGRAVER))
    assert otklik("standard", "adopt", "market", "with-engraving").out.startswith(
        "market is judged by with-engraving"
    )
    house.order()
    otklik("order", "step", "A-1001", "engraving", "requested", "--party", "engraver")
    said = otklik("order", "show", "A-1001", "--json").json
    owed = next(one for one in said["obligations"] if one["kind"] == "engraving")
    # Thursday 11:02; the engraver opens at 12:00 and has two hours of his own
    assert (owed["debtor"], owed["limit_at"]) == ("supplier:engraver", "2026-03-19T11:00:00Z")
    otklik("order", "step", "A-1001", "engraving", "done", "--party", "engraver")
    said = otklik("order", "show", "A-1001", "--json").json
    assert next(one for one in said["obligations"] if one["kind"] == "engraving")["verdict"] == "met"
    assert otklik("standard", "list", "--json").json[-1]["accepted_by"] == ["market"]


def test_a_standard_in_plain_words(otklik, house, monkeypatch):
    assert otklik("standard", "explain").out.startswith('Standard "default", version 6.')
    assert otklik("standard", "explain", "default@2", "--locale", "ru").out.startswith(
        "Стандарт «default», версия 2."
    )
    assert otklik("standard", "show").out == f"{DEFAULT_TEXT}" + ("" if DEFAULT_TEXT.endswith("\n") else "\n")
    monkeypatch.setattr("sys.stdin", io.StringIO(DEFAULT_TEXT))
    assert otklik("standard", "check", "-").out.startswith("default@6 is in order")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("standard", "show", "none"), "No standard 'none' was published."),
        (("standard", "adopt", "market", "none"), "No standard 'none' was published."),
        (("standard", "adopt", "mars", "default"), "There is no partner 'mars'."),
        (("standard", "check", "/no/such/file"), "FILE: /no/such/file can't be read."),
    ],
)
def test_refusals(otklik, house, words, line):
    assert line in otklik(*words, code=1).err


def test_other_text_under_a_published_number_is_refused(otklik, house, file):
    otklik("standard", "publish", file(ENGRAVER))
    printed = otklik("standard", "publish", file(ENGRAVER.replace('"2h"', '"3h"')), code=1)
    assert printed.err == (
        "otklik: version: Version 1 of 'with-engraving' is published already. Give the new text version = 2.\n"
    )


def test_a_standard_on_the_clock_of_nobody_is_not_adopted(otklik, house, file):
    otklik("standard", "publish", file(ENGRAVER.replace('"supplier"', '"bank"')))
    before = positions()
    printed = otklik("standard", "adopt", "market", "with-engraving", code=1)
    assert printed.err.startswith("otklik: with-engraving: No place with opening hours is a bank")
    assert positions() == before
    otklik(
        "store", "create", "bank", "--partner", "market", "--role", "bank", "--hours", "24/7", "--zone", "UTC"
    )
    otklik("standard", "adopt", "market", "with-engraving")
