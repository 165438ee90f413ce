"""Catalogues that somebody sent and that wait to be read: files under OTKLIK_HOME/feeds, private, gone once read."""

from __future__ import annotations

import json
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

DIRECT_BYTES = 2 * 1_048_576
"""A file of at most so many bytes is read while whoever sent it waits; a larger one by the worker."""


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """One file that waits: its folder, the feed that it is of, its own name, and who sent it."""

    folder: Path
    source: str
    name: str
    by: str

    @property
    def path(self) -> Path:
        """Where its bytes lie; the ending is that of its name, which says what it is."""
        return self.folder / f"catalogue{''.join(Path(self.name).suffixes[-2:])[:20]}"


def home() -> Path:
    """The folder of all waiting files, made with mode 0700 if absent."""
    folder = Path(settings.OTKLIK_HOME) / "feeds"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def keep(upload: Path, *, source: str, name: str, by: str) -> WaitingFile:
    """The file, kept until it is read; the upload itself is the request's and goes with it."""
    number = max((int(one.name.partition("-")[0]) for one in home().glob("0*-*")), default=0) + 1
    folder = home() / f"{number:012}-{secrets.token_hex(4)}"
    folder.mkdir(mode=0o700)
    waiting = WaitingFile(folder, source, Path(name).name[:200], by)
    shutil.copyfile(upload, waiting.path)
    told = json.dumps({"source": source, "name": waiting.name, "by": by})
    # Written last: a folder without it is one that is still being filled.
    (folder / "waiting.json").write_text(told, encoding="utf-8")
    return waiting


def list_waiting(source: str = "") -> list[WaitingFile]:
    """Files that wait, oldest first; of one feed, or of all."""
    found = []
    for told in sorted(home().glob("0*-*/waiting.json")):
        said = json.loads(told.read_text(encoding="utf-8"))
        if source in ("", said["source"]):
            found.append(WaitingFile(told.parent, said["source"], said["name"], said["by"]))
    return found


def drop(waiting: WaitingFile) -> None:
    """Remove a file that was read, or that can't be."""
    shutil.rmtree(waiting.folder, ignore_errors=True)
