"""The dialect of SMSC and of its many resellers: `sys/send.php`, form in, JSON (`fmt=3`) out.

Modelled on the provider's public HTTP API. It takes an id of ours for each message, so a repeat bears the same one;
receipts go to the address that the account names.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from otklik.channels.exchange import Call, exchange
from otklik.channels.message import Message, SendResult
from otklik.channels.sms.gateways import Gateway

ERRORS: Mapping[int, bool] = {
    1: False,  # a parameter is wrong: ours to mend
    2: False,  # login or password
    3: False,  # no money
    4: False,  # our address is barred for a while
    5: False,  # date
    6: True,  # the text or the sender's name is forbidden
    7: True,  # no such number
    8: True,  # can't be delivered to this number
    9: False,  # the same request within a minute, or too many at once
}
"""Documented error codes, and whether the message will never pass to this number here."""

_OWN_ID = re.compile(r"[a-f0-9]{32}")


def hand_over(text: str, message: Message, gateway: Gateway) -> SendResult:
    """Result of one attempt; `id` in the answer means that the gateway took it."""
    answer = exchange(_call(gateway, "send", phones=message.to, mes=text, id=_own_id(message.key)))
    if isinstance(answer, SendResult):
        return answer
    code = answer.said.get("error_code")
    if isinstance(code, int):
        return SendResult("failed", permanent=ERRORS.get(code, False), reason=str(code))
    if answer.status != 200:
        return SendResult("failed", reason=f"http:{answer.status}")
    number = answer.said.get("id")
    if not isinstance(number, int | str) or number == "":
        return SendResult("unknown", reason="answer:unreadable")
    return SendResult("accepted", provider_id=str(number)[:64])


def ask(gateway: Gateway) -> str:
    """Why the gateway can't be used, by asking it for the balance; empty = it can."""
    answer = exchange(_call(gateway, "balance"))
    if isinstance(answer, SendResult):
        return answer.reason
    if "balance" in answer.said:
        return ""
    return f"it answers error {answer.said.get('error_code', answer.status)}"


def _call(gateway: Gateway, act: str, **fields: str) -> Call:
    form = {"login": gateway.login, "psw": gateway.password, "fmt": "3", "charset": "utf-8", **fields}
    if act == "send" and gateway.sender:
        form["sender"] = gateway.sender
    return Call(f"{gateway.base}/sys/{act}.php", gateway.timeout_s, form=form)


def _own_id(key: str) -> str:
    """The key, or a hash of it where it is none of the provider's ids."""
    if _OWN_ID.fullmatch(key):
        return key
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
