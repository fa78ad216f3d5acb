"""The Python API: one object over a store or a SPARQL endpoint. `import kg; store = kg.open("kg-store")`."""

import os
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from html import escape
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from kg.errors import UsageError
from kg.query.rows import Rows

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from rdflib import Dataset

    from kg.build_report import BuildReport
    from kg.query.claims import Entity
    from kg.query.rows import Thing
    from kg.store import RemoteGraph, Store
    from kg.validate import Violation

    Name: TypeAlias = str | Thing | Entity
    Given: TypeAlias = str | int | Decimal | date | Thing | Entity | Sequence[str | Thing | Entity]


def open(path_or_url: str | Path = "kg-store") -> "KnowledgeGraph":
    """Return the knowledge graph in a store's folder, or behind the address of a SPARQL endpoint.

    Nothing is read yet: a folder that is not there yet can be built into. Use it in a `with` block, or close it.
    """
    return KnowledgeGraph(path_or_url)


class KnowledgeGraph:
    """A knowledge graph to build, ask and export.

    It reads what the store held when it was first asked; after `close()` it reads anew.
    """

    def __init__(self, path_or_url: str | Path) -> None:
        self.path = str(path_or_url)
        self._open: Store | RemoteGraph | None = None

    @property
    def remote(self) -> bool:
        """Whether this is a SPARQL endpoint, which can be asked but not built into."""
        return self.path.startswith(("http://", "https://"))

    @property
    def store(self) -> "Store | RemoteGraph":
        """The store itself, open for reading. Raises StoreError if there is none."""
        if self._open is None:
            from kg.pipeline import open_reader

            self._open = open_reader(self.path)
        return self._open

    def close(self) -> None:
        """Give the store back, so that others may write it; the next question opens it again."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # Make

    def build(
        self, paths: str | Path | Sequence[str | Path], *, jobs: int = 1, strict: bool = False, reextract: bool = False
    ) -> "BuildReport":
        """Load, extract, check and store articles: files, folders and globs; the folder is made if need be.

        Raises what `kg.pipeline.build` raises; UsageError for an endpoint.
        """
        from kg.pipeline import BuildOptions, build
        from kg.store import Store

        if self.remote:
            raise UsageError(f"{self.path} can be asked, but not built into from here", hint="build into a folder")
        self.close()
        given = [paths] if isinstance(paths, str | Path) else list(paths)
        with Store.open(self.path, "write", create=True) as opened:
            return build(given, opened, BuildOptions(jobs=jobs, strict=strict, reextract=reextract))

    # Ask

    def query(
        self, name_or_text: str, /, *, evidence: bool = False, timeout: float | None = None, **params: "Given"
    ) -> Rows:
        """Return the answer to a question of the library by name, or to any SPARQL text.

        Parameters are Python values or names; one whose name is a word of Python takes an underscore (`from_`).
        With `evidence` each row gets quote, source and date. Raises UsageError, InputError.
        """
        from kg.notes import asked_of
        from kg.query import ask, find_question
        from kg.query import evidence as with_evidence
        from kg.query.library import own_query

        text = name_or_text.strip()
        # No query of SPARQL is one word.
        question = own_query(name_or_text) if any(c.isspace() or c == "{" for c in text) else find_question(text)
        given = {name.removesuffix("_"): _texts(value) for name, value in params.items() if value is not None}
        asked = asked_of(self.store, question, os.environ.get("KG_RECORDS"))
        rows = ask(asked, question, given, timeout=timeout)
        return with_evidence(asked, rows, question) if evidence else rows

    def entity(self, name: "Name") -> "Entity":
        """Return an entity by name, alias, Chinese name or IRI: names, class, facts, and its page as `str()`.

        Raises UsageError if none, or more than one, has that name.
        """
        from kg.query.claims import entity

        return entity(self.store, _text(name))

    def claims(self, s: "Name | None" = None, p: str | None = None, o: "Given | None" = None) -> Rows:
        """Return claims with quote, offsets, confidence, publisher, date and article; None matches everything.

        `p` is a property such as "issuedBy"; the object of "status" is a code, of "opened" a date as stated, of
        "hasTarget" a number, else a name. Raises UsageError for what the graph does not know.
        """
        from kg.query.claims import claims

        return claims(self.store, None if s is None else _text(s), p, None if o is None else _text(o))

    def questions(self) -> Rows:
        """Return the questions that `query` knows by name, with their parameters."""
        from pyoxigraph import Literal

        from kg.query import load_questions

        found = load_questions().values()
        lines = ((q.id, q.question, ", ".join(f"{p.name} ({p.kind})" for p in q.parameters)) for q in found)
        return Rows(("name", "question", "parameters"), tuple(tuple(map(Literal, line)) for line in lines))

    # Take elsewhere

    def graph(self) -> "Dataset":
        """Return a copy as an rdflib Dataset: a named graph an article, their merge as the default graph.

        A copy in memory, since rdflib's views of an Oxigraph store are slow and compare strings wrongly.
        """
        from kg.export import rdflib_dataset

        return rdflib_dataset(self.store.quads_for_pattern(None, None, None, None))

    def networkx(
        self, *, about: "Name | None" = None, hops: int = 1, classes: Sequence[str] = ()
    ) -> "MultiDiGraph[str]":
        """Return entities and relations as a networkx MultiDiGraph: nodes by IRI with `label` and `kind`.

        `about` and `hops` narrow to the surroundings of an entity, `classes` to some classes. Raises UsageError.
        """
        from kg.draw.view import view

        return view(self.store, about=None if about is None else _text(about), hops=hops, classes=classes)

    def draw(
        self, path: str | Path, *, about: "Name | None" = None, hops: int = 1, classes: Sequence[str] = ()
    ) -> None:
        """Draw entities and relations to a .png or .svg file. Raises UsageError, OutputError."""
        from kg.draw import draw

        draw(self.store, path, about=None if about is None else _text(about), hops=hops, classes=classes)

    def export(self, path: str | Path, format: str | None = None) -> int:
        """Write the graph to a file in the format of its ending, or that given; return the number of statements.

        Raises UsageError for an unknown format, OutputError if the file cannot be written.
        """
        from kg.export import export

        return export(self.store, path, format)

    def validate(self) -> "list[Violation]":
        """Check the whole store against the shapes; empty if all is well. Raises StoreError."""
        from kg.pipeline import validate_store

        if self.remote:
            raise UsageError("an endpoint cannot be validated from here", hint="export it and validate the file")
        return validate_store(self.path)

    # Show

    def __repr__(self) -> str:
        return f"kg.open({self.path!r})"

    def _repr_html_(self) -> str:
        """Show what the graph holds, as counts by class."""
        return f"<h4>{escape(self.path)}</h4>{self.query('counts')._repr_html_()}"


def _texts(value: Any) -> str | list[str]:
    if isinstance(value, list | tuple | set | frozenset):
        return [_text(one) for one in value]
    return _text(value)


def _text(value: Any) -> str:
    """Return a Python value as it would be typed on the command line."""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, int | Decimal | float) and not isinstance(value, bool):
        return str(value)
    iri = getattr(value, "iri", None)
    if isinstance(iri, str):
        return iri
    raise UsageError(f"a parameter is a text, number, date or thing, not {value!r}")
