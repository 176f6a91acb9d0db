"""`docs/scoring.md` says what the program does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jmap import discovery
from jmap.model.measure import Measure
from jmap.score import score
from jmap.spec import load

if TYPE_CHECKING:
    from pathlib import Path

MEASURES = discovery.discover("jmap.model.measures", "MEASURE", Measure).found


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.id)
def test_every_measure_is_documented(measure: Measure, root: Path) -> None:
    text = (root / "docs" / "scoring.md").read_text(encoding="utf-8")
    section = text.partition(f"\n### {measure.id}\n")[2].partition("\n### ")[0]
    for words in (*measure.accepts, measure.scale, measure.formula, measure.pooling, measure.source):
        assert words in section


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
