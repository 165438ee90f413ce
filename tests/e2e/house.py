"""One running installation for browser tests, and people who look at it: windows, log-ins, what a page complains of.

`House` is the product in processes of its own with a demo clock that stands; `Visit` is one page of one person.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Playwright

from tests.browser import ARGUMENTS, find_chromium
from tests.running import OTKLIK, running

ROOT = Path(__file__).resolve().parents[2]
SESSION_COOKIE = "sessionid"
SECRET = "for browser tests only " * 3

SCREENS: Mapping[str, Mapping[str, Any]] = {
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
    },
}
UNTIL_S = 60
"""How long anything may take that must happen, on a machine that does much else."""
WIDTHS = (320, 390, 768, 1440, 1920)
"""Widths at which no page may scroll sideways."""


def launch(playwright: Playwright) -> Browser:
    """The browser, without anything that asks the network."""
    return playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))


def build_home(folder: Path) -> Path:
    """A data directory with the town of `town.py`, to be copied; it takes seconds."""
    command = [sys.executable, "-m", "tests.e2e.town"]
    subprocess.run(command, cwd=ROOT, env=environment_of(folder), check=True)
    return folder


def environment_of(folder: Path) -> dict[str, str]:
    """Environment of the processes of one data directory."""
    return {
        **os.environ,
        "OTKLIK_HOME": str(folder),
        "DATABASE_URL": "",
        "OTKLIK_SECRET_KEY": SECRET,
        "OTKLIK_SMTP_URL": "console://stdout",
        "DJANGO_SETTINGS_MODULE": "otklik.config.settings",
    }


@dataclass
class House:
    """A running installation.

    Parameters
    ----------
    address
        `http://127.0.0.1:<port>`.
    orders
        Ids of the orders by what they are, as `town.py` made them.
    """

    address: str
    environment: Mapping[str, str]
    process: subprocess.Popen
    browser: Browser
    orders: Mapping[str, str]
    cookies: Mapping[str, str]
    keys: Mapping[str, str]
    tokens: Mapping[str, str]
    visits: list[Visit] = field(default_factory=list)

    def otklik(self, line: str) -> str:
        """What a command prints, such as `clock advance 20m`."""
        return self.command(line.split())

    def command(self, words: Sequence[str]) -> str:
        """What a command of these words prints."""
        done = subprocess.run(
            [OTKLIK, *words], env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def await_position(self) -> None:
        """Return once pages can name where the journal was read to: their streams begin there."""
        deadline = time.monotonic() + UNTIL_S
        while 'data-position="0"' in httpx.get(f"{self.address}/login/", timeout=UNTIL_S).text:
            assert time.monotonic() < deadline, "the journal is not followed"

    def turn(self, minutes: int) -> None:
        """Turn the clock on, and return when it is there: what fell due before that has happened."""
        shown = {"url": f"{self.address}/demo/clock", "cookies": {SESSION_COOKIE: self.cookies["admin"]}}
        wanted_s = httpx.get(**shown, timeout=UNTIL_S).json()["now_s"] + minutes * 60
        self.otklik(f"clock advance {minutes}m")
        deadline = time.monotonic() + UNTIL_S
        while httpx.get(**shown, timeout=UNTIL_S).json()["now_s"] < wanted_s:
            assert time.monotonic() < deadline, "the clock does not get there"

    def send_order(self, number: str, store: str = "tverskaya", **fields: Any) -> str:
        """An order comes from the shop's server; its id."""
        body = {
            "number": number,
            "placed_at": "2026-03-19T11:02:00+03:00",
            "buyer": {"name": "Лев Ершов", "phone": "8 (900) 000-77-66", "email": "lev@buyer.test"},
            "lines": [{"sku": "boots", "title": "Сапоги детские", "quantity": 1, "price": "4990.00"}],
            "total": "4990.00",
            "currency": "RUB",
            **fields,
        }
        answer = httpx.post(
            f"{self.address}/api/v1/orders",
            json=body,
            headers={"Authorization": f"Bearer {self.keys[store]}"},
            timeout=UNTIL_S,
        )
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def visit(
        self,
        person: str = "",
        path: str = "/",
        *,
        screen: str = "desktop",
        theme: str = "light",
        locale: str = "ru",
        **more: Any,
    ) -> Visit:
        """A page of its own browser window.

        Parameters
        ----------
        person
            Who is logged in; empty = nobody.
        path
            What is opened.
        screen
            `desktop` or `phone`.
        theme, locale
            As the person's system has it, and the language that he chose.
        more
            Further options of the context, such as `java_script_enabled`.
        """
        context = self.browser.new_context(
            base_url=self.address,
            color_scheme=theme,
            locale={"ru": "ru-RU", "en": "en-GB"}[locale],
            timezone_id="Europe/Moscow",
            reduced_motion="reduce",
            **{**SCREENS[screen], **more},
        )
        context.set_default_timeout(UNTIL_S * 1000)
        given = {SESSION_COOKIE: self.cookies.get(person, ""), "django_language": locale}
        context.add_cookies(
            [{"name": name, "value": value, "url": self.address} for name, value in given.items() if value]
        )
        made = Visit(context, context.new_page())
        self.visits.append(made)
        made.open(path)
        return made

    def leave(self) -> list[str]:
        """Close all windows; what they complained of."""
        complaints = [line for visit in self.visits for line in visit.take_complaints()]
        for visit in self.visits:
            visit.context.close()
        self.visits.clear()
        return complaints


