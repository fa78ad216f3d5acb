from dataclasses import replace

import pytest

from kg.extract import bureaus
from kg.gazetteer import Gazetteer
from kg.lexicon import Entry

from .finding import found, lexicon, names, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Ministry of Trade, Industry and Energy (MOTIE) spoke. MOTIE agreed.",
         ["Ministry of Trade, Industry and Energy", "MOTIE", "MOTIE"]),
        ("The Ministry of Finance, the Ministry of Mines and Tata Motors met.",
         ["Ministry of Finance", "Ministry of Mines"]),
        ("The Ministries of Finance and Commerce agreed.", ["Ministry of Finance", "Ministry of Commerce"]),
        ("The Wuhan Municipal Science, Technology and Innovation Bureau acts.",
         ["Wuhan Municipal Science, Technology and Innovation Bureau"]),
        ("The Federal Ministry of Education and Research paid.", ["Federal Ministry of Education and Research"]),
        ("The Hunan Provincial Department of Industry and Information Technology acts.",
         ["Hunan Provincial Department of Industry and Information Technology"]),
        ("The General Office of the Hubei Provincial People's Government acts.",
         ["General Office of the Hubei Provincial People's Government"]),
        ("The Kerala government and the Government of Tamil Nadu agreed.",
         ["Kerala government", "Government of Tamil Nadu"]),
        ("China's commerce ministry disagreed.", ["commerce ministry"]),
        ("The provincial department of industry and information technology agreed.",
         ["provincial department of industry and information technology"]),
        ("The U.S. Department of Energy's Loan Programs Office lends.",
         ["U.S. Department of Energy", "Loan Programs Office"]),
        ("The Energy Department Secretary spoke.", ["Energy Department"]),
        ("The Board of Investment agreed.", ["Board of Investment"]),
        ("The EV scheme of the Excise Department ends.", ["Excise Department"]),
    ],
)  # fmt: skip
def test_agencies(text: str, expected: list[str]) -> None:
    assert names(text, kind="Bureau") == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Minister of Industry and the vice-minister of commerce spoke.",
        "The Department of Chemistry, University of Hamburg, took part.",
        "The Sales Department and the Board of Directors met.",
        "The Trump Administration and the Bundestag debated.",
        "The News Agency and the Travel Agency moved office.",
    ],
)
def test_no_agencies(text: str) -> None:
    assert names(text, kind="Bureau") == []


@pytest.mark.parametrize(
    ("title", "below", "name"),
    [
        ("Ministry of Industry Sets Course for Nickel-Based Batteries", "The Ministry of Industry on Tuesday spoke.",
         "Ministry of Industry"),
        ("Ministry of Mines Opens Copper Mill", "It was said.", "Ministry of Mines"),
        ("Ministry of Trade and Industry Roadmap", "The Ministry of Trade and Industry spoke.",
         "Ministry of Trade and Industry"),
        ("Ministry of Trade, Industry and Energy", "The Ministry of Trade of Kenya spoke.",
         "Ministry of Trade, Industry and Energy"),
    ],
)  # fmt: skip
def test_a_name_ends_in_a_headline_where_it_ends_below(title: str, below: str, name: str) -> None:
    assert names(below, kind="Bureau", title=title)[0] == name


def test_jurisdiction_and_links() -> None:
    text = "The Danish Medicines Agency, Kenya's Ministry of Steel and the MIIT met. The MIIT is Chinese."
    mentions = [m for m in found(text) if m.type == "Bureau"]
    assert [m.feature("jurisdiction") for m in mentions[:2]] == ["country/dk", "country/ke"]
    assert mentions[0].gazetteer == "bureau/dk/danish-medicines-agency"
    assert mentions[2].gazetteer == "bureau/cn/miit"


def test_a_shared_name_is_linked_only_at_home() -> None:
    foreign = [m for m in found("Norway's Ministry of Finance agreed.") if m.type == "Bureau"]
    assert [m.gazetteer for m in foreign] == [None]
    chinese = [m for m in found("China's Ministry of Commerce (MOFCOM) agreed. MOFCOM acts.") if m.type == "Bureau"]
    assert {m.gazetteer for m in chinese} == {"bureau/cn/mofcom"}


def test_the_place_of_an_agency_is_a_mention() -> None:
    assert names("The Anhui Provincial Development and Reform Commission acts.", kind="Region") == ["Anhui"]


def test_the_commission_is_europes_only_in_europe() -> None:
    assert names("The European Commission spoke. The law, a Commission proposal, passed.", kind="Bureau") == [
        "European Commission",
        "Commission",
    ]
    assert names("A Commission proposal passed in Peru.", kind="Bureau") == []


