"""Records of articles that nobody wrote: as many as wanted, seeded, shaped like real ones.

The mixture is that of 982 texts of the corpus (`benchmarks/corpus.py --every 5`): of 18 in 100 something is
claimed. Half of those tell a story of a plan, two plants and numbers, one in ten two, with the 11 claims and 4 numbers
each that the dev articles' records have; the others name a plan. Lengths, things and abstentions an article have the
corpus' deciles, and so have the rest, of which nothing is claimed. One country is named in half of all articles, while
most firms are named once. What that gives beside the corpus stands in docs/stores.md.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from random import Random
from typing import Final, Literal, get_args

from kg.model import (
    Abstention,
    Article,
    Block,
    Claim,
    Entity,
    EntityType,
    Measure,
    Mention,
    MentionForm,
    Period,
    Record,
    Span,
)

PLACES: Final = (
    "Beijing Shanghai Tianjin Chongqing Shenzhen Guangzhou Suzhou Hefei Wuhan Chengdu Xi'an Ningbo Hangzhou Nanjing "
    "Qingdao Changsha Dalian Jinan Xiamen Foshan Munich Stuttgart Lyon Turin Chennai Pune Monterrey Izmir Katowice"
).split()
WORDS: Final = "solar battery steel robot chip motor glass cable pump valve turbine sensor drone paper cement".split()
ENDS: Final = ("Works", "Motors", "Industries", "Electric", "Materials", "Systems", "Group")
COUNTRIES: Final = (
    "United States|China|Ukraine|Russia|Canada|Japan|Germany|France|Mexico|India|Israel|Brazil|Poland|Italy|Spain"
    "|Turkey|Vietnam|Indonesia|Sweden|Australia|Thailand|Kenya|Norway|Chile|Egypt|Hungary|Portugal|Peru|Austria|Denmark"
).split("|")
REGIONS: Final = (
    "California|Texas|Florida|Michigan|Ohio|Arizona|Illinois|Nevada|Virginia|Oregon|Utah|Colorado|Tennessee|Alabama"
    "|Pennsylvania|Massachusetts|Minnesota|Wisconsin|Maryland|Louisiana|Bavaria|Ontario|Guangdong|Zhejiang|Jiangsu"
).split("|")
FACTS: Final = 0.18  # the share of articles of which something is claimed
STORIES: Final = (0, 0, 0, 0, 0, 1, 1, 1, 1, 2)  # told in those
# Of those and of the others: characters, things, and sentences that gave no claim though they might have.
LENGTHS: Final = (2365, 2838, 3342, 4108, 5209, 6873, 9710, 13162, 20911, 42628)
PLAIN_LENGTHS: Final = (1155, 1768, 2322, 2689, 3060, 3535, 4071, 4839, 6389, 16783)
THINGS: Final = (3, 5, 7, 8, 10, 12, 15, 22, 33, 41)
PLAIN_THINGS: Final = (0, 1, 2, 2, 3, 4, 5, 6, 9, 18)
ABSTENTIONS: Final = (2, 4, 6, 9, 12, 16, 19, 23, 31, 68)
PLAIN_ABSTENTIONS: Final = (0, 0, 0, 0, 0, 0, 0, 0, 0, 3)
MOST_OFTEN: Final = 0.3  # of the countries named
Kind = Literal["Country", "Region", "City", "Bureau", "Company"]
WEIGHTS: Final = (25, 24, 18, 18, 15)  # of these kinds among the things named


def records(count: int, seed: int = 1, first: int = 0) -> Iterator[Record]:
    """Yield records; number, seed and nothing else decide each, so that any part can be made by itself.

    The more articles, the more firms (in proportion) and cities (as the root): it grows like real news.
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
    abstentions: list[Abstention] = field(default_factory=list)

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
        return place(int(max(len(PLACES), 20 * self.world**0.5) * self.random.random() ** 1.5))

    def company(self) -> str:
        """Return the name of a company, an early one more likely; most are named once."""
        return company(int(max(20, 2 * self.world) * self.random.random() ** 2))

    def country(self) -> str:
        """Return the name of a country, one far more likely than the others."""
        if self.random.random() < MOST_OFTEN:
            return COUNTRIES[0]
        return COUNTRIES[int(len(COUNTRIES) * self.random.random() ** 1.5)]


