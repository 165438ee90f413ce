"""Every route of the desk, on one page.

A reader who has an address finds here which function answers it. No `include` of
other lists: `web` and `api` bring views, this page gives them addresses.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import URLPattern, URLResolver, path

from otklik.api.callbacks import receive_callback
from otklik.api.health import show_health
from otklik.api.hooks import receive_hook
from otklik.api.root import api
from otklik.web.accounts import save_preferences, show_home, show_invitation
from otklik.web.admissions import show_admission, show_admissions, withdraw_admission
from otklik.web.advertising import show_advertising
from otklik.web.agreements import send_standard, show_agreement, show_agreement_text
from otklik.web.alarms import show_alarms
from otklik.web.alternative_acts import act_on_alternatives
from otklik.web.appointments import act_on_appointment, act_on_visit
from otklik.web.attention import count_attention, show_attention
from otklik.web.audit_page import delete_audit, show_audit, show_audit_file, show_audit_json
from otklik.web.audits import show_audits
from otklik.web.calls import note_call, record_call, show_call, show_calls, take_call
from otklik.web.carts import keep_order, merge_orders
from otklik.web.channels import show_channels
from otklik.web.complaints import act_on_complaint, note_complaint, show_complaints
from otklik.web.conduct import judge_text, score_talk, show_conduct
from otklik.web.court import plan_sample, show_court, show_rules
from otklik.web.court_calls import record_court_call, show_court_calls
from otklik.web.court_cases import show_case
from otklik.web.days import act_on_day, show_day
from otklik.web.delivery import show_delivery
from otklik.web.delivery_acts import act_on_places
from otklik.web.delivery_orders import show_delivery_orders
from otklik.web.demand import show_plan
from otklik.web.demo_clock import show_clock
from otklik.web.demo_mail import show_letter, show_letter_body, show_mailbox
from otklik.web.desk import show_desk, show_rows
from otklik.web.desk_panel import show_panel
from otklik.web.devices import show_till, show_till_now
from otklik.web.earned import show_earned
from otklik.web.feeds import connect_feed, show_catalogue, show_feeds
from otklik.web.fleets import show_fleet
from otklik.web.hours import show_hours, show_preview
from otklik.web.inboxes import show_inboxes
from otklik.web.links import show_link
from otklik.web.live import show_live
from otklik.web.maintenance import show_maintenance
from otklik.web.messages import show_messages
from otklik.web.mornings import accept_plan, show_morning
from otklik.web.my_devices import show_my_devices
from otklik.web.my_methods import show_my_methods
from otklik.web.network import show_network, show_partner
from otklik.web.network_files import show_network_file, show_partner_file
from otklik.web.network_orders import show_network_orders
from otklik.web.order_acts import assign_order, note_order, take_order
from otklik.web.order_deliveries import show_photo
from otklik.web.order_list import show_orders
from otklik.web.orders import show_order
from otklik.web.outcomes import hand_order, record_outcome, refuse_order, undo_outcome
from otklik.web.overview import show_overview
from otklik.web.page_visits import count_visit
from otklik.web.pairing import change_devices
from otklik.web.parked import show_parked
from otklik.web.partner_letters import send_letter, show_letter_pdf, show_letters
from otklik.web.partner_letters import show_letter as show_partner_letter
from otklik.web.party_desk import show_party
from otklik.web.party_pages import change_page
from otklik.web.payments import pay_order, resolve_money
from otklik.web.people import (
    admit_person,
    change_person_methods,
    dismiss_person,
    invite_person,
    show_people,
    show_person,
)
from otklik.web.places import show_place
from otklik.web.playbook_setup import edit_playbook, list_playbooks
from otklik.web.playbooks import choose_playbook, follow_playbook, show_playbook, show_playbooks
from otklik.web.promise_acts import keep_promise, make_promise, move_promise
from otklik.web.promise_feeds import change_feed, show_feed
from otklik.web.promise_pages import show_promises
from otklik.web.push import act_on_push, show_manifest, show_offline, show_worker
from otklik.web.quarantine import show_payload, show_quarantine
from otklik.web.questions import show_question
from otklik.web.readiness import mark_goods, mark_paper, show_scan
from otklik.web.refusals import show_refusal
from otklik.web.report_orders import show_report_orders
from otklik.web.reports import mail_report, show_report, show_report_file, show_reports
from otklik.web.rescues import rescue_order, unpark_order
from otklik.web.reservations import answer_reservation, show_reservations
from otklik.web.retiming import show_retiming
from otklik.web.rosters import show_roster
from otklik.web.rounds import attest_presence, attest_round, show_round
from otklik.web.runs import act_on_run, show_run
from otklik.web.search import show_search
from otklik.web.shifts import be_busy, be_free, join_shift, leave_shift, relieve_colleague
from otklik.web.sources import (
    connect_exchange,
    connect_payments,
    connect_shop,
    create_key,
    name_stock,
    revoke_source,
    show_sign,
    show_source,
    show_sources,
    try_source,
)
from otklik.web.spoken_times import show_spoken_time
from otklik.web.staffing import show_staffing
from otklik.web.standards import adopt_standard, edit_standard, show_check, show_standard, show_standards
from otklik.web.start import show_start
from otklik.web.status import show_status
from otklik.web.status_acts import act_on_status
from otklik.web.step_acts import answer_step, decide_bank, pause_order, resume_order
from otklik.web.stores import (
    change_shift,
    change_store_methods,
    create_store,
    show_store,
    show_stores,
)
from otklik.web.texts import play_text, show_played, show_texts, step_text
from otklik.web.till_card import show_card
from otklik.web.timelines import show_timeline
from otklik.web.waits import (
    show_network_waits,
    show_network_waits_file,
    show_partner_waits,
    show_partner_waits_file,
)
from otklik.web.windows import act_on_window

handler400 = "otklik.web.unlisted.show_unreadable"
handler404 = "otklik.web.unlisted.show_unknown"
handler500 = "otklik.web.unlisted.show_broken"

urlpatterns: list[URLPattern | URLResolver] = [
    # people: each route has a name, and the name a row in web/permissions.py
    path("", show_home, name="home"),
    path("desk", show_desk, name="desk"),
    path("desk/rows", show_rows, name="desk_rows"),
    path("desk/orders/<str:order>", show_panel, name="desk_panel"),
    path("orders", show_orders, name="orders"),
    path("search", show_search, name="search"),
    path("orders/<str:order>/take", take_order, name="order_take"),
    path("orders/<str:order>/hand", hand_order, name="order_hand"),
    path("orders/<str:order>/assign", assign_order, name="order_assign"),
    path("orders/<str:order>/note", note_order, name="order_note"),
    path("orders/<str:order>/complaint", note_complaint, name="order_complaint"),
    path("orders/<str:order>/score", score_talk, name="order_score"),
    path("complaints", show_complaints, name="complaints"),
    path("complaints/<str:order>/<str:complaint>", act_on_complaint, name="complaint_act"),
    path("conduct", show_conduct, name="conduct"),
    path("conduct/<str:order>/<str:flag>", judge_text, name="conduct_judge"),
    path("orders/<str:order>/playbook", choose_playbook, name="order_playbook"),
    path("orders/<str:order>/playbook/step", follow_playbook, name="order_playbook_step"),
    path("playbooks", show_playbooks, name="playbooks"),
    path("playbooks/<str:situation>", show_playbook, name="playbook"),
    path("orders/<str:order>/outcome", record_outcome, name="order_outcome"),
    path("orders/<str:order>/undo", undo_outcome, name="order_undo"),
    path("orders/<str:order>/step", answer_step, name="order_step"),
    path("orders/<str:order>/alternative", act_on_alternatives, name="order_alternative"),
    path("reservations", show_reservations, name="reservations"),
    path("reservations/<str:key>", answer_reservation, name="reservation"),
    path("orders/<str:order>/bank", decide_bank, name="order_bank"),
    path("orders/<str:order>/pause", pause_order, name="order_pause"),
    path("orders/<str:order>/resume", resume_order, name="order_resume"),
    path("orders/<str:order>/refuse", refuse_order, name="order_refuse"),
    path("orders/<str:order>/refusal", show_refusal, name="order_refusal"),
    path("orders/<str:order>/rescue", rescue_order, name="order_rescue"),
    path("orders/<str:order>/unpark", unpark_order, name="order_unpark"),
    path("orders/<str:order>/promise", make_promise, name="order_promise"),
    path("orders/<str:order>/promises/<str:promise>/move", move_promise, name="order_promise_move"),
    path("orders/<str:order>/promises/<str:promise>/keep", keep_promise, name="order_promise_keep"),
    path("spoken-time", show_spoken_time, name="spoken_time"),
    path("orders/<str:order>/goods", mark_goods, name="order_goods"),
    path("orders/<str:order>/scan", show_scan, name="order_scan"),
    path("orders/<str:order>/paper", mark_paper, name="order_paper"),
    path("orders/<str:order>/appointment", act_on_appointment, name="order_appointment"),
    path("orders/<str:order>/window", act_on_window, name="order_window"),
    path("orders/<str:order>/visit", act_on_visit, name="order_visit"),
    path("promises", show_promises, name="promises"),
    path("promises/feed", change_feed, name="promise_feed_change"),
    path("promises/<str:token>.ics", show_feed, name="promise_feed"),
    path("parked", show_parked, name="parked"),
    path("orders/<str:order>/merge", merge_orders, name="order_merge"),
    path("orders/<str:order>/keep", keep_order, name="order_keep"),
    path("orders/<str:order>/payment", pay_order, name="order_pay"),
    path("orders/<str:order>/money", resolve_money, name="order_money"),
    path("orders/<str:order>/attention", count_attention, name="order_attention"),
    path("attention", show_attention, name="attention"),
    path("calls", show_calls, name="calls"),
    path("calls/new", note_call, name="call_new"),
    path("calls/<str:call>", show_call, name="call"),
    path("calls/<str:call>/take", take_call, name="call_take"),
    path("calls/<str:call>/outcome", record_call, name="call_outcome"),
    path("shift/join", join_shift, name="shift_join"),
    path("shift/here", attest_presence, name="presence_attest"),
    path("round", show_round, name="round"),
    path("round/looked", attest_round, name="round_attest"),
    path("morning", show_morning, name="morning"),
    path("morning/accept", accept_plan, name="plan_accept"),
    path("shift/leave", leave_shift, name="shift_leave"),
    path("shift/relieve", relieve_colleague, name="shift_relieve"),
    path("shift/busy", be_busy, name="shift_busy"),
    path("shift/free", be_free, name="shift_free"),
    path("till", show_till, name="till"),
    path("till/now", show_till_now, name="till_now"),
    path("here/<str:token>", show_place, name="place"),
    path("live", show_live, name="live"),  # answered by config/asgi.py; here for its name and its row
    # buyers, and the buttons of letters
    path("s/<str:token>", show_status, name="status"),
    path("s/<str:token>/seen", count_visit, name="status_seen"),
    path("s/<str:token>/<str:act>", act_on_status, name="status_act"),
    path("l/<str:purpose>/<str:token>", show_link, name="link"),
    path("q/<str:token>", show_question, name="question"),
    path("party/<str:token>", show_party, name="party"),
    # one order
    path("orders/<str:order>", show_order, name="order"),
    path("orders/<str:order>/notices", show_timeline, name="order_notices"),
    path("orders/<str:order>/photos/<str:name>", show_photo, name="order_photo"),
    # log-in
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("join/<str:token>", show_invitation, name="invitation"),
    path("preferences", save_preferences, name="preferences"),
    path("account/", mfa.index, name="mfa_index"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/again/", account.reauthenticate, name="account_reauthenticate"),
    path("account/again/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/again/key/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("account/second/", mfa.authenticate, name="mfa_authenticate"),
    path("account/codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/codes/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/codes/file/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("account/app/on/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/app/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/keys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("account/keys/new/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("account/keys/enter/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("account/keys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("account/keys/<int:pk>/edit/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("account/devices", show_my_devices, name="my_devices"),
    path("account/methods", show_my_methods, name="my_methods"),
    # the desk as an app, and what its notifications send
    path("sw.js", show_worker, name="service_worker"),
    path("manifest.webmanifest", show_manifest, name="manifest"),
    path("offline", show_offline, name="offline"),
    path("push/<slug:purpose>", act_on_push, name="push"),
    # set-up
    path("setup", show_overview, name="setup"),
    path("alarms", show_alarms, name="alarms"),
    path("setup/stores", show_stores, name="setup_stores"),
    path("setup/new/store", create_store, name="setup_store_new"),
    path("setup/hours/preview", show_preview, name="setup_hours_preview"),
    path("setup/stores/<str:slug>", show_store, name="setup_store"),
    path("setup/stores/<str:slug>/hours", show_hours, name="setup_hours"),
    path("setup/stores/<str:slug>/retiming", show_retiming, name="setup_retiming"),
    path("setup/stores/<str:slug>/shift", change_shift, name="setup_shift"),
    path("setup/stores/<str:slug>/page", change_page, name="setup_party_page"),
    path("setup/stores/<str:slug>/devices", change_devices, name="setup_devices"),
    path("delivery", show_delivery, name="delivery"),
    path("delivery/plan", show_plan, name="delivery_plan"),
    path("delivery/advertising", show_advertising, name="delivery_advertising"),
    path("delivery/<str:depot>/act", act_on_places, name="delivery_act"),
    path("delivery/<str:depot>/orders", show_delivery_orders, name="delivery_orders"),
    path("delivery/<str:depot>/<str:day>", show_day, name="delivery_day"),
    path("delivery/<str:depot>/<str:day>/act", act_on_day, name="delivery_day_act"),
    path("setup/stores/<str:slug>/fleet", show_fleet, name="setup_fleet"),
    path("setup/stores/<str:slug>/roster", show_roster, name="setup_roster"),
    path("setup/stores/<str:slug>/staffing", show_staffing, name="setup_staffing"),
    path("setup/stores/<str:slug>/card", show_card, name="setup_card"),
    path("setup/stores/<str:slug>/inboxes", show_inboxes, name="setup_inboxes"),
    path("setup/stores/<str:slug>/methods", change_store_methods, name="setup_store_methods"),
    path("setup/people", show_people, name="setup_people"),
    path("setup/new/person", admit_person, name="setup_person_new"),
    path("setup/people/<str:slug>", show_person, name="setup_person"),
    path("setup/people/<str:slug>/methods", change_person_methods, name="setup_person_methods"),
    path("setup/admissions", show_admissions, name="setup_admissions"),
    path("setup/people/<str:slug>/admission", show_admission, name="setup_admission"),
    path("setup/people/<str:slug>/admission/withdrawal", withdraw_admission, name="setup_admission_withdraw"),
    path("setup/people/<str:slug>/invitation", invite_person, name="setup_invite"),
    path("setup/people/<str:slug>/dismissal", dismiss_person, name="setup_dismiss"),
    path("setup/feeds", show_feeds, name="setup_feeds"),
    path("setup/feeds/new", connect_feed, name="setup_feed_new"),
    path("setup/feeds/<slug:slug>", show_catalogue, name="setup_feed"),
    path("setup/sources", show_sources, name="setup_sources"),
    path("setup/sources/shop", connect_shop, name="setup_shop_new"),
    path("setup/sources/key", create_key, name="setup_key_new"),
    path("setup/sources/calls", connect_exchange, name="setup_calls_new"),
    path("setup/sources/payments", connect_payments, name="setup_payments_new"),
    path("setup/sources/<str:slug>/view", show_source, name="setup_source"),
    path("setup/sources/<str:slug>/sign", show_sign, name="setup_source_sign"),
    path("setup/sources/<str:slug>/stock", name_stock, name="setup_source_stock"),
    path("setup/sources/<str:slug>/trial", try_source, name="setup_source_trial"),
    path("setup/sources/<str:slug>/end", revoke_source, name="setup_source_revoke"),
    path("setup/playbooks", list_playbooks, name="setup_playbooks"),
    path("setup/playbooks/<str:situation>", edit_playbook, name="setup_playbook"),
    path("setup/standards", show_standards, name="setup_standards"),
    path("setup/standards/<str:name>/<int:number>", show_standard, name="setup_standard"),
    path("setup/standards/<str:name>/next", edit_standard, name="setup_standard_edit"),
    path("setup/standards/<str:name>/check", show_check, name="setup_standard_check"),
    path("setup/standards/<str:name>/<int:number>/adopt", adopt_standard, name="setup_standard_adopt"),
    path("setup/standards/<str:name>/<int:number>/send", send_standard, name="setup_standard_send"),
    path("network/<str:partner>/letters", show_letters, name="partner_letters"),
    path("network/<str:partner>/letters/<str:week>", show_partner_letter, name="partner_letter"),
    path("network/<str:partner>/letters/<str:week>/pdf", show_letter_pdf, name="partner_letter_pdf"),
    path("network/<str:partner>/letters/<str:week>/send", send_letter, name="partner_letter_send"),
    path("agreements/<str:partner>/<str:name>/<int:number>", show_agreement, name="agreement"),
    path("agreements/<str:partner>/<str:name>/<int:number>/text", show_agreement_text, name="agreement_text"),
    path("setup/start", show_start, name="setup_start"),
    path("setup/channels", show_channels, name="setup_channels"),
    path("setup/maintenance", show_maintenance, name="setup_maintenance"),
    path("quarantine", show_quarantine, name="quarantine"),
    path("quarantine/<int:payload>", show_payload, name="quarantine_one"),
    path("messages", show_messages, name="messages"),
    # reports on the own journal
    path("network", show_network, name="network"),
    path("network.csv", show_network_file, name="network_file"),
    path("network-orders", show_network_orders, name="network_orders"),
    path("network-waits", show_network_waits, name="network_waits"),
    path("network-waits.csv", show_network_waits_file, name="network_waits_file"),
    path("network/<str:partner>/waits", show_partner_waits, name="network_partner_waits"),
    path("network/<str:partner>/waits.csv", show_partner_waits_file, name="network_partner_waits_file"),
    path("network/<str:partner>", show_partner, name="network_partner"),
    path("network/<str:partner>/figures.csv", show_partner_file, name="network_partner_file"),
    path("reports", show_reports, name="reports"),
    path("reports/earned", show_earned, name="earned"),
    path("reports/<int:report>", show_report, name="report"),
    path("reports/<int:report>/file", show_report_file, name="report_file"),
    path("reports/<int:report>/mail", mail_report, name="report_mail"),
    path("reports/<int:report>/orders", show_report_orders, name="report_orders"),
    # on the road
    path("run", show_run, name="run"),
    path("run/<str:depot>/<str:day>/<str:vehicle>", act_on_run, name="run_act"),
    # the refusal court
    path("court", show_court, name="court"),
    path("court/rules", show_rules, name="court_rules"),
    path("court/plan", plan_sample, name="court_plan"),
    path("court/calls", show_court_calls, name="court_calls"),
    path("court/calls/<str:order>/<str:case>", record_court_call, name="court_call"),
    path("court/<str:order>/<str:case>", show_case, name="court_case"),
    # audits of files
    path("audits", show_audits, name="audits"),
    path("audits/<uuid:audit>", show_audit, name="audit"),
    path("audits/<uuid:audit>/file.html", show_audit_file, name="audit_file"),
    path("audits/<uuid:audit>/figures.json", show_audit_json, name="audit_json"),
    path("audits/<uuid:audit>/delete", delete_audit, name="audit_delete"),
    # the demo
    path("demo/clock", show_clock, name="demo_clock"),
    path("demo/mail", show_mailbox, name="demo_mail"),
    path("demo/mail/<int:letter>", show_letter, name="demo_letter"),
    path("demo/mail/<int:letter>/body", show_letter_body, name="demo_letter_body"),
    path("texts", show_texts, name="texts"),
    path("texts/<slug:story>", show_played, name="texts_played"),
    path("texts/<slug:story>/play", play_text, name="texts_play"),
    path("texts/<slug:story>/step", step_text, name="texts_step"),
    # machines
    path("api/v1/", api.urls),
    path("hooks/<slug:type>/<slug:source>", receive_hook),
    path("api/callbacks/<slug:channel>/<slug:gateway>", receive_callback),
    path("api/callbacks/<slug:channel>/<slug:gateway>/<slug:secret>", receive_callback),
    path("health", show_health),
]
