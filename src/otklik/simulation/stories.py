"""The stories of the five texts that can be played: what buyers and people do at which time of day.

Data alone: the demo plays them on its clock (`staging.py`), the tests on theirs, and what Otklik does about them is the
engine's. `says` names the words that the page tells beside a step (`web/texts_words.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from otklik.simulation.complaints import COMPLAINT_HEARD
from otklik.simulation.credit_story import CREDIT_PURCHASE
from otklik.simulation.delivery_stories import COURIER_LATE, FEBRUARY_14, SIZE_25, TO_THE_DOOR
from otklik.simulation.story_steps import Step, Story
from otklik.worker.mailbox import NOWHERE

WORKED_MINUTES = {"8": 8, "12": 12, "19": 19, "25": 25, "55": 55, "65": 65, "130": 130, "200": 200}
"""Key of an order of the ten → after how many working minutes it is answered."""


def _clock(minutes: int) -> str:
    return f"{11 + minutes // 60:02}:{minutes % 60:02}"


def _shop_order(
    key: str, at: str, says: str, *, day: int = 0, store: str = "tverskaya", **given: Any
) -> Step:
    return Step(day, at, says, key, "order", data={"store": store, **given})


def _answer(day: int, at: str, key: str, says: str, who: str, **data: Any) -> Step:
    return Step(day, at, says, key, "answer", who, {"talk_s": 64, **data})


ANSWER_TIMES = Story(
    "answer-times",
    frozenset({0, 1, 2, 3}),
    (
        *(
            _shop_order(key, "11:00", "ten" if key == "8" else "")
            for key in (*WORKED_MINUTES, "next-day", "never")
        ),
        *(
            _answer(0, _clock(minutes), key, f"answered_{key}", "roman")
            for key, minutes in WORKED_MINUTES.items()
        ),
        _shop_order("night", "23:10", "night", store="taganka", name="Лейла Мамедова"),
        _answer(1, "09:08", "night", "answered_night", "gleb", then="confirm"),
        _answer(1, "12:00", "next-day", "answered_next_day", "roman"),
        Step(1, "12:05", "never", "never"),
    ),
)
"""004 §1: ten orders of eleven o'clock at store S, and one of the night at store T."""

RECEIPT_AND_CALL = Story(
    "receipt-and-call",
    frozenset({0, 1, 2, 3}),
    (
        _shop_order(
            "kept", "15:00", "ordered", store="taganka", name="Мария Петрова", email="maria@otklik.test"
        ),
        Step(0, "15:01", "receipt", "kept"),
        _shop_order(
            "lost", "15:05", "ordered_lost", store="neva", name="Тимур Гафаров", email=f"timur{NOWHERE}"
        ),
        Step(0, "15:06", "receipt_failed", "lost"),
        _answer(0, "15:12", "kept", "called", "gleb", then="confirm"),
        Step(0, "16:06", "nobody_called", "lost"),
        Step(1, "10:19", "calls_in", "lost"),
        Step(1, "10:20", "found", "lost", "outcome", "zoya", {"outcome": "confirmed", "incoming": True}),
    ),
)
"""002 §1: the receipt at once, then a person calls; and the buyer whom neither reached, who calls in by himself."""

WORKDAYS = frozenset({0, 1, 2, 3})


def _round(at: str, says: str = "", *inboxes: str) -> Step:
    return Step(0, at, says, "shift", "round", "gleb", {"store": "taganka", "inboxes": list(inboxes)})


def _joins(at: str, says: str, who: str, *, till: bool) -> Step:
    return Step(0, at, says, "shift", "join", who, {"store": "taganka", "people": [who], "till": till})


def _busy(at: str, says: str, who: str) -> Step:
    return Step(0, at, says, "shift", "busy", who, {"store": "taganka"})