def test_a_new_head_is_an_edit_of_the_lexicon() -> None:
    text = "The Wuhan Municipal Stewardry of Steel acts."
    document = read(text)
    assert bureaus.find(document, Gazetteer.load(), lexicon()) == ()
    head = Entry("x", "Bureau", "", "agency-head", ("Stewardry",), ("Stewardries",))
    wider = replace(lexicon(), entries=(*lexicon().entries, head), version="wider")
    found_now = [m for m in bureaus.find(document, Gazetteer.load(), wider) if m.type == "Bureau"]
    assert [m.name for m in found_now] == ["Wuhan Municipal Stewardry of Steel"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It came from the Economic Development Administration of the Department of Commerce.",
         ["Economic Development Administration", "Department of Commerce"]),
        ("It moved from the Department of Ports to the Department of Trade.",
         ["Department of Ports", "Department of Trade"]),
        ("The Government of Republic of Guinea agreed.", ["Government of Republic of Guinea"]),
        ("The tanks are certified by Transport Canada.", ["Transport Canada"]),
        ("The Department of Energy Grid Program Office pays.", ["Department of Energy Grid Program Office"]),
        ("The state's Rural Growth Committee approved it.", ["Rural Growth Committee"]),
        ("Provincial Departments of Industry and Trade shall report.", []),
        ("Opole City Hall and the Ohio Comptroller of Public Accounts signed.",
         ["Opole City Hall", "Ohio Comptroller of Public Accounts"]),
    ],
)  # fmt: skip
def test_bodies_of_bodies_and_of_states(text: str, expected: list[str]) -> None:
    assert names(text, kind="Bureau") == expected


def test_a_topic_that_is_also_a_town_tells_no_place() -> None:
    (body,) = (m for m in found("Ireland's Department of Enterprise published it.") if m.type == "Bureau")
    assert body.feature("jurisdiction") == "country/ie"


def test_governments_of_the_only_federation_or_state() -> None:
    told = found("The state government in Düsseldorf will pay, and so will the federal government in Berlin.")
    bodies = {m.name: m.feature("jurisdiction") for m in told if m.type == "Bureau"}
    assert bodies == {"state government": "region/de/north-rhine-westphalia", "federal government": "country/de"}
    provincial = found("Hunan and Hubei grew. In Changsha, Hunan, the provincial government agreed.")
    assert [m.feature("jurisdiction") for m in provincial if m.type == "Bureau"] == ["region/cn/hunan"]
    assert names("Mills in Vietnam grew, as the Government in Vietnam agreed.", kind="Bureau") == ["Government"]
    assert names("The government agreed with mills in Vietnam.", kind="Bureau") == []
    assert names("The Rajasthan cabinet met. The cabinet secretary spoke.", kind="Bureau") == ["Rajasthan cabinet"]
    assert names("The Albanese Government pays mills in Australia. The Government says so.", kind="Bureau") == [
        "Albanese Government",
        "Government",
    ]
    two = "Mexico and Germany spoke. The federal government will pay for the plant."
    assert names(two, kind="Bureau") == []


def test_bodies_that_an_apposition_explains() -> None:
    assert names("Exports rose, said Cofex, the state's export promotion agency.", kind="Bureau") == ["Cofex"]
    assert names("Exports rose, said Cofex, the state's biggest exporter.", kind="Bureau") == []
    assert names("Exports rose, said Cofex, the Portuguese agency for small firms.", kind="Bureau") == ["Cofex"]
    assert names("Exports rose, the development agency Corvo said.", kind="Bureau") == ["Corvo"]
    assert names("Exports rose, the agency Director Roe said.", kind="Bureau") == []
    (body,) = (m for m in found("Prosper NB, New Brunswick's development agency, pays.") if m.type == "Bureau")
    assert (body.name, body.feature("jurisdiction")) == ("Prosper NB", "region/ca/new-brunswick")


