"""Story 000 in court: refused at minute 12 or waited out, the buyer asked, judged, brought back, sold (R02, R03)."""

from __future__ import annotations

import re

import pytest

from otklik.actions import orders, outcomes, releases, samples, standards, surveys, verdicts
from otklik.actions.commit import Command, Unit, commit_one
from otklik.domain.catalogue import make
from otklik.domain.court_cases import CourtCase
from otklik.domain.errors import DomainError
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.domain.surveys import ANSWERS
from tests.harness import ACTOR, Desk, local, unwatched


@pytest.fixture
def warned(store_s: Desk) -> Desk:
    """Store S under a standard that only warns: what the gate would park passes, and stands on record."""
    text = unwatched(DEFAULT_TEXT).replace('mode  = "park"', 'mode  = "warn"')
    standards.publish(re.sub(r"(?m)^version( *)= \d+", r"version\1= 9", text), actor=ACTOR, now=store_s.now)
    standards.adopt("market", name="default", actor=ACTOR, now=store_s.now)
    return store_s


def ordered(desk: Desk, **fields: object) -> str:
    """The order of 11:02, its goods reserved."""
    desk.forward("11:02")
    return desk.order("tverskaya", number="A-1", payment="prepaid", **fields)


def refuses(desk: Desk, order: str, reason: str = "not_paid_unknown") -> None:
    """Anna refuses an order."""
    said = {"reason": reason, "comment": "Оплаты нет.", "by": "anna", "actor": "person:anna"}
    orders.refuse(order, **said, now=desk.now)  # type: ignore[arg-type]
    desk.tick()


def refused_at_minute_12(desk: Desk, **fields: object) -> str:
    """11:14: "not paid", nobody has called; it passes in warn, premature and without an attempt."""
    order = ordered(desk, **fields)
    desk.forward("11:14")
    refuses(desk, order)
    assert desk.subject(order).phase == "refused"
    return order


def case_of(desk: Desk, order: str, key: str = "1") -> CourtCase:
    """A case of an order as the journal folds."""
    return desk.subject(order).court[key]


def answers(desk: Desk, order: str, answer: str, **how: str) -> None:
    """The buyer taps an answer."""
    surveys.answer(order, survey="1", answer=answer, means="link", now=desk.now, **how)
    desk.tick()


def court_facts(desk: Desk, order: str) -> list[str]:
    """Facts of the court on an order, with their sub-kinds."""
    found = []
    for entry in desk.journal(order):
        kind, data = entry.event.kind, entry.event.data
        if kind.startswith(("survey.", "verdict.", "appeal.")) or kind in ("order.reopened", "order.refused"):
            what = data.get("verdict") or data.get("answer") or data.get("decision") or data.get("cause")
            found.append(f"{kind}:{what}" if what else kind)
    return found


def test_refused_asked_reopened_called_sold(warned: Desk) -> None:
    """A contradictory case is asked for certain; the buyer would have bought: open again, called in 9 min, sold."""
    desk = warned
    order = refused_at_minute_12(desk)
    case = case_of(desk, order)
    assert (case.drawn, case.stratum, case.share_ppm) == (True, "certain:not_paid", 1_000_000)
    assert (case.attempts, case.talked, case.evidence, case.premature) == (0, False, "none", True)
    desk.forward("11:40")
    (letter,) = (one for one in desk.phones.at("maria@buyer.test") if one.subject == "Заказ A-1: один вопрос")
    assert [link.label for link in letter.links] == [
        "Открыть вопрос",
        *(word["ru"] for word in ANSWERS.values()),
    ]
    assert len(letter.short) <= 70

    answers(desk, order, "would_have_bought")
    assert court_facts(desk, order) == [
        "order.refused", "survey.drawn:refused", "survey.answered:would_have_bought",
        "verdict.proposed:contradicted", "order.reopened:contradicted",
    ]  # fmt: skip
    case = case_of(desk, order)
    assert (case.rule, case.judged_by, case.agreed) == ("would-have-bought", "", False)
    assert case.standard == desk.obligation(order, "first_answer").standard
    subject = desk.subject(order)
    assert (subject.phase, subject.goods_reserved) == ("open", True)
    answer = desk.obligation(order, "reopened_answer")
    assert (local(answer.limit_at)[11:16], answer.is_owed) == ("12:40", True)
    assert desk.phones.times("anna")["anna"][-1] == "11:40", "a fresh ladder tells who is on shift at once"

    desk.forward("11:49")
    desk.talks("anna", order)
    desk.otklik("order confirm A-1 --person anna")
    assert desk.obligation(order, "reopened_answer").verdict == "met"
    assert desk.subject(order).phase == "confirmed"
    # both versions stay on record
    assert "order.refused" in desk.kinds(order)
    assert desk.obligation(order, "first_answer").verdict == "breached"


