"""The laws of architecture §4, tried by random lives of orders: facts, hand-overs, payments, refusals, changed hours,
sleeping workers, in any order. Every decision goes through the deciders that people and sources go through.

`LAWS` is one table; each law is checked on every life, and `BROKEN` holds for each a variant of the rules under which
the same search must find a life that breaks it.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from otklik.domain import (
    attribution,
    busy,
    buyers,
    contacts,
    effects,
    engine,
    judgement,
    matching,
    order_decisions,
    order_parts,
    orders,
    outcomes,
    payments,
    promise_state,
    promises,
    refusals,
    steps,
    streams,
    told,
    withdrawals,
)
from otklik.domain.catalogue import make
from otklik.domain.errors import DomainError
from otklik.domain.events import Entry, Event
from otklik.domain.standards import Standard
from otklik.domain.standards.loading import parse_standard
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.domain.standards.vocabulary import ALL, SHIPPED
from otklik.domain.stream_state import StreamState
from otklik.domain.world import Maintenance, World
from tests.domain.stage import Stage, at
from tests.domain.standard_fixture import CLOSED, KINDS, LIVE, TAKEN, bend, make_world, on

HORIZON_FOR = timedelta(days=12)


@dataclass
class Life:
    """One order's life: the stage, the state after each entry, and what `advance` left due."""

    stage: Stage
    now: datetime
    states: list[StreamState] = field(default_factory=list)
    left_due: list[tuple[datetime, datetime | None]] = field(default_factory=list)

    def take(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            before = self.states[-1] if self.states else StreamState(self.stage.stream)
            self.states.append(streams.evolve(before, entry))

    def run_clock(self) -> None:
        self.take(self.stage.until(self.now))
        assert self.stage.until(self.now) == [], "the clock ran twice"
        self.left_due.append((self.now, engine.due_at(self.stage.state)))

    def perform(self, act: Act, number: int) -> None:
        """Decide and record as the door does; a refused act leaves nothing behind."""

        def decide(state: StreamState, world: World, now: datetime) -> Sequence[Event]:
            return act(replace(self, stage=replace(self.stage, state=state)), number)

        try:
            done = engine.perform(self.stage.state, decide, self.stage.world, now=self.now)
        except DomainError:
            return
        self.take(self.stage._take(done))


Act = Callable[[Life, int], Sequence[Event]]


def deciding(decide: Callable[..., Sequence[Event]], **fixed: Any) -> Act:
    """An act by a decider; `fixed` values that are functions get the life and the number."""

    def act(life: Life, number: int) -> Sequence[Event]:
        values = {name: value(life, number) if callable(value) else value for name, value in fixed.items()}
        return decide(life.stage.state, life.stage.world, life.now, **values)

    return act


def earlier(life: Life, number: int) -> datetime:
    return life.now - timedelta(minutes=7 * number)


def later(life: Life, number: int) -> datetime:
    return life.stage.world.stores["t"].calendar.add(life.now, 3600 * (number + 1))


def failed_message(life: Life, number: int) -> Sequence[Event]:
    keys = sorted(key for run in life.stage.state.runs.values() for key in run.outstanding)
    if not keys:
        return []
    for_good = bool(number % 3)
    key = keys[number % len(keys)]
    return [make("message.failed", occurred_at=life.now, purpose="x", notice=key, permanent=for_good)]


def parked(life: Life, number: int) -> Sequence[Event]:
    order = life.stage.state.subject
    return [make("refusal.parked", occurred_at=life.now, reason="not_paid")] if order.is_open else []


def changed_hours(life: Life, number: int) -> None:
    """The store's hours change: not a fact of this stream, but of the world around it."""
    world = life.stage.world
    hours = ("Mo-Fr 10:00-19:00", "Tu-Sa 12:00-15:00", "Mo-Su 08:00-23:00", "off")[number % 4]
    other = make_world(s={"hours": hours}).stores["s"].calendar
    known = {store.calendar.hash: store.calendar for store in world.stores.values()}
    shop = replace(world.stores["s"], calendar=other)
    life.stage.world = replace(
        world, stores={**world.stores, "s": shop}, calendars={**world.calendars, **known}
    )


def changed_people(life: Life, number: int) -> None:
    world = life.stage.world
    shop = replace(world.stores["s"], on_shift=("anna",) if number % 2 else (), busy={})
    life.stage.world = replace(world, stores={**world.stores, "s": shop})


def busy_people(life: Life, number: int) -> None:
    """Customers at the counter, with or without a tablet there to prove who stands in the shop."""
    world = life.stage.world
    until_at = {"anna": life.now + timedelta(minutes=20 * number)}
    places = {"anna": ("in_shop", "elsewhere", "unknown")[number % 3]}
    shop = replace(world.stores["s"], busy=until_at, places=places, place_proved=bool(number % 2))
    life.stage.world = replace(world, stores={**world.stores, "s": shop})


def changed_roster(life: Life, number: int) -> None:
    """Others are to be at work now than were a moment ago, whoever joined."""
    world = life.stage.world
    shop = replace(world.stores["s"], rostered=((), ("anna",), ("hanna", "anna"))[number % 3])
    life.stage.world = replace(world, stores={**world.stores, "s": shop})


def maintained(life: Life, number: int) -> None:
    """Somebody works on the store for some hours: its notices wait, and nothing else does."""
    world = life.stage.world
    work = Maintenance(life.now, life.now + timedelta(hours=number + 1))
    shop = replace(world.stores["s"], maintenance=work)
    life.stage.world = replace(world, stores={**world.stores, "s": shop})


def refusal(life: Life, number: int) -> refusals.Refusal:
    reason = ("not_paid_unknown", "not_paid_bank", "unreachable", "no_goods", "extra_demands", "other")[
        number
    ]
    return refusals.Refusal(reason, "so as not to forget", "anna", demanded="a gift" if number == 4 else "")


def next_promise(life: Life, number: int) -> str:
    return str(number % 3 + 1)


def told_by_letter(life: Life, number: int) -> Sequence[Event]:
    """A provider takes the letter about a new time, of one of the wishes that the buyer does not know of."""
    owed = sorted(
        ref.key
        for ref, one in life.stage.state.obligations.items()
        if ref.kind == "move_told" and one.is_owed
    )
    if not owed:
        return []
    about = owed[number % len(owed)]
    return [
        make("message.accepted", occurred_at=life.now, purpose="promise_moved", channel="sms", about=about)
    ]


def some_call(life: Life, number: int) -> outcomes.Call:
    what = outcomes.OUTCOMES[number]
    by = ("anna", "hanna", "boris")[number % 3]
    why = replace(refusal(life, number), by=by) if what == outcomes.REFUSED else None
    return outcomes.Call(what, by, refusal=why, talked=bool(number % 2))


ME = {"actor": "person:anna"}
ACTS: dict[str, Act] = {
    "talk": deciding(contacts.decide_contact, **ME, talk_s=60, grade="recorded"),
    "short talk": deciding(contacts.decide_contact, **ME, talk_s=5, grade="recorded"),
    "voicemail": deciding(contacts.decide_contact, **ME, means="voicemail", grade="recorded"),
    "claim": deciding(contacts.decide_contact, **ME, occurred_at=earlier),
    "talk told late": deciding(
        contacts.decide_contact, **ME, talk_s=60, grade="recorded", occurred_at=earlier
    ),
    "attempt": deciding(contacts.decide_attempt, **ME, next_at=later),
    "take": deciding(order_decisions.decide_take, person=lambda life, n: ("anna", "hanna", "boris")[n % 3]),
    "hand over": deciding(
        order_decisions.decide_assign,
        **ME,
        store=lambda life, n: "t" if life.stage.state.subject.holder == "s" else "s",
    ),
    "pass on": deciding(
        busy.decide_pass_on, **ME, person="anna", until_at=later, cause="shift/s/2026-03-19@2"
    ),
    "pay": deciding(
        payments.decide_pay,
        **ME,
        amount_minor=100,
        currency="RUB",
        occurred_at=lambda life, n: earlier(life, n % 2),
    ),
    "confirm": deciding(order_decisions.decide_confirm, **ME),
    "tap": deciding(order_decisions.decide_confirm, actor="buyer", tapped=True),
    "refuse": deciding(refusals.decide_refuse, **ME, refusal=refusal),
    "park": parked,
    "take back": deciding(refusals.decide_take_back, **ME),
    "tell a withdrawal": deciding(withdrawals.decide_withdraw, **ME, said_by="staff"),
    "answer a withdrawal": deciding(withdrawals.decide_answer, is_true=lambda life, n: bool(n % 2)),
    "withdraw": deciding(withdrawals.decide_withdraw, actor="buyer", said_by="buyer"),
    "complete": deciding(order_decisions.decide_complete, **ME),
    "promise": deciding(promises.decide_promise, **ME, by="t", until_at=later),
    "move": deciding(promises.decide_move_promise, **ME, promise=next_promise, until_at=later),
    "promise a call": deciding(
        promises.decide_promise, **ME, by="s", until_at=later, purpose="call", person="anna"
    ),
    "wish to move": deciding(
        promises.decide_move_promise, **ME, promise=next_promise, until_at=later, told=""
    ),
    "told by letter": told_by_letter,
    "ok, thanks": deciding(contacts.decide_contact, actor="buyer", means="reply", grade="recorded"),
    "leaver": deciding(promises.decide_hand_promises, **ME, person="anna", successor="hanna"),
    "keep": deciding(promises.decide_keep_promise, **ME, promise=next_promise),
    "engrave": deciding(steps.decide_step, **ME, step="engraving", happened="requested", party="engraver"),
    "pause": lambda life, n: [make("pause.started", occurred_at=life.now, reason="x")],
    "resume": lambda life, n: [make("pause.ended", occurred_at=life.now)],
    "failed message": failed_message,
    "outcome": deciding(outcomes.decide_outcome, call=some_call),
    "hand": deciding(
        order_decisions.decide_hand, **ME, to=lambda life, n: ("anna", "hanna", "boris", "gleb")[n % 4]
    ),
    "say silent": deciding(buyers.decide_say_silent, words=lambda life, n: "x" * (n % 2)),
    "say called": deciding(buyers.decide_say_called),
    "ask for a call": deciding(
        buyers.decide_ask_call, at=lambda life, n: life.now + timedelta(hours=5 * n + 1)
    ),
    "rate": deciding(buyers.decide_rate, stars=lambda life, n: n % 5 + 1),
}
OUTSIDE: dict[str, Callable[[Life, int], None]] = {
    "changed hours": changed_hours,
    "changed people": changed_people,
    "busy people": busy_people,
    "changed roster": changed_roster,
    "maintenance": maintained,
    "nothing": lambda life, n: None,
}
GAPS_M = (0, 1, 3, 10, 25, 60, 180, 700, 1100, 3000)
MOVES = st.tuples(
    st.sampled_from(GAPS_M), st.booleans(), st.sampled_from(sorted(ACTS | OUTSIDE)), st.integers(0, 5)
)
STARTS = ("Tue 10:00", "Thu 11:02", "Thu 18:50", "Fri 18:30", "Sat 02:00")
LIVES = st.tuples(st.sampled_from(STARTS), st.lists(MOVES, min_size=1, max_size=14))

Script = tuple[str, list[tuple[int, bool, str, int]]]


def live(script: Script, world: World) -> Life:
    """Play a life, then let twelve days pass at once, and thrice twelve more: effects open what others' ends owe."""
    start, moves = script
    life = Life(Stage(world), at(start))
    life.stage.order(life.now)
    life.take(life.stage.journal)
    for gap_m, awake, name, number in moves:
        life.now += timedelta(minutes=gap_m)
        if awake:
            life.run_clock()
        if name in OUTSIDE:
            OUTSIDE[name](life, number)
        else:
            life.perform(ACTS[name], number)
    for _ in range(4):
        life.now += HORIZON_FOR
        life.run_clock()
    return life


def pairs(life: Life) -> Iterator[tuple[StreamState, Entry, StreamState]]:
    """(state before, entry, state after) of every entry."""
    empty = StreamState(life.stage.stream)
    yield from zip([empty, *life.states], life.stage.journal, life.states, strict=False)


FROZEN = ("limit_at", "judge_at", "target_at", "from_at", "bands")
FOR_EVER = (
    "standard",
    "calendar",
    "tzdata",
    "opened_at",
    "first_limit_at",
    "debtor",
    "creditor",
    "opened_by",
)


def law_1_freeze(life: Life) -> None:
    for before, entry, after in pairs(life):
        moved = {c.ref for c in entry.consequences if c.transition in ("retimed", "resumed")}
        handed = {c.ref for c in entry.consequences if c.transition == "handed"}
        for ref, old in before.obligations.items():
            new = after.obligations[ref]
            if ref in handed:
                old = replace(old, debtor=new.debtor)
            assert all(getattr(old, name) == getattr(new, name) for name in FOR_EVER)
            assert ref in moved or all(getattr(old, name) == getattr(new, name) for name in FROZEN)
            if old.verdict is not None and (old.verdict, new.verdict) != ("breached", "met_late"):
                assert new.verdict == old.verdict
            assert old.breached_at is None or new.breached_at == old.breached_at
            assert old.rejudged is None or new.rejudged == old.rejudged


def law_2_the_buyers_clock_never_restarts(life: Life) -> None:
    first = [one for ref, one in life.stage.state.obligations.items() if ref.kind == "first_answer"]
    assert [(one.limit_at, one.opened_at) for one in first] == [
        (
            life.states[0].obligations[first[0].ref].limit_at,
            life.states[0].obligations[first[0].ref].opened_at,
        )
    ]
    for before, entry, after in pairs(life):
        if entry.event.kind == "order.assigned":
            assert before.obligations[first[0].ref] == after.obligations[first[0].ref]


def law_3_acknowledged_is_not_answered(life: Life) -> None:
    for before, entry, after in pairs(life):
        if entry.event.kind == "order.taken":
            assert all(c.transition == "leased" for c in entry.consequences if c.ref.kind != "hand_over")
        for ref, run in after.runs.items():
            if run.leased_until is not None and before.runs[ref].leased_until is None:
                assert run.next_at is None or run.stops == "own"
    assert all(run.leased_until is None for run in life.stage.state.runs.values())


def is_answer(event: Event) -> bool:
    """Law 4 once more, by an independent hand."""
    if event.kind != "contact.reached":
        return False
    if event.data["means"] in ("visit", "reply", "tap"):
        return True
    return (
        event.data["means"] == "call"
        and event.data.get("talk_s", 20 if event.grade == "claimed" else 0) >= 20
    )


def law_4_only_a_live_answer_is_an_answer(life: Life) -> None:
    for _before, entry, _after in pairs(life):
        met = {c.ref.kind for c in entry.consequences if c.transition in ("met", "rejudged")}
        if met & {"first_answer", "holder_answer"}:
            assert is_answer(entry.event)
    first = next(one for ref, one in life.stage.state.obligations.items() if ref.kind == "first_answer")
    backdate_for = timedelta(minutes=2)
    for entry in life.stage.journal:
        event = entry.event
        claimed = event.grade == "claimed"
        counts_at = max(event.occurred_at, entry.recorded_at - backdate_for) if claimed else event.occurred_at
        if is_answer(event) and counts_at <= min(first.limit_at, first.breached_at or first.limit_at):
            assert "met" in (first.verdict, first.rejudged) or first.verdict == "waived"


def law_5_a_ladder_ends_in_somebody(life: Life) -> None:
    alarmed = {
        (e.event.data.get("kind"), e.event.data.get("key", ""), e.event.data.get("n"))
        for e in life.stage.journal
        if e.event.kind == "alarm.raised"
    }
    for ref, run in life.stage.state.runs.items():
        assert run.ended, "a climb without an end"
        if run.ended == "exhausted" and run.ladder != "remind_buyer":
            assert run.told or (ref.kind, ref.key, ref.n) in alarmed
        owed = life.stage.state.obligations[ref]
        if run.ended == "exhausted" and owed.is_owed and run.ladder == "until_answered":
            assert (ref.kind, ref.key, ref.n) in alarmed


def law_6_no_message_twice(life: Life) -> None:
    keys = [
        row["key"]
        for e in life.stage.journal
        if e.event.kind == "ladder.stepped"
        for row in e.event.data["told"]
    ]
    assert len(keys) == len(set(keys))


def law_8_release_once_and_never_early(life: Life) -> None:
    released = [e for e in life.stage.journal if e.event.kind == "goods.released"]
    reserved = [e for e in life.stage.journal if e.event.kind == "goods.reserved"]
    assert len(released) <= len(reserved)
    changes = [e.event.kind for e in life.stage.journal if e in released or e in reserved]
    assert all(one != two for one, two in itertools.pairwise(changes)), "released twice, or reserved twice"
    if any(e.event.kind == "order.reopened" for e in life.stage.journal):
        return  # a talk has kept it after all: what follows counts the holds of one life
    hold = next(one for ref, one in life.stage.state.obligations.items() if ref.kind == "settlement")
    if hold.verdict in ("met", "met_late"):
        assert all(e.event.data["cause"] in ("refused", "withdrawn") for e in released)
        asked = any(e.event.kind in ("refusal.parked", "withdrawal.told") for e in life.stage.journal)
        assert asked or all(e.event.actor != "system" for e in released)
    elif life.stage.state.subject.phase != "completed":
        assert len(released) == 1
    owed = [
        one
        for ref, one in life.stage.state.obligations.items()
        if ref.kind in ("first_answer", "holder_answer")
    ]
    for entry in released:
        if entry.event.actor == "system" and entry.event.data["cause"] == "hold_over":
            opened = [one for one in owed if one.opened_by < entry.version]
            assert all(one.limit_at < entry.event.occurred_at for one in opened)


def law_9_a_promise_is_never_lost(life: Life) -> None:
    made = [e.event.data["promise"] for e in life.stage.journal if e.event.kind == "promise.made"]
    kept = {ref.key: one for ref, one in life.stage.state.obligations.items() if ref.kind == "promise"}
    assert sorted(kept) == sorted(made) == sorted(life.stage.state.subject.promises)
    assert all(one.verdict in ("met", "met_late", "breached") for one in kept.values())
    for before, entry, after in pairs(life):
        earlier_on = before.subject.promises if before.subject else {}
        for key, old in earlier_on.items():
            new, what = after.subject.promises[key], (entry.event.kind, entry.event.data.get("promise"))
            assert (new.first_at, new.made_at, new.made_by, new.by) == (
                old.first_at,
                old.made_at,
                old.made_by,
                old.by,
            )
            assert new.told[: old.moves] == old.told
            assert old.kept_at is None or (new.kept_at, new.grade) == (old.kept_at, old.grade)
            assert new.until_at == old.until_at or what == ("promise.told", key)
            assert new.kept_at == old.kept_at or what == ("promise.kept", key)
            assert new.person == old.person or what == ("promise.handed", key)


def law_9_what_the_buyer_knows_is_what_is_owed(life: Life) -> None:
    """The newest obligation of each promise is due when the buyer was told last; a bare reply of his keeps none."""
    kind = next(iter(life.stage.world.standards.values())).kinds["promise"]
    owed_anew = any(pattern.on == "promise.told" for pattern in kind.opens_on)
    for before, entry, after in pairs(life):
        newest = {ref.key: one for ref, one in sorted(after.obligations.items()) if ref.kind == "promise"}
        for key, one in after.subject.promises.items():
            if owed_anew or not one.late_moves:
                assert (newest[key].limit_at, newest[key].is_owed) == (one.until_at, one.is_open)
        if entry.event.kind == "contact.reached" and entry.event.data["means"] == "reply":
            assert after.subject.promises == before.subject.promises
    for entry in life.stage.journal:
        if entry.event.kind == "promise.kept" and entry.event.grade == "recorded":
            assert entry.event.actor != "buyer", "his thanks keep nothing"


def law_10_no_order_without_a_future(life: Life) -> None:
    for state in life.states:
        if state.subject.is_open:
            assert engine.due_at(state) is not None
    for now, due in life.left_due:
        assert due is None or due > now


def law_11_time_adds_up(life: Life) -> None:
    calendar = life.stage.world.stores["t"].calendar
    journal = life.stage.journal
    intervals = attribution.attribute(journal, until_at=life.now, clock=calendar)
    assert intervals, "every order waited on somebody"
    start_at, end_at = intervals[0].from_at, intervals[-1].to_at
    assert start_at == journal[0].event.occurred_at
    assert all(
        one.to_at == two.from_at and one.party != two.party for one, two in itertools.pairwise(intervals)
    )
    assert sum(one.wall_s for one in intervals) == int((end_at - start_at).total_seconds())
    assert sum(one.working_s for one in intervals) == calendar.between(start_at, end_at)
    assert all(attribution.waiting_on(state) for state in life.states)
    if attribution.waiting_on(life.stage.state) != attribution.NOBODY:
        assert end_at == life.now


def law_of_the_fold(life: Life) -> None:
    """A rebuild from the journal is the state."""
    assert life.stage.replayed() == life.stage.state == life.states[-1]


LAWS: dict[str, Callable[[Life], None]] = {
    name: check for name, check in list(globals().items()) if name.startswith("law_") and callable(check)
}

QUIET = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}


