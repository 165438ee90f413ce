"""What exists is documented: a name that the product knows and its documentation doesn't fails here."""

import importlib
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import pytest

from otklik.channels.registry import CHANNELS
from otklik.cli.contents import typed_of
from otklik.config.settings import ENVIRONMENT
from otklik.domain.catalogue import EVENTS
from otklik.domain.effects import EFFECTS
from otklik.domain.standards.shipped import DEFAULT_TEXT

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "otklik"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def commands() -> list[str]:
    folder = PACKAGE / "cli" / "management" / "commands"
    return [f"otklik {typed_of(path.stem)}" for path in sorted(folder.glob("[a-z]*.py"))]


NAMED: Mapping[str, Collection[str]] = {
    "event": EVENTS,
    "effect": EFFECTS,
    "setting": ENVIRONMENT,
    "obligation kind": tomllib.loads(DEFAULT_TEXT)["obligation"],
    "channel": CHANNELS,
    "command": commands(),
}
"""What exists, by name; no table may be empty."""


def undocumented(names: Iterable[str], text: str) -> list[str]:
    """Names that `text` doesn't have as code, alone or with something after them (`otklik serve --port N`)."""
    return [name for name in names if not re.search(rf"`{re.escape(name)}(?![\w.-])", text)]


@pytest.mark.parametrize("what", NAMED)
def test_everything_that_exists_is_documented(what: str) -> None:
    names = NAMED[what]
    assert names
    assert undocumented(sorted(names), "\n".join(page.read_text(encoding="utf-8") for page in PAGES)) == []


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


LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")


def anchors(text: str) -> set[str]:
    """Names that a link may jump to: each heading in small letters, words joined by hyphens."""
    headings = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(page: Path, text: str) -> list[str]:
    """Relative links of a page whose file, or heading in it, isn't there."""
    found = []
    for path, anchor in LINK.findall(text):
        target = page.parent / path if path else page
        if path and not target.exists():
            found.append(path)
        elif anchor and anchor not in anchors(text if not path else target.read_text(encoding="utf-8")):
            found.append(f"{path}#{anchor}")
    return found


def test_relative_links_between_pages_lead_somewhere() -> None:
    broken = {
        str(page.relative_to(ROOT)): found
        for page in PAGES
        if (found := broken_links(page, page.read_text(encoding="utf-8")))
    }
    assert broken == {}


def test_broken_links_are_found() -> None:
    text = "# Why *so*\n[a](README.md) [b](nowhere.md) [c](#why-so) [d](#why-not) [e](README.md#five) [f](https://x.example)"
    assert broken_links(ROOT / "page.md", text) == ["nowhere.md", "#why-not", "README.md#five"]


def test_pages_named_in_text_and_code_exist() -> None:
    texts = [*PAGES, *sorted(PACKAGE.rglob("*.py")), *sorted(PACKAGE.rglob("*.toml"))]
    named = {
        (str(path.relative_to(ROOT)), name)
        for path in texts
        for name in re.findall(
            r"\b(docs/[\w/.-]+\.md|tests/[\w/.-]+\.py)\b", path.read_text(encoding="utf-8")
        )
    }
    assert named
    assert sorted((page, name) for page, name in named if not (ROOT / name).exists()) == []


def test_decisions_are_numbered_without_gaps_and_listed_with_their_titles() -> None:
    folder = ROOT / "docs" / "adr"
    pages = sorted(folder.glob("0*.md"))
    titles = [page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ") for page in pages]
    assert [title.split(" · ")[0] for title in titles] == [f"{n:04}" for n in range(1, len(pages) + 1)]
    assert all(page.name.startswith(title[:4] + "-") for page, title in zip(pages, titles, strict=True))
    rows = re.findall(
        r"^\| \[(\d{4})\]\(([\w-]+\.md)\) \| (.+) \|$",
        (folder / "README.md").read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    assert [(name, f"{number} · {title}") for number, name, title in rows] == [
        (page.name, title) for page, title in zip(pages, titles, strict=True)
    ]


def test_decisions_say_what_was_rejected_and_what_would_change_our_mind() -> None:
    parts = ("**Context.**", "**Choice.**", "**Rejected.**", "**What would change our mind.**")
    for page in sorted((ROOT / "docs" / "adr").glob("0*.md")):
        text = page.read_text(encoding="utf-8")
        assert [part for part in parts if part not in text] == [], page.name
        assert text.count("\n") <= 45, f"{page.name} is longer than a page"
