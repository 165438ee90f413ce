import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.domain.errors import DomainError
from otklik.intake.json_input import MAX_BYTES, MAX_DEPTH, path_of, read_json, read_object


def refusal(raw: bytes) -> DomainError:
    with pytest.raises(DomainError) as refused:
        read_json(raw)
    assert refused.value.code == "unreadable"
    assert refused.value.remedy
    return refused.value


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b'{"lines":[{"price":NaN}]}', "lines[0].price"),
        (b'{"a":-Infinity}', "a"),
        (b'{"a":{"b":1,"c":2,"b":3}}', "a.b"),
        (b'{"a":1e999}', "a"),
        (b'{"a":9223372036854775808}', "a"),
        (b'{"a":-9223372036854775809}', "a"),
        (b'{"a":' + b"9" * 100_000 + b"}", "a"),
        (b'{"a":["x","\\ud800"]}', "a[1]"),
        (b'{"a":"\\u0000"}', "a"),
        (b'{"a":"b\x00c"}', "line 1, column 8"),
        (b'{"\\ud83d":1}', '["\\\\ud83d"]'),
        (b'{"a b":"\\u0000"}', '["a b"]'),
        (b"[1,\n 2,]", "line 2, column 4"),
        (b"\xff\xfe", "byte 0"),
        (b'{"a":"\xed\xa0\x80"}', "byte 6"),
        (b"", "line 1, column 1"),
        (b"[" * 100_000, f"byte {MAX_DEPTH}"),
        (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, f"byte {5 * MAX_DEPTH}"),
        (b" " * (MAX_BYTES + 1), ""),
    ],
)
def test_what_two_parsers_could_read_differently_is_refused_with_its_place(raw: bytes, place: str) -> None:
    assert refusal(raw).place == place


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b'\xef\xbb\xbf{"a":1}', {"a": 1}),
        (b'{"a":9223372036854775807,"b":-9223372036854775808}', {"a": 2**63 - 1, "b": -(2**63)}),
        (b'{"a":"\\ud83d\\ude00"}', {"a": "\U0001f600"}),
        (b'{"a":{"x":1},"b":{"x":1}}', {"a": {"x": 1}, "b": {"x": 1}}),
        (b'{"a":"[[[[[\\"{{{{"}', {"a": '[[[[["{{{{'}),
        (b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, json.loads("[" * MAX_DEPTH + "]" * MAX_DEPTH)),
    ],
)
def test_what_is_sound_is_read(raw: bytes, value: object) -> None:
    assert read_json(raw) == value


@pytest.mark.parametrize("raw", [b"[]", b"1", b"null", b'"a"'])
def test_an_order_is_an_object(raw: bytes) -> None:
    with pytest.raises(DomainError, match="not a JSON object"):
        read_object(raw)


def test_quotes_without_end_cost_no_more_than_their_length() -> None:
    """A scan that starts anew at each quote would take hours here."""
    refusal(b'"\\' * (MAX_BYTES // 2))
    refusal(b'\\"' * (MAX_BYTES // 2))


def test_a_path_names_odd_keys_in_quotes() -> None:
    assert path_of(path_of(path_of("", "lines"), 0), "unit price") == 'lines[0]["unit price"]'


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


@given(JSON)
def test_any_document_is_read_as_it_is_or_refused(value: object) -> None:
    raw = json.dumps(value).encode()
    try:
        read = read_json(raw)
    except DomainError as error:
        assert error.code == "unreadable"
    else:
        assert read == json.loads(raw)


@given(st.binary(max_size=300))
def test_random_bytes_are_refused_or_read(raw: bytes) -> None:
    try:
        read_json(raw)
    except DomainError as error:
        assert error.code == "unreadable"
