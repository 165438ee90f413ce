"""Story 004 §1 as the report tells it: ten orders in their bands, one of the night; the same from the exported file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from otklik.actions import orders, reports
from otklik.analytics.audit import audit
from otklik.analytics.findings import Findings, write_findings
from otklik.domain.errors import DomainError
from otklik.domain.reports import Scope, Window
from otklik.intake.audit_files import read_audit
from otklik.intake.audit_mapping import parse_mapping
from otklik.store import access
from otklik.store.reports import ReportRow
from tests.harness import Desk, local

ANSWERED = (8, 12, 19, 25, 55, 65, 130, 200)
DAYS = Window(date(2026, 3, 16), date(2026, 3, 19), "Europe/Moscow")
PHONE = "9000001122"


@pytest.fixture
def lived(store_s: Desk) -> Desk:
    """Ten orders of Thursday, 11:00, at store S; one at store T at 23:10; it is Friday, 12:05."""
    desk = store_s
    desk.store("taganka", "Mo-Su 09:00-21:00")
    desk.person("vera", "taganka")
    desk.forward("11:00")
    opened_at = desk.now
    streams = {
        minutes: desk.order("tverskaya", number=f"S-{minutes}", reserved=False) for minutes in ANSWERED
    }
    next_day = desk.order("tverskaya", number="S-next", reserved=False, phone="", phone_raw="")
    desk.order("tverskaya", number="S-never", reserved=False)
    for minutes, stream in streams.items():
        desk.forward(seconds=60 * minutes - (desk.now - opened_at).total_seconds())
        desk.talks("anna", stream)
        if minutes < 60:
            orders.confirm(stream, actor="person:anna", by="anna", now=desk.now)
    desk.forward("23:10")
    night = desk.order("taganka", number="T-night", reserved=False)
    desk.forward("2026-03-20 09:08")
    desk.talks("vera", night)
    desk.forward("12:00")
    desk.talks("anna", next_day)
    desk.forward("12:05")
    return desk


def made(desk: Desk, store: str = "") -> reports.Report:
    scope = Scope("store", store) if store else Scope()
    return reports.make_report(DAYS, scope, viewer=access.ALL, now=desk.now)


def newest() -> ReportRow:
    return reports.list_reports(access.ALL)[0]


def bands(findings: Findings) -> dict[str, int]:
    """Orders a band, by working time."""
    assert findings.answers
    return {band.name: band.working.part for band in findings.answers.bands}


def test_the_bands_of_the_standard_are_those_of_the_report(lived: Desk) -> None:
    """Each order in its own; the night is nobody's time: 23:10 is answered eight minutes after the opening."""
    ten = made(lived, "tverskaya")
    expected = {"10m": 1, "20m": 2, "60m": 2, "2h": 1, "3h": 1, "1wd": 2, "later": 0, "never": 1}
    assert bands(ten.findings) == expected
    answers, phone_left = ten.findings.answers, ten.findings.phone_left
    assert answers
    assert (answers.in_target.part, answers.in_limit.part, answers.in_limit.whole) == (3, 5, 10)
    assert (round(answers.in_limit.low, 4), round(answers.in_limit.high, 4)) == (0.2366, 0.7634)
    assert answers.in_limit.few, "ten are too few to judge anybody by (law 13)"
    assert phone_left
    assert (phone_left.part, phone_left.whole) == (5, 9), "who left no number is not among them (R32)"
    night = made(lived, "taganka")
    assert bands(night.findings)["10m"] == 1
    (order,) = reports.orders_behind(night.row, "answers/first_thing")
    assert (order.order.state.number, order.waited_s) == ("T-night", 8 * 60)
    assert local(order.order.state.placed_at)[11:16] == "23:10"


def same(findings: Findings) -> Any:
    """Findings without what names rows: lines in a file, places in the journal."""
    told = json.loads(write_findings(findings))
    for order in told["worst"]:
        order["row"] = 0
    return told


