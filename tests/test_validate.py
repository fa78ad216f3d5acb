import json
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path

import pytest
from hypothesis import given, settings
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.describe import describe, supports
from kg.errors import InputError
from kg.gazetteer import Gazetteer
from kg.model import Record
from kg.ontology import short
from kg.project import project
from kg.resolve import Background, resolve
from kg.validate import (
    Shapes,
    Violation,
    check,
    load_shapes,
    quote_checks,
    report_graph,
    report_json,
    report_text,
    validate_files,
    withhold,
)
from kg.validate.report import conforms
from kg.vocabulary import KG, PREFIXES
from kg.worker import Worker, english
from kg.worker import descriptions as described_by
from tests.samples import BUREAU, plan_record
from tests.strategies import records

XSD = PREFIXES["xsd"]
OA = PREFIXES["oa"]


@cache
def shapes() -> Shapes:
    return load_shapes()


@cache
def graph() -> tuple[tuple[Quad, ...], tuple[Quad, ...]]:
    """Return the sample article's quads and the descriptions of its entities."""
    record, gazetteer = plan_record(), Gazetteer([], [], "none")
    identity = resolve([record])
    described = [q for s in supports(record, identity, gazetteer) for q in describe([s], gazetteer, identity)]
    return tuple(project(record, identity)), tuple(described)


def article_quads() -> list[Quad]:
    return list(graph()[0])


def descriptions() -> list[Quad]:
    return list(graph()[1])


def one(quads: list[Quad], predicate: str, value: str | None = None) -> Quad:
    """Return the only quad with a property (and value)."""
    found = [
        q for q in quads if short(q.predicate.value) == predicate and value in (None, getattr(q.object, "value", ""))
    ]
    assert len(found) == 1, (predicate, found)
    return found[0]


def claim_of(quads: list[Quad], predicate: str) -> NamedNode:
    """Return the only claim that states a property."""
    found = [
        q.subject for q in quads if q.predicate.value.endswith("#predicate") and q.object == NamedNode(KG[predicate])
    ]
    assert len(found) == 1
    assert isinstance(found[0], NamedNode)
    return found[0]


def instead(quads: list[Quad], old: Quad, value: object) -> list[Quad]:
    return [Quad(q.subject, q.predicate, value, q.graph_name) if q == old else q for q in quads]  # type: ignore[arg-type]


def about(quads: list[Quad], *nodes: object) -> set[Quad]:
    return {q for q in quads if q.subject in nodes}


def test_a_good_article_passes_and_nothing_is_withheld() -> None:
    quads = article_quads()
    assert check(quads + descriptions(), shapes()) == []
    assert withhold(quads, []) == (quads, [])


def test_shapes_can_be_used_again_and_say_the_same() -> None:
    quads = article_quads()
    bad = instead(quads, one(quads, "planKind"), NamedNode("https://w3id.org/kg-policy/code/shipyard"))
    first = check(bad + descriptions(), shapes())
    assert check(quads + descriptions(), shapes()) == []
    assert check([*reversed(bad), *descriptions()], shapes()) == first != []


def test_a_violation_names_article_claim_and_quote() -> None:
    quads = article_quads()
    fact = one(quads, "planKind")
    code = NamedNode("https://w3id.org/kg-policy/code/shipyard")
    bad = instead(quads, fact, code)
    bad = instead(bad, one([q for q in bad if q.subject == claim_of(bad, "planKind")], "rdf:object"), code)
    (found,) = check(bad + descriptions(), shapes())
    assert (found.shape, found.component, found.path) == ("Plan-planKind", "NodeConstraintComponent", KG.planKind)
    assert found.claim == claim_of(quads, "planKind").value
    assert found.quote == "action plan"
    assert found.article == quads[0].graph_name.value  # type: ignore[union-attr]
    assert found.value == str(code)