class Visit:
    """One page of one person; whatever the browser complains of is kept.

    Parameters
    ----------
    context, page
        Of the browser.
    """

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.context, self.page = context, page
        self.complaints: list[str] = []
        self._allowed: tuple[str, ...] = ()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._complain(f"script: {error}"))

    def allow(self, *texts: str) -> None:
        """Complaints that a test brings about itself, by a part of their text."""
        self._allowed += texts

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._complain(f"{message.type}: {message.text} ({message.location['url']})")

    def _complain(self, text: str) -> None:
        if not any(part in text for part in self._allowed):
            self.complaints.append(f"{self.page.url}: {text}")

    def take_complaints(self) -> list[str]:
        """What was complained of since they were taken last."""
        taken, self.complaints = self.complaints, []
        return taken

    def open(self, path: str, status: int = 200) -> None:
        """Go to a page of the desk; never waits for the network to be idle, since a live stream never is."""
        answer = self.page.goto(path, wait_until="load")
        assert answer is not None
        assert answer.status == status, (path, answer.status)
        self.page.evaluate(NOTE_TOASTS)

    def until(self, expression: str, arg: Any = None) -> Any:
        """Return once a function in the page says something true, and what; the policy forbids Playwright's own way.

        Parameters
        ----------
        expression
            A JavaScript function.
        arg
            Its argument.
        """
        deadline = time.monotonic() + UNTIL_S
        while not (found := self.page.evaluate(expression, arg)):
            assert time.monotonic() < deadline, f"not within {UNTIL_S} s: {expression}"
            self.page.wait_for_timeout(25)
        return found

    def until_said(self, text: str) -> None:
        """Return once the page has said something with this text, be it gone again or not."""
        self.until("(text) => said_so_far.some((one) => one.includes(text))", text)

    def until_reloaded(self, selector: str) -> Locator:
        """What matches, reading the page anew until it does: what other processes do comes when it comes."""
        deadline = time.monotonic() + UNTIL_S
        while not (found := self.page.locator(selector)).count():
            assert time.monotonic() < deadline, f"not within {UNTIL_S} s: {selector}"
            self.page.reload()
        return found

    def violations(self, *rules: str) -> list[str]:
        """What axe finds: rule, element and why, one line each; all rules, or only these."""
        self.page.wait_for_function("() => !document.querySelector('.is-loading')")  # half seen on purpose
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(Axe().axe_script)
        only = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
        options = {"resultTypes": ["violations"], **only}
        found = self.page.evaluate("async (options) => (await axe.run(options)).violations", options)
        return [
            f"{one['id']}: {node['html'][:200]} — {' '.join(node['failureSummary'].split())}"
            for one in found
            for node in one["nodes"]
        ]

    def widths_that_scroll(self, widths: tuple[int, ...] = WIDTHS) -> dict[int, list[str]]:
        """Widths at which the page scrolls sideways, with the elements that stick out."""
        before = self.page.viewport_size
        found = {}
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": 900})
            if wide := self.page.evaluate(STICKING_OUT):
                found[width] = wide
        if before:
            self.page.set_viewport_size(before)
        return found

    def unseen_focus(self, most: int = 40) -> list[str]:
        """Elements that the Tab key reaches and that don't show it, or lie beneath something, among the first ones."""
        self.page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
        found = []
        for _ in range(most):
            self.page.keyboard.press("Tab")
            told = self.page.evaluate(FOCUS)
            if told is None:
                break
            if told["wrong"]:
                found.append(f"{told['wrong']}: {told['html']}")
        return found


NOTE_TOASTS = """() => {
  window.said_so_far = [];
  const place = document.getElementById('said');
  if (place) new MutationObserver((changes) => {
    for (const { addedNodes } of changes) said_so_far.push(...[...addedNodes].map((one) => one.textContent));
  }).observe(place, { childList: true });
}"""
"""What a page says goes away by itself, perhaps before anybody looks."""

STICKING_OUT = """() => {
  const wide = document.documentElement;
  if (wide.scrollWidth <= wide.clientWidth) return null;
  const out = [...document.querySelectorAll('body *')].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width && box.right > wide.clientWidth + 1;
  });
  return out.slice(0, 5).map((one) => one.outerHTML.slice(0, 160));
}"""

FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || one.dataset.seen) return null;
  one.dataset.seen = '1';
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  const ring = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  // The middle of what is in sight: what is taller than the window is seen in part.
  const clamp = (at, most) => Math.max(0, Math.min(at, most));
  const x = (clamp(box.left, innerWidth) + clamp(box.right, innerWidth)) / 2;
  const y = (clamp(box.top, innerHeight) + clamp(box.bottom, innerHeight)) / 2;
  const top = document.elementFromPoint(x, y);
  const covered = !(top && (one.contains(top) || top.contains(one)));
  const label = one.labels && [...one.labels].some((label) => label.contains(top));
  if (one.tagName === 'IFRAME') return { wrong: '' };  // the focus is in its page
  const wrong = !ring ? 'no ring' : covered && !label ? 'covered or off screen' : '';
  return { wrong, html: one.outerHTML.slice(0, 160) };
}"""


@contextmanager
def open_house(template: Path, folder: Path, browser: Browser) -> Iterator[House]:
    """The product running on a copy of a data directory."""
    shutil.copytree(template, folder)
    environment = environment_of(folder)
    with running(environment) as (address, process):
        names = ("orders", "cookies", "keys", "tokens")
        told = {name: json.loads((folder / f"{name}.json").read_text()) for name in names}
        made = House(address, environment, process, browser, **told)
        made.await_position()
        yield made
