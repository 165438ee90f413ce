"""The sections that compare stores, partners, channels …: few orders are not judged, and nobody is ranked (law 13)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from otklik.analytics.findings import Findings, Group, Grouping, Share
from otklik.analytics.measures import quoted
from otklik.domain.locales import group as grouped
from otklik.web.desk_words import CHANNELS
from otklik.web.findings_blocks import Cell, Column, Row, Section, Table, Teller
from otklik.web.findings_figures import NONE, bounds_text, ratio, share_text, span_text
from otklik.web.findings_outcomes import amount_text
from otklik.web.findings_sentences import NOTES
from otklik.web.findings_terms import DIMENSIONS, term
from otklik.web.findings_words import COLUMNS

SHARES: Mapping[str, bool] = {
    "in_target": True,
    "silent": False,
    "premature": False,
    "kept": True,
    "promises": True,
}
"""Shares of a group, and whether more of it is better."""
AMOUNTS = ("amount_minor", "lost_minor")
HEADS = {"amount_minor": "amount", "lost_minor": "lost", "p50_s": "p50"}
ORDER = ("in_target", "p50_s", "silent", "premature", "promises", "kept", "amount_minor", "lost_minor")


def group_sections(found: Findings, to: Teller) -> Iterator[Section]:
    """One section for each dimension that the source knows."""
    overall = _overall(found)
    for grouping in found.groupings:
        if grouping.groups:
            yield Section(
                f"by-{grouping.dimension}",
                term(DIMENSIONS, grouping.dimension, to.locale),
                (_table(grouping, overall, found, to),),
                note=NOTES["groups"][to.locale].format(few=to.few),
                is_wide=True,
            )


def _overall(found: Findings) -> Mapping[str, Share | None]:
    """The same shares of all orders, that groups are held against."""
    kept = next((one.share for one in found.outcomes or () if one.name == "kept"), None)
    return {
        "in_target": found.answers.in_target if found.answers else None,
        "silent": found.answers.silent if found.answers else None,
        "premature": found.refusals.premature if found.refusals else None,
        "promises": found.promises.kept if found.promises else None,
        "kept": kept,
    }


def _table(grouping: Grouping, overall: Mapping[str, Share | None], found: Findings, to: Teller) -> Table:
    names = [name for name in ORDER if any(getattr(one, name) is not None for one in grouping.groups)]
    heads = ["count", *(HEADS.get(name, name) for name in names)]
    rows = tuple(_row(one, grouping.dimension, names, overall, found, to) for one in grouping.groups)
    rest = NOTES["rest"][to.locale].format(count=grouped(grouping.rest, to.locale)) if grouping.rest else ""
    return Table(
        f"by-{grouping.dimension}",
        "",
        COLUMNS["name"][to.locale],
        tuple(Column(COLUMNS[name][to.locale]) for name in heads),
        rows,
        rest=rest,
    )


def _row(
    one: Group,
    dimension: str,
    names: list[str],
    overall: Mapping[str, Share | None],
    found: Findings,
    to: Teller,
) -> Row:
    shares = [getattr(one, name) for name in names if name in SHARES and getattr(one, name) is not None]
    worse = any(_is_worse(name, getattr(one, name), overall[name]) for name in names if name in SHARES)
    few = bool(shares) and all(share.few for share in shares)
    cells = [Cell(grouped(one.orders, to.locale), to.link(f"by/{dimension}/{quoted(one.name)}/orders"))]
    cells += [_cell(one, name, overall, found, to) for name in names]
    sign = NOTES["too_few"][to.locale] if few else NOTES["worse"][to.locale] if worse else ""
    return Row(_name(one.name, dimension, to), tuple(cells), sign=sign, is_bad=worse and not few)


def _name(name: str, dimension: str, to: Teller) -> str:
    if dimension == "channel" and name in CHANNELS:
        return CHANNELS[name][1][to.locale]
    return name or NONE


def _cell(one: Group, name: str, overall: Mapping[str, Share | None], found: Findings, to: Teller) -> Cell:
    value = getattr(one, name)
    if name in AMOUNTS:
        return Cell(amount_text(value, found, to))
    if name == "p50_s":
        return Cell(span_text(value, to.locale, working=True))
    if value is None or not value.whole:
        return Cell(NONE, tone="muted")
    tone = "muted" if value.few else "late" if _is_worse(name, value, overall[name]) else ""
    text = share_text(value, to.locale)
    return Cell(text, to.link(value.figure), more=bounds_text(value, to.locale), tone=tone)


def _is_worse(name: str, share: Share | None, overall: Share | None) -> bool:
    """Whether the whole interval lies on the bad side of the overall share."""
    if share is None or overall is None or share.few or not share.whole or not overall.whole:
        return False
    return share.high < ratio(overall) if SHARES[name] else share.low > ratio(overall)
