import pytest

from .finding import found, names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ordasco of Cremona, Italy, won the order.", ["Ordasco"]),
        ("They said that Brantovik Group of the Netherlands would build in Leeds.", ["Brantovik Group"]),
        ("Governor Brown of Oregon and Leonardo of Pisa came, the Port of Rotterdam was shut.", []),
        ("American Rheinmetall is investing $30 million.", ["American Rheinmetall"]),
        ("German Volkswagen closed it.", ["Volkswagen"]),
        ("The CEO of Toledo Diesel came.", ["Toledo Diesel"]),
        ("Across the bridge in Bayan Lepas, Suria Semicon does it quietly. The Penang-based company bought a shed.",
         ["Suria Semicon"]),
        ("Halden Iron Ore CEO Marta Kvam spoke.", ["Halden Iron Ore"]),
        ("The largest is that of Woltrapex, which will build a hall for doors.", ["Woltrapex"]),
        ("They chose Brightway Data Center and Cloud Services Co., Ltd. of Rayong.",
         ["Brightway Data Center and Cloud Services Co., Ltd."]),
        ("Strategic Investment From Oldham & Co. came.", ["Oldham & Co."]),
        ("The firm announced the acquisition of Bluefin Tooling.", ["Bluefin Tooling"]),
        ("About Holm Capital, LLCHolm Capital, LLC is a leading provider.", ["Holm Capital", "Holm Capital, LLC"]),
    ],
)  # fmt: skip
def test_firms_by_their_seat_nation_and_deeds(text: str, expected: list[str]) -> None:
    assert names(text, kind="Company") == expected


def test_an_item_of_a_list_of_deeds_begins_with_no_name() -> None:
    assert names("* Acquired Norlund Biotech (NLB) in Oslo in May.", kind="Company")[:1] == ["Norlund Biotech"]


@pytest.mark.parametrize(
    "text",
    [
        "The app is on Google Play and works with Google Ads, Oracle Cloud Marketplace and Microsoft Teams.",
        "Aaron Ford, Attorney General of Nevada, came.",
        "It happened on the Passing of Lilly_Ledbetter.",
        "They grow by Empowering Healthcare Systems and people.",
        "Tony James is an internationally known investor.",
        "The line makes Active Pharmaceutical Ingredients and Green Energy Solutions.",
        "They moved to Las Vegas NV, a leading town.",
    ],
)
def test_products_people_and_sorts_are_no_firms(text: str) -> None:
    assert names(text, kind="Company") == []


def test_a_surname_is_no_short_form_of_a_firm() -> None:
    lines = ("Hogan Nutrition Inc. makes bars.", "Steven Seagal, Hulk Hogan and Wayne Gretzky opened the factory.")
    assert names(*lines, kind="Company") == ["Hogan Nutrition Inc."]
    firms = [m for m in found("Google said it would pay.", "Google Ads costs more.") if m.type == "Company"]
    assert [m.name for m in firms] == ["Google"]


def test_a_deposit_and_its_project_are_no_firm() -> None:
    lines = ("It drills at the Kone project.", "The Kone deposit holds gold.")
    assert names(*lines, kind="Company") == []
    assert names("Kone makes lifts.", "It sold the Kone project.", kind="Company")[:1] == ["Kone"]
    assert names("The UltraFactory will build rings, which UltraFactory says.", kind="Company") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The start-up afterNATURE Ltd, which makes bricks, came.", ["afterNATURE Ltd"]),
        ("The EU's Solidarity Lanes carry grain.", []),
        ("User-Informed Climate Data Systems: The land will work with partners.", []),
        ("They show the Resource Finder, which you can Google at that name.", []),
        ("The powder sells, according to Fast Company.", []),
    ],
)
def test_headings_schemes_and_verbs_are_no_firms(text: str, expected: list[str]) -> None:
    assert names(text, kind="Company") == expected
