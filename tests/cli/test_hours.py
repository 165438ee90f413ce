"""`otklik hours`: days in words, sums of working time one by one and by the line, without a database where none is."""

import io
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from otklik.store import clock

RU = ("--hours", "Mo-Fr 10:00-19:00; PH off", "--zone", "Europe/Moscow", "--country", "RU")


@pytest.fixture
def typed(monkeypatch):
    def say(text):
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))

    return say


@pytest.fixture
def at(monkeypatch):
    def turn(text):
        now = datetime.fromisoformat(text).replace(tzinfo=UTC)
        monkeypatch.setattr(clock, "now", lambda: now)

    return turn


def test_one_sum_is_answered_in_words_and_exactly(otklik):
    assert otklik("hours", "add", "2026-01-20 18:50", "20m", *RU).out == (
        "2026-01-21 10:10:00+03:00  Wednesday, Europe/Moscow\n"
    )
    assert otklik("hours", "add", "20.01.2026 18:50", "2wd", *RU, "--json").json == {
        "start": "2026-01-20T18:50:00+03:00",
        "working_days": 2,
        "end": "2026-01-22T19:00:00+03:00",
    }
    ends = "2026-01-20T15:50:00Z", "2026-01-21 10:10"
    assert otklik("hours", "between", *ends, *RU).out == "1200 s  20 min\n"
    assert otklik("hours", "between", *reversed(ends), *RU, "--json").json["seconds"] == -1200


def test_every_option_of_the_hours_counts(otklik):
    nights = (
        "--hours",
        "20:00-04:00; PH off",
        "--zone",
        "Europe/Berlin",
        "--country",
        "DE",
        "--region",
        "BY",
    )
    ends = ("2026-06-03 12:00", "2026-06-05 12:00")
    assert otklik("hours", "between", *ends, *nights, "--json").json["seconds"] == 8 * 3_600
    assert otklik("hours", "between", *ends, *nights, "--night", "day", "--json").json["seconds"] == 8 * 3_600
    assert otklik("hours", "between", *ends, *nights[:-2], "--json").json["seconds"] == 16 * 3_600
    said = otklik("hours", "between", *ends, *nights, "--exception", "2026-06-04=10:00-11:30", "--json").json
    assert said["seconds"] == 8 * 3_600 + 5_400


def test_lines_are_answered_one_by_one_and_a_bad_one_is_named(otklik, typed):
    text = (
        "2026-01-20 18:50 20m\n\n# a note\n2026-01-20T18:50:00+03:00 600\n2026-01-99 18:50 20m\n2026-01-20 18:50 1d\n"
        "x\n2026-01-20 18:50 1wd\n"
    )
    typed(text)
    printed = otklik("hours", "add", *RU, code=1)
    assert printed.out.splitlines() == [
        "2026-01-21T10:10:00+03:00", "2026-01-20T19:00:00+03:00", "-", "-", "-", "2026-01-21T19:00:00+03:00",
    ]  # fmt: skip
    lines = printed.err.splitlines()
    assert [line.partition(": ")[2][:7] for line in lines[:3]] == ["line 5:", "line 6:", "line 7:"]
    assert "Write 2wd for working days" in lines[1]
    assert lines[-1] == "otklik: 3 lines could not be answered."
    typed(text)
    rows = otklik("hours", "add", *RU, "--json", code=1).json
    assert [row["line"] for row in rows] == [1, 4, 5, 6, 7, 8]
    assert [row["error"]["code"] for row in rows if "error" in row] == [
        "unreadable",
        "bad_duration",
        "unreadable",
    ]


def test_lines_of_pairs(otklik, typed):
    typed(
        "2026-01-20 18:50 2026-01-21 10:10\n2026-01-20T18:50 21.01.2026 10:00\n2026-01-20 18:50 2026-01-20T18:40\n"
    )
    assert otklik("hours", "between", *RU).out.splitlines() == ["1200", "600", "-600"]


