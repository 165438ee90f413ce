"""Complaints, conduct and admission on the screens: the buyer complains and says "solved", heads and others decide."""

from __future__ import annotations

import pytest

from otklik.actions.links import status_token
from otklik.store import journal
from otklik.web import admission_words, complaint_words, conduct_words
from tests.web.town import Town
from tests.wording import complaints, tables_of


class ComplaintTown(Town):
    """An order of anna's store that anna took and talked about; a second person sits at the office."""

    def __init__(self) -> None:
        super().__init__()
        self.desk.person("sofia", "office", "second_person")
        self.desk.person("gleb", "taganka", "head")
        self.order = self.desk.order("tverskaya", number="A-1")
        self.desk.takes("anna", self.order)
        self.desk.talks("anna", self.order)

    @property
    def id(self) -> str:
        """The order's id."""
        return self.order.partition("/")[2]


@pytest.fixture
def standing_complaints(standing):
    return standing.give(ComplaintTown)


@pytest.fixture
def shop(standing_complaints, db, monkeypatch):
    monkeypatch.setattr("otklik.store.clock.now", lambda: standing_complaints.desk.now)
    return standing_complaints


def kinds(stream: str, *wanted: str) -> list[str]:
    return [one.event.kind for one in journal.read_stream(stream) if one.event.kind.startswith(wanted)]


def test_the_buyer_complains_reads_who_answers_by_when_and_says_solved(shop) -> None:
    buyer, base = shop.client(), f"/s/{status_token(shop.order)}"
    assert "Что-то пошло не так?" in buyer.get(base).content.decode()
    for _ in range(2):  # a double tap is one complaint
        sent = buyer.post(f"{base}/complain", {"about": "not_to_the_door", "words": "Курьер не поднялся"})
        assert sent["Location"] == f"{base}?said=complain"
    shown = buyer.get(base).content.decode()
    assert "Не доставили до двери" in shown and "Руководитель магазина ответит" in shown
    assert kinds(shop.order, "complaint.") == ["complaint.received"]
    assert (
        buyer.post(f"{base}/complain", {"about": "weather", "words": "x"})["Location"]
        == f"{base}?said=refused"
    )
    buyer.post(f"{base}/solved", {"complaint": "1"})
    assert kinds(shop.order, "complaint.") == ["complaint.received", "complaint.closed"]
    assert "Жалоба закрыта" in buyer.get(base).content.decode()


def test_a_seller_notes_the_head_acts_a_second_person_closes(shop) -> None:
    anna, boris, sofia = (shop.client(slug) for slug in ("anna", "boris", "sofia"))
    said = {"about": "rude", "means": "call", "words": "Перебивали", "person": ""}
    assert anna.post(f"/orders/{shop.id}/complaint", said).status_code == 303
    assert anna.get("/complaints").status_code == 403
    listed = boris.get("/complaints").content.decode()
    assert "Перебивали" in listed and "Записать действие" in listed and "Закрыть вторым" not in listed
    act, end = {"act": "act", "action": "called", "person": "anna"}, {"act": "close", "words": "Помирились"}
    address = f"/complaints/{shop.id}/1"
    assert anna.post(address, act).status_code == 403
    assert "said=not_acted" in sofia.post(address, end)["Location"]
    assert "said=complaint_acted" in boris.post(address, act)["Location"]
    assert "said=acted_himself" in boris.post(address, end)["Location"]
    assert "Закрыть вторым сотрудником" in sofia.get("/complaints").content.decode()
    assert "said=complaint_closed" in sofia.post(address, end)["Location"]
    assert kinds(shop.order, "complaint.") == ["complaint.received", "complaint.acted", "complaint.closed"]
    assert shop.client("gleb").post(address, act).status_code == 404


def test_a_flagged_note_is_judged_and_a_talk_scored(shop) -> None:
    anna, boris = shop.client("anna"), shop.client("boris")
    anna.post(f"/orders/{shop.id}/note", {"words": "Звонила дура <b>какая-то</b>"})
    queue = boris.get("/conduct").content.decode()
    assert "<mark>дура</mark> &lt;b&gt;" in queue and "Похоже на оскорбление" in queue
    assert "said=judged" in boris.post(f"/conduct/{shop.id}/1", {"judgement": "to_talk"})["Location"]
    assert 'name="judgement"' not in boris.get("/conduct").content.decode()
    page = boris.get(f"/orders/{shop.id}").content.decode()
    (of,) = (one.version for one in journal.read_stream(shop.order) if one.event.kind == "contact.reached")
    assert f'name="of" value="{of}"' in page
    points = {"greeted": "2", "listened": "2", "knew": "1", "promised": "2", "polite": "2"}
    half = {key: value for key, value in points.items() if key != "polite"}
    assert "said=bad_points" in boris.post(f"/orders/{shop.id}/score", {**half, "person": "anna"})["Location"]
    sent = boris.post(f"/orders/{shop.id}/score", {**points, "person": "anna", "of": str(of)})
    assert "said=scored" in sent["Location"]
    assert "9 из 10" in boris.get(f"/orders/{shop.id}").content.decode()
    assert "мало разговоров" in boris.get("/conduct").content.decode()


def test_admission_is_given_and_withdrawn_and_the_desk_says_why_not(shop) -> None:
    boris, page = shop.client("boris"), "/setup/people/anna/admission"
    assert "допуск никому не выдавали" in boris.get(page).content.decode()
    assert boris.post(page, {"training": "Курс"}).status_code == 422
    given = {"subjects": ["orders", "phone"], "training": "Вводный курс", "test": "85", "until": "2026-12-31"}
    assert boris.post(page, given)["Location"] == f"{page}?done=admission_granted"
    assert "заказы, звонки в магазин" in boris.get("/setup/admissions").content.decode()
    assert boris.post(f"{page}/withdrawal", {"cause": "repeated_complaint"}).status_code == 303
    assert "Допуска нет" in boris.get(page).content.decode()
    assert kinds("person/anna", "admission.") == ["admission.granted", "admission.withdrawn"]
    other = shop.desk.order("tverskaya", number="A-2")
    taken = shop.client("anna").post(f"/orders/{other.partition('/')[2]}/take")
    assert "said=not_admitted" in taken["Location"]
    assert shop.client("gleb").get(page).status_code == 404


@pytest.mark.parametrize("table", [admission_words, complaint_words, conduct_words])
def test_words_are_whole_in_both_languages(table) -> None:
    assert [(path, found) for path, pair in tables_of(table) if (found := complaints(pair))] == []
