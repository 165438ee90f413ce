"""Setting up, looking over, quarantine, alarms."""

import os
import re
import signal

import httpx
import pytest
from django.conf import settings as django_settings

from otklik.cli.management.commands import setup
from otklik.cli.serving import worker_thread
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.store import clock, heartbeats, listings, payloads, triggers
from otklik.worker import loop
from tests.api.caller import positions
from tests.api.test_hooks import order_body
from tests.channels.mail_server import mail_server
from tests.installation import copied_installation
from tests.running import STOP_S, running


@pytest.mark.django_db
def test_setting_up_makes_a_marketplace_with_a_standard_and_is_repeatable(otklik):
    otklik("setup", "--name", "Ярмарка", "--hours", "Mo-Fr 09:00-18:00", "--zone", "Asia/Omsk")
    before = positions()
    otklik("setup")
    assert positions() == before
    (office,) = listings.list_places()
    assert (office.slug, office.name, office.role, office.hours.zone) == (
        "office",
        "Ярмарка",
        "marketplace",
        "Asia/Omsk",
    )
    (partner,) = listings.list_partners()
    assert partner.standard == listings.load_standard("default").digest


@pytest.mark.django_db
def test_an_update_publishes_the_new_standard_and_leaves_it_to_be_adopted(otklik, monkeypatch):
    older = re.sub(r"(?m)^version( +)= 6$", r"version\1= 5", DEFAULT_TEXT)
    assert older != DEFAULT_TEXT
    monkeypatch.setattr(setup, "DEFAULT_TEXT", older)
    otklik("setup")
    monkeypatch.setattr(setup, "DEFAULT_TEXT", DEFAULT_TEXT)
    otklik("setup")
    listed = {
        (one["version"], tuple(one["accepted_by"])) for one in otklik("standard", "list", "--json").json
    }
    assert listed == {(5, ("market",)), (6, ())}
    otklik("standard", "adopt", "market", "default")
    listed = {
        (one["version"], tuple(one["accepted_by"])) for one in otklik("standard", "list", "--json").json
    }
    assert listed == {(5, ()), (6, ("market",))}


@pytest.mark.django_db
def test_setup_fills_new_columns_from_the_journal(otklik, monkeypatch):
    otklik("setup")
    filled = []
    monkeypatch.setattr(setup.serving, "is_migrated", lambda: False)
    monkeypatch.setattr(setup.projections, "rebuild", lambda: filled.append(True))
    otklik("setup")
    assert filled == [True]
    monkeypatch.setattr(setup.serving, "is_migrated", lambda: True)
    otklik("setup")
    assert filled == [True]


def test_doctor_is_green_while_everything_lives_and_names_what_does_not(otklik, house, monkeypatch, settings):
    settings.OTKLIK_SMTP_URL = "console://stderr"
    heartbeats.beat("worker", now=house.desk.now)
    said = otklik("doctor", "--json").json
    assert said["healthy"] is True
    marks = {one["part"]: one["mark"] for one in said["findings"]}
    assert {name for name, mark in marks.items() if mark == "red"} == set()
    assert {
        "settings",
        "tables",
        "durability",
        "guards",
        "clock",
        "standard",
        "worker",
        "email",
        "alarms",
    } <= set(marks)
    house.desk.now = house.desk.now.replace(hour=9)
    printed = otklik("doctor", code=1)
    assert "red  worker      Silent for 1 h: nobody is told of orders." in printed.out
    assert "-> Start `otklik serve`" in printed.out


@pytest.mark.parametrize(
    ("broken", "part"),
    [
        (lambda patch: patch.setattr(triggers, "missing", lambda: ["journal_refuse_change"]), "guards"),
        (lambda patch: patch.setattr(listings, "list_standards", lambda: []), "standard"),
    ],
)
def test_doctor_is_red_where_orders_may_be_lost(otklik, house, monkeypatch, settings, broken, part):
    settings.OTKLIK_SMTP_URL = "console://stderr"
    heartbeats.beat("worker", now=house.desk.now)
    broken(monkeypatch)
    said = otklik("doctor", "--json", code=1).json
    assert [one["part"] for one in said["findings"] if one["mark"] == "red"] == [part]
    assert all(one["remedy"] for one in said["findings"] if one["mark"] != "ok")


def test_doctor_without_a_mail_server_is_red(otklik, house):
    heartbeats.beat("worker", now=house.desk.now)
    said = otklik("doctor", "--json", code=1).json
    assert [one["part"] for one in said["findings"] if one["mark"] == "red"] == ["email"]


