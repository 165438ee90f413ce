"""Every fact that can happen: the data dictionary of the journal.

One row an event: the streams in which it may stand, its sub-kind field if it has one, and its fields. A field typed
`Personal[...]` is sealed beside the hashed bytes and goes with an erasure. `make` builds a checked event; a stored
event is never checked again. Rules of the standard may name any row; `PRODUCED` lists what this version appends.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from otklik.domain.errors import DomainError
from otklik.domain.events import Event, Grade, Source

T = TypeVar("T")
PERSONAL = "personal"
Personal = Annotated[T, PERSONAL]
"""Marks a field whose value is about a person, free text included (architecture §5)."""

ANY = (
    "order", "conversation", "shift", "store", "partner", "buyer", "person", "standard", "source", "run", "playbook",
)  # fmt: skip
TALK = ("order", "conversation")
TOLD = (*TALK, "person", "store", "shift", "partner")
"""Streams whose notices go out: a person's, a store's, a shift's and a partner's are those that are about no order."""
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class EventKind:
    """One row of the dictionary: where it may stand, its sub-kind field, its fields and their types."""

    kind: str
    streams: tuple[str, ...]
    what: str | None
    fields: Mapping[str, Any]


def opt(annotation: Any) -> Any:
    """The type of a field that may be absent."""
    return annotation | None


def _event(kind: str, streams: str | tuple[str, ...], what: str | None = None, /, **fields: Any) -> EventKind:
    return EventKind(kind, (streams,) if isinstance(streams, str) else streams, what, fields)


Parties = dict[str, str]

_ROWS = (
    # ── what the clock does, in any stream ──
    *(
        _event(
            f"obligation.{transition}",
            ANY,
            "kind",
            kind=str,
            key=opt(str),
            n=opt(int),
            why=opt(str),
            limit_at=opt(datetime),
            target_at=opt(datetime),
            bands=opt(list[datetime]),
            calendar=opt(str),
            debtor=opt(str),
            verdict=opt(str),
        )
        for transition in (
            "opened",
            "met",
            "breached",
            "waived",
            "paused",
            "resumed",
            "retimed",
            "handed",
            "rejudged",
        )
    ),
    _event(
        "ladder.stepped",
        ANY,
        "kind",
        kind=str,
        key=str,
        n=int,
        step=int,
        turn=int,
        round=int,
        told=list[Json],
        skipped=opt(list[str]),
        unadmitted=opt(list[str]),
        next_step=opt(int),
        next_turn=opt(int),
        next_round=opt(int),
        next_at=opt(datetime),
    ),
    _event("ladder.held", ANY, "kind", kind=str, key=str, n=int, step=int, until_at=datetime),
    _event("ladder.leased", ANY, "kind", kind=str, key=str, n=int),
    _event("ladder.lapsed", ANY, "kind", kind=str, key=str, n=int, person=str, next_at=opt(datetime)),
    _event("ladder.exhausted", ANY, "kind", kind=str, key=str, n=int),
    _event("notice.acknowledged", ANY, None, person=str, key=opt(str), place=opt(str)),
    _event(
        "alarm.raised",
        ANY,
        "reason",
        reason=str,
        kind=opt(str),
        key=opt(str),
        n=opt(int),
        until_at=opt(datetime),
    ),
    # ── messages and talks, on an order or before there is one ──
    _event(
        "message.sent",
        TOLD,
        "purpose",
        purpose=str,
        notice=opt(str),
        channel=opt(str),
        receiver=opt(str),
        method=opt(str),
        attempt=opt(int),
        by_person=opt(bool),
        message=opt(str),
    ),
    _event(
        "message.accepted",
        TOLD,
        "purpose",
        purpose=str,
        notice=opt(str),
        channel=opt(str),
        receiver=opt(str),
        provider_id=opt(str),
        about=opt(str),
        attempt=opt(int),
        message=opt(str),
    ),
    _event(
        "message.delivered",
        TOLD,
        "purpose",
        purpose=str,
        notice=opt(str),
        channel=opt(str),
        provider_id=opt(str),
        about=opt(str),
    ),
    _event(
        "message.failed",
        TOLD,
        "purpose",
        purpose=str,
        notice=opt(str),
        channel=opt(str),
        receiver=opt(str),
        method=opt(str),
        attempt=opt(int),
        permanent=opt(bool),
        reason=opt(str),
        message=opt(str),
    ),
    _event(
        "contact.attempted",
        TALK,
        "means",
        means=str,
        attempt=str,
        outcome=opt(str),
        ring_s=opt(int),
        next_at=opt(datetime),
        phone=opt(str),
        note=opt(Personal[str]),
    ),
    _event(
        "contact.reached",
        TALK,
        "means",
        means=str,
        live=bool,
        talk_s=opt(int),
        by=opt(str),
        incoming=opt(bool),
        phone=opt(str),
        note=opt(Personal[str]),
    ),
    _event("evidence.raised", TALK, None, of=str, to=str),
    _event(
        "promise.made",
        TALK,
        None,
        promise=str,
        by=str,
        until_at=datetime,
        purpose=opt(str),
        person=opt(str),
        what=opt(Personal[str]),
    ),
    # `due_at`: by when the buyer is to know: the instant in force, or now where that has passed. `promise.told` is the
    # proof that he does; in it, as in `promise.made`, `by` is the place that owes it, elsewhere whoever said so
    _event(
        "promise.moved",
        TALK,
        None,
        promise=str,
        until_at=datetime,
        due_at=opt(datetime),
        move=opt(str),
        previous=opt(str),
        by=opt(str),
        why=opt(Personal[str]),
    ),
    _event(
        "promise.told",
        TALK,
        None,
        promise=str,
        until_at=datetime,
        move=opt(str),
        means=opt(str),
        by=opt(str),
        person=opt(str),
        purpose=opt(str),
    ),
    _event("promise.kept", TALK, None, promise=str, move=opt(str), by=opt(str)),
    _event("promise.handed", TALK, None, promise=str, person=str, previous=opt(str), by=opt(str)),
    # `person`: whom it is about; `means`: how it came (page, rating, call, message, employee)
    _event(
        "complaint.received",
        TALK,
        "about",
        about=str,
        complaint=str,
        person=opt(str),
        means=opt(str),
        by=opt(str),
        words=opt(Personal[str]),
    ),
    _event(
        "complaint.acted",
        TALK,
        None,
        complaint=str,
        action=opt(str),
        by=opt(str),
        person=opt(str),
        words=opt(Personal[str]),
    ),
    _event(
        "complaint.closed", TALK, None, complaint=str, how=opt(str), by=opt(str), words=opt(Personal[str])
    ),
    # conduct: a word list points, a person judges; a talk is scored on a card
    _event("conduct.flagged", TALK, "where", where=str, flag=str, of=int, person=opt(str), kind=opt(str)),
    _event(
        "conduct.judged",
        TALK,
        "judgement",
        judgement=str,
        flag=str,
        by=opt(str),
        words=opt(Personal[str]),
    ),
    _event(
        "talk.scored",
        TALK,
        None,
        score=str,
        person=str,
        by=str,
        points=dict[str, int],
        total=int,
        of=opt(int),
        words=opt(Personal[str]),
    ),
    # `phone` is the number's keyed fingerprint, absent where it was withheld; the number is `caller`, personal
    _event(
        "call.missed",
        TALK,
        None,
        phone=opt(str),
        episode=opt(str),
        line=opt(str),
        ring_s=opt(int),
        caller=opt(Personal[str]),
    ),
    _event(
        "call.answered",
        TALK,
        None,
        phone=opt(str),
        line=opt(str),
        talk_s=opt(int),
        caller=opt(Personal[str]),
    ),
    _event("message.received", TALK, "channel", channel=str, text=opt(Personal[str])),
    # ── an order ──
    _event(
        "order.received",
        "order",
        "payment",
        number=str,
        origin=str,
        channel=str,
        store=str,
        partner=str,
        placed_at=datetime,
        received_at=datetime,
        total_minor=int,
        currency=str,
        payment=str,
        trade=opt(str),
        delivery=opt(str),
        campaign=opt(str),
        cart_key=opt(str),
        lines=list[Json],
        has_phone=bool,
        has_email=bool,
        locale=str,
        buyer_zone=str,
        content=str,
        history=bool,
        witnessed=opt(list[str]),
        status_token=opt(str),
        source_status=opt(str),
        modified_at=opt(datetime),
        buyer_name=opt(Personal[str]),
        phone=opt(Personal[str]),
        phone_raw=opt(Personal[str]),
        email=opt(Personal[str]),
        comment=opt(Personal[str]),
        extra=opt(Personal[Json]),
    ),
    _event(
        "order.changed_at_source",
        "order",
        None,
        content=str,
        changed=list[str],
        total_minor=opt(int),
        payment=opt(str),
        delivery=opt(str),
        has_phone=opt(bool),
        has_email=opt(bool),
        lines=opt(list[Json]),
        source_status=opt(str),
        modified_at=opt(datetime),
        values=opt(Personal[Json]),
    ),
    _event(
        "order.assigned",
        "order",
        "cause",
        cause=str,
        store=str,
        previous=opt(str),
        assignment=str,
        by=opt(str),
    ),
    _event("order.taken", "order", None, person=str, on_shift=bool, place=str, addressee=bool, stops=str),
    _event("order.owner_cleared", "order", None, person=str),
    _event("order.confirmed", "order", None, by=str),
    _event(
        "order.withdrawn",
        "order",
        "said_by",
        said_by=str,
        reason=opt(str),
        words=opt(Personal[str]),
        live=opt(bool),
        case=opt(str),
    ),
    # `case`: which end of this order it is; `unmet`: evidence that the reason asks for and that is not on record
    _event(
        "order.refused",
        "order",
        "reason",
        reason=str,
        by=str,
        comment=opt(Personal[str]),
        demanded=opt(Personal[str]),
        lines=opt(list[str]),
        premature=opt(bool),
        detail=opt(str),
        mode=opt(str),
        unmet=opt(list[str]),
        overridden=opt(bool),
        case=opt(str),
    ),
    _event("order.reopened", "order", "cause", cause=str),
    _event("order.completed", "order", None, silently=opt(bool)),
    _event("order.noted", "order", None, words=Personal[str]),
    _event("order.erased", "order", None, ground=str),
    # derived by the engine alone (law 12); `until_at`: the end of the appointment up to which it is true by itself
    _event("order.ready", "order", None, until_at=opt(datetime)),
    _event(
        "order.unready", "order", "part", part=str, parts=opt(list[str]), buyer_told=opt(bool), cause=opt(str)
    ),
    _event(
        "order.handed",
        "order",
        None,
        hand=str,
        person=str,
        previous=opt(str),
        previous_hand=opt(str),
    ),
    _event(
        "outcome.recorded",
        TALK,
        "outcome",
        outcome=str,
        id=str,
        by=str,
        facts=int,
        incoming=opt(bool),
        next_at=opt(datetime),
        request=opt(str),
    ),
    _event("outcome.retracted", TALK, "outcome", outcome=str, id=str, by=str),
    _event("buyer.said_silent", "order", None, words=opt(Personal[str])),
    _event(
        "buyer.asked_call",
        "order",
        None,
        ask=str,
        call_at=datetime,
        wished_at=opt(datetime),
        previous=opt(str),
        words=opt(Personal[str]),
    ),
    _event("buyer.rated", "order", None, stars=int, words=opt(Personal[str])),
    # `stock`, of both: key of what a stock system hears of it; absent where none listened when it happened
    _event("goods.reserved", "order", None, lines=opt(list[str]), stock=opt(str)),
    # `live`: whether anybody had spoken with the buyer; a release by the clock is a case of the court like a refusal
    _event(
        "goods.released",
        "order",
        "cause",
        cause=str,
        lines=opt(list[str]),
        live=opt(bool),
        case=opt(str),
        stock=opt(str),
    ),
    _event("goods.gone", "order", None, lines=opt(list[str])),
    # scanned where the buyer collects it: some lines, or with these the last; `missing`: it was there and is not
    _event("goods.scanned", "order", None, lines=list[str], store=opt(str), by=opt(str)),
    _event("goods.arrived", "order", None, lines=opt(list[str]), store=opt(str), by=opt(str)),
    _event("goods.missing", "order", None, lines=opt(list[str]), by=opt(str)),
    _event("stock.told", "order", None, stock=opt(str)),
    _event(
        "payment.received",
        "order",
        None,
        amount_minor=int,
        currency=str,
        payment_id=opt(str),
        proof=opt(Personal[str]),
    ),
    _event("payment.refunded", "order", None, amount_minor=int, currency=str),
    _event("money.resolved", "order", None, how=opt(str), by=opt(str), words=opt(Personal[str])),
    # every refusal passes the gate as `refusal.asked` first; what follows in the same unit says what became of it
    _event(
        "refusal.asked",
        "order",
        "reason",
        reason=str,
        asked=opt(str),
        by=opt(str),
        detail=opt(str),
        mode=opt(str),
        premature=opt(bool),
        unmet=opt(list[str]),
        passes_at=opt(datetime),
        comment=opt(Personal[str]),
        demanded=opt(Personal[str]),
    ),
    # `ends`: "hold" = with the hold, "instant" = at `until_at` by its own kind
    _event(
        "refusal.parked",
        "order",
        "reason",
        reason=str,
        parking=opt(str),
        ends=opt(str),
        by=opt(str),
        detail=opt(str),
        until_at=opt(datetime),
        comment=opt(Personal[str]),
        demanded=opt(Personal[str]),
    ),
    _event("refusal.unparked", "order", "cause", cause=str, parking=opt(str)),
    _event(
        "refusal.rescued",
        "order",
        "remedy",
        remedy=str,
        reason=opt(str),
        by=opt(str),
        amount_minor=opt(int),
        currency=opt(str),
    ),
    _event("refusal.overridden", "order", None, why=Personal[str], by=opt(str)),
    _event("withdrawal.told", "order", None, withdrawal=str, by=opt(str), words=opt(Personal[str])),
    _event("withdrawal.confirmed", "order", None, withdrawal=str),
    _event("withdrawal.denied", "order", None, withdrawal=str),
    _event("buyer.wants_again", "order"),
    # who is asked is drawn by the partner's plan; `share_ppm` is the chance with which this case was to be drawn
    _event(
        "survey.drawn",
        "order",
        "cause",
        cause=str,
        survey=str,
        case=str,
        plan=opt(str),
        stratum=opt(str),
        share_ppm=opt(int),
    ),
    _event(
        "survey.passed",
        "order",
        "cause",
        cause=str,
        case=str,
        plan=opt(str),
        stratum=opt(str),
        share_ppm=opt(int),
    ),
    _event(
        "survey.answered",
        "order",
        "answer",
        answer=str,
        survey=str,
        case=str,
        means=opt(str),
        by=opt(str),
        words=opt(Personal[str]),
    ),
    _event("survey.called", "order", "outcome", outcome=str, survey=str, case=str, by=opt(str)),
    _event("survey.expired", "order", None, survey=str, case=str),
    _event(
        "verdict.proposed",
        "order",
        "verdict",
        verdict=str,
        case=str,
        rule=opt(str),
        reason=opt(str),
        answer=opt(str),
        by=opt(str),
        standard=opt(str),
        agreed=opt(bool),
    ),
    _event("verdict.accepted", "order", None, case=str, by=opt(str), words=opt(Personal[str])),
    _event("verdict.final", "order", None, case=str, verdict=opt(str)),
    _event("appeal.filed", "order", None, case=str, by=opt(str), words=opt(Personal[str])),
    _event(
        "appeal.decided", "order", "decision", decision=str, case=str, by=opt(str), words=opt(Personal[str])
    ),
    _event("buyer.recommended", "order", None, score=int, words=opt(Personal[str])),
    _event("step.requested", "order", "step", step=str, party=opt(str), by=opt(str)),
    _event("step.done", "order", "step", step=str, party=opt(str), by=opt(str), words=opt(Personal[str])),
    _event(
        "step.delayed",
        "order",
        "step",
        step=str,
        party=opt(str),
        until_at=opt(datetime),
        by=opt(str),
        why=opt(Personal[str]),
    ),
    _event("bank.decided", "order", "decision", decision=str, by=opt(str)),
    _event("paper.present", "order", "paper", paper=str, by=opt(str)),
    _event("paper.withdrawn", "order", "paper", paper=str, by=opt(str)),
    _event(
        "appointment.booked",
        "order",
        None,
        starts_at=datetime,
        person=opt(str),
        appointment=opt(str),
        ends_at=opt(datetime),
        store=opt(str),
        purpose=opt(str),
    ),
    # `appointment` is the new time's own key, `previous` that of the time that it replaces
    _event(
        "appointment.moved",
        "order",
        None,
        starts_at=datetime,
        person=opt(str),
        appointment=opt(str),
        previous=opt(str),
        ends_at=opt(datetime),
        store=opt(str),
        purpose=opt(str),
        cause=opt(str),
    ),
    _event(
        "appointment.cancelled",
        "order",
        None,
        appointment=opt(str),
        cause=opt(str),
        starts_at=opt(datetime),
        person=opt(str),
    ),
    _event("appointment.held", "order", None, appointment=opt(str)),
    # two taps: the buyer is there, and somebody attends to him; between them he queued
    _event("buyer.came", "order", None, visit=str, appointment=opt(str), store=opt(str)),
    _event("buyer.served", "order", None, visit=str, person=opt(str), appointment=opt(str)),
    _event("buyer.left", "order", "cause", visit=str, cause=str),
    _event("expert.checked_in", "order", None, person=opt(str), appointment=opt(str)),
    _event("pause.started", "order", "reason", reason=str, until_at=opt(datetime), by=opt(str)),
    _event("pause.ended", "order", None, cause=opt(str), by=opt(str)),
    # what is to be done is found by rule; these are what a person chose instead, and what he did
    _event("playbook.chosen", "order", "situation", situation=str, by=opt(str), instead=opt(str)),
    _event(
        "playbook.followed",
        "order",
        "situation",
        situation=str,
        step=str,
        by=opt(str),
        version=opt(str),
        words=opt(Personal[str]),
    ),
    _event(
        "window.accepted",
        "order",
        None,
        delivery=str,
        carrier=str,
        window_from_at=datetime,
        window_to_at=datetime,
    ),
    _event("window.told", "order", None, delivery=str, window_from_at=datetime, window_to_at=datetime),
    _event("delivery.handed_over", "order", None, delivery=str, carrier=str),
    _event("delivery.scanned", "order", None, delivery=str),
    _event("delivery.done", "order", "how", how=str, delivery=str),
    _event("delivery.failed", "order", "reason", reason=str, delivery=str),
    _event("reservation.asked", "order", None, reservation=str, store=str),
    _event("reservation.made", "order", None, reservation=str),
    _event("reservation.used", "order", None, reservation=str),
    _event("reservation.freed", "order", None, reservation=str),
    _event("reservation.declined", "order", None, reservation=str),
    _event("custom.happened", "order", "name", name=str, party=opt(str), words=opt(Personal[str])),
    # ── several carts of one buyer: the whole link stands on his own stream, an order knows of its own store's alone
    _event("cart.linked", ("buyer", "order"), "by", by=str, cart=str, order=opt(str)),
    _event("cart.kept", "order", None, cart=str, person=str),
    _event("cart.merged", "order", None, cart=str, into=str, person=str),
    _event("cart.answered_elsewhere", "order", None, undone=opt(bool)),
    # ── a call or chat that belongs to no order yet ──
    _event("conversation.tied", "conversation", None, order=str),
    _event(
        "conversation.taken",
        "conversation",
        None,
        person=str,
        on_shift=bool,
        place=str,
        addressee=bool,
        stops=str,
    ),
    _event("conversation.owner_cleared", "conversation", None, person=str),
    _event("conversation.erased", "conversation", None, ground=str),
    # ── a store's day ──
    _event(
        "calendar.opened",
        "shift",
        None,
        store=str,
        first_of_day=bool,
        orders_waiting=int,
        orders_late=opt(int),
    ),
    _event("calendar.closed", "shift", None, store=str),
    _event("shift.joined", "shift", None, store=str, person=str, place=str, device=opt(str)),
    _event("shift.left", "shift", None, store=str, person=str),
    _event("presence.attested", "shift", None, person=str),
    _event("round.attested", "shift", "inbox", inbox=str, person=str),
    _event("round.completed", "shift"),
    _event("plan.accepted", "shift", None, person=str),
    # a shift's facts about somebody busy are copied, with their cause, to the orders that are passed on at once
    _event("busy.started", ("shift", "order"), None, person=str, until_at=datetime),
    _event("busy.ended", ("shift", "order"), None, person=str),
    _event("shift.place_proved", "shift", None, store=str, person=str, place=str, device=opt(str)),
    # ── places, people, partners, standards, sources ──
    _event(
        "store.opened",
        "store",
        None,
        name=str,
        role=str,
        partner=str,
        phone=opt(str),
        locale=str,
        trade=opt(str),
    ),
    _event(
        "store.changed",
        "store",
        None,
        name=opt(str),
        phone=opt(str),
        locale=opt(str),
        next_store=opt(str),
        parties=opt(Parties),
        trade=opt(str),
        inboxes=opt(list[str]),
    ),
    _event(
        "hours.changed",
        "store",
        None,
        hours=str,
        zone=str,
        country=opt(str),
        region=opt(str),
        exceptions=opt(list[str]),
        night=opt(str),
    ),
    _event("roster.changed", "store", None, roster=Json),
    _event(
        "contact_method.verified", ("store", "person"), None, method=str, channel=str, address=Personal[str]
    ),
    _event("contact_method.removed", ("store", "person"), None, method=str),
    # a method that failed for good is passed over until it is verified again or shows that it lives
    _event("contact_method.failed", ("store", "person"), None, method=str, channel=str, reason=str),
    _event("probe.sent", ("store", "person"), None, method=str, probe=opt(str)),
    _event("probe.answered", ("store", "person"), None, method=str, probe=opt(str)),
    _event("proof_of_life", ("store", "person"), None, method=str),
    # what was to be said since then is too old to be sent; its receiver gets one newest word instead (ADR 0029)
    _event(
        "notices.late",
        ("store", "person"),
        None,
        since_at=datetime,
        send_at=datetime,
        channel=str,
        method=str,
        locale=str,
    ),
    # the till's tablet: its rotating code proves that whoever scans it stands in the shop
    _event("device.proved", "store", None, device=str, name=str, key_hash=str),
    _event("device.removed", "store", None, device=str),
    _event("maintenance.started", "store", None, until_at=datetime, why=opt(Personal[str])),
    _event("maintenance.ended", "store"),
    _event("person.admitted", "person", None, store=str, roles=list[str], locale=str, name=Personal[str]),
    _event(
        "person.changed",
        "person",
        None,
        store=opt(str),
        roles=opt(list[str]),
        locale=opt(str),
        name=opt(Personal[str]),
    ),
    _event("person.dismissed", "person", None, why=opt(str), successor=opt(str)),
    # who may talk to buyers, on which subjects, after which training and test, until when
    _event(
        "admission.granted",
        "person",
        None,
        subjects=list[str],
        training=opt(str),
        test=opt(int),
        until_on=opt(str),
        until_at=opt(datetime),
        admission=opt(str),
        by=opt(str),
    ),
    _event(
        "admission.withdrawn",
        "person",
        "cause",
        cause=str,
        subjects=list[str],
        admission=opt(str),
        by=opt(str),
        words=opt(Personal[str]),
    ),
    _event(
        "report.mailed",
        "person",
        None,
        report=int,
        digest=str,
        scope=str,
        name=opt(str),
        first_on=str,
        last_on=str,
        orders=int,
        owed=opt(int),
        in_limit=opt(int),
        silent=opt(int),
        lost_minor=opt(int),
        currency=opt(str),
    ),
    _event("partner.joined", "partner", None, name=str),
    _event("standard.published", "standard", None, name=str, number=int, digest=str, text=str),
    _event("playbook.published", "playbook", None, situation=str, number=int, digest=str, text=str),
    # adopted: in force by the marketplace's will; with `person`: accepted by one of the partner, who read `rendering`
    # `lines`: the plain words in both languages; `rendering` is the SHA-256 of them, each ended by a line break
    _event(
        "standard.sent",
        "partner",
        None,
        version=str,
        digest=str,
        rendering=str,
        name=opt(str),
        lines=list[str],
    ),
    _event(
        "standard.accepted",
        "partner",
        None,
        version=str,
        digest=str,
        person=opt(str),
        rendering=opt(str),
        name=opt(str),
    ),
    _event(
        "sample.planned",
        "partner",
        None,
        plan=str,
        seed=str,
        from_on=str,
        until_on=str,
        half_width_ppm=int,
        shares=Json,
    ),
    _event("standard.superseded", "partner", None, version=str),
    _event("letter.sent", "partner", None, period=str, digest=str, receivers=int, name=opt(str)),
    _event(
        "source.connected",
        "source",
        None,
        type=str,
        store=opt(str),
        partner=opt(str),
        shop_url=opt(str),
        token_hash=opt(str),
        secret=opt(Personal[str]),
        credentials=opt(Personal[Json]),
    ),
    _event("source.revoked", "source", None, why=opt(str)),
    # where the stock behind a source hears that goods go back; without a URL: nowhere any more
    _event("source.stock_named", "source", None, url=opt(str), secret=opt(Personal[str])),
)

EVENTS: dict[str, EventKind] = {row.kind: row for row in _ROWS}
"""The dictionary by event name."""


PRODUCED: frozenset[str] = frozenset(
    {
        *(kind for kind in EVENTS if kind.startswith(("obligation.", "ladder."))),
        "notice.acknowledged",
        "notices.late",
        "alarm.raised",
        "message.sent",
        "message.accepted",
        "message.delivered",
        "message.failed",
        "contact.attempted",
        "contact.reached",
        "call.missed",
        "call.answered",
        "conversation.tied",
        "conversation.taken",
        "conversation.owner_cleared",
        "conversation.erased",
        "cart.linked",
        "cart.kept",
        "cart.merged",
        "cart.answered_elsewhere",
        "evidence.raised",
        "promise.made",
        "promise.moved",
        "promise.told",
        "promise.kept",
        "promise.handed",
        "complaint.received",
        "complaint.acted",
        "complaint.closed",
        "conduct.flagged",
        "conduct.judged",
        "talk.scored",
        "order.received",
        "order.changed_at_source",
        "order.assigned",
        "order.taken",
        "order.owner_cleared",
        "order.handed",
        "order.confirmed",
        "order.withdrawn",
        "order.refused",
        "order.completed",
        "order.reopened",
        "order.noted",
        "order.erased",
        "outcome.recorded",
        "outcome.retracted",
        "buyer.said_silent",
        "buyer.asked_call",
        "buyer.rated",
        "appointment.booked",
        "appointment.cancelled",
        "goods.reserved",
        "goods.released",
        "goods.gone",
        "stock.told",
        "payment.received",
        "money.resolved",
        "refusal.asked",
        "refusal.parked",
        "refusal.unparked",
        "refusal.rescued",
        "refusal.overridden",
        "withdrawal.told",
        "withdrawal.confirmed",
        "withdrawal.denied",
        "buyer.wants_again",
        "survey.drawn",
        "survey.passed",
        "survey.called",
        "survey.answered",
        "survey.expired",
        "verdict.proposed",
        "verdict.accepted",
        "verdict.final",
        "appeal.filed",
        "appeal.decided",
        "buyer.recommended",
        "order.ready",
        "order.unready",
        "goods.arrived",
        "goods.missing",
        "goods.scanned",
        "paper.present",
        "paper.withdrawn",
        "appointment.moved",
        "appointment.held",
        "buyer.came",
        "buyer.served",
        "buyer.left",
        "expert.checked_in",
        "step.requested",
        "step.done",
        "step.delayed",
        "bank.decided",
        "custom.happened",
        "pause.started",
        "pause.ended",
        "calendar.opened",
        "calendar.closed",
        "shift.joined",
        "shift.left",
        "presence.attested",
        "round.attested",
        "round.completed",
        "plan.accepted",
        "shift.place_proved",
        "busy.started",
        "busy.ended",
        "store.opened",
        "store.changed",
        "hours.changed",
        "roster.changed",
        "device.proved",
        "device.removed",
        "contact_method.verified",
        "contact_method.removed",
        "maintenance.started",
        "maintenance.ended",
        "contact_method.failed",
        "probe.sent",
        "probe.answered",
        "proof_of_life",
        "person.admitted",
        "person.changed",
        "person.dismissed",
        "admission.granted",
        "admission.withdrawn",
        "partner.joined",
        "standard.published",
        "playbook.published",
        "playbook.chosen",
        "playbook.followed",
        "standard.sent",
        "standard.accepted",
        "standard.superseded",
        "sample.planned",
        "letter.sent",
        "source.connected",
        "source.revoked",
        "source.stock_named",
    }
)
"""What this version appends. A standard that waits for any other event is refused: it would wait for ever."""


def is_personal(annotation: Any) -> bool:
    """Whether a field's type says that its value is sealed: `Personal[...]`, optional or not."""
    if get_origin(annotation) is Annotated:
        return PERSONAL in annotation.__metadata__
    return any(is_personal(part) for part in get_args(annotation))


