"""Closed namespaces: a misspelt term raises. A test holds these lists equal to the terms in `ontology/`."""

from typing import Final


class ClosedNamespace:
    """A namespace with a fixed list of terms; `NS.term` and `NS["term"]` give the IRI, anything else raises."""

    def __init__(self, base: str, terms: str) -> None:
        self.base: Final = base
        self.terms: Final = frozenset(terms.split())

    def __getitem__(self, term: str) -> str:
        if term not in self.terms:
            raise KeyError(f"{self.base} has no term {term!r}")
        return self.base + term

    def __getattr__(self, term: str) -> str:
        try:
            return self[term]
        except KeyError as error:
            raise AttributeError(error.args[0]) from None


ROOT: Final = "https://w3id.org/kg-policy/"
CODE_BASE: Final = ROOT + "code/"
DATA_BASE: Final = ROOT + "id/"
ENTITIES_GRAPH: Final = DATA_BASE + "graph/entities"

KG: Final = ClosedNamespace(
    ROOT + "ontology#",
    """
    Entity Place City Region Country Organization Bureau Company Plan Facility
    Measurement Target Observation Capacity Investment Claim Mention
    issuedBy issued appliesTo hasPlan partOfPlan hasSubPlan supersedes supersededBy
    operates operatedBy locatedIn locationOf headquarteredIn headquartersOf
    jurisdiction jurisdictionOf partOf hasPart
    hasTarget targetOf hasObservation observationOf hasCapacity capacityOf hasInvestment investmentOf
    reportedBy attributedTo mentionOf
    planKind facilityKind industry status bound
    objective product periodStart periodEnd startDate endDate startYear endYear opened openedDate
    value unit currency confidence rule extractor origin dateSource dateCertainty
    """,
)

LEX: Final = ClosedNamespace(
    ROOT + "lexicon#",
    """
    Entry Frame
    form plural denotes code role note
    states kind verb noun adjective phrase argument
    """,
)

PREFIXES: Final[dict[str, str]] = {
    "kg": KG.base,
    "kgc": CODE_BASE,
    "kglex": LEX.base,
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The prefixes that exports declare and that a query may use without declaring them."""
