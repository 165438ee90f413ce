"""The demo's clock and mailbox: for everybody who is logged in, and nowhere but in a demo."""

from datetime import timedelta

import pytest
from django.conf import settings

from otklik.actions import erasure, orders
from otklik.channels.message import Message
from otklik.store import clock, letters
from otklik.web.demo_bar import write_bar
from otklik.web.demo_clock import ACTS, thursday_after
from otklik.worker import mailbox
from otklik.worker.loop import tick
from tests.harness import moscow
from tests.web.town import BY_ROLE

THEIRS = ("/demo/clock", "/demo/mail", "/demo/mail/1", "/demo/mail/1/body", "/texts", "/texts/answer-times")


@pytest.fixture
def demo(town, settings):
    """The town as a demo: its clock has a row, which stands at the town's present."""
    settings.OTKLIK_SMTP_URL = ""
    clock._memory = clock._Memory()
    clock.start_demo(town.desk.now)
    clock.pause_demo()
    clock.wake_demo(town.desk.now)
    yield town
    clock._memory = clock._Memory()


def carried(demo) -> str:
    """Stream of an order whose letters the demo's postman has carried."""
    desk = demo.desk
    desk.phones.send = mailbox.carry
    order = desk.order("tverskaya")
    while tick(read_now=lambda: desk.now, owner="test", carry=mailbox.carry).busy:
        pass
    mailbox.put_away()
    return order


def test_where_time_is_real_there_are_no_such_pages(town):
    clock._memory = clock._Memory()
    client = town.client("admin")
    assert {where: client.get(where).status_code for where in THEIRS} == dict.fromkeys(THEIRS, 404)
    assert client.post("/demo/clock", {"act": "plus18"}).status_code == 404
    assert client.post("/texts/answer-times/play").status_code == 404
    assert b"data-demo" not in client.get("/account/").content


@pytest.mark.parametrize("role", BY_ROLE)
def test_the_bar_is_on_a_screen_of_every_role(demo, role):
    page = demo.client(BY_ROLE[role]).get("/account/", follow=True).content.decode()
    assert 'class="demo-bar is-stands"' in page
    for act in ACTS:
        assert f'name="act" value="{act}"' in page


def test_whoever_is_not_logged_in_turns_nothing(demo):
    before = clock.read_demo()
    assert demo.client().post("/demo/clock", {"act": "plus18"}).status_code == 401
    assert clock.read_demo() == before


def test_a_plain_form_turns_the_clock_and_leads_back(demo):
    client = demo.client("kirill")
    present = clock.read_demo().base_virtual
    answer = client.post("/demo/clock", {"act": "plus20", "next": "/account/"})
    assert (answer.status_code, answer["Location"]) == (303, "/account/")
    assert clock.read_demo().ahead_to == present + timedelta(minutes=20)
    answer = client.post("/demo/clock", {"act": "plus18", "next": "https://elsewhere.test/"})
    assert answer["Location"] == "/", "nobody is sent elsewhere"
    assert clock.read_demo().ahead_to == present + timedelta(hours=18, minutes=20)


def test_a_script_is_told_how_the_clock_stands(demo):
    client = demo.client("anna")
    said = client.post("/demo/clock", {"act": "fast"}, headers={"Accept": "application/json"}).json()
    assert (said["state"], said["speed"]) == ("fast", 60)
    later = client.post("/demo/clock", {"act": "pause"}, headers={"Accept": "application/json"}).json()
    assert (later["state"], later["speed"]) == ("stands", 0)
    assert later["version"] > said["version"]
    assert client.get("/demo/clock").json()["version"] == later["version"]


def test_an_unknown_act_changes_nothing(demo):
    before = clock.read_demo()
    assert demo.client("anna").post("/demo/clock", {"act": "back"}).status_code == 422
    assert clock.read_demo() == before


def test_the_next_event_is_the_next_instant_at_which_anything_is_due(demo):
    demo.desk.order("tverskaya")
    demo.client("anna").post("/demo/clock", {"act": "next"})
    assert clock.read_demo().ahead_to == demo.desk.now + timedelta(minutes=8), "the ladder's next step"


