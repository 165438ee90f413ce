"""The words around the Monday letters to partners, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

PAGE: Mapping[str, Words] = {
    "all": {"ru": "Письма: {name}", "en": "Letters: {name}"},
    "pdf": {"ru": "Скачать PDF", "en": "Download the PDF"},
    "send": {"ru": "Отправить сейчас", "en": "Send it now"},
    "preview": {
        "ru": "Это ещё черновик: в понедельник в 9:00 письмо сохранится и уйдёт само.",
        "en": "This is a draft yet: on Monday at 9:00 the letter is kept and goes out by itself.",
    },
    "unsent": {
        "ru": "Письмо сохранено, но ещё не отправлено.",
        "en": "The letter is kept, but it has not been sent yet.",
    },
    "sent": {"ru": "Отправлено, получателей: {count}.", "en": "Sent to {count} readers."},
    "nobody": {
        "ru": "Отправлять некому: у управляющих и заведующих партнёра нет почты.",
        "en": "Nobody to send it to: no manager or head of the partner has a mail address.",
    },
    "quiet": {
        "ru": "На этой неделе писать не о чем: заказов не было, и ничего не ушло.",
        "en": "Nothing to write about: no orders in that week, and none lost.",
    },
    "frozen": {
        "ru": "Письмо не меняется: считаны записи журнала до № {position}. SHA-256 письма: {digest}",
        "en": "The letter never changes: entries of the journal up to no. {position} were read. SHA-256: {digest}",
    },
    "list_lead": {
        "ru": "Каждый понедельник в 9:00 по времени партнёра: три спасённых заказа, три потерянных и один совет.",
        "en": "Each Monday at 9:00 in the partner's zone: three orders saved, three lost, one piece of advice.",
    },
    "none": {"ru": "Писем пока нет", "en": "No letters yet"},
    "none_why": {
        "ru": "Первое уйдёт в ближайший понедельник в 9:00.",
        "en": "The first goes out on the coming Monday at 9:00.",
    },
    "draft": {"ru": "черновик", "en": "draft"},
    "lost": {"ru": "ушло {money}", "en": "{money} lost"},
    "saved": {"ru": "спасено {money}", "en": "{money} saved"},
}
