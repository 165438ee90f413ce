"""A report on the journal: its frame from past orders, and what of the journal is in no figure.

The same frame as from a file, so that an audit of the exported journal finds what the report found. Where orders and
hours come from is `store/past_orders.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otklik.analytics.frames import INSTANTS, MISSING, OUTCOMES, Flaw, Labels, OrderFrame
from otklik.analytics.past_orders import PastOrder
from otklik.domain.business_time import WorkCalendar

SELDOM = ("promised_at", "handed_over_at", "delivered_at")
"""Instants that only some shops tell: where no order has one, the source does not know it."""

TEST_ORDER, DUPLICATE_ORDER, OTHER_CURRENCY = "test_order", "duplicate_order", "other_currency"
"""Codes of flaws: an order of the set-up's own tests, one that was merged into another of the same buyer, and an amount
that can't be added to the others."""

EXAMPLES = 3
"""How many rows a flaw names."""


@dataclass(frozen=True, slots=True)
class Places:
    """What stores and partners were called when the report was made, by slug."""

    stores: Mapping[str, str]
    partners: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """How past orders become a frame.

    Parameters
    ----------
    places
        Names for people; a slug without one stands for itself.
    calendars
        Hours by their hash.
    hours
        Per order, the hash of the hours that it is counted on; a key of `calendars`.
    until_s
        End of the observation, seconds since 1970 UTC.
    """

    places: Places
    calendars: Mapping[str, WorkCalendar]
    hours: Sequence[str]
    until_s: int


def frame_of(past: Sequence[PastOrder], reading: Reading) -> OrderFrame:
    """The frame of past orders.

    Parameters
    ----------
    past
        Sorted as `past_orders.in_order` does.
    reading
        How they are read; `hours` has as many elements.
    """
    used = list(dict.fromkeys(reading.hours))
    place = {digest: number for number, digest in enumerate(used)}
    currency = currency_of(past)
    return OrderFrame(
        rows=np.array([one.position for one in past], dtype=np.int64),
        numbers=tuple(one.state.number for one in past),
        instants=dict(_instants(past)),
        outcome=np.array([OUTCOMES.index(one.outcome) for one in past], dtype=np.int8),
        knows_outcome=True,
        calendars=tuple(reading.calendars[digest] for digest in used),
        calendar=np.array([place[digest] for digest in reading.hours], dtype=np.int32),
        observed_until_s=reading.until_s,
        labels=_labels(past, reading.places),
        amount_minor=_numbers(
            one.state.total_minor if one.state.currency == currency else MISSING for one in past
        ),
        currency=currency,
        has_phone=np.array([one.state.has_phone for one in past], dtype=np.bool_),
        by_phone=np.array([one.by_phone for one in past], dtype=np.bool_),
        attempts=_numbers(one.attempts for one in past),
    )


def _numbers(values: Iterable[int]) -> NDArray[np.int64]:
    return np.array(list(values), dtype=np.int64)


def _instants(past: Sequence[PastOrder]) -> Iterable[tuple[str, NDArray[np.int64]]]:
    for name in INSTANTS:
        column = _numbers(one.instants.get(name, MISSING) for one in past)
        if name not in SELDOM or (column != MISSING).any():
            yield name, column


def _labels(past: Sequence[PastOrder], places: Places) -> dict[str, Labels]:
    stores, partners = places.stores, places.partners
    trades = labels_of([one.state.trade for one in past])
    return ({"trade": trades} if trades.names else {}) | {
        "store": labels_of([stores.get(one.state.first_store, one.state.first_store) for one in past]),
        "partner": labels_of([partners.get(one.state.partner, one.state.partner) for one in past]),
        "channel": labels_of([one.state.channel for one in past]),
        "reason": labels_of([one.reason for one in past]),
    }


def labels_of(words: Sequence[str]) -> Labels:
    """A column of words, each once in the order in which it first came; an empty word is none."""
    names = tuple(dict.fromkeys(word for word in words if word))
    place = {name: number for number, name in enumerate(names)} | {"": -1}
    return Labels(np.array([place[word] for word in words], dtype=np.int32), names)


def currency_of(past: Sequence[PastOrder]) -> str:
    """The commonest currency, the first of the alphabet among equals; empty without orders."""
    counted = Counter(one.state.currency for one in past)
    return min(counted, key=lambda name: (-counted[name], name), default="")


def flaws_of(
    past: Sequence[PastOrder], tests: Sequence[PastOrder], duplicates: Sequence[PastOrder] = ()
) -> tuple[Flaw, ...]:
    """What of the journal is not in the figures, and why; the most frequent first.

    Parameters
    ----------
    past
        Orders of the frame, in its order.
    tests
        Orders of the set-up's own tests: they are left out whole.
    duplicates
        Orders that were merged into another of the same buyer: they are left out whole.
    """
    currency = currency_of(past)
    foreign = [one.position for one in past if one.state.currency != currency]
    found = [
        Flaw(TEST_ORDER, "", len(tests), True, tuple(one.position for one in tests[:EXAMPLES])),
        Flaw(
            DUPLICATE_ORDER, "", len(duplicates), True, tuple(one.position for one in duplicates[:EXAMPLES])
        ),
        Flaw(OTHER_CURRENCY, "amount", len(foreign), False, tuple(foreign[:EXAMPLES])),
    ]
    return tuple(sorted((one for one in found if one.count), key=lambda one: -one.count))


def readings_of(past: Sequence[PastOrder]) -> tuple[tuple[str, str], ...]:
    """How strong the evidence of the first answers is (law 4): how many of each grade, the weakest first."""
    counted = Counter(one.grade for one in past if "answered_at" in one.instants)
    graded = [f"{grade} {counted[grade]}" for grade in ("claimed", "recorded", "confirmed") if counted[grade]]
    return (("answered_at", ", ".join(graded)),) if graded else ()
