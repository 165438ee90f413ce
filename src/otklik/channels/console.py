"""The channel for development: writes each message to a stream, by default the terminal of the worker.

Nothing leaves the machine. It shows the text part and the links as a mail program would.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TextIO

from otklik.channels.message import Message, SendResult
from otklik.domain.errors import DomainError

NAME = "console"

_STREAMS = ("stdout", "stderr")


@dataclass(frozen=True, slots=True)
class ConsoleSettings:
    """Where messages are written; None = the process's standard output at the time of writing."""

    stream: TextIO | None = None


def parse_settings(url: str) -> ConsoleSettings:
    """Settings from `console://stdout` or `console://stderr`.

    Raises
    ------
    DomainError
        `bad_channel_url`: anything else.
    """
    scheme, _, name = url.partition("://")
    if scheme != NAME or name not in _STREAMS:
        raise DomainError(
            "bad_channel_url",
            f"{url!r} names no terminal stream.",
            remedy="Write console://stdout or console://stderr.",
            place="channel url",
        )
    return ConsoleSettings(sys.stderr) if name == "stderr" else ConsoleSettings()


def send(message: Message, settings: ConsoleSettings) -> SendResult:
    """Result of writing the message; the provider's id is the key itself.

    Parameters
    ----------
    message
        Control characters in it are shown as `?`: a buyer's name must not steer a seller's terminal.
    settings
        Where to.
    """
    lines = (
        f"── {NAME} · {message.key} · {message.at.isoformat()}",
        f"To: {message.to}",
        f"Subject: {message.subject}",
        "",
        message.text.rstrip(),
        "",
    )
    shown = "".join(sign if sign.isprintable() or sign in "\n\u00a0" else "?" for sign in "\n".join(lines))
    stream = settings.stream or sys.stdout
    try:
        stream.write(
            shown.encode(stream.encoding or "utf-8", "replace").decode(stream.encoding or "utf-8") + "\n"
        )
        stream.flush()
    except (OSError, ValueError):  # closed or broken pipe
        return SendResult("failed", reason="stream_closed")
    return SendResult("accepted", provider_id=message.key)


def check(settings: ConsoleSettings) -> str:
    """One line that says which stream is written to.

    Raises
    ------
    DomainError
        `channel_unreachable`: the stream is closed.
    """
    stream = settings.stream or sys.stdout
    if stream.closed:
        raise DomainError(
            "channel_unreachable", "The console's stream is closed.", remedy="Start it in a terminal."
        )
    return f"writes messages to {getattr(stream, 'name', 'a stream')}, nothing leaves this machine"
