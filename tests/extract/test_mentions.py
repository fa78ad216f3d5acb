from itertools import permutations

from kg.extract.document import Document
from kg.extract.mentions import settle
from kg.model import EntityType, Mention, MentionForm

from .finding import article

TEXT = "The Pune Steel Board runs Acme Corp's new plant in Pune under the Made in Pune Plan for Pune."


def mention(surface: str, kind: EntityType, *, nth: int = 0, form: MentionForm = "name", rule: str = "test") -> Mention:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(surface, start + 1)
    return Mention(start, start + len(surface), kind, form, surface, rule)


BOARD = mention("Pune Steel Board", "Bureau")
IN_BOARD = mention("Pune", "City")
STATED = mention("Pune", "City", rule="place-in-agency")
COMPANY = mention("Acme Corp", "Company")
PLANT = mention("Acme Corp's new plant in Pune", "Facility", form="description")
IN_PLANT = mention("Pune", "City", nth=1)
PLAN = mention("Made in Pune Plan for Pune", "Plan")
IN_PLAN = mention("Pune", "City", nth=2)
FOR_PLAN = mention("Pune", "City", nth=3)


def test_overlaps() -> None:
    document = Document(article(TEXT), ())
    given = (BOARD, IN_BOARD, COMPANY, PLANT, IN_PLANT, PLAN, IN_PLAN, FOR_PLAN)
    assert set(settle(document, given)) == {BOARD, COMPANY, PLANT, IN_PLANT, PLAN, FOR_PLAN}
    assert settle(document, (BOARD, STATED)) == (STATED, BOARD)


def test_order_does_not_matter() -> None:
    document = Document(article(TEXT), ())
    given = (BOARD, IN_BOARD, COMPANY, PLANT, IN_PLANT)
    assert {settle(document, p) for p in permutations(given)} == {settle(document, given)}


def test_an_agencys_abbreviation_is_no_company() -> None:
    document = Document(article(TEXT), ())
    board = Mention(4, 20, "Bureau", "name", "Pune Steel Board", "test", features=(("abbreviation", "Acme Corp"),))
    assert settle(document, (board, COMPANY)) == (board,)
