"""The journal of complaints, conduct and admissions in plain words; nobody is accused in it."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.web.journal_sentences import CONTACT, OTHER, Sentence, say

CONDUCT: Mapping[str, Sentence] = {
    "complaint.received": say(
        "bell", "late", CONTACT, ("Жалоба покупателя: {what}", "The buyer complains: {what}"),
        ("о ком: {person}", "about {person}"),
        short=("Жалоба покупателя", "The buyer complains"),
    ),
    "complaint.acted": say(
        "hand", "ok", CONTACT, ("Занялись жалобой", "Somebody saw to the complaint"),
    ),
    "complaint.closed": say("check", "ok", CONTACT, ("Жалоба закрыта", "The complaint is closed")),
    "conduct.flagged": say(
        "eye", "warn", OTHER, ("Текст отмечен для проверки: {what}", "A text is to be looked at: {what}"),
        short=("Текст отмечен для проверки", "A text is to be looked at"),
    ),
    "conduct.judged": say(
        "eye", "", OTHER, ("Отмеченный текст проверен: {what}", "The text was looked at: {what}"),
        short=("Отмеченный текст проверен", "The text was looked at"),
    ),
    "talk.scored": say("star", "", OTHER, ("Разговор оценён", "The talk was scored"), ("{person}", "{person}")),
    "admission.granted": say("shield", "ok", OTHER, ("Допущен к покупателям", "Admitted to buyers")),
    "admission.withdrawn": say(
        "shield", "late", OTHER, ("Допуск к покупателям отозван", "The admission to buyers was withdrawn"),
    ),
}  # fmt: skip
"""Sentences by event, as in `journal_words.SENTENCES`."""
