"""Feeds made wrong on purpose: each is read and told of, or refused with place and remedy and the last one stays."""

import gzip
import io
from datetime import timedelta

import pytest

from otklik.actions import feeds as actions
from otklik.domain.errors import DomainError
from otklik.store import catalogues, feeds, goods, journal
from tests.store import scene
from tests.store.scene import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=3)


def yml(*offers, date="2026-03-19 10:30", head='<?xml version="1.0" encoding="UTF-8"?>'):
    """A catalogue; its date is 07:30 UTC, half an hour before `NOW`."""
    return (
        f'{head}<yml_catalog date="{date}"><shop><currencies><currency id="RUR" rate="1"/></currencies>'
        '<categories><category id="1">Детям</category><category id="2" parentId="1">Ботинки зимние</category>'
        f"</categories><offers>{''.join(offers)}</offers></shop></yml_catalog>"
    )


def offer(sku, size="25", *, price="5 890", more="<count>3</count>", code="SN-21"):
    return (
        f'<offer id="{sku}"><name>Ботинки «Снегирь»</name><vendor>Метелица</vendor><vendorCode>{code}</vendorCode>'
        f"<price>{price}</price><currencyId>RUR</currencyId><categoryId>2</categoryId>"
        f'<param name="Размер" unit="RU">{size}</param><param name="Материал">кожа</param>{more}</offer>'
    )


@pytest.fixture
def feed(db):
    scene.build()
    actions.connect("arbat-feed", store="arbat", currency="RUB", actor="person:test", now=NOW)

    def read(content, name="goods.yml", *, at=NOW, slug="arbat-feed", **more):
        raw = content if isinstance(content, bytes) else content.encode()
        return actions.read_feed(
            feeds.load_feed(slug), io.BytesIO(raw), name, by="person:test", read_now=lambda: at, **more
        )

    return read


def facts(slug="arbat-feed"):
    entries = journal.load_entries([f"source/{slug}"])[f"source/{slug}"]
    return [one.event for one in entries if one.event.kind.startswith("feed.")]


def levels(*skus, store="arbat"):
    return {sku: (one.quantity, one.counted) for sku, one in goods.stock_of(store, skus).items()}


def test_a_catalogue_is_read_with_its_own_date(feed):
    read = feed(
        yml(
            offer("A"),
            offer("B", "26", more=""),
            '<offer id="C" available="false"><name>Шнурки</name></offer>',
        )
    )
    assert (read.offers, read.left_out, read.gone, read.form) == (3, 0, 0, "YML, utf-8")
    assert read.as_of_at == NOW - timedelta(minutes=32)
    assert levels("A", "B", "C") == {"A": (3, True), "B": (1, False), "C": (0, True)}
    found = goods.find_goods("A")
    assert (found.model, found.kind, found.size, found.insole_mm) == ("SN-21", "ботинки зимние", "25", 167)
    assert (found.material, found.price_minor, found.currency) == ("кожа", 589_000, "RUB")
    assert [one.message for one in read.faults] == ["There is no price."]
    (fact,) = facts()
    assert (fact.kind, fact.data["offers"], fact.data["faults"], fact.data["store"]) == (
        "feed.read",
        3,
        1,
        "arbat",
    )


