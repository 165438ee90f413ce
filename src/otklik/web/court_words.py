"""The words of the refusal court's screens, Russian and English side by side (ADR 0012); neutral, nobody is accused."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

ENDS: Mapping[str, Words] = {
    "released": {"ru": "причина не названа: вышел срок брони", "en": "no reason stated: the hold ran out"},
    "withdrawn": {"ru": "покупатель отменил заказ сам", "en": "the buyer cancelled it himself"},
    "withdrawn_told": {
        "ru": "со слов магазина, покупатель отменил заказ",
        "en": "the store says that the buyer cancelled",
    },
}
"""Ends for which no reason of the list was stated."""

VERDICTS: Mapping[str, tuple[str, str, Words]] = {
    "": ("info", "clock", {"ru": "ещё не решено", "en": "not decided yet"}),
    "confirmed": ("ok", "check", {"ru": "подтверждено", "en": "confirmed"}),
    "contradicted": ("late", "swap", {"ru": "расходится с ответом", "en": "contradicted"}),
    "unverified": ("", "eye", {"ru": "не проверено", "en": "unverified"}),
}
"""Verdict → tone, icon, word."""

EVIDENCE: Mapping[str, Words] = {
    "none": {"ru": "попыток связаться нет", "en": "no attempt on record"},
    "thin": {"ru": "попыток меньше, чем просит стандарт", "en": "fewer attempts than the standard asks for"},
    "tried": {"ru": "попытки есть, разговора нет", "en": "attempts, no talk"},
    "talk": {"ru": "разговор записан", "en": "a talk is on record"},
}

MEANS: Mapping[str, Words] = {
    "link": {"ru": "по ссылке", "en": "by the link"},
    "page": {"ru": "на странице заказа", "en": "on the page of the order"},
    "call": {"ru": "по телефону", "en": "by phone"},
    "deed": {"ru": "сам вернулся к заказу", "en": "took the order up again"},
}

DECISIONS: Mapping[str, Words] = {
    "stands": {"ru": "решение остаётся", "en": "the verdict stands"},
    "confirmed": {"ru": "причина магазина подтверждена", "en": "the store's reason is confirmed"},
    "unverified": {"ru": "установить нельзя", "en": "it can't be told"},
}

COURT: Mapping[str, Words] = {
    "title": {"ru": "Разбор отказов", "en": "Refusals under review"},
    "lead": {
        "ru": "Что указал магазин, что есть в журнале и что ответил покупатель. Каждое решение можно обжаловать.",
        "en": "What the store stated, what is on record, what the buyer answered. Each verdict can be appealed.",
    },
    "rules": {"ru": "Правила", "en": "The rules"},
    "calls": {"ru": "Обзвон", "en": "Calls to make"},
    "verdict": {"ru": "Решает человек", "en": "For a person to decide"},
    "appeal": {"ru": "Ждут ответа партнёра", "en": "Waiting for the partner's reply"},
    "appeal_decision": {"ru": "Возражения", "en": "Appeals to decide"},
    "judged": {"ru": "Решено недавно", "en": "Decided lately"},
    "none": {"ru": "Сейчас ничего не ждёт", "en": "Nothing waits now"},
    "none_why": {
        "ru": "Сюда попадают отказы, по которым покупатель ответил или срок ответа вышел.",
        "en": "Refusals come here when the buyer has answered or the time to answer is over.",
    },
    "order": {"ru": "Заказ {number}", "en": "Order {number}"},
    "until": {"ru": "до {at}", "en": "by {at}"},
    "missed": {"ru": "срок прошёл {at}", "en": "was due {at}"},
    "no_answer": {"ru": "покупатель не ответил", "en": "the buyer did not answer"},
    "waiting": {"ru": "ответа ждём", "en": "the answer is awaited"},
    "plan": {"ru": "Составить план выборки заново", "en": "Plan the sample anew"},
    "plan_why": {
        "ru": "План на месяц составляется сам. Новый действует с этой минуты, прежние жребии остаются.",
        "en": "A month's plan is made by itself. A new one holds from now on, earlier draws stand.",
    },
    "crumb": {"ru": "Разбор отказов", "en": "Refusals under review"},
    "read_only": {
        "ru": "Вы смотрите как аудитор: видно всё, менять ничего нельзя.",
        "en": "You look as an auditor: everything is visible, nothing can be changed.",
    },
}

CASE: Mapping[str, Words] = {
    "title": {"ru": "Заказ {number}: разбор", "en": "Order {number}: the review"},
    "stated": {"ru": "Магазин указал", "en": "The store stated"},
    "record": {"ru": "В журнале", "en": "On record"},
    "said": {"ru": "Покупатель ответил", "en": "The buyer answered"},
    "not_asked": {"ru": "по плану выборки не спрашивали", "en": "not asked, by the plan of the sample"},
    "premature": {"ru": "отказ раньше часа после заказа", "en": "refused within an hour of the order"},
    "silent": {
        "ru": "покупатель писал, что с ним не связались",
        "en": "the buyer had said that nobody got in touch",
    },
    "attempts": {"ru": "попыток: {n}", "en": "attempts: {n}"},
    "verdict": {"ru": "Решение", "en": "The verdict"},
    "by_rule": {"ru": "по правилу {rule}", "en": "by rule {rule}"},
    "by_person": {"ru": "решил человек: {name}", "en": "decided by {name}"},
    "person": {"ru": "Решает человек", "en": "A person decides"},
    "final": {"ru": "Окончательно: {verdict}", "en": "Final: {verdict}"},
    "standard": {"ru": "Стандарт", "en": "Standard"},
    "version": {"ru": "{name}, версия {version}", "en": "{name}, version {version}"},
    "agreed": {"ru": "принят партнёром", "en": "accepted by the partner"},
    "not_agreed": {
        "ru": "партнёр его ещё не принял: решение служит подсказкой",
        "en": "not accepted by the partner yet: the verdict is guidance",
    },
    "reopened": {
        "ru": "Заказ снова открыт: сначала позвоните покупателю.",
        "en": "The order is open again: call the buyer first.",
    },
    "words": {"ru": "Слова сторон", "en": "Both sides' words"},
    "no_words": {"ru": "Пока никто не написал.", "en": "Nobody has written yet."},
    "accepted": {"ru": "Партнёр согласен", "en": "The partner agrees"},
    "appealed": {"ru": "Партнёр возражает", "en": "The partner disagrees"},
    "decided": {"ru": "Возражение рассмотрено: {decision}", "en": "The appeal was decided: {decision}"},
    "journal": {"ru": "Записи журнала", "en": "Lines of the journal"},
    "open_order": {"ru": "Открыть заказ", "en": "Open the order"},
    "reply": {"ru": "Ответ партнёра", "en": "The partner's reply"},
    "reply_until": {
        "ru": "Ответить {at}. Без ответа решение вступит в силу.",
        "en": "Reply {at}. Without a reply the verdict stands.",
    },
    "reply_words": {"ru": "Ваши слова", "en": "Your words"},
    "reply_hint": {
        "ru": "Для возражения напишите, что было и чем это подтвердить.",
        "en": "For an appeal, say what happened and what shows it.",
    },
    "accept": {"ru": "Согласиться", "en": "Accept"},
    "file": {"ru": "Возразить", "en": "Appeal"},
    "judge": {"ru": "Ваше решение", "en": "Your verdict"},
    "judge_why": {
        "ru": "Правила здесь не решают: прочитайте обе стороны.",
        "en": "No rule decides here: read both sides.",
    },
    "judge_confirmed": {"ru": "Причина подтверждена", "en": "The reason is confirmed"},
    "judge_contradicted": {"ru": "Расходится с ответом", "en": "Contradicted by the answer"},
    "judge_unverified": {"ru": "Установить нельзя", "en": "It can't be told"},
    "decide": {"ru": "Решение по возражению", "en": "Decision about the appeal"},
    "decide_until": {"ru": "Решить {at}.", "en": "Decide {at}."},
    "decide_words": {"ru": "Почему", "en": "Why"},
    "decide_other": {
        "ru": "Решает другой человек: не тот, кто вынес решение или подал возражение.",
        "en": "Somebody else decides: not whoever proposed the verdict or filed the appeal.",
    },
    "quote": {"ru": "«", "en": "“"},
    "unquote": {"ru": "»", "en": "”"},
}

CALLS: Mapping[str, Words] = {
    "title": {"ru": "Обзвон по отказам", "en": "Calls about refusals"},
    "lead": {
        "ru": "Покупатели, которые ещё не ответили на вопрос. Звоните с 8 до 21 по времени покупателя.",
        "en": "Buyers who have not answered the question yet. Ring from 8 to 21 of the buyer's time.",
    },
    "none": {"ru": "Звонить некому", "en": "Nobody to ring"},
    "none_why": {
        "ru": "Все, кого спросили, ответили, или срок ответа вышел.",
        "en": "Everybody who was asked has answered, or the time is over.",
    },
    "script": {"ru": "Что сказать", "en": "What to say"},
    "say_1": {
        "ru": "Здравствуйте, меня зовут {name}. Вы заказывали в магазине «{store}», заказ {number}.",
        "en": "Hello, my name is {name}. You ordered at {store}, order {number}.",
    },
    "say_2": {
        "ru": "Покупка не состоялась. Один вопрос: что помешало?",
        "en": "The purchase did not come about. One question: what stood in the way?",
    },
    "say_3": {
        "ru": "Выслушайте и отметьте самое близкое. Не подсказывайте и не спорьте.",
        "en": "Listen, and mark what comes closest. Neither prompt nor argue.",
    },
    "answered": {"ru": "Покупатель ответил", "en": "The buyer answered"},
    "vain": {"ru": "Ответа нет", "en": "No answer"},
    "words": {"ru": "Словами покупателя", "en": "In the buyer's words"},
    "optional": {"ru": "необязательно", "en": "optional"},
    "tried": {"ru": "звонков: {n}", "en": "calls: {n}"},
    "until": {"ru": "до {at}", "en": "by {at}"},
    "now_there": {"ru": "у покупателя {at}", "en": "{at} at the buyer's"},
    "night": {"ru": "у покупателя {at}: сейчас не звоните", "en": "{at} at the buyer's: don't ring now"},
    "no_phone": {"ru": "телефона нет", "en": "no phone number"},
    "recorded": {"ru": "Записано.", "en": "Recorded."},
}

RULE_WORDS: Mapping[str, Words] = {
    "title": {"ru": "По каким правилам решается", "en": "The rules by which it is decided"},
    "lead": {
        "ru": "Таблица читается сверху: решает первая подходящая строка. Последняя подходит всегда.",
        "en": "Read from the top: the first row that fits decides. The last one always fits.",
    },
    "rule": {"ru": "Правило", "en": "Rule"},
    "reason": {"ru": "Магазин указал", "en": "The store stated"},
    "evidence": {"ru": "В журнале", "en": "On record"},
    "answer": {"ru": "Покупатель ответил", "en": "The buyer answered"},
    "verdict": {"ru": "Решение", "en": "Verdict"},
    "why": {"ru": "Почему", "en": "Why"},
    "any": {"ru": "любое", "en": "any"},
    "no_answer": {"ru": "не ответил", "en": "did not answer"},
    "person": {"ru": "решает человек", "en": "a person decides"},
    "then": {
        "ru": "Если ответ расходится с причиной, покупатель купил бы, а товар ещё свободен, заказ открывается снова, "
        "и покупателю звонят первому.",
        "en": "Where the answer contradicts the reason, the buyer would have bought and the goods are still free, the "
        "order is opened again and the buyer is called first.",
    },
    "after": {
        "ru": "Партнёр отвечает или возражает; возражение решает другой человек. Молчание до срока — согласие.",
        "en": "The partner replies or appeals; another person decides the appeal. Silence until the limit is consent.",
    },
}

SAID: Mapping[str, tuple[str, Words]] = {
    "judged": (
        "ok",
        {
            "ru": "Решение записано, партнёр может ответить.",
            "en": "The verdict is recorded, the partner may reply.",
        },
    ),
    "accepted": (
        "ok",
        {
            "ru": "Записано: партнёр согласен, решение окончательное.",
            "en": "Recorded: the partner agrees, the verdict is final.",
        },
    ),
    "appealed": (
        "ok",
        {
            "ru": "Возражение записано. Решит другой человек.",
            "en": "The appeal is recorded. Somebody else decides.",
        },
    ),
    "decided": (
        "ok",
        {"ru": "Решение по возражению записано.", "en": "The decision about the appeal is recorded."},
    ),
    "answered": ("ok", {"ru": "Ответ покупателя записан.", "en": "The buyer's answer is recorded."}),
    "called": ("ok", {"ru": "Звонок записан.", "en": "The call is recorded."}),
    "planned": ("ok", {"ru": "План выборки составлен заново.", "en": "The sample is planned anew."}),
    "words_missing": (
        "late",
        {
            "ru": "Напишите, почему: без слов не записано.",
            "en": "Say why: without words nothing was recorded.",
        },
    ),
    "same_person": (
        "late",
        {
            "ru": "Решает другой человек: не тот, кто вынес решение или подал возражение.",
            "en": "Somebody else decides: not whoever proposed the verdict or filed the appeal.",
        },
    ),
    "not_a_judge": (
        "late",
        {
            "ru": "Это решает администратор или второй человек площадки.",
            "en": "An administrator or a second person of the marketplace decides that.",
        },
    ),
    "not_the_partner": (
        "late",
        {
            "ru": "Отвечает руководитель или управляющий партнёра.",
            "en": "A head or a manager of the partner replies.",
        },
    ),
    "appeal_over": (
        "late",
        {"ru": "Ответ уже дан или срок ответа вышел.", "en": "The reply is given or its time is over."},
    ),
    "verdict_given": ("late", {"ru": "Решение уже есть.", "en": "There is a verdict already."}),
    "no_appeal": (
        "late",
        {"ru": "Возражения, которое ждёт решения, здесь нет.", "en": "No appeal waits for a decision here."},
    ),
    "survey_over": (
        "late",
        {
            "ru": "Время ответа вышло, ничего не записано.",
            "en": "The time to answer is over, nothing was recorded.",
        },
    ),
    "refused": (
        "late",
        {
            "ru": "Не записано. Обновите страницу и попробуйте ещё раз.",
            "en": "Not recorded. Load the page again and try once more.",
        },
    ),
}
"""What came of an act: tone and sentence, by name or error code."""
