"""The sections on answers: bands, what a minute costs, and who still waits."""

from __future__ import annotations

from collections.abc import Iterator

from otklik.analytics.findings import (
    Answers,
    Band,
    CurvePoint,
    DelayBin,
    Findings,
    LossCurve,
    Norms,
    Share,
    Spread,
)
from otklik.domain.locales import group
from otklik.web.charts import BarRow, Bounds, DotRow, both, draw_bars, draw_dots, draw_steps
from otklik.web.findings_blocks import (
    ALL,
    Block,
    Cell,
    Chart,
    Column,
    Lines,
    Row,
    Section,
    Sign,
    Table,
    Teller,
    count_cell,
    share_cells,
)  # fmt: skip
from otklik.web.findings_figures import (
    NONE,
    band_names,
    bounds_text,
    decimal,
    interval,
    norm_marks,
    norm_text,
    percent,
    ratio,
    share_text,
    span_text,
)  # fmt: skip
from otklik.web.findings_sentences import NOTES
from otklik.web.findings_terms import CAVEATS, term
from otklik.web.findings_words import CHARTS, COLUMNS, FIGURES, SECTIONS

AFTER_S = (300, 600, 1_200, 3_600, 7_200, 10_800, 36_000)
"""Delays at which the table tells how many still wait."""


def tone_of(band: str, bands: tuple[str, ...], norms: Norms) -> str:
    """Colour of a band: within the target, within the limit, or beyond."""
    ends_s = {"m": 60, "h": 3_600}
    if band in ("later", "never") or not band[:-1].isdigit() or band[-1] not in ends_s:
        return "late"
    end_s = int(band[:-1]) * ends_s[band[-1]]
    if norms.target_days is not None or end_s <= norms.target_s:
        return "ok"
    return "warn" if norms.limit_days is not None or end_s <= norms.limit_s else "late"


def answers_section(found: Findings, to: Teller) -> Section:
    """How soon buyers were answered; without answers on record, what would have to be there."""
    title = SECTIONS["answers"][to.locale]
    if found.answers is None:
        return Section(
            "answers", title, (Lines((NOTES["no_answers"][to.locale],), "warn", "alert"),), is_wide=True
        )
    answers, norms = found.answers, found.norms[0]
    blocks: list[Block] = (
        [_bands_chart(answers, norms, to), _bands_table(answers, to)] if answers.bands else []
    )
    return Section(
        "answers",
        title,
        (*blocks, _norms_table(answers, norms, to), _spans_table(answers, to)),
        note=NOTES["answers"][to.locale],
        is_wide=True,
    )


def bounds_of(share: Share, to: Teller) -> Bounds:
    """A share as a chart draws it."""
    low, high = (share.low, share.high) if share.whole else (0.0, 0.0)
    return Bounds(ratio(share), low, high, share_text(share, to.locale))


def _bands_chart(answers: Answers, norms: Norms, to: Teller) -> Chart:
    names = tuple(band.name for band in answers.bands)
    rows = [
        BarRow(
            label,
            tone_of(band.name, names, norms),
            bounds_of(band.working, to),
            bounds_of(band.wall, to) if band.wall else None,
        )
        for label, band in zip(band_names(names, to.locale), answers.bands, strict=True)
    ]
    said = "; ".join(f"{row.label}: {row.thick.text}" for row in rows)
    title = CHARTS["bands"][to.locale]
    about = CHARTS["bands_about"][to.locale].format(rows=said)
    wide, narrow = both(lambda width: draw_bars(width, title, about, rows))
    legend = (
        Sign("sq m-ok", CHARTS["legend_working"][to.locale]),
        Sign("sq sq-thin m-wall", CHARTS["legend_wall"][to.locale]),
        Sign("ln whisker", CHARTS["legend_interval"][to.locale]),
    )
    return Chart("bands", wide, narrow, legend)


