"""Updates of a Telegram bot: a pressed button, or somebody who opened the bot by a link of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from otklik.intake.callbacks import Press, Reply, Start, Told, unreadable
from otklik.intake.json_input import read_object

NAME = "telegram"
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header

_DATA = re.compile(r"([a-z]{1,8}):([A-Za-z0-9]{1,48})")
_START = re.compile(r"/start(?:@\w+)?(?:\s+([A-Za-z0-9_-]{1,64}))?\s*")


def parse(raw: bytes) -> Told | None:
    """What an update tells; None where it is about something that we don't serve.

    Raises
    ------
    DomainError
        `unreadable`: it is no update of Telegram's.
    """
    update = read_object(raw)
    if not isinstance(update.get("update_id"), int):
        raise unreadable("update_id")
    if isinstance(query := update.get("callback_query"), dict):
        return _press(query)
    message = update.get("message")
    if not isinstance(message, dict) or not isinstance(message.get("text"), str):
        return None
    chat = _chat(message)
    started = _START.fullmatch(message["text"])
    return Start(chat, started[1] or "") if started else Reply(chat, message["text"])


def _press(query: Mapping[str, Any]) -> Press | None:
    message, data = query.get("message"), query.get("data")
    if not isinstance(message, dict) or not isinstance(query.get("id"), str):
        raise unreadable("callback_query")
    told = _DATA.fullmatch(data) if isinstance(data, str) else None
    number = message.get("message_id")
    if told is None or not isinstance(number, int):
        return None
    return Press(query["id"], _chat(message), number, told[1], told[2])


def _chat(message: Mapping[str, Any]) -> str:
    chat = message.get("chat")
    number = chat.get("id") if isinstance(chat, dict) else None
    if not isinstance(number, int):
        raise unreadable("chat.id")
    return str(number)
