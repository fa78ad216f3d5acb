from typing import NoReturn

import pytest

from kg.extract.english import EnglishExtractor
from kg.extract.matcher import Matcher, matcher_for
from kg.extract.prepare import candidates, prepare, segment
from kg.gazetteer import Gazetteer

from .finding import article, lexicon, model


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return matcher_for(lexicon(), Gazetteer.load())


def test_hits_are_whole_words_with_case(matcher: Matcher) -> None:
    text = "Factories in Reading were reading about MIIT and the miit."
    surfaces = {text[h.start : h.end] for h in matcher.find(text)}
    assert {"Factories", "Reading", "MIIT"} <= surfaces
    assert "reading" not in surfaces and "miit" not in surfaces
    assert matcher.find("a plant.") and not matcher.find("transplanted")


def test_hits_have_offsets_of_the_article(matcher: Matcher) -> None:
    source = article("Nothing here.", "The gigafactory in Hefei opened.")
    hits = [(source.text[h.start : h.end], h.entry) for s in segment(source, matcher) for h in s.hits]
    assert ("Hefei", "city/cn/hefei") in hits
    assert any(word == "gigafactory" for word, _ in hits)


def test_only_relevant_articles_are_parsed(matcher: Matcher) -> None:
    sport = article("The striker scored twice in Milan.", "The coach has a plan for 2026, he said.")
    assert candidates(segment(sport, matcher), matcher) == frozenset()
    news = article("The city plans 20 smart factories by 2027.", "A battery plant of BYD opened in May.", "hello there")
    assert candidates(segment(news, matcher), matcher) == {0, 1}


def test_the_model_is_not_asked_for_off_topic() -> None:
    def unwanted() -> NoReturn:
        raise AssertionError("the language model was loaded")

    document = prepare(article("The striker scored twice in Milan."), lexicon(), Gazetteer.load(), unwanted)
    assert not document.on_topic and all(s.parse is None for s in document.sentences)


def test_long_articles_are_parsed_around_the_topic(matcher: Matcher) -> None:
    chat = [f"Speaker {n} talked about the weather in Paris at length, and then about music." for n in range(120)]
    source = article(*chat[:60], "The ministry said a gigafactory and a chip fab would open.", *chat[60:])
    chosen = candidates(segment(source, matcher), matcher)
    assert 60 in chosen and len(chosen) <= 3


def test_headlines_are_parsed_in_sentence_case_with_their_own_words() -> None:
    source = article("The owner opens smart factories. A plant is new.", title="New Owner Opens Smart Factories")
    document = prepare(source, lexicon(), Gazetteer.load(), model)
    parse = document.sentences[0].parse
    assert parse is not None
    assert [t.text for t in parse] == ["New", "Owner", "Opens", "Smart", "Factories"]
    assert document.sentence_at(0) is document.sentences[0]
    assert [t.pos_ for t in parse][2] == "VERB"


def test_parses_cover_exactly_the_sentence() -> None:
    source = article("The factory\nmakes cars. It is a new\u00a0plant, with a fab.")
    document = prepare(source, lexicon(), Gazetteer.load(), model, everything=True)
    for sentence in document.sentences:
        assert sentence.parse is not None
        for token in sentence.parse:
            start, end = sentence.span_of(token)
            assert source.text[start:end] == token.text


def test_sentences_that_name_count_and_date_nothing_are_not_parsed(matcher: Matcher) -> None:
    source = article(
        "The city plans 20 smart factories by 2027.",
        "It is a great honour, and we thank everybody warmly.",
        "Mass production is scheduled to begin soon.",
        "At least two of them matter.",
    )
    assert candidates(segment(source, matcher), matcher) == {0, 2, 3}


def test_articles_off_topic_have_names_and_no_facts_however_much_is_parsed() -> None:
    source = article("The gallery in Milan, Italy spent 20 million euros on a new wing, which opened in May.")
    records = []
    for everything in (False, True):
        extractor = EnglishExtractor(lexicon(), Gazetteer.load(), model(), parse_everything=everything)
        document, record = extractor.read(source)
        assert not document.on_topic and not record.claims and not record.measures
        records.append(record)
    assert "Milan" in {e.name for e in records[0].entities}
    assert records[0].entities == records[1].entities


def test_passages_off_topic_give_no_facts_however_much_is_parsed() -> None:
    chat = [f"Speaker {n} talked about the weather in Paris at length, and then about music." for n in range(120)]
    told = "Acme Inc. will invest $900 million in a new battery plant in Pune. The ministry of industry supports it."
    aside = "The government of Colombia will invest $500 million in 9,000 schools by 2030."
    source = article(*chat[:60], told, *chat[60:], aside)
    records = []
    for everything in (False, True):
        extractor = EnglishExtractor(lexicon(), Gazetteer.load(), model(), parse_everything=everything)
        records.append(extractor.extract(source))
    assert [m.value for m in records[0].measures] == [900_000_000]
    assert (records[0].claims, records[0].measures) == (records[1].claims, records[1].measures)


def test_a_generation_of_networks_is_one_word() -> None:
    seen = [t.text for t in model()("Ostrava will build 20 5G factories, ten 4G sites and 300g cells.")]
    assert "5G" in seen and "4G" in seen and "G" not in seen


def test_tokens_give_back_the_words_of_their_labels() -> None:
    seen = model()("Tarnvik's second plant in Lund was opened on 3 March, at a cost of $4.5 million.")
    assert {"NNP", "CD", "VBN"} <= {t.tag_ for t in seen}
    assert {"nsubjpass", "pobj"} <= {t.dep_ for t in seen}
    assert {t.lemma_ for t in seen} >= {"open", "be", "plant"}
    assert "Lund" in {t.norm_.title() for t in seen}
    assert "MONEY" in {e.label_ for e in seen.ents}
    assert all(t.pos_ and t.shape_ for t in seen)
