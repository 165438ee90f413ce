"""The words of stores and their hours, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

DAY_NAMES: Mapping[str, Words] = {
    "Mo": {"ru": "пн", "en": "Mon"},
    "Tu": {"ru": "вт", "en": "Tue"},
    "We": {"ru": "ср", "en": "Wed"},
    "Th": {"ru": "чт", "en": "Thu"},
    "Fr": {"ru": "пт", "en": "Fri"},
    "Sa": {"ru": "сб", "en": "Sat"},
    "Su": {"ru": "вс", "en": "Sun"},
    "PH": {"ru": "праздник", "en": "holiday"},
}

PLACE_ROLES: Mapping[str, Words] = {
    "store": {"ru": "магазин", "en": "store"},
    "marketplace": {"ru": "офис площадки", "en": "marketplace's office"},
    "warehouse": {"ru": "склад", "en": "warehouse"},
    "call_centre": {"ru": "колл-центр", "en": "call centre"},
    "bank": {"ru": "банк", "en": "bank"},
    "credit_expert": {"ru": "кредитный эксперт", "en": "credit expert"},
    "carrier": {"ru": "перевозчик", "en": "carrier"},
    "courier": {"ru": "курьерская служба", "en": "courier service"},
    "supplier": {"ru": "поставщик", "en": "supplier"},
}

STORES: Mapping[str, Words] = {
    "title": {"ru": "Магазины и места", "en": "Stores and places"},
    "lead": {
        "ru": "У каждого места свои часы: по ним считается время ответа.",
        "en": "Each place has its own hours: the time to answer is counted by them.",
    },
    "new": {"ru": "Создать магазин", "en": "Create a store"},
    "store": {"ru": "Магазин", "en": "Store"},
    "hours": {"ru": "Часы", "en": "Hours"},
    "no_hours": {"ru": "часы не заданы", "en": "no hours yet"},
    "people": {"ru": "Люди", "en": "People"},
    "partner": {"ru": "Партнёр", "en": "Partner"},
    "open_now": {"ru": "открыто", "en": "open"},
    "closed_now": {"ru": "закрыто", "en": "closed"},
    "opens": {"ru": "откроется {when}", "en": "opens {when}"},
    "never": {"ru": "не откроется в этом году", "en": "does not open this year"},
    "none": {"ru": "Магазинов пока нет", "en": "No stores yet"},
    "none_why": {"ru": "Создайте первый: имя и часы.", "en": "Create the first one: a name and its hours."},
}

STORE: Mapping[str, Words] = {
    "inboxes": {"ru": "Источники заказов", "en": "Inboxes"},
    "fleet": {"ru": "Доставка", "en": "Delivery"},
    "staffing": {"ru": "Сколько людей нужно", "en": "People needed"},
    "title": {"ru": "Новый магазин", "en": "A new store"},
    "about": {"ru": "О магазине", "en": "About the store"},
    "name": {"ru": "Название", "en": "Name"},
    "name_hint": {"ru": "так его видит покупатель", "en": "as the buyer sees it"},
    "slug": {"ru": "Короткое имя", "en": "Short name"},
    "slug_hint": {
        "ru": "латиницей, для адресов и команд; потом не меняется. Пустое поле: составим из названия",
        "en": "for addresses and commands; it never changes. Empty: made from the name",
    },
    "phone": {"ru": "Телефон", "en": "Phone"},
    "phone_hint": {
        "ru": "по нему перезвонит покупатель и его увидит дежурный",
        "en": "the buyer calls it back, and whoever is on duty sees it",
    },
    "trade": {"ru": "Вид торговли", "en": "Trade"},
    "trade_hint": {
        "ru": "короткое имя, как в стандарте: по нему у магазина свои сроки. Пустое поле: сроки общие. Открытые "
        "заказы остаются при прежних",
        "en": "a short name as the standard has it: the store's deadlines follow it. Empty: the general ones. Open "
        "orders keep theirs",
    },
    "next_store": {"ru": "Кому передать, если не отвечают", "en": "Who is next if nobody answers"},
    "nobody": {"ru": "никому", "en": "nobody"},
    "parties": {"ru": "Кто работает с магазином", "en": "Who works with the store"},
    "parties_hint": {
        "ru": "склад, банк, курьеры: чьи часы считаются на их шагах",
        "en": "warehouse, bank, couriers: whose hours count on their steps",
    },
    "default_party": {"ru": "единственное такое место", "en": "the only such place"},
    "partner": {"ru": "Партнёр", "en": "Partner"},
    "role": {"ru": "Что это за место", "en": "What kind of place"},
    "locale": {"ru": "Язык писем", "en": "Language of letters"},
    "create": {"ru": "Создать магазин", "en": "Create the store"},
    "hours": {"ru": "Часы работы", "en": "Opening hours"},
    "change_hours": {"ru": "Изменить часы", "en": "Change the hours"},
    "set_hours": {"ru": "Задать часы", "en": "Set the hours"},
    "no_hours": {
        "ru": "Часы не заданы: действуют часы площадки.",
        "en": "No hours: the marketplace's apply.",
    },
    "people": {"ru": "Люди", "en": "People"},
    "add_person": {"ru": "Добавить человека", "en": "Add a person"},
    "no_people": {"ru": "Здесь пока никто не работает.", "en": "Nobody works here yet."},
    "shift": {"ru": "Смена сегодня", "en": "Shift today"},
    "shift_empty": {
        "ru": "На смене никого: письма о заказах пойдут на общую почту магазина, потом руководителю.",
        "en": "Nobody is on shift: letters about orders go to the store's own mail, then to the head.",
    },
    "join": {"ru": "Отметить на смене", "en": "Put on shift"},
    "leave": {"ru": "Снять со смены", "en": "Take off shift"},
    "on_shift": {"ru": "на смене", "en": "on shift"},
    "methods": {"ru": "Телефон и почта самого магазина", "en": "The store's own phone and mail"},
    "methods_hint": {
        "ru": "Сюда сообщаем, когда продавцов не застать.",
        "en": "Messages go here when no seller can be reached.",
    },
    "today": {"ru": "Ближайшие дни", "en": "The next days"},
}

HOURS: Mapping[str, Words] = {
    "title": {"ru": "Часы работы", "en": "Opening hours"},
    "week": {"ru": "Неделя", "en": "The week"},
    "as_grid": {"ru": "Таблицей", "en": "As a table"},
    "as_text": {"ru": "Текстом", "en": "As text"},
    "no_grid": {
        "ru": "Эти часы говорят больше, чем покажет таблица недели. Они остаются текстом и не меняются, пока вы их "
        "не исправите.",
        "en": "These hours say more than a week's table can show. They stay text, and stay as they are until you "
        "change them.",
    },
    "start_grid": {"ru": "Заполнить таблицу заново", "en": "Fill in a table anew"},
    "expression": {"ru": "Часы текстом", "en": "The hours as text"},
    "expression_hint": {
        "ru": "запись открытой карты мира, дни по-английски",
        "en": "the notation of OpenStreetMap",
    },
    "always": {"ru": "Круглосуточно, каждый день", "en": "Round the clock, every day"},
    "open": {"ru": "работает", "en": "open"},
    "opens": {"ru": "с", "en": "from"},
    "closes": {"ru": "до", "en": "to"},
    "pause": {"ru": "перерыв с", "en": "break from"},
    "again": {"ru": "перерыв до", "en": "break to"},
    "break": {"ru": "перерыв", "en": "break"},
    "like_monday": {"ru": "Вт–пт как понедельник", "en": "Tue–Fri like Monday"},
    "holidays": {"ru": "В праздники", "en": "On public holidays"},
    "holidays_same": {"ru": "как обычно", "en": "as usual"},
    "holidays_off": {"ru": "закрыто", "en": "closed"},
    "holidays_own": {"ru": "другие часы", "en": "other hours"},
    "country": {"ru": "Праздники страны", "en": "Holidays of"},
    "country_hint": {"ru": "код из двух букв, пустое: никакой", "en": "two-letter code, empty: none"},
    "region": {"ru": "Регион", "en": "Region"},
    "zone": {"ru": "Часовой пояс", "en": "Time zone"},
    "night": {"ru": "Ночная смена накануне праздника", "en": "A night shift before a holiday"},
    "night_shift": {"ru": "дорабатывает до утра", "en": "works on until morning"},
    "night_day": {"ru": "кончается в полночь", "en": "ends at midnight"},
    "exceptions": {"ru": "Особые дни", "en": "Special days"},
    "exceptions_hint": {
        "ru": "дата и часы вроде 10:00-16:00; пустые часы: закрыто. Уберите дату, и день станет обычным",
        "en": "a date and hours such as 10:00-16:00; no hours: closed. Clear the date to drop the day",
    },
    "exception_on": {"ru": "Дата", "en": "Date"},
    "exception_hours": {"ru": "Часы", "en": "Hours"},
    "preview": {"ru": "Ближайшие 14 дней", "en": "The next 14 days"},
    "show_preview": {"ru": "Показать дни", "en": "Show the days"},
    "closed": {"ru": "закрыто", "en": "closed"},
    "round_the_clock": {"ru": "круглосуточно", "en": "round the clock"},
    "day_off": {"ru": "выходной по указу", "en": "day off by decree"},
    "special": {"ru": "особый день", "en": "special day"},
    "short": {"ru": "на час короче", "en": "an hour shorter"},
    "moved": {"ru": "рабочий день по переносу", "en": "working day by transfer"},
    "holidays_incomplete": {
        "ru": "Производственный календарь на {year} год ещё не внесён: учтены только общие праздники. Важные дни "
        "впишите как особые.",
        "en": "Moved and shortened days of {year} are not known yet: only public holidays are applied. Enter the days "
        "that matter as special days.",
    },
    "holidays_unknown": {
        "ru": "Праздники {year} года неизвестны. Важные дни впишите как особые.",
        "en": "The holidays of {year} are not known. Enter the days that matter as special days.",
    },
    "law": {
        "ru": "Новые часы действуют для новых заказов. У открытых заказов остаются прежние сроки.",
        "en": "New hours apply to new orders. Orders that are open keep their deadlines.",
    },
    "more": {"ru": "Ещё: пояс, ночь, регион", "en": "More: zone, night, region"},
    "save": {"ru": "Сохранить часы", "en": "Save the hours"},
}
