"""How far the audit of a file has come: said on a terminal for people, or line by line as JSON for another program."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from typing import Any

from otklik.domain.errors import DomainError

EVERY_S = 0.2


@dataclass(slots=True)
class Progress:
    """Says it on standard error: `machine` as JSON lines, else on a terminal alone, in a line that is wiped."""

    machine: bool
    said_s: float = float("-inf")

    def rows(self, done: int) -> None:
        """So many rows were read."""
        if time.monotonic() - self.said_s < EVERY_S:
            return
        self.said_s = time.monotonic()
        if self.machine:
            say_line({"stage": "reading", "done": done})
        elif sys.stderr.isatty():
            sys.stderr.write(f"\r{done:,}")
            sys.stderr.flush()

    def computing(self) -> None:
        """All rows were read."""
        if self.machine:
            say_line({"stage": "computing"})
        else:
            self.wipe()

    def wipe(self) -> None:
        """Leave the terminal's line as it was."""
        if not self.machine and sys.stderr.isatty():
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()

    def refused(self, error: DomainError) -> None:
        """For a program: why there is no result."""
        say_line({"code": error.code, "message": error.message, "remedy": error.remedy, "place": error.place})


def say_line(value: dict[str, Any]) -> None:
    """One line of JSON on standard error."""
    sys.stderr.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stderr.flush()
