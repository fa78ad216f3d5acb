import pytest

from kg.extract import coref
from kg.extract.named_groups import named_groups
from kg.extract.naming import abbreviates, bureau_key, company_key, place_key, shortens
from kg.model import Mention
from tests.extract.described import read, tools

BUREAU = "[Bureau b|The Wuhu Bureau of Industry]"


def test_companies_agree_without_legal_form_and_short_names_join() -> None:
    text = "[Company a|Voltaro Motors Ltd] built cars. [Company b|Voltaro] sold them. [Company c|Fortis AG] did not."
    assert [[m.name for m in e.mentions if m.form != "anaphor"] for e in read(text).of("Company")] == [
        ["Voltaro Motors Ltd", "Voltaro"],
        ["Fortis AG"],
    ]


def test_a_short_name_of_two_companies_stays_alone() -> None:
    text = "[Company a|Orion Steel] and [Company b|Orion Mining] met. [Company c|Orion] was silent."
    assert len(read(text).of("Company")) == 3


def test_agencies_agree_whatever_the_order_of_their_names() -> None:
    assert bureau_key("Wuhu Municipal Bureau of Industry") == bureau_key("Bureau of Industry of Wuhu")
    assert bureau_key("Wuhu Bureau of Industry") != bureau_key("Hefei Bureau of Industry")


def test_agencies_of_one_name_in_two_capitals_are_two() -> None:
    places = ("city/ma/rabat", "city/tz/dodoma")

    def bureau(at: int, name: str, seat: str | None) -> Mention:
        features = (("head", "ministry"), *((("seat", seat),) if seat else ()))
        return Mention(at, at + 5, "Bureau", "name", name, "test", features=features)

    kenya = Mention(
        0, 9, "Bureau", "name", "Ministry of Trade and Industry", "test", features=(("jurisdiction", "country/ke"),)
    )
    rabat, dodoma = (bureau(20 * n, "industry ministry", place) for n, place in enumerate(places, 1))
    assert len(named_groups([kenya, rabat, dodoma])) == 3
    assert len(named_groups([rabat, bureau(60, "industry ministry", "city/ma/rabat")])) == 1


def test_keys_of_names() -> None:
    assert company_key("Voltaro Co., Ltd.") == company_key("Voltaro") == "voltaro"
    assert place_key("Anhui Province") == place_key("Anhui")
    assert abbreviates("MIT", "Ministry of Industry and Trade") and not abbreviates("MIX", "Ministry of Industry")
    assert shortens("Bolt", "Bolt Energy") and not shortens("Bolt", "Bolt (Anhui)")


def test_a_name_takes_up_the_description_before_it() -> None:
    text = (
        "[Country k|Kenya]'s government launched a six-year industrial plan on Monday. "
        "The Great Leap Industrial Plan was presented at a plant."
    )
    (plan,) = read(text).of("Plan")
    assert plan.name == "Great Leap Industrial Plan"


def test_plans_of_other_years_are_other_plans() -> None:
    text = (
        f"{BUREAU} issued the three-year action plan for 2025-2027. "
        "It replaces the three-year action plan for 2022-2024."
    )
    assert len(read(text).of("Plan")) == 2


def test_a_plan_that_carries_out_another_is_another() -> None:
    text = (
        f"{BUREAU} issued an action plan for robot makers. It implements the Grand Robot Action Plan of the ministry."
    )
    assert len(read(text).of("Plan")) == 2


def test_a_headline_speaks_of_the_plan_below() -> None:
    (plan,) = read(f"{BUREAU} issued an action plan for robot factories.", title="Wuhu issues robot action plan").of(
        "Plan"
    )
    assert len([m for m in plan.mentions if m.form != "anaphor"]) == 2 or plan.name.startswith("action plan")


def test_a_headline_speaks_of_the_plan_of_its_year() -> None:
    text = (
        "[Region v|Moravia]'s governor today launched Moravia Makes 2030, the region's first manufacturing roadmap, "
        "during a visit to a machine shop. The Lathe Grant program, a part of the roadmap, buys tools for plants."
    )
    plans = read(text, title="Governor Launches Moravia Makes 2030 Manufacturing Roadmap").of("Plan")
    (grant,) = (p for p in plans if p.name == "Lathe Grant program")
    assert {m.name for m in grant.mentions} == {"Lathe Grant program"}


def test_a_name_may_take_a_word_for_a_plan_along() -> None:
    text = (
        "[Company v|Voltaro] has joined Auto Ecosystems 2030, the programme of [Bureau b|the Ministry of Trade]. "
        "The Auto Ecosystems 2030 programme pays for plants."
    )
    assert [p.name for p in read(text, title="Voltaro joins Auto Ecosystems 2030 programme").of("Plan")] == [
        "Auto Ecosystems 2030 programme"
    ]


FACILITIES = [
    ("[Company v|Voltaro] opened a plant in [City b|Brno]. The [City b|Brno] plant makes gears.", 1),
    (
        "[Company v|Voltaro] opened a plant in [City b|Brno]. [Company v|Voltaro] opened a plant in [City o|Linz].",
        2,
    ),
    ("[Company v|Voltaro] has a plant in [City b|Brno]. It is building a second plant in [City b|Brno].", 2),
    ("[Company v|Voltaro] opened a plant in [City b|Brno]. [Company f|Fortis] opened a plant in [City b|Brno].", 2),
    (
        "[Company v|Voltaro] opened a battery plant in [City b|Brno]. [Company v|Voltaro] runs an engine plant there.",
        2,
    ),
    ("[Company v|Voltaro] makes cars at Plant No. 1 in [City b|Brno]. Plant No. 2 in [City b|Brno] stays open.", 2),
    ("[Company v|Voltaro] opened its sixth factory, a $1 billion site in [City b|Brno].", 1),
    ("[Company v|Voltaro] is converting a former glass plant in [City b|Brno] into its first car factory.", 1),
    ("[Company v|Voltaro] opened a plant in [City b|Brno]. It is the firm's first plant in [Country c|Czechia].", 1),
    ("[Company v|Voltaro] runs Linden Plant 2. The second plant, in [City b|Brno], makes gears.", 2),
]


@pytest.mark.parametrize(("text", "count"), FACILITIES)
def test_facilities_are_counted_right(text: str, count: int) -> None:
    assert len(read(text).of("Facility")) == count


def test_ids_follow_the_text_and_the_order_of_mentions_does_not_matter() -> None:
    reading = read(
        "[Company v|Voltaro] opened a plant in [City b|Brno]. [City b|Brno] is glad, and [Company v|Voltaro] too."
    )
    mentions = [m for e in reading.entities for m in e.mentions if m.form != "anaphor"]
    _, lexicon, gazetteer = tools()
    again = coref.cluster(reading.document, list(reversed(mentions)), lexicon, gazetteer)
    assert again == reading.entities
    assert [e.id for e in again] == [f"e{i}" for i in range(1, len(again) + 1)]
    assert all(isinstance(m, Mention) for e in again for m in e.mentions)
