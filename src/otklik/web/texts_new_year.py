"""The story of the fortnight before New Year (002 §5): the same December lived by counters and by the plan.

It is lived in a process of its own, bounded, and nothing is staged on the demo's clock.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection

from otklik.domain.events import instant_of
from otklik.domain.local_times import clock_text
from otklik.domain.locales import NBSP, Locale, Words, group, money
from otklik.store import demo_stories
from otklik.web.demo_bar import ZONE
from otklik.web.findings_figures import percent
from otklik.web.texts_outcome import Outcome, OutcomeRow

log = logging.getLogger(__name__)

STORY = "new-year"
PROGRAM = "otklik.simulation.new_year"
LONGEST_S = 120.0
FAILED = "failed"

WORDS: Mapping[str, Words] = {
    "counting": {"ru": "Проживаем декабрь, это занимает до минуты", "en": "Living December, up to a minute"},
    "over": {"ru": "Декабрь прожит дважды", "en": "December is lived twice"},
    "failed": {"ru": "Декабрь не прожит: расчёт прервался", "en": "December was not lived: it broke off"},
    "in_place": {
        "ru": "Часы демо остаются на месте: декабрь проживается рядом, на придуманном городе.",
        "en": "The demo's clock stays where it is: December is lived beside it, in a made-up town.",
    },
    "known": {
        "ru": "8 декабря прогноз видит, в какие дни не хватит мест",
        "en": "On 8 December the forecast shows on which days places will be missing",
    },
    "missing": {
        "ru": "с {first} по {last} не хватает мест: {count}",
        "en": "{first} to {last}, places missing: {count}",
    },
    "act_by": {"ru": "решать не позже: {when}", "en": "to be decided by {when}"},
    "bought": {
        "ru": "Диспетчер покупает места у перевозчика, пока тот ещё берёт",
        "en": "The dispatcher buys places of the carrier while it still takes them",
    },
    "places": {"ru": "мест: {count}, цена {cost}", "en": "places: {count}, for {cost}"},
    "lived": {
        "ru": "Те же покупатели проживают те же дни: по счётчикам, без плана и с планом",
        "en": "The same buyers live the same days: by counters, without a plan and with it",
    },
    "by_counters": {
        "ru": "счётчики окон: обещано {sold}, нарушено {broken} ({share})",
        "en": "counters of windows: promised {sold}, broken {broken} ({share})",
    },
    "by_insertion": {
        "ru": "окна по маршруту без плана: обещано {sold}, нарушено {broken}",
        "en": "windows by the route, no plan: promised {sold}, broken {broken}",
    },
    "by_plan": {
        "ru": "окна по маршруту и план: обещано {sold}, нарушено {broken}",
        "en": "windows by the route, and the plan: promised {sold}, broken {broken}",
    },
    "title": {"ru": "Тогда и теперь", "en": "Then and now"},
    "what": {"ru": "Что посчитано", "en": "What is counted"},
    "then": {"ru": "Тогда: счётчики", "en": "Then: counters"},
    "now": {"ru": "Теперь: прогноз и план", "en": "Now: forecast and plan"},
    "how": {
        "ru": "Оба декабря прожиты функциями, по которым продаются окна и строится план. Город и покупатели придуманы.",
        "en": "Both were lived by the functions that sell windows and make the plan. Town and buyers are made up.",
    },
    "broken": {"ru": "Нарушено обещаний", "en": "Promises broken"},
    "no_window": {"ru": "Ушли без окна доставки", "en": "Left without a delivery window"},
    "when_known": {"ru": "Когда узнали о нехватке", "en": "When the lack was known"},
    "on_the_day": {"ru": "в тот же день", "en": "on the day itself"},
    "of": {"ru": "{count} из {all}", "en": "{count} of {all}"},
}

Row = tuple[str, tuple[str, ...]]
"""What happens, and the figures beside it."""


def play() -> threading.Thread:
    """Live December, in a thread that waits for the process."""
    demo_stories.record_played(STORY, {})
    thread = threading.Thread(target=run, name="otklik new year", daemon=True)
    thread.start()
    return thread


def run() -> None:
    """Live December and keep its figures, or that it broke off."""
    plan: Mapping[str, Any] = {FAILED: True}
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", PROGRAM],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
            timeout=LONGEST_S,
            check=True,
        )
        plan = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        log.exception("the story of New Year broke off")
    finally:
        try:
            demo_stories.record_staged(STORY, plan)
        finally:
            connection.close()


def said_of(plan: Mapping[str, Any], locale: Locale) -> str:
    """How the story stands."""
    state = "counting" if not plan else "failed" if FAILED in plan else "over"
    return WORDS[state][locale]


def rows_of(plan: Mapping[str, Any], locale: Locale) -> list[Row]:
    """What the story tells, a row each; empty while it is lived."""
    if not plan or FAILED in plan:
        return []

    def say(name: str, **given: object) -> str:
        return WORDS[name][locale].format(**given)

    act_by = instant_of(plan["act_by_at"]).astimezone(ZONE)
    first, last = (_day(plan[name], locale) for name in ("gap_from_on", "gap_until_on"))
    when = f"{_day(act_by.date().isoformat(), locale)}, {clock_text(act_by)}"
    cost = money(plan["cost_minor"], "RUB", locale)
    lived = [(name, plan[key]) for name, key in BY.items()]
    return [
        (
            say("known"),
            (say("missing", first=first, last=last, count=plan["missing"]), say("act_by", when=when)),
        ),
        (say("bought"), (say("places", count=plan["bought"], cost=cost),)),
        (say("lived"), tuple(say(name, **_counted(one, locale)) for name, one in lived)),
    ]


BY = {"by_counters": "counters", "by_insertion": "unplanned", "by_plan": "planned"}


def _counted(one: Mapping[str, int], locale: Locale) -> dict[str, str]:
    share = percent(one["broken"] / one["sold"], locale) if one["sold"] else ""
    return {"sold": group(one["sold"], locale), "broken": group(one["broken"], locale), "share": share}


def _day(text: str, locale: Locale) -> str:
    day_on = date.fromisoformat(text)
    return f"{day_on.day}{NBSP}{MONTH[locale]}"


MONTH: Words = {"ru": "декабря", "en": "December"}


def outcome_of(plan: Mapping[str, Any], locale: Locale) -> Outcome | None:
    """Then and now; None while it is lived."""
    if not plan or FAILED in plan:
        return None
    then, now = plan["counters"], plan["planned"]
    words = {name: WORDS[name][locale] for name in ("title", "what", "then", "now", "how")}
    rows = [
        ("broken", *(_of(one["broken"], one["sold"], locale) for one in (then, now))),
        ("no_window", *(_of(one["asked"] - one["sold"], one["asked"], locale) for one in (then, now))),
        ("when_known", WORDS["on_the_day"][locale], _day(plan["known_on"], locale)),
    ]
    return Outcome(words, tuple(OutcomeRow(WORDS[name][locale], was, becomes) for name, was, becomes in rows))


def _of(count: int, whole: int, locale: Locale) -> str:
    return WORDS["of"][locale].format(count=group(count, locale), all=group(whole, locale))
