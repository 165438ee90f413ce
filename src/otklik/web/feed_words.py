"""The words of catalogues and their feeds, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

FEEDS: Mapping[str, Words] = {
    "title": {"ru": "Каталоги и остатки", "en": "Catalogues and stock"},
    "lead": {
        "ru": "Чьи товары и сколько их: из файла, по адресу или от программы. По ним ищут тот же товар у соседей.",
        "en": "Whose goods, and how many: from a file, an address or your program. By them the same thing is found "
        "at other stores.",
    },
    "connect": {"ru": "Подключить каталог", "en": "Connect a catalogue"},
    "none": {"ru": "Каталогов пока нет", "en": "There are no catalogues yet"},
    "none_why": {
        "ru": "Без них не видно, у кого есть тот же размер. Подойдёт выгрузка для маркетплейсов или таблица.",
        "en": "Without them nobody sees who has that size. The export for marketplaces will do, or a table.",
    },
    "as_of": {"ru": "остатки {when}", "en": "stock of {when}"},
    "old": {"ru": "старше суток", "en": "older than a day"},
    "never": {"ru": "ещё не загружали", "en": "nothing was read yet"},
    "of_store": {"ru": "каталог магазина {name}", "en": "catalogue of {name}"},
    "of_partner": {"ru": "каталог партнёра {name}", "en": "catalogue of partner {name}"},
    "goods": {"ru": "товаров: {count}", "en": "goods: {count}"},
    # a new one
    "new_title": {"ru": "Подключить каталог", "en": "Connect a catalogue"},
    "owner": {"ru": "Чей это каталог", "en": "Whose catalogue it is"},
    "owner_hint": {
        "ru": "Каталог партнёра называет магазин в каждой строке",
        "en": "A partner's catalogue names a store in each row",
    },
    "partner": {"ru": "партнёр {name}, все магазины", "en": "partner {name}, all stores"},
    "slug": {"ru": "Имя выгрузки", "en": "Name of the feed"},
    "slug_hint": {
        "ru": "латиницей; пустое поле: придумаем сами",
        "en": "Latin letters; empty: we choose one",
    },
    "url": {"ru": "Адрес каталога", "en": "Address of the catalogue"},
    "url_hint": {
        "ru": "https://…; заберём раз в час. Пустое поле: файл принесут сюда",
        "en": "https://…; fetched each hour. Empty: somebody brings the file here",
    },
    "currency": {"ru": "Валюта цен без валюты", "en": "Currency of prices that name none"},
    "make": {"ru": "Подключить", "en": "Connect"},
    # one feed
    "upload": {"ru": "Загрузить файл", "en": "Send a file"},
    "file": {"ru": "Файл каталога или остатков", "en": "File of the catalogue, or of stock"},
    "file_hint": {
        "ru": "YML, CSV или XLSX, можно в gzip, до {limit} МБ. Таблица без названий меняет только остатки.",
        "en": "YML, CSV or XLSX, packed by gzip or not, up to {limit} MB. A table without names changes stock alone.",
    },
    "send": {"ru": "Загрузить", "en": "Send"},
    "whole": {
        "ru": "Каталог меняется целиком или не меняется: если файл сломан, остаётся прежний.",
        "en": "A catalogue changes as a whole or not at all: if the file is broken, the last one stays.",
    },
    "history": {"ru": "Загрузки", "en": "Readings"},
    "history_none": {"ru": "Файлов ещё не было.", "en": "No file has come yet."},
    "waits": {"ru": "ждёт очереди: {name}", "en": "waits for its turn: {name}"},
    "faults": {"ru": "Что не взято: загрузка {when}", "en": "What was not taken: reading {when}"},
    "faults_more": {"ru": "и ещё {count}", "en": "and {count} more"},
    "fault": {"ru": "строка {line}, {place}", "en": "line {line}, {place}"},
    "left_out": {"ru": "строка не взята", "en": "row left out"},
    "taken": {"ru": "строка взята", "en": "row taken"},
    "counts": {
        "ru": "взято {offers}, не взято {left_out}, замечаний {noted}, пропало из каталога {gone}",
        "en": "{offers} taken, {left_out} left out, {noted} noted, {gone} gone",
    },
    "address": {"ru": "забираем раз в час: {url}", "en": "fetched each hour: {url}"},
    "brought": {"ru": "файл приносят сюда или через {api}", "en": "the file is brought here, or by {api}"},
    "no_file": {"ru": "Выберите файл.", "en": "Choose a file."},
    "too_large": {"ru": "Файл больше {limit} МБ.", "en": "The file is larger than {limit} MB."},
}

OUTCOMES: Mapping[str, Words] = {
    "": {"ru": "читаем", "en": "being read"},
    "read": {"ru": "загружен", "en": "read"},
    "unchanged": {"ru": "без изменений", "en": "unchanged"},
    "failed": {"ru": "не прочитан", "en": "failed"},
}
