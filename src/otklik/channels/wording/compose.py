"""One message in words: picks the forms that are true now and lays them out as a letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from otklik.channels.message import Link
from otklik.channels.wording.letter import Fact, Letter, to_html, to_text
from otklik.channels.wording.particulars import Particulars, amount, values_of
from otklik.channels.wording.questions import question_addresses
from otklik.channels.wording.say import FOOT, REPEAT, Say
from otklik.channels.wording.shorts import say_short
from otklik.channels.wording.tables import GENERIC, LABELS, LINKS, SAYS
from otklik.domain.locales import NBSP, Locale, choose_locale
from otklik.domain.wording import capitalised, clean, fill_first

_PHONES = ("buyer_phone", "store_phone", "caller_phone")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one message: subject in one line, the letter as text and HTML, its links, and all in 70 signs."""

    subject: str
    text: str
    html: str
    links: tuple[Link, ...]
    short: str


def compose(say: str, locale: str, about: Particulars, *, now: datetime, replies: bool = False) -> Wording:
    """The words of one message to one reader.

    Parameters
    ----------
    say
        Template name from the standard's ladder; a name without words of its own gets a general notice that says
        who owes what by when, as far as that is known.
    locale
        Language tag of the reader; languages that we don't speak get English.
    about
        What the message may speak of.
    now
        When it is sent: decides tense, "today" and "tomorrow".
    replies
        Whether the short text says which digits to answer; it does where the order can be taken.

    Raises
    ------
    DomainError
        `zone_unknown`: `about.zone` is not an IANA name.

    Notes
    -----
    Values are cleaned of control signs and line breaks; HTML is escaped by the template (R09, R15).
    """
    row, language = SAYS.get(say, SAYS[GENERIC]), choose_locale(locale)
    letter = write_letter(row, language, about, now=now)
    links = {"link": about.status_url, "question_link": about.question_url, "party_link": about.party_url}
    short_links = {name: url.partition("://")[2] for name, url in links.items()}
    values = {**values_of(about, language, now=now), **short_links}
    short = say_short(say, language, values, replies=replies and "take" in row.links)
    return Wording(letter.subject, to_text(letter), to_html(letter), letter.links, short)


def write_letter(row: Say, locale: Locale, about: Particulars, *, now: datetime) -> Letter:
    """The letter of one row of the table, before it has a form."""
    values = values_of(about, locale, now=now)
    spare = SAYS[GENERIC]  # its last forms need no value, so there always is a subject and a first sentence
    sentences = (fill_first(forms, locale, values) for forms in row.sentences)
    repeat = (REPEAT[locale],) if about.repeat else ()
    return Letter(
        subject=fill_first(row.subject + spare.subject, locale, values),
        lead=capitalised(fill_first(row.lead + spare.lead, locale, values)),
        sentences=(*(sentence for sentence in sentences if sentence), *repeat),
        facts=tuple(_fact(name, locale, values) for name in row.facts if values[name]),
        goods=tuple(_goods(about, locale)) if row.goods else (),
        total=_fact("total", locale, values) if row.goods and values["total"] else None,
        links=tuple(_links(row.links, about, locale)),
        foot=FOOT[locale],
        locale=locale,
    )


def _fact(name: str, locale: Locale, values: Mapping[str, str]) -> Fact:
    dialled = "".join(sign for sign in values[name] if sign in "+0123456789") if name in _PHONES else ""
    return Fact(LABELS[name][locale], values[name], f"tel:{dialled}" if dialled else "")


def _goods(about: Particulars, locale: Locale) -> Iterable[Fact]:
    for line in about.goods:
        times = f" ×{NBSP}{line.quantity}" if line.quantity != 1 else ""
        yield Fact(
            f"{clean(line.title)}{times}", amount(line.price_minor * line.quantity, about.currency, locale)
        )


def _links(names: Iterable[str], about: Particulars, locale: Locale) -> Iterable[Link]:
    addresses = {
        "take": about.take_url,
        "answered": about.answered_url,
        "status": about.status_url,
        "choose": about.status_url,
        "want": about.status_url,
        "report": about.report_url,
        "desk": about.desk_url,
        "order": about.order_url,
        "call": about.call_url,
        "party": about.party_url,
        **question_addresses(about.question_url),
        "agreement": about.agreement_url,
        "recommend": f"{about.status_url}/recommend" if about.status_url else "",
    }
    return (Link(name, LINKS[name][locale], addresses[name]) for name in names if addresses[name])
