"""Records of articles that nobody wrote: as many as wanted, seeded, shaped like real ones.

One in five is a story of plans, plants and numbers with about the entities (15), claims (20), measures (8) and quads
(730) of the dev articles' records; the others are releases that name things and claim next to nothing, with the deciles
of 300 press releases for length and names. Together about 280 quads an article, without the merged graph.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from random import Random
from typing import Final, Literal, get_args

from kg.model import Article, Block, Claim, Entity, EntityType, Measure, Mention, MentionForm, Period, Record, Span

PLACES: Final = (
    "Beijing Shanghai Tianjin Chongqing Shenzhen Guangzhou Suzhou Hefei Wuhan Chengdu Xi'an Ningbo Hangzhou Nanjing "
    "Qingdao Changsha Dalian Jinan Xiamen Foshan Munich Stuttgart Lyon Turin Chennai Pune Monterrey Izmir Katowice"
).split()
WORDS: Final = "solar battery steel robot chip motor glass cable pump valve turbine sensor drone paper cement".split()
ENDS: Final = ("Works", "Motors", "Industries", "Electric", "Materials", "Systems", "Group")
STORIES: Final = 0.2  # the share of articles like those of the dev set
STORY_LENGTH: Final = (300, 600, 900, 1100, 1300, 1500, 1700, 2000, 2800, 5000)  # filling, in characters
RELEASE_LENGTH: Final = (825, 1502, 2187, 2684, 3110, 3478, 4223, 5114, 6861, 15402)
RELEASE_NAMES: Final = (0, 1, 2, 2, 3, 4, 5, 6, 9, 14)
Kind = Literal["City", "Bureau", "Company"]


def records(count: int, seed: int = 1, first: int = 0) -> Iterator[Record]:
    """Yield records; number, seed and nothing else decide each, so that any part can be made by itself.

    There are a tenth as many companies and a fortieth as many cities as articles, the first ones more often in the
    news: the graph grows like a real one.
    """
    for number in range(first, first + count):
        yield record(number, Random(f"{seed} {number}"), count)


@dataclass
class _Draft:
    """An article in the making: paragraphs are added, and what they say with them."""

    random: Random
    world: int
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)

    def paragraph(self, words: str) -> int:
        """Add a paragraph; return where it begins."""
        self.text += ("\n\n" if self.text else "") + words
        return len(self.text) - len(words)

    def entity(self, kind: EntityType, name: str, start: int, *surfaces: str) -> str:
        """Note an entity with a mention of each surface, one after another; return its id."""
        mentions: list[Mention] = []
        for surface in (name, *surfaces):
            after = max((m.end for m in mentions if m.name == surface), default=start)
            at = self.text.index(surface, after)
            form: MentionForm = "name" if surface == name and kind not in ("Plan", "Facility") else "description"
            mentions.append(Mention(at, at + len(surface), kind, form, surface, "synthetic"))
        id_ = f"e{len(self.entities) + 1}"
        self.entities.append(Entity(id_, kind, name, tuple(sorted(mentions, key=lambda m: m.start))))
        return id_

    def city(self) -> str:
        """Return the name of a city, an early one more likely."""
        return place(int(max(len(PLACES), self.world // 40) * self.random.random() ** 1.5))

    def company(self) -> str:
        """Return the name of a company."""
        return company(self.random.randrange(max(20, self.world // 10)))


def record(number: int, random: Random, world: int) -> Record:
    """Make one record in a world of so many articles."""
    draft = _Draft(random, world)
    is_story = random.random() < STORIES
    draft.paragraph(sentence(random).title())
    if is_story:
        cities = [draft.city()]
        while (second := draft.city()) == cities[0]:
            pass
        firms = random.sample(range(max(20, world // 10)), 4)
        story(draft, cities[0], company(firms[0]), company(firms[1]))
        story(draft, second, company(firms[2]), company(firms[3]))
    else:
        names(draft, random.choice(RELEASE_NAMES))
    filling(draft, random.choice(STORY_LENGTH if is_story else RELEASE_LENGTH))
    address = f"https://news.example/{number}"
    article = Article(
        id=address,
        origin=f"synthetic/{number}.txt",
        text=draft.text,
        blocks=(Block(0, len(draft.text), "prose"),),
        language="en",
        title=draft.text.partition("\n")[0],
        url=address,
        published=f"{random.randrange(2016, 2027)}-{random.randrange(1, 13):02d}-{random.randrange(1, 29):02d}",
        publisher="The Example",
        content_hash=f"{number:064x}",
    )
    return Record(article, "synthetic 2", tuple(draft.entities), tuple(draft.claims), tuple(draft.measures))


def story(draft: _Draft, city: str, one: str, two: str) -> None:
    """Add a city, its bureau, a plan, two companies and their plants, and numbers of each."""
    random = draft.random
    word, kind = random.sample(WORDS, 2)
    start = random.randrange(2016, 2027)
    end, many = start + random.randrange(2, 5), random.randrange(10, 2000)
    bureau = f"{city} Municipal Bureau of Economy and Information Technology"
    plan = f"{word} {kind} action plan ({start}-{end})"
    at = draft.paragraph(
        f"The {bureau} has issued the {plan}. The city of {city} wants {many} smart factories by {end}. The bureau said"
        f" that {many // 2} smart factories had been built since {start - 3}. {one} opened a {word} plant in {city} in"
        f" {start}. It can make {many * 100} {word}s a year. {two} is building a {kind} factory in {city}. {two}"
        f" invests {many} million yuan in the factory."
    )

    def said(words: str) -> Span:
        begin = draft.text.index(words, at)
        return Span(begin, begin + len(words))

    issued = said(f"has issued the {plan}")
    opened, builds = said(f"{one} opened a {word} plant in {city}"), said(f"{two} is building a {kind} factory")
    e_city, e_bureau = draft.entity("City", city, at, city), draft.entity("Bureau", bureau, at, "The bureau")
    e_plan, e_one = draft.entity("Plan", plan, at), draft.entity("Company", one, at)
    e_plant, e_two = draft.entity("Facility", f"{word} plant", at, "It can"), draft.entity("Company", two, at, two)
    e_factory = draft.entity("Facility", f"{kind} factory", at)
    draft.claims += (
        Claim(e_plan, "issuedBy", e_bureau, "entity", issued, "issue", 0.95),
        Claim(e_plan, "appliesTo", e_city, "entity", issued, "issue", 0.9),
        Claim(e_bureau, "jurisdiction", e_city, "entity", said(bureau), "name"),
        Claim(e_plan, "periodStart", str(start), "date", said(plan), "period"),
        Claim(e_plan, "periodEnd", str(end), "date", said(plan), "period"),
        Claim(e_plan, "planKind", "action-plan", "code", said(plan), "kind"),
        Claim(e_one, "operates", e_plant, "entity", opened, "open"),
        Claim(e_plant, "locatedIn", e_city, "entity", opened, "open"),
        Claim(e_plant, "opened", str(start), "date", opened, "open"),
        Claim(e_two, "operates", e_factory, "entity", builds, "build", 0.9),
        Claim(e_factory, "status", "construction", "code", builds, "build"),
    )
    factories, million = "smart factories", Decimal(1_000_000)
    wants, reports = said(f"The city of {city} wants {many}"), said("The bureau said that")
    draft.measures += (
        Measure("target", e_plan, Decimal(many), "exact", factories, wants, "want", period=Period(None, str(end))),
        Measure(
            *("count", e_city, Decimal(many // 2), "exact", factories, reports, "say"),
            period=Period(str(start - 3), None),
            attributed_to=e_bureau,
        ),
        Measure("capacity", e_plant, Decimal(many * 100), "exact", f"{word}s per year", said("It can make"), "make"),
        Measure("investment", e_factory, many * million, "exact", "", said(f"{two} invests"), "invest", currency="CNY"),
    )


def names(draft: _Draft, count: int) -> None:
    """Add so many named things, each spoken of two or three times; of one in ten something is claimed."""
    seen: set[str] = set()
    for _ in range(count):
        kind: Kind = draft.random.choice(get_args(Kind))
        city = draft.city()
        name = {"City": city, "Bureau": f"{city} Bureau of {draft.random.choice(WORDS).title()}s"}.get(kind)
        name = name or draft.company()
        if name in seen:
            continue
        seen.add(name)
        more = draft.random.randrange(1, 3)
        at = draft.paragraph(" ".join(f"{name} {sentence(draft.random)}" for _ in range(1 + more)))
        id_ = draft.entity(kind, name, at, *[name] * more)
        if kind == "Company" and draft.random.random() < 0.3 and draft.entities[0].type == "City":
            span = Span(at, at + len(name))
            draft.claims.append(Claim(id_, "headquarteredIn", draft.entities[0].id, "entity", span, "seat", 0.8))


def filling(draft: _Draft, length: int) -> None:
    """Add sentences that say nothing until the text is so long."""
    while len(draft.text) < length:
        draft.paragraph(" ".join(sentence(draft.random) for _ in range(5)))


def sentence(random: Random) -> str:
    """Return words that mean nothing, hardly ever the same."""
    return " ".join(random.choices(_vocabulary(), k=14)) + "."


@cache
def _vocabulary() -> tuple[str, ...]:
    random = Random(0)
    syllables = [a + b for a in "bcdfghklmnprstvwz" for b in ("a", "e", "i", "o", "u", "an", "er", "ist", "on", "y")]
    return tuple("".join(random.choices(syllables, k=random.randrange(1, 4))) for _ in range(50_000))


def place(number: int) -> str:
    """Return the name of the city of a number."""
    return PLACES[number] if number < len(PLACES) else f"{_letters(number)}ville"


def company(number: int) -> str:
    """Return the name of the company of a number; different numbers, different names."""
    return f"{_letters(number)} {ENDS[number % len(ENDS)]}"


def _letters(number: int) -> str:
    letters = ""
    left = number + 26 * 26
    while left:
        left, letter = divmod(left, 26)
        letters += chr(97 + letter)
    return letters.capitalize()
