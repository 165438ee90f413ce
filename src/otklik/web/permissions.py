"""Who may open what: one table over every page, and the middleware that knows nothing else.

An address without a row is closed to everybody, and a test compares the table with the resolver. What a page shows
is another question: `store/access.py` scopes it to the viewer's stores, and foreign objects are 404.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from otklik.web.unlisted import forbidden_page
from otklik.web.viewers import NOBODY, viewer_of

Roles = frozenset[str]

ANYBODY: Roles = frozenset({"anybody"})
"""Without a log-in."""
LOGGED_IN: Roles = frozenset({"logged_in"})
"""Any person who works here."""

SELLERS: Roles = frozenset({"seller", "head", "partner_manager", "administrator"})
"""Who answers buyers."""
DESK: Roles = SELLERS | {"auditor"}
"""Who sees the desk; an auditor only looks."""
FINDERS: Roles = DESK | {"dispatcher", "second_person"}
"""Who finds a whole case by number, telephone or name: everybody who may be asked about one (R29). Not a courier."""
HEADS: Roles = frozenset({"head", "partner_manager", "administrator"})
"""Who runs a store."""
SIGNERS: Roles = frozenset({"head", "partner_manager"})
"""Who may accept a standard for a partner."""
OVERSEERS: Roles = frozenset({"administrator", "auditor"})
ADMINISTRATORS: Roles = frozenset({"administrator"})
SETUP: Roles = HEADS | OVERSEERS
"""Who opens the set-up; what each sees there is `access.stores_run`."""

FLEETS: Roles = SETUP | {"dispatcher"}
"""Who describes a depot's fleet; whose fleet each may touch is `store/fleets.access_depot`."""

COURT: Roles = SETUP | {"second_person"}
"""Who sees cases of the refusal court."""

AUTHORITY: Roles = HEADS | {"second_person"}
"""Who acts on complaints and judges texts."""

COURIERS: Roles = frozenset({"courier"})
"""Who drives; what each sees there is his own vehicle's day."""

READ, ACT = "GET", "POST"


def page(roles: Roles, act: Roles | None = None) -> Mapping[str, Roles]:
    """The row of an address: who may look, and who may send its form; without the second, nobody."""
    return {READ: roles} if act is None else {READ: roles, ACT: act}


def deed(roles: Roles) -> Mapping[str, Roles]:
    """The row of an address that only acts."""
    return {ACT: roles}


