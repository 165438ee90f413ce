"""The one question in a browser without JavaScript, then the case that it makes, judged by the administrator."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.house import House, Visit


def test_one_tap_answers_and_the_case_is_judged(house: House, visit: Callable[..., Visit]):
    path = f"/q/{house.tokens['question']}"
    buyer = visit("", path, screen="phone", java_script_enabled=False).page
    expect(buyer.get_by_role("heading", level=1)).to_have_text("Заказ C-2 закрыт. Что помешало покупке?")
    buyer.get_by_role("button", name="Другое").click()
    expect(buyer.get_by_role("heading", level=1)).to_have_text("Спасибо, ответ записан")
    buyer.get_by_label("Хотите что-то добавить?").fill("Нашёл ближе к дому.")
    buyer.get_by_role("button", name="Отправить").click()
    expect(buyer.get_by_text("Слова записаны, спасибо.")).to_be_visible()

    admin = visit("admin", "/court").page
    admin.get_by_role("link", name="Заказ C-2").click()
    expect(admin.get_by_role("heading", level=1)).to_have_text("Заказ C-2: разбор")
    admin.get_by_role("button", name="Установить нельзя").click()
    expect(admin.get_by_text("Решение записано, партнёр может ответить.")).to_be_visible()
    expect(admin.get_by_text("решил человек: Admin")).to_be_visible()
