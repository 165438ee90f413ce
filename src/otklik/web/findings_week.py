"""The section on the week: in which hours answers are late, or when orders come."""

from __future__ import annotations

from collections.abc import Iterator

from otklik.analytics.findings import Findings, HourCell
from otklik.domain.locales import group
from otklik.web.findings_blocks import HeatCell, Section, Teller, Week
from otklik.web.findings_figures import norm_text, percent, ratio
from otklik.web.findings_sentences import NOTES
from otklik.web.findings_words import DAYS, SECTIONS

SCALE = (15, 30, 45, 60, 75)
"""Where the next colour begins: per cent answered after the target."""


def week_sections(found: Findings, to: Teller) -> Iterator[Section]:
    """The week, where any order stands in it."""
    cells = {(one.weekday, one.hour): one for one in found.week if one.orders}
    if not cells:
        return
    hours = tuple(range(min(hour for _, hour in cells), max(hour for _, hour in cells) + 1))
    judged = any(one.in_target for one in cells.values())
    span = norm_text(found.norms[0], "target", to.locale)
    note = NOTES["week" if judged else "week_orders"][to.locale].format(span=span, few=to.few)
    days = tuple(
        (
            DAYS[str(day)][to.locale],
            tuple(_cell(cells.get((day, hour)), judged=judged, to=to) for hour in hours),
        )
        for day in range(7)
    )
    week = Week(
        "week",
        SECTIONS["week"][to.locale],
        hours,
        days,
        _scale() if judged else (),
        NOTES["less"][to.locale],
        NOTES["greater"][to.locale],
    )
    yield Section("week", SECTIONS["week"][to.locale], (week,), note=note, is_wide=True)


def _cell(one: HourCell | None, *, judged: bool, to: Teller) -> HeatCell:
    if one is None:
        return HeatCell("")
    orders = group(one.orders, to.locale)
    if not judged:
        return HeatCell(orders)
    if one.in_target is None or not one.in_target.whole:
        return HeatCell("", orders)
    late = 1 - ratio(one.in_target)
    level = "" if one.in_target.few else str(sum(late * 100 >= step for step in SCALE))
    return HeatCell(
        f"{late * 100:.0f}", orders, to.link(one.in_target.figure), level, percent(late, to.locale)
    )


def _scale() -> tuple[tuple[str, str], ...]:
    starts = (0, *SCALE)
    return tuple(
        (str(level), f"{start}–{SCALE[level] - 1}" if level < len(SCALE) else f"{start}+")
        for level, start in enumerate(starts)
    )
