"""The words by which a contact method is tried, and by which its owner's head hears that nobody answered."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.channels.wording.say import Say

PROBES: Mapping[str, Say] = {
    "probe": Say(
        subject=(
            {"ru": "Проверка связи: ответьте любым словом", "en": "A test of this contact: answer anything"},
        ),
        lead=(
            {
                "ru": "Отклик проверяет, доходят ли сюда сообщения о заказах. Ответьте любым словом.",
                "en": "Otklik checks whether messages about orders reach you here. Answer with any word.",
            },
        ),
        sentences=(
            (
                {
                    "ru": "Без ответа за сутки сюда перестанут писать, пока есть другой рабочий способ.",
                    "en": "Without an answer within a day, messages go by your other working ways instead.",
                },
            ),
        ),
    ),
    "probe_missed": Say(
        subject=(
            {
                "ru": "На проверку связи не ответили",
                "en": "A test of a contact method was not answered",
            },
        ),
        lead=(
            {
                "ru": "На недельную проверку связи не ответили. Какой способ молчит, видно на странице «Связь».",
                "en": "The weekly test of a contact method was not answered. The page Channels says which one.",
            },
        ),
    ),
}
