"""The words of the frame of all set-up screens and of their first page, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Locale, Words


def spoken(table: Mapping[str, Words], locale: Locale) -> dict[str, str]:
    """A table of words in one language."""
    return {name: words[locale] for name, words in table.items()}


NAV: Mapping[str, Words] = {
    "setup": {"ru": "Обзор", "en": "Overview"},
    "setup_stores": {"ru": "Магазины", "en": "Stores"},
    "setup_people": {"ru": "Люди", "en": "People"},
    "setup_sources": {"ru": "Источники", "en": "Sources"},
    "setup_feeds": {"ru": "Каталоги", "en": "Catalogues"},
    "setup_standards": {"ru": "Стандарты", "en": "Standards"},
    "setup_playbooks": {"ru": "Инструкции", "en": "Playbooks"},
    "quarantine": {"ru": "Карантин", "en": "Quarantine"},
    "alarms": {"ru": "Тревоги", "en": "Alarms"},
    "setup_channels": {"ru": "Связь", "en": "Channels"},
    "setup_maintenance": {"ru": "Работы", "en": "Maintenance"},
    "setup_start": {"ru": "Первые шаги", "en": "First steps"},
}
"""Route → its word in the row of set-up sections."""

COMMON: Mapping[str, Words] = {
    "sections": {"ru": "Разделы настроек", "en": "Set-up sections"},
    "setup": {"ru": "Настройки", "en": "Set-up"},
    "save": {"ru": "Сохранить", "en": "Save"},
    "cancel": {"ru": "Отмена", "en": "Cancel"},
    "back": {"ru": "Назад", "en": "Back"},
    "yes": {"ru": "да", "en": "yes"},
    "wrong": {"ru": "Не сохранено. Проверьте отмеченные поля.", "en": "Not saved. Check the marked fields."},
    "read_only": {
        "ru": "Вы смотрите как аудитор: видно всё, менять ничего нельзя.",
        "en": "You look as an auditor: everything is visible, nothing can be changed.",
    },
    "copy": {"ru": "Скопировать", "en": "Copy"},
    "copied": {"ru": "Скопировано", "en": "Copied"},
    "optional": {"ru": "можно оставить пустым", "en": "may stay empty"},
}

SAID: Mapping[str, Words] = {
    "feed_connected": {
        "ru": "Каталог подключён. Загрузите первый файл.",
        "en": "The catalogue is connected. Send its first file.",
    },
    "feed_read": {"ru": "Каталог загружен.", "en": "The catalogue was read."},
    "feed_unchanged": {
        "ru": "Этот файл уже загружен, ничего не изменилось.",
        "en": "This file was read already; nothing has changed.",
    },
    "feed_waits": {
        "ru": "Файл принят и ждёт очереди: большие читаем отдельно, обычно за минуту.",
        "en": "The file is here and waits for its turn: large ones are read apart, mostly within a minute.",
    },
    "maintenance_begun": {
        "ru": "Работы начаты. Сотрудникам не пишем, в конце каждый получит одно сообщение.",
        "en": "Maintenance has begun. The staff is told nothing; at the end everybody gets one message.",
    },
    "maintenance_over": {
        "ru": "Работы окончены. Что ждало, уходит сейчас.",
        "en": "Maintenance is over. What waited goes out now.",
    },
    "store_opened": {
        "ru": "Магазин создан. Теперь добавьте людей.",
        "en": "The store is there. Now add its people.",
    },
    "playbook_published": {
        "ru": "Опубликовано. Заказы открывают новую версию.",
        "en": "Published. Orders open the new version.",
    },
    "playbook_restored": {
        "ru": "Снова действует текст из поставки.",
        "en": "The shipped text is in force again.",
    },
    "page_made": {
        "ru": "Новый адрес готов, прежний закрыт.",
        "en": "There is a new address; the old one is closed.",
    },
    "page_closed": {"ru": "Адрес закрыт.", "en": "The address is closed."},
    "store_saved": {"ru": "Сохранено.", "en": "Saved."},
    "mailed": {
        "ru": "Письмо с главными цифрами отправлено вам.",
        "en": "A letter with the headline figures is on its way to you.",
    },
    "inboxes_saved": {"ru": "Источники заказов сохранены.", "en": "The inboxes are saved."},
    "hours_saved": {
        "ru": "Часы сохранены. Они действуют для новых заказов; у открытых остаются прежние сроки.",
        "en": "The hours are saved. They apply to new orders; open ones keep their deadlines.",
    },
    "retimed": {
        "ru": "Сроки открытых заказов пересчитаны по нынешним часам.",
        "en": "The deadlines of open orders follow the present hours now.",
    },
    "person_admitted": {
        "ru": "Человек добавлен. Укажите его почту и отправьте приглашение.",
        "en": "The person is added. Give a mail address and an invitation.",
    },
    "admission_granted": {"ru": "Допуск выдан.", "en": "The admission is given."},
    "admission_withdrawn": {
        "ru": "Допуск отозван. Заказы сюда больше не приходят.",
        "en": "The admission is withdrawn. Orders no longer come here.",
    },
    "person_saved": {"ru": "Сохранено.", "en": "Saved."},
    "person_dismissed": {
        "ru": "Человек больше здесь не работает, его вход закрыт.",
        "en": "This person no longer works here, and the log-in is closed.",
    },
    "method_proved": {
        "ru": "Проверено: о заказах теперь сообщают и сюда.",
        "en": "Checked: orders are told of here as well.",
    },
    "method_removed": {"ru": "Адрес убран.", "en": "The address is removed."},
    "joined": {"ru": "Человек на смене.", "en": "On shift now."},
    "left": {"ru": "Человек ушёл со смены.", "en": "Off shift now."},
    "device_removed": {
        "ru": "Планшет отключён: его код больше ничего не подтверждает.",
        "en": "The tablet is disconnected: its code proves nothing any more.",
    },
    "fleet_saved": {
        "ru": "Сохранено. Новые окна считаются по-новому, обещанное остаётся.",
        "en": "Saved. New windows are reckoned by it; what is promised stays.",
    },
    "staffing_taken": {"ru": "График обновлён по плану.", "en": "The roster follows the plan now."},
    "staffing_given_back": {"ru": "Прежний график снова действует.", "en": "The roster before is back."},
    "roster_saved": {"ru": "График сохранён.", "en": "The roster is saved."},
    "stock_named": {"ru": "Адрес складской системы сохранён.", "en": "The stock system's address is saved."},
    "source_revoked": {
        "ru": "Источник отключён: новые заказы от него не принимаются.",
        "en": "The source is ended: no more orders are taken from it.",
    },
    "test_sent": {
        "ru": "Тестовый заказ принят и стоит в очереди.",
        "en": "The test order is received and stands in the queue.",
    },
    "test_withdrawn": {"ru": "Тестовый заказ снят.", "en": "The test order is withdrawn."},
    "read_again": {"ru": "Прочитано: заказ принят.", "en": "Read: the order is received."},
    "discarded": {
        "ru": "Сообщение убрано из карантина. Причина записана, само оно хранится.",
        "en": "It is out of quarantine. The reason is on record, the body is kept.",
    },
    "published": {
        "ru": "Версия опубликована. Она никого не обязывает, пока её не введут или не примут.",
        "en": "The version is published. It binds nobody until it is adopted.",
    },
    "adopted": {
        "ru": "Стандарт введён. Он действует для новых заказов; открытые живут по прежнему.",
        "en": "The standard is adopted. It applies to new orders; open ones keep the former.",
    },
    "standard_sent": {
        "ru": "Стандарт отправлен партнёру. Пока его не приняли, он не согласован.",
        "en": "The standard is sent to the partner. Until somebody accepts it there is no agreement.",
    },
    "no_hours": {
        "ru": "Не отправлено: стандарт считает по часам роли, которую никто не играет.",
        "en": "Not sent: the standard runs on the hours of a role that no place plays.",
    },
    "partner_letter_sent": {
        "ru": "Письмо сохранено и отправлено; второй раз оно не уйдёт.",
        "en": "The letter is kept and sent; it will not go out a second time.",
    },
    "agreed": {
        "ru": "Принято и записано с контрольной суммой текста.",
        "en": "Accepted, and on record with the checksum of the text.",
    },
    "letter_arrived": {"ru": "Почта работает: письмо дошло.", "en": "Mail works: the letter arrived."},
    "letter_sent": {
        "ru": "Почтовый сервер принял письмо. Впишите код из него.",
        "en": "The mail server took the letter. Type the code from it.",
    },
}
"""What was done, after a form went through; the name travels in the address."""

OVERVIEW: Mapping[str, Words] = {
    "title": {"ru": "Настройки", "en": "Set-up"},
    "all_well": {"ru": "Всё готово к заказам", "en": "Everything is ready for orders"},
    "all_well_why": {
        "ru": "Магазины, люди, почта и источники на месте.",
        "en": "Stores, people, mail and sources are in place.",
    },
    "missing": {"ru": "Что ещё сделать", "en": "What is left to do"},
    "no_store": {"ru": "Нет ни одного магазина", "en": "There is no store yet"},
    "no_store_why": {
        "ru": "Заказ всегда чей-то: создайте магазин и его часы.",
        "en": "An order is always somebody's: create a store with its hours.",
    },
    "no_store_act": {"ru": "Создать магазин", "en": "Create a store"},
    "no_hours": {"ru": "{name}: нет часов работы", "en": "{name}: no opening hours"},
    "no_hours_why": {
        "ru": "Пока часов нет, сроки считаются по часам площадки.",
        "en": "Without hours, deadlines follow the marketplace's.",
    },
    "no_hours_act": {"ru": "Задать часы", "en": "Set the hours"},
    "nobody": {"ru": "{name}: никого нельзя известить", "en": "{name}: nobody can be told"},
    "nobody_why": {
        "ru": "Добавьте продавца и его почту, иначе о заказе узнает только администратор.",
        "en": "Add a seller and a mail address, or only the administrator hears of an order.",
    },
    "nobody_act": {"ru": "Добавить человека", "en": "Add a person"},
    "no_mail_address": {"ru": "{name}: у людей нет почты", "en": "{name}: people without mail"},
    "no_mail_address_why": {
        "ru": "Люди есть, но письма им слать некуда.",
        "en": "There are people, but nowhere to send letters.",
    },
    "no_mail_address_act": {"ru": "Указать почту", "en": "Give an address"},
    "no_source": {"ru": "Заказам неоткуда прийти", "en": "Orders have nowhere to come from"},
    "no_source_why": {
        "ru": "Подключите магазин или создайте ключ для своей программы.",
        "en": "Connect a shop, or make a key for your own program.",
    },
    "no_source_act": {"ru": "Подключить источник", "en": "Connect a source"},
    "no_mail": {"ru": "Почтовый сервер не настроен", "en": "No mail server is configured"},
    "no_mail_why": {
        "ru": "Письма не уходят. Задайте {setting} и перезапустите.",
        "en": "No letters go out. Set {setting} and restart.",
    },
    "quarantined": {"ru": "В карантине: {count}", "en": "In quarantine: {count}"},
    "quarantined_why": {
        "ru": "Пришло от подключённого магазина, но не прочиталось.",
        "en": "It came from a connected shop and could not be read.",
    },
    "quarantined_act": {"ru": "Разобрать", "en": "Look through"},
    "late_money": {"ru": "Поздние оплаты: {count}", "en": "Late money: {count}"},
    "late_money_why": {
        "ru": "Деньги пришли, когда товар уже вернулся в продажу.",
        "en": "Money came after the goods had gone back on sale.",
    },
    "late_money_act": {"ru": "Решить", "en": "Settle"},
    "alarms": {"ru": "Тревоги: {count}", "en": "Alarms: {count}"},
    "alarms_why": {
        "ru": "О чём система не смогла никому сказать.",
        "en": "What the system could tell nobody about.",
    },
    "alarms_act": {"ru": "Посмотреть", "en": "Look"},
    "stores": {"ru": "Магазины и места", "en": "Stores and places"},
    "people": {"ru": "Люди", "en": "People"},
    "sources": {"ru": "Источники заказов", "en": "Sources of orders"},
    "standards": {"ru": "Стандарты", "en": "Standards"},
    "on_shift": {"ru": "на смене: {count}", "en": "on shift: {count}"},
    "open_now": {"ru": "открыто", "en": "open"},
    "closed_now": {"ru": "закрыто", "en": "closed"},
    "start": {"ru": "Настроить всё за пять минут", "en": "Set everything up in five minutes"},
    "start_act": {"ru": "Начать", "en": "Start"},
    "start_why": {
        "ru": "Пять шагов от пустого места до первого заказа в очереди.",
        "en": "Five steps from nothing to the first order in the queue.",
    },
}

ALARMS: Mapping[str, Words] = {
    "title": {"ru": "Тревоги", "en": "Alarms"},
    "lead": {
        "ru": "Здесь стоит то, о чём система не смогла никому сказать или с чем ничего не смогла сделать. "
        "Строка уходит сама, когда причина устранена.",
        "en": "Here stands what the system could tell nobody about, or could do nothing about. "
        "A row goes by itself when its cause is gone.",
    },
    "none": {"ru": "Тревог нет", "en": "No alarms"},
    "none_why": {"ru": "Обо всём есть кому узнать.", "en": "There is somebody to hear of everything."},
    "order": {"ru": "Открыть заказ", "en": "Open the order"},
    "plan": {"ru": "Открыть план утра", "en": "Open the plan"},
}

ALARM_REASONS: Mapping[str, Words] = {
    "breached": {"ru": "Срок прошёл", "en": "A limit passed"},
    "method_unhealthy": {
        "ru": "Письма по одному из адресов не уходят",
        "en": "Letters to one of the addresses fail",
    },
    "no_next_step": {"ru": "У заказа нет следующего шага", "en": "The order has no next step"},
    "too_many_generations": {
        "ru": "Срок открывался заново слишком много раз",
        "en": "A deadline was opened anew too often",
    },
    "nobody_to_tell": {
        "ru": "Некого известить: нет ни одного рабочего адреса",
        "en": "Nobody can be told: there is no address that works",
    },
    "no_owner": {
        "ru": "Заказ ничей: нет ни ответственного, ни очереди магазина",
        "en": "The order is nobody's: neither an owner nor a store's queue",
    },
    "no_step": {"ru": "У заказа нет следующего шага", "en": "The order has no next step"},
    "no_instant": {
        "ru": "Заказ остановился: система сама к нему не вернётся",
        "en": "The order has stopped: the system will not come back to it by itself",
    },
    "no_playbook": {"ru": "Для заказа нет инструкции", "en": "No playbook fits the order"},
    "plan_short": {
        "ru": "Утренние звонки не успеть: людей не хватает",
        "en": "The morning's calls can't be made in time: too few people",
    },
    "unanswered": {
        "ru": "Известили всех, никто не ответил",
        "en": "Everybody was told, nobody answered",
    },
}
"""Reason of an `alarm.raised` → words; any other is said as the journal has it."""
