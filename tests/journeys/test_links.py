"""The buttons of the letters as people follow them: looking changes nothing, one tap acts, a wrong link is mute."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client

from otklik.actions import erasure, orders
from tests.harness import Desk, local, moscow

HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}


@pytest.fixture
def desk(store_t: Desk) -> Desk:
    """Store T on Tuesday, 12:00: Vera and Gleb on shift; order A-1 has come and both have a letter."""
    desk = store_t
    desk.person("gleb", "taganka")
    desk.joins("gleb", "taganka")
    desk.forward("12:00")
    return desk


@pytest.fixture
def order(desk: Desk) -> str:
    stream = desk.order("taganka", number="A-1")
    assert desk.phones.times("vera", "gleb") == {"vera": ["12:00"], "gleb": ["12:00"]}
    return stream


@pytest.fixture
def browser() -> Client:
    """A browser inside a mail program: no cookies, and Django's own CSRF guard on."""
    return Client(enforce_csrf_checks=True)


def lead(answer: HttpResponse) -> str:
    """The first sentence of a page."""
    found = re.search(r"<h1>(.*?)</h1>", answer.content.decode())
    assert found is not None
    return found[1]


def status_path(desk: Desk) -> str:
    """Path of the buyer's page, as his receipt has it."""
    return desk.link("maria@buyer.test", "status")


@pytest.mark.parametrize("name", ["take", "answered"])
def test_looking_changes_nothing(desk: Desk, order: str, browser: Client, name: str) -> None:
    """A mail scanner opens every link it sees, by GET or HEAD: the journal and the queue stay as they were."""
    path, before = desk.link("vera", name), desk.state(order)
    for look in (browser.get, browser.head, browser.get, browser.get):
        answer = look(path)
        assert answer.status_code == 200
        assert {one: answer[one] for one in HEADERS} == HEADERS
        assert not answer.cookies
    desk.tick()
    assert desk.state(order) == before
    assert len(desk.phones.messages) == 3


def test_one_tap_takes_it(desk: Desk, order: str, browser: Client) -> None:
    """12:04: it is hers, the page names the buyer's number, and the ladder waits for her lease."""
    desk.forward("12:04")
    path = desk.link("vera", "take")
    assert "+7 900" not in browser.get(path).content.decode(), "the number is for whoever has the order"
    answer = browser.post(path)
    assert (answer.status_code, lead(answer)) == (200, "Заказ A-1 за вами")
    assert 'href="tel:+79000001122"' in answer.content.decode()
    assert desk.subject(order).owner == "vera"
    (taken,) = (entry.event for entry in desk.journal(order) if entry.event.kind == "order.taken")
    assert (taken.actor, local(taken.occurred_at)) == ("person:vera", "2026-03-17 12:04:00")
    desk.forward("12:13")
    assert desk.phones.times("vera", "gleb") == {"vera": ["12:00"], "gleb": ["12:00"]}


def test_a_second_tap_of_the_same_person_says_nothing_new(desk: Desk, order: str, browser: Client) -> None:
    """Impatient fingers: the same page, one fact."""
    path = desk.link("vera", "take")
    browser.post(path)
    version = desk.state(order).version
    assert lead(browser.post(path)) == "Заказ A-1 за вами"
    assert desk.state(order).version == version


def test_the_slower_one_is_told_who_was_faster(desk: Desk, order: str, browser: Client) -> None:
    """Both tap: the second sees the winner's name, no buyer's number, and changes nothing."""
    browser.post(desk.link("vera", "take"))
    before = desk.state(order)
    answer = browser.post(desk.link("gleb", "take"))
    assert (answer.status_code, lead(answer)) == (200, "Вас опередили: заказ A-1 взят, Vera")
    assert "tel:+79000001122" not in answer.content.decode()
    assert desk.state(order) == before
    assert lead(browser.get(desk.link("gleb", "take"))) == "Заказ A-1 уже взят: Vera"


def test_a_tap_that_stops_nobody_says_so(desk: Desk, order: str, browser: Client) -> None:
    """The head gets her letter, another store takes over, she taps: on record, and no more (law 5)."""
    desk.store("vokzal", "Mo-Su 09:00-21:00", phone="+74950000303")
    desk.person("petr", "vokzal")
    desk.joins("petr", "vokzal")
    desk.forward("12:16")
    desk.otklik("order assign A-1 --to vokzal --person vera")
    desk.forward("12:17")
    answer = browser.post(desk.link("dina", "take"))
    assert lead(answer) == "Записано, магазин продолжаем звать"
    assert "о заказе A-1 магазину напоминают" in answer.content.decode()
    assert desk.subject(order).owner == ""
    desk.forward("12:24")
    assert desk.phones.times("petr") == {"petr": ["12:16", "12:24"]}


def test_the_answer_is_recorded_by_a_tap(desk: Desk, order: str, browser: Client) -> None:
    """12:12, "the buyer has been answered": a claim of hers, which meets the answer (law 4); the rest is quiet."""
    desk.forward("12:12")
    path = desk.link("vera", "answered", newest=False)
    assert lead(browser.get(path)) == "Вы поговорили с покупателем по заказу A-1?"
    assert lead(browser.post(path)) == "Записано: покупателю по заказу A-1 ответили"
    answer = desk.obligation(order, "first_answer")
    assert (answer.verdict, local(answer.closed_at)) == ("met", "2026-03-17 12:12:00")
    (reached,) = (entry.event for entry in desk.journal(order) if entry.event.kind == "contact.reached")
    assert (reached.grade, reached.actor) == ("claimed", "person:vera")
    assert lead(browser.get(desk.link("gleb", "take"))) == "Покупателю по заказу A-1 уже ответили"
    desk.forward("14:00")
    assert desk.phones.times("dina", "olga", "admin") == {}


