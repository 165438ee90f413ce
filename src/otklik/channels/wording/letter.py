"""A letter before it has a form, and its two forms: plain text and HTML that say the same.

Nothing here knows what a letter is about. Text comes in as plain words and is escaped by the template, once.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.template import Context, Engine

from otklik.channels.message import Link
from otklik.domain.locales import Locale

_ENGINE = Engine(dirs=[str(Path(__file__).parent)], autoescape=True)


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value, with the address to open for it (`tel:…`) if there is one."""

    label: str
    value: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says.

    Parameters
    ----------
    subject
        One line.
    lead
        First sentence: who, what, by when.
    sentences
        The rest of the words, a paragraph each.
    facts
        Labelled values.
    goods, total
        Lines of the order (title, amount) and the sum; may be empty.
    links
        Buttons; the first is the main one.
    foot
        Who writes and why.
    locale
        Language.
    """

    subject: str
    lead: str
    sentences: tuple[str, ...]
    facts: tuple[Fact, ...]
    goods: tuple[Fact, ...]
    total: Fact | None
    links: tuple[Link, ...]
    foot: str
    locale: Locale


def to_text(letter: Letter) -> str:
    """The letter as plain text, complete by itself, ended by a line break."""
    facts = [f"{fact.label}: {fact.value}" for fact in letter.facts]
    goods = [f"{line.label} — {line.value}" if line.value else line.label for line in letter.goods]
    if letter.total:
        goods.append(f"{letter.total.label}: {letter.total.value}")
    blocks = [
        letter.lead,
        *letter.sentences,
        "\n".join(facts),
        "\n".join(goods),
        *(f"{link.label}:\n{link.url}" for link in letter.links),
        f"-- \n{letter.foot}",
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def to_html(letter: Letter) -> str:
    """The letter as one HTML page without anything to load: inline styles, light and dark."""
    return _ENGINE.get_template("letter.html").render(Context({"letter": letter}))