def test_the_first_answer_counts_and_later_words_are_a_note(warned: Desk) -> None:
    """Nothing that comes after it changes it; words without an answer before it are refused."""
    desk = warned
    order = refused_at_minute_12(desk)
    before = desk.state(order).version
    with pytest.raises(DomainError) as wrong:
        answers(desk, order, "it_was_me")
    assert (wrong.value.code, desk.state(order).version) == ("unknown_answer", before)
    answers(desk, order, "changed_mind", words="Купила сапоги.")
    answers(desk, order, "would_have_bought")
    answers(desk, order, "", words="Спасибо за вопрос.")
    case = case_of(desk, order)
    assert (case.answer, case.verdict, case.rule) == ("changed_mind", "confirmed", "finer-not-paid")
    assert desk.kinds(order).count("survey.answered") == 1
    assert desk.kinds(order).count("order.noted") == 1
    assert desk.subject(order).phase == "refused"


def test_nobody_answers(warned: Desk) -> None:
    """72 hours: unverified, nothing is reopened, and the partner's reply ends by itself after five working days."""
    desk = warned
    order = refused_at_minute_12(desk)
    desk.forward("2026-03-22 11:14")
    assert court_facts(desk, order)[-2:] == ["survey.expired", "verdict.proposed:unverified"]
    with pytest.raises(DomainError) as late:
        answers(desk, order, "would_have_bought")
    assert late.value.code == "survey_over"
    desk.forward("2026-03-30 12:00")
    assert court_facts(desk, order)[-1] == "verdict.final:unverified"
    assert desk.kinds(order).count("verdict.final") == 1
    assert desk.subject(order).phase == "refused"


def test_goods_that_are_gone_stay_gone(warned: Desk) -> None:
    """Contradicted all the same, but nothing can be reopened."""
    desk = warned
    order = refused_at_minute_12(desk)
    gone = make("goods.gone", occurred_at=desk.now)
    commit_one(Unit(now=desk.now, commands=(Command(order, lambda state, world, now: [gone]),)))
    answers(desk, order, "would_have_bought")
    assert case_of(desk, order).verdict == "contradicted"
    assert desk.subject(order).phase == "refused"


def test_the_partner_appeals_and_somebody_else_decides(warned: Desk) -> None:
    """Words are needed, strangers may not, whoever filed may not; decided, then final by itself."""
    desk = warned
    desk.person("pavel", "tverskaya", "partner_manager")
    desk.person("sofia", "office", "second_person")
    order = refused_at_minute_12(desk)
    answers(desk, order, "would_have_bought")
    for by, home, words, code in (
        ("anna", "tverskaya", "Звонили.", "not_the_partner"),
        ("pavel", "tverskaya", " ", "words_missing"),
    ):
        with pytest.raises(DomainError) as wrong:
            verdicts.appeal(order, case="1", by=by, home=home, words=words, now=desk.now)
        assert wrong.value.code == code
    verdicts.appeal(order, case="1", by="pavel", home="tverskaya", words="Звонили с личного.", now=desk.now)
    with pytest.raises(DomainError) as twice:
        verdicts.accept(order, case="1", by="pavel", home="tverskaya", now=desk.now)
    assert twice.value.code == "appeal_over"
    for by, code in (("pavel", "not_a_judge"), ("anna", "not_a_judge")):
        with pytest.raises(DomainError) as wrong:
            verdicts.decide(
                order, case="1", decision="stands", by=by, home="tverskaya", words="Нет.", now=desk.now
            )
        assert wrong.value.code == code
    verdicts.decide(
        order,
        case="1",
        decision="unverified",
        by="sofia",
        home="office",
        words="Распечатка есть.",
        now=desk.now,
    )
    case = case_of(desk, order)
    assert (case.verdict, case.decision, case.decided_by, case.final) == (
        "contradicted", "unverified", "sofia", "unverified",
    )  # fmt: skip
    assert court_facts(desk, order)[-3:] == [
        "appeal.filed",
        "appeal.decided:unverified",
        "verdict.final:unverified",
    ]


