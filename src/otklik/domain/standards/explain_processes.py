"""Processes and pauses of a standard in plain words: which orders, which steps in which order, whose clock may stop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from otklik.domain.standards.lengths import span_text
from otklik.domain.standards.values import PauseRule, Process, Standard


def explain_processes(standard: Standard, at: int, conditions: dict[str, Sequence[str]]) -> Iterator[str]:
    """A line for each process and each pause; none where the standard has neither.

    Parameters
    ----------
    at
        0 for English, 1 for Russian.
    conditions
        By process, its conditions in words.
    """
    for process in standard.processes.values():
        yield _process(process, at, conditions[process.name])
        if process.ready is not None:
            yield _ready(process, at)
    for reason, rule in standard.pauses.items():
        yield _pause(reason, rule, at)


def _process(process: Process, at: int, conditions: Sequence[str]) -> str:
    steps = ", ".join(process.steps.values())
    when = (" and ", " и ")[at].join(conditions)
    start = (f"Process {process.name}", f"Процесс {process.name}")[at]
    return f"{start}{(', if ', ', если ')[at] + when if when else ''}: {steps}."


def _ready(process: Process, at: int) -> str:
    assert process.ready is not None
    parts = [("the goods are scanned", "товар отсканирован на месте")[at]] if process.ready.goods else []
    parts += [(f"the paper {one} is there", f"документ {one} на месте")[at] for one in process.ready.papers]
    if process.ready.person:
        parts.append((f"a {process.ready.person} is rostered", f"по графику есть {process.ready.person}")[at])
    return ("  Ready when: ", "  Готово, когда: ")[at] + "; ".join(parts) + "."


def _pause(reason: str, rule: PauseRule, at: int) -> str:
    longest, kinds = span_text(rule.longest_s, at), ", ".join(rule.kinds)
    who = ", ".join(rule.who) or ("whoever may act", "любой, кто ведёт заказ")[at]
    return (
        f"Pause {reason} ({rule.en}): {longest} at most, made by {who}; it stops {kinds}.",
        f"Пауза {reason} ({rule.ru}): не дольше {longest}, ставит {who}; останавливает {kinds}.",
    )[at]
