"""The sections on how orders ended, on money, and on the ten worst."""

from __future__ import annotations

from collections.abc import Iterator

from otklik.analytics.findings import Findings, Money, WorstOrder
from otklik.domain.locales import money as money_text
from otklik.domain.money import DECIMALS
from otklik.web.findings_answers import figures_table
from otklik.web.findings_blocks import Block, Cell, Column, Lines, Row, Section, Table, Teller, share_cells
from otklik.web.findings_figures import NONE, moment_text, span_text
from otklik.web.findings_sentences import NOTES
from otklik.web.findings_terms import OUTCOMES, WORST, term
from otklik.web.findings_words import COLUMNS, FIGURES, SECTIONS

ROW = "row/{row}"
"""Name by which one of the worst orders is opened."""

SUMS = (
    "lost_minor",
    "silent_lost_minor",
    "late_lost_minor",
    "premature_lost_minor",
    "kept_minor",
    "orders_minor",
)
BAD_SUMS = frozenset(SUMS[:4])


def amount_text(minor: int | None, found: Findings, to: Teller, *, estimated: bool = False) -> str:
    """An amount in the currency of the findings; a dash where none is known.

    Parameters
    ----------
    minor
        Minor units; from a thousand whole units on, smaller ones are rounded away.
    found, to
        What was found, and for whom.
    estimated
        An estimate is written to three digits: more would claim what nobody knows.
    """
    if minor is None or found.money is None:
        return NONE
    unit = 10 ** DECIMALS.get(found.money.currency, 2)
    if estimated and minor:
        step = 10 ** max(0, len(str(abs(minor))) - 3)
        minor = round(minor / step) * step
    if abs(minor) >= 1_000 * unit:
        minor = round(minor / unit) * unit
    return money_text(minor, found.money.currency, to.locale)


def money_sections(found: Findings, to: Teller) -> Iterator[Section]:
    """What is at stake; nothing where there are no amounts."""
    money = found.money
    if money is None:
        return
    rows = []
    if money.excess_minor is not None:
        rows.append(Row(FIGURES["excess_minor"][to.locale], (_excess_cell(money, found, to),)))
    for name in SUMS:
        value = getattr(money, name)
        if value is not None:
            tone = "late" if name in BAD_SUMS and value else ""
            cell = Cell(amount_text(value, found, to), _link_of(name, found, to), tone=tone)
            rows.append(Row(FIGURES[name][to.locale], (cell,)))
    table = Table(
        "money", "", COLUMNS["figure"][to.locale], (Column(COLUMNS["amount"][to.locale]),), tuple(rows)
    )
    yield Section("money", SECTIONS["money"][to.locale], (table,), note=NOTES["money"][to.locale])


def _link_of(name: str, found: Findings, to: Teller) -> str:
    """Address of the orders that a sum is of."""
    if name == "orders_minor":
        return to.link("orders")
    return to.link(f"money/{name.removesuffix('_minor')}") if found.outcomes is not None else ""


def _excess_cell(money: Money, found: Findings, to: Teller) -> Cell:
    known = money.excess_low_minor is not None and money.excess_high_minor is not None
    ends = (
        amount_text(one, found, to, estimated=True)
        for one in (money.excess_low_minor, money.excess_high_minor)
    )
    return Cell(
        amount_text(money.excess_minor, found, to, estimated=True), more=" … ".join(ends) if known else ""
    )


def worst_sections(found: Findings, to: Teller) -> Iterator[Section]:
    """The ten worst orders, where there are any."""
    if not found.worst:
        return
    has_stores = any(one.store for one in found.worst)
    names = (["store"] if has_stores else []) + ["placed", "what", "waited", "ended", "amount"]
    words = {"store", "placed", "what", "ended"}
    columns = tuple(Column(COLUMNS[name][to.locale], is_text=name in words) for name in names)
    rows = tuple(_worst_row(one, found, to, has_stores=has_stores) for one in found.worst)
    table = Table("worst", "", COLUMNS["order"][to.locale], columns, rows)
    yield Section("worst", SECTIONS["worst"][to.locale], (table,), is_wide=True)


def _worst_row(one: WorstOrder, found: Findings, to: Teller, *, has_stores: bool) -> Row:
    cells = (
        Cell(moment_text(one.placed_s, to.zone, to.locale)),
        Cell(term(WORST, one.why, to.locale), tone="late"),
        Cell(span_text(one.waited_s, to.locale, working=True)),
        Cell(term(OUTCOMES, one.outcome, to.locale)),
        Cell(amount_text(one.amount_minor, found, to)),
    )
    number = f"№ {one.number}" if to.locale == "ru" else f"no. {one.number}"
    store = (Cell(one.store or NONE),) if has_stores else ()
    return Row(number, (*store, *cells), href=to.link(ROW.format(row=one.row)))


def outcome_sections(found: Findings, to: Teller) -> Iterator[Section]:
    """How orders ended, and whether buyers with a phone were called."""
    blocks: list[Block] = []
    if found.outcomes:
        with_amounts = any(one.amount_minor is not None for one in found.outcomes)
        rows = []
        for one in found.outcomes:
            if not one.share.part:
                continue  # nothing ended so, or the source has no word for it
            count, _, share = share_cells(one.share, to)
            amount = (Cell(amount_text(one.amount_minor, found, to)),) if with_amounts else ()
            rows.append(Row(term(OUTCOMES, one.name, to.locale), (count, share, *amount)))
        names = ("count", "share", "amount") if with_amounts else ("count", "share")
        columns = tuple(Column(COLUMNS[name][to.locale]) for name in names)
        blocks.append(Table("outcomes", "", COLUMNS["outcome"][to.locale], columns, tuple(rows)))
    if found.phone_left is not None:
        row = Row(FIGURES["phone_left"][to.locale], share_cells(found.phone_left, to))
        blocks.append(figures_table("phone", (row,), to))
        if found.phone_left.few:
            blocks.append(Lines((NOTES["too_few"][to.locale],)))
    if blocks:
        yield Section("outcomes", SECTIONS["outcomes"][to.locale], tuple(blocks))
