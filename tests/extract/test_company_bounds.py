"""Where names of firms begin and end, and names that look like a firm's and are something else's."""

import pytest

from kg.extract.companyagain import with_parents
from kg.gazetteer import Gazetteer
from kg.model import Mention

from .finding import names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("American Steel Materials, Inc. is building a plant in Utah.", ["American Steel Materials, Inc."]),
        ("The mine is operated by its partner American West Metals Limited.", ["American West Metals Limited"]),
        ("The factory was bought by Canadian Energy Partners, LLC in May.", ["Canadian Energy Partners, LLC"]),
        ("Its chairman worked for American Oil Company for years.", ["American Oil Company"]),
        ("The engineer joins from New Gold Inc., where he built a mill.", ["New Gold Inc."]),
        ("The plant sells its springs to Three Rings, Inc. of Ohio.", ["Three Rings, Inc."]),
        ("The plant is operated by Chinese Tarvolin Materials Co., Ltd. in Jilin.", ["Tarvolin Materials Co., Ltd."]),
        ("The plant belongs to Sixty 4 Works, Inc., a firm of Ohio.", ["Sixty 4 Works, Inc."]),
        ("New Tarvolin Plant opened by Hestan Corp. in May.", ["Hestan Corp."]),
    ],
)
def test_names_that_end_by_law_keep_what_tells_them_from_others(text: str, expected: list[str]) -> None:
    assert names(text, kind="Company") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("About Stellaro Tools Stellaro Tools is a maker of presses with a factory in Lyon.", ["Stellaro Tools"]),
        ("About Hestan Co. Hestan Co. is a leading maker of pumps.", ["Hestan Co."]),
        ("CEO, Ida McLemore About Veltra Veltra is a company that makes presses.", ["Veltra"]),
        ("Enbro Energy, Limited Partnership runs the refinery.", ["Enbro Energy, Limited Partnership"]),
        ("The head of the factory is Orlo Geoscience Ltd. of Edmonton, a contractor.", ["Orlo Geoscience Ltd."]),
        ("The plant was planned by Industry Corporation of China.", ["Industry Corporation of China"]),
        ("About VNT (Veltra Nutrition Technology) it is known that it builds plants.", ["Veltra Nutrition Technology"]),
    ],
)  # fmt: skip
def test_names_written_twice_and_in_brackets(text: str, expected: list[str]) -> None:
    assert names(text, kind="Company")[-1:] == expected


def test_a_name_is_cut_from_what_a_page_ran_into_it() -> None:
    lines = [
        "Abarus Circuits Corporation is building a factory in Ohio.",
        "Media contact: Bryce Egan, Director of Marketing and Sales Abarus Circuits Corporation",
        "Shanghai Abarus Circuits Corporation runs a plant in China.",
        "AB9 Abarus Circuits Corporation runs a plant in Iowa.",
    ]
    assert names(*lines, kind="Company") == [
        "Abarus Circuits Corporation",
        "Abarus Circuits Corporation",
        "Shanghai Abarus Circuits Corporation",
        "AB9 Abarus Circuits Corporation",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The holding, a Nevada Corporation, plans a factory.",
        "The owner of the plant is an Ontario Corporation.",
        "The factory is thrilled that the @PlantHouse has announced funding of $2 million.",
        "He received the Northdale-Hubbard award for the plant.",
        "The factory's engineer is Patrick Emerson of Ohio.",
        "She studied the plants of the Amazon and built a factory.",
        "Floods hit the Amazon near a factory.",
        "Costs of the factory are $8,223 per tonne of Li2CO3 produced.",
        "The Chief Financial Officer – India & Australia – visited the factory.",
        "The Medal of Honor was given to a worker of the factory.",
        "BalticMillWatch (“BMW”) is a platform for news. BMW covers the factory.",
        "The Lido Ecosystem Grants Organization (LEGO) helped the factory.",
        "It is paid under the Asset Management Agreement (“AMA”). The AMA will build a factory.",
        "Follow the factory on heart.org, Facebook, X or by calling.",
        "Visit the factory's Facebook page for more information.",
        "The Partnership for Safe Medicines is a public health group against a factory.",
        "The Centers for Medicare & Medicaid Services will announce the plant.",
        "The Manufacturing Leaders Group met at the plant.",
        "Reuse Promoters is a global non-profit organisation that has a factory.",
        "The Fort Apache Heritage Foundation, Inc. owns a factory.",
        "The Varnock and Ostley Governments will provide $35 million for the factory.",
        "The factory is run by Basis, founded by Matthew Harp (CEO) and Mitchell Troyanov, which makes chips.",
    ],
)  # fmt: skip
def test_names_that_are_no_firms(text: str) -> None:
    assert [n for n in names(text, kind="Company") if n != "Basis"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Amazon is building a factory for robots in Ohio.", ["Amazon"]),
        ("BMW is building a battery plant in Bavaria.", ["BMW"]),
        ("Bayerische Motoren Werke AG (BMW) is building a battery plant.", ["BMW"]),
        ("Emerson is building a factory in Ohio.", ["Emerson"]),
        ("Facebook is building a data centre in Ohio.", ["Facebook"]),
        ("The Tarvolin Systems plant in Jilin makes anodes.", ["Tarvolin Systems"]),
        ("The plant signed an offtake agreement with Trassys covering markets for steel.", ["Trassys"]),
        ("Harbour Lithium CEO Bill Woodby visited the plant.", ["Harbour Lithium"]),
        ("The plant was praised by Brian Talbot, a principal at RTEK and a member of the committee.", ["RTEK"]),
        ("Mini is building an electric car plant in Oxford.", ["Mini"]),
    ],
)
def test_the_same_words_for_firms(text: str, expected: list[str]) -> None:
    assert names(text, kind="Company")[-1:] == expected


@pytest.mark.parametrize(
    ("whole", "half", "full"),
    [
        ("GM Lomar", "Lomar", "GM Lomar"),
        ("BMW Zarvin", "Zarvin", "BMW Zarvin"),
        ("Talvo Zarvin", "Zarvin", None),
        ("GM Ford", "Ford", None),
        ("GM Zarvin Castings", "Zarvin", None),
    ],
)
def test_the_second_half_of_a_name_stands_for_the_whole(whole: str, half: str, full: str | None) -> None:
    mentions = [Mention(at, at + 5, "Company", "name", name, "test", 0.9) for at, name in ((0, whole), (50, half))]
    assert [m.feature("full") for m in with_parents(mentions, Gazetteer.load())] == [None, full]
