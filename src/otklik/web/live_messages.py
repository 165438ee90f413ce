"""What goes down a live stream: the texts of its events, as bytes that all who get them share.

The form is that of server-sent events. Every event has the position of the journal up to which whoever got it knows
everything: a client that comes back names it, and gets what it missed.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

MOST_STREAMS = 5000
"""How many may listen to one process; whoever comes beyond that is told to come again later."""

RETRY = b"retry: 2000\n\n"
"""How long a browser waits before it comes back by itself, in milliseconds."""


def event(name: str, data: Mapping[str, Any], *, position: int) -> bytes:
    """One event as it is sent.

    Parameters
    ----------
    name
        `row`, `shift`, `store`, `clock`, `ping`, `reset` or `bye`.
    data
        JSON values.
    position
        Of the journal; what a returning client names. 0 = it has not been read yet, and none is named.
    """
    number = f"id: {position}\n" if position else ""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"{number}event: {name}\ndata: {text}\n\n".encode()


def reset(position: int) -> bytes:
    """What a client gets that can't be told what it missed: it reads everything anew."""
    return event("reset", {}, position=position)


def bye(why: str) -> bytes:
    """Last event of a stream whose person may not have it any more: `logged_out`."""
    return event("bye", {"why": why}, position=0)


def time_told(name: str, now: datetime, speed: float, *, position: int) -> bytes:
    """`clock` or `ping`: which instant it is, and how fast time runs (0 = it stands)."""
    return event(name, {"now": round(now.timestamp(), 3), "speed": speed}, position=position)


@dataclass(frozen=True, slots=True)
class Change:
    """That something changed, as far as is needed to tell it again later.

    Parameters
    ----------
    position
        Of the newest entry.
    stream
        `order/<id>`, `conversation/<store>/<id>`, `shift/<store>/<date>` or `store/<slug>`.
    stores
        Slugs of those who see it now.
    former
        Slugs of those who saw it before, and don't any more.
    """

    position: int
    stream: str
    stores: frozenset[str]
    former: frozenset[str] = frozenset()

    @property
    def is_order(self) -> bool:
        """Whether an order changed, which has a row on the desk."""
        return self.stream.startswith("order/")

    @property
    def is_call(self) -> bool:
        """Whether a conversation changed, which has a row on the desk while its caller waits."""
        return self.stream.startswith("conversation/")

    def is_seen_by(self, stores: Collection[str] | None) -> bool:
        """Whether somebody of these stores (None = all) sees it now."""
        return stores is None or not self.stores.isdisjoint(stores)

    def was_seen_by(self, stores: Collection[str] | None) -> bool:
        """Whether somebody of these stores sees it now or did before."""
        return self.is_seen_by(stores) or not self.former.isdisjoint(stores or ())


@dataclass(frozen=True, slots=True)
class Told:
    """A change with the words for whoever sees it.

    Parameters
    ----------
    change
        What changed.
    rows
        Messages by locale for those who see it.
    otherwise
        The message for those who see it in another language; empty: there are none, so no row was made for them.
    gone
        The message for those who don't see it any more.
    """

    change: Change
    rows: Mapping[str, bytes] = field(default_factory=dict)
    otherwise: bytes = b""
    gone: bytes = b""

    def message_for(self, stores: Collection[str] | None, locale: str) -> bytes:
        """What a person of these stores is told in his language; empty: nothing."""
        if self.change.is_seen_by(stores):
            return self.rows.get(locale, self.otherwise)
        return self.gone if self.change.was_seen_by(stores) else b""


def tell(change: Change, html: Mapping[str, str] | None) -> Told:
    """The words of one change.

    Parameters
    ----------
    change
        What changed.
    html
        The order's or call's row by locale, empty if it has no place on the desk; None = it was not made, since nobody
        looks. Ignored for anything else.
    """
    prefix, _, name = change.stream.partition("/")
    if not change.is_order and not change.is_call:
        message = event(prefix, {"store": name.partition("/")[0]}, position=change.position)
        return Told(change, otherwise=message)
    name = name.rpartition("/")[2]
    rows = {
        locale: event("row", {"order": name, "html": row, "gone": False}, position=change.position)
        for locale, row in (html or {}).items()
    }
    gone = event("row", {"order": name, "html": "", "gone": True}, position=change.position)
    return Told(change, rows, gone if html == {} else b"", gone)
