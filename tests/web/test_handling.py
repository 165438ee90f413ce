"""Few hands: the card of an order, the section of the network, the page of waits; and who sees what of it."""

from __future__ import annotations

import csv
import html
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.test import Client

from otklik.actions import handling as figures
from otklik.actions import network as network_figures
from otklik.actions.links import status_token, token_hash
from otklik.analytics.handling import read_causes
from otklik.domain.attribution import attribute
from otklik.store import clock, directory, handling, journal, models, page_visits
from otklik.store.network import Window
from tests import court_scene
from tests.court_scene import Fate
from tests.store.scene import NOW, event, say
from tests.web.test_network import LATER, PEOPLE, client_of, text_of

TALK = {"means": "call", "live": True, "talk_s": 64, "grade": "recorded"}
TAKEN = {"on_shift": True, "place": "in_shop", "addressee": False, "stops": "shop"}
WINDOW = network_figures.window_of(30, zone="Europe/Moscow", now=LATER)


def fates() -> list[Fate]:
    """Sever lets buyers wait and passes orders on; yug answers and tells."""
    return [
        # called twice while the first answer was late, then spoken with; two people, one hand-over
        Fate("late")
        .then(70, "call.missed").then(72, "call.missed").then(90, "call.missed")
        .then(100, "order.taken", person="anna", **TAKEN).then(101, "order.taken", person="boris", **TAKEN)
        .then(110, "contact.reached", actor="person:boris", **TALK),
        # came in vain
        Fate("vain").then(5, "contact.reached", actor="person:anna", **TALK)
        .then(6, "order.confirmed", by="anna", actor="person:anna")
        .then(200, "buyer.came", visit="1").then(230, "buyer.left", visit="1", cause="papers"),
        # a question of his own
        Fate("asks", "yug").then(5, "contact.reached", actor="person:vera", **TALK).then(30, "call.answered"),
        Fate("quiet", "yug", status_token=token_hash(status_token("order/quiet")))
        .then(5, "contact.reached", actor="person:vera", **TALK),
    ]  # fmt: skip


@pytest.fixture
def network(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)
    court_scene.build()
    for slug, (store, role) in {**PEOPLE, "anna": ("tverskaya", "seller")}.items():
        admitted = event("person.admitted", store=store, roles=[role], locale="ru", name=slug.title())
        say(f"person/{slug}", admitted, stores=(store,))
    court_scene.send(fates())


