"""Times in words: what is read is the instant that was said, and what may be two things is asked back."""

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from otklik.domain.business_time import WorkCalendar, use_pinned_zones
from otklik.domain.errors import DomainError
from otklik.domain.local_times import moment_text, until_text
from otklik.domain.spoken_questions import QUESTIONS
from otklik.domain.spoken_times import SpokenTime, Unclear, read_time

use_pinned_zones()

MOSCOW = ZoneInfo("Europe/Moscow")
STORE = WorkCalendar.parse("Mo-Sa 10:00-20:00; PH off", "Europe/Moscow", "RU")
TUESDAY = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def read(words, now=TUESDAY, zone="Europe/Moscow", calendar=STORE, **more):
    return read_time(words, now=now, zone=zone, calendar=calendar, **more)


def local(*parts):
    return datetime(*parts, tzinfo=MOSCOW).astimezone(UTC)


def test_a_line_gives_the_instant_its_words_and_what_is_to_be_done():
    assert read("Call  Thursday before 15:00, about order 4417") == SpokenTime(
        local(2026, 11, 26, 15), "on Thursday before 15:00", is_limit=True, rest="Call about order 4417"
    )
    assert read("Перезвонить завтра в 12 Анне") == Unclear(
        "which_time", "Какое время имеется в виду?"
    )  # a bare number with a noun after it may count anything
    assert read("Анне Ёлкиной: завтра в 12") == SpokenTime(
        local(2026, 11, 25, 12), "завтра в 12:00", rest="Анне Ёлкиной"
    )


def test_a_question_brings_what_may_be_meant_in_the_language_asked_for():
    thursday, friday = local(2026, 11, 26, 20), local(2026, 11, 27, 20)
    assert read("by Friday", locale="ru") == Unclear(
        "which_day",
        "Какой день имеется в виду?",
        (
            SpokenTime(thursday, "в четверг до 20:00", is_limit=True),
            SpokenTime(friday, "в пятницу до 20:00", is_limit=True),
        ),
    )
    asked = read("к пятнице")
    assert (asked.question, [choice.at for choice in asked.choices]) == (
        "Какой день имеется в виду?",
        [thursday, friday],
    )
    assert read("до обеда", now=local(2026, 11, 24, 14)) == Unclear(
        "past",
        "Это время прошло. Какое имеется в виду?",
        (SpokenTime(local(2026, 11, 25, 13), "завтра до 13:00", is_limit=True),),
    )


def test_an_hour_that_the_clock_shows_twice_is_told_apart_by_its_offset():
    asked = read(
        "в воскресенье в 02:30",
        now=datetime(2026, 10, 23, 10, tzinfo=UTC),
        zone="Europe/Berlin",
        calendar=None,
    )
    assert asked == Unclear(
        "clock_change",
        QUESTIONS["clock_change"]["ru"],
        (
            SpokenTime(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "в воскресенье в 2:30 (UTC+2)"),
            SpokenTime(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "в воскресенье в 2:30 (UTC+1)"),
        ),
    )


def test_holidays_of_the_caller_win_over_those_of_the_country():
    off = {date(2026, 11, 26), date(2026, 11, 27)}
    assert read("после праздников", holidays=off).at == local(2026, 11, 30, 10)
    assert read("before the holidays", holidays=off).at == local(2026, 11, 25, 20)
    assert read("после праздников", holidays=()).why == "no_holidays"


def test_a_shift_past_midnight_closes_on_the_day_on_which_it_began():
    night = WorkCalendar.parse("Mo-Su 18:00-02:00", "Europe/Moscow")
    assert read("завтра до закрытия", calendar=night).at == local(2026, 11, 26, 2)
    assert read("завтра к открытию", calendar=night).at == local(2026, 11, 25, 18)
    round_the_clock = WorkCalendar.parse("24/7", "Europe/Moscow")
    assert read("завтра", calendar=round_the_clock).at == local(2026, 11, 26)
    assert read("first thing tomorrow", calendar=round_the_clock).why == "no_hours"