BROKEN = {
    "billion laughs": (
        '<!DOCTYPE yml_catalog [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><yml_catalog>&b;</yml_catalog>',
        "defines an entity, 'a'",
    ),
    "external entity": (
        '<!DOCTYPE yml_catalog [<!ENTITY x SYSTEM "file:///etc/passwd">]><yml_catalog>&x;</yml_catalog>',
        "defines an entity, 'x'",
    ),
    "breaks off": (yml(offer("B"))[:-40], "The XML is broken: unclosed token"),
    "another kind of XML": ("<rss><channel/></rss>", "XML of another kind: 'rss'"),
    "no offers": (yml(), "No row of the file could be taken. It has none."),
    "every offer wrong": (yml(offer("", "25")), "The first: The goods have no number"),
    "an undefined sign": (yml(offer("B").replace("«", "&laquo;")), "undefined entity"),
    "a tag without an end": (yml().replace("<offers>", "<offers><offer id='" + "x" * 5_000_000), "has no end"),
    "too deep": (yml("<a>" * 50 + "</a>" * 50), "too deep"),
    "damaged gzip": (gzip.compress(yml(offer("B")).encode())[:-20], "breaks off"),
    "not text": (b"<yml_catalog>\x00\x01</yml_catalog>", "control characters"),
    "a table without numbers": (b"name;price\nboots;1\n", "No column was recognised as sku"),
    "an old spreadsheet": (b"\xd0\xcf\x11\xe0 and so on", "XLS file of the old kind"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_and_the_last_catalogue_stays(feed, name):
    content, said = BROKEN[name]
    feed(yml(offer("A")))
    with pytest.raises(DomainError) as refused:
        feed(
            content,
            "goods.csv" if "table" in name else "goods.xls" if "spread" in name else "goods.yml",
            at=LATER,
        )
    assert said in refused.value.message and refused.value.remedy
    assert levels("A", "B") == {"A": (3, True)}
    assert [fact.kind for fact in facts()] == ["feed.read", "feed.failed"]
    (last, first) = feeds.list_readings("arbat-feed")
    assert (first.outcome, last.outcome) == ("read", "failed") and said in last.error.message


def test_bad_offers_are_told_and_the_others_taken(feed):
    read = feed(
        yml(
            "\n", offer("A"),
            "\n", offer("A"),  # the same again: once
            "\n", offer("A", "26"),  # the same number, another thing
            "\n", offer("dear", price="5.8901"),
            "\n", offer("odd", "б/р"),
            "\n", offer("many", more="<count>2.5</count>"),
            "\n", offer("minus", more="<count>-2</count>"),
            "\n", offer("long", more=f"<url>https://x.example/{'y' * 3000}</url>"),
            "\n", offer("lost", more='<outlets><outlet id="arbat" instock="7"/><outlet id="77"/></outlets>'),
        )
    )  # fmt: skip
    assert levels("A", "dear", "odd", "many", "minus", "long", "lost") == {
        "A": (3, True), "odd": (3, True), "minus": (0, True), "lost": (7, True),
    }  # fmt: skip
    assert goods.find_goods("odd").size == "б/р" and goods.find_goods("odd").size_system == "unknown"
    assert [(one.line, one.place, one.left_out) for one in read.faults] == [
        (4, "sku", True), (5, "price", True), (6, "size", False), (7, "quantity", True), (8, "quantity", False),
        (9, "url", True), (10, "store", False),
    ]  # fmt: skip
    assert all(one.remedy for one in read.faults)
    assert (read.offers, read.left_out, read.noted) == (4, 4, 3)
    (kept,) = feeds.list_readings("arbat-feed")
    assert len(kept.faults) == 7 and (kept.left_out, kept.noted) == (4, 3)


@pytest.mark.parametrize(
    ("encoding", "head", "form"),
    [
        ("cp1251", '<?xml version="1.0" encoding="windows-1251"?>', "YML, windows-1251"),
        ("cp1251", '<?xml version="1.0"?>', "YML, windows-1251"),
        ("cp1251", '<?xml version="1.0" encoding="UTF-8"?>', "YML, windows-1251, declared as utf-8"),
        ("utf-8", '<?xml version="1.0" encoding="windows-1251"?>', "YML, utf-8, declared as windows-1251"),
        ("utf-16", '<?xml version="1.0" encoding="UTF-16"?>', "YML, utf-16"),
        ("utf-8", '<!DOCTYPE yml_catalog SYSTEM "shops.dtd">', "YML, utf-8"),
    ],
)
def test_what_the_bytes_are_goes_before_what_the_file_declares(feed, encoding, head, form):
    read = feed(gzip.compress(yml(offer("A"), head=head).encode(encoding)), "goods.yml.gz")
    assert read.form == f"{form}, gzip"
    assert goods.find_goods("A").title == "Ботинки «Снегирь»"


def test_a_table_and_a_table_of_stock_alone(feed):
    table = "Код;Наименование;Артикул производителя;Размер;Цена;Остаток;Магазин;Подклад\n"
    table += (
        "A;Ботинки;SN-21;25;5890,00;2;Arbat;мех\nB;Ботинки;SN-21;26;5 890;есть;arbat;мех\n;Без номера;;;;;;\n"
    )
    read = feed(table.encode("cp1251"), "goods.csv")
    assert (read.offers, read.left_out, read.unknown) == (2, 1, ("Подклад",))
    assert goods.find_goods("A").params == {"Подклад": "мех"}
    assert levels("A", "B") == {"A": (2, True), "B": (1, False)}
    stock = feed("sku;qty\nA;0\nZ;4\n", "stock.csv", at=LATER)
    assert [(one.line, one.place) for one in stock.faults] == [(3, "sku")]
    assert (stock.offers, stock.gone) == (1, 0)
    assert levels("A", "B", "Z") == {"A": (0, True), "B": (1, False)}
    assert goods.stock_of("arbat", ["A"])["A"].as_of_at == LATER


def test_the_same_file_again_changes_nothing_and_what_vanished_is_gone(feed):
    feed(yml(offer("A"), offer("B", "26")))
    assert feed(yml(offer("A"), offer("B", "26")), at=LATER).outcome == "unchanged"
    assert feed(yml(offer("A"), date="2026-03-19 13:00"), at=LATER).gone == 1
    assert levels("A", "B") == {"A": (3, True), "B": (0, True)}
    assert [fact.kind for fact in facts()] == ["feed.read", "feed.read"]


def test_a_crash_in_the_middle_leaves_the_last_catalogue(feed, monkeypatch):
    feed(yml(offer("A")))

    def crash(*_, **__):
        raise RuntimeError("out of disk")

    monkeypatch.setattr(catalogues, "carry", crash)
    with pytest.raises(RuntimeError):
        feed(yml(offer("B"), date="2026-03-19 11:00"), at=LATER)
    assert levels("A", "B") == {"A": (3, True)}
    assert [(fact.kind, fact.data.get("reason")) for fact in facts()] == [
        ("feed.read", None),
        ("feed.failed", "broken_off"),
    ]


def test_a_partners_catalogue_says_which_store_has_what(feed):
    actions.connect("house-feed", partner="house", actor="person:test", now=NOW)
    outlets = '<outlets><outlet id="arbat" instock="1"/><outlet id="tverskaya" instock="2"/></outlets>'
    read = feed(yml(offer("A", more=outlets), offer("B")), slug="house-feed")
    assert levels("A", "B") == {"A": (1, True)} and levels("A", store="tverskaya") == {"A": (2, True)}
    assert [one.message for one in read.faults] == [
        "In 1 rows no store is named, and the catalogue is of several; their stock was not taken."
    ]
    with pytest.raises(DomainError, match="of one store or of one partner"):
        actions.connect("both", store="arbat", partner="house", actor="person:test", now=NOW)
