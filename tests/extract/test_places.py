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
