"""The channels that this version has, by the name that standards and contact methods use.

This table is the whole of registration; `docs/howto/add-a-channel.md` walks through the four places of a new one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings

from otklik.channels import apprise, console, email, sms, telegram, webhook, webpush
from otklik.channels.message import Channel, Message, SendResult
from otklik.domain.errors import DomainError

CHANNELS: Mapping[str, Channel] = {
    "email": email,
    "sms": sms,
    "telegram": telegram,
    "apprise": apprise,
    "webpush": webpush,
    "webhook": webhook,
    "console": console,
}

SETTINGS: Mapping[str, str] = {
    "email": "OTKLIK_SMTP_URL",
    "sms": "OTKLIK_SMS_URLS",
    "telegram": "OTKLIK_TELEGRAM_URL",
    "apprise": "OTKLIK_APPRISE_URL",
    "webpush": "OTKLIK_PUSH_URL",
    "webhook": "OTKLIK_WEBHOOK_URL",
}
"""The variable that holds each channel's address or addresses; a channel without one needs none."""

OWN_ADDRESS = f"{console.NAME}://stderr"


@lru_cache(maxsize=32)
def _settings_of(name: str, url: str) -> tuple[Channel, Any]:
    """The module that carries a channel's messages, and its settings.

    An address `console://…` prints the messages instead of sending them: for development, and said so by doctor.
    """
    variable = SETTINGS.get(name)
    if variable is None:
        return CHANNELS[name], CHANNELS[name].parse_settings(OWN_ADDRESS)
    if not url:
        raise DomainError(
            "channel_not_set_up",
            f"Nothing is set up to send {name}.",
            remedy=f"Set {variable}.",
            place=variable,
        )
    module: Channel = console if url.startswith(f"{console.NAME}:") else CHANNELS[name]
    return module, module.parse_settings(url)


def carry(channel: str, message: Message, *, urls: Mapping[str, str]) -> SendResult:
    """Result of sending one message by a channel as this installation has it; never raises.

    Parameters
    ----------
    urls
        Channel → its address or addresses, as the operator set them; empty or absent = none.
    """
    try:
        module, found = _settings_of(channel, urls.get(channel, ""))
    except DomainError as error:
        return SendResult("failed", reason=error.code)
    except KeyError:
        return SendResult("failed", permanent=True, reason="unknown_channel")
    return module.send(message, found)


def settings_of(channel: str, *, urls: Mapping[str, str]) -> Any:
    """Settings of a channel as this installation has it; None where its messages are printed instead.

    Parameters
    ----------
    urls
        As for `carry`.

    Raises
    ------
    DomainError
        `channel_not_set_up`, `bad_channel_url`.
    """
    module, found = _settings_of(channel, urls.get(channel, ""))
    return found if module is CHANNELS[channel] else None


def brings_replies(channel: str, *, urls: Mapping[str, str]) -> bool:
    """Whether a reply to a text of this channel comes back to us as text: by SMS, where every gateway brings them."""
    try:
        found = settings_of(channel, urls=urls)
    except DomainError:
        return False
    return isinstance(found, sms.SmsSettings) and found.is_two_way


def own_urls() -> dict[str, str]:
    """Each channel's address or addresses, as this installation has them; empty = not set up."""
    return {name: getattr(settings, variable) for name, variable in SETTINGS.items()}
