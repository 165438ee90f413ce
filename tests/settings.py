"""Settings of the test process: the product's own, in a data directory that lives as long as the process.

Each process (each xdist worker too) has its own directory, so that writers' locks and SQLite files are never
shared by accident. `DATABASE_URL` decides on which database the suite runs; everything else of the caller's
environment is set aside, or a developer's installation would leak into the tests.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_home = tempfile.mkdtemp(prefix="otklik-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ.update(OTKLIK_HOME=_home, OTKLIK_SMTP_URL="", OTKLIK_BASE_URL="", OTKLIK_SECRET_KEY="")

from otklik.config.settings import *  # noqa: E402, F403
from otklik.config.settings import DATABASES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads and the journal mode must be the real ones.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_home) / "test.sqlite3")}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one is slow on purpose
