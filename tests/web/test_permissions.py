"""Who may open what: every page × method × role, from the resolver itself; a page without a row fails.

Whom a row lets in is asked of the running middleware, not read off the table: each cell is a request.
"""

from collections.abc import Iterator, Mapping

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from otklik.web import staffing_runs
from otklik.web.permissions import ACT, ANYBODY, LOGGED_IN, PERMISSIONS, READ, may
from tests.api.caller import positions
from tests.api.test_permissions import MACHINES
from tests.web.town import BY_ROLE, Town

CALLERS = ("nobody", *BY_ROLE)

SAMPLES: Mapping[str, Mapping[str, object]] = {
    "status": {"token": "x"},
    "status_act": {"token": "x", "act": "silent"},
    "link": {"purpose": "take", "token": "x"},
    "question": {"token": "x"},
    **dict.fromkeys(("court_case", "court_call"), {"order": "order", "case": "1"}),
    "invitation": {"token": "x"},
    "place": {"token": "x"},
    "order_notices": {"order": "order"},
    "demo_letter": {"letter": 1},
    "push": {"purpose": "take"},
    "texts_played": {"story": "answer-times"},
    "texts_play": {"story": "answer-times"},
    "texts_step": {"story": "answer-times"},
    "demo_letter_body": {"letter": 1},
    "order": {"order": "order"},
    "mfa_remove_webauthn": {"pk": 1},
    "mfa_edit_webauthn": {"pk": 1},
    "desk_panel": {"order": "order"},
    **dict.fromkeys(
        ("order_merge", "order_keep", "order_attention", "order_pay", "order_money"), {"order": "order"}
    ),
    **dict.fromkeys(("call", "call_take", "call_outcome"), {"call": "x"}),
    **dict.fromkeys(("delivery_day", "delivery_day_act"), {"depot": "depot", "day": "2026-03-19"}),
    "order_photo": {"order": "order", "name": "a.png"},
    "run_act": {"depot": "depot", "day": "2026-03-19", "vehicle": "van"},
    "order_take": {"order": "order"},
    "order_hand": {"order": "order"},
    "order_assign": {"order": "order"},
    "order_note": {"order": "order"},
    **dict.fromkeys(("order_complaint", "order_score"), {"order": "order"}),
    "complaint_act": {"order": "order", "complaint": "1"},
    "conduct_judge": {"order": "order", "flag": "1"},
    **dict.fromkeys(("delivery_act", "delivery_orders"), {"depot": "tverskaya"}),
    **dict.fromkeys(("setup_admission", "setup_admission_withdraw"), {"slug": "anna"}),
    **dict.fromkeys(("order_playbook", "order_playbook_step"), {"order": "order"}),
    **dict.fromkeys(("playbook", "setup_playbook"), {"situation": "any_order"}),
    "order_outcome": {"order": "order"},
    "order_undo": {"order": "order"},
    **dict.fromkeys(("order_step", "order_bank", "order_pause", "order_resume"), {"order": "order"}),
    "party": {"token": "x"},
    "order_refuse": {"order": "order"},
    "order_alternative": {"order": "order"},
    "reservation": {"key": "x"},
    **dict.fromkeys(
        ("order_goods", "order_scan", "order_paper", "order_appointment", "order_visit", "order_window"),
        {"order": "order"},
    ),
    **dict.fromkeys(("order_refusal", "order_rescue", "order_unpark", "order_promise"), {"order": "order"}),
    **dict.fromkeys(("order_promise_move", "order_promise_keep"), {"order": "order", "promise": "1"}),
    "promise_feed": {"token": "x"},
    **dict.fromkeys(
        (
            "setup_store",
            "setup_hours",
            "setup_retiming",
            "setup_shift",
            "setup_store_methods",
            "setup_inboxes",
        ),
        {"slug": "tverskaya"},
    ),
    **dict.fromkeys(
        ("setup_devices", "setup_roster", "setup_fleet", "setup_staffing", "setup_card", "setup_party_page"),
        {"slug": "tverskaya"},
    ),
    **dict.fromkeys(
        ("setup_person", "setup_person_methods", "setup_person_trial", "setup_invite", "setup_dismiss"),
        {"slug": "anna"},
    ),
    **dict.fromkeys(
        (
            "setup_feed",
            "setup_source",
            "setup_source_sign",
            "setup_source_trial",
            "setup_source_stock",
            "setup_source_revoke",
        ),
        {"slug": "x"},
    ),
    **dict.fromkeys(
        ("setup_standard", "setup_standard_adopt", "setup_standard_send"), {"name": "default", "number": 1}
    ),
    "partner_letters": {"partner": "sever"},
    **dict.fromkeys(
        ("partner_letter", "partner_letter_pdf", "partner_letter_send"),
        {"partner": "sever", "week": "2026-03-09"},
    ),
    **dict.fromkeys(("agreement", "agreement_text"), {"partner": "sever", "name": "default", "number": 1}),
    **dict.fromkeys(("setup_standard_edit", "setup_standard_check"), {"name": "default"}),
    "quarantine_one": {"payload": 1},
    **dict.fromkeys(
        ("audit", "audit_file", "audit_json", "audit_delete"),
        {"audit": "8c1f1c7e-5a53-4c0e-9d9a-6f1f3f0c2b11"},
    ),
    **dict.fromkeys(
        (
            "network_partner",
            "network_partner_file",
            "network_partner_waits",
            "network_partner_waits_file",
        ),
        {"partner": "sever"},
    ),
    "status_seen": {"token": "x"},
    **dict.fromkeys(("report", "report_file", "report_mail", "report_orders"), {"report": 1}),
}
"""What stands in the address of a route that asks for something; `order` is the id of an order of anna's store."""

