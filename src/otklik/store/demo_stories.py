"""The stories of the five texts as they are played: asked for by a page, staged by whoever simulates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from otklik.store import models, writer


@dataclass(frozen=True, slots=True)
class PlayedStory:
    """A story: whether its staging is awaited, how often it was asked for, and its plan (empty before the first)."""

    name: str
    asked: bool
    played: int
    plan: Mapping[str, Any]


def ask(name: str) -> None:
    """Ask for a story to be staged, anew if it was before."""

    def write() -> None:
        row, _ = models.DemoStory.objects.get_or_create(
            name=name, defaults={"asked": False, "played": 0, "plan": "{}"}
        )
        if not row.asked:
            models.DemoStory.objects.filter(name=name).update(asked=True, played=row.played + 1)

    writer.run(write)


def list_asked() -> list[PlayedStory]:
    """Stories whose staging is awaited."""
    return [_story(row) for row in models.DemoStory.objects.filter(asked=True).order_by("name")]


def record_staged(name: str, plan: Mapping[str, Any]) -> None:
    """Keep the plan of a story that was staged."""
    text = json.dumps(plan, ensure_ascii=False)
    writer.run(lambda: models.DemoStory.objects.filter(name=name).update(asked=False, plan=text))


def record_played(name: str, plan: Mapping[str, Any]) -> None:
    """Keep the plan of a story for which nobody is staged: it plays on the orders that there are."""
    text = json.dumps(plan, ensure_ascii=False)

    def write() -> None:
        row, _ = models.DemoStory.objects.get_or_create(
            name=name, defaults={"asked": False, "played": 0, "plan": "{}"}
        )
        models.DemoStory.objects.filter(name=name).update(plan=text, played=row.played + 1)

    writer.run(write)


def load_stories() -> dict[str, PlayedStory]:
    """Every story that was ever asked for, by its name."""
    return {row.name: _story(row) for row in models.DemoStory.objects.all()}


def _story(row: models.DemoStory) -> PlayedStory:
    return PlayedStory(row.name, row.asked, row.played, json.loads(row.plan))
