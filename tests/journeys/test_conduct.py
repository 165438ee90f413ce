"""Story 002 §2: a rating of one star with words is a complaint; repeated, the person talks to no buyers any more."""

from __future__ import annotations

from datetime import date

import pytest

from otklik.actions import admissions, buyers, complaints, conduct, orders, shifts
from otklik.domain.complaints import Complaint
from otklik.domain.errors import DomainError
from tests.harness import Desk, local


@pytest.fixture
def shop(store_s: Desk) -> Desk:
    """Store S with a second person at the office; today is a Thursday, 11:02."""
    store_s.person("second", "office", "second_person")
    store_s.forward("11:02")
    return store_s


def complaint_of(desk: Desk, order: str, key: str = "1") -> Complaint:
    """A complaint as the journal folds."""
    return desk.subject(order).complaints[key]


def told(desk: Desk, who: str, word: str) -> list[str]:
    """Moscow times at which somebody got letters with a word in their subject."""
    return [local(one.at)[11:16] for one in desk.phones.at(who) if word in one.subject]


def code_of(act: object, **fields: object) -> str:
    with pytest.raises(DomainError) as refused:
        act(**fields)  # type: ignore[operator]
    return refused.value.code


def served(desk: Desk, by: str = "anna") -> str:
    """An order that somebody took, talked about and handed over."""
    order = desk.order("tverskaya")
    desk.takes(by, order)
    desk.talks(by, order)
    orders.complete(order, actor=f"person:{by}", now=desk.now)
    desk.tick()
    return order


def test_a_rating_of_one_with_words_is_on_the_head_for_twenty_minutes(shop: Desk) -> None:
    desk, order = shop, served(shop)
    desk.forward("12:00")
    done = buyers.rate(order, stars=1, words="Со мной говорили грубо", now=desk.now)
    desk.tick()
    assert [one.event.kind for one in done.entries] == ["buyer.rated", "complaint.received"]
    owed = desk.obligation(order, "complaint", "1")
    assert (owed.debtor, local(owed.limit_at)) == ("head:tverskaya", "2026-03-19 12:20:00")
    assert local(desk.obligation(order, "complaint_closed", "1").limit_at) == "2026-03-23 19:00:00"
    known = complaint_of(desk, order)
    assert (known.about, known.means, known.person, known.store) == ("other", "rating", "anna", "tverskaya")
    assert told(desk, "boris", "жалоба") == ["12:00"]

    desk.forward("12:12")
    complaints.act(order, complaint="1", action="called", by="boris", words="Позвонила", now=desk.now)
    owed = desk.obligation(order, "complaint", "1")
    assert (owed.verdict, local(owed.closed_at)) == ("met", "2026-03-19 12:12:00")
    desk.forward("15:00")
    assert (told(desk, "second", "жалоба"), told(desk, "admin", "жалоба")) == (["12:10"], [])

    complaints.solve(order, complaint="1", now=desk.now)
    known = complaint_of(desk, order)
    assert (known.how, known.closed_by, known.acted_by, known.action) == (
        "solved",
        "buyer",
        "boris",
        "called",
    )
    assert desk.obligation(order, "complaint_closed", "1").verdict == "met"
    assert complaints.solve(order, complaint="1", now=desk.now).entries == ()


def test_it_climbs_by_itself_and_outlives_the_order(shop: Desk) -> None:
    desk, order = shop, served(shop)
    said = {"about": "not_to_the_door", "means": "page", "words": "Курьер не поднялся"}
    complaints.complain(order, **said, now=desk.now)
    desk.forward("11:23")
    assert told(desk, "boris", "жалоба") == ["11:02", "11:12"]
    assert (told(desk, "second", "жалоба"), told(desk, "admin", "жалоба")) == (["11:12"], ["11:22"])
    assert desk.subject(order).phase == "completed"
    owed = desk.obligation(order, "complaint", "1")
    assert (owed.verdict, owed.is_owed) == ("breached", True)


def test_of_the_head_herself_the_climb_starts_above_her(shop: Desk) -> None:
    desk, order = shop, served(shop)
    said = {"about": "rude", "means": "page", "words": "Руководитель бросила трубку", "person": "boris"}
    complaints.complain(order, **said, now=desk.now)
    desk.forward("11:22")
    assert told(desk, "boris", "жалоба") == []
    assert (told(desk, "second", "жалоба"), told(desk, "admin", "жалоба")) == (["11:02"], ["11:22"])
    act = {"order": order, "complaint": "1", "action": "called", "now": desk.now}
    assert code_of(complaints.act, **act, by="boris") == "about_himself"
    assert code_of(complaints.act, **act, by="anna") == "not_in_authority"
    complaints.act(**act, by="second")  # type: ignore[arg-type]
    close = {"order": order, "complaint": "1", "words": "Извинились", "now": desk.now}
    assert code_of(complaints.close, **close, by="second") == "acted_himself"
    assert code_of(complaints.close, **close, by="boris") == "about_himself"
    complaints.close(**close, by="admin")  # type: ignore[arg-type]
    assert (complaint_of(desk, order).how, complaint_of(desk, order).closed_by) == ("checked", "admin")


