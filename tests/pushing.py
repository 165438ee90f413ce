"""A standard that tells by Web Push first, for tests of notifications: the shipped one, told by other ways."""

from __future__ import annotations

import re

from otklik.domain.standards.shipped import DEFAULT_TEXT

NAME = "by-push"


def push_standard() -> str:
    """The text of a standard whose every step tells by Web Push and, where a buyer is told, by mail."""
    text = re.sub(r"\bby\s*=\s*\[[^\]]*\]", 'by = ["webpush", "email"]', DEFAULT_TEXT)
    text = re.sub(r'^name\s*=\s*"default"', f'name = "{NAME}"', text, flags=re.MULTILINE)
    return re.sub(r"^version\s*=\s*\d+", "version = 1", text, flags=re.MULTILINE)
