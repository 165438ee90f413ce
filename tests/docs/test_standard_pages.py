"""Every example on the pages about standards is parsed, read out, or refused as the page says."""

import re
from pathlib import Path

import pytest

from otklik.domain.standards import schema, vocabulary
from otklik.domain.standards.explain import explain_kind
from otklik.domain.standards.loading import parse_standard
from otklik.domain.standards.mistakes import StandardErrors
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.domain.standards.vocabulary import SHIPPED

HOWTO = Path(__file__).parents[2] / "docs" / "howto"
PAGE = (HOWTO / "write-a-standard.md").read_text(encoding="utf-8")
OTHER = (HOWTO / "add-an-obligation-kind.md").read_text(encoding="utf-8")
BASE = parse_standard(DEFAULT_TEXT, capabilities=SHIPPED)


def blocks(text, language):
    """The fenced blocks whose first line is exactly that."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


def read(text):
    return parse_standard(text, capabilities=SHIPPED, base=BASE)


EXAMPLES = [*blocks(PAGE, "toml"), *blocks(OTHER, "toml")]


@pytest.mark.parametrize("text", EXAMPLES, ids=[re.search('name += "(.*)"', text)[1] for text in EXAMPLES])
def test_example_is_a_standard_that_this_version_can_serve(text):
    standard = read(text)
    assert standard.kinds != BASE.kinds or standard.trades
    assert parse_standard(standard.text, capabilities=SHIPPED) == standard


def test_there_is_the_number_of_examples_that_the_pages_show():
    assert len(EXAMPLES) == 5


@pytest.mark.parametrize("locale", ["en", "ru"])
def test_the_engraver_is_read_out_as_the_page_says(locale):
    [told] = blocks(PAGE, f"text explained engraving {locale}")
    assert "\n".join(explain_kind(read(EXAMPLES[0]), "engraving", locale)) + "\n" == told


def test_the_wrong_example_is_refused_as_the_page_says():
    [wrong], [said] = blocks(PAGE, "toml wrong"), blocks(PAGE, "text said")
    with pytest.raises(StandardErrors) as caught:
        read(wrong)
    assert "".join(f"{one}\n" for one in caught.value.mistakes) == said


def test_the_page_has_every_field_and_every_word_of_the_closed_lists():
    tables = [one for one in vars(schema).values() if isinstance(one, type) and issubclass(one, schema.Table)]
    fields = {info.alias or name for table in tables for name, info in table.model_fields.items()}
    headers = {"calendar", "fact", "obligation", "process", "ladder", "refusal", "notices"}
    words = (
        vocabulary.STREAMS | vocabulary.ROLES | vocabulary.LADDER_CLOCKS | vocabulary.TELL | vocabulary.CHANNELS
        | set(vocabulary.EFFECTS) | set(vocabulary.PREDICATES)
    )  # fmt: skip
    code = set(re.findall(r"[a-z_]+(?::[a-z_]+)?", " ".join(re.findall(r"`([^`\n]+)`", PAGE))))
    plain = {part for one in code for part in one.split(":")} | code
    assert (fields - headers) | {"extends"} | words <= plain
    assert all(f"`[{name}" in PAGE for name in headers)
    assert "no_such_field" not in plain


def test_the_page_says_what_this_version_has():
    told = re.search(r"This version sends by (.*?)\. A word", PAGE, flags=re.DOTALL)[1]
    assert set(re.findall(r"`([^`]+)`", told)) == SHIPPED.channels | SHIPPED.effects
