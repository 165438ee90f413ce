"""`otklik audit`: a law that is known is found again in a file, real orders as a query of one's own finds them, and
whatever is wrong is one line with place and remedy. Nothing of it needs a database."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime

import duckdb
import numpy as np
import pytest

from otklik.analytics.audit import audit
from otklik.analytics.findings import Norms, write_findings
from otklik.analytics.frames import MISSING, OUTCOMES
from otklik.domain.money import money_text
from tests.analytics.known_truth import make_orders

TABLE = """number;placed_at;answered_at;status;total;shop
1;2026-03-06 17:50;2026-03-09 09:05;completed;1000,50;north
2;2026-03-09 10:00;2026-03-09 10:05;completed;2000;north
3;2026-03-09 10:00;;cancelled;300;south
4;2026-03-09 11:00;2026-03-09 10:30;new;1;south
"""
OPEN = ("--hours", "Mo-Fr 09:00-18:00", "--zone", "Europe/Moscow")


@pytest.fixture
def file(tmp_path):
    def write(text=TABLE, name="orders.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    return write


@pytest.fixture
def run(otklik, monkeypatch):
    """The command, as of a day on which all of it has happened."""
    monkeypatch.setattr("otklik.store.clock.now_anywhere", lambda: datetime(2026, 11, 1, 12, 0, tzinfo=UTC))
    return lambda *words, code=0: otklik("audit", *words, code=code)


def test_a_report_with_the_file_and_the_same_again(run, file, tmp_path):
    name = file()
    first = run(name, *OPEN, "--currency", "RUB")
    assert first.out.startswith("orders.csv; CSV, utf-8, ;; 6 March 2026 – 9 March 2026\n")
    assert first.err == f"Report: {name}.audit.html\n"
    page = (tmp_path / "orders.csv.audit.html").read_bytes()
    again = run(name, *OPEN, "--currency", "RUB", "--html", str(tmp_path / "again.html"))
    assert again.out == first.out
    assert (tmp_path / "again.html").read_bytes() == page
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "again.html", "orders.csv", "orders.csv.audit.html",
    ]  # fmt: skip
    assert (tmp_path / "orders.csv").read_text() == TABLE
    assert run(name, *OPEN, "--locale", "ru").err.startswith("Отчёт: ")


def test_figures_of_a_few_orders_by_hand(run, file, tmp_path):
    said = run(file(), *OPEN, "--currency", "RUB", "--json").json
    assert list(tmp_path.glob("*.html")) == []
    answers, source = said["findings"]["answers"], said["source"]
    # Friday 17:50 to Monday 09:05 is a quarter of an hour of work; order 3 has no answer, and 4 came last of all
    assert [(one["name"], one["working"]["part"]) for one in answers["bands"] if one["working"]["part"]] == [
        ("10m", 1), ("20m", 1), ("never", 1),
    ]  # fmt: skip
    assert answers["working"]["p90_s"] == 900
    assert (said["findings"]["money"]["orders_minor"], said["findings"]["money"]["currency"]) == (
        330_150,
        "RUB",
    )
    assert source["flaws"] == [
        {
            "code": "answered_before_placed",
            "count": 1,
            "dropped": False,
            "examples": [5],
            "field": "answered_at",
        }
    ]
    assert (source["rows_read"], source["orders"], source["unknown"]) == (4, 4, [])


def test_a_known_law_is_found_again_through_the_whole_command(run, file):
    frame = make_orders(7, 3_000).frame
    header = [*frame.instants, "number", "store", "total", "currency", "outcome"]
    rows = [
        [
            *("" if at == MISSING else f"{datetime.fromtimestamp(at, UTC):%d.%m.%Y %H:%M:%S}Z" for at in instants),
            number, frame.labels["store"].names[store], money_text(amount, "RUB"), "RUB", OUTCOMES[outcome],
        ]
        for *instants, number, store, amount, outcome in zip(
            *(one.tolist() for one in frame.instants.values()), frame.numbers,
            frame.labels["store"].codes.tolist(), frame.amount_minor.tolist(), frame.outcome.tolist(), strict=True,
        )
    ]  # fmt: skip
    rows = [rows[place] for place in np.random.default_rng(1).permutation(len(rows))]
    text = "".join(",".join(f'"{value}"' for value in row) + "\n" for row in [header, *rows])
    said = run(file(text), "--hours", "24/7", "--zone", "Europe/Moscow", "--json").json
    wanted = json.loads(write_findings(audit(frame, [Norms()])))
    found = said["findings"]
    for name in ("answers", "curve", "money", "outcomes", "orders", "from_s"):
        assert found[name] == wanted[name], name
    assert found["curve"]["bins"][0]["raw"]["whole"] > 100
    assert [one["number"] for one in found["worst"]] == [one["number"] for one in wanted["worst"]]
    assert said["source"]["flaws"] == []


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("when\n2026-03-02 10:00\n", (), 'orders.csv, header: No column was recognised as the one that says when an'
         ' order was placed. The file has: when. Say'
         ' --column "placed_at=…", or in a mapping [columns] placed_at = "…".'),
        (TABLE, ("--column", "placed_at=gone"), "orders.csv, header: The column 'gone' or the field 'placed_at' does"),
        (TABLE, ("--column", "placed_at"), "--column: 'placed_at' is no FIELD=COLUMN."),
        (TABLE, ("--zone", "Mars/Olympus"), "zone: There is no time zone named 'Mars/Olympus'."),
        (TABLE, ("--hours", "often"), "hours, character 1 (often): This word is not known."),
        (TABLE, ("--currency", "RUR"), "--currency: There is no currency 'RUR'."),
        (TABLE, ("--html", "orders.csv"), "--html: orders.csv is no name for the report."),
        (TABLE, ("--html", "/no/such/place.html"), "--html: /no/such/place.html can't be written."),
        (TABLE, ("--mapping", "/no/such.toml"), "--mapping: /no/such.toml can't be read."),
        (TABLE, ("--standard", "/no/such.toml"), "--standard: /no/such.toml can't be read."),
        ("number;placed_at\n1;03/04/2026 10:00\n", (), "orders.csv, line 2, placed_at: Nothing in the column"),
        (b"%PDF-1.7\n", (), "orders.csv: This is a PDF, a picture of a table. Export the orders as CSV or XLSX."),
        (b"", (), "orders.csv: The file has no readable header."),
        ("number;placed_at;Placed_At\n", (), "orders.csv, header: The column 'placed_at' stands twice"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_line_with_its_place(run, file, tmp_path, text, words, said):
    name = file(text)
    printed = run(name, *OPEN, *words, code=1)
    assert printed.err.startswith(f"otklik: {said}")
    assert (printed.err.count("\n"), printed.out) == (1, "")
    assert [path.name for path in tmp_path.iterdir()] == ["orders.csv"]


def test_hours_and_zone_are_asked_for_where_nobody_says_them(run, file):
    assert run(file(), "--zone", "Europe/Moscow", code=1).err == (
        "otklik: --hours: Nothing says when the shop is open. "
        'Add --hours, such as --hours "Mo-Fr 09:00-18:00".\n'
    )
    assert run(file(), "--hours", "24/7", code=1).err.startswith(
        "otklik: orders.csv, line 2: The times in the column 'placed_at' name no time zone. Add --zone,"
    )
    assert run("/no/such/file.csv", *OPEN, code=1).err == (
        "otklik: FILE: /no/such/file.csv can't be read. Name a file.\n"
    )


def test_a_mapping_and_a_standard_of_ones_own(run, file, tmp_path):
    mapping = tmp_path / "m.toml"
    mapping.write_text(
        'zone = "Europe/Moscow"\ncurrency = "RUB"\n[hours]\ndefault = "24/7"\n[store.north]\n'
        'hours = "Mo-Fr 09:00-18:00"\ntrade = "tea"\n[statuses]\ncancelled = "withdrawn"\n'
    )
    standard = tmp_path / "s.toml"
    standard.write_text(
        'name = "quick"\nversion = 1\nextends = "default"\n[obligation.first_answer]\n'
        'after = { target = "5m", limit = "10m" }\n'
    )
    said = run(file(), "--mapping", str(mapping), "--standard", str(standard), "--json").json["findings"]
    assert said["hours"] == ["24/7 (Europe/Moscow)", "Mo-Fr 09:00-18:00 (Europe/Moscow)"]
    assert (said["norms"][0]["target_s"], said["norms"][0]["limit_s"]) == (300, 600)
    assert said["answers"]["in_target"]["part"] == 1
    assert [one["name"] for one in said["outcomes"] if one["share"]["part"]] == ["open", "kept", "withdrawn"]
    mapping.write_text('zone = "Europe/Moscow"\n[hours]\ndefault = "daily"\n')
    assert run(file(), "--mapping", str(mapping), code=1).err.startswith(
        f"otklik: {mapping}, line 3, hours.default: "
    )
    standard.write_text(standard.read_text().replace('"default"', '"house"'))
    assert "Without a database 'house' is not known." in run(
        file(), *OPEN, "--standard", str(standard), code=1
    ).err  # fmt: skip


def test_at_a_terminal_it_asks_and_says_how_to_be_asked_no_more(run, file, monkeypatch):
    answers = iter(["2\n", "м\n", "Europe/Moscow\n", "24/7\n"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr("sys.stdin.readline", lambda: next(answers))
    printed = run(file("number;когда\n1;03/04/2026 10:00\n"), "--locale", "ru", "--json")
    assert printed.json["findings"]["from_s"] == datetime(2026, 3, 4, 7, 0, tzinfo=UTC).timestamp()
    assert "   2  когда\n" in printed.err
    kept = printed.err.rpartition("--mapping ФАЙЛ.toml\n")[2]
    assert kept == (
        'columns.placed_at = "когда"\ndates = "month_first"\nzone = "Europe/Moscow"\nhours.default = "24/7"\n'
    )
    monkeypatch.setattr("sys.stdin.readline", lambda: "\n")
    refused = run(file("number;когда\n1;03/04/2026 10:00\n"), *OPEN, "--json", code=1)
    assert "No column was recognised" in refused.err


def test_another_program_gets_lines_of_json(run, file):
    name = file(name="upload")
    printed = run(name, *OPEN, "--name", "orders.csv", "--json", "--progress")
    assert printed.json["source"]["name"] == "orders.csv"
    assert [json.loads(line) for line in printed.err.splitlines()] == [
        {"stage": "reading", "done": 4}, {"stage": "computing"},
    ]  # fmt: skip
    refused = run(name, *OPEN, "--json", "--progress", code=1)
    assert json.loads(refused.err) == {
        "code": "unreadable", "message": "The ending of the file's name is not known.",
        "remedy": "Use one of: csv, tsv, txt, xlsx, parquet, ndjson, jsonl.", "place": "",
    }  # fmt: skip


def test_it_runs_without_a_database_or_a_set_up(file, tmp_path):
    environment = {"PATH": os.environ["PATH"], "OTKLIK_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "otklik.cli.main", "audit", file(), *OPEN]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, f"Report: {file()}.audit.html\n")
    assert "orders.csv" in done.stdout
    assert sorted(path.name for path in (tmp_path / "home").iterdir()) == ["push.key", "secret.key"]


HAND_MADE = """
WITH orders AS (
    SELECT order_status AS status, order_purchase_timestamp AS placed, order_delivered_carrier_date AS handed,
           order_delivered_customer_date AS delivered,
           order_estimated_delivery_date + INTERVAL 1 DAY AS promised  -- a promise by a date lasts until it ends
    FROM read_csv(?)
), seen AS (SELECT max(greatest(placed, handed, delivered)) AS until FROM orders)
SELECT count(*) AS orders,
       count(*) FILTER (delivered <= promised) AS kept,
       count(*) FILTER (delivered > promised) AS late,
       count(*) FILTER (delivered IS NULL AND promised <= until) AS unknown,
       count(*) FILTER (status IN ('canceled', 'unavailable')) AS cancelled,
       count(*) FILTER (status = 'delivered') AS sold,
       count(*) FILTER (handed < placed) AS impossible,
       count(*) FILTER (delivered < handed AND handed >= placed) AS crossed,
       quantile_disc(epoch(handed) - epoch(placed), [0.5, 0.9, 0.95]) FILTER (handed >= placed) AS handed_s,
       quantile_disc(epoch(delivered) - epoch(placed), [0.5, 0.9, 0.95]) FILTER (delivered >= placed) AS delivered_s
