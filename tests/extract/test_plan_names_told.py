"""Plans by the words that name them as such: calls, quoted names, orders, papers; terms told by verbs."""

import pytest

from tests.extract.described import read

NAMES = [
    (
        "[Bureau b|The Ministry of Mills] opened the Weavers' Skills Programme for factories.",
        "Weavers' Skills Programme",
    ),
    # Words that end names: calls, systems, instruments.
    ("The Deep Tools Call, published by [Bureau b|the Ministry of Mills], pays factories.", "Deep Tools Call"),
    ("The Mill Skills Call for Proposals pays factories in [Country p|Peru].", "Mill Skills Call for Proposals"),
    ("It took the place of the Regional Investment Incentive System for factories.", "Incentive System"),
    ("[Bureau b|The Ministry of Mills] opened the Cell Support Instrument for factories.", "Cell Support Instrument"),
    ("Factories use the Machine Depreciation Allowance.", "Machine Depreciation Allowance"),
    (
        "[Bureau b|The Ministry of Mills] pays the Digital Innovation Voucher to factories.",
        "Digital Innovation Voucher",
    ),
    # Names in quotation marks behind the word for a plan.
    (
        'The mill was paid under the programme "Steel for the Sea", which [Bureau b|the ministry] launched.',
        "Steel for the Sea",
    ),
    ("[Bureau b|The Ministry of Mills] launched a new scheme, “Made by Hands”, for factories.", "Made by Hands"),
    ('[Country p|Peru] gave its factories a roadmap, "Copper to Cable", last year.', "Copper to Cable"),
    ('The old strategy, "A Country That Makes", says nothing of factories.', "A Country That Makes"),
    # A short name behind what it stands for.
    ("[Bureau b|The Ministry of Mills] paid the plant from its mill renewal programme, RENOVA.", "RENOVA"),
    # Papers of the European Commission, orders with a number.
    (
        "In March [Bureau b|the European Commission] adopted the Steel Communication for factories.",
        "Steel Communication",
    ),
    (
        "Executive Order 14999, Securing Our Mills, asks factories to buy at home.",
        "Executive Order 14999, Securing Our Mills",
    ),
    ("Factories follow Executive Order 14999 on the supply of steel.", "Executive Order 14999"),
    # A body presents it and a programme explains it; a name that a place's apposition seems to be.
    ("[Bureau b|The Ministry of Mills] presented Taller Unido, a programme meant for factories.", "Taller Unido"),
    ("[Bureau b|The Ministry of Mills] launched “Forja Nova”, its new scheme for factories.", "Forja Nova"),
    (
        "[Bureau b|The ministry] opened, at [City c|Palácio Verde], in [City d|Recife], the Avante Forja programme, "
        "which pays factories.",
        "Avante Forja programme",
    ),
    # Plurals of what is given, packages, orders of presidents, a law with its sum.
    (
        "[Bureau b|The Ministry of Mills] pays Clean Kiln Technology Grants to factories.",
        "Clean Kiln Technology Grants",
    ),
    (
        "[Bureau b|The ministry] keeps the Textile Industry Structural Adjustment package for factories.",
        "Textile Industry Structural Adjustment package",
    ),
    ("The president signed a Presidential Memorandum on shipyards and factories.", "Presidential Memorandum"),
    # A programme that looks like a firm.
    (
        "[Bureau b|The Mill Administration] uses its [Company c|Small Mill Growth Company] program for factories.",
        "Small Mill Growth Company program",
    ),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_finds_the_name(text: str, name: str) -> None:
    assert any(m.name.endswith(name) for m in read(text).plans)


NONE = [
    "PREVIOUS POLICY – The new one of [Bureau b|the ministry] replaces what helped factories.",
    "[Bureau b|The ministry]'s 2031 Policy Address spoke of factories.",
    "She is a graduate of the Executive Fellows Program and runs the factory.",
    "[Bureau b|The ministry] wants a whole-of-government strategy for factories.",
    "[Company c|Voltaro] presented Bright Lamp, a programme meant for factories.",
    "[Bureau b|The ministry] may expand the labelling program to cover routers of factories.",
    "On the Third Quarter Earnings Call [Company c|Voltaro] spoke of its factory.",
    '[Company c|Voltaro] trains welders of the factory in its programme "Bright Sparks".',
    "[Company c|Voltaro] paid the factory from its savings programme, LEANER.",
    'The factory shows the programme "News at Ten".',
    "She studied Corporate Communication and runs the factory.",
    "[Company c|Voltaro] adopted the Safe Hands Communication in its factory.",
]


@pytest.mark.parametrize("text", NONE)
def test_finds_none(text: str) -> None:
    assert read(text).plans == ()


def test_two_plans_of_one_year_stay_two() -> None:
    text = "The Machine Tool Policy 2025 and Auto Parts Scheme pay factories."
    assert [m.name for m in read(text).plans] == ["Machine Tool Policy 2025", "Auto Parts Scheme"]


def test_a_plan_does_not_run_on_into_its_ministry() -> None:
    text = "Loans come from the Foundry Renewal Scheme of the Upper Valley Ministry of Mills for factories."
    assert [m.name for m in read(text).plans] == ["Foundry Renewal Scheme"]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        (
            "[Bureau b|The ministry] launched the Weld Skills Programme, which will train 900 factory welders over "
            "the next three years.",
            ("2025", "2028"),
        ),
        (
            "[Bureau b|The ministry] launched the Weld Skills Programme, under which 900 welders of factories will be "
            "trained over the next three years.",
            ("2025", "2028"),
        ),
        ("Factories got help from the Weld Camp Scheme, which closes at the end of July.", (None, "2025-07")),
        ("The Weld Camp Scheme for factories will be phased out by the end of 2027.", (None, "2027")),
        ("Applications of factories under the Weld Camp Scheme close at the end of July.", (None, None)),
        ("The Weld Camp Scheme says that the factory closes at the end of July.", (None, None)),
    ],
)
def test_terms_that_verbs_tell(text: str, period: tuple[str | None, str | None]) -> None:
    reading = read(text, published="2025-06-23")
    assert tuple(reading.value(p, kind="Plan") for p in ("periodStart", "periodEnd")) == period