DENIED = (401, 403, 405)


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Route and name of everything that the resolver knows."""
    for one in resolver.url_patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route, one.name or ""
        else:
            yield from patterns(one, route)


def pages() -> set[str]:
    """Names of the routes for people; a route without one counts by its address."""
    return {name or route for route, name in patterns(get_resolver()) if not route.startswith(MACHINES)}


def test_every_page_has_a_row_and_every_row_a_page():
    assert pages() == set(PERMISSIONS)


def test_a_page_without_a_row_opens_to_nobody(town, settings, monkeypatch):
    """The control: what is forgotten in the table is closed, not open."""
    monkeypatch.delitem(PERMISSIONS, "mfa_index")
    assert pages() != set(PERMISSIONS)
    assert town.client("admin").get(reverse("mfa_index")).status_code == 403


def test_nobody_may_be_let_in_by_a_word_that_no_role_has():
    assert not may(frozenset(), BY_ROLE.keys() and frozenset({"seller"}))
    assert not may(LOGGED_IN, frozenset())
    assert may(LOGGED_IN, frozenset({"courier"}))
    assert may(ANYBODY, frozenset())
    known = {*BY_ROLE, "second_person", *ANYBODY, *LOGGED_IN}
    assert {role for row in PERMISSIONS.values() for roles in row.values() for role in roles} <= known


def address(name: str, order: str) -> str:
    given = {key: order if value == "order" else value for key, value in SAMPLES.get(name, {}).items()}
    return reverse(name, kwargs=given)


class Everybody(Town):
    """The town with an order of anna's store, and a person of each role at a browser."""

    def __init__(self) -> None:
        super().__init__()
        self.order = self.desk.order("tverskaya").partition("/")[2]
        for person in BY_ROLE.values():
            self.once(person)


@pytest.fixture
def standing_town(standing):
    return standing.give(Everybody)


@pytest.fixture(autouse=True)
def nothing_runs_beside(monkeypatch):
    """A staffing plan is worked out by a process whose thread would outlive its test."""
    monkeypatch.setattr(staffing_runs, "start", lambda *_, **__: None)


@pytest.mark.parametrize("name", sorted(PERMISSIONS))
def test_the_matrix(town, name):
    where, row = address(name, town.order), PERMISSIONS[name]
    for caller in CALLERS:
        client = town.once(BY_ROLE.get(caller, ""))
        held = frozenset({caller} if caller in BY_ROLE else ())
        for method in (READ, ACT):
            before = positions()
            status = client.generic(method, where).status_code
            if method not in row:
                assert status == 405, (caller, method)
            elif may(row[method], held):
                assert status not in DENIED, (caller, method)
                continue
            elif caller == "nobody":
                assert status == (302 if method == READ else 401), (caller, method)
            else:
                assert status == 403, (caller, method)
            assert positions() == before, "a forbidden request leaves nothing behind"


def test_other_methods_are_refused_everywhere(town):
    for name in PERMISSIONS:
        answers = {
            method: town.once("admin").generic(method, address(name, "x")).status_code
            for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
        }
        assert set(answers.values()) == {405}, (name, answers)


def test_a_script_is_told_and_not_sent_to_the_log_in(town):
    client = town.client()
    assert client.get("/account/", headers={"HX-Request": "true"}).status_code == 401
    assert client.get("/account/", headers={"Accept": "application/json"}).status_code == 401
    page = client.get("/account/?a=b")
    assert (page.status_code, page["Location"]) == (302, "/login/?next=/account/%3Fa%3Db")


def test_whoever_was_dismissed_is_nobody_with_his_next_request(town):
    from otklik.actions import people
    from tests.harness import ACTOR

    client = town.client("anna")
    assert client.get("/account/").status_code == 200
    people.dismiss("anna", actor=ACTOR, now=town.desk.now)
    assert client.get("/account/").status_code == 302
