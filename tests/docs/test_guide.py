"""The users' guide: the same pages in both languages, commands that the desk takes, letters as it writes them."""

import re
import shlex
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from otklik.channels.wording import Goods, Particulars, compose
from otklik.cli.contents import LINES
from otklik.web.status_words import SITUATIONS
from tests.docs.command_pages import parser_of

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide"
PAGES = sorted(GUIDE.glob("*/*.md"))
NAMES = sorted({page.name for page in PAGES})
LANGUAGES = ("en", "ru")


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def headings_of(text: str) -> list[int]:
    """Levels of the headings in their order; lines of examples are none."""
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return [len(marks) for marks in re.findall(r"^(#+) ", prose, flags=re.MULTILINE)]


@pytest.mark.parametrize("name", NAMES)
def test_each_page_is_there_in_both_languages_with_the_same_headings(name: str) -> None:
    english, russian = (text_of(GUIDE / language / name) for language in LANGUAGES)
    assert headings_of(english) == headings_of(russian) != []
    assert f"](../ru/{name})" in english
    assert f"](../en/{name})" in russian


def test_a_heading_less_would_be_seen() -> None:
    assert headings_of("# A\n## B\n```sh\n# c\n```\n") == [1, 2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reader_has_a_page_and_the_index_names_it(language: str) -> None:
    listed = re.findall(r"\]\((\w+\.md)\)", text_of(GUIDE / language / "README.md"))
    assert sorted(listed) == [
        "administrator.md",
        "buyer.md",
        "courier.md",
        "demo.md",
        "developer.md",
        "dispatcher.md",
        "head.md",
        "phone.md",
        "seller.md",
    ]
    assert sorted([*listed, "README.md"]) == sorted(NAMES)


def commands_of(text: str) -> list[str]:
    """What the shell blocks of a page type for the desk, continued lines joined."""
    blocks = re.findall(r"^```sh\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    lines = "\n".join(blocks).replace("\\\n", " ").splitlines()
    return [line.split(" > ")[0] for line in lines if line.startswith("otklik ")]


def parse(command: str) -> None:
    """Let the parser of a command read it; it raises `CommandError` where it can't."""
    _, *words = shlex.split(command)
    for count in (2, 1):
        name = " ".join(words[:count])
        if name in LINES:
            parser_of(name).parse_args(words[count:])
            return
    raise CommandError(f"no command: {command}")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_commands_of_the_guide_are_such_as_the_desk_takes(page: Path) -> None:
    for command in commands_of(text_of(page)):
        parse(command)


def test_the_guide_types_commands_and_a_wrong_one_would_be_seen() -> None:
    assert sum(len(commands_of(text_of(page))) for page in PAGES) >= 40
    for wrong in ("otklik order takes A-1", "otklik order take A-1 --persons vera", "otklik orders list"):
        with pytest.raises(CommandError):
            parse(wrong)


NOW = datetime(2026, 11, 23, 8, 2, tzinfo=UTC)
RUSSIAN = Particulars(
    zone="Europe/Moscow",
    number="A-2001",
    store="Юг на Таганке",
    store_phone="+74950000202",
    call_by="сегодня до 12:02",
    opened_at=NOW,
    limit_at=NOW.replace(hour=9),
    kind="first_answer",
    buyer="Мария Петрова",
    buyer_phone="+79000001122",
    comment="Нужна к субботе",
    goods=(Goods("Кукла в коробке", 1, 189_000),),
    total_minor=189_000,
    currency="RUB",
    payment="on_delivery",
    delivery="courier",
    status_url="http://127.0.0.1:8000/s/…",
    take_url="http://127.0.0.1:8000/l/take/…",
    answered_url="http://127.0.0.1:8000/l/answered/…",
)
ENGLISH = replace(
    RUSSIAN,
    number="A-1001",
    call_by="today before 12:02",
    buyer="Mary Brown",
    comment="",
    goods=(Goods("Doll in a box", 1, 189_000),),
)
ABOUT = {"en": ENGLISH, "ru": RUSSIAN}


def shown_first(page: Path) -> str:
    """The first example of text on a page."""
    return re.findall(r"```text\n(.*?)\n```", text_of(page), flags=re.DOTALL)[0]


def sent(text: str) -> str:
    """A letter as one copies it: without what stands under its line, spaces that don't break as plain ones."""
    above, _, _ = text.replace("\r", "").partition("\n-- ")
    return re.sub("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", above).strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sellers_letter_is_the_one_that_is_sent(language: str) -> None:
    letter = compose("new_order", language, ABOUT[language], now=NOW)
    assert sent(letter.text) == shown_first(GUIDE / language / "seller.md")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_buyers_letter_is_the_one_that_is_sent(language: str) -> None:
    letter = compose("receipt", language, ABOUT[language], now=NOW)
    assert sent(f"{letter.subject}\n\n{letter.text}") == shown_first(GUIDE / language / "buyer.md")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_situation_of_the_buyers_page_is_explained(language: str) -> None:
    page = text_of(GUIDE / language / "buyer.md")
    assert [one.badge[language] for one in SITUATIONS.values() if one.badge[language] not in page] == []
