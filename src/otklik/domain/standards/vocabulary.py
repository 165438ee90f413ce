"""The closed lists of the standard: roles, clocks, predicates, effects, channels; and what a version has of them.

A word that stands in no list is refused when a standard is loaded; a word that stands in a list but that this
version can't serve yet (`Capabilities`) is refused as well, with what it can. Adding a word here is code: an
effect needs its function in the engine, a predicate its reader, a channel its module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from otklik.domain import catalogue

STREAMS = frozenset(catalogue.ANY)

ROLES = frozenset({
    "buyer", "store", "owner", "head", "partner", "marketplace", "second_person", "system", "bank",
    "credit_expert", "warehouse", "carrier", "courier", "supplier", "other_store",
})  # fmt: skip
"""Who may owe something or be owed it, beside `field:<name>`; `store` = the holder at the opening, frozen."""

HOURLESS = frozenset({"buyer", "system"})
"""Roles without working hours: no clock of theirs can run."""

PEOPLE = frozenset(
    {"seller", "head", "partner_manager", "administrator", "second_person", "dispatcher", "courier"}
)
"""Roles of people who act on orders: who may make a pause."""

TELL = frozenset({
    "owner", "on_shift", "place", "head_on_duty", "head", "next_free", "next_store", "call_centre",
    "administrator", "second_person", "debtor", "creditor", "buyer", "method", "system",
})  # fmt: skip
"""Whom a step of a ladder may address; found when the step fires, not before."""

KIND_CLOCKS = frozenset({"debtor", "creditor", "store", "marketplace", "wall"})
LADDER_CLOCKS = KIND_CLOCKS | {"holder"}
"""`holder` = the present holder's hours, live: for ladders only, because limits are frozen (law 1)."""

PAYMENTS = ("prepaid", "on_delivery", "credit")
DELIVERIES = ("courier", "pickup", "post")

SAID: Mapping[str, tuple[str, ...]] = {"bank.decided": ("approved", "declined")}
"""Events whose sub-kind is one of few words, and these: a rule that waits for another waits for ever."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A predicate on a stream's own state: where it can be asked, and which values it takes (none = yes or no)."""

    streams: frozenset[str]
    values: tuple[str, ...] = ()


_ORDER = frozenset({"order"})
_TALK = frozenset({"order", "conversation"})
_SHIFT = frozenset({"shift"})

PREDICATES: Mapping[str, Condition] = {
    "payment": Condition(_ORDER, PAYMENTS),
    "delivery": Condition(_ORDER, DELIVERIES),
    "buyer_reachable": Condition(_TALK),
    "has_phone": Condition(_TALK),
    "has_email": Condition(_TALK),
    "live_contact": Condition(_TALK),
    "goods_reserved": Condition(_ORDER),
    "goods_released": Condition(_ORDER),
    "paid": Condition(_ORDER),
    "window_agreed": Condition(_ORDER),
    "reassigned": Condition(_ORDER),
    "first_of_day": Condition(_SHIFT),
    "orders_waiting": Condition(_SHIFT),
    "on_shift": Condition(_SHIFT),
}


@dataclass(frozen=True, slots=True)
class Effect:
    """What may follow an obligation: the streams it works in, the events it appends (with sub-kind), and when."""

    streams: frozenset[str]
    appends: tuple[tuple[str, str | None], ...]
    follows: tuple[str, ...] = ("on_open", "on_met", "on_breach")


_ANYWHERE = frozenset(catalogue.ANY)
_BREACH = ("on_breach",)

EFFECTS: Mapping[str, Effect] = {
    "release_goods": Effect(_ORDER, (("goods.released", "hold_over"),), _BREACH),
    "refuse_parked": Effect(_ORDER, (("order.refused", None), ("goods.released", "refused")), _BREACH),
    "withdraw_order": Effect(_ORDER, (("order.withdrawn", None), ("goods.released", "withdrawn"))),
    "free_reservation": Effect(_ORDER, (("reservation.freed", None),)),
    "expire_survey": Effect(_ORDER, (("survey.expired", None),)),
    "unpark": Effect(_ORDER, (("refusal.unparked", None),), ("on_met",)),
    "draw_survey": Effect(_ORDER, (("survey.drawn", None), ("survey.passed", None)), ("on_open",)),
    "propose_verdict": Effect(
        _ORDER,
        (("verdict.proposed", None), ("order.reopened", "contradicted"), ("goods.reserved", None)),
        ("on_open",),
    ),
    "finalise_verdict": Effect(_ORDER, (("verdict.final", None),)),
    "reopen_order": Effect(_ORDER, (("order.reopened", None),)),
    "reassign:next_store": Effect(_ORDER, (("order.assigned", None),)),
    "clear_owner": Effect(_TALK, (("order.owner_cleared", None), ("conversation.owner_cleared", None))),
    "alarm": Effect(_ANYWHERE, (("alarm.raised", "breached"),)),
    "mark_method_unhealthy": Effect(
        frozenset({"store", "person"}), (("contact_method.failed", None), ("alarm.raised", None))
    ),
    "record_told": Effect(_ORDER, (("promise.told", None),), ("on_met",)),
    "record_window_told": Effect(_ORDER, (("window.told", None),), ("on_met",)),
    "end_pause": Effect(_ORDER, (("pause.ended", None),), ("on_breach",)),
    "make_plan": Effect(_SHIFT, (("alarm.raised", "plan_short"),), ("on_open",)),
}
"""Each is idempotent: the engine looks at the state first. Goods go back by a breach alone (law 8)."""

CHANNELS = frozenset({
    "email", "sms", "telegram", "webpush", "apprise", "voice", "webhook", "desk", "call_list", "method", "console",
})  # fmt: skip
"""Every channel that a standard may ever name; `method` = the contact method that the step is about."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a version can do: the events that it appends, the effects and channels that it has code for.

    Parameters
    ----------
    events
        Names of `catalogue.EVENTS`.
    effects
        Names of `EFFECTS`.
    channels
        Names of `CHANNELS`.
    """

    events: frozenset[str]
    effects: frozenset[str]
    channels: frozenset[str]


ALL = Capabilities(frozenset(catalogue.EVENTS), frozenset(EFFECTS), CHANNELS)
"""Everything that the closed lists name: for checking a standard that is written ahead of the version."""

SHIPPED = Capabilities(
    events=catalogue.PRODUCED,
    effects=frozenset({
        "release_goods", "refuse_parked", "clear_owner", "alarm", "reassign:next_store", "withdraw_order",
        "mark_method_unhealthy", "make_plan", "unpark", "draw_survey", "expire_survey", "propose_verdict",
        "finalise_verdict", "record_told", "record_window_told", "end_pause", "free_reservation",
    }),
    channels=frozenset({
        "email", "sms", "telegram", "webpush", "apprise", "webhook", "method", "console",
    }),
)  # fmt: skip
"""What this version has."""
