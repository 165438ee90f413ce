"""Everything that people and machines do to one order: each function is one unit through the door.

Deciding is the domain's (`order_decisions`, `contacts`, `payments`, `promises`, `steps`, `refusals`); here stand only
the stream's name, the present instant and the wiring. Receiving is `order_intake.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from otklik.actions import outcomes
from otklik.actions.commit import Command, Decide, Done, Unit, commit_one
from otklik.domain import contacts, order_decisions, payments, promises, refusals, steps, withdrawals
from otklik.domain.events import Grade


def _act(order: str, decide: Decide, *, now: datetime, stores: Sequence[str] = ()) -> Done:
    return commit_one(Unit(now=now, commands=(Command(order, decide),), stores=tuple(stores)))


def take(order: str, *, person: str, place: str = "unknown", now: datetime) -> Done:
    """Record that a person took the order (law 3); raises `taken_by_other` to the loser.

    Parameters
    ----------
    order
        Stream, `order/<uuid>`.
    person
        Slug.
    place
        in_shop, elsewhere or unknown.
    now
        Aware UTC.
    """
    return _act(order, partial(order_decisions.decide_take, person=person, place=place), now=now)


def contact(
    order: str,
    *,
    actor: str,
    by: str = "",
    means: str = "call",
    talk_s: int | None = None,
    occurred_at: datetime | None = None,
    grade: Grade = "claimed",
    note: str = "",
    now: datetime,
) -> Done:
    """Record that the buyer was reached; a live contact is the answer (law 4). See `contacts.decide_contact`."""
    decide = partial(
        contacts.decide_contact,
        actor=actor,
        by=by,
        means=means,
        talk_s=talk_s,
        occurred_at=occurred_at,
        grade=grade,
        note=note,
    )
    return _act(order, decide, now=now)


def attempt(
    order: str,
    *,
    actor: str,
    outcome: str,
    means: str = "call",
    next_at: datetime | None = None,
    ring_s: int | None = None,
    note: str = "",
    now: datetime,
) -> Done:
    """Record a call or letter that reached nobody, and when the next one is. See `contacts.decide_attempt`."""
    decide = partial(
        contacts.decide_attempt,
        actor=actor,
        means=means,
        outcome=outcome,
        next_at=next_at,
        ring_s=ring_s,
        note=note,
    )
    return _act(order, decide, now=now)


def confirm(order: str, *, actor: str, by: str = "", tapped: bool = False, now: datetime) -> Done:
    """Record that the buyer wants it; needs a live contact or his tap. See `order_decisions.decide_confirm`."""
    return _act(order, partial(order_decisions.decide_confirm, actor=actor, by=by, tapped=tapped), now=now)


def refuse(
    order: str,
    *,
    reason: str,
    comment: str,
    by: str,
    actor: str,
    detail: str = "",
    demanded: str = "",
    talked: bool = False,
    override: str = "",
    incoming: bool = False,
    request: str = "",
    occurred_at: datetime | None = None,
    now: datetime,
) -> Done:
    """Ask the one gate for a refusal (law 7); a person of the desk may undo it. See `outcomes.refuse`.

    Parameters
    ----------
    order
        Stream, `order/<uuid>`.
    reason, comment, by, detail, demanded, talked, override
        As in `refusals.Refusal`.
    actor
        Who says so.
    incoming, request, occurred_at
        As for `outcomes.refuse`.
    """
    return outcomes.refuse(
        order,
        refusal=refusals.Refusal(reason, comment, by, detail, demanded, talked or incoming, override),
        actor=actor,
        talked=talked,
        incoming=incoming,
        request=request,
        occurred_at=occurred_at,
        now=now,
    )


def unpark(order: str, *, actor: str, now: datetime) -> Done:
    """Take a refusal back that waits for its time. See `refusals.decide_take_back`."""
    return _act(order, partial(refusals.decide_take_back, actor=actor), now=now)


def hand(order: str, *, to: str, actor: str, now: datetime) -> Done:
    """Hand an order to a colleague; the buyer's clock goes on (law 2). See `order_decisions.decide_hand`.

    Parameters
    ----------
    order
        Stream, `order/<uuid>`.
    to
        Slug of who has it from now on.
    """
    return _act(order, partial(order_decisions.decide_hand, to=to, actor=actor), now=now)


def withdraw(
    order: str, *, actor: str, said_by: str, words: str = "", reason: str = "", now: datetime
) -> Done:
    """Record the buyer's withdrawal, or that the staff tell of one. See `withdrawals.decide_withdraw`."""
    decide = partial(withdrawals.decide_withdraw, actor=actor, said_by=said_by, words=words, reason=reason)
    return _act(order, decide, now=now)


