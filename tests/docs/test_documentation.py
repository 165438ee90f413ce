"""What exists is documented: a name that the product knows and its documentation doesn't fails here."""

import importlib
import importlib.util
import re
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from otklik.cli.contents import LINES

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "otklik"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def attribute(module: str, name: str) -> Callable[[], list[str] | None]:
    """Names in a table of the product; None as long as the module isn't there."""

    def read() -> list[str] | None:
        try:
            found = importlib.util.find_spec(module)
        except ModuleNotFoundError:
            found = None
        return sorted(getattr(importlib.import_module(module), name)) if found else None

    return read


def shipped_kinds() -> list[str] | None:
    path = PACKAGE / "domain" / "standards" / "default.toml"
    return sorted(tomllib.loads(path.read_text(encoding="utf-8"))["obligation"]) if path.exists() else None


def commands() -> list[str]:
    return [f"otklik {name}" for name in LINES]


NAMED = {
    "event": attribute("otklik.domain.catalogue", "EVENTS"),
    "effect": attribute("otklik.domain.effects", "EFFECTS"),
    "setting": attribute("otklik.config.settings", "ENVIRONMENT"),
    "obligation kind": shipped_kinds,
    "channel": attribute("otklik.channels.registry", "CHANNELS"),
    "command": commands,
}


def undocumented(names: Iterable[str], text: str) -> list[str]:
    """Names that `text` doesn't have as code, alone or with something after them (`otklik serve --port N`)."""
    return [name for name in names if not re.search(rf"`{re.escape(name)}(?![\w.-])", text)]


@pytest.mark.parametrize("what", NAMED)
def test_everything_that_exists_is_documented(what: str) -> None:
    names = NAMED[what]()
    if names is None:
        pytest.skip(f"no {what} exists yet")
    assert names
    assert undocumented(names, "\n".join(page.read_text(encoding="utf-8") for page in PAGES)) == []


def test_a_name_that_is_missing_from_the_text_is_found() -> None:
    text = (
        "`order.received` and `otklik serve --port N`, order.lost, `order.received_late`, `otklik web-socket`"
    )
    assert undocumented(["order.received", "otklik serve"], text) == []
    assert undocumented(["order.lost", "otklik web", "order"], text) == ["order.lost", "otklik web", "order"]


def test_the_page_of_events_names_no_event_that_does_not_exist() -> None:
    page = (ROOT / "docs" / "events.md").read_text(encoding="utf-8")
    catalogue = importlib.import_module("otklik.domain.catalogue").EVENTS
    rows = re.findall(r"^\| `([\w.]+)` \| (\w*) ?\|", page, flags=re.MULTILINE)
    assert dict(rows) == {kind: row.what or "" for kind, row in catalogue.items()}
    assert len(rows) == len(catalogue)


def test_relative_links_between_pages_lead_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []
