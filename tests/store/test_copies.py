import tempfile
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad

from kg.model import Record
from kg.resolve import Background
from kg.resolve.copies import are_copies, first_of, may_be_copies, overlap, sketch, within_days
from kg.store import Store
from tests.policy import record

PLAIN = Background()
WORDS = "harbour kettle lantern meadow nickel orchard pepper quarry ribbon saddle timber umbrella velvet walnut".split()


def prose(seed: int, sentences: int = 30) -> str:
    """Return made-up sentences with names and numbers of their own."""
    random = Random(seed)
    return "\n".join(
        f"{random.choice(WORDS).title()} {random.randint(10, 999)} {' '.join(random.choices(WORDS, k=12))}."
        for _ in range(sentences)
    )


STORY = prose(1)


def test_a_lightly_edited_and_a_cut_copy_are_found() -> None:
    lines = STORY.split("\n")
    edited = "\n".join([line.replace("kettle", "teapot") for line in lines[:-3]] + ["Read more stories here."])
    cut = "\n".join(lines[:14])
    for other in (STORY, edited, cut):
        assert are_copies(sketch(STORY), sketch(other))
        assert are_copies(sketch(other), sketch(STORY))
    assert overlap(sketch(STORY), sketch(cut))[1] == 1.0
    assert may_be_copies(sketch(STORY), sketch(edited)) and may_be_copies(sketch(edited), sketch(STORY))


def test_other_stories_and_two_fillings_of_a_form_are_none() -> None:
    assert not are_copies(sketch(STORY), sketch(prose(2)))
    form = "the office hereby declares that aid is available to those who were struck by the storm in the county of "
    one, other = (f"{form * 6} {name} {number} " for name, number in (("Alder", 17), ("Birch", 23)))
    assert overlap(sketch(one), sketch(other))[1] > 0.9
    assert not are_copies(sketch(one), sketch(other))
    assert not are_copies(sketch("Too short."), sketch("Too short."))


def paragraphs(seed: int, count: int = 12) -> list[str]:
    return [" ".join(prose(seed * 100 + n, 4).split("\n")) for n in range(count)]


HEAD, ABOUT = "Headline of the day", "About Kettle Works: " + " ".join(prose(900, 12).split("\n"))
PARTS = paragraphs(5)
COPY = "\n\n".join([HEAD, *PARTS])
NEAR_COPIES = {
    "re-headlined": ["Quite another headline", *PARTS],
    "trimmed": [HEAD, *PARTS[:8]],
    "one paragraph inserted": [HEAD, *PARTS[:3], paragraphs(6)[0], *PARTS[3:]],
    "quoted lead": [HEAD, f"“{PARTS[4]}”", *PARTS[:4], *PARTS[5:]],
    "own kicker and tail": [HEAD, "OUROVILLE (Wire).", *PARTS, ABOUT, "Media contact: Ann, 555 0100"],
    "a word changed in each paragraph": [HEAD, *(p.replace("kettle", "teapot", 1) for p in PARTS)],
    "two paragraphs swapped": [HEAD, *PARTS[:5], PARTS[6], PARTS[5], *PARTS[7:]],
    "without its second paragraph": [HEAD, PARTS[0], *PARTS[2:]],
}
OTHERS = {
    "another story of one firm": [HEAD, *paragraphs(7, 5), ABOUT, ABOUT.replace("About", "Disclaimer")],
    "another lead and its own facts": ["Other headline", *paragraphs(8, 6), *PARTS[9:]],
    "one paragraph quoted": ["Other headline", *paragraphs(9), PARTS[2]],
}


@pytest.mark.parametrize("told", NEAR_COPIES.values(), ids=NEAR_COPIES)
def test_near_copies_are_one_source(told: list[str]) -> None:
    one, other = sketch(COPY), sketch("\n\n".join(told))
    assert are_copies(one, other) and are_copies(other, one)
    assert may_be_copies(one, other) and may_be_copies(other, one)


@pytest.mark.parametrize("told", OTHERS.values(), ids=OTHERS)
def test_stories_that_share_passages_are_two_sources(told: list[str]) -> None:
    base = "\n\n".join([HEAD, *PARTS[:5], ABOUT, ABOUT.replace("About", "Disclaimer")])
    for one in (base, COPY):
        assert not are_copies(sketch(one), sketch("\n\n".join(told)))


def test_releases_with_one_closing_and_two_leads_are_two_sources() -> None:
    closing = PARTS[3:]
    one, other = ("\n\n".join([HEAD, *lead, *closing]) for lead in (PARTS[:2], paragraphs(8, 2)))
    assert overlap(sketch(one), sketch(other))[1] > 0.6
    assert not are_copies(sketch(one), sketch(other))


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [("2024-01-01", "2024-01-08", True), ("2024-01-01", "2024-02-01", False), ("", "2024-02-01", True)],
)
def test_copies_appear_together(one: str, other: str, wanted: bool) -> None:
    assert within_days(one, other) is wanted


def test_the_earliest_article_stands_for_its_copies() -> None:
    assert first_of([("", "a"), ("2024-01-02", "b"), ("2024-01-01", "c")]) == "c"


def article(number: int, text: str, published: str | None) -> Record:
    made = record(number, [], [], published)
    return Record(replace(made.article, text=text), "test")


TEXTS = [STORY, STORY + "\nMore.", "\n".join(STORY.split("\n")[:15]), prose(2), prose(2)[:-200], "Short."]


def everything(store: Store) -> set[Quad]:
    return set(store.quads_for_pattern(None, None, None, None))


@settings(max_examples=25)
@given(st.data())
def test_incremental_equals_rebuild(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        kept: dict[str, Record] = {}
        with Store.open(Path(name) / "s", "write", create=True, background=PLAIN) as store:
            for _ in range(data.draw(st.integers(1, 8))):
                number, text = data.draw(st.integers(0, 5)), data.draw(st.sampled_from(TEXTS))
                item = article(number, text, data.draw(st.sampled_from(("2024-05-01", "2024-05-02", None))))
                if data.draw(st.integers(0, 3)) == 0:
                    store.remove(item.article.id)
                    kept.pop(item.article.id, None)
                else:
                    store.replace([item])
                    kept[item.article.id] = item
                assert list(store.verify()) == []
            now = everything(store)
        with Store.open(Path(name) / "t", "write", create=True, background=PLAIN) as other:
            other.bulk(kept.values())
            assert everything(other) == now
