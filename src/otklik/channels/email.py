"""E-mail by SMTP: one connection, one letter, one honest answer.

A letter is accepted when the server has said so after the last dot, and unknown when the line broke between the first
byte of the letter and that answer: only then can it have arrived without our knowing. Servers' own words stay out of
results, because they quote addresses and results go into the journal.
"""

from __future__ import annotations

import hashlib
import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any, Literal
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from otklik.channels.message import Message, SendResult
from otklik.domain.errors import DomainError
from otklik.domain.locales import NBSP

NAME = "email"

Tls = Literal["none", "starttls", "implicit"]

_EXAMPLE = "smtp://user:password@mail.example:587?starttls=1&from=desk@shop.example"
_OPTIONS = ("starttls", "from", "name", "timeout", "ca")
_ATOM = r'[^\s@<>()\[\],;:\\".\x00-\x1f\x7f]+'
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_ATOM}(?:\.{_ATOM})*")
LONGEST_ADDRESS = 254
"""Characters; RFC 5321 §4.5.3.1.3."""
_SAFE_KEY = re.compile(r"[A-Za-z0-9._-]{1,64}")
_LINE_START_DOT = re.compile(rb"(?m)^\.")


@dataclass(frozen=True, slots=True)
class EmailSettings:
    """The mail server that takes our letters, and whose name they bear.

    Parameters
    ----------
    host, port
        Of the server.
    sender, sender_name
        Address and displayed name in From.
    user, password
        Of the log-in; empty = none.
    tls
        `starttls` is required once asked for; there is no falling back to plain text.
    timeout_s
        For connecting and for each answer of the server.
    ca
        File with certificates to trust instead of the system's; empty = the system's.
    """

    host: str
    port: int
    sender: str
    sender_name: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    tls: Tls = "none"
    timeout_s: float = 10.0
    ca: str = ""


class _Stopped(Exception):
    """The talk with the server ended early; carries the result."""

    def __init__(self, result: SendResult) -> None:
        super().__init__(result.reason)
        self.result = result


def parse_settings(url: str) -> EmailSettings:
    """Settings from `smtp://[user:password@]host[:port]?starttls=1&from=…` or `smtps://…`.

    Parameters
    ----------
    url
        Options: `starttls` 0 or 1, `from` (address), `name` (displayed), `timeout` (seconds), `ca` (file). Ports
        default to 25 and, for smtps, 465. Without `from` letters come from `otklik@` the host.

    Raises
    ------
    DomainError
        `bad_channel_url`: which part, and an example; the URL itself is not repeated, it may hold a password.
    """
    parts = _split(url)
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    for name in options:
        if name not in _OPTIONS:
            raise _bad_url(name, f"there is no option {name!r}; there are {', '.join(_OPTIONS)}")
    host = parts.hostname or ""
    implicit = parts.scheme == "smtps"
    starttls = options.get("starttls", "0")
    if starttls not in ("0", "1") or (implicit and starttls == "1"):
        raise _bad_url("starttls", "starttls is 0 or 1, and smtps:// has no need of it")
    sender = _sender(options.get("from", f"otklik@{host}"))
    return EmailSettings(
        host=host,
        port=parts.port or (465 if implicit else 25),
        sender=sender,
        sender_name=_one_line(options.get("name", "")),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls="implicit" if implicit else "starttls" if starttls == "1" else "none",
        timeout_s=_seconds(options.get("timeout", "10")),
        ca=options.get("ca", ""),
    )


