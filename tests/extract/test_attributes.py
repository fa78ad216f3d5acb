import pytest

from tests.extract.described import read

BUREAU = "[Bureau b|The Wuhu Bureau of Industry]"
V = "[Company v|Voltaro]"
B = "[City b|Brno]"

PERIODS = [
    (f"{BUREAU} issued an action plan for robots (2025-2027) in factories.", "2025", "2027"),
    (f"{BUREAU} issued an action plan for robot factories between 2025 and 2027.", "2025", "2027"),
    (f"{BUREAU} issued an action plan for robot factories. The plan, which covers 2025-27, is short.", "2025", "2027"),
    (f"Running from 2025 through 2028, the Robot Action Plan was issued by {BUREAU} to factories.", "2025", "2028"),
    (f"{BUREAU} issued the Robot Policy 2024 for factories, which is valid from 2024 to 2029.", "2024", "2029"),
    (f"{BUREAU} launched the Robot Strategy for factories, which runs to 2035.", None, "2035"),
    ("[Country c|China]'s 14th Five-Year Plan for Smart Factories stays in force.", "2021", "2025"),
    (f"{BUREAU} issued the Robot Policy 2024 for factories.", None, None),
    (f"{BUREAU} launched the Robot Scheme. The scheme offers grants to factories through 2030.", None, "2030"),
    (f"{BUREAU} extended the Robot Scheme till March 2026 for factories.", None, "2026-03"),
    ("The Robot Scheme, in force since 2024, gives factories tax credits until 2028.", "2024", "2028"),
    ("The Robot Scheme has an outlay of Rs 90 crore for the period 2023-24 to 2027-28.", "2023", "2028"),
    ("Factories await the National Robot Policy 2 (NRP 2) for 2026-2030.", "2026", "2030"),
    ("The Robot Policy takes effect on 1 May 2025 and stays in force until 2030 in factories.", "2025-05-01", "2030"),
    ("The Robot Act entered into force in June 2023 and covers factories.", None, None),
    ("The Robot Policy 2025 will remain valid till March 31, 2031 for factories.", None, "2031-03-31"),
    ("The Robot Act allows states to pay aid to factories until 2030.", None, "2030"),
    (
        f"The Robot Scheme is to be implemented by {BUREAU} over a period of six years from 2025 to 2030 in factories.",
        "2025",
        "2030",
    ),
    ("Money comes out of the programme called Impulso Textil 2030 for factories.", None, "2030"),
    ("The Robot Act extends tax credits of factories through 2030.", None, None),
    ("The Robot Scheme wants factories to double output by 2030.", None, None),
]


@pytest.mark.parametrize(("text", "start", "end"), PERIODS)
def test_period(text: str, start: str | None, end: str | None) -> None:
    reading = read(text, "2025-03-04")
    assert (reading.value("periodStart", kind="Plan"), reading.value("periodEnd", kind="Plan")) == (start, end)


def test_the_same_period_is_that_of_the_other_plan() -> None:
    text = (
        f"{BUREAU} issued the Robot Action Plan (2025-2027). "
        "It follows the provincial action plan for the same period for factories."
    )
    assert read(text).value("periodEnd", 1, "Plan") == "2027"


def test_kind_and_industry() -> None:
    reading = read(f"{BUREAU} issued a three-year plan to build robot factories.")
    assert reading.value("planKind", kind="Plan") == "three-year-plan"
    assert reading.value("industry", kind="Plan") == "robotics"


STATUS = [
    (f"{V} opened a gear plant in {B} last May.", "operating", "2024-05"),
    (f"{V} has run a gear plant in {B} since 2010.", "operating", "2010"),
    (f"{V} put a new gear plant in {B} into operation in January.", "operating", "2025-01"),
    (f"{V} is building a gear plant in {B}. It is due to open in 2026.", "construction", "2026"),
    (f"{V} broke ground for a gear plant in {B} in 2023.", "construction", None),
    (f"A gear plant of {V} is under construction in {B}.", "construction", None),
    (
        f"{V} has built a gear plant in {B}. Mass production is scheduled to begin by the end of this year.",
        "construction",
        "2025",
    ),
    (f"{V} will build a gear plant in {B}.", "announced", None),
    (f"{V} announced a $30 million investment in a new gear plant in {B}.", "announced", None),
    (f"{V} closed its gear plant in {B} in March.", "closed", None),
    (f"{V} has put its project for a gear plant in {B} on hold.", "mothballed", None),
    (f"{V} will no longer go ahead with the gear plant in {B}.", "cancelled", None),
    (f"{V} scrapped a gear plant in {B}.", "cancelled", None),
    (f"{V} boosted output at its gear plant in {B}.", "operating", None),
    (f"{V} announced a $5 million investment to reopen its gear plant in {B}.", "mothballed", None),
]


@pytest.mark.parametrize(("text", "status", "opened"), STATUS)
def test_status_and_opening(text: str, status: str, opened: str | None) -> None:
    reading = read(text, "2025-03-04")
    assert (reading.value("status"), reading.value("opened")) == (status, opened)


def test_every_claim_quotes_the_article() -> None:
    reading = read(STATUS[0][0], "2025-03-04")
    assert {c.predicate for c in reading.claims} >= {"facilityKind", "status", "opened"}
    assert all(reading.document.text[c.span.start : c.span.end].strip() for c in reading.claims)


def test_a_date_of_another_clause_is_no_opening() -> None:
    text = f"[Company f|Fortis] has operated a test centre since 2023, and {V} runs its largest gear plant in {B}."
    assert read(text, "2025-03-04").value("opened") is None


def test_a_noun_that_looks_like_a_verb_says_nothing() -> None:
    assert read(f"Thieves sold cable from {V}'s gear plant in {B} to a scrap dealer.").value("status") == "operating"
