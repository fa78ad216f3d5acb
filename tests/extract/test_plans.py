import pytest

from kg.lexicon import read_lexicon
from kg.resources import lexicon_files
from tests.extract.described import read

NAMED = [
    ("Parliament passed the Clean Industry Act in May to help battery makers.", "Clean Industry Act"),
    (
        "[Bureau b|The Ministry of Industry] released the Roadmap for Robot Makers (2024-2028).",
        "Roadmap for Robot Makers (2024-2028)",
    ),
    (
        "The factories count on the Special Action Plan of [City l|Lanzhou] for Machine Tools, Castings and Gears.",
        "Special Action Plan of Lanzhou for Machine Tools, Castings and Gears",
    ),
    (
        "The factory will get money under the Chips Without Borders programme of the federal government.",
        "Chips Without Borders programme",
    ),
    ('Under the ministry\'s "Green Steel" initiative, mills may apply for loans.', '"Green Steel" initiative'),
    ("Chip plants in [Country i|India] have gained from Make in India since 2014.", "Make in India"),
    ("[Country m|Mexico]'s government presented Plan México to car factory owners.", "Plan México"),
]
NAMED += [
    (
        "[Bureau b|The ministry] launched the Industrial Parks and Estates (IPE) programme in May for mills.",
        "Industrial Parks and Estates (IPE) programme",
    ),
    (
        "Factories apply under the Texas Jobs, Energy, Technology and Innovation (JETI) program of the state.",
        "Texas Jobs, Energy, Technology and Innovation (JETI) program",
    ),
    ("[Bureau b|The Ministry of Industry] picked a cell factory under its HIT-30 programme.", "HIT-30 programme"),
    ("[Bureau b|The ministry] released the Make in Odisha policy on factories.", "Make in Odisha policy"),
    ("[Bureau b|Vietnam's government] issued Decree 182/2024 on chip plants.", "Decree 182/2024"),
]
WITHIN = [  # names with lists, short names, slashes, hyphens and agencies in or before them
    ("The factory gets a grant of the Tools, Robots and Gears (TRG) program.", "Tools, Robots and Gears (TRG) program"),
    (
        "[Bureau b|The ministry] runs the Loom Linked Incentive (LLI) Scheme for Textiles with factories.",
        "Loom Linked Incentive (LLI) Scheme for Textiles",
    ),
    (
        "The Welsh government's £12 million Ebbw Vale / Tredegar transition fund pays for factories.",
        "Ebbw Vale / Tredegar transition fund",
    ),
    (
        "[Bureau b|The ministry] chose [Company c|Voltaro] to build a chip factory under its TEK-40 programme.",
        "TEK-40 programme",
    ),
    (
        "Plants got money from the [Bureau b|Rail Roads Administration] Steel Challenge this year.",
        "Steel Challenge",
    ),
    ("Mills gain from the Recovery Plan of [Country i|Italy] and its steel plants.", "Recovery Plan of Italy"),
    ("The chip plant was paid for under the Norse Chips Act Communication.", "Norse Chips Act"),
    ("The Start-up Foundry Seed Fund scheme pays for factories, too.", "Start-up Foundry Seed Fund scheme"),
    ("Government Regulation No. 28 of 2025 covers factories.", "Government Regulation No. 28 of 2025"),
    ("The factories fall under the National Cane Master Plan Phase II (2023–2033).", "Plan Phase II (2023–2033)"),
]
WITHIN += [
    (
        "The mill falls under the [Company x|Lanka Semiconductor] and Fabless Policy 2024.",
        "Lanka Semiconductor and Fabless Policy 2024",
    ),
    (
        "Factories read the Action Plan of [Region h|Hebei Province] for the Digital Renewal of Foundries (2025-2027).",
        "Action Plan of Hebei Province for the Digital Renewal of Foundries (2025-2027)",
    ),
    ("The Parts Makers Programme for 2026-2035 helps factories.", "Parts Makers Programme for 2026-2035"),
    ("The Zambian Mill Policy (ZMP) 2024-2030 helps factories.", "Zambian Mill Policy (ZMP) 2024-2030"),
    ("Half of the factory is paid by the Recovery and Growth Facility.", "Recovery and Growth Facility"),
    ("It is one of the plans under the government's Industrial Strategy, factories say.", "Industrial Strategy"),
    ("The Department's Advanced Foundry Sector Plan promises robots to factories.", "Advanced Foundry Sector Plan"),
    (
        "Factories may apply under the Loom-Linked Incentive Scheme of the state.",
        "Loom-Linked Incentive Scheme",
    ),
    ("The factory was built under the Investment Code of the country.", "Investment Code"),
]
WITHIN += [
    (
        "[Bureau b|The ministry] revised its Strategy for Looms and the Digital Industry in 2023 for factories.",
        "Strategy for Looms and the Digital Industry",
    ),
    ("The National Cotton Plan (NCP II) wants mills in every district.", "National Cotton Plan"),
    (
        "The Programme for Mills of Note to the Polish Economy for 2011–2030 paid.",
        "to the Polish Economy for 2011–2030",
    ),
]
SLOGANS = [
    ("The scheme, Vestuário Digital, runs until the end of 2027 for factories.", "Vestuário Digital"),
    ("Lima has set up a programme called Fábricas Vivas to help factories.", "Fábricas Vivas"),
    ("The Made in Ruanda campaign has helped many factories.", "Made in Ruanda"),
    ("Chile's Programa de Apoyo a la Industria pays for factories.", "Programa de Apoyo a la Industria"),
    ("Impulso 2031, a program that [Bureau b|the ministry] launched, pays for factories.", "Impulso 2031"),
    (
        'She signed an Executive Order, "Building Our Own Grid Parts," for the factories.',
        '"Building Our Own Grid Parts',
    ),
]
SLOGANS += [
    ("The Programa Tecelagem Rápida e Nova pays for factories.", "Programa Tecelagem Rápida e Nova"),
    ("Peru's Estrategia Nacional del Cobre wants two factories.", "Estrategia Nacional del Cobre"),
    ("The Make it in the Highlands campaign has helped factories.", "Make it in the Highlands"),
]
DESCRIBED = [
    (
        "An action plan for smart manufacturing between 2025 and 2027 was issued by [Bureau b|the Wuhu Bureau].",
        "action plan for smart manufacturing between 2025 and 2027",
    ),
    (
        "[Country k|Kenya]'s government has launched a six-year plan to revive its textile mills.",
        "six-year plan to revive its textile mills",
    ),
    (
        "[Bureau b|The Ministry of Economy] published a scheme for training welders in the shipyards.",
        "scheme for training welders in the shipyards",
    ),
    (
        "A second plan for makers of robots was put out by [Bureau b|the Science Bureau].",
        "second plan for makers of robots",
    ),
    (
        "[Bureau b|The Ministry of Trade] published its restructuring plan for the petrochemical industry.",
        "restructuring plan for the petrochemical industry",
    ),
    ("Claims under the production-linked incentive scheme rose, factories said.", "production-linked incentive scheme"),
    (
        "[Bureau b|The Commission] cleared a €360 million Slovak scheme to support factories.",
        "€360 million Slovak scheme",
    ),
    (
        "[Bureau b|The Commission] cleared a €900 million German measure for a chip plant.",
        "€900 million German measure",
    ),
    (
        "[Bureau b|The ministry] published its restructuring plan for the steel industry.",
        "restructuring plan for the steel industry",
    ),
    (
        "[Bureau b|The ministry] on Tuesday issued tax rules for Plan Morelos and its factories.",
        "tax rules",
    ),
    (
        "It takes over from a work plan for steady growth in the cement industry.",
        "work plan for steady growth in the cement industry",
    ),
    ("The new framework would replace the pioneer status scheme of factories.", "pioneer status scheme of factories"),
    ("[Country g|Ghana]'s car policy expires in June 2026, factories said.", "car policy"),
    ("A follow-up plan for 2025-2027 is being drafted for the factories.", "plan for 2025-2027"),
    ("Mills get the Loom Policy 2025-30, which replaces the 2020-25 policy.", "2020-25 policy"),
]
DESCRIBED += [
    (
        "[Company c|Voltaro] is one of nine firms approved under the loom-linked incentive (LLI) scheme for textiles.",
        "loom-linked incentive (LLI) scheme for textiles",
    ),
    (
        "Three makers of factories won under the production linked incentive scheme.",
        "production linked incentive scheme",
    ),
]
NONE = [
    "[Country s|Spain] told [Bureau b|the Commission] of its plan to set up factories.",
    "The factory was searched under Public Law 107.",
    "[Company c|Voltaro] plans to build cars and has a business plan for its factory.",
    "[Company c|Voltaro] unveiled a five-year plan to double the output of its car plant.",
    "A rumoured plan for a tax holiday on factories does not exist, the ministry said.",
    "[Bureau b|The ministry] has no plan to extend subsidies to foreign factories.",
    "Every factory needs a plan B.",
    "The thief had a plan to steal copper from the plant.",
    "She is Director of National Industrial Policy and visited the plant.",
    "Our privacy policy covers factories, too.",
    "[Country g|Germany] told the factories about its plan to support them.",
    "[Bureau b|The ministry] launched a program that helps factories.",
    "As public health strategy shifts, the vaccine factory gets busy.",
    "The factory reads the Bill of Materials of each engine.",
    "[Company c|Voltaro] slowed its car factory under its Spark 40 programme.",
    "An equity incentive plan covers the staff of the factory.",
    "The theatre's five-year plan to fill its seats is going well, and a factory will be the stage.",
]


