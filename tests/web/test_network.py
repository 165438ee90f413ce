"""The network's page and a partner's own: who sees what, each number with its orders, few that are not judged."""

from __future__ import annotations

import csv
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.test import Client

from otklik.domain.standards.loading import parse_standard
from otklik.domain.standards.vocabulary import SHIPPED
from otklik.store import accounts, clock
from tests import court_scene
from tests.court_scene import Fate
from tests.store.scene import NOW, event, say
from tests.web.town import BACKEND, PASSWORD

LATER = NOW + timedelta(days=6)

PEOPLE = {"olga": ("office", "administrator"), "boris": ("tverskaya", "head"), "vera": ("taganka", "head")}


@pytest.fixture
def network(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)
    court_scene.build()
    for slug, (store, role) in PEOPLE.items():
        admitted = event("person.admitted", store=store, roles=[role], locale="ru", name=slug.title())
        say(f"person/{slug}", admitted, stores=(store,))
    court_scene.send(court_scene.known_fates())


def client_of(person: str) -> Client:
    client = Client()
    accounts.open_account(person, PASSWORD)
    client.force_login(accounts.load_user(person), backend=BACKEND)
    return client


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def test_each_number_of_the_page_opens_as_many_orders(network: None) -> None:
    client = client_of("olga")
    for page in ("/network?lang=en", "/network/sever?lang=en"):
        text = text_of(client, page)
        links = re.findall(r'<a href="(/network-orders\?[^"]+)">([^<]*)</a>', text)
        assert len(links) > 20
        for href, shown in links:
            number = re.search(r"(\d+)(?:\s*orders?)?$", shown.replace("\xa0", " "))
            if number is None or "%" in shown or "₽" in shown or "." in shown:
                continue
            listed = text_of(client, href.replace("&amp;", "&") + "&lang=en")
            assert listed.count('class="hit"') == int(number[1]), (href, shown)


def test_few_are_not_judged_and_whoever_did_not_agree_is_not_compared(network: None) -> None:
    text = text_of(client_of("olga"), "/network?lang=ru")
    assert "мало данных, чтобы судить" in text
    assert text.count("стандарт не принят: ориентир") == 2
    assert "t-late" not in text, "nobody is judged by three answers (law 13)"
    assert "границы: 7 из 8 ответили" in text.replace("\xa0", " ")


def test_many_are_judged_with_their_interval(network: None) -> None:
    """Buyers contradict sever and confirm yug; both agreed, and vostok did not."""
    say(
        "partner/yug",
        event(
            "standard.accepted", LATER, version="default@1", digest=court_scene.STANDARD.hash, person="vera"
        ),
        now=LATER,
    )
    for partner, word in (("sever", "contradicted"), ("yug", "confirmed")):
        court_scene.send(
            [Fate(f"{partner}-{n}", partner).refused(300).asked("other", word) for n in range(30)]
        )
    client = client_of("olga")
    text = text_of(client, "/network?lang=ru")
    assert "t-late" in text
    assert "t-ok" in text
    court_scene.send(
        [Fate(f"vostok-{n}", "vostok").refused(300).asked("other", "contradicted") for n in range(30)]
    )
    guided = text_of(client, "/network/vostok?lang=ru")
    assert "t-late" not in guided, "whoever did not agree is not judged (R12)"


def test_a_partner_sees_its_own_and_nobody_elses(network: None) -> None:
    client = client_of("boris")
    assert client.get("/network").headers["Location"] == "/network/sever"
    own = text_of(client, "/network/sever?lang=ru")
    for foreign in ("Yug", "Vostok", "yug-1", "taganka"):
        assert foreign not in own
    assert client.get("/network/yug").status_code == 404
    assert client.get("/network/nobody").status_code == 404
    assert client.get("/network/yug/figures.csv").status_code == 404
    assert client.get("/network.csv").status_code == 403
    listed = text_of(client, "/network-orders?figure=cases/yug&lang=ru")
    assert 'class="hit"' not in listed
    assert "За этой цифрой заказов нет" in listed
    assert client.get("/network-orders?figure=nonsense").status_code == 404
    guidance = text_of(client_of("vera"), "/network/yug?lang=ru")
    assert "служат ориентиром" in guidance
    assert "служат ориентиром" not in own


def test_the_file_has_a_line_for_each_partner_and_reason(network: None) -> None:
    response = client_of("olga").get("/network.csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(StringIO(response.content.decode())))
    sever = next(row for row in rows if row["partner"] == "sever" and row["reason"] == "not_paid")
    assert (sever["cases"], sever["low"], sever["high"], sever["too_few"]) == ("5", "0.4000", "0.8000", "1")
    assert {row["partner"] for row in rows} == {"", *court_scene.PARTNERS}
    own = client_of("boris").get("/network/sever/figures.csv").content.decode()
    assert {row["partner"] for row in csv.DictReader(StringIO(own))} == {"sever"}


def test_what_was_missed_today_is_named(network: None) -> None:
    late = Fate("now", placed_at=LATER - timedelta(minutes=30))
    minutes = (LATER - NOW).total_seconds() / 60
    court_scene.send(
        [late.then(minutes - 10, "refusal.asked", reason="not_paid", asked="1", mode="park", premature=True)]
    )
    text = text_of(client_of("olga"), "/network?lang=ru").replace("\xa0", " ")
    assert "Отказ через 20 минут после заказа" in text
    assert "№ now" in text
    assert text_of(client_of("olga"), "/network-orders?figure=missed/vostok").count('class="hit"') == 0
    assert text_of(client_of("boris"), "/network-orders?figure=missed/").count('class="hit"') == 1


def test_reasons_of_a_partners_own_standard_have_its_words(network: None) -> None:
    text = f'{court_scene.STANDARD.text}\n[refusal.reason.no_box]\nru = "нет коробки"\nen = "no box"\nby = "store"\n'
    own = parse_standard(text, capabilities=SHIPPED)
    say("standard/own", event("standard.published", name="own", number=1, digest=own.hash, text=own.text))
    say("partner/yug", event("standard.accepted", LATER, version="own@1", digest=own.hash), now=LATER)
    court_scene.send([Fate("boxless", "yug").refused(100, "no_box")])
    assert "Нет коробки" in text_of(client_of("olga"), "/network?lang=ru")


def test_an_empty_period_says_so(network: None) -> None:
    assert "За эти дни заказов нет" in text_of(client_of("olga"), "/network?days=today&lang=ru")
