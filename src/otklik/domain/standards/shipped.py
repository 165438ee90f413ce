"""The text of the standard that this version ships, read once from the package itself."""

from __future__ import annotations

from importlib.resources import files

DEFAULT_TEXT: str = (files("otklik.domain.standards") / "default.toml").read_text(encoding="utf-8")
"""`default.toml`; `loading.parse_standard(DEFAULT_TEXT, capabilities=vocabulary.SHIPPED)` reads it."""
