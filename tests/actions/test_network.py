"""The network's figures on orders whose fate is known; each figure has as many rows as it says (law 14)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from otklik.actions import network
from otklik.analytics.court import MEASURES
from otklik.domain.errors import DomainError
from otklik.domain.order_state import OrderState
from otklik.store import court_cases, followers, journal
from otklik.store.access import ALL, Viewer
from otklik.store.network import CONDITIONS
from tests import court_scene
from tests.court_scene import Fate
from tests.store.scene import NOW, event, say

LATER = NOW + timedelta(days=6)
WINDOW = network.window_of(30, zone="Europe/Moscow", now=LATER)


@pytest.fixture
def court(db: None) -> None:
    court_scene.build()
    court_scene.send(court_scene.known_fates())


def behind(figure: str, stores: frozenset[str] | None = None) -> list[str]:
    rows = network.orders_behind(WINDOW, figure, stores=stores, now=LATER)
    return sorted((getattr(row, "order", row)).number for row in rows)


def test_each_fate_counts_as_what_it_is(court: None) -> None:
    expected = {
        "premature/sever": ["early", "saved"],
        "parked/sever": ["saved"],
        "rescued/sever": ["saved"],
        "reopened/sever": ["early"],
        "regained/sever": ["early", "saved"],
        "silence/sever": ["early", "mute", "silence", "told"],
        "would_have_bought/": ["early", "silence", "yug-1"],
        "confirmed/sever": ["appealed", "honest", "lawful"],
        "contradicted/sever": ["early", "silence"],
        "appealed/": ["appealed"],
        "undecided/": ["mute"],
        "unasked/": ["told"],
        "lost/sever": ["appealed", "honest", "lawful", "mute", "passed", "silence", "told"],
        "lost_wanted/": ["silence", "yug-1"],
        "cases/sever/not_paid": ["appealed", "early", "honest", "mute", "passed"],
        "cases/sever/withdrawn_told": ["told"],
        "cases/vostok": ["dear"],
        "spoken/": ["early", "lawful", "saved"],
        "sold/": ["early", "saved"],
    }
    assert {figure: behind(figure) for figure in expected} == expected


def test_each_number_opens_as_many_rows(court: None) -> None:
    found = network.find_network(WINDOW, now=LATER)
    for group in (found.court.network, *found.court.partners):
        for name in MEASURES:
            assert group.counts[name].rows == len(behind(f"{name}/{group.partner}")), (name, group.partner)
            for one in group.reasons:
                figure = f"{name}/{group.partner}/{one.reason}"
                assert one.counts[name].rows == len(behind(figure)), figure
    for name in CONDITIONS:
        assert found.total[name] == len(behind(f"{name}/"))
        for partner, counted in found.answers.items():
            assert counted[name] == len(behind(f"{name}/{partner}")), (name, partner)


def test_the_stated_and_the_true_share_stand_side_by_side(court: None) -> None:
    found = network.find_network(WINDOW, now=LATER).court
    assert found.currency == "RUB"
    sever = found.find("sever")
    assert sever and sever.reasons[0].reason == "not_paid"
    stated = sever.reasons[0]
    assert stated.stated == pytest.approx(5 / 8)
    assert (stated.truth.cases, stated.truth.asked, stated.truth.told, stated.truth.true) == (5, 4, 3, 2)
    assert stated.truth.silent == 1
    assert (stated.truth.floor, stated.truth.ceiling) == (pytest.approx(0.4), pytest.approx(0.8))
    assert stated.truth.low == 0.4 and stated.truth.high == 0.8
    assert stated.truth.few, "three answers judge nobody (law 13)"
    assert (sever.counts["regained"].minor, sever.counts["lost_wanted"].minor) == (449_000, 100_000)
    vostok = found.find("vostok")
    assert vostok and vostok.counts["lost"].minor == 0, "another currency is in no sum"


def test_only_a_named_person_agrees(court: None) -> None:
    found = network.find_network(WINDOW, now=LATER)
    assert {slug: found.is_agreed(slug) for slug in court_scene.PARTNERS} == {
        "sever": True,
        "yug": False,
        "vostok": False,
    }


def test_refusals_from_before_the_gate_are_judged_by_the_wall_clock(db: None) -> None:
    court_scene.build()
    fates = [Fate("young"), Fate("lawful"), Fate("shop"), Fate("old")]
    reasons = ("not_paid", "extra_demands", "cancelled_at_source", "not_paid")
    for fate, reason, minutes in zip(fates, reasons, (59, 10, 10, 60), strict=True):
        fate.then(minutes, "order.refused", reason=reason, by="anna")
    court_scene.send(fates)
    assert behind("premature/") == ["young"]


def test_a_book_that_reads_on_is_the_one_that_begins_anew(court: None) -> None:
    before = court_cases.open_book(WINDOW.from_at)
    court_scene.send([Fate("later", "vostok").refused(30)])
    say("order/dear", event("order.reopened", LATER, cause="buyer"), now=LATER)
    read_on = court_cases.open_book(WINDOW.from_at)
    anew = court_cases.read_book(WINDOW.from_at, followers.settle_head())
    assert read_on.orders == anew.orders
    assert read_on.position == anew.position > before.position
    assert set(read_on.orders) - set(before.orders) == {"order/later"}
    assert read_on.orders["order/dear"].reopened == 1
    assert read_on.orders["order/early"] is before.orders["order/early"], "only what changed is read again"


def test_the_figures_see_the_cases_that_the_court_sees(court: None) -> None:
    """Two folds of one journal: the domain's, which decides, and the one of the figures."""
    book = court_cases.open_book(WINDOW.from_at)
    states = journal.load_states(list(book.orders))
    seen = 0
    for stream, order in book.orders.items():
        decided = states[stream].subject
        assert isinstance(decided, OrderState)
        assert [one.key for one in order.cases] == list(decided.court)
        assert order.phase == decided.phase
        for one in order.cases:
            case = decided.court[one.key]
            assert (one.cause, one.reason, one.premature, one.at) == (
                case.cause, case.reason, case.premature, case.at
            )  # fmt: skip
            assert (one.drawn, one.share_ppm, one.answer, one.expired) == (
                case.drawn, case.share_ppm, case.answer, case.expired
            )  # fmt: skip
            assert one.verdict == (case.final or case.verdict)
            assert (one.live, one.said_silent) == (case.talked, case.silent)
            seen += 1
    assert seen == 10


