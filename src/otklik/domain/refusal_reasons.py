"""The reasons for a refusal: the shipped list of two levels, and the one that a standard has instead (R01, R03).

A reason says whose doing it is, what may save the order, and what must be said with it. What must be on record for
it stands apart, in the standard's `[refusal.evidence]`. Lists of other systems are mapped in `intake/reasons.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from otklik.domain.standards import Reason, Standard

NOT_PAID = "not_paid"
"""The commonest reason, which says least: it asks why, and it waits for the end of the hold (R04)."""

EXTRA_DEMANDS = "extra_demands"
CANCELLED_AT_SOURCE = "cancelled_at_source"

MACHINES_ALONE = frozenset({CANCELLED_AT_SOURCE})
"""Reasons that a person does not give."""


def _reason(en: str, ru: str, by: Any, remedy: Any = "none", **more: Any) -> Reason:
    return Reason(ru=ru, en=en, by=by, remedy=remedy, **{"comment": "required", **more})


SHIPPED: Mapping[str, Reason] = {
    NOT_PAID: _reason("not paid", "не оплачен", "buyer", "pay_on_delivery", asks="why"),
    "not_paid_prepay": _reason(
        "would rather pay on delivery", "хочет платить при получении", "buyer", "pay_on_delivery", of=NOT_PAID
    ),
    "not_paid_link": _reason(
        "the way to pay did not work", "не сработала ссылка или оплата", "marketplace", "pay_on_delivery", of=NOT_PAID
    ),
    "not_paid_bank": _reason(
        "the bank turned the payment or the credit down", "банк отклонил оплату или кредит", "bank",
        "pay_on_delivery", of=NOT_PAID,
    ),
    "not_paid_later": _reason("means to pay later", "собирается оплатить позже", "buyer", "call_again", of=NOT_PAID),
    "not_paid_unknown": _reason(
        "nobody knows why it is not paid", "почему не оплачен, выяснить не удалось", "buyer", "call_again", of=NOT_PAID
    ),
    "not_ready_to_prepay": _reason(
        "not ready to prepay", "не готов платить заранее", "buyer", "pay_on_delivery"
    ),
    "wanted_try_on": _reason("wanted to try it on first", "хотел сначала примерить", "buyer", "fitting"),
    "not_contacted": _reason(
        "nobody contacted the buyer", "с покупателем никто не связался", "store", "call_again"
    ),
    EXTRA_DEMANDS: _reason(
        "extra demands of the buyer", "дополнительные требования покупателя", "buyer", asks="demanded", at_once=True
    ),
    "found_elsewhere": _reason("found it elsewhere", "нашёл в другом месте", "buyer"),
    "found_cheaper": _reason("found it cheaper", "нашёл дешевле", "buyer", of="found_elsewhere"),
    "found_sooner": _reason("gets it sooner there", "там получит раньше", "buyer", of="found_elsewhere"),
    "changed_mind": _reason("changed his mind", "передумал", "buyer"),
    "no_goods": _reason("no goods", "нет товара", "store", "other_store"),
    "no_goods_sold": _reason("sold in the shop", "продан в магазине", "store", "other_store", of="no_goods"),
    "no_goods_damaged": _reason(
        "the last one is damaged", "последний с браком", "store", "other_store", of="no_goods"
    ),
    "no_goods_mistake": _reason(
        "the stock figure was wrong", "остаток показан неверно", "store", "other_store", of="no_goods"
    ),
    "delivery_unsuitable": _reason("the delivery did not suit", "не устроила доставка", "buyer", "fitting"),
    "goods_unsuitable": _reason("the goods did not suit", "не подошёл товар", "buyer", "fitting"),
    "price_unsuitable": _reason("the price did not suit", "не устроила цена", "buyer"),
    "not_delivered": _reason("the carrier could not deliver it", "служба доставки не справилась", "carrier"),
    "not_collected": _reason("did not collect it", "не забрал заказ", "buyer", "call_again"),
    "credit_declined": _reason("the bank gave no credit", "банк не одобрил кредит", "bank", "pay_on_delivery"),
    "duplicate": _reason("a duplicate or a test", "дубль или проверка", "marketplace"),
    "technical": _reason("a technical error of the marketplace", "технический сбой площадки", "marketplace"),
    "unreachable": _reason("the buyer can't be reached", "не дозвонились", "buyer", "call_again"),
    CANCELLED_AT_SOURCE: _reason("cancelled in the shop", "отменён в магазине", "store"),
    "other": _reason("other", "другое", "store"),
}  # fmt: skip
"""Code → reason, in the order in which a person reads them; a standard that names any has its own list instead."""


def reasons_of(standard: Standard | None) -> Mapping[str, Reason]:
    """The reasons that hold under a standard; the shipped list where it names none, or there is no standard."""
    return (standard.refusal.reasons if standard is not None else {}) or SHIPPED


def reason_words(code: str, locale: str, standard: Standard | None = None) -> str:
    """What a person reads for a reason; a code that no list has is shown as it is.

    Parameters
    ----------
    code
        Of either level.
    locale
        "en" or "ru".
    standard
        Whose list is looked in first; None = the shipped one alone.
    """
    found = reasons_of(standard).get(code) or SHIPPED.get(code)
    if found is None:
        return code
    return found.ru if locale == "ru" else found.en


def offered(standard: Standard | None = None) -> list[str]:
    """Codes that a person may choose from: where a reason asks why, the reasons that say it stand in its place."""
    reasons = reasons_of(standard)
    return [
        code
        for code, reason in reasons.items()
        if code not in MACHINES_ALONE
        and reason.asks != "why"
        and (not reason.of or _asks_why(reasons, reason.of))
    ]


def _asks_why(reasons: Mapping[str, Reason], code: str) -> bool:
    return code in reasons and reasons[code].asks == "why"
