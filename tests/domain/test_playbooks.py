"""Playbooks: the shipped ones say what they must, the right one opens by rule, mistakes are told at their fields."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from otklik.domain.errors import DomainError
from otklik.domain.locales import LOCALES
from otklik.domain.playbook_decisions import decide_choose, decide_follow
from otklik.domain.playbook_mistakes import MISTAKES, PlaybookErrors
from otklik.domain.playbook_rules import PREDICATES, rule_words
from otklik.domain.playbook_texts import fill, parse_playbook, write_playbook
from otklik.domain.playbooks import Opened, playbook_of
from otklik.domain.shipped_playbooks import SHIPPED_PLAYBOOKS
from otklik.domain.standards.loading import parse_standard
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.domain.standards.vocabulary import SHIPPED
from tests.domain.stage import Stage, at

BOOKS = tuple(SHIPPED_PLAYBOOKS.values())
REQUIRED = {
    "angry_buyer", "appointment_missed", "bank_papers_missing", "buyer_silent", "cancelled_by_bank", "courier_not_up",
    "exchange_or_return", "expert_missing", "extra_demands", "goods_not_here", "hold_runs_out", "in_stock",
    "late_answer", "paid_after_release", "pay_on_delivery", "promise_late", "two_carts", "when_delivered",
    "wrong_goods", "wrong_size",
}  # fmt: skip
FORBIDDEN = re.compile(
    r"к сожалению|данн(?:ый|ая|ое|ые|ого)\b|не знаю|ожидайте|!|please wait|unfortunately", re.IGNORECASE
)
POLITE_CAPITAL = re.compile(r"(?<![.?…»«:] )(?<!^)(?<![«\"])\b(?:Вы|Вас|Вам|Ваш\w*)\b")


def opened(stage: Stage, when: str, books=BOOKS) -> Opened | None:
    return playbook_of(stage.state, stage.world, at(when), books=books)


def situation(stage: Stage, when: str) -> str:
    found = opened(stage, when)
    return found.playbook.situation if found else ""


def test_the_shipped_ones_are_all_there():
    assert set(SHIPPED_PLAYBOOKS) >= REQUIRED
    assert BOOKS[-1].situation == "any_order"
    assert [book.rank for book in BOOKS] == sorted({book.rank for book in BOOKS}), "no two have one rank"


@pytest.mark.parametrize("book", BOOKS, ids=lambda one: one.situation)
def test_a_shipped_one_speaks_as_a_good_head_of_store_would(book):
    texts = [
        book.title,
        book.about,
        book.after,
        *(words for step in book.steps for words in (step.do, step.say)),
    ]
    for words in texts:
        for locale in LOCALES:
            assert not FORBIDDEN.search(words[locale]), words[locale]
        assert not POLITE_CAPITAL.search(words["ru"]), words["ru"]
        assert bool(words["ru"]) == bool(words["en"])
    assert all(words["ru"][0].isupper() or words["ru"][0] == "«" for words in texts if words["ru"])
    assert 2 <= len(book.steps) <= 5 and book.steps[-1].by_fact
    assert any(step.say["ru"] for step in book.steps) or book.situation == "any_order"
    assert parse_playbook(write_playbook(book)) == book
    assert (book.right_of(()), book.right_of(("seller", "head"))) == (15_000, 50_000)


def test_every_kind_that_a_rule_waits_for_is_one_of_the_shipped_standard():
    known = set(parse_standard(DEFAULT_TEXT, capabilities=SHIPPED).kinds)
    named = {
        one.argument.partition("/")[0]
        for book in BOOKS
        for rule in book.opens
        for one in rule
        if one.name in ("open", "late", "soon")
    }
    assert named - known == set()
    assert len(named & known) > 15


def first(stage: Stage) -> None:
    pass


def tried(stage: Stage) -> None:
    stage.happens("Thu 11:20", "contact.attempted", means="call", attempt="1", next_at=at("Thu 12:00"))


def promised(stage: Stage) -> None:
    talked(stage)
    stage.happens("Thu 11:30", "promise.made", promise="1", by="s", until_at=at("Thu 15:00"))


def talked(stage: Stage) -> None:
    stage.happens("Thu 11:20", "contact.reached", means="call", talk_s=60, live=True)


def confirmed(stage: Stage) -> None:
    talked(stage)
    stage.happens("Thu 11:21", "order.confirmed", by="seller")


def complained(stage: Stage) -> None:
    stage.happens("Thu 11:20", "complaint.received", about="wrong_goods", complaint="1")


def settled(stage: Stage) -> None:
    complained(stage)
    stage.happens("Thu 11:30", "complaint.acted", complaint="1")
    stage.happens("Thu 11:40", "complaint.closed", complaint="1", how="solved")


def declined(stage: Stage) -> None:
    stage.happens("Thu 11:20", "bank.decided", decision="declined")


def paid(stage: Stage) -> None:
    talked(stage)
    stage.happens("Thu 11:22", "payment.received", amount_minor=349_000, currency="RUB", payment_id="1")


def left(stage: Stage) -> None:
    talked(stage)
    stage.happens("Thu 11:30", "buyer.left", cause="nobody_came", visit="1")


@pytest.mark.parametrize(
    ("life", "when", "expected"),
    [
        (first, "Thu 11:05", "first_call"),
        (first, "Thu 12:03", "late_answer"),
        (tried, "Thu 11:25", "buyer_silent"),
        (talked, "Thu 11:25", "awaiting_payment"),
        (promised, "Thu 11:40", "awaiting_payment"),
        (promised, "Thu 14:31", "promise_late"),
        (confirmed, "Thu 11:30", "hand_over"),
        (complained, "Thu 11:21", "wrong_goods"),
        (settled, "Thu 11:41", "first_call"),
        (declined, "Thu 11:21", "cancelled_by_bank"),
        (left, "Thu 11:31", "wasted_trip"),
        (paid, "Thu 11:30", "nothing_agreed"),
    ],
)
def test_the_right_one_opens_by_rule(life, when, expected):
    stage = Stage().order("Thu 11:02")
    life(stage)
    assert situation(stage, when) == expected


def test_the_first_by_rank_that_holds_is_open_and_the_last_holds_always():
    stage = Stage().order("Thu 11:02")
    assert opened(stage, "Thu 11:05", books=BOOKS[-1:]).playbook.situation == "any_order"
    assert opened(stage, "Thu 11:05", books=()) is None


def follow(stage: Stage, when: str, situation: str, step: str, **more) -> list[str]:
    now = at(when)
    events = decide_follow(
        stage.state,
        stage.world,
        now,
        actor="person:anna",
        situation=situation,
        step=step,
        books=BOOKS,
        **more,
    )
    for event in events:
        stage.happens(now, event.kind, **event.data, **event.personal)
    return [event.kind for event in events]


def choose(stage: Stage, when: str, situation: str) -> list[str]:
    now = at(when)
    events = decide_choose(
        stage.state, stage.world, now, actor="person:anna", situation=situation, books=BOOKS
    )
    for event in events:
        stage.happens(now, event.kind, **event.data)
    return [event.kind for event in events]


def test_steps_are_facts_and_the_next_one_is_next():
    stage = Stage().order("Thu 11:02")
    assert opened(stage, "Thu 11:05").now.id == "check"
    assert follow(stage, "Thu 11:05", "first_call", "check", words="есть на полке") == ["playbook.followed"]
    found = opened(stage, "Thu 11:06")
    assert (found.now.id, found.done["check"].by, found.done["check"].at) == ("call", "anna", at("Thu 11:05"))
    assert follow(stage, "Thu 11:07", "first_call", "check") == [], "a second time says nothing new"


@pytest.mark.parametrize(
    ("asked", "step", "code"),
    [
        ("first_call", "outcome", "step_by_fact"),
        ("first_call", "nonsense", "unknown_step"),
        ("angry_buyer", "listen", "another_playbook"),
        ("nonsense", "check", "unknown_playbook"),
    ],
)
def test_what_can_not_be_followed(asked, step, code):
    stage = Stage().order("Thu 11:02")
    before = stage.state
    with pytest.raises(DomainError) as refused:
        follow(stage, "Thu 11:05", asked, step)
    assert refused.value.code == code and stage.state == before


def test_a_chosen_one_stands_until_the_rule_names_another():
    stage = Stage().order("Thu 11:02")
    assert choose(stage, "Thu 11:05", "pay_on_delivery") == ["playbook.chosen"]
    assert choose(stage, "Thu 11:05", "pay_on_delivery") == []
    found = opened(stage, "Thu 11:10")
    assert (found.playbook.situation, found.is_chosen) == ("pay_on_delivery", True)
    assert situation(stage, "Thu 12:03") == "late_answer", (
        "the situation has changed, and with it the playbook"
    )


def test_choosing_what_the_rule_names_goes_back_to_it():
    stage = Stage().order("Thu 11:02")
    choose(stage, "Thu 11:05", "pay_on_delivery")
    assert choose(stage, "Thu 11:06", "first_call") == ["playbook.chosen"]
    assert situation(stage, "Thu 11:07") == "first_call"


def test_what_was_done_before_a_situation_came_again_is_to_be_done_again():
    stage = Stage().order("Thu 11:02")
    complained(stage)
    follow(stage, "Thu 11:25", "wrong_goods", "own")
    stage.happens("Thu 11:40", "complaint.closed", complaint="1")
    stage.happens("Thu 13:00", "complaint.received", about="wrong_goods", complaint="2")
    assert opened(stage, "Thu 13:01").now.id == "own"


def test_one_whose_steps_are_all_done_gives_way():
    book = replace(SHIPPED_PLAYBOOKS["first_call"], rank=1, situation="mine", steps=BOOKS[0].steps[:1])
    stage = Stage().order("Thu 11:02")
    assert opened(stage, "Thu 11:05", books=(book, *BOOKS)).playbook.situation == "mine"
    stage.happens("Thu 11:06", "playbook.followed", situation="mine", step=book.steps[0].id, by="anna")
    assert opened(stage, "Thu 11:07", books=(book, *BOOKS)).playbook.situation == "first_call"


def test_whoever_stands_higher_decides_at_least_as_much():
    book = replace(BOOKS[0], may={"anyone": 1000, "partner_manager": None})
    assert [book.right_of((role,)) for role in ("seller", "head", "partner_manager", "administrator")] == [
        1000, 1000, None, None,
    ]  # fmt: skip
    assert replace(BOOKS[0], may={"anyone": 5, "administrator": 9}).right_of(("administrator",)) == 9


GOOD = write_playbook(SHIPPED_PLAYBOOKS["first_call"])


@pytest.mark.parametrize(
    ("old", "new", "place", "what"),
    [
        ("situation = \"first_call\"", "situation = \"First Call\"", "situation", "code"),
        ("opens = [\"no_contact\"]", "opens = [\"late\"]", "opens 1", "argument"),
        ("opens = [\"no_contact\"]", "opens = [\"no_contact\", \"moon:full\"]", "opens 2", "condition"),
        ("opens = [\"no_contact\"]", "opens = [\"always\"]", "opens", "taken"),
        ("opens = [\"no_contact\"]", "opens = \"no_contact\"", "opens", "rules"),
        ("rank = 420", "rank = 0", "rank", "number"),
        ("anyone = 15000", "cleaner = 15000", "may.cleaner", "role"),
        ("anyone = 15000", "anyone = \"much\"", "may.anyone", "number"),
        ("id = \"call\"", "id = \"check\"", "step 2.id", "same_id"),
        ("это {me}, «{store}»", "это {buyer}", "step 2.say.ru", "braces"),
        ("en = \"Call within twenty minutes\"", "en = \"\"", "step 2.do.en", "missing_en"),
        ("rank = 420", "rank = 420\ncolour = \"red\"", "colour", "field"),
        ("situation =", "situation = =", "", "toml"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_field_with_its_remedy_in_both_languages(old, new, place, what):
    assert old in GOOD
    with pytest.raises(PlaybookErrors) as refused:
        parse_playbook(GOOD.replace(old, new))
    assert [(one.place, one.what) for one in refused.value.mistakes] == [(place, what)]
    said = {locale: refused.value.mistakes[0].said(locale) for locale in LOCALES}
    assert re.search("[а-яё]", said["ru"]) and not re.search("[а-яё]", said["en"].replace("{buyer}", ""))
    assert refused.value.remedy


def test_the_last_one_can_neither_be_retired_nor_finished():
    last = SHIPPED_PLAYBOOKS["any_order"]
    for bad, what in (
        (replace(last, retired=True), "last"),
        (replace(last, opens=BOOKS[0].opens), "last"),
        (replace(last, steps=last.steps[:1]), "by_fact"),
    ):
        with pytest.raises(PlaybookErrors) as refused:
            parse_playbook(write_playbook(bad))
        assert what in {one.what for one in refused.value.mistakes}


def test_every_condition_and_every_mistake_has_its_words():
    assert all(set(one.words) == set(LOCALES) for one in PREDICATES.values())
    assert all(set(words) == set(LOCALES) for pair in MISTAKES.values() for words in pair)
    assert rule_words(SHIPPED_PLAYBOOKS["hold_runs_out"].opens, "ru") == (
        "срок скоро: settlement, 3h; не оплачен",
    )


def test_names_are_filled_in_and_what_is_not_known_is_left_open():
    assert fill("Это {me}, «{store}», заказ {number}.", {"me": "Анна", "store": "Тверская"}) == (
        "Это Анна, «Тверская», заказ …."
    )


def test_a_clock_that_stands_makes_no_playbook_late():
    """A paused obligation is not late, and an instant in the future is not near."""
    stage = Stage().order("Thu 11:02")
    promised(stage)
    assert situation(stage, "Thu 14:29") == "awaiting_payment"
    assert playbook_of(
        stage.state, stage.world, at("Thu 14:29") + timedelta(minutes=1), books=BOOKS
    ).playbook.situation == ("promise_late")
