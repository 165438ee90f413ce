"""Many parties, one order (R23): a purchase on credit by the shipped process, each party on its own clock and page.

Thursday 19 March 2026. The bank works Mo–Fr 10–17, its expert Mo–Sa 10–19, the warehouse Mo–Fr 8–16.
"""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

import pytest
from django.test import Client

from otklik.actions import orders, party_links, steps, stores
from otklik.domain.errors import DomainError
from otklik.domain.processes import processes_of
from otklik.domain.status import OrderStatus
from otklik.domain.streams import stores_of
from otklik.store import directory
from otklik.web.status_processes import write_steps
from tests.harness import ACTOR, Desk, local, moscow

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(store_s: Desk) -> Desk:
    """Store S, its bank, credit expert and warehouse, each with a mailbox; an order on credit, agreed at 11:30."""
    desk = store_s
    for slug, hours, role in (
        ("bank", "Mo-Fr 10:00-17:00", "bank"),
        ("expert", "Mo-Sa 10:00-19:00", "credit_expert"),
        ("depot", "Mo-Fr 08:00-16:00", "warehouse"),
    ):
        desk.store(slug, hours, role=role)
        stores.add_method(
            f"store/{slug}",
            actor=ACTOR,
            method="mail",
            channel="email",
            address=f"{slug}@desk.test",
            now=desk.now,
        )
    return desk


def bought(desk: Desk, at: str = "2026-03-19 11:00") -> str:
    """An order on credit that Anna has agreed with the buyer half an hour later."""
    desk.forward(at)
    order = desk.order("tverskaya", number="K-1", payment="credit", delivery="pickup")
    desk.takes("anna", order)
    desk.talks("anna", order)
    desk.forward(minutes=30)
    orders.confirm(order, actor="person:anna", by="anna", now=desk.now)
    desk.tick()
    return order


def said(desk: Desk, order: str, step: str, happened: str = "done", **fields: object) -> None:
    orders.step(order, step=step, happened=happened, actor="person:anna", now=desk.now, **fields)  # type: ignore[arg-type]
    desk.tick()


def owed(desk: Desk, order: str) -> dict[str, tuple[str, str]]:
    """What is owed of the process: step → who and by when, on Moscow clocks."""
    return {
        ref.kind.partition(".")[2]: (one.debtor, local(one.limit_at)[5:16])
        for ref, one in desk.state(order).obligations.items()
        if one.is_owed and ref.kind.startswith("credit.")
    }


def page(desk: Desk, address: str, **post: str) -> str:
    """A party's page after it looked, or answered."""
    client = Client()
    path = urlsplit(address).path
    answer = client.post(path, post) if post else client.get(path)
    assert answer.status_code == 200
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "no-referrer")
    desk.tick()
    return answer.content.decode()


def strip(desk: Desk, order: str) -> dict[str, tuple[str, ...]]:
    state = desk.state(order)
    world = directory.load_world(
        stores_of(state), {one.standard for one in state.obligations.values()}, now=desk.now
    )
    (credit,) = [one for one in processes_of(state, world) if one.name == "credit"]
    return {one.name: (one.standing, one.party) for one in credit.steps}


def test_each_party_on_its_own_clock_in_turn_and_side_by_side(desk: Desk) -> None:
    order = bought(desk)
    assert owed(desk, order) == {"application": ("store:tverskaya", "03-19 12:00")}
    said(desk, order, "application")
    assert owed(desk, order) == {"credit_call": ("credit_expert:expert", "03-20 19:00")}
    desk.forward("14:00")
    said(desk, order, "credit_call")
    assert owed(desk, order) == {"decision": ("bank:bank", "03-20 17:00")}
    steps.decide(order, decision="approved", actor="person:anna", by="anna", now=desk.now)
    desk.tick()
    assert owed(desk, order) == {
        "goods": ("warehouse:depot", "03-23 16:00"),
        "papers": ("bank:bank", "03-20 17:00"),
    }, "side by side, each by its own closing"
    assert desk.obligation(order, "first_answer").verdict == "met"
    assert "fulfilment" not in {ref.kind for ref in desk.state(order).obligations}
    assert desk.subject(order).owner == "anna", "one owner all the way"


