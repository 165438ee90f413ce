"""A standard in Python values, with the mission's numbers, and a small marketplace around it: for engine tests.

The shipped TOML file has its own tests; here a kind can be bent for one test with `bend`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from otklik.domain.business_time import WorkCalendar
from otklik.domain.standards import Duration, Kind, Ladder, NamedCalendar, Pattern, Predicate, Standard, Step
from otklik.domain.world import ContactMethod, Person, Store, World

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def span(text: str) -> Duration:
    """ "20m", "18h", "2wd", "-15m"."""
    if text.endswith("wd"):
        return Duration(working_days=int(text[:-2]))
    return Duration(int(text[:-1]) * UNITS[text[-1]])


def on(*facts: str, **options: Any) -> tuple[Pattern, ...]:
    """Patterns from "event" and "event:what"."""
    split = (fact.partition(":") for fact in facts)
    return tuple(Pattern(event, what or None, **options) for event, _, what in split)


LIVE = on("contact.reached", where={"live": True})
TAKEN = on("order.taken", "conversation.taken")
CLOSED = on("order.refused", "order.withdrawn", "goods.released", "order.completed")
ANY_CLOSED = on("order.refused", "order.withdrawn", "goods.released", "order.completed", any_key=True)
BANDS = tuple(map(span, ("10m", "20m", "60m", "2h", "3h", "1wd")))


def _answering(name: str, **fields: Any) -> Kind:
    options = {"met_by": LIVE, "ladder": "until_answered", **fields}
    return Kind(name, target=span("20m"), limit=span("60m"), **options)


KINDS = (
    _answering(
        "first_answer",
        opens_on=on("order.received"),
        bands=BANDS,
        breached_by=on("order.refused", "goods.released:hold_over"),
        waived_by=CLOSED,
        rank=10,
    ),
    _answering(
        "holder_answer",
        opens_on=on("order.assigned"),
        when=(Predicate("reassigned"),),
        key="assignment",
        met_by=on("contact.reached", where={"live": True}, any_key=True),
        waived_by=(*on("order.assigned", key="previous"), *ANY_CLOSED),
        takes_over="first_answer",
        rank=11,
    ),
    _answering("reopened_answer", opens_on=on("order.reopened"), waived_by=CLOSED),
    Kind(
        "settlement",
        debtor="buyer",
        creditor="store",
        opens_on=on("goods.reserved"),
        limit=span("18h"),
        clock="wall",
        not_before=("first_answer", "holder_answer"),
        met_by=on("payment.received", "order.confirmed"),
        waived_by=CLOSED,
        grace_s=120,
        late="over",
        on_breach=("refuse_parked", "release_goods"),
        ladder="remind_buyer",
        rank=20,
    ),
    Kind(
        "receipt",
        debtor="system",
        opens_on=on("order.received", "message.failed:receipt"),
        when=(Predicate("buyer_reachable"),),
        limit=span("5m"),
        clock="wall",
        met_by=on("message.accepted:receipt", "message.delivered:receipt"),
        ladder="receipt",
    ),
    Kind(
        "next_attempt",
        debtor="owner",
        opens_on=on("contact.attempted"),
        key="attempt",
        at_field="next_at",
        met_by=on("contact.attempted", "contact.reached", any_key=True),
        waived_by=ANY_CLOSED,
        ladder="promise",
    ),
    Kind(
        "promise",
        debtor="field:by",
        opens_on=on("promise.made", "promise.told"),
        key="promise",
        at_field="until_at",
        moved_by=on("promise.told"),
        max_moves=2,
        met_by=on("promise.kept"),
        ladder="promise",
    ),
    Kind(
        "move_told",
        debtor="system",
        opens_on=on("promise.moved"),
        key="move",
        at_field="due_at",
        clock="wall",
        met_by=(
            *on("message.accepted:promise_moved", key="about"),
            *on("contact.reached", where={"live": True, "means": ["call", "visit"]}, any_key=True),
            *on("promise.told"),
        ),
        waived_by=(*on("promise.moved", key="previous"), *on("promise.kept")),
        on_met=("record_told",),
    ),
    Kind(
        "window",
        debtor="field:carrier",
        opens_on=on("window.accepted"),
        key="delivery",
        from_field="window_from_at",
        at_field="window_to_at",
        moved_by=on("window.told"),
        max_moves=2,
        met_by=on("delivery.done"),
        breached_by=on("delivery.failed"),
        ladder="promise",
    ),
    Kind(
        "made_to_order",
        debtor="field:party",
        opens_on=on("step.requested:engraving"),
        limit=span("2h"),
        met_by=on("step.done:engraving"),
        waived_by=CLOSED,
        pause_on=on("pause.started"),
        resume_on=on("pause.ended"),
        max_pause=span("48h"),
        ladder="step_owed",
    ),
    Kind(
        "late_money",
        debtor="marketplace",
        opens_on=on("payment.received"),
        when=(Predicate("goods_released"),),
        limit=span("1wd"),
        met_by=on("money.resolved"),
        ladder="office",
    ),
    Kind(
        "complaint",
        debtor="head",
        opens_on=on("complaint.received"),
        key="complaint",
        limit=span("20m"),
        met_by=on("complaint.acted"),
        ladder="authority",
    ),
    Kind(
        "withdrawal_check",
        debtor="buyer",
        creditor="store",
        opens_on=on("withdrawal.told"),
        key="withdrawal",
        limit=span("24h"),
        clock="wall",
        met_by=on("withdrawal.confirmed"),
        waived_by=(*on("withdrawal.denied"), *ANY_CLOSED),
        late="over",
        on_met=("withdraw_order",),
        on_breach=("withdraw_order",),
        ladder="remind_buyer",
    ),
    Kind(
        "survey",
        debtor="buyer",
        creditor="marketplace",
        opens_on=on("survey.drawn"),
        key="survey",
        limit=span("72h"),
        clock="wall",
        met_by=on("survey.answered"),
        late="over",
        on_breach=("expire_survey",),
    ),
    Kind(
        "verdict",
        debtor="marketplace",
        creditor="partner",
        opens_on=on("survey.answered", "survey.expired"),
        key="case",
        limit=span("2wd"),
        met_by=on("verdict.proposed"),
        ladder="office",
    ),
    Kind("application", opens_on=on("order.confirmed"), limit=span("30m"), met_by=on("step.done:application"),
         when=(Predicate("payment", "credit"),), waived_by=CLOSED),
    Kind("credit_call", opens_after=("application",), limit=span("2h"), met_by=on("step.done:credit_call"),
         waived_by=CLOSED),
    Kind(
        "round",
        stream="shift",
        creditor="marketplace",
        opens_on=on("calendar.opened"),
        first=span("10m"),
        every=span("30m"),
        met_by=on("round.completed"),
        ends_on=on("calendar.closed"),
        ladder="watch",
    ),
)  # fmt: skip


def step(edge: str, delay: str, tell: str, **options: Any) -> Step:
    """A step that tells by e-mail unless said otherwise; `tell` is a list of words."""
    return Step(edge, span(delay), tuple(tell.split()), **{"by": ("email",), **options})


LADDERS = (
    Ladder(
        "until_answered",
        clock="holder",
        ack_by=TAKEN,
        lease=span("10m"),
        leases=2,
        repeat=span("15m"),
        repeats=4,
        steps=(
            step("after", "0m", "on_shift", by=("telegram", "email"), mode="in_turn", say="new_order"),
            step("after", "8m", "on_shift place", say="still_waiting"),
            step("after", "15m", "head_on_duty", say="still_waiting"),
            step("after", "30m", "next_store call_centre", say="can_you_take"),
            step("past", "0m", "head administrator", say="not_answered"),
        ),
    ),
    Ladder(
        "promise",
        steps=(
            step("before", "30m", "debtor owner", say="promise_soon"),
            step("before", "10m", "owner head_on_duty"),
            step("past", "0m", "head administrator"),
        ),
    ),
    Ladder(
        "watch",
        steps=(
            step("before", "0m", "on_shift", say="look_now"),
            step("past", "5m", "head"),
            step("past", "30m", "administrator", by=("desk",)),
        ),
    ),
    Ladder(
        "step_owed",
        steps=(
            step("after", "0m", "debtor"),
            step("before", "30m", "debtor"),
            step("past", "0m", "owner head"),
            step("past", "2h", "administrator"),
        ),
    ),
    Ladder(
        "authority",
        steps=(
            step("after", "0m", "head_on_duty"),
            step("after", "10m", "head second_person"),
            step("past", "0m", "administrator", wake=True),
        ),
    ),
    Ladder("office", steps=(step("after", "0m", "debtor"), step("past", "0m", "administrator"))),
    Ladder(
        "receipt",
        clock="wall",
        steps=(
            step("after", "0m", "buyer", by=("email", "sms"), mode="in_turn", wake=True, say="receipt"),
            step("past", "0m", "administrator", by=("desk",)),
        ),
    ),
    Ladder(
        "remind_buyer",
        clock="buyer_day",
        steps=(step("after", "2h", "buyer", say="hold"), step("before", "3h", "buyer", say="hold_ends")),
    ),
)


def make_standard(
    kinds: Mapping[str, Kind] | None = None, ladders: Mapping[str, Ladder] | None = None, **fields: Any
) -> Standard:
    """The standard with some kinds and ladders bent; its hash follows from its content."""
    all_kinds = {kind.name: kind for kind in KINDS} | dict(kinds or {})
    all_ladders = {ladder.name: ladder for ladder in LADDERS} | dict(ladders or {})
    content = repr((sorted(all_kinds.items()), sorted(all_ladders.items()), sorted(fields.items())))
    return Standard(
        **{
            "name": "trial",
            "version": 1,
            "hash": hashlib.sha256(content.encode()).hexdigest(),
            "min_talk_s": 20,
            "claim_backdate_s": 120,
            "calendars": {"buyer_day": NamedCalendar("Mo-Su 08:00-21:00", "buyer")},
            "kinds": all_kinds,
            "ladders": all_ladders,
            **fields,
        }
    )


def bend(name: str, **changes: Any) -> Standard:
    """The standard with one kind changed."""
    kind = next(kind for kind in KINDS if kind.name == name)
    return make_standard({name: replace(kind, **changes)})


def bend_ladder(name: str, **changes: Any) -> Standard:
    """The standard with one ladder changed."""
    ladder = next(ladder for ladder in LADDERS if ladder.name == name)
    return make_standard(ladders={name: replace(ladder, **changes)})


def person(slug: str, store: str, *roles: str, channels: tuple[str, ...] = ("email",)) -> Person:
    """Somebody with one working method for each channel."""
    methods = tuple(ContactMethod(f"{slug}-{channel}", channel) for channel in channels)
    return Person(slug, slug.title(), store, frozenset(roles), methods=methods)


MOSCOW = "Europe/Moscow"


def make_world(standard: Standard | None = None, **stores: Any) -> World:
    """Store s (Mo–Fr 10–19), store t (Mo–Su 9–21), the marketplace (Mo–Fr 10–18) and an engraver.

    Each keyword names a store and gives a dict of changes to it.
    """
    standard = standard or make_standard()

    def store(slug: str, hours: str, **fields: Any) -> Store:
        calendar = WorkCalendar.parse(stores.get(slug, {}).pop("hours", hours), MOSCOW)
        place = Store(slug, slug.upper(), calendar, standard.hash, **fields)
        return replace(place, **stores.get(slug, {}))

    places = (
        store(
            "s",
            "Mo-Fr 10:00-19:00",
            partner="p",
            next_store="t",
            people=(
                person("anna", "s", "seller", channels=("telegram", "email")),
                person("hanna", "s", "head"),
            ),
            on_shift=("anna",),
        ),
        store(
            "t",
            "Mo-Su 09:00-21:00",
            partner="q",
            people=(person("boris", "t", "seller"), person("gleb", "t", "head")),
            on_shift=("boris",),
        ),
        store("m", "Mo-Fr 10:00-18:00", role="marketplace", people=(person("olga", "m", "administrator"),)),
        store(
            "engraver",
            "Tu-Sa 12:00-16:00",
            role="supplier",
            methods=(ContactMethod("engraver-mail", "email"),),
        ),
    )
    return World({place.slug: place for place in places}, "m", {standard.hash: standard})
