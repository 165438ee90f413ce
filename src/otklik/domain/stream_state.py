"""The state of one stream, as a value: its subject, its obligations and its ladder runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from otklik.domain.events import Ref
from otklik.domain.ladders import LadderRun
from otklik.domain.obligations import Obligation


@dataclass(frozen=True, slots=True)
class StreamState:
    """What is true of one subject after a prefix of its journal.

    Parameters
    ----------
    stream
        `<prefix>/<id>`, such as `order/5f0c…`, `shift/tverskaya/2026-03-19`.
    version
        Number of entries folded; 0 = nothing happened yet.
    recorded_at
        Of the last entry; None at version 0.
    subject
        What the prefix says: `orders.OrderState`, `stores.StoreState`, …; None at version 0.
    obligations, runs
        By reference; finished ones stay.
    """

    stream: str
    version: int = 0
    recorded_at: datetime | None = None
    subject: Any = None
    obligations: Mapping[Ref, Obligation] = field(default_factory=dict)
    runs: Mapping[Ref, LadderRun] = field(default_factory=dict)

    @property
    def prefix(self) -> str:
        """The stream's type: the text before the first slash."""
        return self.stream.partition("/")[0]
