"""The stories that the demo plays, played here on the test's clock: the same scripts, and the figures they end with.

002 §1, the obligatory programme (R15, R16), and 004 §1, the bands (R30–R32).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from otklik.actions.commit import Done
from otklik.channels.message import Message, SendResult
from otklik.domain.events import Ref
from otklik.simulation import deeds, life, marketplace, staging
from otklik.simulation.credit_story import CREDIT_PURCHASE
from otklik.simulation.delivery_stories import FEBRUARY_14
from otklik.simulation.stories import (
    ANSWER_TIMES,
    COMPLAINT_HEARD,
    INSURANCE_REFUSAL,
    MISSED_CALL,
    PHONE_AT_HOME,
    RECEIPT_AND_CALL,
    STORIES,
    WORKED_MINUTES,
)
from otklik.simulation.story_steps import Story
from otklik.store import journal, next_event, search
from otklik.web.texts_outcome import outcome_of
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
        self.story = story.name
        open_marketplace(BEGINS, watched=story.looks)
        self.staging = staging.stage(story, play=1, now=BEGINS)
        self.now = BEGINS
        ends_at = staging.instant_at(story.steps[-1], staging.day_for(story, now=BEGINS)) + timedelta(
            minutes=1
        )
        coming = life.comings(BEGINS, ends_at)
        for deed in sorted([*coming, *self.staging.deeds], key=lambda one: one.at):
            self.lead(deed.at)
            result = deeds.do(deed)
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

    def duties(self, key: str):
        return list(self.state(key).obligations.values())

    def entries(self, key: str):
        return journal.read_stream(self.staging.plan["streams"][key])

    def facts(self, key: str) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for entry in journal.read_stream(self.staging.plan["streams"][key]):
            found.setdefault(entry.event.kind, []).append(local(entry.event.occurred_at)[5:])
        return found

    def told(self, key: str, **people: str) -> Mapping[str, list[str]]:
        """Who was told of an order at which times of day, by the address."""
        number = self.staging.plan["numbers"][key]
        about = [one for one in self.phones.messages if number in one.subject]
        return {
            who: [local(one.at)[11:16] for one in about if one.to == address]
            for who, address in people.items()
        }


def test_two_insurance_refusals_end_as_two_sales(db: None) -> None:
    """000: one is saved while it is parked, the other comes back by its buyer's word and is called first (R02–R05)."""
    stage = Stage(INSURANCE_REFUSAL)
    saved, asked = stage.facts("saved"), stage.facts("asked")
    assert saved["refusal.asked"] == saved["refusal.parked"] == ["03-17 11:14:00"]
    assert saved["buyer.said_silent"] == saved["refusal.unparked"] == ["03-17 12:10:00"]
    assert saved["refusal.rescued"] == saved["order.confirmed"] == ["03-17 12:19:00"]
    assert "order.refused" not in saved
    assert "goods.released" not in saved
    assert stage.owed("saved").verdict == "met_late"
    told = stage.told("saved", anna="anna@otklik.test", boris="boris@otklik.test", admin="admin@otklik.test")
    assert (told["boris"], told["admin"]) == (["11:17", "12:02", "12:10", "12:17"], ["12:02", "12:17"])

    assert asked["order.refused"] == asked["goods.released"] == asked["survey.drawn"] == ["03-18 05:07:00"]
    assert asked["survey.answered"] == asked["order.reopened"] == ["03-18 09:30:00"]
    (verdict,) = [one.event for one in stage.entries("asked") if one.event.kind == "verdict.proposed"]
    assert (verdict.data["verdict"], verdict.data["rule"]) == ("contradicted", "would-have-bought")
    again = stage.owed("asked", "reopened_answer")
    assert (again.verdict, local(again.limit_at)[5:]) == ("met", "03-18 11:00:00")
    assert [stage.state(key).subject.phase for key in ("saved", "asked")] == ["completed", "completed"]


