"""An extractor for tests of what stands around extraction: it reads sentences of one form only."""

import os
import re

from kg.model import Article, Claim, Entity, EntityType, Mention, MentionForm, Record, Span

SENTENCE = re.compile(r"(?P<Company>\w+ Works) opened (?P<Facility>a \w+ plant) in (?P<City>\w+)\.")
TYPES: tuple[tuple[EntityType, MentionForm], ...] = (
    ("Company", "name"),
    ("Facility", "description"),
    ("City", "name"),
)


class FakeExtractor:
    """Reads "Acme Works opened a battery plant in Springfield." and stumbles over words in capitals."""

    version = "fake 1"
    language = "en"

    def extract(self, article: Article) -> Record:
        if "STUMBLE" in article.text:
            raise ValueError("stumbled")
        if "DIE" in article.text:
            os._exit(9)
        entities, claims = [], []
        for match in SENTENCE.finditer(article.text):
            ids = {}
            for type_, form in TYPES:
                ids[type_] = f"e{len(entities) + 1}"
                name = match[type_].removeprefix("a ")
                mention = Mention(*match.span(type_), type_, form, name, "fake")
                entities.append(Entity(ids[type_], type_, name, (mention,)))
            span = Span(*match.span())
            claims.append(Claim(ids["Company"], "operates", ids["Facility"], "entity", span, "fake"))
            claims.append(Claim(ids["Facility"], "locatedIn", ids["City"], "entity", span, "fake"))
            code = "burning" if "BADCODE" in article.text else "operating"
            claims.append(Claim(ids["Facility"], "status", code, "code", span, "fake"))
        return Record(article, self.version, tuple(entities), tuple(claims))


def make_fake() -> FakeExtractor:
    return FakeExtractor()