@settings(max_examples=250, **QUIET)  # type: ignore[arg-type]
@given(LIVES)
@example(("Tue 10:00", [(10, False, "ask for a call", 0), (10, True, "busy people", 1)]))
def test_the_laws_hold_on_every_life(script: Script) -> None:
    life = live(script, make_world())
    for check in LAWS.values():
        check(life)


@settings(max_examples=60, **QUIET)  # type: ignore[arg-type]
@given(LIVES)
def test_the_laws_hold_where_nobody_can_be_told(script: Script) -> None:
    empty = {"people": (), "on_shift": (), "methods": ()}
    life = live(script, make_world(s=dict(empty), t=dict(empty), m=dict(empty), engraver=dict(empty)))
    for check in LAWS.values():
        check(life)


WHOLE = Path(__file__).parent / "standards" / "whole.toml"


@functools.cache
def load(name: str) -> Standard:
    """The standard that this version ships, or the one that covers everything."""
    if name == "shipped":
        return parse_standard(DEFAULT_TEXT, capabilities=SHIPPED)
    return parse_standard(WHOLE.read_text(encoding="utf-8"), capabilities=ALL)


@pytest.mark.parametrize("name", ["shipped", "whole"])
@settings(max_examples=80, **QUIET)  # type: ignore[arg-type]
@given(LIVES)
def test_the_laws_hold_under_the_standards_in_text(name: str, script: Script) -> None:
    life = live(script, make_world(load(name)))
    for check in LAWS.values():
        check(life)


