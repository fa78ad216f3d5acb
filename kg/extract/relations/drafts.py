"""What a rule proposes before its modality is judged, and how it becomes a claim."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract.document import Sentence
from kg.extract.scene import Ref
from kg.model import PLACES, Claim, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

PLACE: Final = tuple(sorted(PLACES))
SIGNATURES: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "issuedBy": (("Plan",), ("Bureau",)),
    "appliesTo": (("Plan",), PLACE),
    "partOfPlan": (("Plan",), ("Plan",)),
    "supersedes": (("Plan",), ("Plan",)),
    "operates": (("Company",), ("Facility",)),
    "locatedIn": (("Facility", "Company", "Bureau"), PLACE),
    "headquarteredIn": (("Company",), PLACE),
    "jurisdiction": (("Bureau",), PLACE),
    "partOf": (("City", "Region"), ("Region", "Country")),
}

# How sure a family of rules is: the share of its facts that were right, counted on the English articles of the
# development sets (dev, dev-real, tests/gold; about 1000 facts), drawn to the middle: (right + 1) / (all + 2).
# The rules have seen these articles, so expect less on new ones; the order is what a threshold can rely on.
CONFIDENCE: Final[dict[str, float]] = {
    "adjacent": 0.98,
    "frame": 0.98,
    "name": 0.96,
    "inherited": 0.95,
    "apposition": 0.93,
    "bound": 0.93,
    "possessive": 0.92,
    "issuer": 0.91,
    "context": 0.86,
    "label": 0.80,
}
# Rules that are right less often than their family, by the same count.
WEAK: Final[dict[str, float]] = {
    "operates:name": 0.75,
    "location:possessive": 0.50,
    "scope-adjective:name": 0.50,
    "location-closing:context": 0.33,
}


@dataclass(frozen=True)
class Draft:
    """A proposed fact. `trigger` is the word whose clause must hold; None where the wording takes it for granted."""

    subject: str
    predicate: str
    object: str
    sentence: Sentence
    rule: str
    trigger: "Token | None" = None

    @property
    def confidence(self) -> float:
        """The share right of the rule, if it is a weak one, else of its family (its name after the colon)."""
        return WEAK.get(self.rule, CONFIDENCE[self.rule.rpartition(":")[2]])

    def claim(self, source: str | None) -> Claim:
        """Return the claim, said by the whole sentence."""
        text = self.sentence.text
        start = self.sentence.start + len(text) - len(text.lstrip())
        end = self.sentence.start + len(text.rstrip())
        return Claim(
            self.subject,
            self.predicate,
            self.object,
            "entity",
            Span(start, end),
            f"relation/{self.rule}",
            self.confidence,
            source,
        )


def fits(predicate: str, subject: Ref, obj: Ref) -> bool:
    """Say whether two mentions may stand in a relation, by their types."""
    domain, range_ = SIGNATURES[predicate]
    return subject.entity.type in domain and obj.entity.type in range_ and subject.entity.id != obj.entity.id
