"""Rude words are pointed to, harmless look-alikes are not, and the figures of the page are what was measured."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from otklik.domain.rudeness import KINDS, Flag, flags_in
from tests.domain.shop_talk import sentences

HERE = Path(__file__).parent
PAGE = (HERE.parents[1] / "docs" / "algorithms" / "rude-words.md").read_text("utf-8")
HARMLESS = (HERE / "harmless_words.txt").read_text("utf-8").splitlines()
RUDE = list(csv.DictReader((HERE / "rude_after_freeze.csv").read_text("utf-8").splitlines()))


def places(text, locale="ru"):
    return [(text[flag.start : flag.end], flag.kind) for flag in flags_in(text, locale)]


def test_a_flag_is_a_place_in_the_text_as_it_was_written():
    assert flags_in("Ну ты и Дурррак, ёлки", "ru") == (Flag(8, 15, "insult"),)
    assert places("Клиент — идиот. Это не моя проблема!") == [
        ("идиот", "insult"),
        ("не моя проблема", "brush_off"),
    ]
    assert places("You idiot, I know where you live", "en") == [
        ("idiot", "insult"),
        ("I know where you live", "threat"),
    ]
    assert places("") == []


@pytest.mark.parametrize(
    "text",
    [
        "х*й",
        "Х**",
        "xуй",
        "хуууй",
        "х у й",
        "х-у-й",
        "сук@",
        "сyка",
        "cyka",
        "б**ть",
        "д у р а к",
        "ДУРРРА",
    ],
)
def test_masks_look_alikes_and_stretched_letters_are_seen_through(text):
    assert [place for place, _ in places(text)] == [text]


@pytest.mark.parametrize("text", ["f*ck", "sh1t", "fuuuck", "f u c k", "b*tch", "ASSHOLE"])
def test_english_masks_are_seen_through(text):
    assert [kind for _, kind in places(text, "en")] == ["obscene"]


def test_latin_letters_are_read_by_their_looks_in_russian_texts_only():
    assert places("cyka", "ru") == [("cyka", "obscene")]
    assert places("cyka", "en") == []


def test_what_is_of_two_kinds_is_pointed_to_once_by_the_gravest():
    assert places("Заткни ебало, идиот") == [("ебало", "obscene"), ("идиот", "insult")]


def test_places_are_in_order_and_do_not_touch():
    for row in RUDE:
        found = flags_in(row["text"], row["language"])
        edges = [edge for flag in found for edge in (flag.start, flag.end)]
        assert edges == sorted(edges)
        assert all(flag.start < flag.end and flag.kind in KINDS for flag in found)


def test_no_harmless_look_alike_is_pointed_to():
    assert len(set(HARMLESS)) == len(HARMLESS) >= 100
    found = {
        word: places(word, locale) for word in HARMLESS for locale in ("ru", "en") if places(word, locale)
    }
    assert found == {}


def test_ordinary_talk_of_shops_raises_next_to_no_alarm():
    talk = sentences()
    assert len(talk) >= 5_000
    raised = [text for text, locale in talk if flags_in(text, locale)]
    assert len(raised) <= len(talk) * 0.005, raised[:10]


def test_most_of_what_was_written_after_the_freeze_is_found():
    found = [bool(flags_in(row["text"], row["language"])) for row in RUDE]
    assert len(RUDE) >= 100
    assert sum(found) >= 0.6 * len(RUDE)


def test_the_page_tells_what_the_frozen_list_found():
    counts = Counter((row["language"], row["kind"], bool(row["found"])) for row in RUDE)
    told = re.findall(r"^\| (ru|en) \| `(\w+)` \| (\d+) \| (\d+) \|$", PAGE, flags=re.M)
    assert {(language, kind): (int(written), int(found)) for language, kind, written, found in told} == {
        (language, kind): (
            counts[language, kind, True] + counts[language, kind, False],
            counts[language, kind, True],
        )
        for language in ("ru", "en")
        for kind in KINDS
    }
