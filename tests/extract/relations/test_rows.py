"""Plants told in one row have one operator and a place each."""

from kg.extract.relations.drafts import Draft
from kg.extract.relations.rows import own_places, shared_operators
from tests.extract.described import read


def test_plants_of_a_row_share_their_operator_but_not_their_places() -> None:
    reading = read("[Company v|Voltaro]'s plants in [City b|Brno] and in [City o|Ostrava] make gears.")
    sentence = reading.document.sentences[0]
    first, second = (e.id for e in reading.of("Facility"))
    brno, ostrava = (e.id for e in reading.of("City"))
    firm = reading.of("Company")[0].id
    runs = Draft(firm, "operates", first, sentence, "test")
    assert [d.object for d in shared_operators([runs], reading.entities)] == [second]
    lies = [Draft(p, "locatedIn", c, sentence, "test") for p in (first, second) for c in (brno, ostrava)]
    kept = [(d.subject, d.object) for d in own_places(lies, reading.entities)]
    assert kept == [(first, brno), (second, ostrava)]
