"""The example and the table of docs/howto/import-orders.md are read as a user's file would be."""

import io
import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from otklik.domain.incoming import HistoryOrder
from otklik.intake.columns import FIELDS, plain_name
from otklik.intake.files import read_history

PAGE = (Path(__file__).parents[2] / "docs" / "howto" / "import-orders.md").read_text(encoding="utf-8")
MOSCOW = ZoneInfo("Europe/Moscow")


def example() -> bytes:
    match = re.search(r"<!-- example: orders\.csv -->\n```csv\n(.*?)```", PAGE, re.DOTALL)
    assert match
    return match[1].encode()


def table() -> dict[str, list[str]]:
    """Fields of the table of columns → names it promises."""
    rows: dict[str, list[str]] = {}
    for fields, english, russian in re.findall(
        r"^\| (`[a-z_`, ]+`) \| ([^|]*) \| ([^|]*)\|$", PAGE, re.MULTILINE
    ):
        names = [plain_name(name) for name in re.sub(r"\(.*?\)", "", f"{english},{russian}").split(",")]
        for field in re.findall(r"`(\w+)`", fields):
            rows[field] = [name for name in names if name]
    return rows


def test_the_example_is_two_orders_without_a_word_left_over() -> None:
    file = read_history(
        io.BytesIO(example()), "orders.csv", received_at=datetime(2026, 3, 5, tzinfo=UTC), zone=MOSCOW
    )
    assert file.columns.unknown == ()
    first, second = file.records
    assert isinstance(first, HistoryOrder)
    assert isinstance(second, HistoryOrder)
    assert (first.left_out, second.left_out) == ((), ())
    assert (first.order.number, first.order.total_minor, len(first.order.lines)) == ("А-1", 349000, 2)
    assert sum(line.price_minor * line.quantity for line in first.order.lines) == 349000
    assert first.facts.answered_at == datetime(2026, 3, 2, 7, 12, tzinfo=UTC)
    assert (first.facts.outcome, second.facts.outcome) == ("completed", "cancelled")
    assert (second.order.lines[0].quantity, second.order.lines[0].price_minor) == (2, 60000)


def test_the_table_has_every_field_and_promises_no_name_that_is_not_known() -> None:
    rows = table()
    assert rows.keys() == FIELDS.keys()
    known = {name for names in FIELDS.values() for name in names}
    assert {name for names in rows.values() for name in names} - known == set()
    for field, names in rows.items():
        assert set(names) & set(FIELDS[field])
