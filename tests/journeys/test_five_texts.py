"""The stories that the demo plays, played here on the test's clock: the same scripts, and the figures they end with.

002 §1, the obligatory programme (R15, R16), and 004 §1, the bands (R30–R32).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from otklik.actions.commit import Done, commit
from otklik.channels.message import Message, SendResult
from otklik.domain.events import Ref
from otklik.simulation import deeds, life, staging
from otklik.simulation.stories import ANSWER_TIMES, RECEIPT_AND_CALL, STORIES, WORKED_MINUTES, Story
from otklik.store import journal, next_event, search
from otklik.worker import loop
from otklik.worker.mailbox import NOWHERE, is_nowhere
from tests.harness import Phones, local, moscow
from tests.journeys.test_bands import band
from tests.simulation.scene import open_marketplace

BEGINS = moscow("2026-03-17 08:30")


class Stage:
    """A marketplace whose only orders are the story's; everything but clock and phones is the product."""

    def __init__(self, story: Story) -> None:
        self.phones = Phones()
        open_marketplace(BEGINS)
        self.staging = staging.stage(story, play=1, now=BEGINS)
        self.now = BEGINS
        ends_at = staging.instant_at(story.steps[-1], staging.day_for(story, now=BEGINS)) + timedelta(
            minutes=1
        )
        coming = life.comings(BEGINS, ends_at)
        for deed in sorted([*coming, *self.staging.deeds], key=lambda one: one.at):
            self.lead(deed.at)
            (result,) = commit([deeds.unit_of(deed)])
            assert isinstance(result, Done), (deed, result)
            self.tick()
        self.lead(ends_at)

    def lead(self, to: datetime) -> None:
        """Time goes to an instant, and everything that is due meanwhile happens at its own."""
        while (due_at := next_event.next_due_at()) is not None and due_at <= to:
            self.now = max(self.now, due_at)
            self.tick()
        self.now = to

    def tick(self) -> None:
        while loop.tick(read_now=lambda: self.now, owner="test", carry=self.carry).busy:
            pass

    def carry(self, channel: str, message: Message) -> SendResult:
        if is_nowhere(message.to):
            self.phones.broken.add(message.to)
        return self.phones.send(channel, message)

    def state(self, key: str):
        stream = self.staging.plan["streams"][key]
        return journal.load_states([stream])[stream]

    def owed(self, key: str, kind: str = "first_answer", n: int = 1):
        return self.state(key).obligations[Ref(kind, "", n)]

    def facts(self, key: str) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for entry in journal.read_stream(self.staging.plan["streams"][key]):
            found.setdefault(entry.event.kind, []).append(local(entry.event.occurred_at)[5:])
        return found


def test_ten_answers_fall_into_their_bands(db: None) -> None:
    stage = Stage(ANSWER_TIMES)
    assert stage.staging.starts_at == moscow("2026-03-17 10:59")
    answers = {key: stage.owed(key) for key in (*WORKED_MINUTES, "next-day", "never")}
    assert {key: (band(one), one.verdict) for key, one in answers.items()} == {
        "8": ("10m", "met"),
        "12": ("20m", "met"),
        "19": ("20m", "met"),
        "25": ("60m", "met"),
        "55": ("60m", "met"),
        "65": ("2h", "met_late"),
        "130": ("3h", "met_late"),
        "200": ("1wd", "met_late"),
        "next-day": ("1wd", "met_late"),
        "never": ("never", "breached"),
    }
    night = stage.owed("night")
    assert (local(night.limit_at), band(night), night.verdict) == ("2026-03-18 10:00:00", "10m", "met")
    assert Counter(one.verdict for one in answers.values()) == {"met": 5, "met_late": 4, "breached": 1}


def test_a_receipt_at_once_then_a_person_calls(db: None) -> None:
    stage = Stage(RECEIPT_AND_CALL)
    facts = stage.facts("kept")
    assert facts["order.received"] == ["03-17 15:00:00"]
    assert [local(letter.at)[5:] for letter in stage.phones.at("maria@otklik.test")][0] == "03-17 15:00:00"
    assert facts["contact.reached"] == facts["order.confirmed"] == ["03-17 15:12:00"]
    assert (stage.owed("kept").verdict, band(stage.owed("kept"))) == ("met", "20m")


def test_whom_neither_letter_nor_call_reached_is_not_forgotten(db: None) -> None:
    stage = Stage(RECEIPT_AND_CALL)
    assert stage.owed("lost", "receipt").verdict == "breached"
    told = stage.phones.times("admin@otklik.test", "zoya@otklik.test")
    assert told["admin@otklik.test"][0] == "15:05", "at once: the letter was refused for good"
    assert "16:05" in told["admin@otklik.test"], "nobody called within the hour"
    assert stage.facts("lost")["contact.reached"] == ["03-18 10:20:00"]
    answer = stage.owed("lost")
    assert (answer.verdict, stage.state("lost").subject.phase) == ("met_late", "confirmed")
    assert stage.phones.at(f"timur{NOWHERE}") == []


def test_who_calls_in_is_found_by_number_phone_or_half_a_name(db: None) -> None:
    stage = Stage(RECEIPT_AND_CALL)
    stream = stage.staging.plan["streams"]["lost"]
    phone = next(
        entry.event.personal["phone"]
        for entry in journal.read_stream(stream, personal=True)
        if entry.event.kind == "order.received"
    )
    for typed in (stage.staging.plan["numbers"]["lost"], phone, phone[-4:], "гафар"):
        assert stream in search.find_streams(typed), typed


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
@pytest.mark.parametrize("starts", ["2026-03-19 18:00", "2026-03-20 09:00", "2026-05-08 09:00"])
def test_a_story_is_played_on_days_that_suit_it(story: Story, starts: str) -> None:
    """From a Thursday evening, a Friday, and before the May holidays it waits for its morning."""
    now = moscow(starts)
    staged = staging.stage(story, play=2, now=now)
    assert staged.starts_at >= now
    first = staged.starts_at.astimezone(ZoneInfo("Europe/Moscow"))
    assert first.weekday() in story.weekdays
    assert (first.month, first.day) in {(3, 23), (5, 12)}
    assert [row["at"] for row in staged.plan["steps"]] == sorted(row["at"] for row in staged.plan["steps"])
