"""The page of requirements names each id once, says where it works, and names a test that is there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "requirements.md"
IDS = [f"R{number:02}" for number in range(1, 40)] + [f"X{number}" for number in range(1, 9)]
ROW = re.compile(r"^\| [RX]\d+ \|.*\|$", re.MULTILINE)


def rows(text: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in row.split("|")[1:-1]) for row in ROW.findall(text)]


def flaws(text: str) -> list[str]:
    """What is wrong with a page of requirements."""
    found = rows(text)
    wrong = [one for one in IDS if [row[0] for row in found].count(one) != 1]
    for name, _, state, where, test in found:
        if state not in ("works", "in part", "not yet"):
            wrong.append(f"{name}: state {state!r}")
        if state != "not yet" and not (where and (ROOT / test).is_file()):
            wrong.append(f"{name}: {test!r}")
        if state == "not yet" and test:
            wrong.append(f"{name}: a test of what is not there")
    return wrong


def test_each_requirement_has_a_place_and_a_test():
    assert flaws(PAGE.read_text(encoding="utf-8")) == []


def test_a_page_that_says_too_much_is_found():
    text = PAGE.read_text(encoding="utf-8")
    assert flaws(text.replace("| R01 |", "| R99 |")) == ["R01"]
    assert flaws(text.replace("tests/journeys/test_bands.py", "tests/journeys/test_gone.py")) == [
        "R30: 'tests/journeys/test_gone.py'"
    ]
    assert flaws(text.replace("| not yet | a conversation", "| works | a conversation")) == ["R35: ''"]
