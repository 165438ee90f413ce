"""The worked tables of docs/algorithms/spoken-times.md are read here, line by line."""

import csv
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from otklik.domain.business_time import WorkCalendar, use_pinned_zones
from otklik.domain.spoken_times import SpokenTime, read_time

use_pinned_zones()

PAGE = Path(__file__).parents[2] / "docs" / "algorithms" / "spoken-times.md"


def scene_of(line):
    said, hours, zone, *country = re.findall(r"`([^`]+)`|(?<=· )(none)(?= ·)", line)
    said, hours, zone, *country = [one or other for one, other in (said, hours, zone, *country)]
    listener = country.pop() if "for `" in line else zone
    calendar = None if hours == "none" else WorkCalendar.parse(hours, zone, *country)
    now = datetime.fromisoformat(said).replace(tzinfo=ZoneInfo(listener)).astimezone(UTC)
    return now, listener, calendar


def examples():
    scene, heading, found = None, "", []
    for number, line in enumerate(PAGE.read_text("utf-8").splitlines(), 1):
        if line.startswith("#"):
            heading = line.lstrip("# ").strip()
        elif line.startswith("Said:"):
            scene = scene_of(line)
        elif line.startswith("| ") and scene and line.count("|") == 3 and not line.startswith("| words"):
            words, meant = [cell.strip() for cell in line.strip("|").split("|")]
            found.append((number, heading, scene, words, meant))
    return found


EXAMPLES = examples()


def read(words, scene):
    now, zone, calendar = scene
    return read_time(words, now=now, zone=zone, calendar=calendar)


@pytest.mark.parametrize(
    ("scene", "words", "meant"),
    [pytest.param(scene, words, meant, id=f"line {n}") for n, _, scene, words, meant in EXAMPLES],
)
def test_example_of_the_page(scene, words, meant):
    answer = read(words, scene)
    if meant.startswith("asked: "):
        assert not isinstance(answer, SpokenTime), answer
        assert (answer.why, bool(answer.question)) == (meant.removeprefix("asked: "), True)
        return
    at = datetime.fromisoformat(meant)
    at = at if at.tzinfo else at.replace(tzinfo=ZoneInfo(scene[1]))
    assert isinstance(answer, SpokenTime), answer
    assert answer.at == at


def test_forty_of_each_language_are_read_and_at_least_thirty_four_to_the_instant():
    understood = Counter(
        (heading, "asked" if meant.startswith("asked") else "read")
        for _, heading, _, _, meant in EXAMPLES
        if "Forty" in heading
    )
    for heading in ("3. Forty in Russian", "4. Forty in English"):
        assert understood[heading, "read"] + understood[heading, "asked"] == 40
        assert understood[heading, "read"] >= 34


def test_the_page_has_its_examples():
    assert len(EXAMPLES) == 126


FROZEN = Path(__file__).parents[1] / "domain" / "spoken_after_freeze.csv"
AFTER_FREEZE = list(csv.DictReader(FROZEN.read_text("utf-8").splitlines()))
ROUNDS = {
    "1": scene_of(
        "`2026-12-10 13:20` · `Mo-Fr 10:00-19:00; Sa 11:00-17:00; PH off` · `Europe/Moscow` · `RU`"
    ),
    "2": scene_of("`2026-12-18 17:45` · `Mo-Su 10:00-21:00` · `Europe/Moscow` · `RU`"),
    "3": scene_of("`2026-12-03 16:20` · `Mo-Su 10:00-22:00` · `Europe/Moscow` · `RU`"),
}


def verdict(row):
    return "asked" if row["read"] == "asked" else "right" if row["read"] == row["meant"] else "wrong"


def test_the_page_tells_what_the_frozen_parser_did():
    counts = Counter((row["round"], row["language"], verdict(row)) for row in AFTER_FREEZE)
    told = re.findall(
        r"^\| (\d) \| \w+ \| (\w\w) \| 20 \| (\d+) \| (\d+) \| (\d+) \|$", PAGE.read_text("utf-8"), flags=re.M
    )
    assert len(told) == 6
    for round_, language, right, asked, wrong in told:
        found = [counts[round_, language, name] for name in ("right", "asked", "wrong")]
        assert found == [int(right), int(asked), int(wrong)]
        assert sum(found) == 20


def test_none_of_those_lines_is_read_wrong_now():
    for row in AFTER_FREEZE:
        answer = read(row["words"], ROUNDS[row["round"]])
        if isinstance(answer, SpokenTime):
            assert f"{answer.at.astimezone(ZoneInfo('Europe/Moscow')):%Y-%m-%d %H:%M}" == row["meant"], row[
                "words"
            ]
