"""What matching costs: clusters of synthetic plans, plants, agencies and companies, for growing numbers of entities.

Run from the checkout: python benchmarks/resolve.py [MOST]. Prints one line a size: entities, distinct keys, joined
keys, seconds of CPU and microseconds an entity.
"""

import sys
from random import Random
from time import process_time

from kg.resolve import Profile, cluster

SUBJECTS = ("smart", "digital", "manufacturing", "quality", "ai", *(f"industry-{n}" for n in range(40)))
KINDS = ("action-plan", "plan", "development-plan", "implementation-plan", "guideline")
PRODUCTS = ("batteries", "vehicles", "phones", "semiconductors", "robots", "assembly", "")


def profiles(count: int, seed: int = 7) -> list[Profile]:
    """Return the profiles of a made-up corpus: as many places and firms, in proportion, as in real news."""
    random = Random(seed)
    places = [f"city/xx/{n}" for n in range(max(20, count // 60))]
    firms = [f"firm-{n}" for n in range(max(20, count // 25))]
    found = []
    for number in range(count):
        article, sort = f"a{number // 6}", random.random()
        # A few places and firms fill the news: the share of the first is near that of China's ministries.
        place = places[int(len(places) * random.random() ** 3)]
        firm = firms[int(len(firms) * random.random() ** 3)]
        if sort < 0.35:
            start = random.randint(2015, 2030)
            period = random.choice((f"{start}-{start + 2}", f"{start}-{start + 2}", f"{start + 2}", ""))
            words = tuple(sorted(random.sample(SUBJECTS, random.randint(0, 3))))
            kind = random.choice(KINDS)
            key = f"plan/{place}/{period or 'undated'}/{kind}/{'-'.join(words) or 'any'}"
            found.append(
                Profile(key, article, "Plan", key, False, place, words=words, period=period, kind=kind, published=2024)
            )
        elif sort < 0.65:
            product, ordinal = random.choice(PRODUCTS), random.choice(("", "", "", "2"))
            key = f"facility/{firm}/{place}/{product or 'any'}{ordinal}"
            words = (product,) if product else ()
            found.append(
                Profile(key, article, "Facility", key, False, place, words=words, number=ordinal, operators=(firm,))
            )
        else:
            letters = f"B{random.randint(0, count // 40):X}"
            short = random.random() < 0.3
            key = f"bureau/{'country/xx' if short else place}/{letters.lower() if short else letters + '-office'}"
            found.append(Profile(key, article, "Bureau", key, False, place, abbreviations=(letters,), short=short))
    return found


def main(most: int) -> None:
    """Print the cost curve up to a number of entities."""
    print(f"{'entities':>9} {'keys':>8} {'joined':>7} {'seconds':>8} {'us/entity':>9}")
    size = most // 100
    while size <= most:
        given = profiles(size)
        start = process_time()
        found = cluster(given)
        took = process_time() - start
        keys = len({p.key for p in given})
        print(f"{size:>9} {keys:>8} {len(found.merged):>7} {took:>8.2f} {1e6 * took / size:>9.1f}", flush=True)
        size = size * 10 if size * 10 <= most else size + most


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