@pytest.mark.parametrize(("text", "name"), NAMED + DESCRIBED)
def test_finds_plan(text: str, name: str) -> None:
    assert name in [m.name for m in read(text).plans]


@pytest.mark.parametrize(("text", "name"), WITHIN + SLOGANS)
def test_finds_the_whole_name(text: str, name: str) -> None:
    assert any(m.name.endswith(name) for m in read(text).plans)


def test_the_scheme_called_so_is_the_one_spoken_of() -> None:
    text = (
        "[Bureau b|The Commission] cleared a €90 million Czech scheme for factories. The scheme, called Lípa, runs on."
    )
    assert [e.name for e in read(text).of("Plan")] == ["Lípa"]


def test_a_plan_told_of_again_by_its_years_is_one() -> None:
    text = (
        "[City h|Hefei] has issued an action plan to turn robots into a pillar of its factories. "
        "According to the action plan for the 2025-2027 period, output should double."
    )
    assert len(read(text).of("Plan")) == 1


def test_the_countrys_own_scheme_is_not_that_of_its_province() -> None:
    text = (
        "The Assam Parts Makers Scheme pays a quarter. "
        "Factories approved under [Country i|India]'s own Parts Maker Scheme get more."
    )
    assert [e.name for e in read(text).of("Plan")] == ["Assam Parts Makers Scheme", "Parts Maker Scheme"]