@pytest.mark.parametrize(
    "words",
    [
        "завтра или послезавтра", "завтра в 10 или в 12", "не в четверг", "если ответит завтра", "вместо четверга",
        "перенести на 3 дня", "на час позже", "в два магазина завтра", "в 5 заказов", "через час-полтора",
        "через час с небольшим", "за час до закрытия", "каждый четверг", "в 2 часа ночи", "в начале седьмого",
        "завтра 15-00 16-00", "10.12", "завтра в 25:00", "31 ноября", "в прошлый четверг", "до конца недели",
        "в 15:00 по москве", "около 15:00", "как только привезут", "после нового года", "может быть, завтра в 15:00",
        "call about Thursday's order", "call about the 3 December order", "not before Thursday", "Thursday or Friday",
        "starting Monday at noon", "Thursday at the earliest", "maybe tomorrow at 3pm", "2pm-ish", "at half two",
        "every day at noon", "a week from Thursday", "by midnight tomorrow", "I sat with them", "at 5 stores",
        "3 December 2025", "5/12", "2 hours ago", "in an hour or two", "the last call on Friday at noon", "",
        "3 дня", "15:00 третьего", "завтра в районе двух", "завтра между двумя и тремя", "Thursday, third floor",
        "ближе к шести", "незадолго до обеда", "в течение часа после доставки", "завтра до отгрузки", "в пять-шесть",
        "через минут двадцать", "в течение недели", "no calls on Friday", "within 2 hours of the delivery",
        "ten to twelve tomorrow", "send the 2nd pair", "towards evening", "no sooner than 5", "2 to 3 people tomorrow",
    ],
)  # fmt: skip
def test_what_may_mean_something_else_is_never_read(words):
    answer = read(words)
    assert isinstance(answer, Unclear), answer
    assert answer.why in QUESTIONS


def test_every_question_is_there_in_both_languages():
    assert all(set(words) == {"ru", "en"} and all(words.values()) for words in QUESTIONS.values())


def test_what_the_product_says_itself_is_read_back_or_asked_but_never_read_wrong():
    chance = random.Random(20261127)
    scenes = [
        ("Europe/Moscow", "Mo-Sa 10:00-20:00; PH off", "RU"),
        ("Europe/Berlin", "Mo-Fr 09:00-12:00,13:00-18:00; PH off", "DE"),
        ("America/New_York", "Mo-Su 10:00-22:00", None),
        ("Australia/Lord_Howe", "Mo-Su 08:00-20:00", None),
    ]
    read_back = 0
    for _ in range(600):
        zone, hours, country = chance.choice(scenes)
        calendar = WorkCalendar.parse(hours, zone, country)
        now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(525_600))
        later = now + timedelta(minutes=chance.randrange(1, chance.choice((2_880, 17_280, 259_200))))
        at = calendar.next_opening(later) + timedelta(minutes=chance.choice((0, 15, 60, 100)))
        write, locale = chance.choice((moment_text, until_text)), chance.choice(("ru", "en"))
        words = write(at, ZoneInfo(zone), locale, now=now)
        answer = read(words, now=now, zone=zone, calendar=calendar)
        if isinstance(answer, SpokenTime):
            assert answer.at == at, (words, now)
            read_back += 1
    assert read_back >= 540


@pytest.mark.parametrize(
    "words", ["к открытию", "через 2 рабочих дня", "in 4 working hours", "завтра", "end of day"]
)
def test_a_store_that_never_opens_is_asked_about(words):
    closed = WorkCalendar.parse("off", "Europe/Moscow")
    assert read(words, calendar=closed).why == "no_hours"


def test_an_unknown_zone_is_refused():
    with pytest.raises(DomainError, match="no time zone"):
        read("завтра", zone="Moon/Base")
