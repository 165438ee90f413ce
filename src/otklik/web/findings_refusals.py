"""The section on refusals: how often, how early, for which reasons."""

from __future__ import annotations

from collections.abc import Iterator

from otklik.analytics.findings import Findings, Reason, Refusals
from otklik.domain.refusal_reasons import reason_words
from otklik.web.findings_answers import figures_table, spans_table
from otklik.web.findings_blocks import Block, Cell, Column, Row, Section, Table, Teller, share_cells
from otklik.web.findings_figures import span_text
from otklik.web.findings_words import COLUMNS, FIGURES, SECTIONS

BAD = frozenset({"premature", "without_contact", "without_reason"})


def refusal_sections(found: Findings, to: Teller) -> Iterator[Section]:
    """How orders were refused; nothing where that is not on record."""
    refusals = found.refusals
    if refusals is None:
        return
    blocks: list[Block] = [_shares(refusals, found, to)]
    if refusals.reasons:
        blocks.append(_reasons(refusals.reasons, to))
    if refusals.wall is not None:
        blocks.append(spans_table("refusal-spans", {"refusal_wall": refusals.wall}, to))
    yield Section("refusals", SECTIONS["refusals"][to.locale], tuple(blocks))


def _shares(refusals: Refusals, found: Findings, to: Teller) -> Table:
    rows = []
    for name in ("premature", "without_contact", "without_reason", "refused"):
        share = getattr(refusals, name)
        if share is not None:
            word = FIGURES[name][to.locale].format(span=span_text(found.norms[0].premature_s, to.locale))
            rows.append(Row(word, share_cells(share, to, bad=name in BAD)))
    return figures_table("refusal-shares", tuple(rows), to)


def _reasons(reasons: tuple[Reason, ...], to: Teller) -> Table:
    timed = any(one.premature is not None for one in reasons)
    rows = []
    for reason in reasons:
        english, russian = (reason_words(reason.name, language) for language in ("en", "ru"))
        count, _, share = share_cells(reason.share, to)
        early, _, early_share = share_cells(reason.premature, to, bad=True)
        premature = (Cell(early.text, early.href, early_share.text, tone=early.tone),) if timed else ()
        cells = (count, share, *premature)
        rows.append(Row(russian if to.locale == "ru" else english, cells))
    names = ("count", "share", "premature") if timed else ("count", "share")
    columns = tuple(Column(COLUMNS[name][to.locale]) for name in names)
    return Table("reasons", "", COLUMNS["reason"][to.locale], columns, tuple(rows))
