"""Numbers of sentences in our own words: kind, value, bound, unit, subject, period, source."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kg.extract import measures
from kg.extract.prepare import load_model
from kg.lexicon import read_lexicon
from kg.model import Claim, Span
from kg.resources import lexicon_files
from tests.support.marked import marked


@pytest.fixture(scope="module")
def nlp():
    return load_model()


@pytest.fixture(scope="module")
def lexicon():
    return read_lexicon(lexicon_files())


def claim(subject, predicate, value, kind="entity"):
    return Claim(subject, predicate, value, kind, Span(0, 1), "test")


def found(source, nlp, lexicon, *claims, published="2024-03-04"):
    document, entities = marked(source, nlp)
    document = replace(document, article=replace(document.article, published=published))
    ids = {claim.subject for claim in claims}
    assert ids <= {e.id for e in entities}
    return measures.find(document, entities, claims, lexicon)


PLAN = (
    claim("p", "periodStart", "2024", "date"),
    claim("p", "periodEnd", "2026", "date"),
    claim("p", "appliesTo", "c"),
)
# source text, claims, then (kind, value, subject, bound, start, end) of each measure
CASES = [
    (
        "[City c|Lodz] will add 40 smart factories by 2026 under [Plan p|the Robot Plan].",
        PLAN,
        [("target", 40, "p", "exact", None, "2026")],
    ),
    (
        "[Plan p|The Robot Plan] of [City c|Lodz] wants at least 40 smart factories and 90 digital workshops "
        "over its term.",
        PLAN,
        [("target", 40, "p", "at-least", "2024", "2026"), ("target", 90, "p", "exact", "2024", "2026")],
    ),
    (
        "[Plan p|The Robot Plan] for [City c|Lodz] calls for 75 smart factories and digital workshops by 2026.",
        PLAN,
        [("target", 75, "p", "exact", None, "2026")],
    ),
    (
        "[City c|Lodz] had 31 smart factories at the end of last year.",
        (),
        [("count", 31, "c", "exact", None, "2023")],
    ),
    (
        "Since 2021, 31 smart factories have been built in [City c|Lodz].",
        (),
        [("count", 31, "c", "exact", "2021", None)],
    ),
    (
        "Under [Plan p|the Robot Plan] for [City c|Lodz], robot density is to reach 90 units per 1,000 workers "
        "by 2026.",
        PLAN,
        [("target", 90, "p", "exact", None, "2026")],
    ),
    (
        "[Facility f|The plant] can make 50,000 cars a year.",
        (),
        [("capacity", 50_000, "f", "exact", None, None)],
    ),
    (
        "[Facility f|The mill] will have an annual capacity of about 2 million tons.",
        (),
        [("capacity", 2_000_000, "f", "about", None, None)],
    ),
    (
        "[Facility f|The plant] built 48,000 cars in 2023.",
        (),
        [("count", 48_000, "f", "exact", "2023", "2023")],
    ),
    (
        "[Company a|Acme] will spend $2.5bn on [Facility f|a plant in [City c|Lodz]].",
        (),
        [("investment", 2_500_000_000, "f", "exact", None, None)],
    ),
    (
        "[Facility f|The line] cost more than 80 million euros.",
        (),
        [("investment", 80_000_000, "f", "at-least", None, None)],
    ),
    (
        "[Company a|Acme] is building [Facility f|a $4 billion battery plant] that is due to open in 2026.",
        (),
        [("investment", 4_000_000_000, "f", "exact", None, None)],
    ),
    (
        "[Company a|Acme] said it would invest $21 billion in [Country u|Poland] between 2025 and 2028.",
        (),
        [("investment", 21_000_000_000, "a", "exact", "2025", "2028")],
    ),
    (
        "[Plan p|The Robot Plan] of [City c|Lodz] carries an outlay of Rs 500 crore over the three years.",
        PLAN,
        [("investment", 5_000_000_000, "p", "exact", "2024", "2026")],
    ),
    (
        "[Facility f|The plant] employs nearly 700 people.",
        (),
        [("count", 700, "f", "about", None, None)],
    ),
    (
        "[Company a|Acme] will hire up to 300 people at [Facility f|the plant].",
        (),
        [("target", 300, "f", "at-most", None, None)],
    ),
    (
        "[City c|Lodz] wants 35 percent of manufacturers to use robots by 2026, says [Plan p|the Robot Plan].",
        PLAN,
        [("target", 35, "p", "exact", None, "2026")],
    ),
    (
        "In [City c|Lodz], 35 percent of small manufacturers use robots.",
        (),
        [("count", 35, "c", "exact", None, None)],
    ),
    (
        "[Plan p|The Robot Plan] for [City c|Lodz] wants industrial output to exceed 500 billion yuan by 2026.",
        PLAN,
        [("target", 500_000_000_000, "p", "at-least", None, "2026")],
    ),
]


@pytest.mark.parametrize(("source", "claims", "wanted"), CASES, ids=[c[0][:60] for c in CASES])
def test_what_a_sentence_measures(source, claims, wanted, nlp, lexicon):
    got, _ = found(source, nlp, lexicon, *claims)
    rows = [(m.kind, int(m.value), m.subject, m.bound, m.period.start, m.period.end) for m in got]
    assert rows == wanted


NOTHING = [
    "[Company a|Acme] shares fell 3 percent to $12.",
    "[Company a|Acme] could add 300 jobs at [Facility f|the plant].",
    "[Company a|Acme] denied that it would build 20 plants.",
    "[Facility f|The plant] covers 44 hectares.",
    "[Facility f|The plant] lies 65 kilometres south of [City c|Lodz].",
    "The play ran for 100 nights in [City c|Lodz].",
    "[City c|Lodz] beat them by 14 shots to 11.",
    "[Company a|Acme] will shut the two plants.",
    "One manager at [Company a|Acme] shrugged.",
]


@pytest.mark.parametrize("source", NOTHING)
def test_what_is_none_of_ours(source, nlp, lexicon):
    got, left_out = found(source, nlp, lexicon)
    assert got == ()
    assert all(a.reason for a in left_out)


def test_every_number_left_out_has_a_reason(nlp, lexicon):
    _, left_out = found("[Facility f|The plant] covers 44 hectares and could make 900 cars a year.", nlp, lexicon)
    assert [a.reason for a in left_out] == ["area", "possible"]


def test_a_level_rises_from_a_count(nlp, lexicon):
    source = "Under [Plan p|the Robot Plan] of [City c|Lodz], density is to reach 90 units by 2026, up from 40 in 2022."
    got, _ = found(source, nlp, lexicon, *PLAN)
    assert [(m.kind, int(m.value), m.subject) for m in got] == [("target", 90, "p"), ("count", 40, "c")]
    assert got[1].period.start == got[1].period.end == "2022"


def test_a_deadline_is_carried_over_to_the_next_levels(nlp, lexicon):
    source = (
        "[Plan p|The Robot Plan] of [City c|Lodz] says that by 2026 the share of firms with robots shall reach "
        "30 percent. The number of model workshops shall surpass 300."
    )
    got, _ = found(source, nlp, lexicon, *PLAN)
    assert [(int(m.value), m.period.end) for m in got] == [(30, "2026"), (300, "2026")]


def test_bullets_below_targets_are_targets(nlp, lexicon):
    source = (
        "[Plan p|The Robot Plan] of [City c|Lodz] names these targets:\n\n"
        "* 100 outstanding software firms by the end of 2026\n* 20 pilot and 60 model workshops over its term"
    )
    got, _ = found(source, nlp, lexicon, *PLAN)
    assert [(m.kind, int(m.value), m.subject) for m in got] == [
        ("target", 100, "p"),
        ("target", 20, "p"),
        ("target", 60, "p"),
    ]
    assert got[1].unit == "pilot workshops"


def test_a_list_takes_the_date_of_what_leads_into_it(nlp, lexicon):
    source = (
        "By 2026, [Plan p|the Robot Plan] of [City c|Lodz] aims to:\n\n"
        "* raise the share of firms with robots to 50 percent, compared with 42 percent in 2022"
    )
    got, _ = found(source, nlp, lexicon, *PLAN)
    assert [(m.kind, int(m.value), m.subject, m.period.end) for m in got] == [
        ("target", 50, "p", "2026"),
        ("count", 42, "c", "2022"),
    ]


def test_a_number_that_climbs_keeps_its_unit(nlp, lexicon):
    source = "[Facility f|The plant] employs 700 people. That number will climb to 900 by 2026."
    got, _ = found(source, nlp, lexicon)
    assert [(m.kind, int(m.value), m.subject) for m in got] == [("count", 700, "f"), ("target", 900, "f")]
    assert got[0].unit == got[1].unit


def test_a_facility_described_by_its_size(nlp, lexicon):
    source = "[Company a|Acme] runs [Facility f|a 2-gigawatt cell factory] in [City c|Lodz]."
    got, _ = found(source, nlp, lexicon)
    assert [(m.kind, int(m.value), m.subject) for m in got] == [("capacity", 2, "f")]


@pytest.mark.parametrize(
    ("source", "value", "unit"),
    [
        ("[Company k|Oru Steel] will build [Facility f|a 1.2 MTPA steel plant].", 1_200_000, "tonnes steel per year"),
        ("[Company k|Oru Steel] opened [Facility f|a 25 ktpa graphite plant].", 25_000, "tonnes graphite per year"),
        ("[Facility f|The mill] has a capacity of 300,000 tpa of rebar.", 300_000, "tonnes of rebar per year"),
        ("[Company k|Oru Steel] opened [Facility f|a 600 TPD plant].", 600, "tonnes per day"),
        ("[Company k|Oru Power] builds [Facility f|a 40GWh cell factory].", 40, "GWh cell"),
        ("[Facility f|The plant] has a capacity of 60GWh a year.", 60, "GWh per year"),
        ("[Company k|Oru Power] opened [Facility f|a 25 MW panel plant].", 25, "MW panel"),
    ],
)
def test_units_that_hold_a_scale_or_touch_their_number(source, value, unit, nlp, lexicon):
    (measure,), _ = found(source, nlp, lexicon)
    assert (measure.kind, measure.subject, measure.value, measure.unit) == ("capacity", "f", value, unit)


@pytest.mark.parametrize("source", ["[Company k|Oru] builds [Facility f|Fab 52].", "[Facility f|No. 2 mill] closed."])
def test_the_number_in_a_name_is_no_size(source, nlp, lexicon):
    assert found(source, nlp, lexicon) == ((), ())


SPENT = [
    # a purpose that is to be reached at a plant, behind another plant's sentence
    (
        "[Facility g|The Lublin plant] makes pumps.\n[Company k|Oru] is investing $75 million to boost output at "
        "[Facility f|its Radom plant].",
        "f",
    ),
    (
        "[Company k|Oru] will spend $9 million to sort and bake clay at [Facility f|its works in Opole].",
        "f",
    ),
    # the investment is what was just told, not a plant of long before
    (
        "[Facility g|The Lublin plant] makes pumps, [Facility f|the Radom plant] valves.\n[Company h|Tavo] is to put "
        "$2 billion into Poland.\nThe investment will create 400 jobs.",
        "h",
    ),
    ("[Region r|The state of Ora] has 92 aerospace companies.", "r"),
    ("The firm says the new line will raise [Facility f|the factory]'s capacity to 35,000 pumps a year.", "f"),
    ("Since then companies have announced $5 billion in investments in [Region r|Ora].", "r"),
    ("[Company a|Acme] secured a $14 billion commitment from [Company k|Oru Airways] for its engines.", "k"),
    ("[Company a|Acme] will spend to develop a $4 billion aluminum [Facility f|smelter] project in Ora.", "f"),
    ("[Bureau b|The Department of Looms] is investing $150 million into [Company a|Acme].", "b"),
    ("[Company k|Oru], which currently employs 540 people, expects to grow at [Facility f|the new site].", "k"),
    ("The firms range up to [Company k|Oru], which has 2,400 workers at [Facility f|its factory in Lima].", "f"),
    ("[City c|Lodz] had 980 smart workshops at the end of May. The figure was 874 a year earlier.", "c"),
    ("[Country c|Veland] had 46% of its machines online at the end of May. In 2014 the figure was 28%.", "c"),
    ("[Company k|Maquinados Oru], a family business with 60 employees, spent two years on it.", "k"),
    (
        "[Company k|Oru] has spent 62 million euros on turning a shed into [Facility f|a motor plant], and 9.4 million "
        "of that came from [Bureau b|the Government of Ora].",
        "f",
    ),
    (
        "[Company k|Oru] will build [Facility f|a mine and mill], the capacity of which will be 50 thousand tons a "
        "year, of which 19 thousand tons are suitable for batteries.",
        "f",
    ),
    ("The state of [Region r|Ora] in [Country c|Veland] has 92 aerospace companies.", "r"),
]


@pytest.mark.parametrize(("source", "owner"), SPENT)
def test_whose_a_sum_or_its_jobs_are(source, owner, nlp, lexicon):
    measures_, _ = found(source, nlp, lexicon)
    assert measures_[-1].subject == owner


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("[Plan p|The Loom Act] has helped create over 3,500 jobs in the valley.", "count"),
        ("[Plan p|The Loom Act] will help create over 3,500 jobs in the valley.", "target"),
        ("[Company k|Oru] has doubled its workforce, hiring 500 new employees so far.", "count"),
    ],
)
def test_done_or_to_come(source, kind, nlp, lexicon):
    (measure,), _ = found(source, nlp, lexicon)
    assert measure.kind == kind


@pytest.mark.parametrize("source", ["It expected to hire 900 people", "It employs 900 people", "It has 900 employees"])
def test_staff_in_a_town_is_that_of_the_firms_plant_there(source, nlp, lexicon):
    ties = (claim("a", "operates", "f"), claim("f", "locatedIn", "c"), claim("a", "operates", "g"))
    article = (
        "[Company a|Acme] runs [Facility f|a mill in [City c|Opole]] and [Facility g|a foundry].\n\n"
        f"{source.replace('It', '[Company a|Acme]')} in [City c|Opole]."
    )
    (measure,), _ = found(article, nlp, lexicon, *ties)
    assert measure.subject == "f"


def test_a_price_by_the_tonne_is_no_investment(nlp, lexicon):
    source = "[Company a|Acme] spent $4,516 per tonne and $900 million on [Facility f|the refinery]."
    kept, left = found(source, nlp, lexicon)
    assert [m.value for m in kept] == [900_000_000]
    assert "price" in {a.reason for a in left}


def test_a_plant_of_other_firms_elsewhere_gets_nothing(nlp, lexicon):
    source = (
        "[Company a|Acme] opened [Facility f|a mill in Opole] and [Facility g|a foundry in Radom].\n\nIt rained.\n\n"
        "[Country c|Veland] has put $1 billion into the navy of a neighbour."
    )
    measures_, _ = found(source, nlp, lexicon, claim("a", "operates", "f"))
    assert {m.subject for m in measures_}.isdisjoint({"f", "g"})


def test_a_place_gets_nothing_in_an_article_about_a_firm_unless_named(nlp, lexicon):
    source = (
        "[Company a|Acme] tells of its mine\n\nIt lies in [Country c|Veland].\n\nThe unit cost of ore has decreased by "
        "15% in two years."
    )
    document, entities = marked(source, nlp)
    first, *others = document.article.blocks
    titled = replace(document, article=replace(document.article, blocks=(replace(first, kind="title"), *others)))
    kept, left = measures.find(titled, entities, (), lexicon)
    assert kept == ()
    assert [a.reason for a in left if a.trigger.startswith("15")] == ["no-subject"]


def test_a_second_currency_in_brackets_is_left_out(nlp, lexicon):
    got, left_out = found("[Facility f|The plant] cost 3 billion yuan (about $415 million).", nlp, lexicon)
    assert [(m.currency, int(m.value)) for m in got] == [("CNY", 3_000_000_000)]
    assert [a.reason for a in left_out] == ["second-currency"]


def test_rows_of_sums_belong_to_what_they_name(nlp, lexicon):
    source = (
        "[Country s|Spain] was the largest investor at $900 million across 12 projects, "
        "followed by [Country i|Italy] at $700 million across 8 projects."
    )
    got, _ = found(source, nlp, lexicon)
    assert [(m.kind, int(m.value), m.subject) for m in got] == [
        ("investment", 900_000_000, "s"),
        ("count", 12, "s"),
        ("investment", 700_000_000, "i"),
        ("count", 8, "i"),
    ]


def test_pronouns_and_descriptions_stand_in(nlp, lexicon):
    source = (
        "[Company a|Acme] opened [Facility f|a loader plant in [City c|Lodz]] in May. It employs 400 people. "
        "The plant cost $90 million."
    )
    got, _ = found(source, nlp, lexicon)
    assert [(m.kind, int(m.value), m.subject) for m in got][-1] == ("investment", 90_000_000, "f")


def test_the_source_is_whom_the_text_names(nlp, lexicon):
    source = "According to [Bureau b|the Ministry of Works], [City c|Lodz] has 142 digital workshops."
    got, _ = found(source, nlp, lexicon)
    assert [(m.subject, m.attributed_to) for m in got] == [("c", "b")]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("[City c|Lodz] had 31 advanced-level smart factories in 2023.", {"advanced-level", "smart", "factories"}),
        ("[Facility f|The plant] can make 50,000 electric cars a year.", {"electric", "cars", "per", "year"}),
        ("[City c|Lodz] wants industry to make up 28 percent of GDP by 2026.", {"%", "GDP", "industry"}),
        ("[City c|Lodz] wants its yearly car output to reach 4 million by 2026.", {"car", "output"}),
    ],
)
def test_units_keep_the_words_of_the_article(source, words, nlp, lexicon):
    (measure,), _ = found(source, nlp, lexicon)
    assert words <= set(measure.unit.replace(",", " ").split())


def test_quotes_are_exact(nlp, lexicon):
    document, entities = marked("[City c|Lodz] had more than 31 smart factories in 2023.", nlp)
    (measure,), _ = measures.find(document, entities, (), lexicon)
    assert document.text[measure.span.start : measure.span.end] == "Lodz had more than 31 smart factories in 2023."
    assert measure.value == Decimal(31)


def test_a_new_unit_and_a_new_verb_are_edits_of_the_lexicon(nlp, tmp_path):
    extra = tmp_path / "extra.ttl"
    extra.write_text(
        "@prefix lex: <https://w3id.org/kg-policy/lexicon#> .\n"
        "@prefix : <https://w3id.org/kg-policy/lexicon/extra/> .\n"
        ':looms a lex:Entry ; lex:role "unit-counted" ; lex:form "loom"@en .\n'
        ':crave a lex:Frame ; lex:kind "target" ; lex:role "goal" ; lex:verb "crave"@en .\n'
        ':currency-name-XTS a lex:Entry ; lex:role "currency" ; lex:form "testling"@en .\n',
        encoding="utf-8",
    )
    before, after = read_lexicon(lexicon_files()), read_lexicon([*lexicon_files(), extra])
    looms = "[City c|Lodz] boasts of 90 looms."
    crave = "[City c|Lodz] craves 90 looms."
    money = "[Facility f|The plant] cost 5 million testlings."
    assert [found(s, nlp, before)[0] for s in (looms, money)] == [(), ()]
    assert found(looms, nlp, after)[0][0].kind == "count"
    assert found(crave, nlp, after)[0][0].kind == "target"
    assert found(money, nlp, after)[0][0].currency == "XTS"


def test_nothing_without_a_parse(lexicon, nlp):
    document, entities = marked("[City c|Lodz] had 31 smart factories.", nlp)
    bare = replace(document, sentences=tuple(replace(s, parse=None) for s in document.sentences))
    assert measures.find(bare, entities, (), lexicon) == ((), ())
