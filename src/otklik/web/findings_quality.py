"""The sections on the source: rows that could not be used, what it lacks, how everything was computed."""

from __future__ import annotations

from collections.abc import Iterator

from otklik.analytics.findings import Findings, Norms
from otklik.analytics.frames import Flaw, Source
from otklik.domain.locales import group
from otklik.web.findings_blocks import Block, Cell, Column, Facts, Lines, Row, Section, Table, Teller
from otklik.web.findings_figures import moment_text, norm_text
from otklik.web.findings_sentences import METHOD, NOTES, SHOWS
from otklik.web.findings_terms import ALIASES, FIELDS, FLAWS, OTHER_FLAW, term
from otklik.web.findings_words import COLUMNS, JOURNAL_SECTIONS, SECTIONS


def source_sections(found: Findings, source: Source, to: Teller) -> Iterator[Section]:
    """What is wrong with the source, what it lacks, and how it was computed."""
    titles = SECTIONS if source.name else {**SECTIONS, **JOURNAL_SECTIONS}
    yield Section("quality", titles["quality"][to.locale], tuple(_quality(source, to)), is_wide=True)
    if found.absent:
        yield Section("absent", titles["absent"][to.locale], tuple(_absent(found, to)))
    yield Section("method", titles["method"][to.locale], (Facts(tuple(_method(found, source, to))),))


def _quality(source: Source, to: Teller) -> Iterator[Block]:
    left = sum(one.count for one in source.flaws if one.dropped)
    counts = {"read": source.rows_read, "orders": source.orders, "left": left}
    said = NOTES["quality"][to.locale].format(
        **{name: group(count, to.locale) for name, count in counts.items()}
    )
    if not source.flaws:
        yield Lines((said, NOTES["clean"][to.locale]), "ok", "check")
        return
    yield Lines((said,))
    columns = (
        Column(COLUMNS["rows"][to.locale]),
        Column(COLUMNS["remedy"][to.locale], is_text=True),
        Column(COLUMNS["lines"][to.locale], is_text=True),
    )
    rows = tuple(_flaw_row(one, to) for one in source.flaws)
    yield Table("flaws", "", COLUMNS["flaw"][to.locale], columns, rows)


def _flaw_row(flaw: Flaw, to: Teller) -> Row:
    words = FLAWS.get(flaw.code)
    field = term(FIELDS, flaw.field, to.locale) if flaw.field else ""
    what = words.what[to.locale] if words else flaw.code
    fate = NOTES["dropped" if flaw.dropped else "kept_row"][to.locale]
    examples = ", ".join(group(row, to.locale) for row in flaw.examples)
    if flaw.count > len(flaw.examples) and examples:
        examples += " …"
    return Row(
        what,
        (
            Cell(group(flaw.count, to.locale), more=fate, tone="late" if flaw.dropped else ""),
            Cell((words.remedy if words else OTHER_FLAW)[to.locale]),
            Cell(examples),
        ),
        more=field,
    )


def _absent(found: Findings, to: Teller) -> Iterator[Block]:
    """What is lacked with what it would show, then what would show nothing more."""
    rows, others = [], []
    for name in found.absent:
        shows = SHOWS.get(ALIASES.get(name, name))
        if shows:
            rows.append(Row(term(FIELDS, name, to.locale), (Cell(shows[to.locale]),)))
        else:
            others.append(term(FIELDS, name, to.locale))
    columns = (Column(COLUMNS["shows"][to.locale], is_text=True),)
    yield Table("absent", "", COLUMNS["field"][to.locale], columns, tuple(rows))
    if others:
        yield Lines((NOTES["absent_too"][to.locale].format(names=", ".join(others)),))


def _method(found: Findings, source: Source, to: Teller) -> Iterator[tuple[str, str]]:
    word = {name: words[to.locale] for name, words in METHOD.items()}
    yield word["file"], source.name or word["journal"]
    if source.form:
        yield word["form"], source.form
    yield word["orders"], group(found.orders, to.locale)
    yield word["from"], moment_text(found.from_s, to.zone, to.locale)
    yield word["until"], moment_text(found.until_s, to.zone, to.locale)
    for hours in found.hours:
        yield word["hours"], hours
    yield word["zone"], found.zone
    for norms in found.norms:
        yield (
            (word["norms_trade"].format(trade=norms.trade) if norms.trade else word["norms"]),
            _norms(norms, to),
        )
    yield word["intervals"], word["intervals_text"]
    if source.columns:
        pairs = (f"{term(FIELDS, name, to.locale)}: {column}" for name, column in source.columns.items())
        yield word["columns"], "; ".join(pairs)
    if source.readings:
        pairs = (f"{term(FIELDS, name, to.locale)}: {what}" for name, what in source.readings)
        yield word["readings"], "; ".join(pairs)
    if source.unknown:
        yield word["unknown"], ", ".join(source.unknown)
    if source.digest:
        yield word["digest"], f"SHA-256 {source.digest}"


def _norms(norms: Norms, to: Teller) -> str:
    spans = {name: norm_text(norms, name, to.locale) for name in ("target", "limit", "premature")}
    return METHOD["norms_text"][to.locale].format(few=norms.few, **spans)
