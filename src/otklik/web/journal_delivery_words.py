"""The journal of deliveries, of their windows and of a depot's day in plain words."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.web.journal_sentences import CONTACT, DEADLINES, OTHER, Sentence, say

DELIVERED: Mapping[str, Sentence] = {
    # ── the window ──
    "deadline.named": say(
        "cal", "info", DEADLINES, ("Покупателю нужно к сроку: {needed_by}", "The buyer needs it by {needed_by}"),
        short=("Покупатель назвал, к какому дню нужно", "The buyer named the day he needs it by"),
    ),
    "window.accepted": say(
        "truck", "ok", DEADLINES, ("Согласовано окно доставки: {window}", "A delivery window is agreed: {window}"),
        short=("Согласовано окно доставки", "A delivery window is agreed"),
    ),
    "window.moved": say(
        "cal", "warn", DEADLINES, ("Окно доставки решили перенести: {window}", "The window is to be moved: {window}"),
        short=("Окно доставки решили перенести", "The window is to be moved"),
    ),
    "window.told": say(
        "check", "ok", DEADLINES,
        ("Покупатель знает новое окно: {window}", "The buyer knows the new window: {window}"),
        short=("Покупатель знает новое окно", "The buyer knows the new window"),
    ),
    # ── the delivery ──
    "delivery.handed_over": say("truck", "info", OTHER, ("Заказ передан в доставку", "Handed over for delivery")),
    "delivery.scanned": say("truck", "", OTHER, ("Доставка отметила заказ", "The carrier saw the parcel")),
    "delivery.done": say("check", "ok", OTHER, ("Заказ доставлен", "Delivered")),
    "delivery.failed": say("alert", "late", OTHER, ("Доставка не состоялась", "The delivery failed")),
    "outcome.recorded:delivered": say("truck", "ok", OTHER, ("Курьер был у двери", "The courier was at the door")),
    "outcome.recorded:not_delivered": say(
        "truck", "warn", OTHER, ("Курьер был у двери", "The courier was at the door")
    ),
    "delivery.failed:cancelled": say("x", "", OTHER, ("Доставка отменена", "The delivery is off")),
    "delivery.witnessed": say(
        "star", "", CONTACT, ("Покупатель рассказал, как доставили", "The buyer said how it was delivered")
    ),
    # ── the depot's day ──
    "window.held": say("lock", "", OTHER, ("Окно удержано: {window}", "Window held: {window}"),
                       short=("Окно удержано", "Window held")),
    "window.freed": say("undo", "", OTHER, ("Окно освобождено", "Window freed")),
    "stop.planned": say("truck", "ok", OTHER, ("Заказ в плане дня: {window}", "In the day's plan: {window}"),
                        short=("Заказ в плане дня", "In the day's plan")),
    "stop.dropped": say("x", "", OTHER, ("Заказ убран из плана дня", "Out of the day's plan")),
    "stop.approached": say("truck", "info", OTHER, ("Курьер едет к покупателю", "The courier is on his way")),
    "stop.visited": say("truck", "ok", OTHER, ("Курьер был на адресе", "The courier was there")),
    "run.started": say("truck", "info", OTHER, ("Курьер выехал", "The courier set out")),
    "run.ended": say("check", "", OTHER, ("Рейс закончен", "The run is over")),
    "run.delayed": say("clock", "late", OTHER, ("Курьер опаздывает", "The courier is late")),
}  # fmt: skip
"""Sentences by event, as in `journal_words.SENTENCES`."""
