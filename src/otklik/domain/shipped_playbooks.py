"""The playbooks that this version ships, read once from `situations/`: one file a situation."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from otklik.domain.playbook_texts import parse_playbook
from otklik.domain.playbooks import Playbook


def _read() -> Mapping[str, Playbook]:
    folder = files("otklik.domain") / "situations"
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith(".toml"))
    books = (parse_playbook((folder / name).read_text(encoding="utf-8")) for name in names)
    return {book.situation: book for book in sorted(books, key=lambda one: (one.rank, one.situation))}


SHIPPED_PLAYBOOKS: Mapping[str, Playbook] = _read()
"""Situation → playbook, by rank; the last one holds always."""
