"""Standards on the set-up screens: read in plain words, mistakes with line and remedy, published, adopted."""

from __future__ import annotations

from otklik.store import listings
from tests.api.caller import positions


def next_text(change=lambda text: text):
    present = listings.load_standard("default")
    bumped = present.text.replace(f"version = {present.number}", f"version = {present.number + 1}", 1)
    return change(bumped), present


def longer(text):
    assert '"60m"' in text or '"1h"' in text
    return text.replace('"1h"', '"90m"').replace('"60m"', '"90m"')


def test_a_standard_is_read_in_plain_words_beside_its_text(town):
    client = town.client("rita")
    assert "действует: Sever, Yug, Ярмарка" in client.get("/setup/standards").content.decode().replace(
        "Ярмарка, Sever, Yug", "Sever, Yug, Ярмарка"
    )
    row = listings.load_standard("default")
    page = client.get(f"/setup/standards/default/{row.number}").content.decode()
    assert "Стандарт «default»" in page
    assert "[obligation.first_answer" in page
    english = client.get(f"/setup/standards/default/{row.number}?lang=en").content.decode()
    assert "Standard &quot;default&quot;" in english
    assert client.get("/setup/standards/default/99").status_code == 404
    assert client.get("/setup/standards/nothing/next").status_code == 404


def test_the_editor_starts_with_the_next_version(town):
    page = town.client("admin").get("/setup/standards/default/next").content.decode()
    assert f"version = {listings.load_standard('default').number + 1}" in page


def test_mistakes_stand_with_place_and_remedy_and_nothing_is_published(town):
    text, _ = next_text(lambda text: text.replace("[obligation.first_answer", "[obligaton.first_answer", 1))
    client, before = town.client("admin"), positions()
    for act in ("check", "publish"):
        answer = client.post("/setup/standards/default/next", {"text": text, "act": act})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Ошибки в тексте" in page
        assert "obligaton" in page
    piece = client.post("/setup/standards/default/check", {"text": text}).content.decode()
    assert "Ошибки в тексте" in piece
    assert "<html" not in piece
    broken = client.post("/setup/standards/default/check", {"text": "version = "}).content.decode()
    assert "Ошибки в тексте" in broken
    assert positions() == before


def test_check_diff_publish_adopt(town):
    text, present = next_text(longer)
    client, before = town.client("admin"), positions()
    page = client.post("/setup/standards/default/next", {"text": text, "act": "check"}).content.decode()
    assert "Вот что изменится" in page
    assert "<del>" in page
    assert "<ins>" in page
    assert f"Опубликовать версию {present.number + 1}" in page
    assert positions() == before
    answer = client.post(
        "/setup/standards/default/next", {"text": text.replace("\n", "\r\n"), "act": "publish"}
    )
    number = present.number + 1
    assert answer["Location"] == f"/setup/standards/default/{number}?done=published"
    assert {one.standard for one in listings.list_partners()} == {present.digest}, "it binds nobody yet"

    order = town.desk.order("tverskaya")
    frozen = town.desk.obligation(order, "first_answer")
    adopt = f"/setup/standards/default/{number}/adopt"
    page = client.get(f"{adopt}?partner=sever").content.decode()
    assert "У открытых заказов сроки и правила остаются" in page
    assert "<ins>" in page
    assert client.post(adopt, {"partner": "sever"})["Location"].endswith("?done=adopted")
    by_partner = {one.slug: one.standard for one in listings.list_partners()}
    assert by_partner["sever"] == listings.load_standard(f"default@{number}").digest
    assert by_partner["yug"] == present.digest
    town.desk.tick()
    assert town.desk.obligation(order, "first_answer") == frozen
    assert "уже действует" in client.get(f"{adopt}?partner=sever").content.decode()


def test_the_same_text_and_a_taken_number_are_not_published(town):
    text, present = next_text()
    client, before = town.client("admin"), positions()
    page = client.post("/setup/standards/default/next", {"text": text, "act": "publish"}).content.decode()
    assert "говорит то же" in page
    taken = longer(present.text)
    answer = client.post("/setup/standards/default/next", {"text": taken, "act": "publish"})
    assert answer.status_code == 422
    assert f"version = {present.number + 1}" in answer.content.decode()
    assert positions() == before


def test_without_a_partner_nothing_is_adopted(town):
    before = positions()
    row = listings.load_standard("default")
    answer = town.client("admin").post(f"/setup/standards/default/{row.number}/adopt", {"partner": "nobody"})
    assert answer.status_code == 303
    assert positions() == before
