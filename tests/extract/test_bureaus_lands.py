import pytest

from .finding import found, names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Secretariat of Energy and Mines (SEM) drew it up.", ["Secretariat of Energy and Mines"]),
        ("The Secretariat of the World Forum on Promoting Grain met.", []),
        ("The Industry and Trade Secretariat of Bahia agreed.", ["Industry and Trade Secretariat of Bahia"]),
        ("The Voivodeship Labour Office and the Podlaskie Marshal's Office pay.",
         ["Voivodeship Labour Office", "Podlaskie Marshal's Office"]),
        ("The Ozark Regional Commission pays.", ["Ozark Regional Commission"]),
        ("Idaho's Labor, Parks, and Water Agency closed.", ["Labor, Parks, and Water Agency"]),
        ("The Defense and State Department agreed.", ["State Department"]),
        ("The U.S. Coast Guard bought two ships; the Coast Guard needs ten.", ["U.S. Coast Guard", "Coast Guard"]),
        ("Invest Bahia and Enterprise Tasmania agreed.", ["Invest Bahia", "Enterprise Tasmania"]),
        ("Export Finance Australia lends, Business Oregon's grant pays.",
         ["Export Finance Australia", "Business Oregon"]),
        ("They want to invest. Invest Wisely met.", []),
        ("New Business Nevada Group grew.", []),
        ("It studied with the University of Idaho Department of Soil Science.", []),
        ("The American Board of Surgery and the Ohio Bar Association Task Force on Fees met.", []),
        ("It is an NSF-certified shed, paid by the NSF.", ["NSF"]),
        ("USDA Forest Service agreed.", ["USDA Forest Service"]),
        ("The White House spoke, according to the White House.", ["White House", "the White House"]),
        ("She came to the White House, was honoured at the White House and ran for the White House.", []),
    ],
)  # fmt: skip
def test_bodies_of_lands_and_whom_no_land_has(text: str, expected: list[str]) -> None:
    assert names(text, kind="Bureau") == expected


def test_the_centre_and_the_prefecture_have_governments() -> None:
    def told(*lines: str) -> list[tuple[str, str | None]]:
        mentions = [m for m in found(*lines) if m.type == "Bureau"]
        return [(m.name, m.feature("jurisdiction")) for m in mentions]

    assert told("India has seven parks, among them one in Gujarat.", "The Centre expects two more.") == [
        ("Centre", "country/in")
    ]
    assert told("India opened the Skills Centre in Pune.", "The Centre expects 300 pupils.") == []
    assert told("The Centre in Graz, Austria, expects 300 pupils.") == []
    (body,) = told("The plant is in Takaoka, Toyama Prefecture.", "The prefectural government pays.")
    assert body == ("prefectural government", "region/jp/toyama")


def test_governments_before_one_plural_behind_other_words() -> None:
    text = "Additionally, the Quillam and Varnock Governments pay."
    mentions = [m for m in found(text) if m.type == "Bureau"]
    assert [(m.name, text[m.start : m.end]) for m in mentions] == [
        ("Quillam Government", "Quillam"),
        ("Varnock Government", "Varnock Governments"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Central Bank of Kenya and the Reserve Bank of Fiji agreed.",
         ["Bureau: Central Bank of Kenya", "Bureau: Reserve Bank of Fiji"]),
        ("They asked the National Bank of Georgia.", ["Bureau: National Bank of Georgia"]),
        ("The Defense Logistics Agency buys.", ["Bureau: Defense Logistics Agency"]),
        ("The Ministry of Mines of Peru and the Directorate-General for Trade came.",
         ["Bureau: Ministry of Mines of Peru", "Bureau: Directorate-General for Trade"]),
    ],
)  # fmt: skip
def test_central_banks_and_directorates(text: str, expected: list[str]) -> None:
    assert [n for n in names(text) if n.startswith(("Bureau", "Company"))] == expected


def test_a_national_bank_that_anyone_banks_with_is_no_body() -> None:
    assert names("The National Bank of Greece lends.", kind="Bureau") == []