def test_what_the_bank_declines_is_the_stores_to_tell(desk: Desk) -> None:
    order = bought(desk)
    said(desk, order, "application")
    said(desk, order, "credit_call")
    assert list(strip(desk, order)) == [
        "answer", "application", "credit_call", "decision", "goods", "papers", "appointment", "expert_here",
        "ready_told", "pickup",
    ]  # fmt: skip
    steps.decide(order, decision="declined", actor="person:anna", now=desk.now)
    desk.tick()
    assert owed(desk, order) == {"declined": ("store:tverskaya", "03-19 12:30")}
    assert list(strip(desk, order)) == ["answer", "application", "credit_call", "decision", "declined"]
    desk.talks("anna", order)
    assert owed(desk, order) == {}
    with pytest.raises(DomainError, match="A bank says"):
        steps.decide(order, decision="perhaps", actor="person:anna", now=desk.now)


def test_the_buyer_sees_every_step_from_the_first_minute_and_no_instant_that_is_not_frozen(
    desk: Desk,
) -> None:
    order = bought(desk)
    lines = [line for rows in section(desk, order) for line in rows]
    assert [(one.name, one.who, one.when) for one in lines] == [
        ("Первый ответ покупателю", "Tverskaya", "готово сегодня в 11:00"),
        ("Заявка на кредит", "Tverskaya", "срок сегодня до 12:00"),
        ("Звонок кредитного специалиста", "Кредитный специалист",
         "до конца следующего рабочего дня после шага «заявка на кредит»"),
        ("Решение банка", "Банк", "до конца следующего рабочего дня после шага «звонок кредитного специалиста»"),
        ("Товар со склада", "Склад", "до конца 2-го рабочего дня после шага «решение банка»"),
        ("Бумаги банка", "Банк", "до конца следующего рабочего дня после шага «решение банка»"),
        ("Запись на оформление", "Tverskaya", "за 1 ч после шага «бумаги банка»"),
        ("Отметка на месте перед встречей", "Кредитный специалист", "к согласованному времени"),
        ("Сообщение «можно забирать»", "Tverskaya", "за 30 мин после того, как заказ готов к выдаче"),
        ("Получение заказа", "Вы", "за 7 сут после шага «сообщение „можно забирать“»"),
    ]  # fmt: skip
    assert [one.name for one in lines if one.together] == ["Товар со склада", "Бумаги банка"]
    said(desk, order, "application", "delayed", until_at=moscow("2026-03-19 12:40"))
    desk.forward("12:05")
    late = section(desk, order)[0][1]
    assert (late.when, late.note, late.tone) == (
        "ещё не готово, срок был сегодня в 12:00", "новый срок от участника: сегодня до 12:40", "late",
    )  # fmt: skip


def section(desk: Desk, order: str) -> tuple[tuple[object, ...], ...]:
    from otklik.actions import links

    status = links.load_status(links.status_token(order), desk.now)
    assert isinstance(status, OrderStatus)
    written = write_steps(status, "ru", desk.now)
    assert written is not None
    return written.lines


def test_a_party_answers_on_its_one_page_without_a_log_in(desk: Desk) -> None:
    order = bought(desk)
    said(desk, order, "application")
    (letter,) = desk.phones.at("expert")
    (link,) = [one.url for one in letter.links if one.name == "party"]
    assert re.fullmatch(r"https?://[^/]+/party/[a-z2-7]{32}", link)
    assert not [one for one in desk.phones.at("anna") if any(link.name == "party" for link in one.links)]
    shown = page(desk, link)
    assert "Заказ № K-1" in shown and "Кроссовки" in shown and "Позвонить покупателю о кредите" in shown
    assert not re.search("Мария|Петрова|000-11-22|9000001122|maria@", shown), "nothing of the buyer"
    before = len(desk.journal(order))
    page(desk, link)
    assert len(desk.journal(order)) == before, "looking changes nothing"

    identity = order.partition("/")[2]
    done = page(desk, link, order=identity, step="credit_call", says="done")
    assert "Записано. Спасибо." in done and "Сейчас ничего не нужно" in done
    last = next(
        one.event
        for one in desk.journal(order)
        if one.event.kind == "step.done" and one.event.data["step"] == "credit_call"
    )
    assert (last.actor, last.data["party"]) == ("party:expert", "expert")
    again = page(desk, link, order=identity, step="credit_call", says="done")
    assert "этого шага уже никто не ждёт" in again

    bank = party_links.show("bank", now=desk.now)
    assert "Одобрено" in page(desk, bank) and "Готово<" not in page(desk, bank)
    page(desk, bank, order=identity, step="decision", says="approved")
    assert desk.subject(order).bank == "approved"


