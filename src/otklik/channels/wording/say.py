"""What one template of the standard consists of, and the sentences and facts that several of them share."""

from __future__ import annotations

from dataclasses import dataclass

from otklik.domain.locales import Words
from otklik.domain.wording import NOTHING, Forms


@dataclass(frozen=True, slots=True)
class Say:
    """One kind of message: forms of subject and first sentence, further sentences, facts and links by name."""

    subject: Forms
    lead: Forms
    sentences: tuple[Forms, ...] = ()
    facts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    goods: bool = False


ORDER_FACTS = ("store", "buyer", "buyer_phone", "comment", "payment", "delivery", "since", "until", "missed")

CALL_FIRST: Forms = (
    {
        "ru": "Позвоните покупателю: {buyer_phone}. Звонок нужен и тогда, когда уточнять нечего.",
        "en": "Call the buyer: {buyer_phone}. The call is owed even if there is nothing to clear up.",
    },
    {
        "ru": "Телефона покупатель не оставил: ответьте ему тем способом, который он выбрал.",
        "en": "The buyer left no phone number: answer the way that he chose.",
    },
)
STORE_PHONE: Forms = (
    {"ru": "Если удобнее позвонить самим: {store_phone}.", "en": "If you would rather call: {store_phone}."},
    NOTHING,
)

FOOT: Words = {
    "ru": "Отправлено автоматически службой заказов «Отклик». Ответы на это письмо никто не читает.",
    "en": "Sent automatically by Otklik, the order desk. Nobody reads replies to this letter.",
}
REPEAT: Words = {
    "ru": "Возможно, это письмо уже пришло к вам раньше: прошлая отправка оборвалась.",
    "en": "You may have this letter already: the previous attempt to send it was cut off.",
}
