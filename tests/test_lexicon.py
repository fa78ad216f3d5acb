"""The lexicon as its files say it: entries, frames, versions, and what a person's edit may get wrong."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.lexicon import Lexicon, alternation, expand, plural, read_lexicon

PREFIXES = (
    "@prefix lex: <https://w3id.org/kg-policy/lexicon#> .\n"
    "@prefix kg: <https://w3id.org/kg-policy/ontology#> .\n"
    "@prefix my: <https://example.org/my#> .\n"
)
ENTRY = 'my:mill a lex:Entry ; lex:denotes kg:Facility ; lex:code "mill" ; lex:form "(paper |)mill"@en .\n'
FRAME = 'my:opens a lex:Frame ; lex:states kg:operates ; lex:verb "open"@en ; lex:argument "nsubj=subject" .\n'


def read(folder: Path, *texts: str) -> Lexicon:
    files = []
    for number, text in enumerate(texts):
        files.append(folder / f"{number}.ttl")
        files[-1].write_text(PREFIXES + text)
    return read_lexicon(files)


def test_entries_and_frames_are_read_with_all_their_forms(tmp_path: Path) -> None:
    found = read(tmp_path, ENTRY, FRAME)
    (mill,) = found.denoting("Facility")
    assert (mill.code, mill.forms, mill.plurals) == ("mill", ("mill", "paper mill"), ("mills", "paper mills"))
    (opens,) = found.stating("operates")
    assert (opens.verbs, opens.argument("nsubj")) == (("open",), "subject")
    assert found.by_iri[mill.iri] is mill


def test_lexicons_of_the_same_files_are_equal_without_a_look_at_their_entries(tmp_path: Path) -> None:
    class Untouchable(tuple[object, ...]):
        def __eq__(self, other: object) -> bool:
            raise AssertionError("entries were compared")

        __hash__ = tuple.__hash__

    found = read(tmp_path, ENTRY)
    one, other = (Lexicon(Untouchable(found.entries), (), found.version) for _ in range(2))  # type: ignore[arg-type]
    assert one == other and hash(one) == hash(other)
    assert one != Lexicon(found.entries, (), "another")


def test_an_edit_changes_the_version_and_the_order_of_files_does_not(tmp_path: Path) -> None:
    whole = read(tmp_path, ENTRY, FRAME)
    assert read_lexicon([tmp_path / "1.ttl", tmp_path / "0.ttl"]) == whole
    assert read(tmp_path, ENTRY.replace("paper ", "paper-"), FRAME) != whole


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("my:mill a lex:Entry", "0.ttl: not valid Turtle"),
        (ENTRY.replace("kg:Facility", "kg:Fasility"), "denotes an unknown class Fasility"),
        (FRAME.replace("kg:operates", "kg:opperates"), "states an unknown property opperates"),
        (FRAME.replace("nsubj=subject", "nsubj"), "argument 'nsubj' is not slot=role"),
    ],
)
def test_what_a_person_gets_wrong_is_told(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(tmp_path, text)


def test_forms() -> None:
    assert expand("(start|begin) (mass |)production") == (
        "start mass production",
        "start production",
        "begin mass production",
        "begin production",
    )
    assert [plural(w) for w in ("plant", "factory", "brewery", "buoy", "gearbox")] == [
        "plants",
        "factories",
        "breweries",
        "buoys",
        "gearboxes",
    ]
    assert alternation(["mill", "paper mill", "mill"]) == r"paper\ mill|mill"
    assert alternation([]) == r"(?!)"
