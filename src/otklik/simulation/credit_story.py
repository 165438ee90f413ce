"""Story 003, a purchase on credit: the same slow bank and late expert as then, and a buyer who hears of it first.

Data alone, as `stories.py`. Outside parties do what they do at the very times at which they did it then.
"""

from __future__ import annotations

from typing import Any

from otklik.simulation.story_steps import Step, Story

STORE = "taganka"
OWNER = "gleb"
EXPERT = "ksenia"
KEY = "phone"
PRICE_MINOR = 5_499_000


DESKS = {"applied": "credit-desk", "bank_tomorrow": "bank", "approved": "bank", "papers_late": "bank"}
"""Name of the words → whose desk shows what they tell."""


def _step(day: int, at: str, says: str, does: str = "", who: str = OWNER, **data: Any) -> Step:
    return Step(day, at, says, KEY, does, who, data, party=DESKS.get(says, ""))


def _tells(day: int, at: str, says: str = "", talk_s: int = 70) -> Step:
    """The owner of the case calls the buyer."""
    return _step(day, at, says, "talk", talk_s=talk_s)


def _promises(day: int, at: str, until: tuple[int, str], what: str, purpose: str = "other") -> Step:
    given = {"what": what, "purpose": purpose, "person": OWNER}
    return _step(day, at, "", "promise", store=STORE, until=until, **given)


def _moves(day: int, at: str, promise: str, until: tuple[int, str]) -> Step:
    return _step(day, at, "", "move", promise=promise, until=until)


def _keeps(day: int, at: str, promise: str) -> Step:
    return _step(day, at, "", "keep", promise=promise)


CREDIT_PURCHASE = Story(
    "credit-purchase",
    frozenset({1}),
    (
        _step(
            0, "12:00", "phone_ordered", "order", "buyer",
            store=STORE, name="Антон Рыбаков", payment="credit",
            title="Телефон «Маяк 5», 128 ГБ", price_minor=PRICE_MINOR,
        ),
        _step(0, "12:11", "phone_called", "answer", talk_s=180, then="confirm"),
        _promises(0, "12:12", (1, "12:00"), "Позвонит кредитный специалист"),
        _step(0, "12:25", "applied", "step", step="application"),
        _tells(1, "11:30", "expert_silent"),
        _moves(1, "11:31", "1", (1, "17:00")),
        _step(1, "16:40", "expert_calls", "step", "credit-desk", step="credit_call"),
        _keeps(1, "16:41", "1"),
        _promises(1, "16:42", (1, "20:00"), "Решение банка"),
        _step(1, "18:28", "", "delay", "bank", step="decision", until=(2, "12:00")),
        _tells(1, "18:30", "bank_tomorrow"),
        _moves(1, "18:31", "2", (2, "12:00")),
        _step(2, "11:20", "approved", "decide", "bank", decision="approved"),
        _tells(2, "11:24"),
        _keeps(2, "11:25", "2"),
        _step(3, "19:01", "papers_late"),
        _tells(3, "19:05"),
        _promises(3, "19:06", (4, "12:00"), "Звонок, что с бумагами банка", "call"),
        _tells(4, "11:55", "saturday"),
        _promises(4, "11:56", (6, "11:00"), "Бумаги банка", "papers"),
        _step(6, "10:20", "goods_here", "scan"),
        _tells(6, "10:40"),
        _moves(6, "10:41", "4", (6, "16:00")),
        _step(6, "15:00", "papers_here", "paper", "bank", paper="bank"),
        _tells(6, "15:05"),
        _keeps(6, "15:06", "4"),
        _step(6, "15:07", "", "book", starts=(7, "10:00"), person=EXPERT),
        _step(6, "15:10", "ready_now"),
        _step(7, "09:46", "expert_missing"),
        _step(7, "09:50", "moved_to_eleven", "book", starts=(7, "11:00"), person=EXPERT),
        _step(7, "10:30", "expert_came", "check_in", EXPERT),
        _step(7, "11:00", "buyer_came", "came"),
        _step(7, "11:04", "", "served"),
        _step(7, "11:05", "phone_handed", "complete"),
    ),
    store=STORE,
    letter="K",
)  # fmt: skip
"""003: bank and expert are late as they were then; each slip is told before it lapses, and one person owns the case."""