def test_not_yet_by_tells_the_owner_and_he_the_buyer(desk: Desk) -> None:
    order = bought(desk)
    said(desk, order, "application")
    link = party_links.show("expert", now=desk.now)
    desk.phones.messages.clear()
    identity = order.partition("/")[2]
    past = page(desk, link, order=identity, step="credit_call", says="later", at="2026-03-19T11:00")
    assert "назовите время впереди" in past and "delay_told" not in {
        r.kind for r in desk.state(order).obligations
    }
    assert "Записано" in page(
        desk, link, order=identity, step="credit_call", says="later", at="2026-03-21T12:00"
    )
    word = desk.subject(order).steps["credit_call"]
    assert (word.happened, local(word.until_at), word.delays) == ("delayed", "2026-03-21 12:00:00", 1)
    told = desk.obligation(order, "delay_told", "credit_call")
    assert (told.debtor, local(told.limit_at)) == ("owner:anna", "2026-03-19 13:30:00")
    desk.forward(minutes=2)
    (letter,) = desk.phones.at("anna")
    assert letter.subject == "Заказ K-1: задержка, новый срок в субботу в 12:00"
    assert owed(desk, order)["credit_call"] == ("credit_expert:expert", "03-20 19:00"), "the limit stays"
    desk.forward("12:00")
    desk.talks("anna", order)
    assert desk.obligation(order, "delay_told", "credit_call").verdict == "met"


def test_links_that_are_not_good_answer_alike_and_do_nothing(desk: Desk) -> None:
    order = bought(desk)
    said(desk, order, "application")
    first = urlsplit(party_links.show("expert", now=desk.now)).path
    second = urlsplit(party_links.renew("expert", now=desk.now)).path
    party_links.revoke("bank", now=desk.now)
    assert party_links.offer("bank", now=desk.now) == "", "no message opens a page that was closed"
    client, before = Client(), len(desk.journal(order))
    wrong = [client.get("/party/" + "a" * 32), client.get("/party/x"), client.get(first)]
    given = {"order": order.partition("/")[2], "step": "credit_call", "says": "done"}
    wrong.append(client.post(first, given))
    assert {one.status_code for one in wrong} == {404}
    assert len({one.content for one in wrong}) == 1
    assert len(desk.journal(order)) == before
    assert client.get(second).status_code == 200
    other = urlsplit(party_links.show("depot", now=desk.now)).path
    refused = client.post(other, given)
    assert refused.status_code == 200 and "этого шага уже никто не ждёт" in refused.content.decode()
    assert len(desk.journal(order)) == before, "a place answers its own steps alone"
    desk.forward("2026-09-20 12:00")
    assert client.get(second).content == wrong[0].content, "it ends by itself"
    with pytest.raises(DomainError, match="log in"):
        party_links.show("tverskaya", now=desk.now)


def test_a_page_takes_so_many_answers_a_minute_and_no_more(desk: Desk) -> None:
    order = bought(desk)
    said(desk, order, "application")
    token = urlsplit(party_links.show("expert", now=desk.now)).path.rpartition("/")[2]
    given = party_links.Answer(order.partition("/")[2], "credit_call", "later", moscow("2026-03-21 12:00"))
    for _ in range(party_links.ACTS_PER_MINUTE):
        party_links.answer(token, given, now=desk.now)
    with pytest.raises(DomainError, match="too fast"):
        party_links.answer(token, given, now=desk.now)
    desk.now = desk.now.replace(minute=desk.now.minute + 2)
    party_links.answer(token, given, now=desk.now)


