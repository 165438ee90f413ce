"""One HTTP call to a provider: what it answered, or what became of the message if it did not.

Redirects are not followed, the whole call has one deadline, and an answer is read up to a limit. Whether a call that
broke may have been carried out is the one thing that a channel must know, so it is decided here, once.
"""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx

from otklik.channels.message import SendResult

LONGEST_ANSWER = 64 * 1024
"""Bytes of an answer that are read; no provider has more to say about one message."""

DOUBTFUL = (502, 504)
"""Statuses of a machine in between: whether the provider behind it took the message is not known."""

_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


@dataclass(frozen=True, slots=True)
class Call:
    """One call: address, log-in, and either a form or a JSON body; without both it is a GET."""

    url: str
    timeout_s: float
    form: Mapping[str, str] | None = None
    body: Mapping[str, Any] | None = None
    login: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a provider answered: status, and its JSON object; empty where it was none."""

    status: int
    said: Mapping[str, Any]


def exchange(call: Call) -> Answer | SendResult:
    """The answer to a call, or the result where there is none; never raises, never takes longer than `timeout_s`.

    Returns
    -------
    Answer or SendResult
        A result is `failed` where the call certainly did not reach the provider, and `unknown` where it broke after
        its first byte or a machine in between gave up. Reasons hold the error's name or the status, nothing of the
        address.
    """
    try:
        status, raw = _call(call)
    except _NOT_SENT as error:
        return SendResult("failed", reason=f"connect:{type(error).__name__}")
    except (httpx.HTTPError, TimeoutError) as error:
        return SendResult("unknown", reason=f"answer:{type(error).__name__}")
    except (
        Exception
    ) as error:  # the contract is never to raise: httpx refuses some texts by errors of its own
        return SendResult("failed", permanent=True, reason=f"call:{type(error).__name__}")
    if status in DOUBTFUL:
        return SendResult("unknown", reason=f"http:{status}")
    return Answer(status, _object(raw))


def _call(call: Call) -> tuple[int, bytes]:
    ends = time.monotonic() + call.timeout_s
    method = "GET" if call.form is None and call.body is None else "POST"
    with (
        httpx.Client(
            timeout=call.timeout_s, follow_redirects=False, trust_env=False, verify=_trusted()
        ) as client,
        client.stream(
            method,
            call.url,
            data=call.form,
            json=call.body,
            auth=call.login,
            headers={"Accept-Encoding": "identity"},
        ) as response,
    ):
        raw = b""
        for piece in response.iter_bytes():
            raw += piece
            if len(raw) > LONGEST_ANSWER:
                break
            if time.monotonic() > ends:
                raise TimeoutError
        return response.status_code, raw


@cache
def _trusted() -> ssl.SSLContext:
    return ssl.create_default_context()


def _object(raw: bytes) -> Mapping[str, Any]:
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
