"""A SPARQL endpoint somewhere else, asked over plain HTTP (SPARQL 1.1 Protocol), as if it were a store here."""

import json
from collections.abc import Iterator
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pyoxigraph as ox

from kg.errors import StoreError, UsageError

SECONDS: Final = 60
_ACCEPT: Final = "application/sparql-results+json, application/n-triples;q=0.9"


class Endpoint:
    """A SPARQL 1.1 endpoint to read from; its default graph must be the merge of its named graphs, as kg makes it."""

    def __init__(self, url: str, *, seconds: float = SECONDS) -> None:
        if not url.startswith(("http://", "https://")):
            raise UsageError(f"{url}: not the address of a SPARQL endpoint", hint="it begins with http:// or https://")
        self.url, self.seconds = url, seconds

    def query(self, query: str, /) -> Any:
        """Return solutions, a boolean or triples. Raises StoreError, or SyntaxError if the endpoint says so."""
        data = urlencode({"query": query}).encode()
        request = Request(self.url, data, {"Accept": _ACCEPT, "Content-Type": "application/x-www-form-urlencoded"})
        try:
            with urlopen(request, timeout=self.seconds) as answer:
                kind, body = answer.headers.get_content_type(), answer.read()
        except HTTPError as error:
            said = " ".join(error.read(300).decode("utf-8", "replace").split())
            if error.code == 400:
                raise SyntaxError(said or "the endpoint refuses the query") from None
            raise StoreError(f"{self.url}: answers {error.code}: {said or error.reason}") from None
        except (URLError, TimeoutError, ConnectionError) as error:
            reason = getattr(error, "reason", None) or error
            raise StoreError(f"{self.url}: cannot be reached: {reason}", hint="is the server running?") from None
        try:
            if "json" in kind:
                return ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
            return list(ox.parse(body, format=ox.RdfFormat.N_TRIPLES))
        except (SyntaxError, ValueError, json.JSONDecodeError) as error:
            raise StoreError(f"{self.url}: the answer ({kind}) cannot be read: {error}") from None

    def quads_for_pattern(self, subject: Any, predicate: Any, object: Any, graph_name: Any = None) -> Iterator[ox.Quad]:
        """Yield the quads that match, those of the default graph too; None matches everything."""
        given = {"s": subject, "p": predicate, "o": object}
        bound = " ".join(f"VALUES ?{name} {{ {term} }}" for name, term in given.items() if term is not None)
        if graph_name is None or isinstance(graph_name, ox.DefaultGraph):
            for s, p, o in self.query(f"SELECT ?s ?p ?o {{ {bound} ?s ?p ?o }}"):
                yield ox.Quad(s, p, o)
        if not isinstance(graph_name, ox.DefaultGraph):
            named = f"VALUES ?g {{ {graph_name} }}" if graph_name is not None else ""
            for s, p, o, g in self.query(f"SELECT ?s ?p ?o ?g {{ {bound} {named} GRAPH ?g {{ ?s ?p ?o }} }}"):
                yield ox.Quad(s, p, o, g)

    def close(self) -> None:
        """Do nothing: nothing is kept open."""