def changed(path: str, place: int) -> str:
    """The path with one character replaced."""
    other = "A" if path[place] != "A" else "B"
    return path[:place] + other + path[place:][1:]


def test_every_link_that_is_not_good_gets_the_same_bytes(desk: Desk, order: str, browser: Client) -> None:
    """Wrong purpose, tampered, cut, invented, of somebody dismissed, expired: one answer, nothing done."""
    take = desk.link("vera", "take")
    token = take.rpartition("/")[2]
    bad = {
        "wrong purpose": f"/l/answered/{token}",
        "unknown purpose": f"/l/refuse/{token}",
        "tampered payload": changed(take, len("/l/take/") + 3),
        "tampered signature": changed(take, -2),
        "cut": take[:-5],
        "invented": "/l/take/" + "a" * 90,
        "no token of ours": "/l/take/%00%ff:::",
        "a buyer's token": "/l/take/" + status_path(desk).rpartition("/")[2],
        "another button's as page": f"/s/{token}",
        "invented page": "/s/" + "a" * 32,
    }
    gleb = desk.link("gleb", "take")
    assert browser.get(gleb).status_code == 200, "control: his link is good until he leaves"
    desk.otklik("person dismiss gleb")
    bad["of somebody who works here no more"] = gleb
    before = desk.state(order)

    answers = [browser.get(path) for path in bad.values()]
    answers += [browser.post(path) for path in bad.values() if path.startswith("/l/")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert {tuple(answer[one] for one in HEADERS) for answer in answers} == {tuple(HEADERS.values())}
    assert desk.state(order) == before
    assert browser.get(take).status_code == 200, "control: the good one is good"


def test_a_button_works_for_48_hours(desk: Desk, order: str, browser: Client) -> None:
    """To the second; afterwards it is one of those that are not good."""
    path = desk.link("vera", "take")
    gone = browser.get("/l/take/nonsense").content
    desk.now = moscow("2026-03-19 11:59:59")
    assert browser.get(path).status_code == 200
    desk.now = moscow("2026-03-19 12:00")
    answer = browser.get(path)
    assert (answer.status_code, answer.content) == (404, gone)


def test_an_erased_order_has_no_links(desk: Desk, order: str, browser: Client) -> None:
    """After an erasure both pages are gone, in the same bytes as a link that never was."""
    paths = [desk.link("vera", "take"), desk.link("vera", "answered"), status_path(desk)]
    assert [browser.get(path).status_code for path in paths] == [200, 200, 200]
    orders.withdraw(order, actor="buyer", said_by="buyer", now=desk.now)
    erasure.erase(order, ground="art. 17", actor="person:admin", now=desk.now)
    answers = [browser.get(path) for path in paths]
    assert {(answer.status_code, answer.content) for answer in answers} == {
        (404, browser.get("/s/never").content)
    }


def test_the_buyers_page_follows_the_order(desk: Desk, order: str, browser: Client) -> None:
    """Who calls by when; who has it; answered; and never the seller's letters' buttons."""
    path = status_path(desk)
    before = desk.state(order)
    page = browser.get(path)
    assert {one: page[one] for one in HEADERS} == HEADERS
    assert "до 13:00" in page.content.decode()
    browser.head(path)
    assert browser.post(path).status_code == 403, "there is nothing to do there yet"
    assert desk.state(order) == before
    browser.post(desk.link("vera", "take"))
    assert "Vera" in browser.get(path).content.decode()
    desk.talks("vera", order)
    assert lead(browser.get(path)) != lead(page)
    assert 'lang="en"' in browser.get(f"{path}?lang=en").content.decode()


def test_letters_carry_only_their_own_receivers_buttons(desk: Desk, order: str, browser: Client) -> None:
    """Every button names one person: what the buyer got leads to no act, what a seller got acts in his name alone."""
    assert [link.name for link in desk.phones.at("maria@buyer.test")[0].links] == ["status"]
    tokens = {
        who: {urlsplit(link.url).path for link in desk.phones.at(who)[0].links} for who in ("vera", "gleb")
    }
    assert not tokens["vera"] & tokens["gleb"]
    browser.post(desk.link("gleb", "take"))
    assert desk.subject(order).owner == "gleb"
    assert lead(browser.get(desk.link("gleb", "take"))) == "Заказ A-1 уже за вами"


def test_other_methods_are_refused(desk: Desk, order: str, browser: Client) -> None:
    """PUT, PATCH and DELETE do nothing, on good links and bad ones alike."""
    before = desk.state(order)
    acts: list[Callable[[str], HttpResponse]] = [browser.put, browser.patch, browser.delete]
    for path in (desk.link("vera", "take"), "/l/take/nonsense"):
        assert [act(path).status_code for act in acts] == [405, 405, 405]
    assert desk.state(order) == before
