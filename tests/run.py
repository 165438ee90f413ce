"""`make test`: the suite on SQLite, then what touches a database again on PostgreSQL, a browser where there is one.

What was run and what was left out is said at the end, in so many words; `OTKLIK_REQUIRE=pg,browser` turns an
absence into a failure. Further arguments go to pytest: `python -m tests.run -k refusal`.

Two cores carry a browser, a server and a database in each of two workers at once. If nothing but browser tests failed
there, and few, they run once more, alone; whatever passes only then is named at the end as unsteady, to be mended.
"""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import browser, memory, postgres

REQUIRABLE = ("pg", "browser")
FAILED_LINE = re.compile(r"^(?:FAILED|ERROR) (\S+)")
BROWSER_TESTS = "tests/e2e/"
FEW = 3
"""More failures than that are no accident."""
CLOSING_LINE = re.compile(r"^=+ .*\bin [\d.]+s.* =+$")
MAIN = "SQLite"  # where everything runs; its line comes last among equals
WORKERS = ("-n", "auto", "--maxprocesses", "8", "--dist", "loadgroup")
# Hundreds of processes are started: each finds the modules compiled, whatever the machine has set, and no file beside
# a source.
COMPILED = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(Path(sys.prefix) / "pycache")}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one run of pytest ended: exit code, its own closing line, what failed, and what passed only when alone."""

    place: str
    code: int
    closing: str
    failed: tuple[str, ...] = ()
    unsteady: tuple[str, ...] = ()

    @property
    def is_worth_another_look(self) -> bool:
        """Whether a few browser tests failed, and nothing else."""
        return 0 < len(self.failed) <= FEW and all(test.startswith(BROWSER_TESTS) for test in self.failed)


def run_pytest(
    place: str, expression: str, arguments: Sequence[str], database_url: str, workers: Sequence[str] = WORKERS
) -> Outcome:
    """Run pytest on one database, passing its output on as it comes."""
    print(f"\n# {place}", flush=True)
    selection = ["-m", expression] if expression else []
    command = [sys.executable, "-m", "pytest", *workers, *selection, *arguments]
    closing, failed = "no closing line", []
    environment = {**os.environ, **COMPILED, "DATABASE_URL": database_url}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            if found := FAILED_LINE.match(line):
                failed.append(found[1])
            if CLOSING_LINE.match(line.strip()):
                closing = line.strip()
    return Outcome(place, process.returncode, closing, tuple(failed))


def look_again(outcome: Outcome) -> Outcome:
    """The outcome, after those of its browser tests that failed have run once more, alone."""
    if not outcome.is_worth_another_look:
        return outcome
    again = run_pytest(f"{outcome.place}, once more, alone", "", outcome.failed, "", ())
    if again.code:
        return outcome
    return Outcome(outcome.place, 0, outcome.closing, unsteady=outcome.failed)


def parse_required(value: str) -> frozenset[str]:
    """What must be here, from `OTKLIK_REQUIRE`; a name that nobody knows is refused."""
    names = frozenset(filter(None, (name.strip() for name in value.split(","))))
    if unknown := sorted(names - set(REQUIRABLE)):
        raise SystemExit(f"OTKLIK_REQUIRE: {', '.join(unknown)}? It knows: {', '.join(REQUIRABLE)}")
    return names


@contextmanager
def left_in_order() -> Iterator[None]:
    """Let a polite stop unwind, so that no server is left behind."""

    def leave(*_: object) -> None:
        raise SystemExit(143)

    previous = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, previous)


def main(arguments: Sequence[str]) -> int:
    """Run everything that can be run here, and say what could not."""
    memory.use_memory()
    required = parse_required(os.environ.get("OTKLIK_REQUIRE", ""))
    binaries, chromium = postgres.find_postgres(), browser.find_chromium()
    left_out = {}
    if binaries is None:
        left_out["pg"] = f"PostgreSQL (type: {postgres.INSTALL})"
    if chromium is None:
        left_out["browser"] = f"the browser (type: {browser.INSTALL})"
    if missing := sorted(required & set(left_out)):
        print(f"required and not found: {'; '.join(left_out[name] for name in missing)}", file=sys.stderr)
        return 2
    outcomes = [look_again(run_pytest(MAIN, "" if chromium else "not browser", arguments, ""))]
    if binaries is not None:
        with left_in_order(), postgres.running_cluster(binaries) as url:
            outcomes.append(run_pytest("PostgreSQL", "db and not browser", arguments, url))
    report(outcomes, list(left_out.values()))
    return max(outcome.code for outcome in outcomes)


def report(outcomes: Sequence[Outcome], left_out: Sequence[str]) -> None:
    """Say what ran and what did not; the last line is pytest's own, of a failed run if there is one."""
    print("\n# left out: " + ("; ".join(left_out) or "nothing"))
    for outcome in sorted(outcomes, key=lambda one: (one.code, not one.unsteady, one.place == MAIN)):
        for test in outcome.unsteady:
            print(f"# UNSTEADY, passed only when run again alone, to be mended: {test}")
        print(f"# {outcome.place}, exit code {outcome.code}:\n{outcome.closing}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
