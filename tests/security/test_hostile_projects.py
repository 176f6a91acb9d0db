"""Hostile projects and command lines end as they should, in little time and memory, and reach nothing outside."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.security.projects import FAMILIES

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTES = 300
SECONDS = 10
"""Of the processor, and generous: the longest takes two on a quiet machine."""

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nobody measures processes there")


@pytest.mark.parametrize("family", FAMILIES)
def test_each_of_a_family_ends_as_it_should(tmp_path: Path, family: str) -> None:
    sentinel = tmp_path / "sentinel"
    sentinel.write_text("untouched")
    done = subprocess.run(
        [sys.executable, "-m", "tests.security.run_projects", family, tmp_path],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(["", *sys.path])},
        capture_output=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    projects = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["name"] for each in projects] == list(FAMILIES[family]())
    wrong = [problem for project in projects for problem in problems(project)]
    assert wrong == []
    assert not list(tmp_path.glob("**/jmap-pwned"))
    assert sentinel.read_text() == "untouched"


def problems(project: dict[str, object]) -> list[tuple[object, ...]]:
    """What is wrong with how the commands of a project ended."""
    found: list[tuple[object, ...]] = []
    results = project["results"]
    assert isinstance(results, list)
    said = "".join(result["out"] + result["err"] for result in results)
    if project["told"] not in said:  # type: ignore[operator]
        found.append((project["name"], "not told", project["told"], said[-500:]))
    for result in results:
        bug = re.search(r"Traceback|bug in jmap|for a bug", result["err"])
        heavy = result["mb"] > MEGABYTES or result["seconds"] > SECONDS
        if result["code"] not in result["right"] or bug or heavy or STEERING.search(result["err"]):
            facts = [result[key] for key in ("arguments", "code", "mb", "seconds")]
            found.append((project["name"], *facts, result["err"][-500:]))
        if "github" in result["arguments"] and re.search(
            r"(?m)^(?!::(?:error|warning|notice) )\s*(?:::|##\[|##vso)", result["out"]
        ):
            found.append((project["name"], "a command", result["out"][-500:]))
    return found


def test_there_are_many() -> None:
    assert sum(len(family()) for family in FAMILIES.values()) > 250
