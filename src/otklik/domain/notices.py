"""Notices: one message to one receiver by one channel, derived from the journal, and the choice what to send.

A notice is wanted while its obligation is owed and nobody has acknowledged; that is asked again just before
sending (law 6). Its `key` is stable: a repeat after a crash carries the same key. Nobody is disturbed outside his
hours unless the step says so: his notice waits (`not_before`). It must not send, and holds no address.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from otklik.domain import admissions, clocks, undo
from otklik.domain.events import Entry, Ref, instant_of, instant_text
from otklik.domain.ladders import LadderRun, ref_in
from otklik.domain.notice_keys import notice_key
from otklik.domain.obligations import Obligation
from otklik.domain.orders import OrderState
from otklik.domain.parties import Scene, clock_of, find_person, scene_of, standard_by_hash
from otklik.domain.partner_letters import list_readers
from otklik.domain.standards import Step
from otklik.domain.stream_state import StreamState
from otklik.domain.world import World


@dataclass(frozen=True, slots=True)
class Notice:
    """One message that ought to go out.

    Parameters
    ----------
    key
        Stable and unique: stream, obligation, step, turn, round, receiver and channel decide it.
    stream, ref
        What it is about.
    receiver
        Slug of a person, `store:<slug>` for a place, or `buyer`.
    channel, method
        Channel name and id of the contact method ("" for the buyer: taken from the order).
    say
        Template name.
    locale
        `ru` or `en`.
    not_before
        Earliest instant to send; also orders the queue.
    values
        JSON values for the template, nothing personal.
    """

    key: str
    stream: str
    ref: Ref | None
    receiver: str
    channel: str
    method: str
    say: str
    locale: str
    not_before: datetime
    values: Mapping[str, Any] = field(default_factory=dict)


SAY_HELD = "held"
"""Template by which a buyer hears that the answer waits for the next opening (law 5)."""

TO_OTHERS = frozenset({"reservation_asked"})
"""Templates that go to another store than the order's: its number is not theirs to know (R36)."""

SAY_REPORT = "report"
"""Template by which somebody gets the headline figures of a report."""

SAY_LETTER = "partner_letter"
"""Template of the Monday letter to a partner."""

LETTER_STALE_FOR = timedelta(days=3)
"""How long it is tried to send a letter; its page stays where it is."""

SAY_LATE = "late"
"""Template by which somebody hears once of all that was too old to be sent (ADR 0029)."""

LATE_STALE_FOR = timedelta(days=1)
"""How long that one word may be tried; it says what waits at the instant at which it goes out."""

MACHINE_STALE_FOR = timedelta(days=3)
"""How long a machine is told again that does not answer: it sleeps over no word, and nothing makes this one untrue."""

REPORT_STALE_FOR = timedelta(days=1)
"""How long it is tried to send a report's figures; the report itself stays where it is."""


def plan_notices(entry: Entry, state: StreamState, world: World) -> list[Notice]:
    """The messages that an entry asks for.

    Parameters
    ----------
    entry
        Any entry; `ladder.stepped` tells whom it names, `ladder.held` tells the buyer who waits.
    state
        The stream after the whole unit: a word that a later step of the same unit repeats to the same receiver
        is left out, so that a catch-up after a breakdown tells everybody once, with the newest word.
    world
        For languages and for the hours in which people may be disturbed.
    """
    if entry.event.kind == "report.mailed":
        return _report_notices(entry, state, world)
    if entry.event.kind == "letter.sent":
        return _letter_notices(entry, state, world)
    if entry.event.kind == "notices.late":
        return [_late_word(entry)]
    if entry.event.kind not in ("ladder.stepped", "ladder.held"):
        return []
    ref = ref_in(entry.event)
    if ref not in state.runs:
        return []  # undone within the same unit
    owed, run = state.obligations[ref], state.runs[ref]
    step = _step_of(owed, run, entry.event.data["step"], world)
    if entry.event.kind == "ladder.held":
        rows = _held_rows(entry, owed, step, scene_of(state, world))
    else:
        rows = [row for row in entry.event.data["told"] if run.newest.get(row["to"]) == entry.version]
    made = [_notice(row, entry, owed, step, scene_of(state, world)) for row in rows]
    held_until = undo.held_until(state, ref)
    return [replace(one, not_before=max(one.not_before, held_until)) for one in made] if held_until else made


