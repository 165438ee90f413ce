"""Search as people type it, and the list of orders."""

import pytest

from otklik.actions import orders
from otklik.store import queries
from tests.harness import ACTOR
from tests.web.reading import read, texts


@pytest.fixture
def found(town):
    town.desk.order("tverskaya", number="A-77", buyer_name="Алёна Ёлкина", phone="+79161234567")
    town.desk.order("tverskaya", number="B-12", buyer_name="Иван Носов", phone="+79260001122")
    town.desk.order("taganka", number="C-77", buyer_name="Алёна Чужая", phone="+79161234568")
    return town


@pytest.mark.parametrize(
    "query",
    [
        "A-77",
        "a-77",
        "№ A-77",
        "8 (916) 123-45-67",
        "+7 916 1234567",
        "916 123",
        "45-67",
        "алена",
        "ЁЛКИНА",
        "елк",
    ],
)
def test_an_order_is_found_by_whatever_a_caller_says(found, query):
    page = read(found.once("anna").get("/search", {"q": query}))
    assert texts(page, ".hits .b") == ["№ A-77"]
    assert texts(page, ".hits .tag") == ["открыт"]


def test_a_fragment_for_the_field_and_a_page_for_the_rest(found):
    anna = found.once("anna")
    fragment = anna.get("/search", {"q": "алена"}, headers={"HX-Request": "true"})
    assert "<html" not in fragment.content.decode()
    assert texts(read(fragment), ".hit .b") == ["№ A-77"]
    empty = read(anna.get("/search", {"q": "никого такого"}))
    assert "Ничего не найдено" in empty.text and "его последние цифры" in empty.text
    assert "Ничего не найдено" not in read(anna.get("/search")).text


def test_each_sees_his_own(found):
    assert texts(read(found.once("vera").get("/search", {"q": "77"})), ".hits .b") == ["№ C-77"]
    everything = read(found.once("admin").get("/search", {"q": "алена"}))
    assert sorted(texts(everything, ".hits .b")) == ["№ A-77", "№ C-77"]
    assert found.client("kirill").get("/search", {"q": "77"}).status_code == 403


def test_whoever_may_be_asked_about_a_case_finds_the_whole_of_it(found):
    """R29: a party's own people, the dispatcher, whoever held it first; and nobody else."""
    town, desk = found, found.desk
    desk.store("north", "Mo-Fr 09:00-18:00", role="supplier", partner="market")
    desk.store("east", "Mo-Fr 09:00-18:00", role="supplier", partner="market")
    for slug, store in (("gleb", "north"), ("fedor", "east")):
        desk.person(slug, store, "seller")
    order = queries.find_orders("A-77")[0].stream
    orders.step(
        order, step="made_to_order", happened="requested", party="north", actor="person:anna", now=desk.now
    )
    gleb = town.once("gleb")
    for query in ("A-77", "916 123-45-67", "ёлкина"):
        assert texts(read(gleb.get("/search", {"q": query})), ".hits .b") == ["№ A-77"], query
        assert texts(read(town.once("dina").get("/search", {"q": query})), ".hits .b")[:1], query
    address = f"/orders/{order.partition('/')[2]}"
    assert "Алёна Ёлкина" in read(gleb.get(address)).text
    assert texts(read(gleb.get("/orders")), ".hit b") == ["№ A-77"]
    assert gleb.get(f"/orders/{queries.find_orders('B-12')[0].id}").status_code == 404
    fedor = town.once("fedor")
    assert fedor.get(address).status_code == 404
    assert texts(read(fedor.get("/search", {"q": "A-77"})), ".hits .b") == []
    assert town.once("dina").get(address).status_code == 200
    assert town.once("kirill").get(address).status_code == 403
    orders.assign(order, store="arbat", actor=ACTOR, now=desk.now)
    assert texts(read(town.once("anna").get("/search", {"q": "A-77"})), ".hits .b") == ["№ A-77"], (
        "held it first"
    )


def test_every_screen_has_the_field_for_whoever_may_search(found):
    assert read(found.once("anna").get("/desk")).one(".search").get("action") == "/search"
    assert read(found.client("kirill").get("/account/")).select(".search") == []


def test_the_list_is_filtered_and_goes_on_page_after_page(found, monkeypatch):
    from otklik.web import order_list

    monkeypatch.setattr(order_list, "ROWS", 2)
    town = found
    for n in range(3):
        town.desk.forward(minutes=1)
        order = town.desk.order("tverskaya", number=f"N-{n}")
    town.desk.takes("anna", order)
    anna = town.once("anna")

    def numbers(address):
        page = read(anna.get(address))
        return texts(page, ".hit b"), [one.get("href") for one in page.select(".pager a")]

    first, (older,) = numbers("/orders")
    assert first == ["№ N-2", "№ N-1"]
    second, (newest, older) = numbers(older)
    assert (second[0], newest) == ("№ N-0", "/orders")
    third, _ = numbers(older)
    assert sorted(second[1:] + third) == ["№ A-77", "№ B-12"]
    assert numbers("/orders?mine=1")[0] == ["№ N-2"]
    assert numbers("/orders?phase=completed")[0] == []
    assert numbers("/orders?store=taganka&phase=nonsense&before=x")[0] == first, (
        "what is not his is no filter"
    )
    assert "№ C-77" not in read(anna.get("/orders")).text
    assert texts(read(town.once("pavel").get("/orders?store=arbat")), "h2") == ["Таких заказов нет"]
