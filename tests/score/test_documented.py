"""`docs/scoring.md` says what the program does."""

from __future__ import annotations

import re
import runpy
from typing import TYPE_CHECKING

import pytest

from jmap.model.measure import measure_ids
from jmap.score import score
from jmap.spec import load

if TYPE_CHECKING:
    from pathlib import Path


def test_every_measure_is_documented(root: Path) -> None:
    made = runpy.run_path(str(root / "tools" / "measures.py"))["page"]()
    assert (root / "docs" / "scoring.md").read_text(encoding="utf-8") == made, "run `make measures`"
    assert re.findall(r"^### ([a-z].*)$", made, re.MULTILINE) == [*measure_ids()]


def test_the_example_scores_as_computed_by_hand(root: Path) -> None:
    result = score(load(root / "examples" / "crm-experience-map"))["crm-daily-work"]
    points = [each.score.value for each in result.touchpoints.values()]
    loads = [each.pain.value for each in result.touchpoints.values()]
    assert points == [75, 75, 75, 100, 100]
    assert loads == pytest.approx([0.24, 0.8, 0.18, 0.18, 0.36])
    assert (result.score.value, result.target, result.gap) == (85, 90, -5)
    assert result.pain.value == pytest.approx(0.352)
    assert (result.lowest, result.highest, result.peak_end) == ("login", "communicate", 100)
    assert (result.coverage.measured, result.coverage.judged) == (0, 1)