FROM orders, seen
"""


@pytest.mark.realdata
def test_real_orders_are_as_a_query_of_ones_own_finds_them(run, shared):
    path = str(shared / "olist_sample" / "olist_orders_dataset.csv")
    relation = duckdb.connect().execute(HAND_MADE, [path])
    wanted = dict(zip((one[0] for one in relation.description), relation.fetchone(), strict=True))
    assert wanted["orders"] == 8_000
    said = run(path, "--hours", "Mo-Fr 09:00-18:00", "--zone", "America/Sao_Paulo", "--json").json
    found, source = said["findings"], said["source"]
    promises, outcomes = found["promises"], {one["name"]: one["share"] for one in found["outcomes"]}
    assert [promises[name]["part"] for name in ("kept", "late", "unknown")] == [
        wanted["kept"], wanted["late"], wanted["unknown"],
    ]  # fmt: skip
    assert (outcomes["cancelled"]["part"], outcomes["kept"]["part"]) == (wanted["cancelled"], wanted["sold"])
    assert {(one["code"], one["field"]): one["count"] for one in source["flaws"] if "time" not in one["code"]} == {
        ("before_placed", "order_delivered_carrier_date"): wanted["impossible"],
    }  # fmt: skip
    assert wanted["crossed"] == 0
    # the wall clock of São Paulo turned: a span over that night differs by an hour from the difference of its ends
    for name in ("handed_over", "delivered"):
        spread = [found["delivery"][name][percent] for percent in ("p50_s", "p90_s", "p95_s")]
        assert spread == pytest.approx(wanted[f"{name.removesuffix('_over')}_s"], abs=3_600)
    assert (found["answers"], found["refusals"], found["curve"]) == (None, None, None)
    assert {"answered_at", "refused_at", "reason"} <= set(found["absent"])
    assert source["columns"]["paid_at"] == "order_approved_at"
    assert re.fullmatch("[0-9a-f]{64}", source["digest"])
