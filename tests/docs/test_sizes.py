"""No file and no function of the product has two jobs: at most 400 lines a file, 40 a function.

A function's docstring is not counted: saying units and errors in full must not cost room for the code.
"""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILE_LINES, FUNCTION_LINES = 400, 40
TABLES = {"src/otklik/domain/catalogue.py"}  # one row an event; splitting it would hide the whole


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, without the docstring."""
    docstring = node.body[0] if ast.get_docstring(node, clean=False) is not None else None
    spoken = docstring.end_lineno - docstring.lineno + 1 if docstring and docstring.end_lineno else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - spoken


def too_long(name: str, text: str) -> list[str]:
    """What in the file `name` is over the budget."""
    lines = text.count("\n")
    found = [f"{name}: {lines} lines"] if lines > FILE_LINES else []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and lines_of(node) > FUNCTION_LINES:
            found.append(f"{name}:{node.lineno} {node.name}: {lines_of(node)} lines")
    return found


def test_files_and_functions_are_within_the_budget() -> None:
    paths = [path for path in sorted((ROOT / "src").rglob("*.py")) if "migrations" not in path.parts]
    assert paths
    names = {str(path.relative_to(ROOT)): path for path in paths}
    found = [row for name, path in names.items() for row in too_long(name, path.read_text(encoding="utf-8"))]
    assert [row for row in found if row.partition(":")[0] not in TABLES] == []
    assert {row.partition(":")[0] for row in found} == TABLES, "an exception that is no longer needed goes"


def test_what_is_over_the_budget_is_found() -> None:
    function = "def f():\n" + "    pass\n" * FUNCTION_LINES
    assert too_long("f.py", function) == ["f.py:1 f: 41 lines"]
    assert too_long("f.py", "def f():\n" + "    pass\n" * (FUNCTION_LINES - 1)) == []
    assert too_long("f.py", "\n" * (FILE_LINES + 1)) == ["f.py: 401 lines"]


def test_a_docstring_costs_nothing() -> None:
    spoken = 'def f():\n    """Say.\n' + "\n" * 30 + '    """\n'
    assert too_long("f.py", spoken + "    pass\n" * (FUNCTION_LINES - 1)) == []
    assert too_long("f.py", spoken + "    pass\n" * FUNCTION_LINES) == ["f.py:1 f: 41 lines"]
