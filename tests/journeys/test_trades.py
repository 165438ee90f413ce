"""Trades differ (R39): stationery looks twice a day, appliances call at once, each is judged by its own norms."""

from __future__ import annotations

from pathlib import Path

import pytest

from otklik.actions import reports
from otklik.domain.errors import DomainError
from otklik.domain.reports import Scope, last_days
from otklik.store import access, projections
from otklik.store.models import Standard
from tests.harness import Desk, local

STANDARD = """
extends = "default"
name    = "mall"
version = 1

[trade.stationery.obligation.first_answer]
after = { target = "4h", limit = "8h" }

[trade.appliances.obligation.first_answer]
after = { target = "5m", limit = "15m" }
"""


@pytest.fixture
def mall(store_s: Desk, tmp_path: Path) -> Desk:
    """Thursday, 9:00: three stores, one of stationery, one of appliances, one of no trade."""
    desk = store_s
    path = tmp_path / "mall.toml"
    path.write_text(STANDARD, encoding="utf-8")
    desk.otklik(f"standard publish {path}")
    desk.otklik("standard adopt market mall")
    for slug, trade in (("pens", "stationery"), ("ovens", "appliances")):
        desk.store(slug, "Mo-Fr 10:00-19:00")
        desk.otklik(f"store change {slug} --trade {trade}")
    return desk


def limits(desk: Desk, *streams: str) -> list[str]:
    return [local(desk.obligation(one, "first_answer").limit_at)[5:16] for one in streams]


def test_each_store_owes_by_the_norms_of_its_trade(mall: Desk) -> None:
    mall.forward("12:00")
    streams = [mall.order(store, reserved=False) for store in ("tverskaya", "pens", "ovens")]
    assert limits(mall, *streams) == ["03-19 13:00", "03-20 11:00", "03-19 12:15"]
    answers = [mall.obligation(one, "first_answer") for one in streams]
    assert len({one.standard for one in answers}) == 3
    assert {row.digest for row in Standard.objects.filter(digest__in=[one.standard for one in answers])} == {
        one.standard for one in answers
    }, "each hash names a text that was published"


def test_what_is_owed_stays_as_it_was_owed(mall: Desk) -> None:
    """Law 1: a store that changes its trade changes what new orders are owed, and nothing else; a rebuild too."""
    mall.forward("12:00")
    before = mall.order("pens", reserved=False)
    mall.otklik("store change pens --trade appliances")
    after = mall.order("pens", reserved=False)
    assert limits(mall, before, after) == ["03-20 11:00", "03-19 12:15"]
    assert (mall.subject(before).trade, mall.subject(after).trade) == ("stationery", "appliances")
    mall.otklik("store change pens --trade ''")
    projections.rebuild()
    mall.forward("12:20")
    verdicts = [mall.obligation(one, "first_answer").verdict for one in (before, after)]
    assert verdicts == [None, "breached"]


def test_a_report_judges_each_order_by_its_trade(mall: Desk) -> None:
    """Fifty minutes: in time for a shop, good for stationery, late for appliances."""
    mall.forward("12:00")
    streams = {
        store: mall.order(store, number=store, reserved=False) for store in ("tverskaya", "pens", "ovens")
    }
    mall.forward("12:50")
    for stream in streams.values():
        mall.talks("anna", stream)
    mall.forward("2026-03-20 09:00")
    window = last_days(1, zone="Europe/Moscow", now=mall.now)
    whole = reports.make_report(window, Scope(), viewer=access.ALL, now=mall.now)
    assert [norms.trade for norms in whole.findings.norms] == ["", "appliances", "stationery"]
    found = {
        figure: sorted(one.order.state.number for one in reports.orders_behind(whole.row, figure))
        for figure in ("answers/in_target", "answers/in_limit", "answers/in_limit/all")
    }
    assert found == {
        "answers/in_target": ["pens"],
        "answers/in_limit": ["pens", "tverskaya"],
        "answers/in_limit/all": ["ovens", "pens", "tverskaya"],
    }
    trade = reports.make_report(window, Scope("trade", "stationery"), viewer=access.ALL, now=mall.now)
    assert (trade.row.stores, trade.findings.norms[0].trade, trade.findings.norms[0].limit_s) == (
        ("pens",),
        "stationery",
        8 * 3600,
    )
    with pytest.raises(DomainError, match="no trade 'toys'"):
        reports.make_report(window, Scope("trade", "toys"), viewer=access.ALL, now=mall.now)


def test_a_trade_that_is_none_is_refused(mall: Desk) -> None:
    with pytest.raises(Exception, match="can't name a trade"):
        mall.otklik("store change pens --trade 'Office supplies'")
    assert mall.state("store/pens").subject.trade == "stationery"
