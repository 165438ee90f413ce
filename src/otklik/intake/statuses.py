"""What shops' words for an order's state say about its end, and their words for payment and delivery.

A status that is not in the table says nothing: the order is kept open and the word stays beside it. A reason stands
here only where the source's own status names it; "cancelled" alone names none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from otklik.intake.columns import plain_name

Outcome = Literal["", "completed", "cancelled"]

_BY_OUTCOME: Mapping[tuple[Outcome, str], tuple[str, ...]] = {
    ("completed", ""): (
        "completed", "complete", "delivered", "done", "received", "won", "выполнен", "выполнено", "завершен",
        "завершено", "доставлен", "доставлено", "вручен", "получен", "закрыт", "сделка успешна",
        "успешно реализовано",
    ),
    ("cancelled", ""): (
        "cancelled", "canceled", "cancel", "cancel other", "refunded", "trash", "отменен", "отменено", "отмена",
        "аннулирован", "возврат", "возвращен", "сделка провалена", "закрыто и не реализовано",
    ),
    ("cancelled", "no_goods"): ("unavailable", "no product", "нет в наличии", "нет товара"),
    ("cancelled", "not_paid"): ("failed", "не оплачен"),
    ("cancelled", "unreachable"): ("no call", "недозвон", "не дозвонились"),
    ("cancelled", "found_elsewhere"): ("already buyed", "купил в другом месте"),
    ("", ""): (
        "", "new", "created", "approved", "invoiced", "processing", "pending", "on hold", "shipped", "assembling",
        "delivering", "новый", "новая", "принят", "подтвержден", "в обработке", "в работе", "на удержании", "собран",
        "комплектуется", "отгружен", "отправлен", "передан в доставку", "доставляется", "ожидает оплаты", "оплачен",
    ),
}  # fmt: skip

STATUSES: Mapping[str, tuple[Outcome, str]] = {
    word: said for said, words in _BY_OUTCOME.items() for word in words
}
"""Plain status → outcome, and reason (a key of `refusal_reasons.SHIPPED`) or empty."""

PAYMENTS: Mapping[str, str] = {
    "prepaid": "prepaid", "предоплата": "prepaid", "онлайн оплата": "prepaid", "оплата онлайн": "prepaid",
    "банковской картой онлайн": "prepaid", "credit card": "prepaid", "boleto": "prepaid",
    "on delivery": "on_delivery", "cod": "on_delivery", "cash on delivery": "on_delivery",
    "при получении": "on_delivery", "оплата при получении": "on_delivery", "наличными при получении": "on_delivery",
    "наличными курьеру": "on_delivery", "наложенный платеж": "on_delivery",
    "credit": "credit", "кредит": "credit", "в кредит": "credit", "рассрочка": "credit",
}  # fmt: skip

DELIVERIES: Mapping[str, str] = {
    "courier": "courier", "курьер": "courier", "курьером": "courier", "курьерская доставка": "courier",
    "доставка курьером": "courier",
    "pickup": "pickup", "local pickup": "pickup", "самовывоз": "pickup", "пункт выдачи": "pickup", "пвз": "pickup",
    "post": "post", "почта": "post", "почтой": "post", "почта россии": "post",
}  # fmt: skip


def outcome_of(status: str) -> tuple[Outcome, str] | None:
    """Outcome and reason that a status names; None where the word is not known.

    Parameters
    ----------
    status
        The source's word, such as `wc-completed` or `Выполнен`.
    """
    return STATUSES.get(plain_name(status).removeprefix("wc "))
