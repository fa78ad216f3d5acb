from functools import cache
from pathlib import Path

import pytest

from kg.ontology import short
from kg.validate import Shapes, Violation, check, load_shapes, validate_files
from kg.validate.files import read_quads
from tests.ontology.mutations import COMPLETE, Mutation, read_mutations
from tests.ontology.parity import manual, ours, reference

EXAMPLES = Path(__file__).parents[2] / "examples"
VALID = sorted((EXAMPLES / "valid").glob("*.ttl"))
INVALID = sorted((EXAMPLES / "invalid").glob("*.ttl"))
MUTATIONS = read_mutations()


@cache
def shapes() -> Shapes:
    return load_shapes()


def readable(path: str | None) -> str:
    if path is None:
        return "none"
    sign = "^" if path.startswith("^") else ""
    name = short(path.removeprefix("^"))
    return sign + (name if ":" in name else f"kg:{name}")


def rules(violations: list[Violation]) -> set[tuple[str, str, str]]:
    return {(v.shape, readable(v.path), v.component) for v in violations}


def stated(file: Path) -> dict[str, str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return dict(line.removeprefix("#+ ").split(": ", 1) for line in lines if line.startswith("#+ "))


def test_all_examples_are_found() -> None:
    assert (len(VALID), len(INVALID), len(MUTATIONS)) == (10, 59, 211)


@pytest.mark.parametrize("file", VALID, ids=lambda f: f.stem)
def test_a_valid_example_passes(file: Path) -> None:
    assert validate_files([file], shapes()) == []


@pytest.mark.parametrize("file", INVALID, ids=lambda f: f.stem)
def test_an_invalid_example_breaks_exactly_the_rule_that_it_states(file: Path) -> None:
    expected = stated(file)
    found = validate_files([file], shapes())
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
    assert rules(found) == mutation.expected
    for v in found:
        if v.shape != "Vocabulary":
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
    found = [v for v in check(quads, shapes(), evidence=False) if v.shape != "Vocabulary"]
    assert ours(found) == reference(quads, shapes())


@pytest.mark.parametrize("mutation", MUTATIONS[::5], ids=lambda m: m.name)
def test_pyshacl_agrees_on_a_fault(mutation: Mutation) -> None:
    quads = mutation.quads()
    found = [v for v in check(quads, shapes(), evidence=False) if v.shape != "Vocabulary"]
    assert ours(found) == reference(quads, shapes())


@pytest.mark.parametrize("file", INVALID[::15], ids=lambda f: f.stem)
def test_pyshacl_agrees_when_called_as_its_manual_says(file: Path) -> None:
    quads = read_quads(file)
    found = [v for v in check(quads, shapes(), evidence=False) if v.shape != "Vocabulary"]
    assert ours(found) == manual(quads, shapes())
