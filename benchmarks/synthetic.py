"""Records of articles that nobody wrote: as many as wanted, seeded, with about the quads of a real article (300)."""

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from kg.model import Article, Block, Claim, Entity, Measure, Mention, Period, Record, Span

PLACES = (
    "Beijing Shanghai Tianjin Chongqing Shenzhen Guangzhou Suzhou Hefei Wuhan Chengdu Xi'an Ningbo Hangzhou Nanjing "
    "Qingdao Changsha Dalian Jinan Xiamen Foshan Munich Stuttgart Lyon Turin Chennai Pune Monterrey Izmir Katowice"
).split()
WORDS = "solar battery steel robot chip motor glass cable pump valve turbine sensor drone paper cement textile".split()
ENDS = ("Works", "Motors", "Industries", "Electric", "Materials", "Systems", "Group")


def records(count: int, seed: int = 1, first: int = 0) -> Iterator[Record]:
    """Yield records; number, seed and nothing else decide each, so that any part can be made by itself.

    There are about a tenth as many companies and a fifth as many plans as articles: the graph grows like a real one.
    """
    pool = max(20, count // 10)
    for number in range(first, first + count):
        yield record(number, Random(f"{seed} {number}"), pool)


def record(number: int, random: Random, pool: int) -> Record:
    """Make one record: a city, its bureau, a plan, two companies and their plants, numbers of each."""
    city, word, kind = random.choice(PLACES), random.choice(WORDS), random.choice(WORDS)
    one, two = (company(random.randrange(pool)) for _ in range(2))
    start = random.randrange(2016, 2027)
    end, number_of = start + random.randrange(2, 5), random.randrange(10, 2000)
    bureau = f"{city} Municipal Bureau of Economy and Information Technology"
    plan = f"{word} {kind} action plan ({start}-{end})"
    text = (
        f"{city} wants {number_of} smart factories\n\nThe {bureau} has issued the {plan}. The city wants {number_of}"
        f" smart factories by {end}. The bureau said that {number_of // 2} smart factories had been built since"
        f" {start - 3}.\n\n{one} opened a {word} plant in {city} in {start}. It can make {number_of * 100} {word}s a"
        f" year. {two} is building a {kind} factory in {city}. {two} invests {number_of} million yuan in the factory."
    )
    spots: dict[str, int] = {}

    def entity(id_: str, type_: str, name: str, *surfaces: str) -> Entity:
        mentions = []
        for surface in (name, *surfaces):
            at = text.index(surface, spots.get(surface, 0))
            spots[surface] = at + 1
            form = "name" if surface == name and type_ not in ("Plan", "Facility") else "description"
            mentions.append(Mention(at, at + len(surface), type_, form, surface, "synthetic"))  # type: ignore[arg-type]
        return Entity(id_, type_, name, tuple(sorted(mentions, key=lambda m: m.start)))  # type: ignore[arg-type]

    def said(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    issued = said(f"has issued the {plan}")
    opened, builds = said(f"{one} opened a {word} plant in {city}"), said(f"{two} is building a {kind} factory")
    entities = (
        entity("e1", "City", city, city),
        entity("e2", "Bureau", bureau, "The bureau"),
        entity("e3", "Plan", plan),
        entity("e4", "Company", one),
        entity("e5", "Facility", f"{word} plant", "It can"),
        entity("e6", "Company", two, two),
        entity("e7", "Facility", f"{kind} factory"),
    )
    claims = (
        Claim("e3", "issuedBy", "e2", "entity", issued, "issue", 0.95),
        Claim("e3", "appliesTo", "e1", "entity", issued, "issue", 0.9),
        Claim("e2", "jurisdiction", "e1", "entity", said(bureau), "name"),
        Claim("e3", "periodStart", str(start), "date", said(plan), "period"),
        Claim("e3", "periodEnd", str(end), "date", said(plan), "period"),
        Claim("e3", "planKind", "action-plan", "code", said(plan), "kind"),
        Claim("e4", "operates", "e5", "entity", opened, "open"),
        Claim("e5", "locatedIn", "e1", "entity", opened, "open"),
        Claim("e5", "opened", str(start), "date", opened, "open"),
        Claim("e5", "status", "operating", "code", opened, "open"),
        Claim("e6", "operates", "e7", "entity", builds, "build", 0.9),
        Claim("e7", "locatedIn", "e1", "entity", builds, "build"),
        Claim("e7", "status", "construction", "code", builds, "build"),
    )
    factories, million = "smart factories", Decimal(1_000_000)
    measures = (
        Measure(
            *("target", "e3", Decimal(number_of), "exact", factories, said(f"The city wants {number_of}"), "want"),
            period=Period(None, str(end)),
        ),
        Measure(
            *("count", "e1", Decimal(number_of // 2), "exact", factories, said("The bureau said that"), "say"),
            period=Period(str(start - 3), None),
            attributed_to="e2",
        ),
        Measure("capacity", "e5", Decimal(number_of * 100), "exact", f"{word}s per year", said("It can make"), "make"),
        Measure("investment", "e7", number_of * million, "exact", "", said(f"{two} invests"), "invest", currency="CNY"),
    )
    address = f"https://news.example/{start}/{number}"
    article = Article(
        id=address,
        origin=f"synthetic/{number}.txt",
        text=text,
        blocks=(Block(0, len(text), "prose"),),
        language="en",
        title=text.partition("\n")[0],
        url=address,
        published=f"{start}-05-04",
        publisher="The Example",
        content_hash=f"{number:064x}",
    )
    return Record(article, "synthetic 1", entities, claims, measures)


def company(number: int) -> str:
    """Return the name of the company of a number; different numbers, different names."""
    letters = ""
    left = number + 26 * 26
    while left:
        left, letter = divmod(left, 26)
        letters += chr(97 + letter)
    return f"{letters.capitalize()} {ENDS[number % len(ENDS)]}"