def answer_withdrawal(order: str, *, is_true: bool, now: datetime) -> Done:
    """Record whether the buyer withdrew, as the staff told. See `withdrawals.decide_answer`."""
    return _act(order, partial(withdrawals.decide_answer, is_true=is_true), now=now)


def complete(order: str, *, actor: str, occurred_at: datetime | None = None, now: datetime) -> Done:
    """Record that the buyer has his goods. See `order_decisions.decide_complete`."""
    return _act(
        order, partial(order_decisions.decide_complete, actor=actor, occurred_at=occurred_at), now=now
    )


def pay(
    order: str,
    *,
    actor: str,
    amount_minor: int,
    currency: str,
    payment_id: str = "",
    occurred_at: datetime | None = None,
    now: datetime,
) -> Done:
    """Record money that came. See `payments.decide_pay`."""
    decide = partial(
        payments.decide_pay,
        actor=actor,
        amount_minor=amount_minor,
        currency=currency,
        payment_id=payment_id,
        occurred_at=occurred_at,
    )
    return _act(order, decide, now=now)


def assign(order: str, *, store: str, actor: str, cause: str = "handed_over", now: datetime) -> Done:
    """Hand an order to another store; the buyer's clock goes on (law 2). See `order_decisions.decide_assign`."""
    decide = partial(order_decisions.decide_assign, actor=actor, store=store, cause=cause)
    return _act(order, decide, now=now, stores=(store,))


def note(order: str, *, words: str, actor: str, now: datetime) -> Done:
    """Write a note on an order. See `order_decisions.decide_note`."""
    return _act(order, partial(order_decisions.decide_note, actor=actor, words=words), now=now)


def step(
    order: str,
    *,
    step: str,
    happened: str,
    actor: str,
    party: str = "",
    until_at: datetime | None = None,
    why: str = "",
    now: datetime,
) -> Done:
    """Record that a party was asked for a step, did it, or is late. See `steps.decide_step`."""
    decide = partial(
        steps.decide_step, actor=actor, step=step, happened=happened, party=party, until_at=until_at, why=why
    )
    return _act(order, decide, now=now, stores=(party,) if party else ())


def promise(
    order: str,
    *,
    by: str,
    until_at: datetime,
    actor: str,
    what: str = "",
    person: str = "",
    purpose: str = "",
    now: datetime,
) -> Done:
    """Promise the buyer something by an instant. See `promises.decide_promise`."""
    decide = partial(
        promises.decide_promise,
        actor=actor,
        by=by,
        until_at=until_at,
        what=what,
        person=person,
        purpose=purpose,
    )
    return _act(order, decide, now=now, stores=(by,))


def move_promise(
    order: str,
    *,
    promise: str,
    until_at: datetime,
    actor: str,
    why: str = "",
    told: str = "talk",
    now: datetime,
) -> Done:
    """Move a promise, the buyer told in a talk or written to. See `promises.decide_move_promise`."""
    decide = partial(
        promises.decide_move_promise, actor=actor, promise=promise, until_at=until_at, why=why, told=told
    )
    return _act(order, decide, now=now)


def keep_promise(order: str, *, promise: str, actor: str, now: datetime) -> Done:
    """Record that a promise was kept. See `promises.decide_keep_promise`."""
    return _act(order, partial(promises.decide_keep_promise, actor=actor, promise=promise), now=now)