def _bands_table(answers: Answers, to: Teller) -> Table:
    labels = band_names(tuple(band.name for band in answers.bands), to.locale)
    columns = ("working_count", "working", "wall_count", "wall")
    return Table(
        "bands",
        NOTES["table"][to.locale],
        COLUMNS["band"][to.locale],
        tuple(Column(COLUMNS[name][to.locale]) for name in columns),
        tuple(Row(label, _band_cells(band, to)) for label, band in zip(labels, answers.bands, strict=True)),
        is_folded=True,
    )


def _band_cells(band: Band, to: Teller) -> tuple[Cell, ...]:
    working, _, share = share_cells(band.working, to)
    wall, _, wall_share = share_cells(band.wall, to)
    return working, share, wall, wall_share


def _norms_table(answers: Answers, norms: Norms, to: Teller) -> Table:
    spans = {f"in_{name}": norm_text(norms, name, to.locale) for name in ("target", "limit")}
    rows = []
    for name in ("silent", "in_limit", "in_target", "first_thing", "completed_silently"):
        share = getattr(answers, name)
        if share is not None:
            word = FIGURES[name][to.locale].format(span=spans.get(name, ""))
            rows.append(Row(word, share_cells(share, to, bad=name == "silent")))
    return figures_table("norms", tuple(rows), to)


def figures_table(name: str, rows: tuple[Row, ...], to: Teller) -> Table:
    """Shares one below the other: how many, of how many, which part."""
    columns = tuple(Column(COLUMNS[column][to.locale]) for column in ("count", "of", "share"))
    return Table(name, "", COLUMNS["figure"][to.locale], columns, rows)


def _spans_table(answers: Answers, to: Teller) -> Table:
    return spans_table("spans", {"working": answers.working, "wall": answers.wall}, to)


def spans_table(name: str, spans: dict[str, Spread], to: Teller) -> Table:
    """Spans of time one below the other: half, 90 % and 95 % within.

    Parameters
    ----------
    name
        Of the table.
    spans
        By a key of `FIGURES`; those with `working` in it are working time.
    to
        Reader.
    """
    columns = ("half", "nine_tenths", "nineteen", "measured")
    rows = []
    for key, spread in spans.items():
        working = "working" in key
        texts = (
            span_text(one, to.locale, working=working) for one in (spread.p50_s, spread.p90_s, spread.p95_s)
        )
        rows.append(Row(FIGURES[key][to.locale], (*map(Cell, texts), count_cell(spread, to))))
    return Table(
        name,
        "",
        COLUMNS["figure"][to.locale],
        tuple(Column(COLUMNS[column][to.locale]) for column in columns),
        tuple(rows),
    )


def curve_sections(found: Findings, to: Teller) -> Iterator[Section]:
    """What a minute costs, and how many still wait."""
    curve = found.curve
    if curve is None:
        return
    if curve.bins:
        yield _bins_section(curve, found.norms[0], to)
    if curve.waiting:
        yield _waiting_section(curve, found.norms[0], to)


def _bins_section(curve: LossCurve, norms: Norms, to: Teller) -> Section:
    caveats = tuple(term(CAVEATS, code, to.locale) for code in curve.caveats)
    slope = _slope_text(curve, to)
    blocks: list[Block] = [_bins_chart(curve, norms, to), _bins_table(curve, to)]
    if slope:
        blocks.append(Lines((slope,)))
    if caveats:
        blocks.append(Lines(caveats, "warn", "alert"))
    return Section("bins", SECTIONS["bins"][to.locale], tuple(blocks))


def _slope_text(curve: LossCurve, to: Teller) -> str:
    if curve.slope_share is None or curve.slope_low is None or curve.slope_high is None:
        return ""
    points, low, high = (
        decimal(one * 100, 1, to.locale) for one in (curve.slope_share, curve.slope_low, curve.slope_high)
    )
    return NOTES["slope"][to.locale].format(points=points, low=low, high=high)


