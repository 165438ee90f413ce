"""The public pages and letters in a real browser: readable in both themes, on phone and desk, by everybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from otklik.channels.wording import compose
from tests.browser import ARGUMENTS, find_chromium
from tests.channels.test_wording import FULL, NOW
from tests.web import pages

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("test_looks")]

SCREENS = {"phone, dark": (390, "dark"), "desk, light": (1440, "light")}
LOOKED_AT = (
    "status-waiting-ru", "status-late-en", "status-released-ru", "link-take-ru", "link-taken-ru", "gone",
    "mail-receipt-ru", "mail-new_order-en",
)  # fmt: skip
"""Pages that between them have every element and every tone but two."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pages")
    pages.main(made)
    for say, locale in (("receipt", "ru"), ("new_order", "en")):
        letter = compose(say, locale, replace(FULL, comment="а" * 300), now=NOW)
        (made / f"mail-{say}-{locale}.html").write_text(letter.html, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture(scope="module", params=SCREENS)
def screen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    width, theme = SCREENS[request.param]
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=theme)
    yield context
    context.close()


def test_nothing_is_wrong_for_assistive_technology(screen, folder):
    page = screen.new_page()
    found = {}
    for name in LOOKED_AT:
        page.goto((folder / f"{name}.html").as_uri())
        violations = Axe().run(page).response["violations"]
        found[name] = [(one["id"], [node["html"] for node in one["nodes"]]) for one in violations]
    assert found == dict.fromkeys(LOOKED_AT, [])


def test_axe_finds_what_is_wrong(screen):
    """Negative control: pale words on white and a button without words."""
    page = screen.new_page()
    page.set_content(
        '<html lang="ru"><title>x</title><main><p style="color:#ddd;background:#fff">Заказ</p><button></button>'
    )
    assert {one["id"] for one in Axe().run(page).response["violations"]} >= {"color-contrast", "button-name"}


def test_no_page_scrolls_sideways_even_on_the_narrowest_phone(browser, folder):
    page = browser.new_page(viewport={"width": 320, "height": 640})
    wide = []
    for path in sorted(folder.glob("*.html")):
        page.goto(path.as_uri())
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(path.stem)
    page.close()
    assert wide == []


def test_the_style_sheets_are_found_and_used(screen, folder):
    page = screen.new_page()
    failed = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto((folder / "link-take-ru.html").as_uri())
    assert failed == []
    button = page.get_by_role("button", name="Беру заказ")
    assert button.bounding_box()["height"] >= 44, "a finger's target"
    assert button.evaluate("one => getComputedStyle(one).backgroundColor") in (
        "rgb(26, 86, 184)",
        "rgb(134, 177, 255)",
    )
