"""The README's tour, run: `python -m tests.readme` writes its output into README.md; a test compares."""

import re
import shlex
import shutil
from pathlib import Path

from click.testing import CliRunner

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.S)


def tour(text: str, folder: Path) -> str:
    """Return the README's text with the tour's commands run in a folder, and what they print below each."""
    from kg.cli.main import cli

    shutil.copytree(ROOT / "examples" / "articles", folder / "examples" / "articles")
    lines: list[str] = []
    block = BLOCK.search(text)
    assert block is not None
    for line in block.group().splitlines():
        if line.startswith("$ kg "):
            result = CliRunner().invoke(cli, shlex.split(line)[2:], prog_name="kg")
            assert result.exit_code == 0, result.output
            printed = [x.rstrip() for x in result.output.strip("\n").splitlines()]
            lines += [line, *printed, ""]
    return text.replace(block.group(), "\n".join(lines).rstrip() + "\n")


def main() -> None:
    import contextlib
    import tempfile

    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        README.write_text(tour(README.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
