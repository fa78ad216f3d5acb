"""A graph on a SPARQL 1.1 server, with the methods of `pyoxigraph.Store` that kg uses.

Changes are single SPARQL updates, which servers make atomic one by one; bulk goes by the Graph Store Protocol, graph
by graph. All requests bear repeating: they say what is to be there or not to be there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, Self
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.errors import StoreError, UsageError
from kg.store.http import Access, Client
from kg.vocabulary import DATA_BASE

AT_ONCE: Final = 20_000  # quads in one request
_ACCEPT: Final = "application/sparql-results+json, application/n-triples;q=0.9"
_FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server answers queries, takes updates and keeps graphs.

    `merged` is the IRI of the graph that holds the merge of all others, where a server has no default graph of its own.
    """

    query: str
    update: str
    graphs: str
    merged: str = ""
    access: Access = field(default_factory=Access)

    @classmethod
    def of(cls, url: str, merged: str = "", access: Access | None = None) -> "Address":
        """Return the address of a server: the base that Oxigraph and others have, "…/query" or "…/sparql" as given.

        Raises UsageError.
        """
        if not is_remote(url):
            raise UsageError(f"{url}: not the address of a SPARQL server", hint="it begins with http:// or https://")
        base, _, last = url.rstrip("/").rpartition("/")
        given = access or Access()
        if last == "query":
            return cls(url, f"{base}/update", f"{base}/store", merged, given)
        if last in ("sparql", "sparql-auth"):  # one address for both, as Virtuoso has it
            return cls(url, url, f"{base}/sparql-graph-crud" + last.removeprefix("sparql"), merged, given)
        base = url.rstrip("/")
        return cls(f"{base}/query", f"{base}/update", f"{base}/store", merged, given)


def is_remote(path: str) -> bool:
    """Tell whether a store's name is the address of a server."""
    return path.startswith(("http://", "https://"))


def remote_graph(url: str, environment: Mapping[str, str]) -> "RemoteGraph":
    """Return the graph on a server; KG_MERGED_GRAPH and the credentials come from the environment."""
    return RemoteGraph(Address.of(url, environment.get("KG_MERGED_GRAPH", ""), Access.of(environment)))


