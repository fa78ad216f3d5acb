"""Small records of plans, plants and agencies that often are the same: few places, years, words and operators."""

from functools import cache

from hypothesis import strategies as st

from kg.lexicon import read_lexicon
from kg.model import Article, Block, Claim, Entity, Mention, Record, Span
from kg.resolve import Background
from kg.resolve.names import Equivalents
from kg.resources import identity_files

TEXT = "Ouroville and Lakeside, Brightcorp and Acme; an action plan, a plant."
HERE = Span(0, 9)
PLACES = ("Ouroville", "Lakeside")
COMPANIES = ("Brightcorp", "Acme")
SUBJECTS = ("", "Smart", "Robot", "Smart Robot", "Manufacturing", "Smart Manufacturing", "Battery Chip")
PERIODS = (None, ("2024", "2026"), ("2024", None), ("2025", "2027"))
KINDS = ("action-plan", "plan", "implementation-plan", "guideline")
PRODUCTS = ("plant", "battery plant", "second battery plant", "electric battery plant", "chip plant")
AGENCIES = (
    ("Bureau of Economy and Trade", "BET"),
    ("Bureau of Economy and Trade",),
    ("BET",),
    ("Office of Skies", "BET"),
)


@cache
def words() -> Background:
    """Return the words that ship with kg, without a gazetteer."""
    lexicon = read_lexicon(identity_files())
    roles = {role: Equivalents.of(lexicon.with_role(role)) for role in ("agency", "subject")}
    return Background(agency=roles["agency"], subject=roles["subject"])


def record(number: int, entities: list[Entity], claims: list[Claim], published: str | None = "2024-05-01") -> Record:
    url = f"https://news.example/{number}"
    article = Article(
        url,
        f"{number}.txt",
        TEXT,
        (Block(0, len(TEXT), "prose"),),
        "en",
        url=url,
        published=published,
        content_hash="x",
    )
    return Record(article, "test", tuple(entities), tuple(claims))


def thing(id_: str, kind: str, *names: str, form: str = "name") -> Entity:
    mentions = tuple(
        Mention(i, i + 5, kind, form, name, "test")  # type: ignore[arg-type]
        for i, name in enumerate(names)
    )
    return Entity(id_, kind, names[0], mentions)  # type: ignore[arg-type]


def link(subject: str, predicate: str, object_: str) -> Claim:
    return Claim(subject, predicate, object_, "entity", HERE, "test")


def plan(id_: str, subject: str, period: tuple[str, str | None] | None, kind: str) -> tuple[Entity, list[Claim]]:
    claims = [Claim(id_, "planKind", kind, "code", HERE, "test"), link(id_, "appliesTo", "e1")]
    if period:
        claims.append(Claim(id_, "periodStart", period[0], "date", HERE, "test"))
        if period[1]:
            claims.append(Claim(id_, "periodEnd", period[1], "date", HERE, "test"))
    return thing(id_, "Plan", f"{subject} Action Plan".strip()), claims


@st.composite
def policy_records(draw: st.DrawFn, number: int) -> Record:
    entities = [
        thing("e1", "City", draw(st.sampled_from(PLACES))),
        thing("e2", "Company", draw(st.sampled_from(COMPANIES))),
    ]
    claims: list[Claim] = []
    for index in range(draw(st.integers(0, 2))):
        period, kind = draw(st.sampled_from(PERIODS)), draw(st.sampled_from(KINDS))
        entity, more = plan(f"p{index}", draw(st.sampled_from(SUBJECTS)), period, kind)
        entities.append(entity)
        claims += more
    for index in range(draw(st.integers(0, 2))):
        entities.append(thing(f"f{index}", "Facility", draw(st.sampled_from(PRODUCTS)), form="description"))
        claims.append(link("e2", "operates", f"f{index}"))
        if draw(st.booleans()):
            claims.append(link(f"f{index}", "locatedIn", "e1"))
    if draw(st.booleans()):
        entities.append(thing("b1", "Bureau", *draw(st.sampled_from(AGENCIES))))
        if draw(st.booleans()):
            claims.append(link("b1", "jurisdiction", "e1"))
    return record(number, entities, claims)


@st.composite
def policy_lists(draw: st.DrawFn, most: int = 6) -> list[Record]:
    return [draw(policy_records(number)) for number in range(draw(st.integers(1, most)))]
