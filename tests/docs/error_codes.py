"""Which error codes the product can say, read from its source: whatever stands where a parameter is named `code`."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "otklik"

REFUSAL = "DomainError"
"""The exception whose subclasses hand their code to `super().__init__`."""


def codes_in(sources: Iterable[str]) -> set[str]:
    """Every constant that a call passes for a parameter named `code`.

    Parameters
    ----------
    sources
        Texts of modules: those that define the functions and classes in question among them.
    """
    modules = [_worth_reading(ast.parse(source)) for source in sources]
    known = {name: place for nodes in modules for name, place in _places(nodes)}
    found: set[str] = set()
    for nodes in modules:
        # What a module defines itself hides what others call by the same name.
        places = {**known, **dict.fromkeys(_defined(nodes)), **dict(_places(nodes))}
        for call in (node for node in nodes if isinstance(node, ast.Call)):
            found |= _passed(call, places.get(_callee(call)))
        found |= _said_by_subclasses(nodes)
    return found


def _worth_reading(tree: ast.AST) -> list[ast.AST]:
    """Calls and definitions of a module: walking through all of it is dear, so it is done once."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call | ast.FunctionDef | ast.ClassDef)]


def _defined(nodes: Iterable[ast.AST]) -> set[str]:
    return {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}


def _places(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, int]]:
    """Functions and classes with a parameter `code`, and at which place it is given."""
    for node in nodes:
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args]
            if "code" in names and "self" not in names:
                yield node.name, names.index("code")
        if isinstance(node, ast.ClassDef):
            names = _fields(node)
            if "code" in names:
                yield node.name, names.index("code")


def _fields(node: ast.ClassDef) -> list[str]:
    """What a call of a class takes: the parameters of its `__init__`, else the fields of a dataclass."""
    for part in node.body:
        if isinstance(part, ast.FunctionDef) and part.name == "__init__":
            return [argument.arg for argument in part.args.args[1:]]
    return [
        part.target.id
        for part in node.body
        if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)
    ]


def _callee(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def _passed(call: ast.Call, place: int | None) -> set[str]:
    if place is None:
        return set()
    given = [*call.args[place : place + 1], *(word.value for word in call.keywords if word.arg == "code")]
    return {one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def _said_by_subclasses(nodes: Iterable[ast.AST]) -> set[str]:
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.ClassDef) and any(getattr(base, "id", "") == REFUSAL for base in node.bases):
            for call in (part for part in ast.walk(node) if isinstance(part, ast.Call)):
                if _callee(call) == "__init__":
                    found |= _passed(call, 0)
    return found


@cache
def product_codes() -> frozenset[str]:
    """Every code that the product's source passes."""
    return frozenset(codes_in(path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))))
