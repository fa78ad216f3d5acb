"""The lock files against pyproject.toml: what it asks for is locked, in a version that it allows."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = {name: wanted for name, wanted in PROJECT["optional-dependencies"].items() if name != "gazetteer"}


def locked(name: str) -> dict[str, str]:
    lines = re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.M)
    return {canonicalize_name(package): version for package, version in lines}


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", PROJECT["dependencies"]),
        ("requirements-dev.lock", PROJECT["dependencies"]),
        *(("requirements-dev.lock", wanted) for wanted in EXTRAS.values()),
    ],
)
def test_what_the_project_asks_for_is_locked(lock: str, wanted: list[str]) -> None:
    versions = locked(lock)
    for requirement in map(Requirement, wanted):
        assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)]), requirement


def test_both_locks_have_one_version_of_each_package() -> None:
    mine, theirs = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {name: theirs.get(name) for name in mine} == mine


def test_make_locks_each_extra_but_that_of_a_single_tool() -> None:
    named = re.findall(r"--extra (\S+)", (ROOT / "Makefile").read_text("utf-8"))
    assert sorted(named) == sorted(EXTRAS)
    assert all("==" in wanted for wanted in PROJECT["optional-dependencies"]["gazetteer"])
