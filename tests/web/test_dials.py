"""The dial: arc, number and words agree in every state, and stand still where the clock does."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from otklik.domain.dials import measure, read_dial
from otklik.web.dials import draw_answered, draw_dial, notch_of, number_of, span_text

NOW = datetime(2026, 3, 19, 8, 0, tzinfo=UTC)
"""Thursday, 11:00 in Moscow."""
ZONE = "Europe/Moscow"
DAY = [
    (datetime(2026, 3, 19, 7, tzinfo=UTC), datetime(2026, 3, 19, 16, tzinfo=UTC)),
    (datetime(2026, 3, 20, 7, tzinfo=UTC), datetime(2026, 3, 20, 16, tzinfo=UTC)),
]
"""Open 10:00-19:00 on two days."""


@dataclass(frozen=True)
class Owed:
    kind: str
    opened_at: datetime
    target_at: datetime | None
    limit_at: datetime


def later(minutes=0, seconds=0, since=NOW):
    return since + timedelta(minutes=minutes, seconds=seconds)


ANSWER = Owed("first_answer", NOW, later(20), later(60))


def drawn(owed=ANSWER, locale="ru", **after):
    return draw_dial(owed, spans=DAY, zone=ZONE, locale=locale, now=later(**after))


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("minutes", "tone", "arc", "number", "lead", "more"),
    [
        (0, "ok", "0", "20", "ещё 20 мин", "до 20-й минуты"),
        (14, "ok", "14", "6", "ещё 6 мин", "до 20-й минуты"),
        (15, "warn", "15", "5", "ещё 5 мин", "до 20-й минуты"),
        (19, "warn", "19", "1", "ещё 1 мин", "до 20-й минуты"),
        (20, "warn", "20", "40", "ещё 40 мин", "до предела 60"),
        (59, "warn", "59", "1", "ещё 1 мин", "до предела 60"),
        (60, "late", "60", "+0", "+0 мин", "ждёт 1 ч"),
        (72, "late", "60", "+12", "+12 мин", "ждёт 1 ч 12 мин"),
    ],
)
def test_arc_number_and_words_agree(minutes, tone, arc, number, lead, more):
    dial = drawn(minutes=minutes)
    assert (dial.tone, dial.arc, dial.number) == (tone, arc, number)
    assert (plain(dial.lead), plain(dial.more)) == (lead, more)
    assert dial.notch == "M37.9 32.0 43.1 35.0"


def test_english_says_the_same():
    assert (plain(drawn(locale="en", minutes=4).lead), drawn(locale="en", minutes=4).more) == (
        "16 min left", "until minute 20",
    )  # fmt: skip
    assert plain(drawn(locale="en", minutes=72).more) == "waiting 1 h 12 min"


def test_a_begun_minute_counts_and_the_last_one_is_said_in_seconds():
    assert plain(drawn(minutes=3, seconds=30).lead) == "ещё 17 мин"
    assert plain(drawn(minutes=19, seconds=15).lead) == "ещё 45 с"
    assert drawn(minutes=19, seconds=15).number == "1"


def test_at_closing_time_the_clock_turns_into_a_moon():
    """Minute by minute around 19:00: an order of 18:50 has ten minutes behind it and ten before it."""
    opened_at = datetime(2026, 3, 19, 15, 50, tzinfo=UTC)
    opening_at = datetime(2026, 3, 20, 7, tzinfo=UTC)
    owed = Owed("first_answer", opened_at, later(10, since=opening_at), later(50, since=opening_at))
    before = draw_dial(owed, spans=DAY, zone=ZONE, locale="ru", now=later(9, since=opened_at))
    after = draw_dial(owed, spans=DAY, zone=ZONE, locale="ru", now=later(11, since=opened_at))
    assert (before.icon, before.number, plain(before.lead)) == ("", "11", "ещё 11 мин")
    assert (after.icon, after.tone, after.number, after.arc) == ("moon", "night", "", "0")
    assert (after.lead, plain(after.more)) == ("завтра до 10:10", "старт в 10:00")
    morning = draw_dial(owed, spans=DAY, zone=ZONE, locale="ru", now=opening_at)
    assert (morning.number, plain(morning.lead)) == ("10", "ещё 10 мин")


def test_a_promise_counts_down_its_last_hour():
    promise = Owed("promise", later(-200), None, later(8))
    dial = drawn(promise)
    assert (dial.tone, dial.arc, dial.number, dial.notch) == ("info", "52", "8", "")
    assert (plain(dial.lead), plain(dial.more)) == ("ещё 8 мин", "обещали в 11:08")
    assert drawn(promise, minutes=3).tone == "warn"
    late = drawn(promise, minutes=10)
    assert (late.tone, late.number, plain(late.more)) == ("late", "+2", "обещали в 11:08")


def test_a_promise_of_another_day_is_said_and_not_counted_down():
    dial = drawn(Owed("promise", NOW, None, datetime(2026, 3, 20, 9, tzinfo=UTC)))
    assert (dial.icon, dial.number, dial.arc) == ("cal", "", "0")
    assert (dial.lead, plain(dial.more)) == ("завтра до 12:00", "обещали завтра в 12:00")


def test_what_was_answered_has_a_check():
    dial = draw_answered(NOW, zone=ZONE, locale="ru", now=later(30), span_s=9 * 60)
    assert (dial.tone, dial.icon, dial.arc, plain(dial.lead), dial.more) == (
        "ok", "check", "9", "ответили за 9 мин", "в срок",
    )  # fmt: skip
    dial = draw_answered(NOW, zone=ZONE, locale="ru", now=later(30))
    assert (dial.lead, plain(dial.more)) == ("ответ дан", "в 11:00")


def test_other_numbers_move_the_notch():
    reading = read_dial(NOW, later(45), later(180), spans=DAY, now=later(90))
    assert (reading.arc, reading.left_s) == (30.0, 90 * 60)
    assert notch_of(reading) == "M40.0 24.0 46.0 24.0"
    assert number_of(read_dial(NOW, None, later(300), spans=DAY, now=NOW), "ru") == "5ч"


def test_only_open_time_counts():
    assert measure(DAY, NOW, datetime(2026, 3, 20, 8, tzinfo=UTC)) == 9 * 3600
    assert measure(DAY, later(5), NOW) == 0
    assert plain(span_text(26 * 3600 + 60, "ru")) == "26 ч 1 мин"
