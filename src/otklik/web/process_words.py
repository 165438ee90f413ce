"""The words of processes: steps, their times, and what may be said of them, Russian and English (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

CARD: Mapping[str, Words] = {
    "title": {"ru": "Кто что делает", "en": "Who does what"},
    "lead": {
        "ru": "Один ответственный на весь заказ: {owner}",
        "en": "One owner for the whole order: {owner}",
    },
    "no_owner": {"ru": "Ответственного пока нет", "en": "Nobody owns it yet"},
    "done": {"ru": "Готово", "en": "Done"},
    "later": {"ru": "Ещё нет, к другому сроку", "en": "Not yet, by another time"},
    "when": {"ru": "К какому времени", "en": "By when"},
    "say_later": {"ru": "Записать срок", "en": "Record the time"},
    "approved": {"ru": "Банк одобрил", "en": "The bank said yes"},
    "declined": {"ru": "Банк отказал", "en": "The bank said no"},
    "wait": {"ru": "Ждём покупателя", "en": "Wait for the buyer"},
    "wait_what": {"ru": "Чего ждём", "en": "For what"},
    "wait_go": {"ru": "Остановить часы", "en": "Stop the clock"},
    "go_on": {"ru": "Продолжить", "en": "Go on"},
    "together": {"ru": "одновременно", "en": "at the same time"},
}

SECTION: Mapping[str, Words] = {
    "title": {"ru": "Что происходит с заказом", "en": "What happens to your order"},
    "lead": {
        "ru": "Все шаги, кто их делает и к какому сроку. Если срок сдвинется, мы скажем вам сами.",
        "en": "Every step, who does it and by when. If a time moves, we tell you ourselves.",
    },
    "you": {"ru": "вы", "en": "you"},
    "together": {"ru": "одновременно", "en": "at the same time"},
}

TIMES: Mapping[str, Words] = {
    "done": {"ru": "готово {at}", "en": "done {at}"},
    "done_late": {"ru": "готово {at}, срок был {limit}", "en": "done {at}, was due {limit}"},
    "waived": {"ru": "не понадобилось", "en": "not needed"},
    "paused": {"ru": "часы остановлены: ждём покупателя", "en": "the clock stands: we wait for the buyer"},
    "paused_you": {"ru": "ждём вас", "en": "we wait for you"},
    "open": {"ru": "срок {limit}", "en": "due {limit}"},
    "late": {"ru": "ещё не готово, срок был {limit}", "en": "not yet, was due {limit}"},
    "until": {"ru": "новый срок от участника: {until}", "en": "the party says {until}"},
    "said": {
        "ru": "участник сообщил о готовности {at}, ждём подтверждения",
        "en": "said to be done {at}, to be seen",
    },
    "ahead_after": {"ru": "{takes} после шага «{after}»", "en": "{takes} after “{after}”"},
    "ahead_fact": {"ru": "{takes} после того, как {fact}", "en": "{takes} once {fact}"},
    "ahead": {"ru": "{takes}", "en": "{takes}"},
    "agreed": {"ru": "к согласованному времени", "en": "at the agreed time"},
}

TAKES: Mapping[str, Words] = {
    "span": {"ru": "за {span}", "en": "within {span}"},
    "same_day": {"ru": "в тот же рабочий день", "en": "on the same working day"},
    "next_day": {"ru": "до конца следующего рабочего дня", "en": "by the end of the next working day"},
    "days": {"ru": "до конца {days}-го рабочего дня", "en": "by the end of working day {days}"},
}

PAUSED: Mapping[str, Words] = {
    "staff": {
        "ru": "Ждём покупателя: {what}. Срок {until}.",
        "en": "We wait for the buyer: {what}. Due {until}.",
    },
    "buyer": {"ru": "Нужны вы: {what}. Срок {until}.", "en": "We need you: {what}. Due {until}."},
}

PROCESSES: Mapping[str, Words] = {
    "prepaid": {"ru": "оплачен заранее", "en": "prepaid"},
    "cash_on_delivery": {"ru": "оплата при получении", "en": "paid on delivery"},
    "credit": {"ru": "в кредит", "en": "on credit"},
    "pickup": {"ru": "самовывоз", "en": "pickup"},
    "try_on": {"ru": "примерка", "en": "fitting"},
    "made_to_order": {"ru": "на заказ", "en": "made to order"},
    "exchange": {"ru": "обмен", "en": "exchange"},
}
"""What a shipped process is called; another goes by its own name."""

DESK: Mapping[str, Words] = {
    "title": {"ru": "Мои шаги", "en": "My steps"},
    "skip": {"ru": "К содержанию", "en": "Skip to content"},
    "lead": {"ru": "Что нужно от вас", "en": "What is needed of you"},
    "none": {"ru": "Сейчас ничего не нужно", "en": "Nothing is needed now"},
    "none_why": {
        "ru": "Когда появится новый шаг, мы напишем вам.",
        "en": "We write to you when there is a new step.",
    },
    "order": {"ru": "Заказ № {number}", "en": "Order № {number}"},
    "due": {"ru": "Срок {limit}", "en": "Due {limit}"},
    "left": {"ru": "осталось {left} вашего рабочего времени", "en": "{left} of your working time left"},
    "was_due": {"ru": "Срок был {limit}", "en": "It was due {limit}"},
    "paused": {"ru": "Часы остановлены: ждём покупателя", "en": "The clock stands: we wait for the buyer"},
    "until": {"ru": "Вы назвали срок: {until}", "en": "You said: {until}"},
    "said": {
        "ru": "Вы сообщили: готово {at}. Магазин подтвердит, когда увидит.",
        "en": "You said: done {at}. The store confirms once it sees it.",
    },
    "done": {"ru": "Готово", "en": "Done"},
    "approved": {"ru": "Одобрено", "en": "Approved"},
    "declined": {"ru": "Отказано", "en": "Declined"},
    "later": {"ru": "Ещё нет, будет…", "en": "Not yet, by…"},
    "other": {"ru": "Другое время", "en": "Another time"},
    "say": {"ru": "Назвать это время", "en": "Say this time"},
    "ask": {"ru": "Позвонить: {phone}", "en": "Call: {phone}"},
    "for": {"ru": "для магазина «{store}»", "en": "for {store}"},
    "recorded": {"ru": "Записано. Спасибо.", "en": "Recorded. Thank you."},
    "refused": {"ru": "Не записано: {why}", "en": "Not recorded: {why}"},
    "slow_down": {
        "ru": "слишком быстро, повторите через минуту",
        "en": "that was too fast, try again in a minute",
    },
    "past": {"ru": "назовите время впереди", "en": "name a time that lies ahead"},
    "gone": {"ru": "этого шага уже никто не ждёт", "en": "nobody waits for this step any more"},
}

LINK: Mapping[str, Words] = {
    "page": {"ru": "Страница участника", "en": "The party's page"},
    "page_hint": {
        "ru": "Один адрес без входа: открытые шаги, «готово» и «ещё нет, будет…». Его получает место в каждом письме о "
        "шаге.",
        "en": "One address without a log-in: open steps, “done” and “not yet, by…”. Each message about a step has it.",
    },
    "page_open": {"ru": "Открыть страницу", "en": "Open the page"},
    "page_until": {"ru": "Действует до {day}", "en": "Good until {day}"},
    "page_none": {"ru": "Адреса пока нет: сделайте его или дождитесь первого шага.", "en": "No address yet."},
    "page_revoked": {
        "ru": "Адрес закрыт: никто не войдёт, пока вы не сделаете новый.",
        "en": "The address is closed.",
    },
    "page_new": {"ru": "Сделать новый адрес", "en": "Make a new address"},
    "page_revoke": {"ru": "Закрыть адрес", "en": "Close the address"},
}
