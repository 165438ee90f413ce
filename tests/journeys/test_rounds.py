"""Story 001, the rounds: who opens the desk but not the mailbox, and who does not look at all (R11)."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from otklik.actions import rounds
from otklik.domain.errors import DomainError
from otklik.domain.events import Ref
from otklik.store import clock
from tests.harness import Desk, local

SHIFT = "shift/taganka/2026-03-17"
STAFF = ("vera", "dina", "admin")


@pytest.fixture
def empty_desk(db: None, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Tuesday 17 March 2026, 08:55: a marketplace whose stores owe rounds, and which has none yet."""
    opened = Desk("2026-03-17 08:55", watched=True)
    monkeypatch.setattr(clock, "now", lambda: opened.now)
    return opened


@pytest.fixture
def desk(empty_desk: Desk) -> Desk:
    """Store T (Mo–Su 9–21), which looks at desk, mailbox and missed calls; Vera sells there, Dina is its head."""
    opened = empty_desk
    opened.store(
        "taganka", "Mo-Su 09:00-21:00", phone="+74950000202", inboxes=["mailbox", "desk", "missed_calls"]
    )
    opened.person("vera", "taganka")
    opened.person("dina", "taganka", "head")
    opened.tick()
    return opened


def rounds_of(desk: Desk, stream: str = SHIFT) -> list[tuple[str, str]]:
    """Limit and verdict (or state) of each round of a shift, in order."""
    owed = sorted(
        (one for ref, one in desk.state(stream).obligations.items() if ref.kind == "round"),
        key=lambda one: one.ref.n,
    )
    return [(local(one.limit_at)[11:16], one.verdict or one.state) for one in owed]


def test_the_mailbox_was_not_opened(desk: Desk) -> None:
    """09:10 the limit passes, 09:15 the head is told which inbox is missing, 09:21 it is opened: met late."""
    desk.joins("vera", "taganka")
    desk.forward("09:05")
    assert desk.looks("vera", "taganka", "desk", "missed_calls") == ["round.attested"] * 2
    desk.forward("09:20")
    assert desk.phones.times(*STAFF) == {"vera": ["09:10"], "dina": ["09:15"]}
    (told,) = desk.phones.at("dina")
    assert told.subject == "«Taganka»: обход пропущен, не открыто: почта"
    assert told.text.startswith(
        "В магазине «Taganka» никто не посмотрел заказы, срок был сегодня в 9:10. Не открыто: почта."
    )
    assert [link.url.rpartition("/")[2] for link in told.links] == ["desk"]

    desk.forward("09:21")
    assert desk.looks("vera", "taganka", "mailbox") == ["round.attested", "round.completed"]
    assert rounds_of(desk) == [("09:10", "met_late"), ("09:40", "met"), ("09:51", "open")]
    desk.forward("09:45")
    assert desk.phones.times(*STAFF) == {"vera": ["09:10"], "dina": ["09:15"]}, "nobody hears of it any more"


def test_nobody_has_looked_since_noon(desk: Desk) -> None:
    """12:30 missed; 12:35 the head; 13:00 a row stands on the administrator's screen, before any order is late."""
    desk.joins("vera", "taganka")
    desk.forward("09:00")
    for at in ("09:00", "09:30", "10:00", "10:30", "11:00", "11:30", "12:00"):
        desk.forward(at)
        desk.looks("vera", "taganka")
    order = desk.order("taganka", email="")
    desk.talks("vera", order)
    asked = len(desk.phones.at("vera"))
    desk.forward("12:59")
    assert [local(one.at)[11:16] for one in desk.phones.at("vera")[asked:]] == ["12:30"]
    assert desk.phones.times("dina", "admin") == {"dina": ["12:35"]}
    assert json.loads(desk.otklik("alarm list --json")) == []

    desk.forward("13:00")
    (alarm,) = json.loads(desk.otklik("alarm list --json"))
    assert (alarm["stream"], alarm["reason"], alarm["obligation"]) == (SHIFT, "unanswered", "round")
    assert rounds_of(desk)[-3:] == [("12:30", "breached"), ("13:00", "breached"), ("13:30", "open")]

    desk.forward("13:01")
    desk.looks("vera", "taganka")
    assert json.loads(desk.otklik("alarm list --json")) == [], "a late round takes the row away"
    assert rounds_of(desk)[-4:] == [
        ("12:30", "met_late"), ("13:00", "met_late"), ("13:30", "met"), ("13:31", "open"),
    ]  # fmt: skip


def test_who_is_off_shift_looks_for_nobody(desk: Desk) -> None:
    """The head at home taps "looked through": refused, and nothing stands on record."""
    desk.joins("vera", "taganka")
    desk.forward("09:05")
    before = desk.state(SHIFT).version
    with pytest.raises(DomainError, match="not on the shift"):
        desk.looks("dina", "taganka")
    with pytest.raises(DomainError, match="not on the shift"):
        desk.looks("dina", "taganka", "desk")
    with pytest.raises(DomainError) as refused:
        desk.looks("vera", "taganka", "fax")
    assert refused.value.code == "unknown_inbox"
    assert desk.state(SHIFT).version == before
    assert desk.looks("vera", "taganka", "sms_phone") == [], "no inbox of this store"


