"""The desk's rows: open orders of the viewer's stores with step, buyer, lines and hours, in few SELECTs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from otklik.domain.desk import DeskLine
from otklik.store import desk
from tests.store import scene
from tests.store.scene import NOW, event, later

pytestmark = pytest.mark.usefixtures("market")


def test_a_row_has_everything_that_a_seller_looks_at():
    scene.receive(1)
    taken = event("order.taken", person="anna", on_shift=True, place="unknown", addressee=True, stops="run")
    scene.say("order/1", taken)
    row = desk.load_desk_row("order/1", now=later(minutes=3))
    assert (row.id, row.stream, row.number, row.channel) == ("1", "order/1", "A-1", "site")
    assert (row.store, row.store_name, row.zone) == ("tverskaya", "Tverskaya", "Europe/Moscow")
    assert (row.phase, row.owner, row.owner_name, row.taken_at) == ("open", "anna", "Anna", NOW)
    assert (row.buyer, row.phone, row.comment) == ("Пётр Иванов", scene.PHONE, "позвоните")
    assert (row.buyer_zone, row.payment, row.delivery) == ("Europe/Moscow", "prepaid", "")
    assert row.lines == (DeskLine("Чайник", "K-7", 1, 299_000), DeskLine("Чашка", "C-2", 2, 25_000))
    assert (row.total_minor, row.currency, row.contact_attempts) == (349_000, "RUB", 0)
    assert (row.live_contact_at, row.live_grade, row.said_silent) == (None, "", False)
    assert row.waiting_on == "store:tverskaya"
    assert [one.kind for one in row.owed] == ["receipt", "first_answer", "settlement"]
    assert row.step.kind == "first_answer" and not row.step.breached
    assert (row.step.opened_at, row.step.target_at, row.step.limit_at) == (
        NOW, later(minutes=20), later(minutes=60),
    )  # fmt: skip
    assert (row.is_open, row.next_opening_at, row.group) == (True, None, "in_time")
    assert row.open_spans[1] == (NOW - timedelta(hours=1, minutes=2), later(hours=7, minutes=58))
    assert len(row.open_spans) == 3  # Wednesday's rest, Thursday, Friday; Saturday is closed


def test_facts_of_the_talks_stand_on_the_row():
    scene.receive(1)
    scene.say("order/1", event("contact.attempted", means="call", attempt="1", outcome="no_answer"))
    scene.say("order/1", event("buyer.said_silent"))
    scene.say("order/1", event("contact.reached", means="call", live=True, by="anna", grade="claimed"))
    row = desk.load_desk_row("order/1", now=later(minutes=3))
    assert (row.contact_attempts, row.said_silent, row.live_contact_at, row.live_grade) == (
        1, True, NOW, "claimed",
    )  # fmt: skip


def test_whoever_lost_the_order_stands_on_it_no_more():
    scene.receive(1)
    taken = event("order.taken", person="anna", on_shift=True, place="unknown", addressee=True, stops="run")
    scene.say("order/1", taken)
    again = event(
        "order.taken", later(minutes=2), person="anna", on_shift=True, place="unknown", addressee=True, stops="run"
    )  # fmt: skip
    scene.say("order/1", again)
    assert desk.load_desk_row("order/1", now=NOW).taken_at == NOW
    scene.say("order/1", event("order.owner_cleared", later(minutes=10), person="anna"))
    row = desk.load_desk_row("order/1", now=NOW)
    assert (row.owner, row.owner_name, row.taken_at) == ("", "", None)


def test_closed_foreign_and_imported_orders_stand_on_no_desk():
    scene.receive(1, 2)
    scene.commit_one(scene.order_unit(3, history=True))
    scene.say("order/2", event("order.refused", reason="other", by="anna"))
    assert [row.id for row in desk.list_desk(None, now=NOW)] == ["1"]
    assert [row.id for row in desk.list_desk({"tverskaya"}, now=NOW)] == ["1"]
    assert desk.list_desk({"arbat"}, now=NOW) == [] == desk.list_desk(frozenset(), now=NOW)
    assert (desk.count_desk(None), desk.count_desk({"arbat"})) == (1, 0)
    assert set(desk.load_desk_rows(["order/1", "order/2", "order/3", "order/9"], now=NOW)) == {"order/1"}
    scene.say("order/2", event("order.reopened", cause="survey"))
    assert desk.load_desk_row("order/2", now=NOW).phase == "open"


def test_an_order_that_was_handed_over_stands_on_its_holders_desk():
    scene.receive(1)
    assigned = event("order.assigned", cause="handed_over", store="arbat", assignment="1", by="x")
    scene.say("order/1", assigned, stores=("arbat",))
    assert desk.list_desk({"tverskaya"}, now=NOW) == []
    (row,) = desk.list_desk({"arbat"}, now=NOW)
    assert row.store_name == "Arbat"
    assert {one.kind for one in row.owed} >= {"first_answer", "holder_answer"}


def test_the_most_urgent_come_first_and_are_kept_by_a_limit():
    for n in range(1, 6):
        scene.commit_one(scene.order_unit(n, later(minutes=10 * n)))
    promised = event(
        "promise.made", later(minutes=50), promise="1", by="tverskaya", until_at=later(minutes=51)
    )
    scene.say("order/5", promised, now=later(minutes=50))
    now = later(minutes=45)
    rows = desk.list_desk(None, now=now)
    assert [(row.id, row.group) for row in rows] == [
        ("1", "urgent"), ("2", "urgent"), ("3", "urgent"), ("5", "in_time"), ("4", "in_time"),
    ]  # fmt: skip
    assert [row.id for row in desk.list_desk(None, now=now, limit=3)] == ["1", "2", "3"]


def test_at_night_the_row_says_when_the_store_opens():
    night = later(hours=10)
    scene.commit_one(scene.order_unit(1, night))
    row = desk.load_desk_row("order/1", now=night)
    assert (row.is_open, row.group) == (False, "morning")
    assert row.next_opening_at == later(hours=22, minutes=58)  # Friday 10:00 in Moscow
    assert row.step.target_at == later(hours=23, minutes=18)


def test_an_erased_buyer_is_not_on_the_desk():
    scene.receive(1)
    scene.say("order/1", event("order.erased", ground="request"))
    row = desk.load_desk_row("order/1", now=NOW)
    assert (row.buyer, row.phone, row.comment) == ("", "", "")


def test_any_number_of_rows_costs_the_same_number_of_selects():
    counts = []
    for numbers in ((1,), tuple(range(2, 30))):
        scene.receive(*numbers)
        taken = event(
            "order.taken", person="anna", on_shift=True, place="unknown", addressee=True, stops="run"
        )
        scene.say("order/1", taken)
        with CaptureQueriesContext(connection) as asked:
            desk.list_desk(None, now=NOW)
        counts.append(len(asked))
    assert counts[0] == counts[1] == 8


def test_the_desk_of_all_stores_reads_open_orders_alone():
    scene.receive(1)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
        explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
        cursor.execute(f"{explain}SELECT stream FROM orders WHERE closed_at IS NULL AND NOT history")
        assert "orders_open" in " ".join(str(row) for row in cursor.fetchall())
