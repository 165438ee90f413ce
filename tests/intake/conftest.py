"""Payloads of the documented shapes, written by hand, and the recorded ones beside the project."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

PAYLOADS = Path(__file__).parent / "payloads"


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 5, 12, 0, tzinfo=UTC)


@pytest.fixture
def payloads() -> Path:
    return PAYLOADS