def test_fridays_round_is_over_on_friday(empty_desk: Desk) -> None:
    """Closing waives the open round and silences the missed ones; on Monday a new day begins with its own."""
    desk = empty_desk
    desk.forward("2026-03-20 09:00")
    desk.store("tverskaya", "Mo-Fr 10:00-19:00")
    desk.person("anna", "tverskaya")
    desk.tick()
    desk.forward("2026-03-20 10:00")
    friday, monday = "shift/tverskaya/2026-03-20", "shift/tverskaya/2026-03-23"
    desk.joins("anna", "tverskaya")
    desk.forward("18:35")
    desk.looks("anna", "tverskaya")
    desk.forward("19:00")
    told = len(desk.phones.messages)
    assert rounds_of(desk, friday)[-2:] == [("18:40", "met"), ("10:05", "waived")], (
        "five working minutes into Monday, had it gone on"
    )
    assert not any(one.is_owed for one in desk.state(friday).obligations.values())

    desk.forward("2026-03-23 10:05")
    assert rounds_of(desk, monday) == [("10:10", "open")]
    assert rounds_of(desk, friday)[-1][1] == "waived"
    about = [one for one in desk.phones.messages[told:] if "verskaya" in one.subject]
    assert about == [], "nobody heard of the shop over the weekend"


def test_lunch_begins_rounds_anew(empty_desk: Desk) -> None:
    """The round that lunch cuts in two ends at 14:00, the next begins at 15:00; nobody is greeted twice."""
    desk = empty_desk
    desk.store("arbat", "Mo-Su 10:00-14:00,15:00-20:00")
    desk.person("lena", "arbat")
    desk.tick()
    desk.forward("10:00")
    shift = "shift/arbat/2026-03-17"
    desk.joins("lena", "arbat")
    desk.forward("13:45")
    desk.looks("lena", "arbat")
    desk.forward("15:00")
    assert rounds_of(desk, shift)[-2:] == [("15:15", "waived"), ("15:10", "open")]
    assert [ref.kind for ref in desk.state(shift).obligations].count("presence") == 1
    assert desk.obligation(shift, "presence").verdict == "met"
    edges = [entry.event for entry in desk.journal(shift) if entry.event.kind.startswith("calendar.")]
    assert [(one.kind, local(one.occurred_at)[11:16], one.data.get("first_of_day")) for one in edges] == [
        ("calendar.opened", "10:00", True),
        ("calendar.closed", "14:00", None),
        ("calendar.opened", "15:00", False),
    ]


def test_nobody_came_to_open_the_shop(desk: Desk) -> None:
    """Nobody is on shift at 09:10: the empty step is skipped, the head hears it at once; who joins has answered it."""
    desk.forward("09:12")
    assert desk.phones.times(*STAFF) == {"dina": ["09:10", "09:10"]}
    assert {one.subject for one in desk.phones.at("dina")} == {
        "«Taganka»: обход пропущен, не открыто: стол заказов, почта, пропущенные звонки",
        "«Taganka»: на смене никого",
    }
    desk.joins("vera", "taganka")
    assert desk.obligation(SHIFT, "presence").verdict == "met_late"


def test_who_joined_before_the_opening_has_said_so(desk: Desk) -> None:
    """Joined at 08:55: no sign of life is owed at 09:00. Control: nobody joined, and it is."""
    desk.joins("vera", "taganka")
    desk.forward("09:01")
    assert Ref("presence") not in desk.state(SHIFT).obligations
    desk.forward("2026-03-18 09:01")
    assert desk.obligation("shift/taganka/2026-03-18", "presence").state == "open"


def test_a_shop_that_never_closes_changes_shifts_at_midnight(empty_desk: Desk) -> None:
    """Whoever is there at midnight says so by a tap; a new place begins with its next opening."""
    desk = empty_desk
    desk.forward("23:00")
    desk.store("vokzal", "24/7")
    desk.person("petr", "vokzal")
    desk.tick()
    desk.joins("petr", "vokzal")
    desk.forward("2026-03-18 00:05")
    night = "shift/vokzal/2026-03-18"
    assert desk.obligation(night, "presence").state == "open"
    rounds.be_here("vokzal", person="petr", now=desk.now)
    assert desk.obligation(night, "presence").verdict == "met"
    assert desk.kinds("shift/vokzal/2026-03-17") == ["shift.joined"]


def test_a_late_worker_changes_no_verdict(desk: Desk) -> None:
    """The worker sleeps from 08:56 to 11:00: what was looked at in time counts; edges bear their own instants."""
    desk.joins("vera", "taganka")
    for at in ("09:08", "09:36"):
        desk.now = desk._instant(at)
        rounds.attest("taganka", person="vera", now=desk.now)
    desk.forward("11:00")
    assert rounds_of(desk) == [
        ("09:10", "met"), ("09:38", "met"), ("10:06", "breached"), ("10:36", "breached"), ("11:06", "open"),
    ]  # fmt: skip
    (opened,) = [one for one in desk.journal(SHIFT) if one.event.kind == "calendar.opened"]
    assert (local(opened.event.occurred_at)[11:16], local(opened.recorded_at)[11:16]) == ("09:00", "09:08")


def test_other_hours_move_the_next_edge(desk: Desk) -> None:
    """The shop closes at once when its hours say so, opens at once, and a day that was too long ago is passed over."""
    desk.forward("12:00")
    desk.otklik('store hours taganka --hours "Mo-Su 09:00-11:00,16:00-18:00"')
    desk.forward("16:00")
    desk.otklik('store hours taganka --hours "Mo-Su 09:00-20:00"')
    desk.forward("20:00")
    edges = [one.event for one in desk.journal(SHIFT) if one.event.kind.startswith("calendar.")]
    assert [(one.kind.partition(".")[2], local(one.occurred_at)[11:16]) for one in edges] == [
        ("opened", "09:00"), ("closed", "12:00"), ("opened", "16:00"), ("closed", "20:00"),
    ]  # fmt: skip

    desk.now += timedelta(days=3)  # nobody works for three days
    desk.tick()
    days = [day for day in (18, 19, 20) if desk.state(f"shift/taganka/2026-03-{day}").version]
    assert days == [20], "an edge that is older than a day is passed over"
