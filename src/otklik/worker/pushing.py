"""What a message becomes on its way to a browser: minutes instead of names, and buttons that the browser itself sends.

A button's token stands behind `#`, which no browser sends to anybody: its service worker takes it off and posts it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.conf import settings

from otklik.actions import pushes
from otklik.channels.message import Link, Message
from otklik.channels.wording import Particulars
from otklik.channels.wording.pushes import BUTTONS, second_line
from otklik.domain.notices import Notice


def as_push(message: Message, notice: Notice, about: Particulars, *, now: datetime) -> Message:
    """The message as a notification: its second line, its buttons, and what it is about.

    Parameters
    ----------
    message
        As its wording made it.
    notice
        What it carries; a place's device has nobody who could take the order, so it only opens the page.
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
    made = [Link("open", BUTTONS["open"][message.locale], f"{settings.OTKLIK_BASE_URL}{page}")]
    can_take = kind == "order" and any(link.name == "take" for link in message.links)
    purposes: tuple[pushes.Purpose, ...] = ("take", "busy", "received") if can_take else ("received",)
    for purpose in purposes:
        word = BUTTONS[purpose][message.locale] if purpose in BUTTONS else ""
        token = pushes.make_token(purpose, notice, now=now)
        made.append(Link(purpose, word, f"{settings.OTKLIK_BASE_URL}/push/{purpose}#{token}"))
    return made
