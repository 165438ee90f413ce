"""The data directory and the installation's secret come into being once, and private."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from otklik.config.home import SECRET_FILE, load_secret, open_home


def test_an_absent_home_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    home = open_home(tmp_path / "a" / "b")
    assert home == tmp_path / "a" / "b"
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_a_file_in_the_way_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("somebody's")
    with pytest.raises(NotADirectoryError, match=r"^OTKLIK_HOME: .* is not a directory; name a directory"):
        open_home(tmp_path / "home")
    assert (tmp_path / "home").read_text() == "somebody's"


def test_the_secret_is_made_once_and_kept_private(tmp_path: Path) -> None:
    secret = load_secret(tmp_path)
    assert len(secret) == 64
    assert load_secret(tmp_path) == secret
    assert stat.S_IMODE((tmp_path / SECRET_FILE).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [SECRET_FILE]


def test_starters_at_the_same_time_agree_on_one_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: load_secret(tmp_path), range(32)))) == 1
    assert [path.name for path in tmp_path.iterdir()] == [SECRET_FILE]


def test_an_empty_secret_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / SECRET_FILE).write_text("\n")
    with pytest.raises(ValueError, match=r"is empty; delete it .* or set OTKLIK_SECRET_KEY"):
        load_secret(tmp_path)