PERMISSIONS: Mapping[str, Mapping[str, Roles]] = {
    # the buyer's page and the buttons of letters: the address is the authority
    "status": page(ANYBODY),
    "status_act": page(ANYBODY, ANYBODY),
    "status_seen": deed(ANYBODY),
    "link": page(ANYBODY, ANYBODY),
    "question": page(ANYBODY, ANYBODY),
    "party": page(ANYBODY, ANYBODY),
    "promise_feed": page(ANYBODY),
    "live": page(DESK),
    # one order
    "order": page(FINDERS),
    "order_notices": page(FINDERS),
    "order_photo": page(FINDERS),
    # log-in
    "home": page(LOGGED_IN),
    "account_login": page(ANYBODY, ANYBODY),
    "account_logout": page(ANYBODY, ANYBODY),
    "account_reauthenticate": page(LOGGED_IN, LOGGED_IN),
    "account_change_password": page(LOGGED_IN, LOGGED_IN),
    "invitation": page(ANYBODY, ANYBODY),
    "mfa_authenticate": page(ANYBODY, ANYBODY),
    "mfa_login_webauthn": page(ANYBODY, ANYBODY),
    "mfa_reauthenticate": page(LOGGED_IN, LOGGED_IN),
    "mfa_reauthenticate_webauthn": page(LOGGED_IN, LOGGED_IN),
    "mfa_index": page(LOGGED_IN),
    "mfa_activate_totp": page(LOGGED_IN, LOGGED_IN),
    "mfa_deactivate_totp": page(LOGGED_IN, LOGGED_IN),
    "mfa_view_recovery_codes": page(LOGGED_IN),
    "mfa_generate_recovery_codes": page(LOGGED_IN, LOGGED_IN),
    "mfa_download_recovery_codes": page(LOGGED_IN),
    "mfa_list_webauthn": page(LOGGED_IN),
    "mfa_add_webauthn": page(LOGGED_IN, LOGGED_IN),
    "mfa_edit_webauthn": page(LOGGED_IN, LOGGED_IN),
    "mfa_remove_webauthn": page(LOGGED_IN, LOGGED_IN),
    "preferences": deed(ANYBODY),
    "my_devices": page(LOGGED_IN, LOGGED_IN),
    "my_methods": page(LOGGED_IN, LOGGED_IN),
    # the desk as an app; what a notification sends has a token of its own
    "service_worker": page(ANYBODY),
    "manifest": page(ANYBODY),
    "offline": page(ANYBODY),
    "push": deed(ANYBODY),
    # the desk and what is done there
    "desk": page(DESK),
    "desk_rows": page(DESK),
    "desk_panel": page(DESK),
    "orders": page(DESK),
    "search": page(FINDERS),
    "order_take": deed(SELLERS),
    "order_hand": deed(SELLERS),
    "order_assign": deed(SELLERS),
    "order_note": deed(SELLERS),
    "order_playbook": deed(SELLERS),
    "order_playbook_step": deed(SELLERS),
    "playbooks": page(LOGGED_IN),
    "playbook": page(LOGGED_IN),
    "order_outcome": deed(SELLERS),
    "order_undo": deed(SELLERS),
    "order_step": deed(SELLERS),
    "order_bank": deed(SELLERS),
    "order_pause": deed(SELLERS),
    "order_resume": deed(SELLERS),
    "order_alternative": deed(SELLERS),
    "order_refuse": deed(SELLERS),
    "order_refusal": page(SELLERS),
    "order_rescue": deed(SELLERS),
    "order_unpark": deed(SELLERS),
    "order_promise": deed(SELLERS),
    "order_promise_move": deed(SELLERS),
    "order_promise_keep": deed(SELLERS),
    "spoken_time": deed(SELLERS),
    "order_goods": deed(SELLERS),
    "order_scan": page(SELLERS),
    "order_paper": deed(SELLERS),
    "order_appointment": deed(SELLERS),
    "order_window": deed(SELLERS),
    "order_visit": deed(SELLERS),
    "reservations": page(DESK),
    "reservation": deed(SELLERS),
    "promises": page(DESK),
    # delivery: sellers see what is free; who plans which depot is `store/fleets.py`
    "delivery": page(DESK | {"dispatcher"}),
    "delivery_act": deed(FLEETS - {"auditor"}),
    "delivery_orders": page(FLEETS),
    "delivery_plan": page(FLEETS),
    "delivery_advertising": page(FLEETS, FLEETS - {"auditor"}),
    "promise_feed_change": deed(DESK),
    "parked": page(DESK),
    # complaints and conduct: who acts, closes and judges is the domain's
    "complaints": page(COURT),
    "complaint_act": deed(AUTHORITY),
    "order_complaint": deed(SELLERS | AUTHORITY),
    "conduct": page(COURT),
    "conduct_judge": deed(AUTHORITY),
    "order_score": deed(AUTHORITY),
    "order_merge": deed(SELLERS),
    "order_keep": deed(SELLERS),
    "order_attention": deed(SELLERS),
    "order_pay": deed(HEADS),
    "order_money": deed(ADMINISTRATORS),
    "attention": page(SETUP, HEADS),
    "calls": page(DESK),
    "call_new": page(SELLERS, SELLERS),
    "call": page(DESK),
    "call_take": deed(SELLERS),
    "call_outcome": deed(SELLERS),
    "shift_join": deed(SELLERS),
    "shift_leave": deed(SELLERS),
    "shift_relieve": deed(SELLERS),
    "shift_busy": deed(SELLERS),
    "shift_free": deed(SELLERS),
    # the till's tablet is known by its own cookie; what its code opens is for whoever works here
    "till": page(ANYBODY, ANYBODY),
    "till_now": page(ANYBODY),
    "place": page(SELLERS, SELLERS),
    "round": page(SELLERS),
    "round_attest": deed(SELLERS),
    "presence_attest": deed(SELLERS),
    "delivery_day": page(FLEETS),
    "delivery_day_act": deed(FLEETS - {"auditor"}),
    "run": page(COURIERS),
    "run_act": deed(COURIERS),
    "morning": page(DESK),
    "plan_accept": deed(SELLERS),
    # set-up
    "setup": page(SETUP),
    "alarms": page(OVERSEERS),
    "setup_stores": page(SETUP),
    "setup_store_new": page(OVERSEERS, ADMINISTRATORS),
    "setup_store": page(SETUP, HEADS),
    "setup_hours": page(SETUP, HEADS),
    "setup_hours_preview": deed(HEADS),
    "setup_retiming": page(SETUP, HEADS),
    "setup_party_page": deed(ADMINISTRATORS),
    "setup_shift": deed(HEADS),
    "setup_devices": deed(HEADS),
    "setup_roster": page(SETUP, HEADS),
    "setup_fleet": page(FLEETS, FLEETS - {"auditor"}),
    "setup_staffing": page(SETUP, HEADS),
    "setup_card": page(SETUP),
    "setup_inboxes": page(SETUP, HEADS),
    "setup_store_methods": deed(HEADS),
    "setup_people": page(SETUP),
    "setup_person_new": page(SETUP, HEADS),
    "setup_person": page(SETUP, HEADS),
    "setup_person_methods": deed(HEADS),
    "setup_invite": deed(HEADS),
    "setup_admissions": page(SETUP),
    "setup_admission": page(SETUP, HEADS),
    "setup_admission_withdraw": deed(HEADS),
    "setup_dismiss": page(SETUP, HEADS),
    "setup_feeds": page(SETUP),
    "setup_feed_new": page(HEADS, HEADS),
    "setup_feed": page(SETUP, HEADS),
    "setup_sources": page(OVERSEERS),
    "setup_shop_new": page(OVERSEERS, ADMINISTRATORS),
    "setup_key_new": page(OVERSEERS, ADMINISTRATORS),
    "setup_calls_new": page(OVERSEERS, ADMINISTRATORS),
    "setup_payments_new": page(OVERSEERS, ADMINISTRATORS),
    "setup_source": page(OVERSEERS),
    "setup_source_stock": deed(ADMINISTRATORS),
    "setup_source_sign": page(OVERSEERS),
    "setup_source_trial": deed(ADMINISTRATORS),
    "setup_source_revoke": page(OVERSEERS, ADMINISTRATORS),
    "setup_playbooks": page(OVERSEERS),
    "setup_playbook": page(OVERSEERS, ADMINISTRATORS),
    "setup_standards": page(OVERSEERS),
    "setup_standard": page(OVERSEERS),
    "setup_standard_edit": page(OVERSEERS, ADMINISTRATORS),
    "setup_standard_check": deed(ADMINISTRATORS),
    "setup_standard_adopt": page(OVERSEERS, ADMINISTRATORS),
    "setup_start": page(ADMINISTRATORS, ADMINISTRATORS),
    "setup_channels": page(OVERSEERS, ADMINISTRATORS),
    "setup_maintenance": page(OVERSEERS, ADMINISTRATORS),
    "quarantine": page(OVERSEERS),
    "quarantine_one": page(OVERSEERS, ADMINISTRATORS),
    "messages": page(SETUP),
    "setup_standard_send": deed(ADMINISTRATORS),
    # the standard as an agreement, and the Monday letter: whose they are asks `store/agreements.py`
    "partner_letters": page(SETUP),
    "partner_letter": page(SETUP),
    "partner_letter_pdf": page(SETUP),
    "partner_letter_send": deed(ADMINISTRATORS),
    "agreement": page(SETUP, SIGNERS),
    "agreement_text": page(SETUP),
    # reports on the own journal: what each sees is `access.stores_run`
    "reports": page(SETUP, SETUP),
    "earned": page(SETUP),
    "report": page(SETUP),
    "report_file": page(SETUP),
    "report_mail": deed(SETUP),
    "report_orders": page(SETUP),
    # the refusal court: what each sees is `access.stores_run`, who decides what is the domain's
    "court": page(COURT),
    "court_rules": page(COURT),
    "court_plan": deed(ADMINISTRATORS),
    "court_calls": page(ADMINISTRATORS),
    "court_call": deed(ADMINISTRATORS),
    "court_case": page(COURT, COURT),
    # the network's figures; whoever runs stores sees his partner's own, `actions/network.access_partner`
    "network": page(SETUP),
    "network_file": page(OVERSEERS),
    "network_partner": page(SETUP),
    "network_partner_file": page(SETUP),
    "network_orders": page(SETUP),
    "network_waits": page(OVERSEERS),
    "network_waits_file": page(OVERSEERS),
    "network_partner_waits": page(SETUP),
    "network_partner_waits_file": page(SETUP),
    # audits of files: heads and managers see their own, `access.access_audit`
    "audits": page(SETUP, HEADS),
    "audit": page(SETUP, HEADS),
    "audit_file": page(SETUP),
    "audit_json": page(SETUP),
    "audit_delete": deed(HEADS),
    # the demo: only where time is virtual, elsewhere there is no such page
    "demo_clock": page(LOGGED_IN, LOGGED_IN),
    "demo_mail": page(LOGGED_IN),
    "demo_letter": page(LOGGED_IN),
    "demo_letter_body": page(LOGGED_IN),
    "texts": page(LOGGED_IN),
    "texts_play": deed(LOGGED_IN),
    "texts_step": deed(LOGGED_IN),
    "texts_played": page(LOGGED_IN),
}
"""Name of a route → method → who. Machines' entrances (`api/`, `hooks/`, `health`) have a matrix of their own."""

