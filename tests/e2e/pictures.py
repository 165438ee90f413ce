"""Makes the pictures of README and guide: `make pictures`, or `python -m tests.e2e.pictures [FOLDER]`.

The town of the browser tests, which always comes out the same, on a clock that stands; the main screens on a desk and
on a phone, light and dark, in Russian, and on a light desk in English too. Look at them before they are kept.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.e2e.house import ROOT, House, build_home, launch, open_house

FOLDER = ROOT / "docs" / "pictures"


@dataclass(frozen=True)
class Picture:
    """One screen: who looks at what, and what is done before the picture is taken."""

    name: str
    person: str
    path: str
    before: Callable[[Page], object] = lambda page: None


def pictures(house: House) -> tuple[Picture, ...]:
    """The main screens."""
    return (
        Picture("desk", "anna", "/desk"),
        Picture("order", "anna", f"/orders/{house.orders['mine']}"),
        Picture("status", "", f"/s/{house.tokens['status']}"),
        Picture("setup", "admin", "/setup"),
        Picture("hours", "admin", "/setup/stores/tverskaya/hours"),
        Picture("texts", "admin", "/texts"),
        Picture("mail", "admin", "/demo/mail"),
    )


def take(house: House, folder: Path) -> list[str]:
    """Take every picture; the files' names."""
    made = []
    for picture in pictures(house):
        for screen in ("desktop", "phone"):
            for theme in ("light", "dark"):
                for locale in ("ru", "en"):
                    if (screen, theme) != ("desktop", "light") and locale == "en":
                        continue
                    made.append(f"{picture.name}-{screen}-{theme}-{locale}.png")
                    path = f"{picture.path}?lang={locale}"
                    visit = house.visit(picture.person, path, screen=screen, theme=theme, locale=locale)
                    picture.before(visit.page)
                    visit.page.wait_for_timeout(400)
                    visit.page.evaluate("scrollTo(0, 0)")
                    visit.page.screenshot(path=folder / made[-1], scale="css", animations="disabled")
                    if complaints := house.leave():
                        print(json.dumps(complaints, ensure_ascii=False, indent=1), file=sys.stderr)
    return made


def main(folder: Path) -> None:
    """Build the town, serve it, take the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        template = Path(scratch) / "town"
        template.mkdir()
        build_home(template)
        browser = launch(playwright)
        with open_house(template, Path(scratch) / "home", browser) as house:
            for name in take(house, folder):
                print(folder / name)
        browser.close()


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]).resolve() if sys.argv[1:] else FOLDER)
    except subprocess.CalledProcessError as error:
        sys.exit(str(error))
