"""`otklik import orders`: history goes in whole, bad rows are named, a second run changes nothing, nobody is told."""

import os
from pathlib import Path

import pytest

from otklik.domain.events import Ref
from otklik.store import models, queries
from tests.api.caller import positions

SHARED = Path(os.environ.get("OTKLIK_SHARED", Path(__file__).resolve().parents[3] / "shared"))
OLIST = SHARED / "data" / "olist_sample" / "olist_orders_dataset.csv"

TABLE = """number;placed_at;status;answered_at;delivered_at;total;currency;shelf
H-1;2026-03-10 11:00;completed;2026-03-10 11:25;2026-03-12 15:00;1000.00;RUB;A
H-2;2026-03-10 18:50;cancelled;;;2000.00;RUB;B
H-3;yesterday;completed;;;3000.00;RUB;C
H-4;2026-03-11 12:00;new;2026-03-11 14:30;;4000.00;RUB;D
"""


@pytest.fixture
def file(tmp_path):
    def write(text: str = TABLE) -> str:
        path = tmp_path / "orders.csv"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def load(otklik, name: str, *more: str, code: int = 0):
    return otklik(
        "import", "orders", name, "--zone", "Europe/Moscow", "--store", "tverskaya", *more, code=code
    )


def order_of(number: str):
    (row,) = queries.find_orders(number)
    return row


def test_a_file_is_history_and_bad_rows_are_named(otklik, house, file):
    name = file()
    printed = load(otklik, name, "--json")
    assert printed.json == {
        "new": 3,
        "changed": 0,
        "known": 0,
        "bad": 1,
        "left_out": 0,
        "unknown_columns": ["shelf"],
        "stored": True,
    }
    assert "not recognised, kept beside: shelf" in printed.err
    (bad,) = [line for line in printed.err.splitlines() if line.startswith("otklik: ")]
    assert bad.startswith(f"otklik: {name}: line 4, placed_at: ")
    assert queries.list_notices(order_of("H-1").stream) == []
    assert models.Timer.objects.filter(stream=order_of("H-4").stream).count() == 0


def test_what_was_answered_in_time_and_what_was_not_stands_in_the_verdicts(otklik, house, file):
    load(otklik, file())
    states = {number: house.desk.state(order_of(number).stream) for number in ("H-1", "H-2", "H-4")}
    assert {number: state.subject.phase for number, state in states.items()} == {
        "H-1": "completed",
        "H-2": "refused",
        "H-4": "open",
    }
    verdicts = {number: state.obligations[Ref("first_answer")].verdict for number, state in states.items()}
    assert verdicts == {"H-1": "met", "H-2": "breached", "H-4": "met_late"}
    assert states["H-1"].subject.delivered_at is not None


def test_a_second_run_doubles_nothing(otklik, house, file):
    name = file()
    load(otklik, name)
    before = positions()
    assert load(otklik, name, "--json").json["known"] == 3
    assert positions() == before


def test_a_later_export_adds_what_has_happened_since(otklik, house, file):
    load(otklik, file())
    later = TABLE.replace(
        "12:00;new;2026-03-11 14:30;;", "12:00;completed;2026-03-11 14:30;2026-03-13 10:00;"
    )
    said = load(otklik, file(later), "--json").json
    assert (said["changed"], said["known"]) == (1, 2)
    kinds = house.kinds(order_of("H-4").id)
    assert kinds[-3:] == ["order.changed_at_source", "delivery.done", "order.completed"]
    assert kinds.count("contact.reached") == 1


def test_a_dry_run_stores_nothing(otklik, house, file):
    before = positions()
    printed = load(otklik, file(), "--dry-run")
    assert printed.out.splitlines()[0] == "3 new orders, 0 changed, 0 known already; 1 bad rows"
    assert printed.out.splitlines()[-1] == "Nothing was stored (--dry-run)."
    assert positions() == before


def test_live_orders_start_the_clock(otklik, house, file):
    table = "number;placed_at;total;currency;title;quantity;price\nL-1;2026-03-19 11:00;1000.00;RUB;Кукла;1;1000.00\n"
    said = load(otklik, file(table), "--live", "--json").json
    assert said["new"] == 1
    state = house.desk.state(order_of("L-1").stream)
    assert state.obligations[Ref("first_answer")].state == "open"
    assert models.Timer.objects.filter(stream=state.stream).count() == 1


def test_every_bad_row_is_written_where_one_asks(otklik, house, file, tmp_path):
    rows = "".join(f"H-{number};never;new;;;1.00;RUB;\n" for number in range(30))
    errors = tmp_path / "errors.txt"
    printed = load(otklik, file(TABLE.splitlines()[0] + "\n" + rows), "--errors", str(errors))
    told = [line for line in printed.err.splitlines() if line.startswith("otklik: ")]
    assert len(told) == 21
    assert "10 more bad rows" in told[-1]
    assert len(errors.read_text(encoding="utf-8").splitlines()) == 30


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (
            ("/no/such.csv", "--store", "tverskaya"),
            "FILE: /no/such.csv can't be read: No such file or directory.",
        ),
        (("FILE",), "--store: Whose orders are they? Add --store SLUG."),
        (("FILE", "--store", "mars"), "There is no store 'mars'."),
        (("FILE", "--store", "tverskaya", "--zone", "Mars"), "--zone: There is no zone 'Mars'."),
        (("FILE", "--store", "tverskaya", "--mapping", "shelf"), "--mapping: 'shelf' is no FIELD=COLUMN."),
    ],
)
def test_refusals(otklik, house, file, words, line):
    before = positions()
    name = file()
    printed = otklik("import", "orders", *(name if word == "FILE" else word for word in words), code=1)
    assert line in printed.err
    assert positions() == before


def test_without_a_zone_every_row_says_so(otklik, house, file):
    printed = otklik("import", "orders", file(), "--store", "tverskaya", "--json")
    assert (printed.json["new"], printed.json["bad"]) == (0, 4)


@pytest.mark.realdata
@pytest.mark.long
def test_eight_thousand_real_orders(otklik, house):
    if not OLIST.is_file():
        pytest.skip(f"recorded data are not in {SHARED}")
    words = ("import", "orders", str(OLIST), "--zone", "America/Sao_Paulo", "--store", "tverskaya", "--json")
    first = otklik(*words).json
    assert first["new"] + first["bad"] == 8000
    assert first["bad"] < 80
    assert models.Outbox.objects.count() == 0
    again = otklik(*words).json
    assert (again["new"], again["changed"], again["known"]) == (0, 0, first["new"])
