"""The page "Audit a file": who may, what is kept and what is not, and every way in which an audit ends."""

from __future__ import annotations

import json
import re
import shutil
import sys
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from otklik.analytics.stored_findings import write_stored
from otklik.store import audits, erasure
from otklik.store.audits import Trouble
from otklik.web import audit_runs, audit_words
from tests.web.findings_sample import FULL, SOURCE
from tests.web.reading import _Reader, read, texts
from tests.wording import complaints, tables_of

CSV = "Номер;Дата заказа;Первый звонок\n1;01.03.2026 10:00;01.03.2026 10:05\n2;01.03.2026 11:00;\n".encode()
FORM = {"hours": "Mo-Fr 10:00-19:00", "zone": "Europe/Moscow", "country": "RU", "currency": ""}


@pytest.fixture
def house(town, monkeypatch):
    """The town with an empty folder of audits; what a page starts runs when the test says so."""
    shutil.rmtree(audits.home())
    monkeypatch.setattr(audit_runs, "start", lambda: None)
    return town


@pytest.fixture
def computes(monkeypatch):
    """Stands in for the computation: what the process says and how it ends."""

    def set_up(*, result: str = "", said: tuple[object, ...] = (), code: int = 0, wait: str = "") -> None:
        script = f"""
import json, sys, time
for line in {[json.dumps(one) for one in said]!r}:
    print(line, file=sys.stderr, flush=True)
{wait}
sys.stdout.write({result!r})
sys.exit({code})
"""
        monkeypatch.setattr(audit_runs, "command_of", lambda audit: [sys.executable, "-c", script])

    set_up(result=write_stored(FULL, SOURCE), said=({"stage": "reading", "done": 40},))
    return set_up


def send(client, content: bytes = CSV, name: str = "orders.csv", **changed):
    return client.post("/audits", {**FORM, **changed, "file": SimpleUploadedFile(name, content)})


def sent(client, **more) -> audits.Audit:
    """The audit that a form began."""
    answer = send(client, **more)
    assert answer.status_code == 303, answer.content.decode()
    return audits.load(answer["Location"].rpartition("/")[2])


def parsed(response):
    reader = _Reader()
    reader.feed(response.content.decode())
    return reader.root


def test_from_upload_to_result_and_downloads(house, computes):
    client = house.client("boris")
    form = read(client.get("/audits"))
    assert form.select("#f-hours")[0].get("value") == "Mo-Fr 10:00-19:00"
    assert form.select("#f-zone")[0].get("value") == "Europe/Moscow"
    audit = sent(client)
    assert (audit.owner, audit.name, audit.state, audit.size) == ("boris", "orders.csv", "waiting", len(CSV))
    assert audit.upload.read_bytes() == CSV
    assert oct(audit.upload.stat().st_mode & 0o777) == "0o600"
    assert [one.name for one in audits.home().iterdir() if one.name.startswith(".")] == [], (
        "nothing else is left"
    )
    waiting = client.get(f"/audits/{audit.id}?lang=en")
    assert "It waits for its turn" in waiting.content.decode()
    assert read(waiting).select("noscript meta")[0].get("content") == "3"
    assert client.get(f"/audits/{audit.id}/file.html").status_code == 404, "not before it is there"

    audit_runs.run_waiting()
    audit = audits.load(audit.id)
    assert (audit.state, audit.orders, audit.upload.exists()) == ("done", 1_258, False)
    page = read(client.get(f"/audits/{audit.id}?lang=en"))
    assert page.select(".fnd-say")[0].text.startswith("Nobody answered 131 orders of 1,258")
    assert not page.select("#audit")[0].get("hx-get")
    file = client.get(f"/audits/{audit.id}/file.html?lang=ru")
    assert file["Content-Disposition"] == 'attachment; filename="orders-audit.html"'
    assert "Никто не ответил на" in file.content.decode()
    figures = client.get(f"/audits/{audit.id}/figures.json")
    assert figures["Content-Disposition"] == 'attachment; filename="orders-audit.json"'
    assert json.loads(figures.getvalue())["findings"]["orders"] == 1_258
    assert texts(read(client.get("/audits?lang=en")), ".list .tag") == ["ready"]

    assert client.post(f"/audits/{audit.id}/delete").status_code == 303
    assert not audit.folder.exists()
    assert client.get(f"/audits/{audit.id}").status_code == 404


