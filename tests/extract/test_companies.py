import pytest

from kg.extract.companykinds import is_sort, no_firm
from kg.extract.companyothers import OtherWords

from .finding import found, lexicon, names, with_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Smartphone maker xiaomi opened a plant.", ["xiaomi"]),
        ("Quillfeather Robotics Co., Ltd. (Quillfeather) grows. Quillfeather hires.",
         ["Quillfeather Robotics Co., Ltd.", "Quillfeather", "Quillfeather"]),
        ("Ostwall, a maker of pumps, moved.", ["Ostwall"]),
        ("Oslo-based Brennpunkt builds a plant.", ["Brennpunkt"]),
        ("Samsung SDI America and Volkswagen (Anhui) hire.", ["Samsung SDI America", "Volkswagen (Anhui)"]),
        ("PT Kencana Baja Nusantara opened a mill.", ["PT Kencana Baja Nusantara"]),
        ("Hyundai Motor Group and LG Energy Solution agreed.", ["Hyundai Motor Group", "LG Energy Solution"]),
        ("Bosch's plant and TSMC's fab are new.", ["Bosch", "TSMC"]),
        ("Automaker Tata Motors hired.", ["Tata Motors"]),
        ("Zeltron Inc. (NYSE: ZLT) grew.", ["Zeltron Inc."]),
        ("The strike at Brevik Norden's cable plant goes on.", ["Brevik Norden"]),
        ("They signed a deal for a shoe factory for Brevik Norden.", ["Brevik Norden"]),
        ("Tarnhelm Builders of Dayton, Ohio, is the general contractor.", ["Tarnhelm Builders"]),
    ],
)  # fmt: skip
def test_companies(text: str, expected: list[str]) -> None:
    assert names(text, kind="Company") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Reuters and The Daily Herald reported it.",
        "Tsinghua University and the Steel Association agreed.",
        "The AI, EV and R&D teams of the CEO met on Monday.",
        "The Made in Europe Summit and the Nasdaq Composite rose.",
        "Sunrise over Bavaria was seen by the Danish minister.",
        "The Minister of Heavy Industries opened the Scheme for Machine Tools.",
        "The state's Industrial Development Corporation lent it money.",
        "Her daughter Ola, 26, came back.",
        "The Act, the Programme and the Action Plan were adopted.",
    ],
)
def test_no_companies(text: str) -> None:
    assert names(text, kind="Company") == []


@pytest.mark.parametrize(
    ("publisher", "text", "expected"),
    [
        ("Quillmark Materials Corp.", "Quillmark Materials Corp. opened a plant.", ["Quillmark Materials Corp."]),
        ("Tarnvik", "Lund-based Tarnvik is building a pump factory in Lund.", ["Tarnvik"]),
        ("Tarnvik", "Managers told Tarnvik that a pump factory is to be built in Lund.", []),
        ("Norrland Courier", "The Norrland Courier reported that the factory makes pumps.", []),
    ],
)
def test_a_publisher_is_a_company_if_it_does_what_firms_do(publisher: str, text: str, expected: list[str]) -> None:
    assert names(text, kind="Company", publisher=publisher) == expected


def test_list_items_support_each_other() -> None:
    lines = [
        "* Apple will invest.",
        "* Siemens opened a plant.",
        "* Honda moved.",
        "* Wexcombe, which makes pumps, hired.",
    ]
    assert names(*lines, kind="Company") == ["Apple", "Siemens", "Honda", "Wexcombe"]


def test_features() -> None:
    mentions = {
        m.name: m for m in found("Chip giant TSMC and Tata Electronics Private Limited (TEPL) met. TEPL hired.")
    }
    assert mentions["TSMC"].feature("called") == "giant"
    assert mentions["TSMC"].gazetteer == "company/tsmc"
    assert mentions["Tata Electronics Private Limited"].feature("abbreviation") == "TEPL"
    assert mentions["TEPL"].feature("full") == "Tata Electronics Private Limited"


def test_channels_and_names_run_together_are_no_firms() -> None:
    others = OtherWords.of(lexicon())
    assert no_firm("Facebook", "Follow Acme Steel on Instagram and ", ".", others)
    assert not no_firm("Facebook", "The plant supplies ", " with racks.", others)
    assert no_firm("AcmeAcme", "About ", " is a leading maker of pumps.", others)
    assert no_firm("Acme Steel Acme Steel Works", "About ", " is a maker of pumps.", others)
    assert not no_firm("Acme Steel", "About ", " is a maker of pumps.", others)


@pytest.mark.parametrize(
    ("role", "word", "name", "lead", "rest"),
    [
        ("social-network", "Quillnet", "Facebook", "Read us at ", " and Quillnet."),
        ("stock-exchange", "KVX", "ZLT", "Zeltron (KVX: ", ") grew."),
        ("office-of", "Intendant", "Heavy Pumps", "She is the Intendant for ", "."),
        ("body-for", "Lodge", "Heavy Pumps", "He joined the Lodge for ", "."),
        ("meeting", "Roundtable", "Pump Roundtable Group", "", " met."),
        ("public-firm", "Guarantee Corporation", "Steel Guarantee Corporation", "", " lends."),
        ("body-head", "Hospice", "Acme Hospice, Inc.", "", " opened."),
    ],
)
def test_words_of_what_is_no_firm_are_added_to_the_lexicon(
    role: str, word: str, name: str, lead: str, rest: str
) -> None:
    assert not no_firm(name, lead, rest, OtherWords.of(lexicon()))
    assert no_firm(name, lead, rest, OtherWords.of(with_words(role, word)))


