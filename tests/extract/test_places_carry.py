"""Places of other countries and wordings than the articles have that the rules were made with."""

import pytest

from .finding import names

PLACES = ("City", "Region", "Country")


def places(text: str) -> list[str]:
    return [n for n in names(text) if n.startswith(PLACES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The group has chosen Brangsari regency in Central Java province for a smelter.",
         ["Region: Brangsari", "Region: Central Java"]),
        ("The yard lies in Dohargaon upazila, Narail district.", ["Region: Dohargaon", "Region: Narail"]),
        ("A mill in Kandukuru mandal, Andhra Pradesh, makes yarn.", ["Region: Kandukuru", "Region: Andhra Pradesh"]),
        ("The plant stands in Krasnovka raion of Lviv oblast.", ["Region: Krasnovka", "Region: Lviv"]),
        ("The foundry in Landkreis Hohenmark employs 300.", ["Region: Landkreis Hohenmark"]),
        ("Investors like Kabupaten Sumberjaya in East Java.", ["Region: Kabupaten Sumberjaya", "Region: East Java"]),
        ("A dairy in County Leitrim closed.", ["Region: County Leitrim"]),
        ("The refinery is in El Harrach wilaya, Algeria.", ["Region: El Harrach", "Country: Algeria"]),
        ("The works in Mstow voivodeship was sold.", ["Region: Mstow"]),
    ],
)  # fmt: skip
def test_units_of_any_country(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A rolling mill in Long An closed.", ["Region: Long An"]),
        ("A line opened in Binh Dinh and Dak Nong in Vietnam.",
         ["Region: Binh Dinh", "Region: Dak Nong", "Country: Vietnam"]),
        ("A battery plant rises in Uusimaa, Finland.", ["Region: Uusimaa", "Country: Finland"]),
        ("The smelter in Zhytomyr Oblast was shut.", ["Region: Zhytomyr Oblast"]),
        ("Several works on Java and Sumatra date from the 1970s.", ["Region: Java", "Region: Sumatra"]),
        ("A furniture maker from Quy Nhon built a hall.", ["City: Quy Nhon"]),
        ("The line was made in Mpumalanga Province, South Africa.",
         ["Region: Mpumalanga Province", "Country: South Africa"]),
    ],
)  # fmt: skip
def test_provinces_and_islands_of_the_gazetteer(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mill, outside the Swedish town of Norvesta, was sold.", ["City: Norvesta"]),
        ("It has a plant in Slovakia, in the town of Hradec nad Sazou.",
         ["Country: Slovakia", "City: Hradec nad Sazou"]),
        ("Workers in the Bavarian village of Oberlauf protested.", ["City: Oberlauf"]),
        ("The firm was founded in the small Portuguese town of Vale da Serra.", ["City: Vale da Serra"]),
        ("Siam Group is building a cathode plant at Ban Nong Kham at a cost of 2 billion baht.",
         ["City: Ban Nong Kham"]),
        ("The firm is to move its antibiotics line from Horampella to the zone.", ["City: Horampella"]),
        ("The yard of Moc Gia in Tuy Lam smells of acacia.", ["City: Tuy Lam"]),
        ("The firm's older yard, in Sekumpul, delivered 31 tugs in 2024.", ["City: Sekumpul"]),
        ("The company employs about 2,300 people at Kolapara.", ["City: Kolapara"]),
        ("The firm runs one plant in the Muarindah Furniture Park at Pagohtama.", ["City: Pagohtama"]),
        ("Rejects go to a recycler in Chachoengdao.", ["City: Chachoengdao"]),
        ("The company has put scanners in its Tahunrejo workshop.", ["City: Tahunrejo"]),
    ],
)  # fmt: skip
def test_towns_where_works_stand(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dockyard on Batam employs 900.", ["Region: Batam"]),
        ("A smelter on the island of Karimunjawa was delayed.", ["Region: Karimunjawa"]),
        ("The battery plant on Geoje Island opened.", ["Region: Geoje Island"]),
        ("A second yard is being built at Tanjung Uncal on Bintan, Indonesia.",
         ["City: Tanjung Uncal", "Region: Bintan", "Country: Indonesia"]),
    ],
)  # fmt: skip
def test_islands(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hundreds of people lined the bank of the Karnaphuli on Saturday.",
        "Dealers across the New England area will sell the vans.",
        "The works was the heart of East Germany's chemical industry.",
        "He trusts in Elon Trask and met officials in Parliament.",
        "The code is written in Python and the prices are in Bitcoin.",
        "The school district and the Central Business district were shown a plant on Monday.",
    ],
)
def test_no_places_at_all(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Brazil is far away. The second is a foundry in Brusque that nobody named.", "Brusque"),
        ("Its hall in neighboring Ma'anshan, China, went into trial operation.", "Ma'anshan"),
        ("China has the tile plant of Jinyao Group in Gao’an and others.", "Gao’an"),
        ("Mostly Beijing pays for the factories.", "Beijing"),
        ("Gerlingen-based Bosch opened a plant in Germany.", "Gerlingen"),
        ("Robots weld at a new tannery in Franca, Brazil.", "Franca"),
    ],
)
def test_a_town_is_told_by_what_it_is_the_object_of(text: str, town: str) -> None:
    assert town in names(text, kind="City")


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("The park in West Tennessee has a plant.", ["West Tennessee"]),
        ("Makers across Southern California hired welders.", ["Southern California"]),
        ("A mill in Northern Ontario closed.", ["Northern Ontario"]),
        ("The South West Arkansas project makes brine.", ["Arkansas"]),
        ("A plant in West Virginia closed.", ["West Virginia"]),
    ],
)
def test_a_quarter_of_a_state_is_a_region(text: str, regions: list[str]) -> None:
    assert names(text, kind="Region") == regions


STATES = "Mills in Ohio, Texas and Georgia closed."


@pytest.mark.parametrize(
    ("text", "town"),
    [
        (f"New York-based Sorbia Partners spoke. {STATES}", True),
        (f"Headquartered in New York, the firm grew. {STATES}", True),
        (f"It has offices in New York. {STATES}", True),
        (f"It has a mill in New York state. {STATES}", False),
        (f"It has mills in New York and Ohio. {STATES}", False),
    ],
)
def test_firms_sit_in_the_town_that_shares_its_name_with_a_state(text: str, town: bool) -> None:
    assert ("New York" in names(text, kind="City")) is town


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("Michigan grows. GM is adding a shift at its Flint plant.", ["Flint"]),
        ("GM is adding a shift at its Flint plant.", []),
        ("Michigan grows. They found flint and a Flint lighter.", []),
    ],
)
def test_a_town_called_like_a_thing_before_a_plant(text: str, towns: list[str]) -> None:
    assert names(text, kind="City") == towns


def test_townships_are_towns() -> None:
    assert names("A hub in Orleans Township opened.", kind="City") == ["Orleans Township"]
