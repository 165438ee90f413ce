"""Setting up in a browser: the first steps, the week's table with its preview, a shop in four steps, a standard."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re

import httpx
import pytest
from playwright.sync_api import expect

ORDER = {
    "id": 7, "number": "7001", "status": "processing", "currency": "RUB", "total": "100.00",
    "date_created_gmt": "2026-03-19T08:01:00", "payment_method": "cod", "billing": {"first_name": "Мария"},
    "line_items": [{"id": 1, "name": "Тапки", "quantity": 1, "total": "100.00"}],
}  # fmt: skip


def test_the_first_steps_lead_to_an_order_on_the_desk(house, visit):
    page = visit("admin", "/setup/start?step=people", screen="phone").page
    page.get_by_label("Имя продавца").fill("Пётр Щукин")
    page.get_by_label("Почта продавца").fill("petr@desk.test")
    with page.expect_navigation():
        page.get_by_role("button", name="Добавить").click()
    page.goto(f"{house.address}/setup/start?step=order")
    page.get_by_role("button", name="Провести тестовый заказ").click()
    said = page.get_by_text(re.compile(r"Заказ TEST-\d+ в очереди")).inner_text()
    number = re.search(r"TEST-\d+", said)[0]
    page.goto(f"{house.address}/desk")
    page.get_by_text(number).first.wait_for()


def test_the_days_follow_the_table_before_anything_is_saved(house, visit):
    page = visit("boris", "/setup/stores/tverskaya/hours").page
    days = page.locator("#preview li")
    assert days.count() == 14
    expect(days.first).to_contain_text("10:00–20:00")
    thursday = page.get_by_role("group", name="чт", exact=True)
    with page.expect_response("**/setup/hours/preview"):
        thursday.locator('[name="Th_opens"]').fill("08:30")
        page.get_by_label("Регион").focus()
    page.locator("#preview li", has_text="08:30–20:00").first.wait_for()
    with page.expect_response("**/setup/hours/preview"):
        thursday.get_by_role("checkbox").uncheck()
    expect(thursday.locator('[name="Th_opens"]')).to_be_hidden()
    expect(days.first.locator(".days-h")).to_have_text("закрыто")
    page.goto(f"{house.address}/setup/stores/tverskaya")
    assert "Mo-Fr 10:00-20:00; Sa,Su 11:00-18:00" in page.content()


@pytest.mark.parametrize("java_script", [True, False])
def test_a_week_is_saved_with_and_without_scripts(house, visit, java_script):
    page = visit("pavel", "/setup/stores/arbat/hours", java_script_enabled=java_script).page
    opens = "09:00" if java_script else "09:30"
    page.locator('[name="Su_opens"]').fill(opens)
    page.get_by_role("button", name="Сохранить часы").click()
    page.wait_for_url("**/setup/stores/arbat?done=hours_saved")
    page.get_by_text("у открытых остаются прежние сроки").wait_for()
    assert f"Mo-Sa 10:00-21:00; Su {opens}-21:00" in page.content()


def test_a_shop_in_four_steps(house, visit):
    page = visit("admin", "/setup/sources/shop").page
    page.get_by_label("Какой магазин отвечает на заказы").select_option("taganka")
    page.get_by_role("button", name="Дальше: адрес и секрет").click()
    url, secret = page.get_by_label("Адрес доставки").input_value(), page.get_by_label("Секрет").input_value()
    page.get_by_text("Пока тихо").wait_for()

    here = f"{house.address}{url[url.index('/hooks/') :]}"
    httpx.post(here, content=b"webhook_id=5", headers={"Content-Type": "application/x-www-form-urlencoded"})
    page.get_by_text("Пробный сигнал пришёл сегодня").wait_for()

    body = json.dumps(ORDER).encode()
    digest = base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()
    headers = {"X-WC-Webhook-Signature": digest, "X-WC-Webhook-Topic": "order.created"}
    answer = httpx.post(here, content=body, headers={**headers, "Content-Type": "application/json"})
    assert answer.status_code == 200, answer.text
    page.get_by_text("Первое подписанное сообщение пришло сегодня").wait_for()

    page.get_by_role("button", name="Отправить тестовый заказ").click()
    page.get_by_text("Тестовый заказ принят и стоит в очереди").wait_for()
    page.get_by_role("button", name=re.compile("Снять тестовый заказ")).click()
    page.get_by_text("Тестовый заказ снят").wait_for()
    page.get_by_text("Секрет больше не показываем").wait_for()


def test_mistakes_of_a_standard_appear_while_one_types(house, visit):
    page = visit("admin", "/setup/standards/default/next").page
    text = page.get_by_label("Текст")
    right = text.input_value()
    with page.expect_response("**/check"):
        text.fill(right.replace("[obligation.first_answer", "[obligaton.first_answer", 1))
    page.get_by_text("Ошибки в тексте").wait_for()
    with page.expect_response("**/check"):
        text.fill(right)
    page.get_by_text("говорит то же").wait_for()


def test_a_head_adds_a_seller_with_one_thumb(house, visit):
    page = visit("boris", "/setup/people", screen="phone").page
    page.get_by_role("link", name="Добавить человека").click()
    page.get_by_label("Имя", exact=True).fill("Нина Орлова")
    page.get_by_label("Адрес почты").fill("nina@desk.test")
    page.get_by_role("button", name="Добавить человека").click()
    page.get_by_role("button", name="Создать приглашение").click()
    link = page.get_by_label(re.compile("Ссылка")).input_value()
    assert "/join/" in link