def send(message: Message, settings: EmailSettings) -> SendResult:
    """Result of handing one letter to the server; never raises.

    Parameters
    ----------
    message
        A repeat with the same key bears the same Message-ID.
    settings
        From `parse_settings`.

    Returns
    -------
    SendResult
        `provider_id` is the Message-ID. An answer 4xx is a temporary failure; 5xx to sender, receiver or letter is
        permanent. Trouble before that (connection, TLS, log-in) is our set-up's or the server's, hence temporary.
    """
    to = _ascii_domain(message.to)
    if to is None:
        return SendResult("failed", permanent=True, reason="bad_address")
    message_id = f"<{_token(message.key)}@{settings.sender.rpartition('@')[2]}>"
    try:
        letter = build_letter(message, to, message_id, settings)
        with _connection(settings) as smtp:
            _hand_over(smtp, letter, to, settings)
    except _Stopped as stop:
        unknown = stop.result.outcome == "unknown"
        return SendResult("unknown", message_id, reason=stop.result.reason) if unknown else stop.result
    except Exception as error:  # the contract is never to raise: a poisoned letter must not stop the others
        return SendResult("failed", permanent=True, reason=f"letter:{type(error).__name__}")
    return SendResult("accepted", provider_id=message_id)


def check(settings: EmailSettings) -> str:
    """One line about the mail server: it answers, takes the log-in and is ready for letters.

    Raises
    ------
    DomainError
        `channel_unreachable`: the stage and what to look at.
    """
    where = f"{settings.host}:{settings.port}"
    try:
        with _connection(settings) as smtp:
            code, _ = smtp.noop()
    except (_Stopped, OSError, smtplib.SMTPException) as error:
        raise DomainError(
            "channel_unreachable",
            f"The mail server {where} can't be used: {error}.",
            remedy="Check OTKLIK_SMTP_URL: host, port, starttls, user and password.",
            place="OTKLIK_SMTP_URL",
        ) from error
    secured = {"none": "without encryption", "starttls": "STARTTLS", "implicit": "TLS"}[settings.tls]
    return f"{where} answers ({code}), {secured}, {'logged in' if settings.user else 'no log-in'}"


def build_letter(message: Message, to: str, message_id: str, settings: EmailSettings) -> bytes:
    """The letter as bytes for the wire: text and HTML parts, 7-bit, lines ended by CRLF.

    Parameters
    ----------
    message
        Line breaks and control characters in its subject and headers become spaces, so nothing can add a header.
    to
        Checked address with an ASCII domain.
    message_id
        With its angle brackets.
    settings
        Whose name it bears.
    """
    letter = EmailMessage(policy=policy.SMTP if to.isascii() else policy.SMTPUTF8)
    letter["From"] = Address(settings.sender_name, addr_spec=settings.sender)
    letter["To"] = to
    letter["Subject"] = _one_line(message.subject)
    letter["Date"] = format_datetime(message.at)
    letter["Message-ID"] = message_id
    letter["Auto-Submitted"] = "auto-generated"
    letter["X-Otklik-Key"] = _token(message.key)
    for name, value in message.headers.items():
        letter[name] = _one_line(value)
    letter.set_content(message.text, cte="base64")
    if message.html:
        letter.add_alternative(message.html, subtype="html", cte="base64")
    for one in message.attachments:
        main, _, sub = one.type.partition("/")
        letter.add_attachment(one.content, maintype=main, subtype=sub, filename=one.name)
    letter["Content-Language"] = message.locale  # last: setting the content clears Content-* headers
    return letter.as_bytes()


@contextmanager
def _connection(settings: EmailSettings) -> Iterator[smtplib.SMTP]:
    """A greeted, secured and logged-in connection; QUIT is said after good work and its answer doesn't matter."""
    smtp: smtplib.SMTP = _stage("connect", lambda: _open(settings))
    with closing(smtp):
        _stage("hello", smtp.ehlo_or_helo_if_needed)
        if settings.tls == "starttls":
            _stage("starttls", lambda: smtp.starttls(context=_tls(settings)))
            _stage("hello", smtp.ehlo)
        if settings.user:
            _stage("login", lambda: smtp.login(settings.user, settings.password))
        yield smtp
        with suppress(OSError, smtplib.SMTPException):
            smtp.quit()


