"""The names of things that the journal speaks of, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Locale, Words
from otklik.domain.wording import clean
from otklik.web import message_words

GRADES: Mapping[str, Words] = {
    "claimed": {"ru": "со слов", "en": "claimed"},
    "recorded": {"ru": "записано", "en": "recorded"},
    "confirmed": {"ru": "подтвердил покупатель", "en": "confirmed by the buyer"},
}

ACTORS: Mapping[str, Words] = {
    "system": {"ru": "система", "en": "the system"},
    "buyer": {"ru": "покупатель", "en": "the buyer"},
    "source": {"ru": "магазин на сайте", "en": "the web shop"},
    "key": {"ru": "система партнёра", "en": "the partner's system"},
}

BANK_WORDS: Mapping[str, Words] = {
    "approved": {"ru": "одобрено", "en": "approved"},
    "declined": {"ru": "отказано", "en": "declined"},
}
"""What a bank says."""

CALL_OUTCOMES: Mapping[str, Words] = {
    "no_answer": {"ru": "не отвечает", "en": "no answer"},
    "busy": {"ru": "занято", "en": "busy"},
    "voicemail": {"ru": "автоответчик", "en": "voicemail"},
    "wrong_number": {"ru": "чужой номер", "en": "wrong number"},
    "not_in_service": {"ru": "номер не обслуживается", "en": "number not in service"},
    "call_back_later": {"ru": "просит перезвонить", "en": "asks to be called later"},
}

OUTCOMES: Mapping[str, Words] = {
    "confirmed": {"ru": "подтверждён", "en": "confirmed"},
    "call_back": {"ru": "перезвонить", "en": "call back"},
    "no_answer": {"ru": "не отвечает", "en": "no answer"},
    "try_on": {"ru": "примерка", "en": "try on"},
    "replacement": {"ru": "замена", "en": "replacement"},
    "refused": {"ru": "отказ", "en": "refusal"},
    "delivered": {"ru": "вручено", "en": "delivered"},
    "not_delivered": {"ru": "не вручено", "en": "not delivered"},
}

REMEDIES: Mapping[str, Words] = {
    "pay_on_delivery": {"ru": "оплата при получении", "en": "pays on delivery"},
    "fitting": {"ru": "примерка", "en": "a fitting"},
    "other_store": {"ru": "другой магазин", "en": "another store"},
    "replacement": {"ru": "замена", "en": "a replacement"},
    "call_again": {"ru": "позвоним ещё", "en": "called again"},
}

CAUSES: Mapping[str, Words] = {
    "hold_over": {"ru": "вышел срок, на который он был отложен", "en": "the hold is over"},
    "refused": {"ru": "после отказа магазина", "en": "after the refusal"},
    "withdrawn": {"ru": "после отмены покупателя", "en": "after the withdrawal"},
    "buyer": {"ru": "покупатель всё ещё его хочет", "en": "the buyer still wants it"},
    "money": {"ru": "после поздней оплаты", "en": "after late money"},
    "outcome": {"ru": "после разговора с покупателем", "en": "after a talk with the buyer"},
    "contradicted": {"ru": "отказ не подтвердился", "en": "the refusal was contradicted"},
    "talked": {"ru": "с покупателем поговорили", "en": "the buyer was spoken with"},
    "silent": {"ru": "покупатель сообщил, что с ним никто не связался", "en": "the buyer says nobody called"},
    "survey": {"ru": "покупатель ответил на вопрос", "en": "the buyer has answered the question"},
    "paid": {"ru": "пришла оплата", "en": "the money came"},
    "confirmed": {"ru": "покупатель подтвердил заказ", "en": "the buyer confirmed the order"},
    "taken_back": {"ru": "магазин передумал", "en": "the store took it back"},
}

ALARMS: Mapping[str, Words] = {
    "breached": {"ru": "срок пропущен", "en": "a limit was missed"},
    "unanswered": {"ru": "никто не ответил", "en": "nobody answered"},
    "nobody_to_tell": {"ru": "некого известить", "en": "nobody to tell"},
    "plan_short": {"ru": "утренние звонки не успеть", "en": "too few people for the morning's calls"},
    "no_next_step": {"ru": "у заказа нет следующего шага", "en": "the order has no next step"},
    "too_many_generations": {"ru": "срок повторяется слишком часто", "en": "a kind repeats too often"},
    "method_unhealthy": {"ru": "способ связи не отвечает", "en": "a contact method is dead"},
}

CHANGES: Mapping[str, Words] = {
    "lines": {"ru": "состав", "en": "goods"},
    "total_minor": {"ru": "сумма", "en": "total"},
    "payment": {"ru": "оплата", "en": "payment"},
    "delivery": {"ru": "получение", "en": "delivery"},
    "buyer": {"ru": "данные покупателя", "en": "the buyer's data"},
    "comment": {"ru": "комментарий", "en": "comment"},
    "source_status": {"ru": "состояние на сайте", "en": "state in the shop"},
}

CHANNELS: Mapping[str, Words] = {
    "email": {"ru": "письмом", "en": "by e-mail"},
    "sms": {"ru": "по СМС", "en": "by SMS"},
    "webhook": {"ru": "вызовом к системе", "en": "by a call to the system"},
    "console": {"ru": "в окне демо", "en": "in the demo's window"},
}

_LOGGED: Mapping[str, Words] = {
    name: {"ru": words["ru"][0].lower() + words["ru"][1:], "en": words["en"][0].lower() + words["en"][1:]}
    for name, words in message_words.SAYS.items()
}
"""The message log's own words, inside a sentence; what reads better there has a row below."""

