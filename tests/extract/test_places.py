import pytest

from .finding import found, names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HEFEI, China, June 3 (Wire) -- The city grows.", ["City: HEFEI", "Country: China"]),
        ("A mill will rise in Oakfen, Georgia, next year.", ["City: Oakfen", "Region: Georgia"]),
        ("It is building in the town of Brambleton Hill.", ["City: Brambleton Hill"]),
        ("The Wuxing District of Huzhou has a plan.", ["Region: Wuxing District", "City: Huzhou"]),
        ("South China's Guangdong Province grows.", ["Country: China", "Region: Guangdong Province"]),
        ("Its plants in Reading, Pennsylvania, and Mobile, Alabama, closed.",
         ["City: Reading", "Region: Pennsylvania", "City: Mobile", "Region: Alabama"]),
        ("The Pune factory works.", ["City: Pune"]),
        ("Moose Jaw, Saskatchewan, waits.", ["City: Moose Jaw", "Region: Saskatchewan"]),
        ("Goods go to Germany, Viet Nam and the UK.", ["Country: Germany", "Country: Viet Nam", "Country: UK"]),
        ("A new line runs in Quernby, a town in Bavaria.", ["City: Quernby", "Region: Bavaria"]),
        ("Its mill in Joinville (SC), Brazil, grows.", ["City: Joinville", "Country: Brazil"]),
        ("Its mill in Greenville (SC) grows.", ["City: Greenville", "Region: SC"]),
    ],
)  # fmt: skip
def test_places(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Most of the date went to reading, and Police said so.",
        "Mr Jackson and Paris Hilton met Jordan Smith.",
        "She studied at the University of Texas at Austin.",
        "Chinese and German officials met their Bavarian hosts.",
        "It cost US$5 million and C$3 million.",
        "The New York Times and the Wuhan Open are no places.",
        "Write to info@paris.example or https://paris.example/Berlin for more.",
    ],
)
def test_no_places(text: str) -> None:
    assert [n for n in names(text) if n.startswith(("City", "Region", "Country"))] == []


def test_names_inside_names_are_not_mentions() -> None:
    assert names("Bank of China Limited and Volkswagen (Anhui) signed.", kind="City") == []
    assert names("Volkswagen (Anhui) signed.", kind="Company") == ["Volkswagen (Anhui)"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The firm builds in Savannah, Georgia.", "region/us/georgia"),
        ("Tbilisi is the capital of Georgia, the Georgian minister said.", "country/ge"),
        ("It will hire in Moses Lake, Washington.", "region/us/washington"),
        ("WASHINGTON -- The president spoke.", "city/us/washington"),
        ("Plants stand in Ohio, Texas and New York.", "region/us/new-york"),
        ("A shop opened in New York City.", "city/us/new-york-city"),
        ("Dundee and Perth are towns of Scotland.", "city/gb/perth"),
    ],
)
def test_namesakes(text: str, key: str) -> None:
    assert key in {m.gazetteer for m in found(text)}


