"""`extends`: a standard that says only what is different from another one.

Tables are merged key by key, down to the fields of a kind, a step of a process, a ladder; a field that holds facts
or a list is replaced whole; `false` removes a named table or a field. The result stands on its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from otklik.domain.standards.mistakes import Mistake, Path

OWN = ("name", "version")
"""What is never inherited: a standard that extends another one is another contract."""

FACT_FIELDS = frozenset({
    "any", "opens_on", "ends_on", "met_by", "breached_by", "waived_by", "moved_by", "pause_on", "resume_on", "ack_by",
})  # fmt: skip
"""Fields that hold facts: they are replaced whole."""

_MAY_BE_FALSE = frozenset({"any_key", "wake"})


def merge(base: Mapping[str, Any], changes: Mapping[str, Any], mistakes: list[Mistake]) -> dict[str, Any]:
    """The document that `changes` makes of `base`.

    Parameters
    ----------
    base
        A whole document, as `tomllib` reads it.
    changes
        What the extending text says, without `extends`.
    mistakes
        Receives one for each `false` that has nothing to remove.
    """
    inherited = {name: value for name, value in base.items() if name not in OWN}
    return _merged(inherited, changes, (), mistakes)


def leftovers(document: Mapping[str, Any], path: Path = ()) -> list[Mistake]:
    """A mistake for each `false` that stands for a table in a document that extends nothing."""
    found = []
    for name, value in document.items():
        if value is False and name not in _MAY_BE_FALSE:
            found.append(_nothing_to_remove((*path, name)))
        elif isinstance(value, dict) and name not in FACT_FIELDS:
            found += leftovers(value, (*path, name))
    return found


def _merged(
    base: Mapping[str, Any], changes: Mapping[str, Any], path: Path, mistakes: list[Mistake]
) -> dict[str, Any]:
    merged = dict(base)
    for name, value in changes.items():
        here = (*path, name)
        old = merged.get(name)
        if name == "after" and len(path) == 2:  # not the `after` of a ladder's step, which stands in an array
            old, value = timed(old), timed(value)
        if value is False and name not in _MAY_BE_FALSE:
            if name not in merged:
                mistakes.append(_nothing_to_remove(here))
            merged.pop(name, None)
        elif isinstance(value, dict) and name not in FACT_FIELDS:
            merged[name] = _merged(old if isinstance(old, dict) else {}, value, here, mistakes)
        else:
            merged[name] = value
    return merged


def overlaid(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Changes of a third text, one laid over the other; a `false` stays, for it removes what is not here."""
    found = dict(base)
    for name, value in changes.items():
        old = found.get(name)
        if name == "after":
            old, value = timed(old), timed(value)
        if isinstance(old, dict) and isinstance(value, dict) and name not in FACT_FIELDS:
            value = overlaid(old, value)
        found[name] = value
    return found


def timed(value: Any) -> Any:
    """The field `after` as a table, also where it is written short."""
    return {"limit": value} if isinstance(value, str) else value


def _nothing_to_remove(path: Path) -> Mistake:
    return Mistake(
        path,
        f'There is no {".".join(map(str, path))} to remove with "false".',
        "`false` removes what an extended standard has; leave it out here.",
    )
