"""People on the set-up screens: admitting, roles, addresses, log-in, dismissing; and who may do that to whom."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from otklik.actions import accounts
from otklik.channels import registry
from otklik.channels.message import SendResult
from otklik.store import directory, listings
from otklik.store.accounts import list_accounts
from tests.api.caller import positions
from tests.channels import providers
from tests.channels.http_server import http_server
from tests.web.town import PASSWORD

NEW = {
    "name": "Пётр Щукин",
    "slug": "",
    "store": "tverskaya",
    "roles": ["seller"],
    "locale": "ru",
    "address": "",
}


def person(slug):
    return next((one for one in listings.list_people() if one.slug == slug), None)


def test_a_head_admits_a_seller_with_a_mailbox_that_waits_for_its_code(town, mail):
    answer = town.client("boris").post("/setup/new/person", NEW | {"address": "petr@desk.test"})
    assert answer["Location"] == "/setup/people/petr-shchukin?done=person_admitted"
    admitted = person("petr-shchukin")
    assert (admitted.name, admitted.store, admitted.roles) == ("Пётр Щукин", "tverskaya", ("seller",))
    assert (mail[0].to, listings.list_methods("person/petr-shchukin")) == ("petr@desk.test", [])
    assert "ждёт кода" in town.client("boris").get("/setup/people/petr-shchukin").content.decode()
    assert town.desk.journal("person/petr-shchukin")[0].event.actor == "person:boris"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": " "}, "Без имени нельзя"),
        ({"slug": "Пётр"}, "строчными латинскими"),
        ({"slug": "anna"}, "уже занято"),
        ({"roles": []}, "Отметьте хотя бы одну роль"),
        ({"roles": ["seller", "administrator"]}, "Эту роль даёт администратор"),
        ({"roles": ["head"]}, "Эту роль даёт администратор"),
        ({"store": "taganka"}, "Выберите магазин из списка"),
    ],
)
def test_who_is_not_admitted(town, wrong, sentence):
    before = positions()
    answer = town.client("boris").post("/setup/new/person", NEW | wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert positions() == before


def test_with_a_bad_address_nobody_is_admitted(town):
    answer = town.client("boris").post("/setup/new/person", NEW | {"address": "no address"})
    assert answer.status_code == 422
    assert "Такого адреса здесь не бывает" in answer.content.decode()
    assert person("petr-shchukin") is None


def test_roles_store_and_name_change(town):
    form = {"name": "Анна Ким", "store": "arbat", "roles": ["seller", "second_person"], "locale": "en"}
    answer = town.client("pavel").post("/setup/people/anna", form)
    assert answer["Location"] == "/setup/people/anna?done=person_saved"
    changed = person("anna")
    assert (changed.name, changed.store, changed.roles, changed.locale) == (
        "Анна Ким", "arbat", ("second_person", "seller"), "en",
    )  # fmt: skip
    event = town.desk.journal("person/anna")[-1].event
    assert (event.kind, dict(event.data)) == (
        "person.changed",
        {"store": "arbat", "roles": ["second_person", "seller"], "locale": "en"},
    )
    assert set(event.personal) == {"name"}, "the name lies beside the journal"
    before = positions()
    town.client("pavel").post("/setup/people/anna", form)
    assert positions() == before, "the same again says nothing new"


ABOVE = [("boris", "pavel"), ("boris", "boris"), ("pavel", "pavel")]
"""Viewer and somebody of his own store whose roles he could not give."""


@pytest.mark.parametrize(("viewer", "slug"), ABOVE)
def test_nobody_changes_invites_or_dismisses_one_above_him(town, viewer, slug):
    """An invitation sets a password: whoever could invite his chief could log in as him."""
    client, before = town.client(viewer), positions()
    form = {"name": "x", "store": "tverskaya", "roles": ["seller"], "locale": "ru"}
    for where in ("", "/invitation", "/dismissal"):
        assert client.post(f"/setup/people/{slug}{where}", form).status_code == 403, where
    if slug != viewer:
        assert (
            client.post(f"/setup/people/{slug}/methods", {"act": "add", "address": "x@y.test"}).status_code
            == 403
        )
    assert positions() == before
    assert "/join/" not in client.get(f"/setup/people/{slug}").content.decode()


def test_an_administrator_may(town):
    """The control of the test above."""
    form = {"name": "Boris", "store": "tverskaya", "roles": ["head", "seller"], "locale": "ru"}
    assert town.client("admin").post("/setup/people/boris", form).status_code == 303
    assert town.client("admin").post("/setup/people/pavel/invitation").status_code == 200


def test_everybody_may_add_his_own_address_and_it_is_used_once_its_code_came_back(town, mail):
    client = town.client("boris")
    answer = client.post(METHODS.format("boris"), {"act": "add", "address": "b@home.test"})
    assert (answer.status_code, "ждёт кода" in answer.content.decode()) == (200, True)
    assert [one.method for one in listings.list_methods("person/boris")] == ["mail"]
    done = client.post(
        METHODS.format("boris"), {"act": "code", "method": "mail-2", "code": code_in(mail[-1])}
    )
    assert done["Location"] == "/setup/people/boris?done=method_proved"
    assert directory.load_address("person/boris", "mail-2") == "b@home.test"


def test_an_address_is_shown_masked_and_removed(town):
    client = town.client("boris")
    page = client.get("/setup/people/anna").content.decode()
    assert "a…@desk.test" in page
    assert "anna@desk.test" not in page
    client.post("/setup/people/anna/methods", {"act": "remove", "method": "mail"})
    assert listings.list_methods("person/anna") == []
    again = client.post("/setup/people/anna/methods", {"act": "remove", "method": "mail"})
    assert (again.status_code, "Этого адреса уже нет" in again.content.decode()) == (422, True)


def test_an_invitation_is_a_link_that_works_once(town):
    answer = town.client("boris").post("/setup/people/anna/invitation")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    (token,) = re.findall(r"/join/([^\"&<]+)", answer.content.decode())
    assert accounts.read_invitation(token, now=town.desk.now) == "anna"
    assert town.client().post(f"/join/{token}", {"password": PASSWORD}).status_code == 302
    assert accounts.read_invitation(token, now=town.desk.now) is None


def test_dismissing_asks_first_and_closes_the_log_in(town):
    anna, boris = town.client("anna"), town.client("boris")
    before = positions()
    assert "Вход закроется сразу" in boris.get("/setup/people/anna/dismissal").content.decode()
    assert positions() == before
    answer = boris.post("/setup/people/anna/dismissal", {"why": "переехала"})
    assert answer["Location"] == "/setup/people?done=person_dismissed"
    assert (person("anna").active, list_accounts(["anna"])) == (False, frozenset())
    assert anna.get("/account/").status_code == 302
    refused = town.client().post("/login/", {"login": "anna", "password": PASSWORD})
    assert (refused.status_code, "закрыт" in refused.content.decode()) == (403, True)
    assert boris.get("/setup/people/anna").status_code == 404


@pytest.fixture
def mail(monkeypatch, settings):
    """A mail server that keeps letters, or refuses them."""
    settings.OTKLIK_SMTP_URL = "smtp://mail.test"
    kept = []

    def send(message, found):
        kept.append(message)
        broken = message.to.startswith("pavel")
        return SendResult("failed", reason="no_such_mailbox") if broken else SendResult("accepted", "1")

    monkeypatch.setattr(registry.email, "send", send)
    return kept


METHODS = "/setup/people/{}/methods"


def code_in(message):
    return re.search(r"\d{6}", message.subject)[0]


def test_a_code_by_the_channel_itself_proves_an_address_that_was_taken_on_somebodys_word(town, mail):
    client = town.client("boris")
    assert "принят на слово" in client.get("/setup/people/anna").content.decode()
    page = client.post(METHODS.format("anna"), {"act": "send", "method": "mail"}).content.decode()
    assert "Код отправлен" in page
    (letter,) = mail
    assert (letter.to, code_in(letter) in letter.text, len(letter.short) <= 70) == (
        "anna@desk.test",
        True,
        True,
    )
    before = positions()
    wrong = client.post(METHODS.format("anna"), {"act": "code", "method": "mail", "code": "x"})
    assert (wrong.status_code, "Код не тот" in wrong.content.decode()) == (422, True)
    assert positions() == before
    right = client.post(METHODS.format("anna"), {"act": "code", "method": "mail", "code": code_in(letter)})
    assert right["Location"] == "/setup/people/anna?done=method_proved"
    assert "проверено сегодня в 11:02" in client.get("/setup/people/anna").content.decode()
    assert town.desk.journal("person/anna")[-1].event.kind == "contact_method.verified"
    again = client.post(METHODS.format("anna"), {"act": "code", "method": "mail", "code": code_in(letter)})
    assert again.status_code == 422, "a code is good once"


def test_a_code_ends_is_guessed_five_times_and_is_sent_five_times_an_hour(town, mail):
    client, start = town.client("boris"), town.desk.now
    client.post(METHODS.format("anna"), {"act": "add", "channel": "email", "address": "a2@desk.test"})
    town.desk.now = start + timedelta(minutes=31)
    form = {"act": "code", "method": "mail-2"}
    assert client.post(METHODS.format("anna"), form | {"code": code_in(mail[0])}).status_code == 422
    client.post(METHODS.format("anna"), {"act": "add", "channel": "email", "address": "a2@desk.test"})
    for _ in range(5):
        assert (
            "Код не тот" in client.post(METHODS.format("anna"), form | {"code": "000000x"}).content.decode()
        )
    late = client.post(METHODS.format("anna"), form | {"code": code_in(mail[1])})
    assert (late.status_code, "Кодов было слишком много" in late.content.decode()) == (422, True)
    for _ in range(6):
        client.post(METHODS.format("anna"), {"act": "send", "method": "mail-2"})
    assert len(mail) == 6, "one that ended, then five within the hour"
    assert [one.method for one in listings.list_methods("person/anna")] == ["mail"]


def test_a_code_that_does_not_go_out_says_why(town, mail, settings):
    client = town.client("admin")
    page = client.post(METHODS.format("pavel"), {"act": "send", "method": "mail"}).content.decode()
    assert "Код не ушёл: no_such_mailbox" in page
    settings.OTKLIK_SMTP_URL = ""
    page = client.post(METHODS.format("anna"), {"act": "send", "method": "mail"}).content.decode()
    assert "Код не ушёл: channel_not_set_up" in page
    assert "otklik doctor" in page


def test_a_number_is_proved_by_sms_and_a_place_has_methods_of_its_own(town, settings):
    with http_server(providers.smsc) as server:
        settings.OTKLIK_SMS_URLS = f"smsc+http://desk:secret@127.0.0.1:{server.port}"
        client, where = town.client("boris"), "/setup/stores/tverskaya/methods"
        page = client.post(
            where, {"act": "add", "channel": "sms", "address": "8 (916) 123-45-67"}
        ).content.decode()
        assert "+7…67" in page
        code = re.search(r"Код (\d{6})", server.asked[0].said["mes"])[1]
        assert server.asked[0].said["phones"] == "+79161234567"
        assert client.post(where, {"act": "code", "method": "sms", "code": code}).status_code == 303
    assert directory.load_address("store/tverskaya", "sms") == "+79161234567"
    bad = town.client("boris").post(where, {"act": "add", "channel": "sms", "address": "916"})
    assert (bad.status_code, "номер целиком" in bad.content.decode()) == (422, True)


def test_a_seller_connects_his_own_number_and_telegram_on_a_page_of_his_own(town, settings):
    client = town.client("anna")
    with http_server(providers.smsc) as sms, http_server(providers.telegram) as bot:
        settings.OTKLIK_SMS_URLS = f"smsc+http://desk:secret@127.0.0.1:{sms.port}"
        settings.OTKLIK_TELEGRAM_URL = f"telegram+http://1:A@127.0.0.1:{bot.port}"
        page = client.post(
            "/account/methods", {"act": "add", "channel": "telegram", "address": ""}
        ).content.decode()
        assert re.search(r'href="https://t\.me/otklik_bot\?start=[A-Za-z0-9_-]{20,64}"', page)
        client.post("/account/methods", {"act": "add", "channel": "sms", "address": "+79161234567"})
        code = re.search(r"Код (\d{6})", sms.asked[0].said["mes"])[1]
        wrong = client.post("/account/methods", {"act": "code", "method": "sms", "code": "1"})
        assert (wrong.status_code, "Код не тот" in wrong.content.decode()) == (422, True)
        right = client.post("/account/methods", {"act": "code", "method": "sms", "code": code})
        assert right["Location"] == "/account/methods?done=method_proved"
    assert directory.load_address("person/anna", "sms") == "+79161234567"
    assert {one.method for one in listings.list_methods("person/anna")} == {"mail", "sms"}
    assert "ждёт, пока откроют ссылку" in client.get("/account/methods").content.decode()


def test_the_list_says_who_can_be_told_and_who_can_log_in(town):
    town.client("anna")
    town.desk.person("mute", "tverskaya", mail=False)
    page = town.client("boris").get("/setup/people").content.decode()
    assert page.count("почты нет") == 1
    assert "Vera" not in page
    assert page.count("входа нет") == 2