def test_a_claim_at_fault_goes_with_its_fact_and_its_quote_stays_if_others_use_it() -> None:
    quads = article_quads()
    claim = claim_of(quads, "appliesTo")
    confidence = one([q for q in quads if q.subject == claim], "confidence")
    bad = instead(quads, confidence, Literal("1.5", datatype=NamedNode(XSD + "decimal")))
    found = check(bad + descriptions(), shapes())
    assert [(v.shape, v.component) for v in found] == [("Claim-confidence", "MaxInclusiveConstraintComponent")]
    kept, withheld = withhold(bad, found)
    assert set(withheld) == about(bad, claim) | {one(bad, "appliesTo")}
    assert kept == [q for q in bad if q not in set(withheld)]
    assert check(kept + descriptions(), shapes()) == []


def test_a_quote_that_nothing_else_uses_goes_too() -> None:
    quads = article_quads()
    claim = claim_of(quads, "jurisdiction")
    selector = one([q for q in quads if q.subject == claim], "oa:hasSelector").object
    quads = [q for q in quads if not (q.object == selector and q.subject != claim)]
    rule = one([q for q in quads if q.subject == claim], "rule")
    bad = instead(quads, rule, Literal(""))
    _, withheld = withhold(bad, check(bad + descriptions(), shapes()))
    assert about(bad, selector) <= set(withheld)


def test_a_number_at_fault_goes_with_its_claims_and_its_link() -> None:
    quads = article_quads()
    link = one(quads, "hasTarget")
    value = one([q for q in quads if q.subject == link.object], "value")
    bad = [q for q in quads if q != value]
    found = check(bad + descriptions(), shapes())
    assert {v.shape for v in found} == {"Measurement-value"}
    assert found[0].claim == claim_of(quads, "hasTarget").value
    assert found[0].quote
    kept, withheld = withhold(bad, found)
    gone = about(bad, link.object, claim_of(bad, "hasTarget")) | {link}
    assert gone <= set(withheld)
    assert {short(q.predicate.value) for q in set(withheld) - gone} <= {
        "rdf:type",
        *(f"oa:{name}" for name in ("exact", "prefix", "suffix", "start", "end")),
    }
    assert check(kept + descriptions(), shapes()) == []


def test_a_period_in_disorder_goes_with_what_was_reckoned_from_it() -> None:
    quads = article_quads()
    plan = one(quads, "issuedBy").subject
    own = [q for q in quads if q.subject == plan]
    bad = instead(quads, one(own, "startYear"), Literal("2030", datatype=NamedNode(XSD + "integer")))
    bad = instead(bad, one(own, "startDate"), Literal("2030-01-01", datatype=NamedNode(XSD + "date")))
    found = check(bad + descriptions(), shapes())
    assert {v.shape for v in found} == {"Plan-startYear", "Plan-startDate"}
    kept, withheld = withhold(bad, found)
    dates = {"periodStart", "periodEnd", "startDate", "endDate", "startYear", "endYear"}
    assert {short(q.predicate.value) for q in kept if q.subject == plan} & dates == set()
    assert about(bad, claim_of(bad, "periodStart"), claim_of(bad, "periodEnd")) <= set(withheld)
    assert one(kept, "issuedBy")
    assert len([q for q in kept if short(q.predicate.value) == "startYear"]) == 2


def test_an_entity_without_a_name_takes_all_that_is_said_of_it() -> None:
    quads = article_quads()
    company = one(quads, "operates").subject
    labels = [q for q in descriptions() if not (q.subject == company and short(q.predicate.value) == "skos:prefLabel")]
    found = check(quads + labels, shapes())
    assert {v.shape for v in found} == {"Entity-label-count"}
    kept, withheld = withhold(quads, found)
    assert not [q for q in kept if company in (q.subject, q.object)]
    assert one(withheld, "operates")
    assert one(kept, "opened")


def test_a_warning_withholds_nothing() -> None:
    quads = article_quads()
    fact = one(quads, "status")
    second = Quad(fact.subject, fact.predicate, NamedNode("https://w3id.org/kg-policy/code/closed"), fact.graph_name)
    found = check([*quads, second, *descriptions()], shapes(), evidence=False)
    assert [(v.shape, v.severity) for v in found] == [("Facility-status-count", "Warning")]
    assert conforms(found)
    assert withhold([*quads, second], found)[1] == []