def test_what_is_not_his_does_not_exist(house, computes):
    mine = sent(house.client("pavel"))
    audit_runs.run_waiting()
    stranger = house.client("boris")
    for path in ("", "/file.html", "/figures.json"):
        assert stranger.get(f"/audits/{mine.id}{path}").status_code == 404
    for path in ("", "/delete"):
        assert stranger.post(f"/audits/{mine.id}{path}").status_code == 404
    assert mine.folder.exists()
    assert texts(read(stranger.get("/audits")), ".list b") == []
    for person in ("admin", "rita"):
        assert texts(read(house.client(person).get("/audits")), ".list b") == ["orders.csv"]
        assert house.client(person).get(f"/audits/{mine.id}").status_code == 200
    assert send(house.client("rita")).status_code == 403, "an auditor only looks"
    assert not read(house.client("rita").get("/audits")).select("#upload")
    assert len(audits.list_audits()) == 1


def test_a_file_is_kept_for_nobody_who_may_not_send_one(house):
    """Not by the page of audits, not by another page, not by somebody without a log-in."""
    for person, path in (
        ("anna", "/audits"),
        ("", "/audits"),
        ("admin", "/setup/new/store"),
        ("", "/login/"),
    ):
        house.client(person).post(path, {**FORM, "file": SimpleUploadedFile("a.csv", CSV)})
        assert list(audits.home().iterdir()) == [], (person, path)


def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(house, settings):
    client = house.client("boris")

    def wrong(answer) -> dict[str, str]:
        assert answer.status_code == 422
        page = parsed(answer)
        assert page.select("#f-currency")[0].get("value") == FORM["currency"]
        return {
            one.get("id").removeprefix("e-"): one.text for one in page.select(".wrong") if one.text.strip()
        }

    assert wrong(client.post("/audits?lang=en", FORM)) == {"file": "Choose a file."}
    assert wrong(send(client, b"", **{"lang": "en"})).keys() == {"file"}
    assert wrong(send(client, hours="Mo-Fr 10:00-")).keys() == {"hours"}
    assert wrong(send(client, zone="Moskau")).keys() == {"zone"}
    assert wrong(send(client, country="Россия")).keys() == {"country"}
    settings.OTKLIK_UPLOAD_LIMIT = 64
    found = wrong(send(client, b"x" * 65))
    assert "otklik audit" in found["file"]
    assert audits.list_audits() == []
    settings.OTKLIK_UPLOAD_LIMIT = 256 * 1024
    for _ in range(3):
        sent(client)
    assert wrong(send(client)).keys() == {"file"}, "three wait already"


def test_it_asks_what_the_columns_are_and_goes_on(house, computes):
    computes(
        said=({"code": "unknown_columns", "message": "None was recognised.", "place": "header"},), code=1
    )
    client = house.client("boris")
    audit = sent(client)
    audit_runs.run_waiting()
    assert audits.load(audit.id).state == "asking"
    page = read(client.get(f"/audits/{audit.id}?lang=en"))
    assert texts(page, ".aud-rows th") == ["Номер", "Дата заказа", "Первый звонок"]
    assert texts(page, ".aud-rows tbody tr")[0] == "1 01.03.2026 10:00 01.03.2026 10:05"
    assert texts(page, "#f-column-placed_at option") == [
        "by the column's name",
        "Номер",
        "Дата заказа",
        "Первый звонок",
    ]
    chosen = [one for one in page.select("#f-column-answered_at option") if one.has("selected")]
    assert [one.text for one in chosen] == ["Первый звонок"], "what its name says is chosen already"
    answered = {
        "column-placed_at": "Дата заказа",
        "column-answered_at": "",
        "dates": "day_first",
        "zone": "Moskau",
    }
    assert client.post(f"/audits/{audit.id}", answered).status_code == 422
    assert client.post(f"/audits/{audit.id}", {**answered, "zone": "Asia/Omsk"}).status_code == 303
    audit = audits.load(audit.id)
    assert (audit.state, audit.mapping) == ("waiting", {"placed_at": "Дата заказа"})
    assert {name: audit.options[name] for name in ("zone", "dates")} == {
        "zone": "Asia/Omsk",
        "dates": "day_first",
    }
    computes(result=write_stored(FULL, SOURCE))
    audit_runs.run_waiting()
    assert audits.load(audit.id).state == "done"


