"""The page of one order: what it says in each situation, to whom, and what it never says."""

from __future__ import annotations

import html
import re

import pytest

from otklik.actions import buyers, erasure, order_intake, orders, outcomes
from otklik.domain.incoming import IncomingLine, IncomingOrder
from otklik.web import fact_words, obligation_words, order_words, refusal_words, script_words
from tests.harness import ACTOR
from tests.wording import Page, tables_of

TABLES = [
    row
    for module in (fact_words, obligation_words, order_words, refusal_words, script_words)
    for row in tables_of(module)
]


def address(order: str) -> str:
    return f"/orders/{order.partition('/')[2]}"


def acts_in(text: str, order: str) -> list[str]:
    """The acts that a page has forms for."""
    return sorted(set(re.findall(rf'action="{address(order)}/(\w+)"', text)))


def shown(town, order: str, person: str = "anna", query: str = "") -> str:
    """The words of the page, in Russian unless asked otherwise."""
    response = town.client(person).get(f"{address(order)}{query or '?lang=ru'}")
    assert response.status_code == 200, response.content[:300]
    text = response.content.decode()
    Page(text)
    text = re.sub(r' data-words="[^"]*"', "", text)
    assert not re.search(r"\{\w*\}|None|style=|\son\w+=", text)
    body = re.sub(r"<script.*?</script>|<[^>]+>", " ", text, flags=re.DOTALL)
    return " ".join(html.unescape(body).split())


def test_a_new_order_asks_to_be_taken_and_called(town):
    order = town.desk.order("tverskaya", number="48175")
    words = shown(town, order)
    for said in (
        "№ 48175 · Мария Петрова",
        "Следующее действие Позвонить: Мария Петрова",
        "Заказ никто не взял",
        "Взять заказ",
        "+7 900 000-11-22",
        "Ответить покупателю — Tverskaya",
        "телефон оставлен, по нему не говорили",
        "«Мария, здравствуйте. Это Anna, магазин „Tverskaya“. Вы заказали: Кроссовки.»",
        "Заказ принят 1 товар на 3 490 ₽",
        "Срок: первый ответ покупателю, до сегодня в 12:02",
    ):
        assert said in words, said


def test_whoever_has_it_is_told_so_and_so_are_the_others(town):
    order = town.desk.order("tverskaya")
    town.desk.takes("anna", order)
    assert "Отвечаете вы" in shown(town, order)
    assert "Вы взяли его сегодня в 11:02." in shown(town, order)
    assert "Отвечает: Anna" in shown(town, order, "boris")
    assert "Взять заказ" not in shown(town, order, "boris")


def test_after_the_talk_the_page_says_how_sure_it_is_and_how_soon_it_was(town):
    order = town.desk.order("tverskaya")
    town.desk.forward(minutes=9)
    town.desk.talks("anna", order, 160)
    words = shown(town, order)
    assert "подтверждён по телефону" in words
    assert "ответили за 9 мин" in words
    assert "Разговор с покупателем: 2 мин 40 с · Anna записано" in words
    assert "Сделано: первый ответ покупателю, в срок" in words


def test_a_late_answer_begins_with_an_apology(town):
    order = town.desk.order("tverskaya")
    town.desk.forward(minutes=61)
    words = shown(town, order)
    assert "Срок прошёл сегодня в 12:02. Начните с извинения: это наша ошибка." in words
    assert "«Мы должны были ответить сегодня до 12:02 и опоздали. Это наша ошибка, простите.»" in words
    assert "срок сегодня в 12:02 пропущен" in words


def test_the_strip_says_who_had_it(town):
    order = town.desk.order("tverskaya")
    town.desk.forward(minutes=6)
    town.desk.talks("anna", order)
    town.desk.forward(minutes=20)
    assert "Tverskaya 6 мин 6 мин Покупатель 20 мин 20 мин Итого 26 мин 26 мин" in shown(town, order)


def test_the_journal_has_parts(town):
    order = town.desk.order("tverskaya")
    town.desk.talks("anna", order)
    orders.note(order, words="придёт с сыном", actor="person:anna", now=town.desk.now)
    whole, contact, deadlines = (
        shown(town, order, query=f"?lang=ru&journal={part}") for part in ("all", "contact", "deadlines")
    )
    assert "«придёт с сыном»" in whole
    assert "придёт с сыном" not in contact and "придёт с сыном" not in deadlines
    assert "Разговор с покупателем" in contact
    assert "Товар отложен · магазин" in whole and "Товар отложен · магазин" not in contact
    assert "Срок: первый ответ покупателю" in deadlines
    assert shown(town, order, query="?lang=ru&journal=nonsense") == shown(town, order)


def test_a_long_journal_is_cut_and_can_be_seen_whole(town):
    order = town.desk.order("tverskaya")
    for count in range(70):
        orders.note(order, words=f"запись номер {count}", actor="person:anna", now=town.desk.now)
    short, whole = shown(town, order), shown(town, order, query="?lang=ru&whole")
    assert "запись номер 69" in short and "запись номер 0»" not in short
    assert re.search(r"Ещё раньше: \d+\. Показать всё", short)
    assert "запись номер 0»" in whole and "Ещё раньше" not in whole


