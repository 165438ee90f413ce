"""The channels that this version has, by the name that standards and contact methods use.

This table is the whole of registration; `docs/howto/add-a-channel.md` walks through the four places of a new one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from otklik.channels import console, email
from otklik.channels.message import Channel, Message, SendResult
from otklik.domain.errors import DomainError

CHANNELS: Mapping[str, Channel] = {
    "email": email,
    "console": console,
}


@lru_cache(maxsize=8)
def _settings_of(name: str, mail_url: str) -> tuple[Channel, Any]:
    """The module that carries a channel's messages, and its settings.

    A mail address `console://…` prints the mails instead of sending them: for development, and said so by doctor.
    """
    if name == email.NAME:
        if not mail_url:
            raise DomainError(
                "no_mail_server",
                "No mail server is configured.",
                remedy="Set OTKLIK_SMTP_URL.",
                place="OTKLIK_SMTP_URL",
            )
        module: Channel = console if mail_url.startswith(f"{console.NAME}:") else email
        return module, module.parse_settings(mail_url)
    return CHANNELS[name], CHANNELS[name].parse_settings("console://stderr")


def carry(channel: str, message: Message, *, mail_url: str) -> SendResult:
    """Result of sending one message by a channel as this installation has it; never raises.

    Parameters
    ----------
    mail_url
        Address of the mail server, as the operator set it; empty = none.
    """
    try:
        module, found = _settings_of(channel, mail_url)
    except DomainError as error:
        return SendResult("failed", reason=error.code)
    except KeyError:
        return SendResult("failed", permanent=True, reason="unknown_channel")
    return module.send(message, found)
