"""Hypothesis strategies for articles and well-formed Records: ids resolve, spans lie in the text, predicates fit."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from kg.model import Abstention, Article, Block, Claim, Cut, Entity, Measure, Mention, Period, Record, Span

TYPES = ("City", "Region", "Country", "Bureau", "Plan", "Company", "Facility")
PLACES = ("City", "Region", "Country")
SIGNATURES = {
    "issuedBy": (("Plan",), ("Bureau",)),
    "appliesTo": (("Plan",), PLACES),
    "partOfPlan": (("Plan",), ("Plan",)),
    "supersedes": (("Plan",), ("Plan",)),
    "operates": (("Company",), ("Facility",)),
    "locatedIn": (("Facility", "Company", "Bureau"), PLACES),
    "headquarteredIn": (("Company",), ("City",)),
    "jurisdiction": (("Bureau",), PLACES),
    "partOf": (("City", "Region"), ("Region", "Country")),
}
STATUSES = ("announced", "construction", "operating", "mothballed", "closed", "cancelled")
NAMES = {
    "City": ("Beijing", "Tianjin", "Springfield", "苏州", "Montréal"),
    "Region": ("Jiangsu", "Georgia", "Lingang New Area", "广东"),
    "Country": ("China", "United States", "Georgia"),
    "Bureau": (
        "Beijing Municipal Bureau of Economy and Information Technology",
        "Bureau of Economy and Information Technology of Beijing",
        "Ministry of Industry",
        "北京市经济和信息化局",
        "European Commission",
    ),
    "Plan": ("action plan", "Smart Factory Action Plan (2024-2026)", "five-year plan", "上海市行动计划", "Plan México"),
    "Company": ("Xiaomi", "Xiaomi Corp.", "Tesla Shanghai", "小米集团", "A & B Co., Ltd."),
    "Facility": ("new factory", "second plant", "Gigafactory 3", "智能工厂", "battery plant in Ellabell"),
}
years = st.integers(2015, 2035)
partial_dates = st.one_of(
    years.map(str),
    st.builds("{:d}-{:02d}".format, years, st.integers(1, 12)),
    st.dates(min_value=date(2015, 1, 1), max_value=date(2035, 12, 31)).map(str),
)
texts = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=40)
prose = st.text("abc dé, 京市工厂.\n“”é𝒜", min_size=20, max_size=120)
confidences = st.sampled_from((0.5, 0.75, 0.9, 1.0))
values = st.one_of(
    st.integers(0, 10**13).map(Decimal), st.decimals(0, 10**6, places=2, allow_nan=False, allow_infinity=False)
)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


@st.composite
def articles(draw: st.DrawFn, number: int | None = None) -> Article:
    text = draw(prose)
    serial = draw(st.integers(0, 10**6)) if number is None else number
    url = f"https://news.example/{serial}"
    return Article(
        id=url,
        origin=draw(st.sampled_from(("a.txt", "news/b c.html", "中文.txt"))),
        text=text,
        blocks=(Block(0, len(text), "prose"),),
        language=draw(st.sampled_from(("en", "zh"))),
        title=draw(st.none() | texts),
        url=draw(st.sampled_from((None, url))),
        published=draw(st.none() | st.sampled_from(("2024-03-04", "2023-12-31"))),
        publisher=draw(st.none() | texts),
        cuts=tuple(draw(st.lists(st.builds(Cut, st.just("recent-stories"), texts), max_size=1))),
        content_hash=draw(st.text("0123456789abcdef", min_size=8, max_size=8)),
    )


@st.composite
def entities(draw: st.DrawFn, text: str, number: int) -> Entity:
    kind = draw(st.sampled_from(TYPES))
    name = draw(st.sampled_from(NAMES[kind]) | texts.filter(lambda t: bool(t.strip())))
    mentions = []
    for span in draw(st.lists(spans(text), min_size=1, max_size=3, unique=True)):
        form = draw(st.sampled_from(("name", "description", "anaphor")))
        features = draw(st.sampled_from(((), (("code", "factory"),))))
        mentions.append(Mention(span.start, span.end, kind, form, name, "test", draw(confidences), None, features))
    return Entity(f"e{number}", kind, name, tuple(sorted(mentions, key=lambda m: (m.start, m.end))))


@st.composite
def claims(draw: st.DrawFn, text: str, things: tuple[Entity, ...]) -> Claim | None:
    subject = draw(st.sampled_from(things))
    source = draw(st.none() | st.sampled_from(things).map(lambda e: e.id))
    options: list[tuple[str, str, str]] = []
    for predicate, (subjects, objects) in SIGNATURES.items():
        if subject.type in subjects:
            options += [(predicate, e.id, "entity") for e in things if e.type in objects and e.id != subject.id]
    if subject.type == "Plan":
        options += [("periodStart", draw(partial_dates), "date"), ("periodEnd", draw(partial_dates), "date")]
        options += [("planKind", "action-plan", "code"), ("objective", "all enterprises pass a level", "text")]
    if subject.type == "Facility":
        options += [("opened", draw(partial_dates), "date"), ("status", draw(st.sampled_from(STATUSES)), "code")]
        options += [("facilityKind", "factory", "code"), ("product", "phones", "text")]
    if not options:
        return None
    predicate, value, kind = draw(st.sampled_from(options))
    return Claim(subject.id, predicate, value, kind, draw(spans(text)), "test", draw(confidences), source)  # type: ignore[arg-type]


@st.composite
def measures(draw: st.DrawFn, text: str, things: tuple[Entity, ...]) -> Measure:
    return Measure(
        kind=draw(st.sampled_from(("target", "count", "capacity", "investment"))),
        subject=draw(st.sampled_from(things)).id,
        value=draw(values),
        bound=draw(st.sampled_from(("exact", "at-least", "at-most", "about"))),
        unit=draw(st.sampled_from(("smart factories", "phones per year", "% of GDP", ""))),
        span=draw(spans(text)),
        rule="test",
        currency=draw(st.sampled_from((None, "CNY", "USD"))),
        period=Period(draw(st.none() | partial_dates), draw(st.none() | partial_dates)),
        attributed_to=draw(st.none() | st.sampled_from(things).map(lambda e: e.id)),
        confidence=draw(confidences),
    )


@st.composite
def records(draw: st.DrawFn, number: int | None = None) -> Record:
    """Draw a well-formed Record; `number` fixes its article's id."""
    article = draw(articles(number))
    text = article.text
    count = draw(st.integers(0, 6))
    things = tuple(draw(entities(text, index)) for index in range(1, count + 1))
    drawn = draw(st.lists(claims(text, things), max_size=6)) if things else []
    measured = draw(st.lists(measures(text, things), max_size=4)) if things else []
    missed = draw(st.lists(st.builds(Abstention, spans(text), st.just("build"), st.just("possible")), max_size=2))
    return Record(
        article=article,
        extractor="test 1",
        entities=things,
        claims=tuple(c for c in drawn if c is not None),
        measures=tuple(measured),
        abstentions=tuple(missed),
    )


@st.composite
def record_lists(draw: st.DrawFn, max_size: int = 4) -> list[Record]:
    """Draw records of different articles."""
    return [draw(records(number)) for number in range(draw(st.integers(0, max_size)))]
