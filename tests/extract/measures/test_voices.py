"""For whom the people of an article speak, as the source of its numbers."""

import pytest

from kg.extract import measures
from tests.extract.measures.test_measures import lexicon, nlp
from tests.support.marked import marked

__all__ = ["lexicon", "nlp"]


@pytest.mark.parametrize(
    ("source", "body"),
    [
        # An officer of the firm that the text is about.
        (
            "[Company k|Voltaro] will build [Facility f|a plant] in Lodz. [Facility f|The plant] will make 9,000 axles "
            "a year, managing director Ann Lee told analysts.",
            "k",
        ),
        (
            "[Company k|Voltaro] will build [Facility f|a plant] in Lodz. [Facility f|The plant] will make 9,000 axles "
            "a year, Chief Executive Ann Lee said.",
            "k",
        ),
        # A person by the family's name, which may come first; then a pronoun.
        (
            "Mills do well, said Shen Liping, an official with [Bureau b|the Valley Bureau of Mills]. "
            "[City c|Lodz] has built 31 smart factories, Shen said.",
            "b",
        ),
        (
            "Mills do well, said Ann Lee, an official with [Bureau b|the Valley Bureau of Mills]. "
            "[City c|Lodz] has built 31 smart factories, Lee said.",
            "b",
        ),
        (
            "Mills do well, said Ann Lee, an official with [Bureau b|the Valley Bureau of Mills]. "
            "She said that [City c|Lodz] had built 31 smart factories.",
            "b",
        ),
        # What is put somewhere does not silence who tells of it.
        ("[Company k|Voltaro] told investors that it was putting $85 million into [Facility f|a plant].", "k"),
        # Others speak for nobody that is known.
        ("[Company k|Voltaro] is busy. [City c|Lodz] has built 31 smart factories, Ann Lee said.", None),
        ("[Company k|Voltaro] is busy. [City c|Lodz] has built 31 smart factories, Mayor Ann Lee said.", None),
        # To put up a plant, or to add a hall to it, is not to say anything.
        ("[Company k|Voltaro] will put up [Facility f|a plant] at a cost of $85 million.", None),
        ("[Company k|Voltaro] is adding a second hall to [Facility f|its plant], a project of $85 million.", None),
    ],
)
def test_people_speak_for_bodies(source, body, nlp, lexicon):
    document, entities = marked(source, nlp)
    kept, _ = measures.find(document, entities, (), lexicon)
    assert [m.attributed_to for m in kept][-1:] == [body]
