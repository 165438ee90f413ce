"""Promises on the screens: a line is shown back before it counts, the days are listed, the feed is private."""

import pytest

from otklik.actions import links, orders, promises, rosters
from otklik.domain.week_grid import spans_of
from otklik.domain.work_weeks import WorkWeek
from otklik.web.icalendar import CalendarEvent, write_calendar_file
from tests.harness import ACTOR, local, moscow
from tests.web.reading import read

LINE = "позвоню в пятницу до 15:00"


@pytest.fixture
def order(town):
    """Order 17 of a buyer in Yekaterinburg, two hours ahead of the store."""
    return town.desk.order("tverskaya", number="17", buyer_zone="Asia/Yekaterinburg")


def send(town, order, act, who="anna", **fields):
    return town.once(who).post(f"/orders/{order.partition('/')[2]}/{act}", fields)


def said(answer):
    return read(answer).text.replace("\xa0", " ")


def test_a_line_is_shown_in_the_buyers_time_and_only_the_second_post_makes_it(town, order):
    before = town.desk.kinds(order)
    shown = send(town, order, "promise", line=LINE)
    assert shown.status_code == 200
    text = said(shown)
    assert 'value="позвоню"' in shown.content.decode()
    assert "завтра до 15:00" in text and "в магазине это завтра до 13:00" in text
    assert town.desk.kinds(order) == before
    made = send(
        town, order, "promise", line=LINE, sure="1", until="2026-03-20T10:00:00Z", purpose="call", person="anna",
        next=f"/orders/{order.partition('/')[2]}",
    )  # fmt: skip
    assert (made.status_code, made["Location"].endswith("said=promised")) == (303, True)
    promise = town.desk.subject(order).promises["1"]
    assert (local(promise.until_at), promise.person, promise.purpose) == (
        "2026-03-20 13:00:00",
        "anna",
        "call",
    )
    page = said(town.once("anna").get(f"/orders/{order.partition('/')[2]}"))
    assert LINE in page and "выполнит Anna" in page


def test_what_is_unclear_is_asked_back_and_what_nobody_can_keep_says_so(town, order):
    before = town.desk.kinds(order)
    assert "Назовите день и время" in said(send(town, order, "promise", line="позвоню"))
    closed = said(send(town, order, "promise", line="позвоню в пятницу до 23:00"))
    assert "В это время магазин закрыт" in closed
    week = WorkWeek((spans_of(("10:00", "", "", "12:00"), "x"),) * 5 + ((),) * 2)
    rosters.change_week("tverskaya", person="boris", week=week, actor=ACTOR, now=town.desk.now)
    assert "По графику в это время никого нет" in said(send(town, order, "promise", line=LINE))
    assert town.desk.kinds(order) == before


def test_a_move_is_shown_made_and_said_and_foreign_orders_are_not_there(town, order):
    orders.promise(
        order, by="tverskaya", until_at=moscow("2026-03-20 13:00"), actor="person:anna", now=town.desk.now
    )
    shown = said(send(town, order, "promises/1/move", line="завтра до 18:00"))
    assert "Сейчас обещано" in shown and "завтра до 18:00" in shown
    done = send(town, order, "promises/1/move", sure="1", until="2026-03-20T13:00:00Z", told="write")
    assert done["Location"].endswith("said=promise_wished")
    assert "Покупатель пока не знает" in said(town.once("anna").get(f"/orders/{order.partition('/')[2]}"))
    town.desk.tick()
    assert local(town.desk.subject(order).promises["1"].until_at) == "2026-03-20 16:00:00"
    token = links.status_token(order)
    his = said(town.client().get(f"/s/{token}"))
    assert "завтра до 18:00. Сначала обещали завтра до 15:00" in his
    before = town.desk.kinds(order)
    for act in ("promise", "promises/1/move", "promises/1/keep", "promises/7/move"):
        who = "anna" if "7" in act else "vera"
        assert send(town, order, act, who=who, line=LINE).status_code == 404
    assert town.desk.kinds(order) == before


def test_the_days_list_what_was_promised_and_the_figures_count_it(town, order):
    made = {"by": "tverskaya", "actor": "person:anna", "person": "anna", "now": town.desk.now}
    for until in ("2026-03-19 12:00", "2026-03-19 16:00", "2026-03-25 12:00"):
        orders.promise(order, until_at=moscow(until), purpose="call", **made)
    town.desk.forward("13:00")
    page = said(town.once("anna").get("/promises"))
    assert "Срок прошёл" not in page and page.count("Заказ 17") == 3
    assert "сорвано" in page and "25 марта" in page
    today = said(town.once("boris").get("/promises?span=day&person=anna"))
    assert today.count("Заказ 17") == 2
    later = said(town.once("boris").get("/promises?span=day&on=2026-03-25"))
    assert later.count("Заказ 17") == 1
    assert "Заказ 17" not in said(town.once("vera").get("/promises"))


def test_a_feed_opens_by_its_link_alone_and_names_no_buyer(town, order):
    made = {"by": "tverskaya", "actor": "person:anna", "person": "anna", "now": town.desk.now}
    orders.promise(
        order, until_at=moscow("2026-03-20 13:00"), purpose="call", what="звоню Марии +79000001122", **made
    )
    answer = said(town.once("anna").post("/promises/feed", {"act": "make"}))
    address = next(word for word in answer.split() if word.endswith(".ics"))
    path = "/promises/" + address.rpartition("/promises/")[2]
    feed = town.client().get(path)
    assert (feed.status_code, feed["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    text = feed.content.decode()
    assert "DTEND:20260320T100000Z" in text and "SUMMARY:Заказ 17: позвонить" in text
    assert "Мари" not in text and "9000001122" not in text
    assert town.client().get("/promises/guess.ics").status_code == 404
    again = promises.make_feed("anna", now=town.desk.now)
    assert town.client().get(path).status_code == 404
    assert town.client().get(f"/promises/{again}.ics").status_code == 200
    town.once("anna").post("/promises/feed", {"act": "drop"})
    assert town.client().get(f"/promises/{again}.ics").status_code == 404


def test_a_calendar_file_is_folded_escaped_and_in_utc():
    """RFC 5545: at most 75 octets a line, no character split, commas and semicolons escaped, CRLF, instants in UTC."""
    title = "Заказ 7; «позвонить», да\\нет\nи ещё длинная строка по-русски, чтобы её пришлось перенести"
    made = write_calendar_file(
        "Обещания",
        [CalendarEvent("u@x", moscow("2026-03-20 13:00"), title, 2, moscow("2026-03-19 11:00"), 30)],
    )
    lines = made.split(b"\r\n")
    assert lines[-1] == b"" and max(map(len, lines)) <= 75 and b"\n" not in b"".join(lines)
    for line in lines:
        line.decode()
    whole = made.replace(b"\r\n ", b"").decode().split("\r\n")
    assert (
        "SUMMARY:Заказ 7\\; «позвонить»\\, да\\\\нет\\nи ещё длинная строка по-русски\\, чтобы её пришлось "
        in [one[: one.find("перенести")] if one.startswith("SUMMARY") else one for one in whole]
    )
    assert {
        "DTSTART:20260320T094500Z",
        "DTEND:20260320T100000Z",
        "DTSTAMP:20260319T080000Z",
        "SEQUENCE:2",
    } <= set(whole)
    assert (whole[0], whole[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
