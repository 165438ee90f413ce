"""A promise in one line, as people say it: "call Thursday before 15:00" is what, for which purpose, by when (R24)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.business_time import WorkCalendar
from otklik.domain.locales import Locale
from otklik.domain.spoken_times import Unclear, read_time

MOST_SIGNS = 500
"""Of a line; the rest of a longer one is not read."""

_SAYING: Mapping[str, re.Pattern[str]] = {
    "call": re.compile(r"\b(?:call|ring|phone|(?:по|пере|со)?звон\w*)\b", re.IGNORECASE),
    "message": re.compile(
        r"\b(?:write|message|mail|email|(?:на|от)?пи(?:сать|ш)\w*|сообщ\w*)\b", re.IGNORECASE
    ),
    "papers": re.compile(
        r"\b(?:papers?|documents?|contract|документ\w*|договор\w*|бумаг\w*)\b", re.IGNORECASE
    ),
    "goods": re.compile(
        r"\b(?:goods|deliver\w*|bring|ship\w*|товар\w*|привез\w*|достав\w*|отправ\w*)\b", re.IGNORECASE
    ),
}


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """What a line says: the instant and its words, what is promised without the words of time, and its purpose."""

    until_at: datetime
    words: str
    what: str
    purpose: str


def purpose_of(text: str) -> str:
    """What a line promises, one of `promise_state.PURPOSES`: the first that its words name, else `other`."""
    return next((purpose for purpose, words in _SAYING.items() if words.search(text)), "other")


def read_promise(
    text: str, *, now: datetime, zone: str, locale: Locale, calendar: WorkCalendar
) -> PromiseLine | Unclear:
    """The promise that a line makes, or what is to be asked back.

    Parameters
    ----------
    text
        In Russian or English.
    zone
        IANA zone of the buyer: he hears his own time.
    locale
        Of the words given back.
    calendar
        Hours of whoever owes it.
    """
    said = " ".join(text[:MOST_SIGNS].split())
    found = read_time(said, now=now, zone=zone, locale=locale, calendar=calendar)
    if isinstance(found, Unclear):
        return found
    return PromiseLine(found.at, found.words, found.rest.strip(" ,;:—-") or said, purpose_of(said))
