"""The demo's postman: keeps every letter in the demo's mailbox, and sends it as well where a mail server is named."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from otklik.channels.message import Message, SendResult
from otklik.store import letters
from otklik.store.outbox import Leased
from otklik.worker import composing


def carry(channel: str, message: Message) -> SendResult:
    """Result of one message of the demo: kept, and sent as in life where `OTKLIK_SMTP_URL` names a server."""
    result = (
        composing.send(channel, message)
        if settings.OTKLIK_SMTP_URL
        else SendResult("accepted", provider_id=f"kept-{message.key}")
    )
    if result.outcome == "accepted":
        _keep(channel, message)
    return result


def keep_letter(leased: Leased, *, now: datetime) -> None:
    """Keep the letter of a notice that went out in the past of the demo.

    Parameters
    ----------
    leased
        The notice.
    now
        Aware instant at which it went out.
    """
    _keep(leased.notice.channel, composing.compose_message(leased, now=now))


def _keep(channel: str, message: Message) -> None:
    letters.keep(
        message.key,
        channel=channel,
        address=message.to,
        subject=message.subject,
        text=message.text,
        html=message.html,
        locale=message.locale,
        at=message.at,
    )