@pytest.mark.parametrize(
    ("now", "thursday"),
    [
        ("2026-03-17 10:20", "2026-03-19 09:00"),
        ("2026-03-19 08:59", "2026-03-19 09:00"),
        ("2026-03-19 09:00", "2026-03-26 09:00"),
        ("2026-03-20 00:00", "2026-03-26 09:00"),
    ],
)
def test_to_thursday(now, thursday):
    assert thursday_after(moscow(now)) == moscow(thursday)


@pytest.mark.parametrize(
    ("locale", "day", "said"),
    [
        ("ru", "Четверг, 19\u00a0марта", "идёт вперёд: пятница, 20\u00a0марта, 5:02"),
        ("en", "Thursday, 19\u00a0March", "on its way: Friday, 20\u00a0March, 5:02"),
    ],
)
def test_the_bar_says_what_time_it_is_and_where_time_goes(demo, locale, day, said):
    demo_clock = clock.advance_demo(timedelta(hours=18))
    bar = write_bar(demo_clock, locale)
    assert (bar.day, bar.clock, bar.state, bar.said) == (day, "11:02:00", "ahead", said)


def test_the_mailbox_has_every_letter_and_filters_them(demo):
    order = carried(demo)
    client = demo.client("kirill")
    page = client.get("/demo/mail?lang=en").content.decode()
    assert "maria@buyer.test" in page
    assert "anna@desk.test" in page
    theirs = client.get("/demo/mail?to=anna&lang=en").content.decode()
    assert "maria@buyer.test" not in theirs
    assert "anna@desk.test" in theirs
    assert "maria@buyer.test" in client.get(f"/demo/mail?about={order.partition('/')[2]}").content.decode()
    assert "No letters yet" in client.get("/demo/mail?about=x&lang=en").content.decode()


def test_a_letter_is_shown_in_a_frame_with_a_policy_of_its_own(demo):
    carried(demo)
    (letter,) = letters.list_letters(receiver="anna")
    client = demo.client("admin")
    page = client.get(f"/demo/mail/{letter.id}")
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    assert f'src="/demo/mail/{letter.id}/body"' in page.content.decode()
    body = client.get(f"/demo/mail/{letter.id}/body")
    policy = body["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "sandbox allow-popups" in policy
    assert "frame-ancestors 'self'" in policy
    assert body["X-Frame-Options"] == "SAMEORIGIN"
    text = body.content.decode()
    assert '<base target="_blank">' in text
    assert f"{settings.OTKLIK_BASE_URL}/l/take/" in text


def test_a_letter_of_the_mailbox_has_buttons_that_work(demo):
    order = carried(demo)
    (letter,) = letters.list_letters(receiver="anna")
    whole = letters.find_letter(letter.id)
    address = next(word for word in whole.text.split() if "/l/take/" in word)
    demo.client().post(address.removeprefix(settings.OTKLIK_BASE_URL))
    assert demo.desk.subject(order).owner == "anna"


def test_an_erased_buyer_has_no_letters(demo):
    order = carried(demo)
    assert letters.list_letters(stream=order)
    orders.withdraw(order, actor="buyer", said_by="buyer", now=demo.desk.now)
    erasure.erase(order, ground="request", actor="person:admin", now=demo.desk.now)
    assert letters.list_letters(stream=order) == []


def test_a_repeated_letter_is_one_letter(demo):
    carried(demo)
    before = letters.list_letters()
    whole = letters.find_letter(before[0].id)
    fields = ("key", "channel", "address", "subject", "text", "html", "locale", "sent_at")
    letters.keep([letters.Sent(**{name: getattr(whole, name) for name in fields})])
    assert letters.list_letters() == before


def test_an_address_of_nowhere_is_refused_for_good(demo):
    message = Message("k", f"x{mailbox.NOWHERE}", "s", "t", "", "ru", demo.desk.now)
    assert mailbox.carry("email", message).permanent is True
    mailbox.put_away()
    assert letters.list_letters() == []
