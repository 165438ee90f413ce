"""The layers hold, and the guards that say so would notice if they did not."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "otklik"
FOLDERS = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
DOMAIN_MAY_IMPORT = {
    "otklik",
    "pydantic",
    "pydantic_core",
    "numpy",
    "opening_hours",
    "holidays",
    "tzdata",
    "phonenumbers",
}

# Each contract with one import that it must refuse.
PLANTED = {
    "layers": ("store/planted.py", "import otklik.actions"),
    "pure": ("intake/planted.py", "import httpx"),
    "models": ("web/planted.py", "import otklik.store.models"),
    "clock": ("actions/planted.py", "def f():\n    import otklik.store.clock"),
    "channels": ("channels/email.py", "import otklik.channels.sms"),
    "cycles": ("domain/orders.py", "import otklik.domain.refusals"),
}
NEEDED = {
    "store/clock.py": "",
    "channels/sms.py": "import otklik.channels.message",
    "channels/message.py": "",
    "channels/registry.py": "import otklik.channels.sms",
    "domain/refusals.py": "import otklik.domain.orders",
}


def plant(folder: Path, *violations: str) -> None:
    """Write a package of our shape below `folder`, with the named violations in it."""
    for name in FOLDERS:
        (folder / "otklik" / name).mkdir(parents=True)
        (folder / "otklik" / name / "__init__.py").touch()
    (folder / "otklik" / "__init__.py").touch()
    (folder / "otklik" / "store" / "models").mkdir()
    (folder / "otklik" / "store" / "models" / "__init__.py").touch()
    for path, text in [*NEEDED.items(), *(PLANTED[violation] for violation in violations)]:
        (folder / "otklik" / path).write_text(f"{text}\n")
    shutil.copy(ROOT / "pyproject.toml", folder)


def broken_contracts(folder: Path) -> list[str]:
    """Ids of the contracts that the linter calls broken in the package below `folder`."""
    names = {row["name"]: row["id"] for row in contracts()}
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(folder)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    verdicts = re.findall(r"^(.+) (KEPT|BROKEN)(?: \(.*\))?$", done.stdout, flags=re.MULTILINE)
    assert sorted(names[name] for name, _ in verdicts) == sorted(PLANTED), done.stdout + done.stderr
    return [names[name] for name, verdict in verdicts if verdict == "BROKEN"]


def contracts() -> list[dict[str, str]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return list(tomllib.load(file)["tool"]["importlinter"]["contracts"])


def test_the_contracts_hold_here() -> None:
    assert broken_contracts(ROOT) == []


def test_a_clean_planted_tree_keeps_every_contract(tmp_path: Path) -> None:
    plant(tmp_path)
    assert broken_contracts(tmp_path) == []


def test_each_planted_violation_breaks_its_contract(tmp_path: Path) -> None:
    plant(tmp_path, *PLANTED)
    assert sorted(broken_contracts(tmp_path)) == sorted(PLANTED)


def test_a_new_top_folder_must_be_given_a_place(tmp_path: Path) -> None:
    plant(tmp_path)
    (tmp_path / "otklik" / "utils").mkdir()
    (tmp_path / "otklik" / "utils" / "__init__.py").touch()
    assert broken_contracts(tmp_path) == ["layers"]


def foreign_imports(text: str) -> set[str]:
    """Packages outside the standard library and the domain's short list that `text` imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add((node.module or "").partition(".")[0])
    return found - set(sys.stdlib_module_names) - DOMAIN_MAY_IMPORT


def test_the_domain_imports_nothing_but_its_short_list() -> None:
    files = sorted((PACKAGE / "domain").rglob("*.py"))
    assert files
    found = {
        str(path.relative_to(PACKAGE)): foreign_imports(path.read_text(encoding="utf-8")) for path in files
    }
    assert {name: packages for name, packages in found.items() if packages} == {}


def test_a_foreign_import_would_be_found() -> None:
    assert foreign_imports("import pandas.core\nfrom polars import DataFrame\nimport numpy, json") == {
        "pandas",
        "polars",
    }


CLOCKS = {
    "datetime.datetime.now": "import datetime as d\nd.datetime.now(d.UTC)\n",
    "datetime.datetime.utcnow": "from datetime import datetime\ndatetime.utcnow()\n",
    "datetime.datetime.today": "from datetime import datetime\ndatetime.today()\n",
    "datetime.date.today": "from datetime import date\ndate.today()\n",
    "time.time": "import time\ntime.time()\n",
    "time.time_ns": "from time import time_ns\ntime_ns()\n",
    "time.localtime": "import time\ntime.localtime()\n",
    "time.gmtime": "import time\ntime.gmtime()\n",
    "django.utils.timezone.now": "from django.utils import timezone\ntimezone.now()\n",
    "django.utils.timezone.localtime": "from django.utils.timezone import localtime\nlocaltime()\n",
    "django.db.models.functions.Now": "from django.db.models.functions import Now\nNow()\n",
}


def banned(name: str, text: str) -> str:
    """What ruff says about banned names in `text`, were it the file `name`."""
    command = [Path(sys.executable).with_name("ruff"), "check", "--no-cache", "--select", "TID251", "-q"]
    done = subprocess.run(
        [*command, "--stdin-filename", name, "-"],
        cwd=ROOT,
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


@pytest.mark.parametrize("clock", CLOCKS)
def test_reading_the_time_is_banned_everywhere_but_in_one_file(clock: str) -> None:
    assert f"`{clock}` is banned" in banned("src/otklik/domain/planted.py", CLOCKS[clock])
    assert f"`{clock}` is banned" in banned("src/otklik/worker/planted.py", CLOCKS[clock])
    assert banned("src/otklik/store/clock.py", CLOCKS[clock]) == ""


def test_measuring_a_span_is_free() -> None:
    assert banned("src/otklik/worker/planted.py", "import time\ntime.monotonic()\n") == ""
