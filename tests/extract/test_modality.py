"""What clauses assert, at the verb or noun that carries the fact."""

import pytest

from kg.extract.attribution import source_of
from kg.extract.modality import judge, read_cues
from kg.extract.prepare import load_model
from kg.extract.scene import scenes
from kg.lexicon import read_lexicon
from kg.resources import lexicon_files
from tests.support.marked import marked


@pytest.fixture(scope="module")
def nlp():
    return load_model()


@pytest.fixture(scope="module")
def cues():
    return read_cues(read_lexicon(lexicon_files()))


FACTUAL = [
    ("The firm has opened a plant.", "opened"),
    ("The firm will open a plant in May.", "open"),
    ("The firm plans to open a plant.", "open"),
    ("The firm said it would open a plant.", "open"),
    ("The firm is expected to open a plant.", "open"),
    ("The firm will no longer go ahead with the plant that it had planned to build.", "build"),
    ("The ministry did not speak of the plan, which it issued in May.", "issued"),
    ("The firm opened not only a plant but a school.", "opened"),
    ("The firm should open the plant by May.", "open"),
    ("The firm agreed to open a plant.", "open"),
    ("Once approved, the firm will open a plant.", "open"),
    ("The deal pays the firm to open a plant in town, so workers do not have to leave their homes.", "open"),
]
REFUSED = [
    ("People whisper that the firm will open a plant.", "open", "possible"),
    ("There was gossip that the firm would open a plant.", "open", "possible"),
    ("The firm is supposedly opening a plant.", "opening", "possible"),
    ("The firm has not opened a plant.", "opened", "denied"),
    ("The firm had opened a plant, the ministry denied.", "opened", "denied"),
    ("The firm never opened a plant.", "opened", "denied"),
    ("The firm denied that it was opening a plant.", "opening", "denied"),
    ("The firm ruled out opening a plant.", "opening", "denied"),
    ("The firm has no plans to open a plant.", "open", "denied"),
    ("The firm does not plan to open a plant.", "open", "denied"),
    ("The firm declined to open a plant.", "open", "denied"),
    ("No firm has opened a plant.", "opened", "denied"),
    ("The firm denied reports that it would open a plant.", "open", "denied"),
    ("The firm could open a plant.", "open", "possible"),
    ("The firm may open a plant.", "open", "possible"),
    ("The firm might open a plant.", "open", "possible"),
    ("The firm is considering opening a plant.", "opening", "possible"),
    ("The firm is weighing whether to open a plant.", "open", "possible"),
    ("The firm is in talks to open a plant.", "open", "possible"),
    ("The firm has yet to open a plant.", "open", "possible"),
    ("The firm hopes to open a plant.", "open", "possible"),
    ("The firm is likely to open a plant.", "open", "possible"),
    ("The firm is mulling a proposal to open a plant.", "open", "possible"),
    ("The firm reportedly opened a plant.", "opened", "possible"),
    ("Did the firm open a plant?", "open", "asked"),
    ("Nobody knows whether the firm opened a plant.", "opened", "denied"),
    ("If the firm opens a plant, prices will rise.", "opens", "conditional"),
    ("The firm will open a plant if the state pays.", "open", "conditional"),
    ("Unless the firm opens a plant, it will leave.", "opens", "conditional"),
]


def token_of(nlp, text, word):
    return next(t for t in nlp(text) if t.text == word)


@pytest.mark.parametrize(("text", "word"), FACTUAL)
def test_holds(nlp, cues, text, word):
    assert judge(token_of(nlp, text, word), cues).factual


@pytest.mark.parametrize(("text", "word", "reason"), REFUSED)
def test_does_not_hold(nlp, cues, text, word, reason):
    assert judge(token_of(nlp, text, word), cues).reason == reason


def test_planned_is_a_status(nlp, cues):
    verdict = judge(token_of(nlp, "The firm plans to open a plant.", "open"), cues)
    assert verdict.planned and verdict.factual


SOURCES = [
    ("According to [Bureau b|the Ministry of Steel], 40 mills have been built.", "built", "b"),
    ("40 mills have been built, according to [Bureau b|the Ministry of Steel].", "built", "b"),
    ("40 mills have been built, [Bureau b|the Ministry of Steel] said.", "built", "b"),
    ("40 mills have been built, said [Bureau b|the Ministry of Steel].", "built", "b"),
    ("[Bureau b|The Ministry of Steel] said on Monday that 40 mills had been built.", "built", "b"),
    ("An official with [Bureau b|the Ministry of Steel] said that 40 mills had been built.", "built", "b"),
    ("[Bureau b|The Ministry of Steel]'s spokesman said that 40 mills had been built.", "built", "b"),
    ("40 mills have been built, data from [Bureau b|the Ministry of Steel] showed.", "built", "b"),
    ("[Bureau b|The Ministry of Steel] puts the cost at 40 million.", "cost", "b"),
    ("40 mills have been built.", "built", None),
    ("According to [Plan p|the Green Furnace Plan], 40 mills will be built.", "built", None),
    ("[Bureau b|The Ministry of Steel] built 40 mills.", "mills", None),
    ("[Company c|Norvolt] said it built 40 mills, while [Company d|Sunrise Motor] closed its own.", "built", "c"),
]


@pytest.mark.parametrize(("source", "word", "expected"), SOURCES)
def test_source(nlp, cues, source, word, expected):
    document, entities = marked(source, nlp)
    (scene,) = scenes(document, entities)
    token = next(t for t in scene.sentence.parse if t.text == word)
    assert source_of(scene, token, cues) == expected


def test_source_is_carried_over_where_the_text_goes_on_quoting(nlp, cues):
    document, entities = marked('"40 mills have been built," he said. They are new.', nlp)
    stage = scenes(document, entities)
    built = next(t for t in stage[0].sentence.parse if t.text == "built")
    new = next(t for t in stage[-1].sentence.parse if t.text == "new")
    assert source_of(stage[0], built, cues, before="b") == "b"
    assert source_of(stage[-1], new, cues, before="b") is None
