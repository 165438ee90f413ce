"""The examples and tables of docs/howto/audit-a-file.md are those of the product."""

import re
from pathlib import Path

from otklik.intake.audit_columns import AUDIT_FIELDS
from otklik.intake.audit_flaws import FLAW_CODES
from otklik.intake.audit_mapping import parse_mapping
from otklik.intake.columns import plain_name
from otklik.intake.tables import READERS

PAGE = (Path(__file__).parents[2] / "docs" / "howto" / "audit-a-file.md").read_text(encoding="utf-8")


def test_the_mapping_is_one() -> None:
    match = re.search(r"<!-- example: mapping\.toml -->\n```toml\n(.*?)```", PAGE, re.DOTALL)
    assert match
    mapping = parse_mapping(match[1])
    assert mapping.columns == {"placed_at": "Создан", "answered_at": "Первый звонок"}
    assert mapping.statuses == {"Отказ": "refused", "Архив": "kept"}
    assert sorted(mapping.hours) == ["default", "nights"]
    assert mapping.trades == {"Чайник на Тверской": "tea"}
    assert (mapping.dates, mapping.decimal, mapping.zone, mapping.currency) == (
        "day_first", ",", "Europe/Moscow", "RUB",
    )  # fmt: skip


def test_every_field_has_a_row_and_no_name_is_promised_that_is_not_known() -> None:
    found = {}
    for fields, english, russian in re.findall(
        r"^\| (`[a-z_`, ]+`) \| ([^|]*) \| ([^|]*)\|$", PAGE, re.MULTILINE
    ):
        names = [plain_name(name) for name in re.sub(r"\(.*?\)", "", f"{english},{russian}").split(",")]
        for field in re.findall(r"`(\w+)`", fields):
            found[field] = {name for name in names if name}
    assert found.keys() == AUDIT_FIELDS.keys()
    known = {name for names in AUDIT_FIELDS.values() for name in names}
    assert {name for names in found.values() for name in names} - known == set()


def test_every_flaw_has_a_row() -> None:
    assert tuple(re.findall(r"^\| `(\w+)` \| [^|]+ \|$", PAGE, re.MULTILINE)) == FLAW_CODES


def test_every_ending_is_named() -> None:
    assert {f"`.{ending}`" for ending in READERS} <= set(re.findall(r"`\.\w+`", PAGE))
