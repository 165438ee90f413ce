"""The texts that this version ships, read once from the package itself: the standard, and gates beside it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files


def _read(name: str) -> str:
    return (files("otklik.domain.standards") / f"{name}.toml").read_text(encoding="utf-8")


DEFAULT_TEXT: str = _read("default")
"""`default.toml`; `loading.parse_standard(DEFAULT_TEXT, capabilities=vocabulary.SHIPPED)` reads it."""

GATES: Mapping[str, str] = {name: _read(name) for name in ("refusals-mild", "refusals-strict")}
"""Standards that extend the shipped one by another refusal gate, for whoever wants one: name → text."""

PROCESSES: Mapping[str, str] = {
    one.name.removesuffix(".toml"): one.read_text(encoding="utf-8")
    for one in sorted((files("otklik.domain.standards") / "processes").iterdir(), key=lambda one: one.name)
    if one.name.endswith(".toml")
}
"""Processes that a standard takes over by naming them in `processes`: name → text with `[process.NAME]`."""
