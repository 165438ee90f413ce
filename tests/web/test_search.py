"""Search as people type it, and the list of orders."""

import pytest

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
