"""What an opening-hours expression says about a day, and what it refuses."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours, State

from otklik.domain.errors import DomainError
from otklik.domain.opening_hours import list_day_spans, names_holidays, parse_opening_hours

HOUR_S = 3_600


def _hours(spans):
    return [f"{a // HOUR_S}:{a % HOUR_S // 60:02}-{b // HOUR_S}:{b % HOUR_S // 60:02}" for a, b in spans]


def _on(expression, day, *, holiday=False):
    rules = parse_opening_hours(expression)
    return _hours(list_day_spans(rules, [date.fromisoformat(day)], holiday=holiday)[0])


@pytest.mark.parametrize(
    ("expression", "day", "spans"),
    [
        # 2026-01-05 is a Monday.
        ("Mo-Fr 10:00-14:00,15:00-20:00; Sa 10:00-18:00", "2026-01-05", ["10:00-14:00", "15:00-20:00"]),
        ("Mo-Fr 10:00-14:00,15:00-20:00; Sa 10:00-18:00", "2026-01-10", ["10:00-18:00"]),
        ("Mo-Fr 10:00-14:00,15:00-20:00; Sa 10:00-18:00", "2026-01-11", []),
        ("24/7", "2026-01-11", ["0:00-24:00"]),
        ("24/7; Su off", "2026-01-11", []),
        ("9:00-10:00", "2026-01-11", ["9:00-10:00"]),
        ("open", "2026-01-11", ["0:00-24:00"]),
        ("Mo open", "2026-01-05", ["0:00-24:00"]),
        ("mo-we 10:00-11:00", "2026-01-05", ["10:00-11:00"]),
        ("Sa-Mo 10:00-11:00", "2026-01-05", ["10:00-11:00"]),
        ("Sa-Mo 10:00-11:00", "2026-01-06", []),
        # A later rule replaces the day, a comma adds to it, off with times cuts them out.
        ("Mo-Fr 08:00-18:00; Mo 12:00-14:00", "2026-01-05", ["12:00-14:00"]),
        ("Mo-Fr 08:00-10:00, Mo 09:00-14:00", "2026-01-05", ["8:00-14:00"]),
        ("Mo-Fr 08:00-18:00; Mo 12:00-13:00 off", "2026-01-05", ["8:00-12:00", "13:00-18:00"]),
        ("Mo-Fr 08:00-18:00, Mo off", "2026-01-05", []),
        ("Mo-Fr 08:00-18:00; Mo 00:00-24:00 off", "2026-01-05", []),
        # A shift past midnight stays with its day, whatever the next day says.
        ("Fr 20:00-04:00; Sa off", "2026-01-09", ["20:00-28:00"]),
        ("Fr 20:00-28:00; Sa off", "2026-01-10", []),
        ("Fr 20:00-24:00", "2026-01-09", ["20:00-24:00"]),
        # Seasons, dates, years, weeks, the n-th weekday of a month.
        ("Jun-Aug 09:00-21:00; Sep-May 10:00-18:00", "2026-08-31", ["9:00-21:00"]),
        ("Jun-Aug 09:00-21:00; Sep-May 10:00-18:00", "2026-09-01", ["10:00-18:00"]),
        ("10:00-18:00; Dec 24-Jan 02 off", "2026-01-02", []),
        ("10:00-18:00; Dec 24-Jan 02 off", "2026-01-03", ["10:00-18:00"]),
        ("10:00-18:00; 2026 Mar 02-04 off", "2026-03-04", []),
        ("10:00-18:00; 2026 Mar 02-04 off", "2027-03-04", ["10:00-18:00"]),
        ("Feb 29 10:00-11:00", "2028-02-29", ["10:00-11:00"]),
        ("Feb 29 10:00-11:00", "2028-03-01", []),
        ("week 01-53/2 Mo 10:00-11:00", "2026-01-12", ["10:00-11:00"]),
        ("week 01-53/2 Mo 10:00-11:00", "2026-01-05", []),
        ("Mo[1],Mo[-1] 10:00-11:00", "2026-01-05", ["10:00-11:00"]),
        ("Mo[1],Mo[-1] 10:00-11:00", "2026-01-19", []),
        ("Mo[1],Mo[-1] 10:00-11:00", "2026-01-26", ["10:00-11:00"]),
    ],
)
def test_a_day_of_an_expression(expression, day, spans):
    assert _on(expression, day) == spans


@pytest.mark.parametrize(
    ("expression", "day", "ordinary", "holiday"),
    [
        ("10:00-18:00", "2026-01-05", ["10:00-18:00"], ["10:00-18:00"]),
        ("10:00-18:00; PH off", "2026-01-05", ["10:00-18:00"], []),
        ("10:00-18:00; PH 12:00-15:00", "2026-01-05", ["10:00-18:00"], ["12:00-15:00"]),
        ("10:00-18:00, PH 19:00-20:00", "2026-01-05", ["10:00-18:00"], ["10:00-18:00", "19:00-20:00"]),
        ("10:00-18:00; PH,Mo off", "2026-01-05", [], []),
        ("10:00-18:00; PH,Mo off", "2026-01-06", ["10:00-18:00"], []),
        ("Sa,Su,PH 10:00-12:00", "2026-01-06", [], ["10:00-12:00"]),
        ("Sa,PH,Su 10:00-12:00", "2026-01-11", ["10:00-12:00"], ["10:00-12:00"]),
        ("10:00-18:00; PH Mo-Fr 10:00-12:00", "2026-01-05", ["10:00-18:00"], ["10:00-12:00"]),
        ("10:00-18:00; PH Mo-Fr 10:00-12:00", "2026-01-10", ["10:00-18:00"], ["10:00-18:00"]),
        ("10:00-18:00; Jun-Aug PH off", "2026-01-05", ["10:00-18:00"], ["10:00-18:00"]),
        ("10:00-18:00; Jun-Aug PH off", "2026-06-12", ["10:00-18:00"], []),
        # The order of rules decides, as everywhere: here the last one opens holidays again.
        ("PH off; Mo-Su 10:00-18:00", "2026-01-05", ["10:00-18:00"], ["10:00-18:00"]),
    ],
)
def test_public_holidays_are_a_reading_of_their_own(expression, day, ordinary, holiday):
    assert _on(expression, day) == ordinary
    assert _on(expression, day, holiday=True) == holiday
    assert names_holidays(parse_opening_hours(expression)) == ("PH" in expression)


@pytest.mark.parametrize(
    ("expression", "code", "place"),
    [
        ("", "hours_invalid", "hours"),
        ("   ", "hours_invalid", "hours"),
        ("x" * 2001, "hours_invalid", "hours"),
        ("Mo-Fr", "hours_invalid", "hours, character 4 (Fr)"),
        ("Mo 10:00-12:00;", "hours_invalid", "hours, character 15 (empty rule)"),
        ("Mo 10:00", "hours_unsupported", "hours, character 4 (10:00)"),
        ("Mo 10:00+", "hours_unsupported", "hours, character 4 (10:00)"),
        ("Mo 10:00-18:00+", "hours_unsupported", "hours, character 15 (+)"),
        ("Mo sunrise-18:00", "hours_unsupported", "hours, character 4 (sunrise)"),
        ("Mo 10:00-sunset", "hours_unsupported", "hours, character 4 (10:00)"),
        ("Mo 10:00-12:00; PH +1 day off", "hours_unsupported", "hours, character 20 (+)"),
        ("Mo 10:00-12:00; PH -1 day off", "hours_unsupported", "hours, character 23 (day)"),
        ("Mo 10:00-12:00; SH off", "hours_unsupported", "hours, character 17 (SH)"),
        ("easter off", "hours_unsupported", "hours, character 1 (easter)"),
        ('Mo 10:00-12:00 "by appointment"', "hours_unsupported", 'hours, character 16 (")'),
        ("Mo 10:00-12:00 unknown", "hours_unsupported", "hours, character 16 (unknown)"),
        ("Mo 10:00-12:00 || off", "hours_unsupported", "hours, character 16 (||)"),
        ("Mo 10:00-14:00/00:30", "hours_unsupported", "hours, character 16 (00:30)"),
        ("Mo PH 10:00-12:00", "hours_unsupported", "hours, character 4 (PH)"),
        ("PH PH off", "hours_invalid", None),
        ("Пн-Пт 10:00-18:00", "hours_unsupported", "hours, character 1 (Пн)"),
        ("Mo–Fr 10:00-18:00", "hours_unsupported", "hours, character 3 (–)"),
        ("Monday 10:00-18:00", "hours_unsupported", "hours, character 1 (Monday)"),
        ("Mo 10-18", "hours_invalid", None),
        ("Mo 25:00-26:00", "hours_invalid", "hours, character 4 (25:00-26:00)"),
        ("Mo 10:60-11:00", "hours_invalid", "hours, character 4 (10:60-11:00)"),
        ("Mo 10:00-10:00", "hours_invalid", "hours, character 4 (10:00-10:00)"),
        ("Mo 10:00-40:00", "hours_invalid", "hours, character 4 (10:00-40:00)"),
        ("Mo 10:00-12:00 13:00-14:00", "hours_invalid", "hours, character 16 (13:00-14:00)"),
        ("24/7 10:00-12:00", "hours_invalid", "hours, character 6 (10:00-12:00)"),
        ("Mo-Fr 10:00-18:00 Sa 10:00-12:00", "hours_invalid", "hours, character 19 (Sa)"),
        ("Feb 30 10:00-11:00", "hours_invalid", "hours, character 1 (Feb 30)"),
        ("Jan 7-5 10:00-11:00", "hours_invalid", "hours, character 1 (Jan 7-5)"),
        ("Mo-Fr Jan 10:00-11:00", "hours_invalid", "hours, character 1 (Mo-Fr Jan)"),
        ("week 60 10:00-11:00", "hours_invalid", "hours, character 1 (week 60)"),
        ("Mo[7] 10:00-11:00", "hours_invalid", "hours, character 1 (Mo[7])"),
        ("2027-2026 10:00-11:00", "hours_invalid", "hours, character 1 (2027-2026)"),
        ("Mo\x0010:00-11:00", "hours_invalid", "hours, character 3 ('\\x00')"),
        ("\ud800", "hours_invalid", "hours, character 1 ('\\ud800')"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(expression, code, place):
    with pytest.raises(DomainError) as refused:
        parse_opening_hours(expression)
    if place is not None:
        assert (refused.value.code, refused.value.place) == (code, place)
    assert refused.value.remedy
    assert "-->" not in str(refused.value)


PARTS = [
    "Mo",
    "Fr",
    "Su",
    "-",
    ",",
    ";",
    " ",
    "PH",
    "off",
    "open",
    "24/7",
    "10:00-12:00",
    "22:00-02:00",
    "Jan",
]
PARTS += [
    "Feb",
    "29",
    "31",
    "1",
    "2026",
    "week",
    "53",
    "/2",
    "[1]",
    "[-1]",
    ":",
    "+",
    '"',
    "||",
    "\x00",
    "Ж",
    "\ud800",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=12).map(" ".join) | st.text(max_size=30))
def test_any_text_is_read_or_refused(expression):
    try:
        rules = parse_opening_hours(expression)
    except DomainError as refused:
        assert refused.code in ("hours_invalid", "hours_unsupported")
        return
    days = [date(2028, 2, 20) + timedelta(days=n) for n in range(20)]
    assert len(list_day_spans(rules, days, holiday=True)) == 20


times = st.lists(st.integers(0, 48), min_size=2, max_size=2, unique=True).map(sorted)
days_of_week = st.sampled_from(
    ["Mo-Fr", "Sa,Su", "We", "Tu-Th", "Fr-Mo", "Mo[1]", "Su[-1]", "Jan-Feb", "Mar 01-07"]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["; ", ", "]), days_of_week, times, st.booleans()), min_size=1, max_size=5
    )
)
def test_days_without_nights_equal_the_reading_of_the_library(written):
    # Where no shift passes midnight and no PH stands, both must read a whole expression alike.
    rules = [
        (joint, f"{days} {a // 2:02}:{a % 2 * 30:02}-{b // 2:02}:{b % 2 * 30:02}{' off' if closed else ''}")
        for joint, days, (a, b), closed in written
    ]
    expression = rules[0][1] + "".join(joint + rule for joint, rule in rules[1:])
    from_at, days = datetime(2026, 2, 20), 21
    mine = list_day_spans(
        parse_opening_hours(expression),
        [from_at.date() + timedelta(days=n) for n in range(days)],
        holiday=False,
    )
    found = [
        (n * 86_400 + start_s, n * 86_400 + end_s) for n, spans in enumerate(mine) for start_s, end_s in spans
    ]
    theirs = [
        (int((a - from_at).total_seconds()), int((b - from_at).total_seconds()))
        for a, b, state, _ in OpeningHours(expression).intervals(from_at, from_at + timedelta(days=days))
        if state == State.OPEN
    ]
    touching = [a for (_, a), (b, _) in pairwise(found) if a == b]
    joined = [edge for span in found for edge in span if edge not in touching]
    assert joined == [edge for span in theirs for edge in span]
