"""Notices: one message to one receiver by one channel, derived from the journal, and the choice what to send.

A notice is wanted while its obligation is owed and nobody has acknowledged; that is asked again just before
sending (law 6). Its `key` is stable: a repeat after a crash carries the same key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from otklik.domain.events import Ref


@dataclass(frozen=True, slots=True)
class Notice:
    """One message that ought to go out.

    Parameters
    ----------
    key
        Stable and unique: stream, obligation, step, turn, round, receiver and channel decide it.
    stream, ref
        What it is about.
    receiver
        Slug of a person, `store:<slug>` for a place, or `buyer`.
    channel, method
        Channel name and id of the contact method ("" for the buyer: taken from the order).
    say
        Template name.
    locale
        `ru` or `en`.
    not_before
        Earliest instant to send; also orders the queue.
    values
        JSON values for the template, nothing personal.
    """

    key: str
    stream: str
    ref: Ref | None
    receiver: str
    channel: str
    method: str
    say: str
    locale: str
    not_before: datetime
    values: Mapping[str, Any] = field(default_factory=dict)
