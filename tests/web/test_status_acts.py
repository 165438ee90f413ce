"""What a buyer does on his page: forms alone, each with its fact, each back to the page; and what nobody may do."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime

import pytest

from otklik.actions import buyers, erasure, orders, outcomes, people
from otklik.actions.links import status_token
from otklik.domain.events import Ref
from otklik.store import queries
from otklik.web import status_act_words
from otklik.web.status_act_words import SAID
from otklik.web.status_acts import ACTS
from tests.api.caller import positions
from tests.harness import ACTOR
from tests.wording import Page, complaints, tables_of

TABLES = tables_of(status_act_words)


def page_of(order: str) -> str:
    return f"/s/{status_token(order)}"


def send(town, order: str, act: str, **fields):
    response = town.client(enforce_csrf_checks=True).post(f"{page_of(order)}/{act}", fields)
    town.desk.tick()
    return response


def shown(town, order: str, query: str = "") -> str:
    response = town.client().get(f"{page_of(order)}{query}")
    assert response.status_code == 200
    text = response.content.decode()
    Page(text)
    assert re.findall(r"<script[^>]*>", text) == [
        f'<script type="module" src="/static/otklik/seen.js" data-seen="{page_of(order)}/seen">'
    ], "none but the one that says that he looked"
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def newest(town, order: str):
    return [
        one.event for one in town.desk.journal(order) if not one.event.kind.startswith(("message", "ladder"))
    ][-1]


def test_nobody_contacted_me_is_heard_and_the_page_says_what_happens_next(town):
    order = town.desk.order("tverskaya")
    town.desk.forward("11:20")
    response = send(town, order, "silent")
    assert (response.status_code, response["Location"]) == (303, f"{page_of(order)}?said=silent")
    event = newest(town, order)
    assert (event.kind, event.actor, event.grade) == ("buyer.said_silent", "buyer", "confirmed")
    words = shown(town, order, "?said=silent")
    assert "Записали. Руководитель магазина уже знает." in words
    assert "Руководитель магазина «Tverskaya» ответит вам сегодня до 11:40" in words
    assert town.desk.phones.times("boris") == {"boris": ["11:17", "11:20"]}, "at once"
    town.desk.forward("11:41")
    assert "Мы не ответили вам вовремя: срок прошёл сегодня в 11:40" in shown(town, order)
    town.desk.talks("boris", order)
    assert "Вы написали нам сегодня в 11:20, ответ был сегодня в 11:41." in shown(town, order)


def test_yes_i_was_called_makes_the_evidence_the_buyers_own(town):
    order = town.desk.order("tverskaya")
    orders.contact(order, actor="person:anna", by="anna", now=town.desk.now)
    assert "С вами говорили?" in shown(town, order)
    response = send(town, order, "called")
    assert response["Location"] == f"{page_of(order)}?said=called"
    assert newest(town, order).kind == "evidence.raised"
    assert town.desk.subject(order).live_grade == "confirmed"
    assert "Вы подтвердили, что с вами говорили" in shown(town, order)


def test_a_call_is_asked_for_at_one_of_the_times_that_are_offered(town):
    order = town.desk.order("tverskaya")
    text = town.client().get(page_of(order)).content.decode()
    values = re.findall(r'name="at" value="(\w+)"', text)
    assert values == ["soon", "1773910800", "1773914400", "1773990000", "1773993600", "write"]
    assert datetime.fromtimestamp(1773910800, UTC).isoformat() == "2026-03-19T09:00:00+00:00"
    for said in (
        "в ближайшие 15 минут",
        "12:00–13:00",
        "завтра 10:00–11:00",
        "лучше написать",
        "кончается на 11-22",
    ):
        assert said in shown(town, order), said
    send(town, order, "call", at=values[3])
    assert town.desk.subject(order).asked_call_at == datetime(2026, 3, 20, 7, tzinfo=UTC)
    words = shown(town, order)
    assert "Сотрудник магазина «Tverskaya» позвонит вам завтра в 10:00" in words
    assert "Звонок завтра в 10:00. Можно выбрать другое время." in words


def test_a_call_now_is_the_next_minute(town):
    order = town.desk.order("tverskaya")
    town.desk.forward(seconds=30)
    send(town, order, "call", at="soon")
    assert town.desk.obligation(order, "asked_call", "1").limit_at == datetime(2026, 3, 19, 8, 18, tzinfo=UTC)


def test_whoever_would_rather_read_is_written_down_once(town):
    order = town.desk.order("tverskaya")
    for _ in range(3):
        assert send(town, order, "call", at="write")["Location"].endswith("?said=write")
    notes = [one.event for one in town.desk.journal(order) if one.event.kind == "order.noted"]
    assert [event.actor for event in notes] == ["buyer"]
    assert town.desk.obligation(order, "first_answer").is_owed, "it is no answer"


def test_a_rating_is_kept_and_may_be_changed(town):
    order = town.desk.order("tverskaya")
    send(town, order, "rate", stars="4", words="Хорошо, что предупредили.")
    assert newest(town, order).data == {"stars": 4}
    assert "Ваша оценка: 4 из 5. Её можно изменить." in shown(town, order)
    send(town, order, "rate", stars="5")
    assert town.desk.subject(order).stars == 5


def test_a_withdrawal_is_asked_once_more_and_then_done(town):
    order = town.desk.order("tverskaya")
    before = positions()
    question = town.client().get(f"{page_of(order)}/withdraw")
    assert "Отменить заказ № A-1001?" in question.content.decode()
    assert positions() == before, "asking is not doing"
    assert (question["Referrer-Policy"], question["Cache-Control"]) == ("no-referrer", "no-store")
    response = send(town, order, "withdraw", reason="too_slow", words="жду второй день", lang="ru")
    assert response["Location"] == f"{page_of(order)}?said=withdraw&lang=ru"
    (event,) = [one.event for one in town.desk.journal(order) if one.event.kind == "order.withdrawn"]
    assert (event.data["said_by"], event.data["reason"], event.grade) == ("buyer", "too_slow", "confirmed")
    assert "Вы отменили заказ сегодня в 11:02" in shown(town, order)
    assert "/withdraw" not in town.client().get(page_of(order)).content.decode()
    assert town.client().get(f"{page_of(order)}/withdraw").status_code == 303, (
        "there is nothing to ask any more"
    )


@pytest.mark.parametrize(
    ("act", "fields", "said"),
    [
        ("call", {"at": "1"}, "call_in_the_past"),
        ("call", {"at": "9999999999"}, "call_too_far"),
        ("call", {"at": "tomorrow"}, "call_in_the_past"),
        ("call", {"at": "9" * 5000}, "call_in_the_past"),
        ("call", {}, "call_in_the_past"),
        ("rate", {"stars": "6"}, "bad_rating"),
        ("rate", {"stars": "½"}, "bad_rating"),
        ("rate", {}, "bad_rating"),
    ],
)
def test_nonsense_is_refused_in_words_and_leaves_nothing_behind(town, act, fields, said):
    order = town.desk.order("tverskaya")
    before = positions()
    response = send(town, order, act, **fields)
    assert response["Location"] == f"{page_of(order)}?said={said}"
    assert positions() == before
    assert SAID[said][1]["ru"] in shown(town, order, f"?said={said}")


@pytest.mark.parametrize("act", ["call", "withdraw"])
def test_what_is_over_is_not_changed(town, act):
    order = town.desk.order("tverskaya")
    orders.complete(order, actor="key:x", now=town.desk.now)
    before = positions()
    response = send(town, order, act, at="write")
    assert response["Location"] == f"{page_of(order)}?said=order_closed"
    assert positions() == before


def test_a_reason_that_nobody_offered_is_not_kept(town):
    order = town.desk.order("tverskaya")
    send(town, order, "withdraw", reason="'; drop")
    (event,) = [one.event for one in town.desk.journal(order) if one.event.kind == "order.withdrawn"]
    assert "reason" not in event.data


def test_looking_at_an_act_changes_nothing_and_leads_back(town):
    """Mail scanners and previews open every address that they see."""
    order = town.desk.order("tverskaya")
    before = positions()
    for act in ACTS:
        for method in ("get", "head"):
            response = getattr(town.client(), method)(f"{page_of(order)}/{act}")
            assert response.status_code == (200 if act == "withdraw" else 303), act
    assert positions() == before


def test_links_that_are_not_good_get_the_same_bytes_whatever_is_sent(town):
    order, erased = town.desk.order("tverskaya"), town.desk.order("tverskaya")
    orders.complete(erased, actor="key:x", now=town.desk.now)
    erasure.erase(erased, ground="asked", actor=ACTOR, now=town.desk.now)
    before = positions()
    answers = []
    for token in ("x", "а" * 40, status_token("order/other"), status_token(erased)):
        for act in (*ACTS, "nonsense"):
            for method in ("get", "post"):
                answers.append(getattr(town.client(), method)(f"/s/{token}/{act}", {"stars": "1"}))
        answers.append(town.client().get(f"/s/{token}"))
    answers.append(town.client().post(f"{page_of(order)}/nonsense"))
    assert {answer.status_code for answer in answers} == {404}
    assert len({(answer.content, tuple(sorted(answer.headers.items()))) for answer in answers}) == 1
    assert positions() == before
    assert town.client().get(page_of(order)).status_code == 200, "control"


def test_no_cookie_is_set_and_no_other_site_is_told(town):
    order = town.desk.order("tverskaya")
    for response in (
        town.client().get(page_of(order)),
        town.client().get(f"{page_of(order)}/withdraw"),
        send(town, order, "silent"),
    ):
        assert not response.cookies
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"


def test_the_language_that_was_chosen_stays_through_an_act(town):
    order = town.desk.order("tverskaya")
    assert (
        send(town, order, "rate", stars="5", lang="en")["Location"] == f"{page_of(order)}?said=rate&lang=en"
    )
    assert "Thank you, the store sees your rating." in shown(town, order, "?said=rate&lang=en")


def test_an_address_can_say_only_what_the_table_says(town):
    order = town.desk.order("tverskaya")
    assert shown(town, order, "?said=<b>evil</b>") == shown(town, order)


def test_the_sellers_outcome_changes_the_page(town):
    order = town.desk.order("tverskaya")
    outcomes.record(order, outcome="no_answer", person="anna", now=town.desk.now)
    assert "Anna позвонит вам сегодня в 11:32" in shown(town, order)
    assert "Мы звонили и не застали вас." in shown(town, order)
    outcomes.retract(order, outcome="1", person="anna", now=town.desk.now)
    assert "Сотрудник магазина «Tverskaya» позвонит вам сегодня до 12:02" in shown(town, order)
    outcomes.record(order, outcome="confirmed", person="anna", now=town.desk.now)
    assert "Заказ подтверждён сегодня в 11:02" in shown(town, order)


def test_kept_and_missed_promises_are_both_told(town):
    order = town.desk.order("tverskaya")
    town.desk.forward("12:10")
    town.desk.talks("anna", order)
    orders.promise(
        order, by="tverskaya", until_at=town.desk.now.replace(hour=10), actor="person:anna", now=town.desk.now
    )
    orders.keep_promise(order, promise="1", actor="person:anna", now=town.desk.now)
    words = shown(town, order)
    assert "Ответить вам сегодня до 12:02: не успели, сделали сегодня в 12:10" in words
    assert "Вернуться к вам, как обещали, сегодня до 13:10: сделали сегодня в 12:10" in words
    assert "сдержано: 1" in words and "сорвано: 1" in words


def test_the_buyer_reads_first_names_and_nothing_of_the_inside(town):
    people.admit(
        "olga", actor=ACTOR, name="Ольга Соловьёва", store="tverskaya", roles=("seller",), now=town.desk.now
    )
    town.desk.joins("olga", "tverskaya")
    order = town.desk.order("tverskaya", comment="звоните вечером", delivery="courier")
    town.desk.takes("olga", order)
    orders.note(order, words="ненадёжный", actor="person:olga", now=town.desk.now)
    words = shown(town, order)
    assert "Ольга позвонит вам сегодня до 12:02" in words
    for inside in (
        "Соловьёва",
        "ненадёжный",
        "9000001122",
        "900 000",
        "maria@",
        "Петрова",
        "recorded",
        "claimed",
        "sever",
    ):
        assert inside not in words, inside


def test_a_repeated_tap_adds_nothing(town):
    order = town.desk.order("tverskaya")
    for act, fields in (
        ("silent", {}),
        ("rate", {"stars": "3"}),
        ("called", {}),
        ("call", {"at": "1773990000"}),
    ):
        send(town, order, act, **fields)
        before = positions()
        send(town, order, act, **fields)
        assert positions() == before, act


def test_a_withdrawal_is_refused_after_it(town):
    order = town.desk.order("tverskaya")
    send(town, order, "withdraw")
    assert send(town, order, "withdraw")["Location"].endswith("said=order_closed")
    assert queries.find_orders(order)[0].phase == "withdrawn"
    assert not town.desk.obligation(order, "first_answer").is_owed
    assert Ref("first_answer") in town.desk.state(order).obligations


def test_the_store_reads_what_the_buyer_said(town):
    order = town.desk.order("tverskaya")
    buyers.rate(order, stars=2, words="долго", now=town.desk.now)
    page = town.client("anna").get(f"/orders/{order.partition('/')[2]}?lang=ru").content.decode()
    assert "Оценка покупателя: 2 из 5" in page and "«долго»" in page


@pytest.mark.parametrize(("path", "pair"), TABLES, ids=[path for path, _ in TABLES])
def test_a_row_is_complete_and_in_its_own_letters(path, pair):
    assert complaints(pair) == []
