"""docs/howto/command-line.md has every command with every option, and its first story works as it stands."""

import re
import shlex

from otklik.cli.contents import LINES
from tests.api.caller import ORDER
from tests.api.conftest import house, standing_house  # noqa: F401 - fixtures
from tests.cli.conftest import otklik  # noqa: F401 - a fixture
from tests.docs.command_pages import PAGE, acts_of, filled

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_tables_are_those_of_the_parsers():
    assert filled(TEXT) == TEXT, "run `python -m tests.docs.command_pages`"


def test_every_option_of_every_act_is_in_the_page():
    options = {
        (typed, option)
        for name in LINES
        for typed, _, parser in acts_of(name)
        for action in parser._actions
        for option in action.option_strings
        if option.startswith("--") and option != "--help" and action.help != "==SUPPRESS=="
    }
    assert len(options) > 80
    rows = {row.split("`")[1]: row for row in TEXT.splitlines() if row.startswith("| `otklik ")}
    missing = [
        (typed, option)
        for typed, option in options
        if not any(
            name.split(" [")[0].startswith(typed) and f"`{option}" in row for name, row in rows.items()
        )
    ]
    assert missing == []


def test_a_table_that_is_behind_would_be_seen():
    assert filled(TEXT.replace("`--json`", "`--yaml`")) != TEXT.replace("`--json`", "`--yaml`")


def blocks() -> list[list[str]]:
    found = re.findall(r"```sh\n(.*?)```", TEXT, flags=re.DOTALL)
    return [[line for line in block.splitlines() if line.startswith("otklik ")] for block in found]


def test_the_first_story_sets_a_marketplace_up(db, otklik, tmp_path, monkeypatch):  # noqa: F811
    for line in blocks()[0][:-1]:
        otklik(*shlex.split(line)[1:])
    assert "vera" in otklik("shift", "show").out
    otklik("doctor", code=1)  # nothing serves yet


def test_the_second_story_answers_an_order(house, otklik):  # noqa: F811
    house.post("/orders", ORDER, key="b")
    for line in blocks()[1]:
        otklik(*shlex.split(line)[1:])
    assert otklik("order", "show", "A-1001", "--json").json["state"] == "completed"


def test_the_third_story_publishes_a_standard(house, otklik, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.chdir(tmp_path)
    otklik("partner", "create", "yug")
    for line in blocks()[2]:
        command, _, target = line.partition(" > ")
        printed = otklik(*shlex.split(command)[1:])
        if target:
            (tmp_path / target).write_text(printed.out, encoding="utf-8")
