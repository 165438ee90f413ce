"""Settings as another process sees them: what is read from the environment, and what that makes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SHOW = """
import json, sys
from otklik.config import settings
print(json.dumps({name: str(getattr(settings, name, None)) for name in sys.argv[1:]}))
"""


def settings_of(*names: str, **environment: str) -> dict[str, str]:
    known = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", SHOW, *names],
        env=known | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return dict(json.loads(done.stdout))


def test_an_installation_with_nothing_but_a_home(tmp_path: Path) -> None:
    seen = settings_of(
        "OTKLIK_HOME", "SECRET_KEY", "DEBUG", "TIME_ZONE", "OTKLIK_BASE_URL", "CSRF_COOKIE_SECURE",
        OTKLIK_HOME=str(tmp_path / "desk"),
    )  # fmt: skip
    assert seen.pop("SECRET_KEY") == (tmp_path / "desk" / "secret.key").read_text()
    assert seen == {
        "OTKLIK_HOME": str(tmp_path / "desk"),
        "DEBUG": "False",
        "TIME_ZONE": "UTC",
        "OTKLIK_BASE_URL": "http://127.0.0.1:8000",
        "CSRF_COOKIE_SECURE": "False",
    }


def test_an_installation_with_everything_given(tmp_path: Path) -> None:
    seen = settings_of(
        "SECRET_KEY", "ALLOWED_HOSTS", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "OTKLIK_SMTP_URL",
        "OTKLIK_PUSH_URL",
        OTKLIK_HOME=str(tmp_path),
        OTKLIK_SECRET_KEY="given",
        OTKLIK_BASE_URL="https://desk.example.org",
        OTKLIK_SMTP_URL="smtp://127.0.0.1:1025",
        DATABASE_URL="postgres://otklik@localhost/orders",
    )  # fmt: skip
    assert seen == {
        "SECRET_KEY": "given",
        "ALLOWED_HOSTS": "['127.0.0.1', '[::1]', 'desk.example.org', 'localhost']",
        "CSRF_COOKIE_SECURE": "True",
        "SECURE_HSTS_SECONDS": "31536000",
        "OTKLIK_SMTP_URL": "smtp://127.0.0.1:1025",
        "OTKLIK_PUSH_URL": f"webpush://{tmp_path}/push.key?contact=https%3A%2F%2Fdesk.example.org",
    }
    assert [path.name for path in tmp_path.iterdir()] == ["push.key"]


def test_a_wrong_address_stops_the_start_with_the_variables_name(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"OTKLIK_BASE_URL: 'desk' isn't a web address"):
        settings_of("DEBUG", OTKLIK_HOME=str(tmp_path / "home"), OTKLIK_BASE_URL="desk")
    assert list(tmp_path.iterdir()) == []