def test_repeated_the_admission_is_withdrawn_and_the_desk_gives_her_no_buyers(shop: Desk) -> None:
    desk = shop
    desk.person("vera", "tverskaya")
    desk.joins("vera", "tverskaya")
    for slug in ("anna", "vera"):
        admissions.grant(
            slug, by="boris", subjects=["orders", "phone"], training="Курс", test=80, now=desk.now
        )
    for words in ("Грубо", "Снова грубо"):
        order = served(desk)
        buyers.rate(order, stars=1, words=words, now=desk.now)
    assert complaint_of(desk, order).person == "anna"
    admissions.withdraw("anna", by="boris", cause="repeated_complaint", now=desk.now)
    (withdrawn,) = (
        one.event for one in desk.journal("person/anna") if one.event.kind == "admission.withdrawn"
    )
    assert withdrawn.data == {"cause": "repeated_complaint", "subjects": ["orders", "phone"], "by": "boris"}

    before = {slug: len(desk.phones.at(slug)) for slug in ("anna", "vera", "boris")}
    order = desk.order("tverskaya")
    desk.forward(minutes=20)
    after = {slug: len(desk.phones.at(slug)) - count for slug, count in before.items()}
    assert after["anna"] == 0 and after["vera"] > 0 and after["boris"] > 0
    stepped = next(one.event for one in desk.journal(order) if one.event.kind == "ladder.stepped")
    assert stepped.data["unadmitted"] == ["anna"]
    take = {"order": order, "now": desk.now}
    assert code_of(orders.take, **take, person="anna") == "not_admitted"
    assert code_of(orders.hand, **take, to="anna", actor="person:boris") == "not_admitted"
    orders.take(order, person="vera", now=desk.now)
    assert desk.subject(order).owner == "vera"


def test_nobody_admitted_tells_the_head_at_once(shop: Desk) -> None:
    desk = shop
    admissions.withdraw("anna", by="boris", cause="test_failed", now=desk.now)
    order = desk.order("tverskaya")
    assert [one for one in desk.phones.at("anna") if desk.subject(order).number in one.subject] == []
    assert [
        local(one.at)[11:16] for one in desk.phones.at("boris") if desk.subject(order).number in one.subject
    ] == ["11:02"]
    orders.take(order, person="boris", now=desk.now)
    assert desk.subject(order).owner == "boris"


def test_a_rude_note_is_pointed_at_and_a_person_judges(shop: Desk) -> None:
    desk, order = shop, shop.order("tverskaya")
    orders.note(order, words="Звонила дура, ничего не понимает", actor="person:anna", now=desk.now)
    orders.note(order, words="Просит застраховать посылку", actor="person:anna", now=desk.now)
    notes = [one for one in desk.journal(order) if one.event.kind == "order.noted"]
    (flagged,) = (one.event for one in desk.journal(order) if one.event.kind == "conduct.flagged")
    assert flagged.data == {
        "where": "note",
        "flag": "1",
        "of": notes[0].version,
        "person": "anna",
        "kind": "insult",
    }
    assert not flagged.personal
    judge = {"order": order, "flag": "1", "judgement": "to_talk", "now": desk.now}
    assert code_of(conduct.judge, **judge, by="anna") == "not_in_authority"
    conduct.judge(**judge, by="boris")  # type: ignore[arg-type]
    assert (desk.subject(order).flags["1"].judgement, desk.subject(order).flags["1"].judged_by) == (
        "to_talk",
        "boris",
    )


def test_a_talk_is_scored_on_the_card(shop: Desk) -> None:
    desk, order = shop, served(shop)
    points = {"greeted": 2, "listened": 1, "knew": 0, "promised": 2, "polite": 2}
    score = {"order": order, "person": "anna", "of": 5, "now": desk.now}
    assert code_of(conduct.score, **score, points=points, by="anna") == "not_in_authority"
    assert code_of(conduct.score, **score, points={**points, "polite": 3}, by="boris") == "bad_points"
    conduct.score(**score, points=points, by="boris")  # type: ignore[arg-type]
    assert (desk.subject(order).scores["1"].total, desk.subject(order).scores["1"].person) == (7, "anna")
    assert code_of(conduct.score, **score, points=points, by="boris") == "scored_already"


def test_the_head_is_reminded_before_an_admission_ends_and_then_it_ends(shop: Desk) -> None:
    desk = shop
    until_on = date(2026, 4, 8)
    admissions.grant("anna", by="boris", subjects=["orders"], until_on=until_on, now=desk.now)
    owed = desk.obligation("person/anna", "admission", "1")
    assert (owed.debtor, local(owed.limit_at)) == ("head:tverskaya", "2026-04-09 00:00:00")
    desk.forward("2026-04-09 10:05")
    desk.joins("anna", "tverskaya")
    told = [(local(one.at), one.subject) for one in desk.phones.at("boris") if "опуск" in one.subject]
    assert [when[:10] for when, _ in told] == ["2026-03-26", "2026-04-07", "2026-04-09"]
    assert told[0][1].startswith("Anna: продлить допуск") and told[2][1].startswith("Anna: допуск кончился")
    order = desk.order("tverskaya")
    assert code_of(orders.take, order=order, person="anna", now=desk.now) == "not_admitted"
    admissions.grant("anna", by="boris", subjects=["orders"], now=desk.now)
    orders.take(order, person="anna", now=desk.now)
    assert desk.subject(order).owner == "anna"


def test_a_word_that_waits_is_not_said_to_whoever_lost_the_admission(shop: Desk) -> None:
    desk = shop
    admissions.grant("anna", by="boris", subjects=["orders"], now=desk.now)
    shifts.busy("tverskaya", person="anna", actor="person:anna", now=desk.now)
    order = desk.order("tverskaya")
    admissions.withdraw("anna", by="boris", cause="own_wish", now=desk.now)
    desk.forward(minutes=40)
    number = desk.subject(order).number
    assert [one for one in desk.phones.at("anna") if number in one.subject] == []
    assert [one for one in desk.phones.at("boris") if number in one.subject] != []