def breaks(law: str, world: Callable[[], World]) -> bool:
    """Whether the search finds a life that breaks the law."""

    @settings(max_examples=400, phases=[Phase.generate], **QUIET)  # type: ignore[arg-type]
    @given(LIVES)
    def search(script: Script) -> None:
        LAWS[law](live(script, world()))

    try:
        search()
    except AssertionError:
        return True
    return False


Patch = Callable[[pytest.MonkeyPatch], None]


def rewriting_verdicts(patch: pytest.MonkeyPatch) -> None:
    def meet(case: judgement.Case) -> Any:
        found = judgement._meet(case)
        return ("met", {**found[1], "verdict": "met"}) if found else None

    patch.setattr(judgement, "RULES", (meet, *judgement.RULES[1:]))


def everything_is_live(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(matching, "is_live", lambda data, grade, min_talk_s: True)


def silent_ends(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(engine, "_after_exhausted", lambda row, ref: iter(()))


def careless_keys(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        told, "notice_key", lambda stream, ref, where, due_at, to, channel, **_: f"{ref}{to}{channel}"
    )


def careless_release(patch: pytest.MonkeyPatch) -> None:
    def act(state: StreamState, owed: Any, world: World, now: datetime) -> Sequence[Event]:
        return (make("goods.released", occurred_at=now, cause="hold_over"),)

    careless = replace(effects.EFFECTS["release_goods"], act=act)
    patch.setattr(engine, "EFFECTS", {**effects.EFFECTS, "release_goods": careless})


def no_review(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(engine, "_next_due", lambda state: min(engine._dues(state), default=None))


def sloppy_seconds(patch: pytest.MonkeyPatch) -> None:
    honest = attribution._measure

    def measure(*args: Any) -> list[attribution.Interval]:
        return [
            replace(one, wall_s=one.wall_s // 60 * 60, working_s=one.working_s // 7 * 7)
            for one in honest(*args)
        ]

    patch.setattr(attribution, "_measure", measure)


def forgetful_fold(patch: pytest.MonkeyPatch) -> None:
    """A rebuild that reads the facts and forgets what they met."""
    honest = Stage.replayed

    def replayed(stage: Stage) -> StreamState:
        kept = [
            replace(e, consequences=tuple(c for c in e.consequences if c.transition != "met"))
            for e in stage.journal
        ]
        return honest(replace(stage, journal=kept))

    patch.setattr(Stage, "replayed", replayed)


def forgetful_promises(patch: pytest.MonkeyPatch) -> None:
    honest = order_parts.parts_after

    def parts_after(order: Any, entry: Entry) -> dict[str, Any]:
        parts = honest(order, entry)
        if "promises" in parts:
            parts["promises"] = {key: one for key, one in parts["promises"].items() if one.is_open}
        return parts

    patch.setattr(orders, "parts_after", parts_after)


def thanks_keep(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(promise_state, "TALKS", promise_state.TALKS | {"reply"})
    patch.setattr(promise_state, "TALKED", promise_state.TALKED | {""})


def nothing(patch: pytest.MonkeyPatch) -> None:
    """The standard alone is broken."""


def lonely() -> World:
    empty = {"people": (), "on_shift": (), "methods": ()}
    return make_world(s=dict(empty), t=dict(empty), m=dict(empty))


def changed(name: str, **changes: Any) -> Callable[[], World]:
    return lambda: make_world(bend(name, **changes))


PROMISE = next(kind for kind in KINDS if kind.name == "promise")
BROKEN: dict[str, list[tuple[str, Patch, Callable[[], World]]]] = {
    "law_1_freeze": [("verdicts are rewritten", rewriting_verdicts, make_world)],
    "law_2_the_buyers_clock_never_restarts": [
        (
            "a hand-over opens it anew",
            nothing,
            changed("first_answer", opens_on=on("order.received", "order.assigned"), again="new"),
        )
    ],
    "law_3_acknowledged_is_not_answered": [
        ("taking answers", nothing, changed("first_answer", met_by=(*LIVE, *TAKEN)))
    ],
    "law_4_only_a_live_answer_is_an_answer": [("voicemail answers", everything_is_live, make_world)],
    "law_5_a_ladder_ends_in_somebody": [("no alarm at the end", silent_ends, lonely)],
    "law_6_no_message_twice": [("keys without the step", careless_keys, make_world)],
    "law_8_release_once_and_never_early": [
        ("the hold does not wait for the answer", nothing, changed("settlement", not_before=())),
        ("released without looking", careless_release, make_world),
    ],
    "law_9_a_promise_is_never_lost": [
        ("closing waives it", nothing, changed("promise", waived_by=CLOSED_ANY)),
        ("a kept one is forgotten", forgetful_promises, make_world),
    ]
    if (CLOSED_ANY := tuple(replace(pattern, any_key=True) for pattern in CLOSED))
    else [],
    "law_9_what_the_buyer_knows_is_what_is_owed": [("his thanks keep it", thanks_keep, make_world)],
    "law_10_no_order_without_a_future": [("nothing is reviewed", no_review, make_world)],
    "law_11_time_adds_up": [("seconds are rounded", sloppy_seconds, make_world)],
    "law_of_the_fold": [("a rebuild forgets", forgetful_fold, make_world)],
}


@pytest.mark.parametrize(
    ("law", "variant"), [(law, index) for law, variants in BROKEN.items() for index in range(len(variants))]
)
def test_a_broken_rule_is_found(law: str, variant: int, monkeypatch: pytest.MonkeyPatch) -> None:
    _name, patch, world = BROKEN[law][variant]
    patch(monkeypatch)
    assert breaks(law, world)


def test_every_law_has_a_negative_control() -> None:
    assert set(BROKEN) == set(LAWS)


def test_the_search_reaches_every_act() -> None:
    """No act is refused always: each adds something to some short life."""
    prelude = [(1, True, "promise", 1), (1, True, "talk", 0), (1, True, "engrave", 0), (1, True, "pause", 0)]
    moving = [(1, True, "promise a call", 5), (1, True, "wish to move", 3)]
    asked = [(1, True, "tell a withdrawal", 0), (1, True, "park", 0)]

    def told(*moves: tuple[int, bool, str, int]) -> list[str]:
        return [entry.event.kind for entry in live(("Thu 11:02", list(moves)), make_world()).stage.journal]

    for name in ACTS:
        assert any(
            told(*moves, (1, True, name, 0)) != told(*moves, (1, True, "nothing", 0))
            for moves in ([], prelude, moving, asked)
        ), name
