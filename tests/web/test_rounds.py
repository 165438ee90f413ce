"""The round on the desk, the morning's plan and the inboxes of a store: what pages show and forms do (R11, R31)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from otklik.store import clock
from tests.harness import Desk

SHIFT = "shift/tverskaya/2026-03-20"
JSON = {"Accept": "application/json"}


@pytest.fixture
def desk(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Friday 20 March 2026, 09:00: store S opens at ten, looks at desk and mailbox; four orders wait."""
    opened = Desk("2026-03-19 20:00", watched=True)
    monkeypatch.setattr(clock, "now", lambda: opened.now)
    opened.store("tverskaya", "Mo-Fr 10:00-19:00", inboxes=["desk", "mailbox"])
    opened.store("taganka", "Mo-Su 09:00-21:00")
    opened.person("anna", "tverskaya")
    opened.person("boris", "tverskaya", "head")
    opened.person("vera", "taganka")
    opened.tick()
    for number in range(4):
        opened.order("tverskaya", number=f"N-{number}", email="")
    opened.forward("2026-03-20 09:55")
    yield opened
