"""The order of choices is learnt once a day, where buyers have decided anew, and by nobody else's process."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from otklik.store import alternatives
from otklik.store.alternatives import Weights
from otklik.worker.alternative_jobs import Learning

NOW = datetime(2026, 3, 19, 0, 0, tzinfo=UTC)


def test_it_is_learnt_once_a_day_and_only_from_new_decisions(monkeypatch: pytest.MonkeyPatch) -> None:
    decided, known, begun = 59, Weights(), []
    monkeypatch.setattr(alternatives, "count_decisions", lambda: decided)
    monkeypatch.setattr(alternatives, "load_weights", lambda: known)
    monkeypatch.setattr(Learning, "_begin", lambda self: begun.append(decided))
    learning = Learning()
    learning.follow(now=NOW)
    decided = 60
    learning.follow(now=NOW + timedelta(hours=23))
    assert begun == [], "too few, and not twice a day"
    learning.follow(now=NOW + timedelta(hours=24))
    assert begun == [60]
    known = Weights({"price": 1.0}, decisions=60)
    learning.follow(now=NOW + timedelta(hours=48))
    assert begun == [60], "nothing new"
