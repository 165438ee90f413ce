"""The simulated month, small: a few shops, two days; `python -m bench.shop_floor` lives the whole of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from otklik.actions import orders
from otklik.domain.standards.loading import parse_standard
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.domain.standards.vocabulary import SHIPPED
from otklik.simulation.shop_floor import figures, shares
from otklik.simulation.shop_floor.month import Month
from otklik.simulation.shop_floor.setting import PARTS, ROUNDS_BY, Setting, standard_text
from otklik.store import models
from tests.wipe import wipe

SMALL = Setting(stores=4, days=2, orders_a_day=4.0)
pytestmark = pytest.mark.django_db(transaction=True)


def lived(size: Setting) -> Month:
    month = Month(size)
    month.live(lambda line: None)
    return month


def test_whatever_fails_no_order_is_without_a_future_and_no_message_is_lost_or_doubled():
    month = lived(SMALL)
    assert list(figures.list_faults(month)) == []
    counts = figures.count_answers(month)
    assert sum(row[0] for row in counts.values()) == len(month.orders) > 20
    assert month.refused["sms"] > 0, "the provider was down"


def test_the_same_people_live_the_same_month():
    tiny = Setting(stores=1, days=1, orders_a_day=8.0)
    counts = figures.count_answers(lived(tiny))
    wipe()
    assert figures.count_answers(lived(tiny)) == counts


def test_what_must_not_happen_is_found():
    """Negative control: a message that came twice, an order that nothing waits for."""
    month = lived(Setting(stores=1, days=1, orders_a_day=8.0))
    key, stream = next(iter(month.accepted)), next(iter(month.orders))
    month.accepted[key] += 1
    orders.note(stream, words="x", actor="person:admin", now=month.now)
    models.Order.objects.filter(stream=stream).update(phase="open", closed_at=None)
    models.Timer.objects.filter(stream=stream).delete()
    models.Outbox.objects.filter(stream=stream).update(state="sent")
    assert list(figures.list_faults(month)) == [f"sent twice: {key} 2", f"no future: {stream} open"]


@pytest.mark.parametrize("off", ["", *PARTS])
def test_a_part_is_switched_off_in_the_standard_or_in_the_shops(off):
    """Each text is a standard that loads; what differs is the part alone."""
    text = standard_text(Setting(off=off))
    assert parse_standard(text, capabilities=SHIPPED).name == "default"
    steps = re.findall(r'tell = (?!"buyer")[^}]*by = (\[[^]]*\])', text)
    by = '["sms"]' if off == "second_channel" else '["telegram", "sms", "email"]'
    assert set(steps) == {by, ROUNDS_BY}
    assert ("[obligation.round]" in text) == ("[obligation.round]" in DEFAULT_TEXT and off != "rounds")
    assert 'tell = "buyer", by = ["email", "sms"]' in text, "the buyer's mails are not touched"


def test_an_interval_is_drawn_over_shops_and_a_difference_shop_by_shop():
    ours = {"a": (10, 9, 10), "b": (10, 1, 10)}
    theirs = {"a": (10, 8, 10), "b": (10, 0, 10)}
    assert shares.share(ours, 1) == shares.Share(0.5, 0.1, 0.9)
    found = shares.difference(ours, theirs, 1)
    assert [round(one, 9) for one in (found.value, found.low, found.high)] == [0.1, 0.1, 0.1]


def test_the_clock_of_the_month_is_utc():
    assert Month(SMALL).now == datetime(2026, 3, 1, 21, tzinfo=UTC)
