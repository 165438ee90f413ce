"""The words around playbooks on the order, on the desk and on pages of their own, side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

PLAYBOOK: Mapping[str, Words] = {
    "card": {"ru": "Инструкция: {title}", "en": "Playbook: {title}"},
    "line": {"ru": "Инструкция", "en": "Playbook"},
    "step_of": {"ru": "шаг {n} из {of}", "en": "step {n} of {of}"},
    "chosen": {"ru": "выбрана вручную", "en": "chosen by hand"},
    "by_rule": {"ru": "открылась сама", "en": "opened by itself"},
    "when": {"ru": "Когда", "en": "When"},
    "after": {"ru": "Что дальше", "en": "What next"},
    "done": {"ru": "Сделано", "en": "Done"},
    "result": {"ru": "Что вышло", "en": "What came of it"},
    "result_hint": {"ru": "что вышло, если важно", "en": "what came of it, if it matters"},
    "by_fact": {
        "ru": "Закроется само, когда запишете итог, обещание или решение.",
        "en": "It closes by itself once you record an outcome, a promise or a decision.",
    },
    "done_at": {"ru": "{at}, {who}", "en": "{at}, {who}"},
    "other": {"ru": "Другая инструкция", "en": "Another playbook"},
    "which": {"ru": "Что случилось на самом деле", "en": "What has really happened"},
    "open": {"ru": "Открыть на заказе", "en": "Open it on the order"},
    "open_on": {"ru": "Открыть на заказе № {number}", "en": "Open it on order № {number}"},
    "all": {"ru": "Все инструкции", "en": "All playbooks"},
    "right": {"ru": "Что вы решаете сами", "en": "What you decide yourself"},
    "own": {"ru": "Вы решаете сами до {sum}", "en": "You decide yourself up to {sum}"},
    "own_any": {"ru": "Вы решаете сами любую сумму", "en": "You decide about any sum yourself"},
    "own_none": {"ru": "Сумм здесь не решают", "en": "No sums are decided here"},
    "role": {"ru": "{role} — до {sum}", "en": "{role}: up to {sum}"},
    "role_any": {"ru": "{role} — любую", "en": "{role}: any"},
    "above": {"ru": "выше — администратор", "en": "above that: the administrator"},
    "say": {"ru": "Что сказать", "en": "What to say"},
    "title": {"ru": "Инструкции", "en": "Playbooks"},
    "lead": {
        "ru": "Что делать, что сказать и кто решает — в каждой ситуации. Нужная открывается на заказе сама.",
        "en": "What to do, what to say and who decides, in each situation. The right one opens on the order by itself.",
    },
    "label": {"ru": "Что случилось или что спросили", "en": "What happened, or what was asked"},
    "hint": {"ru": "банк, обмен, курьер, размер…", "en": "bank, exchange, courier, size…"},
    "find": {"ru": "Найти", "en": "Find"},
    "found": {"ru": "Найдено: {n}", "en": "Found: {n}"},
    "nothing": {"ru": "Такой инструкции нет", "en": "There is no such playbook"},
    "try": {
        "ru": "Назовите ситуацию другими словами. Заказ без своей ситуации ведут по инструкции «Обычный заказ».",
        "en": "Say it in other words. An order without a situation of its own follows “An ordinary order”.",
    },
    "by_hand": {"ru": "открывают вручную", "en": "opened by hand"},
    "itself": {"ru": "открывается сама", "en": "opens by itself"},
    "edit": {"ru": "Изменить", "en": "Edit"},
    "crumb": {"ru": "Инструкции", "en": "Playbooks"},
    "order": {"ru": "Вернуться к заказу", "en": "Back to the order"},
}

MAY: Mapping[str, Words] = {
    "anyone": {"ru": "любой сотрудник", "en": "any employee"},
    "head": {"ru": "руководитель", "en": "the head"},
    "partner_manager": {"ru": "управляющий партнёра", "en": "the partner's manager"},
    "administrator": {"ru": "администратор", "en": "the administrator"},
}
"""Role of `playbooks.ROLES` → who that is."""
