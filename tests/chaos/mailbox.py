"""A mail server on the loopback interface that takes every letter and remembers it in the order of arrival."""

import logging
import re
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


def free_port() -> int:
    """A TCP port of the loopback interface that nobody uses now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Mailbox:
    """Letters that this server has taken responsibility for: `(key, message_id)` each, and what each says."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, str]] = []
        self.texts: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        letter = message_from_bytes(envelope.content, policy=default)
        body = letter.get_body(("plain",))
        self.texts.append(f"{letter['Subject']}\n{body.get_content() if body else ''}")
        self.letters.append((str(letter["X-Otklik-Key"]), str(letter["Message-ID"])))
        return "250 taken"

    def copies(self) -> Counter[str]:
        """How many letters came under each key."""
        return Counter(key for key, _ in self.letters)

    def copies_about(self, number: str) -> Counter[str]:
        """How many letters that speak of an order came under each key."""
        named = re.compile(rf"(?<![\w-]){re.escape(number)}(?![\w-])")
        return Counter(
            key for (key, _), text in zip(self.letters, self.texts, strict=True) if named.search(text)
        )


@contextmanager
def open_mailbox() -> Iterator[tuple[Mailbox, str]]:
    """A mailbox and its `OTKLIK_SMTP_URL`."""
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # it tells of every connection
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield mailbox, f"smtp://127.0.0.1:{controller.port}?from=desk@shop.test"
    finally:
        controller.stop()
