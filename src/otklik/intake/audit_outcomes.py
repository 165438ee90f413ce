"""How an order ended, from the word that an export has for its state.

Only a word that says whose doing it was makes a refusal or a withdrawal; "cancelled" alone is neither. What no table
knows is open, and is reported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from otklik.intake.columns import plain_name
from otklik.intake.statuses import outcome_of

_SAID: Mapping[str, tuple[str, ...]] = {
    "open": (
        "open", "accepted", "dispatched", "preparation", "prepayment invoice", "executing", "final invoice",
        "client confirmed", "availability confirmed", "offer analog", "prepayed", "assembling complete",
        "send to delivery", "waiting for arrival", "открыт", "открыто", "согласован", "в резерве", "к обеспечению",
        "к отгрузке", "готов к отгрузке", "в доставке",
    ),
    "kept": ("kept", "sold", "fulfilled", "состоялся", "состоялась", "продан", "оплачен и выдан", "выдан"),
    "refused": (
        "refused", "rejected", "refused by shop", "cancelled by shop", "cancelled by seller",
        "cancelled by merchant", "отказано", "отказ магазина", "отменен магазином", "отменен продавцом",
    ),
    "withdrawn": (
        "withdrawn", "cancelled by buyer", "cancelled by customer", "canceled by customer", "customer cancelled",
        "prices did not suit", "delyvery did not suit", "отозван", "отказ покупателя", "отказ клиента",
        "отменен покупателем", "отменен клиентом", "не устроила цена", "не устроила доставка",
    ),
    "released": ("released", "expired", "снят с резерва", "резерв снят", "истек срок хранения"),
    "cancelled": ("unavailable", "declined", "lose", "returned"),
}  # fmt: skip
_PREFIX = re.compile(r"^(?:wc|c\d+) ")
"""What WooCommerce and a second pipeline of Bitrix24 write before the word."""

_BY_WORD = {word: outcome for outcome, words in _SAID.items() for word in words}

_BY_REASON: Mapping[str, str] = {
    "no_goods": "refused", "unreachable": "refused", "found_elsewhere": "withdrawn", "not_paid": "cancelled",
}  # fmt: skip
"""Reason that a status names → outcome: who has no goods, or gives up calling, is the shop."""

REASONS = tuple(sorted(_BY_REASON))
"""Reasons that a word for the state can name."""


def outcome_said(status: str, said: Mapping[str, str]) -> tuple[str, str] | None:
    """Outcome (of `frames.OUTCOMES`) that a status means, and its reason or empty; None where nobody knows the word.

    Parameters
    ----------
    status
        The file's word.
    said
        Plain word → outcome, as the mapping says it; goes before every table.
    """
    word = _PREFIX.sub("", plain_name(status))
    if outcome := said.get(plain_name(status)) or said.get(word) or _BY_WORD.get(word):
        return outcome, ""
    known = outcome_of(word)
    if known is None:
        return None
    state, reason = known
    if state == "cancelled":
        return _BY_REASON.get(reason, "cancelled"), reason if reason in _BY_REASON else ""
    return "kept" if state == "completed" else "open", ""
