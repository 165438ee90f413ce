"""A catalogue of 200 MB in bounded memory; what is read and refused is told in tests/actions/test_feeds.py."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.feeds import MB, write_catalogue

ROOT = Path(__file__).parents[2]


@pytest.mark.long
def test_a_long_catalogue_is_parsed_in_bounded_memory(tmp_path):
    """Two numbers are kept of each offer, and one offer at a time: 215,000 of them need some 60 MB more than a dozen."""
    peaks = {}
    for size in (1, 200):
        path = tmp_path / f"{size}.yml"
        offers = write_catalogue(path, size * MB)
        command = [sys.executable, "-m", "bench.feeds", "parse", str(path)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        found = json.loads(done.stdout)
        assert found["offers"] == offers
        peaks[size] = found["peak_mb"]
    assert peaks[200] < peaks[1] + 120
