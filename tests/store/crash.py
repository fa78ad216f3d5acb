"""A writer to be killed: bulk, then one by one, then withdrawals; it says what is done, line by line."""

import sys
from itertools import islice

from kg.resolve import Background
from kg.store import Store
from tests.samples import plan_record

COUNT = 24


def say(*lines: str) -> None:
    """Acknowledge, at once."""
    sys.stdout.write("".join(line + "\n" for line in lines))
    sys.stdout.flush()


def main(folder: str) -> None:
    """Put in, replace and take out articles for as long as nobody kills this."""
    items = [plan_record(f"https://news.example/{n}") for n in range(COUNT)]
    with Store.open(folder, "write", create=True, background=Background()) as store:
        say("open")
        rest = iter(items)
        for size in (8, 8):
            some = list(islice(rest, size))
            store.bulk(some)
            say(*("done " + r.article.id for r in some))
        for record in rest:
            store.replace([record])
            say("done " + record.article.id)
        store.remove(items[0].article.id)
        say("gone " + items[0].article.id)
    say("end")


if __name__ == "__main__":
    main(sys.argv[1])