@functools.cache
def personal_fields(kind: str) -> frozenset[str]:
    """Names of the fields of an event that are sealed beside the hashed bytes."""
    return frozenset(name for name, annotation in EVENTS[kind].fields.items() if is_personal(annotation))


@functools.cache
def _model(kind: str) -> type[BaseModel]:
    fields: dict[str, Any] = {}
    for name, annotation in EVENTS[kind].fields.items():
        optional = type(None) in get_args(annotation)
        fields[name] = (annotation, None if optional else ...)
    return create_model(f"event {kind}", __config__=ConfigDict(extra="forbid", strict=True), **fields)


def make(
    kind: str,
    /,
    *,
    occurred_at: datetime,
    actor: str = "system",
    source: Source = "system",
    grade: Grade = "recorded",
    caused_by: str = "",
    **fields: Any,
) -> Event:
    """A checked event: fields against the dictionary, personal ones set apart, absent ones left out.

    Parameters
    ----------
    kind
        A row of `EVENTS`.
    occurred_at
        Aware instant.
    actor, source, grade, caused_by
        As in `Event`.
    **fields
        The event's own fields; a value None counts as absent.

    Raises
    ------
    DomainError
        `bad_event`: unknown event, unknown or missing field, wrong type.
    """
    if kind not in EVENTS:
        raise DomainError("bad_event", f"There is no event {kind!r}.", place=kind)
    try:
        values = _model(kind)(**fields).model_dump(mode="json", exclude_none=True)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DomainError("bad_event", f"Event {kind}: {first['msg']}.", place=place) from error
    sealed = personal_fields(kind)
    return Event(
        kind=kind,
        occurred_at=occurred_at,
        actor=actor,
        source=source,
        grade=grade,
        caused_by=caused_by,
        data={name: value for name, value in values.items() if name not in sealed},
        personal={name: value for name, value in values.items() if name in sealed},
    )