def test_whoever_judged_never_decides_about_the_appeal(warned: Desk) -> None:
    """The table leaves "other" to a person; that person may not decide the appeal, another administrator may."""
    desk = warned
    desk.person("pavel", "tverskaya", "partner_manager")
    desk.person("sofia", "office", "second_person")
    order = refused_at_minute_12(desk)
    answers(desk, order, "other", words="Долгая история.")
    owed = desk.obligation(order, "verdict", "1")
    assert (owed.is_owed, owed.debtor) == (True, "marketplace:office")
    with pytest.raises(DomainError) as wrong:
        verdicts.propose(order, case="1", verdict="confirmed", by="pavel", home="tverskaya", now=desk.now)
    assert wrong.value.code == "not_a_judge"
    verdicts.propose(order, case="1", verdict="contradicted", by="admin", home="office", now=desk.now)
    assert (case_of(desk, order).judged_by, case_of(desk, order).rule) == ("admin", "vague")
    assert desk.subject(order).phase == "refused", "he did not say that he would have bought"
    verdicts.appeal(order, case="1", by="pavel", home="tverskaya", words="Не согласны.", now=desk.now)
    decided = {"case": "1", "decision": "confirmed", "home": "office", "words": "Верно.", "now": desk.now}
    with pytest.raises(DomainError) as same:
        verdicts.decide(order, by="admin", **decided)
    assert same.value.code == "same_person"
    verdicts.decide(order, by="sofia", **decided)
    assert case_of(desk, order).final == "confirmed"


def test_an_accepted_verdict_is_final_at_once(warned: Desk) -> None:
    """The head agrees; the reply is met, nothing else is owed."""
    desk = warned
    order = refused_at_minute_12(desk)
    answers(desk, order, "not_ready_to_prepay")
    verdicts.accept(order, case="1", by="boris", home="tverskaya", words="Верно.", now=desk.now)
    desk.tick()
    assert court_facts(desk, order)[-2:] == ["verdict.accepted", "verdict.final:confirmed"]
    assert desk.obligation(order, "appeal", "1").verdict == "met"


def test_the_seller_who_waits_out_the_hold_is_found_as_well(store_s: Desk) -> None:
    """He refuses nothing, calls nobody: the release without a live contact is asked like a refusal, and judged."""
    desk = store_s
    order = ordered(desk)
    desk.forward("2026-03-20 05:05")
    assert court_facts(desk, order) == ["survey.drawn:released"]
    assert case_of(desk, order).stratum == "released", "nothing was stated, so nothing speaks against it"
    desk.forward("2026-03-20 08:20")
    assert desk.phones.times("+79000001122")["+79000001122"][-1] == "08:15", "in his day, not at night"
    answers(desk, order, "would_have_bought")
    assert court_facts(desk, order)[-2:] == ["verdict.proposed:contradicted", "order.reopened:contradicted"]
    assert local(desk.obligation(order, "reopened_answer").limit_at) == "2026-03-20 11:00:00"
    # the second end of the same order is another case, with evidence of its own
    desk.forward("2026-03-21 04:00")
    assert court_facts(desk, order)[-1] == "survey.drawn:released"
    assert (case_of(desk, order, "2").stratum, case_of(desk, order, "1").verdict) == (
        "released",
        "contradicted",
    )
    # control: with a live contact there is no question
    other = desk.order("tverskaya", number="A-2")
    desk.talks("anna", other)
    desk.forward("2026-03-23 12:00")
    assert desk.subject(other).phase == "released"
    assert court_facts(desk, other) == []


