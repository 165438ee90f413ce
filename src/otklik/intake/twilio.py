"""Callbacks in the dialect of Twilio: a signed form about a message of ours, or a text that somebody sent.

The signature is HMAC-SHA1, base64, of the address and the form's fields by name, under the account's token.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping

from otklik.domain.phones import normalise
from otklik.intake.callbacks import DeliveryReport, Reply, Told, is_same, unreadable

NAME = "twilio"
SIGNATURE = "X-Twilio-Signature"

STATES: Mapping[str, str] = {
    "delivered": "delivered", "read": "delivered",
    "undelivered": "failed", "failed": "failed", "canceled": "failed",
    "accepted": "underway", "scheduled": "underway", "queued": "underway", "sending": "underway", "sent": "underway",
}  # fmt: skip
"""`MessageStatus` → what it means for us."""


def signature_of(url: str, fields: Mapping[str, str], token: str) -> str:
    """The signature of a form sent to an address."""
    signed = url + "".join(name + fields[name] for name in sorted(fields))
    digest = hmac.new(token.encode(), signed.encode("utf-8", "replace"), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def verify(url: str, fields: Mapping[str, str], signature: str, token: str) -> bool:
    """Whether the form is the provider's; never raises."""
    return is_same(signature, signature_of(url, fields, token))


def parse(fields: Mapping[str, str]) -> Told:
    """What a form tells.

    Raises
    ------
    DomainError
        `unreadable`: neither a status that we know nor a text.
    """
    status = fields.get("MessageStatus") or fields.get("SmsStatus", "")
    if status and status != "received":
        number = fields.get("MessageSid") or fields.get("SmsSid", "")
        if status not in STATES or not number:
            raise unreadable("MessageStatus")
        code = fields.get("ErrorCode", "")
        reason = code if code.isdigit() and code.isascii() and len(code) <= 8 else status
        return DeliveryReport(number, STATES[status], reason if STATES[status] == "failed" else "")  # type: ignore[arg-type]
    sender = normalise(fields.get("From", ""))
    if not sender or "Body" not in fields:
        raise unreadable("From")
    return Reply(sender, fields["Body"])
