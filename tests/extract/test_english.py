"""The extractor as a whole: what it keeps between articles."""

import pytest

from kg.extract.english import EnglishExtractor
from kg.gazetteer import Gazetteer
from kg.load import load_bytes
from kg.model import Article
from tests.extract import finding


def article(name: str, town: str) -> Article:
    text = f"{name} opens a mill\n\n{name} Works has opened a paper mill in {town} that employs {len(name)}00 people.\n"
    return load_bytes(text.encode(), f"{name}.txt", f"{name}.txt")


@pytest.fixture(scope="module")
def extractor() -> EnglishExtractor:
    return EnglishExtractor.load()


def test_words_of_articles_do_not_stay_in_the_model(extractor: EnglishExtractor) -> None:
    extractor.extract(article("Zarbolik", "Leeds"))
    known = len(extractor.model.vocab.strings)
    for name in ("Quendrith", "Ombelwick", "Vastarone"):
        assert extractor.extract(article(name, "Bremen")).measures
    assert len(extractor.model.vocab.strings) == known


def test_an_article_reads_the_same_before_and_after_others(extractor: EnglishExtractor) -> None:
    first = extractor.extract(article("Zarbolik", "Leeds"))
    extractor.extract(article("Quendrith", "Bremen"))
    assert extractor.extract(article("Zarbolik", "Leeds")) == first
    assert EnglishExtractor.load().extract(article("Zarbolik", "Leeds")) == first


@pytest.mark.parametrize(("region", "plants"), [("Saxony", 1), ("Bavaria", 2)])
def test_the_plant_in_a_region_is_the_one_in_its_town(region: str, plants: int) -> None:
    text = (
        "Voltaro Semiconductor AG broke ground on its first chip fab in Dresden on Tuesday.",
        f"The plant in the German state of {region} will have a capacity of 40,000 wafers a month.",
    )
    record = EnglishExtractor(finding.lexicon(), Gazetteer.load(), finding.model()).extract(finding.article(*text))
    assert len([e for e in record.entities if e.type == "Facility"]) == plants
