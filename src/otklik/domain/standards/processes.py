"""Shipped processes: a standard names them in `processes` and has their tables, as if they were written in it.

The tables are laid under the standard's own text before anything is resolved, so that its canonical text and its hash
contain them: a version that was published never changes with the next release. A step that only shows an obligation of
the standard falls out of a shipped process where the standard has no such obligation.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from otklik.domain.standards.merging import merge
from otklik.domain.standards.mistakes import Mistake, quoted, suggestion
from otklik.domain.standards.shipped import PROCESSES

FIELD = "processes"


def named_processes(raw: Mapping[str, Any], mistakes: list[Mistake]) -> dict[str, Any]:
    """The tables of the shipped processes that a text names; empty where it names none.

    Parameters
    ----------
    raw
        The text, as `tomllib` reads it.
    mistakes
        Receives one for each name that nothing is shipped under.
    """
    names = raw.get(FIELD, [])
    found: dict[str, Any] = {}
    if not isinstance(names, list):
        mistakes.append(Mistake((FIELD,), f"{FIELD} is no list.", f'Write {FIELD} = ["credit"].'))
        return found
    for index, name in enumerate(names):
        if not isinstance(name, str) or name not in PROCESSES:
            mistakes.append(
                Mistake(
                    (FIELD, index),
                    f"There is no shipped process {quoted(name)}.",
                    suggestion(str(name), PROCESSES),
                )
            )
        else:
            found = merge(found, tomllib.loads(PROCESSES[name]), mistakes)
    return found


def without_missing(resolved: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """A resolved document without the inherited steps whose obligation it does not have.

    Parameters
    ----------
    resolved
        With everything inherited laid under it.
    own
        What the text itself says: a step that stands there stays, and is refused if it names nothing.
    """
    processes, kinds = resolved.get("process"), resolved.get("obligation", {})
    if not isinstance(processes, dict) or not isinstance(kinds, dict):
        return dict(resolved)
    kept = {}
    for name, table in processes.items():
        if not isinstance(table, dict) or not isinstance(table.get("step"), dict):
            kept[name] = table
            continue
        written = _steps(own, name)
        steps = {
            step: one for step, one in table["step"].items() if step in written or not _is_missing(one, kinds)
        }
        if steps or not table["step"]:
            kept[name] = {**table, "step": steps}
    return {**resolved, "process": kept}


def _steps(own: Mapping[str, Any], process: str) -> Mapping[str, Any]:
    found: Any = own
    for name in ("process", process, "step"):
        found = found.get(name, {}) if isinstance(found, dict) else {}
    return found if isinstance(found, dict) else {}


def _is_missing(step: Any, kinds: Mapping[str, Any]) -> bool:
    return isinstance(step, dict) and isinstance(step.get("kind"), str) and step["kind"] not in kinds