def test_a_fact_without_a_claim_and_a_claim_without_its_fact_are_told() -> None:
    quads = article_quads()
    claim = claim_of(quads, "status")
    bare = [q for q in quads if q.subject != claim]
    (found,) = check(bare + descriptions(), shapes())
    assert (found.shape, found.path, found.component) == ("Fact", KG.status, "ClaimedConstraintComponent")
    assert withhold(bare, [found])[1][0] == one(quads, "status")
    lonely = [q for q in quads if q != one(quads, "status")]
    (found,) = check(lonely + descriptions(), shapes())
    assert (found.shape, found.component, found.claim) == ("Claim", "StatedConstraintComponent", claim.value)


def test_an_article_that_lacks_what_it_must_have_is_withheld_whole() -> None:
    quads = article_quads()
    bad = [q for q in quads if q != one(quads, "schema:inLanguage")]
    kept, withheld = withhold(bad, check(bad + descriptions(), shapes()))
    assert (kept, withheld) == ([], bad)


def test_a_wrong_detail_of_an_article_goes_alone() -> None:
    quads = article_quads()
    old = one(quads, "schema:datePublished")
    bad = instead(quads, old, Literal("4 March", datatype=NamedNode(XSD + "date")))
    found = check(bad + descriptions(), shapes())
    assert [v.shape for v in found] == ["NewsArticle-datePublished"]
    assert withhold(bad, found)[1] == [one(bad, "schema:datePublished")]


def test_a_bad_quote_takes_the_claims_that_rest_on_it_and_no_others() -> None:
    quads = article_quads()
    claim = claim_of(quads, "planKind")
    selector = one([q for q in quads if q.subject == claim], "oa:hasSelector").object
    users = {q.subject for q in quads if q.object == selector}
    bad = instead(quads, one([q for q in quads if q.subject == selector], "oa:exact"), Literal(""))
    _, withheld = withhold(bad, check(bad + descriptions(), shapes()))
    claims = {q.subject for q in withheld if short(q.predicate.value) == "rdf:predicate"}
    assert claims <= users and claim in claims


def test_quotes_of_a_good_record_re_read() -> None:
    assert quote_checks(plan_record(), article_quads()) == []


@pytest.mark.parametrize(
    ("start", "end", "words"), [(-1, 4, "do not lie in order"), (9, 9, "do not lie"), (0, 99999, "do not lie")]
)
def test_a_span_outside_the_text_is_told(start: int, end: int, words: str) -> None:
    record = plan_record()
    mention = replace(record.entities[1].mentions[0], start=start, end=end)
    entity = replace(record.entities[1], mentions=(mention,))
    bad: Record = replace(record, entities=(record.entities[0], entity, *record.entities[2:]))
    (found,) = quote_checks(bad)
    assert words in found.message
    assert (found.focus, found.component) == (f"mention of e2 ({BUREAU})", "QuoteConstraintComponent")
    assert found.article == record.article.id


def test_a_span_of_spaces_is_told() -> None:
    record = plan_record()
    gap = record.article.text.index("\n\n")
    claim = replace(record.claims[0], span=replace(record.claims[0].span, start=gap, end=gap + 2))
    (found,) = quote_checks(replace(record, claims=(claim, *record.claims[1:])))
    assert "holds no words" in found.message


def test_a_quote_with_other_words_than_the_text_is_told_and_withheld() -> None:
    quads = article_quads()
    claim = claim_of(quads, "planKind")
    selector = one([q for q in quads if q.subject == claim], "oa:hasSelector").object
    bad = instead(quads, one([q for q in quads if q.subject == selector], "oa:exact"), Literal("action plum"))
    (found,) = quote_checks(plan_record(), bad)
    assert "other words" in found.message and "action plan" in found.message
    assert found.claim == claim.value
    assert about(bad, claim, selector) <= set(withhold(bad, [found])[1])


def violations() -> list[Violation]:
    quads = article_quads()
    claim = claim_of(quads, "appliesTo")
    confidence = one([q for q in quads if q.subject == claim], "confidence")
    bad = instead(quads, confidence, Literal("1.5", datatype=NamedNode(XSD + "decimal")))
    city = one(quads, "jurisdiction").object
    loop = Quad(city, NamedNode(KG.partOf), city)  # type: ignore[arg-type]
    return check([*bad, loop, *descriptions()], shapes())


