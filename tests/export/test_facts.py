import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.export.facts import write_facts
from kg.resolve import Background
from kg.resolve.judgements import Judgement, append, sayings
from kg.store import Store
from tests.samples import plan_record


def test_each_article_is_a_document_with_the_iris_of_the_graph(tmp_path: Path) -> None:
    one, two = plan_record(), plan_record("https://news.example/2")
    two = replace(two, article=replace(two.article, origin="news/other.html"))
    with Store.open(tmp_path / "s", "write", create=True, background=Background()) as store:
        store.replace([one, two])
        assert write_facts(store, tmp_path / "facts") == 2
        names = sorted(p.name for p in (tmp_path / "facts").iterdir())
        assert names == ["one.json", "other.json"]
        document = json.loads((tmp_path / "facts" / "one.json").read_text())
        assert len(document["relations"]) > 2
        for entity in document["entities"]:
            assert store.query(f"ASK {{ <{entity['iri']}> a ?type }}")
            assert entity["key"]
        said = sayings(one)["claim 0"]
        append(store.judgements, Judgement("reject", "ann", "2026-01-01", "", claim=said))
        store.judge()
        write_facts(store, tmp_path / "facts")
        after = json.loads((tmp_path / "facts" / "one.json").read_text())
        assert len(after["relations"]) == len(document["relations"]) - 1
        (tmp_path / "file").write_text("")
        with pytest.raises(OutputError, match="cannot write"):
            write_facts(store, tmp_path / "file")


def test_two_articles_of_one_file_name_get_two_files(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s", "write", create=True, background=Background()) as store:
        store.replace([plan_record(), plan_record("https://news.example/2")])
        assert write_facts(store, tmp_path / "facts") == 2
        assert len(list((tmp_path / "facts").glob("one-*.json"))) == 2