def test_the_audit_of_the_export_is_the_report(lived: Desk, tmp_path: Path) -> None:
    """The same findings from the files as from the journal; of the phone only that there is one."""
    report = made(lived)
    for ending in ("csv", "ndjson"):
        path = tmp_path / f"orders.{ending}"
        said = lived.otklik(f"report --id {report.row.id} --export {path}")
        assert f"otklik audit {path} --mapping {path.with_suffix('.toml')}" in said
        assert PHONE not in path.read_text(encoding="utf-8")
        mapping = parse_mapping(path.with_suffix(".toml").read_text(encoding="utf-8"))
        with path.open("rb") as file:
            read = read_audit(file, path.name, mapping=mapping, now=lived.now)
        assert (len(read.frame), read.source.flaws) == (11, ())
        told = reports.tell(report.row)
        assert same(audit(read.frame, told.norms)) == same(report.findings)


def test_the_command_makes_shows_and_carries_away(store_s: Desk, tmp_path: Path) -> None:
    """Made once; asked for again by its number it says the same bytes; the page needs nothing else."""
    desk = store_s
    desk.order("tverskaya", reserved=False)
    desk.forward("2026-03-20 10:00")
    said = desk.otklik("report --from 2026-03-16 --to 2026-03-19 --json")
    assert json.loads(said)["findings"]["orders"] == 1
    page, number = tmp_path / "report.html", newest().id
    assert desk.otklik(f"report --id {number} --json") == said
    shown = desk.otklik(f"report --id {number} --html {page} --locale ru")
    assert shown.splitlines()[0].startswith(f"Report {number}: 2026-03-16 to 2026-03-19, ")
    assert "<script" not in page.read_text(encoding="utf-8")
    assert [row.id for row in reports.list_reports(access.ALL)] == [number], "showing makes no other"
    desk.otklik("report --week --store tverskaya")
    row = newest()
    week = Window(date(2026, 3, 9), date(2026, 3, 15), "Europe/Moscow")
    assert (row.window, row.scope, row.made_by) == (week, Scope("store", "tverskaya"), "")


def test_what_the_command_refuses(store_s: Desk) -> None:
    """Each by its code; nobody gets a letter about stores that are not his."""
    refused = {
        "--week --month": "window_unclear",
        "--from 2026-03-16": "window_unclear",
        "--from 2026-03-16 --to 2026-03-19": "window_open",
        "--store nowhere": "unknown_scope",
        "--id 7": "unknown_report",
        "--export orders.pdf": "unknown_format",
        "--html /nowhere/report.html": "unwritable",
        "--mail nobody": "unknown_person",
        "--mail anna": "report_foreign",
        "--mail boris": "report_foreign",
    }
    codes = {}
    for words in refused:
        with pytest.raises(DomainError) as caught:
            store_s.otklik(f"report {words}")
        codes[words] = caught.value.code
    assert codes == refused
    store_s.forward("12:00")
    assert store_s.phones.messages == []


def test_a_report_comes_by_mail_like_any_message(store_s: Desk) -> None:
    """To whom it is about, in his hours and language, once, with what he was told on record."""
    desk = store_s
    desk.otklik("report --week --store tverskaya --mail boris")
    assert desk.phones.messages == [], "Thursday, 9:00: his store opens at ten"
    desk.forward("10:00")
    (letter,) = desk.phones.at("boris")
    assert letter.subject == "Отчёт 9 марта – 15 марта: магазин «Tverskaya»"
    assert "За эти дни заказов не было" in letter.text
    assert [link.url.partition("/reports/")[2] for link in letter.links] == [str(newest().id)]
    entries = desk.journal("person/boris")[-3:]
    assert [entry.event.kind for entry in entries] == ["report.mailed", "message.sent", "message.accepted"]
    assert entries[0].event.data["digest"] == newest().digest
    assert desk.otklik("journal verify") == "The journal is as it was written.\n"


def test_a_letter_that_nobody_takes_grows_stale(store_s: Desk) -> None:
    """A mailbox that is away for a day: then it is on record as failed, and nobody is tried any more."""
    desk = store_s
    desk.phones.silent.add("boris@desk.test")
    desk.otklik("report --week --store tverskaya --mail boris")
    desk.forward("2026-03-20 11:00")
    tried = len(desk.phones.tried)
    desk.forward("2026-03-21 11:00")
    assert len(desk.phones.tried) == tried > 1
    assert desk.journal("person/boris")[-1].event.data["permanent"] is True
