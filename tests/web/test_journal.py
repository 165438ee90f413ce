"""Every fact that this version appends has a sentence in both languages, and one that it doesn't know is shown too."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from otklik.domain.catalogue import EVENTS, PRODUCED
from otklik.domain.events import Consequence, Entry, Event, Ref
from otklik.domain.standards.loading import parse_standard
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.domain.standards.vocabulary import SHIPPED
from otklik.store.listings import Names
from otklik.web import fact_words, journal, journal_words
from otklik.web import facts as facts_of
from otklik.web.journal_words import EFFECTS, SENTENCES
from otklik.web.obligation_words import DUTIES
from otklik.web.obligations import Reader
from tests.wording import complaints, placeholders, tables_of

NOW = datetime(2026, 3, 19, 8, 10, tzinfo=UTC)
STATIC = Path(journal.__file__).parent / "static" / "otklik"
TABLES = [*tables_of(journal_words), *tables_of(fact_words)]


def reader(locale="ru") -> Reader:
    return Reader(locale, "Europe/Moscow", NOW, Names({"anna": "Анна"}, {"s": "Север"}), store="s")


def entry(kind: str, version: int = 1, personal=None, consequences=(), at=NOW, **data) -> Entry:
    event = Event(kind, at, actor="person:anna", grade="claimed", data=data, personal=personal or {})
    return Entry("order/1", version, at, event, consequences)


def facts(*entries: Entry, locale="ru", part="all"):
    page = journal.write_journal(entries, reader(locale), part=part)
    return [fact for day in page.days for fact in day.facts]


def test_the_table_has_a_sentence_for_everything_that_is_appended_and_for_nothing_else():
    kinds = {name.partition(":")[0] for name in SENTENCES}
    assert kinds >= PRODUCED, sorted(PRODUCED - kinds)
    assert kinds <= set(EVENTS)


def test_every_sub_kind_in_the_table_is_one_that_the_event_can_have():
    assert all(EVENTS[name.partition(":")[0]].what for name in SENTENCES if ":" in name)


@pytest.mark.parametrize("locale", ["ru", "en"])
@pytest.mark.parametrize("kind", sorted(PRODUCED))
def test_a_fact_without_any_value_still_makes_a_sentence(kind, locale):
    """What is stored is never checked again: a sentence must not depend on a field being there."""
    (fact,) = facts(entry(kind), locale=locale)
    assert fact.lead and "{" not in fact.lead + fact.more


def test_a_fact_of_a_newer_version_is_shown_by_its_name_and_fields():
    (fact,) = facts(entry("goods.teleported", to="mars", speed=3))
    assert (fact.lead, fact.more) == ("Goods.teleported", "to: mars, speed: 3")


def test_the_words_of_somebody_come_from_the_sealed_values_alone():
    told, erased = entry("order.noted", personal={"words": "придёт в пять"}), entry("order.noted")
    assert [fact.words for fact in facts(told)] == ["придёт в пять"]
    assert [fact.words for fact in facts(erased)] == [""]


def test_the_newest_fact_is_on_top_under_its_own_day():
    entries = [
        entry("order.noted", 1, at=NOW - timedelta(days=1)),
        entry("order.confirmed", 2, by="person:anna"),
    ]
    page = journal.write_journal(entries, reader(), part="all")
    assert [(day.title, [fact.version for fact in day.facts]) for day in page.days] == [
        ("Сегодня, 19 марта", [2]),
        ("Вчера, 18 марта", [1]),
    ]


def test_a_message_that_went_out_is_one_row_and_one_that_is_on_its_way_too():
    sent = entry("message.sent", 1, purpose="receipt", notice="n", attempt=1, receiver="buyer")
    gone = entry("message.accepted", 2, purpose="receipt", notice="n", attempt=1, receiver="buyer")
    assert [fact.lead for fact in facts(sent)] == ["Отправляем «заказ принят»: покупатель"]
    assert [fact.lead for fact in facts(sent, gone)] == ["Отправлено «заказ принят»: покупатель"]
    again = entry("message.sent", 3, purpose="receipt", notice="n", attempt=2, receiver="buyer")
    assert len(facts(sent, gone, again)) == 2, "another attempt is another fact"


def test_what_a_fact_did_at_once_stands_below_it():
    opened = Consequence(
        Ref("first_answer"), "opened", {"limit_at": "2026-03-19T09:02:00Z", "debtor": "store:s"}
    )
    met = Consequence(Ref("first_answer"), "met", {"verdict": "met_late", "at": "2026-03-19T08:10:00Z"})
    leased = Consequence(Ref("first_answer"), "leased", {})
    (fact,) = facts(entry("order.noted", consequences=(opened, met, leased)))
    assert [(one.transition, one.words) for one in fact.effects] == [
        ("opened", "Срок: первый ответ покупателю, до сегодня в 12:02"),
        ("met", "Сделано: первый ответ покупателю, с опозданием"),
    ]


def test_what_was_taken_back_is_marked_and_nothing_else():
    head = entry("outcome.recorded", 2, outcome="no_answer", id="1", by="anna", facts=1)
    tried = entry("contact.attempted", 3, means="call", attempt="1")
    back = entry(
        "outcome.retracted", 4, outcome="no_answer", id="1", by="anna", at=NOW + timedelta(seconds=5)
    )
    before = entry("order.taken", 1, person="anna", at=NOW - timedelta(minutes=1))
    assert [(fact.version, fact.undone) for fact in facts(before, head, tried, back)] == [
        (4, False), (3, True), (2, True), (1, False),
    ]  # fmt: skip
    assert not any(fact.undone for fact in facts(before, head, tried))


def test_every_icon_is_in_the_sprite():
    sprite = (STATIC / "icons.svg").read_text()
    named = {row.icon for row in SENTENCES.values()} | {icon for icon, _ in EFFECTS.values()}
    assert {icon for icon in named if f'id="i-{icon}"' not in sprite} == set()


def test_every_kind_of_the_shipped_standard_has_a_name():
    kinds = parse_standard(DEFAULT_TEXT, capabilities=SHIPPED).kinds
    assert {kind for kind in kinds if kind not in DUTIES} == set()


@pytest.mark.parametrize(("path", "pair"), TABLES, ids=[path for path, _ in TABLES])
def test_a_row_is_complete_and_in_its_own_letters(path, pair):
    assert complaints(pair) == []


def test_every_placeholder_exists():
    known = set(facts_of.values_of(entry("order.noted"), reader())) | {"count"}
    for path, pair in TABLES:
        assert {re.sub(r":.*", "", name) for name in placeholders(str(pair["ru"]))} <= known, path
