"""What the page of an audit is made of: sections of tables, charts, a week and notes, with all words ready.

Each block names the template that draws it, so a section is any number of them in any order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from otklik.analytics.findings import Share, Spread
from otklik.domain.locales import Locale, group
from otklik.web.drawings import Drawing
from otklik.web.findings_figures import bounds_text, share_text

Opens = Callable[[str], str | None]
"""Address of the orders behind a figure, by its name; None where there is none."""

ALL = "/all"
"""Behind the name of a share: the orders of its whole."""


def opens_nothing(figure: str) -> None:
    """Where a page has no orders to open: the file that is carried away."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Whom a page is written for: language, where figures lead, and what the orders came from.

    Parameters
    ----------
    locale
        Language.
    opens
        Address of a figure's orders.
    zone
        IANA zone of dates.
    few
        Fewer orders than this are not judged.
    """

    locale: Locale
    opens: Opens
    zone: str
    few: int

    def link(self, figure: str) -> str:
        """Address of the orders behind a figure; empty where it has none."""
        return self.opens(figure) or "" if figure else ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a table.

    Parameters
    ----------
    text
        As it is read.
    href
        Its orders; empty = none.
    more, more_href
        Smaller, below it.
    tone
        `late`, `warn`, `ok`, `muted`, or empty.
    """

    text: str
    href: str = ""
    more: str = ""
    more_href: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; `sign` stands behind its name."""

    head: str
    cells: tuple[Cell, ...]
    more: str = ""
    href: str = ""
    sign: str = ""
    is_bad: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column of figures; `is_text` where it holds words."""

    word: str
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Figures in lines and columns; `is_folded` puts it behind its own caption."""

    name: str
    caption: str
    head: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    is_folded: bool = False
    rest: str = ""
    template: str = "findings/table.html"


@dataclass(frozen=True, slots=True)
class Sign:
    """One entry of a legend: a mark's classes and its word."""

    mark: str
    word: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing for a wide and one for a narrow page, with a legend."""

    name: str
    wide: Drawing
    narrow: Drawing
    legend: tuple[Sign, ...] = ()
    template: str = "findings/chart.html"


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One hour of the week: figure, orders in it, its place on the scale (empty = not judged)."""

    text: str
    more: str = ""
    href: str = ""
    level: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """The week as a table of seven days by the hours that have orders."""

    name: str
    caption: str
    hours: tuple[int, ...]
    days: tuple[tuple[str, tuple[HeatCell, ...]], ...]
    scale: tuple[tuple[str, str], ...]
    less: str
    more: str
    template: str = "findings/week.html"


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values."""

    facts: tuple[tuple[str, str], ...]
    template: str = "findings/facts.html"


@dataclass(frozen=True, slots=True)
class Lines:
    """Sentences, one below the other; `tone` makes them a note."""

    lines: tuple[str, ...]
    tone: str = ""
    icon: str = ""
    template: str = "findings/lines.html"


Block = Table | Chart | Week | Facts | Lines


@dataclass(frozen=True, slots=True)
class Section:
    """One card; `note` is its last word, `aside` stands beside its title."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    aside: str = ""
    note: str = ""
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """One of the figures at the top, with what is said below it."""

    word: str
    figure: str
    href: str
    more: tuple[str, ...]
    tone: str


@dataclass(frozen=True, slots=True)
class FindingsView:
    """The page of an audit or a report, ready to be written.

    Parameters
    ----------
    lead
        What it found, in one sentence.
    rest
        More sentences beside it.
    tone
        Of the headline.
    sprite
        Address of the icons; empty where they stand in the page itself.
    """

    locale: Locale
    lead: str
    rest: tuple[str, ...]
    tone: str
    tiles: tuple[Tile, ...]
    sections: tuple[Section, ...]
    contents: str
    sprite: str

    @property
    def runs(self) -> tuple[tuple[bool, tuple[Section, ...]], ...]:
        """The sections as they share columns: neighbours that are not wide stand beside each other."""
        return tuple((wide, tuple(run)) for wide, run in groupby(self.sections, key=lambda one: one.is_wide))

    @property
    def lead_icon(self) -> str:
        """Icon beside the first sentence: its tone is never told by colour alone."""
        return "check" if self.tone == "ok" else "alert" if self.tone else "clock"


def share_cells(share: Share | None, to: Teller, *, bad: bool = False) -> tuple[Cell, ...]:
    """Three cells of a share: how many of how many, the percentage, its interval.

    Parameters
    ----------
    share
        None = not on record.
    to
        Reader.
    bad
        Whether any of it is bad news.
    """
    if share is None:
        return (Cell("—"), Cell("—"), Cell("—"))
    tone = "late" if bad and share.part and not share.few else ""
    return (
        Cell(group(share.part, to.locale), to.link(share.figure), tone=tone),
        Cell(group(share.whole, to.locale), to.link(share.figure + ALL)),
        Cell(
            share_text(share, to.locale),
            more=bounds_text(share, to.locale),
            tone="muted" if share.few else tone,
        ),
    )


def count_cell(spread: Spread, to: Teller) -> Cell:
    """How many orders a span was measured on."""
    return Cell(group(spread.whole, to.locale), to.link(spread.figure))
