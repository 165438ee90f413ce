"""Health: well while the database answers and the worker lives, unwell otherwise, and silent about the inside."""

from datetime import timedelta

import pytest
from django.db import OperationalError

from otklik.store import heartbeats


def test_no_worker_was_ever_there(house):
    answer = house.client.get("/health")
    assert (answer.status_code, answer.json()) == (503, {"status": "unwell", "why": "The worker is silent."})


@pytest.mark.parametrize(("silent_s", "status"), [(0, 200), (120, 200), (121, 503)])
def test_a_worker_may_be_silent_for_two_minutes(house, silent_s, status):
    heartbeats.beat("worker", now=house.desk.now - timedelta(seconds=silent_s))
    answer = house.client.get("/health")
    assert answer.status_code == status
    assert set(answer.json()) <= {"status", "why"}
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_database_that_refuses_is_unwell(house, monkeypatch):
    def refuse(*_, **__):
        raise OperationalError("connection to server at 10.0.0.7 failed")

    monkeypatch.setattr(heartbeats, "is_silent", refuse)
    answer = house.client.get("/health")
    assert (answer.status_code, answer.json()) == (503, {"status": "unwell", "why": "The database refuses."})


def test_health_is_only_read(house):
    assert house.client.post("/health").status_code == 405
