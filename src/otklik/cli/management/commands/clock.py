"""The demo's clock: where time is virtual it can be paused, sped up and turned on; where it is real, only shown."""

from __future__ import annotations

from argparse import Namespace
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.core.management.base import CommandParser

from otklik.cli.command import DeskCommand, add_json
from otklik.cli.instants import typed_span
from otklik.cli.printing import local
from otklik.domain.events import instant_text
from otklik.store import clock


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        add_json(add("show", self.show, "what time it is here"))
        advance = add("advance", self.advance, "turn the demo's clock on; what falls due meanwhile happens")
        advance.add_argument("span", metavar="SPAN", help="20m, 18h, 2d")
        add("pause", self.pause, "let the demo's time stand")
        resume = add("resume", self.resume, "let the demo's time run again")
        resume.add_argument("--speed", type=float, default=None, metavar="X", help="60 = a minute a second")

    def show(self, given: Namespace) -> None:
        demo = clock.read_demo()
        now = clock.now()
        said = {"now": instant_text(now), "virtual": demo is not None}
        words = (
            "real time" if demo is None else ("the demo's time, paused" if demo.paused else "the demo's time")
        )
        self.answer(given, said, f"{local(now, ZoneInfo('UTC'))} UTC, {words}.")

    def advance(self, given: Namespace) -> None:
        demo = clock.advance_demo(timedelta(seconds=typed_span(given.span, place="SPAN")))
        to = local(demo.ahead_to or demo.base_virtual, ZoneInfo("UTC"))
        self.say(f"Time goes to {to} UTC, and what falls due meanwhile happens.")

    def pause(self, given: Namespace) -> None:
        clock.pause_demo()
        self.say("The demo's time stands.")

    def resume(self, given: Namespace) -> None:
        clock.resume_demo(speed=given.speed)
        self.say("The demo's time runs.")
