"""The five texts in a browser, on the demo itself: two stories from their start to their good end."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from otklik.simulation.founding import PASSWORD
from tests.e2e.house import House, environment_of
from tests.running import OTKLIK, running

SETUP = (OTKLIK, "setup", "--quiet-demo", "--days", "1", "--on", "2026-03-17")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[House]:
    """The demo of Tuesday 17 March, with one day behind it and nobody ordering by himself."""
    environment = environment_of(Path(tmp_path_factory.mktemp("demo")))
    subprocess.run(SETUP, env=environment, check=True, capture_output=True)
    with running(environment) as (address, process):
        made = House(address, environment, process, browser, {}, {}, {}, {})
        made.await_position()
        yield made
        assert made.leave() == []


@pytest.fixture
def page(demo: House) -> Page:
    """The administrator's page of the five texts."""
    opened = demo.visit("", "/login/?next=/texts").page
    opened.locator("input[name=login]").fill("admin")
    opened.locator("input[name=password]").fill(PASSWORD)
    opened.locator("main button").first.click()
    opened.wait_for_url("**/texts")
    return opened


LEADS_MS = 240_000
"""Time is led to each step through everything that is due on the way, on a machine that does much else."""


def play(page: Page, story: str) -> None:
    """Ask for a story, and follow it to its end."""
    page.locator(f"form[action='/texts/{story}/play'] button").click()
    button = page.locator(f"form[action='/texts/{story}/step'] button")
    expect(button).to_be_visible(timeout=LEADS_MS)
    while page.locator(f".played[hx-get*='{story}']").count():
        word = button.inner_text()
        button.click()
        expect(page.locator("button", has_text=word)).to_have_count(0, timeout=LEADS_MS)


@pytest.mark.parametrize(
    ("story", "ends"),
    [
        ("missed-call", ("12:20 звонок без ответа", "ответ вовремя: 36 минут рабочего времени")),
        pytest.param(
            "phone-at-home",
            ("09:21 обход закончен", "12:05 у продавцов люди", "ответ вовремя: 13 минут рабочего времени"),
            marks=pytest.mark.long,
        ),
        pytest.param(
            "credit-purchase",
            ("18:31 перенесено с ведома покупателя", "11:04 к нему подошли", "Тогда и теперь"),
            marks=pytest.mark.long,
        ),
    ],
)
def test_a_story_plays_to_its_good_end(page: Page, story: str, ends: tuple[str, ...]) -> None:
    play(page, story)
    told = page.locator(f"article:has(form[action='/texts/{story}/play'])")
    for words in ends:
        expect(told).to_contain_text(words)
    expect(told).to_contain_text("История сыграна")