def record(number: int, random: Random, world: int) -> Record:
    """Make one record in a world of so many articles."""
    draft = _Draft(random, world)
    facts = random.random() < FACTS
    draft.paragraph(sentence(random).title())
    if facts:
        stories = random.choice(STORIES)
        for city in unlike(draft.city, stories):
            story(draft, city, *unlike(draft.company, 2))
        if not stories:
            plan(draft)
    names(draft, random.choice(THINGS if facts else PLAIN_THINGS))
    length = random.choice(LENGTHS if facts else PLAIN_LENGTHS)
    filling(draft, length, random.choice(ABSTENTIONS if facts else PLAIN_ABSTENTIONS))
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
    return Record(
        *(article, "synthetic 3", tuple(draft.entities)),
        *(tuple(draft.claims), tuple(draft.measures), tuple(draft.abstentions)),
    )


def unlike(make: Callable[[], str], count: int) -> list[str]:
    """Return so many names, each another one."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[make()] = None
    return list(found)


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


def plan(draft: _Draft) -> None:
    """Add a plan of which nothing but its kind is said, and a sum that is spent on it."""
    words = " ".join(draft.random.sample(WORDS, 3))
    name, many = f"{words} action plan", draft.random.randrange(10, 2000)
    said = f"The {name} is worth {many} million yuan."
    at = draft.paragraph(f"{said} {sentence(draft.random)}")
    id_, span = draft.entity("Plan", name, at), Span(at + 4, at + 4 + len(name))
    draft.claims.append(Claim(id_, "planKind", "action-plan", "code", span, "kind"))
    if many % 2:
        whole, amount = Span(at, at + len(said)), Decimal(many * 1_000_000)
        draft.measures.append(Measure("investment", id_, amount, "exact", "", whole, "worth", currency="CNY"))


def names(draft: _Draft, count: int) -> None:
    """Add named things until there are so many, most of them spoken of more than once; of few something is claimed."""
    seen = {entity.name for entity in draft.entities}
    for _ in range(count - len(draft.entities)):
        kind: Kind = draft.random.choices(get_args(Kind), WEIGHTS)[0]
        name = _name(draft, kind)
        if name in seen:
            continue
        seen.add(name)
        more = draft.random.randrange(0, 6)
        at = draft.paragraph(" ".join(f"{name} {sentence(draft.random)}" for _ in range(1 + more)))
        id_ = draft.entity(kind, name, at, *[name] * more)
        seats = [e.id for e in draft.entities if e.type == "City"]
        if kind == "Company" and seats and draft.claims:
            span = Span(at, at + len(name))
            draft.claims.append(Claim(id_, "headquarteredIn", seats[0], "entity", span, "seat", 0.8))


def _name(draft: _Draft, kind: Kind) -> str:
    if kind == "Country":
        return draft.country()
    if kind == "Region":
        return REGIONS[int(len(REGIONS) * draft.random.random() ** 1.5)]
    if kind == "Company":
        return draft.company()
    return draft.city() if kind == "City" else f"{draft.city()} Bureau of {draft.random.choice(WORDS).title()}s"


def filling(draft: _Draft, length: int, abstentions: int) -> None:
    """Add sentences that say nothing until the text is so long; of some it is noted that they gave no claim."""
    while len(draft.text) < length or abstentions > 0:
        said = [sentence(draft.random) for _ in range(5)]
        at = draft.paragraph(" ".join(said))
        for words in said[:abstentions]:
            draft.abstentions.append(Abstention(Span(at, at + len(words)), "plan", "no-object", "nothing is planned"))
            at += len(words) + 1
        abstentions -= len(said)


def sentence(random: Random) -> str:
    """Return words that mean nothing, some far more often: two texts have as much in common as real ones have."""
    words = _vocabulary()
    said = " ".join(words[int(len(words) * random.random() ** 5)] for _ in range(14))
    return f"{said[0].upper()}{said[1:]}."


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
