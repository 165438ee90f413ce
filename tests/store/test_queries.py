"""Reads: orders by any of their names, pages, what is owed, alarms that still stand; and who may see them."""

import pytest

from otklik.domain.errors import DomainError
from otklik.store import access, models, queries
from otklik.store.access import ALL, Viewer
from otklik.store.queries import Page
from tests.store import scene
from tests.store.scene import event, later

pytestmark = pytest.mark.usefixtures("market")
TVERSKAYA, ARBAT = Viewer(frozenset({"tverskaya"})), Viewer(frozenset({"arbat"}))


def test_an_order_is_found_by_number_id_and_stream():
    scene.receive(1)
    for name in ("A-1", "1", "order/1"):
        assert access.access_order(ALL, name).stream == "order/1"
    assert [line["sku"] for line in queries.load_lines("order/1")] == ["K-7", "C-2"]


def test_foreign_and_unknown_are_one_answer():
    scene.receive(1)
    assert access.access_order(TVERSKAYA, "A-1").number == "A-1"
    errors = []
    for name in ("A-1", "A-404"):
        with pytest.raises(DomainError) as caught:
            access.access_order(ARBAT, name)
        errors.append((caught.value.code, caught.value.message.replace(name, "?"), caught.value.remedy))
    assert errors[0] == errors[1]
    assert access.access_search(ARBAT, "иванов") == [] and access.access_orders(ARBAT, Page()) == []


def test_the_first_store_goes_on_seeing_what_it_handed_over():
    scene.receive(1)
    assigned = event(
        "order.assigned", cause="handed_over", store="arbat", previous="", assignment="1", by="x"
    )
    scene.say("order/1", assigned, stores=("arbat",))
    for viewer in (TVERSKAYA, ARBAT):
        assert access.access_order(viewer, "A-1").holder == "arbat"


def test_a_number_that_two_shops_use_is_ambiguous():
    scene.receive(1)
    scene.say("order/2", scene.received("A-1", origin="other"), stores=("tverskaya",))
    with pytest.raises(DomainError, match="2 orders have the number"):
        access.access_order(ALL, "A-1")
    assert access.access_order(ALL, "order/2").origin == "other"


def test_pages_go_on_where_the_last_one_ended():
    for n in range(1, 8):
        scene.commit_one(scene.order_unit(n, later(minutes=n // 2)))
    seen, before = [], None
    while page := queries.list_orders(Page(limit=3, before=before)):
        seen += [row.number for row in page]
        before = (page[-1].placed_at, page[-1].stream)
    assert seen == ["A-6", "A-7", "A-4", "A-5", "A-2", "A-3", "A-1"]
    assert queries.list_orders(Page(phases=("refused",))) == []
    assert [row.number for row in queries.list_orders(Page(number="A-4"))] == ["A-4"]
    assert queries.count_orders() == {"open": 7}


def test_a_status_link_is_found_by_its_hash_only():
    scene.receive(1)
    token = models.Order.objects.get(stream="order/1").status_token
    assert queries.load_status(token) == "order/1"
    assert queries.load_status("") is None and queries.load_status("0" * 63 + "x") is None


def test_an_alarm_stands_while_its_order_is_open():
    scene.receive(1)
    scene.say("order/1", event("alarm.raised", reason="nobody_to_tell"))
    scene.say("order/1", event("alarm.raised", reason="nobody_to_tell", now=later(hours=1)))
    (alarm,) = [one for one in queries.list_alarms() if one.stream == "order/1"]
    assert (alarm.reason, alarm.raised_at) == ("nobody_to_tell", later(hours=1))
    scene.say("order/1", event("order.refused", reason="other", by="anna"))
    assert [one for one in queries.list_alarms() if one.stream == "order/1"] == []


def test_obligations_are_listed_by_stream_and_by_debtor():
    scene.receive(1)
    kinds = [row.kind for row in queries.list_obligations("order/1")]
    assert sorted(kinds) == ["first_answer", "receipt", "settlement"]
    owed = queries.list_owed("store:tverskaya")
    assert [(row.kind, row.limit_at) for row in owed] == [("first_answer", later(hours=1))]
    assert queries.list_owed("store:nobody") == []
    scene.say("order/1", event("contact.reached", means="call", live=True, talk_s=64, by="anna"))
    assert queries.list_owed("store:tverskaya") == []
