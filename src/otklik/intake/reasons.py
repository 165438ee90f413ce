"""The reasons of a refusal in the lists of other systems, to and from ours: one table, both ways.

RetailCRM names a status of its group `cancel`, Yandex Market a substatus of `CANCELLED`, Ozon a number. A row says what
is meant by one of theirs; the first row with one of ours is what we say back. Where a list is coarser than ours, we say
its nearest, so that a reason that goes there and comes home may have lost its detail, never its party.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.refusal_reasons import SHIPPED

RETAILCRM, YANDEX_MARKET, OZON = "retailcrm", "yandex_market", "ozon"

ROWS: Mapping[str, tuple[tuple[str, str], ...]] = {
    RETAILCRM: (
        ("no-call", "unreachable"),
        ("no-product", "no_goods"),
        ("already-buyed", "found_elsewhere"),
        ("delyvery-did-not-suit", "delivery_unsuitable"),
        ("prices-did-not-suit", "price_unsuitable"),
        ("cancel-other", "other"),
    ),
    YANDEX_MARKET: (
        ("USER_NOT_PAID", "not_paid"),
        ("RESERVATION_EXPIRED", "not_paid_later"),
        ("USER_WANTED_ANOTHER_PAYMENT_METHOD", "not_ready_to_prepay"),
        ("USER_RECEIVED_TECHNICAL_ERROR", "not_paid_link"),
        ("BANK_REJECT_CREDIT_OFFER", "credit_declined"),
        ("CUSTOMER_REJECT_CREDIT_OFFER", "changed_mind"),
        ("CREDIT_OFFER_FAILED", "credit_declined"),
        ("USER_UNREACHABLE", "unreachable"),
        ("INCOMPLETE_CONTACT_INFORMATION", "unreachable"),
        ("LATE_CONTACT", "not_contacted"),
        ("USER_CHANGED_MIND", "changed_mind"),
        ("REPLACING_ORDER", "changed_mind"),
        ("USER_PLACED_OTHER_ORDER", "duplicate"),
        ("USER_BOUGHT_CHEAPER", "found_cheaper"),
        ("USER_REFUSED_DELIVERY", "delivery_unsuitable"),
        ("TOO_MANY_DELIVERY_DATE_CHANGES", "delivery_unsuitable"),
        ("TOO_LONG_DELIVERY", "delivery_unsuitable"),
        ("USER_WANTS_TO_CHANGE_ADDRESS", "delivery_unsuitable"),
        ("USER_WANTS_TO_CHANGE_DELIVERY_DATE", "delivery_unsuitable"),
        ("USER_REFUSED_PRODUCT", "goods_unsuitable"),
        ("USER_REFUSED_QUALITY", "goods_unsuitable"),
        ("FULL_NOT_RANSOM", "goods_unsuitable"),
        ("SHOP_FAILED", "no_goods"),
        ("MISSING_ITEM", "no_goods_mistake"),
        ("BROKEN_ITEM", "no_goods_damaged"),
        ("WAREHOUSE_FAILED_TO_SHIP", "no_goods"),
        ("RESERVATION_FAILED", "no_goods_sold"),
        ("PICKUP_EXPIRED", "not_collected"),
        ("DELIVERY_SERVICE_FAILED", "not_delivered"),
        ("DELIVERY_SERVICE_UNDELIVERED", "not_delivered"),
        ("DELIVERY_SERVICE_LOST", "not_delivered"),
        ("DELIVERY_PROBLEMS", "not_delivered"),
        ("DELIVERY_NOT_MANAGED_REGION", "not_delivered"),
        ("COURIER_NOT_FOUND", "not_delivered"),
        ("COURIER_NOT_DELIVER_ORDER", "not_delivered"),
        ("LOST", "not_delivered"),
        ("TECHNICAL_ERROR", "technical"),
        ("SERVICE_FAULT", "technical"),
        ("CUSTOM", "other"),
    ),
    OZON: (
        ("352", "no_goods"),
        ("400", "no_goods_damaged"),
        ("401", "other"),
        ("402", "other"),
        ("665", "not_collected"),
        ("666", "not_delivered"),
        ("667", "not_delivered"),
    ),
}  # fmt: skip
"""By system: (theirs, ours). What stands in no row, theirs says nothing about a refusal that we know."""

BACK: Mapping[str, Mapping[str, str]] = {
    RETAILCRM: {},
    YANDEX_MARKET: {
        "buyer": "USER_CHANGED_MIND",
        "store": "SHOP_FAILED",
        "marketplace": "TECHNICAL_ERROR",
        "carrier": "DELIVERY_SERVICE_FAILED",
        "bank": "BANK_REJECT_CREDIT_OFFER",
        "other": "CUSTOM",
    },
    OZON: {"other": "402"},
}
"""What is said back by whose doing it is, where a list has nothing nearer; else the row of `other`."""

NOT_SAID = frozenset({"401"})
"""Codes that a seller may read and not give (`is_available_for_cancellation` of Ozon's own list)."""


def reason_from(system: str, theirs: str) -> str:
    """Our reason for a code of another system's list; empty where the code says nothing that we know.

    Parameters
    ----------
    system
        `retailcrm`, `yandex_market` or `ozon`.
    theirs
        As that system writes it; Ozon's numbers as text.
    """
    return dict(ROWS[system]).get(theirs, "")


def reason_to(system: str, ours: str) -> str:
    """What another system calls a reason of ours: its own row, that of the first level, or whose doing it is.

    Parameters
    ----------
    system
        As for `reason_from`.
    ours
        Code of either level; one that we don't ship counts as `other`.
    """
    said: dict[str, str] = {}
    for theirs, code in ROWS[system]:
        if theirs not in NOT_SAID:
            said.setdefault(code, theirs)
    reason = SHIPPED.get(ours)
    parent = reason.of if reason and reason.of and SHIPPED[reason.of].by == reason.by else ""
    by = BACK[system].get(reason.by) if reason and ours != "other" else None
    return said.get(ours) or said.get(parent) or by or said["other"]
