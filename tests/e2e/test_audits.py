"""A file of past orders in a browser: sent, watched, read, carried away; with and without scripts."""

from __future__ import annotations

import re

import pytest

from tests.e2e.house import UNTIL_S


def orders(count: int) -> bytes:
    """An export in which every fourth buyer was never answered."""
    lines = ["Номер заказа;Дата заказа;Первый звонок;Сумма;Статус;Магазин"]
    for number in range(count):
        at = f"{1 + number % 28:02d}.09.2025"
        answer = f"{at} 12:{5 + number % 50:02d}" if number % 4 else ""
        ended = "Выполнен" if number % 4 else "Отменен"
        lines.append(f"{number};{at} 12:00;{answer};{1000 + number},50;{ended};Тверская")
    return "\n".join(lines).encode("cp1251")


@pytest.mark.parametrize("java_script", [True, False])
def test_a_file_is_sent_audited_and_carried_away(house, visit, java_script, tmp_path):
    visited = visit("pavel", "/audits", java_script_enabled=java_script, accept_downloads=True)
    page = visited.page
    file = {"name": "заказы.csv", "mimeType": "text/csv", "buffer": orders(400)}
    page.locator("#f-file").set_input_files(file)
    page.get_by_label("Валюта").fill("RUB")
    page.get_by_role("button", name="Проверить файл").click()
    said = page.locator(".fnd-say")
    said.wait_for(timeout=UNTIL_S * 3000)  # the page renews itself, by a script or by its head
    assert said.inner_text().replace("\u00a0", " ").startswith("Никто не ответил на 100 заказов из 400 (25 %")
    assert re.search(r"/audits/[0-9a-f-]{36}$", page.url)
    with page.expect_download() as got:
        page.get_by_role("link", name="Скачать отчёт").click()
    carried = tmp_path / "report.html"
    got.value.save_as(carried)
    assert got.value.suggested_filename == "заказы-audit.html"
    assert "Никто не ответил" in carried.read_text("utf-8")
    page.get_by_role("button", name="Удалить").click()
    page.wait_for_url("**/audits")
    assert page.locator(".list b", has_text="заказы.csv").count() == 0


def test_the_file_that_is_carried_away_opens_alone_and_prints(house, visit, tmp_path):
    """No request leaves it, nothing in it is forbidden by its own policy, and its folds are open on paper."""
    page = visit("admin", f"/audits/{house.tokens['audit']}").page
    with page.expect_download() as got:
        page.get_by_role("link", name="Скачать отчёт").click()
    carried = tmp_path / "report.html"
    got.value.save_as(carried)
    alone = visit("", "/login/")
    alone.page.goto("about:blank")
    asked: list[str] = []
    alone.page.on("request", lambda request: asked.append(request.url))
    alone.page.goto(carried.as_uri())
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert alone.page.locator(".fnd-say").evaluate("one => getComputedStyle(one).fontWeight") == "650"
    assert alone.violations() == []
    assert alone.widths_that_scroll() == {}
    table = alone.page.locator(".fnd-bands")
    assert not table.is_visible()
    alone.page.emulate_media(media="print", color_scheme="dark")
    alone.page.wait_for_timeout(0)
    assert table.evaluate("one => one.getBoundingClientRect().height") > 100
    assert alone.page.locator("body").evaluate("one => getComputedStyle(one).color") == "rgb(23, 33, 43)"


def test_a_file_that_is_too_large_is_not_sent_at_all(house, visit):
    page = visit("boris", "/audits", locale="en").page
    page.evaluate("document.getElementById('upload').dataset.limit = '10'")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.locator("#f-file").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": orders(3)})
    page.get_by_role("alert").get_by_text("otklik audit").wait_for()
    page.get_by_role("button", name="Audit the file").click()
    assert "POST" not in sent
