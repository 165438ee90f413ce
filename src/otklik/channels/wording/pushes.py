"""The few words of a notification in a browser: its second line, its buttons, and the one that only tries the way.

It shows on a locked screen, so it says numbers, hours and minutes, and never whose order it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from otklik.channels.wording.particulars import Particulars
from otklik.domain.locales import Locale, Words, span_of

LEFT: Words = {"ru": "Ещё {span}", "en": "{span} left"}
WAITS: Words = {"ru": "Покупатель ждёт {span}", "en": "The buyer has waited {span}"}

BUTTONS: Mapping[str, Words] = {
    "take": {"ru": "Беру", "en": "Take"},
    "busy": {"ru": "Занят", "en": "Busy"},
    "open": {"ru": "Открыть", "en": "Open"},
}

TRIAL: Mapping[str, Words] = {
    "title": {"ru": "Уведомления включены", "en": "Notifications are on"},
    "body": {"ru": "Так вы узнаете о новом заказе", "en": "This is how a new order will reach you"},
}

NEAR = timedelta(hours=3)
"""What is owed later than that is said by the clock in the first line alone."""


def second_line(about: Particulars, locale: Locale, *, now: datetime) -> str:
    """How many minutes are left, or how long the buyer has waited; empty where neither is known.

    Parameters
    ----------
    about
        Of the message; only its instants are spoken of.
    now
        Aware UTC.
    """
    left = about.limit_at - now if about.limit_at is not None else None
    if left is not None and timedelta(minutes=1) <= left <= NEAR:
        return LEFT[locale].format(span=span_of(int(left.total_seconds()) // 60, locale))
    late = left is not None and left < timedelta(minutes=1)
    if late and about.waiting_m is not None:
        return WAITS[locale].format(span=span_of(about.waiting_m, locale))
    return ""