PHONE_AT_HOME = Story(
    "phone-at-home",
    WORKDAYS,
    (
        _joins("08:55", "scans", "gleb", till=True),
        _joins("08:56", "", "vera", till=True),
        _joins("08:58", "owner_joins", "dina", till=False),
        _round("09:05", "round_part", "desk", "missed_calls"),
        Step(0, "09:15", "mailbox_shut", "shift"),
        _round("09:21", "mailbox_opened", "mailbox"),
        *(_round(at) for at in ("09:48", "10:15", "10:42", "11:09", "11:36", "12:00")),
        _shop_order("home", "12:00", "ordered_home", store="taganka", name="Мария Петрова"),
        Step(0, "12:03", "from_home", "home", "reply", "dina", {"word": "take"}),
        _busy("12:05", "", "vera"),
        _busy("12:05", "full", "gleb"),
        Step(0, "12:09", "helper_takes", "home", "take", "olga"),
        Step(0, "12:13", "helper_talks", "home", "answer", "olga", {"talk_s": 95, "then": "confirm"}),
        Step(0, "12:30", "round_missed", "shift"),
        Step(0, "12:35", "round_head", "shift"),
        Step(0, "13:00", "round_admin", "shift"),
        _round("13:02", "looked"),
    ),
    store="taganka",
    looks=True,
)
"""001: the owner's phone is at home, the mailbox was not opened, the shop is full, and the half-hours pass."""

MISSED_CALL = Story(
    "missed-call",
    WORKDAYS,
    (
        _shop_order("waits", "11:50", "ordered_waits", store="taganka", name="Лейла Мамедова"),
        Step(0, "12:20", "rings", "call", "ring", data={"store": "taganka", "of": "waits"}),
        Step(0, "12:21", "", "call", "ring", data={"store": "taganka", "of": "waits"}),
        Step(0, "12:22", "rings_again", "call", "ring", data={"store": "taganka", "of": "waits"}),
        Step(0, "12:24", "", "call", "ring", data={"store": "taganka", "of": "waits"}),
        Step(0, "12:26", "called_back", "call", "call_back", "gleb", {"talk_s": 84}, shows="waits"),
    ),
    store="taganka",
)
"""004 §2: a buyer who has no answer yet rings, and nobody picks up."""


def _prepaid(key: str, at: str, says: str, name: str) -> Step:
    return _shop_order(key, at, says, name=name, payment="prepaid", reserved=True)


def _insures(at: str, key: str, says: str, comment: str) -> Step:
    refused = {"reason": "not_paid", "comment": comment}
    return Step(0, at, says, key, "refuse", "roman", refused, opens=("parked",))


_RESCUE = {"remedy": "pay_on_delivery", "reason": "not_paid", "words": "Заплатит при получении"}

INSURANCE_REFUSAL = Story(
    "insurance-refusal",
    frozenset({0, 1, 2, 3}),
    (
        _prepaid("saved", "11:02", "ordered_saved", "Лев Ершов"),
        _prepaid("asked", "11:05", "ordered_asked", "Нина Цой"),
        _insures("11:14", "saved", "insured", "Оплаты нет, чтобы потом не забыть."),
        _insures("11:16", "asked", "insured_again", "Не оплатила, снимаю."),
        Step(0, "12:03", "clock_went_on", "saved"),
        Step(0, "12:10", "said_silent", "saved", "say_silent", data={"words": "Жду звонка с одиннадцати."}),
        Step(0, "12:18", "", "saved", "talk", "boris", {"talk_s": 64}),
        Step(0, "12:19", "rescued", "saved", "rescue", "boris", _RESCUE),
        Step(1, "05:08", "let_go", "asked"),
        Step(1, "08:01", "told_in_the_morning", "asked"),
        Step(
            1,
            "09:30",
            "would_have_bought",
            "asked",
            "say_why",
            data={"answer": "would_have_bought", "means": "link"},
            opens=("court",),
        ),
        _answer(1, "10:09", "asked", "called_first", "boris", then="confirm"),
        Step(1, "15:00", "", "saved", "complete", "system"),
        Step(1, "15:10", "both_sold", "asked", "complete", "system", opens=("network",)),
    ),
)
"""000: two orders refused within minutes as "not paid": one is saved while it waits, one comes back by its buyer."""

STORIES: Mapping[str, Story] = {
    story.name: story
    for story in (
        INSURANCE_REFUSAL, RECEIPT_AND_CALL, COMPLAINT_HEARD, ANSWER_TIMES, PHONE_AT_HOME, MISSED_CALL, CREDIT_PURCHASE,
        TO_THE_DOOR, FEBRUARY_14, SIZE_25, COURIER_LATE,
    )
}  # fmt: skip
"""Those that can be played."""
