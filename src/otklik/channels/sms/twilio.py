"""The dialect of Twilio and of those who copy it: the Messages resource, form in, JSON out, log-in by HTTP.

Modelled on the provider's public reference. It knows no key of ours, so a repeat is another message there; receipts go
to the address that the message names, signed.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from otklik.channels.exchange import Answer, Call, exchange
from otklik.channels.message import Message, SendResult
from otklik.channels.sms.gateways import Gateway

PERMANENT = frozenset({
    21211,  # `To` is no number
    21214,  # the number can't be reached
    21265,  # `To` can't be a short code
    21401, 21407,  # no number, or a kind of number that takes no SMS
    21610,  # the receiver has unsubscribed
    21612,  # no route to this number
    21614,  # no mobile number
    21617, 21619,  # text too long, or missing
})  # fmt: skip
"""Documented errors of one number or one text. All others are our account's or the provider's state: repeated."""

_SID = re.compile(r"[A-Za-z0-9]{1,64}")


def hand_over(text: str, message: Message, gateway: Gateway) -> SendResult:
    """Result of one attempt; a `sid` in a 2xx answer means that the gateway took it."""
    form = {"To": message.to, "Body": text}
    if gateway.sender:
        # a messaging service chooses the number itself
        form["MessagingServiceSid" if gateway.sender.startswith("MG") else "From"] = gateway.sender
    if message.receipts_url:
        form["StatusCallback"] = f"{message.receipts_url}/{gateway.name}"
    answer = exchange(_call(gateway, "/Messages.json", form))
    if isinstance(answer, SendResult):
        return answer
    if not 200 <= answer.status < 300:
        return _refused(answer)
    sid = answer.said.get("sid")
    if not isinstance(sid, str) or not _SID.fullmatch(sid):
        return SendResult("unknown", reason="answer:unreadable")
    return SendResult("accepted", provider_id=sid)


def _refused(answer: Answer) -> SendResult:
    code = answer.said.get("code")
    if isinstance(code, int):
        return SendResult("failed", permanent=code in PERMANENT, reason=str(code))
    return SendResult("failed", reason=f"http:{answer.status}")


def ask(gateway: Gateway) -> str:
    """Why the gateway can't be used, by reading the account; empty = it can."""
    answer = exchange(_call(gateway, ".json"))
    if isinstance(answer, SendResult):
        return answer.reason
    if answer.status != 200:
        return f"it answers {answer.status}"
    return "" if answer.said.get("status", "active") == "active" else "the account is not active"


def _call(gateway: Gateway, path: str, form: dict[str, str] | None = None) -> Call:
    url = f"{gateway.base}/2010-04-01/Accounts/{quote(gateway.login, safe='')}{path}"
    return Call(url, gateway.timeout_s, form=form, login=(gateway.login, gateway.password))