def test_sorts_of_things_are_added_to_the_lexicon() -> None:
    name = ["Nascent", "Industries"]
    assert not is_sort(name, OtherWords.of(lexicon()))
    assert is_sort(name, OtherWords.of(with_words("sort", "Nascent")))
    assert is_sort(["Heavy", "Gadgets"], OtherWords.of(with_words("sort-head", "Gadgets")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fernwell has postponed its polymer unit by a year.", ["Fernwell"]),
        ("Demand has boosted its output of the plant.", []),
        ("The factory is owned by Turkey's Demirkan Ev in Izmir.", ["Demirkan Ev"]),
        ("She works at Ferrolan's wire plant in Gijón.", ["Ferrolan"]),
        ("Chips come with technology licensed from Taiwan's Meridan Foundry.", ["Meridan Foundry"]),
        ("The data is from brokerage Samar Sekuritas.", ["Samar Sekuritas"]),
        ("Tarrant Gearing today confirmed plans for a second factory in the town.", ["Tarrant Gearing"]),
        ("The United Auto Workers met Big Pharma and Big Tech at the plant.", []),
        ("The company's Ostermark site in Bavaria closes.", []),
    ],
)
def test_firms_told_by_deeds_owners_and_descriptions(text: str, expected: list[str]) -> None:
    assert names(text, kind="Company") == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Talsen is to build a heat pump factory in Debrecen.",), "Talsen"),
        (("The pump works' owner, Dravik, will cut 200 jobs.",), "Dravik"),
        (("After the storm, engineering firm Wexcombe Frames offered to help.",), "Wexcombe Frames"),
        (("Wexcombe, which has 265 staff at its yard on the Tyne, put in a bid.",), "Wexcombe"),
        (("Porsgrunn Kjeler said on Tuesday that it has resumed work on its boiler plant.",), "Porsgrunn Kjeler"),
        (("The second phase of the Torrell plant in Zaragoza starts in May.",), "Torrell"),
        (("Dokum Sanayi ve Ticaret A.S. opened a foundry in Manisa.",), "Dokum Sanayi ve Ticaret A.S."),
        (("Grants went to the Ministry of Trade, Brandon Tool School, Hale Energy and others.",), "Hale Energy"),
        (("CRRC Zhuzhou Locomotive put a workshop into operation.",), "CRRC Zhuzhou Locomotive"),
        (("Lomara Quimica is building a plant for soda ash. The company, a joint venture, hires.",), "Lomara Quimica"),
    ],
)  # fmt: skip
def test_clues_in_any_mention_tell_a_company(lines: tuple[str, ...], expected: str) -> None:
    assert expected in names(*lines, kind="Company")


@pytest.mark.parametrize(
    "text",
    [
        "The plant where the Trailer EV is assembled needed a press shop.",
        "The company has put Sh180 million into its factory there.",
        "The yard at Nether Quay, would put in £9 million of its own money.",
        "They spent $30 million in Alder Township, $140 million to expand its Detroit plant.",
    ],
)
def test_products_sums_and_places_are_no_companies(text: str) -> None:
    assert names(text, kind="Company") == []


def test_a_short_name_after_hereinafter_stands_for_the_company() -> None:
    mentions = found('Seiko Orihara (Thailand) Co., Ltd. (hereinafter "SOT") makes gears. SOT opened a plant.')
    firms = [(m.name, m.feature("abbreviation")) for m in mentions if m.type == "Company"]
    assert firms[0] == ("Seiko Orihara (Thailand) Co., Ltd.", "SOT")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Finally, the company will build a second plant in Ohio. Additionally, the firm invests.", []),
        ("The plant is run by Ayşe Yıldırım, who has built it up since 2009.", []),
        ("Its cathode active material (CPAM) factory is done. The CPAM plant stands in Ohio.", []),
        ("The company sells Platform-as-a-Service software for plants.", []),
        ("Americans will build the plant for the company.", []),
        ("The foundry is due to open, according to its owner Orhan Yalçın.", []),
        ("Korean Steel plans a plant in Busan.", ["Korean Steel"]),
        ("Standard Graphite is building a plant in Alabama.", ["Standard Graphite"]),
        ("A deal on a plant with Siemens Rolling Services was signed.", ["Siemens Rolling Services"]),
        ("Ege Wagon Works, known as Egevagon, plans to open a new plant in Izmir.", ["Ege Wagon Works", "Egevagon"]),
        ("The agency is investing $40 million into Prime Gallium to make gallium.", ["Prime Gallium"]),
        ("The state will buy gas from Norden Global and others.", []),
    ],
)
def test_whole_names_of_firms_and_what_is_none(text: str, expected: list[str]) -> None:
    assert names(text, kind="Company") == expected
