"""Telegram by its Bot API: one message with buttons to one chat, and the answers to what was pressed.

A button's data names the notice by its key, which says nothing to anybody else and fits into the 64 bytes that Telegram
allows. There is no key for a repeat and no receipt of delivery: accepted is all that is ever known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from otklik.channels.exchange import Answer, Call, exchange
from otklik.channels.message import Link, Message, SendResult
from otklik.domain.errors import DomainError
from otklik.domain.locales import Words

NAME = "telegram"

LONGEST_TEXT = 4096
LONGEST_DATA = 64
"""Bytes of a button's data."""

ANSWERS: Mapping[str, Words] = {
    "take": {"ru": "Беру", "en": "I take it"},
    "busy": {"ru": "Занят", "en": "I am busy"},
}
"""Word of an answer → the label of its button."""

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_OPTIONS = ("bot", "timeout")
_CHAT = re.compile(r"-?[1-9][0-9]{0,18}")
_KEY = re.compile(r"[A-Za-z0-9]{1,48}")
_BOT = re.compile(r"[A-Za-z0-9_]{5,32}")
_FOOT = "\n\n-- \n"


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """The bot: its token, where the Bot API is, its name for links (empty = ask for it), seconds for a call."""

    token: str = field(repr=False)
    base: str
    host: str
    bot: str = ""
    timeout_s: float = 10.0


