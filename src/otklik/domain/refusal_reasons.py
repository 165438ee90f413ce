"""Reasons of a refusal, whose doing each is and what it asks for; a stand-in until the gate's own list is merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from otklik.domain.locales import Locale
from otklik.domain.standards import Standard


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason."""

    ru: str
    en: str
    by: str = "buyer"
    of: str = ""
    remedy: str = "none"
    comment: str = "optional"
    asks: str = "none"
    at_once: bool = False


_SHIPPED: Mapping[str, Reason] = {
    "not_ready_to_prepay": Reason(
        "не готов платить заранее", "not ready to prepay", remedy="pay_on_delivery"
    ),
    "wanted_try_on": Reason("хотел сначала примерить", "wanted to try it on first", remedy="fitting"),
    "not_contacted": Reason(
        "с покупателем никто не связался", "nobody contacted the buyer", by="store", remedy="call_again"
    ),
    "extra_demands": Reason(
        "дополнительные требования покупателя", "extra demands of the buyer", asks="demanded", at_once=True
    ),
    "found_elsewhere": Reason("нашёл в другом месте", "found it elsewhere"),
    "changed_mind": Reason("передумал", "changed his mind"),
    "no_goods": Reason("нет товара", "no goods", by="store", remedy="other_store"),
    "not_paid": Reason("не оплачен", "not paid", asks="why", remedy="pay_on_delivery"),
    "not_paid_later": Reason("платит позже", "pays later", of="not_paid", remedy="pay_on_delivery"),
    "not_paid_silent": Reason("не отвечает", "does not answer", of="not_paid", remedy="call_again"),
    "unreachable": Reason("не дозвонились", "the buyer can't be reached", remedy="call_again"),
    "cancelled_at_source": Reason("отменён в магазине", "cancelled in the shop", by="store"),
    "other": Reason("другое", "other", comment="required"),
}


def reasons_of(standard: Standard | None) -> Mapping[str, Reason]:
    """The reasons in force."""
    return _SHIPPED


def reason_words(code: str, locale: Locale, standard: Standard | None = None) -> str:
    """A reason in words."""
    one = reasons_of(standard).get(code)
    return "" if one is None else one.ru if locale == "ru" else one.en
