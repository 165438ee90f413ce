"""Further sections of the buyer's page, noun by noun: one table; each has its own file and template."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from otklik.domain.locales import Locale
from otklik.domain.status import OrderStatus
from otklik.web.status_alternatives import write_offers
from otklik.web.status_complaints import write_complaints
from otklik.web.status_deliveries import write_delivery
from otklik.web.status_processes import write_steps
from otklik.web.status_readiness import write_pickup
from otklik.web.status_windows import write_window

Column = Literal["main", "side"]


@dataclass(frozen=True, slots=True)
class SectionKind:
    """One row: in which column, with which template, and what writes it; None = this order has none."""

    column: Column
    template: str
    write: Callable[[OrderStatus, Locale, datetime], Any]


SECTIONS: tuple[SectionKind, ...] = (
    SectionKind("main", "status_alternatives.html", write_offers),
    SectionKind("main", "status_process.html", write_steps),
    SectionKind("main", "status_readiness.html", write_pickup),
    SectionKind("main", "status_window.html", write_window),
    SectionKind("main", "status_delivery.html", write_delivery),
    SectionKind("side", "status_complaint.html", write_complaints),
)
"""In the order in which they stand in their column."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section as the page shows it: its template sees `content` as `section`."""

    column: Column
    template: str
    content: Any


def write_sections(status: OrderStatus, locale: Locale, *, now: datetime) -> tuple[Section, ...]:
    """The sections that this order's page has, in words."""
    written = ((kind, kind.write(status, locale, now)) for kind in SECTIONS)
    return tuple(Section(kind.column, kind.template, one) for kind, one in written if one is not None)
