"""The words of the page "Audit a file", Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

AUDITS: Mapping[str, Words] = {
    "title": {"ru": "Аудит файла", "en": "Audit a file"},
    "lead": {
        "ru": "Загрузите выгрузку прошлых заказов и за минуту узнайте, что стоило молчание. Заказы не попадут ни в"
        " очередь, ни в журнал.",
        "en": "Upload an export of past orders and learn in a minute what silence cost. The orders go neither into the"
        " queue nor into the journal.",
    },
    "file": {"ru": "Файл с заказами", "en": "File of orders"},
    "file_hint": {
        "ru": "{forms}; до {limit} МБ. Нужно время заказа; со временем ответа, суммой, исходом и магазином видно"
        " больше.",
        "en": "{forms}; up to {limit} MB. The time of the order is needed; with answer, amount, outcome and store more"
        " can be seen.",
    },
    "hours": {"ru": "Часы работы", "en": "Opening hours"},
    "hours_hint": {
        "ru": "в них идёт рабочее время; например {example}",
        "en": "working time runs in them; for example {example}",
    },
    "zone": {"ru": "Часовой пояс", "en": "Time zone"},
    "zone_hint": {"ru": "для времени без пояса", "en": "of times that name none"},
    "country": {"ru": "Страна", "en": "Country"},
    "country_hint": {"ru": "чьи праздники", "en": "whose holidays"},
    "currency": {"ru": "Валюта", "en": "Currency"},
    "currency_hint": {"ru": "если её нет в файле", "en": "where the file has none"},
    "start": {"ru": "Проверить файл", "en": "Audit the file"},
    "sending": {"ru": "Отправляем файл: {percent} %", "en": "Sending the file: {percent} %"},
    "privacy": {
        "ru": "Файл удалится сразу после проверки, отчёт через 30 дней. Данных покупателей в отчёте нет.",
        "en": "The file is deleted right after the audit, the report after 30 days. It has no data of buyers.",
    },
    "new": {"ru": "Новый аудит", "en": "New audit"},
    "sent": {"ru": "Отправлено", "en": "Sent"},
    "list": {"ru": "Прошлые аудиты", "en": "Earlier audits"},
    "none": {"ru": "Пока ни одного", "en": "None yet"},
    "none_why": {
        "ru": "Подойдёт выгрузка из магазина, учётной системы или таблицы.",
        "en": "An export of a shop, a CRM or a spreadsheet will do.",
    },
    "read_only": {
        "ru": "Вы смотрите как аудитор: видно всё, менять ничего нельзя.",
        "en": "You look as an auditor: everything is visible, nothing can be changed.",
    },
    "orders": {"ru": "заказов: {count}", "en": "orders: {count}"},
}
AUDIT: Mapping[str, Words] = {
    "back": {"ru": "Аудит файла", "en": "Audit a file"},
    "working": {"ru": "Проверяем файл", "en": "Auditing the file"},
    "queued": {
        "ru": "Ждёт своей очереди: файлы проверяются по одному.",
        "en": "It waits for its turn: one file at a time.",
    },
    "reading": {"ru": "Читаем заказы.", "en": "Reading orders."},
    "read": {"ru": "Прочитано строк: {count}.", "en": "Rows read: {count}."},
    "computing": {"ru": "Считаем показатели.", "en": "Computing the figures."},
    "stay": {
        "ru": "Страница обновится сама; её можно закрыть и вернуться позже.",
        "en": "This page renews itself; you may close it and come back later.",
    },
    "reload": {"ru": "Обновить", "en": "Reload"},
    "file": {"ru": "Скачать отчёт", "en": "Download the report"},
    "json": {"ru": "Скачать числа", "en": "Download the figures"},
    "delete": {"ru": "Удалить", "en": "Delete"},
    "failed": {"ru": "Отчёта нет", "en": "There is no report"},
    "ask": {"ru": "Уточните, что в файле", "en": "Say what is in the file"},
    "ask_why": {
        "ru": "Кое-что в файле можно понять по-разному. Выберите столбцы и продолжите; загружать заново не нужно.",
        "en": "Something in the file can't be told for certain. Choose the columns and go on; there is nothing to"
        " upload again.",
    },
    "first_rows": {"ru": "Первые строки файла", "en": "First rows of the file"},
    "columns": {"ru": "Столбцы", "en": "Columns"},
    "more_columns": {"ru": "Ещё столбцы", "en": "More columns"},
    "by_itself": {"ru": "по названию столбца", "en": "by the column's name"},
    "zone": {"ru": "Часовой пояс", "en": "Time zone"},
    "currency": {"ru": "Валюта", "en": "Currency"},
    "by_file": {"ru": "видно по файлу", "en": "by the file itself"},
    "dates": {"ru": "Порядок в датах", "en": "Order in dates"},
    "day_first": {"ru": "сначала день: {example}", "en": "day first: {example}"},
    "month_first": {"ru": "сначала месяц: {example}", "en": "month first: {example}"},
    "decimal": {"ru": "Дробная часть сумм", "en": "Decimals of amounts"},
    "comma": {"ru": "после запятой: {example}", "en": "behind a comma: {example}"},
    "point": {"ru": "после точки: {example}", "en": "behind a point: {example}"},
    "go_on": {"ru": "Продолжить", "en": "Go on"},
    "again": {"ru": "Загрузить другой файл", "en": "Upload another file"},
    "detail": {"ru": "Подробно", "en": "In detail"},
}
STATES: Mapping[str, Words] = {
    "waiting": {"ru": "ждёт очереди", "en": "waits"},
    "running": {"ru": "идёт", "en": "under way"},
    "asking": {"ru": "нужен ваш ответ", "en": "needs your word"},
    "done": {"ru": "готов", "en": "ready"},
    "failed": {"ru": "не вышло", "en": "failed"},
}
TROUBLES: Mapping[str, Words] = {
    "audit_stopped": {
        "ru": "Сервер остановился, пока шла проверка. Загрузите файл ещё раз.",
        "en": "The server stopped while the audit ran. Upload the file again.",
    },
    "audit_expired": {
        "ru": "Ответа не было сутки, и файл удалён. Загрузите его ещё раз.",
        "en": "Nobody answered for a day, and the file was deleted. Upload it again.",
    },
    "audit_file_gone": {
        "ru": "Файл удалён раньше, чем его прочитали. Загрузите его ещё раз.",
        "en": "The file was deleted before it was read. Upload it again.",
    },
    "audit_too_long": {
        "ru": "Проверка шла дольше 15 минут и остановлена. Возьмите меньше заказов или выполните {command} на сервере.",
        "en": "The audit took longer than 15 minutes and was ended. Take fewer orders, or run {command} on the server.",
    },
    "audit_broke": {
        "ru": "Проверка прервалась: это наша ошибка. Выполните {command} на сервере и пришлите нам, что он скажет.",
        "en": "The audit broke off: that is our fault. Run {command} on the server and send us what it says.",
    },
    "audit_refused": {"ru": "Файл не удалось проверить.", "en": "The file can't be audited."},
    "unreadable": {
        "ru": "Файл не удалось прочитать. Сохраните его заново как таблицу и загрузите ещё раз.",
        "en": "The file can't be read. Save it anew as a table and upload it again.",
    },
    "reader_missing": {
        "ru": "Такие файлы на этом сервере не читаются. Сохраните файл как таблицу через запятую.",
        "en": "Files of this kind are not read on this server. Save it as comma-separated values.",
    },
    "unknown_columns": {
        "ru": "Не видно, в каком столбце время заказа. Выберите его.",
        "en": "It can't be seen which column has the time of the order. Choose it.",
    },
    "zone_required": {
        "ru": "У времени в файле нет часового пояса. Укажите его.",
        "en": "Times in the file name no zone. Give it.",
    },
    "zone_missing": {"ru": "Укажите часовой пояс.", "en": "Give the time zone."},
    "zone_unknown": {
        "ru": "Такого часового пояса нет. Напишите его как город, например {zone}.",
        "en": "There is no such zone. Write it as a city, for example {zone}.",
    },
    "dates_ambiguous": {
        "ru": "Не видно, что в датах сначала: день или месяц. Выберите.",
        "en": "It can't be seen whether the day or the month comes first. Choose.",
    },
    "amounts_ambiguous": {
        "ru": "Не видно, каким знаком отделена дробная часть сумм. Выберите.",
        "en": "It can't be seen which sign stands before the decimals of amounts. Choose.",
    },
    "hours_missing": {"ru": "Укажите часы работы.", "en": "Give the opening hours."},
    "no_orders": {
        "ru": "В файле нет ни одного заказа, у которого читается время. Проверьте, тот ли это столбец.",
        "en": "The file has no order whose time can be read. Check that it is the right column.",
    },
    "no_file": {"ru": "Выберите файл.", "en": "Choose a file."},
    "empty_file": {"ru": "Файл пуст. Выберите другой.", "en": "The file is empty. Choose another."},
    "too_large": {
        "ru": "Файл больше {limit} МБ. Выполните на сервере {command}: там предела нет.",
        "en": "The file is larger than {limit} MB. Run {command} on the server: it has no such bound.",
    },
    "audits_waiting": {
        "ru": "Ваши файлы ещё проверяются. Дождитесь одного из них.",
        "en": "Your files are still being audited. Wait for one of them.",
    },
}
COMMAND = "otklik audit"
"""The command that the remedies name."""
