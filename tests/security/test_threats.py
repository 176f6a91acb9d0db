"""The table of threats names tests that exist, and leaves no threat out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ROWS = {
    *(f"Y{n}" for n in range(1, 16)), *(f"X{n}" for n in range(1, 10)), *(f"M{n}" for n in range(1, 5)),
    *(f"D{n}" for n in range(1, 5)), *(f"J{n}" for n in range(1, 5)), *(f"P{n}" for n in range(1, 5)),
    *(f"S{n}" for n in range(1, 6)), *(f"I{n}" for n in range(1, 4)), *(f"T{n}" for n in range(1, 4)),
    *(f"A{n}" for n in range(1, 4)), *(f"K{n}" for n in range(1, 4)), "C1", "Q1", "Q2",
}  # fmt: skip


def rows(root: Path) -> dict[str, tuple[list[str], str]]:
    """The tests and the status of each threat."""
    text = (root / "docs" / "threats.md").read_text("utf-8")
    found = re.findall(r"(?m)^\| ([A-Z]\d+) \|.*?\|.*?\| ([^|]*)\| ([^|]*) \|$", text)
    return {row: (re.findall(r"`(\S+?::\w+)`", tests), status) for row, tests, status in found}


def test_every_threat_has_its_row(root: Path) -> None:
    assert set(rows(root)) == ROWS


def test_every_test_named_exists(root: Path) -> None:
    text = (root / "docs" / "threats.md").read_text("utf-8")
    missing = []
    for path, name in re.findall(r"`([\w/]+\.py)::(\w+)`", text):
        file = root / "tests" / path
        if not file.is_file() or f"def {name}(" not in file.read_text("utf-8"):
            missing.append(f"{path}::{name}")
    assert missing == []


def test_what_is_held_has_a_test_and_what_has_none_says_why(root: Path) -> None:
    for row, (tests, status) in rows(root).items():
        assert bool(tests) == status.startswith("held"), row
        assert status, row