MACHINES = ("/api/", "/hooks/", "/health", settings.STATIC_URL)
"""Paths that keys, signatures and nobody's rights decide about."""


def may(roles: Roles, held: frozenset[str]) -> bool:
    """Whether somebody who holds these roles may, where the row asks for those.

    Parameters
    ----------
    roles
        Of a row of `PERMISSIONS`.
    held
        Of the viewer; none = he has not logged in.
    """
    return roles == ANYBODY or bool(held and roles == LOGGED_IN) or bool(roles & held)


class Permissions:
    """Middleware: no page opens but to whom its row names."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Nothing where the viewer may; else the way to the log-in, or the page that says no."""
        if request.path_info.startswith(MACHINES):
            return None
        row = row_of(request)
        method = READ if request.method == "HEAD" else str(request.method)
        if method not in row:
            return HttpResponse(status=405, headers={"Allow": ", ".join(row)}) if row else forbidden_page()
        if row[method] == ANYBODY or may(row[method], viewer_of(request).roles):
            return None
        return _ask_to_log_in(request) if viewer_of(request) is NOBODY else forbidden_page()


def row_of(request: HttpRequest) -> Mapping[str, Roles]:
    """The row of the route that answers a request; empty where it has none."""
    match = request.resolver_match
    return PERMISSIONS.get(match.url_name or "", {}) if match else {}


def _ask_to_log_in(request: HttpRequest) -> HttpResponse:
    """The log-in page on the way to this one; a script or an act is only told (401)."""
    scripted = request.headers.get("HX-Request") or "application/json" in request.headers.get("Accept", "")
    if scripted or request.method not in (READ, "HEAD"):
        return HttpResponse(status=401, headers={"Cache-Control": "no-store"})
    return redirect_to_login(request.get_full_path())
