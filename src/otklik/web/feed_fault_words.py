"""What was wrong with a catalogue, in Russian: the sentence of the rules, and beside it the same for a Russian reader.

The rules speak English, to logs and the command line too. A sentence without a row here is shown as the rules say it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from otklik.domain.locales import Locale

RUSSIAN: Mapping[str, str] = {
    r"The goods have no number of 1 to (\d+) signs\.": "У товара нет артикула или он длиннее {0} знаков.",
    r"The goods have no name\.": "У товара нет названия.",
    r"The text has (\d+) signs, more than (\d+)\.": "Текст из {0} знаков, можно до {1}.",
    r"The text has more than (\d+) signs\.": "Текст длиннее {0} знаков.",
    r"The address of the page is none\.": "Это не адрес страницы: он начинается с https://.",
    r"There is no price\.": "Цены нет: по цене этот товар не предложат.",
    r"The price has no currency\.": "У цены не названа валюта.",
    r"The price is too large\.": "Цена слишком велика.",
    r"The price is finer than (\w+) has units\.": "В цене больше знаков после запятой, чем бывает в валюте {0}.",
    r"The goods have more than (\d+) params\.": "У товара больше {0} характеристик.",
    r"The size '(.*)' is not known; it stands as it is written\.": "Размер «{0}» не узнан и записан как есть.",
    r"The size is no size\.": "Это не размер.",
    r"'(.*)' is no number of things\.": "«{0}»: это не количество. Напишите целое число.",
    r"The stock is (-\d+).*; it counts as none\.": "Остаток {0} записан как 0.",
    r"'(.*)' is no store of this catalogue; in (\d+) rows its stock was not taken\.": (
        "Магазина «{0}» в этом каталоге нет; строк, из которых не взят его остаток: {1}."
    ),
    r"In (\d+) rows no store is named, and the catalogue is of several; their stock was not taken\.": (
        "Не сказано, в каком магазине товар; строк без остатка: {0}."
    ),
    r"The number '(.*)' stands in line (\d+) already, with other values\.": (
        "Артикул «{0}» уже есть в строке {1} с другими данными; взята первая строка."
    ),
    r"The catalogue has no goods '(.*)'; their stock was not taken\.": (
        "Товара «{0}» в каталоге нет, его остаток не взят. Сначала загрузите каталог."
    ),
    r"There is no category '(.*)' above the offers\.": "Категории «{0}» в файле нет.",
    r"The date of the catalogue lies ahead\.": "Дата каталога в будущем; считаем, что остатки на время загрузки.",
    r"The date of the catalogue is not read: .*": "Дата каталога не прочитана; остатки на время загрузки.",
    r"The sign &(.*); is none of XML's\.": "Знак &{0}; файлу неизвестен. Напишите сам знак.",
    r"This is no number\.": "Это не число.",
    r"The number can be read in two ways\.": "Число читается двояко. Напишите 1234.00.",
    r"No row of the file could be taken\..*": "Ни одной строки взять не удалось. В силе прежний каталог.",
    r"The XML is broken: (.*)\.": "Файл обрывается или сломан. Выгрузите его заново, целиком.",
    r"The file defines an entity, '(.*)'\.": "В файле есть своё определение «{0}». Выгрузите его без описания типа.",
    r"The file asks for another file\.": "Файл ссылается на другой файл. Выгрузите его целиком.",
    r"A tag or a text has no end\.": "Тег в файле не закрыт. Выгрузите его заново.",
    r"This is XML of another kind: '(.*)'\.": "Это другой файл: в начале стоит «{0}», нужен yml_catalog.",
    r"The archive is damaged, or breaks off\.": "Архив повреждён. Упакуйте файл заново.",
    r"No column was recognised as sku\.": "Не нашли столбец с артикулом. Назовите его «Артикул».",
    r"No column was recognised as quantity\.": "Не нашли ни названия, ни остатка. Назовите столбец «Остаток».",
    r"The reading was broken off.*": "Загрузка оборвалась. Отправьте файл ещё раз.",
    r"The address of the catalogue gives none: (.*)": "По адресу каталога нет. Откройте адрес в браузере.",
    r"The catalogue (\S+) is being read now\.": "Каталог сейчас загружается. Отправьте ещё раз через минуту.",
}
"""Sentence of the rules → the same in Russian; groups of the one stand in the other."""

PLACES: Mapping[str, str] = {
    "sku": "артикул", "title": "название", "price": "цена", "currency": "валюта", "size": "размер", "url": "страница",
    "quantity": "остаток", "store": "магазин", "categoryId": "категория", "date": "дата", "param": "характеристика",
    "offer": "предложение", "name": "название",
}  # fmt: skip


def say_fault(message: str, remedy: str, locale: Locale) -> str:
    """One sentence or two about a fault: what is wrong, and in English what to do."""
    if locale == "ru":
        for pattern, text in RUSSIAN.items():
            if match := re.fullmatch(pattern, message):
                return text.format(*match.groups())
    return f"{message} {remedy}".strip()


def say_place(place: str, locale: Locale) -> str:
    """Name of a column or element, for a reader; one that nobody named stands as it is."""
    return PLACES.get(place, place) if locale == "ru" else place
