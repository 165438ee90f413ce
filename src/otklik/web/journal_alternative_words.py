"""The journal of goods that were not there in plain words: where was looked, what was offered, what was put aside."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.web.journal_sentences import CONTACT, DEADLINES, OTHER, Sentence, say

ALTERNATIVES: Mapping[str, Sentence] = {
    "alternatives.sought": say(
        "search", "", OTHER,
        ("Товара нет: искали в других местах и среди похожего", "Not there: looked elsewhere and for what is like it"),
    ),
    "alternative.offered": say(
        "swap", "info", CONTACT, ("Предложено вместо отсутствующего: {title}", "Offered instead: {title}"),
        short=("Предложена замена", "Something else was offered"),
    ),
    "alternative.accepted": say("check", "ok", CONTACT, ("Покупатель берёт замену", "The buyer takes it instead")),
    "alternative.declined": say("x", "", CONTACT, ("Замена не подошла", "What was offered does not suit")),
    "reservation.asked": say(
        "box", "info", DEADLINES, ("Просим отложить: {title}", "Asked to put aside: {title}"), ("{store}", "{store}"),
        short=("Просим отложить товар", "Asked to put goods aside"),
    ),
    "reservation.made": say("box", "ok", DEADLINES, ("Другой магазин отложил товар", "Another store has put it aside")),
    "reservation.declined": say(
        "x", "warn", DEADLINES, ("Другой магазин не отложил: товара нет", "Another store has not got it after all")
    ),
    "reservation.used": say("check", "ok", OTHER, ("Отложенный товар отдан", "The goods put aside were handed out")),
    "reservation.freed": say(
        "undo", "", DEADLINES, ("Отложенный товар свободен", "The goods put aside are free again")
    ),
}  # fmt: skip
"""Sentences by event, as in `journal_words.SENTENCES`."""