def test_orders_are_judged_by_the_standard_in_force(house, monkeypatch):
    """Its partner's, down to the figures: whoever accepted ten minutes is not judged by twenty."""
    from otklik.actions import standards
    from tests.harness import ACTOR

    text = 'extends = "default"\n[obligation.first_answer]\nafter = { target = "10m", limit = "30m" }\n'
    standards.publish(
        text.replace("extends", 'name = "quick"\nversion = 1\nextends'), actor=ACTOR, now=house.desk.now
    )
    standards.adopt("sever", name="quick", actor=ACTOR, now=house.desk.now)
    client = house.client("boris")
    audit = sent(client)
    audit_runs.run_waiting()
    page = read(client.get(f"/audits/{audit.id}?lang=en"))
    assert "target 10 min, limit 30 min of working time" in page.select("#fnd-method")[0].text
    foreign = sent(house.client("admin"))
    assert "quick" not in foreign.standard.read_text("utf-8")


def test_the_command_itself_audits_what_was_uploaded(house):
    """From the form to the figures with nothing in between that stands in for anything."""
    days = [f"{1 + number % 28:02d}.09.2025" for number in range(200)]
    answers = [f"{day} 12:0{place % 5}" if place % 4 else "" for place, day in enumerate(days)]
    rows = "".join(f"{place};{day} 12:00;{answers[place]}\n" for place, day in enumerate(days))
    client = house.client("boris")
    audit = sent(client, content=f"Номер;Когда пришёл;Первый звонок\n{rows}".encode("cp1251"))
    audit_runs.run_waiting()
    asked = audits.load(audit.id)
    assert (asked.state, asked.trouble.code) == ("asking", "unknown_columns")
    assert client.post(f"/audits/{audit.id}", {"column-placed_at": "Когда пришёл"}).status_code == 303
    audit_runs.run_waiting()
    page = read(client.get(f"/audits/{audit.id}?lang=en"))
    assert page.select(".fnd-say")[0].text.startswith("Nobody answered 50 orders of 200 (25%,")
    assert "Mo-Fr 10:00-19:00" in page.select("#fnd-method")[0].text


@pytest.mark.parametrize(
    ("how", "code", "sentence"),
    [
        ({"said": ({"code": "reader_missing", "message": "No reader.", "place": "line 2"},), "code": 1},
         "reader_missing", "Files of this kind are not read on this server."),
        ({"said": ("words that nobody expects",), "code": 1}, "audit_refused", "The file can't be audited."),
        ({"wait": "time.sleep(60)"}, "audit_too_long", "The audit took longer than 15 minutes"),
        ({"wait": "import os; os.kill(os.getpid(), 11)"}, "audit_broke", "The audit broke off"),
        ({"result": "no json"}, "audit_broke", "The audit broke off"),
    ],
)  # fmt: skip
def test_an_audit_that_fails_says_why_and_keeps_nothing(house, computes, monkeypatch, how, code, sentence):
    monkeypatch.setattr(audit_runs, "LONGEST_S", 0.3 if "sleep" in str(how) else 30.0)
    computes(**how)
    client = house.client("boris")
    audit = sent(client)
    audit_runs.run_waiting()
    ended = audits.load(audit.id)
    assert (ended.state, ended.trouble.code) == ("failed", code)
    kept = {one.name for one in audit.folder.iterdir()}
    assert kept == {"audit.json", "standard.toml"}, "neither the upload nor a piece of a result"
    page = read(client.get(f"/audits/{audit.id}?lang=en"))
    assert sentence in page.select("[role=alert]")[0].text
    assert str(audits.home()) not in page.text


