"""Places, people, methods, shifts, partners, keys and sources from the command line."""

import pytest

from otklik.store import sources
from tests.api.caller import ORDER, positions


def test_a_partner_and_its_store(otklik, house):
    otklik("partner", "create", "yug", "--name", "Юг")
    made = otklik(
        "store", "create", "arbat", "--name", "Юг на Арбате", "--partner", "yug",
        "--hours", "Mo-Fr 10:00-19:00; PH off", "--zone", "Europe/Moscow", "--country", "RU",
        "--exception", "2026-03-20=off", "--phone", "+74950000303",
    )  # fmt: skip
    assert made.out == "arbat is open.\nnow         open (times: Europe/Moscow)\n"
    otklik("store", "change", "arbat", "--next-store", "taganka", "--party", "supplier=engraver")
    said = otklik("store", "show", "arbat", "--json").json
    assert (said["name"], said["partner"], said["next_store"], said["parties"]) == (
        "Юг на Арбате", "yug", "taganka", {"supplier": "engraver"},
    )  # fmt: skip
    assert said["hours"]["exceptions"] == ["2026-03-20=off"]
    otklik("store", "hours", "arbat", "--hours", "Mo-Fr 12:00-19:00")
    changed = otklik("store", "show", "arbat", "--json").json["hours"]
    assert (changed["expression"], changed["country"], changed["exceptions"]) == (
        "Mo-Fr 12:00-19:00",
        "RU",
        ["2026-03-20=off"],
    )
    assert (
        "now         closed until 2026-03-19 12:00 (times: Europe/Moscow)"
        in otklik("store", "show", "arbat").out
    )
    assert {row["slug"] for row in otklik("partner", "list", "--json").json} == {"market", "yug"}
    assert "arbat" in otklik("store", "list").out


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("store", "create", "x", "--partner", "market", "--hours", "Mo-Fr 25:00", "--zone", "Europe/Moscow"), ""),
        (("store", "create", "x", "--partner", "market", "--hours", "24/7", "--zone", "Moscow"), ""),
        (("store", "create", "Big_Shop", "--partner", "market", "--hours", "24/7", "--zone", "UTC"), "slug: "),
        (("store", "create", "taganka", "--partner", "market", "--hours", "24/7", "--zone", "UTC"), "There is a store"),
        (("store", "change", "taganka", "--party", "boss=x"), "--party: 'boss=x' is no ROLE=SLUG."),
        (("store", "change", "taganka", "--next-store", "mars"), "There is no store 'mars'."),
        (("person", "create", "x", "--name", "X", "--store", "mars"), "There is no store 'mars'."),
        (("person", "dismiss", "nobody"), "There is no person 'nobody' here."),
        (("method", "add", "anna", "email", "a@b.test"), "OWNER: 'anna' is nobody."),
        (("method", "add", "person/anna", "pigeon", "x"), "There is no channel 'pigeon'."),
        (("method", "add", "person/anna", "email", "no address"), "address: "),
        (("method", "remove", "person/anna", "none"), "person/anna has no contact method 'none'."),
        (("shift", "join", "tverskaya", "vera"), "'vera' does not work for tverskaya."),
        (("shift", "leave", "tverskaya", "vera"), "'vera' is not on the shift of tverskaya."),
        (("api-key", "create", "--store", "mars"), "There is no store 'mars'."),
        (("api-key", "revoke", "none"), "There is no source 'none'."),
        (("source", "create", "woocommerce"), "--store: Which store answers its orders? Add --store SLUG."),
        (("source", "create", "woocommerce", "--store", "taganka", "--shop-url", "https://x.test"), "--shop-url: "),
    ],
)  # fmt: skip
def test_what_is_refused_is_one_line_and_leaves_nothing(otklik, house, words, line):
    before = positions()
    printed = otklik(*words, code=1)
    assert printed.err.startswith("otklik: ")
    assert line in printed.err
    assert printed.err.count("\n") == 1
    assert positions() == before


def test_people_come_are_reached_and_go(otklik, house):
    otklik(
        "person",
        "create",
        "gleb",
        "--name",
        "Глеб Орлов",
        "--store",
        "taganka",
        "--role",
        "seller",
        "--role",
        "head",
    )
    otklik("method", "add", "person/gleb", "email", "gleb@shop.test")
    printed = otklik("method", "list", "person/gleb")
    assert "email" in printed.out
    assert "gleb@shop.test" not in printed.out
    otklik("shift", "join", "taganka", "gleb", "--place", "in_shop")
    on_shift = [row["person"] for row in otklik("shift", "show", "taganka", "--json").json]
    assert on_shift == ["vera", "gleb"]
    otklik("shift", "leave", "taganka", "vera")
    assert [row["person"] for row in otklik("shift", "show", "taganka", "--json").json] == ["gleb"]
    assert "boris" in otklik("shift", "show").out
    otklik("method", "remove", "person/gleb", "email")
    otklik("person", "dismiss", "gleb", "--why", "left")
    rows = otklik("person", "list", "--store", "taganka", "--json").json
    assert {
        "slug": "gleb",
        "name": "Глеб Орлов",
        "store": "taganka",
        "roles": ["head", "seller"],
        "active": False,
    } in rows


def test_an_api_key_works_at_once_and_not_after_its_end(otklik, house):
    made = otklik("api-key", "create", "--store", "taganka", "--json").json
    assert (made["store"], made["name"]) == ("taganka", "api-taganka")
    assert house.post("/orders", ORDER, key=made["key"]).status_code == 201
    assert otklik("api-key", "create", "--store", "taganka", "--json").json["name"] == "api-taganka-2"
    assert otklik("api-key", "create", "--json").json["store"] is None
    otklik("api-key", "revoke", "api-taganka")
    assert house.get("/orders", key=made["key"]).status_code == 401
    listed = otklik("api-key", "list")
    assert made["key"] not in listed.out
    assert any(line.split() == ["api-taganka", "taganka", "revoked"] for line in listed.out.splitlines())


def test_a_connected_shop(otklik, house, tmp_path):
    secret_file = tmp_path / "cs"
    secret_file.write_text("cs_123\n", encoding="ascii")
    made = otklik(
        "source", "create", "woocommerce", "--store", "taganka", "--shop-url", "https://shop.example",
        "--consumer-key", "ck_1", "--consumer-secret-file", str(secret_file), "--json",
    ).json  # fmt: skip
    assert made["url"] == "http://127.0.0.1:8000/hooks/woocommerce/woocommerce-taganka"
    kept = sources.load_secrets(sources.find_source("woocommerce-taganka", "woocommerce"))
    assert kept.secret == made["secret"]
    assert kept.credentials == {"consumer_key": "ck_1", "consumer_secret": "cs_123"}
    assert "cs_123" not in repr(kept)
    listed = otklik("source", "list")
    assert made["url"] in listed.out
    assert made["secret"] not in listed.out
    otklik("source", "revoke", "woocommerce-taganka")
    assert sources.find_source("woocommerce-taganka", "woocommerce") is None
