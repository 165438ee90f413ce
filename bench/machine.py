"""What the figures were measured on: without it they mean nothing."""

import os
import platform
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg

PACKAGES = ("django", "django-ninja", "granian", "psycopg", "pydantic", "numpy")


def describe() -> dict[str, Any]:
    """Processor, memory, load before the run, versions."""
    return {
        "measured_on": datetime.now(UTC).date().isoformat(),
        "system": f"{platform.system()} {platform.release()}",
        "processor": _after_colon("/proc/cpuinfo", "model name") or platform.processor(),
        "cores": os.cpu_count(),
        "memory": _after_colon("/proc/meminfo", "MemTotal"),
        "load_before": [round(one, 1) for one in os.getloadavg()],
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
    }


def versions_of(prefixes: Mapping[str, str]) -> dict[str, str]:
    """Versions of the databases, by vendor."""
    found = {"sqlite": sqlite3.sqlite_version}
    if prefix := prefixes.get("postgresql"):
        with psycopg.connect(f"{prefix}postgres") as connection:
            found["postgresql"] = str(connection.info.parameter_status("server_version"))
    return found


def _after_colon(path: str, name: str) -> str:
    lines = Path(path).read_text().splitlines() if Path(path).exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")
