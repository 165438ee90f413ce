"""Forecasts at night: one process at a time, what fails is left alone for an hour, what is stopped is gone."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta

import pytest

from otklik.store import demand
from otklik.worker.demand_jobs import AGAIN_AFTER, OLD_AFTER, Jobs, follow, stop

NOW = datetime(2026, 12, 8, 2, tzinfo=UTC)


@pytest.fixture
def stale(monkeypatch):
    monkeypatch.setattr(demand, "list_stale", lambda since: ["east", "west"])


def _ended(jobs: Jobs) -> None:
    jobs.process.wait(30)


def test_one_depot_after_another_and_what_failed_again_an_hour_later(stale):
    jobs = Jobs(program=(sys.executable, "-c", "import sys; sys.exit(sys.argv[-1] == 'west')"))
    follow(jobs, now=NOW)
    assert jobs.depot == "east"
    _ended(jobs)
    follow(jobs, now=NOW)
    assert jobs.depot == "west"
    _ended(jobs)
    follow(jobs, now=NOW)
    assert jobs.process is None
    assert jobs.waiting == {"east": NOW + OLD_AFTER, "west": NOW + AGAIN_AFTER}
    follow(jobs, now=NOW + AGAIN_AFTER)
    assert jobs.depot == "west"
    _ended(jobs)


def test_what_takes_too_long_is_ended_and_so_is_what_runs_at_the_end(stale):
    jobs = Jobs(program=(sys.executable, "-c", "import time; time.sleep(600)"))
    follow(jobs, now=NOW)
    first = jobs.process
    follow(jobs, now=NOW)
    assert jobs.process is first
    jobs.ends_s = 0.0
    follow(jobs, now=NOW + timedelta(seconds=1))
    assert first.poll() not in (None, 0)
    assert jobs.depot == "west"
    last = jobs.process
    stop(jobs)
    assert last.poll() is not None
