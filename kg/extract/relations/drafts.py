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

# How sure a family of rules is; the pipeline may calibrate them.
CONFIDENCE: Final[dict[str, float]] = {
    "name": 0.97,
    "possessive": 0.95,
    "frame": 0.93,
    "apposition": 0.95,
    "adjacent": 0.95,
    "label": 0.92,
    "bound": 0.9,
    "issuer": 0.9,
    "context": 0.75,
    "inherited": 0.7,
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
        """The confidence of the rule's family (the part of its name after the colon)."""
        return CONFIDENCE[self.rule.rpartition(":")[2]]

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
