"""What could not be used of a file of past orders, counted by reason with the first lines as examples.

Each code has its words in the report (`web/findings_terms.py`) and its row in docs/howto/audit-a-file.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from otklik.analytics.frames import Flaw
from otklik.intake.blocks import Flags, Places

EXAMPLES = 5

FLAW_CODES = (
    "broken_row", "no_placed_at", "date_only", "unreadable", "in_future", "duplicate", "answered_before_placed",
    "before_placed", "handed_over_after_delivered", "delivered_without_date", "two_ends", "unknown_status",
    "unknown_hours", "rows_differ", "time_skipped", "time_repeated", "too_many_words", "currency_missing",
    "other_currency", "amount_too_fine",
)  # fmt: skip
"""Every code; `dropped` of a `Flaw` says whether the row is lost or only this value."""


@dataclass(slots=True)
class Tally:
    """Flaws of one file while they are found.

    Parameters
    ----------
    lines
        Line of each row.
    """

    lines: Places
    found: dict[tuple[str, str, bool], tuple[int, tuple[int, ...]]] = field(default_factory=dict)

    def add(self, code: str, name: str, which: Flags | Places, *, dropped: bool = False) -> None:
        """Count the rows that are flagged, or whose places are given."""
        rows = np.flatnonzero(which) if which.dtype == np.bool_ else which
        if len(rows):
            self.add_lines(
                code, name, len(rows), self.lines[np.sort(rows)[:EXAMPLES]].tolist(), dropped=dropped
            )

    def add_lines(
        self, code: str, name: str, count: int, examples: Sequence[int], *, dropped: bool = False
    ) -> None:
        """Count rows of which the first lines are known."""
        before, shown = self.found.get((code, name, dropped), (0, ()))
        self.found[code, name, dropped] = (before + count, (*shown, *examples)[:EXAMPLES])

    def flaws(self) -> tuple[Flaw, ...]:
        """All flaws, the most frequent first."""
        flaws = (
            Flaw(reason, name, count, dropped, examples)
            for (reason, name, dropped), (count, examples) in self.found.items()
        )
        return tuple(sorted(flaws, key=lambda flaw: (-flaw.count, flaw.code, flaw.field)))
