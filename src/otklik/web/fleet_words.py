"""The words of a depot's fleet: its fields, its rules, its tables, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

FLEET: Mapping[str, Words] = {
    "title": {"ru": "Доставка", "en": "Delivery"},
    "why": {
        "ru": "Зоны, окна, машины и перевозчики. Изменения действуют для новых окон: обещанное остаётся в силе.",
        "en": "Zones, windows, vehicles and carriers. Changes hold for new windows: what is promised stays.",
    },
    "about": {"ru": "Откуда и как", "en": "From where, and how"},
    "zones": {"ru": "Зоны", "en": "Zones"},
    "windows": {"ru": "Окна", "en": "Windows"},
    "vehicles": {"ru": "Машины и курьеры", "en": "Vehicles and couriers"},
    "carriers": {"ru": "Перевозчики", "en": "Carriers"},
    "no_zones": {
        "ru": "Зон пока нет. Без них адрес не попадёт ни в одно окно.",
        "en": "No zones yet. Without them no address falls into a window.",
    },
    "no_windows": {
        "ru": "Окон пока нет: покупателю нечего предложить.",
        "en": "No windows yet: there is nothing to offer to a buyer.",
    },
    "no_vehicles": {
        "ru": "Своих машин нет: возят только перевозчики.",
        "en": "No vehicles of your own: carriers alone deliver.",
    },
    "no_carriers": {
        "ru": "Перевозчиков нет: возят только свои машины.",
        "en": "No carriers: your own vehicles alone deliver.",
    },
    "no_fleet": {
        "ru": "Отсюда пока не доставляют. Напишите, где стоит склад: остальное добавите потом.",
        "en": "Nothing is delivered from here yet. Write where the depot is; the rest comes after.",
    },
    "add_zones": {"ru": "Добавить зону", "en": "Add a zone"},
    "add_windows": {"ru": "Добавить окно", "en": "Add a window"},
    "add_vehicles": {"ru": "Добавить машину", "en": "Add a vehicle"},
    "add_carriers": {"ru": "Добавить перевозчика", "en": "Add a carrier"},
    "remove": {"ru": "Убрать", "en": "Remove"},
    "sketch": {"ru": "Схема зон", "en": "Sketch of the zones"},
    "sketch_about": {
        "ru": "Склад и зоны на своих местах, север вверху. Это схема, а не карта дорог.",
        "en": "The depot and its zones where they lie, north above. A sketch, not a map of roads.",
    },
    "to_delivery": {"ru": "Места на две недели", "en": "Places for two weeks"},
    "every_day": {"ru": "каждый день", "en": "every day"},
    "all_zones": {"ru": "все зоны", "en": "all zones"},
    "free": {"ru": "бесплатно", "en": "free"},
    "a_day": {"ru": "{count} мест в день", "en": "{count} places a day"},
    "asked": {
        "ru": "заявка за {days} дн. до {until}",
        "en": "asked {days} days before by {until}",
    },
    "nobody": {"ru": "никто", "en": "nobody"},
    "no_driver": {"ru": "водитель не назначен", "en": "no driver"},
    "stale": {
        "ru": "Не сохранено: доставку уже поменял кто-то другой. Ниже новое состояние, повторите правку.",
        "en": "Not saved: somebody else has changed the fleet. Below is its new state; make your change again.",
    },
    "elsewhere": {"ru": "Не сохранено. {where}: {what}", "en": "Not saved. {where}: {what}"},
    "wrong": {"ru": "Не сохранено. Проверьте отмеченные поля.", "en": "Not saved. Check the marked fields."},
}

FIELDS: Mapping[str, Words] = {
    "name_ru": {"ru": "Название", "en": "Name in Russian"},
    "name_en": {"ru": "Название по-английски", "en": "Name"},
    "name": {"ru": "Название", "en": "Name"},
    "slug": {"ru": "Короткое имя", "en": "Short name"},
    "point": {"ru": "Где стоит склад", "en": "Where the depot is"},
    "centre": {"ru": "Центр", "en": "Centre"},
    "radius_km": {"ru": "Радиус, км", "en": "Radius, km"},
    "postcodes": {"ru": "Начала индексов", "en": "Beginnings of postcodes"},
    "places": {"ru": "Районы и посёлки", "en": "Districts and towns"},
    "detour": {"ru": "Дорога длиннее прямой, раз", "en": "Road over beeline, times"},
    "speed_kmh": {"ru": "Скорость, км/ч", "en": "Speed, km/h"},
    "buffer": {"ru": "Запас времени, раз", "en": "Buffer, times"},
    "from": {"ru": "С", "en": "From"},
    "to": {"ru": "До", "en": "To"},
    "weekdays": {"ru": "Дни", "en": "Days"},
    "zones": {"ru": "Зоны", "en": "Zones"},
    "price": {"ru": "Цена для покупателя, ₽", "en": "Price for the buyer, ₽"},
    "cutoff_h": {"ru": "Приём до начала, ч", "en": "Taken until, h before"},
    "courier": {"ru": "Кто водит", "en": "Who drives"},
    "capacity": {"ru": "Вмещает посылок", "en": "Parcels it holds"},
    "fixed": {"ru": "Выезд, ₽", "en": "A tour, ₽"},
    "per_hour": {"ru": "Час, ₽", "en": "An hour, ₽"},
    "per_km": {"ru": "Километр, ₽", "en": "A kilometre, ₽"},
    "carrier": {"ru": "Перевозчик", "en": "Carrier"},
    "tariff": {"ru": "Тариф: {zone}, ₽", "en": "Tariff: {zone}, ₽"},
    "daily": {"ru": "Мест в день по договору", "en": "Places a day as agreed"},
    "ask_days": {"ru": "Заявка за дней", "en": "Asked so many days before"},
    "ask_until": {"ru": "В тот день до", "en": "On that day until"},
    "service_min": {"ru": "Минут у двери", "en": "Minutes at a door"},
    "days_ahead": {"ru": "Предлагать дней вперёд", "en": "Days offered ahead"},
    "hold_min": {"ru": "Держать окно, мин", "en": "Hold a window, min"},
    "serves": {"ru": "Чьи заказы", "en": "Whose orders"},
}

HINTS: Mapping[str, Words] = {
    "point": {"ru": "широта и долгота: 55.741, 37.655", "en": "latitude and longitude: 55.741, 37.655"},
    "centre": {"ru": "широта и долгота: 55.756, 37.617", "en": "latitude and longitude: 55.756, 37.617"},
    "radius_km": {"ru": "0: только по индексу или месту", "en": "0: by postcode or place alone"},
    "postcodes": {"ru": "через запятую: 125, 127", "en": "separated by commas: 125, 127"},
    "places": {"ru": "через запятую", "en": "separated by commas"},
    "buffer": {"ru": "1,1: время с запасом 10 %", "en": "1.1: times are stretched by 10 %"},
    "slug": {"ru": "латиницей; пустое составим сами", "en": "a–z and hyphen; left empty we make it"},
    "zones": {"ru": "ни одной отметки: все", "en": "no tick: all"},
    "serves": {
        "ru": "ни одной отметки: все, у кого нет другого склада",
        "en": "no tick: everybody who names no other depot",
    },
    "tariff": {"ru": "пустое поле: не возит", "en": "left empty: not served"},
}

RULES: Mapping[str, Words] = {
    "missing": {"ru": "Заполните это поле.", "en": "Fill this in."},
    "slug": {
        "ru": "Здесь только латинские буквы, цифры и дефис, не длиннее 48.",
        "en": "Use a–z, digits and hyphen, at most 48.",
    },
    "clock": {
        "ru": "Напишите время: 09:30. Самое позднее 23:59.",
        "en": "Write a time: 09:30, at most 23:59.",
    },
    "weekdays": {"ru": "Отметьте хотя бы один день.", "en": "Tick at least one day."},
    "point": {
        "ru": "Напишите широту и долготу: 55.756, 37.617.",
        "en": "Write latitude and longitude: 55.756, 37.617.",
    },
    "text": {
        "ru": "Здесь нужен другой текст: название, а в индексах цифры.",
        "en": "Write a name; postcodes are digits.",
    },
    "number": {"ru": "Напишите число.", "en": "Write a number."},
    "table": {"ru": "Так это не записать.", "en": "This can't be written so."},
    "unknown": {"ru": "Такого поля нет.", "en": "There is no such field."},
    "bounds": {"ru": "Такое число здесь не подходит.", "en": "This number does not fit here."},
    "twice": {
        "ru": "Такое уже есть. Измените или уберите одно.",
        "en": "This is here already. Change or remove one.",
    },
    "nobody": {
        "ru": "Ни один адрес сюда не попадёт. Задайте радиус, индексы или места.",
        "en": "No address falls in here. Give a radius, postcodes or places.",
    },
    "far": {
        "ru": "Дальше 300 км от склада. Сначала пишут широту, потом долготу.",
        "en": "More than 300 km from the depot. Latitude comes first, then longitude.",
    },
    "backwards": {"ru": "Конец раньше начала.", "en": "It ends before it starts."},
    "no_zone": {
        "ru": "Такой зоны нет, а её здесь называют.",
        "en": "A zone is named here that does not exist.",
    },
    "own": {"ru": "Это ваш собственный склад.", "en": "This is your own depot."},
    "pair": {"ru": "Назовите две зоны по алфавиту.", "en": "Name two zones in the order of the alphabet."},
    "no_courier": {
        "ru": "Это не курьер. Сначала добавьте человека с ролью «курьер».",
        "en": "Nobody of that role. Add the person as a courier first.",
    },
    "no_carrier": {
        "ru": "Это не перевозчик. Сначала создайте место с ролью «перевозчик».",
        "en": "This is no carrier. Create a place with the role carrier first.",
    },
    "no_store": {"ru": "Такого магазина нет.", "en": "There is no such store."},
    "toml": {"ru": "Файл не прочитать.", "en": "The file can't be read."},
}
"""Rule of a `FleetMistake` → what a form says at its field."""
