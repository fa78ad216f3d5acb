"""How fast a build passes over files that have not changed: python benchmarks/unchanged.py [FILES …].

Of each number, files are written, built by an extractor that finds nothing, and built again three times with nothing
changed. Prints files a second of processor time, and the peak memory of a process that does nothing but these builds,
as the operating system counted it.
"""

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.synthetic import sentence
from kg.model import Article, Record
from kg.pipeline import BuildOptions, build
from kg.store import Store


class Nothing:
    """Finds nothing."""

    version = "nothing 1"

    def extract(self, article: Article) -> Record:
        """Return a record without facts."""
        return Record(article, self.version)


def again(folder: Path) -> None:
    """Build files that are all unchanged, and print what that took."""
    with Store.open(folder / "s", "write", create=True) as store:
        for _ in range(3):
            began = time.process_time()
            report = build([folder / "in"], store, BuildOptions(make_extractor=Nothing))
            spent = time.process_time() - began
            count = len(report.unchanged)
            print(f"{count:,} unchanged, {report.read} read: {count / spent:,.0f} files/s of processor", flush=True)
    # Not the usage of resources: that begins with what the parent process held.
    found = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    print(f"  peak memory {int(found[1]) / 1024:,.0f} MB" if found else "  peak memory unknown", flush=True)


def main(count: int) -> None:
    """Write and build so many files, then build them again in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="kg-unchanged-") as name:
        folder = Path(name)
        (folder / "in").mkdir()
        for number in range(count):
            random = Random(number)
            text = "\n\n".join(" ".join(sentence(random) for _ in range(5)) for _ in range(6))
            (folder / "in" / f"{number}.txt").write_text(f"{sentence(random)}\n\n{text}\n", encoding="utf-8")
        with Store.open(folder / "s", "write", create=True) as store:
            build([folder / "in"], store, BuildOptions(make_extractor=Nothing))
        subprocess.run([sys.executable, __file__, "--again", name], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--again"]:
        again(Path(sys.argv[2]))
    else:
        for files in [int(n) for n in sys.argv[1:]] or [1000, 5000]:
            main(files)
