"""Norms per trade (R39): laid over the standard, whole, checked, and known by a hash of their own."""

from __future__ import annotations

import pytest

from otklik.domain.standards import Duration
from otklik.domain.standards.explain import explain, explain_kind
from otklik.domain.standards.loading import parse_standard
from otklik.domain.standards.mistakes import StandardErrors
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.domain.standards.vocabulary import SHIPPED

BASE = parse_standard(DEFAULT_TEXT, capabilities=SHIPPED)
TRADES = """
[trade.stationery]
min_talk = "10s"
[trade.stationery.obligation.first_answer]
after = { target = "4h", limit = "8h" }
[trade.stationery.obligation]
next_attempt = false
[trade.appliances.obligation.first_answer.after]
target = false
limit = "10m"
[trade.appliances.ladder.until_answered]
lease = "5m"
[trade.shoes]
"""
LINE = DEFAULT_TEXT.count("\n") + 1


def read(text, base=None):
    return parse_standard(text, capabilities=SHIPPED, base=base)


def test_each_trade_has_a_whole_standard_of_its_own():
    standard = read(DEFAULT_TEXT + TRADES)
    assert standard.kinds == BASE.kinds
    stationery, appliances = standard.trades["stationery"], standard.trades["appliances"]
    answer = stationery.kinds["first_answer"]
    assert (answer.target, answer.limit) == (Duration(4 * 3600), Duration(8 * 3600))
    assert answer.met_by == BASE.kinds["first_answer"].met_by
    assert set(BASE.kinds) - set(stationery.kinds) == {"next_attempt"}
    assert (stationery.min_talk_s, BASE.min_talk_s) == (10, 20)
    answer = appliances.kinds["first_answer"]
    assert (answer.target, answer.limit) == (None, Duration(600))
    assert appliances.ladders["until_answered"].steps == BASE.ladders["until_answered"].steps
    assert appliances.ladders["until_answered"].lease == Duration(300)
    assert standard.of_trade("stationery") is stationery
    assert standard.of_trade("") is standard.of_trade("toys") is standard


def test_the_resolved_text_says_all_of_it_again():
    """Canonical: read again it is equal, hash and all; each trade's text is a standard that stands alone."""
    standard = read(DEFAULT_TEXT + TRADES)
    assert read(standard.text) == standard
    hashes = {standard.hash, BASE.hash, *(one.hash for one in standard.trades.values())}
    assert len(hashes) == 4, "shoes differ in nothing, so theirs is the shipped standard itself"
    assert standard.trades["shoes"] == BASE
    assert all(read(one.text) == one for one in standard.trades.values())
    assert read(DEFAULT_TEXT).hash == BASE.hash, "a standard without trades keeps its hash"


def test_a_standard_that_extends_inherits_trades_and_changes_them():
    base = read(DEFAULT_TEXT + TRADES)
    text = (
        'extends = "default"\nname = "mine"\nversion = 1\n'
        '[trade]\nappliances = false\n[trade.stationery.obligation.first_answer.after]\nlimit = "9h"\n'
        "[trade.toys.obligation]\nfulfilment = false\n"
    )
    mine = read(text, base=base)
    assert sorted(mine.trades) == ["shoes", "stationery", "toys"]
    answer = mine.trades["stationery"].kinds["first_answer"]
    assert (answer.target, answer.limit) == (Duration(4 * 3600), Duration(9 * 3600))
    assert "fulfilment" not in mine.trades["toys"].kinds
    assert read(mine.text) == mine


@pytest.mark.parametrize(
    ("text", "place", "message", "remedy"),
    [
        (
            '[trade.x.obligation.first_answer]\nafterr = "1h"',
            f"line {LINE + 1}, trade.x.obligation.first_answer.afterr",
            'There is no field "afterr" here.',
            'Did you mean "after"?',
        ),
        (
            '[trade.x.obligation.first_answer]\nladder = "until_answerd"',
            f"line {LINE + 1}, trade.x.obligation.first_answer.ladder",
            'There is no ladder "until_answerd".',
            'Did you mean "until_answered"?',
        ),
        (
            '[trade.x]\nname = "other"',
            f"line {LINE + 1}, trade.x.name",
            "A trade has no name of its own.",
            "Leave it out: the standard has it.",
        ),
        (
            "[trade.x.obligation]\nnothing = false",
            f"line {LINE + 1}, trade.x.obligation.nothing",
            'There is no obligation.nothing to remove with "false".',
            "`false` removes what an extended standard has; leave it out here.",
        ),
        (
            '[trade."Канцелярия"]',
            f"line {LINE}, trade.Канцелярия",
            '"Канцелярия" can\'t name a trade.',
            "Use 1–48 of a–z, 0–9 and hyphen.",
        ),
        (
            "[trade]\nx = 1",
            f"line {LINE + 1}, trade.x",
            "A trade is a table.",
            "Write [trade.x.obligation.KIND].",
        ),
    ],
)
def test_what_is_wrong_with_a_trade_is_told_with_its_line(text, place, message, remedy):
    with pytest.raises(StandardErrors) as caught:
        read(f"{DEFAULT_TEXT}{text}\n")
    told = caught.value.mistakes[0]
    assert (told.place, told.message, told.remedy) == (place, message, remedy)


def test_what_differs_is_read_out():
    standard = read(DEFAULT_TEXT + TRADES)
    lines = explain(standard, "en")
    start = lines.index("For stores of the trade stationery everything holds as above, but:")
    assert lines[start + 1 : start + 3] == [
        "A talk shorter than 10 s is no answer; staff may date a claim back by 2 min at most.",
        "next_attempt is not owed.",
    ]
    told = explain_kind(standard.trades["stationery"], "first_answer", "en")
    assert "  Time: best within 4 h, at the latest 8 h, in the working time of the store." in told
    assert lines[start + 3 : start + 3 + len(told)] == told
    assert lines[start - 2] == "For stores of the trade shoes everything holds as above."
    assert "Для магазинов вида stationery всё так же, кроме:" in explain(standard, "ru")
