"""A writer to be killed: bulk, one by one, put ahead of the graph, withdrawals; it says what is done, line by line."""

import sys
from itertools import islice

from kg.resolve import Background
from kg.store import Store
from tests.samples import plan_record

COUNT = 40


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
        for record in islice(rest, 4):
            store.replace([record])
            say("done " + record.article.id)
        for record in rest:
            store.put([record])
            say("done " + record.article.id)
        store.finish()
        store.remove(items[0].article.id)
        say("gone " + items[0].article.id)
    say("end")


if __name__ == "__main__":
    main(sys.argv[1])