def _report_notices(entry: Entry, state: StreamState, world: World) -> list[Notice]:
    """One message to whom a report is mailed, by the first way that reaches him; in his hours, unless he asked."""
    slug = state.stream.partition("/")[2]
    person = find_person(world, slug)
    method = next((one for one in person.methods if one.verified and one.healthy), None) if person else None
    if person is None or method is None:
        return []
    at, place = entry.event.occurred_at, world.stores.get(person.store)
    asked = entry.event.actor == f"person:{slug}"
    not_before = at if asked else clocks.next_opening(place.calendar if place else None, at)
    stale = instant_text(not_before + REPORT_STALE_FOR)
    return [
        Notice(
            key=f"report {entry.event.data['report']} {entry.stream}@{entry.version}",
            stream=entry.stream,
            ref=None,
            receiver=slug,
            channel=method.channel,
            method=method.id,
            say=SAY_REPORT,
            locale=person.locale,
            not_before=not_before,
            values={**entry.event.data, "stale_at": stale},
        )
    ]


def _letter_notices(entry: Entry, state: StreamState, world: World) -> list[Notice]:
    """One message to each of a partner's people who read its Monday letter."""
    at = entry.event.occurred_at
    return [
        Notice(
            key=f"letter {entry.event.data['period']} {entry.stream}@{entry.version} {person.slug}",
            stream=entry.stream,
            ref=None,
            receiver=person.slug,
            channel=method.channel,
            method=method.id,
            say=SAY_LETTER,
            locale=person.locale,
            not_before=at,
            values={**entry.event.data, "stale_at": instant_text(at + LETTER_STALE_FOR)},
        )
        for person, method in list_readers(world, state.subject.slug)
    ]


def _late_word(entry: Entry) -> Notice:
    """The one word to whoever was not told in time."""
    data, (prefix, _, slug) = entry.event.data, entry.stream.partition("/")
    send_at = instant_of(data["send_at"])
    return Notice(
        key=f"late {entry.stream}@{entry.version}",
        stream=entry.stream,
        ref=None,
        receiver=slug if prefix == "person" else f"store:{slug}",
        channel=data["channel"],
        method=data["method"],
        say=SAY_LATE,
        locale=data["locale"],
        not_before=send_at,
        values={"since_at": data["since_at"], "stale_at": instant_text(send_at + LATE_STALE_FOR)},
    )


def _step_of(owed: Obligation, run: LadderRun, index: int, world: World) -> Step:
    return standard_by_hash(world, owed.standard).ladders[run.ladder].steps[index]


def _held_rows(entry: Entry, owed: Obligation, step: Step, scene: Scene) -> list[Mapping[str, str]]:
    """One row for the buyer, by the first of the step's channels that reaches him; a letter before a call or SMS."""
    order = scene.order
    if order is None or owed.creditor != "buyer":
        return []
    reached = {"email": order.has_email, "sms": order.has_phone, "console": True}
    for channel in reached:
        if channel in step.by and reached[channel]:
            where = (entry.event.data["step"], 0, 0)
            key = notice_key(
                entry.stream,
                owed.ref,
                where,
                entry.event.occurred_at,
                "buyer",
                channel,
                opened_by=owed.opened_by,
            )
            return [{"to": "buyer", "channel": channel, "method": "", "say": SAY_HELD, "key": key}]
    return []


def _notice(row: Mapping[str, str], entry: Entry, owed: Obligation, step: Step, scene: Scene) -> Notice:
    data, order = entry.event.data, scene.order
    values = {
        "kind": owed.ref.kind,
        "key": owed.ref.key,
        "debtor": owed.debtor,
        "store": scene.holder,
        "order": order.number if order and row["say"] not in TO_OTHERS else "",
        "opened_at": instant_text(owed.opened_at),
        "limit_at": instant_text(owed.limit_at),
        "step": data["step"],
        "entry": entry.version,
    }
    if "until_at" in data:
        values["until_at"] = data["until_at"]
    owner = _probed(entry.stream, row["method"], scene.world)[0] if row["channel"] == PROBED else row["to"]
    not_before = _disturb_at(owner, entry.event.occurred_at, owed, step, scene)
    if "until" in row:
        not_before = max(not_before, instant_of(row["until"]))
    rules = standard_by_hash(scene.world, owed.standard).notices
    stale_for = MACHINE_STALE_FOR if row["channel"] == "webhook" else timedelta(seconds=rules.stale_s)
    values["stale_at"] = instant_text(_known_since(not_before, order) + stale_for)
    values |= {"bundle_s": rules.bundle_s, "per_hour": rules.per_hour}
    receiver, channel = row["to"], row["channel"]
    if channel == PROBED:
        receiver, channel = _probed(entry.stream, row["method"], scene.world)
    return Notice(
        key=row["key"],
        stream=entry.stream,
        ref=owed.ref,
        receiver=receiver,
        channel=channel,
        method=row["method"],
        say=row["say"],
        locale=_locale(receiver, scene),
        not_before=not_before,
        values=values,
    )


