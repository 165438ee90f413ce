"""Letters about a store's day: what is to be looked at, by when, and what was not opened; nothing that is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from otklik.channels.wording import Particulars, Watch, compose
from otklik.channels.wording.watches import INBOXES
from otklik.domain.inboxes import INBOXES as KNOWN

NOW = datetime(2026, 3, 17, 9, 30, tzinfo=UTC)
"""12:30 in Moscow."""

ABOUT = Particulars(
    zone="Europe/Moscow",
    store="Север на Таганке",
    limit_at=NOW,
    kind="round",
    debtor="Север на Таганке",
    watch=Watch("round", ("desk", "mailbox")),
    desk_url="https://desk.example/desk",
)

TOLD = [
    ("look_now", "round", 0, "ru", "Обход сегодня до 12:30: стол заказов, почта",
     "Посмотрите, нет ли новых заказов. Осталось открыть: стол заказов, почта."),
    ("look_now", "round", 0, "en", "Round today before 12:30: the desk, the mailbox",
     "Look for new orders. Still to be opened: the desk, the mailbox."),
    ("watch_late", "round", 5, "ru", "«Север на Таганке»: обход пропущен, не открыто: стол заказов, почта",
     "В магазине «Север на Таганке» никто не посмотрел заказы, срок был сегодня в 12:30. "
     "Не открыто: стол заказов, почта."),
    ("watch_late", "round", 5, "en", "Север на Таганке: a round was missed, not opened: the desk, the mailbox",
     "Nobody looked for orders at Север на Таганке, it was due today at 12:30. Not opened: the desk, the mailbox."),
    ("look_now", "presence", 0, "ru", "«Север на Таганке»: отметьтесь на смене",
     "Отметьтесь на смене: магазин «Север на Таганке» открыт, а на смене никого."),
    ("watch_late", "presence", 5, "en", "Север на Таганке: nobody is on shift",
     "Nobody at Север на Таганке has said that he is there, it was due today at 12:30."),
    ("look_now", "plan", 0, "ru", "«Север на Таганке»: примите план утра",
     "Откройте план утра и примите его: с открытия ждут звонка 5\u00a0заказов."),
    ("watch_late", "plan", 5, "ru", "«Север на Таганке»: план утра не принят",
     "В магазине «Север на Таганке» никто не принял план утра, срок был сегодня в 12:30. "
     "Ждут звонка: 5\u00a0заказов."),
]  # fmt: skip


@pytest.mark.parametrize(("say", "about", "after_m", "locale", "subject", "lead"), TOLD)
def test_letters_exactly(say: str, about: str, after_m: int, locale: str, subject: str, lead: str) -> None:
    """Subject, first sentence, and the one button."""
    inboxes = ("desk", "mailbox") if about == "round" else ()
    told = replace(ABOUT, watch=Watch(about, inboxes, waiting=5))
    words = compose(say, locale, told, now=NOW + timedelta(minutes=after_m))
    assert (words.subject, words.text.partition("\n")[0]) == (subject, lead)
    assert [link.name for link in words.links] == ["desk"]


def test_what_nobody_described_is_said_in_general_words() -> None:
    """A kind that an administrator added to the day: who owes what by when, and no hole."""
    told = replace(ABOUT, kind="till_count", watch=Watch(""))
    words = compose("look_now", "ru", told, now=NOW - timedelta(minutes=1))
    assert words.text.startswith("Север на Таганке: till count, сегодня до 12:30.")


def test_every_inbox_has_a_name() -> None:
    """In both languages."""
    assert INBOXES.keys() == set(KNOWN)
