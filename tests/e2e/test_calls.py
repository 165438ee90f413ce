"""A missed call by keyboard alone: N, the number, T, 1; and the desk's other window sees it come and go."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


def test_a_call_is_noted_taken_and_talked_away_by_keys(house):
    beside = house.visit("boris", "/desk?lang=ru")
    anna = house.visit("anna", "/desk?lang=ru").page
    anna.keyboard.press("n")
    anna.wait_for_selector("#f-number:focus")
    anna.keyboard.type("8 916 123-45-67")
    anna.keyboard.press("Enter")
    row = anna.wait_for_selector(".q-row.is-call")
    call = row.get_attribute("data-order")
    beside.page.wait_for_selector(f"#order-{call}", state="attached")
    anna.locator(f"#order-{call} .q-t").click()
    anna.wait_for_selector(f'[data-panel="{call}"]')
    anna.keyboard.press("t")
    anna.wait_for_selector(f"#order-{call}.is-mine")
    anna.wait_for_selector(f'[data-panel="{call}"][data-whose="mine"]')
    anna.keyboard.press("1")
    anna.wait_for_selector(f"#order-{call}.is-gone")  # it leaves the list when the pointer does
    beside.page.wait_for_selector(f"#order-{call}", state="detached")
