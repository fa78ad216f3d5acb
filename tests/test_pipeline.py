import io
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg.build_report import BuildReport
from kg.cli.summary import build_summary, build_troubles
from kg.errors import DataError, InputError
from kg.load import LoadOptions
from kg.model import Article, Record, Span
from kg.pipeline import BuildOptions, Progress, build, open_store, quads_of, validate_store
from kg.store import Changes, Store
from kg.worker import Worker
from tests.fakes import FakeExtractor, make_fake
from tests.samples import plan_record

OPTIONS = BuildOptions(make_extractor=make_fake)
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes an article of one sentence, with or without an address."""

    def write(name: str, sentence: str = "", url: str = "") -> Path:
        path = tmp_path / "in" / name
        path.parent.mkdir(exist_ok=True)
        head = f"URL: {url}\nDate: 2024-03-04\n\n" if url else ""
        sentence = sentence or f"{path.stem.title()} Works opened a battery plant in Springfield."
        path.write_text(f"{head}A headline of the day\n\n{sentence} Nothing else of note was said on that day.\n")
        return path

    return write


def run(folder: Path, store: Path, options: BuildOptions = OPTIONS) -> tuple[BuildReport, list[str]]:
    with Store.open(store, "write", create=True) as opened:
        report = build([folder / "in"], opened, options)
        assert list(opened.verify()) == []
        return report, sorted(map(str, opened.quads_for_pattern(None, None, None, None)))


def names(paths: list[str]) -> list[str]:
    return [Path(p).name for p in paths]


def test_a_batch_goes_on_after_failures_and_names_them(tmp_path: Path, write: Write) -> None:
    write("good.txt")
    write("none.txt", "Rain fell on the harbour.")
    write("odd.txt", "STUMBLE here.")
    write("empty.txt").write_bytes(b"")
    write("wrong.txt", "BADCODE Works opened a battery plant in Springfield.")
    report, quads = run(tmp_path, tmp_path / "store")
    assert (report.found, report.read) == (5, 3)
    assert names(report.added) == ["good.txt", "none.txt", "wrong.txt"]
    assert names(report.without_facts) == ["none.txt"]
    assert [(Path(f.path).name, "stumbled" in f.reason or "empty" in f.reason) for f in report.failed] == [
        ("empty.txt", True),
        ("odd.txt", True),
    ]
    assert [(Path(w.origin).name, w.quote[:13]) for w in report.withheld] == [("wrong.txt", "BADCODE Works")]
    assert "status of the facility is not a code" in report.withheld[0].reason
    assert not any("burning" in quad for quad in quads)
    assert any("badcode" in quad for quad in quads)


def test_unchanged_files_are_passed_over_and_changed_ones_replaced(tmp_path: Path, write: Write) -> None:
    write("one.txt", url="https://news.example/one")
    two = write("two.txt", url="https://news.example/two")
    _, before = run(tmp_path, tmp_path / "store")
    again, same = run(tmp_path, tmp_path / "store")
    assert (again.read, names(again.unchanged), again.changes) == (0, ["one.txt", "two.txt"], Changes())
    assert same == before
    forced, same = run(tmp_path, tmp_path / "store", replace(OPTIONS, reextract=True))
    assert (forced.read, names(forced.unchanged), forced.changes) == (2, ["one.txt", "two.txt"], Changes())
    assert same == before
    write("two.txt", "Other Works opened a battery plant in Springfield.", url="https://news.example/two")
    changed, after = run(tmp_path, tmp_path / "store")
    assert (names(changed.replaced), names(changed.unchanged)) == (["two.txt"], ["one.txt"])
    assert not any("company/two" in quad for quad in after) and two.exists()


class Counting(FakeExtractor):
    """Remembers what it was given, in a version to be told."""

    def __init__(self, version: str, given: list[str]) -> None:
        self.version, self.given = version, given
        self.lexicon = SimpleNamespace(version=version)

    def extract(self, article: Article) -> Record:
        self.given.append(Path(article.origin).name)
        return super().extract(article)


def test_another_version_reads_again_what_it_must(tmp_path: Path, write: Write) -> None:
    write("one.txt")
    write("two.txt")
    write(
        "chinese.txt",
        "新华社北京三月四日电，工业和信息化部今天发布智能制造行动计划，二〇二六年前建成一百座智能工厂。" * 5,
    )

    def given(version: str, *, reextract: bool = False) -> tuple[list[str], BuildReport]:
        read: list[str] = []
        options = BuildOptions(make_extractor=lambda: Counting(version, read), reextract=reextract)
        return read, run(tmp_path, tmp_path / "store", options)[0]

    assert given("fake 1")[0] == ["one.txt", "two.txt"]
    assert given("fake 1")[0] == []
    read, report = given("fake 2")
    assert read == ["one.txt", "two.txt"]
    assert (names(report.replaced), names(report.unchanged)) == (["one.txt", "two.txt"], ["chinese.txt"])
    assert given("fake 2")[0] == []
    read, report = given("fake 2", reextract=True)
    assert (read, report.replaced, report.changes) == (["one.txt", "two.txt"], [], Changes())


def test_one_article_in_two_files_is_one_article(tmp_path: Path, write: Write) -> None:
    for name in ("a.txt", "b.txt"):
        write(name, "Some Works opened a battery plant in Springfield.", url="https://news.example/same")
    report, _ = run(tmp_path, tmp_path / "store")
    assert names(report.added) == ["a.txt"]
    assert [(Path(d.path).name, Path(d.first).name, d.same_text) for d in report.duplicates] == [
        ("b.txt", "a.txt", True)
    ]


def test_another_text_with_the_address_of_an_article_is_told(tmp_path: Path, write: Write) -> None:
    write("a.txt", url="https://news.example/same")
    write("b.txt", "Other Works opened a battery plant in Springfield.", url="https://news.example/same")
    report, _ = run(tmp_path, tmp_path / "store")
    assert [(*names([d.path]), d.same_text) for d in report.duplicates] == [("b.txt", False)]
    assert [line for line in build_troubles(report) if "another text, but the address of" in line]


def test_a_front_page_is_no_articles_address(tmp_path: Path, write: Write) -> None:
    write("a.txt", url="https://news.example/")
    write("b.txt", "Other Works opened a battery plant in Springfield.", url="https://news.example")
    report, _ = run(tmp_path, tmp_path / "store")
    assert (names(report.added), report.duplicates) == (["a.txt", "b.txt"], [])


def test_strict_builds_store_nothing_that_does_not_conform(tmp_path: Path, write: Write) -> None:
    write("good.txt")
    write("wrong.txt", "BADCODE Works opened a battery plant in Springfield.")
    with Store.open(tmp_path / "store", "write", create=True) as store:
        with pytest.raises(DataError, match="nothing was stored"):
            build([tmp_path / "in"], store, replace(OPTIONS, strict=True))
        assert len(store) == 0
    (tmp_path / "in" / "wrong.txt").unlink()
    report, _ = run(tmp_path, tmp_path / "store", replace(OPTIONS, strict=True))
    assert names(report.added) == ["good.txt"]


def test_any_number_of_processes_gives_the_same_store(tmp_path: Path, write: Write) -> None:
    for number in range(9):
        write(f"n{number}.txt", f"Maker{number % 4} Works opened a battery plant in Town{number % 3}.")
    write("odd.txt", "STUMBLE here.")
    seen: list[Progress] = []
    one, quads = run(tmp_path, tmp_path / "one")
    two, same = run(tmp_path, tmp_path / "two", replace(OPTIONS, jobs=2, progress=seen.append))
    assert quads == same
    assert one == two
    assert seen[-1].articles == 10
    assert 0 < seen[-1].done == seen[-1].of


def test_a_worker_that_dies_is_named(tmp_path: Path, write: Write) -> None:
    write("one.txt")
    write("two.txt", "DIE here.")
    with (
        Store.open(tmp_path / "store", "write", create=True) as store,
        pytest.raises(InputError, match="a worker process died"),
    ):
        build([tmp_path / "in"], store, replace(OPTIONS, jobs=2))


def test_nothing_read_is_an_error(tmp_path: Path, write: Write) -> None:
    write("odd.txt", "STUMBLE here.")
    with Store.open(tmp_path / "store", "write", create=True) as store:
        with pytest.raises(InputError, match="no article could be read"):
            build([tmp_path / "in"], store, OPTIONS)
        with pytest.raises(InputError, match="no such file"):
            build([tmp_path / "nowhere"], store, OPTIONS)


def test_an_article_from_stdin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"A headline\n\nAcme Works opened a battery plant in Springfield. It was a cold day in the town.\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    with Store.open(tmp_path / "store", "write", create=True) as store:
        report = build(["-"], store, OPTIONS)
        assert report.added == ["stdin"]
    with open_store(tmp_path / "store") as opened:
        assert len(opened) > 50


def test_the_quads_of_one_record_describe_its_entities() -> None:
    quads = quads_of(plan_record())
    assert {q.graph_name.value.rpartition("/")[2] for q in quads} >= {"entities"}
    assert len(quads) == len(set(quads))


def test_a_stored_graph_conforms(tmp_path: Path, write: Write) -> None:
    write("wrong.txt", "BADCODE Works opened a battery plant in Springfield.")
    write("good.txt")
    run(tmp_path, tmp_path / "store")
    assert [v for v in validate_store(tmp_path / "store") if v.severity == "Violation"] == []


def test_a_quote_that_does_not_re_read_is_withheld() -> None:
    record = plan_record()
    beyond = replace(record.claims[3], span=Span(5, 10**6))
    empty = replace(record.measures[0], span=Span(7, 7))
    spoilt = replace(record, claims=(*record.claims, beyond), measures=(*record.measures, empty))
    sources, withheld, refused = Worker(make_fake).check(spoilt)
    assert (sources, len(withheld), refused) == ({"claim 11", "measure 4"}, 2, False)


def test_parts_of_a_file_of_many_are_passed_over_too(tmp_path: Path, write: Write) -> None:
    lines = write("many.jsonl")
    rows = [{"text": f"Maker{n} Works opened a battery plant in Springfield. It was cold."} for n in range(3)]
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows))
    first, _ = run(tmp_path, tmp_path / "store")
    assert names(first.added) == ["many.jsonl#1", "many.jsonl#2", "many.jsonl#3"]
    again, _ = run(tmp_path, tmp_path / "store")
    assert (again.read, again.found, sorted(names(again.unchanged))) == (0, 3, names(first.added))
    lines.write_text(lines.read_text() + '{"broken\n' + json.dumps({"text": rows[0]["text"] + " Again."}) + "\n")
    grown, _ = run(tmp_path, tmp_path / "store")
    assert (grown.read, names(grown.added), len(grown.unchanged)) == (1, ["many.jsonl#5"], 3)
    assert [Path(f.path).name for f in grown.failed] == ["many.jsonl#4"]


def test_a_changed_article_without_an_address_replaces_its_old_version(tmp_path: Path, write: Write) -> None:
    write("one.txt")
    run(tmp_path, tmp_path / "store")
    write("one.txt", "Other Works opened a battery plant in Springfield.")
    _, quads = run(tmp_path, tmp_path / "store")
    assert any("company/other" in quad for quad in quads)
    assert not any("company/one" in quad for quad in quads)


def test_strict_builds_store_nothing_if_anything_cannot_be_read(tmp_path: Path, write: Write) -> None:
    write("good.txt")
    write("empty.txt").write_bytes(b"")
    with Store.open(tmp_path / "store", "write", create=True) as store:
        with pytest.raises(InputError, match=r"empty.*nothing was stored"):
            build([tmp_path / "in"], store, replace(OPTIONS, strict=True))
        assert len(store) == 0


def test_the_report_says_how_sure_the_dates_are(tmp_path: Path, write: Write) -> None:
    write("sure.txt", url="https://example.org/sure")
    unclear = write("unclear.txt", url="https://example.org/unclear")
    unclear.write_text(unclear.read_text().replace("2024-03-04", "03/04/2024"))
    ahead = write("ahead.txt", url="https://example.org/ahead")
    ahead.write_text(ahead.read_text().replace("2024-03-04", "2024-03-05"))
    write("none.txt")
    options = replace(OPTIONS, load=LoadOptions(newest="2024-03-04"))
    report, _ = run(tmp_path, tmp_path / "store", options)
    assert report.dates == {"header": 1, "none": 3}
    assert report.certainty == {"stated": 1, "ambiguous": 1, "refused": 1, "none": 1}
    assert [(Path(d.path).name, d.words, d.where, d.why) for d in report.dates_not_taken] == [
        ("ahead.txt", "2024-03-05", "header", "refused"),
        ("unclear.txt", "03/04/2024", "header", "ambiguous"),
    ]
    assert "3 without a date (1 ambiguous, 1 refused)" in build_summary(report, "store")
