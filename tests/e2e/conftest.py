"""What browser tests share: one data directory to copy; a browser and a running desk for each module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.e2e.house import UNTIL_S, House, Visit, build_home, launch, open_house


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser; the tests of a module stay together, at the desk that is started for it."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser; what is expected of a page may take as long as a busy machine does.

    One for each module: while Playwright runs, no other test of this process may have a loop or a browser of its own.
    """
    expect.set_options(timeout=UNTIL_S * 1000)
    with sync_playwright() as playwright:
        launched = launch(playwright)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town, built once."""
    return build_home(tmp_path_factory.mktemp("town"))


@pytest.fixture(scope="module")
def running_house(
    template: Path, tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[House]:
    """The module's own running desk."""
    with open_house(template, tmp_path_factory.mktemp("house") / "home", browser) as made:
        yield made


@pytest.fixture
def house(running_house: House) -> Iterator[House]:
    """The running desk; a test after which a browser has complained of anything fails."""
    yield running_house
    assert running_house.leave() == []


@pytest.fixture
def visit(house: House) -> Callable[..., Visit]:
    """Opens pages: `visit("anna", "/desk", screen="phone", theme="dark", locale="en")`."""
    return house.visit
