"""Audits run here: one at a time, each in a process of its own, so that pages and the worker stay as fast as they are.

A thread waits for its turn, runs what waits, oldest first, and reads the process's lines of progress as they come.
The process is slowed down (nice), ended after a time, and told nothing but the file and its options.
"""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO

from django.db import connection

from otklik.store import audits, clock
from otklik.store.audits import ASKING, DONE, FAILED, RUNNING, WAITING, Audit, Trouble

log = logging.getLogger(__name__)

LONGEST_S = 900.0
"""A run is ended after so long; the command line has no such bound."""
NICE = 10
PROGRAM = (
    "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'otklik.config.settings';"
    "from otklik.cli.main import main; main()"
)
"""The command line by this very interpreter, whatever settings this process has."""
OPTIONS, MAPPED = ("hours", "zone", "country", "currency"), ("dates", "decimal")
DRAFT = "result.new"
"""The result while it is being written."""
TOLD_EVERY_S = 0.5
"""Progress is recorded so often at most."""


def command_words() -> list[str]:
    """How the command line is begun in a process of its own."""
    return [sys.executable, "-c", PROGRAM]


def command_of(audit: Audit) -> list[str]:
    """The command that audits one upload: its result on standard output, progress and troubles on standard error.

    Notes
    -----
    What has no option of its own is written to a mapping beside the upload.
    """
    mapping = audit.folder / "mapping.toml"
    said = {name: audit.options[name] for name in MAPPED if audit.options.get(name)}
    mapping.write_text("".join(f"{name} = {json.dumps(value)}\n" for name, value in said.items()))
    words = [*command_words(), "audit", str(audit.upload), "--json", "--progress"]
    words += [f"--name={audit.name}", f"--mapping={mapping}"]
    words += [f"--{name}={audit.options[name]}" for name in OPTIONS if audit.options.get(name)]
    words += [f"--standard={audit.standard}"] if audit.standard.exists() else []
    words += [f"--column={name}={column}" for name, column in audit.mapping.items()]
    nice = shutil.which("nice")
    return [nice, "-n", str(NICE), *words] if nice else words


def start() -> threading.Thread:
    """Run what waits, in a thread; more than one of them take turns."""
    thread = threading.Thread(target=_run_and_leave, name="otklik audits", daemon=True)
    thread.start()
    return thread


def resume() -> None:
    """Go on with what waited when the server stopped."""
    if any(one.is_under_way for one in audits.list_audits()):
        start()


def _run_and_leave() -> None:
    try:
        run_waiting()
    finally:
        connection.close()  # the clock of a demo is read from the database


def run_waiting() -> None:
    """Run what waits, oldest first, until nothing does."""
    with audits.turn() as held:
        audits.keep_house(now=clock.now())
        for audit in _waiting():
            try:
                _run(audit, held)
            except Exception:
                log.exception("audit %s could not be run", audit.id)
                (audit.folder / DRAFT).unlink(missing_ok=True)
                audits.end(audit, FAILED, now=clock.now(), trouble=Trouble("audit_broke"))


def _waiting() -> Iterator[Audit]:
    """The oldest that waits, as long as any does; whatever is called running while we have the turn is not."""
    while True:
        audits.keep_running_honest(now=clock.now())
        waiting = [one for one in audits.list_audits() if one.state == WAITING]
        if not waiting:
            return
        yield waiting[-1]


def _run(audit: Audit, held: IO[bytes]) -> None:
    if not audit.upload.exists():
        audits.end(audit, FAILED, now=clock.now(), trouble=Trouble("audit_file_gone"))
        return
    running = replace(audit, state=RUNNING)
    audits.save(running)
    made = audit.folder / DRAFT
    with made.open("wb") as out, _begin(running, out, held) as process:
        late = threading.Event()
        timer = threading.Timer(LONGEST_S, _stop, args=(process, late))
        timer.start()
        try:
            last = _follow(running, process)
            code = process.wait()
        finally:
            timer.cancel()
            process.kill()
    if late.is_set():
        made.unlink(missing_ok=True)
        audits.end(running, FAILED, now=clock.now(), trouble=Trouble("audit_too_long"))
    else:
        _record(running, made, code, last)


def _stop(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _begin(audit: Audit, out: IO[bytes], held: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own command, and a file that we named
        command_of(audit),
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.PIPE,
        cwd=audit.folder,
        start_new_session=True,
        pass_fds=(held.fileno(),),
    )


def _follow(audit: Audit, process: subprocess.Popen[bytes]) -> dict[str, object]:
    """Read lines until there are no more; the last that is no progress says what went wrong."""
    assert process.stderr is not None
    last: dict[str, object] = {}
    told_s = 0.0
    for line in process.stderr:
        said = _read_line(line)
        if "stage" not in said:
            last = said
        elif time.monotonic() - told_s > TOLD_EVERY_S:
            told_s = time.monotonic()
            if not audit.folder.exists():
                process.kill()  # deleted by its owner
            done = said.get("done")
            audits.save(replace(audit, stage=str(said["stage"]), done=done if isinstance(done, int) else 0))
    return last


def _read_line(line: bytes) -> dict[str, object]:
    """A line of the process as an object; words that are none are a message."""
    text = line.decode("utf-8", "replace").strip()
    with suppress(ValueError):
        said = json.loads(text)
        if isinstance(said, dict):
            return said
    return {"message": text.removeprefix("otklik: ")}


def _record(audit: Audit, made: Path, code: int, last: dict[str, object]) -> None:
    now = clock.now()
    if not audit.folder.exists():
        return
    if code == 0:
        orders = json.loads(made.read_bytes())["findings"]["orders"]
        made.replace(audit.result)
        audits.end(audit, DONE, now=now, orders=orders)
        return
    made.unlink(missing_ok=True)
    if code < 0:
        audits.end(audit, FAILED, now=now, trouble=Trouble("audit_broke"))
        return
    told = {name: str(last.get(name) or "") for name in ("code", "message", "remedy", "place")}
    trouble = Trouble(**{**told, "code": told["code"] or "audit_refused"})
    audits.end(audit, ASKING if trouble.code in audits.ASKED else FAILED, now=now, trouble=trouble)
