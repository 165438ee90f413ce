"""Live streams of the real server over HTTP: an order that a shop sends stands on its seller's desk, and only there."""

from __future__ import annotations

import http.client
import queue
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from urllib.parse import urlsplit

import httpx
import pytest
from django.conf import settings
from django.test import Client

from otklik.actions import sources
from otklik.store import accounts
from tests.api.caller import ORDER
from tests.harness import ACTOR, Desk
from tests.installation import copied_installation
from tests.running import running
from tests.web.listening import WAIT_S, Heard, parse
from tests.web.town import BACKEND, PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


class Listener:
    """A browser's live stream: what it heard, in order."""

    def __init__(self, address: str, cookie: str, after: int | None = None) -> None:
        self.heard: queue.Queue[Heard] = queue.Queue()
        self._connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=WAIT_S)
        headers = {"Cookie": cookie} | ({"Last-Event-ID": str(after)} if after is not None else {})
        self._connection.request("GET", "/live", headers=headers)
        self._response = self._connection.getresponse()
        self.status = self._response.status
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        block = ""
        try:
            while line := self._response.readline().decode():
                block += line
                if line == "\n":
                    for one in parse(block):
                        self.heard.put(one)
                    block = ""
        except (OSError, http.client.HTTPException):
            pass  # the server or the test went away
        self.heard.put(Heard("over", None, 0))

    def next(self, *names: str) -> Heard:
        """The next event of these names."""
        while (one := self.heard.get(timeout=WAIT_S)).name not in names:
            pass
        return one

    def leave(self) -> None:
        """Close the connection, as a browser does that is closed."""
        if self._connection.sock is not None:
            with suppress(OSError):
                self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(WAIT_S)
        self._response.close()
        self._connection.close()


class Desks:
    """A running desk with two partners' shops: keys to send orders, cookies to look."""

    def __init__(self, address: str, keys: dict[str, str], cookies: dict[str, str]) -> None:
        self.address, self.cookies, self._keys = address, cookies, keys
        self._listeners: list[Listener] = []

    def order(self, store: str, number: str) -> str:
        """Send an order to a shop; its id."""
        answer = httpx.post(
            f"{self.address}/api/v1/orders",
            json={
                **ORDER,
                "number": number,
                "buyer": {"email": f"{number}@buyer.test"},
            },  # each somebody else
            headers={"Authorization": f"Bearer {self._keys[store]}"},
            timeout=WAIT_S,
        )
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def listen(self, who: str, after: int | None = None) -> Listener:
        """A stream of a person who has logged in."""
        self._listeners.append(Listener(self.address, self.cookies.get(who, ""), after))
        return self._listeners[-1]

    def close(self) -> None:
        """Close every stream that is open."""
        for listener in self._listeners:
            listener.leave()


@pytest.fixture
def house(transactional_db, tmp_path):
    desk = Desk("2026-03-19 11:02")
    keys, cookies = {}, {}
    for store, person in (("tverskaya", "anna"), ("taganka", "vera")):
        desk.store(store, "Mo-Su 00:00-24:00")
        desk.person(person, store, mail=False)
        keys[store] = sources.create_api_key(f"key-{store}", actor=ACTOR, store=store, now=desk.now)
        accounts.open_account(person, PASSWORD)
        client = Client()
        client.force_login(accounts.load_user(person), backend=BACKEND)
        cookies[person] = (
            f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
        )
    folder = tmp_path / "home"
    folder.mkdir()
    with copied_installation(folder) as environment:
        yield {**environment, "OTKLIK_SECRET_KEY": settings.SECRET_KEY}, keys, cookies


@pytest.fixture
def desks(house) -> Iterator[Desks]:
    environment, keys, cookies = house
    with running(environment, "web") as (address, _), closing(Desks(address, keys, cookies)) as made:
        yield made


def test_an_order_stands_on_the_desk_of_its_store_and_on_no_other(desks):
    anna, vera, nobody = desks.listen("anna"), desks.listen("vera"), desks.listen("")
    assert [one.status for one in (anna, vera, nobody)] == [200, 200, 401]
    for client in (anna, vera):
        client.next("clock")
    first = desks.order("tverskaya", "A-1")
    assert anna.next("row").data["order"] == first
    second = desks.order("taganka", "B-1")
    assert vera.next("row").data["order"] == second, "the first thing that she hears of is her own"


def test_coming_back_loses_nothing_and_doubles_nothing(desks):
    client = desks.listen("anna")
    known = client.next("clock").id
    heard, sent = [], []
    for number in range(12):
        sent.append(desks.order("tverskaya", f"A-{number}"))
        if number % 3 == 0:
            client.leave()
            client = desks.listen("anna", known)
        if number % 2:
            one = client.next("row", "reset")
            known = one.id
            heard.append(one.data["order"])
    while len(heard) < len(sent):
        one = client.next("row", "reset")
        heard.append(one.data["order"])
    assert heard == sent


def test_the_server_stops_although_somebody_listens_and_knows_him_when_it_is_back(house):
    environment, keys, cookies = house
    with running(environment, "web") as (address, process), closing(Desks(address, keys, cookies)) as desks:
        client = desks.listen("anna")
        known = client.next("clock").id
        process.terminate()
        assert process.wait(WAIT_S) == 0
        assert client.next("over")
    with running(environment, "web") as (address, _), closing(Desks(address, keys, cookies)) as desks:
        order = desks.order("tverskaya", "A-1")
        assert desks.listen("anna", known).next("row", "reset").data["order"] == order


def test_every_web_process_follows_by_itself(house):
    environment, keys, cookies = house
    with (
        running(environment, "web") as (one, _),
        running(environment, "web") as (other, _),
        closing(Desks(other, keys, cookies)) as desks,
    ):
        client = desks.listen("anna")
        client.next("clock")
        order = Desks(one, keys, cookies).order("tverskaya", "A-1")
        assert client.next("row").data["order"] == order
