"""SMS through HTTP gateways, tried in turn: whoever certainly did not take a message leaves it to the next one.

A gateway whose answer did not come may have taken it: then no other is asked within this attempt, because two texts
in one minute are worse than one a little later; the attempt counts as unknown and is repeated (law 6, ADR 0027).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from otklik.channels.message import Message, SendResult
from otklik.channels.sms import smsc, twilio
from otklik.channels.sms.gateways import Dialect, Gateway, parse_gateway
from otklik.domain.errors import DomainError

NAME = "sms"

DIALECTS: Mapping[str, Dialect] = {"smsc": smsc, "twilio": twilio}
"""Scheme of a gateway's address → the module that speaks to it."""

_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
_BETWEEN = re.compile(r"[\s,]+")


@dataclass(frozen=True, slots=True)
class SmsSettings:
    """The gateways, in the order in which they are tried."""

    gateways: tuple[Gateway, ...]

    @property
    def is_two_way(self) -> bool:
        """Whether every gateway brings replies back, so that a text may ask for one."""
        return all(gateway.inbound for gateway in self.gateways)

    def gateway(self, name: str) -> Gateway | None:
        """The gateway of that name, or None."""
        return next((gateway for gateway in self.gateways if gateway.name == name), None)


def parse_settings(url: str) -> SmsSettings:
    """Settings from one or more gateway addresses, told apart by spaces or commas.

    Parameters
    ----------
    url
        Each `<dialect>://login:password@host[:port]?…`; see `gateways.parse_gateway`.

    Raises
    ------
    DomainError
        `bad_channel_url`: which part; no address is repeated, they hold passwords.
    """
    found = [parse_gateway(one, tuple(DIALECTS)) for one in _BETWEEN.split(url.strip()) if one]
    if not found:
        raise DomainError(
            "bad_channel_url",
            "No SMS gateway is named.",
            remedy="Write, for example, smsc://login:password@smsc.ru?sender=SHOP.",
            place="channel url",
        )
    names = [gateway.name for gateway in found]
    if len(set(names)) < len(names):
        raise DomainError(
            "bad_channel_url",
            "Two SMS gateways have one name.",
            remedy="Give each a name of its own: ?name=second.",
            place="channel url: name",
        )
    return SmsSettings(tuple(found))


def send(message: Message, settings: SmsSettings) -> SendResult:
    """Result of handing one short text to the first gateway that takes it; never raises.

    Parameters
    ----------
    message
        Its `short` text goes out, or its subject where a template has none.
    settings
        From `parse_settings`.

    Returns
    -------
    SendResult
        `provider_id` is `<gateway>:<its id>`. Where every gateway refused, the reasons of all stand in a row, and it
        is permanent only if each of them said so.
    """
    if not _NUMBER.fullmatch(message.to):
        return SendResult("failed", permanent=True, reason="bad_address")
    text = " ".join((message.short or message.subject).split())
    if not text:
        return SendResult("failed", permanent=True, reason="empty_text")
    refusals: list[SendResult] = []
    for gateway in settings.gateways:
        result = DIALECTS[gateway.dialect].hand_over(text, message, gateway)
        reason = f"{gateway.name}:{result.reason}" if result.reason else ""
        if result.outcome != "failed":
            provider_id = f"{gateway.name}:{result.provider_id}" if result.provider_id else ""
            return replace(result, provider_id=provider_id, reason=reason)
        refusals.append(replace(result, reason=reason))
    return _refused(refusals)


def _refused(refusals: Sequence[SendResult]) -> SendResult:
    waits = [one.retry_after_s for one in refusals if one.retry_after_s is not None]
    permanent = all(one.permanent for one in refusals)
    return SendResult(
        "failed",
        permanent=permanent,
        reason=" ".join(one.reason for one in refusals),
        retry_after_s=min(waits) if len(waits) == len(refusals) else None,
    )


def check(settings: SmsSettings) -> str:
    """One line about the gateways: each answers and knows us.

    Raises
    ------
    DomainError
        `channel_unreachable`: which gateway, and why.
    """
    return "; ".join(_checked(gateway) for gateway in settings.gateways)


def _checked(gateway: Gateway) -> str:
    trouble = DIALECTS[gateway.dialect].ask(gateway)
    if trouble:
        raise DomainError(
            "channel_unreachable",
            f"The SMS gateway {gateway.name} at {gateway.host} can't be used: {trouble}.",
            remedy="Check OTKLIK_SMS_URLS: host, login and password.",
            place="OTKLIK_SMS_URLS",
        )
    ways = "both ways" if gateway.inbound else "one way"
    return f"{gateway.name} ({gateway.host}) answers and knows us, {ways}"