def test_the_coming_days_are_shown_with_what_is_not_known_of_them(otklik, db, at):
    at("2026-12-30 08:00")
    printed = otklik("hours", "show", *RU, "--exception", "2027-01-10=10:00-16:00", "--days", "13").out
    lines = printed.splitlines()
    assert lines[:3] == [
        "Mo-Fr 10:00-19:00; PH off",
        "zone  Europe/Moscow, holidays of RU",
        "now   2026-12-30 11:00, open",
    ]
    assert "Wed 2026-12-30  10:00-19:00" in lines
    assert "Thu 2027-01-07  closed       Christmas Day" in lines
    assert "Sun 2027-01-10  10:00-16:00  exception" in lines
    assert lines[-1].startswith("note: Shortened days and days off by decree of RU are known for 2013-2026")
    said = otklik("hours", "show", *RU, "--days", "1", "--json").json
    assert said["days"] == [
        {
            "date": "2026-12-30", "open": ["10:00-19:00"], "holiday": None, "short": False, "working_weekend": False,
            "exception": False,
        }
    ]  # fmt: skip
    assert [(one["code"], one["year"]) for one in said["warnings"]] == [("holidays_incomplete", 2027)]
    # Sums say it too, beside the answer.
    assert otklik("hours", "add", "2027-01-20 18:50", "20m", *RU).err.startswith("note: Shortened days")
    assert otklik("hours", "add", "2026-01-20 18:50", "20m", *RU).err == ""


def test_a_year_in_figures(otklik, db):
    lines = otklik("hours", "show", *RU, "--year", "2025").out.splitlines()
    assert "Nov   19            170 h" in lines
    assert "all   247           2219 h" in lines
    assert "Sat 2025-11-01  10:00-18:00  working weekend, an hour shorter" in lines
    said = otklik("hours", "show", *RU, "--year", "2025", "--json").json
    assert (said["working_days"], said["open_s"], len(said["months"])) == (247, 2219 * 3_600, 12)
    assert said["warnings"] == []


def test_a_store_s_own_hours_and_what_if(otklik, house):
    ends = ("2026-03-20 18:00", "2026-03-23 11:00")
    assert otklik("hours", "between", *ends, "--store", "tverskaya", "--json").json["seconds"] == 2 * 3_600
    longer = ("--store", "tverskaya", "--hours", "Mo-Su 10:00-19:00")
    assert otklik("hours", "between", *ends, *longer, "--json").json["seconds"] == 20 * 3_600
    assert otklik("hours", "add", "18:50", "20m", "--store", "tverskaya", "--json").json["end"] == (
        "2026-03-20T10:10:00+03:00"
    )


def test_doctor_names_the_places_whose_next_year_is_not_known(otklik, house):
    otklik("store", "hours", "tverskaya", "--hours", "Mo-Fr 10:00-19:00; PH off", "--country", "RU")
    (known,) = (one for one in _findings(otklik) if one["part"] == "holidays")
    assert known["mark"] == "ok"
    house.desk.now = house.desk.now.replace(month=11, day=20)
    (missing,) = (one for one in _findings(otklik) if one["part"] == "holidays")
    assert (missing["mark"], missing["text"][:28]) == ("note", "tverskaya: Shortened days an")
    assert "not for 2027" in missing["text"]
    assert missing["remedy"]


def _findings(otklik):
    return otklik("doctor", "--json", code=1).json["findings"]  # no mail server, no worker


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("add", "2026-01-20 18:50", "20m"),
            "--hours: Whose hours? Add --hours and --zone, or --store SLUG.",
        ),
        (("add", "2026-01-20 18:50", "20m", "--hours", "10:00-19:00"), "--zone: Hours need the zone"),
        (("add", "2026-01-20 18:50", *RU), "is no duration. Write a whole number and a unit"),
        (("between", "2026-01-20 18:50", *RU), "END: An instant is missing."),
        (("show", *RU[:1], "Mo 25:00", *RU[2:]), "hours, character"),
        (("show", *RU, "--days", "0"), "--days: 0 days can't be listed."),
        (("add", "2026-01-20 18:50", "20m", *RU[:1], "off", *RU[2:]), "does not open within 366 days"),
    ],
)
def test_what_cannot_be_asked_is_one_line_and_1(otklik, db, words, said):
    printed = otklik("hours", *words, code=1)
    assert printed.out == ""
    assert said in printed.err
    assert printed.err.count("\n") == 1


def test_no_database_is_needed(tmp_path):
    command = [sys.executable, "-c", "from otklik.cli.main import main; main()", "hours", "show", *RU]
    environment = {"OTKLIK_HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "DATABASE_URL": ""}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[1] == "zone  Europe/Moscow, holidays of RU"
