"""Pages as a test reads them: elements by a small selector, their text as a person sees it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr", "img"}
PART = re.compile(r"(?P<tag>\w+)?(?P<rest>(?:[.#][\w-]+|\[[\w-]+(?:=[\w-]+)?\])*)")
TEST = re.compile(r"\.(?P<class>[\w-]+)|#(?P<id>[\w-]+)|\[(?P<name>[\w-]+)(?:=(?P<value>[\w-]+))?\]")


class Element:
    """One element with its children; a text child is a string."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag, self._attributes = tag, attributes
        self.children: list[Element | str] = []

    @property
    def classes(self) -> set[str]:
        return set(self._attributes.get("class", "").split())

    @property
    def text(self) -> str:
        said = "".join(child if isinstance(child, str) else f" {child.text} " for child in self.children)
        return re.sub(r"[ \n\u00a0]+", " ", said).replace(" ,", ",").replace(" .", ".").strip()

    def get(self, name: str) -> str:
        return self._attributes.get(name, "")

    def has(self, name: str) -> bool:
        return name in self._attributes

    def select(self, selector: str) -> list[Element]:
        """Elements inside this one by parts of tag, .class, #id and [name=value], a space between parts."""
        found = [self]
        for part in selector.split():
            found = list(dict.fromkeys(two for one in found for two in one._inside() if two._fits(part)))
        return found

    def one(self, selector: str) -> Element:
        (found,) = self.select(selector)
        return found

    def text_of(self, selector: str) -> str:
        return self.one(selector).text

    def attributes(self, selector: str, name: str) -> list[str]:
        return [one.get(name) for one in self.select(selector)]

    def _inside(self):
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child._inside()

    def _fits(self, part: str) -> bool:
        match = PART.fullmatch(part)
        assert match, f"no selector: {part!r}"
        if match["tag"] and match["tag"] != self.tag:
            return False
        for test in TEST.finditer(match["rest"]):
            if test["class"] and test["class"] not in self.classes:
                return False
            if test["id"] and test["id"] != self.get("id"):
                return False
            if test["name"] and not self.has(test["name"]):
                return False
            if test["value"] and test["value"] != self.get(test["name"]):
                return False
        return True


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag, attrs):
        made = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(made)
        if tag not in VOID:
            self._open.append(made)

    def handle_startendtag(self, tag, attrs):
        self._open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        while len(self._open) > 1 and self._open.pop().tag != tag:
            pass

    def handle_data(self, data):
        self._open[-1].children.append(data)


def read(response, status: int = 200) -> Element:
    """The page of a response that went well, or as it was to go."""
    assert response.status_code == status, response.status_code
    reader = _Reader()
    reader.feed(response.content.decode())
    return reader.root


def texts(page: Element, selector: str) -> list[str]:
    """Texts of all that fit, in order."""
    return [one.text for one in page.select(selector)]


def names(page: Element, selector: str) -> set[str]:
    """Names of form fields."""
    return {one.get("name") for one in page.select(selector)}
