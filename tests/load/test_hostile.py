"""Bad inputs: a right reading or one clear line, each within ten seconds, all of them within a gigabyte."""

import faulthandler
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from kg.errors import ArticleError
from kg.load import LoadOptions, items, read_item
from kg.model import Article
from tests.load.hostile import BAD, GOOD, Case, cases
from tests.load.makers import TITLE

OPTIONS = LoadOptions("2026-01-01")
SECRETS = ("root:x:", "root:!")


def outcome(path: Path) -> tuple[list[Article], list[str], float]:
    """Read all of a file: its articles, the messages, and the CPU seconds of the slowest item."""
    articles, messages, slowest = [], [], 0.0
    start = time.process_time()
    for item in items(path, OPTIONS):
        try:
            articles.append(read_item(item, OPTIONS))
        except ArticleError as error:
            messages.append(str(error))
        slowest, start = max(slowest, time.process_time() - start), time.process_time()
    return articles, messages, slowest


def faults(case: Case, path: Path) -> list[str]:
    """Return what is wrong with what came of a case."""
    try:
        articles, messages, slowest = outcome(path)
    except Exception as error:  # noqa: BLE001 - whatever is raised is a fault to name
        return [f"{case.family}: {case.name}: raised {type(error).__name__}: {error}"[:300]]
    found = [f"{slowest:.1f} s"] if slowest > 10 else []
    found += [
        f"not one clear line: {m!r}" for m in messages if "\n" in m or not m.startswith(str(path)) or len(m) > 600
    ]
    found += ["neither article nor message"] * (not articles and not messages)
    found += [f"not read: {messages}"] * (case.want == GOOD and not articles)
    found += [f"read: {articles[0].text[:80]!r}" for _ in range(case.want == BAD and bool(articles))]
    said = " ".join(messages)
    found += [f"says {said!r}"] * bool(case.says and messages and not re.search(case.says, said))
    for article in articles:
        blocks = "\n\n".join(article.text[b.start : b.end] for b in article.blocks)
        found += ["blocks do not cover the text"] * (blocks != article.text)
        found += ["not UTF-8"] * (article.text.encode("utf-8", "replace").decode() != article.text)
        found += ["a file was read through an entity"] * any(secret in article.text for secret in SECRETS)
        found += [f"future date {article.published}"] * ((article.published or "") > "2026-01-01")
    return [f"{case.family}: {case.name}: {fault}" for fault in found]


def every(folder: Path) -> tuple[list[str], Counter[str]]:
    """Try all cases in a folder; return the faults and the number of cases by family."""
    found: list[str] = []
    count: Counter[str] = Counter()
    for case in cases():
        count[case.family] += 1
        path = folder / case.name
        path.write_bytes(case.data)
        faulthandler.dump_traceback_later(60, exit=True)
        found += faults(case, path)
        faulthandler.cancel_dump_traceback_later()
        path.unlink()
    return found, count


def test_all_families_in_a_process_of_its_own(tmp_path: Path) -> None:
    """The operating system tells the peak of memory, so the process must not have done anything else."""
    program = [sys.executable, "-m", "tests.load.test_hostile", str(tmp_path)]
    done = subprocess.run(
        program, capture_output=True, text=True, timeout=900, check=False, cwd=Path(__file__).parents[2]
    )
    assert done.returncode == 0, done.stdout + done.stderr
    total, families, megabytes = map(int, done.stdout.split()[-3:])
    assert total >= 300
    assert families >= 25
    assert megabytes < 1000


def test_unreadable_places(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "folder.txt").mkdir()
    for name in ("loop.txt", "gone.txt", "folder.txt", "missing.txt"):
        articles, messages, _ = outcome(tmp_path / name)
        assert not articles
        assert "cannot be read" in messages[0]


def test_what_stands_before_the_damage_is_read(tmp_path: Path) -> None:
    import gzip

    from tests.load.makers import json_lines

    packed = gzip.compress(json_lines(3000), mtime=0)
    (tmp_path / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    articles, messages, _ = outcome(tmp_path / "a.jsonl.gz")
    assert len(articles) > 1000
    assert articles[0].title == f"{TITLE} 1"
    assert len(messages) == 1 and "cut off" in messages[0]


def peak_megabytes() -> int:
    """Return the peak memory of this process; ru_maxrss would hand down that of the process that started it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    line = next(x for x in status.read_text(encoding="utf-8").splitlines() if x.startswith("VmHWM:"))
    return int(line.split()[1]) // 1024


if __name__ == "__main__":
    wrong, families = every(Path(sys.argv[1]))
    for line in wrong:
        sys.stderr.write(line + "\n")
    peak = peak_megabytes()
    sys.stdout.write(f"{families.total()} {len(families)} {peak}\n")
    sys.exit(bool(wrong))
