"""A mistake in each field of the schema: refused at its line, with what is wrong and what to write instead.

`every_field.toml` uses every field; each row of `mistakes.toml` breaks one line of it. A field without a row fails.
"""

import tomllib
from pathlib import Path

import pytest

from otklik.domain.standards import schema
from otklik.domain.standards.loading import parse_standard
from otklik.domain.standards.mistakes import StandardErrors
from otklik.domain.standards.vocabulary import ALL

HERE = Path(__file__).parent
TEXT = (HERE / "every_field.toml").read_text(encoding="utf-8")

ROWS = tomllib.loads((HERE / "mistakes.toml").read_text(encoding="utf-8"))["mistake"]


def broken(old: str, new: str) -> tuple[str, int]:
    """The text with one line replaced, and the number of the (last) new line."""
    assert TEXT.count(f"\n{old}\n") == 1, f"{old!r} must stand once in every_field.toml"
    text = TEXT.replace(f"\n{old}\n", f"\n{new}\n")
    return text, text[: text.index(f"\n{new}\n") + 1 + len(new)].count("\n") + 1


@pytest.mark.parametrize("row", ROWS, ids=[row["field"] for row in ROWS])
def test_mistake_is_told_with_line_and_remedy(row):
    text, line = broken(row["right"], row["wrong"])
    with pytest.raises(StandardErrors) as caught:
        parse_standard(text, capabilities=ALL)
    assert caught.value.code == "bad_standard"
    said = [(one.place, one.message, one.remedy) for one in caught.value.mistakes]
    assert (f"line {line}, {row['place']}", row["message"], row["remedy"]) in said


def test_right_text_is_accepted():
    standard = parse_standard(TEXT, capabilities=ALL)
    assert list(standard.kinds) == [
        "answer", "credit.call", "credit.expert", "credit.papers", "hold", "later", "scan", "window",
    ]  # fmt: skip


def test_every_field_has_a_row():
    tables = [
        table
        for table in vars(schema).values()
        if isinstance(table, type) and issubclass(table, schema.Table) and table is not schema.Table
    ]
    fields = {
        f"{table.__name__}.{info.alias or name}"
        for table in tables
        for name, info in table.model_fields.items()
    }
    assert len(tables) == 17
    assert {row["field"] for row in ROWS} == fields


def test_every_field_is_used_in_the_right_text():
    used = set()

    def walk(table):
        used.update(
            f"{type(table).__name__}.{type(table).model_fields[name].alias or name}"
            for name in table.model_fields_set
        )
        for name in table.model_fields_set:
            value = getattr(table, name)
            for inner in (
                value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else [value]
            ):
                if isinstance(inner, schema.Table):
                    walk(inner)

    walk(schema.Document.model_validate(tomllib.loads(TEXT)))
    assert used == {row["field"] for row in ROWS}


def test_all_mistakes_of_a_text_are_told_at_once_in_its_order():
    text = TEXT.replace('debtor = "store"', 'debtor = "shop"').replace('floor = "60m"', 'flor = "60m"')
    with pytest.raises(StandardErrors) as caught:
        parse_standard(text, capabilities=ALL)
    assert [one.place for one in caught.value.mistakes] == [
        "line 18, obligation.answer.debtor",
        "line 71, obligation.later.debtor",
        "line 137, refusal.flor",
    ]
    assert str(caught.value).startswith('line 18, obligation.answer.debtor: There is no role "shop".')
