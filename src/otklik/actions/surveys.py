"""The question to the buyer: its link, its page, its answer, and the calls of whoever asks by phone.

The token is short enough for an SMS: the beginning of the order's id, and a keyed hash over its whole name and the
case. Nothing is stored for it, and the shop that knows the order's status link can't make it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from datetime import datetime
from functools import partial

from otklik.actions.commit import Command, Done, Unit, commit_one
from otklik.domain import surveys as domain
from otklik.domain.errors import DomainError
from otklik.domain.streams import stores_of
from otklik.domain.surveys import SurveyCard, card_of
from otklik.store import directory, journal, keys, surveys

ID_BYTES = 4
MAC_BYTES = 11
"""88 bits that nobody can guess."""


def question_token(stream: str, survey: str) -> str:
    """The token of one question: 24 signs, the same each time."""
    return base64.b32encode(_id_of(stream) + _mac(stream, survey)).decode().lower()


def _id_of(stream: str) -> bytes:
    return bytes.fromhex(stream.partition("/")[2].replace("-", "")[: 2 * ID_BYTES])


def _mac(stream: str, survey: str) -> bytes:
    key = keys.installation_key("question link")
    return hmac.new(key, f"{stream}|{survey}".encode(), hashlib.sha256).digest()[:MAC_BYTES]


def find_question(token: str, *, now: datetime) -> tuple[str, str] | None:
    """Stream and key of the question that a token opens, or None: wrong, and over, are one answer."""
    try:
        told = base64.b32decode(token.upper())
    except (binascii.Error, ValueError):
        return None
    if len(told) != ID_BYTES + MAC_BYTES or token != token.lower():
        return None
    for stream, survey in surveys.list_named(told[:ID_BYTES].hex(), now=now):
        if hmac.compare_digest(told[ID_BYTES:], _mac(stream, survey)):
            return stream, survey
    return None


def load_card(token: str, now: datetime) -> SurveyCard | None:
    """What the page of a question says, or None if the link is not good."""
    found = find_question(token, now=now)
    return load_survey(*found, now=now) if found else None


def load_survey(stream: str, survey: str, *, now: datetime) -> SurveyCard | None:
    """What is asked about an order, or None where nothing is, or it was erased."""
    state = journal.load_states([stream])[stream]
    try:
        return card_of(state, directory.load_world(stores_of(state), now=now), survey=survey)
    except DomainError:
        return None


def answer(
    order: str,
    *,
    survey: str,
    answer: str,
    means: str,
    words: str = "",
    by: str = "",
    now: datetime,
) -> Done:
    """Record what the buyer answered; the first answer counts. See `surveys.decide_answer`."""
    decide = partial(domain.decide_answer, survey=survey, answer=answer, means=means, words=words, by=by)
    return commit_one(Unit(now=now, commands=(Command(order, decide),)))


def call(order: str, *, survey: str, outcome: str, by: str, now: datetime) -> Done:
    """Record that somebody rang the buyer with the question in vain. See `surveys.decide_call`."""
    decide = partial(domain.decide_call, survey=survey, outcome=outcome, by=by)
    return commit_one(Unit(now=now, commands=(Command(order, decide),)))
