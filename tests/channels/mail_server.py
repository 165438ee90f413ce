"""A real SMTP server on loopback whose manners a test chooses."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Manners:
    """What the server says at each stage; `None` = the usual. `drop` and `hang` name a stage."""

    mail: str | None = None
    rcpt: str | None = None
    letter: str | None = None
    drop: str = ""
    hang: str = ""


@dataclass
class MailServer:
    port: int = 0
    letters: list[Envelope] = field(default_factory=list)
    sessions: list[str] = field(default_factory=list)

    def url(self, **options: Any) -> str:
        given = {"from": "desk@shop.example", **options}
        return f"smtp://127.0.0.1:{self.port}?" + "&".join(f"{key}={value}" for key, value in given.items())

    def parsed(self) -> list[EmailMessage]:
        return [message_from_bytes(letter.original_content, policy=policy.default) for letter in self.letters]  # type: ignore[misc]


class Handler:
    def __init__(self, server: MailServer, manners: Manners, over: asyncio.Event) -> None:
        self.server, self.manners, self.over = server, manners, over

    async def _behave(self, stage: str, smtp: SMTP) -> None:
        if self.manners.drop == stage:
            smtp.transport.abort()
        if self.manners.hang == stage:
            await self.over.wait()

    async def handle_EHLO(
        self, smtp: SMTP, session: Session, envelope: Envelope, hostname: str, answers: list[str]
    ) -> list[str]:
        self.server.sessions.append(hostname)
        session.host_name = hostname
        await self._behave("hello", smtp)
        return answers

    async def handle_MAIL(
        self, smtp: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await self._behave("mail", smtp)
        if self.manners.mail:
            return self.manners.mail
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(
        self, smtp: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await self._behave("rcpt", smtp)
        answer = self.manners.rcpt or "250 OK"
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, smtp: SMTP, session: Session, envelope: Envelope) -> str:
        await self._behave("letter", smtp)
        if self.manners.letter:
            return self.manners.letter
        self.server.letters.append(envelope)
        return "250 OK"


def check_password(
    server: Any, session: Session, envelope: Envelope, mechanism: str, data: Any
) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (b"desk", b"p@ss word")
    return AuthResult(success=right, handled=right)


@contextmanager
def mail_server(
    manners: Manners | None = None,
    *,
    smtputf8: bool = False,
    login: bool = False,
    starttls: ssl.SSLContext | None = None,
    tls: ssl.SSLContext | None = None,
) -> Iterator[MailServer]:
    server = MailServer()
    loop = asyncio.new_event_loop()
    over = asyncio.Event()

    def protocol() -> SMTP:
        return SMTP(
            Handler(server, manners or Manners(), over),
            hostname="mx.test",
            loop=loop,
            enable_SMTPUTF8=smtputf8,
            authenticator=check_password if login else None,
            auth_required=login,
            auth_require_tls=False,
            tls_context=starttls,
        )

    listening = loop.run_until_complete(loop.create_server(protocol, "127.0.0.1", 0, ssl=tls))
    server.port = listening.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(_end(listening, over), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _end(listening: asyncio.Server, over: asyncio.Event) -> None:
    over.set()
    listening.close()
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