def test_what_was_told_to_whom_and_what_came_of_it(town):
    town.desk.phones.broken.add("anna@desk.test")
    order = town.desk.order("tverskaya")
    words = shown(town, order)
    assert "Anna «новый заказ» письмом · сегодня в 11:02 · no_such_mailbox не дошло" in words
    assert "Покупатель «заказ принят» письмом · сегодня в 11:02 ушло" in words


def test_an_outcome_can_be_undone_for_ten_seconds_by_whoever_recorded_it(town):
    order = town.desk.order("tverskaya")
    outcomes.record(order, outcome="no_answer", person="anna", now=town.desk.now)
    assert "«не отвечает» записано, отменить можно до 11:02:10" in shown(town, order)
    assert "отменить можно" not in shown(town, order, "boris")
    outcomes.retract(order, outcome="1", person="anna", now=town.desk.now)
    words = shown(town, order)
    assert "отменить можно" not in words
    assert "Итог отменён: не отвечает" in words
    assert "Не дозвонились: не отвечает" in words and "отменено" in words


def test_what_the_buyer_says_stands_in_front(town):
    order = town.desk.order("tverskaya")
    buyers.say_silent(order, words="жду с утра", now=town.desk.now)
    words = shown(town, order)
    assert "«никто не связался»" in words
    assert "Покупатель: «Со мной никто не связался» · покупатель подтвердил покупатель «жду с утра»" in words


@pytest.mark.parametrize("act", ["refuse", "withdraw", "complete"])
def test_a_closed_order_is_a_page_without_acts(town, act):
    order = town.desk.order("tverskaya")
    if act == "refuse":
        orders.refuse(
            order,
            reason="extra_demands",
            comment="нет",
            demanded="скидку",
            by="key:x",
            actor="key:x",
            now=town.desk.now,
        )
    elif act == "withdraw":
        orders.withdraw(order, actor="buyer", said_by="buyer", now=town.desk.now)
    else:
        orders.complete(order, actor="key:x", now=town.desk.now)
    response = town.client("anna").get(address(order))
    text = response.content.decode()
    assert "Заказ закрыт:" in shown(town, order)
    assert acts_in(text, order) == ["complaint", "note"], "a note and a complaint may still be written"
    assert 'id="refuse"' not in text


def test_an_erased_order_shows_nothing_of_its_buyer(town):
    order = town.desk.order("tverskaya", comment="звоните вечером")
    orders.note(order, words="Мария просила синие", actor="person:anna", now=town.desk.now)
    orders.complete(order, actor="key:x", now=town.desk.now)
    assert "синие" in shown(town, order), "control"
    erasure.erase(order, ground="asked", actor=ACTOR, now=town.desk.now)
    text = town.client("anna").get(address(order)).content.decode()
    words = shown(town, order)
    assert "данные покупателя удалены" in words
    for secret in ("Мария", "900", "maria@", "вечером", "синие"):
        assert secret not in words
    assert acts_in(text, order) == []


def arrive(town, *, history: bool = False, **fields) -> str:
    values = {
        "number": "H-1", "placed_at": town.desk.now, "received_at": town.desk.now, "total_minor": 0,
        "lines": (IncomingLine("1", "", "", 1, 0),), "currency": "RUB", "locale": "ru", **fields,
    }  # fmt: skip
    arriving = order_intake.Arriving(IncomingOrder(**values), "shop", "tverskaya", history=history)
    (received,) = order_intake.receive(arriving, now=town.desk.now)
    return f"order/{received.id}"


def test_an_order_from_history_says_so_and_asks_for_nothing(town):
    words = shown(town, arrive(town, history=True))
    assert "Заказ из истории" in words and "Напоминаний и сроков по нему нет." in words
    assert "Никто никому ничего не должен." in words
    assert "Взять заказ" not in words


def test_without_a_phone_one_writes(town):
    words = shown(town, arrive(town, email="maria@buyer.test"))
    assert "Ответить покупателю письмом" in words
    assert "телефона нет: отвечайте письмом" in words
    assert "Имя не указано" in words


def test_the_buyers_own_time_is_said_and_warned_of(town):
    order = town.desk.order("tverskaya", buyer_zone="Asia/Vladivostok")
    words = shown(town, order)
    assert "у покупателя 18:02" in words
    town.desk.forward("14:30")
    assert "звонить поздно, лучше до 21:00" in shown(town, order)


def test_other_orders_of_the_same_phone_are_shown_as_far_as_one_may_see_them(town):
    first = town.desk.order("tverskaya", number="1", phone="+79001112233")
    second = town.desk.order("tverskaya", number="2", phone="+79001112233")
    town.desk.order("taganka", number="3", phone="+79001112233")
    words = shown(town, second)
    assert "Другие заказы покупателя 1 № 1" in words and "похоже на дубль" in words
    assert "№ 3" not in words
    assert address(first) in town.client("anna").get(address(second)).content.decode()
