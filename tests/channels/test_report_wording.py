"""The letter about a report: its figures in the reader's language, and nothing that is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from otklik.channels.wording import Particulars, ReportFigures, compose

NOW = datetime(2026, 11, 24, 7, 20, tzinfo=UTC)
FIGURES = ReportFigures(
    scope="store",
    name="Север на Тверской",
    first_on=date(2026, 9, 25),
    last_on=date(2026, 11, 23),
    orders=1408,
    owed=1403,
    in_limit=961,
    silent=179,
    lost_minor=78_765_000,
    currency="RUB",
)
ABOUT = Particulars(zone="Europe/Moscow", report=FIGURES, report_url="https://desk.example/reports/7")


def test_the_letter_exactly() -> None:
    words = compose("report", "ru", ABOUT, now=NOW)
    assert words.subject == "Отчёт 25 сентября – 23 ноября: магазин «Север на Тверской»"
    assert words.text == (
        "Заказов, на которые ответили вовремя: 961 из 1\u00a0403 (68\u00a0%). "
        "Без живого ответа: 179 из 1\u00a0403 (13\u00a0%).\n\n"
        "Не состоялось продаж на 787\u00a0650\u00a0₽. Чьи это заказы и что с ними случилось, показывает отчёт: в нём "
        "каждая цифра открывает свои заказы.\n\n"
        "Дни: 25 сентября – 23 ноября\nЧьи заказы: магазин «Север на Тверской»\n"
        "Заказов в отчёте: 1\u00a0408\u00a0заказов\n\n"
        "Открыть отчёт:\nhttps://desk.example/reports/7\n\n"
        "-- \nОтправлено автоматически службой заказов «Отклик». Ответы на это письмо никто не читает.\n"
    )
    assert [link.name for link in words.links] == ["report"]


def test_what_is_not_known_is_not_said() -> None:
    """Nobody silent, nothing owed, no orders at all: three letters, none with a nought for a figure."""
    good = compose("report", "en", replace(ABOUT, report=replace(FIGURES, silent=0, lost_minor=0)), now=NOW)
    assert good.text.startswith(
        "Orders answered in time: 961 of 1,403 (68%). Nobody was left without an answer."
    )
    assert "worth" not in good.text
    blind = replace(FIGURES, owed=None, in_limit=None, silent=None, lost_minor=None)
    told = compose("report", "en", replace(ABOUT, report=blind), now=NOW).text
    assert told.startswith("In these days: 1,408\u00a0orders. Nobody was owed an answer.")
    empty = replace(blind, orders=0, scope="all", name="")
    told = compose("report", "en", replace(ABOUT, report=empty), now=NOW).text
    assert told.startswith("There were no orders in these days: 25 September – 23 November.")
    assert "Whose orders: all stores" in told
