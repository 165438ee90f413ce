"""The reckoning itself: a letter counts for those of its notices that it speaks of."""

from typing import Any

import pytest

from tests.chaos.mailbox import Mailbox
from tests.chaos.trial import reckon

BOTH, SECOND = "2 orders wait\nno. C-1 and no. C-12", "Order C-12 waits"


def stock_of(first_attempts: int) -> dict[str, Any]:
    """Two orders whose notices shared one message; the second was tried twice."""

    def notice(key: str, state: str, error: str) -> dict[str, Any]:
        stream = f"order/{key}"
        return {
            "key": key,
            "stream": stream,
            "receiver": "anna",
            "say": "new_order",
            "state": state,
            "attempt": 1,
            "error": error,
        }

    return {
        "orders": [["C-1", "order/a"], ["C-12", "order/b"]],
        "notices": [notice("a", "cancelled", "met"), notice("b", "sent", "")],
        "attempts": {"a": first_attempts, "b": 2},
        "messages": [["a", "m"], ["b", "m"]],
        **{name: [] for name in ("findings", "bent", "doubles", "released", "set_aside", "after_answer")},
    }


@pytest.mark.parametrize(
    ("texts", "wrong"),
    [
        ((BOTH, SECOND), []),
        ((BOTH, BOTH), ["unrecorded: a came 2 times, 1 attempts"]),
        ((BOTH, SECOND, SECOND), ["unrecorded: b came 3 times, 2 attempts"]),
    ],
)
def test_a_repeat_that_leaves_an_order_out_is_no_message_about_it(texts: list[str], wrong: list[str]) -> None:
    mailbox = Mailbox()
    for text in texts:
        mailbox.letters.append(("m", "<m@shop.test>"))
        mailbox.texts.append(text)
    assert reckon(stock_of(1), mailbox, ()) == wrong
