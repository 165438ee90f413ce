"""The words of the scenario page and of advertising: effects, intervals, sliders, faults of a file (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

PLAN: Mapping[str, Words] = {
    "title": {"ru": "Что если: доставка на четыре недели", "en": "What if: deliveries of four weeks"},
    "about": {"ru": "{depot} · прогноз {at}", "en": "{depot} · forecast {at}"},
    "back": {"ru": "К доставке", "en": "To delivery"},
    "advertising": {"ru": "Реклама", "en": "Advertising"},
    "depot": {"ru": "Склад", "en": "Depot"},
    "none": {"ru": "Прогноза пока нет", "en": "No forecast yet"},
    "none_why": {
        "ru": "Его считают ночью, когда набралось четыре недели доставок. Прошлые дни можно загрузить: "
        "otklik demand history.",
        "en": "It is made at night, once there are four weeks of deliveries. Past days can be loaded: "
        "otklik demand history.",
    },
    "try": {"ru": "Попробовать", "en": "Try it"},
    "try_why": {
        "ru": "Ничего не сохраняется: видно только, что было бы.",
        "en": "Nothing is kept: you only see what would be.",
    },
    "a": {"ru": "Реклама", "en": "Advertising"},
    "a_unit": {"ru": "% к плану", "en": "% of the plan, more or less"},
    "a_none": {
        "ru": "Бюджетов нет или их влияние ещё не видно.",
        "en": "No budgets, or their influence is not seen yet.",
    },
    "c": {"ru": "Курьеры с машиной", "en": "Couriers with a car"},
    "c_unit": {"ru": "в день", "en": "a day"},
    "p": {"ru": "Места перевозчика", "en": "Places of a carrier"},
    "p_unit": {"ru": "в день", "en": "a day"},
    "count": {"ru": "Посчитать", "en": "Compute"},
    "as_is": {"ru": "Вернуть как есть", "en": "As it is"},
    "outcome": {"ru": "Что изменится", "en": "What changes"},
    "now": {"ru": "Как есть", "en": "As it is"},
    "then": {"ru": "Если так", "en": "If so"},
    "missing": {"ru": "Не хватает мест", "en": "Places missing"},
    "gap_days": {"ru": "Дней с нехваткой", "en": "Days with too few"},
    "need": {"ru": "Нужно с запасом", "en": "Needed with a reserve"},
    "places": {"ru": "Мощность", "en": "Capacity"},
    "days": {"ru": "По дням", "en": "Day by day"},
    "day": {"ru": "День", "en": "Day"},
    "expected": {"ru": "Ждём", "en": "Expected"},
    "between": {"ru": "От и до", "en": "From and to"},
    "own": {"ru": "Своя", "en": "Own"},
    "outside": {"ru": "Внешняя", "en": "Outside"},
    "lack": {"ru": "Не хватает", "en": "Missing"},
    "bar": {"ru": "нужно {need}, мощность {places}", "en": "{need} needed, capacity {places}"},
    "sure": {
        "ru": "В девяти днях из десяти доставок будет от одного числа до другого. Мощность считаем по верхнему.",
        "en": "On nine days of ten there will be between these two numbers. Capacity is set by the upper one.",
    },
    "tested": {
        "ru": "Проверили на ваших прошлых днях: на 15–28 день вперёд ошибка — {ratio} от ошибки «как неделю назад».",
        "en": "Tested on your own past days: 15 to 28 days ahead the error is {ratio} of that of “as last week”.",
    },
    "covered": {
        "ru": "В интервал попали {all} дней, из особых — {special}.",
        "en": "{all} of days were inside the interval, {special} of special days.",
    },
    "untested": {
        "ru": "Истории мало, чтобы проверить прогноз на прошлых днях.",
        "en": "There is too little history to test the forecast on past days.",
    },
    "effects": {"ru": "Особые дни", "en": "Special days"},
    "effects_why": {
        "ru": "Насколько день отличается от обычного того же дня недели. Справа — девять случаев из десяти.",
        "en": "By how much the day differs from a usual one of that weekday. At the right: nine cases of ten.",
    },
    "effects_none": {
        "ru": "Особых дней в истории ещё не было.",
        "en": "There were no special days in the history yet.",
    },
    "effect": {"ru": "{percent} (от {low} до {high})", "en": "{percent} ({low} to {high})"},
    "later": {"ru": "Остальные дни года", "en": "The other days of the year"},
}

EFFECTS: Mapping[str, Words] = {
    "black_friday": {"ru": "Чёрная пятница", "en": "Black Friday"},
    "before_off": {"ru": "Перед праздником", "en": "Before a holiday"},
    "off": {"ru": "Нерабочий день", "en": "A day off"},
    "bridge": {"ru": "Между праздником и выходным", "en": "Between a holiday and a weekend"},
    "work_saturday": {"ru": "Рабочая суббота", "en": "A working Saturday"},
    "advertising": {"ru": "Средний день рекламы", "en": "A mean campaign day"},
}

ADVERTISING: Mapping[str, Words] = {
    "title": {"ru": "Реклама: бюджет по дням", "en": "Advertising: budgets by day"},
    "lead": {
        "ru": "Прогноз учитывает, сколько заказов приносит реклама и когда она запланирована.",
        "en": "The forecast knows how many orders advertising brings, and when it is planned.",
    },
    "back": {"ru": "К доставке", "en": "To delivery"},
    "load": {"ru": "Загрузить", "en": "Load"},
    "file": {"ru": "Файл CSV", "en": "CSV file"},
    "file_hint": {
        "ru": "Столбцы: дата и бюджет в рублях. Бюджеты между первым и последним днём файла заменяются.",
        "en": "Columns: date, and budget in roubles. Budgets between the file's first and last day are replaced.",
    },
    "paste": {"ru": "Или вставьте таблицу", "en": "Or paste a table"},
    "faults": {
        "ru": "Ничего не загружено. Исправьте строки и загрузите файл снова.",
        "en": "Nothing was loaded. Mend these lines and load the file again.",
    },
    "line": {"ru": "Строка {n}", "en": "Line {n}"},
    "whole": {"ru": "Файл", "en": "The file"},
    "saved": {
        "ru": "Бюджеты загружены. Прогноз учтёт их ночью.",
        "en": "Budgets loaded. The forecast takes them tonight.",
    },
    "planned": {"ru": "Запланировано", "en": "Planned"},
    "past": {"ru": "Прошлые дни: {days}, всего {sum}", "en": "Past days: {days}, {sum} in all"},
    "none": {"ru": "Впереди реклама не запланирована.", "en": "No advertising is planned ahead."},
    "day": {"ru": "День", "en": "Day"},
    "budget": {"ru": "Бюджет", "en": "Budget"},
}

FAULTS: Mapping[str, Words] = {
    "empty": {
        "ru": "Строк нет. Нужны заголовок и хотя бы одна строка.",
        "en": "There are no lines. Give a header and at least one line.",
    },
    "too_large": {"ru": "Файл больше 4 МБ. Разделите его.", "en": "The file is larger than 4 MB. Split it."},
    "encoding": {
        "ru": "Кодировка не читается. Сохраните файл в UTF-8.",
        "en": "The encoding can't be read. Save the file as UTF-8.",
    },
    "columns": {
        "ru": "Нет столбца: {value}. Назовите его в первой строке.",
        "en": "A column is missing: {value}. Name it in the first line.",
    },
    "bad_day": {
        "ru": "«{value}» — не дата. Напишите 31.12.2026.",
        "en": "“{value}” is no date. Write 2026-12-31.",
    },
    "bad_budget": {
        "ru": "«{value}» — не сумма. Напишите рубли, например 15000.",
        "en": "“{value}” is no amount. Write roubles, for example 15000.",
    },
    "bad_count": {
        "ru": "«{value}» — не число доставок. Напишите целое число.",
        "en": "“{value}” is no number of deliveries. Write a whole number.",
    },
    "bad_flag": {
        "ru": "«{value}» — ни да, ни нет. Оставьте пустым, если места были.",
        "en": "“{value}” is neither yes nor no. Leave it empty where there were places.",
    },
    "unknown_zone": {
        "ru": "Зоны «{value}» нет. Возьмите имя из настроек склада.",
        "en": "There is no zone “{value}”. Take its name from the depot's set-up.",
    },
    "twice": {
        "ru": "{value} уже есть выше. Оставьте одну строку на день.",
        "en": "{value} stands above already. Keep one line a day.",
    },
}
