"""Names of firms that no list knows, told by what they do, own, are to others, and by words of other tongues."""

import pytest

from kg.extract.companyroles import listed
from kg.text.inflect import verb_forms

from .finding import found, names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oakhollow Steel lit a third blast furnace at its works on Monday.", ["Oakhollow Steel"]),
        ("Talinga Refractories fired its first kiln at Ramagundam on Monday.", ["Talinga Refractories"]),
        ("When Hradec Castings turned off its furnaces, hundreds lost their jobs.", ["Hradec Castings"]),
        ("Ruvuma Cashew has commissioned a shelling plant near Songea.", ["Ruvuma Cashew"]),
        ("Last week Ordás Hermanos began work on a cannery in Vigo.", ["Ordás Hermanos"]),
        ("In Kutaisi, Gelovani Textiles is fitting out a sewing hall for 500 workers.", ["Gelovani Textiles"]),
        ("Yıldırım Kablo moved its copper line from Bursa to Manisa.", ["Yıldırım Kablo"]),
        ("Although Varga Bútor doubled its sales, the furniture plant in Pécs is to close.", ["Varga Bútor"]),
        ("At Gera, Lindner & Söhne stopped two of five looms in May.", ["Lindner & Söhne"]),
        ("KRV Plate Mill shut its works at Bang Na in Thailand in May.", ["KRV Plate Mill"]),
    ],
)
def test_firms_that_make_and_stop_something(text: str, expected: list[str]) -> None:
    assert names(text, kind="Company") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Hengtai anode factory in Debrecen took 26 months to build.", ["Hengtai"]),
        ("Workers at the Belmira shoe factory in Porto went on strike.", ["Belmira"]),
        ("In Zwickau, however, the night shift at the Rehberg gearbox plant fears cuts.", ["Rehberg"]),
        ("The Verreries Lestrade factory made its last bottle in December.", ["Verreries Lestrade"]),
        ("In May it approved aid for a new pump foundry of Grabner in Graz.", ["Grabner"]),
        ("The Lindqvist paper mill in Sundsvall has run at half its speed since May.", ["Lindqvist"]),
    ],
)
def test_firms_that_plants_are_told_by(text: str, expected: list[str]) -> None:
    assert names(text, kind="Company") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The biggest is Nalanda Lifesciences, whose plant can fill 900 vials a minute.", ["Nalanda Lifesciences"]),
        ("The first to come was Dornbach Pumpen, which rented two halls.", ["Dornbach Pumpen"]),
        ("The mill belongs to Fjordmasse, which paid 300 million kroner for it.", ["Fjordmasse"]),
        ("The works belonged to Karpov Zavod until 2011.", ["Karpov Zavod"]),
        ("The owner, the Suwan family's Thai Siridara Group, blames imports.", ["Thai Siridara Group"]),
        ("The plant is owned by the Marchetti family's Ceramiche Lario.", ["Ceramiche Lario"]),
        ("The fitters of the press builder Oberlechner, who came in May, leave the plant.", ["Oberlechner"]),
        ("The factory needs its only backer, Danish investor Sundkilde, to stay.", ["Sundkilde"]),
        ("The Molta group is rebuilding a board machine at Schongau in Bavaria.", ["Molta"]),
        ("The Kanematsu Yarn group is building a spinning mill in Vinh Long.", ["Kanematsu Yarn"]),
        ("The other customer, Valmora, takes a third of the output of the factory.", ["Valmora"]),
        ("Hirth & Kolb of Austria will deliver the kilns of the factory.", ["Hirth & Kolb"]),
        ("Brakes for the factory are bought from Tillberg of Sweden.", ["Tillberg"]),
        ("Analysts at Quist & Lunde said that more factories would close.", ["Quist & Lunde"]),
        ("Half of the factories told pollster Polar Sesam that they would hire.", ["Polar Sesam"]),
        ("Steel plants will cut output, according to analysts at Sundby Markets.", ["Sundby Markets"]),
        ("It stands beside factories of market leaders like Ardenti, Tarvik and Nestlé.",
         ["Ardenti", "Tarvik", "Nestlé"]),
        ("The factory sells to retailers including Tesco, Bellmarkt, and others.", ["Tesco", "Bellmarkt"]),
    ],
)  # fmt: skip
def test_firms_told_by_what_they_are_to_others(text: str, expected: list[str]) -> None:
    assert names(text, kind="Company") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Cost of the factory: PLN 7 billion, of which HUF 900 million are for roads.",
        "The factory wants to be the main supplier to the Arab World.",
        "The maker of the plant is listed on Kestrex.",
        "The agency will use its Rural Jobs Investment Corporation scheme for factories.",
        "The Leopard tank plant in Munich is busy.",
        "The Corolla plant in Aichi makes 900 cars a day.",
        "The Harare tannery in Zimbabwe belongs to nobody.",
        "Jean Dupont shut his mill in 1998.",
        "Anna Petrova opened a bakery in Varna.",
        "Maria Santos, who owns a tannery in León, employs 40 people.",
        "Mount Kenya supplies the plant with water.",
        "The Climate Working group met at the factory.",
        "Oil & Gas and Health & Safety are on the agenda of the factory.",
        "The factory needs metals such as Dysprosium, which are scarce.",
    ],
)
def test_no_firms_beside_the_same_words(text: str) -> None:
    assert names(text, kind="Company") == []


