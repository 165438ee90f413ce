"""What a form says when the rules refuse it: one sentence for each error code that a set-up screen can meet.

Codes are documented in GLOSSARY.md. A code without a sentence here is said as the rules say it, in English.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.errors import DomainError
from otklik.domain.locales import Locale, Words

ERRORS: Mapping[str, Words] = {
    "bad_address": {
        "ru": "Такого адреса здесь не бывает. Почту пишут с именем, знаком @ и доменом, номер целиком.",
        "en": "This is no such address. A mail address has a name, @ and a domain; a number is written whole.",
    },
    "bad_feed_url": {
        "ru": "Это не адрес каталога. Напишите его с https:// и без пароля.",
        "en": "This is no address of a catalogue. Write it with https:// and without a password.",
    },
    "feed_owner": {"ru": "Выберите, чей это каталог.", "en": "Choose whose catalogue it is."},
    "bad_stock_url": {
        "ru": "Это не адрес складской системы. Напишите его с https:// и без пароля.",
        "en": "This is no address of a stock system. Write it with https:// and without a password.",
    },
    "proof_missing": {
        "ru": "Напишите номер оплаты и где вы её видели: в выписке, в чеке.",
        "en": "Write the number of the payment and where you saw it: a bank statement, a receipt.",
    },
    "known_payment": {"ru": "Эта оплата уже записана.", "en": "This payment is on record already."},
    "bad_amount": {"ru": "Сумма должна быть больше нуля.", "en": "The amount must be more than zero."},
    "no_late_money": {
        "ru": "С этими деньгами уже разобрались.",
        "en": "Somebody has settled this money already.",
    },
    "goods_gone": {
        "ru": "Товар уже купили: верните деньги или договоритесь о другом товаре.",
        "en": "The goods were sold: give the money back, or agree on other goods.",
    },
    "unknown_subject": {
        "ru": "Отметьте хотя бы один вопрос из списка.",
        "en": "Tick at least one subject of the list.",
    },
    "bad_points": {"ru": "Баллы от 0 до 100.", "en": "Points are 0 to 100."},
    "bad_day": {"ru": "Напишите день: 31.12.2026.", "en": "Write a day: 2026-12-31."},
    "admission_past": {"ru": "Этот день уже прошёл.", "en": "That day has passed."},
    "admission_too_long": {"ru": "Не больше трёх лет.", "en": "At most three years."},
    "own_admission": {
        "ru": "О своём допуске решает другой руководитель или администратор.",
        "en": "Another head or an administrator decides about your own admission.",
    },
    "unknown_cause": {"ru": "Выберите причину из списка.", "en": "Choose a cause of the list."},
    "too_many_codes": {
        "ru": "Кодов было слишком много. Отправьте новый через час.",
        "en": "There were too many codes. Send a new one in an hour.",
    },
    "channel_not_set_up": {
        "ru": "Эта связь не настроена. Что задать, скажет проверка установки.",
        "en": "This channel is not set up. `otklik doctor` says what to set.",
    },
    "channel_unreachable": {
        "ru": "Служба не отвечает. Почему, скажет проверка установки.",
        "en": "The service does not answer. `otklik doctor` says why.",
    },
    "maintenance_past": {
        "ru": "Это время уже прошло. Назовите более позднее.",
        "en": "That time has passed. Name a later one.",
    },
    "maintenance_too_long": {
        "ru": "Работы длятся не больше 8 часов. Назовите время раньше, потом продлите.",
        "en": "Maintenance lasts at most 8 hours. Name an earlier end, and say it again then.",
    },
    "unreadable_time": {"ru": "Напишите время: 15:30.", "en": "Write a time of day: 15:30."},
    "no_maintenance": {"ru": "Эти работы уже закончились.", "en": "That maintenance is over already."},
    "bad_slug": {
        "ru": "Короткое имя пишут строчными латинскими буквами, цифрами и дефисом, до 48 знаков.",
        "en": "A short name has 1 to 48 of a–z, 0–9 and hyphen.",
    },
    "bad_phone": {
        "ru": "Такого номера не бывает. Напишите его целиком, с кодом города.",
        "en": "There is no such number. Write it whole, with its area code.",
    },
    "bad_shop_url": {
        "ru": "Это не адрес магазина. Скопируйте его из строки браузера.",
        "en": "This is no address of a shop. Copy it from the browser's address line.",
    },
    "bad_trade": {
        "ru": "Вид торговли пишут так же, как в стандарте: строчными латинскими буквами, цифрами и дефисом.",
        "en": "A trade is written as in the standard: 1 to 48 of a–z, 0–9 and hyphen.",
    },
    "catch_up_incomplete": {
        "ru": "Для добора пропущенных заказов нужны и адрес, и ключ, и секрет. Или оставьте все три пустыми.",
        "en": "Fetching missed orders needs address, key and secret. Or leave all three empty.",
    },
    "conflict": {
        "ru": "Кто-то изменил это раньше вас. Посмотрите ещё раз и решите.",
        "en": "Somebody changed this before you. Look at it again, then decide.",
    },
    "country_missing": {
        "ru": "Часы называют праздники, но не сказано, какой страны. Напишите код, например {code}.",
        "en": "The hours name holidays, but not of which country. Write its code, for example {code}.",
    },
    "country_unknown": {
        "ru": "Праздников этой страны нет в календаре. Напишите двухбуквенный код, например {code}.",
        "en": "There are no holidays for this country. Write a two-letter code, for example {code}.",
    },
    "empty_name": {
        "ru": "Без имени нельзя. Напишите, как человека зовут коллеги.",
        "en": "A name is needed. Write what colleagues call this person.",
    },
    "exception_invalid": {
        "ru": "Проверьте особые дни: нужна дата и часы вроде 10:00-16:00, каждая дата один раз.",
        "en": "Check the special days: a date and hours such as 10:00-16:00, each date once.",
    },
    "hours_invalid": {
        "ru": "Так часы не прочитать. Проверьте время открытия, закрытия и перерыва.",
        "en": "These hours can't be read. Check opening, closing and break.",
    },
    "hours_missing": {
        "ru": "В этой строке не хватает времени. Заполните открытие и закрытие, у перерыва обе границы.",
        "en": "A time is missing in this row. Fill in opening and closing; a break needs both its times.",
    },
    "hours_unsupported": {
        "ru": "По таким часам нельзя считать время. Запишите дни недели и время.",
        "en": "Time can't be computed by such hours. Write weekdays and clock times.",
    },
    "night_unknown": {
        "ru": "Выберите, к какому дню относится ночная смена.",
        "en": "Choose which day a night shift belongs to.",
    },
    "not_allowed": {
        "ru": "Эту роль даёт администратор.",
        "en": "This role is given by an administrator.",
    },
    "not_on_shift": {
        "ru": "Этого человека на смене уже нет.",
        "en": "This person is not on shift any more.",
    },
    "person_exists": {
        "ru": "Такое короткое имя уже занято. Добавьте к нему букву или цифру.",
        "en": "This short name is taken. Add a letter or a digit to it.",
    },
    "region_unknown": {
        "ru": "Праздников этого региона нет в календаре. Оставьте поле пустым и добавьте особые дни.",
        "en": "There are no holidays for this region. Leave it empty and add special days.",
    },
    "roster_invalid": {
        "ru": "График не прочитать. Проверьте дни и часы.",
        "en": "The roster can't be read. Check its days and hours.",
    },
    "staffing_least": {"ru": "Напишите число от 1 до 50.", "en": "Write a number from 1 to 50."},
    "staffing_none": {
        "ru": "Плана ещё нет: сначала посчитайте его.",
        "en": "There is no plan yet: work it out first.",
    },
    "staffing_stale": {
        "ru": "График с тех пор изменили. Посчитайте план заново, чтобы ничего не затереть.",
        "en": "The roster has changed since. Work the plan out again, so that nothing is overwritten.",
    },
    "same_person": {"ru": "Выберите коллегу, которого сменяете.", "en": "Choose the colleague you relieve."},
    "source_exists": {
        "ru": "Источник с таким именем уже есть. Назовите этот иначе.",
        "en": "There is a source of this name already. Give this one another name.",
    },
    "store_exists": {
        "ru": "Магазин с таким коротким именем уже есть. Назовите этот иначе.",
        "en": "There is a store of this short name already. Give this one another.",
    },
    "agreement_superseded": {
        "ru": "Этот текст заменён новым. Откройте ссылку из последнего письма.",
        "en": "This text is replaced by a newer one. Open the link of the latest letter.",
    },
    "other_rendering": {
        "ru": "Текст прислали заново, пока вы читали. Прочитайте его ещё раз.",
        "en": "The text was sent anew while you read. Read it once more.",
    },
    "not_partners_person": {
        "ru": "Принимает управляющий партнёра или заведующий одного из его магазинов.",
        "en": "A manager of the partner or the head of one of its stores accepts.",
    },
    "unknown_channel": {"ru": "Такого способа связи нет.", "en": "There is no such channel."},
    "unknown_method": {
        "ru": "Этого адреса уже нет или код устарел. Обновите страницу.",
        "en": "This address is gone, or its code is too old. Load the page again.",
    },
    "unknown_partner": {"ru": "Выберите партнёра из списка.", "en": "Choose a partner from the list."},
    "unknown_person": {
        "ru": "Этот человек здесь не работает.",
        "en": "This person does not work here.",
    },
    "successor_missing": {
        "ru": "Назовите, кто выполнит обещанное покупателям.",
        "en": "Name who keeps what buyers were promised.",
    },
    "unknown_role": {"ru": "Отметьте хотя бы одну роль.", "en": "Tick at least one role."},
    "unknown_source": {
        "ru": "Такого источника нет, или он уже отключён.",
        "en": "There is no such source, or it was ended already.",
    },
    "unknown_store": {"ru": "Выберите магазин из списка.", "en": "Choose a store from the list."},
    "no_address": {
        "ru": "У вас не указана почта. Добавьте адрес в настройках, в разделе «Люди».",
        "en": "You have no mail address. Add one in the set-up, under People.",
    },
    "no_standard": {
        "ru": "Ни один стандарт не принят: судить заказы не по чему. Примите его в настройках.",
        "en": "No standard is accepted: there is nothing to judge by. Accept one in the set-up.",
    },
    "report_foreign": {
        "ru": "В отчёте чужие магазины: этому человеку его не отправить.",
        "en": "The report has stores of others: it can't be sent to this person.",
    },
    "unknown_scope": {"ru": "Выберите магазины из списка.", "en": "Choose the stores from the list."},
    "unreadable_day": {"ru": "Назовите оба дня.", "en": "Name both days."},
    "window_empty": {
        "ru": "Последний день раньше первого. Поменяйте их местами.",
        "en": "The last day lies before the first. Swap them.",
    },
    "window_long": {
        "ru": "Слишком много дней: отчёт вмещает три года.",
        "en": "Too many days: a report holds three years.",
    },
    "window_open": {
        "ru": "Последний день ещё не прошёл. Возьмите вчерашний или более ранний.",
        "en": "The last day is not over yet. Take yesterday or an earlier one.",
    },
    "zone_unknown": {
        "ru": "Такого часового пояса нет. Выберите город из списка.",
        "en": "There is no such time zone. Choose a city from the list.",
    },
}
"""Error code → what is wrong and what to do, in one or two sentences."""

FIELDS: Mapping[str, str] = {
    "maintenance_past": "until",
    "maintenance_too_long": "until",
    "bad_address": "address",
    "bad_phone": "phone",
    "bad_shop_url": "shop_url",
    "bad_slug": "slug",
    "bad_trade": "trade",
    "catch_up_incomplete": "shop_url",
    "country_missing": "country",
    "country_unknown": "country",
    "empty_name": "name",
    "exception_invalid": "exceptions",
    "hours_invalid": "hours",
    "bad_stock_url": "stock_url",
    "bad_feed_url": "url",
    "feed_owner": "owner",
    "hours_missing": "hours",
    "hours_unsupported": "hours",
    "night_unknown": "night",
    "not_allowed": "roles",
    "person_exists": "slug",
    "region_unknown": "region",
    "source_exists": "slug",
    "store_exists": "slug",
    "unknown_partner": "partner",
    "staffing_least": "least",
    "successor_missing": "successor",
    "unknown_role": "roles",
    "unknown_store": "store",
    "unreadable_day": "first_on",
    "window_empty": "last_on",
    "window_long": "first_on",
    "window_open": "last_on",
    "zone_unknown": "zone",
}
"""Error code → the field beside which it is said; any other stands above the form."""

EXAMPLE_CODE = "RU"


def say_error(error: DomainError, locale: Locale) -> str:
    """What was refused and what to do, for a person."""
    words = ERRORS.get(error.code)
    if words is None:
        return f"{error.message} {error.remedy}".strip()
    return words[locale].format(code=EXAMPLE_CODE)


def errors_of(error: DomainError, locale: Locale, *rows: str) -> dict[str, str]:
    """The sentence by the field that it belongs to; under "" where it is the whole form's.

    Parameters
    ----------
    rows
        Fields whose names an error may give as its place, such as the days of a grid.
    """
    field = error.place if error.place in rows else FIELDS.get(error.code, "")
    return {field: say_error(error, locale)}
