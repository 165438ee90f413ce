"""The words of the delivery page: places, forecast, runs, own against outside, side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

DELIVERY: Mapping[str, Words] = {
    "title": {"ru": "Доставка: места на две недели", "en": "Delivery: places for two weeks"},
    "nav": {"ru": "Доставка", "en": "Delivery"},
    "updated": {"ru": "обновлено {at}", "en": "updated {at}"},
    "side": {"ru": "Служба", "en": "Whose"},
    "all": {"ru": "Все", "en": "All"},
    "own": {"ru": "Своя", "en": "Own"},
    "outside": {"ru": "Внешняя", "en": "Outside"},
    "add_run": {"ru": "Добавить рейс", "en": "Add a run"},
    "setup": {"ru": "Зоны и машины", "en": "Zones and vehicles"},
    "scenario": {"ru": "Что если", "en": "What if"},
    "advertising": {"ru": "Реклама", "en": "Advertising"},
    "depot": {"ru": "Склад", "en": "Depot"},
    "show": {"ru": "Показать", "en": "Show"},
    # empty states
    "none": {"ru": "Отсюда пока не доставляют", "en": "Nothing is delivered yet"},
    "none_why": {
        "ru": "Опишите зоны, окна и машины склада: места появятся здесь сразу.",
        "en": "Describe the depot's zones, windows and vehicles: places appear here at once.",
    },
    "not_mine": {
        "ru": "Ваши заказы не доставляет ни один склад. Спросите диспетчера.",
        "en": "No depot delivers your orders. Ask the dispatcher.",
    },
    "no_zones": {
        "ru": "Зон пока нет: добавьте их в настройках.",
        "en": "No zones yet: add them in the set-up.",
    },
    "no_forecast": {
        "ru": "Прогноза пока нет.",
        "en": "No forecast yet.",
    },
    "no_forecast_why": {
        "ru": "Его считают ночью, когда наберётся несколько недель доставок. Пока видно мощность и проданное.",
        "en": "It is made at night, once there are some weeks of deliveries. Until then capacity and what was sold "
        "are shown.",
    },
    "enough": {
        "ru": "Мест хватает на все дни прогноза.",
        "en": "There are places enough on every day of the forecast.",
    },
    "gap": {"ru": "{days}: не хватит {count}.", "en": "{days}: {count} too few."},
    "gap_why": {
        "ru": "Нужно с запасом {need}, мощность {places}.",
        "en": "Needed with a reserve: {need}; capacity: {places}.",
    },
    "decide": {
        "ru": "Решить {until}: потом докупить места уже нельзя.",
        "en": "Decide {until}: after that no places can be bought.",
    },
    "too_late": {
        "ru": "Докупить места уже нельзя: остаётся ограничить продажу.",
        "en": "It is too late to buy places: limit what is sold.",
    },
    "buy": {"ru": "Докупить {count}: {carrier}", "en": "Buy {count}: {carrier}"},
    "cost": {"ru": "около {cost}", "en": "about {cost}"},
    "close": {"ru": "Закрыть продажу сверх", "en": "Sell no more than there is"},
    "couriers": {
        "ru": "Или выведите в эти дни больше курьеров: {count}.",
        "en": "Or roster more couriers: {count}.",
    },
    "move_ads": {
        "ru": "Или сдвиньте рекламу: она приносит в эти дни {count}.",
        "en": "Or move the advertising: it brings {count} on these days.",
    },
    # chart
    "chart": {"ru": "Прогноз и мощность", "en": "Forecast and capacity"},
    "chart_only": {"ru": "Мощность и проданное", "en": "Capacity and what was sold"},
    "forecast": {"ru": "прогноз", "en": "forecast"},
    "band": {"ru": "от и до (90 %)", "en": "from and to (90%)"},
    "sold": {"ru": "продано", "en": "sold"},
    "missing": {"ru": "не хватает мест", "en": "places missing"},
    "capacity": {"ru": "мощность {count}", "en": "capacity {count}"},
    "chart_about": {
        "ru": "По дням: сколько доставок сделают свои машины и внешняя служба, и сколько ждём.",
        "en": "Day by day: what own vehicles and outside carriers manage, and what is expected.",
    },
    # grid
    "grid": {"ru": "Свободные места по зонам и дням", "en": "Free places by zone and day"},
    "free_head": {"ru": "Свободно", "en": "Free"},
    "of": {"ru": "из {count}", "en": "of {count}"},
    "no_places": {"ru": "нет", "en": "none"},
    "closed": {"ru": "закрыто", "en": "closed"},
    "cell": {
        "ru": "свободно {free} из {places}, {day}, {zone}",
        "en": "{free} free of {places}, {day}, {zone}",
    },
    "cell_free": {"ru": "свободно {free}, {day}, {zone}", "en": "{free} free, {day}, {zone}"},
    "today": {"ru": "сегодня", "en": "today"},
    "capped": {"ru": "ограничено", "en": "limited"},
    "key_free": {"ru": "много", "en": "many"},
    "key_mid": {"ru": "меньше половины", "en": "less than half"},
    "key_low": {"ru": "последние", "en": "the last"},
    "key_full": {"ru": "мест нет, на сайте не предлагаем", "en": "none left, not offered"},
    "key_closed": {"ru": "в зону не возят", "en": "nobody drives there"},
    "estimate": {
        "ru": "Число мест — оценка: сколько успеют машины, если заказы придут как обычно. Окно продаём, только если "
        "оно встаёт в маршрут. Нажмите день, чтобы поменять число мест. Продавец видит только свободное.",
        "en": "The number of places is an estimate: what the vehicles manage if orders come as usual. A window is "
        "sold only if it fits a route. Choose a day to change its places. Sellers see what is free and no more.",
    },
    "estimate_free": {
        "ru": "Число мест — оценка. Окно продаём, только если оно встаёт в маршрут.",
        "en": "The number of places is an estimate. A window is sold only if it fits a route.",
    },
    # a day's caps
    "caps": {"ru": "Сколько продавать: {day}", "en": "How many to sell: {day}"},
    "caps_why": {
        "ru": "Пустое поле: без ограничения, сколько встанет в маршруты. Проданное не отменяется.",
        "en": "Left empty: no limit, as many as fit the routes. What was sold stays.",
    },
    "cap_row": {"ru": "продано {sold}, оценка {places}", "en": "{sold} sold, estimate {places}"},
    "save": {"ru": "Сохранить", "en": "Save"},
    "close_form": {"ru": "Отмена", "en": "Cancel"},
    "not_saved": {
        "ru": "Не сохранено. Проверьте отмеченные поля.",
        "en": "Not saved. Check the marked fields.",
    },
    "run_title": {"ru": "Рейс на один день", "en": "A run for one day"},
    "run_day": {"ru": "День", "en": "Day"},
    # tomorrow
    "routes": {"ru": "Маршруты на завтра, {day}", "en": "Routes for tomorrow, {day}"},
    "routes_all": {"ru": "всего {count}", "en": "{count} in all"},
    "routes_map": {"ru": "Схема маршрутов на завтра", "en": "Sketch of tomorrow's routes"},
    "routes_map_about": {
        "ru": "Линии от склада через остановки по порядку; без дорог, север вверху.",
        "en": "Lines from the depot through the stops in order; no roads, north above.",
    },
    "routes_none": {"ru": "На завтра доставок пока нет.", "en": "No deliveries for tomorrow yet."},
    "tag_own": {"ru": "свой", "en": "own"},
    "tag_outside": {"ru": "внешний", "en": "outside"},
    "unrouted": {"ru": "Без маршрута", "en": "Without a route"},
    "unrouted_why": {
        "ru": "обещаны на завтра, места в маршрутах нет",
        "en": "promised for tomorrow, in no route",
    },
    "day_list": {"ru": "Открыть день", "en": "Open the day"},
    # own against outside
    "versus": {"ru": "Своя и внешняя", "en": "Own and outside"},
    "days_30": {"ru": "30 дней", "en": "30 days"},
    "measure": {"ru": "Показатель", "en": "Measure"},
    "kept": {"ru": "В обещанный интервал", "en": "Within the promised window"},
    "told": {"ru": "Об опоздании сказали до конца окна", "en": "Told of a delay before the window ended"},
    "door": {"ru": "До двери", "en": "To the door"},
    "polite": {"ru": "Вежливо, по словам покупателя", "en": "Polite, as the buyer says"},
    "stars": {"ru": "Оценка заказа", "en": "Stars of the order"},
    "price": {"ru": "Цена доставки", "en": "Price of a delivery"},
    "n": {"ru": "Доставок", "en": "Deliveries"},
    "few": {"ru": "мало данных", "en": "too few"},
    "not_part": {"ru": "Не в показателе", "en": "Not in the figure"},
    "versus_none": {
        "ru": "За 30 дней доставок нет: сравнивать нечего.",
        "en": "No deliveries in 30 days: there is nothing to compare.",
    },
    "same": {
        "ru": "Разница в пределах погрешности: судить по ней рано.",
        "en": "The difference lies within the margin of error: it is too early to judge by it.",
    },
    "own_worse": {
        "ru": "Своя реже успевает {where}: {worse} против {better}. Интервалы не пересекаются, так что это не "
        "случайность: отдавайте эти заказы внешней.",
        "en": "Own couriers keep fewer windows {where}: {worse} against {better}. The intervals lie apart, so it is "
        "no chance: hand these orders to the carrier.",
    },
    "outside_worse": {
        "ru": "Внешняя реже успевает {where}: {worse} против {better}. Интервалы не пересекаются, так что это не "
        "случайность: возите эти заказы сами.",
        "en": "The carrier keeps fewer windows {where}: {worse} against {better}. The intervals lie apart, so it is "
        "no chance: drive these orders yourself.",
    },
    "where_day": {"ru": "днём в зоне «{zone}»", "en": "by day in {zone}"},
    "where_evening": {"ru": "вечером в зоне «{zone}»", "en": "in the evening in {zone}"},
    "where_all": {"ru": "в целом", "en": "on the whole"},
    "orders": {"ru": "Доставки за 30 дней", "en": "Deliveries of 30 days"},
    "orders_none": {"ru": "Таких доставок нет", "en": "No such deliveries"},
    "orders_none_why": {
        "ru": "За этим числом не стоит ни одного заказа.",
        "en": "No order stands behind this figure.",
    },
    "in_window": {"ru": "в окно", "en": "in the window"},
    "late": {"ru": "мимо окна", "en": "missed the window"},
    "no_window": {"ru": "окна не было", "en": "no window"},
}

SAID: Mapping[str, Words] = {
    "caps": {"ru": "Число мест изменено.", "en": "The places are changed."},
    "run": {"ru": "Рейс добавлен.", "en": "The run is added."},
    "bought": {
        "ru": "Места докуплены. Не забудьте подтвердить заявку у перевозчика.",
        "en": "The places are bought. Do confirm the order with the carrier.",
    },
}
"""`?done=` → what is said of it."""

ERRORS: Mapping[str, Words] = {
    "asked_too_late": {
        "ru": "Перевозчик уже не берёт места на эти дни. Ограничьте продажу или добавьте рейс.",
        "en": "The carrier takes no more places for these days. Limit what is sold, or add a run.",
    },
    "day_over": {"ru": "Этот день уже прошёл.", "en": "This day is over."},
    "bad_places": {"ru": "Напишите число от 0 до 10 000.", "en": "Write a number from 0 to 10,000."},
}
