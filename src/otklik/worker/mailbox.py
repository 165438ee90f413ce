"""The demo's postman: keeps every message in the demo's mailbox, and sends it as well where its channel is set up.

Letters are sent by several threads at once; they lie in a bag until the worker's own thread puts them away.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from otklik.actions import pushes
from otklik.channels import webpush
from otklik.channels.message import Message, SendResult
from otklik.channels.registry import own_urls
from otklik.store import clock, letters
from otklik.store.letters import Sent
from otklik.store.outbox import Leased
from otklik.worker import composing

NOWHERE = "@nowhere.otklik.test"
"""Addresses at which the demo's mail is refused for good, for stories in which a letter does not arrive."""

NOWHERE_NUMBER = "+79000000000"
"""The number at which its SMS are refused for good."""

_bag: deque[Sent] = deque()


def carry(channel: str, message: Message) -> SendResult:
    """Result of one message of the demo: kept, and sent as in life where its channel is set up."""
    if is_nowhere(message.to):
        return SendResult("failed", permanent=True, reason="no_such_mailbox")
    if is_browser(message.to):  # somebody turned it on to see it; a push service has a clock of its own
        result = composing.send(channel, replace(message, at=clock.machine_now()))
    elif channel != webpush.NAME and own_urls().get(channel):
        result = composing.send(channel, message)
    else:
        result = SendResult("accepted", provider_id=f"kept-{message.key}")
    if result.outcome == "accepted":
        _bag.append(_sent(channel, message))
    return result


def is_nowhere(address: str) -> bool:
    """Whether the demo's messages to an address or number are refused for good."""
    return address.endswith(NOWHERE) or address == NOWHERE_NUMBER


def is_browser(address: str) -> bool:
    """Whether an address is a real browser's subscription; the phones of played people have names for addresses."""
    return address.startswith("{")


def put_away() -> None:
    """Keep what lies in the bag; what can't be kept now stays in it."""
    taken = list(_bag)
    if taken:
        letters.keep(taken)
        for _ in taken:
            _bag.popleft()


def keep_letters(went: Iterable[tuple[Leased, datetime]]) -> None:
    """Keep the letters of notices that went out in the past of the demo, each as written at its instant."""
    sent = [_sent(one.notice.channel, composing.compose_message(one, now=at)) for one, at in went]
    if sent:
        letters.keep(sent)


def _sent(channel: str, message: Message) -> Sent:
    return Sent(
        key=message.key,
        channel=channel,
        address=pushes.name_of(message.to) if is_browser(message.to) else message.to,
        subject=message.subject,
        text=message.text,
        html=message.html,
        locale=message.locale,
        sent_at=message.at,
    )
