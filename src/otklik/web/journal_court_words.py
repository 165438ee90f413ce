"""The journal of the refusal court in plain words: what was asked at the gate, parked, rescued, asked and judged."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.web.journal_sentences import CONTACT, DEADLINES, OTHER, Sentence, say

COURT: Mapping[str, Sentence] = {
    # ── the gate ──
    "refusal.asked": say(
        "lock", "warn", OTHER, ("Магазин хочет отказать: {reason}", "The store wants to refuse: {reason}"),
        ("{premature:.0}раньше чем через час после заказа", "{premature:.0}in less than an hour from the order"),
        short=("Магазин хочет отказать", "The store wants to refuse"),
    ),
    "refusal.parked": say(
        "pause", "warn", DEADLINES,
        ("Отказ отложен до {until}: {reason}", "The refusal waits until {until}: {reason}"),
        short=("Отказ отложен", "The refusal waits"),
    ),
    "refusal.unparked": say(
        "undo", "ok", OTHER, ("Отложенный отказ снят", "The refusal that waited is off"), ("{cause}", "{cause}")
    ),
    "refusal.rescued": say(
        "check", "ok", OTHER, ("Заказ сохранён, {amount}: {what}", "The order is kept, {amount}: {what}"),
        ("вместо отказа: {reason}", "instead of a refusal: {reason}"),
        short=("Заказ сохранён", "The order is kept"),
    ),
    "refusal.overridden": say(
        "key", "late", OTHER, ("Отказ пропущен решением руководства", "The refusal was let through by a decision"),
        ("{person}", "{person}"),
    ),
    # ── withdrawals ──
    "withdrawal.told": say(
        "x", "warn", OTHER,
        ("Магазин передал: покупатель отказался", "The store says that the buyer withdrew"),
        ("спрашиваем покупателя", "the buyer is asked"),
    ),
    "withdrawal.confirmed": say("check", "", CONTACT, ("Покупатель подтвердил отмену", "The buyer withdrew indeed")),
    "withdrawal.denied": say(
        "bell", "late", CONTACT, ("Покупатель заказ не отменял", "The buyer did not withdraw"),
        ("заказ в работе", "the order goes on"),
    ),
    "buyer.wants_again": say("hand", "ok", CONTACT, ("Покупатель всё ещё хочет товар", "The buyer still wants it")),
    # ── the question and the verdict ──
    "survey.drawn": say("chat", "", CONTACT, ("Покупателю задан вопрос", "The buyer is asked")),
    "survey.passed": say(
        "chat", "", OTHER, ("По плану выборки покупателя не спрашиваем", "By the plan the buyer is not asked")
    ),
    "survey.answered": say(
        "chat", "info", CONTACT, ("Покупатель ответил на вопрос", "The buyer has answered"), ("{what}", "{what}")
    ),
    "survey.called": say(
        "phone", "", CONTACT, ("Покупателю звонили с вопросом", "The buyer was rung with the question"),
        ("{what}", "{what}"),
    ),
    "survey.expired": say("clock", "", OTHER, ("Покупатель на вопрос не ответил", "The buyer has not answered")),
    "verdict.proposed": say(
        "eye", "info", OTHER, ("Предложено решение по причине", "A verdict is proposed"), ("{what}", "{what}")
    ),
    "verdict.accepted": say("check", "ok", OTHER, ("Партнёр принял решение", "The partner accepted the verdict")),
    "verdict.final": say("check", "", OTHER, ("Решение окончательно", "The verdict is final")),
    "appeal.filed": say("swap", "warn", OTHER, ("Партнёр возражает", "The partner appeals")),
    "appeal.decided": say(
        "eye", "", OTHER, ("Возражение рассмотрено", "The appeal is decided"), ("{what}", "{what}")
    ),
    "buyer.recommended": say(
        "star", "info", CONTACT, ("Покупатель сказал, порекомендует ли нас", "The buyer said whether he recommends us")
    ),
    # ── goods and money ──
    "goods.gone": say("box", "warn", OTHER, ("Товар купил другой", "The goods were sold to somebody else")),
    "stock.told": say("box", "", OTHER, ("Склад узнал о товаре", "The stock system has heard of the goods")),
    "money.resolved": say(
        "bank", "ok", OTHER, ("Поздняя оплата: {what}", "Late money: {what}"),
        short=("С поздней оплатой разобрались", "The late payment is settled"),
    ),
    # ── the partner ──
    "standard.sent": say(
        "mail", "info", OTHER, ("Стандарт {version} отправлен партнёру", "Standard {version} sent to the partner"),
    ),
    "standard.superseded": say("book", "", OTHER, ("Стандарт {version} заменён", "Standard {version} is replaced")),
    "sample.planned": say("chart", "", OTHER, ("Составлен план выборки", "The sample was planned")),
    "letter.sent": say(
        "mail", "info", OTHER, ("Отправлено письмо о неделе", "The letter on a week was sent")
    ),
}  # fmt: skip
