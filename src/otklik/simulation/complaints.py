"""What simulated people do about complaints and conduct, and the story of one (002 §2): data, and decisions by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from otklik.actions.units import Decide
from otklik.domain import buyers, complaint_decisions, conduct_decisions
from otklik.simulation.story_steps import Step, Story

Reply = Callable[[str, Mapping[str, Any]], Decide]
"""Slug of who does it (or `buyer`) and JSON values → the decision."""


def _act(who: str, data: Mapping[str, Any]) -> Decide:
    said = {"action": data["action"], "words": data["words"], "person": data.get("person")}
    return partial(complaint_decisions.decide_act, complaint="1", by=who, **said)


def _judge(who: str, data: Mapping[str, Any]) -> Decide:
    return partial(conduct_decisions.decide_judge, flag="1", judgement=data["judgement"], by=who)


REPLIES: Mapping[str, Reply] = {
    "rate": lambda who, data: partial(buyers.decide_rate, stars=data["stars"], words=data["words"]),
    "see_to": _act,
    "solve": lambda who, data: partial(complaint_decisions.decide_solve, complaint="1"),
    "judge_text": _judge,
}
"""Rows of `deeds.DEEDS`."""


def _step(
    at: str, says: str, does: str, who: str = "buyer", /, opens: tuple[str, ...] = (), **data: Any
) -> Step:
    return Step(0, at, says, "rude", does, who, data, opens=opens)


COMPLAINT_HEARD = Story(
    "complaint-heard",
    frozenset({0, 1, 2, 3}),
    (
        _step("12:00", "rude_ordered", "order", store="taganka", name="Инна Савельева"),
        _step("12:07", "rude_called", "answer", "gleb", talk_s=41, then="confirm"),
        _step(
            "12:09",
            "rude_noted",
            "note",
            "gleb",
            opens=("conduct",),
            words="Звонила дура, сама не знает, чего хочет.",
        ),
        _step(
            "12:20",
            "rude_rated",
            "rate",
            opens=("complaints",),
            stars=1,
            words="Со мной говорили грубо и торопили.",
        ),
        _step(
            "12:29",
            "rude_seen_to",
            "see_to",
            "dina",
            action="apologised",
            words="Извинилась.",
            person="gleb",
        ),
        _step("12:35", "rude_judged", "judge_text", "dina", judgement="to_talk"),
        _step("13:10", "rude_solved", "solve"),
    ),
)
"""002 §2: a rating of one with words is the head's for twenty minutes, and ends by the buyer's "solved"."""