def test_the_text_report_reads_like_a_note() -> None:
    text = report_text(violations())
    assert "Article “Beijing to build 100 smart factories” (https://w3id.org/kg-policy/id/article/" in text
    assert (
        "  wrong: The claim's confidence is missing, double, or not a decimal from 0 to 1.\n    better: give exact"
        in text
    )
    assert (
        "    sentence: “has issued an action plan”\n    at: action plan for digitalisation, https://w3id.org/" in text
    )
    assert 'kg:confidence "1.5" (xsd:decimal)\n' in text
    assert "^kg:partOf" in text
    assert text.endswith("2 wrong.\n")
    assert report_text([]) == "All is well: nothing is wrong.\n"


def test_the_json_report_holds_all() -> None:
    found = violations()
    read = json.loads(report_json(found))
    assert read["conforms"] is False
    assert [Violation(**{**r, "predicates": tuple(r["predicates"])}) for r in read["results"]] == found
    assert json.loads(report_json([])) == {"conforms": True, "results": []}


def test_the_graph_report_is_standard_and_the_same_every_time() -> None:
    found = violations()
    text = report_graph(found)
    assert text == report_graph(list(reversed(found)))
    triples = list(parse(text, format=RdfFormat.TURTLE))
    sh = "http://www.w3.org/ns/shacl#"
    results = [t.object for t in triples if t.predicate.value == sh + "result"]
    assert len(results) == 2
    for name in (
        "focusNode",
        "resultSeverity",
        "resultMessage",
        "sourceConstraintComponent",
        "sourceShape",
        "resultPath",
    ):
        assert {t.subject for t in triples if t.predicate.value == sh + name} == set(results)
    assert [t.object for t in triples if t.predicate.value == sh + "inversePath"] == [NamedNode(KG.partOf)]
    assert "sh:conforms true" in report_graph([])


def test_files_are_checked_together(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(
        "@prefix kg: <https://w3id.org/kg-policy/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<http://x.example/p> a kg:Plan ; skos:prefLabel "P"@en ; kg:issuedBy <http://x.example/b> .',
        encoding="utf-8",
    )
    (tmp_path / "b.nt").write_text(
        "<http://x.example/b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        "<https://w3id.org/kg-policy/ontology#Bureau> .\n"
        '<http://x.example/b> <http://www.w3.org/2004/02/skos/core#prefLabel> "B"@en .\n',
        encoding="utf-8",
    )
    (told,) = validate_files([tmp_path / "a.ttl", tmp_path / "b.nt"], shapes())
    assert (told.severity, told.shape, told.about) == ("Info", "Bureau-jurisdiction-count", "B")
    (found,) = validate_files([str(tmp_path / "a.ttl")], shapes())
    assert (found.shape, found.path) == ("Plan-issuedBy", KG.issuedBy)


def test_what_core_cannot_say_is_found_by_build_and_withheld() -> None:
    quads = article_quads()
    number = one(quads, "hasObservation").object
    start = one([q for q in quads if q.subject == number], "startDate")
    bad = instead(quads, start, Literal("2024-03-05", datatype=NamedNode(XSD + "date")))
    (found,) = check(bad + descriptions(), shapes(), withholding=True)
    assert (found.shape, found.path, found.severity) == ("Observation-future", KG.startDate, "Violation")
    assert found.about == "Beijing" and "103 smart factories" in str(found.quote)
    kept, withheld = withhold(bad, [found])
    assert about(bad, number, claim_of(bad, "hasObservation")) <= set(withheld)
    assert check(kept + descriptions(), shapes()) == []


def test_a_period_that_ends_ahead_is_doubtful_but_not_one_that_runs() -> None:
    quads = article_quads()
    number = one(quads, "hasObservation").object
    graph_name = quads[0].graph_name
    for end, wanted in [("2024", []), ("2024-03", []), ("2025", ["Warning"]), ("2024-04", ["Warning"])]:
        more = Quad(number, NamedNode(KG.periodEnd), Literal(end), graph_name)  # type: ignore[arg-type]
        found = check([*quads, more, *descriptions()], shapes())
        assert [v.severity for v in found if v.shape == "Observation-future"] == wanted, end
        assert check([*quads, more, *descriptions()], shapes(), withholding=True) == []


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.ttl", "<a> <b>\n<c> .\n<d> <e> .", r"a\.ttl, line 3: not well-formed Turtle"),
        ("a.nt", "<http://a> <http://b> .", r"a\.nt, line 1: not well-formed N-Triples"),
        ("a.trig", "{ <a> <b> ", r"a\.trig, line 1: not well-formed TriG"),
        ("a.csv", "a,b", r"a\.csv: the ending tells no RDF format"),
        ("b.ttl", None, r"b\.ttl: cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_one_line(
    tmp_path: Path, name: str, content: str | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message) as caught:
        validate_files([tmp_path / name], shapes())
    assert "\n" not in str(caught.value)


def test_the_graph_report_is_the_same_in_every_process() -> None:
    import subprocess
    import sys

    code = "from kg.validate import report_graph; print(report_graph([]))"
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout for _ in range(3)]
    assert len(set(runs)) == 1


