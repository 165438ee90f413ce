"""Lines of keys and array elements, exact on every form that TOML has."""

import json
import tomllib

from hypothesis import given
from hypothesis import strategies as st

from otklik.domain.standards.positions import line_of, scan_positions

TEXT = '''\
top = 1
dotted.key = "a # no comment"   # a comment with [brackets] and = signs
[plain] # header
"quoted.key" = """first
second = 2
"""
literal = \'\'\'
[not.a.header]
\'\'\'
after = { target = "20m", "limit" = [1, 2] }
list = [
  "one", # ] no end
  { inner = 1 },
  [
    2013-01-01T00:00:00.5,
    3.5e1,
  ],
]
[[tables]]
a = 1
[tables.sub]
b = 2
[[tables]]
a = "\\"]"
last = true'''

LINES = {
    ("top",): 1,
    ("dotted",): 2,
    ("dotted", "key"): 2,
    ("plain",): 3,
    ("plain", "quoted.key"): 4,
    ("plain", "literal"): 7,
    ("plain", "after"): 10,
    ("plain", "after", "target"): 10,
    ("plain", "after", "limit"): 10,
    ("plain", "after", "limit", 0): 10,
    ("plain", "after", "limit", 1): 10,
    ("plain", "list"): 11,
    ("plain", "list", 0): 12,
    ("plain", "list", 1): 13,
    ("plain", "list", 1, "inner"): 13,
    ("plain", "list", 2): 14,
    ("plain", "list", 2, 0): 15,
    ("plain", "list", 2, 1): 16,
    ("tables",): 19,
    ("tables", 0): 19,
    ("tables", 0, "a"): 20,
    ("tables", 0, "sub"): 21,
    ("tables", 0, "sub", "b"): 22,
    ("tables", 1): 23,
    ("tables", 1, "a"): 24,
    ("tables", 1, "last"): 25,
}


def paths_of(value, path=()):
    """Every path that a parsed document has."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in items:
        yield (*path, name)
        yield from paths_of(inner, (*path, name))


def test_each_key_and_element_has_its_line():
    assert scan_positions(TEXT) == LINES
    assert set(LINES) == set(paths_of(tomllib.loads(TEXT)))


def test_line_ends_of_windows_do_not_shift_lines():
    assert scan_positions(TEXT.replace("\n", "\r\n")) == LINES


def test_what_is_not_written_has_the_line_of_its_parent():
    assert line_of(("plain", "after", "warning"), LINES) == (10, ("plain", "after"))
    assert line_of(("nowhere", "x"), LINES) == (0, ())


def test_escaped_keys_are_found():
    assert scan_positions('"a\\"\\u0041" = 1') == {('a"A',): 1}


KEYS = st.text("ab._\"'# =[]{}\\", min_size=1, max_size=4)
VALUES = st.recursive(
    st.integers(0, 9) | st.text("ab\"'#[]{},=\\", max_size=5) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


def written(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {written(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[\n" + "".join(f"{written(item)},\n" for item in value) + "]"
    return json.dumps(value)


@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_every_path_of_any_document_is_found_at_a_line_that_names_it(document):
    text = "".join(f"{json.dumps(key)} = {written(value)}\n" for key, value in document.items())
    lines = scan_positions(text)
    assert set(lines) == set(paths_of(tomllib.loads(text)))
    rows = text.split("\n")
    for path, line in lines.items():
        if isinstance(path[-1], str):
            assert json.dumps(path[-1]) in rows[line - 1]
