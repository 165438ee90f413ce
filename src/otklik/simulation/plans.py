"""What people are going to do about one order of the demo, written down at the moment at which it arrives."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.business_time import WorkCalendar
from otklik.simulation.deeds import Deed


@dataclass(slots=True)
class Plan:
    """One order's life as far as people make it; `prepaid`: payment in advance is asked."""

    rng: random.Random
    stream: str
    store: str
    calendar: WorkCalendar
    prepaid: bool
    deeds: list[Deed]

    def after(self, at: datetime, minutes: float) -> datetime:
        """An instant of working time; there is always something left of a working day."""
        return self.calendar.add(at, max(1, int(minutes * 60)))

    def does(self, at: datetime, does: str, who: str = "buyer", **data: object) -> None:
        """Write a deed down."""
        self.deeds.append(Deed(at, does, self.stream, who, data))