def test_importing_the_package_loads_neither_pyshacl_nor_rdflib() -> None:
    import subprocess
    import sys

    code = "import sys, kg.validate, kg.ontology; print(sorted({'pyshacl', 'rdflib'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class NoShapes(Worker):
    """A worker that may not load the shapes."""

    @cached_property
    def shapes(self) -> Shapes:
        raise AssertionError("the gate is not to be asked")


def test_an_article_without_facts_costs_no_gate() -> None:
    record = replace(plan_record(), claims=(), measures=())
    assert NoShapes(english).check(record) == (frozenset(), (), False)
    with pytest.raises(AssertionError, match="not to be asked"):
        NoShapes(english).check(plan_record())
    (first, *others) = record.entities
    outside = replace(first, mentions=(replace(first.mentions[0], end=10**6),))
    _, told, refused = NoShapes(english).check(replace(record, entities=(outside, *others)))
    assert refused and "offsets" in told[0].reason


@given(records())
@settings(max_examples=50)
def test_an_article_without_facts_conforms_unasked(record: Record) -> None:
    empty, background = replace(record, claims=(), measures=()), Background.load()
    identity = resolve([empty], background)
    quads = [*project(empty, identity), *described_by(empty, identity, background)]
    assert check(quads, shapes(), withholding=True) == []


FOREIGN = """@prefix kg: <https://w3id.org/kg-policy/ontology#> . @prefix : <http://me.example/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:p a kg:Plann ; kg:issuedBy :b . :b a kg:Bureau ; kg:jurisdiction :c ; skos:prefLabel "B"@en .
:c a kg:City ; skos:prefLabel "C"@en . :q a kg:Plan ; kg:issuedBye :b ; skos:prefLabel "Q"@en . :f a kg:facility .
"""


def test_misspelt_words_in_anybodys_turtle_are_told_with_the_right_ones(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text(FOREIGN, encoding="utf-8")
    found = validate_files([tmp_path / "mine.ttl"], shapes())
    text = report_text(found)
    assert text.count("  wrong: ") == 3 and text.endswith("\n4 wrong.\n")
    for advice in ("kg:Plan?", "kg:Facility?", "kg:issuedBy?"):
        assert f"    better: did you mean {advice}\n" in text
    assert "    follows: 1 more wrong, since its properties are those of another class.\n" in text
    assert len(json.loads(report_json(found))["results"]) == 4
    assert report_graph(found).count("sh:resultMessage") == 4


@pytest.mark.parametrize("text", ["", '<http://a.example/x> <http://xmlns.com/foaf/0.1/name> "X" .'])
def test_a_file_of_another_vocabulary_is_not_called_well(tmp_path: Path, text: str) -> None:
    (tmp_path / "other.ttl").write_text(text, encoding="utf-8")
    (found,) = validate_files([tmp_path / "other.ttl"], shapes())
    assert found.severity == "Warning" and conforms([found])
    assert "Nothing in other.ttl is of the ontology" in report_text([found])
    assert "UsedVocabularyConstraintComponent" in report_graph([found])
