"""What is offered instead of goods that are not there: the weights in force, and learning them."""

from __future__ import annotations

from argparse import Namespace

from django.core.management.base import CommandParser

from otklik.analytics.alternatives import ENOUGH_OF_EACH, learn
from otklik.cli.command import DeskCommand, add_json
from otklik.cli.printing import table
from otklik.domain.alternatives import ENOUGH, SHIPPED, TERMS
from otklik.store import alternatives, clock


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        show = add(
            "show", self.show, "the weights by which choices are ranked, and what they were learnt from"
        )
        learnt = add("learn", self.learn, "learn the weights from what buyers took and what they did not")
        for act in (show, learnt):
            add_json(act)

    def show(self, given: Namespace) -> None:
        known = alternatives.load_weights()
        weights = known.weights or SHIPPED
        said = {"weights": dict(weights), "learnt": bool(known.weights), "decisions": known.decisions}
        lines = [(name, f"{weights.get(name, 0):.2f}", f"{SHIPPED[name]:.2f}") for name in TERMS]
        origin = (
            f"Learnt from {known.decisions} decisions, {known.accepted} of them taken."
            if known.weights
            else "Shipped: nothing was learnt yet."
        )
        self.answer(given, said, origin, "", *table(("term", "weight", "shipped"), lines))

    def learn(self, given: Namespace) -> None:
        found = learn(alternatives.list_decisions())
        said = {"weights": dict(found.weights), "decisions": found.decisions, "accepted": found.accepted}
        if not found.weights:
            self.answer(
                given,
                said,
                f"{found.decisions} decisions, {found.accepted} of them taken: too few, the weights stay as they are.",
                f"It takes {ENOUGH}, and {ENOUGH_OF_EACH} of either kind.",
            )
            return
        alternatives.save_weights(
            found.weights, decisions=found.decisions, accepted=found.accepted, now=clock.now()
        )
        lines = [(name, f"{found.weights[name]:.2f}", f"{SHIPPED[name]:.2f}") for name in TERMS]
        self.answer(
            given,
            said,
            f"Learnt from {found.decisions} decisions, {found.accepted} of them taken.",
            "",
            *table(("term", "weight", "shipped"), lines),
        )
