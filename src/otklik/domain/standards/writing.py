"""The resolved canonical text of a standard: TOML that means the same and is always written the same.

Only what was written is written again: a default that is left out stays left out, so a later version of the schema
reads an old text under its old hash. Names are sorted, fields stand in the order of the schema, one-element lists
are single values, comments are gone (`source` keeps what matters of them).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from otklik.domain.standards.schema import AfterTable, Document, PatternTable

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def write_standard(document: Document) -> str:
    """The canonical text of a document; parsing it gives an equal standard with the same hash."""
    fields = written(document)
    blocks = [_scalars(fields)]
    for name in ("calendar", "party", "obligation", "process"):
        for key, table in sorted(fields.get(name, {}).items()):
            blocks += _process(key, table) if name == "process" else [block((name, key), table)]
    if facts := fields.get("fact"):
        rows = {key: facts[key] for key in sorted(facts)}
        place = 1 + len(fields.get("calendar", {})) + len(fields.get("party", {}))
        blocks.insert(place, block(("fact",), rows))
    blocks += [block(("pause", key), table) for key, table in sorted(fields.get("pause", {}).items())]
    blocks += [block(("ladder", key), table) for key, table in sorted(fields.get("ladder", {}).items())]
    if "refusal" in fields:
        blocks.append(_refusal(fields["refusal"]))
    if "notices" in fields:
        blocks.append(block(("notices",), fields["notices"]))
    return "\n".join(blocks)


def nested_blocks(path: tuple[str, ...], table: Mapping[str, Any], levels: int) -> list[str]:
    """Tables within a table, each with its header, down to a level below which they stand in a line.

    Parameters
    ----------
    path
        Of the table.
    levels
        How many levels below it have headers.
    """
    inner = {key: value for key, value in table.items() if levels and isinstance(value, Mapping)}
    own = {key: value for key, value in table.items() if key not in inner}
    blocks = [block(path, own)] if own or not inner else []
    for key in sorted(inner):
        blocks += nested_blocks((*path, key), inner[key], levels - 1)
    return blocks


def written(table: BaseModel) -> dict[str, Any]:
    """The fields that were written, by their names in the text and in the order of the schema."""
    return {
        info.alias or name: _plain(getattr(table, name))
        for name, info in type(table).model_fields.items()
        if name in table.model_fields_set
    }


def _plain(value: Any) -> Any:
    if isinstance(value, PatternTable):
        fields = written(value)
        short = f"{value.on}:{value.what}" if value.what else value.on
        return short if fields.keys() <= {"on", "is"} and ":" not in value.on else fields
    if isinstance(value, AfterTable) and value.target is None:
        return value.limit
    if isinstance(value, BaseModel):
        return written(value)
    if isinstance(value, tuple):
        items = [_plain(item) for item in value]
        return items[0] if len(items) == 1 and not isinstance(value[0], dict) else items
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _scalars(fields: Mapping[str, Any]) -> str:
    return "".join(
        f"{key} = {_value(value)}\n" for key, value in fields.items() if not isinstance(value, Mapping)
    )


def block(path: tuple[str, ...], table: Mapping[str, Any]) -> str:
    """A table with its header, a line a field."""
    header = ".".join(map(_key, path))
    return f"[{header}]\n" + "".join(f"{_key(key)} = {_field(key, value)}\n" for key, value in table.items())


def _process(name: str, table: Mapping[str, Any]) -> list[str]:
    steps = table["step"]
    own = {key: value for key, value in table.items() if key != "step"}
    return [
        block(("process", name), own),
        *(block(("process", name, "step", step), steps[step]) for step in sorted(steps)),
    ]


def _refusal(table: Mapping[str, Any]) -> str:
    own = {key: value for key, value in table.items() if key not in ("evidence", "reason")}
    evidence, reasons = table.get("evidence", {}), table.get("reason", {})
    parts = [block(("refusal",), own)]
    parts += [block(("refusal", "evidence", key), evidence[key]) for key in sorted(evidence)]
    parts += [block(("refusal", "reason", key), reasons[key]) for key in sorted(reasons)]
    return "\n".join(parts)


def _field(key: str, value: Any) -> str:
    if key == "step" and isinstance(value, list):
        return "[\n" + "".join(f"  {_value(step)},\n" for step in value) + "]"
    return _value(value)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return "{ " + ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items()) + " }"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)
