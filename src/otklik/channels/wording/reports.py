"""The words of the letter about a report: its headline figures, and what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from otklik.channels.wording.say import Say
from otklik.domain.local_times import date_text
from otklik.domain.locales import NBSP, Locale, Words, count_of, group, money
from otklik.domain.wording import NOTHING, clean

ABOUT: Mapping[str, Words] = {
    "all": {"ru": "все магазины", "en": "all stores"},
    "partner": {"ru": "партнёр «{name}»", "en": "partner {name}"},
    "store": {"ru": "магазин «{name}»", "en": "store {name}"},
    "trade": {"ru": "вид торговли «{name}»", "en": "trade {name}"},
}


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """What a letter says of a report; the fields are those of the event `report.mailed`."""

    scope: str
    first_on: date
    last_on: date
    orders: int
    name: str = ""
    owed: int | None = None
    in_limit: int | None = None
    silent: int | None = None
    lost_minor: int | None = None
    currency: str = ""


def values_of_report(figures: ReportFigures | None, locale: Locale, *, now: datetime) -> Mapping[str, str]:
    """The words that stand for the placeholders of the letter; all empty without figures."""
    if figures is None:
        return dict.fromkeys(("days", "about", "counted", "in_time", "unanswered", "lost"), "")
    owed = figures.owed or 0
    lost = figures.lost_minor
    return {
        "days": days_text(figures.first_on, figures.last_on, locale, today_on=now.date()),
        "about": ABOUT[figures.scope][locale].format(name=clean(figures.name)),
        "counted": count_of(figures.orders, "order", locale) if figures.orders else "",
        "in_time": _of(figures.in_limit, owed, locale),
        "unanswered": _of(figures.silent, owed, locale) if figures.silent else "",
        "lost": money(lost, figures.currency, locale) if lost and figures.currency else "",
    }


def days_text(first_on: date, last_on: date, locale: Locale, *, today_on: date) -> str:
    """First and last day: `25 сентября – 23 ноября`; a day alone once."""
    days = dict.fromkeys(date_text(day, locale, today_on=today_on) for day in (first_on, last_on))
    return " – ".join(days)


def _of(part: int | None, whole: int, locale: Locale) -> str:
    if part is None or not whole:
        return ""
    percent = round(100 * part / whole)
    if locale == "ru":
        return f"{group(part, locale)} из {group(whole, locale)} ({percent}{NBSP}%)"
    return f"{group(part, locale)} of {group(whole, locale)} ({percent}%)"


REPORT_LABELS: Mapping[str, Words] = {
    "days": {"ru": "Дни", "en": "Days"},
    "about": {"ru": "Чьи заказы", "en": "Whose orders"},
    "counted": {"ru": "Заказов в отчёте", "en": "Orders in the report"},
}

REPORT = Say(
    subject=({"ru": "Отчёт {days}: {about}", "en": "Report {days}: {about}"},),
    lead=(
        {
            "ru": "Заказов, на которые ответили вовремя: {in_time}. Без живого ответа: {unanswered}.",
            "en": "Orders answered in time: {in_time}. Never answered: {unanswered}.",
        },
        {
            "ru": "Заказов, на которые ответили вовремя: {in_time}. Без ответа не остался никто.",
            "en": "Orders answered in time: {in_time}. Nobody was left without an answer.",
        },
        {
            "ru": "За эти дни: {counted}. Ответа никто не ждал.",
            "en": "In these days: {counted}. Nobody was owed an answer.",
        },
        {"ru": "За эти дни заказов не было: {days}.", "en": "There were no orders in these days: {days}."},
    ),
    sentences=(
        (
            {
                "ru": "Не состоялось продаж на {lost}. Чьи это заказы и что с ними случилось, показывает отчёт: в нём "
                "каждая цифра открывает свои заказы.",
                "en": "Sales worth {lost} were not kept. The report shows whose orders these are and what happened to "
                "them: each of its figures opens its orders.",
            },
            NOTHING,
        ),
    ),
    facts=("days", "about", "counted"),
    links=("report",),
)
"""The letter about a report; `{days}` and `{about}` always have words."""
