"""The words of reports on the own journal, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

REPORTS: Mapping[str, Words] = {
    "title": {"ru": "Отчёты", "en": "Reports"},
    "lead": {
        "ru": "Отчёт делается один раз за дни, которые прошли, и больше не меняется. Что станет известно позже, "
        "покажет новый отчёт.",
        "en": "A report is made once, about days that are over, and never changes. What becomes known later shows in "
        "a new report.",
    },
    "attention": {"ru": "Внимание покупателям", "en": "Attention to buyers"},
    "audit": {"ru": "Проверить файл заказов", "en": "Audit a file of orders"},
    "make": {"ru": "Сделать отчёт", "en": "Make a report"},
    "busy": {
        "ru": "Считаем по журналу. Это несколько секунд.",
        "en": "Computing from the journal. It takes seconds.",
    },
    "period": {"ru": "Подставить дни", "en": "Fill in the days"},
    "first_on": {"ru": "Первый день", "en": "First day"},
    "last_on": {"ru": "Последний день", "en": "Last day"},
    "scope": {"ru": "Чьи заказы", "en": "Whose orders"},
    "made": {"ru": "Готовые отчёты", "en": "Reports made"},
    "none": {"ru": "Отчётов пока нет", "en": "No reports yet"},
    "none_why": {
        "ru": "Выберите дни и магазины: отчёт посчитается по журналу за несколько секунд.",
        "en": "Choose days and stores: the report is computed from the journal in seconds.",
    },
    "orders_of": {"ru": "Заказы отчёта", "en": "Orders of the report"},
    "by": {"ru": "сделан {when}, {who}", "en": "made {when} by {who}"},
    "operator": {"ru": "из командной строки", "en": "the command line"},
    "file": {"ru": "Скачать страницу", "en": "Download the page"},
    "mail": {"ru": "Отправить мне письмом", "en": "Send it to me"},
    "frozen": {
        "ru": "Отчёт не меняется: считаны записи журнала до № {position}, что случилось позже, в нём не учтено. "
        "Стандарт {standard}. Контрольная сумма SHA-256: {digest}",
        "en": "This report never changes: entries of the journal up to no. {position} were read, nothing later counts. "
        "Standard {standard}. SHA-256: {digest}",
    },
}

PERIODS: Mapping[str, Words] = {
    "days30": {"ru": "Последние 30 дней", "en": "The last 30 days"},
    "days60": {"ru": "Последние 60 дней", "en": "The last 60 days"},
    "week": {"ru": "Прошлая неделя", "en": "Last week"},
    "month": {"ru": "Прошлый месяц", "en": "Last month"},
}
"""Windows that the form fills in at a touch."""

SCOPES: Mapping[str, Words] = {
    "all": {"ru": "Все магазины", "en": "All stores"},
    "own": {"ru": "Все мои магазины", "en": "All my stores"},
    "partner": {"ru": "Партнёр: {name}", "en": "Partner: {name}"},
    "store": {"ru": "Магазин: {name}", "en": "Store: {name}"},
    "trade": {"ru": "Вид торговли: {name}", "en": "Trade: {name}"},
}

ORDERS: Mapping[str, Words] = {
    "none": {"ru": "За этой цифрой нет заказов", "en": "No orders behind this figure"},
    "none_why": {"ru": "Так бывает, когда доля равна нулю.", "en": "That is so where a share is nought."},
    "answered": {
        "ru": "ответ через {span} рабочего времени",
        "en": "answered after {span} of working time",
    },
    "answered_at_once": {"ru": "ответ в первую же минуту", "en": "answered within the first minute"},
    "silent": {"ru": "без живого ответа", "en": "no live answer"},
    "open": {"ru": "открыт", "en": "open"},
    "kept": {"ru": "продажа состоялась", "en": "the sale was kept"},
    "refused": {"ru": "отказ: {reason}", "en": "refused: {reason}"},
    "withdrawn": {"ru": "отозвал покупатель", "en": "withdrawn by the buyer"},
    "released": {"ru": "товар вернулся в продажу", "en": "the goods went back"},
    "cancelled": {"ru": "отменён в магазине", "en": "cancelled in the shop"},
    "journal": {"ru": "журнал", "en": "journal"},
    "as_of": {
        "ru": "Что случилось, сказано так, как было записано, когда отчёт делали. Заказ открывается таким, какой он "
        "сейчас.",
        "en": "What happened is told as it stood on record when the report was made. An order opens as it is now.",
    },
    "older": {"ru": "Дальше", "en": "Further"},
    "newest": {"ru": "В начало", "en": "To the beginning"},
}

OUTCOME_TONES: Mapping[str, str] = {
    "open": "is-info",
    "kept": "is-ok",
    "refused": "is-late",
    "withdrawn": "is-warn",
    "released": "is-warn",
    "cancelled": "is-warn",
}