SAYS: Mapping[str, Words] = {
    **_LOGGED,
    "receipt": {"ru": "заказ принят", "en": "order received"},
    "held": {"ru": "ответ за магазином", "en": "an answer is owed"},
    "hold": {"ru": "товар отложен", "en": "goods kept for you"},
    "released": {"ru": "товар вернулся в продажу", "en": "goods back on sale"},
    "released_unanswered": {"ru": "заказ ушёл без разговора", "en": "let go unanswered"},
    "goods": {"ru": "что с товаром", "en": "what became of the goods"},
    "stock_untold": {"ru": "склад не отвечает", "en": "the stock system is silent"},
    "hold_ends": {"ru": "срок отложенного товара кончается", "en": "the hold ends soon"},
    "new_order": {"ru": "новый заказ", "en": "new order"},
    "still_waiting": {"ru": "покупатель всё ещё ждёт", "en": "the buyer still waits"},
    "can_you_take": {"ru": "возьмите заказ", "en": "can you take it"},
    "not_answered": {"ru": "покупателю не ответили", "en": "not answered"},
    "promise_soon": {"ru": "обещанное скоро", "en": "a promise is due soon"},
    "promise_moved": {"ru": "новый срок обещанного", "en": "a new time"},
    "move_untold": {"ru": "покупатель не знает о новом сроке", "en": "the new time is untold"},
    "step_delayed": {"ru": "шаг задерживается", "en": "a step is late"},
    "awaited": {"ru": "нужен ответ покупателя", "en": "the buyer is awaited"},
    "step_owed": {"ru": "шаг по заказу за вами", "en": "a step is yours"},
    "complaint": {"ru": "жалоба покупателя", "en": "the buyer complains"},
    "complaint_open": {"ru": "жалоба ещё открыта", "en": "a complaint is open"},
    "admission_ends": {"ru": "допуск кончается", "en": "an admission ends"},
    "look_now": {"ru": "посмотрите источники", "en": "look at the sources"},
    "one_question": {"ru": "один вопрос", "en": "one question"},
    "reminder": {"ru": "напоминание", "en": "reminder"},
}

FILTERS: tuple[tuple[str, Words], ...] = (
    ("all", {"ru": "Всё", "en": "All"}),
    ("contact", {"ru": "Связь", "en": "Contact"}),
    ("deadlines", {"ru": "Сроки", "en": "Deadlines"}),
)

EARLIER: Words = {"ru": "Ещё раньше: {count}. Показать всё", "en": "{count} more before that. Show all"}


def say_words(table: Mapping[str, Words], say: str, locale: Locale) -> str:
    """What a message is about, by the name of its template.

    Parameters
    ----------
    table
        Words by template: those of the journal, or those of the message log.
    say
        A template; a step that names none has its ladder's name with `_soon` or `_late`, and is said as the channels
        say it: as the ladder's own template, else as the step that is owed.
    """
    ladder = say.removesuffix("_soon").removesuffix("_late")
    owed = "step_owed" if ladder != say else ""
    found = next((table[name] for name in (say, ladder, owed) if name in table), None)
    return found[locale] if found else clean(say.replace("_", " "))