# ── the pause for the buyer ──


def pause(desk: Desk, order: str, reason: str = "papers", until: datetime | None = None) -> None:
    steps.pause(order, reason=reason, actor="person:anna", person="anna", until_at=until, now=desk.now)
    desk.tick()


def test_a_pause_stops_the_clock_that_it_names_tells_the_buyer_and_ends_by_itself(desk: Desk) -> None:
    order = bought(desk)
    said(desk, order, "application")
    desk.phones.messages.clear()
    pause(desk, order)
    assert desk.obligation(order, "credit.credit_call").state == "paused"
    (letter,) = desk.phones.at("maria@buyer.test")
    assert "пришлите или принесите документы для кредита" in letter.text
    awaited = desk.obligation(order, "buyer_awaited")
    assert (awaited.debtor, local(awaited.limit_at)) == ("buyer", "2026-03-21 11:30:00")
    assert section(desk, order)[0][2].when == "ждём вас"
    desk.forward("2026-03-21 11:30")
    assert desk.subject(order).pause is None
    assert [one.event.data["cause"] for one in desk.journal(order) if one.event.kind == "pause.ended"] == [
        "over"
    ]
    # half an hour into his clock it stood; what fell into the pause of his working time is added to Friday 19:00
    assert owed(desk, order)["credit_call"] == ("credit_expert:expert", "03-23 19:00")


def test_a_pause_is_refused_by_the_rules_and_leaves_nothing(desk: Desk) -> None:
    order = bought(desk)
    before = len(desk.journal(order))
    refusals = []
    for reason, person, until in (
        ("holiday", "anna", None),
        ("papers", "anna", None),  # its step has not begun
        ("later", "anna", None),  # for the head alone
    ):
        if reason == "later":
            said(desk, order, "application")
            before = len(desk.journal(order))
        with pytest.raises(DomainError) as caught:
            steps.pause(
                order, reason=reason, actor=f"person:{person}", person=person, until_at=until, now=desk.now
            )
        refusals.append(caught.value.code)
    with pytest.raises(DomainError) as caught:
        pause(desk, order, until=moscow("2026-03-21 11:31"))
    refusals.append(caught.value.code)
    with pytest.raises(DomainError) as caught:
        steps.resume(order, actor="person:anna", person="anna", now=desk.now)
    refusals.append(caught.value.code)
    assert refusals == ["unknown_pause", "nothing_to_pause", "may_not_pause", "pause_too_long", "no_pause"]
    assert len(desk.journal(order)) == before
    pause(desk, order)
    with pytest.raises(DomainError, match="waits for its buyer already"):
        pause(desk, order)
    steps.resume(order, actor="person:anna", person="anna", now=desk.now)
    desk.tick()
    assert desk.obligation(order, "credit.credit_call").state == "open"
    assert desk.obligation(order, "buyer_awaited").verdict == "met"


def test_an_exchange_goes_on_after_the_sale(desk: Desk) -> None:
    desk.forward("2026-03-19 11:00")
    order = desk.order("tverskaya", number="E-1")
    desk.talks("anna", order)
    orders.complete(order, actor="person:anna", now=desk.now)
    desk.tick()
    steps.happen(order, name="exchange_asked", actor="person:anna", words="Малы.", now=desk.now)
    desk.tick()
    kinds = lambda: {ref.kind for ref, one in desk.state(order).obligations.items() if one.is_owed}  # noqa: E731
    assert "exchange.agreed" in kinds()
    desk.talks("anna", order)
    assert "exchange.goods_back" in kinds()
    said(desk, order, "goods_back")
    assert "exchange.settled" in kinds()
    said(desk, order, "settled")
    assert not kinds() & {"exchange.agreed", "exchange.goods_back", "exchange.settled"}
    with pytest.raises(DomainError, match="completed"):
        said(desk, order, "settled")
