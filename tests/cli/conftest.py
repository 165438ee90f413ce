import json
import sys
from dataclasses import dataclass

import pytest
from django.db import connections

from otklik.cli.main import main
from tests.api.conftest import house, standing_house  # noqa: F401 - fixtures


@dataclass(frozen=True)
class Ran:
    """What a command printed and with which code it left."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def otklik(capfd, monkeypatch):
    """Run the command as somebody types it; a code that was not expected fails with what was printed."""

    # Django closes the connections when a command ends; here they hold the test's transaction.
    monkeypatch.setattr(connections, "close_all", lambda: None)

    def run(*words: str, code: int = 0) -> Ran:
        capfd.readouterr()
        left = 0
        try:
            main(["otklik", *words])
        except SystemExit as leaving:
            left = leaving.code if isinstance(leaving.code, int) else 1
            if isinstance(leaving.code, str):
                sys.stderr.write(f"{leaving.code}\n")
        printed = capfd.readouterr()
        assert left == code, (left, printed)
        return Ran(left, printed.out, printed.err)

    return run