def test_an_opening_quote_ends_no_name() -> None:
    plans = read('The "1310" system and the "Action Plan for Factories" were issued by [Bureau b|the ministry].').plans
    assert [m.name for m in plans] == ["Action Plan for Factories"]


def test_two_acts_stay_two() -> None:
    plans = read("It passed the Chips Act and the Clean Steel Act for factories.").plans
    assert [m.name for m in plans] == ["Chips Act", "Clean Steel Act"]


def test_a_scheme_is_taken_up_by_its_short_name() -> None:
    reading = read("[Bureau b|The ministry] launched the TEK-40 programme in factories. TEK-40 pays for factories.")
    assert [(e.name, len(e.mentions)) for e in reading.of("Plan")] == [("TEK-40 programme", 2)]


@pytest.mark.parametrize("text", NONE)
def test_finds_no_plan(text: str) -> None:
    assert [m.name for m in read(text).plans] == []


def test_names_and_descriptions_are_told_apart() -> None:
    named, described = (read(cases[0][0]).plans[0] for cases in (NAMED, DESCRIBED))
    assert (named.form, described.form) == ("name", "description")
    assert described.feature("code") == "action-plan"
    assert described.feature("years") == "2025 2027"


@pytest.mark.parametrize("form", ["({})", "(the {})", '(hereinafter referred to as the "{}")', ", or {},"])
def test_short_names_are_found_wherever_they_stand(form: str) -> None:
    given = form.format("BPS")
    text = (
        f"[Bureau b|The Ministry of Industry] notified the Battery Parts Scheme {given} and opened BPS to all plants."
    )
    reading = read(text.replace(" ,", ","))
    assert [m.name for m in reading.plans] == ["Battery Parts Scheme", "BPS", "BPS"] or [
        m.name for m in reading.plans
    ] == ["Battery Parts Scheme", "BPS"]
    assert [e.name for e in reading.of("Plan")] == ["Battery Parts Scheme"]


