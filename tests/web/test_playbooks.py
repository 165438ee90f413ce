"""Playbooks on pages: followed and chosen on the order, found by words, edited in versions by an administrator."""

import pytest

from otklik.store import playbooks
from tests.api.caller import positions
from tests.web.reading import read

FORM = {
    "title_ru": "Потеряли посылку", "title_en": "The parcel is lost", "about_ru": "Служба не находит посылку.",
    "about_en": "The carrier can't find it.", "after_ru": "Везём новую.", "after_en": "We bring a new one.",
    "opens": "fact:delivery.failed:lost\nlate:promise, paid", "rank": "50", "may_anyone": "15 000", "may_head": "any",
    "step_1_do_ru": "Позвонить в службу", "step_1_do_en": "Call the carrier",
    "step_3_do_ru": "Пообещать день", "step_3_do_en": "Promise a day", "step_3_by_fact": "1",
    "step_3_say_ru": "Это {me}, привезём завтра.", "step_3_say_en": "This is {me}, it comes tomorrow.",
}  # fmt: skip


def address(order, act=""):
    return f"/orders/{order.partition('/')[2]}{act}"


def test_the_order_shows_its_playbook_with_names_filled_in_and_the_readers_right(town):
    order = town.desk.order("tverskaya", number="1")
    page = read(town.once("anna").get(address(order))).text
    assert "Инструкция: первый звонок по новому заказу" in page
    assert "Здравствуйте, это Anna, «Tverskaya». Заказ 1 у меня" in page
    assert "Вы решаете сами до 15 000 ₽; руководитель — до 50 000 ₽; выше — администратор" in page
    assert "шаг 1 из 3" in page
    assert (
        "Вы решаете сами до 50 000 ₽; выше — администратор"
        in read(town.once("boris").get(address(order))).text
    )
    assert "Другая инструкция" not in read(town.once("rita").get(address(order))).text


def test_a_step_is_done_with_what_came_of_it_and_another_one_is_chosen(town):
    order = town.desk.order("tverskaya", number="1")
    anna = town.once("anna")
    back = f"{address(order)}#playbook"
    said = {"situation": "first_call", "step": "check", "words": "есть, отложила", "next": back}
    answer = anna.post(address(order, "/playbook/step"), said)
    assert (answer.status_code, answer["Location"]) == (
        303,
        f"{address(order)}?said=playbook_followed#playbook",
    )
    page = read(anna.get(address(order))).text
    assert "есть, отложила" in page and "шаг 2 из 3" in page
    anna.post(address(order, "/playbook"), {"situation": "pay_on_delivery"})
    page = read(anna.get(address(order))).text
    assert "Инструкция: «Можно оплатить при получении?»" in page and "выбрана вручную" in page
    panel = read(anna.get(f"/desk{address(order)}")).text
    assert "Ответить «да» и сказать, чем можно платить" in panel


@pytest.mark.parametrize(
    ("act", "fields", "said"),
    [
        ("/playbook/step", {"situation": "first_call", "step": "outcome"}, "step_by_fact"),
        ("/playbook/step", {"situation": "angry_buyer", "step": "listen"}, "another_playbook"),
        ("/playbook", {"situation": ""}, "unknown_playbook"),
    ],
)
def test_what_is_refused_says_why_and_leaves_nothing(town, act, fields, said):
    order = town.desk.order("tverskaya", number="1")
    before = positions()
    answer = town.once("anna").post(address(order, act), fields)
    assert answer.status_code == 303 and answer["Location"].endswith(f"said={said}")
    assert positions() == before


def test_a_foreign_order_has_no_playbook_to_follow(town):
    order = town.desk.order("taganka", number="1")
    before = positions()
    for act in ("/playbook", "/playbook/step"):
        said = {"situation": "first_call", "step": "check"}
        assert town.once("anna").post(address(order, act), said).status_code == 404
    assert positions() == before