def test_the_phone_is_at_the_owners_home_and_the_shop_is_full(db: None) -> None:
    """001: 13 minutes, in the band of 10 to 20, by the call centre; every half-hour missed is told before an order."""
    stage = Stage(PHONE_AT_HOME)
    answer = stage.owed("home")
    assert (answer.verdict, band(answer)) == ("met", "20m")
    facts = stage.facts("home")
    assert facts["order.taken"] == ["03-17 12:03:00", "03-17 12:09:00"]
    taken = [one.event.data for one in stage.entries("home") if one.event.kind == "order.taken"]
    assert [(one["person"], one["place"], one["stops"]) for one in taken] == [
        ("dina", "elsewhere", ""),
        ("olga", "elsewhere", "own"),
    ], "from home it stops nothing; whom the ladder asked elsewhere holds its own step"
    assert facts["busy.started"] == ["03-17 12:05:00"]
    assert facts["contact.reached"] == facts["order.confirmed"] == ["03-17 12:13:00"]
    told = stage.told("home", gleb="20000222", vera="20000221", dina="+79000000220", olga="olga@otklik.test")
    assert told == {
        "gleb": ["12:00"],
        "vera": ["12:00"],
        "dina": ["12:02", "12:08"],
        "olga": ["12:05"],
    }, "the call centre at once, and not after half an hour; and nobody after it was taken"
    rounds = [one for one in stage.duties("shift") if one.ref.kind == "round" and one.closed_at is not None]
    verdicts = {local(one.limit_at)[11:16]: one.verdict for one in rounds}
    assert (verdicts["09:10"], verdicts["12:30"], verdicts["13:00"]) == ("met_late",) * 3
    assert {one for at, one in verdicts.items() if "09:30" < at < "12:10"} == {"met"}
    missed = [
        one for one in stage.phones.messages if one.to == "+79000000220" and "обход пропущен" in one.subject
    ]
    assert [local(one.at)[11:16] for one in missed] == ["09:15", "12:35"]
    assert "почта" in missed[0].subject


