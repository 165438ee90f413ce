"""Reports on screen: made by a form, shown with figures that open their orders, each to whom it is about."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils.html import escape

from otklik.actions import orders, reports
from otklik.analytics.findings import Share, Spread
from otklik.domain.errors import DomainError
from otklik.domain.reports import Scope, Window
from otklik.store import access, past_orders
from tests.web.town import Town

DAYS = {"first_on": "2026-03-19", "last_on": "2026-03-19"}
THURSDAY = Window(date(2026, 3, 19), date(2026, 3, 19), "Europe/Moscow")


@pytest.fixture
def lived(town: Town) -> Town:
    """Thursday is over: two orders at Tverskaya, one answered; one at Taganka, refused at once."""
    desk = town.desk
    answered = desk.order("tverskaya", number="S-1")
    desk.order("tverskaya", number="S-2", reserved=False)
    refused = desk.order("taganka", number="T-1")
    desk.forward("11:10")
    desk.talks("anna", answered)
    orders.refuse(
        refused,
        reason="not_paid",
        detail="not_paid_unknown",
        comment="не оплатил",
        override="Так решил администратор.",
        by="operator",
        actor="person:operator",
        now=desk.now,
    )
    desk.forward("2026-03-20 09:00")
    return town


def made(town: Town, person: str, **scope: str) -> int:
    """Number of a report of Thursday that a person makes."""
    answer = town.once(person).post("/reports", {**DAYS, "scope": "all", **scope})
    assert answer.status_code == 303, answer.content.decode()
    return int(answer.url.rpartition("/")[2])


def figures_of(value: Any) -> Iterator[Share | Spread]:
    """Every figure of the findings."""
    if isinstance(value, Share | Spread):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from figures_of(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from figures_of(one)


def test_a_report_is_made_shown_and_opened(lived: Town) -> None:
    """From the form to the page, from a figure to its orders, from an order to its page and journal (law 14)."""
    number = made(lived, "admin")
    browser = lived.once("admin")
    page = browser.get(f"/reports/{number}?lang=en").content.decode()
    assert "All stores" in page
    hrefs = {
        href.replace("&amp;", "&") for href in re.findall(rf'href="(/reports/{number}/orders\?[^"]+)"', page)
    }
    assert hrefs
    silent = next(href for href in hrefs if parse_qs(urlsplit(href).query)["figure"] == ["answers/silent"])
    behind = browser.get(f"{silent}&lang=en").content.decode()
    assert {name for name in ("S-1", "S-2", "T-1") if name in behind} == {"S-2", "T-1"}
    assert "no live answer" in behind
    assert escape("refused: not paid") in behind
    order = re.search(r'href="(/orders/[^"#]+)#journal"', behind)
    assert order
    assert browser.get(order[1]).status_code == 200
    assert all(browser.get(href).status_code in (200, 302) for href in hrefs)


def test_every_figure_counts_the_orders_that_it_opens(lived: Town) -> None:
    report = reports.load_report(made(lived, "admin"), viewer=access.ALL)
    shares = {one.figure: one for one in figures_of(report.findings) if isinstance(one, Share)}
    spreads = {one.figure: one for one in figures_of(report.findings) if isinstance(one, Spread)}
    assert "answers/in_target" in shares
    opened = {name: len(reports.orders_behind(report.row, name)) for name in shares}
    assert opened == {name: share.part for name, share in shares.items()}
    wholes = {name: len(reports.orders_behind(report.row, f"{name}/all")) for name in shares}
    assert wholes == {name: share.whole for name, share in shares.items()}
    counted = {name: len(reports.orders_behind(report.row, name)) for name in spreads}
    assert counted == {name: spread.whole for name, spread in spreads.items()}


@pytest.mark.parametrize(
    ("figure", "title"),
    [
        ("answers/in_limit", "Answered in the limit, 1 h"),
        ("answers/in_limit/all", "Counted among: answered in the limit, 1 h"),
        ("by/store/Taganka/answers/silent", "Never answered · Taganka"),
        ("week/3/11/answers/in_target", "Answered in the target, 20 min · Thu 11:00–12:00"),
        ("answers/band/20m", "When they were answered: 10–20 min"),
        ("refusals/reason/not_paid", "Reason of the refusal: not paid"),
        ("orders", "All orders"),
    ],
)
def test_a_figure_is_called_what_it_counts(lived: Town, figure: str, title: str) -> None:
    number = made(lived, "admin")
    page = lived.once("admin").get(f"/reports/{number}/orders", {"figure": figure, "lang": "en"})
    assert f"<h1>{title}</h1>" in page.content.decode().replace("\xa0", " ")


def test_a_report_is_frozen(lived: Town) -> None:
    """Facts that come later change neither what was kept nor what is read again; a new report tells of them."""
    desk, window = lived.desk, {"viewer": access.ALL}
    first = reports.load_report(made(lived, "admin"), **window)
    again = reports.load_report(made(lived, "admin"), **window)
    assert (again.body, again.row.digest) == (first.body, first.row.digest), "the same input, the same bytes"
    (order,) = [
        one.order.stream
        for one in reports.orders_behind(first.row, "orders")
        if one.order.state.number == "S-2"
    ]
    desk.talks("anna", order)
    reports.tell.cache_clear()
    told = reports.orders_behind(first.row, "answers/silent")
    assert [one.order.state.number for one in told] == ["S-2", "T-1"]
    assert reports.load_report(first.row.id, **window).body == first.body
    later = reports.load_report(made(lived, "admin"), **window)
    assert later.row.position > first.row.position
    assert [one.order.state.number for one in reports.orders_behind(later.row, "answers/silent")] == ["T-1"]


def test_everybody_sees_the_figures_of_his_own_stores(lived: Town) -> None:
    """A head his store's, a manager his partner's, an overseer all; what is foreign is not there, for a figure too."""
    whole, own = made(lived, "admin"), made(lived, "boris")
    seen = {
        who: [lived.once(who).get(f"/reports/{number}").status_code for number in (whole, own)]
        for who in ("admin", "rita", "pavel", "boris", "anna", "dina")
    }
    assert seen == {
        "admin": [200, 200],
        "rita": [200, 200],
        "pavel": [404, 200],
        "boris": [404, 200],
        "anna": [403, 403],
        "dina": [403, 403],
    }
    boris = lived.once("boris")
    assert boris.get(f"/reports/{whole}/orders?figure=orders").status_code == 404
    assert boris.get(f"/reports/{whole}/file").status_code == 404
    listed = boris.get("/reports").content.decode()
    assert f'href="/reports/{own}"' in listed
    assert f'href="/reports/{whole}"' not in listed
    mine = reports.load_report(own, viewer=access.ALL)
    assert [one.order.state.number for one in reports.orders_behind(mine.row, "orders")] == ["S-1", "S-2"]


@pytest.mark.parametrize("scope", ["store:taganka", "partner:yug", "store:nowhere", "partner:", "trade:"])
def test_nobody_asks_about_foreign_stores(lived: Town, scope: str) -> None:
    answer = lived.once("boris").post("/reports", {**DAYS, "scope": scope})
    assert answer.status_code == 422
    assert reports.list_reports(access.ALL) == []
    assert made(lived, "admin", scope="store:taganka") > 0, "control: whoever runs it may"


def test_a_store_is_asked_about_alone(lived: Town) -> None:
    found = reports.load_report(made(lived, "admin", scope="partner:yug"), viewer=access.ALL)
    assert (found.row.scope, found.row.stores) == (Scope("partner", "yug"), ("taganka",))
    assert [one.order.state.number for one in reports.orders_behind(found.row, "orders")] == ["T-1"]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"first_on": "2026-03-20", "last_on": "2026-03-20"}, "not over yet"),
        ({"first_on": "2026-03-19", "last_on": "2026-03-18"}, "Swap them"),
        ({"first_on": "", "last_on": "2026-03-18"}, "Name both days"),
    ],
)
def test_a_window_that_is_none_is_told_beside_the_form(lived: Town, days: dict[str, str], said: str) -> None:
    answer = lived.once("admin").post("/reports?lang=en", {**days, "scope": "all"})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert reports.list_reports(access.ALL) == []


def test_a_day_without_orders_says_so(lived: Town) -> None:
    """An empty report is a report; a figure that it does not have is not found."""
    number = made(lived, "admin", first_on="2026-03-02", last_on="2026-03-02")
    browser = lived.once("admin")
    assert browser.get(f"/reports/{number}").status_code == 200
    assert browser.get(f"/reports/{number}/orders?figure=orders").status_code == 200
    assert browser.get(f"/reports/{number}/orders?figure=answers/nothing").status_code == 404
    assert browser.get(f"/reports/{number + 1}").status_code == 404


def test_the_file_is_carried_away(lived: Town) -> None:
    number = made(lived, "admin")
    answer = lived.once("admin").get(f"/reports/{number}/file?lang=ru")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="otklik-report-{number}.html"'
    assert "<script" not in answer.content.decode()


def test_hundreds_of_orders_are_read_in_few_statements(
    lived: Town, django_assert_max_num_queries: Any
) -> None:
    """However many orders there are, the journal is asked a fixed number of times."""
    with django_assert_max_num_queries(6):
        past = past_orders.load_past(
            from_at=THURSDAY.from_at, to_at=THURSDAY.to_at, stores=None, position=10**12
        )
    assert len(past.orders) == 3


def test_nothing_is_reported_where_no_standard_is_in_force(
    lived: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports.listings, "list_partners", lambda: [])
    with pytest.raises(DomainError, match="No standard"):
        reports.make_report(
            THURSDAY,
            Scope(),
            viewer=access.ALL,
            now=lived.desk.now,
        )
