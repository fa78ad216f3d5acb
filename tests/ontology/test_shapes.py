from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from kg.ontology import short
from kg.validate import Shapes, Violation, check, load_shapes, validate_files
from kg.validate.files import read_quads
from kg.validate.plain import plain
from kg.validate.shapes import local
from tests.ontology.mutations import COMPLETE, Mutation, read_mutations
from tests.ontology.parity import Row, manual, ours, reference
from tests.ontology.table import PAGE, readable, with_section

EXAMPLES = Path(__file__).parents[2] / "examples"
VALID = sorted((EXAMPLES / "valid").glob("*.ttl"))
INVALID = sorted((EXAMPLES / "invalid").glob("*.ttl"))
MUTATIONS = read_mutations()


@cache
def shapes() -> Shapes:
    return load_shapes()


def rules(violations: list[Violation]) -> set[tuple[str, str, str]]:
    return {(v.shape, readable(v.path), v.component) for v in violations}


def grave(violations: list[Violation]) -> list[Violation]:
    """Return what breaks a rule; what is only noted is left out."""
    return [v for v in violations if v.severity != "Info"]


def core(violations: list[Violation]) -> list[Violation]:
    """Return what SHACL Core finds; the rest is checked in Python."""
    return [v for v in violations if v.shape in shapes().names]


def stated(file: Path) -> dict[str, str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return dict(line.removeprefix("#+ ").split(": ", 1) for line in lines if line.startswith("#+ "))


def test_all_examples_are_found() -> None:
    assert (len(VALID), len(INVALID), len(MUTATIONS)) == (10, 64, 222)


@pytest.mark.parametrize("file", VALID, ids=lambda f: f.stem)
def test_a_valid_example_passes(file: Path) -> None:
    assert grave(validate_files([file], shapes())) == []


@pytest.mark.parametrize("file", INVALID, ids=lambda f: f.stem)
def test_an_invalid_example_breaks_exactly_the_rule_that_it_states(file: Path) -> None:
    expected = stated(file)
    found = validate_files([file], shapes())
    found = found if expected["severity"] == "Info" else grave(found)
    assert rules(found) == {(expected["shape"], expected["path"], expected["constraint"])}
    assert {v.severity for v in found} == {expected["severity"]}


def test_every_shape_that_chooses_nodes_has_an_invalid_example() -> None:
    targets = {target.name for target in shapes().targets}
    broken = {stated(file)["shape"].split("-")[0] for file in INVALID}
    assert targets - broken == set()


def test_the_complete_graph_passes() -> None:
    assert check(read_quads(COMPLETE), shapes(), evidence=False) == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: m.name)
def test_a_fault_is_caught_by_exactly_its_rule(mutation: Mutation) -> None:
    found = check(mutation.quads(), shapes(), evidence=False)
    notes = {one for one in rules(found) - rules(grave(found)) if one not in mutation.expected}
    assert rules(found) - notes == mutation.expected
    for v in found:
        if v.shape in shapes().names:
            assert v.message in {str(m) for m in shapes().names[v.shape].shape.message}


def test_every_constraint_of_every_shape_has_a_mutation() -> None:
    covered = {(shape, constraint) for m in MUTATIONS for shape, _, constraint in m.expected}
    wanted = set()
    for target in shapes().targets:
        for one in target.checks:
            for constraint in (*one.by_value, *one.by_node):
                kind = type(constraint).__name__
                wanted.add((one.shape.node.rpartition("#")[2], kind))
    qualified = {(shape, kind) for shape, kind in wanted if kind.startswith("Qualified")}
    assert wanted - qualified - covered == set()
    assert {s for s, _ in qualified} <= {s for s, kind in covered if kind.startswith("Qualified")}


def test_the_complete_graph_uses_every_property() -> None:
    from kg.vocabulary import KG

    used = {short(q.predicate.value) for q in read_quads(COMPLETE)} & KG.terms
    classes = {t.name for t in shapes().ontology.classes}
    assert KG.terms - classes - used == set()


@pytest.mark.parametrize("file", [*VALID, *INVALID[::4]], ids=lambda f: f.stem)
def test_pyshacl_agrees_on_an_example(file: Path) -> None:
    quads = read_quads(file)
    found = core(check(quads, shapes(), evidence=False))
    assert ours(found) == reference(quads, shapes())


@cache
def pyshacl_on(number: int) -> "Counter[Row]":
    """What pySHACL says of a mutation; asked once, since it takes its time."""
    return reference(MUTATIONS[number].quads(), shapes())


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: m.name)
def test_pyshacl_itself_catches_a_fault_and_agrees(mutation: Mutation) -> None:
    told = pyshacl_on(MUTATIONS.index(mutation))
    assert ours(core(check(mutation.quads(), shapes(), evidence=False))) == told
    caught = {(shape, component) for _, _, _, shape, component in told}
    core_rules = {(shape, kind) for shape, _, kind in mutation.expected if shape in shapes().names}
    assert core_rules <= caught


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: m.name)
def test_what_a_compiled_test_is_sure_of_is_so(mutation: Mutation) -> None:
    """Surely fine means no result; surely not means at least one."""
    data = plain(mutation.quads(), shapes().above, shapes().schemes)
    told = {(local(focus), shape) for focus, _, _, shape, _ in pyshacl_on(MUTATIONS.index(mutation))}
    sure = 0
    for target in shapes().targets:
        focus = {node for iri in target.classes for node in data.members(iri)}
        focus |= {node for iri in target.subjects_of for node in data.table(iri)}
        for one in target.checks:
            for node in focus:
                verdict = one.sure(data, node, (node,) if one.path is None else data.values(one.path, node))
                failed = ("_:" if node.startswith("_:") else local(node), local(str(one.shape.node))) in told
                assert verdict is None or verdict is not failed, (node, one.shape)
                sure += verdict is not None
    assert sure > 300


@pytest.mark.parametrize("file", INVALID[::15], ids=lambda f: f.stem)
def test_pyshacl_agrees_when_called_as_its_manual_says(file: Path) -> None:
    quads = read_quads(file)
    found = core(check(quads, shapes(), evidence=False))
    assert ours(found) == manual(quads, shapes())


def test_the_table_of_mutations_is_up_to_date() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert "| NO |" not in page
    assert with_section(page, shapes()) == page, "run: python -m tests.ontology.table"