def test_doctor_asks_the_mail_server(otklik, house, settings):
    heartbeats.beat("worker", now=house.desk.now)
    with mail_server() as server:
        settings.OTKLIK_SMTP_URL = server.url()
        living = otklik("doctor", "--json").json
    dead = otklik("doctor", "--json", code=1).json
    (found,) = (one for one in living["findings"] if one["part"] == "email")
    assert (found["mark"], found["text"]) == (
        "ok",
        f"127.0.0.1:{server.port} answers (250), without encryption, no log-in",
    )
    assert [one["part"] for one in dead["findings"] if one["mark"] == "red"] == ["email"]


def test_quarantine_is_listed_shown_retried_and_discarded(otklik, house):
    assert otklik("quarantine", "list").out == "(none)\n"
    house.hook(b"{")
    house.hook(order_body(line_items=[]))
    rows = otklik("quarantine", "list", "--json").json
    assert [row["source"] for row in rows] == ["woo", "woo"]
    first, second = (row["id"] for row in rows)
    assert otklik("quarantine", "show", str(first)).out == "{\n"
    printed = otklik("quarantine", "retry", code=1)
    assert printed.err.splitlines()[-1].endswith("2 of 2 still can't be read.")
    otklik("quarantine", "discard", str(first))
    assert [row["id"] for row in otklik("quarantine", "list", "--json").json] == [second]
    otklik("quarantine", "retry", str(first), code=1)


def test_what_can_be_read_by_now_leaves_the_quarantine(otklik, house):
    body = order_body()
    payloads.quarantine(payloads.RawPayload("woo", house.desk.now, body, error="an older version could not"))
    printed = otklik("quarantine", "retry")
    assert ": order " in printed.out
    assert payloads.list_quarantine() == []
    assert house.hook(body).json()["result"] == "known"


def test_alarms_are_listed(otklik, house):
    assert otklik("alarm", "list").out == "(none)\n"
    house.desk.phones.broken |= {f"{slug}@desk.test" for slug in ("anna", "boris", "vera", "admin")}
    order = house.order()
    house.desk.forward("16:00")
    rows = otklik("alarm", "list", "--json").json
    assert {row["stream"] for row in rows} == {f"order/{order}"}
    assert f"order/{order}" in otklik("alarm", "list").out


@pytest.mark.django_db(transaction=True)
def test_serving_answers_and_ends_by_sigterm(otklik, tmp_path):
    otklik("setup")
    key = otklik("api-key", "create", "--json").json["key"]
    with copied_installation(tmp_path) as environment:
        environment |= {
            "OTKLIK_SMTP_URL": "console://stderr",
            "OTKLIK_SECRET_KEY": django_settings.SECRET_KEY,
        }
        with running(environment) as (address, process):
            assert httpx.get(f"{address}/health", timeout=STOP_S).json() == {"status": "ok"}
            refused = httpx.post(
                f"{address}/api/v1/orders",
                content=b'{"number": "1"}',
                headers={"Authorization": f"Bearer {key}"},
                timeout=STOP_S,
            )
            assert (refused.status_code, refused.json()["place"]) == (422, "placed_at")
            process.send_signal(signal.SIGTERM)
            assert process.wait(STOP_S) == 0


@pytest.mark.django_db
def test_nothing_is_served_without_the_guards(otklik, monkeypatch):
    otklik("setup")
    monkeypatch.setattr(triggers, "missing", lambda *_: ["journal_refuse_change"])
    for command in ("serve", "web", "worker"):
        printed = otklik(command, code=1)
        assert printed.err.startswith(
            "otklik: the journal is not guarded: journal_refuse_change missing; run `otklik setup`"
        )


@pytest.fixture
def real_time(monkeypatch):
    """No demo: the worker's thread would ask the database, which these tests don't have."""
    monkeypatch.setattr(clock, "read_demo", lambda: None)


@pytest.mark.usefixtures("real_time")
def test_a_worker_that_ends_by_itself_ends_the_process(monkeypatch):
    sent = []
    monkeypatch.setattr(os, "kill", lambda process, number: sent.append((process, number)))

    def broken(stop):
        raise RuntimeError("no")

    monkeypatch.setattr(loop, "run", broken)
    with worker_thread() as broke:
        pass
    assert (broke, sent) in ((["RuntimeError"], [(os.getpid(), signal.SIGTERM)]), ([], []))


@pytest.mark.usefixtures("real_time")
def test_a_worker_that_was_told_to_stop_ends_nothing(monkeypatch):
    sent = []
    monkeypatch.setattr(os, "kill", lambda process, number: sent.append(number))
    monkeypatch.setattr(loop, "run", lambda stop: stop.wait(60))
    with worker_thread() as broke:
        pass
    assert (broke, sent) == ([], [])