def test_without_the_tablet_the_owners_tap_at_home_would_have_held_the_order(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the rule of the place (law 5)."""
    monkeypatch.setattr(marketplace, "_hang_up_till", lambda store, now: None)
    with pytest.raises(AssertionError, match="Дина Ахметова has already taken order P1-01"):
        Stage(PHONE_AT_HOME)


def test_a_missed_call_is_called_back_once_and_answers_the_order(db: None) -> None:
    """004 §2: owed by 12:30, an incident on the order; three rings more change nothing; one talk meets both."""
    stage = Stage(MISSED_CALL)
    (call,) = [one for one in stage.duties("call") if one.ref.kind == "call_back"]
    assert (local(call.limit_at)[11:16], call.verdict) == ("12:30", "met")
    assert [one.event.kind for one in stage.entries("call")].count("call.missed") == 4
    (incident,) = [one for one in stage.duties("waits") if one.ref.kind == "incident"]
    assert (local(incident.limit_at)[11:16], incident.verdict) == ("12:30", "met")
    answer = stage.owed("waits")
    assert (answer.verdict, band(answer)) == ("met", "60m")
    assert stage.facts("waits")["contact.reached"] == ["03-17 12:26:00"]


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


def test_a_complaint_is_heard_within_twenty_minutes(db: None) -> None:
    """002 §2: the head has twenty minutes and takes nine; the note is read by a person; the buyer closes it."""
    stage = Stage(COMPLAINT_HEARD)
    facts, state = stage.facts("rude"), stage.state("rude")
    assert facts["complaint.received"] == ["03-17 12:20:00"]
    assert facts["complaint.acted"] == ["03-17 12:29:00"]
    assert facts["complaint.closed"] == ["03-17 13:10:00"]
    owed = state.obligations[Ref("complaint", "1", 1)]
    assert (owed.verdict, local(owed.limit_at)) == ("met", "2026-03-17 12:40:00")
    assert stage.told("rude", dina="dina@otklik.test", admin="admin@otklik.test")["admin"] == []
    (flag,) = state.subject.flags.values()
    assert (flag.person, flag.judgement, flag.judged_by) == ("gleb", "to_talk", "dina")


def test_a_phone_on_credit_is_one_persons_case_and_every_slip_is_told_before_it_lapses(db: None) -> None:
    """003: bank and expert as late as then; four promises kept, three moved in time, none lapsed; one owner."""
    stage = Stage(CREDIT_PURCHASE)
    facts = stage.facts("phone")
    assert facts["promise.kept"] == ["03-18 16:41:00", "03-19 11:25:00", "03-21 11:55:00", "03-23 15:06:00"]
    assert facts["promise.told"] == ["03-18 11:31:00", "03-18 18:31:00", "03-23 10:41:00"]
    owed = [one for one in stage.duties("phone") if one.ref.kind == "promise"]
    assert [(one.verdict, one.moves, one.breached_at) for one in owed] == [
        ("met", 1, None),
        ("met", 1, None),
        ("met", 0, None),
        ("met", 1, None),
    ]
    assert (stage.state("phone").subject.owner, stage.state("phone").subject.phase) == ("gleb", "completed")
    assert facts["order.ready"] == ["03-23 15:07:00"]
    assert (facts["appointment.booked"], facts["appointment.moved"]) == (
        ["03-23 15:07:00"],
        ["03-24 09:50:00"],
    )
    outcome = outcome_of("credit-purchase", stage.staging.plan, "en", now=stage.now)
    assert [(row.what, row.then, row.now.replace("\u00a0", " ")) for row in outcome.rows] == [
        ("People of the store in the case", "4", "1"),
        ("Calls of the buyer's own", "1", "0"),
        ("Trips in vain", "1", "0"),
        ("Waiting on the spot", "1 h, without a word", "none"),
        ("Queue", "two queues", "4 minutes"),
        ("The bank's papers", "20 min after a threat", "20 hours before the trip"),
        ("Promises kept", "not on record", "4"),
        ("Moved in time", "never", "3"),
        ("Lapsed in silence", "“today”, and two days of silence", "0"),
    ]


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
@pytest.mark.parametrize("starts", ["2026-03-19 18:00", "2026-03-20 09:00", "2026-05-08 09:00"])
def test_a_story_is_played_on_days_that_suit_it(story: Story, starts: str) -> None:
    """From a Thursday evening, a Friday, and before the May holidays it waits for its morning."""
    now = moscow(starts)
    staged = staging.stage(story, play=2, now=now)
    assert staged.starts_at >= now
    first = staged.starts_at.astimezone(ZoneInfo("Europe/Moscow"))
    assert first.weekday() in story.weekdays
    march = 24 if story is CREDIT_PURCHASE else 23
    assert (first.month, first.day) in {(3, march), (5, 12)}
    assert [row["at"] for row in staged.plan["steps"]] == sorted(row["at"] for row in staged.plan["steps"])


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("to-the-door", ["no, and it counts against the carrier", "after 12 minutes", "0"]),
        ("size-25", ["0", "after 5 minutes", "₽1,990"]),
        ("late-courier", ["40 minutes before the window's end", "1", "0", "yes"]),
    ],
)
def test_the_stories_of_delivery_end_with_these_figures(db: None, name: str, figures: list[str]) -> None:
    """002 §3 and 004 §4 as the demo plays them: each deed goes through, and this is counted (R20, R36, R37)."""
    assert figures_of(Stage(STORIES[name])) == figures


def figures_of(stage: Stage) -> list[str]:
    outcome = outcome_of(stage.story, stage.staging.plan, "en", now=stage.now)
    assert outcome is not None
    return [row.now.replace("\u00a0", " ") for row in outcome.rows]


def test_a_place_is_kept_for_whoever_needs_the_day_and_whoever_is_too_late_is_told(db: None) -> None:
    """002 §4, 21 March for the 14th: the last place is left to whoever needs it; no, until when, where it is (R21)."""
    stage = Stage(FEBRUARY_14)
    agreed = {key: stage.state(key).subject.windows.values() for key in ("any", "other", "needs", "late")}
    days = {key: [local(one.from_at)[5:10] for one in windows] for key, windows in agreed.items()}
    assert days == {"any": ["03-21"], "other": ["03-22"], "needs": ["03-21"], "late": []}
    assert figures_of(stage) == ["after 1 minute", "Tuesday, 17 March, 12:29", "Юг на Таганке", "1 of 2"]
    assert stage.state("late").subject.phase == "completed"
    brought = {key: stage.facts(key)["delivery.done"] for key in ("any", "other", "needs")}
    assert brought == {"any": ["03-21 11:20:00"], "other": ["03-22 10:50:00"], "needs": ["03-21 10:40:00"]}
    assert {one.verdict for key in brought for one in stage.duties(key) if one.ref.kind == "window"} == {
        "met"
    }


def test_no_two_stories_number_their_orders_alike() -> None:
    """Both can be played in one demo: the same number would be the same order."""
    assert len({story.letter for story in STORIES.values()}) == len(STORIES)
