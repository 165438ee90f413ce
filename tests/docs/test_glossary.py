"""The glossary has each word in both languages, once; every state, list and error code of the product is in it."""

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import get_args

import pytest

from otklik.api.problems import RETOLD, STATUSES
from otklik.channels.message import Outcome
from otklik.channels.registry import CHANNELS
from otklik.cli.health_checks import Mark
from otklik.domain import (
    contacts,
    order_decisions,
    orders,
    outcomes,
    people,
    refusal_reasons,
    rescues,
    stores,
)
from otklik.domain.effects import EFFECTS
from otklik.domain.events import GRADES
from otklik.domain.links import Standing
from otklik.domain.obligations import State, Verdict
from otklik.store.outbox import State as NoticeState
from tests.docs.error_codes import codes_in, product_codes

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
CYRILLIC, LATIN = re.compile("[а-яё]", re.IGNORECASE), re.compile("[a-z]", re.IGNORECASE)

VERIFY = "Findings of `otklik journal verify`"
CODED: Mapping[str, Collection[str]] = {
    "State of an order": get_args(orders.Phase),
    "State of a line's goods": ("ordered", "reserved", "released"),
    "State of an obligation": get_args(State),
    "Verdict": get_args(Verdict),
    "Grade of evidence": GRADES,
    "Reason of a refusal": refusal_reasons.SHIPPED,
    "How a buyer was reached": contacts.MEANS,
    "What became of a call that reached nobody": contacts.OUTCOMES,
    "Outcome of a call": outcomes.OUTCOMES,
    "Remedy against a refusal": rescues.REMEDIES,
    "Where somebody acted from": order_decisions.PLACES,
    "What a person may be": people.ROLES,
    "What a place may be": stores.ROLES,
    "Effects": EFFECTS,
    "Channels": CHANNELS,
    "State of a notice": get_args(NoticeState),
    "What became of a send": get_args(Outcome),
    "Where an order stands for whoever opens a link": get_args(Standing),
    "Marks of doctor": get_args(Mark),
}
"""Heading of a table → the words that the product has."""


def rows_of(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def part(heading: str, text: str = PAGE) -> str:
    """What stands below a heading, up to the next one."""
    (found,) = re.findall(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", text, flags=re.MULTILINE | re.DOTALL)
    return found


def faults(rows: list[list[str]]) -> list[str]:
    found = []
    for row in rows:
        if len(row) != 3 or not all(row):
            found.append(f"{row}: three filled columns are wanted")
        elif not LATIN.search(row[0]) or CYRILLIC.search(row[0]):
            found.append(f"{row[0]}: the first column is English")
        elif not CYRILLIC.search(row[1]) or LATIN.search(row[1]):
            found.append(f"{row[0]}: the second column is Russian, without Latin letters in it")
    names = [row[0] for row in rows]
    return found + [f"{name}: twice" for name in sorted({name for name in names if names.count(name) > 1})]


def test_every_term_has_both_languages_and_a_meaning() -> None:
    rows = rows_of(part("What the words mean"))
    assert len(rows) >= 60
    assert faults(rows) == []


def test_terms_are_in_order() -> None:
    names = [row[0] for row in rows_of(part("What the words mean"))]
    assert names == sorted(names, key=str.casefold)


def test_faulty_rows_are_found() -> None:
    good = ["order", "заказ", "what a buyer wants"]
    looks_right = ["store", "mаgазин", "the second letter is Latin"]
    bad = [
        ["order", "", "x"],
        ["order", "order", "x"],
        ["заказ", "заказ", "x"],
        looks_right,
        ["order", "заказ"],
    ]
    assert faults([good]) == []
    assert len(faults(bad)) == len(bad) + 1  # and `order` stands there three times


@pytest.mark.parametrize("heading", CODED)
def test_a_list_of_the_code_has_its_words_in_both_languages(heading: str) -> None:
    rows = rows_of(part(heading))
    assert sorted(row[0].strip("`") for row in rows) == sorted(CODED[heading])
    assert all(LATIN.search(row[1]) and CYRILLIC.search(row[2]) for row in rows)


def test_reasons_of_a_refusal_are_said_as_the_product_says_them() -> None:
    rows = rows_of(part("Reason of a refusal"))
    said = {code: (one.en, one.ru) for code, one in refusal_reasons.SHIPPED.items()}
    assert {row[0].strip("`"): (row[1], row[2]) for row in rows} == said


def test_every_error_code_has_a_row_and_every_row_a_code() -> None:
    rows = rows_of(part("Error codes"))
    said = [row[0].strip("`") for row in rows]
    found = {row[0].strip("`") for row in rows_of(part(VERIFY))}
    assert said == sorted(set(said))
    assert found <= product_codes()
    assert set(said) == (product_codes() | {code for code, _, _ in RETOLD.values()}) - found
    assert all(LATIN.search(row[2]) and CYRILLIC.search(row[3]) for row in rows)


def test_statuses_of_the_table_are_those_of_the_api() -> None:
    rows = rows_of(part("Error codes"))
    said = {row[0].strip("`"): int(row[1]) for row in rows if row[1].isdigit()}
    framework = {code: status for status, (code, _, _) in RETOLD.items()}
    assert said == {**STATUSES, **framework, "busy": 503, "incident": 500}


def test_the_collector_reads_refusals_helpers_and_subclasses_and_nothing_else() -> None:
    errors = "class DomainError(Exception):\n    def __init__(self, code, message): ...\n"
    helper = "def refuse(place, code): raise DomainError(code, 'x')\nrefuse('here', 'by_helper')\n"
    raised = "raise DomainError('by_raise', 'x')\nraise DomainError(code='by_name', message='x')\n"
    child = "class Ended(DomainError):\n    def __init__(self): super().__init__('by_child', 'x')\n"
    other = "class Finding:\n    code: str\n"
    hidden = "class Finding:\n    mark: str\nFinding('no_code')\nprint('no_code')\n"
    assert codes_in([errors, helper, raised, child, other, hidden]) == {
        "by_helper",
        "by_raise",
        "by_name",
        "by_child",
    }
