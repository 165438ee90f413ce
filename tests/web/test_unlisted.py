"""Pages that only a link opens, while the database is away: a page that says so, and when to come back."""

import pytest
from django.db import OperationalError
from django.test import Client

from otklik.store import queries

pytestmark = pytest.mark.django_db


def broken(*args: object, **named: object) -> None:
    raise OperationalError("server closed the connection unexpectedly")


def test_a_page_of_a_busy_desk_is_503_and_says_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "load_status", broken)
    answer = Client(raise_request_exception=False).get(f"/s/{'a' * 32}")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert (answer.headers["Cache-Control"], answer.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert "Сейчас не получается" in answer.content.decode()


def test_a_mistake_of_ours_stays_an_incident(monkeypatch: pytest.MonkeyPatch) -> None:
    def mistaken(*args: object) -> None:
        raise KeyError("a bug")

    monkeypatch.setattr(queries, "load_status", mistaken)
    assert Client(raise_request_exception=False).get(f"/s/{'a' * 32}").status_code == 500
