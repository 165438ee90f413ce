"""The court's pages: the buyer's question without a log-in, the queue and its cases for those whose they are (R02)."""

from __future__ import annotations

import re

import pytest

from otklik.actions import surveys
from otklik.actions.commit import Command, Unit, commit_one
from otklik.actions.links import status_token
from otklik.domain.catalogue import make
from otklik.domain.surveys import ANSWERS
from otklik.domain.verdicts import RULES
from otklik.store import journal
from tests.web.town import Town
from tests.wording import Page


class CourtTown(Town):
    """An order of anna's store, refused at minute 12 without an attempt; the buyer is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.desk.person("sofia", "office", "second_person")
        self.order = self.refused("A-1", "tverskaya")

    def refused(self, number: str, store: str) -> str:
        """Another such order."""
        desk = self.desk
        order = desk.order(store, number=number)
        desk.forward(minutes=12)
        facts = [
            make("order.refused", occurred_at=desk.now, actor="person:anna", reason="not_paid", by="anna", mode="warn",
                 premature=True, unmet=["attempts"], comment="Оплаты нет.", case="1"),
            make("goods.released", occurred_at=desk.now, cause="refused"),
        ]  # fmt: skip
        commit_one(Unit(now=desk.now, commands=(Command(order, lambda state, world, now: facts),)))
        desk.tick()
        return order

    @property
    def question(self) -> str:
        """Address of the question."""
        return f"/q/{surveys.question_token(self.order, '1')}"

    @property
    def case(self) -> str:
        """Address of the case."""
        return f"/court/{self.order.partition('/')[2]}/1"


@pytest.fixture
def standing_court(standing):
    return standing.give(CourtTown)


@pytest.fixture
def court(standing_court, db, monkeypatch):
    monkeypatch.setattr("otklik.store.clock.now", lambda: standing_court.desk.now)
    return standing_court


def kinds(order: str) -> list[str]:
    return [one.event.kind for one in journal.read_stream(order)]


def test_looking_at_the_question_changes_nothing_and_one_tap_answers_it(court) -> None:
    """No log-in, no script, nothing kept or told; the button of a letter only puts its answer in front."""
    nobody, before = court.client(), len(kinds(court.order))
    shown = nobody.get(f"{court.question}?answer=changed_mind")
    assert (shown.status_code, shown["Cache-Control"], shown["Referrer-Policy"]) == (
        200,
        "no-store",
        "no-referrer",
    )
    page = Page(shown.content.decode())
    said = " ".join(page.words)
    assert all(words["ru"] in said for words in ANSWERS.values())
    assert "script" not in page.tags
    assert said.index(ANSWERS["changed_mind"]["ru"]) < said.index(ANSWERS["would_have_bought"]["ru"])
    assert len(kinds(court.order)) == before
    thanks = nobody.post(court.question, {"answer": "would_have_bought"})
    assert "Спасибо, ответ записан" in thanks.content.decode()
    assert "Заказ снова открыт" in thanks.content.decode()
    nobody.post(court.question, {"answer": "changed_mind"})
    nobody.post(court.question, {"words": "Жду звонка."})
    assert kinds(court.order).count("survey.answered") == 1
    assert kinds(court.order).count("order.noted") == 1
    assert court.desk.subject(court.order).phase == "open"


def test_wrong_and_expired_links_get_the_same_bytes(court) -> None:
    """Another order's, a mistyped one, the order's own link, and one whose time is over: one answer, also to POST."""
    nobody = court.client()
    good = court.question.removeprefix("/q/")
    wrong = [
        "x",
        good[:-1] + ("a" if good[-1] != "a" else "b"),
        good.upper(),
        status_token(court.order),
        good + "aaaa",
    ]
    found = {nobody.get(f"/q/{token}").content for token in wrong}
    found |= {nobody.post(f"/q/{token}", {"answer": "other"}).content for token in wrong}
    court.desk.forward(hours=73)
    late = nobody.get(court.question)
    assert late.status_code == 404
    assert {late.content} == found
    assert "survey.answered" not in kinds(court.order)


def test_the_page_of_the_order_asks_as_well_and_says_so(court) -> None:
    """The same question on the order's page; the answer says by which way it came."""
    nobody, address = court.client(), f"/s/{status_token(court.order)}"
    assert "Что помешало покупке?" in nobody.get(address).content.decode()
    answered = nobody.post(f"{address}/answer", {"answer": "found_elsewhere"})
    assert answered["Location"] == f"{address}?said=answer"
    case = court.desk.subject(court.order).court["1"]
    assert (case.answer, case.means, case.verdict) == ("found_elsewhere", "page", "confirmed")
    assert "Что помешало покупке?" not in nobody.get(address).content.decode()


