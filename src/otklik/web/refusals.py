"""The dialog in which an order is refused: reasons, what is on record for them, what to do before.

It only shows: the gate itself is `domain/refusals.py` (law 7), and its rules of evidence come with the refusal court.
"""

from __future__ import annotations

from dataclasses import dataclass

from otklik.domain.events import Ref
from otklik.domain.locales import Locale, phone_text
from otklik.domain.obligations import Obligation
from otklik.domain.orders import OrderState
from otklik.domain.refusal_reasons import offered, reason_words
from otklik.domain.stream_state import StreamState
from otklik.domain.wording import capitalised, clean, fill_first
from otklik.web.obligations import Reader
from otklik.web.refusal_words import ADVICE, HINTS, REFUSE


@dataclass(frozen=True, slots=True)
class Choice:
    """One reason: code, words, and what belongs to it."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One line of what is on record: tone and icon, what, how it stands."""

    tone: str
    icon: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class RefusalPage:
    """The dialog in words."""

    words: dict[str, str]
    reasons: tuple[Choice, ...]
    evidence: tuple[Evidence, ...]
    advice: str


def write_refusal(state: StreamState, phone: str, reader: Reader) -> RefusalPage:
    """The dialog for an order.

    Parameters
    ----------
    state
        Of the order.
    phone
        The buyer's, E.164, or empty.
    reader
        For whom.
    """
    order: OrderState = state.subject
    locale = reader.locale
    spoken = order.live_contact_at is not None
    words = {
        name: word[locale].format(number=clean(order.number))
        for name, word in REFUSE.items()
        if "{at}" not in word[locale]
    }
    values = {"phone": phone_text(phone)}
    return RefusalPage(
        words=words,
        reasons=tuple(Choice(code, _reason(code, locale)) for code in offered()),
        evidence=_evidence(state, reader),
        advice=fill_first(ADVICE["spoken" if spoken else "talk"], locale, values),
    )


def _reason(code: str, locale: Locale) -> str:
    said = capitalised(reason_words(code, locale))
    return f"{said}: {HINTS[code][locale]}" if code in HINTS else said


def _evidence(state: StreamState, reader: Reader) -> tuple[Evidence, ...]:
    order: OrderState = state.subject
    locale = reader.locale

    def said(name: str) -> str:
        return REFUSE[name][locale]

    def line(good: bool, name: str, value: str) -> Evidence:
        return Evidence("ok" if good else "late", "check" if good else "x", said(name), value)

    spoken = order.live_contact_at is not None
    hold = state.obligations.get(Ref("settlement"))
    answer = state.obligations.get(Ref("first_answer"))
    lines = [
        line(spoken, "talk", said("yes") if spoken else said("no")),
        line(order.contact_attempts > 0 or spoken, "attempts", str(order.contact_attempts)),
    ]
    if answer is not None:
        lines.append(line(not answer.is_owed, "answer", _answer(answer, reader)))
    if hold is not None and hold.is_owed:
        until = REFUSE["until"][locale].format(at=reader.say(hold.limit_at))
        lines.append(Evidence("info", "clock", said("hold"), until))
    if order.said_silent:
        lines.append(Evidence("warn", "bell", said("silent"), said("said")))
    return tuple(lines)


def _answer(answer: Obligation, reader: Reader) -> str:
    if answer.is_owed:
        return REFUSE["owed"][reader.locale].format(at=reader.say(answer.limit_at))
    return REFUSE["given"][reader.locale]
