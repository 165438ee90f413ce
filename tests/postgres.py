"""A private PostgreSQL for tests: found, made in a temporary directory, stopped at the end.

Nothing of an installed cluster is touched: own data directory, Unix socket only, `trust` inside a directory that
only its owner may enter. It keeps the durable settings of a real installation, since the product refuses weaker
ones. PostgreSQL refuses to run as root, so root hands it to the user `postgres` (or `nobody`).

By hand, for one folder of tests:  python -m tests.postgres python -m pytest tests/store
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from tests import memory

INSTALL = "apt-get install -y postgresql"
OWNERS = ("postgres", "nobody")
START_S = 60


def find_postgres() -> Path | None:
    """Directory with `initdb` and `postgres`: the newest of Debian's, or the one on PATH."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True
    )
    on_path = [Path(found).resolve().parent] if (found := shutil.which("initdb")) else []
    return next((folder for folder in [*debian, *on_path] if (folder / "initdb").exists()), None)


@contextmanager
def running_cluster(binaries: Path) -> Iterator[str]:
    """Address (`DATABASE_URL`) of a fresh cluster that lives as long as the block."""
    folder = Path(tempfile.mkdtemp(prefix="otklik-pg-"))
    owner = _find_owner()
    if owner:
        shutil.chown(folder, owner, pwd.getpwnam(owner).pw_gid)
    try:
        _initialise(binaries, folder, owner)
        with (folder / "log").open("wb") as log:
            command = [binaries / "postgres", "-D", folder / "data", "-k", folder, "-c", "listen_addresses="]
            server = subprocess.Popen(
                [*command, "-c", "max_connections=200"], stdout=log, stderr=log, **_run_as(owner)
            )
        try:
            _await_start(binaries, folder, server)
            yield f"postgres://otklik@{quote(str(folder), safe='')}/otklik"
        finally:
            server.send_signal(signal.SIGINT)  # fast shutdown: connections are cut, files are left in order
            server.wait(START_S)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _find_owner() -> str | None:
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in OWNERS if name in known)


def _run_as(owner: str | None) -> dict[str, object]:
    if owner is None:
        return {}
    return {"user": owner, "group": pwd.getpwnam(owner).pw_gid, "extra_groups": [], "cwd": "/"}


def _initialise(binaries: Path, folder: Path, owner: str | None) -> None:
    command = [binaries / "initdb", "-D", folder / "data", "-U", "otklik", "-A", "trust", "-E", "UTF8"]
    done = subprocess.run(
        [*command, "--locale=C.UTF-8", "--no-sync"],
        capture_output=True,
        text=True,
        check=False,
        **_run_as(owner),
    )
    if done.returncode:
        raise RuntimeError(f"initdb failed: {done.stderr.strip()}")


def _await_start(binaries: Path, folder: Path, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_S
    ready = [binaries / "pg_isready", "-q", "-h", folder, "-U", "otklik", "-d", "postgres"]
    while subprocess.run(ready, check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text(errors='replace')}")
        time.sleep(0.05)


def main() -> int:
    """Run the command given on the command line with `DATABASE_URL` of a fresh cluster."""
    binaries = find_postgres()
    if binaries is None:
        print(f"no PostgreSQL here; type: {INSTALL}", file=sys.stderr)
        return 2
    memory.use_memory()
    with running_cluster(binaries) as url:
        return subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
