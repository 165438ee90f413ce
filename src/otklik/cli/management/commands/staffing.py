"""People by half hours on the command line: work a store's plan out, show it, take its roster, go back."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

import numpy as np
from django.core.management.base import CommandParser

from otklik.actions import staffing as acts
from otklik.cli.command import DeskCommand, actor_of, add_as, add_json
from otklik.cli.printing import table
from otklik.domain.errors import DomainError
from otklik.domain.staffing import Proposal, Reached, checked_least
from otklik.domain.week_grid import DAYS, clock_text, text_of
from otklik.planning.staff_proposals import Question, propose
from otklik.planning.staffing import Aim
from otklik.store import clock, listings, staffing

SEED = 20
"""The simulated weeks are the same each time: a plan that is worked out again is the same plan."""


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        plan = add("plan", self.plan, "work out who is needed when, from the store's past and its roster")
        plan.add_argument("store", metavar="STORE")
        plan.add_argument(
            "--least", type=int, default=1, metavar="N", help="people who are there at any time; default: 1"
        )
        add_json(plan)
        show = add("show", self.show, "the latest plan")
        show.add_argument("store", metavar="STORE")
        add_json(show)
        for name, run, line in (
            ("take", self.take, "make the proposed roster the store's"),
            ("give-back", self.give_back, "make the roster before the plan the store's again"),
        ):
            act = add(name, run, line)
            act.add_argument("store", metavar="STORE")
            add_as(act)

    def plan(self, given: Namespace) -> None:
        now = clock.now()
        try:
            known = staffing.load_known(given.store, now=now)
            aim = Aim(float(known.within_s), least=checked_least(given.least))
            roster = listings.load_roster(given.store)
            question = Question(known.history, known.hours, known.talks_s, roster, known.people, aim)
            proposal = propose(question, random=np.random.default_rng(SEED))
        except DomainError as error:
            staffing.fail(given.store, error.code)
            raise
        staffing.keep(given.store, proposal, now=now)
        self._answer(given, proposal)

    def show(self, given: Namespace) -> None:
        listings.load_place(given.store)
        _, proposal = staffing.require_proposal(given.store, now=clock.now())
        self._answer(given, proposal)

    def take(self, given: Namespace) -> None:
        acts.take(given.store, actor=actor_of(given), now=clock.now())
        self.say(f"The roster of {given.store} is the one proposed.")

    def give_back(self, given: Namespace) -> None:
        acts.give_back(given.store, actor=actor_of(given), now=clock.now())
        self.say(f"The roster of {given.store} is the one before the plan.")

    def _answer(self, given: Namespace, proposal: Proposal) -> None:
        self.answer(given, asdict(proposal), *_lines(proposal))


def _lines(proposal: Proposal) -> list[str]:
    minutes, rows = proposal.within_s // 60, []
    for name, one in (
        ("needed", proposal.needed),
        ("rostered", proposal.present),
        ("proposed", proposal.proposed),
        ("Erlang A by half hours", proposal.guess),
    ):
        rows.append((name, *_reached(one)))
    said = [
        f"{proposal.orders} orders of {proposal.days} days, a call takes {proposal.call_s // 60} min.",
        "",
        *table(("people", "hours a week", f"in {minutes} min", "of the night"), rows),
        "",
        *table(("day", *("needed by half hours from the opening",)), _days(proposal)),
    ]
    shifts = [f"{DAYS[day]} {text_of(spans)}" for day, spans in proposal.shifts]
    gaps = [
        f"{DAYS[one.day]} {clock_text(one.from_s)}-{clock_text(one.to_s)}: {one.people} missing"
        for one in proposal.gaps
    ]
    return [
        *said,
        "",
        "Shifts that cover it:",
        *shifts,
        *(["", "Nobody is left for:", *gaps] if gaps else []),
    ]


def _reached(one: Reached | None) -> tuple[str, str, str]:
    if one is None:
        return "-", "-", "-"
    return f"{one.hours:g}", f"{100 * one.share:.1f} %", f"{100 * one.night:.1f} %"


def _days(proposal: Proposal) -> list[tuple[str, str]]:
    return [
        (name, " ".join(str(one.needed) for one in proposal.halves if one.day == day))
        for day, name in enumerate(DAYS)
        if any(one.day == day for one in proposal.halves)
    ]