def test_a_case_is_for_those_whose_it_is(court) -> None:
    """Head, manager, administrator and auditor see it; a foreign partner's people get what an unknown case gets."""
    court.desk.person("zoya", "taganka", "head")
    nobody = court.client()
    nobody.post(court.question, {"answer": "other", "words": "Не звонили."})
    for person in ("boris", "pavel", "admin", "rita", "sofia"):
        shown = court.client(person).get(court.case)
        assert shown.status_code == 200, person
    said = " ".join(Page(shown.content.decode()).words)
    for words in (
        "Не оплачен",
        "Оплаты нет.",
        "Попыток связаться нет",
        "Другое",
        "Не звонили.",
        "Решает человек",
    ):
        assert words in said
    zoya = court.client("zoya")
    assert zoya.get(court.case).status_code == zoya.get("/court/none/1").status_code == 404
    assert zoya.post(court.case, {"act": "accept"}).status_code == 404
    assert "A-1" not in zoya.get("/court").content.decode()
    for person in ("boris", "admin"):
        assert "A-1" in court.client(person).get("/court").content.decode()


def test_judged_appealed_and_decided_on_the_page(court) -> None:
    """Each form stands where its person may; the administrator who judged is told that another decides."""
    court.client().post(court.question, {"answer": "other", "words": "Не звонили."})
    admin, boris = court.client("admin"), court.client("boris")
    assert 'value="judge"' not in boris.get(court.case).content.decode()
    judged = admin.post(court.case, {"act": "judge", "verdict": "contradicted"})
    assert judged["Location"] == f"{court.case}?said=judged"
    assert 'value="file"' in boris.get(court.case).content.decode()
    assert boris.post(court.case, {"act": "file", "words": ""})["Location"].endswith("said=words_missing")
    assert boris.post(court.case, {"act": "file", "words": "Звонили."})["Location"].endswith("said=appealed")
    shown = admin.get(court.case).content.decode()
    assert 'value="decide"' not in shown
    assert "Решает другой человек" in shown
    assert admin.post(court.case, {"act": "decide", "decision": "stands", "words": "Да."})[
        "Location"
    ].endswith("said=same_person")
    sofia = court.client("sofia")
    assert 'value="decide"' in sofia.get(court.case).content.decode()
    sofia.post(court.case, {"act": "decide", "decision": "stands", "words": "Записей нет."})
    assert "Окончательно: расходится с ответом" in sofia.get(court.case).content.decode()
    assert court.desk.subject(court.order).court["1"].final == "contradicted"


def test_the_administrator_asks_by_phone(court) -> None:
    """A call in vain is counted and meets nothing of the store; an answer by phone says who wrote it down."""
    admin = court.client("admin")
    page = admin.get("/court/calls").content.decode()
    assert "+7 900 000-11-22" in page.replace("\xa0", " ")
    assert re.search(r"меня зовут Admin", page)
    address = f"/court/calls/{court.order.partition('/')[2]}/1"
    admin.post(address, {"outcome": "no_answer"})
    case = court.desk.subject(court.order).court["1"]
    assert (case.calls, case.attempts, court.desk.subject(court.order).contact_attempts) == (1, 0, 0)
    admin.post(address, {"answer": "changed_mind", "words": "Купила сапоги."})
    case = court.desk.subject(court.order).court["1"]
    assert (case.answer, case.means, case.answered_by) == ("changed_mind", "call", "admin")
    assert "A-1" not in admin.get("/court/calls").content.decode()
    assert court.client("boris").get("/court/calls").status_code == 403


def test_the_rules_stand_on_one_page_and_the_sample_is_planned_by_a_button(court) -> None:
    """Every row of the table, in its order; a plan for each partner."""
    boris = court.client("boris")
    page = boris.get("/court/rules").content.decode()
    assert re.findall(r'<tr id="([a-z-]+)"', page) == [rule.id for rule in RULES]
    assert boris.post("/court/plan").status_code == 403
    court.client("admin").post("/court/plan")
    assert "sample.planned" in kinds("partner/sever")
    assert "sample.planned" in kinds("partner/yug")
