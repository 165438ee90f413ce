"""The standard in plain words: exact lines, in both languages, for every word that a standard may use."""

from pathlib import Path

import pytest

from otklik.domain.catalogue import EVENTS
from otklik.domain.errors import DomainError
from otklik.domain.standards import vocabulary, words
from otklik.domain.standards.explain import LOCALES, explain, explain_kind
from otklik.domain.standards.loading import parse_standard
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.domain.standards.vocabulary import ALL, SHIPPED

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def shipped():
    return parse_standard(DEFAULT_TEXT, capabilities=SHIPPED)


@pytest.mark.parametrize("locale", LOCALES)
def test_shipped_standard_is_read_out_exactly(shipped, locale):
    text = (HERE / f"explained.{locale}.txt").read_text(encoding="utf-8")
    assert explain(shipped, locale) == text.removesuffix("\n").split("\n")


def test_first_answer_and_settlement_are_read_out(shipped):
    text = (HERE / "explained.ru.txt").read_text(encoding="utf-8")
    for kind in ("first_answer", "settlement"):
        assert "\n\n" + "\n".join(explain_kind(shipped, kind, "ru")) + "\n\n" in text


def test_another_number_is_another_sentence(shipped):
    text = DEFAULT_TEXT.replace('target = "20m", limit = "60m"', 'target = "15m", limit = "90m"', 1)
    other = parse_standard(text, capabilities=SHIPPED)
    changed = set(explain(other, "en")) - set(explain(shipped, "en"))
    assert changed == {
        "  Time: best within 15 min, at the latest 1 h 30 min, in the working time of the store."
    }


def test_every_word_of_the_closed_lists_has_words_of_its_own():
    assert words.FACTS.keys() == EVENTS.keys()
    assert words.ROLES.keys() == vocabulary.ROLES | {"field"}
    assert words.TELL.keys() == vocabulary.TELL
    assert words.CHANNELS.keys() == vocabulary.CHANNELS
    assert words.PREDICATES.keys() == vocabulary.PREDICATES.keys()
    assert words.EFFECTS.keys() == vocabulary.EFFECTS.keys()


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", ["whole.toml", "every_field.toml"])
def test_every_standard_can_be_read_out(name, locale):
    standard = parse_standard((HERE / name).read_text(encoding="utf-8"), capabilities=ALL)
    lines = explain(standard, locale)
    for kind in standard.kinds:
        told = explain_kind(standard, kind, locale)
        assert len(told) >= 5
        assert all(line in lines for line in told)
    assert not [line for line in lines if "{" in line or "None" in line or line != line.rstrip()]
    cyrillic = sum(any("а" <= letter <= "я" for letter in line) for line in lines)
    assert cyrillic == 0 if locale == "en" else cyrillic > len(lines) / 2


def test_every_rule_of_a_kind_is_said():
    standard = parse_standard((HERE / "every_field.toml").read_text(encoding="utf-8"), capabilities=ALL)
    assert explain_kind(standard, "window", "en") == [
        "window",
        "  Owed by the party named in the fact (carrier) to the buyer.",
        "  Begins when the buyer accepts a delivery window, once for each delivery.",
        "  Time: the instant that the fact names (window_to_at), 15 min before it, not before window_from_at.",
        "  Met when the delivery is made (door).",
        "  Moved, before the limit and 2 times at most, when the buyer is told another window (by its field delivery).",
    ]
    assert explain_kind(standard, "scan", "ru") == [
        "scan",
        "  Отвечает: перевозчик — перед покупателем.",
        "  Возникает, когда отправление передано перевозчику.",
        "  Срок: первый раз — 7 сут, затем каждые 24 ч; счёт идёт круглосуточно.",
        "  Выполнено, когда перевозчик отметил отправление.",
        "  Прекращается совсем, когда доставка состоялась.",
    ]


def test_another_language_or_kind_is_refused(shipped):
    with pytest.raises(DomainError) as caught:
        explain(shipped, "de")
    assert caught.value.code == "unknown_locale"
    with pytest.raises(DomainError) as caught:
        explain_kind(shipped, "frist_answer", "en")
    assert caught.value.code == "unknown_kind"
