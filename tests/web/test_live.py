"""Live streams: who hears what, what a client gets that comes back, and that a slow one holds up nobody."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from otklik.actions import orders, people
from otklik.domain.orders import CLOSED
from otklik.store import clock, followers
from otklik.store.access import Viewer
from otklik.web import live, live_feed, live_stream
from tests.harness import ACTOR, Desk
from tests.web.listening import WAIT_S, Client, ground

pytestmark = pytest.mark.django_db(transaction=True)


def make_rows(orders_, locales):
    return {
        order.stream: {locale: f"<li>{order.number} {locale} {order.owner}</li>" for locale in locales}
        for order in orders_
        if order.phase not in CLOSED
    }


def viewer(store, *, role="seller", locale="ru"):
    stores = None if store is None else frozenset({store})
    return Viewer(stores, person="x", roles=frozenset({role}), locale=locale)


@pytest.fixture
def desk():
    made = Desk("2026-03-19 11:02")
    made.store("tverskaya", "Mo-Fr 10:00-19:00")
    made.store("taganka", "Mo-Su 09:00-21:00")
    for slug, store in (("anna", "tverskaya"), ("vera", "taganka")):
        made.person(slug, store)
        made.joins(slug, store)
    made.tick = lambda: None  # without the worker each act is one commit
    return made


@pytest.fixture
def house(desk):
    with ground(make_rows) as made:
        made.viewers |= {
            "anna": viewer("tverskaya"),
            "vera": viewer("taganka", locale="en"),
            "olga": viewer(None, locale="en"),
            "kirill": viewer("tverskaya", role="courier"),
        }
        yield made


def test_the_answer_begins_at_once_with_headers_that_nobody_keeps_or_buffers(house):
    client = house.listen("anna")
    assert client.status == 200
    assert client.headers == {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
        "x-content-type-options": "nosniff",
    }
    assert client.raw.startswith("retry: 2000\n\n")


@pytest.mark.parametrize(
    ("who", "method", "status"),
    [("", "GET", 401), ("kirill", "GET", 403), ("anna", "POST", 405), ("anna", "HEAD", 200)],
)
def test_who_may_not_or_only_asks_gets_an_answer_without_a_stream(house, who, method, status):
    client = Client(house, method=method, cookie=who)
    assert client.over.wait(WAIT_S)
    assert (client.status, client.raw) == (status, "")


def test_a_client_without_a_position_reads_everything_and_then_hears_what_changes(house, desk):
    client = house.listen("anna")
    assert client.next().name == "reset"
    told = client.next()
    assert (told.name, told.data["speed"]) == ("clock", 1.0)
    stream = desk.order("tverskaya", number="A-1")
    row = client.next("row")
    order = stream.partition("/")[2]
    assert row.data == {"order": order, "html": "<li>A-1 ru </li>", "gone": False}
    assert row.id == max(one.position for one in followers.follow(followers.Cursor())[0])
    desk.takes("anna", stream)
    assert client.next("row").data["html"] == "<li>A-1 ru anna</li>"


def test_each_hears_of_his_stores_in_his_language_and_of_no_other(house, desk):
    anna, vera, olga = (house.listen(who) for who in ("anna", "vera", "olga"))
    for client in (anna, vera, olga):
        client.next("clock")
    desk.order("tverskaya", number="A-1")
    desk.order("taganka", number="A-2")
    assert anna.next("row").data["html"] == "<li>A-1 ru </li>"
    assert [olga.next("row").data["html"] for _ in range(2)] == ["<li>A-1 en </li>", "<li>A-2 en </li>"]
    assert vera.next("row").data["html"] == "<li>A-2 en </li>"
    assert [one for client in (anna, vera, olga) for one in client.waiting() if one.name == "row"] == []


def test_the_language_of_the_page_wins_over_the_persons(house, desk):
    client = house.listen("anna", "lang=en")
    client.next("clock")
    desk.order("tverskaya", number="A-1")
    assert client.next("row").data["html"] == "<li>A-1 en </li>"


def test_an_order_that_leaves_a_store_is_gone_there_and_one_that_is_closed_everywhere(house, desk):
    desk.store("arbat", "Mo-Su 09:00-21:00")
    house.viewers["boris"] = viewer("arbat")
    stream = desk.order("tverskaya", number="A-1")
    order = stream.partition("/")[2]
    clients = {who: house.listen(who) for who in ("anna", "vera", "boris")}
    for client in clients.values():
        client.next("clock")
    orders.assign(stream, store="arbat", actor=ACTOR, now=desk.now)
    assert clients["boris"].next("row").data["gone"] is False
    assert clients["anna"].next("row").data == {"order": order, "html": "", "gone": True}
    orders.assign(stream, store="taganka", actor=ACTOR, now=desk.now)
    assert clients["vera"].next("row").data["gone"] is False
    assert clients["boris"].next("row").data == {"order": order, "html": "", "gone": True}
    orders.withdraw(stream, actor=ACTOR, said_by="buyer", now=desk.now)
    assert clients["vera"].next("row").data == {"order": order, "html": "", "gone": True}


def test_a_shift_and_a_store_are_told_to_those_who_see_the_store(house, desk):
    anna, vera = house.listen("anna"), house.listen("vera")
    anna.next("clock"), vera.next("clock")
    desk.person("petr", "tverskaya")
    desk.joins("petr", "tverskaya")
    assert anna.next("shift").data == {"store": "tverskaya"}
    desk.order("taganka")
    assert vera.next("row", "shift").name == "row"


def test_who_comes_back_gets_each_order_that_changed_once_as_it_is_now(house, desk):
    client = house.listen("anna")
    known = client.next("clock").id
    client.leave()
    first = desk.order("tverskaya", number="A-1")
    desk.order("tverskaya", number="A-2")
    desk.order("taganka", number="A-3")
    desk.takes("anna", first)
    again = house.listen("anna", last_event_id=str(known))
    heard = [again.next() for _ in range(3)]
    assert [one.name for one in heard] == ["row", "row", "clock"]
    assert [one.data["html"] for one in heard[:2]] == ["<li>A-2 ru </li>", "<li>A-1 ru anna</li>"]
    assert known < heard[0].id < heard[1].id <= heard[2].id
    desk.order("tverskaya", number="A-4")
    assert again.next("row", "reset").data["html"] == "<li>A-4 ru </li>"
    assert [one for one in again.waiting() if one.name == "row"] == []


def test_who_comes_while_the_journal_is_read_is_not_told_twice(house, desk, monkeypatch):
    """The follower has read the first order and nothing later when somebody comes back who missed both facts."""
    client = house.listen("anna")
    known = client.next("clock").id
    client.leave()
    look, read, go_on = house.live._feed.look, threading.Event(), threading.Event()

    def pause(wanted):
        news = look(wanted)
        if news.told and not read.is_set():
            read.set()
            assert go_on.wait(WAIT_S)
        return news

    monkeypatch.setattr(house.live._feed, "look", pause)
    order = desk.order("tverskaya", number="A-1")
    assert read.wait(WAIT_S)
    desk.order("tverskaya", number="A-2")
    desk.takes("anna", order)
    again = house.listen("anna", last_event_id=str(known))
    go_on.set()
    heard = [again.next() for _ in range(3)]
    assert [one.data.get("html") for one in heard] == ["<li>A-2 ru </li>", "<li>A-1 ru anna</li>", None]
    assert heard[2].name == "clock"
    desk.order("tverskaya", number="A-3")
    assert again.next("row", "reset").data["html"] == "<li>A-3 ru </li>"


def test_a_page_names_its_position_in_the_address(house, desk):
    house.listen("anna").next("clock")
    known = house.live.position
    desk.order("tverskaya", number="A-1")
    client = house.listen("anna", f"after={known}")
    assert client.next().data["html"] == "<li>A-1 ru </li>"


@pytest.mark.parametrize("after", ["0", "99999999", "-3", "x", "9" * 30])
def test_a_position_that_is_too_old_unknown_or_none_reads_everything_anew(house, after):
    assert house.listen("anna", f"after={after}").next().name == "reset"


def somebody_else(number):
    """A buyer of his own, so that the order is not linked with the one before: that would change its row as well."""
    phone = f"+790000{number:05}"
    return {"phone": phone, "phone_raw": phone, "email": f"buyer-{number}@buyer.test"}


def test_only_so_much_is_remembered(house, desk, monkeypatch):
    monkeypatch.setattr(live_feed, "REMEMBERED", 3)
    watching = house.listen("olga")
    known = [watching.next("clock").id]
    for number in range(4):
        desk.order("tverskaya", number=f"A-{number}", **somebody_else(number))
        known.append(watching.next("row").id)
    assert house.listen("anna", f"after={known[0]}").next().name == "reset"
    kept = house.listen("anna", f"after={known[1]}")
    assert [kept.next().data["html"] for _ in range(3)] == [
        f"<li>A-{number} ru </li>" for number in (1, 2, 3)
    ]


def test_a_process_that_was_started_anew_still_knows_what_a_client_missed(house, desk):
    client = house.listen("anna")
    known = client.next("clock").id
    desk.order("tverskaya", number="A-1")
    with ground(make_rows) as other:
        other.viewers["anna"] = house.viewers["anna"]
        again = other.listen("anna", f"after={known}")
        assert [again.next().name, again.next().name] == ["row", "clock"]


def test_a_slow_client_gets_one_reset_instead_of_a_backlog_and_others_get_all(house, desk, monkeypatch):
    monkeypatch.setattr(live_stream, "MOST_WAITING", 4)
    slow, quick = house.listen("anna"), house.listen("olga")
    slow.next("clock"), quick.next("clock")
    slow.hold()
    for number in range(12):
        desk.order("tverskaya", number=f"A-{number}", **somebody_else(number))
        assert quick.next("row").data["html"] == f"<li>A-{number} en </li>"
    slow.read_on()
    heard = [slow.next()]
    while heard[-1].data.get("html") != "<li>A-11 ru </li>":
        heard.append(slow.next())
    rows = [one for one in heard if one.name == "row"]
    assert [one.name for one in heard].count("reset") == 1
    assert len(rows) <= 6, "what was on its way, and what came after the reset"
    after = [one.name for one in heard].index("reset")
    assert heard[after].id >= max([one.id for one in heard[:after]], default=0)


def test_a_row_that_cannot_be_made_holds_up_no_other(desk):
    def broken(orders_, locales):
        if any(order.number == "A-1" for order in orders_):
            raise ValueError("no such word")
        return make_rows(orders_, locales)

    with ground(broken) as house:
        house.viewers["olga"] = viewer(None)
        client = house.listen("olga")
        client.next("clock")
        desk.order("tverskaya", number="A-1")
        desk.order("tverskaya", number="A-2")
        assert client.next("row").data["html"] == "<li>A-2 ru </li>"


def test_nobody_is_shown_rows_that_nobody_looks_at(desk):
    asked = []

    def spy(orders_, locales):
        asked.append(([order.number for order in orders_], set(locales)))
        return make_rows(orders_, locales)

    with ground(spy) as house:
        house.viewers["vera"] = viewer("taganka", locale="en")
        client = house.listen("vera")
        client.next("clock")
        desk.order("tverskaya", number="A-1")
        desk.order("taganka", number="A-2")
        client.next("row")
    assert asked == [(["A-2"], {"en"})]


def test_who_is_dismissed_is_told_good_bye_and_hears_nothing_more(house, desk):
    client = house.listen("anna")
    client.next("clock")
    del house.viewers["anna"]
    people.dismiss("anna", actor=ACTOR, now=desk.now)
    assert client.next("bye").data == {"why": "logged_out"}
    assert client.over.wait(WAIT_S)
    desk.order("tverskaya")
    assert client.waiting() == []


def test_who_logged_out_is_found_within_the_minute(house, monkeypatch):
    monkeypatch.setattr(live, "RIGHTS_HOLD_S", 0.1)
    monkeypatch.setattr(live, "CHECK_EVERY_S", 0.1)
    client = house.listen("anna")
    client.next("clock")
    del house.viewers["anna"]
    assert client.next("bye").data == {"why": "logged_out"}
    assert live.RIGHTS_HOLD_S + live.CHECK_EVERY_S < 60


def test_other_stores_mean_reading_everything_anew(house, desk):
    client = house.listen("anna")
    client.next("clock")
    house.viewers["anna"] = viewer("taganka")
    desk.person("new", "taganka")
    assert client.next("reset").name == "reset"
    desk.order("tverskaya", number="A-1")
    desk.order("taganka", number="A-2")
    assert client.next("row").data["html"] == "<li>A-2 ru </li>"


def test_the_demos_clock_is_told_when_somebody_turns_it(house):
    client = house.listen("anna")
    client.next("clock")
    at = datetime(2026, 3, 19, 8, 2, tzinfo=UTC)
    clock.start_demo(at, speed=60)
    try:
        told = client.next("clock")
        assert told.data["speed"] == 60
        assert at.timestamp() <= told.data["now"] < at.timestamp() + 60 * WAIT_S
        clock.pause_demo()
        assert client.next("clock").data["speed"] == 0
        clock.resume_demo(speed=30)
        assert client.next("clock").data["speed"] == 30
        clock.advance_demo(timedelta(hours=18))
        assert client.next("clock").data["speed"] == 0, "the worker leads it there by steps"
    finally:
        clock.end_demo()


def test_there_is_a_ping_with_the_time(house, monkeypatch):
    monkeypatch.setattr(live, "PING_EVERY_S", 0.05)
    client = house.listen("anna")
    ping = client.next("ping")
    assert set(ping.data) == {"now", "speed"}
    assert abs(ping.data["now"] - clock.now().timestamp()) < 60


def test_beyond_the_bound_a_client_is_asked_to_come_later(desk):
    with ground(make_rows, most=1) as house:
        house.viewers["anna"] = viewer("tverskaya")
        first = house.listen("anna")
        second = house.listen("anna")
        assert (first.status, second.status, second.headers["retry-after"]) == (200, 503, "10")
        first.leave()
        assert house.listen("anna").status == 200
