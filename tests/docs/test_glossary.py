"""Each word of the glossary is given in both languages, once, and said what it means."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CYRILLIC, LATIN = re.compile("[а-яё]", re.IGNORECASE), re.compile("[a-z]", re.IGNORECASE)


def rows_of(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


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
    rows = rows_of((ROOT / "GLOSSARY.md").read_text(encoding="utf-8"))
    assert len(rows) >= 50
    assert faults(rows) == []


def test_terms_are_in_order() -> None:
    names = [row[0] for row in rows_of((ROOT / "GLOSSARY.md").read_text(encoding="utf-8"))]
    assert names == sorted(names, key=str.casefold)


def test_faulty_rows_are_found() -> None:
    good = ["order", "заказ", "what a buyer wants"]
    looks_right = ["store", "мaгазин", "the second letter is Latin"]
    bad = [
        ["order", "", "x"],
        ["order", "order", "x"],
        ["заказ", "заказ", "x"],
        looks_right,
        ["order", "заказ"],
    ]
    assert faults([good]) == []
    assert len(faults(bad)) == len(bad) + 1  # and `order` stands there three times
