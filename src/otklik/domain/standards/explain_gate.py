"""The refusal gate read out in plain words: its mode, its floor, its evidence and its reasons."""

from __future__ import annotations

from collections.abc import Iterator

from otklik.domain.standards import words
from otklik.domain.standards.lengths import span_text
from otklik.domain.standards.values import Evidence, Reason, RefusalRules


def explain_gate(rules: RefusalRules, at: int) -> Iterator[str]:
    """What the refusal gate holds back and what each reason needs; `at` as in `words`."""
    mode = {
        "warn": ("is warned of", "вызывает предупреждение"),
        "park": ("is warned of and parked", "вызывает предупреждение и откладывается"),
        "block": ("is not let through", "не пропускается"),
    }[rules.mode][at]
    floor = span_text(rules.floor_s, at)
    yield (
        f"A refusal within {floor} of the order {mode}.",
        f"Отказ раньше чем через {floor} после заказа {mode}.",
    )[at]
    for code, evidence in rules.evidence.items():
        yield f"  {code}: {', '.join(_evidence(evidence, at))}"
    for code, reason in rules.reasons.items():
        yield f"  {_reason(code, reason, at)}"


def _evidence(evidence: Evidence, at: int) -> Iterator[str]:
    if evidence.talk == "needed":
        yield ("a live talk", "живой разговор")[at]
        return
    if evidence.alternatives:
        yield (
            "a look for the goods elsewhere and for what is like them, and nothing offered left open",
            "товар искали в других местах и среди похожего, и ни одно предложение не ждёт ответа",
        )[at]
        if not evidence.attempts:
            return
    yield (f"{evidence.attempts} attempts", f"попыток связаться: {evidence.attempts}")[at]
    if evidence.channels:
        yield (f"by {evidence.channels} different ways", f"разными способами: {evidence.channels}")[at]
    if evidence.spread_s:
        spread = span_text(evidence.spread_s, at)
        yield (f"spread over {spread}", f"разнесены на {spread}")[at]
    if evidence.ring_s:
        ring = span_text(evidence.ring_s, at)
        yield (f"ringing {ring} or longer", f"гудки не короче {ring}")[at]
    if evidence.hours:
        yield (f"within {evidence.hours}", f"в часы {evidence.hours}")[at]
    if evidence.talk == "instead":
        yield ("or a live talk instead", "или вместо них живой разговор")[at]


def _reason(code: str, reason: Reason, at: int) -> str:
    said, whose = (reason.en, reason.ru)[at], words.ROLES[reason.by][3 * at]
    more = [
        (f"under {reason.of}", f"уточняет {reason.of}")[at] if reason.of else "",
        words.REMEDIES[reason.remedy][at] if reason.remedy != "none" else "",
        ("asks for the seller's words", "нужны слова продавца")[at] if reason.comment == "required" else "",
        words.ASKS[reason.asks][at] if reason.asks != "none" else "",
        ("passes at once", "проходит сразу")[at] if reason.at_once else "",
    ]
    return ", ".join([f"{code}: {said} ({whose})", *filter(None, more)])
