import re
from pathlib import Path

import pytest

from kg import gazetteer as gazetteers
from kg.describe import Support, described, together
from kg.errors import InputError
from kg.gazetteer import Gazetteer, Known, plain
from kg.resources import ontology_dir

HEADER = "# key\tname\tnames\tnames_zh\tparent\tpopulation\tgeonames\tadjectives\n"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def test_hierarchy(gazetteer: Gazetteer) -> None:
    assert [p.key for p in gazetteer.parents("city/cn/hefei")] == ["region/cn/anhui", "country/cn"]
    assert gazetteer.within("city/cn/hefei", "country/cn")
    assert not gazetteer.within("city/cn/hefei", "region/cn/hubei")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Xi’an", "city/cn/xi-an"),
        ("Wrocław", "city/pl/wroclaw"),
        ("Munich", "city/de/munich"),
        ("Bangalore", "city/in/bengaluru"),
        ("Hà Nội", "city/vn/hanoi"),
        ("Ga.", "region/us/georgia"),
        ("TX", "region/us/texas"),
        ("USA", "country/us"),
        ("EU", "region/eu/european-union"),
        ("MIIT", "bureau/cn/miit"),
        ("Hon Hai", "company/foxconn"),
    ],
)
def test_names(gazetteer: Gazetteer, name: str, key: str) -> None:
    assert key in {k.key for k in gazetteer.lookup(name)}


def test_biggest_first_and_types(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Suzhou")[0].parent == "region/cn/jiangsu"
    assert {k.type for k in gazetteer.lookup("Georgia", "Region", "Country")} == {"Region", "Country"}
    assert gazetteer.lookup("hefei") == ()
    assert gazetteer.lookup_any_case("HEFEI")[0].key == "city/cn/hefei"


def test_chinese_names_and_adjectives(gazetteer: Gazetteer) -> None:
    city = gazetteer.get("city/cn/hefei")
    assert city is not None and "合肥" in city.names_zh and city.geonames == 1808722
    country = gazetteer.country_of_adjective("Danish")
    assert country is not None and country.key == "country/dk"


@pytest.mark.parametrize("name", ["U.S", "U.S.", "United States"])
def test_a_country_is_found_with_and_without_its_last_full_stop(gazetteer: Gazetteer, name: str) -> None:
    assert [k.key for k in gazetteer.countries(name)] == ["country/us"]


def test_a_full_stop_finds_nothing_else(gazetteer: Gazetteer) -> None:
    assert gazetteer.countries("Hefei") == () and gazetteer.countries("U") == ()


def test_every_parent_exists(gazetteer: Gazetteer) -> None:
    lines = (ontology_dir() / "gazetteer" / "places.tsv").read_text("utf-8").splitlines()[1:]
    keys = [line.split("\t")[0] for line in lines]
    parents = {line.split("\t")[4] for line in lines} - {""}
    assert len(keys) == len(set(keys)) > 30_000
    missing = {p for p in parents if gazetteer.get(p) is None}
    assert {p for p in missing if not p.startswith("country/")} == set()


def test_rows_are_decoded_when_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    decode, decoded = gazetteers._decode, list[str]()

    def counted(row: str, lesser: bool) -> Known:
        decoded.append(row.split("\t", 1)[0])
        return decode(row, lesser)

    monkeypatch.setattr(gazetteers, "_decode", counted)
    folder = ontology_dir() / "gazetteer"
    found = Gazetteer.load(folder / ".." / folder.name)  # not the one that is kept of this folder
    assert decoded == []
    assert found.get("city/cn/hefei") is found.get("city/cn/hefei")
    assert decoded == ["city/cn/hefei"]


def test_damaged_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        Gazetteer.load(tmp_path)
    (tmp_path / "places.tsv").write_text(HEADER + "country/xx\tX\n")
    with pytest.raises(InputError, match="columns"):
        Gazetteer.load(tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    (other / "places.tsv").write_text(HEADER)
    (other / "a.ttl").write_text("<a> <b>")
    with pytest.raises(InputError, match="not valid Turtle"):
        Gazetteer.load(other)


def test_plain() -> None:
    assert plain("Đồng Nai") == "Dong Nai"
    assert plain("Łódź") == "Lodz"


def test_ids_of_wikidata_are_well_formed_unique_and_of_things_that_are_known() -> None:
    gazetteer = Gazetteer.load()
    ids = gazetteer.wikidata
    assert len(ids) > 60 and len(set(ids.values())) == len(ids)
    assert all(re.fullmatch(r"Q[1-9]\d{0,6}", value) for value in ids.values())
    assert all(gazetteer.get(key) is not None for key in ids)
    assert (ids["country/cn"], ids["country/in"], ids["country/de"]) == ("Q148", "Q668", "Q183")


def test_a_thing_with_an_id_is_linked() -> None:
    support = Support("https://example.org/cn", "country/cn", "a", "Country", ("China", "en"), ())
    same = {t[2] for t in described(together([support]), Gazetteer.load()) if t[1].endswith("sameAs>")}
    assert same == {"<https://sws.geonames.org/1814991/>", "<http://www.wikidata.org/entity/Q148>"}
