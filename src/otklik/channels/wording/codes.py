"""The message that only proves an address: a code to type back, and why it came."""

from __future__ import annotations

from datetime import datetime

from otklik.channels.message import Message
from otklik.domain.locales import Locale, Words

SUBJECT: Words = {"ru": "Проверка связи: код {code}", "en": "Connection check: code {code}"}
TEXT: Words = {
    "ru": "Код {code}\n\nВпишите его на странице, с которой отправлено это сообщение: так видно, что сообщения о "
    "заказах дойдут.\nЕсли вы этого не просили, ничего делать не нужно.\n",
    "en": "Code {code}\n\nType it on the page from which this message was sent: so it is known that messages about "
    "orders arrive.\nIf you did not ask for it, there is nothing to do.\n",
}
SHORT: Words = {
    "ru": "Код {code}. Впишите его на странице «Отклика».",
    "en": "Code {code}. Type it on the Otklik page.",
}


def write_code(*, to: str, code: str, key: str, locale: Locale, at: datetime) -> Message:
    """The message with its code.

    Parameters
    ----------
    to
        Address.
    code
        What is typed back.
    key
        Stable name of this message.
    at
        Aware UTC.
    """
    return Message(
        key=key,
        to=to,
        subject=SUBJECT[locale].format(code=code),
        text=TEXT[locale].format(code=code),
        html="",
        locale=locale,
        at=at,
        short=SHORT[locale].format(code=code),
    )
