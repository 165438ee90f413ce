"""Reading worked tables out of a page of the docs."""

from __future__ import annotations

from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def read_tables(page: str) -> list[tuple[str, list[list[str]]]]:
    """Each table of a page: the last line of text before it, and its rows without heads."""
    found: list[tuple[str, list[list[str]]]] = []
    lead, rows = "", []
    for line in [*(DOCS / page).read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            found.append((lead, rows[2:]))
            rows = []
        lead = line or lead
    return found
