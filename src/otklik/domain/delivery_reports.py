"""What a provider says later about a message that it took: that it arrived, or that it never will.

An attempt's own result stands in `messages.py`; these facts come afterwards, in any order and more than once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from otklik.domain import messages
from otklik.domain.catalogue import make
from otklik.domain.events import Event
from otklik.domain.notices import Notice
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World


def decide_delivered(
    state: StreamState, world: World, now: datetime, *, notice: Notice, provider_id: str = ""
) -> Sequence[Event]:
    """The fact that a message arrived, as its provider says; whether anybody read it is another matter."""
    return [
        make(
            "message.delivered",
            occurred_at=now,
            source="provider",
            purpose=notice.say,
            notice=notice.key,
            channel=notice.channel,
            provider_id=provider_id or None,
            about=messages.about(notice),
        )
    ]


def decide_undelivered(
    state: StreamState, world: World, now: datetime, *, notice: Notice, attempt: int, reason: str
) -> Sequence[Event]:
    """The fact that a message which was accepted will never arrive: the next channel's turn comes at once (law 5).

    Parameters
    ----------
    attempt
        The last one that was recorded.
    reason
        Machine words.
    """
    return messages.decide_failed(
        state, world, now, notice=notice, attempt=attempt, permanent=True, reason=f"receipt:{reason}"
    )
