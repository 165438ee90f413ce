"""What a message becomes on its way to a browser: minutes instead of names, and buttons that the browser itself sends.

A button's token stands behind `#`, which no browser sends to anybody: its service worker takes it off and posts it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.conf import settings

from otklik.actions import pushes
from otklik.channels.message import Link, Message
from otklik.channels.wording import Particulars
from otklik.channels.wording.pushes import BUTTONS, second_line
from otklik.channels.wording.tables import GENERIC, SAYS
from otklik.domain.locales import NBSP
from otklik.domain.notices import Notice
from otklik.worker.reservation_words import ASKED


def as_push(message: Message, notice: Notice, about: Particulars, *, now: datetime) -> Message:
    """The message as a notification: its second line, its buttons, and what it is about.

    Parameters
    ----------
    message
        As its wording made it.
    notice
        What it carries.
    about
        What the message may speak of.
    now
        Aware UTC.
    """
    ref = notice.ref
    return replace(
        message,
        short=second_line(about, message.locale, now=now),
        about=f"{notice.stream} {ref.kind} {ref.key}" if ref else notice.key,
        links=tuple(_links(message, notice, now=now)),
    )


def _links(message: Message, notice: Notice, *, now: datetime) -> list[Link]:
    kind, _, name = notice.stream.partition("/")
    page = f"/orders/{name}" if kind == "order" else "/desk"
    page = "/reservations" if notice.say == ASKED else page
    made = [Link("open", BUTTONS["open"][message.locale], f"{settings.OTKLIK_BASE_URL}{page}")]
    can_take = kind == "order" and "take" in SAYS.get(notice.say, SAYS[GENERIC]).links
    purposes: tuple[pushes.Purpose, ...] = ("take", "busy", "received") if can_take else ("received",)
    for purpose in purposes:
        word = BUTTONS[purpose][message.locale] if purpose in BUTTONS else ""
        made.append(_button(purpose, word, (notice,), now=now))
    return made


def bundle_as_push(message: Message, notices: Sequence[Notice], *, now: datetime) -> Message:
    """The message of several notices as a notification: the numbers of their orders, and the desk behind it.

    Parameters
    ----------
    message
        As its wording made it: its first line says how many wait.
    notices
        What it carries, to one receiver by one method.
    now
        Aware UTC.
    """
    numbers = dict.fromkeys(str(one.values.get("order", "")) for one in notices)
    desk = Link("open", BUTTONS["open"][message.locale], f"{settings.OTKLIK_BASE_URL}/desk")
    return replace(
        message,
        short=", ".join(f"№{NBSP}{number}" for number in numbers if number),
        about=f"bundle {notices[0].receiver}",
        links=(desk, _button("received", "", notices[:MOST_RECEIPTS], now=now)),
    )


MOST_RECEIPTS = 16
"""Notices of one notification whose arrival its receipt can tell of; more would not fit into what a browser gets."""


def _button(purpose: pushes.Purpose, word: str, notices: Sequence[Notice], *, now: datetime) -> Link:
    token = pushes.make_token(purpose, notices, now=now)
    return Link(purpose, word, f"{settings.OTKLIK_BASE_URL}/push/{purpose}#{token}")
