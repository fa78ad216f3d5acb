import pytest

from kg.extract.companycontext import no_firm

from .finding import found, names


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
    assert no_firm("Facebook", "Follow Acme Steel on Instagram and ", ".")
    assert not no_firm("Facebook", "The plant supplies ", " with racks.")
    assert no_firm("AcmeAcme", "About ", " is a leading maker of pumps.")
    assert no_firm("Acme Steel Acme Steel Works", "About ", " is a maker of pumps.")
    assert not no_firm("Acme Steel", "About ", " is a maker of pumps.")


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
