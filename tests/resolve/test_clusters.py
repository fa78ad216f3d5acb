from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Record
from kg.resolve import Identity, Profile, Verdicts, cluster, profiles, resolve_together
from kg.resolve.clusters import joined
from kg.resolve.likeness import SAME, likeness, node
from kg.resolve.profile import dumps, loads
from tests.policy import link, plan, policy_lists, record, thing, words


def identity(*records: Record, verdicts: Verdicts | None = None) -> Identity:
    return resolve_together(records, words(), verdicts)


def a_plan(
    number: int,
    subject: str,
    period: tuple[str, str] | None,
    kind: str = "action-plan",
    *,
    place: str = "Ouroville",
    published: str | None = "2024-05-01",
) -> Record:
    entity, claims = plan("p0", subject, period, kind)
    return record(number, [thing("e1", "City", place), entity], claims, published)


def a_plant(number: int, name: str, *, place: str = "Ouroville", operator: str = "Acme") -> Record:
    things = [
        thing("e1", "City", place),
        thing("e2", "Company", operator),
        thing("f0", "Facility", name, form="description"),
    ]
    return record(number, things, [link("e2", "operates", "f0"), link("f0", "locatedIn", "e1")])


def same(one: Record, other: Record, *more: Record, verdicts: Verdicts | None = None) -> bool:
    """Tell whether the last things of two records are one, possibly with more records around."""
    found = identity(one, other, *more, verdicts=verdicts)
    return len({found.iri(r.article.id, r.entities[-1].id) for r in (one, other)}) == 1


PERIOD = ("2024", "2026")


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (a_plan(1, "Smart Manufacturing", PERIOD), a_plan(2, "Smart Digital Manufacturing", PERIOD, "plan"), True),
        (a_plan(1, "Smart Manufacturing", PERIOD), a_plan(2, "Robot", PERIOD), False),
        (a_plan(1, "Smart Robot", PERIOD), a_plan(2, "Smart Robot", ("2025", "2027")), False),
        (a_plan(1, "Smart Robot", PERIOD), a_plan(2, "Smart Robot", PERIOD, place="Lakeside"), False),
        (a_plan(1, "Smart Robot", PERIOD), a_plan(2, "Smart Robot", PERIOD, "implementation-plan"), False),
        (a_plan(1, "Smart Robot", PERIOD), a_plan(2, "Smart Robot", PERIOD, "guideline"), False),
        (a_plan(1, "Manufacturing", PERIOD), a_plan(2, "Manufacturing Robot", PERIOD), False),
        (a_plan(1, "", PERIOD), a_plan(2, "Smart Robot", PERIOD, "plan"), True),
        (a_plan(1, "Smart Robot", None), a_plan(2, "Smart Robot", PERIOD), True),
        (a_plan(1, "Smart Robot", None, published="2030-01-01"), a_plan(2, "Smart Robot", PERIOD), False),
        (a_plant(1, "battery plant"), a_plant(2, "electric battery factory"), True),
        (a_plant(1, "battery plant"), a_plant(2, "second battery plant"), False),
        (a_plant(1, "battery plant"), a_plant(2, "new factory"), True),
        (a_plant(1, "battery plant"), a_plant(2, "chip plant"), False),
        (a_plant(1, "battery plant"), a_plant(2, "electric battery plant", place="Lakeside"), False),
        (a_plant(1, "battery plant"), a_plant(2, "electric battery plant", operator="Brightcorp"), False),
    ],
)  # fmt: skip
def test_one_thing_or_two(one: Record, other: Record, wanted: bool) -> None:
    assert same(one, other) is wanted
    assert same(other, one) is wanted


def test_a_vague_name_with_two_rivals_stays_alone() -> None:
    vague, robots, chips = a_plan(1, "", PERIOD), a_plan(2, "Robot", PERIOD), a_plan(3, "Chip", PERIOD)
    assert not same(vague, robots, chips)
    doubts = cluster(p for r in (vague, robots, chips) for p in profiles(r, words())).doubts
    assert len(doubts) == 2 and all("no subject stated" in d.why for d in doubts)


def test_what_one_article_tells_apart_stays_apart_through_others() -> None:
    (one, claims), (two, more) = plan("p0", "Smart Robot", PERIOD, "plan"), plan("p1", "Smart Chip", PERIOD, "plan")
    both = record(1, [thing("e1", "City", "Ouroville"), one, two], [*claims, *more])
    bridge = a_plan(2, "Smart", PERIOD, "plan")
    found = identity(both, bridge)
    assert found.iri(both.article.id, "p0") != found.iri(both.article.id, "p1")


