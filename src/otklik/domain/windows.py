"""An order's delivery windows as values: which is agreed, what is wished instead, how often he was told (R37).

The fold from the order's facts, as promises have it (`promise_state.py`): a wish (`window.moved`) changes nothing that
is owed, the proof that the buyer knows (`window.told`) does. Deciding is `window_decisions.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from otklik.domain.events import Entry, instant_of

TALKS = frozenset({"call", "visit"})
"""Means by which somebody speaks with the buyer."""

SAY_MOVED = "window_moved"
"""Template of the message that tells him of another window."""


@dataclass(frozen=True, slots=True)
class WindowWish:
    """Another window of which the buyer does not know yet; `means` is how he heard of it, empty = not yet."""

    key: str
    from_at: datetime
    to_at: datetime
    since_at: datetime
    cause: str
    run: str = ""
    means: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling: the end of the window before, the new one, when he was told and how."""

    due_at: datetime
    from_at: datetime
    to_at: datetime
    told_at: datetime
    means: str = ""
    cause: str = ""

    @property
    def is_in_time(self) -> bool:
        """Whether he knew before the old window had passed."""
        return self.told_at <= self.due_at


@dataclass(frozen=True, slots=True)
class Window:
    """One agreed delivery.

    Parameters
    ----------
    key
        The delivery's, `<order's uuid>.<number>`: the same in the order and in its depot's day.
    carrier
        Slug of the fleet's own depot, or of an outside carrier.
    from_at, to_at
        The window of which the buyer knows.
    first_from_at, first_to_at
        The one first agreed, for ever.
    run
        Stream of the depot's day in which it is planned.
    needed_by_at
        By when he needs it; None = he did not say.
    wish, wishes
        See `WindowWish`, and how many there were.
    told
        Each telling, in order.
    ended_at, how
        When it was delivered or failed, and how: `done`, or the reason of the failure.
    """

    key: str
    carrier: str
    from_at: datetime
    to_at: datetime
    first_from_at: datetime
    first_to_at: datetime
    accepted_at: datetime
    run: str = ""
    zone: str = ""
    price_minor: int = 0
    needed_by_at: datetime | None = None
    wish: WindowWish | None = None
    wishes: int = 0
    told: tuple[Telling, ...] = ()
    ended_at: datetime | None = None
    how: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the delivery is still to come."""
        return self.ended_at is None

    @property
    def moves(self) -> int:
        """How often the buyer was told another window."""
        return len(self.told)


Windows = Mapping[str, Window]
"""By key, in the order in which they were agreed."""


class _Order(Protocol):
    @property
    def windows(self) -> Windows: ...


def current(windows: Windows) -> Window | None:
    """The window that stands; None where nothing is agreed, or all is over."""
    return next((one for one in reversed(tuple(windows.values())) if one.is_open), None)


def delivery_key(order: str, windows: Windows) -> str:
    """The key of an order's next delivery, unlike any other order's.

    Parameters
    ----------
    order
        Stream, `order/<uuid>`.
    """
    return f"{order.partition('/')[2]}.{len(windows) + 1}"


def wish_key(window: Window, wish: int) -> str:
    """The name of a window's n-th wish."""
    return f"{window.key}.{wish}"


def _accepted(windows: Windows, entry: Entry) -> Windows:
    data = entry.event.data
    from_at, to_at = instant_of(data["window_from_at"]), instant_of(data["window_to_at"])
    needed = data.get("needed_by_at")
    made = Window(
        key=data["delivery"],
        carrier=data["carrier"],
        from_at=from_at,
        to_at=to_at,
        first_from_at=from_at,
        first_to_at=to_at,
        accepted_at=entry.event.occurred_at,
        run=data.get("run", ""),
        zone=data.get("zone", ""),
        price_minor=data.get("price_minor", 0),
        needed_by_at=instant_of(needed) if needed else None,
    )
    return {**windows, made.key: made}


def _moved(window: Window, entry: Entry) -> Window:
    data = entry.event.data
    wishes = window.wishes + 1
    wish = WindowWish(
        data.get("move") or wish_key(window, wishes),
        instant_of(data["window_from_at"]),
        instant_of(data["window_to_at"]),
        entry.event.occurred_at,
        data["cause"],
        data.get("run", ""),
    )
    return replace(window, wishes=wishes, wish=wish, run=data.get("run") or window.run)


def _told(window: Window, entry: Entry) -> Window:
    data = entry.event.data
    from_at, to_at = instant_of(data["window_from_at"]), instant_of(data["window_to_at"])
    cause = window.wish.cause if window.wish else ""
    telling = Telling(window.to_at, from_at, to_at, entry.event.occurred_at, data.get("means", ""), cause)
    return replace(window, from_at=from_at, to_at=to_at, told=(*window.told, telling), wish=None)


def _ended(window: Window, entry: Entry) -> Window:
    if window.ended_at is not None:
        return window
    how = "done" if entry.event.kind == "delivery.done" else str(entry.event.data["reason"])
    return replace(window, ended_at=entry.event.occurred_at, how=how, wish=None)


def _handed(window: Window, entry: Entry) -> Window:
    return replace(window, carrier=entry.event.data["carrier"])


_OF_ONE: Mapping[str, Callable[[Window, Entry], Window]] = {
    "window.moved": _moved,
    "window.told": _told,
    "delivery.handed_over": _handed,
    "delivery.done": _ended,
    "delivery.failed": _ended,
}
_WRITTEN = frozenset({"message.accepted", "message.delivered"})

TOUCHING = frozenset({"window.accepted", *_OF_ONE, "contact.reached", *_WRITTEN})
"""Facts that change what is known of a window."""


def _heard(windows: Windows, entry: Entry) -> Windows:
    """How the buyer has heard of another window: in a talk, or in the message that is about it."""
    data = entry.event.data
    if entry.event.kind == "contact.reached":
        means, about = ("talk" if data["live"] and data["means"] in TALKS else ""), ""
    else:
        means, about = data.get("channel", ""), data.get("about", "-")
        means = means if data["purpose"] == SAY_MOVED else ""
    if not means:
        return windows
    heard = {
        key: replace(one, wish=replace(one.wish, means=means))
        for key, one in windows.items()
        if one.wish and not one.wish.means and about in ("", one.wish.key)
    }
    return {**windows, **heard} if heard else windows


def windows_after(order: _Order, entry: Entry) -> Windows:
    """The windows of an order after one of the facts in `TOUCHING`.

    Parameters
    ----------
    order
        As it was before the fact.
    """
    windows, kind = order.windows, entry.event.kind
    if kind == "window.accepted":
        return _accepted(windows, entry)
    if kind not in _OF_ONE:
        return _heard(windows, entry)
    key = entry.event.data["delivery"]
    if key not in windows:
        return windows
    return {**windows, key: _OF_ONE[kind](windows[key], entry)}


NAMING = frozenset({"order.received", "deadline.named"})
"""Facts that say by when the buyer needs it."""


def needed_after(order: object, entry: Entry) -> datetime | None:
    """By when the buyer needs the goods, as he said last; None = he did not."""
    named = entry.event.data.get("needed_by_at")
    return instant_of(named) if named else None


LYING = frozenset({"order.received", "window.accepted"})
"""Facts that say in which delivery zone the address lies."""


def zone_after(order: object, entry: Entry) -> str:
    """The delivery zone of the order's address, as its source or a person said."""
    return str(entry.event.data.get("zone") or getattr(order, "zone", ""))