def parse_settings(url: str) -> TelegramSettings:
    """Settings from `telegram://<token>@api.telegram.org[?bot=name&timeout=10]`.

    Parameters
    ----------
    url
        The token stands as it is, with its colon. `telegram+http://` speaks without TLS, to this machine alone: for a
        Bot API server of one's own.

    Raises
    ------
    DomainError
        `bad_channel_url`: which part; the address is not repeated, it holds the token.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _bad("host and port", "the address can't be read") from error
    plain = parts.scheme == "telegram+http"
    if parts.scheme != "telegram" and not plain:
        raise _bad("scheme", "it must begin with telegram://")
    if not parts.hostname or parts.path not in ("", "/") or port == 0:
        raise _bad("host", "a host follows the token, and nothing but options follows the host")
    if plain and parts.hostname not in _LOOPBACK:
        raise _bad("scheme", "without TLS only this machine is spoken to")
    if not (parts.username or "").isdigit() or not parts.password:
        raise _bad("token", "the token has a number, a colon and letters")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    for name in options:
        if name not in _OPTIONS:
            raise _bad(name, f"there is no option {name!r}; there are {', '.join(_OPTIONS)}")
    if "bot" in options and not _BOT.fullmatch(options["bot"]):
        raise _bad("bot", "the bot's name has 5 to 32 letters, digits and underscores")
    host = parts.netloc.rpartition("@")[2]
    return TelegramSettings(
        token=f"{parts.username}:{parts.password}",
        base=f"{'http' if plain else 'https'}://{host}",
        host=host,
        bot=options.get("bot", ""),
        timeout_s=_seconds(options.get("timeout", "10")),
    )


def send(message: Message, settings: TelegramSettings) -> SendResult:
    """Result of handing one message to the Bot API; never raises.

    Parameters
    ----------
    message
        Its letter as plain text; what it asks for and where it leads become buttons.
    settings
        From `parse_settings`.

    Returns
    -------
    SendResult
        `provider_id` is the message's number in its chat. Permanent: the reader blocked the bot, there is no such
        chat, the text is refused. `retry_after_s` is what Telegram asks for when it is asked too often.
    """
    if not _CHAT.fullmatch(message.to):
        return SendResult("failed", permanent=True, reason="bad_address")
    rows = _buttons(message)
    body: dict[str, Any] = {
        "chat_id": int(message.to),
        "text": _text(message, has_buttons=bool(rows)),
        "link_preview_options": {"is_disabled": True},
    }
    if rows:
        body["reply_markup"] = {"inline_keyboard": rows}
    answer = _call(settings, "sendMessage", body)
    if isinstance(answer, SendResult):
        return answer
    result = answer.said.get("result")
    number = result.get("message_id") if isinstance(result, dict) else None
    if answer.status == 200 and isinstance(number, int):
        return SendResult("accepted", provider_id=str(number))
    return _refused(answer)


def _refused(answer: Answer) -> SendResult:
    code = answer.said.get("error_code", answer.status)
    told = answer.said.get("parameters")
    wait = told.get("retry_after") if isinstance(told, dict) else None
    if code == 200:
        return SendResult("unknown", reason="answer:unreadable")
    if code == 429:
        return SendResult("failed", reason="429", retry_after_s=wait if isinstance(wait, int) else None)
    if code == 403:
        return SendResult("failed", permanent=True, reason="403:blocked")
    if code == 400:
        missing = "chat not found" in str(answer.said.get("description", "")).casefold()
        return SendResult("failed", permanent=True, reason="400:no_chat" if missing else "400:refused")
    return SendResult("failed", reason=str(code)[:16])  # 401 and 404: our token; 5xx: theirs


def check(settings: TelegramSettings) -> str:
    """One line about the bot: it answers, and whether what people press comes back to us.

    Raises
    ------
    DomainError
        `channel_unreachable`: why.
    """
    name = bot_name(settings)
    hook = _call(settings, "getWebhookInfo", {})
    info = hook.said.get("result") if isinstance(hook, Answer) else None
    has_hook = isinstance(info, dict) and bool(info.get("url"))
    heard = "buttons come back" if has_hook else "buttons don't come back yet: `otklik channel hook telegram`"
    return f"@{name} answers at {settings.host}, {heard}"


def bot_name(settings: TelegramSettings) -> str:
    """Name of the bot, for `https://t.me/<name>`.

    Raises
    ------
    DomainError
        `channel_unreachable`: it does not answer, or not to this token.
    """
    answer = _call(settings, "getMe", {})
    me = answer.said.get("result") if isinstance(answer, Answer) else None
    if isinstance(me, dict) and isinstance(me.get("username"), str):
        return me["username"]
    reason = answer.reason if isinstance(answer, SendResult) else f"it answers {answer.status}"
    raise DomainError(
        "channel_unreachable",
        f"The bot at {settings.host} can't be used: {reason}.",
        remedy="Check OTKLIK_TELEGRAM_URL: the token and the host.",
        place="OTKLIK_TELEGRAM_URL",
    )


def set_hook(settings: TelegramSettings, url: str, secret: str) -> None:
    """Have everything that people write to the bot or press sent to an address of ours.

    Parameters
    ----------
    url
        https.
    secret
        What Telegram sends along in its own header.

    Raises
    ------
    DomainError
        `channel_unreachable`: it was not accepted.
    """
    body = {"url": url, "secret_token": secret, "allowed_updates": ["message", "callback_query"]}
    answer = _call(settings, "setWebhook", body)
    if isinstance(answer, SendResult) or answer.said.get("ok") is not True:
        reason = answer.reason if isinstance(answer, SendResult) else f"it answers {answer.status}"
        raise DomainError(
            "channel_unreachable",
            f"Telegram did not take the address: {reason}.",
            remedy="The desk must be reached by https: check OTKLIK_BASE_URL.",
            place="OTKLIK_BASE_URL",
        )


def say(settings: TelegramSettings, chat: str, text: str) -> None:
    """Say something in a chat; whether it arrives does not matter to anybody but the reader."""
    _call(settings, "sendMessage", {"chat_id": int(chat), "text": text})


def end_press(settings: TelegramSettings, press: str, text: str) -> None:
    """Say what came of a press, in a box over the chat, so that the button stops turning."""
    _call(
        settings, "answerCallbackQuery", {"callback_query_id": press, "text": text[:200], "show_alert": True}
    )


def take_buttons_away(settings: TelegramSettings, chat: str, number: int, links: Iterable[Link] = ()) -> None:
    """Leave a message without the buttons of an answer that was given."""
    kept = [[{"text": link.label, "url": link.url}] for link in links if link.url.startswith("https://")]
    markup = {"inline_keyboard": kept}
    _call(
        settings,
        "editMessageReplyMarkup",
        {"chat_id": int(chat), "message_id": number, "reply_markup": markup},
    )


def _call(settings: TelegramSettings, method: str, body: Mapping[str, Any]) -> Answer | SendResult:
    return exchange(Call(f"{settings.base}/bot{settings.token}/{method}", settings.timeout_s, body=body))


def _buttons(message: Message) -> list[list[dict[str, str]]]:
    """Rows of buttons: answers where the message can be answered, then where it leads, if that is https."""
    names = {link.name for link in message.links}
    rows = []
    if "take" in names and _KEY.fullmatch(message.key):
        rows.append([_answer(word, message) for word in ANSWERS])
    rows += [
        [{"text": link.label if link.name != "take" else _OPEN[message.locale], "url": link.url}]
        for link in message.links
        if link.url.startswith("https://")
    ]
    return rows


_OPEN: Words = {"ru": "Открыть заказ", "en": "Open the order"}


def _answer(word: str, message: Message) -> dict[str, str]:
    return {"text": ANSWERS[word][message.locale], "callback_data": f"{word}:{message.key}"}


def _text(message: Message, *, has_buttons: bool) -> str:
    """The letter without its foot, which speaks of letters, and without the links that are buttons."""
    text = message.text.partition(_FOOT)[0]
    for link in message.links if has_buttons else ():
        if link.url.startswith("https://"):
            text = text.replace(f"\n\n{link.label}:\n{link.url}", "")
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST_TEXT:
        text = message.short or message.subject
    return text.strip() or message.subject


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError as error:
        raise _bad("timeout", "timeout is a number of seconds") from error
    if not 0 < seconds <= 30:
        raise _bad("timeout", "timeout is between 0 and 30 seconds")
    return seconds


def _bad(part: str, why: str) -> DomainError:
    return DomainError(
        "bad_channel_url",
        f"The address of the Telegram bot is wrong at {part}: {why}.",
        remedy="Write telegram://123456:ABC-DEF@api.telegram.org.",
        place=f"channel url: {part}",
    )