def test_an_abbreviation_is_learnt_from_another_article() -> None:
    def agency(number: int, *names: str, country: str = "Freedonia", stated: bool = False) -> Record:
        claims = [link("b1", "jurisdiction", "e1")] if stated else []
        return record(number, [thing("e1", "Country", country), thing("b1", "Bureau", *names)], claims)

    full = agency(1, "Bureau of Economy and Trade", "BET", stated=True)
    other = agency(2, "Bureau of Eternal Tuesdays", "BET", stated=True)
    short = agency(3, "BET")
    assert same(full, short)
    assert not same(full, other, short)
    assert not same(full, short, other)
    assert not same(full, agency(4, "BET", country="Sylvania", stated=True))


def test_judgements_join_and_part() -> None:
    one, other = a_plan(1, "Smart Manufacturing", PERIOD), a_plan(2, "Smart Digital Manufacturing", PERIOD)
    keys = tuple(sorted(identity(r).keys[r.article.id, "p0"] for r in (one, other)))
    pair = frozenset({(keys[0], keys[1])})
    assert same(one, other)
    assert not same(one, other, verdicts=Verdicts(different=pair))
    far = a_plan(3, "Chip", ("2030", "2031"))
    odd = frozenset({(min(keys[0], k), max(keys[0], k)) for k in [identity(far).keys[far.article.id, "p0"]]})
    assert identity(one, other, far, verdicts=Verdicts(same=odd)).iri(far.article.id, "p0") == identity(
        one, other, far, verdicts=Verdicts(same=odd)
    ).iri(one.article.id, "p0")


@given(policy_lists())
def test_profiles_survive_their_text(items: list[Record]) -> None:
    given_ = [p for r in items for p in profiles(r, words())]
    assert [loads(dumps(p)) for p in given_] == given_


@settings(max_examples=60)
@given(policy_lists(8), st.randoms(use_true_random=False))
def test_order_does_not_matter(items: list[Record], random: Random) -> None:
    shuffled = items[:]
    random.shuffle(shuffled)
    one, other = identity(*items), identity(*shuffled)
    assert one == other
    assert all(one.canonical(key) == key for key in one.merged.values())


@settings(max_examples=60)
@given(policy_lists(8))
def test_nothing_in_two_jurisdictions_or_twice_in_an_article_is_merged(items: list[Record]) -> None:
    found = identity(*items)
    for item in items:
        things = [e for e in item.entities if e.type in ("Plan", "Facility")]
        for a, b in combinations(things, 2):
            assert found.iri(item.article.id, a.id) != found.iri(item.article.id, b.id)
    scopes = {}
    for item in items:
        governed = {c.subject for c in item.claims if c.predicate in ("appliesTo", "jurisdiction")}
        for e in item.entities:
            if e.type in ("Plan", "Bureau") and e.id in governed:
                place = item.entities[0].name
                assert scopes.setdefault(found.iri(item.article.id, e.id), place) == place


@settings(max_examples=60)
@given(policy_lists())
def test_joined_without_doubts_is_joined_all_the_same(records: list[Record]) -> None:
    given = [p for r in records for p in profiles(r, words())]
    assert joined(given) == cluster(given).merged
    one, *_, other = sorted({p.key for p in given})
    said = Verdicts(same=frozenset({(one, other)}))
    assert joined(given, said) == cluster(given, said).merged


def test_whatever_can_be_surely_one_meets() -> None:
    random = Random(4)
    sure = 0
    for number in range(20_000):
        one, other = (a_profile(random, f"{number}{side}") for side in "ab")
        like = likeness(node([one]), node([other]))
        if like is not None and like.score >= SAME:
            sure += 1
            assert set(one.meetings()) & set(other.meetings()), (one, other, like)
    assert sure > 300


def a_profile(random: Random, number: str) -> Profile:
    """Return a plan or a plant as some article might speak of it."""
    kind = random.choice(("Plan", "Facility"))
    subjects = random.sample(("robot", "chip", "steel", "industry"), random.randrange(4))
    place = random.choice(("city/cn/one", "city/cn/two", "country/cn", ""))
    return Profile(
        key=f"{kind.lower()}/any/{number}",
        article=number,
        type=kind,
        name="x",
        known=False,
        place=place,
        above=("country/cn",) if place.startswith("city") else (),
        words=tuple(sorted(subjects)),
        period=random.choice(("", "", "2024", "2026", "2024-2026", "2021-2024", "1990-2030")) if kind == "Plan" else "",
        kind=random.choice(("plan", "action-plan", "guideline")) if kind == "Plan" else random.choice(("", "factory")),
        operators=tuple(sorted(random.sample(("acme", "zenith"), random.randrange(3)))),
        published=random.choice((0, 2015, 2023, 2024, 2025, 2030)),
    )
