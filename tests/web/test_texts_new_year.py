"""The fortnight before New Year as the page of texts tells it: figures of another process, or that it broke (R19)."""

import json
import subprocess
from types import SimpleNamespace

import pytest

from otklik.store import demo_stories
from otklik.web import texts_new_year
from tests.web.test_demo import demo

__all__ = ["demo"]

FIGURES = {
    "known_on": "2026-12-08", "from_on": "2026-12-26", "until_on": "2026-12-31", "gap_from_on": "2026-12-26",
    "gap_until_on": "2026-12-29", "missing": 155, "act_by_at": "2026-12-22T15:00:00Z", "bought": 155,
    "cost_minor": 6_980_000, "counters": {"asked": 936, "sold": 919, "broken": 50},
    "unplanned": {"asked": 936, "sold": 879, "broken": 0}, "planned": {"asked": 936, "sold": 936, "broken": 0},
}  # fmt: skip
"""What the program printed."""


def told(demo, monkeypatch, run) -> str:
    """The story after its process ended, in Russian."""
    monkeypatch.setattr(texts_new_year.subprocess, "run", run)
    monkeypatch.setattr(texts_new_year.connection, "close", lambda: None)
    monkeypatch.setattr(texts_new_year, "play", lambda: demo_stories.record_played(texts_new_year.STORY, {}))
    client = demo.client("kirill")
    assert client.post("/texts/new-year/play").status_code == 303
    assert "Проживаем декабрь" in client.get("/texts/new-year").content.decode()
    assert client.post("/texts/new-year/step").status_code == 404
    texts_new_year.run()
    return client.get("/texts/new-year?lang=ru").content.decode().replace("\u00a0", " ")


def test_december_is_told_in_figures(demo, monkeypatch):
    page = told(demo, monkeypatch, lambda *_, **__: SimpleNamespace(stdout=json.dumps(FIGURES)))
    assert "с 26 декабря по 29 декабря не хватает мест: 155" in page
    assert "решать не позже: 22 декабря, 18:00" in page
    assert "50 из 919" in page and "0 из 936" in page
    assert "every 2s" not in page


def test_a_process_that_breaks_off_is_said(demo, monkeypatch):
    def breaks(*_, **__):
        raise subprocess.TimeoutExpired("otklik", 1)

    page = told(demo, monkeypatch, breaks)
    assert "расчёт прервался" in page
    assert "every 2s" not in page


@pytest.mark.long
def test_the_program_prints_what_the_page_reads():
    import sys

    done = subprocess.run([sys.executable, "-m", texts_new_year.PROGRAM], capture_output=True, check=True)
    figures = json.loads(done.stdout)
    assert figures.keys() == FIGURES.keys()
    assert figures["planned"]["broken"] == 0
    assert figures["counters"]["broken"] >= 0.03 * figures["counters"]["sold"]