class RemoteGraph:
    """The named graphs and the merged graph of a server."""

    def __init__(self, address: Address, client: Client | None = None) -> None:
        self.address = address
        self._client = client or Client(address.access)
        self._merged = ox.NamedNode(address.merged) if address.merged else None

    # Reading

    def query(self, query: str, /, **_: Any) -> Any:
        """Return solutions, a boolean or triples. Raises StoreError, or SyntaxError if the server says so."""
        form = {"query": query}
        if self.address.merged:
            form["default-graph-uri"] = self.address.merged
        return self._ask(form)

    def _ask(self, form: dict[str, str]) -> Any:
        headers, body = self._client.send(self.address.query, urlencode(form).encode(), {"Accept": _ACCEPT, **_FORM})
        kind = headers.get_content_type()
        try:
            if "json" in kind:
                found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
                return _boolean(found) if isinstance(found, ox.QuerySolutions) else found
            return list(ox.parse(body, format=ox.RdfFormat.N_TRIPLES))
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self.address.query}: the answer ({kind}) cannot be read: {error}") from None

    def quads_for_pattern(self, subject: Any, predicate: Any, object: Any, graph_name: Any = None) -> Iterator[ox.Quad]:
        """Yield the quads that match, those of the merged graph too; None matches everything."""
        given = {"s": subject, "p": predicate, "o": object}
        bound = " ".join(f"VALUES ?{name} {{ {term} }}" for name, term in given.items() if term is not None)
        default = graph_name is not None and isinstance(graph_name, ox.DefaultGraph)

        def quad(s: Any, p: Any, o: Any, *graph: Any) -> ox.Quad:
            # What was asked for is not read from the answer: Virtuoso says 1 of the type integer for a decimal 1.
            return ox.Quad(subject or s, predicate or p, object or o, *graph)

        if default or (graph_name is None and self._merged is None):
            for s, p, o in self.query(f"SELECT ?s ?p ?o {{ {bound} ?s ?p ?o }}"):
                yield quad(s, p, o)
        if not default:
            named = f"VALUES ?g {{ {graph_name} }}" if graph_name is not None else self._ours()
            for s, p, o, g in self._ask({"query": f"SELECT ?s ?p ?o ?g {{ {bound} GRAPH ?g {{ ?s ?p ?o }} {named} }}"}):
                yield quad(s, p, o) if g == self._merged else quad(s, p, o, g)

    def __iter__(self) -> Iterator[ox.Quad]:
        return self.quads_for_pattern(None, None, None)

    def __contains__(self, quad: ox.Quad) -> bool:
        return any(True for _ in self.quads_for_pattern(quad.subject, quad.predicate, quad.object, quad.graph_name))

    def __len__(self) -> int:
        named = f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} {self._ours()} }}"
        plain = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        found = [self._ask({"query": named}), *(() if self._merged else (self.query(plain),))]
        return sum(int(next(iter(rows))["n"].value) for rows in found)

    def _ours(self) -> str:
        """Return the condition for a graph to be one of kg: servers have graphs of their own and of others."""
        merge = f" || ?g = {self._merged}" if self._merged else ""
        return f'FILTER(STRSTARTS(STR(?g), "{DATA_BASE}"){merge})'

    # Writing

    def update(self, text: str) -> None:
        """Change the graph by one SPARQL update. Raises StoreError."""
        headers = {"Content-Type": "application/sparql-update"}
        try:
            self._client.send(self.address.update, text.encode(), headers)
        except SyntaxError as error:
            raise StoreError(f"{self.address.update}: refuses an update: {error}") from None

    def change(self, added: Iterable[ox.Quad], removed: Iterable[ox.Quad]) -> None:
        """Take quads out and put quads in by one update."""
        parts = [_data(verb, quads, self._merged) for verb, quads in (("DELETE", removed), ("INSERT", added))]
        if text := " ;\n".join(filter(None, parts)):
            self.update(text)

    def add(self, quad: ox.Quad) -> None:
        """Put a quad in."""
        self.change([quad], ())

    def remove(self, quad: ox.Quad) -> None:
        """Take a quad out."""
        self.change((), [quad])

    def extend(self, quads: Iterable[ox.Quad]) -> None:
        """Put quads in by one update."""
        self.change(quads, ())

    def bulk_extend(self, quads: Iterable[ox.Quad]) -> None:
        """Put many quads in, graph by graph (Graph Store Protocol)."""
        graphs: dict[Any, list[ox.Triple]] = defaultdict(list)
        for quad in quads:
            graphs[quad.graph_name].append(quad.triple)
        for name, triples in graphs.items():
            graph = self._merged if isinstance(name, ox.DefaultGraph) else name
            url = f"{self.address.graphs}?{urlencode({'graph': graph.value}) if graph else 'default'}"
            rest = iter(triples)
            while some := list(islice(rest, AT_ONCE)):
                body: Any = ox.serialize(some, format=ox.RdfFormat.N_TRIPLES)
                try:
                    self._client.send(url, body, {"Content-Type": "application/n-triples"})
                except SyntaxError as error:
                    raise StoreError(f"{url}: refuses triples: {error}") from None

    def flush(self) -> None:
        """Do nothing: when the server brings its data to disk is its own affair."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Do nothing: nothing is kept open."""


def _boolean(found: ox.QuerySolutions) -> ox.QuerySolutions | bool:
    """Return the truth that Virtuoso tells as a row with a number, or else the solutions."""
    if [variable.value for variable in found.variables] != ["__ASK_RETVAL"]:
        return found
    return any(row[0].value == "1" for row in found)


def _data(verb: str, quads: Iterable[ox.Quad], merged: ox.NamedNode | None) -> str:
    graphs: dict[str, list[str]] = defaultdict(list)
    for quad in quads:
        plain = isinstance(quad.graph_name, ox.DefaultGraph)
        name = "" if plain and merged is None else str(merged if plain else quad.graph_name)
        graphs[name].append(f"{quad.subject} {quad.predicate} {quad.object} .")
    operations = []
    # An operation a graph: Virtuoso 7.2 takes a triple of two graphs out of neither when one operation names both.
    for name in sorted(graphs):
        triples = "\n".join(sorted(graphs[name]))
        operations.append(f"{verb} DATA {{\n" + (f"GRAPH {name} {{\n{triples}\n}}" if name else triples) + "\n}")
    return " ;\n".join(operations)