def _open(settings: EmailSettings) -> smtplib.SMTP:
    # Without a name of our own smtplib asks DNS for one, which can hang for longer than the timeout.
    hello = settings.sender.rpartition("@")[2]
    if settings.tls == "implicit":
        return smtplib.SMTP_SSL(
            settings.host, settings.port, hello, timeout=settings.timeout_s, context=_tls(settings)
        )
    return smtplib.SMTP(settings.host, settings.port, hello, timeout=settings.timeout_s)


def _tls(settings: EmailSettings) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=settings.ca or None)


def _stage(name: str, act: Callable[[], Any]) -> Any:
    """What the act returns; any trouble in it stops the talk as a temporary failure named after the stage."""
    try:
        return act()
    except smtplib.SMTPResponseException as error:
        raise _Stopped(SendResult("failed", reason=f"{name}:{error.smtp_code}")) from error
    except (smtplib.SMTPException, OSError) as error:  # OSError: refused, timed out, TLS, unknown host
        raise _Stopped(SendResult("failed", reason=f"{name}:{type(error).__name__}")) from error


def _hand_over(smtp: smtplib.SMTP, letter: bytes, to: str, settings: EmailSettings) -> None:
    options = []
    if not to.isascii():
        if not smtp.has_extn("smtputf8"):
            raise _Stopped(SendResult("failed", permanent=True, reason="rcpt:no_smtputf8"))
        options = ["SMTPUTF8", "BODY=8BITMIME"]
    _expect("mail", 250, lambda: smtp.mail(settings.sender, options))
    _expect("rcpt", 250, lambda: smtp.rcpt(to))
    _expect("data", 354, lambda: smtp.docmd("DATA"))
    try:
        smtp.send(_LINE_START_DOT.sub(b"..", letter) + b".\r\n")
        code, _ = smtp.getreply()
    except (smtplib.SMTPException, OSError) as error:
        raise _Stopped(SendResult("unknown", reason=f"letter:{type(error).__name__}")) from error
    _judge("letter", 250, code)


def _expect(stage: str, wanted: int, act: Callable[[], tuple[int, bytes]]) -> None:
    code, _ = _stage(stage, act)
    _judge(stage, wanted, code)


def _judge(stage: str, wanted: int, code: int) -> None:
    if code == wanted or (stage == "rcpt" and code == 251):  # 251: taken, will be forwarded
        return
    raise _Stopped(SendResult("failed", permanent=500 <= code < 600, reason=f"{stage}:{code}"))


def _ascii_domain(address: str) -> str | None:
    """The address with its domain in ASCII; None where it isn't exactly one plain address."""
    if len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
        return None
    local, _, domain = address.rpartition("@")
    try:
        local.encode("utf-8")
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return None


def _token(key: str) -> str:
    """The key, or a hash of it where it has characters that don't belong in a header."""
    safe = _SAFE_KEY.fullmatch(key) and not key.startswith(".") and not key.endswith(".") and ".." not in key
    return key if safe else hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _one_line(text: str) -> str:
    """The text with every run of spaces and control characters as one space."""
    words = "".join(sign if sign.isprintable() or sign == NBSP else " " for sign in text).split(" ")
    return " ".join(word for word in words if word)


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        known = (
            parts.scheme in ("smtp", "smtps")
            and parts.hostname
            and parts.port != 0
            and parts.path in ("", "/")
        )
    except ValueError as error:
        raise _bad_url("host and port", "the address can't be read") from error
    if not known:
        raise _bad_url("scheme and host", "it must begin with smtp:// or smtps:// and name a host")
    return parts


def _sender(text: str) -> str:
    if not _ADDRESS.fullmatch(text) or not text.isascii():
        raise _bad_url("from", f"{text!r} is no plain e-mail address")
    return text


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 120:
        raise _bad_url("timeout", f"{text!r} is no number of seconds between 0 and 120")
    return seconds


def _bad_url(part: str, message: str) -> DomainError:
    return DomainError(
        "bad_channel_url",
        f"The mail server's URL is wrong: {message}.",
        remedy=f"For example {_EXAMPLE}",
        place=part,
    )
