"""Log-in, invitations, lock-out, language and theme."""

import pytest

from otklik.actions import accounts
from otklik.domain.errors import DomainError
from otklik.store.access import load_viewer
from tests.web.town import PASSWORD


def log_in(client, name, password, **more):
    return client.post("/login/", {"login": name, "password": password}, **more)


def test_a_person_logs_in_by_name_and_password(town):
    accounts.open_account("anna", PASSWORD)
    client = town.client()
    assert log_in(client, "anna", "wrong password").status_code == 200
    assert client.get("/account/").status_code == 302
    answer = log_in(client, "anna", PASSWORD)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/account/").status_code == 200
    assert client.post("/logout/")["Location"] == "/"
    assert client.get("/account/").status_code == 302


def test_nobody_signs_up(town):
    assert town.client().get("/signup/").status_code in (403, 404)


@pytest.mark.django_db
def test_the_ninth_wrong_password_closes_the_name_and_the_right_one_does_not_open_it(town):
    accounts.open_account("anna", PASSWORD)
    client = town.client()
    answers = [log_in(client, "anna", f"wrong {n}").status_code for n in range(8)]
    assert answers[:7] == [200] * 7
    assert log_in(client, "anna", PASSWORD).status_code == 429
    # the control: another name is not closed
    accounts.open_account("vera", PASSWORD)
    assert log_in(client, "vera", PASSWORD).status_code == 302


def test_an_invitation_is_good_once_and_for_two_days(town):
    token = accounts.invite("anna", now=town.desk.now)
    client = town.client(enforce_csrf_checks=True)
    page = client.get(f"/join/{token}")
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "no-referrer"
    assert "anna" in page.content.decode()
    weak = client.post(f"/join/{token}", {"password": "12345"})
    assert weak.status_code == 422
    assert client.post(f"/join/{token}", {"password": PASSWORD})["Location"] == "/"
    assert client.get("/account/").status_code == 200
    again = town.client()
    assert again.get(f"/join/{token}").status_code == 404
    assert again.post(f"/join/{token}", {"password": "another herons"}).status_code == 404
    assert log_in(again, "anna", PASSWORD).status_code == 302


def test_bad_invitations_are_one_answer(town):
    expired = accounts.invite("vera", now=town.desk.now)
    town.desk.forward(hours=48)
    client = town.client()
    bodies = {client.get(f"/join/{token}").content for token in (expired, expired[:-1], "x")}
    assert len(bodies) == 1
    with pytest.raises(DomainError, match="not good"):
        accounts.accept(expired, PASSWORD, now=town.desk.now)


def test_language_and_theme_are_remembered_by_the_browser(town):
    client = town.client("anna")
    assert 'lang="ru"' in client.get("/account/").content.decode()
    answer = client.post("/preferences", {"lang": "en", "theme": "dark", "next": "/account/"})
    assert (answer.status_code, answer["Location"]) == (303, "/account/")
    page = client.get("/account/").content.decode()
    assert '<html lang="en" data-theme="dark">' in page
    assert "Log-in and safety" in page


@pytest.mark.parametrize("elsewhere", ["https://evil.test/", "//evil.test/", "javascript:alert(1)", ""])
def test_preferences_lead_nowhere_else(town, elsewhere):
    assert town.client().post("/preferences", {"next": elsewhere, "theme": "pink"})["Location"] == "/"


def test_what_a_person_may_see(town):
    assert load_viewer("anna").stores == frozenset({"tverskaya"})
    assert load_viewer("pavel").stores == frozenset({"tverskaya", "arbat"})
    assert load_viewer("admin").stores is None
    assert load_viewer("rita").stores is None
    assert load_viewer("nobody") is None
    anna = load_viewer("anna")
    assert (anna.home, anna.partner, anna.zone, anna.locale) == ("tverskaya", "sever", "Europe/Moscow", "ru")
