"""The words beside a dial, Russian and English side by side (ADR 0012); `static/otklik/dial.js` ticks with the same.

`{span}` is a short span (`16 мин`, `1 ч 12 мин`), `{m}` minutes, `{at}` a clock time, `{day}` a day before it.
"""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

DIAL: Mapping[str, Words] = {
    "left": {"ru": "ещё {span}", "en": "{span} left"},
    "over": {"ru": "+{span}", "en": "+{span}"},
    "to_target": {"ru": "до {m}-й минуты", "en": "until minute {m}"},
    "to_limit": {"ru": "до предела {m}", "en": "until the limit {m}"},
    "waits": {"ru": "ждёт {span}", "en": "waiting {span}"},
    "seconds": {"ru": "{n} с", "en": "{n} s"},
    "minutes": {"ru": "{n} мин", "en": "{n} min"},
    "hours": {"ru": "{n} ч", "en": "{n} h"},
}
"""What a browser needs too: it is given to it as data."""

STILL: Mapping[str, Words] = {
    "until": {"ru": "{day} до {at}", "en": "{day} before {at}"},
    "starts": {"ru": "старт {day}{in} {at}", "en": "starts {day}{in} {at}"},
    "shut": {"ru": "часы стоят", "en": "the clock stands"},
    "moment": {"ru": "обещали {day}{in} {at}", "en": "promised {day}{in} {at}"},
    "attempt": {"ru": "звонок {day}{in} {at}", "en": "call {day}{in} {at}"},
    "due": {"ru": "срок {day}{in} {at}", "en": "due {day}{in} {at}"},
    "in": {"ru": "в", "en": "at"},
    "answered_in": {"ru": "ответили за {span}", "en": "answered in {span}"},
    "in_time": {"ru": "в срок", "en": "in time"},
    "late": {"ru": "с опозданием", "en": "late"},
    "answered": {"ru": "ответ дан", "en": "answered"},
}
"""What doesn't tick."""