def test_as_it_stood_then_whatever_came_later(court: None) -> None:
    head = followers.settle_head()
    then = court_cases.read_book(WINDOW.from_at, head).orders
    court_scene.send([Fate("later", "vostok").refused(30)])
    assert court_cases.read_book(WINDOW.from_at, head).orders == then


def test_a_partner_sees_its_own_and_the_network_only_among_three(court: None) -> None:
    head = Viewer(person="boris", roles=frozenset({"head"}), home="tverskaya", partner="sever")
    own = network.find_own("sever", WINDOW, viewer=head, now=LATER)
    assert own.stores == {"tverskaya"}
    assert own.figures.network.counts["cases"].rows == 8
    assert own.network is not None
    assert own.agreed
    for partner in ("yug", "nobody", "house"):
        with pytest.raises(DomainError, match="partner"):
            network.find_own(partner, WINDOW, viewer=head, now=LATER)
    assert network.find_own("yug", WINDOW, viewer=ALL, now=LATER).figures.network.counts["cases"].rows == 1
    assert behind("cases/", frozenset({"taganka"})) == ["yug-1"]
    assert behind("orders/", frozenset({"taganka"})) == ["yug-1"]


def test_two_partners_are_shown_no_network(db: None) -> None:
    court_scene.build()
    court_scene.send([Fate("a").refused(30), Fate("b", "yug").refused(30)])
    assert network.find_own("sever", WINDOW, viewer=ALL, now=LATER).network is None


def test_an_unknown_figure_is_said_to_be_unknown(court: None) -> None:
    for figure in ("", "cases2/", "sold//not_paid"):
        with pytest.raises(DomainError) as said:
            behind(figure)
        assert said.value.code == "figure_unknown"