def test_lists_of_firms_end_with_their_sentence_and_leave_sorts_out() -> None:
    def items(text: str) -> list[str]:
        return [text[start:end] for start, end in listed(text)]

    assert items("Work with companies like Abbott and Roche. This helps.") == ["Abbott", "Roche"]
    assert items("Producers, including OEMs, EMS, and Bosch, agree. Rivals such as the Tarvik are few.") == [
        "Bosch",
        "Tarvik",
    ]
    assert items("Products such as Corolla and Prius sell well.") == []


@pytest.mark.parametrize(("verb", "past"), [("light", "lit"), ("relight", "relit"), ("cast", "cast"), ("spin", "spun")])
def test_irregular_verbs_of_works(verb: str, past: str) -> None:
    assert past in verb_forms(verb)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Oakhollow Beverage Group’s (NASDAQ: OBG) factory is new. OBG hires.", "OBG"),
        ("The Oakhollow Malt Corporation, or OMC, opened a brewery. OMC hires.", "OMC"),
        ("Oakhollow Steel Ltd (TSX: KRV) opened a factory.", ""),
    ],
)
def test_initials_behind_a_name_are_its_short_form(text: str, short: str) -> None:
    given = [m.feature("abbreviation") or "" for m in found(text) if m.type == "Company"]
    assert given[0] == short
    assert (short in names(text, kind="Company")) == bool(short)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Delmara's chief executive, Ines Prado, said the factory would stay.", ["Delmara"]),
        ("The factory is being built by a young company, Helioform.", ["Helioform"]),
        ("The consortium of Siemens, Torvik and Hanul is building a factory.", ["Siemens", "Torvik", "Hanul"]),
        ("Rosa Vidal founded Tejidos Vidal in Sabadell and ran its mill for 30 years.", ["Tejidos Vidal"]),
        ("Last autumn Kuipers Scheepsbouw laid the keel of a ferry at its yard in Harlingen.", ["Kuipers Scheepsbouw"]),
        ("Steel for the factory comes from Acciai Padani in Cremona.", ["Acciai Padani"]),
        ("Farmers such as Juma Mwangi sell cotton to the factory.", []),
        ("The Taliban group seized the factory.", []),
        ("The Danube froze and halted its factory.", []),
        ("The Trosky cement plant in Bohemia was shut.", []),
        ("Workers at the Haldia petrochemical plant in West Bengal struck.", []),
        ("It is a family company, Maria Santos says of the factory.", []),
    ],
)
def test_officers_founders_and_people(text: str, expected: list[str]) -> None:
    assert names(text, kind="Company") == expected
