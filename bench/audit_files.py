"""What the audit of a CSV file costs, from a thousand orders to a million: reading, computing, peak of memory.

Nine columns are used, four of them instants in one zone, one calendar. Each size is a process of its own, so that its
peak of memory is its own; the file is written before the clock starts. Prints JSON.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from bench.long_files import LongFile

SIZES = (1_000, 10_000, 100_000, 1_000_000)
ROUNDS = 3
PIECE_BYTES = 1_048_576


def main() -> None:
    """Print seconds and memory by number of orders: medians of the rounds."""
    found: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder) / f"{size}.csv"
            _write(path, size)
            rounds = [_ask(path) for _ in range(ROUNDS)]
            found[str(size)] = {name: median(one[name] for one in rounds) for name in rounds[0]}
            found[str(size)]["bytes"] = path.stat().st_size
            path.unlink()
    print(json.dumps({"sizes": found}))


def _write(path: Path, orders: int) -> None:
    source = LongFile(orders)
    with path.open("wb") as file:
        while piece := source.read(PIECE_BYTES):
            file.write(piece)


def _ask(path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.audit_files", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def measure(path: Path) -> dict[str, float]:
    """Read and audit one file in this process."""
    from otklik.analytics.audit import audit
    from otklik.analytics.findings import Norms, write_findings
    from otklik.domain.stores import Hours
    from otklik.intake.audit_files import read_audit
    from otklik.intake.audit_mapping import AuditMapping

    mapping = AuditMapping(
        zone="Europe/Moscow", currency="RUB", hours={"default": Hours("Mo-Fr 09:00-18:00", "")}
    )
    before_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began, cpu_began = time.perf_counter(), time.process_time()
    with path.open("rb") as file:
        read = read_audit(file, path.name, mapping=mapping, now=datetime(2060, 1, 1, tzinfo=UTC))
    read_s, read_cpu_s = time.perf_counter() - began, time.process_time() - cpu_began
    read_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    write_findings(audit(read.frame, [Norms()]))
    return {
        "read_s": read_s,
        "read_cpu_s": read_cpu_s,
        "s": time.perf_counter() - began,
        "cpu_s": time.process_time() - cpu_began,
        "before_kib": before_kib,
        "read_kib": read_kib,
        "peak_kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    }


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(Path(sys.argv[1]))))
    else:
        main()
