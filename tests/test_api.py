"""The Python API: its page of docs runs, and what the page does not show."""

import doctest
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest

import kg
from kg.errors import StoreError, UsageError
from kg.model import Abstention, Span
from kg.query import Rows, Thing
from kg.query.rows import Row
from kg.store import Entry, Store
from tests.query.world import world
from tests.samples import PLAN_TEXT, plan_record

PAGE = Path(__file__).parents[1] / "docs" / "api.md"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a store of one article."""
    with Store.open(tmp_path / "kg-store", "write", create=True) as store:
        store.replace([plan_record()])
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text(PLAN_TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_page_runs(folder: Path) -> None:
    flags = doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL
    example = doctest.DocTestParser().get_doctest(PAGE.read_text(encoding="utf-8"), {}, "api.md", str(PAGE), 0)
    assert len(example.examples) >= 25
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=flags)
    runner.run(example, out=told.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(told)


def test_the_command_line_does_not_load_the_api() -> None:
    script = "import sys, kg, kg.cli; print([m for m in ('kg.api', 'kg.query', 'pyoxigraph') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert callable(kg.open) and kg.KnowledgeGraph.__module__ == "kg.api"
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = kg.nothing


def test_a_store_that_is_not_there_is_told_when_asked(tmp_path: Path) -> None:
    store = kg.open(tmp_path / "none")
    assert repr(store) == f"kg.open({str(tmp_path / 'none')!r})"
    with pytest.raises(StoreError, match="none"):
        store.query("counts")


def test_wrong_values_are_told(folder: Path) -> None:
    with kg.open("kg-store") as store:
        for call, message in [
            (lambda: store.query("no-such"), "no question is called 'no-such'"),
            (lambda: store.query("targets-due", year=object()), "a parameter is a text, number, date or thing"),
            (lambda: store.query("targets-due", year=True), "a parameter is a text, number, date or thing"),
            (lambda: store.claims(p="isuedBy"), "did you mean 'issuedBy'"),
            (lambda: store.claims(p="hasTarget", o="many"), "is a number, not 'many'"),
            (lambda: store.claims(p="status", o="burning"), "no status is called 'burning'"),
            (lambda: store.claims("Nobody"), "no entity is called 'Nobody'"),
        ]:
            with pytest.raises(UsageError, match=message):
                call()


def test_parameters_are_python_values(folder: Path) -> None:
    with kg.open("kg-store") as store:
        plan = store.query("bureaus-and-plans")[0].plan
        assert isinstance(plan, Thing)
        assert len(store.query("targets-due", year=2026)) == 1
        assert len(store.query("new-facts", from_="2024-03-04", to="2024-03-04")) == 15
        assert len(store.query("targets-of-plan", plan=store.entity(plan))) == 1
        assert len(store.query("targets-of-plan", plan=[plan, plan.iri])) == 1
        assert (
            store.query(
                "plans-of-place",
                place="Beijing",
            )[0].target
            == 100
        )
        assert [str(one.object) for one in store.claims(plan, "planKind")] == ["action plan"]
        assert len(store.claims(p="opened", o="2024-02")) == 1


def test_what_gave_no_fact_can_be_asked(tmp_path: Path) -> None:
    record = plan_record()
    start = record.article.text.index("Xiaomi")
    kept = Abstention(Span(start, start + 6), "open", "negated", "not yet")
    odd = replace(record.claims[5], object="wishful")
    bad = replace(record, claims=(*record.claims[:5], odd, *record.claims[6:]), abstentions=(kept,))
    with Store.open(tmp_path / "s", "write", create=True) as store:
        store.replace([Entry(bad, frozenset({"claim 5"}))])
    with kg.open(tmp_path / "s") as graph:
        (row,) = graph.query("triggers-without-facts")
        assert (row.trigger, row.why, row.quote) == ("open", "negated: not yet", "Xiaomi")
        assert row.article.label == "Beijing to build 100 smart factories"
        assert len(graph.query("triggers-without-facts", text="possible")) == 0
        (row,) = graph.query("withheld")
        assert row.quote == "action plan" and "kind" in row.why and row.publisher == "The Example"


def test_rows_are_tuples_with_names(folder: Path) -> None:
    with kg.open("kg-store") as store:
        rows = store.query("SELECT ?a ?b { VALUES (?a ?b) { (1 'x') (2 'y') } }")
    assert list(rows) == [(1, "x"), (2, "y")]
    assert (rows[0].a, rows[0]["b"], rows[1][0], rows[0][:1]) == (1, "x", 2, (1,))
    assert rows[1].dict() == {"a": 2, "b": "y"} == rows.dicts[1]
    assert repr(rows[0]) == "Row(a=1, b='x')"
    assert isinstance(rows[1:], Rows) and len(rows[1:]) == 1
    with pytest.raises(AttributeError, match="no column 'c'; there are: a, b"):
        _ = rows[0].c
    with pytest.raises(KeyError):
        _ = rows[0]["c"]
    import pickle

    assert pickle.loads(pickle.dumps(rows[0])).b == "x"
    assert isinstance(rows[0], Row)


def test_what_a_notebook_shows(folder: Path) -> None:
    with kg.open("kg-store") as store:
        html = store.query("bureaus-and-plans")._repr_html_()
        assert html.startswith("<table><thead><tr><th>bureau</th>") and 'title="https://w3id.org/' in html
        assert "Company" in store._repr_html_()
        assert "<h4>Xiaomi (Company)</h4>" in store.entity("Xiaomi")._repr_html_()
        assert "operates: new factory" in str(store.entity("Xiaomi"))
        many = store.query("SELECT ?x { VALUES ?x { " + " ".join(f"'<{n}>'" for n in range(30)) + " } }")
        assert "30 rows, the first 20 shown" in repr(many)
        assert "&lt;3&gt;" in many._repr_html_() and "<p>30 rows" in many._repr_html_()


def test_dataframes(folder: Path) -> None:
    pytest.importorskip("pandas", reason="pandas is an extra")
    with kg.open("kg-store") as store:
        frame = store.query("bureaus-and-plans").to_dataframe()
    assert list(frame.columns) == ["bureau", "plan", "start", "end"]
    assert str(frame["plan"][0]) == "action plan for digitalisation"


def test_without_pandas_the_extra_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with kg.open("kg-store") as store, pytest.raises(UsageError, match=r"kg-policy\[pandas\]"):
        store.query("counts").to_dataframe()


def test_pictures_and_exports(folder: Path) -> None:
    with kg.open("kg-store") as store:
        store.draw("graph.svg", about="Xiaomi")
        assert store.export("graph.trig") > store.export("graph.nt") > 100
    assert (folder / "graph.svg").read_text(encoding="utf-8").startswith("<?xml")


@pytest.fixture
def near() -> ox.Store:
    made = ox.Store()
    made.extend(world().merged())
    return made


@pytest.fixture
def endpoint(near: ox.Store) -> Iterator[str]:
    """A small SPARQL endpoint on this machine."""
    store = near

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the name that http.server asks for
            query = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())["query"][0]
            status, kind, body = 200, "application/sparql-results+json", b""
            try:
                if self.path != "/query":
                    status, body = 503, b"busy"
                elif isinstance(found := store.query(query), ox.QueryTriples):
                    kind, body = "application/n-triples", ox.serialize(found, format=ox.RdfFormat.N_TRIPLES) or b""
                else:
                    body = found.serialize(format=ox.QueryResultsFormat.JSON) or b""
            except SyntaxError as error:
                status, body = 400, str(error).encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/query"
    server.shutdown()
    server.server_close()


def test_an_endpoint_answers_like_a_store(
    endpoint: str, near: ox.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.export import dump
    from kg.query import ask, load_questions

    monkeypatch.setattr("kg.store.http.WAITS", (0.0,))
    with kg.open(endpoint) as far:
        assert far.remote
        for name, question in load_questions().items():
            if question.asks == "records":
                with pytest.raises(UsageError, match="KG_RECORDS=FOLDER"):
                    far.query(name)
                continue
            given = {f"{one}_": value for one, value in question.sample}
            assert far.query(name, **given).terms == ask(near, question, dict(question.sample)).terms, name
        assert far.query("ASK { ?a a kg:City }")
        assert far.entity("Xiaomi").names == (("en", "Xiaomi"), ("zh", "小米"))
        far.export(tmp_path / "far.trig")
        assert (tmp_path / "far.trig").read_text(encoding="utf-8") == dump(near, "trig")
        with pytest.raises(UsageError, match="not built into"):
            far.build("articles")
        with pytest.raises(UsageError, match="cannot be validated"):
            far.validate()
        with pytest.raises(UsageError, match="not valid SPARQL"):
            far.query("SELECT ?x { ?x }")
    with pytest.raises(StoreError, match="answers 503: busy"):
        kg.open(endpoint + "x").query("counts")
    with pytest.raises(StoreError, match="cannot be reached"):
        kg.open("http://127.0.0.1:9/").query("counts")
    assert json.dumps(far.path)


def test_a_graph_on_a_server_answers_from_the_records_beside_it(
    endpoint: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_RECORDS", str(folder / "kg-store"))
    with kg.open(endpoint) as far, kg.open(folder / "kg-store") as near:
        for name in ("withheld", "triggers-without-facts"):
            assert far.query(name).terms == near.query(name).terms
    monkeypatch.setenv("KG_RECORDS", str(folder / "nothing"))
    with pytest.raises(StoreError):
        kg.open(endpoint).query("withheld")


EXAMPLE = Path(__file__).parents[1] / "examples" / "ask.py"


def test_the_example_runs_and_says_what_it_should(tmp_path: Path) -> None:
    articles = tmp_path / "examples" / "articles"
    articles.mkdir(parents=True)
    name = "beijing-digital-factories.txt"
    (articles / name).write_bytes((EXAMPLE.parent / "articles" / name).read_bytes())
    done = subprocess.run([sys.executable, str(EXAMPLE)], cwd=tmp_path, capture_output=True, text=True, check=True)
    read, plan, company, relations = done.stdout.splitlines()
    assert read == "1 articles read"
    assert "digitalization" in plan and "2024 to 2026: “" in plan and "2024-03-04)" in plan
    assert company.startswith("Xiaomi ['operates ")
    assert int(relations.split()[0]) >= 1


def test_the_api_is_typed_for_its_users() -> None:
    assert (Path(kg.__file__).parent / "py.typed").exists()
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", str(EXAMPLE)]
    done = subprocess.run(command, cwd=EXAMPLE.parents[1], capture_output=True, text=True, check=False)
    assert done.stdout == "", done.stdout


def test_the_readme_shows_the_example() -> None:
    code = EXAMPLE.read_text(encoding="utf-8").partition("import kg")[2].strip()
    assert code in (EXAMPLE.parents[1] / "README.md").read_text(encoding="utf-8")
