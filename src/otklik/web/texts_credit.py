"""The words of story 003, a phone on credit: its steps (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

CREDIT_STEPS: Mapping[str, Words] = {
    "phone_ordered": {
        "ru": "Антон заказывает телефон в кредит. Тогда первый звонок пришёл через 26 часов",
        "en": "Anton orders a phone on credit. Then, the first call came after 26 hours",
    },
    "phone_called": {
        "ru": "Через 11 минут звонит Глеб, и дальше дело ведёт он один. Записано обещание: специалист по кредиту "
        "позвонит завтра до 12:00. На странице покупателя стоят все шаги: кто и до скольких",
        "en": "Eleven minutes later Gleb calls, and from here the case is his. A promise is on record: the credit "
        "specialist calls tomorrow before 12:00. The buyer's page shows every step, who and by when",
    },
    "applied": {
        "ru": "Заявка оформлена. Её часы остановились, пошли часы кредитного отдела, по его расписанию",
        "en": "The application is filed: its clock stops, and the credit desk's starts, by the desk's own hours",
    },
    "expert_silent": {
        "ru": "У специалиста полный день, звонка нет. Глебу напомнили за полчаса до срока; он звонит Антону сам и "
        "переносит звонок на 17:00. Антон узнал раньше, чем прошёл срок",
        "en": "The specialist's day is full, and no call has come. Gleb is reminded half an hour ahead, calls Anton "
        "himself and moves the call to 17:00. Anton knows before the time has passed",
    },
    "expert_calls": {
        "ru": "Ксения из кредитного отдела звонит: обещание выполнено. Следующее: решение банка сегодня до 20:00",
        "en": "Ksenia of the credit desk calls: the promise is kept. The next one: the bank's decision today by 20:00",
    },
    "bank_tomorrow": {
        "ru": "Банк обещал «сегодня», теперь говорит «завтра». Антону сказали об этом в 18:30: решение завтра до 12:00",
        "en": "The bank said “today” and now says “tomorrow”. Anton is told at 18:30: the decision by 12:00 tomorrow",
    },
    "approved": {
        "ru": "Кредит одобрен. Телефон ждут со склада, бумаги из банка, одновременно. Встречу ещё не предлагают",
        "en": "The credit is approved. The phone is owed by the warehouse and the papers by the bank, side by side. No "
        "appointment is offered yet",
    },
    "papers_late": {
        "ru": "Бумаг нет, срок банка прошёл. Глеб узнал сразу и говорит Антону, когда тот услышит следующее: завтра "
        "до 12:00. Тогда здесь начались два дня тишины",
        "en": "No papers, and the bank's time has passed. Gleb is told at once, and tells Anton when he hears next: "
        "tomorrow before 12:00. Then, two days of silence began here",
    },
    "saturday": {
        "ru": "Суббота, новостей нет, а обещанный звонок есть: «новостей нет, в понедельник скажу до 11:00»",
        "en": "Saturday: there is no news, and the promised call comes all the same: “nothing new, Monday by 11:00”",
    },
    "goods_here": {
        "ru": "Телефон на месте, бумаг ещё нет: заказ не готов, и слова «готов» покупатель не получает. Глеб "
        "переносит ответ на 16:00 до того, как прошли 11:00",
        "en": "The phone is here, the papers are not: the order isn't ready, and the buyer gets no such word. Gleb "
        "moves his answer to 16:00 before it is 11:00",
    },
    "papers_here": {
        "ru": "Бумаги пришли. Осталось, чтобы покупателя ждал специалист: Глеб предлагает завтра, 10:00",
        "en": "The papers have come. What is left is somebody who expects the buyer: Gleb offers tomorrow, 10:00",
    },
    "ready_now": {
        "ru": "Телефон, бумаги и человек на месте: «готов» выведено из этого и уходит только теперь. В письме время и "
        "имя: завтра в 10:00 ждёт Ксения",
        "en": "Phone, papers and person are in place: “ready” follows from that, and only now it goes out. The letter "
        "names time and person: tomorrow at 10:00, Ksenia",
    },
    "expert_missing": {
        "ru": "9:45, Ксения не отметилась. Глебу и руководителю написано сразу, а Антону в 9:46, до выхода из дома. "
        "Тогда он прождал час",
        "en": "9:45, and Ksenia has not checked in. Gleb and the head are told at once, and Anton at 9:46, before he "
        "leaves home. Then, he waited an hour",
    },
    "moved_to_eleven": {
        "ru": "Глеб переносит встречу на 11:00, у Антона новое время в сообщении",
        "en": "Gleb moves the appointment to 11:00, and Anton has the new time in a message",
    },
    "expert_came": {"ru": "Ксения на месте", "en": "Ksenia is there"},
    "buyer_came": {
        "ru": "Антон пришёл к 11:00: одно касание. Второе, когда к нему подошли: очередь 4 минуты",
        "en": "Anton comes for 11:00: one tap. The second when he is attended to: 4 minutes in the queue",
    },
    "phone_handed": {
        "ru": "Телефон у Антона: одна поездка, один ответственный, ни одного звонка с его стороны",
        "en": "Anton has his phone: one trip, one person in charge, and not one call of his own",
    },
}
"""What a page tells beside a step of the story."""
