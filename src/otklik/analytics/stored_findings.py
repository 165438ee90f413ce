"""Findings and their source as one canonical text, and back: what a frozen report keeps.

The text is `findings.write_findings`; floats stand in it with six digits, so what is read back writes the same bytes.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from otklik.analytics.findings import Findings, write_findings
from otklik.analytics.frames import Source

T = TypeVar("T")


def write_stored(findings: Findings, source: Source) -> str:
    """Findings and their source as canonical JSON: the same bytes for the same values."""
    return write_findings({"findings": findings, "source": source})


def read_stored(text: str) -> tuple[Findings, Source]:
    """What `write_stored` wrote.

    Raises
    ------
    KeyError
        The text is of another shape than this version's.
    """
    raw = json.loads(text)
    return made_from(Findings, raw["findings"]), made_from(Source, raw["source"])


def made_from(kind: type[T], raw: Mapping[str, Any]) -> T:
    """A dataclass from the JSON that `write_findings` made of one."""
    fields: Any = kind
    return kind(**{name: _value(annotation, raw[name]) for name, annotation in _fields(fields).items()})


@lru_cache(maxsize=64)
def _fields(kind: Any) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def _value(annotation: Any, raw: Any) -> Any:
    """A JSON value as the annotation of its field wants it."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        (wanted,) = (part for part in parts if part is not NoneType)
        return None if raw is None else _value(wanted, raw)
    if origin is tuple:
        if len(parts) == 2 and parts[1] is ...:
            return tuple(_value(parts[0], one) for one in raw)
        return tuple(_value(part, one) for part, one in zip(parts, raw, strict=True))
    if dataclasses.is_dataclass(annotation) and isinstance(annotation, type):
        return made_from(annotation, raw)
    return raw