PROBED = "method"
"""Channel of a step that tells the method itself: the way that is to be tried, whoever owns it."""


def _probed(stream: str, method: str, world: World) -> tuple[str, str]:
    """Whom and by which channel a probe of a method goes to: its owner, whose stream it is."""
    prefix, _, slug = stream.partition("/")
    if prefix == "store":
        place = world.stores.get(slug)
        receiver, methods = f"store:{slug}", place.methods if place else ()
    else:
        person = find_person(world, slug)
        receiver, methods = slug, person.methods if person else ()
    return receiver, next((one.channel for one in methods if one.id == method), PROBED)


def _known_since(at: datetime, order: OrderState | None) -> datetime:
    """A word about an order that reached us late is young: nobody could say it before."""
    return max(at, order.received_at) if order is not None else at


def stale_at(notice: Notice) -> datetime | None:
    """Until when a notice may be sent, however often it had to be tried; None = without an end."""
    text = notice.values.get("stale_at")
    return instant_of(text) if text else None


def _locale(receiver: str, scene: Scene) -> str:
    if receiver == "buyer" and scene.order is not None:
        return scene.order.locale
    person = find_person(scene.world, receiver)
    if person is not None:
        return person.locale
    place = scene.world.stores.get(receiver.removeprefix("store:")) or scene.store
    return place.locale if place else "ru"


def _disturb_at(receiver: str, at: datetime, owed: Obligation, step: Step, scene: Scene) -> datetime:
    """When the receiver may be disturbed: at once if the step wakes or he is at work, else in his hours."""
    if step.wake:
        return at
    if receiver == "buyer":
        standard = standard_by_hash(scene.world, owed.standard)
        day = clock_of("buyer_day", scene, standard, {}) if "buyer_day" in standard.calendars else None
        return clocks.next_opening(day, at)
    return reachable_at(receiver, at, scene.world)


def reachable_at(receiver: str, at: datetime, world: World) -> datetime:
    """When somebody of the staff may be disturbed: at once if he is at work or a place, else in his store's hours."""
    person = find_person(world, receiver)
    if person is None or any(receiver in store.on_shift for store in world.stores.values()):
        return at
    place = world.stores.get(person.store)
    return clocks.next_opening(place.calendar if place else None, at)


def still_wanted(notice: Notice, state: StreamState, world: World, *, now: datetime) -> str:
    """Why a notice need not go out any more, or "" while it must (law 6).

    Parameters
    ----------
    notice
        As it was planned.
    state
        The stream as it is now.
    now
        Aware UTC.

    Returns
    -------
    str
        met, waived, taken_over, paused, taken, closed (nothing is owed any more), superseded (he was told something
        newer), not_admitted (he may not talk to buyers about it any more), stale (later than the standard's
        `notices.stale`), unknown, or "".
    """
    owed = state.obligations.get(notice.ref) if notice.ref else None
    run = state.runs.get(notice.ref) if notice.ref else None
    if notice.ref is None:
        return _staleness(notice, now, world)
    if owed is None or run is None:
        return "unknown"
    if owed.state in ("met", "waived", "paused"):
        return owed.state
    if run.ended in ("met", "waived", "taken_over"):
        return run.ended
    step = _step_of(owed, run, notice.values["step"], world)
    if owed.closed_at is not None and step.edge != "past":
        return "closed"
    if run.leased_until is not None and run.leased_until > now and run.is_stopped_for(step):
        return "taken"
    if run.newest.get(notice.receiver, 0) > notice.values["entry"]:
        return "superseded"
    if _lost_admission(notice, owed, state, world):
        return "not_admitted"
    return _staleness(notice, now, world)


def _lost_admission(notice: Notice, owed: Obligation, state: StreamState, world: World) -> bool:
    """Whether the receiver may not talk to buyers about it any more, and is nobody who is told as one above."""
    person = find_person(world, notice.receiver)
    if person is None or person.roles & {*admissions.ALWAYS, "second_person"}:
        return False
    return not admissions.is_admitted(person, admissions.subject_of(state.stream, owed.ref.kind))


def _staleness(notice: Notice, now: datetime, world: World) -> str:
    """`stale`, or empty; the time of maintenance, in which nothing could be said, makes nothing older."""
    ends_at = stale_at(notice)
    if ends_at is None or now <= ends_at:
        return ""
    places = [world.stores.get(slug) for slug in {str(notice.values.get("store", "")), world.marketplace}]
    waited = [
        min(now, one.maintenance.until_at) - one.maintenance.started_at
        for one in places
        if one is not None and one.maintenance is not None and one.maintenance.started_at <= ends_at
    ]
    return "stale" if now > ends_at + max(waited, default=timedelta(0)) else ""
