"""Hand-made Records for tests: words are looked up in the text, so that offsets are always right."""

from decimal import Decimal
from typing import Any

from kg.model import Article, Block, Claim, Entity, Measure, Mention, Period, Record, Span


def article(text: str, url: str = "https://news.example/1", **more: Any) -> Article:
    """Make an article of one block from its text."""
    values: dict[str, Any] = {
        "published": "2024-03-04",
        "language": "en",
        "origin": "one.txt",
        "content_hash": "c0ffee",
    }
    return Article(id=url, url=url, text=text, blocks=(Block(0, len(text), "prose"),), **{**values, **more})


def span(text: str, words: str) -> Span:
    """Find words in a text; they must be there."""
    start = text.index(words)
    return Span(start, start + len(words))


def entity(text: str, id_: str, type_: Any, name: str, *surfaces: str, gazetteer: str | None = None) -> Entity:
    """Make an entity with a mention for each surface (a leading "~" marks a description, "^" an anaphor)."""
    forms = {"~": "description", "^": "anaphor"}
    mentions = []
    for surface in surfaces or (name,):
        form: Any = forms.get(surface[0], "name")
        words = surface[1:] if form != "name" else surface
        place = span(text, words)
        mentions.append(Mention(place.start, place.end, type_, form, words, "test", gazetteer=gazetteer))
    return Entity(id_, type_, name, tuple(sorted(mentions, key=lambda m: m.start)), gazetteer)


PLAN_TEXT = """Beijing to build 100 smart factories

The Beijing Municipal Bureau of Economy and Information Technology has issued an action plan for digitalisation
in the city's manufacturing sector between 2024 and 2026. It wants 100 smart factories.

Xiaomi's new factory in Beijing opened last month. It can make about 10 million phones a year. The bureau said
that 103 smart factories had been built since 2021. Ten billion yuan was invested."""

BUREAU = "Beijing Municipal Bureau of Economy and Information Technology"
PLAN = "action plan for digitalisation\nin the city's manufacturing sector between 2024 and 2026"


def plan_record(url: str = "https://news.example/1", text: str = PLAN_TEXT) -> Record:
    """Make the record of a short article about a plan and a factory."""
    issued = span(text, "has issued an action plan")
    opened = span(text, "Xiaomi's new factory in Beijing opened last month")
    return Record(
        article=article(text, url, title="Beijing to build 100 smart factories", publisher="The Example"),
        extractor="test 1",
        entities=(
            entity(text, "e1", "City", "Beijing", "Beijing", "^the city"),
            entity(text, "e2", "Bureau", BUREAU, BUREAU, "^The bureau"),
            entity(text, "e3", "Plan", "action plan for digitalisation", "~" + PLAN),
            entity(text, "e4", "Company", "Xiaomi", "Xiaomi"),
            entity(text, "e5", "Facility", "new factory", "~new factory in Beijing"),
        ),
        claims=(
            Claim("e3", "issuedBy", "e2", "entity", issued, "issue"),
            Claim("e3", "appliesTo", "e1", "entity", issued, "issue", 0.9),
            Claim("e2", "jurisdiction", "e1", "entity", span(text, BUREAU), "name"),
            Claim("e3", "periodStart", "2024", "date", span(text, "between 2024 and 2026"), "period"),
            Claim("e3", "periodEnd", "2026", "date", span(text, "between 2024 and 2026"), "period"),
            Claim("e3", "planKind", "action-plan", "code", span(text, "action plan"), "kind"),
            Claim("e4", "operates", "e5", "entity", opened, "possessive"),
            Claim("e5", "locatedIn", "e1", "entity", opened, "in"),
            Claim("e5", "opened", "2024-02", "date", opened, "open"),
            Claim("e5", "status", "operating", "code", opened, "open"),
            Claim("e5", "facilityKind", "smart-factory", "code", opened, "kind"),
        ),
        measures=(
            Measure(
                "target",
                "e3",
                Decimal(100),
                "exact",
                "smart factories",
                span(text, "It wants 100 smart factories"),
                "want",
                period=Period("2024", "2026"),
            ),
            Measure(
                "capacity",
                "e5",
                Decimal("10000000.0"),
                "about",
                "phones per year",
                span(text, "about 10 million phones a year"),
                "make",
            ),
            Measure(
                "count",
                "e1",
                Decimal(103),
                "exact",
                "smart factories",
                span(text, "103 smart factories had been built since 2021"),
                "since",
                period=Period("2021", None),
                attributed_to="e2",
            ),
            Measure(
                "investment",
                "e5",
                Decimal(10**10),
                "exact",
                "",
                span(text, "Ten billion yuan was invested"),
                "invest",
                currency="CNY",
            ),
        ),
    )
