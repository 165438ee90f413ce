"""Who is to work when, as a value: one person's weekly pattern with its dated exceptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from otklik.domain.opening_hours import Span
from otklik.domain.week_grid import DAYS


@dataclass(frozen=True, slots=True)
class WorkWeek:
    """One person's pattern.

    Parameters
    ----------
    days
        Seven, Monday first: spans in seconds since midnight, at most two; empty = off.
    exceptions
        By local date: the spans of that day instead.
    """

    days: tuple[tuple[Span, ...], ...] = ((),) * len(DAYS)
    exceptions: Mapping[date, tuple[Span, ...]] = field(default_factory=dict)

    def on(self, day: date) -> tuple[Span, ...]:
        """Spans of a local date."""
        return self.exceptions.get(day, self.days[day.weekday()])

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing at all."""
        return not any(self.days) and not self.exceptions


Roster = Mapping[str, WorkWeek]
"""Slug of a person → his week."""
