"""Where the files of a test run lie: in memory where there is room for them.

The product waits for the disk at each commit, and refuses settings that don't; a run of tests commits some hundred
thousand times. In memory the same settings hold and nobody waits. `TMPDIR` of the caller's own wins.
"""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM_BYTES = 6 * 1024**3
"""What a run may take: databases of eight workers, PostgreSQL's log of writes, profiles of browsers."""


def use_memory() -> None:
    """Let this process and its children make their temporary files in memory, if that has room."""
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK):
        return
    if shutil.disk_usage(MEMORY).free >= ROOM_BYTES:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)
