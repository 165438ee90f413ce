"""Durations of a standard in words; `at` is 0 for English, 1 for Russian, as in the tables of `words`."""

from __future__ import annotations

from otklik.domain.standards.values import Duration


def length_text(duration: Duration, at: int) -> str:
    """A duration in words."""
    days = duration.working_days
    if days is None:
        return span_text(duration.seconds, at)
    if days < 2:
        return (("today's closing", "the next working day's closing")[days],
                ("закрытие в тот же день", "закрытие следующего рабочего дня")[days])[at]  # fmt: skip
    return (f"the closing of working day {days}", f"закрытие {days}-го рабочего дня")[at]


def span_text(seconds: int, at: int) -> str:
    """A number of seconds in words."""
    if seconds >= 4 * 86_400 and not seconds % 86_400:
        return f"{seconds // 86_400} {('days', 'сут')[at]}"
    units = ((3600, ("h", "ч")), (60, ("min", "мин")), (1, ("s", "с")))
    parts = []
    for size, unit in units:
        if seconds >= size:
            parts.append(f"{seconds // size} {unit[at]}")
            seconds %= size
    return " ".join(parts) or f"0 {('s', 'с')[at]}"
