"""A docstring that lists parameters lists real ones: a renamed argument must be renamed there too."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECTION = re.compile(r"^Parameters\n-+\n(.*?)(?=^\S[^\n]*\n-+\n|\Z)", flags=re.MULTILINE | re.DOTALL)
ENTRY = re.compile(r"^(\S[^:\n]*)", flags=re.MULTILINE)

Documented = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def listed(docstring: str) -> list[str]:
    """Names of the Parameters section; several may share one line (`at, until`)."""
    section = SECTION.search(docstring)
    entries = ENTRY.findall(section[1]) if section else []
    return [name.strip().lstrip("*") for entry in entries for name in entry.split(",")]


def taken(node: Documented) -> set[str]:
    """Arguments of a function; fields and arguments of `__init__` of a class."""
    if isinstance(node, ast.ClassDef):
        fields = {
            item.target.id for item in node.body if isinstance(item, ast.AnnAssign) and _is_name(item.target)
        }
        makers = [item for item in node.body if isinstance(item, ast.FunctionDef) and item.name == "__init__"]
        return fields.union(*map(taken, makers))
    arguments = node.args
    every = [
        *arguments.posonlyargs,
        *arguments.args,
        *arguments.kwonlyargs,
        arguments.vararg,
        arguments.kwarg,
    ]
    return {argument.arg for argument in every if argument}


def _is_name(node: ast.expr) -> bool:
    return isinstance(node, ast.Name)


def unreal(name: str, text: str) -> Iterator[str]:
    """Parameters that a docstring in the file `name` lists and the code doesn't have."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, Documented):
            for parameter in listed(ast.get_docstring(node) or ""):
                if parameter not in taken(node):
                    yield f"{name}:{node.lineno} {node.name}: {parameter}"


def test_every_listed_parameter_exists() -> None:
    paths = [path for path in sorted((ROOT / "src").rglob("*.py")) if "migrations" not in path.parts]
    found = [row for p in paths for row in unreal(str(p.relative_to(ROOT)), p.read_text(encoding="utf-8"))]
    assert found == []


def test_a_renamed_parameter_is_found() -> None:
    text = '''
def add(start_at, *, spans, **rest):
    """Instant by which the span has passed.

    Parameters
    ----------
    start_at, begins_at
        Aware.
    span
        Seconds: at least 0.
    **rest
        Whatever.

    Raises
    ------
    ValueError
        Not one of ours.
    """
'''
    assert list(unreal("a.py", text)) == ["a.py:2 add: begins_at", "a.py:2 add: span"]
    right = text.replace("start_at, begins_at", "start_at").replace("    span\n", "    spans\n")
    assert list(unreal("a.py", right)) == []
