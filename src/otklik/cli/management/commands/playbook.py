"""Playbooks, what to do in each situation: list, show, check a file, publish it, go back to the shipped one."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from django.core.management.base import CommandParser

from otklik.actions import playbooks as actions
from otklik.cli.command import DeskCommand, actor_of, add_as, add_json
from otklik.cli.printing import table, to_json
from otklik.domain.errors import DomainError
from otklik.domain.playbook_mistakes import PlaybookErrors
from otklik.domain.playbook_texts import parse_playbook, write_playbook
from otklik.store import clock, playbooks


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        show = add("list", self.list, "every playbook in force, by rank; or those that words find")
        show.add_argument(
            "words", nargs="*", metavar="WORD", help="words that are looked for, in either language"
        )
        show.add_argument("--locale", default="en", choices=["ru", "en"])
        add_json(show)
        one = add("show", self.show, "the text of a playbook, as a file that publish reads")
        one.add_argument(
            "situation",
            metavar="SITUATION",
            help="its code; SITUATION@N is its version N, @0 the shipped one",
        )
        check = add(
            "check", self.check_text, "every mistake of a file, with field and remedy; code 1 if there is any"
        )
        check.add_argument("file", metavar="FILE", help="TOML; - reads standard input")
        add_json(check)
        publish = add("publish", self.publish, "put a file in force as the next version of its situation")
        publish.add_argument("file", metavar="FILE", help="TOML; - reads standard input")
        add_as(publish)
        add_json(publish)
        restore = add("restore", self.restore, "put the shipped text in force again, as the next version")
        restore.add_argument("situation", metavar="SITUATION")
        add_as(restore)

    def list(self, given: Namespace) -> None:
        found = playbooks.find_books(" ".join(given.words), playbooks.list_books())
        rows = [
            {
                "situation": one.situation,
                "rank": one.rank,
                "version": one.number,
                "title": one.title[given.locale],
                "opens": [", ".join(map(str, rule)) for rule in one.opens],
                "steps": len(one.steps),
            }
            for one in found
        ]
        lines = [
            (
                str(one.rank),
                one.situation,
                f"version {one.number}" if one.number else "shipped",
                one.title[given.locale],
            )
            for one in found
        ]
        self.answer(given, rows, *table(("rank", "situation", "text", "title"), lines))

    def show(self, given: Namespace) -> None:
        situation, _, number = given.situation.partition("@")
        book = playbooks.load_book(situation)
        if not number:
            self.say(write_playbook(book).rstrip("\n"))
            return
        for row in playbooks.list_versions(situation):
            if str(row.number) == number:
                self.say(row.text.rstrip("\n"))
                return
        raise DomainError(
            "unknown_playbook",
            f"{situation} has no version {number[:20]}.",
            remedy="`otklik playbook list` shows the present ones.",
            place="SITUATION",
        )

    def check_text(self, given: Namespace) -> None:
        try:
            book = parse_playbook(_text(given.file))
        except PlaybookErrors as refused:
            if given.json:
                wrong = [
                    {"place": one.place, "message": one.message, "remedy": one.remedy}
                    for one in refused.mistakes
                ]
                self.say(to_json({"valid": False, "mistakes": wrong}))
            else:
                for one in refused.mistakes:
                    self.stderr.write(f"otklik: {given.file}: {one}")
            sys.exit(1)
        said = {"valid": True, "situation": book.situation, "steps": len(book.steps)}
        self.answer(
            given, said, f"{book.situation} is in order: {len(book.steps)} steps, {len(book.opens)} rules."
        )

    def publish(self, given: Namespace) -> None:
        book = actions.publish(parse_playbook(_text(given.file)), actor=actor_of(given), now=clock.now())
        said = {"situation": book.situation, "version": book.number}
        self.answer(given, said, f"{book.situation} is in force as version {book.number}.")

    def restore(self, given: Namespace) -> None:
        book = actions.restore(given.situation, actor=actor_of(given), now=clock.now())
        self.say(f"The shipped text of {book.situation} is in force as version {book.number}.")


def _text(name: str) -> str:
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DomainError(
            "unreadable", f"{name} can't be read.", remedy="Name a TOML file in UTF-8.", place="FILE"
        ) from error
