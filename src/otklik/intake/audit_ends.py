"""How the orders of a file ended, and which of their instants can't be: counted, and left out of every figure.

The word for an order's state goes before the dates of its ends; where a file has no such word the latest end holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otklik.analytics.frames import MISSING, OUTCOMES, Labels
from otklik.intake.audit_flaws import Tally
from otklik.intake.audit_outcomes import REASONS, outcome_said
from otklik.intake.blocks import Flags, Places
from otklik.intake.columns import Columns, plain_name

ENDS: Mapping[str, str] = {
    "delivered_at": "kept", "completed_at": "kept", "refused_at": "refused", "withdrawn_at": "withdrawn",
    "released_at": "released", "cancelled_at": "cancelled",
}  # fmt: skip
"""Instant → how an order ended that has it."""

_OPEN, _UNKNOWN = 0, -1
_PLACES = {name: code for code, name in enumerate(REASONS)}
_CODES = {name: code for code, name in enumerate(OUTCOMES)}


@dataclass(frozen=True, slots=True, eq=False)
class Endings:
    """How k orders ended.

    Parameters
    ----------
    outcome, known
        int8: place in `frames.OUTCOMES`; whether the file says how orders end.
    reason
        Reasons that the words for the state themselves name, or None.
    meanings
        The file's word for a state → outcome, for the reader of the report.
    """

    outcome: NDArray[np.int8]
    known: bool
    reason: Labels | None
    meanings: tuple[tuple[str, str], ...]


def drop_impossible(
    instants: dict[str, Places], heads: Places, columns: Columns, now_s: int, tally: Tally
) -> dict[str, Places]:
    """The same instants without those that can't be; the arrays are changed.

    Parameters
    ----------
    instants
        Of the orders.
    heads
        Row of each order, for the examples.
    columns
        Names of the columns.
    now_s
        What is later has not happened; a promise may lie ahead.
    tally
        Where they are counted.
    """
    placed_s = instants["placed_at"]
    sound = {"placed_at": placed_s}
    for field, at_s in instants.items():
        if field == "placed_at":
            continue
        there = at_s != MISSING
        early = there & (at_s < placed_s)
        late = there & (at_s > now_s) if field != "promised_at" else np.zeros(len(at_s), np.bool_)
        code = "answered_before_placed" if field == "answered_at" else "before_placed"
        tally.add(code, columns.name(field), heads[early])
        tally.add("in_future", columns.name(field), heads[late])
        at_s[early | late] = MISSING
        sound[field] = at_s
    if "handed_over_at" in sound and "delivered_at" in sound:
        handed_s, delivered_s = sound["handed_over_at"], sound["delivered_at"]
        wrong = (delivered_s != MISSING) & (handed_s > delivered_s)
        tally.add("handed_over_after_delivered", columns.name("handed_over_at"), heads[wrong])
        handed_s[wrong] = MISSING
    return sound


def find_endings(
    instants: Mapping[str, Places],
    words: Mapping[str, Labels],
    heads: Places,
    columns: Columns,
    said: Mapping[str, str],
    tally: Tally,
) -> Endings:
    """How the orders ended.

    Parameters
    ----------
    instants, words
        Of the orders, sound.
    heads, columns, tally
        As in `drop_impossible`.
    said
        The file's word → outcome, as the mapping says it.
    """
    by_date, ends = _by_dates(instants, len(heads))
    outcome, reason = np.full(len(heads), _UNKNOWN, np.int8), np.full(len(heads), -1, np.int32)
    plain = {plain_name(word): meant for word, meant in said.items()}
    meanings: list[tuple[str, str]] = []
    for field in ("status", "outcome"):
        if field not in words:
            continue
        labels = words[field]
        found = [outcome_said(name, plain) or ("", "") for name in labels.names]
        codes = np.array([_CODES.get(one[0], _UNKNOWN) for one in found] + [_UNKNOWN], np.int8)[labels.codes]
        given = np.array([_PLACES.get(one[1], -1) for one in found] + [-1], np.int32)[labels.codes]
        tally.add("unknown_status", columns.name(field), heads[(labels.codes >= 0) & (codes == _UNKNOWN)])
        outcome = np.where(codes != _UNKNOWN, codes, outcome)
        reason = np.where(given != -1, given, reason)
        meanings += [(name, one[0] or "?") for name, one in zip(labels.names, found, strict=True)]
    tally.add("two_ends", "", heads[ends > 1])
    outcome = np.where(outcome == _UNKNOWN, by_date, outcome).astype(np.int8)
    _count_undated(instants, outcome, heads, columns, tally)
    known = bool(words.keys() & {"status", "outcome"} or instants.keys() & ENDS.keys())
    return Endings(outcome, known, _used(reason), tuple(meanings))


def _count_undated(
    instants: Mapping[str, Places],
    outcome: NDArray[np.int8],
    heads: Places,
    columns: Columns,
    tally: Tally,
) -> None:
    """Count orders that were kept, in a file that says when orders are delivered, without such an instant."""
    if "delivered_at" in instants:
        lacks = instants["delivered_at"] == MISSING
        lacks &= instants.get("completed_at", instants["delivered_at"]) == MISSING
        tally.add(
            "delivered_without_date", columns.name("delivered_at"), heads[(outcome == _CODES["kept"]) & lacks]
        )


def _used(reason: NDArray[np.int32]) -> Labels | None:
    """The reasons that some order has; None where none has any."""
    used = np.unique(reason[reason >= 0])
    place = np.full(len(REASONS) + 1, -1, np.int32)
    place[used] = np.arange(len(used))
    return Labels(place[reason], tuple(REASONS[code] for code in used)) if len(used) else None


def _by_dates(instants: Mapping[str, Places], orders: int) -> tuple[NDArray[np.int8], Places]:
    """The outcome of the latest end of each order, and how many different ends it has."""
    latest, outcome = np.full(orders, MISSING, np.int64), np.full(orders, _OPEN, np.int8)
    ways: dict[str, Flags] = {}
    for field, name in ENDS.items():
        if field not in instants:
            continue
        at_s = instants[field]
        later = (at_s != MISSING) & (at_s >= latest)
        latest, outcome[later] = np.maximum(latest, at_s), _CODES[name]
        ways[name] = ways.get(name, np.zeros(orders, np.bool_)) | (at_s != MISSING)
    return outcome, np.sum(list(ways.values()), axis=0) if ways else np.zeros(orders, np.int64)


def split_cancelled(instants: dict[str, Places], outcome: NDArray[np.int8]) -> dict[str, Places]:
    """The same instants with the time of each cancellation under the name of who it was that ended the order."""
    cancelled_s = instants.get("cancelled_at")
    if cancelled_s is None:
        return instants
    instants = dict(instants)
    for field, name in (
        ("refused_at", "refused"),
        ("withdrawn_at", "withdrawn"),
        ("released_at", "released"),
    ):
        meant = (outcome == _CODES[name]) & (cancelled_s != MISSING)
        if meant.any():
            own = instants.get(field, np.full(len(cancelled_s), MISSING, np.int64))
            instants[field] = np.where(meant & (own == MISSING), cancelled_s, own)
            cancelled_s = np.where(meant, MISSING, cancelled_s)
    instants["cancelled_at"] = cancelled_s
    return instants