def test_authorities_of_regions_and_governors_offices() -> None:
    told = found("The Regional Authority of the Zlín Region published it, and so has the Bursa Governorate.")
    assert [(m.type, m.name) for m in told] == [
        ("Bureau", "Regional Authority of the Zlín Region"),
        ("Region", "Zlín Region"),
        ("Region", "Bursa Governorate"),
    ]
    assert names("Ghana's Cocoa Board runs a plant.", kind="Bureau") == ["Cocoa Board"]
    assert names("The Bursa Governorate published a roadmap.", kind="Bureau") == ["Bursa Governorate"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Department of Industries and Commerce of the Government of Karnataka approved it.",
         [("Department of Industries and Commerce", None), ("Government of Karnataka", "region/in/karnataka")]),
        ("The Department of Industry of the Basque Government pays.",
         [("Department of Industry", None), ("Basque Government", "region/es/basque-country")]),
        ("The Ministry of Economy of the Republic of Kosovo pays.",
         [("Ministry of Economy of the Republic of Kosovo", "country/xk")]),
        ("The Ministry of Industry of Saskatchewan pays.",
         [("Ministry of Industry of Saskatchewan", "region/ca/saskatchewan")]),
        ("The Punjab Small Industries Corporation lends.",
         [("Punjab Small Industries Corporation", "region/in/punjab")]),
        ("The State Industries Promotion Corporation of Tamil Nadu lends.",
         [("State Industries Promotion Corporation of Tamil Nadu", "region/in/tamil-nadu")]),
        ("Bavaria's economics ministry lends.", [("Bavaria economics ministry", "region/de/bavaria")]),
        ("The Junta de Andalucía lends.", [("Junta de Andalucía", "region/es/andalusia")]),
        ("The Assam Chemical Industries Corporation makes fertiliser.", []),
        ("The Western Cape's marketing department moved.", []),
    ],
)  # fmt: skip
def test_bodies_of_governments_and_lands(text: str, expected: list[tuple[str, str | None]]) -> None:
    bodies = [m for m in found(text) if m.type == "Bureau"]
    assert [(m.name, m.feature("jurisdiction")) for m in bodies] == expected


def test_a_short_form_behind_or_stands_for_the_body() -> None:
    text = "The Assam Small Industries Corporation, or ASIC, lends. ASIC has 42 plots."
    assert names(text, kind="Bureau") == ["Assam Small Industries Corporation", "ASIC", "ASIC"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She sat on the Denver Commission on Aging and Disability.", ["Denver Commission on Aging and Disability"]),
        ("The Presidential Council on Rare Metals met.", ["Presidential Council on Rare Metals"]),
        ("Kenya founded an Office of Climate Repair and Farm Equity in the Department of Agriculture.",
         ["Office of Climate Repair and Farm Equity", "Department of Agriculture"]),
        ("The Hearing Loss and Speech Services Administration pays.",
         ["Hearing Loss and Speech Services Administration"]),
        ("They report to the Parks, Music and Tourism Bureau.", ["Parks, Music and Tourism Bureau"]),
        ("The Congress and Energy Department agreed.", ["Energy Department"]),
        ("It named the U.S. Department of Labor and Statistics Canada.",
         ["U.S. Department of Labor", "Statistics Canada"]),
        ("He is an aide for Farm Affairs, National Economic Council.", ["National Economic Council"]),
        ("The Department of Labor and National Economic Council agreed.",
         ["Department of Labor", "National Economic Council"]),
        ("The Department of Energy Women’s Bureau closed.", ["Department of Energy"]),
        ("The Department of Justice Senior Counsel Ada Moor spoke.", ["Department of Justice"]),
        ("The Departments of Labor, Health and Human Services, and Defense agreed.",
         ["Department of Labor", "Department of Health and Human Services", "Department of Defense"]),
        ("The Departments of Labor and Commerce agreed.", ["Department of Labor", "Department of Commerce"]),
        ("The Former Federal Housing Agency head spoke.", ["Federal Housing Agency"]),
        ("The Government of the United Kingdom of Great Britain and Northern Ireland agreed.",
         ["Government of the United Kingdom of Great Britain and Northern Ireland"]),
        ("The National Security Council Director and the Denver City Council President spoke.",
         ["National Security Council", "Denver City Council"]),
    ],
)  # fmt: skip
def test_where_names_of_bodies_begin_and_end(text: str, expected: list[str]) -> None:
    assert names(text, kind="Bureau") == expected


@pytest.mark.parametrize(
    "text",
    [
        "She wore the National Defense Service Medal.",
        "The Public Service Loan Program and the Federal Service changed.",
        "It began under the Obama Administration.",
        "He led the U.S. Office in Tirana.",
        "The House Committee on Ways and Means voted.",
        "Under the Foreign Assistance Act of 1961 (FAA), the FAA pays.",
        "He spoke to the Agencies for Food and Agriculture.",
        "Based in Miami, FL, Quick Guard Service grew.",
        "The Investing in America Cabinet met.",
    ],
)
def test_what_no_body_is_called(text: str) -> None:
    assert names(text, kind="Bureau") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Australian and Tasmanian Governments pay.", ["Australian Government", "Tasmanian Government"]),
        ("The Quillam, Varnock and Ostley Governments pay.",
         ["Quillam Government", "Varnock Government", "Ostley Government"]),
        ("The U.S. and Indian governments agreed.", ["U.S. government", "Indian government"]),
        ("The local and other governments agreed.", []),
        ("The Volta and Acme Governments Forum met.", []),
        ("The new Anti-Dumping Commission acts.", ["Anti-Dumping Commission"]),
    ],
)  # fmt: skip
def test_governments_before_one_plural(text: str, expected: list[str]) -> None:
    assert names(text, kind="Bureau") == expected
