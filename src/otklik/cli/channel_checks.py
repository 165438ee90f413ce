"""What `otklik doctor` looks at of the channels that need not be there: SMS, Telegram, Apprise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from django.conf import settings

from otklik.channels import console
from otklik.channels.registry import CHANNELS, SETTINGS
from otklik.store import delivery_reports

ABSENT = {"sms": "No SMS gateway: a buyer who left no mail address gets no receipt."}
"""Channel → what its absence means, where somebody must know."""

Told = tuple[Literal["ok", "note", "red"], str, str]
"""Mark, text and remedy of a finding."""


def look_at(name: str, now: datetime) -> Iterator[Told]:
    """What there is to say of one channel; nothing of one that is neither set up nor missed.

    Raises
    ------
    DomainError
        `bad_channel_url`, `channel_unreachable`.
    """
    variable = SETTINGS[name]
    url = getattr(settings, variable)
    if url.startswith(f"{console.NAME}:"):
        yield "note", "Messages are printed, not sent.", f"Set {variable}."
    elif url:
        yield "ok", CHANNELS[name].check(CHANNELS[name].parse_settings(url)), ""
    elif name in ABSENT:
        yield "note", ABSENT[name], f"Set {variable}: docs/howto/configure.md says how."
    lost = delivery_reports.count_unknown(now=now) if name == "sms" else 0
    if lost:
        text = f"{lost} reports of delivery in two days fit no message of ours."
        yield "note", text, "Give each installation an account of its own at the provider."
