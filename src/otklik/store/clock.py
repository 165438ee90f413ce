"""The clock: the only place where the time is read.

Entrances (`cli web api worker simulation`) ask here once per unit of work and pass the
instant down as `now`; no other layer may import this module (import-linter), and no
other file may read the time (ruff).
"""

from datetime import UTC, datetime


def now() -> datetime:
    """Present instant, aware, UTC."""
    return datetime.now(UTC)