def words_of(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def behind(figure: str, stores: frozenset[str] | None = None) -> list[str]:
    rows = network_figures.orders_behind(WINDOW, figure, stores=stores, now=LATER)
    return sorted(row.number for row in rows)


def test_each_contact_and_each_hand_is_counted_where_it_belongs(network: None) -> None:
    expected = {
        "handled/": ["asks", "late", "quiet", "vain"],
        "many_hands/sever": ["late"],
        "handed_over/sever/tverskaya": ["late"],
        "own_contact/": ["late", "vain"],
        "own_call/sever": ["late"],
        "own_trip/sever": ["vain"],
        "own_question/": ["asks"],
        "caused/sever/first_answer|store|": ["late"],
        "caused/sever/first_answer|store|arbat": [],
        "waited/sever/buyer|store:tverskaya|first_answer": ["late", "vain"],
        "waited/yug/|store:taganka": ["asks", "quiet"],
        "waited/": ["asks", "late", "quiet", "vain"],
    }
    assert {figure: behind(figure) for figure in expected} == expected
    found = figures.find_handling(WINDOW, stores=None, now=LATER)
    sever, yug = found.groups
    assert (sever.partner, sever.failures.total, sever.questions, dict(sever.ways)) == (
        "sever", 3, 0, {"call": 2, "message": 0, "page": 0, "trip": 1, "wait": 0}
    )  # fmt: skip
    assert (yug.partner, yug.failures.total, yug.questions) == ("yug", 0, 1)
    assert sever.people.total == 3 and sever.people.few, "two orders judge nobody (law 13)"
    assert sever.waited_s == 1_800


def test_waits_are_the_whole_lives_to_the_second(network: None) -> None:
    """Law 11: kept rows, whose tails are counted up to now, against the journal read anew."""
    for kept in (False, True):
        if kept:
            assert handling.keep_up(now=LATER) == 4
            assert handling.keep_up(now=LATER) == 0
        found = figures.find_waits(WINDOW, stores=None, now=LATER)
        walls, workings = 0, 0
        for stream in models.Order.objects.values_list("stream", flat=True):
            store = models.Order.objects.get(stream=stream).first_store
            hours = directory.load_world([store], now=LATER).store(store).calendar
            for one in attribute(journal.read_stream(stream), until_at=LATER, clock=hours):
                walls, workings = walls + one.wall_s, workings + one.working_s
        assert walls == sum(one.wall_s for one in found.parties) == sum(one.wall_s for one in found.pairs)
        assert workings == sum(one.working_s for one in found.parties) > 0
        assert {one.party for one in found.parties} <= {"store", "buyer", "system", "owner"}


def test_what_is_kept_is_what_would_be_folded_and_is_folded_anew_when_it_is_old(network: None) -> None:
    window = Window(WINDOW.from_at, WINDOW.to_at)
    fresh = handling.load_tallies(window, now=LATER), handling.load_lives(window, now=LATER)
    handling.keep_up(now=LATER)
    assert (handling.load_tallies(window, now=LATER), handling.load_lives(window, now=LATER)) == fresh
    say("order/quiet", event("call.missed", LATER), now=LATER)
    page_visits.record_visit("order/late", now=NOW + timedelta(minutes=80))
    assert handling.keep_up(now=LATER) == 2
    by_stream = {one.stream: one for one in handling.load_tallies(window, now=LATER).orders}
    assert (by_stream["order/quiet"].failures, by_stream["order/quiet"].questions) == (0, 1)
    assert (by_stream["order/late"].calls, by_stream["order/late"].looks) == (2, 1)
    assert read_causes(by_stream["order/late"].causes) == [("first_answer", "store", 3)]
    models.HandledOrder.objects.update(rule=0)
    assert handling.keep_up(now=LATER) == 4, "another rule folds everything anew"


def test_more_than_a_page_folds_are_said_to_be_missing(
    network: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handling, "FRESH", 3)
    found = figures.find_handling(WINDOW, stores=None, now=LATER)
    assert (found.missing, found.whole.counts["handled"]) == (1, 3)
    assert "Ещё не посчитано заказов: 1" in words_of(text_of(client_of("olga"), "/network?lang=ru"))


def test_each_number_of_the_waits_opens_as_many_orders(network: None) -> None:
    client = client_of("olga")
    for page in ("/network-waits?lang=en", "/network/sever/waits?lang=en"):
        links = re.findall(r'<a href="(/network-orders\?[^"]+)">([^<]*)</a>', text_of(client, page))
        assert len(links) > 3
        for href, shown in links:
            listed = text_of(client, html.unescape(href) + "&lang=en")
            assert listed.count('class="hit"') == int(shown.replace("\xa0", " ").split()[0]), (href, shown)


def test_a_partner_sees_its_own_waits_and_nobody_elses(network: None) -> None:
    client = client_of("boris")
    own = text_of(client, "/network/sever/waits?lang=ru")
    assert "Tverskaya" in own and "Taganka" not in own
    assert client.get("/network/yug/waits").status_code == 404
    assert client.get("/network/yug/waits.csv").status_code == 404
    assert client.get("/network-waits").status_code == 403
    assert client.get("/network-waits.csv").status_code == 403
    assert 'class="hit"' not in text_of(client, "/network-orders?figure=handled/yug")
    rows = list(csv.DictReader(StringIO(client.get("/network/sever/waits.csv").content.decode())))
    first = next(row for row in rows if (row["waiter"], row["kind"]) == ("buyer", "first_answer"))
    assert (first["party"], first["orders"], first["wall_s"], first["median_s"]) == (
        "store:tverskaya", "2", "6900", "6600"
    )  # fmt: skip


def test_the_card_says_who_touched_the_case_and_what_was_late_when_the_buyer_called(network: None) -> None:
    text = text_of(client_of("boris"), "/orders/late?lang=ru")
    words = words_of(text[text.index("Кто занимался заказом") :])
    assert "сотрудников: 2 · передач: 1" in words
    assert "Anna → Boris" in words
    assert "из-за молчания: 2 из 2" in words
    assert "опаздывало: первый ответ покупателю, срок" in words
    assert words.count("Позвонил") == 2
    for version in re.findall(r'href="/orders/late\?whole#j(\d+)"', text):
        assert f'id="j{version}"' in text_of(client_of("boris"), "/orders/late?whole"), version


def test_a_look_at_the_page_is_an_instant_and_no_more(network: None, monkeypatch: pytest.MonkeyPatch) -> None:
    buyer, stream = Client(enforce_csrf_checks=True), "order/quiet"
    seen = f"/s/{status_token(stream)}/seen"
    journalled = journal.read_stream(stream)
    assert buyer.get(seen).status_code == 405
    assert not models.PageVisit.objects.exists(), "looking by GET changes nothing"
    assert buyer.post("/s/unknown/seen").status_code == 404
    assert [buyer.post(seen).status_code for _ in range(3)] == [204, 204, 204]
    assert [(row.stream, row.at) for row in models.PageVisit.objects.all()] == [(stream, LATER)]
    assert not buyer.cookies
    client_of("olga").post(seen)
    monkeypatch.setattr(clock, "now", lambda: LATER + timedelta(minutes=6))
    client_of("boris").post(seen)
    assert models.PageVisit.objects.count() == 1, "who works here is no buyer"
    buyer.post(seen)
    assert models.PageVisit.objects.count() == 2
    assert journal.read_stream(stream) == journalled
    for minutes in range(12, 800, 6):
        page_visits.record_visit(stream, now=LATER + timedelta(minutes=minutes))
    assert models.PageVisit.objects.count() == page_visits.MOST
    say(stream, event("order.erased", LATER, ground="asked"), now=LATER)
    assert not models.PageVisit.objects.exists()
