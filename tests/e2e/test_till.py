"""The till's tablet in a browser: paired by a code, renewed by itself, hidden without a network, scanned by a phone."""

from __future__ import annotations

import subprocess
import sys

from tests.e2e.house import ROOT

TOKEN = """
import django; django.setup()
from otklik.actions import devices
from otklik.store import clock
from otklik.store.devices import list_devices
from otklik.web.devices import step_now
print(devices.make_token(list_devices("tverskaya")[-1], step=step_now(clock.now())))
"""


def paired(visit):
    """A tablet of Tverskaya, by the way that people go."""
    head = visit("boris", "/setup/stores/tverskaya").page
    head.get_by_role("button", name="Получить код").click()
    code = head.locator(".code-big").inner_text()
    tablet = visit("", "/till")
    tablet.page.get_by_label("Код").fill(code)
    tablet.page.get_by_role("button", name="Подключить планшет").click()
    tablet.page.locator(".qr-ink").wait_for()
    return tablet


def scanned(house) -> str:
    """Where the code leads that the tablet shows now."""
    command = [sys.executable, "-c", TOKEN]
    made = subprocess.run(
        command, cwd=ROOT, env=house.environment, capture_output=True, text=True, check=True
    )
    return f"/here/{made.stdout.strip()}"


def test_the_tablet_is_for_everybody_and_lives_without_a_hand(house, visit):
    tablet = paired(visit)
    assert tablet.violations() == []
    assert tablet.widths_that_scroll() == {}
    before = tablet.page.locator(".qr-ink").get_attribute("d")
    tablet.page.get_by_text("Анна Павлова").wait_for()
    house.otklik("clock advance 1m")
    tablet.until("(before) => document.querySelector('.qr-ink').getAttribute('d') !== before", before)


def test_without_a_network_the_code_is_hidden_and_comes_back(house, visit):
    tablet = paired(visit)
    tablet.allow("ERR_INTERNET_DISCONNECTED")
    tablet.context.set_offline(True)
    tablet.page.get_by_text("Нет связи с").wait_for()
    assert tablet.page.locator(".qr-ink").is_hidden(), "a code that can't be renewed is not shown"
    assert tablet.violations() == []
    tablet.context.set_offline(False)
    tablet.page.locator(".qr-ink").wait_for()
    assert tablet.page.locator("#till-off").is_hidden()


def test_a_phone_scans_it_and_the_desk_counts_the_minutes(house, visit):
    paired(visit)
    phone = visit("olga", "/desk", screen="phone")
    phone.page.get_by_text("не в магазине").first.wait_for()
    phone.open(scanned(house))
    assert phone.violations() == []
    assert phone.widths_that_scroll() == {}
    phone.page.get_by_role("button", name="Я в магазине").click()
    phone.page.locator(".pulse-now").get_by_text("в магазине", exact=True).wait_for()
    phone.page.get_by_role("button", name="Покупатели у прилавка").click()
    phone.page.locator("[data-until]").get_by_text("20:00").wait_for()
    assert phone.violations() == []
    phone.page.get_by_role("button", name="Я освободился").click()
    phone.page.get_by_role("button", name="Покупатели у прилавка").wait_for()
