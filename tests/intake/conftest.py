"""Payloads of the documented shapes, written by hand, and the recorded ones beside the project."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

PAYLOADS = Path(__file__).parent / "payloads"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 5, 12, 0, tzinfo=UTC)


@pytest.fixture
def payloads() -> Path:
    return PAYLOADS


@pytest.fixture
def shared() -> Path:
    """Folder of recorded data; the test is skipped with the reason where it is missing."""
    folder = Path(os.environ.get("OTKLIK_SHARED") or ROOT.parent / "shared")
    if not (folder / "data").is_dir():
        pytest.skip("no recorded data: OTKLIK_SHARED names no folder with data/")
    return folder / "data"