def test_whoever_takes_his_order_up_again_has_answered(store_s: Desk) -> None:
    """ "I still want it" while he is asked: that is the answer; the order is opened once, and nobody asks any more."""
    desk = store_s
    order = ordered(desk)
    desk.forward("2026-03-20 08:05")
    releases.want_again(order, now=desk.now)
    case = case_of(desk, order)
    assert (case.answer, case.means, case.verdict) == ("would_have_bought", "deed", "contradicted")
    assert desk.kinds(order).count("order.reopened") == 1
    desk.forward("2026-03-20 09:30")
    assert not [one for one in desk.phones.messages if "вопрос" in one.subject or "что помешало" in one.short]


def test_an_undone_refusal_asks_nobody(warned: Desk) -> None:
    """Taken back within ten seconds: no case, no question, no letter; refused again it is the first case."""
    desk = warned
    order = ordered(desk)
    refuses(desk, order)
    outcomes.retract(order, outcome="1", person="anna", now=desk.now)
    desk.forward("11:30")
    assert (dict(desk.subject(order).court), desk.subject(order).phase) == ({}, "open")
    assert not [one for one in desk.phones.messages if "вопрос" in one.subject]
    refuses(desk, order)
    assert case_of(desk, order).drawn


def test_a_talk_after_the_end_proves_nothing(warned: Desk) -> None:
    """Evidence is what was on record when the order ended."""
    desk = warned
    order = refused_at_minute_12(desk)
    desk.talks("anna", order)
    assert case_of(desk, order).evidence == "none"
    answers(desk, order, "would_have_bought")
    assert case_of(desk, order).verdict == "contradicted"


def test_the_sample_is_planned_drawn_and_drawn_again(warned: Desk) -> None:
    """Planned once a month; fair refusals by chance; `otklik court redraw` finds nothing, and a bent share."""
    desk = warned
    assert samples.plan_due(now=desk.now) == 1
    assert samples.plan_due(now=desk.now) == 0
    (planned,) = (one.event for one in desk.journal("partner/market") if one.event.kind == "sample.planned")
    assert (planned.data["plan"], planned.data["from_on"], planned.data["until_on"]) == (
        "2026-03", "2026-03-01", "2026-03-31",
    )  # fmt: skip
    assert re.fullmatch("[0-9a-f]{32}", planned.data["seed"])
    seeded = {
        **planned.data,
        "plan": "2026-03.2",
        "shares": {"price_unsuitable": 500_000, "*": 1_000_000},
        "seed": "s",
    }
    again = make("sample.planned", occurred_at=desk.now, **seeded)
    commit_one(Unit(now=desk.now, commands=(Command("partner/market", lambda state, world, now: [again]),)))
    made = [desk.order("tverskaya", number=f"B-{number}") for number in range(12)]
    desk.forward("10:50")
    drawn = []
    for order in made:
        orders.attempt(order, actor="person:anna", outcome="no_answer", now=desk.now)
    desk.forward("11:10")
    for order in made:
        refuses(desk, order, "price_unsuitable")
        case = case_of(desk, order)
        assert (case.plan, case.stratum, case.share_ppm) == ("2026-03.2", "price_unsuitable", 500_000)
        drawn.append(case.drawn)
    assert 0 < sum(bool(one) for one in drawn) < 12
    assert desk.otklik("court redraw") == "12 draws, 0 differences.\n"
    assert desk.otklik("court redraw --until 2026-03-18") == "0 draws, 0 differences.\n"
    # control: somebody passes over a case that the plan draws
    order = desk.order("tverskaya", number="C-1")
    chosen = make("survey.passed", occurred_at=desk.now, cause="refused", case="1", plan="2026-03.2",
                  stratum="price_unsuitable", share_ppm=500_000)  # fmt: skip
    refused = make(
        "order.refused", occurred_at=desk.now, reason="price_unsuitable", by="anna", case="1", premature=True
    )
    commit_one(Unit(now=desk.now, commands=(Command(order, lambda state, world, now: [refused, chosen]),)))
    assert "13 draws, 1 differences." in desk.otklik("court redraw")
    # a new month, a new plan; an administrator may plan anew at any time
    desk.forward("2026-04-01 00:05")
    assert samples.plan_due(now=desk.now) == 1
    assert desk.otklik("court plan --points 5 --as admin") == "1 plans were made.\n"
    plans = [
        one.event.data["plan"] for one in desk.journal("partner/market") if one.event.kind == "sample.planned"
    ]
    assert plans == ["2026-03", "2026-03.2", "2026-04", "2026-04.2"]
