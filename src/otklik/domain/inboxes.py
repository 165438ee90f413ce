"""Inboxes: where orders of a store may come in, and which of them a round of that store looks through (R11)."""

from __future__ import annotations

from collections.abc import Sequence

from otklik.domain.errors import DomainError
from otklik.domain.world import Store

DESK = "desk"
INBOXES = (DESK, "mailbox", "messengers", "missed_calls", "sms_phone")
"""In the order in which screens and letters name them."""

BY_CHANNEL = {"email": "mailbox", "telegram": "messengers", "sms": "sms_phone"}
"""Which inbox a way to reach the place itself means, until the store has named its inboxes."""


def inboxes_of(store: Store) -> tuple[str, ...]:
    """The inboxes of a store: those that it named, else the desk and whatever reaches the place itself."""
    if store.inboxes is not None:
        return store.inboxes
    reached = {BY_CHANNEL[one.channel] for one in store.methods if one.channel in BY_CHANNEL}
    return tuple(inbox for inbox in INBOXES if inbox == DESK or inbox in reached)


def checked_inboxes(inboxes: Sequence[str]) -> tuple[str, ...]:
    """The inboxes, each once and in order.

    Raises
    ------
    DomainError
        `unknown_inbox`; `no_inboxes`.
    """
    for inbox in inboxes:
        if inbox not in INBOXES:
            raise DomainError(
                "unknown_inbox",
                f"{inbox!r} is no inbox that people look through.",
                remedy=f"Of: {', '.join(INBOXES)}.",
                place="inboxes",
            )
    if not inboxes:
        raise DomainError(
            "no_inboxes", "A store looks at one inbox at least.", remedy="The desk is one.", place="inboxes"
        )
    return tuple(inbox for inbox in INBOXES if inbox in inboxes)
