"""The steps of a process in words: who, by when, done or late; one line a step, for staff and for the buyer.

An instant is said only where an obligation froze it. A step that has not begun is said as a length of time after what
comes before it, so that the line stays true whatever happens meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from otklik.domain.locales import Locale, Words
from otklik.domain.processes import ProcessView, StepView
from otklik.domain.standards import Duration
from otklik.domain.standards.lengths import span_text
from otklik.domain.standards.words import FACTS
from otklik.domain.wording import capitalised, clean
from otklik.web.obligations import name_of
from otklik.web.process_words import PROCESSES, TAKES, TIMES

TONES: Mapping[str, str] = {
    "done": "ok",
    "late": "late",
    "open": "",
    "paused": "night",
    "ahead": "",
    "waived": "",
}
MARKS: Mapping[str, str] = {"done": "done", "waived": "done", "late": "now", "open": "now", "paused": "now"}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step in words.

    Parameters
    ----------
    step
        Short name.
    mark
        Class of its number: done, now, or empty for what has not begun.
    name, who, when
        What, by whom, and by when.
    note
        A later time that the party named, or that it said it was done; empty = neither.
    tone
        Of the time: ok, late, night or empty.
    together
        Whether it runs beside another step.
    """

    step: str
    mark: str
    name: str
    who: str
    when: str
    note: str
    tone: str
    together: bool


def write_lines(
    process: ProcessView,
    locale: Locale,
    *,
    say: Callable[[datetime], str],
    until: Callable[[datetime], str],
    who: Callable[[str], str],
    to_buyer: bool,
) -> tuple[StepLine, ...]:
    """The lines of one process.

    Parameters
    ----------
    say, until
        An instant in words, as a moment and as a limit, in the reader's zone.
    who
        A party in words.
    to_buyer
        Whether the buyer reads it.
    """
    names = {step.name: step_name(step, locale) for step in process.steps}
    return tuple(
        StepLine(
            step=step.name,
            mark=MARKS.get(step.standing, ""),
            name=capitalised(names[step.name]),
            who=capitalised(who(step.party)),
            when=_when(step, names, locale, say, until, to_buyer=to_buyer),
            note=_note(step, locale, say, until),
            tone="warn" if step.until_at and step.standing == "open" else TONES[step.standing],
            together=_is_together(step, process),
        )
        for step in process.steps
    )


def step_name(step: StepView, locale: Locale) -> str:
    """What people call a step."""
    if step.words is not None:
        return clean(step.words.ru if locale == "ru" else step.words.en)
    name = name_of(step.kind, locale)
    return name.partition(".")[2] or name if step.kind == name.replace(" ", "_") else name


def process_name(process: ProcessView, locale: Locale) -> str:
    """What people call a process."""
    return (
        PROCESSES[process.name][locale]
        if process.name in PROCESSES
        else clean(process.name.replace("_", " "))
    )


def _when(
    step: StepView,
    names: Mapping[str, str],
    locale: Locale,
    say: Callable[[datetime], str],
    until: Callable[[datetime], str],
    *,
    to_buyer: bool,
) -> str:
    if step.standing == "done" and step.done_at and step.limit_at:
        form = "done_late" if step.late else "done"
        return _said(TIMES[form], locale, at=say(step.done_at), limit=say(step.limit_at))
    if step.standing == "paused":
        return TIMES["paused_you" if to_buyer else "paused"][locale]
    if step.standing in ("open", "late") and step.limit_at:
        late = step.standing == "late"
        return _said(TIMES[step.standing], locale, limit=say(step.limit_at) if late else until(step.limit_at))
    if step.standing == "ahead":
        return _ahead(step, names, locale)
    return TIMES["waived"][locale]


def _ahead(step: StepView, names: Mapping[str, str], locale: Locale) -> str:
    if step.takes is None:
        return TIMES["agreed"][locale]
    takes = takes_text(step.takes, locale)
    if step.after:
        after = names[step.after[-1]].replace("«", "„").replace("»", "“")  # it stands in quotes itself
        return _said(TIMES["ahead_after"], locale, takes=takes, after=after)
    fact = FACTS[step.begins][int(locale == "ru")] if step.begins in FACTS else ""
    if fact and "{" not in fact:
        return _said(TIMES["ahead_fact"], locale, takes=takes, fact=fact)
    return takes


def takes_text(length: Duration, locale: Locale) -> str:
    """How long something may take, in words."""
    days = length.working_days
    if days is None:
        return _said(TAKES["span"], locale, span=span_text(length.seconds, int(locale == "ru")))
    form = {0: "same_day", 1: "next_day"}.get(days, "days")
    return _said(TAKES[form], locale, days=str(days))


def _note(
    step: StepView, locale: Locale, say: Callable[[datetime], str], until: Callable[[datetime], str]
) -> str:
    if step.until_at is not None:
        return _said(TIMES["until"], locale, until=until(step.until_at))
    if step.said_done_at is not None:
        return _said(TIMES["said"], locale, at=say(step.said_done_at))
    return ""


def _is_together(step: StepView, process: ProcessView) -> bool:
    return bool(step.after) and any(
        other.name != step.name and set(other.after) == set(step.after) for other in process.steps
    )


def _said(words: Words, locale: Locale, **values: str) -> str:
    return words[locale].format(**values)
