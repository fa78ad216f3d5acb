"""The same store over a graph on a SPARQL server: a real one, and one that is busy and wants passwords."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.errors import StoreError, UsageError
from kg.export import dump
from kg.query import ask
from kg.resolve import Background
from kg.store import Changes, RemoteGraph, Store
from kg.store.http import Access, Client
from kg.store.remote import Address, remote_graph
from tests.samples import plan_record
from tests.store.server import oxigraph
from tests.store.virtuoso import virtuoso

MERGED = "https://merged.example/all"
Open = Callable[[], Store]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with oxigraph() as url:
        yield url


@pytest.fixture(scope="module")
def debian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteGraph]:
    """Give the graph on a Virtuoso."""
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as url:
        yield remote_graph(
            url, {"KG_MERGED_GRAPH": MERGED, "KG_USER": "dba", "KG_PASSWORD": "dba", "KG_AUTH": "digest"}
        )


@pytest.fixture(params=["embedded", "server", "server with a named merge", "Virtuoso"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """Return a function that opens one store, embedded or on an empty server, for writing."""
    remote = None
    if request.param == "Virtuoso":
        remote = request.getfixturevalue("debian")
        for graph in {q.graph_name if isinstance(q.graph_name, NamedNode) else NamedNode(MERGED) for q in remote}:
            remote.update(f"CLEAR GRAPH {graph}")
    elif request.param != "embedded":
        remote = RemoteGraph(Address.of(request.getfixturevalue("server"), MERGED if "merge" in request.param else ""))
        remote.update("CLEAR ALL")
    return lambda: Store.open(tmp_path / "store", "write", create=True, background=Background(), remote=remote)


def everything(store: Store) -> set[Quad]:
    return set(store.quads_for_pattern(None, None, None, None))


def test_a_life_of_a_store(opened: Open) -> None:
    one, two = plan_record(), plan_record("https://news.example/2")
    with opened() as store:
        assert store.replace([one]).added > 100
        assert store.replace([one]) == Changes()
        alone = everything(store)
        store.bulk([one, two])
        both = everything(store)
        plain = {q for q in both if isinstance(q.graph_name, DefaultGraph)}
        assert plain == {Quad(q.subject, q.predicate, q.object) for q in both - plain}
        assert len(store) == len(both)
        assert list(store.verify()) == []
        assert store.replace([replace(one, claims=one.claims[:3])]).removed > 0
        store.replace([one])
        assert everything(store) == both
    with opened() as store:
        assert everything(store) == both
        assert store.status()["claims"] == 30
        assert store.remove(two.article.id)
        assert everything(store) == alone
        some = min(alone, key=str)
        store.graph.remove(some)
        assert [d.kind for d in store.verify()] == ["missing"]
        store.rebuild()
        assert everything(store) == alone
        assert store.remove(one.article.id)
        assert len(store) == 0


def test_every_operation_gives_what_it_gives_here(opened: Open, tmp_path: Path) -> None:
    """Updates one by one and in groups, withdrawals, exports, questions and counts: as in a store of this machine."""
    items = [plan_record(f"https://news.example/{n}") for n in range(4)]
    other = replace(items[1], measures=())

    def answers(store: Store) -> list[object]:
        found: list[object] = []
        store.put(items[:2])
        found.append(dump(store, "nq"))
        store.put([other])
        store.put(items[2:])
        found.append(ask(store, "SELECT ?s ?n { ?s kg:value ?n } ORDER BY ?s ?n").values)
        found += [dump(store, "nq"), dump(store, "ttl"), len(store)]
        found.append(store.withdraw([items[0].article.id, items[3].article.id]))
        found.append(dump(store, "nq"))
        status = store.status()
        found.append([status[name] for name in ("articles", "entities", "pending", "claims", "quads", "extractors")])
        assert status["articles"] == 2 and list(store.verify()) == []
        return found

    with opened() as store:
        given = answers(store)
    with Store.open(tmp_path / "here", "write", create=True, background=Background()) as store:
        here = answers(store)
    assert given == here
    assert len({str(answer) for answer in here}) == len(here)


def test_the_answers_are_those_of_the_embedded_store(server: str, tmp_path: Path) -> None:
    records = [plan_record(), plan_record("https://news.example/2")]
    remote = remote_graph(server, {"KG_MERGED_GRAPH": MERGED})
    remote.update("CLEAR ALL")
    answers = []
    for name, graph in (("here", None), ("there", remote)):
        with Store.open(tmp_path / name, "write", create=True, background=Background(), remote=graph) as store:
            store.bulk(records)
            query = "SELECT ?plan ?bureau (COUNT(?c) AS ?n) { ?plan kg:issuedBy ?bureau . ?c rdf:object ?bureau }"
            answers.append(
                [ask(store, f"{query} GROUP BY ?plan ?bureau").values, ask(store, "ASK { ?x a kg:Plan }").values]
            )
    assert answers[0] == answers[1]
    assert len(answers[0][0]) == 1
    with pytest.raises(StoreError, match="its records belong to the graph in http://127"):
        Store.open(tmp_path / "there")


def test_graphs_of_others_are_left_alone(server: str, tmp_path: Path) -> None:
    remote = RemoteGraph(Address.of(server, MERGED))
    remote.update("CLEAR ALL ; INSERT DATA { GRAPH <urn:other> { <urn:a> <urn:b> 'c' } }")
    with Store.open(tmp_path / "s", "write", create=True, background=Background(), remote=remote) as store:
        store.replace([plan_record()])
        assert list(store.verify()) == []
        assert len(store) == len(everything(store)) == len({str(q) for q in everything(store)})
        store.remove(plan_record().article.id)
        assert len(store) == 0
    assert bool(RemoteGraph(Address.of(server)).query("ASK { GRAPH <urn:other> { <urn:a> <urn:b> 'c' } }"))


def test_virtuoso_says_yes_and_no(debian: RemoteGraph) -> None:
    assert debian.query("ASK {}") is True
    assert debian.query("ASK { <urn:nobody> <urn:said> <urn:this> }") is False


class Porter(BaseHTTPRequestHandler):
    """Lets in who knows the word, and is busy at first."""

    busy: ClassVar[int] = 0
    seen: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        given = self.headers.get("Authorization", "")
        Porter.seen.append(given)
        if Porter.busy:
            Porter.busy -= 1
            return self.answer(503)
        if given.startswith(("Basic dTpw", "Bearer word", 'Digest username="u"')):
            return self.answer(200, b'{"head": {}, "boolean": true}')
        return self.answer(401, b"who is it?", {"WWW-Authenticate": 'Digest realm="r", nonce="n", qop="auth"'})

    def answer(self, code: int, body: bytes = b"", more: dict[str, str] | None = None) -> None:
        self.send_response(code)
        for name, value in {**(more or {}), "Content-Type": "application/sparql-results+json"}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def porter() -> Iterator[str]:
    Porter.busy, Porter.seen[:] = 0, []
    with ThreadingHTTPServer(("127.0.0.1", 0), Porter) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    "environment",
    [
        {"KG_USER": "u", "KG_PASSWORD": "p"},
        {"KG_USER": "u", "KG_PASSWORD": "p", "KG_AUTH": "digest"},
        {"KG_TOKEN": "word"},
    ],
)
def test_ways_to_log_in(porter: str, environment: dict[str, str]) -> None:
    assert remote_graph(porter, environment).query("ASK {}")
    assert Porter.seen[-1].split()[0].lower() == environment.get(
        "KG_AUTH", "bearer" if len(environment) < 2 else "basic"
    )


def test_who_is_not_let_in_is_told_what_to_do(porter: str) -> None:
    with pytest.raises(StoreError, match=r"answers 401: who is it\? \(set KG_USER"):
        remote_graph(porter, {}).query("ASK {}")
    with pytest.raises(UsageError, match="not a way to log in"):
        Access.of({"KG_AUTH": "charm"})
    assert "secret" not in repr(Access("u", "secret", "secret"))


def test_a_busy_server_is_asked_again_later_and_later(porter: str) -> None:
    waits: list[float] = []
    client = Client(Access(token="word"), sleep=waits.append)
    Porter.busy = 3
    assert RemoteGraph(Address.of(porter), client).query("ASK {}")
    assert len(waits) == 3 and waits == sorted(waits)
    Porter.busy = 99
    with pytest.raises(StoreError, match="answers 503"):
        RemoteGraph(Address.of(porter), client).query("ASK {}")


def test_a_server_that_is_not_there() -> None:
    client = Client(sleep=lambda _: None)
    with pytest.raises(StoreError, match=r"cannot be reached.*is the server running"):
        RemoteGraph(Address.of("http://127.0.0.1:9"), client).query("ASK {}")
    with pytest.raises(UsageError, match="not the address"):
        Address.of("ftp://127.0.0.1")
