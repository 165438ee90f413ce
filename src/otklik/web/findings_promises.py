"""The sections on promises and on delivery."""

from __future__ import annotations

from collections.abc import Iterator

from otklik.analytics.findings import Findings
from otklik.web.findings_answers import figures_table, spans_table
from otklik.web.findings_blocks import Row, Section, Teller, share_cells
from otklik.web.findings_words import FIGURES, SECTIONS


def promise_sections(found: Findings, to: Teller) -> Iterator[Section]:
    """What became of promises, and how long orders took; each only where it is on record."""
    if found.promises is not None:
        rows = tuple(
            Row(FIGURES[name][to.locale], share_cells(getattr(found.promises, name), to, bad=name == "late"))
            for name in ("late", "unknown", "kept")
        )
        spans = {"late_by": found.promises.late_by, "early_by": found.promises.early_by}
        tables = (figures_table("promise-shares", rows, to), spans_table("promise-spans", spans, to))
        yield Section("promises", SECTIONS["promises"][to.locale], tables)
    if found.delivery is not None:
        given = {
            name: getattr(found.delivery, name)
            for name in ("handed_over_working", "handed_over", "delivered")
        }
        known = {name: spread for name, spread in given.items() if spread is not None}
        if known:
            yield Section(
                "delivery", SECTIONS["delivery"][to.locale], (spans_table("delivery-spans", known, to),)
            )
