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
    answer = Client(raise_request_exception=False).get(f"/s/{'a' * 32}")
    assert answer.status_code == 500
    assert "Сбой на нашей стороне" in answer.content.decode()
    assert "a bug" not in answer.content.decode()


def test_an_address_without_a_route_is_said_to_be_none() -> None:
    answer = Client().get("/desks")
    assert answer.status_code == 404
    assert "Такой страницы нет" in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "led"),
    [("/setup/", "/setup"), ("/login?next=/desk", "/login/?next=/desk"), ("/desk/", "/desk")],
)
def test_a_slash_too_many_or_too_few_leads_to_the_page(asked: str, led: str) -> None:
    answer = Client().get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (302, led)


def test_a_form_is_never_led_elsewhere() -> None:
    assert Client().post("/shift/join/").status_code == 404