def test_everybody_finds_a_playbook_by_words_and_reads_it_whole(town):
    order = town.desk.order("tverskaya", number="1")
    kirill = town.once("kirill")
    found = read(kirill.get("/playbooks?q=бумаги банка")).text
    assert "Банк не прислал бумаги" in found and "Покупатель рассержен" not in found
    assert "Такой инструкции нет" in read(kirill.get("/playbooks?q=скипидар")).text
    whole = read(kirill.get("/playbooks/bank_papers_missing")).text
    assert "Проверить почту и кабинет банка" in whole and "Изменить" not in whole
    assert kirill.get("/playbooks/nonsense").status_code == 404
    assert (
        "Открыть на заказе"
        in read(town.once("anna").get(f"/playbooks?q=банк&order={order.partition('/')[2]}")).text
    )
    assert (
        "Открыть на заказе"
        not in read(town.once("vera").get(f"/playbooks?order={order.partition('/')[2]}")).text
    )
    assert "Банк не прислал бумаги" in read(town.once("anna").get("/search?q=банк бумаги")).text


def test_an_own_one_is_previewed_published_changed_and_found(town):
    admin = town.once("admin")
    form = FORM | {"situation": "lost_parcel"}
    before = positions()
    preview = read(admin.post("/setup/playbooks/new", form | {"act": "preview"})).text
    assert "The parcel is lost" in preview and positions() == before
    answer = admin.post("/setup/playbooks/new", form | {"act": "publish"})
    assert answer["Location"] == "/setup/playbooks/lost_parcel?done=playbook_published"
    book = playbooks.load_book("lost_parcel")
    assert (book.number, book.may, [one.id for one in book.steps]) == (
        1,
        {"anyone": 15_000, "head": None},
        ["call_the_carrier", "promise_a_day"],
    )
    assert [str(one) for rule in book.opens for one in rule] == [
        "fact:delivery.failed:lost",
        "late:promise",
        "paid",
    ]
    changed = form | {"title_ru": "Посылка пропала", "act": "publish", "step_1_id": "call_the_carrier"}
    admin.post("/setup/playbooks/lost_parcel", changed)
    page = read(admin.get("/setup/playbooks/lost_parcel")).text
    assert "Версия 2" in page and "Потеряли посылку" in page, "the first version and how it differs"
    again = admin.post("/setup/playbooks/new", form | {"act": "publish"})
    assert again.status_code == 422 and "Такой код уже есть" in again.content.decode()


def test_mistakes_stand_at_their_fields_with_the_remedy_and_nothing_is_published(town):
    admin = town.once("admin")
    bad = FORM | {
        "situation": "lost_parcel", "title_en": "", "opens": "moon:full", "rank": "0", "may_head": "много",
        "step_3_say_ru": "Это {buyer}.", "act": "publish",
    }  # fmt: skip
    before = positions()
    answer = admin.post("/setup/playbooks/new", bad)
    html = answer.content.decode()
    assert answer.status_code == 422 and positions() == before
    for field in ("title_en", "opens", "rank", "may_head", "step_3_say_ru"):
        assert f'id="e-{field}"' in html, field
    assert "Условия «moon» нет. Есть условия:" in html
    assert "Нет английского текста. Напишите его." in html


def test_the_shipped_one_comes_back(town):
    admin = town.once("admin")
    form = FORM | {"act": "publish"}
    admin.post("/setup/playbooks/angry_buyer", form)
    assert playbooks.load_book("angry_buyer").title["ru"] == "Потеряли посылку"
    answer = admin.post("/setup/playbooks/angry_buyer", {"act": "restore"})
    assert answer["Location"] == "/setup/playbooks/angry_buyer?done=playbook_restored"
    assert playbooks.load_book("angry_buyer").title["ru"] == "Покупатель рассержен"
    assert town.once("rita").get("/setup/playbooks/angry_buyer").status_code == 200
    assert town.once("rita").post("/setup/playbooks/angry_buyer", form).status_code == 403
