"""The standard, the partner contract's numbers: check a text, read it in plain words, publish it, put it in force."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from otklik.actions import standards
from otklik.cli.command import DeskCommand, actor_of, add_as, add_json
from otklik.cli.printing import table, to_json
from otklik.domain.errors import DomainError
from otklik.domain.standards.explain import explain
from otklik.domain.standards.mistakes import StandardErrors
from otklik.domain.standards.shipped import DEFAULT_TEXT, GATES
from otklik.store import clock, listings

SHIPPED = "shipped"
TEXTS = {SHIPPED: DEFAULT_TEXT, **GATES}
"""What ships and has a name here, whatever is published."""

"""Names the text that this version ships, wherever a published one can be named."""


class Command(DeskCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        add = self.acts(parser)
        check = add(
            "check", self.check_text, "every mistake of a file, with line and remedy; code 1 if there is any"
        )
        check.add_argument("file", metavar="FILE", help="TOML; - reads standard input")
        add_json(check)
        show = add("show", self.show, "the text of a published standard, resolved")
        show.add_argument(
            "name",
            nargs="?",
            default=SHIPPED,
            metavar="NAME",
            help=f"NAME, NAME@N, a hash, or {', '.join(TEXTS)}",
        )
        told = add("explain", self.explain, "a standard in plain words")
        told.add_argument(
            "name", nargs="?", default=SHIPPED, metavar="NAME", help="NAME, NAME@N, a hash, shipped or a FILE"
        )
        told.add_argument("--locale", default="en", choices=["ru", "en"])
        publish = add(
            "publish", self.publish, "put a file on record under its name and version; it binds nobody yet"
        )
        publish.add_argument("file", metavar="FILE", help="TOML; - reads standard input; shipped")
        add_as(publish)
        add_json(publish)
        adopt = add("adopt", self.adopt, "put a published standard in force for a partner's new orders")
        adopt.add_argument("partner", metavar="PARTNER")
        adopt.add_argument("name", metavar="NAME", help="NAME (its newest), NAME@N, or a hash")
        add_as(adopt)
        add_json(add("list", self.list, "published standards, and who accepted them"))

    def check_text(self, given: Namespace) -> None:
        try:
            standard = standards.read(_text(given.file))
        except StandardErrors as refused:
            self._tell_mistakes(given, refused)
            sys.exit(1)
        said = {
            "valid": True,
            "name": standard.name,
            "version": standard.version,
            "hash": standard.hash,
            "kinds": len(standard.kinds),
            "ladders": len(standard.ladders),
        }
        counts = f"{len(standard.kinds)} kinds of obligation, {len(standard.ladders)} ladders"
        self.answer(
            given,
            said,
            f"{standard.name}@{standard.version} is in order: {counts}, hash {standard.hash[:12]}.",
        )

    def _tell_mistakes(self, given: Namespace, refused: StandardErrors) -> None:
        if given.json:
            self.say(to_json({"valid": False, "mistakes": list(map(_said, refused.mistakes))}))
            return
        for mistake in refused.mistakes:
            self.stderr.write(f"otklik: {given.file}: {mistake}")

    def show(self, given: Namespace) -> None:
        shipped = TEXTS.get(given.name)
        self.say(shipped or listings.load_standard(given.name).text)

    def explain(self, given: Namespace) -> None:
        text = _text(given.name) if _is_file(given.name) else listings.load_standard(given.name).text
        self.say(*explain(standards.read(text), given.locale))

    def publish(self, given: Namespace) -> None:
        standard = standards.publish(_text(given.file), actor=actor_of(given), now=clock.now())
        said = {"name": standard.name, "version": standard.version, "hash": standard.hash}
        name = f"{standard.name}@{standard.version}"
        self.answer(
            given,
            said,
            f"{name} is published, hash {standard.hash[:12]}.",
            f"`otklik standard adopt PARTNER {name}`",
        )

    def adopt(self, given: Namespace) -> None:
        standards.adopt(given.partner, name=given.name, actor=actor_of(given), now=clock.now())
        self.say(
            f"{given.partner} is judged by {given.name} from now on; what is open keeps its own standard."
        )

    def list(self, given: Namespace) -> None:
        partners = listings.list_partners()
        rows: list[dict[str, Any]] = [
            {
                "name": row.name,
                "version": row.number,
                "hash": row.digest,
                "accepted_by": [one.slug for one in partners if one.standard == row.digest],
            }
            for row in listings.list_standards()
        ]
        lines = [
            (f"{row['name']}@{row['version']}", row["hash"][:12], ", ".join(row["accepted_by"]))
            for row in rows
        ]
        self.answer(given, rows, *table(("standard", "hash", "accepted by"), lines))


def _said(mistake: DomainError) -> dict[str, Any]:
    return {"place": mistake.place, "message": mistake.message, "remedy": mistake.remedy}


def _is_file(name: str) -> bool:
    return name in (*TEXTS, "-") or Path(name).is_file()


def _text(name: str) -> str:
    if name in TEXTS:
        return TEXTS[name]
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DomainError(
            "unreadable", f"{name} can't be read.", remedy="Name a TOML file in UTF-8.", place="FILE"
        ) from error