def test_laws_without_industry_around_them_are_left_aside() -> None:
    assert read("The Senate debated the Fair Voting Act for hours.").plans == ()


def test_a_new_plan_word_is_an_edit_of_turtle(tmp_path: object) -> None:
    from pathlib import Path

    extra = Path(str(tmp_path)) / "extra.ttl"
    extra.write_text(
        "@prefix kg: <https://w3id.org/kg-policy/ontology#> . @prefix kgc: <https://w3id.org/kg-policy/code/> .\n"
        "@prefix lex: <https://w3id.org/kg-policy/lexicon#> .\n"
        "<https://example.org/masterstroke> a lex:Entry ; lex:denotes kg:Plan ; lex:code kgc:strategy ;\n"
        '    lex:role "head" ; lex:form "masterstroke"@en .\n'
    )
    text = "[Bureau b|The Ministry of Industry] issued a masterstroke for robot factories."
    assert read(text).plans == ()
    lexicon = read_lexicon([*lexicon_files(), extra])
    assert [m.name for m in read(text, lexicon=lexicon).plans] == ["masterstroke for robot factories"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[Bureau b|The ministry] published the decree launching Nuova Fonderia, the new grant that pays for ovens "
            "in factories. It takes over from the Vecchia Fucina grant for factories.",
            ["Nuova Fonderia", "Vecchia Fucina"],
        ),
        (
            "[Bureau b|The agency] published a robot roadmap for factories. Called Build It Better, it helps.",
            ["Build It Better"],
        ),
        (
            "The factory is paid by the Cell Research, Development, and Demonstration program.",
            ["Cell Research, Development, and Demonstration program"],
        ),
        (
            "[Bureau b|The ministry] pays factories under the Operational Programme Fair Change.",
            ["Operational Programme Fair Change"],
        ),
    ],
)
def test_names_explained_given_next_listed_and_behind_their_head(text: str, expected: list[str]) -> None:
    assert [e.name for e in read(text).of("Plan")] == expected


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("The Fair Change Programme sets aside €4 billion for factories between 2021 and 2027.", ("2021", "2027")),
        (
            "The factories use the Tool Cluster Scheme, which will run for three financial years, from 2025 to 2027.",
            ("2025", "2027"),
        ),
        (
            "The Action Plan for Digital Foundries in [Region r|Jiangsu] Province (2024-2026) helps factories.",
            ("2024", "2026"),
        ),
    ],
)
def test_terms_of_plans_stated_after_outlays_and_places(text: str, period: tuple[str, str]) -> None:
    reading = read(text, published="2025-01-01")
    assert tuple(reading.value(p, kind="Plan") for p in ("periodStart", "periodEnd")) == period
