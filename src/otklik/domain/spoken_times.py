"""An instant from the words in which people say a time: `в чт до обеда`, `call Thursday before 15:00` (R24).

What can be read in one way only becomes an instant; everything else is asked back with what it may mean. A wrong
instant is worse than a question. The rules in words, with worked tables: docs/algorithms/spoken-times.md.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from otklik.domain.business_time import WorkCalendar
from otklik.domain.locales import Locale


@dataclass(frozen=True, slots=True)
class SpokenTime:
    """What was understood.

    Parameters
    ----------
    at
        The instant, aware UTC, on a full minute; of a limit ("before lunch") its end.
    words
        The instant said back, in the zone and the language asked for.
    is_limit
        Whether it is a time by which ("before 15:00") rather than at which ("at 15:00").
    rest
        The line without the words of time: what is to be done then.
    """

    at: datetime
    words: str
    is_limit: bool = False
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """What must be asked back.

    Parameters
    ----------
    code
        Why: a key of `QUESTIONS`.
    question
        One sentence, in the language asked for.
    choices
        What the words may mean, the likeliest first; may be empty.
    """

    code: str
    question: str
    choices: tuple[SpokenTime, ...] = ()


def read_time(
    text: str,
    *,
    now: datetime,
    zone: str,
    locale: Locale | None = None,
    calendar: WorkCalendar | None = None,
    holidays: Collection[date] | None = None,
) -> SpokenTime | Unclear:
    """The instant that a line names, or the question that it leaves open.

    Parameters
    ----------
    text
        A line in Russian or English, with or without other words around the time.
    now
        Aware; when it is said.
    zone
        IANA zone of whom the time is said to: his clock and his days are meant.
    locale
        Language of the words given back; None = the language of the line.
    calendar
        Hours of the store that promises; without them what names opening or closing is asked back.
    holidays
        Days off that `после праздников` means; None = those of the calendar's country.

    Raises
    ------
    DomainError
        `zone_unknown`: `zone` is not an IANA name.
    """
    return Unclear("nothing", "Когда?")
