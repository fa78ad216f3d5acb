"""JSON is read as it streams, with the same result as when it is read whole."""

import io
import json
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ArticleError
from kg.load import items, jsonstream, read_item, table
from kg.load.item import Item, Source
from kg.load.jsonstream import JsonStream
from tests.load import makers as make

SMALL = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def stream(data: bytes) -> JsonStream:
    return JsonStream(Source(io.BytesIO(data), "a.json", "a.json"))


@given(st.lists(SMALL, max_size=6), st.integers(1, 9), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32-le"]))
def test_an_array_is_read_as_json_reads_it(values: list[object], chunk: int, encoding: str) -> None:
    data = json.dumps(values, indent=1).encode(encoding)
    with patch.object(jsonstream, "CHUNK", 4 * chunk):
        assert list(stream(data).elements()) == values


@given(st.dictionaries(st.text(), SMALL, max_size=5), st.integers(4, 30))
def test_an_object_is_read_as_json_reads_it(values: dict[str, object], chunk: int) -> None:
    def members() -> Iterator[tuple[str, object]]:
        for key in (read := stream(json.dumps(values).encode())).members():
            read.expect(":")
            yield key, read.value()

    with patch.object(jsonstream, "CHUNK", chunk):
        assert dict(members()) == values


@pytest.mark.parametrize(
    "data", [b"[", b"[1", b"[1,", b"[1 2]", b"[,1]", b"[1}", b'["a', b"[tru]", b"{", b'{"a" 1}', b"[nul"]
)
def test_what_is_no_json(data: bytes) -> None:
    with pytest.raises(ValueError, match="at character"):
        list(stream(data).elements())


def test_the_character_at_which_a_string_begins_is_told_in_plain_words() -> None:
    with pytest.raises(ValueError, match=r"^Unterminated string at character 2$"):
        list(stream(b'["a').elements())
    (item,) = found(b'{"text": "a\n', "a.jsonl")
    assert item.failure == "line 1 is not valid JSON: Unterminated string at character 10"


def found(data: bytes, name: str) -> list[Item]:
    return list(items(name, stream=io.BytesIO(data)))


def test_items_before_the_damage_count() -> None:
    rows = [{"title": str(n), "text": make.BODY[0]} for n in range(3)]
    *good, last = found(json.dumps(rows).encode()[:-30], "a.json")
    assert [read_item(item).title for item in good] == ["0", "1"]
    assert "is not valid JSON after 2 items: Unterminated string" in last.failure


def test_large_wrappers_stream() -> None:
    rows = [{"title": str(n), "content_text": make.BODY[0]} for n in range(40)]
    whole = {"version": "https://jsonfeed.org/version/1.1", "title": "Coast Wire", "home": ["x"], "items": rows}
    with patch.object(table, "MAX_BYTES", 2000), patch.object(table, "CHUNK", 1000):
        lone = found(json.dumps({"data": rows}).encode(), "a.json")
        feed = found(json.dumps({k: v for k, v in whole.items() if k != "home"}).encode(), "a.json")
    assert [len(lone), len(feed)] == [40, 40]
    assert [(i.known.publisher, read_item(i).text) for i in feed[:1]] == [("Coast Wire", f"0\n\n{make.BODY[0]}")]


def test_a_file_without_articles_is_given_up() -> None:
    for data, name in ((b"[" + b"{}," * 5000 + b"{}]", "a.json"), (b"{}\n" * 5000, "a.jsonl")):
        *some, last = found(data, name)
        assert len(some) == table.MAX_WRONG
        assert "given up after 1,000 items in a row" in last.failure
    rows = [{"text": make.BODY[0]}, *[{} for _ in range(2000)], {"text": make.BODY[1]}]
    assert [not i.failure for i in found(json.dumps(rows).encode(), "a.json")].count(True) == 2


def test_a_table_in_utf_16_streams() -> None:
    body = make.BODY[0].replace(",", "")
    rows = f"title\ttext\r\nA\t{body}\r\nB\t{body}\r\n".encode("utf-16")
    assert [read_item(item).title for item in found(rows, "a.tsv")] == ["A", "B"]
    (*_, last) = found(rows + b"x", "a.tsv")
    assert "not valid UTF-16" in last.failure
    with pytest.raises(ArticleError, match="no column holds the text"):
        list(table.rows(Source(io.BufferedReader(io.BytesIO(b"\xff\xfea\0")), "a.csv", "a.csv")))  # type: ignore[arg-type]