def test_what_is_stated_with_a_place() -> None:
    mentions = {
        m.name: m for m in found("The plant in Liuzhou, China, and one in Heide, in the state of Schleswig-Holstein.")
    }
    assert mentions["Liuzhou"].feature("within") == "country/cn"
    assert mentions["Heide"].feature("within") == "region/de/schleswig-holstein"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The company's Ostermark site in Bavaria closes; work at Ostermark ended in May.",
         ["City: Ostermark", "Region: Bavaria", "City: Ostermark"]),
        ("The smelter lies 12 km north of Grimsundet.", ["City: Grimsundet"]),
        ("The refinery lies 40 km south of Lake Tarrin, east of Interstate 95.", []),
        ("A dye works opened in 15th of May City.", ["City: 15th of May City"]),
        ("Work began on the 4th of July.", []),
        ("A press shop in the Moselle department hires.", ["Region: Moselle"]),
        ("An order in the Finance department was signed.", []),
        ("A forge in Puy-de-Dôme hires.", ["Region: Puy-de-Dôme"]),
        ("Poland's Podkarpackie region hires.", ["Country: Poland", "Region: Podkarpackie"]),
        ("Work goes to Bac Ninh, Vinh Phuc and Dong Nai provinces.",
         ["Region: Bac Ninh", "Region: Vinh Phuc", "Region: Dong Nai"]),
        ("A pilot began in the North West of England.", ["Region: North West of England"]),
        ("Jobs come to North East Lincolnshire.", ["Region: North East Lincolnshire"]),
        ("Amperline of Reno, Nevada, runs a line in nearby Sparks.", ["City: Reno", "Region: Nevada", "City: Sparks"]),
        ("It moved its factory in Šarovce to 2028.", ["City: Šarovce"]),
    ],
)  # fmt: skip
def test_places_that_no_gazetteer_lists(text: str, expected: list[str]) -> None:
    assert [n for n in names(text) if n.startswith(("City", "Region", "Country"))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The firm will close its mills in Emden and Osnabrück by May.", ["Emden", "Osnabrück"]),
        ("Producers in Yeosu, Daesan and Ulsan cut output.", ["Yeosu", "Daesan", "Ulsan"]),
        ("Osnabrück, where vans are assembled, lost a plant.", ["Osnabrück"]),
        ("Adityapur, next door to Jamshedpur, has many works.", ["Adityapur", "Jamshedpur"]),
        ("Sandao, a county-level city under Changzhou, has a mill.", ["Sandao", "Changzhou"]),
        ("The group shut its blast furnaces at Port Talbot last year.", ["Port Talbot"]),
        ("The sites are Virudhunagar (Tamil Nadu) and Warangal (Telangana).", ["Virudhunagar", "Warangal"]),
        ("The expansion of its Bowling Green foundry goes on.", ["Bowling Green"]),
        ("The foundry stands in the Ruhr town of Bochum.", ["Bochum"]),
    ],
)
def test_towns_in_rows_and_scenes(text: str, expected: list[str]) -> None:
    assert names(text, kind="City") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Sumin district, a plant was opened.", ["Sumin"]),
        ("The mill lies in the state of São Paulo.", ["São Paulo"]),
        ("Shops at the Athi River export processing zone want cheaper power.", ["Athi River export processing zone"]),
        ("The aid rises in Banská Bystrica Region and Prešov Region.", ["Banská Bystrica Region", "Prešov Region"]),
    ],
)
def test_regions_told_by_small_words(text: str, expected: list[str]) -> None:
    assert names(text, kind="Region") == expected


def test_parts_of_the_world_are_no_towns() -> None:
    assert names("Thailand is a car production base in Southeast Asia.", kind="City") == []


def test_the_town_of_a_dateline_is_whole_and_comes_back() -> None:
    line = "OAK RIDGE FALLS, Tenn. -- Governor Roe said the plant will open. The Oak Ridge Falls plant will employ 200."
    assert names(line, kind="City") == ["OAK RIDGE FALLS", "Oak Ridge Falls"]


def test_countries_before_small_towns_abroad() -> None:
    assert names("Mali approved the plant. Ore goes from Mali to China.", kind="Country") == ["Mali", "Mali", "China"]
    assert names("The mill in Lebanon, Ohio, closed. Lebanon waits.", kind="City") == ["Lebanon", "Lebanon"]


def test_towns_of_the_netherlands_lie_there() -> None:
    (town,) = (m for m in found("It builds a plant in Kaatsdorp, the Netherlands.") if m.type == "City")
    assert town.feature("within") == "country/nl"


def test_a_members_district_is_no_region() -> None:
    assert names("It brings jobs to Representative Marlowe's district.", kind="Region") == []


def test_regions_in_a_row() -> None:
    row = "It sets aside money for the Lower Silesian, Opole and Lubusz regions. A mill stands in Opole, Poland."
    assert names(row, kind="Region") == ["Lower Silesian", "Opole", "Lubusz"]
    assert names(row, kind="City") == ["Opole"]
    assert names("The Mining and Energy regions grew.", kind="Region") == []


def test_regions_named_by_direction_together_are_none() -> None:
    assert "Northern regions" not in names("The Southern, Western, and Northern regions drew less.", kind="Region")