def _bins_chart(curve: LossCurve, norms: Norms, to: Teller) -> Chart:
    names = tuple(one.name for one in curve.bins)
    rows = [
        DotRow(
            label,
            f"n = {group(one.raw.whole, to.locale)}",
            "few" if one.raw.few else tone_of(one.name, names, norms),
            bounds_of(one.raw, to),
            _adjusted_bounds(one, to),
        )
        for label, one in zip(band_names(names, to.locale), curve.bins, strict=True)
        if one.raw.whole
    ]
    said = "; ".join(f"{row.label}: {row.raw.text if row.raw else NONE}" for row in rows)
    title, about = CHARTS["bins"][to.locale], CHARTS["bins_about"][to.locale].format(rows=said)
    wide, narrow = both(lambda width: draw_dots(width, title, about, rows, to.locale))
    legend = (
        Sign("sq sq-dot m-ok", CHARTS["legend_raw"][to.locale]),
        Sign("sq sq-diamond m-info", CHARTS["legend_adjusted"][to.locale]),
        Sign("ln span m-info", CHARTS["legend_interval"][to.locale]),
    )
    return Chart("bins", wide, narrow, legend)


def _adjusted_bounds(one: DelayBin, to: Teller) -> Bounds | None:
    if one.adjusted is None:
        return None
    low = one.adjusted if one.low is None else one.low
    high = one.adjusted if one.high is None else one.high
    return Bounds(one.adjusted, low, high, percent(one.adjusted, to.locale))


def _bins_table(curve: LossCurve, to: Teller) -> Table:
    labels = band_names(tuple(one.name for one in curve.bins), to.locale)
    rows = tuple(Row(label, _bin_cells(one, to)) for label, one in zip(labels, curve.bins, strict=True))
    columns = ("count", "raw", "adjusted", "covered")
    return Table(
        "bins",
        NOTES["table"][to.locale],
        COLUMNS["delay"][to.locale],
        tuple(Column(COLUMNS[name][to.locale]) for name in columns),
        rows,
        is_folded=True,
    )


def _bin_cells(one: DelayBin, to: Teller) -> tuple[Cell, ...]:
    tone = "muted" if one.raw.few else ""
    between = interval(one.low, one.high, to.locale) if one.low is not None and one.high is not None else ""
    return (
        Cell(group(one.raw.whole, to.locale), to.link(one.raw.figure + ALL)),
        Cell(
            share_text(one.raw, to.locale),
            to.link(one.raw.figure),
            more=bounds_text(one.raw, to.locale),
            tone=tone,
        ),
        Cell(NONE if one.adjusted is None else percent(one.adjusted, to.locale), more=between),
        Cell(percent(one.covered, to.locale)),
    )


def _waiting_section(curve: LossCurve, norms: Norms, to: Teller) -> Section:
    title, about = CHARTS["waiting"][to.locale], CHARTS["waiting_about"][to.locale]
    marks = norm_marks(norms)
    wide, narrow = both(lambda width: draw_steps(width, title, about, curve.waiting, marks, to.locale))
    legend = (
        Sign("ln steps", CHARTS["legend_steps"][to.locale]),
        Sign("sq band", CHARTS["legend_interval"][to.locale]),
        Sign("ln mark", CHARTS["legend_marks"][to.locale]),
    )
    blocks = (Chart("waiting", wide, narrow, legend), _waiting_table(curve.waiting, norms, to))
    return Section("waiting", SECTIONS["waiting"][to.locale], blocks, note=NOTES["waiting"][to.locale])


def _waiting_table(points: tuple[CurvePoint, ...], norms: Norms, to: Teller) -> Table:
    rows = []
    for after_s in sorted({*AFTER_S, *norm_marks(norms)}):
        if after_s > points[-1].delay_s:
            break
        before = [one for one in points if one.delay_s <= after_s]
        if before:
            last = before[-1]
            cells = (
                Cell(percent(last.share, to.locale), more=interval(last.low, last.high, to.locale)),
                Cell(group(last.at_risk, to.locale)),
            )
            rows.append(Row(span_text(after_s, to.locale, working=True), cells))
    columns = tuple(Column(COLUMNS[name][to.locale]) for name in ("waiting", "at_risk"))
    return Table(
        "waiting",
        NOTES["table"][to.locale],
        COLUMNS["after"][to.locale],
        columns,
        tuple(rows),
        is_folded=True,
    )
