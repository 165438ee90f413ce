"""A network whose refusals are known: three partners with a shop each, a few orders of every fate, and many of one.

Facts come through the door one by one, as if the gate, the draw and the court had made them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from otklik.actions.commit import Command, Done, Unit, commit
from otklik.domain.events import Event
from otklik.domain.standards.loading import parse_standard
from otklik.domain.standards.shipped import DEFAULT_TEXT
from otklik.domain.standards.vocabulary import SHIPPED
from tests.store.scene import HOURS, NOW, event, facts, received, say

OWN = "question|survey|verdict|appeal|appeal_decision|parked_refusal|stock_told|withdrawal_check"
STANDARD = parse_standard(
    re.sub(rf"(?ms)^\[obligation\.(?:{OWN})\].*?(?=^\[|^# ──|\Z)", "", DEFAULT_TEXT), capabilities=SHIPPED
)
"""The shipped standard without what the court does by itself: here its facts are written down."""

PARTNERS = {"sever": "tverskaya", "yug": "taganka", "vostok": "arbat"}


def build() -> None:
    """Standard, partners, an office and a shop for each partner; sever's manager agreed to the standard."""
    standard = event("standard.published", name="default", number=1, digest=STANDARD.hash, text=STANDARD.text)
    say("standard/default", standard)
    for slug in ("house", *PARTNERS):
        person = "pavel" if slug == "sever" else None
        accepted = event("standard.accepted", version="default@1", digest=STANDARD.hash, person=person)
        say(f"partner/{slug}", event("partner.joined", name=slug.title()), accepted)
    for store, role, partner in (
        ("office", "marketplace", "house"),
        *((store, "store", partner) for partner, store in PARTNERS.items()),
    ):
        opened = event(
            "store.opened", name=store.title(), role=role, partner=partner, locale="ru", phone=None
        )
        say(f"store/{store}", opened, event("hours.changed", **HOURS))


class Fate:
    """What happens to one order, told step by step in minutes after it came; `send` brings many through the door."""

    def __init__(self, number: str, partner: str = "sever", **fields: Any) -> None:
        self.stream = f"order/{number}"
        self.store = PARTNERS[partner]
        values = {"store": self.store, "partner": partner, "total_minor": 100_000, **fields}
        self._events: list[Event] = [received(number, NOW, **values)]

    def then(self, minutes: float, kind: str, **fields: Any) -> Fate:
        """One more fact."""
        self._events.append(event(kind, NOW + timedelta(minutes=minutes), **fields))
        return self

    def refused(self, minutes: float, reason: str = "not_paid", case: str = "1", **fields: Any) -> Fate:
        """Asked for at the gate and passed."""
        early = (minutes < 60 and reason != "extra_demands") or None
        self.then(minutes, "refusal.asked", reason=reason, asked=case, mode="warn", premature=early)
        return self.then(
            minutes,
            "order.refused",
            reason=reason,
            by="anna",
            case=case,
            mode="warn",
            premature=early,
            **fields,
        )

    def asked(self, answer: str = "", verdict: str = "", case: str = "1", share_ppm: int = 1_000_000) -> Fate:
        """Drawn, perhaps answered, perhaps judged."""
        self.then(
            2_000, "survey.drawn", cause="refused", survey=case, case=case, stratum="s", share_ppm=share_ppm
        )
        if answer:
            self.then(2_010, "survey.answered", answer=answer, survey=case, case=case)
        if verdict:
            self.then(2_020, "verdict.proposed", verdict=verdict, case=case)
        return self

    def unit(self) -> Unit:
        """All of it, each fact at its own instant."""
        now = max(one.occurred_at for one in self._events)
        return Unit(now=now, commands=(Command(self.stream, facts(*self._events)),), stores=(self.store,))


def send(fates: Sequence[Fate]) -> None:
    """Bring orders through the door."""
    results = commit([one.unit() for one in fates])
    assert all(isinstance(one, Done) for one in results), [
        one for one in results if not isinstance(one, Done)
    ]


def known_fates() -> list[Fate]:
    """Orders of every fate, of sever but where another partner is named; the tests say what each counts as."""
    return [
        # refused at minute 12 without an attempt; he would have bought; reopened, sold
        Fate("early").refused(12).asked("would_have_bought", "contradicted")
        .then(2_030, "order.reopened", cause="contradicted").then(2_040, "contact.reached", means="call", live=True)
        .then(2_041, "order.confirmed", by="anna"),
        # parked at minute 14, rescued by pay on delivery
        Fate("saved", total_minor=349_000)
        .then(14, "refusal.asked", reason="not_paid", asked="1", mode="park", premature=True)
        .then(14, "refusal.parked", reason="not_paid", parking="1", ends="hold")
        .then(76, "contact.reached", means="call", live=True)
        .then(77, "refusal.rescued", remedy="pay_on_delivery", reason="not_paid", amount_minor=349_000)
        .then(77, "order.confirmed", by="anna"),
        # a lawful ground within the hour is not premature
        Fate("lawful").then(9, "contact.reached", means="call", live=True).refused(12, "extra_demands")
        .asked("terms", "confirmed"),
        # tried twice, refused next day, the buyer confirms
        Fate("honest").then(20, "contact.attempted", means="call", attempt="1")
        .then(300, "contact.attempted", means="call", attempt="2").refused(1_500).asked("changed_mind", "confirmed"),
        # released by the clock without a word: the store's silence
        Fate("silence").then(1_080, "goods.released", cause="hold_over", case="1", live=False)
        .asked("would_have_bought", "contradicted"),
        # asked, and nothing came back
        Fate("mute").refused(90).asked().then(7_000, "survey.expired", survey="1", case="1"),
        # not drawn
        Fate("passed").then(20, "contact.attempted", means="call", attempt="1").refused(300)
        .then(301, "survey.passed", cause="refused", case="1", stratum="not_paid", share_ppm=200_000),
        # judged against, decided for after an appeal
        Fate("appealed").then(20, "contact.attempted", means="call", attempt="1").refused(200)
        .asked("other", "contradicted").then(2_100, "appeal.filed", case="1", by="pavel")
        .then(2_200, "appeal.decided", decision="upheld", case="1", by="olga")
        .then(2_200, "verdict.final", case="1", verdict="confirmed"),
        # of a shop that wants out of it: goods given back because the order was over are no end of their own
        Fate("told").then(30, "order.withdrawn", said_by="seller", case="1", live=False)
        .then(30, "goods.released", cause="refused"),
        Fate("yug-1", "yug").refused(200).asked("would_have_bought", "contradicted"),
        Fate("open", "vostok"),
        Fate("dear", "vostok", currency="USD").refused(200).asked("no_goods", "confirmed"),
    ]  # fmt: skip
