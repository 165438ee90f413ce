"""The gate met in a browser: a seller with a phone sees at once what to do instead, and keeps the order by one tap."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.e2e.house import ROOT, House

LAST = "#refuse [data-again]"


@pytest.fixture
def told(house: House):
    """Sends orders that are paid in advance; gives the id."""
    return lambda number: house.send_order(number, payment="prepaid")


def choose(visit, *reasons: str) -> None:
    """Choose reasons by their words, step by step."""
    for words in reasons:
        visit.page.locator("#refuse a[data-next]", has_text=words).click()
        visit.until(
            "(words) => !document.querySelector('#refuse .rf-list')?.textContent.includes(words)", words
        )


def in_sight(visit, selector: str) -> bool:
    """Whether the whole of an element lies in the window, unscrolled."""
    box = visit.page.locator(selector).first.bounding_box()
    return box["y"] >= 0 and box["y"] + box["height"] <= visit.page.viewport_size["height"]


def test_a_phone_shows_what_to_do_instead_without_scrolling_and_keeps_the_order_by_one_tap(
    house, visit, told
):
    order = told("F-1")
    anna = visit("anna", f"/orders/{order}", screen="phone")
    anna.page.get_by_role("link", name="Отказать…").tap()
    choose(anna, "Не оплачен", "Хочет платить при получении")
    title = anna.page.locator("#refuse h2")
    assert title.inner_text().replace("\xa0", " ") == "Отказ вступит в силу завтра в 5:02"
    assert in_sight(anna, "#refuse h2")
    assert in_sight(anna, "#refuse .rf-help .btn-p")
    assert in_sight(anna, "#refuse a[href='tel:+79000007766']")
    assert not anna.page.locator("#refuse .rf-any form").is_visible(), (
        "the refusal itself comes last, and is shut"
    )
    assert anna.violations() == []
    assert anna.widths_that_scroll((320, 390)) == {}
    anna.page.get_by_role("button", name="Согласен платить при получении").tap()
    anna.page.wait_for_url("**said=rescued**")
    assert "подтверждён" in anna.page.locator(".ord-h").inner_text()
    anna.page.get_by_role("button", name="Отменить").first.tap()
    anna.page.wait_for_url("**said=undo**")
    assert "открыт" in anna.page.locator(".ord-h").inner_text()


def test_a_refusal_waits_is_listed_and_taken_back_without_a_script(house, visit, told):
    order = told("F-2")
    anna = visit("anna", f"/orders/{order}/refusal", screen="phone", java_script_enabled=False)
    page = anna.page
    page.get_by_role("link", name="Не оплачен").tap()
    page.get_by_role("link", name="Собирается оплатить позже").tap()
    page.get_by_text("Всё равно отказать").tap()
    page.get_by_label("Что сказал покупатель").fill("Оплатит вечером.")
    page.get_by_role("button", name="Отложить отказ").tap()
    page.wait_for_url("**said=parked**")
    assert "Отказ отложен и вступит в силу завтра в 5:02" in page.locator("main").inner_text().replace(
        "\xa0", " "
    )
    anna.open("/parked")
    page.locator("li", has_text="F-2").get_by_role("button", name="Снять отказ").tap()
    page.wait_for_url("**said=unparked**")
    assert page.locator("li", has_text="F-2").count() == 0


def test_the_desk_keeps_an_order_by_the_keyboard_alone(house, visit, told):
    order = told("F-3")
    anna = visit("anna", "/desk?show=free")
    row = f"#order-{order}"
    anna.until("(row) => document.querySelector(row)", row)
    anna.page.locator(row).click(position={"x": 5, "y": 5})
    anna.until("(order) => document.querySelector(`[data-panel='${order}'] [data-act=outcome]`)", order)
    anna.page.keyboard.press("r")
    anna.until("() => document.activeElement?.id === 'rf'")
    while anna.page.evaluate("!document.activeElement.textContent.includes('Не дозвонились')"):
        anna.page.keyboard.press("Tab")
    anna.page.keyboard.press("Enter")
    anna.until("(last) => document.querySelector(last) && document.activeElement?.id === 'rf'", LAST)
    assert anna.violations() == []
    while anna.page.evaluate("document.activeElement.dataset.act !== 'rescue'"):
        anna.page.keyboard.press("Tab")
    anna.page.keyboard.press("Enter")
    anna.until_said("заказ остаётся")
    assert not anna.page.locator("#refuse.open").count()
    anna.page.keyboard.press("z")
    anna.until_said("Отменено")


def test_a_closed_gate_leads_to_the_call(house, visit, told):
    """Last of this file: the partner is bound by the strictest gate from now on."""
    subprocess.run([sys.executable, "-m", "tests.e2e.strict"], cwd=ROOT, env=house.environment, check=True)
    order = told("F-4")
    anna = visit("anna", f"/orders/{order}", screen="phone", theme="dark")
    anna.page.get_by_role("link", name="Отказать…").tap()
    choose(anna, "Не дозвонились")
    assert anna.page.locator("#refuse h2").inner_text() == "Отказывать рано"
    for selector in ("#refuse h2", "#refuse .rf-help a.btn-p[href^='tel:']", "#refuse .ev tr"):
        assert in_sight(anna, selector), selector
    assert "0 из 3" in anna.page.locator("#refuse .ev").inner_text().replace("\xa0", " ")
    assert anna.page.locator("#refuse [data-act=refuse]").count() == 0
    assert anna.violations() == []
    anna.page.get_by_role("button", name="Не ответил, позвонить ещё: в 13:00").tap()
    anna.page.wait_for_url("**said=rescued**")
    anna.open(f"/orders/{order}/refusal?reason=unreachable")
    assert "1 из 3" in anna.page.locator(".ev").inner_text().replace("\xa0", " ")
