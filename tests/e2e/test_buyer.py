"""The buyer's page in a browser: everything works without JavaScript, and it changes with what the seller does."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx
from playwright.sync_api import expect

from tests.e2e.house import House, Visit


def page_of(house: House, order: str) -> str:
    """Path of the buyer's page of an order."""
    found = httpx.get(
        f"{house.address}/api/v1/orders/{order}",
        headers={"Authorization": f"Bearer {house.keys['tverskaya']}"},
    )
    return re.sub(r"^https?://[^/]+", "", found.json()["status_url"])


def test_without_javascript_all_five_acts_work(house: House, visit: Callable[..., Visit]):
    buyer = visit("", page_of(house, house.send_order("B-1")), screen="phone", java_script_enabled=False)
    page = buyer.page
    said = page.get_by_role("status")

    page.get_by_role("radio", name="завтра 10:00–11:00").check()
    page.get_by_role("button", name="Заказать звонок").click()
    expect(said).to_contain_text("Записали время звонка.")
    expect(page.get_by_role("heading", level=1)).to_contain_text("позвонит вам завтра в 10:00")

    page.get_by_role("button", name="Мне никто не позвонил").click()
    expect(said).to_contain_text("Руководитель магазина уже знает.")
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "Руководитель магазина «Тверская» ответит вам"
    )

    page.get_by_role("button", name="Мне уже ответили").click()
    expect(said).to_contain_text("Записали, что с вами говорили.")

    page.get_by_role("radio", name="4", exact=True).check()
    page.get_by_label("Что улучшить?").fill("Отвечайте скорее.")
    page.get_by_role("button", name="Отправить оценку").click()
    expect(page.get_by_text("Ваша оценка: 4 из 5.")).to_be_visible()

    page.get_by_role("link", name="Отменить заказ").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Отменить заказ № B-1?")
    page.get_by_role("radio", name="нашли в другом месте").check()
    page.get_by_role("button", name="Да, отменить заказ").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Вы отменили заказ")
    assert {one["name"] for one in buyer.context.cookies()} == {"django_language"}, "none but the test's own"


def test_what_the_seller_does_changes_the_page(house: House, visit: Callable[..., Visit]):
    order = house.send_order("B-2")
    path = page_of(house, order)
    buyer = visit("", path)
    expect(buyer.page.get_by_role("heading", level=1)).to_contain_text("позвонит вам сегодня до 12:02")
    seller = visit("anna", f"/orders/{order}")
    seller.page.get_by_role("button", name="Не отвечает").click()
    expect(seller.page.get_by_text("Не дозвонились: не отвечает")).to_be_visible()
    buyer.open(path)
    expect(buyer.page.get_by_text("Мы звонили и не застали вас.")).to_be_visible()
    expect(buyer.page.get_by_role("heading", level=1)).to_contain_text("Анна позвонит вам")
    seller.page.get_by_role("button", name="Подтверждён").click()
    expect(seller.page.get_by_text("Покупатель подтвердил заказ", exact=True)).to_be_visible()
    buyer.open(path)
    expect(buyer.page.get_by_role("heading", level=1)).to_contain_text("Заказ подтверждён")


def test_the_order_page_changes_without_reload_and_keeps_what_is_typed(
    house: House, visit: Callable[..., Visit]
):
    order = house.send_order("B-3")
    seller = visit("anna", f"/orders/{order}")
    note = seller.page.get_by_label("Запись в журнал")
    note.fill("говорит, что")
    other = visit("olga", f"/orders/{order}")
    other.page.get_by_role("button", name="Взять заказ").click()
    expect(seller.page.get_by_text("Отвечает: Ольга Ким")).to_be_visible()
    expect(note).to_have_value("говорит, что")
    expect(note).to_be_focused()


def test_the_ladder_climbs_to_the_head_and_ends_by_the_link_in_his_letter(
    house: House, visit: Callable[..., Visit]
):
    """Last in this file: it turns the house's clock on."""
    order = house.send_order("B-5")
    house.turn(16)
    mail = visit("admin", "/demo/mail?to=boris")
    mail.until_reloaded("a:has-text('B-5')").first.click()
    expect(mail.page.locator(".letter-text")).to_contain_text("/l/answered/")
    text = mail.page.locator(".letter-text").text_content() or ""
    answered = re.search(r"/l/answered/\S+", text)
    assert answered, text
    head = visit("", answered[0])
    head.page.get_by_role("button", name="Да, покупателю ответили").click()
    expect(head.page.get_by_role("heading", level=1)).to_contain_text(
        "Записано: покупателю по заказу B-5 ответили"
    )
    seller = visit("anna", f"/orders/{order}")
    expect(seller.page.get_by_text("Сделано: первый ответ покупателю, в срок")).to_be_visible()
    mail.open("/demo/mail?to=boris")
    told = mail.page.get_by_role("link", name=re.compile("B-5")).count()
    house.turn(60)
    seller.open(f"/orders/{order}")
    expect(seller.page.get_by_text("Срок пропущен: первый ответ покупателю")).to_have_count(0)
    mail.open("/demo/mail?to=boris")
    assert mail.page.get_by_role("link", name=re.compile("B-5")).count() == told, "he is told no more"
