import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.errors import InputError, UsageError
from kg.ontology import Code, Term, read_ontology, short, term_table
from kg.resources import ontology_dir, queries_dir
from kg.validate.shapes import SH
from kg.vocabulary import CODE_BASE, KG, LEX, PREFIXES

ONTOLOGY = read_ontology()
TURTLE = sorted(ontology_dir().rglob("*.ttl"))
QUERIES = sorted(queries_dir().rglob("*.rq"))
NAMES = {term.name for term in (*ONTOLOGY.classes, *ONTOLOGY.properties)}
CODES = {code.name for code in ONTOLOGY.codes} | {scheme.name for scheme in ONTOLOGY.schemes}
DOCS = Path(__file__).parents[2] / "docs"


def nodes(file: Path) -> set[str]:
    """Return all IRIs in a Turtle file."""
    terms = (
        t
        for triple in parse(path=file, format=RdfFormat.TURTLE)
        for t in (triple.subject, triple.predicate, triple.object)
    )
    return {term.value for term in terms if isinstance(term, NamedNode)}


def unknown(iris: set[str]) -> set[str]:
    """Return the IRIs in our namespaces that we do not have."""
    known = (
        {KG.base + name for name in NAMES} | {CODE_BASE + name for name in CODES} | {LEX.base + n for n in LEX.terms}
    )
    bases = (KG.base, CODE_BASE, LEX.base)
    return {iri for iri in iris if iri.startswith(bases) and iri not in known and iri not in bases}


def test_the_vocabulary_and_the_ontology_have_the_same_terms() -> None:
    assert KG.terms == NAMES


def test_the_vocabulary_and_the_lexicon_terms_are_the_same() -> None:
    iris = {iri for iri in nodes(ontology_dir() / "lex.ttl") if iri.startswith(LEX.base) and iri != LEX.base}
    assert iris == {LEX.base + name for name in LEX.terms}


@pytest.mark.parametrize("file", TURTLE, ids=lambda f: f.stem)
def test_no_unknown_term_stands_in_a_turtle_file(file: Path) -> None:
    assert unknown(nodes(file)) == set()


def test_no_unknown_term_stands_in_a_question() -> None:
    for file in QUERIES:
        text = re.sub(r'"[^"\n]*"|#.*', "", file.read_text(encoding="utf-8"))
        for prefix, base in PREFIXES.items():
            if base in (KG.base, CODE_BASE, LEX.base):
                found = {base + name for name in re.findall(rf"(?<![\w-]){prefix}:([\w-]+)", text)}
                assert unknown(found) == set(), file.name


@pytest.mark.parametrize("term", [*ONTOLOGY.classes, *ONTOLOGY.properties], ids=lambda t: t.name)
def test_each_term_is_documented(term: Term) -> None:
    assert term.label and term.label_zh and term.definition.endswith(".")
    if term.kind != "class":
        assert term.domain and term.range


@pytest.mark.parametrize("code", ONTOLOGY.codes, ids=lambda c: c.name)
def test_each_code_is_documented(code: Code) -> None:
    assert code.label and code.label_zh and code.definition
    assert code.scheme in {scheme.name for scheme in ONTOLOGY.schemes}
    if code.broader:
        assert ONTOLOGY.code(code.broader).scheme == code.scheme


def test_each_code_has_one_scheme_and_each_notation_one_code() -> None:
    names = [code.name for code in ONTOLOGY.codes]
    assert len(names) == len(set(names)) == 149
    notations = [code.notation for code in ONTOLOGY.codes if code.notation]
    assert len(notations) == len(set(notations)) == 50
    assert [s.name for s in ONTOLOGY.schemes] == ["bounds", "facility-kinds", "industries", "plan-kinds", "statuses"]
    assert [c.name for c in ONTOLOGY.scheme("bounds")] == ["approximately", "atLeast", "atMost", "exact"]


def test_inverse_properties_are_inverse_both_ways() -> None:
    pairs = {(p.name, p.inverse) for p in ONTOLOGY.properties if p.inverse}
    assert len(pairs) == 26
    assert pairs == {(b, a) for a, b in pairs}
    for name, inverse in pairs:
        one, other = ONTOLOGY.term(name), ONTOLOGY.term(inverse)
        assert (one.domain, one.range) == (other.range, other.domain)


def test_ancestors_come_nearest_first() -> None:
    assert ONTOLOGY.ancestors("City") == ("Place", "Entity")
    assert ONTOLOGY.ancestors("Claim") == ()


def test_an_unknown_term_or_code_is_an_error_with_a_guess() -> None:
    with pytest.raises(UsageError, match="did you mean Plan"):
        ONTOLOGY.term("Pland")
    with pytest.raises(UsageError, match="did you mean operating"):
        ONTOLOGY.code("operatin")


def test_broken_and_missing_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_ontology(tmp_path)
    (tmp_path / "kg.ttl").write_text("<a> <b>", encoding="utf-8")
    with pytest.raises(InputError, match="not valid Turtle"):
        read_ontology(tmp_path)


def test_the_ontologies_have_headers() -> None:
    for name in ("kg.ttl", "lex.ttl"):
        text = (ontology_dir() / name).read_text(encoding="utf-8")
        for word in (
            "title",
            "description",
            "creator",
            "license",
            "preferredNamespacePrefix",
            "versionIRI",
            "versionInfo",
        ):
            assert word in text
        assert "modified" not in text
    assert ONTOLOGY.version == "0.1.0"


@pytest.mark.parametrize("name", ["kg", "lex", "codes", "alignments"])
def test_there_are_no_blank_nodes(name: str) -> None:
    assert not [t for t in parse(path=ontology_dir() / f"{name}.ttl") if not isinstance(t.subject, NamedNode)]


def test_shapes_have_names_messages_and_severities_and_use_core_only() -> None:
    from rdflib import Graph, Literal, URIRef

    graph = Graph().parse(ontology_dir() / "shapes.ttl")
    shapes = {s for kind in ("NodeShape", "PropertyShape") for s in graph.subjects(None, URIRef(SH + kind))}
    assert len(shapes) == 182
    for shape in shapes:
        assert isinstance(shape, URIRef)
        for word in ("name", "message", "severity"):
            assert len(list(graph.objects(shape, URIRef(SH + word)))) == 1, (shape, word)
        message = graph.value(shape, URIRef(SH + "message"))
        assert isinstance(message, Literal) and message.language == "en" and message.endswith(".") and ";" in message
    used = {short(str(p)) for p in graph.predicates()}
    assert not {p for p in used if "sparql" in p.lower() or p.endswith(("#select", "#js"))}


def test_the_shape_of_classes_knows_all_classes() -> None:
    from rdflib import Graph, URIRef

    graph = Graph().parse(ontology_dir() / "shapes.ttl")
    shape = URIRef("https://w3id.org/kg-policy/shapes#known-class")
    names = graph.value(shape, URIRef(SH + "in"))
    assert names is not None
    classes = graph.items(names)
    assert {short(str(cls)) for cls in classes} == {term.name for term in ONTOLOGY.classes}


def test_the_term_table_is_up_to_date() -> None:
    assert (DOCS / "ontology.md").read_text(encoding="utf-8") == term_table(ONTOLOGY)