WORDED = [
    # A verb of a plan's own asks for things, too.
    ("A city plan released in January calls for fewer steel mills in [City c|Ostrava].", ["city plan"]),
    ("A provincial action plan seeks to double the output of its factories.", ["provincial action plan"]),
    ("A federal strategy for robots in factories demands new cells.", ["federal strategy for robots in factories"]),
    ("The mayor called for a city plan for mills.", []),
    # Names that begin with their head, behind a sentence's first word.
    ("Under Plan Peru, the industrial strategy of May, factories get loans.", ["Plan Peru"]),
    ("With Plan Peru, the state wants to lift the output of its factories.", ["Plan Peru"]),
    # What happens to a plan, and the parts of a law, are not of its name.
    ("The Launch of Furnace Renewal Fund pleased the steel mills.", ["Furnace Renewal Fund"]),
    ("Mills rely on Annex II of Executive Order 14999 for steel.", ["Executive Order 14999"]),
    ("Mills are paid under Title III of the Furnace Production Act.", ["Furnace Production Act"]),
    ("The Signing of the Furnace Act pleased the steel mills.", ["Furnace Act"]),
    # A field of politics is no plan; with an article, quotation marks or more words it may be.
    ("It seeks alignment in Crypto policy between mills.", []),
    ("Mills differ on Hydrogen strategy.", []),
    ("The state's Hydrogen strategy pays mills.", ["Hydrogen strategy"]),
    # What a company brings out is its own.
    ("[Company c|Voltaro] unveiled a Battery Skills Programme at its factory.", []),
    ("[Company c|Voltaro] adopts Furnace Treasury Strategy to pay for its factory.", []),
    (
        "[Company c|Voltaro] announced plans under the Battery Skills Programme of the state.",
        ["Battery Skills Programme"],
    ),
    ("[Bureau b|The ministry] unveiled a Battery Skills Programme for factories.", ["Battery Skills Programme"]),
    ("MarketBreaks, [Company c|Voltaro], adopts a Furnace Treasury Strategy to pay for its factory.", []),
    # A programme that ends like a firm.
    (
        "[Bureau b|The ministry] paid the factory through the [Company c|Advanced Furnace Manufacturing] program.",
        ["Advanced Furnace Manufacturing program"],
    ),
    ("[Bureau b|The ministry] paid the factory through the [Company c|Voltaro] program.", []),
    # The thing told of, then its name.
    (
        "There is a smaller scheme for factories, too. Forno Novo, run by [Bureau b|the ministry], pays mills.",
        ["Forno Novo"],
    ),
    ("There was also an older programme. Tornio Vivo offers loans to mills.", ["Tornio Vivo"]),
    ("There is a smaller mill, too. Forno Novo, run by two brothers, pays well.", []),
    # A tagger's nationality of two words is a name.
    (
        "[Bureau b|The U.S. Government]’s $300 million Centroamérica Local initiative helps factories.",
        ["Centroamérica Local initiative"],
    ),
]


@pytest.mark.parametrize(("text", "names"), WORDED)
def test_names_exactly(text: str, names: list[str]) -> None:
    assert [m.name for m in read(text).plans] == names


def test_a_code_before_a_name_stands_for_it() -> None:
    reading = read("[Bureau b|The ministry] launched the RIG-40 High Furnace Program for mills. RIG-40 belongs to it.")
    assert [m.name for m in reading.of("Plan")[0].mentions][:2] == ["RIG-40 High Furnace Program", "RIG-40"]


@pytest.mark.parametrize(
    "text",
    [
        "[Bureau b|The board] runs the Furnace Strategy for mills. [Bureau b|The board]'s Smart Yard initiative helps.",
        "[Country b|Peru] runs the Furnace Strategy for mills. [Country b|Peru]'s Copper Now programme helps.",
    ],
)
def test_another_name_is_not_taken_up(text: str) -> None:
    furnace = next(p for p in read(text).of("Plan") if "Furnace" in p.name)
    assert {m.name for m in furnace.mentions} == {"Furnace Strategy for mills"}


def test_a_term_right_behind_a_name_is_its_own() -> None:
    reading = read("The Furnace Scheme for mills belongs to the Twelfth Steel Plan, covering the years 2024 to 2028.")
    assert [reading.value("periodEnd", i, "Plan") for i in (0, 1)] == [None, "2028"]
