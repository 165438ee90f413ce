"""The browser of the end-to-end tests: an installed Chromium, never one that is downloaded."""

import os
import shutil
from pathlib import Path

INSTALL = "apt-get install -y chromium fonts-dejavu-core"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Without a sandbox, because tests may run as root in a container; without everything that asks the network.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> Path | None:
    """Path of the browser, by name on PATH, or `OTKLIK_CHROMIUM` where it lies elsewhere."""
    named = os.environ.get("OTKLIK_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    return Path(found) if found and Path(found).exists() else None
