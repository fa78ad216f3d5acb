"""Every kind of file is read right, by content as well as by name."""

import gzip
import io
import json
from pathlib import Path

import pytest

from kg.errors import ArticleError, UsageError
from kg.load import LoadOptions, items, load_article, parse_map, read_item
from kg.model import Article
from tests.load import makers as make

PAGES = make.warc([("https://news.example/a", make.PAGE.encode()), ("https://news.example/b", b"<html><body>x")])
KINDS = {
    "feed": (make.rss([make.entry(1), make.entry(2)]), 2, "feed"),
    "atom": (make.atom(2), 2, "feed"),
    "lines": (make.json_lines(3), 3, "JSON"),
    "table.csv": (make.csv_file(2), 2, "CSV"),
    "archive": (make.warc([("https://news.example/a", make.PAGE.encode())]), 1, "meta"),
    "message": (make.mail(), 1, "mail"),
    "page": (make.PAGE.encode(), 1, "meta"),
    "paper": (make.simple_pdf(), 1, None),
}
PACKERS = {"": bytes, ".gz": gzip.compress, ".zst": make.zst}


def load(data: bytes, name: str, options: LoadOptions | None = None) -> list[Article]:
    chosen = options or LoadOptions()
    return [read_item(item, chosen) for item in items(name, chosen, io.BytesIO(data))]


@pytest.mark.parametrize("packed", sorted(PACKERS))
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_kinds_are_told_by_content(kind: str, packed: str) -> None:
    data, count, where = KINDS[kind]
    articles = load(PACKERS[packed](data), kind + packed)
    assert len(articles) == count
    for article in articles:
        assert (article.title or "").startswith(make.TITLE)
        assert "400 people will work there" in article.text
        assert (article.published, article.published_from) == (("2024-03-05", where) if where else (None, None))


def test_a_file_of_many_names_its_parts() -> None:
    found = list(items("a.jsonl", stream=io.BytesIO(make.json_lines(2) + b"{broken\n" + make.json_lines(1))))
    assert [item.origin for item in found] == ["a.jsonl#1", "a.jsonl#2", "a.jsonl#3", "a.jsonl#4"]
    assert [bool(item.failure) for item in found] == [False, False, True, False]


def test_addresses_are_those_of_the_article() -> None:
    assert load(KINDS["feed"][0], "a")[0].id == "https://coast.example/1"
    assert load(KINDS["archive"][0], "a")[0].id == "https://news.example/a"


def test_pages_of_an_archive_are_not_younger_than_their_crawl() -> None:
    later = make.PAGE.replace("2024-03-05T", "2024-05-05T").encode()
    assert load(make.warc([("https://news.example/a", later)]), "a.warc")[0].published is None


def test_fields_are_renamed() -> None:
    options = LoadOptions(fields=parse_map("text=story.full, published=day"))
    data = b'{"story": {"full": "%s"}, "day": "2024-03-05", "text": "no"}' % make.BODY[0].encode()
    (article,) = load(data, "a.json", options)
    assert (article.text, article.published) == (make.BODY[0], "2024-03-05")
    for wrong in ("text", "txt=body", "text="):
        with pytest.raises(UsageError, match="FIELD=NAME"):
            parse_map(wrong)


def test_rows_without_any_renamed_field_are_read_by_the_usual_names() -> None:
    options = LoadOptions(fields=parse_map("text=story,published=day"))
    rows = [{"story": make.BODY[0], "date": "2024-03-05"}, {"text": make.BODY[1], "date": "2024-03-05"}, {"day": "x"}]
    articles = [read_item(i, options) for i in items("a.jsonl", options, lines_of(rows)) if not i.failure]
    assert [(a.text, a.published) for a in articles] == [(make.BODY[0], None), (make.BODY[1], "2024-03-05")]


def lines_of(rows: list[dict[str, str]]) -> io.BytesIO:
    return io.BytesIO("".join(json.dumps(row) + "\n" for row in rows).encode())


def test_columns_heads_and_hyphens_of_documents() -> None:
    left = [
        "The plant in the north of the city opened",
        "on Monday after two years of construc-",
        "tion, the mayor said.",
    ]
    right = [
        "Another plant will open in the south of",
        "the city in May, the ministry said on",
        "Tuesday in a statement.",
    ]
    page = [
        (72.0, 760.0, 8.0, "Ministry of Industry report 7"),
        *make.column(72, 700, left + left), *make.column(320, 700, right + right), (300.0, 30.0, 8.0, "7"),
    ]  # fmt: skip
    (article,) = load(make.pdf([page, page]), "a.pdf")
    assert "years of construction, the mayor said." in article.text
    assert article.text.index("Another plant") > article.text.index("the mayor said")
    assert "opened Another" not in article.text
    assert "report 7" not in article.text


def test_one_article_is_wanted_where_there_are_several(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(make.json_lines(2))
    with pytest.raises(ArticleError, match="several articles"):
        load_article(tmp_path / "a.jsonl")
    (tmp_path / "b.jsonl").write_bytes(make.json_lines(1))
    assert load_article(tmp_path / "b.jsonl").title == f"{make.TITLE} 1"
