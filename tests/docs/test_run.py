"""`make test` says what it left out, and an absence is a failure where it must be."""

import re
from pathlib import Path

import pytest

from tests import browser, postgres, run

ROOT = Path(__file__).resolve().parents[2]


def test_what_is_required_is_read_and_an_unknown_name_refused() -> None:
    assert run.parse_required("") == frozenset()
    assert run.parse_required(" pg, browser,") == {"pg", "browser"}
    with pytest.raises(SystemExit, match=r"^OTKLIK_REQUIRE: mysql\? It knows: pg, browser$"):
        run.parse_required("pg,mysql")


def test_what_is_required_and_absent_fails_before_anything_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OTKLIK_REQUIRE", "pg,browser")
    monkeypatch.setattr(postgres, "find_postgres", lambda: None)
    monkeypatch.setattr(browser, "find_chromium", lambda: None)
    monkeypatch.setattr(run, "run_pytest", lambda *_: pytest.fail("nothing may run"))
    assert run.main([]) == 2
    assert capsys.readouterr().err == (
        "required and not found: the browser (type: apt-get install -y chromium fonts-dejavu-core);"
        " PostgreSQL (type: apt-get install -y postgresql)\n"
    )


def test_without_them_sqlite_runs_alone_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = []

    def run_pytest(place: str, expression: str, arguments: list[str], url: str) -> run.Outcome:
        asked.append((place, expression, url))
        return run.Outcome(place, 1, "=== 1 failed in 1s ===")

    monkeypatch.delenv("OTKLIK_REQUIRE", raising=False)
    monkeypatch.setattr(postgres, "find_postgres", lambda: None)
    monkeypatch.setattr(browser, "find_chromium", lambda: None)
    monkeypatch.setattr(run, "run_pytest", run_pytest)
    assert run.main([]) == 1
    assert asked == [("SQLite", "not browser", "")]
    assert capsys.readouterr().out.splitlines()[1:] == [
        "# left out: PostgreSQL (type: apt-get install -y postgresql); "
        "the browser (type: apt-get install -y chromium fonts-dejavu-core)",
        "# SQLite, exit code 1:",
        "=== 1 failed in 1s ===",
    ]


@pytest.mark.parametrize(("codes", "last"), [((0, 0), "sqlite"), ((0, 1), "pg"), ((1, 0), "sqlite")])
def test_the_last_line_is_that_of_a_failed_run_if_there_is_one(
    codes: tuple[int, int], last: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run.report([run.Outcome("SQLite", codes[0], "sqlite"), run.Outcome("PostgreSQL", codes[1], "pg")], [])
    out = capsys.readouterr().out.splitlines()
    assert (out[1], out[-1]) == ("# left out: nothing", last)


@pytest.mark.parametrize(
    ("failed", "again", "code"),
    [
        (("tests/e2e/test_live.py::test_x",), 0, 0),
        (("tests/e2e/test_live.py::test_x",), 1, 1),
        (("tests/e2e/test_live.py::test_x", "tests/domain/test_laws.py::test_y"), None, 1),
        (tuple(f"tests/e2e/test_live.py::test_{number}" for number in range(4)), None, 1),
        ((), None, 1),
    ],
)
def test_a_few_failed_browser_tests_run_once_more_alone_and_nothing_else_does(
    failed: tuple[str, ...], again: int | None, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def run_pytest(
        place: str, expression: str, arguments: tuple[str, ...], url: str, workers: tuple[str, ...]
    ) -> run.Outcome:
        asked.append((arguments, workers))
        assert again is not None
        return run.Outcome(place, again, "=== alone ===")

    monkeypatch.setattr(run, "run_pytest", run_pytest)
    found = run.look_again(run.Outcome("SQLite", 1, "=== 1 failed in 1s ===", failed))
    assert (found.code, found.unsteady) == (code, failed if code == 0 else ())
    assert asked == ([] if again is None else [(failed, ())])


def test_what_was_unsteady_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    unsteady = run.Outcome("SQLite", 0, "sqlite", unsteady=("tests/e2e/test_live.py::test_x",))
    run.report([unsteady, run.Outcome("PostgreSQL", 0, "pg")], [])
    assert capsys.readouterr().out.splitlines()[2:] == [
        "# UNSTEADY, passed only when run again alone, to be mended: tests/e2e/test_live.py::test_x",
        "# SQLite, exit code 0:",
        "sqlite",
        "# PostgreSQL, exit code 0:",
        "pg",
    ]


def test_every_target_of_the_makefile_says_what_it_does() -> None:
    text = (ROOT / "Makefile").read_text()
    (phony,) = re.findall(r"^\.PHONY: (.+)$", text, flags=re.MULTILINE)
    assert phony.split() == re.findall(r"^([a-z-]+):.*## \S", text, flags=re.MULTILINE)
    assert set(phony.split()) >= {"help", "setup", "demo", "run", "test", "check", "bench", "docs"}