def test_progress_is_seen_while_it_runs_and_one_runs_at_a_time(house, computes):
    go = audits.home() / "go"
    computes(
        result=write_stored(FULL, SOURCE),
        said=({"stage": "reading", "done": 40},),
        wait=f"import os\nwhile not os.path.exists({str(go)!r}): time.sleep(0.01)",
    )
    client = house.client("boris")
    first = sent(client)
    house.desk.now += timedelta(seconds=1)
    second = sent(client)
    thread = threading.Thread(target=audit_runs.run_waiting, daemon=True)
    thread.start()
    try:
        while audits.load(first.id).done != 40 and thread.is_alive():
            pass
        assert [audits.load(one.id).state for one in (first, second)] == ["running", "waiting"]
        page = read(client.get(f"/audits/{first.id}?lang=en"))
        assert "Rows read: 40." in page.text
    finally:
        go.touch()
        thread.join()
    assert [audits.load(one.id).state for one in (first, second)] == ["done", "done"]


def test_a_run_that_its_server_did_not_survive_is_called_failed(house, computes):
    client = house.client("boris")
    audit = sent(client)
    audits.save(replace(audit, state="running"))
    assert "The server stopped" in client.get(f"/audits/{audit.id}?lang=en").content.decode()
    assert audits.load(audit.id).state == "running", "looking changes nothing"
    audits.keep_house(now=house.desk.now)
    assert (audits.load(audit.id).state, audit.upload.exists()) == ("failed", False)


def test_results_are_gone_after_thirty_days_and_unanswered_questions_after_one(house, computes):
    client = house.client("boris")
    done, asking = sent(client), sent(client)
    audits.end(done, "done", now=house.desk.now)
    audits.end(asking, "asking", now=house.desk.now, trouble=Trouble("unknown_columns"))
    audits.keep_house(now=house.desk.now + timedelta(hours=23))
    assert asking.upload.exists()
    audits.keep_house(now=house.desk.now + timedelta(hours=25))
    assert (audits.load(asking.id).trouble.code, asking.upload.exists()) == ("audit_expired", False)
    audits.keep_house(now=house.desk.now + timedelta(days=29))
    assert done.folder.exists()
    audits.keep_house(now=house.desk.now + timedelta(days=31))
    assert not done.folder.exists()


def test_an_erasure_removes_every_upload(house, computes):
    audit = sent(house.client("boris"))
    erasure.erase([house.desk.order("tverskaya")])
    assert not audit.upload.exists()
    audit_runs.run_waiting()
    assert audits.load(audit.id).trouble.code == "audit_file_gone"


def test_names_of_files_stay_names(house, computes):
    client = house.client("boris")
    audit = sent(client, name="../../etc/<b>заказы</b>.csv")
    assert audit.name == "b>.csv"
    named = sent(client, name="заказы <i>.csv")
    audit_runs.run_waiting()
    assert "<i>.csv" not in client.get(f"/audits/{named.id}").content.decode()
    assert client.get(f"/audits/{named.id}/file.html")["Content-Disposition"].startswith(
        "attachment; filename*="
    )


def test_each_pair_of_words_is_in_order():
    pairs = tables_of(audit_words)
    assert len(pairs) > 70
    assert {path: complaints(pair) for path, pair in pairs if complaints(pair)} == {}


def test_every_word_that_a_template_asks_for_is_there():
    templates = Path(audit_words.__file__).parent / "templates"
    for name, known in (("audits.html", audit_words.AUDITS), ("audit.html", audit_words.AUDIT)):
        asked = set(re.findall(r"\bw\.(\w+)", (templates / name).read_text("utf-8")))
        assert len(asked) > 10
        assert asked <= set(known), name
