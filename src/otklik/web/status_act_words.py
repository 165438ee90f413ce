"""The words of what a buyer does on his page, Russian and English side by side (ADR 0012).

Placeholders are those of `status.values_of`, and for promises `until` and `done`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from otklik.domain.locales import Words
from otklik.domain.wording import Forms
from otklik.web.readiness_words import SAID_TO_BUYER
from otklik.web.status_alternatives import SAID_OF_OFFERS
from otklik.web.status_delivery_words import SAID_DELIVERY
from otklik.web.window_words import SAID_TO_BUYER_OF_WINDOWS


@dataclass(frozen=True, slots=True)
class WitnessWords:
    """The card on which the buyer says whether he was called: head, text, and the words of its two buttons."""

    title: Words
    text: Forms
    yes: Words | None = None
    no: Words | None = None


_NOBODY: Words = {"ru": "Мне никто не позвонил", "en": "Nobody contacted me"}
_YES: Words = {"ru": "Да, со мной говорили", "en": "Yes, I was called"}
_ALREADY: Words = {"ru": "Мне уже ответили", "en": "I have been answered"}

WITNESS: Mapping[str, WitnessWords] = {
    "waiting": WitnessWords(
        title={"ru": "Со мной никто не связался", "en": "Nobody contacted me"},
        text=(
            {
                "ru": "Руководитель магазина узнает об этом сразу и ответит вам лично. Заказ не отменят.",
                "en": "The head of the store learns of it at once and answers you in person. Your order stands.",
            },
        ),
        yes=_ALREADY,
        no=_NOBODY,
    ),
    "recorded": WitnessWords(
        title={"ru": "С вами говорили?", "en": "Did we speak to you?"},
        text=(
            {
                "ru": "Магазин записал разговор {answered}.",
                "en": "The store has a talk on record {answered}.",
            },
        ),
        yes=_YES,
        no={"ru": "Нет, мне никто не звонил", "en": "No, nobody called me"},
    ),
    "claimed": WitnessWords(
        title={"ru": "Мы знаем, что вам не ответили", "en": "We know that nobody answered you"},
        text=(
            {
                "ru": "Вы написали {silent_since}. Руководитель магазина знает и ответит {silent_by}.",
                "en": "You wrote {silent_since}. The head of the store knows and answers {silent_by}.",
            },
            {
                "ru": "Руководитель магазина не ответил, срок прошёл {silent_missed}. Теперь знает и администратор.",
                "en": "The head of the store did not answer, due {silent_missed}. The administrator knows now too.",
            },
        ),
        yes=_ALREADY,
    ),
    "settled": WitnessWords(
        title={"ru": "Вам ответили", "en": "You were answered"},
        text=(
            {
                "ru": "Вы написали нам {silent_since}, ответ был {silent_done}.",
                "en": "You wrote to us {silent_since} and were answered {silent_done}.",
            },
            {"ru": "Вы написали нам {silent_since}.", "en": "You wrote to us {silent_since}."},
        ),
        no={"ru": "Снова никто не отвечает", "en": "Nobody answers again"},
    ),
    "confirmed": WitnessWords(
        title={"ru": "Вы подтвердили, что с вами говорили", "en": "You confirmed that we spoke to you"},
        text=(
            {
                "ru": "Если магазин снова пропадёт, скажите нам.",
                "en": "If the store falls silent again, tell us.",
            },
        ),
        no=_NOBODY,
    ),
}
"""By what is known of the talk (`status_cards.witness_of`)."""

CARDS: Mapping[str, Words] = {
    "want": {"ru": "Всё ещё хочу этот заказ", "en": "I still want this order"},
    "want_note": {
        "ru": "Товар снова отложат для вас, магазин позвонит.",
        "en": "The goods are kept for you again, and the store calls.",
    },
    "want_gone": {"ru": "Позвоните мне, что есть взамен", "en": "Call me about something else"},
    "want_gone_note": {
        "ru": "Этот товар уже купили. Магазин позвонит и скажет, что есть взамен.",
        "en": "Somebody has bought these goods. The store calls and says what it has instead.",
    },
    "call_title": {"ru": "Когда вам удобно поговорить?", "en": "When may we call you?"},
    "call_times": {"ru": "Время звонка", "en": "Time of the call"},
    "call_again": {
        "ru": "Звонок {call}. Можно выбрать другое время.",
        "en": "The call is {call}. You may choose another time.",
    },
    "call_send": {"ru": "Заказать звонок", "en": "Ask for a call"},
    "call_soon": {"ru": "в ближайшие 15 минут", "en": "within 15 minutes"},
    "call_write": {"ru": "лучше написать", "en": "better in writing"},
    "call_to": {
        "ru": "Позвоним на номер, который кончается на {end}.",
        "en": "We call the number that ends in {end}.",
    },
    "store_number": {"ru": "Номер магазина: {store_phone}.", "en": "The store's number: {store_phone}."},
    "rate_title": {"ru": "Как мы отвечаем?", "en": "How do we answer?"},
    "rate_seen": {"ru": "видно магазину сразу", "en": "the store sees it at once"},
    "rate_stars": {"ru": "Оценка от 1 до 5", "en": "From 1 to 5"},
    "rate_worst": {"ru": "плохо", "en": "poor"},
    "rate_best": {"ru": "отлично", "en": "great"},
    "rate_words": {"ru": "Что улучшить?", "en": "What should be better?"},
    "optional": {"ru": "необязательно", "en": "optional"},
    "rate_send": {"ru": "Отправить оценку", "en": "Send"},
    "rated": {
        "ru": "Ваша оценка: {stars} из 5. Её можно изменить.",
        "en": "Your rating: {stars} of 5. You may change it.",
    },
    "rec_title": {"ru": "Посоветуете нас знакомым?", "en": "Would you recommend us?"},
    "rec_scores": {"ru": "От 0 до 10", "en": "From 0 to 10"},
    "rec_worst": {"ru": "0 — точно нет", "en": "0: by no means"},
    "rec_best": {"ru": "10 — обязательно", "en": "10: certainly"},
    "rec_why": {
        "ru": "Одно касание. По ответам видно, что магазину стоит изменить.",
        "en": "One tap. The answers show what the store should change.",
    },
    "recommended": {
        "ru": "Ваш ответ: {score} из 10. Его можно изменить.",
        "en": "Your answer: {score} of 10. You may change it.",
    },
    "history": {"ru": "Что обещали и что сделали", "en": "What we promised and what we did"},
    "kept": {"ru": "сдержано", "en": "kept"},
    "missed": {"ru": "сорвано", "en": "missed"},
    "withdraw": {"ru": "Отменить заказ", "en": "Withdraw the order"},
    "bar": {"ru": "Быстрые действия", "en": "Quick actions"},
    "bar_silent": {"ru": "Никто не позвонил", "en": "Nobody called"},
    "bar_store": {"ru": "Магазин", "en": "The store"},
    "looks_after": {"ru": "За заказ отвечает {owner}", "en": "{owner} looks after your order"},
    "left": {"ru": "осталось {span}", "en": "{span} left"},
    "asked": {"ru": "обещали {at}", "en": "promised {at}"},
}

SAID: Mapping[str, tuple[str, Words]] = {
    **SAID_TO_BUYER,
    **SAID_OF_OFFERS,
    **SAID_DELIVERY,
    **SAID_TO_BUYER_OF_WINDOWS,
    "answer": (
        "ok",
        {"ru": "Спасибо, ответ записан.", "en": "Thank you, your answer is recorded."},
    ),
    "silent": (
        "ok",
        {
            "ru": "Записали. Руководитель магазина уже знает.",
            "en": "Recorded. The head of the store knows now.",
        },
    ),
    "called": (
        "ok",
        {"ru": "Спасибо. Записали, что с вами говорили.", "en": "Thank you. Recorded that you were called."},
    ),
    "call": ("ok", {"ru": "Записали время звонка.", "en": "The time of the call is recorded."}),
    "write": (
        "ok",
        {
            "ru": "Записали: лучше написать. Магазин это видит.",
            "en": "Recorded: better in writing. The store sees it.",
        },
    ),
    "rate": (
        "ok",
        {"ru": "Спасибо, магазин видит вашу оценку.", "en": "Thank you, the store sees your rating."},
    ),
    "recommend": (
        "ok",
        {"ru": "Спасибо, ответ записан.", "en": "Thank you, your answer is recorded."},
    ),
    "complain": (
        "ok",
        {
            "ru": "Жалоба принята. Кто и когда ответит, написано ниже.",
            "en": "Your complaint is received. Who answers by when is said below.",
        },
    ),
    "solved": ("ok", {"ru": "Спасибо, жалоба закрыта.", "en": "Thank you, the complaint is closed."}),
    "not_delivered": (
        "warn",
        {"ru": "Ответить можно, когда заказ у вас.", "en": "You can answer once you have your order."},
    ),
    "withdraw": (
        "ok",
        {"ru": "Заказ отменён по вашей просьбе.", "en": "The order is withdrawn, as you asked."},
    ),
    "want": (
        "ok",
        {
            "ru": "Товар снова отложен для вас. Магазин позвонит.",
            "en": "The goods are kept for you again. The store calls you.",
        },
    ),
    "want_gone": (
        "ok",
        {
            "ru": "Заказ снова открыт. Магазин позвонит и скажет, что есть взамен.",
            "en": "Your order is open again. The store calls and says what it has instead.",
        },
    ),
    "withdrew": (
        "ok",
        {"ru": "Записали: заказ отменён.", "en": "Recorded: the order is cancelled."},
    ),
    "keep": (
        "ok",
        {
            "ru": "Записали: заказ нужен. Руководитель магазина уже знает.",
            "en": "Recorded: you want it. The head of the store knows now.",
        },
    ),
    "nothing_to_confirm": (
        "warn",
        {"ru": "На этот вопрос уже ответили.", "en": "This has been answered already."},
    ),
    "order_closed": (
        "warn",
        {"ru": "Заказ уже закрыт, ничего не изменилось.", "en": "The order is closed, nothing changed."},
    ),
    "call_in_the_past": (
        "warn",
        {"ru": "Это время уже прошло, выберите другое.", "en": "That time is over, choose another one."},
    ),
    "call_too_far": (
        "warn",
        {
            "ru": "Это слишком далеко, выберите время ближе.",
            "en": "That is too far away, choose a nearer time.",
        },
    ),
    "bad_rating": ("warn", {"ru": "Выберите одну из оценок.", "en": "Choose one of the marks."}),
    "refused": (
        "warn",
        {
            "ru": "Записать не получилось. Позвоните в магазин.",
            "en": "It could not be recorded. Call the store.",
        },
    ),
}
"""What became of a tap: tone and words; named in the address, so that only these can be said."""

PROMISES: Mapping[str, Words] = {
    "first_answer": {"ru": "Ответить вам {until}", "en": "Answer you {until}"},
    "reopened_answer": {"ru": "Ответить вам {until}", "en": "Answer you {until}"},
    "holder_answer": {
        "ru": "Ответить вам после передачи заказа {until}",
        "en": "Answer you after the hand-over {until}",
    },
    "silence_claim": {
        "ru": "Ответ руководителя магазина {until}",
        "en": "Answer of the head of the store {until}",
    },
    "asked_call": {"ru": "Позвонить, как вы просили, {until}", "en": "Call as you asked {until}"},
    "next_attempt": {"ru": "Позвонить ещё раз {until}", "en": "Call again {until}"},
    "promise": {"ru": "Вернуться к вам, как обещали, {until}", "en": "Come back to you {until}"},
    "made_to_order": {"ru": "Изготовить на заказ {until}", "en": "Make the part to order {until}"},
    "fulfilment": {"ru": "Выдать или отправить заказ {until}", "en": "Hand over or send the order {until}"},
    "window": {"ru": "Доставить {until}", "en": "Deliver {until}"},
}
"""What was promised, by kind."""

PURPOSES: Mapping[str, Words] = {
    "call": {"ru": "Позвонить вам {until}", "en": "Call you {until}"},
    "call_back": {"ru": "Перезвонить вам {until}", "en": "Call you back {until}"},
    "replacement": {
        "ru": "Подобрать замену и позвонить {until}",
        "en": "Find a replacement and call {until}",
    },
    "message": {"ru": "Написать вам {until}", "en": "Write to you {until}"},
    "goods": {"ru": "Товар для вас {until}", "en": "Your goods {until}"},
    "papers": {"ru": "Документы {until}", "en": "The papers {until}"},
}
"""What a person promised, by its purpose; any other is said as a promise."""

MOVED: Words = {"ru": "{said}. Сначала обещали {first}", "en": "{said}. First we had said {first}"}

OUTCOMES: Mapping[str, Forms] = {
    "kept": (
        {"ru": "{what}: сделали {done}", "en": "{what}: done {done}"},
        {"ru": "{what}: сделали", "en": "{what}: done"},
    ),
    "missed": (
        {"ru": "{what}: не успели, сделали {done}", "en": "{what}: late, done {done}"},
        {"ru": "{what}: не успели", "en": "{what}: missed"},
    ),
    "moved_late": (
        {
            "ru": "{what}: к прежнему сроку не успели, сделали {done}",
            "en": "{what}: missed before, done {done}",
        },
        {"ru": "{what}: к прежнему сроку не успели", "en": "{what}: we missed the time before"},
    ),
    "ahead": ({"ru": "{what}", "en": "{what}"},),
}

WITHDRAW: Mapping[str, Words] = {
    "lead": {"ru": "Отменить заказ № {number}?", "en": "Withdraw order no. {number}?"},
    "why": {
        "ru": "Товар вернётся в продажу, звонить больше не будем. Вернуть заказ нельзя, только сделать новый.",
        "en": "The goods go back on sale and nobody calls you. It can't be undone: you would place a new order.",
    },
    "reason": {"ru": "Почему?", "en": "Why?"},
    "words": {"ru": "Своими словами", "en": "In your own words"},
    "optional": {"ru": "необязательно", "en": "optional"},
    "yes": {"ru": "Да, отменить заказ", "en": "Yes, withdraw it"},
    "no": {"ru": "Нет, оставить", "en": "No, keep it"},
}

TOLD: Mapping[str, Words] = {
    "title": {"ru": "Вы отменили этот заказ?", "en": "Did you cancel this order?"},
    "text": {
        "ru": "Магазин передал, что вы отказались. Если это не так, заказ останется в работе.",
        "en": "The store says that you did. If you did not, the order goes on.",
    },
    "yes": {"ru": "Да, отменить", "en": "Yes, cancel it"},
    "no": {"ru": "Нет, заказ нужен", "en": "No, I want it"},
}
"""The question about a withdrawal that the staff tell of."""

REASONS: Mapping[str, Words] = {
    "changed_mind": {"ru": "передумали", "en": "I changed my mind"},
    "too_slow": {"ru": "долго ждать ответа", "en": "the answer takes too long"},
    "bought_elsewhere": {"ru": "уже купили в другом месте", "en": "I have already bought it elsewhere"},
    "found_elsewhere": {"ru": "нашли в другом месте", "en": "I found it elsewhere"},
    "price": {"ru": "дорого", "en": "too expensive"},
    "mistake": {"ru": "заказ сделан по ошибке", "en": "I ordered by mistake"},
}
"""Why a buyer withdraws, by code."""
