"""`python -m bench` (`make bench`): measure everything once, write docs/benchmarks.md and docs/benchmarks.json.

Names of parts as arguments (`door intake lateness finding sending live court handling scrolling calendars survival
audit audit_files`) measure those alone and print what they found; nothing is written then. Ratios of one run count:
the figures themselves are the machine's.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import installations, intake, live, machine, report

ROOT = installations.ROOT
DOCS = ROOT / "docs"
Figures = dict[str, Any]


def ask(module: str, *arguments: str, environment: Mapping[str, str] | None = None) -> Figures:
    """What a module of this folder prints, as JSON, run in a process of its own."""
    command = [sys.executable, "-m", f"bench.{module}", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"bench.{module}: {done.stderr}")
    return dict(json.loads(done.stdout))


def measure_door(prefix: str) -> Figures:
    """`commit` against raw inserts."""
    with installations.installed(prefix, tables=("default", "raw")) as environment:
        return ask("door", environment=environment)


def measure_intake(prefix: str) -> Figures:
    """HTTP against a plain view."""
    with installations.installed(prefix) as product, installations.installed(prefix, tables=()) as plain:
        key = ask("make_key", environment=product)["key"]
        plain = {**plain, "DJANGO_SETTINGS_MODULE": "bench.plain.settings"}
        return intake.measure({**product, "DJANGO_SETTINGS_MODULE": "otklik.config.settings"}, plain, key)


def measure_lateness(prefix: str) -> Figures:
    """The worker with much to watch, without and with messages to send."""
    found = {}
    for way in ("quiet", "told"):
        with installations.installed(prefix) as environment, _mail_sink() as smtp_url:
            found[way] = ask("lateness", way, environment={**environment, "OTKLIK_SMTP_URL": smtp_url})
    return found


def measure_sending(prefix: str) -> Figures:
    """Notices beside the tasks of a task queue."""
    with installations.installed(prefix) as environment:
        return ask("sending", environment=environment)


def measure_live(prefix: str) -> Figures:
    """A thousand live desks of one process."""
    with installations.installed(prefix) as environment:
        environment = {**environment, "DJANGO_SETTINGS_MODULE": "otklik.config.settings"}
        return live.measure(environment, **ask("make_key", environment=environment))


def measure_finding(prefix: str) -> Figures:
    """Search and the desk among 100,000 orders."""
    with installations.installed(prefix) as environment:
        return ask("finding", environment=environment)


def measure_court(prefix: str) -> Figures:
    """The network's page among 100,000 orders."""
    with installations.installed(prefix) as environment:
        return ask("court", environment=environment)


def measure_handling(prefix: str) -> Figures:
    """Touches, failure demand and waits of 100,000 orders."""
    with installations.installed(prefix) as environment:
        return ask("handling", environment=environment)


@contextmanager
def _mail_sink() -> Any:
    port = intake.free_port()
    with subprocess.Popen([sys.executable, "-m", "bench.mail_sink", port], cwd=ROOT) as sink:
        intake.await_listener(port, sink)
        try:
            yield f"smtp://127.0.0.1:{port}?from=desk@shop.test"
        finally:
            sink.terminate()


PARTS: Mapping[str, Callable[[str], Figures]] = {
    "door": measure_door,
    "intake": measure_intake,
    "lateness": measure_lateness,
    "finding": measure_finding,
    "sending": measure_sending,
    "live": measure_live,
    "court": measure_court,
    "handling": measure_handling,
}

WITHOUT_DATABASE = ("scrolling", "calendars", "survival", "audit", "audit_files")
"""Parts that no database decides; each is a module that prints its figures."""


def main(chosen: list[str]) -> None:
    """Measure the chosen parts, or all and write the report."""
    if unknown := set(chosen) - {*PARTS, *WITHOUT_DATABASE}:
        known = ", ".join((*PARTS, *WITHOUT_DATABASE))
        raise SystemExit(f"bench: {', '.join(sorted(unknown))}? There are {known}.")
    began = time.monotonic()
    figures: Figures = {"machine": machine.describe(), "parts": {}}
    with installations.databases() as prefixes:
        figures["machine"] |= {"databases": machine.versions_of(prefixes)}
        for name, measure in PARTS.items():
            if name in (chosen or PARTS):
                figures["parts"][name] = {vendor: measure(prefix) for vendor, prefix in prefixes.items()}
                print(f"{name}: {json.dumps(figures['parts'][name])}", flush=True)
    for name in WITHOUT_DATABASE:
        if name in (chosen or WITHOUT_DATABASE):
            figures["parts"][name] = ask(name)
            print(f"{name}: {json.dumps(figures['parts'][name])}", flush=True)
    figures["took_s"] = round(time.monotonic() - began)
    if not chosen:
        (DOCS / "benchmarks.json").write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n")
        (DOCS / "benchmarks.md").write_text(report.write(figures))
        print(f"{Path('docs/benchmarks.md')}: {figures['took_s']} s")


if __name__ == "__main__":
    main(sys.argv[1:])
