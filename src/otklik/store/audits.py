"""Audits of files that people upload: one folder each under OTKLIK_HOME/audits, with its record, upload and result.

No tables: an audit belongs to nobody's order and is gone after a month. The upload holds personal values, so it is
private (0600), lives no longer than its audit runs, and an erasure removes every one that lies here.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from io import BufferedRandom
from pathlib import Path

from django.conf import settings

from otklik.domain.errors import DomainError
from otklik.domain.events import instant_of

WAITING, RUNNING, ASKING, DONE, FAILED = "waiting", "running", "asking", "done", "failed"
STATES = (WAITING, RUNNING, ASKING, DONE, FAILED)

KEPT_FOR = timedelta(days=30)
"""How long a result is kept."""
ASKED_FOR = timedelta(days=1)
"""How long an upload waits for somebody to say what its columns mean."""

ASKED = frozenset({"unknown_columns", "dates_ambiguous", "amounts_ambiguous", "zone_required", "no_orders"})
"""Codes that somebody who knows the file can answer: then nothing is uploaded again."""

RECORD, UPLOAD, RESULT, LOCK = "audit.json", "upload", "result.json", "lock"
STANDARD = "standard.toml"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no result, as the rules said it: code, sentence, remedy, and where in the file."""

    code: str
    message: str = ""
    remedy: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit of a file.

    Parameters
    ----------
    id
        UUID, in the address.
    owner
        Slug of the person who uploaded the file.
    name
        The file's name without its folder.
    state
        One of `STATES`.
    asked_at, ended_at
        When it was uploaded, when it ended; aware UTC.
    options
        `hours`, `zone`, `country`, and whatever else the computation takes.
    mapping
        Field → column, as a person said it.
    size
        Bytes of the upload.
    stage, done
        How far the run is: a word of the computation, and rows.
    trouble
        Why it failed, or what has to be said first.
    orders
        Orders in the result.
    """

    id: str
    owner: str
    name: str
    state: str
    asked_at: datetime
    options: Mapping[str, str]
    size: int
    mapping: Mapping[str, str] = field(default_factory=dict)
    ended_at: datetime | None = None
    stage: str = ""
    done: int = 0
    trouble: Trouble | None = None
    orders: int = 0

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return home() / self.id

    @property
    def upload(self) -> Path:
        """The uploaded file; gone once its audit ended."""
        return self.folder / UPLOAD

    @property
    def standard(self) -> Path:
        """The text of the standard whose numbers orders are judged by; absent = the shipped one."""
        return self.folder / STANDARD

    @property
    def result(self) -> Path:
        """Findings and source as JSON."""
        return self.folder / RESULT

    @property
    def is_under_way(self) -> bool:
        """Whether it waits for its turn or runs."""
        return self.state in (WAITING, RUNNING)


def home() -> Path:
    """The folder of all audits, made with mode 0700 if absent."""
    folder = Path(settings.OTKLIK_HOME) / "audits"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def create(
    upload: Path, *, owner: str, name: str, options: Mapping[str, str], now: datetime, standard: str = ""
) -> Audit:
    """The audit of a file that was just received; it waits for its turn.

    Parameters
    ----------
    upload
        The received file, on the same disk; it stays where it is and is linked into the audit's folder.
    owner
        Slug of the person.
    name
        The file's name as the browser told it.
    options
        `hours`, `zone`, `country`.
    now
        Aware UTC.
    standard
        Text of the standard whose numbers orders are judged by; empty = the shipped one.
    """
    audit = Audit(
        id=str(uuid.uuid4()),
        owner=owner,
        name=Path(name.replace("\\", "/")).name[:120],
        state=WAITING,
        asked_at=now,
        options=options,
        size=upload.stat().st_size,
    )
    audit.folder.mkdir(mode=0o700)
    os.link(upload, audit.upload)
    if standard:
        audit.standard.write_text(standard, encoding="utf-8")
    save(audit)
    return audit


def save(audit: Audit) -> None:
    """Record an audit as it is now; nothing where it was deleted meanwhile."""
    record = asdict(audit)
    for name in ("asked_at", "ended_at"):
        record[name] = record[name].isoformat() if record[name] else None
    made = audit.folder / f"{RECORD}.new"
    with suppress(FileNotFoundError):
        made.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        made.replace(audit.folder / RECORD)


def load(audit_id: str) -> Audit:
    """The audit of that id.

    Raises
    ------
    DomainError
        `unknown_audit`.
    """
    try:
        record = json.loads((home() / str(uuid.UUID(audit_id)) / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DomainError("unknown_audit", "There is no such audit.", remedy="Look at the list.") from error
    for name in ("asked_at", "ended_at"):
        record[name] = instant_of(record[name]) if record[name] else None
    record["trouble"] = Trouble(**record["trouble"]) if record["trouble"] else None
    return Audit(**record)


def list_audits(*, owner: str = "") -> list[Audit]:
    """Audits, newest first; of one person, or of all."""
    found = []
    for folder in home().iterdir():
        with suppress(DomainError):
            found.append(load(folder.name))
    mine = [one for one in found if not owner or one.owner == owner]
    return sorted(mine, key=lambda one: (one.asked_at, one.id), reverse=True)


def end(audit: Audit, state: str, *, now: datetime, trouble: Trouble | None = None, orders: int = 0) -> None:
    """Record how an audit ended, and delete its upload; one that asks keeps it for a day."""
    save(replace(audit, state=state, ended_at=now, trouble=trouble, orders=orders))
    if state != ASKING:
        audit.upload.unlink(missing_ok=True)


def delete(audit: Audit) -> None:
    """Remove everything of an audit."""
    shutil.rmtree(audit.folder, ignore_errors=True)


def as_it_is(audit: Audit) -> Audit:
    """The audit with the truth about a run that its server did not survive: failed, though nobody recorded it."""
    if audit.state != RUNNING or is_anybody_running():
        return audit
    return replace(audit, state=FAILED, trouble=Trouble("audit_stopped"))


def delete_uploads() -> None:
    """Remove every uploaded file: whose data are in it, nobody can say before it is read."""
    for upload in home().glob(f"*/{UPLOAD}"):
        upload.unlink(missing_ok=True)


@contextmanager
def turn() -> Iterator[BufferedRandom]:
    """The right to run audits on this machine while the block lasts; waits for it as long as another has it.

    Notes
    -----
    A lock of the open file: whoever inherits it, such as a running audit, keeps the turn when its server is gone.
    """
    with (home() / LOCK).open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def is_anybody_running() -> bool:
    """Whether some process has the turn."""
    with (home() / LOCK).open("a+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def keep_running_honest(*, now: datetime) -> None:
    """End what is called running; for whoever has the turn, and so knows that nothing runs."""
    for audit in list_audits():
        if audit.state == RUNNING:
            end(audit, FAILED, now=now, trouble=Trouble("audit_stopped"))


def keep_house(*, now: datetime) -> None:
    """Delete what was kept long enough, and end what nobody works on any more.

    Parameters
    ----------
    now
        Aware UTC.
    """
    stopped = not is_anybody_running()
    for audit in list_audits():
        since = audit.ended_at or audit.asked_at
        if now - since > KEPT_FOR:
            delete(audit)
        elif audit.state == RUNNING and stopped:
            end(audit, FAILED, now=now, trouble=Trouble("audit_stopped"))
        elif audit.state == ASKING and now - since > ASKED_FOR:
            end(audit, FAILED, now=now, trouble=Trouble("audit_expired"))
