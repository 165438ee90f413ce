"""The words of agreements on the standard, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

AGREEMENT: Mapping[str, Words] = {
    "title": {"ru": "Стандарт «{name}», версия {number}", "en": "Standard {name}, version {number}"},
    "lead": {
        "ru": "Так площадка и «{partner}» работают с заказами: кто, кому и к какому часу отвечает, и когда заказ можно "
        "отпустить.",
        "en": "How the marketplace and {partner} work with orders: who answers whom by when, and when an order may be "
        "let go.",
    },
    "sent": {"ru": "Отправлен {when}", "en": "Sent {when}"},
    "accepted": {"ru": "Принят {when}: {who}", "en": "Accepted {when} by {who}"},
    "superseded": {"ru": "Заменён {when}", "en": "Replaced {when}"},
    "state_open": {"ru": "ждёт ответа", "en": "waits for an answer"},
    "state_agreed": {"ru": "согласован", "en": "agreed"},
    "state_past": {"ru": "заменён", "en": "replaced"},
    "state_lapsed": {"ru": "заменён, не принят", "en": "replaced, never accepted"},
    "what": {"ru": "Что это даёт", "en": "What it means"},
    "what_open": {
        "ru": "Пока его никто не принял, цифры служат подсказкой: партнёра ни с кем не сравнивают, а отказ раньше "
        "срока ждёт, но не блокируется.",
        "en": "Until somebody accepts it the figures are guidance: the partner is compared with nobody, and an early "
        "refusal is parked, never blocked.",
    },
    "what_agreed": {
        "ru": "Новые заказы идут по этим правилам, и по ним считаются цифры. Что открыто раньше, живёт по прежним.",
        "en": "New orders go by these rules, and the figures count by them. What was open before keeps its own.",
    },
    "changes": {"ru": "Что меняется против прежней версии", "en": "What changes against the version before"},
    "no_changes": {
        "ru": "Слово в слово как прежняя версия.",
        "en": "Word for word as the version before.",
    },
    "text": {"ru": "Весь текст", "en": "The whole text"},
    "other": {"ru": "Тот же текст по-английски", "en": "The same text in Russian"},
    "hash": {
        "ru": "Контрольная сумма SHA-256 этого текста на двух языках: {digest}. Её подтвердит sha256sum по файлу.",
        "en": "SHA-256 of this text in both languages: {digest}. `sha256sum` of the file confirms it.",
    },
    "file": {"ru": "Скачать текст", "en": "Download the text"},
    "accept": {"ru": "Принять за «{partner}»", "en": "Accept for {partner}"},
    "accept_why": {
        "ru": "Принимает {who}. Это записывается вместе с контрольной суммой прочитанного текста.",
        "en": "{who} accepts. That goes on record with the checksum of the text above.",
    },
    "disagree": {
        "ru": "Не согласны с чем-то? Не принимайте и напишите администратору площадки: следующую версию пришлют "
        "заново.",
        "en": "Something is wrong? Don't accept, write to the marketplace's administrator: the next version comes "
        "anew.",
    },
    "only_partner": {
        "ru": "Принять может управляющий партнёра или заведующий одного из его магазинов.",
        "en": "A manager of the partner or the head of one of its stores can accept.",
    },
    "agreed_now": {"ru": "Принято и записано.", "en": "Accepted and on record."},
    "newer": {
        "ru": "Этот текст уже заменён. Прочитайте новый по ссылке из последнего письма.",
        "en": "This text is replaced already. Read the newer one by the link of the latest letter.",
    },
    "operator": {"ru": "командная строка", "en": "the command line"},
}

LIST: Mapping[str, Words] = {
    "agreements": {"ru": "Согласия партнёров", "en": "Agreements with partners"},
    "agreements_why": {
        "ru": "Действует — не значит согласован: стандарт, который ввёл администратор, обязывает сроками, но цифры по "
        "нему остаются подсказкой, пока его не примет человек со стороны партнёра.",
        "en": "In force is not agreed: a standard that an administrator adopted sets the deadlines, but its figures "
        "stay guidance until a person of the partner accepts it.",
    },
    "in_force": {"ru": "действует: {version}", "en": "in force: {version}"},
    "marketplaces": {"ru": "стандарт площадки", "en": "the marketplace's"},
    "agreed_to": {"ru": "согласован: {version}, {who}, {when}", "en": "agreed: {version}, {who}, {when}"},
    "agreed_other": {
        "ru": "согласован другой: {version}, {who}, {when}",
        "en": "agreed is another: {version}, {who}, {when}",
    },
    "not_agreed": {"ru": "не согласован", "en": "not agreed"},
    "waits": {"ru": "ждёт ответа: {version}, отправлен {when}", "en": "waits: {version}, sent {when}"},
    "send": {"ru": "Отправить партнёру", "en": "Send to a partner"},
    "send_why": {
        "ru": "Партнёр получит письмо со ссылкой, прочитает стандарт простыми словами и примет его или нет. На ответ "
        "10 рабочих дней.",
        "en": "The partner gets a letter with a link, reads the standard in plain words and accepts it or not. Ten "
        "working days to answer.",
    },
}
"""Words that stand beside those of `standard_words.STANDARDS` on the set-up's pages."""
