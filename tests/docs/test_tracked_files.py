"""Nothing of one machine stands in the repository: no path of it, no address of a package index."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Put together from parts, or this file would be its own first finding.
MACHINE = re.compile("|".join(("/" + "work/", "/" + "home/\\w", "/" + "Users/", "/" + "root/")))
INDEX = re.compile(
    "|".join(("pypi" + r"\.org", "python" + r"hosted\.org", "registry" + r"\.npmjs", "crates" + r"\.io"))
)
ADDRESS = re.compile("https?:" + "//|--index-url|--find-links")


def tracked() -> list[Path]:
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode:
        pytest.skip("not a git clone: nothing is tracked here")
    return [path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def findings(name: str, text: str) -> list[str]:
    found = [f"{name}: {match[0]}" for pattern in (MACHINE, INDEX) for match in pattern.finditer(text)]
    if name.startswith("requirements/") or name.endswith(".lock"):
        found += [f"{name}: {match[0]}" for match in ADDRESS.finditer(text)]
    return found


def test_no_machine_and_no_index_is_named() -> None:
    paths = tracked()
    assert len(paths) > 30
    found = []
    for path in paths:
        found += findings(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8", errors="ignore"))
    assert found == []


def test_every_line_of_a_lock_file_that_names_a_package_is_hashed() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.lock")):
        pins = re.findall(
            r"^([\w.-]+)==[^\\\n]*(\\?)\n(?:    (--hash=sha256:))?", lock.read_text(), flags=re.MULTILINE
        )
        assert len(pins) >= 2
        assert [name for name, _, hashed in pins if not hashed] == []


def test_planted_findings_are_found() -> None:
    assert findings("README.md", "see " + "/" + "work/main/x") == ["README.md: /" + "work/"]
    assert findings("docs/a.md", "from py" + "pi.org") == ["docs/a.md: pypi" + ".org"]
    assert findings("requirements/a.lock", "http" + "s://mirror") == ["requirements/a.lock: http" + "s://"]
    assert findings("docs/a.md", "http" + "s://example.org") == []
