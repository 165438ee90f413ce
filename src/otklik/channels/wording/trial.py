"""The letter that only tries whether letters arrive: a code to type back, and why it came."""

from __future__ import annotations

from datetime import datetime

from otklik.channels.message import Message
from otklik.domain.locales import Locale, Words

SUBJECT: Words = {"ru": "Проверка почты: код {code}", "en": "Mail check: code {code}"}
TEXT: Words = {
    "ru": "Код {code}\n\nВпишите его на странице, с которой отправлено это письмо: так видно, что письма о заказах "
    "дойдут.\nЕсли вы этого не просили, ничего делать не нужно.\n",
    "en": "Code {code}\n\nType it on the page from which this letter was sent: so it is known that letters about "
    "orders arrive.\nIf you did not ask for it, there is nothing to do.\n",
}


def write_trial(*, to: str, code: str, key: str, locale: Locale, at: datetime) -> Message:
    """The letter with its code.

    Parameters
    ----------
    to
        Address.
    code
        What is typed back.
    key
        Stable name of this trial.
    at
        Aware UTC.
    """
    text = TEXT[locale].format(code=code)
    return Message(
        key=key, to=to, subject=SUBJECT[locale].format(code=code), text=text, html="", locale=locale, at=at
    )
